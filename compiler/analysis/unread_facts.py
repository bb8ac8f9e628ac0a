"""POL612: facts of an imported file that no rule of the policy reads, told once, by name.

A shared vocabulary asks for more than one notice needs. Whoever fills in such a fact expects it to count;
here it's taken and changes nothing. Facts that the policy itself declares aren't listed: they are its own
business and stand beside its rules. Of a policy that reads none of them yet nothing is said.
"""

from __future__ import annotations

from polc.compiler.analysis.subject import Subject
from polc.dsl.diagnostics.completeness import UNREAD_FACTS


def check(subject: Subject) -> None:
    """All facts brought in, in one note on the header."""
    kernel = subject.kernel
    read = {name for reads in kernel.reads.values() for name in reads.inputs}
    brought_in = [decl for decl in kernel.inputs if decl.span.path != kernel.info.span.path]
    unread = [decl.name for decl in brought_in if decl.name not in read]
    if unread and len(unread) < len(brought_in):
        facts = {"facts": "、".join(f"“{name}”" for name in unread)}
        subject.report(UNREAD_FACTS, kernel.info.span, facts)
