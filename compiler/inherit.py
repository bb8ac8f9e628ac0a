"""沿用: what a file takes over from last year's.

In: the declarations of the old file and of the new one. Out: the old ones that stay, each citing the old
notice. A block with days or figures stays only if 不变 names it: otherwise it's reported (220), and so
are names in 不变 and 废止 that the old file doesn't have (201), and names in 不变 that 废止 names too or
that this file writes anew (217).
"""

from __future__ import annotations

import attrs

from polc.dsl import nodes
from polc.dsl.diagnostics import brought, names
from polc.dsl.diagnostics.model import Diagnostic, Sink
from polc.dsl.nearest import nearest
from polc.dsl.walk import transform, walk


def title_of(module: nodes.Module) -> str:
    """The title of the policy in a file; its path where it has none."""
    return next((item.title for item in module.items if isinstance(item, nodes.Policy)), module.path)


def inherited(
    used: nodes.Module,
    use: nodes.Use,
    inherit: nodes.Inherit,
    old: tuple[nodes.Cited, ...],
    new: tuple[nodes.Cited, ...],
    sink: Sink,
) -> tuple[nodes.Cited, ...]:
    """The declarations of the old file that the new one neither writes anew nor drops."""
    known = [name for name in map(name_of, old) if name]
    for listed in (*inherit.kept, *inherit.dropped):
        if listed.text not in known:
            near = nearest(listed.text, known) or ""
            slip = (("name", listed.text), ("nearest", near), ("split", ""))
            sink.add(Diagnostic(code=names.UNKNOWN_NAME, span=listed.span, facts=slip))
    dropped, anew = {name.text for name in inherit.dropped}, set(map(_place, new))
    for listed in inherit.kept:
        if listed.text in dropped or (listed.text, False) in anew:
            again = (("output", listed.text),)
            sink.add(Diagnostic(code=names.BLOCK_TWICE, span=listed.span, facts=again))
    kept = tuple(c for c in old if not name_of(c) or (name_of(c) not in dropped and _place(c) not in anew))
    kept = tuple(
        c for c in kept if not isinstance(c.item, nodes.Explain) or c.item.subject.text not in dropped
    )
    confirmed = {name.text for name in inherit.kept}
    unseen = [name_of(c) for c in kept if name_of(c) not in confirmed and _holds_figures(c)]
    if unseen:
        facts = (("names", "、".join(f"“{name}”" for name in unseen)), ("path", use.path))
        sink.add(Diagnostic(code=brought.INHERITED_UNSEEN, span=use.span, facts=facts))
    title = title_of(used)
    return tuple(_labelled(cited, title) for cited in kept)


def name_of(cited: nodes.Cited) -> str:
    """The name that a declaration gives or decides; empty where it has none."""
    name = getattr(cited.item, "name", None)
    return name.text if isinstance(name, nodes.Name) else ""


def _place(cited: nodes.Cited) -> tuple[str, bool]:
    """What a declaration stands in place of: an 输出, and what decides it, have one name and two places."""
    return name_of(cited), isinstance(cited.item, nodes.Output)


def _holds_figures(cited: nodes.Cited) -> bool:
    """A named block with a day in it, or a 标准."""
    if not name_of(cited):
        return False
    if isinstance(cited.item, nodes.Standard | nodes.Table):
        return True
    return any(isinstance(node, nodes.DateLiteral) for node in walk(cited))


def _labelled(cited: nodes.Cited, title: str) -> nodes.Cited:
    """The declaration with every citation marked as one of the old notice."""

    def mark(node: nodes.Node) -> nodes.Node:
        if isinstance(node, nodes.Cite) and not node.citation.label:
            return attrs.evolve(node, citation=attrs.evolve(node.citation, label=title))
        return node

    marked = transform(cited, mark)
    assert isinstance(marked, nodes.Cited)
    return marked
