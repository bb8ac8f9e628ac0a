"""A result as SQL: its value, and beside it what it is when there's no value.

In: expressions of a dialect. Out: `Cell`s. `value` is NULL exactly where there's no value. Then one of three
is set: `na`, the number of a 不适用 (0 elsewhere); `missing`, the facts that are missing as bits (0
elsewhere); or it is 待定, and `why` lists its reasons, document and clauses. A part that can never be set is
None and costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from math import lcm

import attrs

from polc.compiler.kernel import Kind
from polc.dsl.values import Amount, Result
from polc.targets.sql.dialect import Dialect
from polc.targets.sql.flow import is_constant
from polc.targets.sql.letters import Why

MAX_FORMS = 64
NOTHING = "''"

Forms = frozenset[Amount] | frozenset[Fraction] | None


@attrs.frozen(kw_only=True)
class Cell:
    """One result. Numbers are integers in units of 1/`den`; `terms` are the factors of parameters.

    `forms` are all the numbers it can be, None when unknown; `known` is the result itself where it's
    the same for everybody; `silent` is true when it can be 待定; `ends` are columns of its bounds,
    `numbers` every 不适用 it can be.
    """

    kind: Kind
    value: str
    den: int = 1
    terms: tuple[tuple[str, str], ...] = ()
    na: str | None = None
    missing: str | None = None
    why: Why | None = None
    silent: bool = False
    numbers: frozenset[int] = frozenset()
    forms: frozenset[Amount | Fraction] | None = None
    known: Result | None = None
    ends: tuple[str, str] | None = None

    @property
    def sure(self) -> bool:
        """True when it's always a value."""
        return self.na is None and self.missing is None and not self.silent

    @property
    def hollow(self) -> bool:
        """True when it's never a value."""
        return self.value.startswith("CAST(NULL AS")

    @property
    def bare(self) -> Cell:
        """The value alone, its statuses forgotten."""
        return attrs.evolve(self, na=None, missing=None, why=None, silent=False, known=None)


def denominator(forms: frozenset[Amount | Fraction] | None, otherwise: int) -> int:
    """The least common denominator of all the numbers a cell can be."""
    if forms is None:
        return otherwise
    dens = [1]
    for form in forms:
        numbers = (form.fen, *(f for _, f in form.terms)) if isinstance(form, Amount) else (form,)
        dens += [number.denominator for number in numbers]
    return lcm(*dens)


def scaled(text: str, factor: int) -> str:
    """An integer expression times a constant."""
    if factor == 1:
        return text
    return str(int(text) * factor) if text.lstrip("-").isdigit() else f"({text} * {factor})"


def at(cell: Cell, den: int) -> Cell:
    """The same number in units of 1/den; `den` is a multiple of the cell's own."""
    factor = den // cell.den
    if factor == 1 or cell.hollow:
        return attrs.evolve(cell, den=den)
    terms = tuple((name, scaled(text, factor)) for name, text in cell.terms)
    return attrs.evolve(cell, value=scaled(cell.value, factor), den=den, terms=terms)


def differs(left: Cell, right: Cell, dialect: Dialect) -> str:
    """True where two cells are not the same result; "TRUE" or "FALSE" where that's known."""
    if left.known is not None and right.known is not None:
        return "FALSE" if left.known == right.known else "TRUE"
    if same_text(left, right):
        return "FALSE"
    den = lcm(left.den, right.den)
    left, right = at(left, den), at(right, den)
    found = [_value_differs(left, right, dialect), *_terms_differ(left, right)]
    if not (left.sure or right.sure):  # else a status shows in the value already
        found += [_number_differs(left.na, right.na), _number_differs(left.missing, right.missing)]
        found.append(_why_differs(left.why, right.why, dialect))
    found = list(dict.fromkeys(text for text in found if text))
    if "TRUE" in found:
        return "TRUE"
    return f"({' OR '.join(found)})" if len(found) > 1 else (found or ["FALSE"])[0]


def same_text(left: Cell, right: Cell) -> bool:
    """True where two cells are written alike."""
    return attrs.evolve(left, forms=None, known=None, ends=None) == attrs.evolve(
        right, forms=None, known=None, ends=None
    )


def _value_differs(left: Cell, right: Cell, dialect: Dialect) -> str:
    if left.hollow and right.hollow:
        return ""
    if left.hollow or right.hollow:
        return f"{(right if left.hollow else left).value} IS NOT NULL"
    if left.value == right.value:
        return ""
    if left.sure and right.sure:
        return f"{left.value} <> {right.value}"
    return dialect.differs(left.value, right.value)


def _terms_differ(left: Cell, right: Cell) -> list[str]:
    if left.hollow or right.hollow:
        return []
    both = " AND ".join(f"{c.value} IS NOT NULL" for c in (left, right) if not c.sure)
    first, second = dict(left.terms), dict(right.terms)
    found = []
    for name in dict.fromkeys((*first, *second)):
        one, other = first.get(name, "0"), second.get(name, "0")
        if one != other:
            found.append(f"({both} AND {one} <> {other})" if both else f"{one} <> {other}")
    return found


def _number_differs(left: str | None, right: str | None) -> str:
    one, other = left or "0", right or "0"
    if one.isdigit() and other.isdigit():
        return "TRUE" if one != other else ""
    return "" if one == other else f"{one} <> {other}"


def _why_differs(left: Why | None, right: Why | None, dialect: Dialect) -> str:
    one, other = left.text if left is not None else NOTHING, right.text if right is not None else NOTHING
    if one == other:
        return ""
    shared = left.letters & right.letters if left is not None and right is not None else frozenset()
    if is_constant(one) and is_constant(other):
        return "" if sorted(one) == sorted(other) else "TRUE"
    return dialect.differs(one, other) if len(shared) < 2 else dialect.sets_differ(one, other)


def choose(branches: Sequence[tuple[str, Cell]], otherwise: Cell | None, dialect: Dialect) -> Cell:
    """The cell of the first condition that holds; conditions are never NULL."""
    branches = [(c, cell) for c, cell in branches if c != "FALSE"]
    for place, (condition, cell) in enumerate(branches):
        if condition == "TRUE":
            branches, otherwise = branches[:place], cell
            break
    cells = [cell for _, cell in branches] + ([otherwise] if otherwise is not None else [])
    if all(same_text(cell, cells[0]) for cell in cells):
        return cells[0]
    kind = next((cell.kind for cell in cells if not cell.hollow), cells[0].kind)
    den = lcm(*(cell.den for cell in cells))
    branches = [(condition, at(cell, den)) for condition, cell in branches]
    otherwise = None if otherwise is None else at(otherwise, den)

    def pick(take: Callable[[Cell], str | None], rest: str = "") -> str:
        found = [(condition, take(cell) or rest) for condition, cell in branches]
        return case(found, rest if otherwise is None else take(otherwise) or rest)

    def part(name: str) -> str | None:
        some = any(getattr(cell, name) is not None for cell in cells)
        return pick(lambda c: getattr(c, name), "0") if some else None

    names = dict.fromkeys(name for cell in cells for name, _ in cell.terms)
    return Cell(
        kind=kind,
        value=pick(lambda c: None if c.hollow else c.value) or dialect.null(kind),
        den=den,
        terms=tuple((name, pick(partial(_term, name)) or "0") for name in names),
        na=part("na"),
        missing=part("missing"),
        why=chosen_why([(c, cell.why) for c, cell in branches], None if otherwise is None else otherwise.why),
        silent=any(cell.silent for cell in cells),
        numbers=frozenset().union(*(cell.numbers for cell in cells)),
        forms=joined_forms(cells),
        known=cells[0].known if all(c.known == cells[0].known for c in cells) else None,
    )


def chosen_why(branches: Sequence[tuple[str, Why | None]], otherwise: Why | None) -> Why | None:
    """The list of the first condition that holds."""
    found = [why for _, why in branches if why is not None] + ([otherwise] if otherwise is not None else [])
    if not found:
        return None
    texts = [(condition, why.text if why is not None else NOTHING) for condition, why in branches]
    text = case(texts, otherwise.text if otherwise is not None else NOTHING)
    return Why(text, frozenset().union(*(why.letters for why in found)))


def _term(name: str, cell: Cell) -> str | None:
    """The factor of a parameter: 0 where it takes no part, NULL where there's no value."""
    return None if cell.hollow else dict(cell.terms).get(name, "0")


def case(branches: Sequence[tuple[str, str]], otherwise: str) -> str:
    """CASE over branches, neighbours with one result joined; "" is NULL."""
    grouped: list[tuple[list[str], str]] = []
    for condition, result in branches:
        if condition == "TRUE":
            otherwise = result
            break
        if condition == "FALSE":
            continue
        if grouped and grouped[-1][1] == result:
            grouped[-1][0].append(condition)
        else:
            grouped.append(([condition], result))
    while grouped and grouped[-1][1] == otherwise:
        grouped.pop()
    if not grouped:
        return otherwise
    whens = [f"WHEN {' OR '.join(conditions)} THEN {result or 'NULL'}" for conditions, result in grouped]
    ending = f" ELSE {otherwise}" if otherwise else ""
    return f"CASE {' '.join(whens)}{ending} END"


def joined_forms(cells: Sequence[Cell]) -> frozenset[Amount | Fraction] | None:
    """All the numbers that any of the cells can be."""
    found: frozenset[Amount | Fraction] = frozenset()
    for cell in cells:
        if cell.hollow:
            continue
        if cell.forms is None:
            return None
        found |= cell.forms
    return found if len(found) <= MAX_FORMS else None
