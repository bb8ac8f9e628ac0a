"""Rules 每笔 and 每月 that wait for themselves, found before anything is typed. Reports 209.

In: the declarations. Out: the names of the rules in a circle, which then count as reported wherever they
are used. Circles through fields are found when the choices are put in order. A 累计 is no part of one:
inside its list its name is what it was before the entry.
"""

from __future__ import annotations

from collections.abc import Iterator

from polc.compiler.resolve import Resolved
from polc.dsl import nodes
from polc.dsl.diagnostics import names
from polc.dsl.diagnostics.model import Diagnostic, Sink
from polc.dsl.walk import walk


def report_circles(resolved: Resolved, sink: Sink) -> frozenset[str]:
    """The names of the rules that wait for themselves; each circle is reported once."""
    items = [cited.item for cited in resolved.declarations]
    rules = {i.name.text: i for i in items if isinstance(i, nodes.Rule) and (i.entries or i.monthly)}
    needs = {name: tuple(dict.fromkeys(_read(rule, rules))) for name, rule in rules.items()}
    circular: set[str] = set()
    for name in rules:
        chain = [] if name in circular else _chain_back(name, needs)
        if chain:
            circular |= set(chain)
            facts = (("chain", " → ".join((*chain, name))),)
            sink.add(Diagnostic(code=names.OUTPUT_CYCLE, span=rules[name].name.span, facts=facts))
    return frozenset(circular)


def _read(rule: nodes.Rule, rules: dict[str, nodes.Rule]) -> Iterator[str]:
    """The rules that the rows of this one read: 每笔 by name, 每月 by its sum."""
    for node in (node for row in rule.rows for node in walk(row)):
        if isinstance(node, nodes.MonthTotal):
            yield from (name for name in (node.rule.text,) if name in rules)
        elif isinstance(node, nodes.Name) and node.text in rules and rules[node.text].entries:
            yield node.text


def _chain_back(name: str, needs: dict[str, tuple[str, ...]]) -> list[str]:
    """The shortest way from a rule back to itself, without its end; empty where there's none."""
    ways, seen = [[name]], set[str]()
    while ways:
        way = ways.pop(0)
        for needed in needs[way[-1]]:
            if needed == name:
                return way
            if needed not in seen:
                seen.add(needed)
                ways.append([*way, needed])
    return []
