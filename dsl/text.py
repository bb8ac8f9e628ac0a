"""Values and results as Chinese text: one way to write an amount, a day, a status.

Used by messages, traces, summaries and cases; generated modules carry the same rules in their prelude
and are compared with these. A bound stays a bound ("不低于1070元").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from polc.dsl.values import (
    FEN_PER_YUAN,
    Amount,
    Duration,
    Missing,
    NotApplicable,
    Rate,
    Records,
    Result,
    Undetermined,
)

MOST_ENTRIES = 3
_YUAN = re.compile(r"(-?[0-9]+(?:\.[0-9]+|/[1-9][0-9]*)?)元")

Bounds = Mapping[str, tuple[Fraction | None, Fraction | None]]


def yuan_text(fen: Fraction) -> str:
    """An exact amount in 元: 400元, 1070.5元 is written 1070.50元; less than a 分 stays a fraction."""
    if fen.denominator != 1:
        return f"{fen / FEN_PER_YUAN}元"
    sign, rest = ("-", -fen.numerator) if fen < 0 else ("", fen.numerator)
    yuan, cents = divmod(rest, FEN_PER_YUAN)
    return f"{sign}{yuan}.{cents:02d}元" if cents else f"{sign}{yuan}元"


def fen_of(text: str) -> Fraction | None:
    """The amount that `yuan_text` wrote so; None for any other text, such as that of a bound."""
    told = _YUAN.fullmatch(text)
    return Fraction(told[1]) * FEN_PER_YUAN if told is not None else None


def interval(amount: Amount, bounds: Bounds) -> tuple[Fraction | None, Fraction | None]:
    """The least and the greatest 分 the amount can be, None where it has no end."""
    low: Fraction | None = amount.fen
    high: Fraction | None = amount.fen
    for name, factor in amount.terms:
        least, most = bounds[name] if factor > 0 else bounds[name][::-1]
        low = None if low is None or least is None else low + factor * least
        high = None if high is None or most is None else high + factor * most
    return low, high


def amount_text(amount: Amount, bounds: Bounds) -> str:
    """400元, 不低于1070元, 不高于1070元, or 100元至200元."""
    low, high = interval(amount, bounds)
    if low is not None and low == high:
        return yuan_text(low)
    if low is not None and high is not None:
        return f"{yuan_text(low)}至{yuan_text(high)}"
    if low is not None:
        return f"不低于{yuan_text(low)}"
    return f"不高于{yuan_text(high)}" if high is not None else "未写明数额"


def date_text(day: date) -> str:
    """2025年3月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def rate_text(rate: Fraction) -> str:
    """90%, 12.5%; a rate with no finite decimal stays a fraction: 100/3%."""
    percent = rate * 100
    if percent.denominator == 1:
        return f"{percent.numerator}%"
    for digits in range(1, 7):
        scaled = percent * 10**digits
        if scaled.denominator == 1:
            whole, rest = divmod(abs(scaled.numerator), 10**digits)
            return f"{'-' if percent < 0 else ''}{whole}.{rest:0{digits}d}%"
    return f"{percent}%"


def factor_text(rate: Fraction) -> str:
    """A rate as one multiplies or divides by it: 90%, and 21.75 where nobody would say 2175%."""
    percent = rate_text(rate)
    if rate < 10 or rate.denominator == 1 or "/" in percent:
        return percent
    return f"{Decimal(percent.removesuffix('%')) / 100:f}"


def result_text(result: Result, bounds: Bounds) -> str:
    """One result as people read it."""
    match result:
        case bool():
            return "是" if result else "否"
        case date():
            return date_text(result)
        case Amount():
            return amount_text(result, bounds)
        case Rate():
            return rate_text(result)
        case Fraction():
            return str(result)
        case Duration():
            return result.text
        case str():
            return result
        case NotApplicable():
            return f"不适用（{result.reason}）"
        case Missing():
            return f"缺资料（{'、'.join(result.inputs)}）"
        case Undetermined():
            return undetermined_text(result)
        case _:
            assert_never(result)


def records_text(records: Records, columns: Sequence[str], unknown: str, bounds: Bounds) -> str:
    """The entries of a list: 2条：类别 童书、实付 100元；…, of many the first three.

    `unknown` stands for a cell that isn't known.
    """
    entries = [
        "、".join(
            f"{name} {unknown if cell is None else result_text(cell, bounds)}"
            for name, cell in zip(columns, row, strict=True)
        )
        for row in records.rows[:MOST_ENTRIES]
    ]
    more = ["…"] if len(records.rows) > MOST_ENTRIES else []
    shown = "；".join([*entries, *more])
    return f"{len(records.rows)}条{'：' if shown else ''}{shown}"


def undetermined_text(status: Undetermined) -> str:
    """待定 with its reasons, the document that decides, and the candidates where readings differ."""
    said = list(status.reasons)
    if status.document:
        said.append(f"按“{status.document}”执行")
    text = f"待定（{'；'.join(said)}）"
    if status.candidates:
        text += "：" + "；".join(f"{reading} → {result}" for reading, result in status.candidates)
    return text
