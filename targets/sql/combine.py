"""Rows that hold together as one result: `compiler/combine.py`, said in SQL.

In: a choice whose rows are cells, and for each row the flag that says whether it counts. Out: for each
field its cell and the list of its clauses. Flags already leave out rows that are beaten.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import lcm

import attrs

from polc.compiler.combine import CONFLICT
from polc.compiler.expressions import INCOMPARABLE
from polc.compiler.kernel import Choice, Kind, Op, Pick
from polc.dsl.values import ZERO
from polc.targets.sql.cells import Cell, at, case, choose, chosen_why, differs, joined_forms
from polc.targets.sql.flags import any_of, both, negated
from polc.targets.sql.letters import Why, constant
from polc.targets.sql.money import compared, plus
from polc.targets.sql.scope import Scope, amount_cell
from polc.targets.sql.translate import first_number

Flags = Sequence[tuple[int, str]]


@attrs.frozen(kw_only=True)
class Outcome:
    """A field's result and the list of its clauses; None when there are none.

    `clash` is where rows disagree and nothing says what then; `basis` are the rows it rests on there.
    """

    cell: Cell
    by: Why | None
    clash: str = "FALSE"
    basis: Flags = ()


@attrs.frozen(kw_only=True)
class Work:
    """A choice with its parts translated: `rows` by number, `kinds` by field.

    Without `cited` the clauses of rows are left out, which is how results are compared.
    """

    choice: Choice
    pick: Pick
    scope: Scope
    kinds: tuple[Kind, ...]
    rows: dict[int, tuple[Cell, ...]]
    otherwise: tuple[Cell, ...]
    tie: Cell | None
    ceiling: Cell | None
    cited: bool = True

    def cites(self, flags: Flags) -> Why | None:
        """The clauses of these rows, each once, those without a text left out."""
        if not self.cited:
            return None
        texts = [(flag, self.choice.rows[row].cite.text) for row, flag in flags]
        return self.scope.united([(flag, self.scope.clauses([text])) for flag, text in texts if text])


def combined(work: Work, flags: Flags) -> list[Outcome]:
    """The results where these rows count."""
    flags = [(row, flag) for row, flag in flags if flag != "FALSE"]
    cite = work.choice.otherwise_cite
    by = work.scope.clauses([cite.text]) if cite is not None and work.cited else None
    nothing = [Outcome(cell=cell, by=by) for cell in work.otherwise]
    if not flags:
        return nothing
    taken = _taken(work, flags)
    present = work.scope.flow.share(any_of([flag for _, flag in flags]))
    return [_either(present, one, other, work.scope) for one, other in zip(taken, nothing, strict=True)]


def _either(flag: str, one: Outcome, other: Outcome, scope: Scope) -> Outcome:
    if flag == "TRUE":
        return one
    cell = scope.shared(choose([(flag, one.cell)], other.cell, scope.dialect))
    by = chosen_why([(flag, one.by)], other.by)
    shared = None if by is None else scope.shared_why(by)
    return Outcome(cell=cell, by=shared, clash=one.clash, basis=one.basis)


def _taken(work: Work, flags: Flags) -> list[Outcome]:
    if len(flags) == 1:
        by = work.cites([(flags[0][0], "TRUE")])
        return [Outcome(cell=cell, by=by) for cell in work.rows[flags[0][0]]]
    match work.pick:
        case Pick.UNIQUE | Pick.EXCLUSIVE:
            return _equal(work, flags, None)
        case Pick.SETTLED:
            return _equal(work, flags, _tie(work))
        case Pick.HIGHEST:
            return _furthest(work, flags, Op.GE)
        case Pick.LOWEST:
            return _furthest(work, flags, Op.LE)
        case Pick.TOP_UP:
            return _money_from(work, _furthest(work, flags, Op.GE), _equal(work, flags, _tie(work)), flags)
        case Pick.SUM:
            every = _equal(work, flags, _tie(work))
            return _money_from(work, _totals(work, flags), every, flags)


def _tie(work: Work) -> Outcome | None:
    if work.tie is None:
        return None
    cite = work.choice.tie_cite
    by = work.scope.clauses([cite.text]) if cite is not None and work.cited else None
    return Outcome(cell=work.tie, by=by)


def conflict(work: Work, kind: Kind, cites: Why | None) -> Outcome:
    """待定, because rows that hold together disagree."""
    scope = work.scope
    why = scope.united([("TRUE", constant([scope.letters.reason(CONFLICT)])), ("TRUE", cites)])
    cell = Cell(kind=kind, value=scope.dialect.null(kind), why=why, silent=True)
    return Outcome(cell=scope.shared(cell), by=cites)


def _equal(work: Work, flags: Flags, tie: Outcome | None) -> list[Outcome]:
    """The common value of the rows, field by field; where they differ the tie's, else a conflict."""
    scope, share = work.scope, work.scope.flow.share
    cites = work.cites(flags)
    cites = None if cites is None else scope.shared_why(cites)
    outcomes: list[Outcome] = []
    for number, kind in enumerate(work.kinds):
        groups = groups_of(work, flags, number)
        first = scope.shared(choose(_but_last(groups), groups[-1][0], scope.dialect))
        apart = [both(flag, share(differs(cell, first, scope.dialect))) for cell, flag in groups[1:]]
        clash = share(any_of(apart))
        if clash == "FALSE":
            outcomes.append(Outcome(cell=first, by=cites))
            continue
        given = tie or conflict(work, kind, cites)
        other = Outcome(cell=as_kind(given.cell, kind, scope), by=given.by)
        found = _either(clash, other, Outcome(cell=first, by=cites), scope)
        unsettled = clash if tie is None else "FALSE"
        outcomes.append(attrs.evolve(found, clash=unsettled, basis=flags))
    return outcomes


def _but_last(groups: list[tuple[Cell, str]]) -> list[tuple[str, Cell]]:
    """Where none of the others counts the last does; elsewhere nobody reads it."""
    return [(flag, cell) for cell, flag in groups[:-1]]


def groups_of(work: Work, flags: Flags, number: int) -> list[tuple[Cell, str]]:
    """The different cells of a field, each with the flag that one of its rows counts."""
    groups: list[tuple[Cell, list[str]]] = []
    for row, flag in flags:
        cell = work.rows[row][number]
        found = next((g for c, g in groups if differs(c, cell, work.scope.dialect) == "FALSE"), None)
        if found is None:
            groups.append((cell, [flag]))
        else:
            found.append(flag)
    return [(cell, work.scope.flow.share(any_of(found))) for cell, found in groups]


def as_kind(cell: Cell, kind: Kind, scope: Scope) -> Cell:
    """A bare status as a cell of a kind."""
    return attrs.evolve(cell, kind=kind, value=scope.dialect.null(kind)) if cell.hollow else cell


# ---- the highest and the lowest ---------------------------------------------------------------------
def _furthest(work: Work, flags: Flags, op: Op) -> list[Outcome]:
    """The rows whose amount stands in `op` to every other; one not stated loses only to the ceiling."""
    scope, share = work.scope, work.scope.flow.share
    groups = groups_of(work, flags, work.choice.pick_field)
    best = _best(work, [(c, f) for c, f in groups if not c.hollow], op)
    open_flag = any_of([_status_flag(cell, flag) for cell, flag in groups if not cell.sure])
    reached = share(_reached(work, best)) if op is Op.GE else "FALSE"
    open_flag = share(both(open_flag, negated(reached)))
    missing_best = f"({best.value} IS NULL)" if best.terms else "FALSE"
    is_best = [(cell, share(_is_best(cell, best, scope))) for cell, _ in groups]
    top = []
    for row, flag in flags:
        cell = work.rows[row][work.choice.pick_field]
        at_top = next(text for c, text in is_best if differs(c, cell, scope.dialect) == "FALSE")
        top.append((row, share(both(flag, any_of([open_flag, missing_best, at_top])))))
    ties = [(open_flag, _joined_open(work, groups))] if open_flag != "FALSE" else []
    if missing_best != "FALSE":
        why = constant([scope.letters.reason(INCOMPARABLE)])
        nothing = scope.dialect.null(Kind.MONEY)
        ties.append((missing_best, Cell(kind=Kind.MONEY, value=nothing, why=why, silent=True)))
    top = [(row, flag) for row, flag in top if flag != "FALSE"]
    return _equal_at_top(work, top, ties)


def _equal_at_top(work: Work, top: Flags, ties: list[tuple[str, Cell]]) -> list[Outcome]:
    if not ties:
        return _equal(work, top, _tie(work))
    scope, cites = work.scope, work.cites(top)
    flag = scope.flow.share(any_of([flag for flag, _ in ties]))
    open_ = scope.shared(choose(ties[:-1], ties[-1][1], scope.dialect))
    without = _equal(work, top, _tie(work))
    within = _equal(work, top, Outcome(cell=open_, by=cites))
    found = [_either(flag, one, other, scope) for one, other in zip(within, without, strict=True)]
    return [
        attrs.evolve(outcome, clash=both(negated(flag), other.clash), basis=other.basis)
        for outcome, other in zip(found, without, strict=True)
    ]


def _status_flag(cell: Cell, flag: str) -> str:
    return flag if cell.hollow else both(flag, f"{cell.value} IS NULL")


def _best(work: Work, groups: list[tuple[Cell, str]], op: Op) -> Cell:
    """The greatest or the least amount among rows that count; NULL when none is stated."""
    scope = work.scope
    if not groups:
        return Cell(kind=Kind.MONEY, value=scope.dialect.null(Kind.MONEY))
    cells = [cell for cell, _ in groups]
    den, forms = lcm(*(cell.den for cell in cells)), joined_forms(cells)
    groups = [(at(cell, den), flag) for cell, flag in groups]
    if any(cell.terms for cell in cells):
        nothing = Cell(kind=Kind.MONEY, value=scope.dialect.null(Kind.MONEY))
        best = choose(_dominating(groups, op, scope), nothing, scope.dialect)
        return scope.shared(
            Cell(kind=best.kind, value=best.value, den=den, terms=best.terms, forms=forms, silent=True)
        )
    whens = [case([(flag, cell.value)], "") for cell, flag in groups]
    return scope.shared(
        Cell(kind=Kind.MONEY, value=scope.dialect.furthest(whens, op), den=den, forms=forms, silent=True)
    )


def _dominating(groups: list[tuple[Cell, str]], op: Op, scope: Scope) -> list[tuple[str, Cell]]:
    """For each amount: it counts and stands in `op` to every other, whatever the parameters are."""
    found = []
    for cell, flag in groups:
        conditions = [flag, *([] if cell.sure else [f"{cell.value} IS NOT NULL"])]
        for other, present in groups:
            if other is not cell:
                test, _ = compared(op, cell, other, scope)
                stated = present if other.sure else both(present, f"{other.value} IS NOT NULL")
                conditions.append(f"(NOT ({stated}) OR COALESCE({test}, FALSE))")
        found.append((scope.flow.share(both(*conditions)), cell.bare))
    return found


def _reached(work: Work, best: Cell) -> str:
    """The highest amount reaches the ceiling."""
    if work.ceiling is None or work.ceiling.hollow or best.hollow:
        return "FALSE"
    test, _ = compared(Op.GE, best, work.ceiling, work.scope)
    return f"COALESCE({test}, FALSE)"


def _is_best(cell: Cell, best: Cell, scope: Scope) -> str:
    """The amount is stated and is the highest one."""
    if cell.hollow or best.hollow:
        return "FALSE"
    if cell.terms or best.terms:
        return f"COALESCE(NOT {differs(cell.bare, best.bare, scope.dialect)}, FALSE)"
    den = lcm(cell.den, best.den)
    return f"COALESCE({at(cell, den).value} = {at(best, den).value}, FALSE)"


def _joined_open(work: Work, groups: list[tuple[Cell, str]]) -> Cell:
    """The statuses of the amounts that count and aren't stated, as one."""
    scope = work.scope
    unsure = [(cell, flag) for cell, flag in groups if not cell.sure]
    outside = [case([(flag, cell.na)], "0") for cell, flag in unsure if cell.na is not None]
    lacking = [case([(flag, cell.missing)], "0") for cell, flag in unsure if cell.missing is not None]
    na = scope.flow.share(first_number(outside)) if outside else None
    missing = scope.flow.share(scope.dialect.bits(lacking)) if lacking else None
    nowhere = [f"{na} = 0"] if na is not None else []
    if missing is not None:
        missing = scope.flow.share(case([(both(*nowhere), missing)], "0"))
        nowhere.append(f"{missing} = 0")
    why = scope.united([(both(*nowhere, flag), cell.why) for cell, flag in unsure])
    return Cell(
        kind=Kind.MONEY,
        value=scope.dialect.null(Kind.MONEY),
        na=na,
        missing=missing,
        why=None if why is None else scope.shared_why(why),
        silent=any(c.silent for c, _ in unsure),
        numbers=frozenset().union(*(c.numbers for c, _ in unsure)),
    )


# ---- sums -------------------------------------------------------------------------------------------
def _totals(work: Work, flags: Flags) -> list[Outcome]:
    """Money fields added up over the rows that count; a status among them is the result."""
    scope = work.scope
    outcomes = []
    for number, kind in enumerate(work.kinds):
        total = amount_cell(ZERO)
        if kind is Kind.MONEY:
            rows = [(work.rows[row][number], flag) for row, flag in flags]
            for cell, flag in rows:
                shared = choose([(flag, cell.bare)], amount_cell(ZERO), scope.dialect)
                total = plus(total, attrs.evolve(shared, forms=None), 1, scope)
            status = _joined_open(work, rows)
            total = attrs.evolve(status, value=total.value, den=total.den, terms=total.terms)
            stop = any_of([flag for cell, flag in rows if cell.hollow])
            total = attrs.evolve(total, value=case([(stop, "")], total.value) or scope.dialect.null(kind))
        outcomes.append(Outcome(cell=scope.shared(total), by=None))
    return outcomes


def _money_from(work: Work, money: list[Outcome], rest: list[Outcome], flags: Flags) -> list[Outcome]:
    cites = work.cites(flags)
    return [
        attrs.evolve(amount, by=cites) if kind is Kind.MONEY else other
        for kind, amount, other in zip(work.kinds, money, rest, strict=True)
    ]
