"""Results as Chinese text in SQL: `dsl/text.py`, said there.

In: a cell in columns. Out: a text expression. Letters in it are put into words by the last steps
(`answers.py`). Equal results give equal texts.
"""

from __future__ import annotations

from polc.compiler.kernel import Kind
from polc.dsl.values import FEN_PER_YUAN
from polc.targets.api import NotExpressible
from polc.targets.constructs import Construct
from polc.targets.sql.cells import NOTHING, Cell, case
from polc.targets.sql.money import bounds
from polc.targets.sql.scope import Scope


def result_text(cell: Cell, scope: Scope, said: str, names: str = NOTHING) -> str:
    """One result as people read it; `said` is what 待定 rests on, `names` are the missing facts."""
    text = scope.dialect.text
    branches: list[tuple[str, str]] = []
    statuses = {number: status for status, number in scope.outside.items()}
    if cell.na is not None:
        whens = [(f"{cell.na} = {n}", f"不适用（{statuses[n].reason}）") for n in sorted(cell.numbers)]
        branches += [(flag, text(told)) for flag, told in whens]
    if cell.missing is not None:
        branches.append((f"{cell.missing} <> 0", f"{text('缺资料（')} || {names} || {text('）')}"))
    if cell.silent:
        there = "TRUE" if cell.hollow else f"{cell.value} IS NULL"
        branches.append((there, f"{text('待定（')} || {said}"))
    return case(branches, "" if cell.hollow else _value_text(cell, scope))


def piece_of(cell: Cell, scope: Scope) -> str:
    """What 待定 rests on, as letters in the order of texts: reasons, one document, the end of the list."""
    end = f"'{scope.letters.end}）'"
    if cell.why is None:
        return end
    dialect, letters = scope.dialect, scope.letters
    clauses = cell.why.letters & frozenset(letters.clauses.values())
    documents = cell.why.letters & frozenset(letters.documents.values())
    reasons = cell.why.letters - clauses - documents
    parts = [dialect.without(cell.why.text, sorted(clauses | documents))] if reasons else []
    if len(reasons) > 1:
        there = ((letter, f"{cell.why.text} LIKE '%{letter}%'") for letter in letters.sorted(reasons))
        parts = [case([(flag, f"'{letter}'")], NOTHING) for letter, flag in there]
    if documents:
        there = ((letter, f"{cell.why.text} LIKE '%{letter}%'") for letter in letters.sorted(documents))
        parts.append(case([(flag, f"'{letter}'") for letter, flag in there], NOTHING))
    return " || ".join([*parts, end])


def _value_text(cell: Cell, scope: Scope) -> str:
    dialect, text = scope.dialect, scope.dialect.text
    match cell.kind:
        case Kind.BOOL:
            return f"CASE WHEN {cell.value} THEN {text('是')} ELSE {text('否')} END"
        case Kind.DATE:
            year, month, day = (
                dialect.text_of(dialect.part(u, cell.value)) for u in ("YEAR", "MONTH", "DAY")
            )
            return f"{year} || {text('年')} || {month} || {text('月')} || {day} || {text('日')}"
        case Kind.MONEY:
            return _amount_text(cell, scope)
        case Kind.INT if cell.den == 1:
            return dialect.text_of(cell.value)
        case Kind.ENUM:
            return cell.value
        case _:
            raise NotExpressible("sql", Construct.RESULT, cell.kind.value)


def _amount_text(cell: Cell, scope: Scope) -> str:
    if not cell.terms:
        if cell.den != 1:
            raise NotExpressible("sql", Construct.FRACTION)
        return _yuan(cell.value, scope)
    text, (low, high) = scope.dialect.text, bounds(cell, scope)
    least, most = scope.flow.share(_yuan(low, scope)), scope.flow.share(_yuan(high, scope))
    return (
        f"CASE WHEN {low} = {high} THEN {least}"
        f" WHEN {low} IS NOT NULL AND {high} IS NOT NULL THEN {least} || {text('至')} || {most}"
        f" WHEN {low} IS NOT NULL THEN {text('不低于')} || {least}"
        f" WHEN {high} IS NOT NULL THEN {text('不高于')} || {most} ELSE {text('未写明数额')} END"
    )


def _yuan(fen: str, scope: Scope) -> str:
    """分 as 元: 400元, 1070.50元, -0.05元."""
    dialect, text = scope.dialect, scope.dialect.text
    size = f"ABS({fen})"
    whole = dialect.text_of(dialect.quotient(size, str(FEN_PER_YUAN)))
    rest = f"MOD({size}, {FEN_PER_YUAN})"
    cents = f"'.' || LPAD({dialect.text_of(rest)}, 2, '0')"
    return (
        f"CASE WHEN {fen} < 0 THEN '-' ELSE '' END || {whole}"
        f" || CASE WHEN {rest} <> 0 THEN {cents} ELSE '' END || {text('元')}"
    )
