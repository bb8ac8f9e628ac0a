"""All checks over one kernel, under every way to read what nobody has decided.

In: a kernel. Out: findings in the sink. A choice is looked at once for each way to read the undecided
assumptions it depends on. A finding that stands under some of these ways only names them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterator, Mapping, Sequence
from functools import partial
from math import prod

import attrs

from polc.compiler.analysis import claims
from polc.compiler.analysis.checks import EACH, ONCE, PER_ENTRY, Check
from polc.compiler.analysis.claims import as_choices, verdict_of
from polc.compiler.analysis.decide import Ground, World
from polc.compiler.analysis.per_entry import one_entry
from polc.compiler.analysis.regions import NotFinished
from polc.compiler.analysis.relations import contradiction
from polc.compiler.analysis.subject import Finding, Subject, Told
from polc.compiler.analysis.symbols import NotAnalysed
from polc.compiler.analysis.unanswered import BLOCK, READINGS, RELATION, facts_of
from polc.compiler.kernel import Claim, Expr, FieldRef, Kernel, ReadingOf, walk
from polc.compiler.proof import Verdict
from polc.compiler.readings import chosen_readings, combinations
from polc.dsl.diagnostics.completeness import ANALYSIS_NOT_FINISHED
from polc.dsl.diagnostics.model import Diagnostic, Note, Sink, Text
from polc.dsl.source import Span

Way = tuple[tuple[str, str], ...]
Key = tuple[str, Span, tuple[tuple[str, str], ...]]


def analyse(kernel: Kernel, sink: Sink, *, asked: Sequence[Check] = ()) -> None:
    """Run every check, and those `asked` for. What can't be analysed is itself a finding (POL690)."""
    deque(analyse_in_steps(kernel, sink, asked=asked), maxlen=0)


def analyse_in_steps(kernel: Kernel, sink: Sink, *, asked: Sequence[Check] = ()) -> Iterator[None]:
    """The same, with a pause after each check: who waits can do something else, or leave it at that."""
    done = yield from _analyse(as_choices(kernel), (*EACH, *ONCE, *asked), sink)
    if done and kernel.entry_rules:
        entry, names = one_entry(kernel)
        if names:
            yield from _analyse(entry, PER_ENTRY, sink, names)


def prove(kernel: Kernel, condition: Expr, text: str = "", span: Span | None = None) -> Verdict:
    """Whether a condition holds for every person who satisfies the relations, under every open reading."""
    claim = Claim(condition=condition, text=text, cite=None, span=span or kernel.info.span)
    sink = Sink()
    deque(_analyse(as_choices(attrs.evolve(kernel, claims=(claim,))), (claims.check,), sink), maxlen=0)
    return verdict_of(tuple(sink.found))


def proved(kernel: Kernel) -> tuple[Claim, ...]:
    """The claims of a policy that hold for everybody; one that is only not refuted isn't among them."""
    if not kernel.claims:
        return ()
    sink = Sink()
    deque(_analyse(as_choices(kernel), (claims.check,), sink), maxlen=0)
    doubtful = {diagnostic.span for diagnostic in sink.found}
    if kernel.info.span in doubtful:
        return ()
    return tuple(claim for claim in kernel.claims if claim.span not in doubtful)


def _analyse(
    kernel: Kernel, checks: Sequence[Check], sink: Sink, only: frozenset[str] | None = None
) -> Generator[None, None, bool]:
    """Run some checks, on all choices or `only` those named; false when nobody could be looked at."""
    try:
        views = list(combinations(kernel, chosen_readings(kernel, {})))
    except ValueError:
        sink.add(_unanswered(kernel, "没有选定的假定太多，逐一组合超过限额", READINGS))
        return False
    grounds = _Grounds(kernel)
    try:
        worlds = [grounds.world(readings) for readings in views]
        torn = contradiction(worlds[0])
    except (NotAnalysed, NotFinished) as problem:
        torn = _unanswered(kernel, problem.reason, BLOCK)
    if torn is None:
        for left in worlds[0].left_out:
            sink.add(
                _unanswered(kernel, left.reason, RELATION, f"关系 {left.relation.text}", left.relation.span)
            )
        yield from _run(kernel, worlds, grounds, checks, sink, only)
    else:
        sink.add(torn)
        grounds = _Grounds(attrs.evolve(kernel, relations=()))
        once = [check for check in checks if check in ONCE]
        yield from _run(kernel, [grounds.world(views[0])], grounds, once, sink, only)
    return torn is None


def _unanswered(
    kernel: Kernel, reason: str, advice: str, what: str = "全部规则", span: Span | None = None
) -> Diagnostic:
    facts = facts_of((what,), reason, advice)
    return Diagnostic(code=ANALYSIS_NOT_FINISHED, span=span or kernel.info.span, facts=tuple(facts.items()))


def _run(
    kernel: Kernel,
    worlds: Sequence[World],
    grounds: _Grounds,
    checks: Sequence[Check],
    sink: Sink,
    only: frozenset[str] | None,
) -> Iterator[None]:
    """The checks in every world; those of `ONCE` in the first."""
    undecided = frozenset(decl.name for decl in kernel.assumptions if decl.adopted is None)
    depends = {name: names & undecided for name, names in kernel.depends.items()}
    unrolled = _unrolled(kernel)
    seen: set[tuple[str, Way]] = set()
    told: dict[str, Told] = {}
    found: dict[Key, tuple[Finding, dict[Way, None]]] = {}
    for world in worlds:
        subject = Subject(
            kernel=kernel,
            world=world,
            depends=depends,
            is_due=partial(_is_due, world, seen),
            world_under=partial(grounds.variant, world.readings),
            told=told,
            only=only,
        )
        for check in checks:
            if world is worlds[0] or check in EACH:
                subject.focus = frozenset()
                check(subject)
                yield
        subject.focus = frozenset()
        subject.admit()
        for finding in subject.found:
            found.setdefault(_key(finding, unrolled), (finding, {}))[1][_way(world, finding.depends)] = None
    for finding, ways in found.values():
        sink.add(_named(kernel, finding, tuple(ways)))


def _unrolled(kernel: Kernel) -> frozenset[Span]:
    """The places of rules 每月, which stand in the kernel once for each month."""
    months = {choice.span for choice in kernel.choices if choice.month is not None}
    choices = [choice for choice in kernel.choices if choice.span in months]
    return frozenset(span for c in choices for span in (c.span, *(row.span for row in c.rows)))


def _key(finding: Finding, unrolled: frozenset[Span]) -> Key:
    """What makes two findings one: the place, where persons may differ by the reading or by the month."""
    diagnostic = finding.diagnostic
    alike = finding.depends or diagnostic.span in unrolled
    return diagnostic.code.id, diagnostic.span, () if alike else diagnostic.facts


def _is_due(world: World, seen: set[tuple[str, Way]], what: str, names: frozenset[str]) -> bool:
    """True the first time that `what` is looked at with the assumptions `names` read as in this world."""
    key = (what, _way(world, names))
    new = key not in seen
    seen.add(key)
    return new


def _way(world: World, names: frozenset[str]) -> Way:
    return tuple((name, reading) for name, reading in world.readings.items() if name in names)


class _Grounds:
    """Worlds of one kernel; they share one pool and search, unless a relation depends on readings."""

    def __init__(self, kernel: Kernel) -> None:
        self.kernel = kernel
        parts = (part for relation in kernel.relations for part in walk(relation.condition))
        self._shared = None if any(isinstance(p, FieldRef | ReadingOf) for p in parts) else Ground(kernel)
        self._worlds: dict[Way, World] = {}

    def world(self, readings: Mapping[str, str]) -> World:
        """The world of these readings."""
        key = tuple(readings.items())
        if key not in self._worlds:
            self._worlds[key] = World(self._shared or Ground(self.kernel), readings)
        return self._worlds[key]

    def variant(self, readings: Mapping[str, str], other: Mapping[str, str]) -> World:
        """The world of `readings` with some exchanged."""
        return self.world({name: other.get(name, reading) for name, reading in readings.items()})


def _discriminates(kernel: Kernel, name: str, ways: tuple[Way, ...]) -> bool:
    """Under another reading of the assumption, all others as they are, the finding doesn't stand."""
    stand = {frozenset(way) for way in ways}
    readings = [reading.name for reading in kernel.assumption_by_name[name].readings]
    return any(
        frozenset((each, other if each == name else reading) for each, reading in way) not in stand
        for way in ways
        for other in readings
    )


def _named(kernel: Kernel, finding: Finding, ways: tuple[Way, ...]) -> Diagnostic:
    """The finding with the readings it stands under, where it doesn't stand under all."""
    diagnostic = finding.diagnostic
    if len(ways) == prod(len(kernel.assumption_by_name[name].readings) for name in finding.depends):
        return diagnostic
    notes = tuple(
        Note(
            kernel.assumption_by_name[name].span,
            Text(f"按读法“{reading}”时如此", f"so under the reading “{reading}”"),
        )
        for name, reading in ways[0]
        if _discriminates(kernel, name, ways)
    )
    return attrs.evolve(diagnostic, notes=(*diagnostic.notes, *notes))
