"""A field under every reading of the undecided assumptions as one: `compiler/readings.py`, said in SQL.

In: the lanes of a field, one a way to read. Out: one `Answer`: the common result where the ways agree, 待定
with every candidate where they don't, 缺资料 where one of them misses something.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from polc.compiler.kernel import FieldDecl
from polc.compiler.plan import ir
from polc.compiler.plan.ir import Value
from polc.compiler.plan.program import Program
from polc.targets.sql import bits as b
from polc.targets.sql import lane as ln
from polc.targets.sql import tree as t
from polc.targets.sql.lane import Lane
from polc.targets.sql.letters import Clauses, all_of
from polc.targets.sql.printed import Printer
from polc.targets.sql.statuses import REASON, differently_read
from polc.targets.sql.tree import Tree
from polc.targets.sql.wording import Words

Way = Mapping[str, str]


@attrs.frozen
class Answer:
    """A field as it's answered: its lane, its clauses, and the candidates as text where readings differ."""

    decl: FieldDecl
    lane: Lane
    clauses: Clauses
    candidates: Tree = t.NOTHING


def answered(program: Program, printer: Printer, words: Words, decl: FieldDecl) -> Answer:
    """One output."""
    value = program.outputs[decl.name]
    if not isinstance(value.op, ir.Merged):
        return Answer(decl, printer.lane(value, {}), printer.clauses(value))
    fields = [_field(arg) for arg in value.args]
    lanes = [printer.lane(field, {}) for field in fields]
    causes = _causes(program.ways, lanes)
    apart = t.or_(causes.values())
    clauses = printer.clauses(fields[0])
    if apart is t.FALSE:
        return Answer(decl, lanes[0], clauses)
    every = all_of([printer.clauses(field) for field in dict.fromkeys(fields)])
    clauses = Clauses(t.case([(apart, every.text)], clauses.text), every.letters)
    statuses = printer.statuses
    missing = b.union([b.only(lane.status, statuses.facts) for lane in dict.fromkeys(lanes)])
    reasons = [
        b.when(flag, b.constant(statuses.set_of([(REASON, differently_read(name))])))
        for name, flag in causes.items()
    ]
    differ = t.and_([apart, t.not_(b.some(missing))])
    stopped = b.choose([(b.some(missing), missing)], b.union(reasons))
    lane = ln.choose([(apart, ln.open_(stopped, lanes[0].kind))], lanes[0])
    told = _Candidates(program.ways, lanes, causes, words, decl).text()
    return Answer(decl, lane, clauses, t.case([(differ, told)], t.NOTHING))


def _told(lane: Lane, words: Words) -> Lane:
    """A lane of which nothing is missing."""
    return attrs.evolve(lane, status=b.without(lane.status, words.statuses.facts))


def _field(value: Value) -> Value:
    """The field itself, however it's held."""
    return _field(value.args[0]) if isinstance(value.op, ir.Convert) else value


def _causes(ways: Sequence[Way], lanes: Sequence[Lane]) -> dict[str, Tree]:
    """For each assumption: two ways that differ in it alone give different results."""
    causes: dict[str, Tree] = {}
    for name in ways[0]:
        firsts: dict[tuple[tuple[str, str], ...], Lane] = {}
        tests = []
        for way, lane in zip(ways, lanes, strict=True):
            rest = tuple(pair for pair in way.items() if pair[0] != name)
            tests.append(ln.differ(firsts.setdefault(rest, lane), lane))
        if (flag := t.or_(tests)) is not t.FALSE:
            causes[name] = flag
    return causes


@attrs.frozen
class _Candidates:
    """Every way that differs from the others in what matters, with its result."""

    ways: Sequence[Way]
    lanes: Sequence[Lane]
    causes: Mapping[str, Tree]
    words: Words
    decl: FieldDecl

    def text(self) -> Tree:
        """All of them, each after a ；."""
        items = []
        for way, lane in zip(self.ways, self.lanes, strict=True):
            later = [name for name in way if way[name] != self.ways[0][name]]
            shown = t.and_([self.causes.get(name, t.FALSE) for name in later])
            if shown is not t.FALSE:
                told = [
                    t.text("；"),
                    self._label(way),
                    t.text(" → "),
                    self.words.result(_told(lane, self.words), self.decl),
                ]
                items.append(t.case([(shown, t.concat(told))], t.NOTHING))
        return t.function("from", t.concat(items), word=2)

    def _label(self, way: Way) -> Tree:
        """The reading alone where one assumption matters, else each with its assumption."""
        if len(self.causes) == 1:
            return t.text(way[next(iter(self.causes))])
        parts = []
        for name, flag in self.causes.items():
            others = t.or_(cause for other, cause in self.causes.items() if other != name)
            alone, full = t.text(f"，{way[name]}"), t.text(f"，{name}：{way[name]}")
            parts.append(t.case([(t.not_(flag), t.NOTHING), (others, full)], alone))
        return t.function("from", t.concat(parts), word=2)
