"""What an expression is translated in: the kernel, the dialect, the readings, the columns so far.

In: a kernel and a dialect. Out: `Scope`, which gives the cell of every input and field, a number to
every 不适用, a letter to every text, and the constants as cells; it shares what is said twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import lcm

import attrs

from polc.compiler.interpret import NOT_IN_SCOPE
from polc.compiler.kernel import Choice, Expr, InputDecl, Kernel, Kind, Pick, Silent, Type, walk
from polc.dsl.values import Amount, Duration, Missing, NotApplicable, Plain, Status, Undetermined, first_said
from polc.targets.api import NotExpressible
from polc.targets.constructs import Construct
from polc.targets.sql.cells import NOTHING, Cell, case
from polc.targets.sql.dialect import STORED, Dialect
from polc.targets.sql.flags import any_of, both, negated
from polc.targets.sql.flow import Flow
from polc.targets.sql.letters import Letters, Why, constant
from polc.targets.sql.names import Names

RATE_UNITS = 10**9


@attrs.frozen(kw_only=True)
class Scope:
    """One way to read the policy. `fields` are the cells decided so far, `bits` are numbers of facts."""

    kernel: Kernel
    dialect: Dialect
    names: Names
    absent: frozenset[str]
    bits: Mapping[str, int]
    letters: Letters
    outside: dict[NotApplicable, int]
    flow: Flow
    readings: Mapping[str, str]
    fields: Mapping[str, Cell]

    def reading(self, assumption: str) -> Expr | Pick:
        """What the reading in force says."""
        decl = self.kernel.assumption_by_name[assumption]
        return decl.reading(self.readings[assumption]).meaning

    def input(self, decl: InputDecl) -> Cell:
        """A fact: its column; its default, or nothing, where the register has no such column."""
        kind = decl.type.kind
        if kind not in STORED:
            raise NotExpressible("sql", Construct.FACT, decl.name)
        unknown = str(1 << self.bits[decl.name])
        if decl.name in self.absent:
            if decl.default is not None:
                return self.constant(decl.default, decl.type)
            return Cell(kind=kind, value=self.dialect.null(kind), missing=unknown)
        column = self.names.inputs[decl.name]
        return Cell(
            kind=kind,
            value=column,
            den=RATE_UNITS if kind is Kind.RATE else 1,
            missing=self.flow.share(f"CASE WHEN {column} IS NULL THEN {unknown} ELSE 0 END"),
        )

    def constant(self, value: Plain, type_: Type) -> Cell:
        """A value that's the same for everybody."""
        match value:
            case bool():
                return Cell(kind=Kind.BOOL, value="TRUE" if value else "FALSE", known=value)
            case date():
                return Cell(kind=Kind.DATE, value=self.dialect.day(value), known=value)
            case str():
                return Cell(kind=Kind.ENUM, value=self.dialect.text(value), known=value)
            case Fraction():
                number = Cell(kind=type_.kind, value=str(value.numerator), den=value.denominator, known=value)
                return attrs.evolve(number, forms=frozenset((value,)))
            case Amount():
                return amount_cell(value)
            case Duration():
                raise NotExpressible("sql", Construct.RESULT, value.text)
            case _:
                raise NotExpressible("sql", Construct.RESULT, type(value).__name__)

    def status(self, status: Status, kind: Kind) -> Cell:
        """A status that's the same for everybody."""
        nothing = self.dialect.null(kind)
        match status:
            case NotApplicable():
                number = self.number(status)
                return Cell(
                    kind=kind, value=nothing, na=str(number), numbers=frozenset((number,)), known=status
                )
            case Undetermined(reasons=reasons, document=document, candidates=()):
                said = [self.letters.reason(text) for text in reasons]
                said += [self.letters.document(document)] if document else []
                said += [self.letters.clause(text) for text in status.clauses]
                why = constant(said) if said else None
                return Cell(kind=kind, value=nothing, why=why, silent=True, known=status)
            case Missing() | Undetermined():
                raise NotExpressible("sql", Construct.STATUS)
            case _:
                raise NotExpressible("sql", Construct.STATUS)

    def number(self, status: NotApplicable) -> int:
        """The number of a 不适用 in this statement."""
        return self.outside.setdefault(status, len(self.outside) + 1)

    # ---- sharing --------------------------------------------------------------------------------------
    def shared(self, cell: Cell) -> Cell:
        """The cell with every long part said once, in a column of its own."""
        share = self.flow.share
        return attrs.evolve(
            cell,
            value=cell.value if cell.hollow else share(cell.value),
            terms=tuple((name, share(text)) for name, text in cell.terms),
            na=None if cell.na is None else share(cell.na),
            missing=None if cell.missing is None else share(cell.missing),
            why=None if cell.why is None else self.shared_why(cell.why),
        )

    def shared_why(self, why: Why) -> Why:
        """The list in a column of its own."""
        return attrs.evolve(why, text=self.flow.share(why.text))

    def clauses(self, texts: Sequence[str]) -> Why | None:
        """A constant list of clauses; None when it's empty."""
        return constant([self.letters.clause(text) for text in texts]) if texts else None

    def united(self, lists: Sequence[tuple[str, Why | None]]) -> Why | None:
        """Lists one after another, each where its flag holds, without repetition."""
        parts: list[tuple[str, Why]] = []
        seen: dict[Why, str] = {}
        for flag, why in lists:
            if why is None or flag == "FALSE":
                continue
            earlier = seen.get(why, "FALSE")
            seen[why] = any_of([earlier, flag])
            if (now := both(flag, negated(earlier))) != "FALSE":
                parts.append((now, why))
        joined = _one_after_another(parts)
        several = sum(len(why.letters) for why in seen) > len({x for why in seen for x in why.letters})
        if joined is None or not several:
            return joined
        return attrs.evolve(joined, text=self.dialect.distinct(joined.text))


def _one_after_another(lists: Sequence[tuple[str, Why]]) -> Why | None:
    if not lists:
        return None
    texts = [case([(flag, why.text)], NOTHING) for flag, why in lists]
    joined = texts[0] if len(texts) == 1 else f"({' || '.join(texts)})"
    return Why(joined, frozenset().union(*(why.letters for _, why in lists)))


def numbered(kernel: Kernel) -> dict[NotApplicable, int]:
    """A number for every 不适用 of the policy: what speaks for several has the greatest."""
    said = {part.status for expr in kernel.expressions for part in walk(expr) if isinstance(part, Silent)}
    found = {status for status in said if isinstance(status, NotApplicable)}
    found |= {outside_gate(choice) for choice in kernel.choices if choice.gate is not None}
    return {status: n for n, status in enumerate(sorted(found, key=first_said, reverse=True), start=1)}


def outside_gate(choice: Choice) -> NotApplicable:
    """What a choice gives to whom its gate is closed."""
    return NotApplicable(reason=NOT_IN_SCOPE, clauses=(choice.gate_cite.text,) if choice.gate_cite else ())


def amount_cell(amount: Amount) -> Cell:
    """A constant amount in the smallest unit that keeps it whole."""
    den = lcm(amount.fen.denominator, *(factor.denominator for _, factor in amount.terms))
    return Cell(
        kind=Kind.MONEY,
        value=str((amount.fen * den).numerator),
        den=den,
        terms=tuple((name, str((factor * den).numerator)) for name, factor in amount.terms),
        forms=frozenset((amount,)),
        known=amount,
    )
