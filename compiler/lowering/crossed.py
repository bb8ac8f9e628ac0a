"""A 保底 above the 封顶 of the same value: found before anything is computed. Reports 316.

In: the kernel. Only limits that are the same for everybody are compared: written out, or a 标准 with one
figure. Which of two crossed limits wins is decided by their order alone, and no notice means that.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from polc.compiler.kernel import TRUE, Clamp, Const, Expr, FieldRef, Kernel, Round, Row, walk
from polc.dsl.diagnostics import kinds
from polc.dsl.diagnostics.model import Diagnostic, Sink
from polc.dsl.text import result_text
from polc.dsl.values import Amount, Result


def check_crossed(kernel: Kernel, sink: Sink) -> None:
    """Report every row with a value that is held above what it's held below."""
    rows = {row.span: row for choice in kernel.choices for row in choice.rows}  # of 每月, one for all months
    for row in rows.values():
        cell = next(_crossed(row, kernel), None)
        if cell is not None:
            sink.add(Diagnostic(code=kinds.CROSSED_BOUNDS, span=row.span, facts=(("cell", cell),)))


def _crossed(row: Row, kernel: Kernel) -> Iterator[str]:
    for part in (part for value in row.values for part in walk(value)):
        ends = list(_ends(part, kernel))
        for low in (result for is_low, result in ends if is_low):
            for high in (result for is_low, result in ends if not is_low):
                if _number(low) > _number(high):
                    yield f"保底 {result_text(low, {})} 封顶 {result_text(high, {})}"


def _ends(expr: Expr, kernel: Kernel) -> Iterator[tuple[bool, Result]]:
    """The limits of one value, from the last one written on: whether it's a lower one, and what it is."""
    while isinstance(expr, Clamp | Round):
        if isinstance(expr, Clamp):
            for is_low, limit in ((True, expr.low), (False, expr.high)):
                known = _known(limit, kernel)
                if known is not None:
                    yield is_low, known
        expr = expr.item


def _known(limit: Expr | None, kernel: Kernel) -> Result | None:
    """An exact amount or a number that is the same for everybody."""
    match limit:
        case Const(Amount() as amount) if amount.exact:
            return amount
        case Const(value) if not isinstance(value, Amount):
            return value
        case FieldRef(name):
            choice = kernel.choice_of[name]
            rows = choice.rows
            alone = len(rows) == 1 and rows[0].guard == TRUE and choice.gate is None
            return _known(rows[0].values[choice.fields.index(name)], kernel) if alone else None
        case _:
            return None


def _number(result: Result) -> Fraction:
    match result:
        case Amount(fen):
            return fen
        case Fraction():
            return result
        case date():
            return Fraction(result.toordinal())
        case _:
            return Fraction(0)
