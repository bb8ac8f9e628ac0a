"""Results as Chinese text in SQL: `dsl/text.py`, said there.

In: a tight cell in columns. Out: a text expression. Equal results give equal texts.
"""

from __future__ import annotations

from polc.compiler.kernel import Kind
from polc.dsl.values import FEN_PER_YUAN
from polc.targets.sql.cells import Cell
from polc.targets.sql.money import bounds
from polc.targets.sql.scope import Scope
from polc.targets.sql.text import Unsupported


def result_text(cell: Cell, scope: Scope, candidates: str | None = None) -> str:
    """One result as people read it; `candidates` is a list of texts where readings differ."""
    text = scope.dialect.text
    branches: list[tuple[str, str]] = []
    if cell.na is not None:
        whens = " ".join(f"WHEN {n} THEN {text(f'不适用（{s.reason}）')}" for s, n in scope.outside.items())
        branches.append((f"{cell.na} IS NOT NULL", f"CASE {cell.na} {whens} END"))
    if cell.missing is not None:
        names = scope.dialect.without_ranks(scope.dialect.joined(cell.missing, "、"))
        branches.append((f"{cell.missing} IS NOT NULL", f"{text('缺资料（')} || {names} || {text('）')}"))
    if cell.silent:
        there = "TRUE" if cell.hollow else f"{cell.value} IS NULL"
        branches.append((there, _undetermined(cell, scope, candidates)))
    if not cell.hollow:
        branches.append(("TRUE", _value_text(cell, scope)))
    if len(branches) == 1:
        return branches[0][1]
    return f"CASE {' '.join(f'WHEN {c} THEN {t}' for c, t in branches)} END".replace(
        "WHEN TRUE THEN", "ELSE", 1
    )


def _undetermined(cell: Cell, scope: Scope, candidates: str | None) -> str:
    dialect, text = scope.dialect, scope.dialect.text
    said = [] if cell.reasons is None else [cell.reasons]
    if cell.document is not None:
        told = dialect.make_list([f"{text('按“')} || {cell.document} || {text('”执行')}"])
        said.append(f"CASE WHEN {cell.document} IS NOT NULL THEN {told} END")
    joined = f"COALESCE({dialect.joined(dialect.concat(said), '；')}, '')" if said else "''"
    whole = f"{text('待定（')} || {joined} || {text('）')}"
    if candidates is None:
        return whole
    return f"{whole} || COALESCE({text('：')} || {dialect.joined(candidates, '；')}, '')"


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
            raise Unsupported(f"a result that is a {cell.kind.value}")


def _amount_text(cell: Cell, scope: Scope) -> str:
    if not cell.terms:
        if cell.den != 1:
            raise Unsupported("an amount that may not be a whole number of 分")
        return _yuan(cell.value, scope)
    text, (low, high) = scope.dialect.text, bounds(cell, scope)
    least, most = _yuan(low, scope), _yuan(high, scope)
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
