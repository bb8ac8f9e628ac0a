"""Values, results and their texts, as every generated module carries them.

In: nothing. Out: the classes of results and the exact arithmetic below them. The generated module holds
this source unchanged, so it is Python 3.9, standard library only, and imports nothing slow: exact
fractions are made by a function that imports them when first needed. The texts are those of
`polc.dsl.text`, with which the tests compare them.
"""

from __future__ import annotations

from datetime import date, timedelta

from polc.targets.python.prelude_record import _Record, _record, _Unsettled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from fractions import Fraction
    from typing import Any, TypeAlias

    _Number: TypeAlias = int | Fraction
    _Status: TypeAlias = "NotApplicable | Missing | Undetermined"
    _Plain: TypeAlias = "bool | int | Fraction | date | str | _Amount | Duration"
    _Result: TypeAlias = "_Plain | NotApplicable | Missing | Undetermined"
    _Bounds: TypeAlias = Mapping[str, tuple[_Number | None, _Number | None]]
    Open: TypeAlias = "NotApplicable | Missing | Undetermined"
    Money: TypeAlias = "int | AtLeast | AtMost | Between | NotApplicable | Missing | Undetermined"
    _Answer: TypeAlias = "_Number | bool | date | str | Duration | AtLeast | AtMost | Between | Open"


# Switches: what a policy may lack. A module is put together without what is off (see `assemble.py`).
_HAS_FLAGS = True
_HAS_DAYS = True
_HAS_MONEY = True
_HAS_SHARES = True
_HAS_NUMBERS = True
_HAS_LENGTHS = True
_HAS_OPTIONS = True
_HAS_LISTS = True
_HAS_READINGS = True
_HAS_RELATIONS = True
_HAS_TERMS = True
_HAS_RIVALS = True
_HAS_FURTHEST = True
_HAS_TOTALS = True
_HAS_TOP_UP = True


# ---- results -----------------------------------------------------------------------------------------
@_record
class AtLeast(_Unsettled):
    """An amount of which the notice states only the least: 不低于. In 分."""

    fen: _Number


@_record
class AtMost(_Unsettled):
    """An amount of which the notice states only the most: 不高于. In 分."""

    fen: _Number


@_record
class Between(_Unsettled):
    """An amount between two ends, in 分; both are None where the notice states neither."""

    low_fen: _Number | None
    high_fen: _Number | None


@_record
class NotApplicable(_Unsettled):
    """不适用: the policy doesn't decide this for this person; `kind` says in which way."""

    reason: str
    kind: str = "不在范围"
    clauses: tuple[str, ...] = ()


@_record
class Missing(_Unsettled):
    """缺资料: the facts that are unknown and can still change this; `labels` are their Chinese names."""

    inputs: tuple[str, ...]
    labels: tuple[str, ...]
    clauses: tuple[str, ...] = ()


@_record
class Undetermined(_Unsettled):
    """待定: the notice is silent, leaves it to `document`, or has readings that nobody chose between.

    `candidates` are (reading, result as text) pairs where readings are the cause.
    """

    reasons: tuple[str, ...]
    document: str = ""
    candidates: tuple[tuple[str, str], ...] = ()
    clauses: tuple[str, ...] = ()


@_record
class Duration(_Record):
    """A length of time: `count` of one `unit` (日, 个月, 年, 个工作日). 1年 equals 12个月."""

    count: int
    unit: str

    def _length(self) -> tuple[int, str]:
        return (12 * self.count, "个月") if self.unit == "年" else (self.count, self.unit)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Duration) and self._length() == other._length()

    def __hash__(self) -> int:
        return hash(self._length())


@_record
class _Amount(_Record):
    """Money: `fen` 分 plus factor × parameter for each of `terms`, which are sorted and not zero."""

    fen: _Number
    terms: tuple[tuple[str, _Number], ...] = ()


_STATUSES = (NotApplicable, Missing, Undetermined)
_ZERO = _Amount(0)


def _ratio(numerator: int, denominator: int) -> _Number:
    """An exact fraction; imported here because most decisions need none."""
    from fractions import Fraction

    return Fraction(numerator, denominator)


def _divide(number: _Number, divisor: int) -> _Number:
    quotient = _ratio(number.numerator, number.denominator * divisor)
    return quotient.numerator if quotient.denominator == 1 else quotient


def _plus(left: _Amount, right: _Amount) -> _Amount:
    factors = dict(left.terms)
    for name, factor in right.terms:
        factors[name] = factors.get(name, 0) + factor
    return _Amount(left.fen + right.fen, tuple(sorted((n, f) for n, f in factors.items() if f)))


def _times(amount: _Amount, factor: _Number) -> _Amount:
    if not factor:
        return _ZERO
    return _Amount(amount.fen * factor, tuple((name, f * factor) for name, f in amount.terms))


def _interval(amount: _Amount, bounds: _Bounds) -> tuple[_Number | None, _Number | None]:
    """The least and the greatest 分 the amount can be, None where it has no end."""
    low: _Number | None = amount.fen
    high: _Number | None = amount.fen
    for name, factor in amount.terms:
        least, most = bounds[name] if factor > 0 else bounds[name][::-1]
        low = None if low is None or least is None else low + factor * least
        high = None if high is None or most is None else high + factor * most
    return low, high


def _round_number(value: _Number, step: int, mode: str) -> int:
    """`value` rounded to a multiple of `step`, both in 分; 四舍五入 rounds half away from zero."""
    scaled = _ratio(value.numerator, value.denominator * step)
    floor = scaled.numerator // scaled.denominator
    twice = 2 * (scaled - floor)
    if mode == "舍去":
        up = bool(twice) and scaled < 0
    elif mode == "进一":
        up = bool(twice) and scaled >= 0
    elif mode == "四舍五入":
        up = twice >= 1 if scaled >= 0 else twice > 1
    else:
        up = twice > 1 or (twice == 1 and floor % 2 == 1)
    return (floor + 1 if up else floor) * step


def _distinct(items: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(items))


def _meet(statuses: Iterable[_Status]) -> _Status:
    """What several statuses give together: 不适用 over 缺资料 over 待定; equal kinds are joined."""
    found = list(statuses)
    if len(found) == 1:
        return found[0]
    outside = [s for s in found if isinstance(s, NotApplicable)]
    if outside:
        return min(outside, key=NotApplicable._values)
    missing = [s for s in found if isinstance(s, Missing)]
    if missing:
        return Missing(
            _distinct(i for s in missing for i in s.inputs),
            _distinct(n for s in missing for n in s.labels),
            _distinct(c for s in missing for c in s.clauses),
        )
    open_ = [s for s in found if isinstance(s, Undetermined)]
    return Undetermined(
        tuple(sorted({r for s in open_ for r in s.reasons})),
        min((s.document for s in open_ if s.document), default=""),
        _distinct(c for s in open_ for c in s.candidates),
        _distinct(c for s in open_ for c in s.clauses),
    )


def _same(left: _Result, right: _Result) -> bool:
    """The same result: what causes a status is a set, whose order says nothing."""
    if isinstance(left, Missing) and isinstance(right, Missing):
        return set(left.inputs) == set(right.inputs)
    if isinstance(left, Undetermined) and isinstance(right, Undetermined):
        if set(left.reasons) != set(right.reasons) or set(left.clauses) != set(right.clauses):
            return False
        return left.document == right.document and left.candidates == right.candidates
    return left == right


# ---- days --------------------------------------------------------------------------------------------
def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _month_length(year: int, month: int) -> int:
    if month == 2:
        return 29 if _is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _add_months(day: date, months: int, to_month_end: bool) -> date:
    """The corresponding day `months` later; else the month's end, or the first of the next month."""
    number, month0 = day.day, day.month - 1 + months
    year, month0 = day.year + month0 // 12, month0 % 12
    if number <= 28:
        return date(year, month0 + 1, number)
    last = _month_length(year, month0 + 1)
    if number <= last:
        return date(year, month0 + 1, number)
    end = date(year, month0 + 1, last)
    return end if to_month_end else end + timedelta(days=1)


def _birthday(birth: date, years: int, on_feb_28: bool) -> date:
    """The day on which someone born on `birth` completes `years` years."""
    year = birth.year + years
    if birth.month == 2 and birth.day == 29 and not _is_leap(year):
        return date(year, 2, 28) if on_feb_28 else date(year, 3, 1)
    return date(year, birth.month, birth.day)


def _snapped(day: date, to: str) -> date:
    """The day that `to` names, seen from `day`."""
    if to == "次日":
        return day + timedelta(days=1)
    if to == "前一日":
        return day - timedelta(days=1)
    if to == "当月首日":
        return day.replace(day=1)
    if to == "当年首日":
        return date(day.year, 1, 1)
    if to == "当年末日":
        return date(day.year, 12, 31)
    last = day.replace(day=_month_length(day.year, day.month))
    return last if to == "当月末日" else last + timedelta(days=1)


# ---- texts -------------------------------------------------------------------------------------------
def _yuan_text(fen: _Number) -> str:
    if fen.denominator != 1:
        return f"{_divide(fen, 100)}元"
    sign, rest = ("-", -fen.numerator) if fen < 0 else ("", fen.numerator)
    yuan, cents = divmod(rest, 100)
    return f"{sign}{yuan}.{cents:02d}元" if cents else f"{sign}{yuan}元"


def _range_text(low: _Number | None, high: _Number | None) -> str:
    if low is not None and low == high:
        return _yuan_text(low)
    if low is not None and high is not None:
        return f"{_yuan_text(low)}至{_yuan_text(high)}"
    if low is not None:
        return f"不低于{_yuan_text(low)}"
    return f"不高于{_yuan_text(high)}" if high is not None else "未写明数额"


def _rate_text(rate: _Number) -> str:
    percent = rate * 100
    if percent.denominator == 1:
        return f"{percent.numerator}%"
    for digits in range(1, 7):
        scaled = percent * 10**digits
        if scaled.denominator == 1:
            whole, rest = divmod(abs(scaled.numerator), 10**digits)
            return f"{'-' if percent < 0 else ''}{whole}.{rest:0{digits}d}%"
    return f"{percent}%"


def _undetermined_text(status: Undetermined) -> str:
    said = list(status.reasons)
    if status.document:
        said.append(f"按“{status.document}”执行")
    text = f"待定（{'；'.join(said)}）"
    if status.candidates:
        text += "：" + "；".join(f"{reading} → {result}" for reading, result in status.candidates)
    return text


def _result_text(result: Any, bounds: _Bounds, type: str = "") -> str:
    """One result as people read it; a number that is a share (比例) needs its `type`."""
    if _HAS_FLAGS and isinstance(result, bool):
        return "是" if result else "否"
    if _HAS_DAYS and isinstance(result, date):
        return f"{result.year}年{result.month}月{result.day}日"
    if _HAS_MONEY and isinstance(result, _Amount):
        if _HAS_TERMS and result.terms:
            return _range_text(*_interval(result, bounds))
        return _yuan_text(result.fen)
    if _HAS_LENGTHS and isinstance(result, Duration):
        return f"{result.count}{result.unit}"
    if isinstance(result, NotApplicable):
        return f"不适用（{result.reason}）"
    if isinstance(result, Missing):
        return f"缺资料（{'、'.join(result.labels)}）"
    if isinstance(result, Undetermined):
        return _undetermined_text(result)
    if _HAS_SHARES and type == "比例":
        return _rate_text(result)
    return str(result)


def _answer(result: Any, bounds: _Bounds) -> Any:
    """The result as the caller gets it: exact money as an integer of 分, bounded money as a range."""
    if _HAS_MONEY and isinstance(result, _Amount):
        if _HAS_TERMS and result.terms:
            return _bounded(*_interval(result, bounds))
        return _whole(result.fen)
    if isinstance(result, bool) or not hasattr(result, "denominator"):
        return result
    return _whole(result)


def _bounded(low: _Number | None, high: _Number | None) -> int | Fraction | AtLeast | AtMost | Between:
    """Money between two ends, in 分."""
    if low is not None and low == high:
        return _whole(low)
    if low is not None and high is not None:
        return Between(_whole(low), _whole(high))
    if low is not None:
        return AtLeast(_whole(low))
    return AtMost(_whole(high)) if high is not None else Between(None, None)


def _whole(number: _Number) -> _Number:
    """An int where the number is whole, else the exact fraction."""
    return number.numerator if number.denominator == 1 else number
