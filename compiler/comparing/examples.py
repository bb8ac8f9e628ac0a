"""One person for a line, made up by the analysis and judged by the interpreter in both policies.

In: a formula and the output that the line is about. Out: the facts that each policy needs and its result.
Facts whose absence would change a result are kept, the others left out. NotConfirmed where the interpreter
doesn't say of this person what the analysis claims: such a line is never shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from typing import TypeAlias

import attrs

from polc.compiler.analysis.formula import Flag, Formula, Option
from polc.compiler.analysis.regions import Region
from polc.compiler.analysis.witness import find
from polc.compiler.comparing.align import as_new
from polc.compiler.comparing.ground import Pair, Policy
from polc.compiler.comparing.identities import Ordinary
from polc.compiler.interpret import Evaluation, evaluate
from polc.compiler.kernel import Kind
from polc.dsl.values import Amount, Given, Plain, Records

Facts: TypeAlias = Mapping[str, Given]
Confirm: TypeAlias = Callable[[Evaluation, Evaluation], bool]


class NotConfirmed(Exception):
    """The interpreter disagrees with the analysis about a person: a fault of polc."""


@attrs.frozen(kw_only=True)
class Judged:
    """A person on the OLD calendar with the answer of each policy."""

    facts: Facts
    old: Evaluation
    new: Evaluation


def example(pair: Pair, formula: Formula, ordinary: Ordinary, output: str, confirm: Confirm) -> Judged | None:
    """The smallest ordinary person of a formula; None when there is nobody."""
    for kind in ordinary.kinds:
        region = pair.facts.search.first(pair.facts.pool.all_of((formula, kind)))
        if region is not None:
            return _smallest(pair, pair.facts.pool.all_of((formula, ordinary.like(region))), output, confirm)
    return None


def _smallest(pair: Pair, formula: Formula, output: str, confirm: Confirm) -> Judged:
    witness = find(pair.facts, formula, lambda _: True)
    if witness is None:
        raise NotConfirmed
    person = {name: value for name, value in witness.person.items() if value is not None}
    whole = judge(pair, person, output)
    if not confirm(whole.old, whole.new):
        raise NotConfirmed
    return _shortest(pair, formula, whole, output)


def anybody(pair: Pair, formula: Formula, output: str) -> Judged | None:
    """Some person of a formula, the first that comes; None when there is nobody."""
    region = pair.facts.search.first(formula)
    return None if region is None else judge(pair, person_of(pair, region), output)


def person_of(pair: Pair, region: Region) -> dict[str, Given]:
    """The person that the region was found with."""
    variables = pair.facts.variables
    lists = (decl.name for decl in pair.facts.kernel.inputs if decl.type.kind is Kind.LIST)
    person: dict[str, Given] = dict.fromkeys(lists, Records(()))
    person |= {name: bool(region.held >> var & 1) for name, var in variables.flags.items()}
    for name, var in variables.options.items():
        left = region.options[var]
        person[name] = variables.choices[var][(left & -left).bit_length() - 1]
    for name, var in variables.numbers.items():
        low, kind = region.number(var), variables.kinds[var]
        amount = Amount(Fraction(low)) if kind is Kind.MONEY else Fraction(low)
        person[name] = date.fromordinal(low) if kind is Kind.DATE else amount
    return person


def judge(pair: Pair, facts: Facts, output: str) -> Judged:
    """The answer of each policy for a person on the OLD calendar."""
    return Judged(
        facts=facts,
        old=_evaluate(pair.old, facts, 0, output),
        new=_evaluate(pair.new, facts, pair.years, output),
    )


def _evaluate(policy: Policy, facts: Facts, years: int, output: str) -> Evaluation:
    """The policy as written, on its own calendar: not the kernel that was analysed."""
    person, readings = given(policy, facts, years), policy.assume_for(output)
    return evaluate(policy.alone(output), person, readings, decided=policy.decided)


def given(policy: Policy, facts: Facts, years: int) -> dict[str, Given]:
    """The facts that a policy asks for, in its order and on its calendar."""
    placed = as_new(facts, years)
    return {decl.name: placed[decl.name] for decl in policy.kernel.inputs if decl.name in placed}


def shown(policy: Policy, facts: Facts, years: int) -> tuple[tuple[str, Plain], ...]:
    """The facts that matter. What reads a list isn't compared, so lists aren't among them."""
    placed = given(policy, facts, years).items()
    return tuple((name, value) for name, value in placed if not isinstance(value, Records))


def _shortest(pair: Pair, formula: Formula, whole: Judged, output: str) -> Judged:
    """The person without the facts that are as usual, then without those that change nothing."""
    defaults = {decl.name: decl.default for policy in (pair.old, pair.new) for decl in policy.kernel.inputs}
    inside = _named(pair, formula)
    shown = {n: v for n, v in whole.facts.items() if v != defaults[n] and (n in inside or v is not False)}
    short = judge(pair, shown, output)
    if not _same(whole, short, output):
        shown = {n: v for n, v in whole.facts.items() if v != defaults[n]}
        short = judge(pair, shown, output)
    for name in [n for n, v in shown.items() if v is False]:
        less = judge(pair, {n: v for n, v in short.facts.items() if n != name}, output)
        if _same(whole, less, output):
            short = less
    return short


def _same(one: Judged, other: Judged, output: str) -> bool:
    """Both policies say the same of the output, by the same clauses, whether a fact is given or not."""
    return (
        one.old.fields[output] == other.old.fields[output]
        and one.new.fields[output] == other.new.fields[output]
    )


def _named(pair: Pair, formula: Formula) -> frozenset[str]:
    """The facts that a formula speaks about."""
    variables = pair.facts.variables
    found: set[str] = set()
    for atom in pair.facts.pool.atoms(formula):
        match atom:
            case Flag(var):
                found.add(variables.flag_names[var])
            case Option(var):
                found.add(list(variables.options)[var])
            case _:
                found.update(variables.number_names[var] for var in pair.facts.pool.facts_of(atom))
    return frozenset(found)
