"""How deep names build on names: the one bound that lets every later pass follow a policy to its end.

In: the declarations of a policy. Out: nothing; reports 230 where a name, with all that it stands for put in
its place, would be deeper than MAX_LEVELS. A level is a bracket, an operation or a name that is used. Names
that wait for each other are reported elsewhere. Nothing here recurses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from polc.dsl import nodes
from polc.dsl.diagnostics.model import Diagnostic, Sink
from polc.dsl.diagnostics.names import TOO_LONG_A_CHAIN
from polc.dsl.walk import children

MAX_LEVELS = 500
_SHOWN = 3


@attrs.frozen
class _Uses:
    """The depth of a declaration alone, and the names it uses, each with the depth at which it stands."""

    own: int
    names: tuple[tuple[str, int], ...]


def report_chains(declarations: Iterable[nodes.Cited], sink: Sink) -> None:
    """Report the first declaration that is too deep, with the way down from it."""
    measured = [(cited.item, _measured(cited.item)) for cited in declarations]
    uses: dict[str, list[_Uses]] = {}
    for item, each in measured:
        for name in _defined(item):
            uses.setdefault(name, []).append(each)
    levels = _levels(uses)
    for item, each in measured:
        deep = _depth([each], levels)
        if deep > MAX_LEVELS:
            way = _way_down(each, uses, levels)
            facts = (("chain", way), ("levels", str(deep)), ("limit", str(MAX_LEVELS)))
            sink.add(Diagnostic(code=TOO_LONG_A_CHAIN, span=item.span, facts=facts))
            return


def _defined(item: nodes.Node) -> Iterator[str]:
    """The names that a declaration gives a meaning."""
    match item:
        case nodes.Yields(name=grant, outputs=outputs):
            yield from (name.text for name in (grant, *outputs))
        case nodes.Funding(rows=rows):
            yield from (row.name.text for row in rows)
        case nodes.Permitted(fact=fact):
            yield fact.text
        case _:
            name = getattr(item, "name", None)
            if isinstance(name, nodes.Name):
                yield name.text


def _measured(item: nodes.Node) -> _Uses:
    """Closings (封顶, 保底, 舍入) each go around the value that is before them."""
    defined = set(_defined(item))
    own, names = 0, dict[str, int]()
    waiting: list[tuple[nodes.Node, int]] = [(item, 0)]
    while waiting:
        node, depth = waiting.pop()
        own = max(own, depth)
        if isinstance(node, nodes.Name) and (node.text not in defined or isinstance(item, nodes.Yields)):
            names[node.text] = max(names.get(node.text, 0), depth)
        below = depth + 1 + (len(node.closings) if isinstance(node, nodes.Gives) else 0)
        waiting += ((child, below) for child in children(node))
    return _Uses(own, tuple(names.items()))


def _levels(uses: dict[str, list[_Uses]]) -> dict[str, int]:
    """The depth of each name with what it uses put in; a circle counts once around."""
    levels: dict[str, int] = {}
    busy: set[str] = set()
    for first in uses:
        waiting = [first]
        while waiting:
            name = waiting[-1]
            fresh = [
                used
                for each in uses[name]
                for used, _ in each.names
                if used in uses and used not in levels and used not in busy
            ]
            if name not in busy and fresh:
                busy.add(name)
                waiting += fresh
                continue
            waiting.pop()
            if name not in levels:
                levels[name] = _depth(uses[name], levels)
    return levels


def _depth(measured: list[_Uses], levels: dict[str, int]) -> int:
    found = [each.own for each in measured]
    found += [depth + levels[used] for each in measured for used, depth in each.names if used in levels]
    return max(found)


def _way_down(first: _Uses, uses: dict[str, list[_Uses]], levels: dict[str, int]) -> str:
    """甲 → 乙 → 丙 → … → 癸: always the deepest of what is used."""
    way: list[str] = []
    at = [first]
    while used := {name for each in at for name, _ in each.names if name in levels} - set(way):
        way.append(max(sorted(used), key=lambda name: levels[name]))
        at = uses[way[-1]]
    shown = way if len(way) <= 2 * _SHOWN else [*way[:_SHOWN], "…", way[-1]]
    return " → ".join(shown)
