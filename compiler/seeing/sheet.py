"""The sheet: a small set of persons of whom it can be read off whether a policy says what its notice says.

In: a kernel, or two of one notice. Out: `Told` persons in the order in which an office thinks (who, when,
how much, what meets, what isn't written), each with what only they show; and what nobody can show, with the
reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

import attrs

from polc.compiler.analysis.cases import expected_now, found_for, meets
from polc.compiler.interpret import Evaluation, evaluate
from polc.compiler.kernel import Expected, Kernel, Kind
from polc.compiler.readings import bounds_of
from polc.compiler.seeing.finding import Candidate, Finder, Person, Why
from polc.compiler.seeing.sights import Sight, Sort
from polc.compiler.seeing.viewer import Viewer

MOST = 400


class Group(Enum):
    """What an office asks."""

    WHO = "谁适用"
    WHEN = "什么时候"
    MUCH = "多少钱、由谁付"
    MEETING = "几条同时适用"
    OPEN = "没有写明的地方"
    RESULT = "待定、不适用、缺资料"


@attrs.frozen(kw_only=True)
class Told:
    """One person of the sheet: the facts that matter, the readings chosen, the answer now, and before."""

    number: int
    group: Group
    facts: Person
    assume: tuple[tuple[str, str], ...]
    evaluation: Evaluation
    expected: tuple[Expected, ...]
    shows: tuple[Sight, ...]
    before: Evaluation | None = None


@attrs.frozen(kw_only=True)
class Sheet:
    """The persons, how many things there are to see, and what nobody shows."""

    kernel: Kernel
    told: tuple[Told, ...]
    every: tuple[Sight, ...]
    unseen: tuple[tuple[Sight, Why], ...]


def sheet_of(kernel: Kernel, since: Kernel | None = None) -> Sheet:
    """The sheet of a policy; with `since` only of those who got another answer from that one."""
    finder = Finder(Viewer(kernel))
    unseen = finder.look()
    candidates: Sequence[Candidate] = finder.candidates[:MOST]
    if since is not None:
        old = Finder(Viewer(since))
        old.look()
        candidates = [*candidates, *old.candidates]
    told: dict[tuple[object, ...], Told] = {}
    for candidate in candidates:
        one = _told(kernel, candidate, since)
        if one is not None:
            told.setdefault((*one.facts.items(), one.assume), one)
    order = list(Group)
    ranked = sorted(told.values(), key=lambda one: order.index(one.group))[:MOST]
    return Sheet(
        kernel=kernel,
        told=tuple(attrs.evolve(one, number=number) for number, one in enumerate(ranked, 1)),
        every=finder.viewer.every,
        unseen=tuple(unseen.items()),
    )


def _told(kernel: Kernel, candidate: Candidate, since: Kernel | None) -> Told | None:
    """The person, with the facts that make a difference; None for whom `since` gives the same."""
    assume = tuple((n, r) for n, r in candidate.assume if _has_reading(kernel, n, r))
    person = {name: value for name, value in candidate.person.items() if name in kernel.input_by_name}
    facts = _shorter(kernel, person, dict(assume))
    found = evaluate(kernel, facts, dict(assume))
    before = None
    if since is not None:
        before = _before(since, facts, assume)
        if not _differs(since, before, found):
            return None
    return Told(
        number=0,
        group=_group(kernel, candidate.new),
        facts=facts,
        assume=assume,
        evaluation=found,
        expected=tuple(expected_now(kernel, found)),
        shows=candidate.new,
        before=before,
    )


def _has_reading(kernel: Kernel, name: str, reading: str) -> bool:
    decl = kernel.assumption_by_name.get(name)
    return decl is not None and any(known.name == reading for known in decl.readings)


def _before(since: Kernel, facts: Person, assume: tuple[tuple[str, str], ...]) -> Evaluation:
    known = {name: value for name, value in facts.items() if name in since.input_by_name}
    return evaluate(since, known, {n: r for n, r in assume if _has_reading(since, n, r)})


def _differs(since: Kernel, before: Evaluation, now: Evaluation) -> bool:
    """Some output that both have comes out otherwise, its clauses aside."""
    bounds = bounds_of(since)
    expected = (attrs.evolve(each, clauses=()) for each in expected_now(since, before))
    shared = [each for each in expected if each.field in now.fields]
    return any(not meets(each, now.fields[each.field], bounds) for each in shared)


def _shorter(kernel: Kernel, person: Person, assume: dict[str, str]) -> Person:
    """Without what is so anyway, and without the 否 that nobody needs to be told."""
    defaults = {decl.name: decl.default for decl in kernel.inputs}
    facts: Person = {n: v for n, v in person.items() if v is not None and v != defaults[n]}
    expected = list(expected_now(kernel, evaluate(kernel, person, assume)))
    for name in [n for n, value in facts.items() if value is False]:
        less = {n: v for n, v in facts.items() if n != name}
        if list(expected_now(kernel, evaluate(kernel, less, assume))) == expected:
            facts = less
    return facts


def _group(kernel: Kernel, shows: tuple[Sight, ...]) -> Group:
    """By what the person shows first: what is written, before what isn't."""
    groups = {_group_of(kernel, sight) for sight in shows}
    return next((group for group in Group if group in groups), Group.WHO)


def _group_of(kernel: Kernel, sight: Sight) -> Group:
    match sight.sort:
        case Sort.MEETING:
            return Group.MEETING
        case Sort.READING:
            return Group.OPEN
        case Sort.RESULT:
            return Group.RESULT
        case _:
            name = str(sight.at[0])
            if name in kernel.assumption_by_name:
                return Group.OPEN
            choices = {choice.name: choice for choice in (*kernel.entry_rules, *kernel.choices)}
            kinds = {
                kernel.field_by_name[f].type.kind for f in choices[name].fields if f in kernel.field_by_name
            }
            if Kind.MONEY in kinds:
                return Group.MUCH
            return Group.WHO if Kind.BOOL in kinds else Group.WHEN


def moved(kernel: Kernel, evaluation: Evaluation, expected: Sequence[Expected]) -> tuple[Expected, ...]:
    """What was signed and comes out otherwise now."""
    bounds = bounds_of(kernel)
    return tuple(e for e in expected if not meets(e, found_for(kernel, evaluation, e), bounds))
