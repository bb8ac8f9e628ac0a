"""Expressions, outcomes and citations as canonical text.

In: nodes. Out: what `parse` reads back as the same nodes. Amounts in 元, dates as 2025-03-01, full-width
brackets, “、” between the items of a list.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import assert_never

from polc.dsl import nodes
from polc.dsl.keywords import SOFT, WORDS
from polc.dsl.literals import IN_WORDS
from polc.dsl.retired_words import RETIRED
from polc.dsl.source import HAN, fold_width
from polc.dsl.text import factor_text, rate_text
from polc.dsl.values import FEN_PER_YUAN, Audience

_RESERVED = WORDS - SOFT | RETIRED
_WIDE = str.maketrans("()", "（）")
_SIDES = {
    None: ("", ""),
    nodes.Ends.BOTH: (" 计入", " 计入"),
    nodes.Ends.FIRST: (" 计入", " 不计"),
    nodes.Ends.LAST: (" 不计", " 计入"),
    nodes.Ends.NEITHER: (" 不计", " 不计"),
}


def format_name(name: nodes.Name) -> str:
    """The name, in 「」 where it could be read as something else."""
    return name.text if _is_plain(name.text) else f"「{name.text.translate(_WIDE)}」"


@cache
def _plain_name() -> re.Pattern[str]:
    """Made when the first name is written: two such classes of characters take milliseconds to compile."""
    return re.compile(f"[{HAN}][{HAN}A-Za-z“”‘’·_]{{0,200}}")


def _is_plain(text: str) -> bool:
    if not _plain_name().fullmatch(text) or IN_WORDS.fullmatch(text):
        return False
    return not {text, text.partition("“")[0]} & _RESERVED


def format_names(names: tuple[nodes.Name, ...]) -> str:
    """A、B、C."""
    return "、".join(format_name(name) for name in names)


def format_text(text: str) -> str:
    """A quoted text; Chinese quotes where the text holds the other kind."""
    return f"“{text}”" if '"' in fold_width(text) else f'"{text}"'


def format_money(fen: Fraction, per: tuple[str, ...] = ()) -> str:
    """400元/人, 1070.50元; an amount finer than 元 can write is written in 分."""
    yuan = _decimal(fen / FEN_PER_YUAN, 2)
    number = f"{yuan}元" if yuan is not None else f"{_decimal(fen, 0)}分"
    return "/".join((number, *per))


def _decimal(value: Fraction, least: int) -> str | None:
    """With up to six decimals, and at least `least` unless it's whole; None if that isn't exact."""
    for digits in (0, *range(max(least, 1), 7)):
        scaled = value * 10**digits
        if scaled.denominator == 1:
            whole, rest = divmod(scaled.numerator, 10**digits)
            return f"{whole}.{rest:0{digits}d}" if digits else str(whole)
    return None


def format_expr(expr: nodes.Expr) -> str:
    """A condition or a value."""
    match expr:
        case nodes.Name():
            return format_name(expr)
        case nodes.DateLiteral():
            return expr.value.isoformat()
        case nodes.MoneyLiteral():
            return format_money(expr.fen, expr.per)
        case nodes.RateLiteral():
            return rate_text(expr.value)
        case nodes.DurationLiteral():
            return expr.value.text
        case nodes.IntLiteral():
            return str(expr.value)
        case nodes.BoolLiteral():
            return "是" if expr.value else "否"
        case nodes.Sum() | nodes.Product() | nodes.ShareOf() | nodes.SnapOf():
            return _format_value(expr)
        case nodes.Quotient() | nodes.Excess() | nodes.StepsOf() | nodes.ElapsedOf() | nodes.Extreme():
            return _format_measure(expr)
        case nodes.ThisMonth():
            return expr.snap.value
        case nodes.YearOf():
            return f"{format_expr(expr.base)} 的 年份"
        case nodes.Closed():
            return f"（{' '.join((format_expr(expr.value), *map(format_closing, expr.closings)))}）"
        case nodes.Exists() | nodes.Every() | nodes.CountOf() | nodes.FoldOf() | nodes.MonthTotal():
            return _format_fold(expr)
        case _:
            return _format_condition(expr)


def _format_measure(
    expr: nodes.Quotient | nodes.Excess | nodes.StepsOf | nodes.ElapsedOf | nodes.Extreme,
) -> str:
    match expr:
        case nodes.Quotient():
            return f"{format_expr(expr.left)} 除以 {_format_factor(expr.divisor)}"
        case nodes.Excess():
            return f"{format_expr(expr.item)} 超出 {format_expr(expr.limit)} 部分"
        case nodes.StepsOf():
            head = f"{format_expr(expr.item)} 每满 {format_expr(expr.size)}"
            return f"{head} 计 {format_expr(expr.each)}{' 进一' if expr.up else ''}"
        case nodes.ElapsedOf():
            first, last = _SIDES[expr.ends]
            return f"{expr.count.value}（{format_expr(expr.start)}{first} 至 {format_expr(expr.end)}{last}）"
        case nodes.Extreme():
            return f"{expr.which.value}（{'、'.join(map(format_expr, expr.items))}）"
        case _:
            assert_never(expr)


def _format_factor(expr: nodes.Expr) -> str:
    return factor_text(expr.value) if isinstance(expr, nodes.RateLiteral) else format_expr(expr)


def _format_fold(
    expr: nodes.Exists | nodes.Every | nodes.CountOf | nodes.FoldOf | nodes.MonthTotal,
) -> str:
    match expr:
        case nodes.Exists():
            return f"存在 {format_name(expr.list)} 其 {format_expr(expr.condition)}"
        case nodes.Every():
            empty = "是" if expr.vacuous else "否"
            return f"每个 {format_name(expr.list)} 其 {format_expr(expr.condition)} 若无 {empty}"
        case nodes.CountOf():
            return f"条数 {format_name(expr.list)}{_tail('其', expr.condition)}"
        case nodes.FoldOf():
            head = f"{expr.word.value} {format_name(expr.list)} 的 {format_expr(expr.value)}"
            return f"{head}{_tail('其', expr.condition)}{_tail('若无', expr.empty)}"
        case nodes.MonthTotal():
            return f"合计 {format_name(expr.rule)} 自 {format_expr(expr.low)} 至 {format_expr(expr.high)}"
        case _:
            assert_never(expr)


def _tail(word: str, expr: nodes.Expr | None) -> str:
    return f" {word} {format_expr(expr)}" if expr else ""


def _format_value(expr: nodes.Sum | nodes.Product | nodes.ShareOf | nodes.SnapOf) -> str:
    match expr:
        case nodes.Sum():
            return f"{format_expr(expr.left)} {expr.op.value} {format_expr(expr.right)}"
        case nodes.Product():
            return f"{format_expr(expr.left)} * {_format_factor(expr.right)}"
        case nodes.ShareOf():
            return f"{format_expr(expr.base)} 的 {rate_text(expr.rate)}"
        case nodes.SnapOf():
            return f"{format_expr(expr.base)} 的 {expr.snap.value}"
        case _:
            assert_never(expr)


def _format_condition(
    expr: nodes.Paren
    | nodes.Chain
    | nodes.Negation
    | nodes.Comparison
    | nodes.IsAny
    | nodes.Between
    | nodes.InWindows
    | nodes.Aged
    | nodes.Listed,
) -> str:
    match expr:
        case nodes.Paren():
            return f"（{format_expr(expr.inner)}）"
        case nodes.Chain():
            return f" {expr.connective.value} ".join(format_expr(item) for item in expr.items)
        case nodes.Negation():
            return f"非 {format_expr(expr.item)}"
        case nodes.Comparison():
            return f"{format_expr(expr.left)} {expr.comparator.value} {format_expr(expr.right)}"
        case nodes.IsAny():
            return f"{format_expr(expr.item)} 是 {format_names(expr.names)}"
        case nodes.Between():
            return f"{format_expr(expr.item)} 在 {format_expr(expr.low)} 至 {format_expr(expr.high)}"
        case nodes.InWindows():
            return f"在 {format_names(expr.names)}"
        case nodes.Aged():
            return f"截至 {format_expr(expr.day)} {'满' if expr.reached else '未满'}{expr.years}周岁"
        case nodes.Listed():
            return _format_listed(expr)
        case _:
            assert_never(expr)


def _format_listed(expr: nodes.Listed) -> str:
    if expr.open is not None:
        return f"{format_names(expr.names)} 等 待定 {format_text(expr.open)}"
    return format_names(expr.names) + (f" 等 {format_name(expr.closing)}" if expr.closing else "")


def format_range(range_: nodes.Range) -> str:
    """A 至 B, or A 起."""
    match range_:
        case nodes.ClosedRange():
            return f"{format_expr(range_.low)} 至 {format_expr(range_.high)}"
        case nodes.OpenRange():
            return f"{format_expr(range_.low)} 起"
        case _:
            assert_never(range_)


def format_asked(question: str) -> str:
    """问 "…" at the end of a silence."""
    return f" 问 {format_text(question)}" if question else ""


def format_audience(audience: Audience | None) -> str:
    """面向 群众, where it's written."""
    return f" 面向 {audience.value}" if audience else ""


def format_outcome(outcome: nodes.Outcome) -> str:
    """为 400元, 待定 "…", 执行 "…", 不适用 "…"."""
    match outcome:
        case nodes.Gives():
            return " ".join((f"为 {format_expr(outcome.value)}", *map(format_closing, outcome.closings)))
        case nodes.SaysUndetermined():
            return f"待定 {format_text(outcome.reason)}{format_asked(outcome.question)}"
        case nodes.SaysDelegated():
            return f"执行 {format_text(outcome.document)}"
        case nodes.SaysNotApplicable():
            name = nodes.Name(text=outcome.kind, span=outcome.span)
            kind = f"（{format_name(name)}）" if outcome.kind else ""
            return f"不适用{kind} {format_text(outcome.reason)}"
        case _:
            assert_never(outcome)


def format_closing(closing: nodes.Closing) -> str:
    """保底 X, 封顶 X, 舍入 到 1分 舍去."""
    match closing:
        case nodes.Floor():
            return f"保底 {format_expr(closing.value)}"
        case nodes.Cap():
            return f"封顶 {format_expr(closing.value)}"
        case nodes.Rounding():
            mode = f" {closing.mode.value}" if closing.mode else ""
            return f"舍入 到 {_unit(closing.step)}{mode}"
        case _:
            assert_never(closing)


def _unit(step: nodes.MoneyLiteral | nodes.IntLiteral) -> str:
    """1分, 5角, 100元, 1."""
    if isinstance(step, nodes.IntLiteral) or step.per or step.fen >= FEN_PER_YUAN:
        return format_expr(step)
    return f"{step.fen}分" if step.fen % 10 else f"{step.fen // 10}角"


def format_amount(amount: nodes.GrantAmount) -> str:
    """全额, 90%, 为 100元, or a status."""
    match amount:
        case nodes.Full():
            return "全额"
        case nodes.Share():
            return rate_text(amount.rate)
        case nodes.Fixed():
            return f"为 {format_expr(amount.value)}"
        case nodes.SaysUndetermined() | nodes.SaysDelegated() | nodes.SaysNotApplicable():
            return format_outcome(amount)
        case _:
            assert_never(amount)


def format_payer(payer: nodes.Name | nodes.SaysUndetermined) -> str:
    """由 FUND, or 由 待定 "…"."""
    return f"由 {format_name(payer) if isinstance(payer, nodes.Name) else format_outcome(payer)}"


def format_grant(row: nodes.GrantRow) -> str:
    """What a row of a 减免 gives, without citation and condition: 90%  由 …  认定 …  先缴后补."""
    parts = [format_amount(row.amount)]
    if row.payer:
        parts.append(format_payer(row.payer))
    if row.offices:
        parts.append(f"认定 {format_names(row.offices)}")
    if row.pay_first:
        parts.append("先缴后补")
    return "  ".join(parts)


def format_cite(cite: nodes.Cite) -> str:
    """【四（二）】; three neighbours or more are a run with 至."""
    return f"【{cite.citation.short}】"
