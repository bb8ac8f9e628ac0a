"""Single numbers altered, in the shipped notices and in the rows of their policies: what the ledger sees.

    python tests/ledger_faults.py [--every 1] [--policies 石狮2025 …] [--list]

A number is altered in up to four ways, one more and one less among them. It's caught when the ledger says
something else than at rest, a note included. Two numbers exchanged within one clause are counted apart: the
ledger can't see that, and says so. `finds` is for other harnesses: whether the ledger sees a slip in a text.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import combinations
from pathlib import Path

import attrs

from polc.compiler.ledger import Evidence, Ledger, evidence_of, findings_of, ledger_of
from polc.compiler.resolve import Loader, resolve
from polc.dsl.diagnostics.model import Sink
from polc.dsl.notice.model import Notice, Number, NumberKind, Place
from polc.dsl.notice.wording import plain
from polc.dsl.source import Source
from polc.notices import path_beside
from polc.notices.store import read

ROOT = Path(__file__).resolve().parent.parent
POLICIES = {path.stem: path for path in sorted(ROOT.glob("policies/*20*/*.pol"))}
MUST = 97
IN_NOTICE, IN_ROWS = "number changed in the notice", "number changed in a row"
ACROSS, WITHIN = "two numbers of different clauses exchanged", "two numbers of one clause exchanged"
KINDS = (IN_NOTICE, IN_ROWS, ACROSS, WITHIN)

Told = Counter[tuple[str, tuple[tuple[str, str], ...]]]


@attrs.frozen(kw_only=True)
class Slip:
    """One alteration: of which kind, where, and whether the ledger saw it."""

    kind: str
    where: str
    caught: bool


@cache
def notice_of(name: str) -> Notice:
    """The notice that the project keeps beside a shipped policy."""
    path = path_beside(str(POLICIES[name]))
    sink = Sink()
    notice = read(Source(path=path, text=Path(path).read_text(encoding="utf-8")), sink)
    assert notice is not None, sink.found
    return notice


def told(ledger: Ledger) -> Told:
    """What the ledger says, without places in the file: lines move."""
    return Counter((found.code.id, found.facts) for found in findings_of(ledger))


def evidence(name: str, text: str) -> Evidence | None:
    """The rows of a shipped policy with another text; None where it can't be read."""
    here = POLICIES[name].relative_to(ROOT).as_posix()

    def read_text(path: str) -> Source:
        return Source(path=path, text=text if path == here else (ROOT / path).read_text(encoding="utf-8"))

    sink = Sink()
    loader = Loader(read_text, sink)
    resolved = resolve(here, loader)
    if sink.has_errors:
        return None
    return evidence_of(resolved.module, loader.modules.values(), resolved.declarations)


@cache
def at_rest(name: str) -> tuple[Ledger, Told]:
    """The ledger of a policy as it is shipped, and what it says."""
    rows = evidence(name, POLICIES[name].read_text(encoding="utf-8"))
    assert rows is not None
    ledger = ledger_of(notice_of(name), rows)
    return ledger, told(ledger)


def finds(name: str, text: str) -> bool:
    """Whether the ledger says anything of this text of a shipped policy that it doesn't say at rest."""
    rows = evidence(name, text)
    return rows is None or bool(told(ledger_of(notice_of(name), rows)) - at_rest(name)[1])


# ---- alterations ------------------------------------------------------------------------------------
def altered(number: Number) -> Iterator[Number]:
    """The number one more, one less, and as fingers slip."""
    value = number.value
    if isinstance(value, date):
        days: tuple[date, ...] = (value + timedelta(days=1), value - timedelta(days=1))
        slips = (value.replace(year=value.year + 1, day=min(value.day, 28)), value.replace(day=3))
        yield from (attrs.evolve(number, value=day) for day in (*days, *slips) if day != value)
    elif isinstance(value, Fraction):
        step = {NumberKind.MONEY: Fraction(100), NumberKind.RATE: Fraction(1, 100)}.get(
            number.kind, Fraction(1)
        )
        for other in (value + step, value - step, value * 10, value / 10):
            if other > 0 and (other / step).denominator == 1 and other != value:
                yield attrs.evolve(number, value=other)
    elif number.kind is NumberKind.DOCUMENT:
        head, _, tail = str(value).rpartition("〕")
        figures = int(tail.removesuffix("号"))
        for other_number in (figures + 1, figures * 10):
            yield attrs.evolve(number, value=f"{head}〕{other_number}号")


def in_notice(name: str) -> Iterator[Slip]:
    """Each number that a row must account for, altered in the notice."""
    ledger, rest = at_rest(name)
    notice = ledger.notice
    for place in notice.places:
        for number in place.required:
            for other in altered(number):
                changed = _with(notice, place, {id(number): other})
                said = told(ledger_of(changed, ledger.evidence))
                yield Slip(kind=IN_NOTICE, where=f"{name} {place.at} {number.value}", caught=said != rest)


def _with(notice: Notice, place: Place, new: dict[int, Number]) -> Notice:
    numbers = tuple(new.get(id(number), number) for number in place.numbers)
    changed = attrs.evolve(place, numbers=numbers)
    return attrs.evolve(notice, places=tuple(changed if each is place else each for each in notice.places))


def in_rows(name: str) -> Iterator[Slip]:
    """Each number of a row, altered in the text of the policy."""
    text = POLICIES[name].read_text(encoding="utf-8")
    for figure, start, end in _literals(name, text):
        for other in altered(figure):
            slip = text[:start] + _figures(other) + text[end:]
            yield Slip(
                kind=IN_ROWS, where=f"{name} {text[start:end]} → {other.value}", caught=finds(name, slip)
            )


def _literals(name: str, text: str) -> Iterator[tuple[Number, int, int]]:
    """The numbers that rows write, with their places in the text of the policy."""
    here = POLICIES[name].relative_to(ROOT).as_posix()
    for traced in at_rest(name)[0].traced:
        span, number = traced.figure.span, traced.figure.number
        start, end = span.start, span.end
        if span.path != here or number.kind is NumberKind.DOCUMENT:
            continue
        shown = _figures(number)
        at = text.rfind(shown, start, end)
        if at >= 0:
            yield number, at, at + len(shown)


def _figures(number: Number) -> str:
    """The digits of a number as a policy writes them."""
    value = number.value
    if isinstance(value, date):
        return value.isoformat()
    assert isinstance(value, Fraction)
    scale = {NumberKind.MONEY: Fraction(1, 100), NumberKind.RATE: Fraction(100)}.get(number.kind, Fraction(1))
    return plain(value * scale)


def exchanged(name: str) -> Iterator[Slip]:
    """Two numbers of one kind exchanged in the notice: of different clauses, and within one sentence."""
    ledger, rest = at_rest(name)
    pairs = [(p, n) for p in ledger.notice.places for n in p.required]
    for (place, one), (other, two) in combinations(pairs, 2):
        if one.kind is not two.kind or one.unit != two.unit or one.value == two.value:
            continue
        first, second = attrs.evolve(one, value=two.value), attrs.evolve(two, value=one.value)
        if place is other:
            changed = _with(ledger.notice, place, {id(one): first, id(two): second})
        else:
            changed = _with(_with(ledger.notice, place, {id(one): first}), other, {id(two): second})
        said = told(ledger_of(changed, ledger.evidence))
        kind = WITHIN if place is other else ACROSS
        yield Slip(kind=kind, where=f"{name} {place.at} {other.at}", caught=said != rest)


def slips(names: Iterable[str], every: int = 1) -> list[Slip]:
    """The slips of these policies, or every N-th of them."""
    made = (slip for name in names for each in (in_notice, in_rows, exchanged) for slip in each(name))
    return [slip for at, slip in enumerate(made) if at % every == 0]


def share(found: Iterable[Slip], kind: str) -> tuple[int, int]:
    """How many of how many slips of a kind are caught."""
    mine = [slip for slip in found if slip.kind == kind]
    return sum(slip.caught for slip in mine), len(mine)


def main(arguments: list[str]) -> int:
    """Print the table; 1 where too few alterations of single numbers are caught."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--every", type=int, default=1, help="only every N-th slip")
    parser.add_argument("--policies", nargs="*", default=list(POLICIES))
    parser.add_argument("--list", action="store_true", help="list what isn't caught")
    options = parser.parse_args(arguments)
    found = slips(options.policies, options.every)
    few = False
    for kind in KINDS:
        caught, all_ = share(found, kind)
        print(f"{kind}: {caught} of {all_} caught: {1000 * caught // max(all_, 1) / 10} %")
        few |= kind in (IN_NOTICE, IN_ROWS) and 100 * caught < MUST * all_
    for slip in found if options.list else ():
        if not slip.caught and slip.kind != WITHIN:
            print(f"missed: {slip.kind}: {slip.where}")
    return int(few)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
