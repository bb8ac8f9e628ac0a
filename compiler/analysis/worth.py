"""POL611, POL609: what each assumption is worth: which outputs another reading changes, and for whom.

Asked for, since it looks at every output under every reading. The reading to compare with is the adopted one,
else the first. An output whose results have no form under one of the readings is left out and admitted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import attrs

from polc.compiler.analysis.comparisons import differ
from polc.compiler.analysis.decide import World
from polc.compiler.analysis.entries import lists_for
from polc.compiler.analysis.formula import Formula
from polc.compiler.analysis.subject import PERSON_NAMES, ROW_CAP, Subject
from polc.compiler.analysis.symbols import Opaque, Stat, Symbol
from polc.compiler.analysis.witness import find, replayed
from polc.compiler.interpret import Person, evaluate
from polc.compiler.kernel import AssumptionDecl
from polc.compiler.readings import FieldResult
from polc.dsl.diagnostics.completeness import ASSUMPTION_WORTH, HARMLESS_ASSUMPTION
from polc.dsl.diagnostics.internal import WITNESS_WITHHELD
from polc.dsl.diagnostics.model import WitnessRow
from polc.dsl.values import Given, Result, distinct, is_status

CHECK = "换一种读法影响谁"


@attrs.frozen(kw_only=True)
class Change:
    """What another reading changes: the outputs, the facts of a person, both answers for the first output."""

    reading: str
    outputs: tuple[str, ...]
    facts: Mapping[str, Given]
    before: FieldResult
    after: FieldResult


def check(subject: Subject) -> None:
    """Every assumption that some output depends on."""
    depends = subject.kernel.depends
    for decl in subject.kernel.assumptions:
        choices = subject.kernel.choice_of
        outputs = [o.name for o in subject.kernel.outputs if decl.name in depends[choices[o.name].name]]
        if outputs and len(decl.readings) > 1:
            _weigh(subject, decl, outputs)


def _weigh(subject: Subject, decl: AssumptionDecl, outputs: list[str]) -> None:
    before = _left_open(subject)
    found = list(_changes(subject, decl, outputs))
    changes = [change for change in found if change is not None]
    basis = (decl.cite.text,) if decl.cite else ()
    if changes:
        _report(subject, decl, changes, basis)
    elif not found and _left_open(subject) == before:
        facts = {"assumption": decl.name, "outputs": "、".join(f"“{name}”" for name in outputs)}
        subject.report(HARMLESS_ASSUMPTION, decl.span, facts, basis=basis)


def _left_open(subject: Subject) -> int:
    return len(subject.unanswered)


def _changes(subject: Subject, decl: AssumptionDecl, outputs: list[str]) -> Iterator[Change | None]:
    """One for each other reading that can change an output; None where nobody was found who shows it."""
    base = decl.adopted or decl.readings[0].name
    world = subject.world_under({decl.name: base})
    for reading in (r.name for r in decl.readings if r.name != base):
        other = subject.world_under({decl.name: reading})
        changed: list[str] = []
        for output in outputs:
            with subject.question(CHECK, decl.span):
                if subject.possible(_apart(world, other, output)):
                    changed.append(output)
        if changed:
            change = None
            with subject.question(CHECK, decl.span):
                change = _changed(subject, world, other, tuple(changed), reading)
            yield change


def _changed(
    subject: Subject, world: World, other: World, outputs: tuple[str, ...], reading: str
) -> Change | None:
    output = outputs[0]
    who = _apart(world, other, output)
    witness = find(world, who, lambda _: True)
    if witness is None:
        return None

    def answers(facts: Person) -> tuple[FieldResult, FieldResult]:
        both = (evaluate(subject.kernel, facts, way.readings, traced=False) for way in (world, other))
        before, after = (found.fields[output] for found in both)
        return before, after

    tried = _with_lists(world, witness.person) if world.is_loose(who) else iter([witness.person])
    person = next((person for person in tried if _are_apart(*answers(person))), None)
    if person is None and world.is_loose(who):
        subject.leave_open(world.doubt(who))
    elif person is None:
        facts = {"code": ASSUMPTION_WORTH.id, "reason": "解释器对同一个人给出的结果不同"}
        subject.report(WITNESS_WITHHELD, subject.kernel.info.span, facts)
    return None if person is None else _told(subject, outputs, reading, person, answers)


def _with_lists(world: World, person: Person) -> Iterator[Person]:
    """The person with one list after the other, as the relations allow."""
    for lists in lists_for(world.kernel, person):
        another = {**person, **lists}
        if replayed(world, another, lambda _: True) is not None:
            yield another


def _are_apart(before: FieldResult, after: FieldResult) -> bool:
    return _kind(before.result) != _kind(after.result)


def _told(
    subject: Subject,
    outputs: tuple[str, ...],
    reading: str,
    person: Person,
    answers: Callable[[Person], tuple[FieldResult, FieldResult]],
) -> Change:
    """The change, told with the facts that both answers need."""
    defaults = {decl.name: decl.default for decl in subject.kernel.inputs}
    facts = {n: value for n, value in person.items() if value is not None and value != defaults[n]}
    before, after = answers(facts)
    for name in sorted(facts, key=lambda name: facts[name] is not False):
        less = {known: value for known, value in facts.items() if known != name}
        if [found.result for found in answers(less)] == [before.result, after.result]:
            facts = less
    return Change(reading=reading, outputs=outputs, facts=facts, before=before, after=after)


def _kind(result: Result) -> object:
    """A value is itself; of a status only the kind counts."""
    return type(result) if is_status(result) else result


def _apart(world: World, other: World, output: str) -> Formula:
    """Who gets another value, or a status of another kind."""
    pool = world.pool
    return pool.any_of(
        pool.all_of((mine, theirs, differ(symbol, its, pool)))
        for mine, symbol in world.field(output)
        for theirs, its in other.field(output)
        if not _alike(symbol, its)
    )


def _alike(left: Symbol, right: Symbol) -> bool:
    if isinstance(left, Stat) and isinstance(right, Stat):
        return type(left.status) is type(right.status)
    return left == right and not isinstance(left, Opaque)


def _report(subject: Subject, decl: AssumptionDecl, changes: list[Change], basis: Sequence[str]) -> None:
    """One finding for an assumption: a person for each reading, with the outputs that it changes for them."""
    names = dict.fromkeys(name for change in changes for name in change.outputs)
    base = decl.adopted or decl.readings[0].name
    subject.report(
        ASSUMPTION_WORTH,
        decl.span,
        {
            "assumption": decl.name,
            "base": base,
            "readings": "、".join(f"“{change.reading}”" for change in changes),
            "outputs": "、".join(f"“{name}”" for name in names),
        },
        witness=tuple(_row(subject, number, c) for number, c in enumerate(changes[:ROW_CAP])),
        basis=basis,
    )


def _row(subject: Subject, number: int, change: Change) -> WitnessRow:
    before, after = (subject.text(found.result) for found in (change.before, change.after))
    return WitnessRow(
        who=f"示例{PERSON_NAMES[number % len(PERSON_NAMES)]}",
        facts=tuple((name, subject.fact(name, value)) for name, value in change.facts.items()),
        outcome=((change.outputs[0], f"{before}，取“{change.reading}”时是 {after}"),),
        clauses=distinct((*change.before.clauses, *change.after.clauses)),
    )
