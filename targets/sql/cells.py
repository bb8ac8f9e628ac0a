"""A result as SQL: its value, and beside it what it is when there's no value.

In: expressions of a dialect. Out: `Cell`s. `value` is NULL exactly where there's no value; then `na` (the
number of a 不适用) is set, else `missing` (a list of inputs), else it is 待定, with its `reasons`,
`document` and `clauses`. A component that can never be set is None and costs nothing. A `tight` cell has
at most one of these; a loose one may carry weaker ones besides, which `tightened` removes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from math import lcm

import attrs

from polc.compiler.kernel import Kind
from polc.dsl.values import Amount, Result
from polc.targets.sql.dialect import Dialect

MAX_FORMS = 64
LISTS = ("missing", "reasons", "clauses")
COMPONENTS = ("na", *LISTS[:2], "document", "clauses")

Forms = frozenset[Amount] | frozenset[Fraction] | None


@attrs.frozen(kw_only=True)
class Cell:
    """One result. Numbers are integers in units of 1/`den`; `terms` are the factors of parameters.

    `forms` are all the numbers it can be, None when unknown; `known` is the result itself where it's
    the same for everybody; `silent` is true when it can be 待定; `ends` are columns of its bounds.
    """

    kind: Kind
    value: str
    den: int = 1
    terms: tuple[tuple[str, str], ...] = ()
    na: str | None = None
    missing: str | None = None
    reasons: str | None = None
    document: str | None = None
    clauses: str | None = None
    silent: bool = False
    tight: bool = True
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

    def part(self, name: str) -> str | None:
        """A component by its name."""
        found: str | None = getattr(self, name)
        return found


def with_parts(cell: Cell, parts: Mapping[str, str | None]) -> Cell:
    """The cell with some of its components changed."""
    return attrs.evolve(
        cell,
        na=parts.get("na", cell.na),
        missing=parts.get("missing", cell.missing),
        reasons=parts.get("reasons", cell.reasons),
        document=parts.get("document", cell.document),
        clauses=parts.get("clauses", cell.clauses),
    )


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


def tightened(cell: Cell) -> Cell:
    """The cell with only the strongest status: 不适用 over 缺资料 over 待定, none where there's a value."""
    if cell.tight:
        return cell
    missing, weaker = cell.missing, "" if cell.sure else f"{cell.value} IS NULL"
    if missing is not None:
        missing = _where(_all(weaker, _absent(cell.na)), missing)
    silent = _all(weaker, _absent(cell.na), _absent(cell.missing))
    rest = {name: _where(silent, cell.part(name)) for name in ("reasons", "document", "clauses")}
    return attrs.evolve(with_parts(cell, rest | {"missing": missing}), tight=True)


def _absent(text: str | None) -> str:
    return f"{text} IS NULL" if text is not None else ""


def _all(*conditions: str) -> str:
    return " AND ".join(c for c in conditions if c)


def _where(condition: str, text: str | None) -> str | None:
    if text is None or not condition:
        return text
    return f"CASE WHEN {condition} THEN {text} END"


def differs(left: Cell, right: Cell, dialect: Dialect) -> str:
    """True where two tight cells are not the same result; "TRUE" or "FALSE" where that's known."""
    if left.known is not None and right.known is not None:
        return "FALSE" if left.known == right.known else "TRUE"
    if _same_text(left, right):
        return "FALSE"
    den = lcm(left.den, right.den)
    left, right = at(left, den), at(right, den)
    found = [_value_differs(left, right, dialect)]
    first, second = dict(left.terms), dict(right.terms)
    both = " AND ".join(f"{c.value} IS NOT NULL" for c in (left, right) if not c.sure)
    for name in dict.fromkeys((*first, *second) if not (left.hollow or right.hollow) else ()):
        apart = f"{first.get(name, '0')} <> {second.get(name, '0')}"
        found.append(f"({both} AND {apart})" if both else apart)
    found += [_part_differs(left.part(name), right.part(name), dialect) for name in COMPONENTS]
    found = list(dict.fromkeys(text for text in found if text))
    return f"({' OR '.join(found)})" if len(found) > 1 else (found or ["FALSE"])[0]


def _same_text(left: Cell, right: Cell) -> bool:
    return attrs.evolve(left, forms=None, known=None, ends=None) == attrs.evolve(
        right, forms=None, known=None, ends=None
    )


def _value_differs(left: Cell, right: Cell, dialect: Dialect) -> str:
    if left.hollow and right.hollow:
        return ""
    if left.hollow or right.hollow:
        return f"{(right if left.hollow else left).value} IS NOT NULL"
    if left.sure and right.sure:
        return f"{left.value} <> {right.value}"
    return dialect.differs(left.value, right.value)


def _part_differs(left: str | None, right: str | None, dialect: Dialect) -> str:
    if left == right:
        return ""
    if left is None or right is None:
        return f"{right if left is None else left} IS NOT NULL"
    return dialect.differs(left, right)


def choose(branches: Sequence[tuple[str, Cell]], otherwise: Cell | None, dialect: Dialect) -> Cell:
    """The cell of the first condition that holds; conditions are never NULL. All cells are tight."""
    branches = [(c, cell) for c, cell in branches if c != "FALSE"]
    for place, (condition, cell) in enumerate(branches):
        if condition == "TRUE":
            branches, otherwise = branches[:place], cell
            break
    cells = [cell for _, cell in branches] + ([otherwise] if otherwise is not None else [])
    if all(_same_text(cell, cells[0]) for cell in cells):
        return cells[0]
    kind = next((cell.kind for cell in cells if not cell.hollow), cells[0].kind)
    forms = joined_forms(cells)
    den = lcm(*(cell.den for cell in cells))
    known = cells[0].known if all(c.known == cells[0].known for c in cells) else None
    branches = [(condition, at(cell, den)) for condition, cell in branches]
    otherwise = None if otherwise is None else at(otherwise, den)

    def pick(take: Callable[[Cell], str | None]) -> str | None:
        found = [(condition, take(cell)) for condition, cell in branches]
        return case(found, None if otherwise is None else take(otherwise))

    names = dict.fromkeys(name for cell in cells for name, _ in cell.terms)
    return Cell(
        kind=kind,
        value=pick(lambda c: None if c.hollow else c.value) or dialect.null(kind),
        den=den,
        terms=tuple((name, pick(partial(term_of, name)) or "0") for name in names),
        na=pick(lambda c: c.na),
        missing=pick(lambda c: c.missing),
        reasons=pick(lambda c: c.reasons),
        document=pick(lambda c: c.document),
        clauses=pick(lambda c: c.clauses),
        silent=any(cell.silent for cell in cells),
        forms=forms,
        known=known,
    )


def term_of(name: str, cell: Cell) -> str | None:
    """The factor of a parameter: 0 where it takes no part, NULL where there's no value."""
    return None if cell.hollow else dict(cell.terms).get(name, "0")


def case(branches: Sequence[tuple[str, str | None]], otherwise: str | None) -> str | None:
    """CASE over branches, neighbours with one result joined; None when every result is NULL."""
    grouped: list[tuple[list[str], str | None]] = []
    for condition, result in branches:
        if grouped and grouped[-1][1] == result:
            grouped[-1][0].append(condition)
        else:
            grouped.append(([condition], result))
    while grouped and grouped[-1][1] == otherwise:
        grouped.pop()
    if not grouped:
        return otherwise
    whens = [f"WHEN {' OR '.join(conditions)} THEN {result or 'NULL'}" for conditions, result in grouped]
    ending = f" ELSE {otherwise}" if otherwise is not None else ""
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
