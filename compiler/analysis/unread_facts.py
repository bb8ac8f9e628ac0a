"""POL612, POL614: facts that no rule of the policy reads.

Whoever fills in such a fact expects it to count; here it's taken and changes nothing. A shared vocabulary
asks for more than one notice needs: what is brought in is told by name, on the header (612). A fact that the
policy declares with its clause is one that the notice speaks of, and stands there for a rule: those are told
at their lines (614). A 关系 that speaks of it is no rule. Of a policy that reads none of them yet nothing is
said.
"""

from __future__ import annotations

from polc.compiler.analysis.subject import Subject
from polc.dsl.diagnostics.left_out import UNREAD_FACT, UNREAD_FACTS
from polc.dsl.diagnostics.model import Note, Text


def check(subject: Subject) -> None:
    """All facts brought in, in one note on the header; all of its own in another at their lines."""
    kernel = subject.kernel
    read = {name for reads in kernel.reads.values() for name in reads.inputs}
    brought_in = [decl for decl in kernel.inputs if decl.span.path != kernel.info.span.path]
    unread = [decl.name for decl in brought_in if decl.name not in read]
    if unread and len(unread) < len(brought_in):
        facts = {"facts": "、".join(f"“{name}”" for name in unread)}
        subject.report(UNREAD_FACTS, kernel.info.span, facts)
    own = [decl for decl in kernel.inputs if decl.span.path == kernel.info.span.path and decl.cite]
    unused = [decl for decl in own if decl.name not in read]
    if unused and read:
        facts = {"facts": "、".join(f"“{decl.name}”" for decl in unused)}
        notes = tuple(Note(decl.span, Text("还有这里", "and here")) for decl in unused[1:])
        subject.report(UNREAD_FACT, unused[0].span, facts, notes=notes)
