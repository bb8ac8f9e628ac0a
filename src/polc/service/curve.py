"""How the results of a person change along one fact: the payment day, an age, an option.

In: a person, a fact, perhaps from where to where. Out: the values looked at, and of each result the stretches
in which it stays the same. Days, whole numbers, options and yes or no are tried one by one, so that nothing
lies between; of money, shares and lengths of time only the numbers that the policy writes and their
neighbours are, and that is told (`every`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby

from polc.compiler.analysis.trials import Numbers, numbers_of
from polc.compiler.interpret import Decided, evaluate
from polc.compiler.kernel import InputDecl, Kernel, Kind
from polc.compiler.readings import FieldResult, bounds_of
from polc.dsl.diagnostics.model import Lang, Text
from polc.dsl.text import result_text
from polc.dsl.values import Amount, Duration, Given, Plain, Rate, Unit, distinct
from polc.service.desk import Person, facts_of, kernel_at, readings_of, told
from polc.service.positions import Data
from polc.service.workspace import Workspace
from polc.telling.answer import meaning

MOST = 1500  # values looked at in one go
BESIDE = timedelta(days=62)  # before and after the days that a policy is about
FEWEST = 20  # whole numbers looked at where the policy writes smaller ones only
EVERY = frozenset({Kind.DATE, Kind.INT, Kind.BOOL, Kind.ENUM})
TOO_MANY = Text(
    "从头到尾有 {count} 个值，一次最多看 {most} 个", "these are {count} values, more than the {most} that fit"
)
BACKWARDS = Text("终点在起点之前", "the end lies before the beginning")
NEARER = Text("把起点和终点改一改", "write other ends")

Ends = tuple[Given | None, Given | None]


def curve(
    workspace: Workspace, path: str, person: Person, fact: str, ends: tuple[str, str], lang: Lang
) -> Data:
    """The results along a fact; an end is empty where the policy's own is meant."""
    kernel = kernel_at(workspace, path)
    decl = kernel.input_by_name.get(fact)
    if decl is None:
        return {
            "problems": [told(f, lang) for f in facts_of(kernel, Person(facts={fact: ""}, readings={})).found]
        }
    facts = facts_of(kernel, person)
    given = [facts_of(kernel, Person(facts=_typed(decl, end), readings={})) for end in ends]
    wrong = [found for some in (facts, *given) for found in some.found]
    if wrong:
        return {"problems": [told(found, lang) for found in wrong]}
    first, last = (each.known.get(fact) for each in given)
    values = values_of(kernel, decl, facts.known.get(fact), (first, last))
    if not 0 < len(values) <= MOST:
        text = TOO_MANY if values else BACKWARDS
        said = text.in_(lang).format(count=len(values), most=MOST)
        return {"problems": [{"message": said, "suggestions": [NEARER.in_(lang)]}]}
    along = _along(kernel, facts.known, readings_of(person), fact, values)
    return {"problems": [], "fact": fact, "every": decl.type.kind in EVERY, **along}


def _typed(decl: InputDecl, end: str) -> dict[str, object]:
    """An end as a document of facts has it: whole numbers aren't text there."""
    if not end:
        return {}
    return {decl.name: int(end) if decl.type.kind is Kind.INT and end.isdecimal() else end}


# ---- the values -------------------------------------------------------------------------------------
def values_of(kernel: Kernel, decl: InputDecl, now: Given | None, ends: Ends) -> Sequence[Plain]:
    """The values of a fact to look at, in order; empty where the ends are the wrong way round."""
    numbers, kind = numbers_of(kernel), decl.type.kind
    match kind:
        case Kind.BOOL:
            return (False, True)
        case Kind.ENUM:
            return decl.type.options
        case Kind.DATE:
            usual = _days_of(kernel, numbers, now)
            first, last = (_day(end, other) for end, other in zip(ends, usual, strict=True))
            return range_of_days(first, last)
        case Kind.INT:
            most = max((n for n in numbers.counts if n.denominator == 1), default=Fraction(0))
            low, high = _number(ends[0], 0), _number(ends[1], max(FEWEST, 2 * int(most)))
            return tuple(Fraction(n) for n in range(low, min(high, low + MOST) + 1))
        case _:
            return tuple(_between(_written(kind, numbers), ends))


def _days_of(kernel: Kernel, numbers: Numbers, now: Given | None) -> tuple[date, date]:
    """The year that a policy is about and two months around it; the day itself where it lies elsewhere."""
    written = (min(numbers.days), max(numbers.days)) if numbers.days else None
    span = kernel.info.coverage or written
    if isinstance(now, date) and (span is None or not span[0] - BESIDE <= now <= span[1] + BESIDE):
        span = (now, now)
    first, last = span or (date(2025, 1, 1), date(2025, 12, 31))
    return first - BESIDE, last + BESIDE


def range_of_days(first: date, last: date) -> Sequence[date]:
    """Both days and all between them."""
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def _day(end: Given | None, usual: date) -> date:
    return end if isinstance(end, date) else usual


def _number(end: Given | None, usual: int) -> int:
    return int(end) if isinstance(end, Fraction) else usual


def _written(kind: Kind, numbers: Numbers) -> Sequence[Plain]:
    """The numbers of a kind that the policy writes, and their neighbours."""
    if kind is Kind.MONEY:
        fen = sorted({n for each in numbers.fen for n in (0, each - 1, each, each + 1) if n >= 0})
        return tuple(Amount(Fraction(n)) for n in fen)
    if kind is Kind.RATE:
        return tuple(Rate(n) for n in sorted({Fraction(0), Fraction(1, 2), Fraction(1), *numbers.counts}))
    lengths = distinct((Duration(0, Unit.DAY), Duration(1, Unit.MONTH), *numbers.lengths))
    return tuple(sorted(lengths, key=lambda length: (length.unit.value, length.count)))


def _between(values: Sequence[Plain], ends: Ends) -> Sequence[Plain]:
    """Those between the ends, which are looked at themselves."""
    first, last = (end.fen if isinstance(end, Amount) else None for end in ends)
    kept = {
        v.fen
        for v in (*values, *ends)
        if isinstance(v, Amount) and (first is None or first <= v.fen) and (last is None or v.fen <= last)
    }
    return tuple(Amount(fen) for fen in sorted(kept)) if kept else values


# ---- the results ------------------------------------------------------------------------------------
def _along(
    kernel: Kernel,
    known: Mapping[str, Given | None],
    readings: Mapping[str, str | None],
    fact: str,
    values: Sequence[Plain],
) -> Data:
    """What every output comes to at each value, equal neighbours joined."""
    past: Decided = {}
    bounds = bounds_of(kernel)
    evaluations = [
        evaluate(kernel, {**known, fact: value}, readings, traced=False, decided=past) for value in values
    ]
    outputs = [
        {
            "alias": decl.alias,
            "name": decl.name,
            "runs": [
                {
                    "first": first,
                    "last": last,
                    "text": result_text(field.result, bounds),
                    "value": meaning(field, bounds)[1],
                    "clauses": list(field.clauses),
                }
                for first, last, field in _runs([each.fields[decl.name] for each in evaluations])
            ],
        }
        for decl in kernel.outputs
    ]
    return {"values": [result_text(value, {}) for value in values], "outputs": outputs}


def _runs(fields: Sequence[FieldResult]) -> list[tuple[int, int, FieldResult]]:
    """First and last number of each stretch in which a result and its clauses stay the same."""
    found: list[tuple[int, int, FieldResult]] = []
    for field, same in groupby(enumerate(fields), key=lambda numbered: numbered[1]):
        numbers = [number for number, _ in same]
        found.append((numbers[0], numbers[-1], field))
    return found
