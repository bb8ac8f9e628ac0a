"""A number of a notice as people write it: 2025年3月1日, 670元, 90%; never the notice's own words."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from polc.dsl.notice.model import Number, NumberKind
from polc.dsl.text import date_text, rate_text, yuan_text


def number_text(number: Number) -> str:
    """The number alone."""
    value = number.value
    match number.kind:
        case NumberKind.DATE if isinstance(value, date):
            return date_text(value)
        case NumberKind.MONTH if isinstance(value, date):
            return f"{value.year}年{value.month}月"
        case NumberKind.MONEY if isinstance(value, Fraction):
            return yuan_text(value)
        case NumberKind.RATE if isinstance(value, Fraction):
            return rate_text(value)
        case NumberKind.AGE:
            return f"{plain(value)}周岁"
        case NumberKind.YEAR:
            return f"{plain(value)}年"
        case NumberKind.TIMES:
            return f"{plain(value)}倍"
        case NumberKind.DURATION | NumberKind.COUNT:
            unit = "个工作日" if number.unit == "工作日" else number.unit
            return f"{plain(value)}{unit}"
        case _:
            return plain(value)


def bounded_text(number: Number) -> str:
    """The number with the words that bound it: 不低于 670元, 2025年7月1日 起."""
    return " ".join(part for part in (number.before, number_text(number), number.after) if part)


def plain(value: object) -> str:
    """A whole number or a decimal, exactly; a fraction where there's no decimal."""
    if not isinstance(value, Fraction):
        return str(value)
    for digits in range(7):
        scaled = value * 10**digits
        if scaled.denominator == 1:
            whole, rest = divmod(scaled.numerator, 10**digits)
            return f"{whole}.{rest:0{digits}d}" if digits else str(whole)
    return str(value)
