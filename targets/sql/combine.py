"""Rows that hold together as one result: `compiler/combine.py`, said in SQL.

In: a choice whose rows are cells, and for each row the flag that says whether it counts. Out: for each
field its cell and the list of its clauses. Flags are never NULL and already leave out rows that are beaten.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import lcm

import attrs

from polc.compiler.combine import CONFLICT
from polc.compiler.expressions import INCOMPARABLE
from polc.compiler.kernel import Choice, Kind, Op, Pick
from polc.dsl.values import ZERO
from polc.targets.sql.branch import Branch, any_of, both, negated, whole
from polc.targets.sql.cells import Cell, at, choose, differs, joined_forms, tightened
from polc.targets.sql.money import compared, plus
from polc.targets.sql.scope import Scope, amount_cell
from polc.targets.sql.text import Unsupported

Flags = Sequence[tuple[int, str]]


@attrs.frozen
class Outcome:
    """A field's result and the list of its clauses, both as SQL; `by` is None when there are none."""

    cell: Cell
    by: str | None


@attrs.frozen(kw_only=True)
class Work:
    """A choice with its parts translated: `rows` by number, `kinds` by field."""

    choice: Choice
    pick: Pick
    scope: Scope
    kinds: tuple[Kind, ...]
    rows: dict[int, tuple[Cell, ...]]
    otherwise: tuple[Cell, ...]
    tie: Cell | None
    ceiling: Cell | None

    def cites(self, flags: Flags) -> str | None:
        """The clauses of these rows, each once, those without a text left out."""
        named = [(flag, self.choice.rows[row].cite.text) for row, flag in flags]
        return clause_list(self.scope, [(flag, text) for flag, text in named if text])


def clause_list(scope: Scope, named: Sequence[tuple[str, str]]) -> str | None:
    """The texts whose flag holds, in order, each once."""
    grouped: list[tuple[list[str], str]] = []
    for flag, text in named:
        if flag == "FALSE":
            continue
        if grouped and grouped[-1][1] == text:
            grouped[-1][0].append(flag)
        else:
            grouped.append(([flag], text))
    lists = []
    for flags, text in grouped:
        single = scope.dialect.make_list([scope.dialect.text(text)])
        flag = any_of(flags)
        lists.append(single if flag == "TRUE" else f"CASE WHEN {flag} THEN {single} END")
    if not lists:
        return None
    repeated = len({text for _, text in grouped}) < len(grouped)
    return scope.dialect.union(lists) if repeated else scope.dialect.concat(lists)


def combined(work: Work, branch: Branch, flags: Flags, *, some: bool) -> list[Outcome]:
    """The results where these rows count; `some` when at least one does for everybody."""
    flags = [(row, flag) for row, flag in flags if flag != "FALSE"]
    empty_by = (
        work.scope.list_of((work.choice.otherwise_cite.text,))
        if work.choice.otherwise_cite is not None
        else None
    )
    nothing = [Outcome(cell, empty_by) for cell in work.otherwise]
    if not flags:
        return nothing
    taken = _taken(work, branch, flags)
    present = any_of([flag for _, flag in flags])
    if some or present == "TRUE":
        return taken
    return [_either(present, one, other, work.scope) for one, other in zip(taken, nothing, strict=True)]


def _either(flag: str, one: Outcome, other: Outcome, scope: Scope) -> Outcome:
    return Outcome(choose([(flag, one.cell)], other.cell, scope.dialect), chosen_list(flag, one.by, other.by))


def chosen_list(flag: str, one: str | None, other: str | None) -> str | None:
    """One list where the flag holds, the other elsewhere."""
    if one == other or flag == "TRUE":
        return one
    if flag == "FALSE":
        return other
    ending = f" ELSE {other}" if other is not None else ""
    return f"CASE WHEN {flag} THEN {one or 'NULL'}{ending} END"


def _taken(work: Work, branch: Branch, flags: Flags) -> list[Outcome]:
    if len(flags) == 1:
        by = work.cites([(flags[0][0], "TRUE")])
        return [Outcome(cell, by) for cell in work.rows[flags[0][0]]]
    match work.pick:
        case Pick.UNIQUE | Pick.EXCLUSIVE:
            return _equal(work, branch, flags, None, "e")
        case Pick.HIGHEST:
            return _highest(work, branch, flags)
        case Pick.TOP_UP:
            every = _equal(work, branch, flags, _tie(work), "e")
            return _money_from(work, [o.cell for o in _highest(work, branch, flags)], every, flags)
        case Pick.SUM:
            every = _equal(work, branch, flags, _tie(work), "e")
            return _money_from(work, _totals(work, branch, flags), every, flags)
        case Pick.LOWEST:
            raise Unsupported(f"{Pick.LOWEST.value} in {work.choice.name}")


def _tie(work: Work) -> Outcome | None:
    if work.tie is None:
        return None
    cite = work.choice.tie_cite
    return Outcome(work.tie, work.scope.list_of((cite.text,)) if cite is not None else None)


def conflict(work: Work, kind: Kind, cites: str | None) -> Outcome:
    """待定, because rows that hold together disagree."""
    nothing, reasons = work.scope.dialect.null(kind), work.scope.list_of((CONFLICT,))
    return Outcome(Cell(kind=kind, value=nothing, reasons=reasons, clauses=cites, silent=True), cites)


def _equal(work: Work, branch: Branch, flags: Flags, tie: Outcome | None, tag: str) -> list[Outcome]:
    """The common value of the rows, field by field; where they differ the tie's, else a conflict."""
    dialect, cites = work.scope.dialect, work.cites(flags)
    columns: dict[str, str] = {}
    if cites is not None and cites.startswith("CASE") is False and len(flags) > 1:
        columns[f"{branch.tag}_{tag}_by"] = cites
        cites = f"{branch.tag}_{tag}_by"
    firsts: list[Cell] = []
    for number in range(len(work.kinds)):
        first = choose([(flag, work.rows[row][number]) for row, flag in flags], None, dialect)
        if len(_groups(work, flags, number)) > 1:
            first = whole(branch, f"{branch.tag}_{tag}{number}", first, columns)
        firsts.append(first)
    branch.add(columns, "the first of the rows that count")
    apart: dict[str, str] = {}
    outcomes: list[Outcome] = []
    for number, first in enumerate(firsts):
        clash = any_of(
            [
                both(any_of(group), text)
                for cell, group in _groups(work, flags, number)
                if (text := differs(cell, first, dialect)) != "FALSE"
            ]
        )
        if len(_groups(work, flags, number)) == 1 or clash == "FALSE":
            outcomes.append(Outcome(first, cites))
            continue
        name = f"{branch.tag}_{tag}x{number}"
        apart[name] = clash
        given = tie or conflict(work, work.kinds[number], cites)
        other = Outcome(as_kind(given.cell, work.kinds[number], work.scope), given.by)
        outcomes.append(_either(name, other, Outcome(first, cites), work.scope))
    branch.add(apart, "do rows that count together disagree?")
    return outcomes


def _groups(work: Work, flags: Flags, number: int) -> list[tuple[Cell, list[str]]]:
    """The different cells of a field, each with the flags of its rows."""
    groups: list[tuple[Cell, list[str]]] = []
    for row, flag in flags:
        cell = work.rows[row][number]
        found = next((g for c, g in groups if differs(c, cell, work.scope.dialect) == "FALSE"), None)
        if found is None:
            groups.append((cell, [flag]))
        else:
            found.append(flag)
    return groups


def as_kind(cell: Cell, kind: Kind, scope: Scope) -> Cell:
    """A bare status as a cell of a kind."""
    return attrs.evolve(cell, kind=kind, value=scope.dialect.null(kind)) if cell.hollow else cell


# ---- the highest ------------------------------------------------------------------------------------
def _highest(work: Work, branch: Branch, flags: Flags) -> list[Outcome]:
    """The rows with the highest amount; an amount the notice doesn't state loses only to the ceiling."""
    tag, scope, number = branch.tag, work.scope, work.choice.pick_field
    groups = [(cell, any_of(group)) for cell, group in _groups(work, flags, number)]
    best = _best(work, branch, [(c, f) for c, f in groups if not c.hollow])
    open_flag = any_of([_status_flag(cell, flag) for cell, flag in groups if not cell.sure])
    columns: dict[str, str] = {}
    if open_flag != "FALSE":
        reached = _reached(work, best)
        columns[f"{tag}_open"] = both(open_flag, negated(reached))
        open_flag = f"{tag}_open"
    missing_best = f"{best.value} IS NULL" if best.terms else "FALSE"
    branch.add(columns, "is an amount open that the highest one doesn't settle?")
    top = {
        f"{tag}_h{row}": both(
            flag, any_of([open_flag, missing_best, _is_best(work.rows[row][number], best, scope)])
        )
        for row, flag in flags
    }
    branch.add(top, "the rows with the highest amount")
    ties = [(open_flag, _joined_open(work, groups))] if open_flag != "FALSE" else []
    if missing_best != "FALSE":
        unclear = Cell(
            kind=Kind.MONEY,
            value=scope.dialect.null(Kind.MONEY),
            reasons=scope.list_of((INCOMPARABLE,)),
            silent=True,
        )
        ties.append((f"({missing_best})", unclear))
    rows = [(row, f"{tag}_h{row}") for row, _ in flags]
    return _equal(work, branch, rows, _tie_of(work, ties, rows), "q")


def _tie_of(work: Work, ties: list[tuple[str, Cell]], rows: Flags) -> Outcome | None:
    if not ties:
        return _tie(work)
    cites = work.cites(rows)
    declared = _tie(work) or conflict(work, Kind.MONEY, cites)
    flag = any_of([flag for flag, _ in ties])
    cell = choose(ties, declared.cell, work.scope.dialect)
    return Outcome(cell, chosen_list(flag, cites, declared.by))


def _status_flag(cell: Cell, flag: str) -> str:
    return flag if cell.hollow else f"({both(flag, f'{cell.value} IS NULL')})"


def _best(work: Work, branch: Branch, groups: list[tuple[Cell, str]]) -> Cell:
    """The greatest amount among rows that count, as columns; NULL when none is stated."""
    scope = work.scope
    if not groups:
        return Cell(kind=Kind.MONEY, value=scope.dialect.null(Kind.MONEY))
    cells = [cell for cell, _ in groups]
    den, forms = lcm(*(cell.den for cell in cells)), joined_forms(cells)
    groups = [(at(cell, den), flag) for cell, flag in groups]
    columns: dict[str, str] = {}
    if any(cell.terms for cell in cells):
        best = choose([(f, c) for f, c in _dominating(groups, scope)], None, scope.dialect)
        bare = Cell(kind=best.kind, value=best.value, den=den, terms=best.terms, forms=forms)
    else:
        whens = [f"CASE WHEN {flag} THEN {cell.value} END" for cell, flag in groups]
        bare = Cell(kind=Kind.MONEY, value=scope.dialect.greatest(whens), den=den, forms=forms)
    held = whole(branch, f"{branch.tag}_best", bare, columns)
    branch.add(columns, "the highest amount among the rows that count")
    return held


def _dominating(groups: list[tuple[Cell, str]], scope: Scope) -> list[tuple[str, Cell]]:
    """For each amount: it counts and is at least every other, whatever the parameters are."""
    found = []
    for cell, flag in groups:
        conditions = [flag, *([] if cell.sure else [f"{cell.value} IS NOT NULL"])]
        for other, present in groups:
            if other is not cell:
                test, _ = compared(Op.GE, cell, other, scope)
                stated = present if other.sure else both(present, f"{other.value} IS NOT NULL")
                conditions.append(f"(NOT ({stated}) OR COALESCE({test}, FALSE))")
        bare = attrs.evolve(
            cell, na=None, missing=None, reasons=None, document=None, clauses=None, silent=False
        )
        found.append((both(*conditions), bare))
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
    bare = attrs.evolve(
        cell, na=None, missing=None, reasons=None, document=None, clauses=None, silent=False, known=None
    )
    same = f"NOT {differs(bare, best, scope.dialect)}" if bare.terms or best.terms else ""
    den = lcm(bare.den, best.den)
    same = same or f"{at(bare, den).value} = {at(best, den).value}"
    return f"COALESCE({same}, FALSE)"


def _joined_open(work: Work, groups: list[tuple[Cell, str]]) -> Cell:
    """The statuses of the amounts that count and aren't stated, as one."""
    dialect = work.scope.dialect
    unsure = [(cell, flag) for cell, flag in groups if not cell.sure]

    def lists(name: str, joined: Callable[[list[str]], str]) -> str | None:
        found = [f"CASE WHEN {f} THEN {text} END" for c, f in unsure if (text := c.part(name)) is not None]
        return joined(found) if found else None

    def first(found: list[str]) -> str:
        return found[0] if len(found) == 1 else f"COALESCE({', '.join(found)})"

    loose = Cell(
        kind=Kind.MONEY,
        value=dialect.null(Kind.MONEY),
        na=lists("na", first),
        missing=lists("missing", dialect.union),
        reasons=lists("reasons", dialect.union),
        document=lists("document", first),
        clauses=lists("clauses", dialect.union),
        silent=any(c.silent for c, _ in unsure),
        tight=False,
    )
    return tightened(loose)


# ---- sums -------------------------------------------------------------------------------------------
def _totals(work: Work, branch: Branch, flags: Flags) -> list[Cell]:
    """Money fields added up over the rows that count; a status among them is the result."""
    cells: dict[str, Cell] = {}
    for number, kind in enumerate(work.kinds):
        total = amount_cell(ZERO)
        if kind is Kind.MONEY:
            rows = [(work.rows[row][number], flag) for row, flag in flags]
            for cell, flag in rows:
                shared = choose([(flag, cell)], amount_cell(ZERO), work.scope.dialect)
                total = plus(total, attrs.evolve(shared, forms=None), 1, work.scope)
            status = _joined_open(work, rows)
            total = attrs.evolve(status, value=total.value, den=total.den, terms=total.terms)
            if all(cell.sure for cell, _ in rows):
                total = attrs.evolve(total, tight=True)
            if any(cell.hollow for cell, _ in rows):
                null = work.scope.dialect.null(kind)
                stop = any_of([flag for cell, flag in rows if cell.hollow])
                value = f"CASE WHEN {stop} THEN {null} ELSE {total.value} END"
                total = attrs.evolve(total, value=value)
        cells[f"{branch.tag}_sum{number}"] = total
    return branch.hold(cells, "money added up")


def _money_from(work: Work, money: list[Cell], rest: list[Outcome], flags: Flags) -> list[Outcome]:
    cites = work.cites(flags)
    return [
        Outcome(cell, cites) if kind is Kind.MONEY else other
        for kind, cell, other in zip(work.kinds, money, rest, strict=True)
    ]
