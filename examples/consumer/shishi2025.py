"石狮市2025年度城乡居民基本医保参保缴费 狮政办规〔2024〕5号\n\nMade by polc from the policy's text; change the text, not this file."

from __future__ import annotations

from datetime import date, timedelta

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from fractions import Fraction
    from typing import Any, ClassVar, Final, NoReturn, TypeAlias

    _Number: TypeAlias = int | Fraction
    _Status: TypeAlias = "NotApplicable | Missing | Undetermined"
    _Plain: TypeAlias = "bool | int | Fraction | date | str | _Amount | Duration"
    _Result: TypeAlias = "_Plain | NotApplicable | Missing | Undetermined"
    _Bounds: TypeAlias = Mapping[str, tuple[_Number | None, _Number | None]]
    Open: TypeAlias = "NotApplicable | Missing | Undetermined"
    Money: TypeAlias = "int | AtLeast | AtMost | Between | NotApplicable | Missing | Undetermined"
    _Answer: TypeAlias = "_Number | bool | date | str | Duration | AtLeast | AtMost | Between | Open"
    import re
    _Holds: TypeAlias = "bool | Missing | Undetermined"
    _Results: TypeAlias = "tuple[_Result, ...]"
    _FieldResult: TypeAlias = "tuple[_Result, tuple[str, ...]]"
    _Run: TypeAlias = "tuple[dict[str, str], dict[str, _FieldResult]]"
    _Told: TypeAlias = "tuple[tuple[Reason, ...], ...]"
    _Expected: TypeAlias = "tuple[str, str, bool | int | str, str]"
    _Case: TypeAlias = "tuple[str, dict[str, object], dict[str, str], tuple[_Expected, ...]]"


class _Record:
    """An immutable value: its slots, set once, compared one by one."""

    __slots__: tuple[str, ...] = ()

    def _fill(self, *values: object) -> None:
        for index, name in enumerate(self.__slots__):
            object.__setattr__(self, name, values[index])

    def _values(self) -> tuple[object, ...]:
        return tuple([getattr(self, name) for name in self.__slots__])

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable: {name}")

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, _Record) and type(self) is type(other) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self).__name__, self._values()))

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
        return f"{type(self).__name__}({values})"

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuilt, (type(self), *self._values()))


def _rebuilt(kind: type[_Record], *values: object) -> _Record:
    record = kind.__new__(kind)
    record._fill(*values)
    return record


# ---- results -----------------------------------------------------------------------------------------
class AtLeast(_Record):
    """An amount of which the notice states only the least: 不低于. In 分."""

    __slots__ = __match_args__ = ("fen",)
    fen: _Number

    def __init__(self, fen: _Number) -> None:
        self._fill(fen)


class AtMost(_Record):
    """An amount of which the notice states only the most: 不高于. In 分."""

    __slots__ = __match_args__ = ("fen",)
    fen: _Number

    def __init__(self, fen: _Number) -> None:
        self._fill(fen)


class Between(_Record):
    """An amount between two ends, in 分; both are None where the notice states neither."""

    __slots__ = __match_args__ = ("low_fen", "high_fen")
    low_fen: _Number | None
    high_fen: _Number | None

    def __init__(self, low_fen: _Number | None, high_fen: _Number | None) -> None:
        self._fill(low_fen, high_fen)


class NotApplicable(_Record):
    """不适用: the policy doesn't decide this for this person; `kind` says in which way."""

    __slots__ = __match_args__ = ("reason", "kind", "clauses")
    reason: str
    kind: str
    clauses: tuple[str, ...]

    def __init__(self, reason: str, kind: str = "不在范围", clauses: tuple[str, ...] = ()) -> None:
        self._fill(reason, kind, clauses)


class Missing(_Record):
    """缺资料: the facts that are unknown and can still change this; `labels` are their Chinese names."""

    __slots__ = __match_args__ = ("inputs", "labels", "clauses")
    inputs: tuple[str, ...]
    labels: tuple[str, ...]
    clauses: tuple[str, ...]

    def __init__(
        self, inputs: tuple[str, ...], labels: tuple[str, ...], clauses: tuple[str, ...] = ()
    ) -> None:
        self._fill(inputs, labels, clauses)


class Undetermined(_Record):
    """待定: the notice is silent, leaves it to `document`, or has readings that nobody chose between.

    `candidates` are (reading, result as text) pairs where readings are the cause.
    """

    __slots__ = __match_args__ = ("reasons", "document", "candidates", "clauses")
    reasons: tuple[str, ...]
    document: str
    candidates: tuple[tuple[str, str], ...]
    clauses: tuple[str, ...]

    def __init__(
        self,
        reasons: tuple[str, ...],
        document: str = "",
        candidates: tuple[tuple[str, str], ...] = (),
        clauses: tuple[str, ...] = (),
    ) -> None:
        self._fill(reasons, document, candidates, clauses)


class Duration(_Record):
    """A length of time: `count` of one `unit` (日, 个月, 年, 个工作日). 1年 equals 12个月."""

    __slots__ = __match_args__ = ("count", "unit")
    count: int
    unit: str

    def __init__(self, count: int, unit: str) -> None:
        self._fill(count, unit)

    def _length(self) -> tuple[int, str]:
        return (12 * self.count, "个月") if self.unit == "年" else (self.count, self.unit)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Duration) and self._length() == other._length()

    def __hash__(self) -> int:
        return hash(self._length())


class _Amount(_Record):
    """Money: `fen` 分 plus factor × parameter for each of `terms`, which are sorted and not zero."""

    __slots__ = __match_args__ = ("fen", "terms")
    fen: _Number
    terms: tuple[tuple[str, _Number], ...]

    def __init__(self, fen: _Number, terms: tuple[tuple[str, _Number], ...] = ()) -> None:
        self._fill(fen, terms)


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


def _result_text(result: _Result, bounds: _Bounds, type: str = "") -> str:
    """One result as people read it; a number that is a share (比例) needs its `type`."""
    if isinstance(result, bool):
        return "是" if result else "否"
    if isinstance(result, date):
        return f"{result.year}年{result.month}月{result.day}日"
    if isinstance(result, str):
        return result
    if isinstance(result, _Amount):
        return _range_text(*_interval(result, bounds))
    if isinstance(result, Duration):
        return f"{result.count}{result.unit}"
    if isinstance(result, NotApplicable):
        return f"不适用（{result.reason}）"
    if isinstance(result, Missing):
        return f"缺资料（{'、'.join(result.labels)}）"
    if isinstance(result, Undetermined):
        return _undetermined_text(result)
    return _rate_text(result) if type == "比例" else str(result)


def _answer(result: _Result, bounds: _Bounds) -> _Answer:
    """The result as the caller gets it: exact money as an integer of 分, bounded money as a range."""
    if isinstance(result, _Amount):
        low, high = _interval(result, bounds)
        if low is not None and low == high:
            return _whole(low)
        if low is not None and high is not None:
            return Between(_whole(low), _whole(high))
        if low is not None:
            return AtLeast(_whole(low))
        return AtMost(_whole(high)) if high is not None else Between(None, None)
    if isinstance(result, (bool, str, date, Duration, *_STATUSES)):
        return result
    return _whole(result)


def _whole(number: _Number) -> _Number:
    """An int where the number is whole, else the exact fraction."""
    return number.numerator if number.denominator == 1 else number


_STRICT, _ROW, _REGISTER = 0, 1, 2
_FIRST_DAY = date(1850, 1, 1)
_LAST_DAY = date(2199, 12, 31)
_YES = (("是",), ("true", "1", "yes", "y", "√", "有"), ("✓", "✔", "☑", "对"))
_NO = (("否",), ("false", "0", "no", "n", "×", "无"), ("✗", "✘", "没有"))
_FEN = {"万元": 1_000_000, "元": 100, "角": 10, "分": 1}
_LONGEST = {"日": 73_000, "个月": 2_400, "年": 200, "个工作日": 50_000}
_TIME = r"(?:[ T]\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?)?"
_DAY_FORMS = (
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})",
    r"([0-9]{4}) *[-/.年] *([0-9]{1,2}) *[-/.月] *([0-9]{1,2}) *日?|([0-9]{4})([0-9]{2})([0-9]{2})",
    r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*[日号]?" + _TIME,
)
_AMOUNT = r"(-?[0-9]{1,15})(?:\.([0-9]{1,6}))?"
# For each type the forms that need no more than each strictness; "" where it has none of its own.
_FORMS = {
    "日期": _DAY_FORMS,
    "金额": (
        r"(-?[0-9]{1,15})(?:\.([0-9]{1,6}))?(万元|元|角|分)",
        "",
        r"[¥￥](-?[0-9]{1,15})(?:\.([0-9]{1,6}))?(元)",
    ),
    "比例": (r"([0-9]{1,15})(?:\.([0-9]{1,6}))?(?:/([0-9]{1,15}))?%", r"([0-9]{1,15})/([0-9]{1,15})", ""),
    "时长": (r"([0-9]{1,5}) ?(日|天|个月|年|个?工作日)", "", ""),
    "整数": ("", r"-?[0-9]{1,18}", r"-?[0-9,]{1,24}"),
}
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_HALF_WIDTH[0x3000] = 0x20
_read_forms: dict[tuple[str, int], re.Pattern[str]] = {}


class _Unreadable(ValueError):
    """A text that is no value of the type: of another `form`, `no_such_day`, `far_day`, `part_of_fen`."""


def _read_text(type: str, text: str, options: tuple[str, ...], strictness: int) -> Any:
    """The value that `text` writes. _Unreadable, whose text is the name of what is wrong."""
    folded = text.translate(_HALF_WIDTH).strip()
    if type == "选项":
        return _read_option(text, folded, options, strictness)
    if type == "是非":
        return _read_flag(folded, strictness)
    if type == "金额":
        folded = folded.replace(",", "").replace(" ", "")
    for level in range(strictness + 1):
        found = _pattern(type, level).fullmatch(folded)
        if found is not None:
            return _MADE[type](found, level)
    raise _Unreadable("form")


def _pattern(type: str, level: int) -> re.Pattern[str]:
    """A form, compiled when it's first needed; an empty one fits nothing."""
    known = _read_forms.get((type, level))
    if known is None:
        import re

        known = _read_forms[type, level] = re.compile(_FORMS.get(type, ("", "", ""))[level] or r"(?!)")
    return known


def _read_option(text: str, folded: str, options: tuple[str, ...], strictness: int) -> str:
    """One of the names; a register may differ from them in width."""
    if not options or text in options:
        return text
    for option in options if strictness == _REGISTER else ():
        if option.translate(_HALF_WIDTH) == folded:
            return option
    raise _Unreadable("form")


def _read_flag(text: str, strictness: int) -> bool:
    word = text.casefold()
    for level in range(strictness + 1):
        if word in _YES[level] or word in _NO[level]:
            return word in _YES[level]
    raise _Unreadable("form")


def _made_day(found: re.Match[str], _level: int) -> date:
    year, month, day = (int(part) for part in found.groups() if part is not None)
    try:
        made = date(year, month, day)
    except ValueError:
        raise _Unreadable("no_such_day") from None
    if _FIRST_DAY <= made <= _LAST_DAY:
        return made
    raise _Unreadable("far_day")


def _made_money(found: re.Match[str], _level: int) -> int:
    whole, part, unit = found.groups()
    scaled: int = int(whole + (part or "")) * _FEN[unit]
    fen, rest = divmod(scaled, int("1" + "0" * len(part or "")))
    if rest:
        raise _Unreadable("part_of_fen")
    return fen


def _made_share(found: re.Match[str], level: int) -> Any:
    if level == _STRICT:
        whole, part, under = found.groups()
        over, divisor = int(whole + (part or "")), 100 * 10 ** len(part or "") * int(under or 1)
    else:
        over, divisor = (int(number) for number in found.groups())
    if not divisor:
        raise _Unreadable("form")
    return _ratio(over, divisor)


def _made_length(found: re.Match[str], _level: int) -> tuple[int, str]:
    count, unit = int(found[1]), {"天": "日", "工作日": "个工作日"}.get(found[2], found[2])
    if count > _LONGEST[unit]:
        raise _Unreadable("form")
    return count, unit


def _made_number(found: re.Match[str], _level: int) -> int:
    digits = found[0].replace(",", "")
    if len(digits.lstrip("-")) not in range(1, 19):
        raise _Unreadable("form")
    return int(digits)


_MADE: dict[str, Any] = {
    "日期": _made_day,
    "金额": _made_money,
    "比例": _made_share,
    "时长": _made_length,
    "整数": _made_number,
}


class _Env:
    """What is known while one person is decided; `fields` grows choice by choice.

    `labels` holds the Chinese name of every fact, in the order of declaration. Inside a fold `entry` holds
    the entry at hand and `states` the running values; `kept` is what is found out once.
    """

    __slots__ = ("bounds", "entry", "facts", "fields", "kept", "labels", "readings", "states")

    def __init__(
        self,
        facts: Mapping[str, _Plain | None],
        labels: Mapping[str, str],
        readings: Mapping[str, str],
        bounds: _Bounds,
    ) -> None:
        self.facts = facts
        self.labels = labels
        self.readings = readings
        self.bounds = bounds
        self.fields: dict[str, _Result] = {}
        self.entry: Mapping[str, _Result] = {}
        self.states: Mapping[str, _Result] = {}
        self.kept: dict[object, Any] = {}

    def fact(self, alias: str) -> _Result:
        """The value of a fact; 缺资料 when it's unknown."""
        given = self.facts[alias]
        return Missing((alias,), (self.labels[alias],)) if given is None else given


class _Row(_Record):
    """One row as data: its clause, its text, and the facts that its condition looks at."""

    __slots__ = __match_args__ = ("clause", "condition", "outcome", "facts")
    clause: str
    condition: str
    outcome: str
    facts: tuple[str, ...]

    def __init__(self, clause: str, condition: str, outcome: str, facts: tuple[str, ...]) -> None:
        self._fill(clause, condition, outcome, facts)


class _Choice:
    """One choice: its tables as data, its conditions and values as functions.

    `values(env, n)` gives the values of row n; past the rows come: no row holds, the tie, the ceiling.
    `assumptions` are those whose reading can change it, through earlier fields too.
    """

    def __init__(
        self,
        *,
        name: str,
        fields: tuple[str, ...],
        money: tuple[bool, ...],
        rows: tuple[_Row, ...],
        losers: tuple[tuple[int, ...], ...],
        pick: str,
        guards: Callable[[_Env], _Results],
        values: Callable[[_Env, int], _Results],
        gate: Callable[[_Env], _Result] | None = None,
        gate_clauses: tuple[str, ...] = (),
        picks: Mapping[str, str] | None = None,
        pick_field: int = 0,
        otherwise_clauses: tuple[str, ...] = (),
        tie: bool = False,
        tie_clauses: tuple[str, ...] = (),
        ceiling: bool = False,
        operands: tuple[str, ...] | None = None,
        assumptions: tuple[str, ...] = (),
    ) -> None:
        self.name, self.fields, self.money, self.rows, self.losers = name, fields, money, rows, losers
        self.pick, self.picks = pick, picks
        self.guards, self.values, self.gate = guards, values, gate
        self.gate_clauses, self.otherwise_clauses = gate_clauses, otherwise_clauses
        self.tie_clauses, self.assumptions = tie_clauses, assumptions
        self.pick_field, self.tie, self.ceiling, self.operands = pick_field, tie, ceiling, operands

    def way(self, env: _Env) -> str:
        """How rows combine; with `picks`, the way for the reading of the assumption named `pick`."""
        return self.pick if self.picks is None else self.picks[env.readings[self.pick]]


class _Combined:
    """A result and its clauses for each field; `taken` are the rows they come from."""

    __slots__ = ("clauses", "results", "taken")

    def __init__(
        self, results: _Results, clauses: tuple[tuple[str, ...], ...], taken: frozenset[int]
    ) -> None:
        self.results = results
        self.clauses = clauses
        self.taken = taken


class _Step:
    """One choice as it was decided; `gated` when its gate closed it before any row was read."""

    __slots__ = ("certain", "choice", "gated", "guards", "results", "taken")

    def __init__(
        self,
        choice: _Choice,
        results: tuple[_FieldResult, ...],
        guards: tuple[_Holds, ...] = (),
        certain: tuple[int, ...] = (),
        taken: frozenset[int] = frozenset(),
        gated: bool = False,
    ) -> None:
        self.choice, self.results, self.guards = choice, results, guards
        self.certain, self.taken, self.gated = certain, taken, gated


# ---- conditions --------------------------------------------------------------------------------------
def _condition(result: _Result) -> _Holds:
    if isinstance(result, (bool, Missing, Undetermined)):
        return result
    if isinstance(result, NotApplicable):
        return False
    raise TypeError("a condition must be true, false or open")


def _narrow(status: _Status) -> _Holds:
    return False if isinstance(status, NotApplicable) else status


def _fold(items: tuple[_Result, ...], decisive: bool) -> _Holds:
    open_ = []
    for item in items:
        held = _condition(item)
        if held is decisive:
            return decisive
        if not isinstance(held, bool):
            open_.append(held)
    return _narrow(_meet(open_)) if open_ else not decisive


def _all_of(*items: _Result) -> _Holds:
    return _fold(items, False)


def _any_of(*items: _Result) -> _Holds:
    return _fold(items, True)


def _not(item: _Result) -> _Holds:
    held = _condition(item)
    return not held if isinstance(held, bool) else held


def _open(*operands: _Result) -> _Status | None:
    """What the operands that aren't values give together; None when all are values."""
    found = [r for r in operands if isinstance(r, _STATUSES)]
    return _meet(found) if found else None


def _compare(env: _Env, op: str, left: Any, right: Any) -> _Holds:
    if isinstance(left, _Amount) and isinstance(right, _Amount):
        return _compare_amounts(op, left, right, env.bounds)
    status = _open(left, right)
    if status is not None:
        return _narrow(status)
    return _ordered(op, left, right)


def _ordered(op: str, left: Any, right: Any) -> bool:
    """left OP right, of two values."""
    if op in ("==", "!="):
        return bool((left == right) is (op == "=="))
    if op in ("<", ">="):
        return bool((left < right) is (op == "<"))
    return bool((left > right) is (op == ">"))


def _compare_amounts(op: str, left: _Amount, right: _Amount, bounds: _Bounds) -> bool | Undetermined:
    """left OP right when it is so, or not so, for every value of the parameters; else 待定."""
    if not left.terms and not right.terms:
        return _ordered(op, left.fen, right.fen)
    difference = _plus(left, _times(right, -1))
    low, high = _interval(difference, bounds)
    below, above = high is not None and high < 0, low is not None and low > 0
    not_above, not_below = high is not None and high <= 0, low is not None and low >= 0
    same = not_above and not_below
    true, false = {
        "<": (below, not_below),
        "<=": (not_above, above),
        ">": (above, not_above),
        ">=": (not_below, below),
        "==": (same, below or above),
        "!=": (below or above, same),
    }[op]
    if true or false:
        return true
    return Undetermined(tuple(sorted(f"{name}只写明上下限，不足以比较" for name, _ in difference.terms)))


def _reached(birth: Any, years: int, day: Any, on_feb_28: bool) -> _Holds:
    status = _open(birth, day)
    return bool(day >= _birthday(birth, years, on_feb_28)) if status is None else _narrow(status)


def _one_of(item: Any, options: tuple[str, ...]) -> _Holds:
    status = _open(item)
    return item in options if status is None else _narrow(status)


# ---- arithmetic --------------------------------------------------------------------------------------
def _add(left: Any, right: Any) -> _Result:
    status = _open(left, right)
    if status is not None:
        return status
    return _plus(left, right) if isinstance(left, _Amount) else left + right


def _subtract(left: Any, right: Any) -> _Result:
    status = _open(left, right)
    if status is not None:
        return status
    return _plus(left, _times(right, -1)) if isinstance(left, _Amount) else left - right


def _scale(item: Any, factor: Any) -> _Result:
    status = _open(item, factor)
    if status is not None:
        return status
    return _times(item, factor) if isinstance(item, _Amount) else item * factor


def _shift(day: Any, length: Any, sign: int, to_month_end: bool) -> _Result:
    status = _open(day, length)
    return _moved(day, sign * length.count, length.unit, to_month_end) if status is None else status


def _moved(day: date, count: int, unit: str, to_month_end: bool) -> date:
    if unit == "日":
        return day + timedelta(days=count)
    return _add_months(day, count if unit == "个月" else 12 * count, to_month_end)


def _snap_to(day: Any, to: str) -> _Result:
    status = _open(day)
    return _snapped(day, to) if status is None else status


def _clamp(env: _Env, item: _Result, low: _Result | None, high: _Result | None) -> _Result:
    """First the floor, then the cap; a bound that can't be compared leaves it open."""
    for limit, within, beyond in ((low, ">=", "<="), (high, "<=", ">=")):
        if limit is None:
            continue
        status = _open(item, limit)
        if status is not None:
            item = status
        elif _compare(env, within, item, limit) is not True:
            out = _compare(env, beyond, item, limit)
            item = limit if out is True else out
    return item


def _rounded(item: Any, step: int, mode: str) -> _Result:
    status = _open(item)
    if status is not None:
        return status
    if item.terms:
        return Undetermined(tuple(sorted(f"{name}只写明上下限，不能取整" for name, _ in item.terms)))
    return _Amount(_round_number(item.fen, step, mode))


# ---- rows that hold together -------------------------------------------------------------------------
class _Combiner:
    """Combines the rows of one choice for one person; the values of a row are computed once.

    `pick` is the way to combine where it's known without the readings.
    """

    pick = ""

    def __init__(self, choice: _Choice, env: _Env) -> None:
        self.choice = choice
        self.env = env
        self.known: dict[int, _Results] = {}

    def values(self, row: int) -> _Results:
        if row not in self.known:
            self.known[row] = self.choice.values(self.env, row)
        return self.known[row]

    def combine(self, holding: Iterable[int]) -> _Combined:
        """The results where `holding` hold and no other rows."""
        choice, held = self.choice, sorted(holding)
        beaten = {loser for row in held for loser in choice.losers[row]}
        rows = [row for row in held if row not in beaten]
        if not rows:
            results = self.values(len(choice.rows))
            return _Combined(results, (choice.otherwise_clauses,) * len(results), frozenset())
        if len(rows) == 1:
            results, clause = self.values(rows[0]), choice.rows[rows[0]].clause
            return _Combined(results, ((clause,) if clause else (),) * len(results), frozenset(rows))
        pick = self.pick or choice.way(self.env)
        if pick in ("只取最高", "只取最低"):
            return self.furthest(rows, ">=" if pick == "只取最高" else "<=")
        if pick == "补足差额":
            return self.money_from(self.furthest(rows, ">=").results, self.equal(rows, self.tie()))
        if pick == "合计":
            return self.money_from(self.totals(rows), self.equal(rows, self.tie()))
        return self.equal(rows, self.tie() if pick == "另有说法" else None)

    def equal(self, rows: list[int], tie: tuple[_Result, tuple[str, ...]] | None) -> _Combined:
        """The common value of the rows, field by field; where they differ the tie's, else a conflict."""
        cites, values = self.cites(rows), [self.values(row) for row in rows]
        if all(each == values[0] for each in values[1:]):
            return _Combined(values[0], (cites,) * len(values[0]), frozenset(rows))
        result, by = tie or (Undetermined(("同时适用的几条规定说法不一致",), clauses=cites), cites)
        results, clauses = [], []
        for number, value in enumerate(values[0]):
            agreed = all(_same(each[number], value) for each in values)
            results.append(value if agreed else result)
            clauses.append(cites if agreed else by)
        return _Combined(tuple(results), tuple(clauses), frozenset(rows))

    def furthest(self, rows: list[int], op: str) -> _Combined:
        """The rows with the highest (>=) or lowest (<=) value.

        An amount the notice doesn't state loses only to the ceiling, and only where the highest is wanted.
        """
        amounts = {row: self.values(row)[self.choice.pick_field] for row in rows}
        stated = {row: amount for row, amount in amounts.items() if not isinstance(amount, _STATUSES)}
        open_ = _open(*amounts.values())
        best = self.best(list(stated.values()), op)
        if open_ is not None and (best is None or op == "<=" or not self.reaches_ceiling(best)):
            return self.equal(rows, (open_, self.cites(rows)))
        if best is None:
            return self.equal(rows, (Undetermined(("哪一项更高取决于未写明的数",)), self.cites(rows)))
        return self.equal([row for row, amount in stated.items() if amount == best], self.tie())

    def best(self, values: list[_Plain], op: str) -> _Plain | None:
        """The value that stands in `op` to every other for all parameters; None when there's none."""
        for item in values:
            if all(_compare(self.env, op, item, other) is True for other in values):
                return item
        return None

    def reaches_ceiling(self, best: _Plain) -> bool:
        if not self.choice.ceiling or not isinstance(best, _Amount):
            return False
        ceiling = self.values(len(self.choice.rows) + 2)[0]
        return isinstance(ceiling, _Amount) and _compare_amounts(">=", best, ceiling, self.env.bounds) is True

    def totals(self, rows: list[int]) -> _Results:
        columns = [[self.values(row)[n] for row in rows] for n in range(len(self.choice.fields))]
        return tuple(_total(column) if self.choice.money[n] else _ZERO for n, column in enumerate(columns))

    def money_from(self, money: _Results, rest: _Combined) -> _Combined:
        cites = self.cites(rest.taken)
        results, clauses = [], []
        for number, is_money in enumerate(self.choice.money):
            results.append(money[number] if is_money else rest.results[number])
            clauses.append(cites if is_money else rest.clauses[number])
        return _Combined(tuple(results), tuple(clauses), rest.taken)

    def tie(self) -> tuple[_Result, tuple[str, ...]] | None:
        if not self.choice.tie:
            return None
        return self.values(len(self.choice.rows) + 1)[0], self.choice.tie_clauses

    def cites(self, rows: Iterable[int]) -> tuple[str, ...]:
        clauses = [self.choice.rows[row].clause for row in sorted(rows)]
        return _distinct([clause for clause in clauses if clause])


def _total(values: list[_Result]) -> _Result:
    status = _open(*values)
    if status is not None:
        return status
    total = _ZERO
    for amount in values:
        if isinstance(amount, _Amount):
            total = _plus(total, amount)
    return total


_MAX_COMBINATIONS = 64
_MOST_KEPT = 2000


# ---- the emitted tables ------------------------------------------------------------------------------
class PolicyInfo(_Record):
    """The notice, and what this module was made from."""

    __slots__ = __match_args__ = (
        "title",
        "document",
        "authority",
        "region",
        "issued",
        "valid_from",
        "valid_to",
        "covers_from",
        "covers_to",
        "source_sha256",
        "kernel_sha256",
        "compiler_version",
        "abi",
    )
    title: str
    document: str
    authority: str
    region: str
    issued: date | None
    valid_from: date | None
    valid_to: date | None
    covers_from: date | None
    covers_to: date | None
    source_sha256: str
    kernel_sha256: str
    compiler_version: str
    abi: int

    def __init__(self, **particulars: object) -> None:
        self._fill(*(particulars[name] for name in self.__slots__))


class FieldInfo(_Record):
    """A fact or a result: `type` as the language writes it, `options` where it is one of several.

    A 清单 has `columns`, at most `limit` entries, and the columns (aliases) it's put in `order` by.
    """

    __slots__ = __match_args__ = (
        "alias",
        "label",
        "type",
        "unit",
        "options",
        "default",
        "public",
        "note",
        "columns",
        "limit",
        "order",
    )
    alias: str
    label: str
    type: str
    unit: str
    options: tuple[str, ...]
    default: _Plain | None
    public: bool
    note: str
    columns: tuple[FieldInfo, ...]
    limit: int
    order: tuple[str, ...]

    def __init__(
        self,
        alias: str,
        label: str,
        type: str,
        *,
        unit: str = "",
        options: tuple[str, ...] = (),
        default: _Plain | None = None,
        public: bool = True,
        note: str = "",
        columns: tuple[FieldInfo, ...] = (),
        limit: int = 0,
        order: tuple[str, ...] = (),
    ) -> None:
        self._fill(alias, label, type, unit, options, default, public, note, columns, limit, order)


class AssumptionInfo(_Record):
    """A place that the notice leaves open; `adopted` is None where nobody chose a reading."""

    __slots__ = __match_args__ = ("name", "reason", "readings", "texts", "adopted", "clause")
    name: str
    reason: str
    readings: tuple[str, ...]
    texts: tuple[str, ...]
    adopted: str | None
    clause: str

    def __init__(
        self,
        name: str,
        reason: str,
        readings: tuple[str, ...],
        texts: tuple[str, ...],
        adopted: str | None,
        clause: str,
    ) -> None:
        self._fill(name, reason, readings, texts, adopted, clause)


class _Policy:
    """Everything the general path needs to know about one policy."""

    def __init__(
        self,
        info: PolicyInfo,
        facts: tuple[FieldInfo, ...],
        fields: tuple[FieldInfo, ...],
        assumptions: tuple[AssumptionInfo, ...],
        choices: tuple[_Choice, ...],
        bounds: _Bounds,
    ) -> None:
        self.info, self.facts, self.fields, self.assumptions = info, facts, fields, assumptions
        self.choices, self.bounds = choices, bounds
        self.outputs = tuple(field for field in fields if field.public)
        self.adopted = {decl.name: decl.adopted for decl in assumptions}
        self.labels = {fact.alias: fact.label for fact in facts}
        self.field_labels = {field.alias: field.label for field in fields}
        self.types = {field.alias: field.type for field in fields}
        self.fact_by_name = {name: fact for fact in facts for name in (fact.label, fact.alias)}


class PolicyInputError(ValueError):
    """What was given isn't what the policy takes: `field`, its `value`, and what is `expected`."""

    def __init__(self, field: str, value: object, expected: str, expected_en: str) -> None:
        super().__init__(f"{field}：应为{expected} · {field}: expected {expected_en}")
        self.field = field
        self.value = value
        self.expected = expected
        self.expected_en = expected_en


# ---- one run -----------------------------------------------------------------------------------------
def _decide(choice: _Choice, env: _Env) -> _Step:
    gate = True if choice.gate is None else _condition(choice.gate(env))
    if gate is False:
        outside: _FieldResult = (
            NotApplicable("不属于适用对象", clauses=choice.gate_clauses),
            choice.gate_clauses,
        )
        return _Step(choice, (outside,) * len(choice.fields), gated=True)
    return _judge(_Combiner(choice, env), gate, tuple([_condition(guard) for guard in choice.guards(env)]))


def _judge(combiner: _Combiner, gate: _Holds, guards: tuple[_Holds, ...]) -> _Step:
    """What a choice comes to whose gate isn't closed, whatever is open."""
    choice, labels = combiner.choice, combiner.env.labels
    certain = tuple([i for i, guard in enumerate(guards) if guard is True])
    beaten = {loser for winner in certain for loser in choice.losers[winner]}
    base = combiner.combine(certain)
    open_rows = {i: g for i, g in enumerate(guards) if not isinstance(g, bool) and i not in beaten}
    added = {i: combiner.combine((*certain, i)) for i in open_rows}
    results = []
    for number, result in enumerate(base.results):
        settled = result, base.clauses[number]
        if added or gate is not True:
            changes = {i: g for i, g in open_rows.items() if not _same(added[i].results[number], result)}
            settled = _settle(choice, number, base, changes, gate)
        results.append(_in_order(settled, labels))
    return _Step(choice, tuple(results), guards, certain, base.taken)


def _settle(
    choice: _Choice,
    number: int,
    base: _Combined,
    changes: dict[int, Missing | Undetermined],
    gate: _Holds,
) -> _FieldResult:
    result = base.results[number]
    pending: list[NotApplicable | Missing | Undetermined] = list(changes.values())
    clauses = [choice.rows[i].clause for i in changes]
    if not isinstance(gate, bool):
        pending.insert(0, gate)
        clauses = [*choice.gate_clauses, *clauses]
        if isinstance(result, Missing):
            pending.append(result)
    if not pending:
        return result, base.clauses[number]
    return _meet(pending), _distinct(clauses)


_IN_ORDER: dict[tuple[str, ...], Missing] = {}


def _in_order(field: _FieldResult, labels: Mapping[str, str]) -> _FieldResult:
    """A status with its facts in the order of declaration and its own clauses after the rows'."""
    result, clauses = field
    if not isinstance(result, _STATUSES):
        return field
    if result.clauses:
        clauses = _distinct((*clauses, *result.clauses))
    if isinstance(result, Missing) and len(result.inputs) > 1:
        result = _declared_order(result, labels)
    return result, clauses


def _declared_order(missing: Missing, labels: Mapping[str, str]) -> Missing:
    """The same facts in the order of declaration; what was put in order is kept."""
    kept = _IN_ORDER.get(missing.inputs)
    if kept is None or missing.clauses:
        inputs = tuple(alias for alias in labels if alias in missing.inputs)
        kept = Missing(inputs, tuple(labels[alias] for alias in inputs), missing.clauses)
        if len(_IN_ORDER) < _MOST_KEPT and not missing.clauses:
            _IN_ORDER[missing.inputs] = kept
    return kept


def _run(
    policy: _Policy,
    facts: Mapping[str, _Plain | None],
    readings: dict[str, str],
    decided: dict[tuple[str, ...], _Step],
) -> tuple[list[_Step], dict[str, _FieldResult]]:
    """Every choice in turn, and every field; `decided` keeps each step under the readings that change it."""
    env = _Env(facts, policy.labels, readings, policy.bounds)
    fields: dict[str, _FieldResult] = {}
    steps = []
    for choice in policy.choices:
        key = (choice.name, *[readings[name] for name in choice.assumptions])
        step = decided.get(key)
        if step is None:
            step = decided[key] = _step(choice, env, fields)
        for number, name in enumerate(choice.fields):
            fields[name] = step.results[number]
            env.fields[name] = fields[name][0]
        steps.append(step)
    return steps, fields


def _step(choice: _Choice, env: _Env, fields: Mapping[str, _FieldResult]) -> _Step:
    """One choice as decided; without a clause of its own it rests on those of the fields that it reads."""
    step = _decide(choice, env)
    if choice.operands is not None and not step.gated:
        clauses = _distinct(c for name in choice.operands for c in fields[name][1])
        step.results = tuple((result, by or clauses) for result, by in step.results)
    return step


# ---- readings ----------------------------------------------------------------------------------------
class _Evaluation:
    """The answer for one person: every field, the steps, the readings, and what is missing."""

    __slots__ = ("facts", "fields", "given", "missing", "readings", "steps")

    def __init__(
        self,
        given: Mapping[str, object],
        facts: Mapping[str, _Plain | None],
        fields: dict[str, _FieldResult],
        steps: list[_Step],
        readings: dict[str, str | None],
        missing: tuple[str, ...],
    ) -> None:
        self.given, self.facts, self.fields, self.steps = given, facts, fields, steps
        self.readings, self.missing = readings, missing


def _evaluate(
    policy: _Policy, given: Mapping[str, Any], assume: Mapping[str, str | None] | None
) -> _Evaluation:
    """Decide every field for one person; `assume` overrides adopted readings, None leaves one undecided."""
    money = [fact.alias for fact in policy.facts if fact.type == "金额" and given[fact.alias] is not None]
    facts = {**given, **{alias: _Amount(given[alias]) for alias in money}}
    readings = _chosen(policy, assume or {})
    decided: dict[tuple[str, ...], _Step] = {}
    first, *others = _combinations(policy, readings)
    steps, fields = _run(policy, facts, first, decided)
    if others:
        runs = [(first, fields), *((way, _run(policy, facts, way, decided)[1]) for way in others)]
        undecided = [name for name, reading in readings.items() if reading is None]
        fields = {name: _merged(policy, name, runs, undecided) for name in fields}
    results = [fields[field.alias][0] for field in policy.outputs]
    found = {name for result in results if isinstance(result, Missing) for name in result.inputs}
    missing = tuple(fact.alias for fact in policy.facts if fact.alias in found)
    return _Evaluation(given, facts, fields, steps, readings, missing)


def _chosen(policy: _Policy, assume: Mapping[str, str | None]) -> dict[str, str | None]:
    for name, reading in assume.items():
        if name not in policy.adopted:
            known = "、".join(policy.adopted)
            raise PolicyInputError(name, reading, f"假定之一：{known}", f"one of the assumptions {known}")
        readings = next(decl.readings for decl in policy.assumptions if decl.name == name)
        if reading is not None and reading not in readings:
            known = "、".join(readings)
            raise PolicyInputError(name, reading, f"读法之一：{known}", f"one of the readings {known}")
    return {**policy.adopted, **assume}


def _combinations(policy: _Policy, readings: dict[str, str | None]) -> list[dict[str, str]]:
    """Each way to settle the undecided assumptions, first readings first."""
    ways: list[dict[str, str]] = [
        {name: reading for name, reading in readings.items() if reading is not None}
    ]
    for decl in policy.assumptions:
        if readings[decl.name] is None:
            ways = [{**way, decl.name: reading} for way in ways for reading in decl.readings]
            if len(ways) > _MAX_COMBINATIONS:
                raise ValueError(f"more than {_MAX_COMBINATIONS} combinations of undecided readings")
    return ways


def _merged(policy: _Policy, name: str, runs: list[_Run], undecided: list[str]) -> _FieldResult:
    results = [(way, fields[name]) for way, fields in runs]
    first = results[0][1]
    if all(_same(field[0], first[0]) for _, field in results):
        return first
    clauses = _distinct(c for _, field in results for c in field[1])
    missing = [field[0] for _, field in results if isinstance(field[0], Missing)]
    if missing:
        return _in_order((_meet(missing), clauses), policy.labels)
    causes = [cause for cause in undecided if _matters(cause, results)]
    candidates = _distinct(
        (_label(causes, way), _result_text(field[0], policy.bounds, policy.types[name]))
        for way, field in results
    )
    reasons = tuple(sorted(f"{cause}有不同读法" for cause in causes))
    return Undetermined(reasons, "", candidates, clauses), clauses


def _matters(name: str, results: Iterable[tuple[dict[str, str], _FieldResult]]) -> bool:
    """True when two runs that differ in this assumption only give different results."""
    by_rest: dict[tuple[str, ...], _Result] = {}
    for way, field in results:
        rest = tuple([reading for other, reading in way.items() if other != name])
        if not _same(by_rest.setdefault(rest, field[0]), field[0]):
            return True
    return False


def _label(causes: list[str], way: dict[str, str]) -> str:
    if len(causes) == 1:
        return way[causes[0]]
    return "，".join(f"{cause}：{way[cause]}" for cause in causes)


_MAX_DIGITS = 18
_EXPECTED = {
    "是非": ("是或否", "true or false"),
    "日期": ("1850年至2199年的日期，如 2025-03-01", "a date from 1850 to 2199 such as 2025-03-01"),
    "金额": ("以分计的整数，或如 400元 的文字", "an integer of 分 (fen), or text such as 400元"),
    "整数": ("至多18位的整数", "an integer of at most 18 digits"),
    "比例": ("比例，如 90% 或 9/10", "a rate such as 90% or 9/10"),
    "时长": ("时长，如 3个月", "a length of time such as 3个月"),
}


class _LazyDataclassFields:
    """Answers `dataclasses.fields`, `replace` and `asdict` as a frozen dataclass would.

    Importing `dataclasses` takes longer than importing this whole module, so it waits until it's asked for.
    """

    def __get__(self, instance: object, owner: type[_Fields]) -> object:
        from dataclasses import make_dataclass

        names = [(name, hint) for name, hint in owner.__annotations__.items() if name[0] != "_"]
        fields = vars(make_dataclass(owner.__name__, names, frozen=True))["__dataclass_fields__"]
        type.__setattr__(owner, "__dataclass_fields__", fields)
        return fields


def _refuse_set(self: object, name: str, value: object) -> None:
    raise AttributeError(f"{type(self).__name__} is immutable: {name}")


def _refuse_delete(self: object, name: str) -> None:
    raise AttributeError(f"{type(self).__name__} is immutable: {name}")


class _Fields:
    """What `Person` and `Decision` share: equal by their public fields, and read as dataclasses are."""

    __slots__ = ()
    __dataclass_fields__ = _LazyDataclassFields()

    def _items(self) -> tuple[tuple[str, Any], ...]:
        names = [name for name in type(self).__annotations__ if name[0] != "_"]
        return tuple((name, getattr(self, name)) for name in names)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Fields) and type(self) is type(other) and self._items() == other._items()

    def __hash__(self) -> int:
        return hash(self._items())

    def __reduce__(self) -> tuple[object, ...]:
        return (_remade, (type(self), dict(self._items()), getattr(self, "_basis", None)))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self._items())})"


def _remade(kind: type[_Fields], items: dict[str, Any], basis: object) -> _Fields:
    """A person made again from its facts, or a decision from its outputs and what it rests on."""
    if basis is None:
        return kind(**items)
    decided = kind.__new__(kind)
    for name, value in (*items.items(), ("_basis", basis)):
        object.__setattr__(decided, name, value)
    return decided


# ---- single values -----------------------------------------------------------------------------------
def _wrong(fact: FieldInfo, value: object) -> PolicyInputError:
    if fact.options:
        known = "、".join(fact.options)
        return PolicyInputError(fact.alias, value, f"以下之一：{known}", f"one of {known}")
    return PolicyInputError(fact.alias, value, *_EXPECTED[fact.type])


def _accepts(fact: FieldInfo, value: object) -> bool:
    """True when `value` can be kept as it is; bool is no integer and datetime is no date."""
    kind = type(value)
    if fact.type == "是非":
        return kind is bool
    if fact.type == "日期":
        return type(value) is date and _FIRST_DAY <= value <= _LAST_DAY
    if fact.type == "选项":
        return kind is str and (not fact.options or value in fact.options)
    if fact.type == "时长":
        return isinstance(value, Duration) and 0 <= value.count <= _LONGEST.get(value.unit, -1)
    if fact.type in ("比例", "金额") and kind.__name__ == "Fraction":
        return hasattr(value, "denominator")
    if fact.type == "清单":
        return kind is tuple
    return type(value) is int and abs(value) < 10**_MAX_DIGITS


def _check(fact: FieldInfo, value: object) -> None:
    """Raise unless `value` is None (unknown) or of the fact's type."""
    if value is not None and not _accepts(fact, value):
        raise _wrong(fact, value)


def _read(fact: FieldInfo, given: object) -> _Plain | None:
    """`given` as a value of the fact's type; text is read, None stays unknown."""
    if given is None:
        return None
    value: Any = given
    if isinstance(given, str):
        try:
            value = _read_text(fact.type, given.strip(), fact.options, _ROW)
        except ValueError:
            raise _wrong(fact, given) from None
        value = Duration(*value) if fact.type == "时长" else value
    _check(fact, value)
    result: _Plain = value
    return result


# ---- rows --------------------------------------------------------------------------------------------
def _read_facts(
    known: Mapping[str, FieldInfo], row: Mapping[str, object], columns: Mapping[str, str] | None
) -> dict[str, Any]:
    """The facts in `row`, by alias; keys are names in `known`, or what `columns` says they are.

    With `columns`, other columns that name no fact are ignored; without it they are an error.
    An empty text is the same as no key: the fact's default.
    """
    facts: dict[str, Any] = {}
    for key, given in row.items():
        name = (columns or {}).get(key, key)
        fact = known.get(name)
        if fact is None:
            if columns is not None and key not in columns:
                continue
            raise _unknown_name(known, name, given)
        if fact.alias in facts:
            raise PolicyInputError(str(key), given, "每个事实只给一次", "each fact given once")
        if not (isinstance(given, str) and not given.strip()):
            facts[fact.alias] = _read(fact, given)
    return facts


def _unknown_name(known: Mapping[str, FieldInfo], name: str, given: object) -> PolicyInputError:
    from difflib import get_close_matches

    near = get_close_matches(str(name), list(known), n=1)
    if near:
        return PolicyInputError(
            str(name), given, f"已知的名称，是否“{near[0]}”", f"a known name, maybe {near[0]}"
        )
    return PolicyInputError(str(name), given, "已知的名称", "a known name")


def _given(policy: _Policy, person: object) -> dict[str, Any]:
    """The facts of a `Person` by alias."""
    return {fact.alias: getattr(person, fact.alias) for fact in policy.facts}


def _as_json(value: object) -> object:
    """A value as JSON holds it: dates as ISO text, lengths of time and fractions as text."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Duration):
        return f"{value.count}{value.unit}"
    if isinstance(value, tuple):
        return [{name: _as_json(cell) for name, cell in entry._items()} for entry in value]
    return str(value)


class Reason(_Record):
    """Why an output is what it is: the clause, and its row as text (empty for a rule without rows)."""

    __slots__ = __match_args__ = ("output", "clause", "text")
    output: str
    clause: str
    text: str

    def __init__(self, output: str, clause: str, text: str) -> None:
        self._fill(output, clause, text)


class Receipt(_Record):
    """What makes a decision reproducible: the texts and the compiler behind it, and a digest of the input."""

    __slots__ = __match_args__ = (
        "title",
        "document",
        "source_sha256",
        "kernel_sha256",
        "compiler_version",
        "readings",
        "input_sha256",
    )
    title: str
    document: str
    source_sha256: str
    kernel_sha256: str
    compiler_version: str
    readings: tuple[tuple[str, str | None], ...]
    input_sha256: str

    def __init__(self, **particulars: object) -> None:
        self._fill(*(particulars[name] for name in self.__slots__))


class RowError(_Record):
    """A row that couldn't be decided: its number from 1, and what is wrong with which field."""

    __slots__ = __match_args__ = ("row", "field", "expected", "message")
    row: int
    field: str
    expected: str
    message: str

    def __init__(self, row: int, field: str, expected: str, message: str) -> None:
        self._fill(row, field, expected, message)


class TraceRow(_Record):
    """One row as it was judged: 采用, 不成立, 被胜过 (`by` a clause), 较低，不取, or 未定."""

    __slots__ = __match_args__ = ("clause", "condition", "outcome", "verdict", "by", "facts")
    clause: str
    condition: str
    outcome: str
    verdict: str
    by: str
    facts: tuple[tuple[str, str], ...]

    def __init__(
        self,
        clause: str,
        condition: str,
        outcome: str,
        verdict: str,
        by: str,
        facts: tuple[tuple[str, str], ...],
    ) -> None:
        self._fill(clause, condition, outcome, verdict, by, facts)


class TraceStep(_Record):
    """One rule as it was decided: its rows, and for each field the result as text with its clauses."""

    __slots__ = __match_args__ = ("name", "gated", "rows", "results")
    name: str
    gated: bool
    rows: tuple[TraceRow, ...]
    results: tuple[tuple[str, str, tuple[str, ...]], ...]

    def __init__(
        self,
        name: str,
        gated: bool,
        rows: tuple[TraceRow, ...],
        results: tuple[tuple[str, str, tuple[str, ...]], ...],
    ) -> None:
        self._fill(name, gated, rows, results)


# ---- from an evaluation ------------------------------------------------------------------------------
def _clauses(policy: _Policy, evaluation: _Evaluation) -> dict[str, tuple[str, ...]]:
    return {field.alias: evaluation.fields[field.alias][1] for field in policy.outputs}


def _reasons(policy: _Policy, evaluation: _Evaluation) -> tuple[Reason, ...]:
    """One reason a clause of each output, with the text of the row that stands there."""
    steps = {name: step for step in evaluation.steps for name in step.choice.fields}
    reasons: list[Reason] = []
    for field in policy.outputs:
        texts = _row_texts(steps[field.alias])
        clauses = evaluation.fields[field.alias][1]
        reasons += [Reason(field.alias, clause, texts.get(clause, "")) for clause in clauses]
    return tuple(reasons)


def _row_texts(step: _Step) -> dict[str, str]:
    """The text of the rows by clause: rows taken before rows left open, earlier rows before later ones."""
    rows = step.choice.rows
    beaten = {loser for winner in step.certain for loser in step.choice.losers[winner]}
    open_ = [i for i, guard in enumerate(step.guards) if not isinstance(guard, bool) and i not in beaten]
    texts: dict[str, str] = {}
    for number in (*sorted(step.taken), *open_):
        texts.setdefault(rows[number].clause, _row_text(rows[number].condition, rows[number].outcome))
    return texts


def _row_text(condition: str, outcome: str) -> str:
    return f"{condition}：{outcome}" if condition and outcome else condition or outcome


def _trace_steps(policy: _Policy, evaluation: _Evaluation) -> tuple[TraceStep, ...]:
    return tuple(_trace_step(policy, evaluation, step) for step in evaluation.steps)


def _trace_step(policy: _Policy, evaluation: _Evaluation, step: _Step) -> TraceStep:
    rows = []
    for number, guard in enumerate(step.guards):
        row = step.choice.rows[number]
        winner = next((w for w in step.certain if number in step.choice.losers[w]), None)
        verdict = _verdict(guard, winner is not None, number in step.taken)
        by = step.choice.rows[winner].clause if winner is not None and verdict == "被胜过" else ""
        facts = tuple((policy.labels[name], _fact_text(policy, evaluation, name)) for name in row.facts)
        rows.append(TraceRow(row.clause, row.condition, row.outcome, verdict, by, facts))
    results = []
    for number, name in enumerate(step.choice.fields):
        result, clauses = step.results[number]
        results.append(
            (policy.field_labels[name], _result_text(result, policy.bounds, policy.types[name]), clauses)
        )
    return TraceStep(step.choice.name, step.gated, tuple(rows), tuple(results))


def _fact_text(policy: _Policy, evaluation: _Evaluation, name: str) -> str:
    value: Any = evaluation.facts[name]
    if isinstance(value, tuple):
        return f"{len(value)}条"
    type = policy.fact_by_name[name].type
    return "未知" if value is None else _result_text(value, policy.bounds, type)


def _verdict(guard: object, beaten: bool, taken: bool) -> str:
    if guard is False:
        return "不成立"
    if beaten:
        return "被胜过"
    if guard is not True:
        return "未定"
    return "采用" if taken else "较低，不取"


def _assumptions_in(readings: Mapping[str, str | None]) -> tuple[str, ...]:
    return tuple(f"{name}：{reading or '都不采用'}" for name, reading in readings.items())


# ---- as text and JSON --------------------------------------------------------------------------------
def _answer_text(answer: Any, field: FieldInfo) -> str:
    """One output as people read it: 400元, 不低于1070元, 2025年3月1日, 待定（…）."""
    if isinstance(answer, (AtLeast, AtMost, Between)):
        low = answer.low_fen if isinstance(answer, Between) else getattr(answer, "fen", None)
        if isinstance(answer, AtLeast):
            return _range_text(low, None)
        if isinstance(answer, AtMost):
            return _range_text(None, low)
        return _range_text(answer.low_fen, answer.high_fen)
    if field.type == "金额" and not isinstance(answer, _STATUSES):
        return _range_text(answer, answer)
    return _result_text(answer, {}, field.type)


def _answer_dict(answer: _Answer, field: FieldInfo, clauses: tuple[str, ...]) -> dict[str, object]:
    """One output as JSON, in the form of polc.eval/1."""
    status, value, reason = "value", _as_json(answer), ""
    if field.type == "比例":
        value = _answer_text(answer, field)
    if isinstance(answer, (AtLeast, AtMost, Between)):
        status, value = "bound", _bound_dict(answer)
    elif isinstance(answer, NotApplicable):
        status, value, reason = "not_applicable", None, answer.reason
    elif isinstance(answer, Missing):
        status, value, reason = "missing", None, "、".join(answer.labels)
    elif isinstance(answer, Undetermined):
        said = _distinct((*answer.reasons, *([answer.document] if answer.document else [])))
        status, value, reason = "undetermined", None, "；".join(said)
    return {
        "name": field.label,
        "status": status,
        "value": value,
        "text": _answer_text(answer, field),
        "clauses": list(clauses),
        "reason": reason,
    }


def _bound_dict(answer: AtLeast | AtMost | Between) -> dict[str, object]:
    if isinstance(answer, AtLeast):
        return {"at_least": _as_json(answer.fen)}
    if isinstance(answer, AtMost):
        return {"at_most": _as_json(answer.fen)}
    ends = {"at_least": answer.low_fen, "at_most": answer.high_fen}
    return {name: _as_json(end) for name, end in ends.items() if end is not None}


def _assumption_dict(decl: AssumptionInfo, reading: str | None) -> dict[str, object]:
    return {
        "name": decl.name,
        "reading": reading,
        "readings": list(decl.readings),
        "clauses": [decl.clause] if decl.clause else [],
        "reason": decl.reason,
    }


def _input_digest(facts: Mapping[str, object]) -> str:
    """sha256 of the facts as JSON, names sorted: the same input gives the same digest anywhere."""
    from hashlib import sha256
    from json import dumps

    data = {name: _as_json(value) for name, value in facts.items()}
    return sha256(dumps(data, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _trace_text(steps: tuple[TraceStep, ...]) -> str:
    """The trace as lines of text, one rule after the other."""
    lines = []
    for step in steps:
        lines += [step.name, *map(_trace_line, step.rows)]
        for name, text, clauses in step.results:
            lines.append(f"  → {name} = {text}" + "".join(f"【{clause}】" for clause in clauses))
    return "\n".join(lines)


def _trace_line(row: TraceRow) -> str:
    by = f"，胜过它的是【{row.by}】" if row.by else ""
    facts = "、".join(f"{name}={value}" for name, value in row.facts)
    return f"  【{row.clause}】 {_row_text(row.condition, row.outcome)}  {row.verdict}{by}  {facts}".rstrip()


def _trace_dict(step: TraceStep) -> dict[str, object]:
    rows = [
        {
            "clause": row.clause,
            "condition": row.condition,
            "outcome": row.outcome,
            "verdict": row.verdict,
            "by": row.by,
            "facts": dict(row.facts),
        }
        for row in step.rows
    ]
    results = [{"field": n, "text": text, "clauses": list(clauses)} for n, text, clauses in step.results]
    return {"rule": step.name, "gated": step.gated, "rows": rows, "results": results}


# ---- statuses ----------------------------------------------------------------------------------------
_MET: dict[tuple[int, ...], tuple[Any, tuple[Any, ...]]] = {}


def _met(*operands: Any) -> Any:
    """The statuses among operands of which one at least has one, met."""
    return _joined_once([operand for operand in operands if operand.__class__ in _STATUSES])


def _narrowed(condition: Any) -> Any:
    """A value in a condition's place: 不适用 doesn't hold."""
    return False if condition.__class__ is NotApplicable else condition


def _opened(*conditions: Any) -> Any:
    """The statuses among conditions, met."""
    return _joined_once([condition for condition in conditions if condition.__class__ is not bool])


def _joined_once(statuses: list[Any]) -> Any:
    """Statuses met; what the same ones gave is kept, with them, so that their numbers stay theirs."""
    if len(statuses) == 1:
        return statuses[0]
    key = tuple(map(id, statuses))
    kept = _MET.get(key)
    if kept is None:
        if len(_MET) >= _MOST_KEPT:
            _MET.clear()
        kept = _MET[key] = (_meet(statuses), tuple(statuses))
    return kept[0]


# ---- rows that have to be settled --------------------------------------------------------------------
class _Found(_Combiner):
    """Rows whose values were found by compiled code; they're brought into the general form when needed."""

    def __init__(self, settler: _Settler, table: Sequence[tuple[Any, ...]], ceiling: Any) -> None:
        super().__init__(settler.choice, settler.env)
        self.pick, self.parts, self.table, self.ceiling = settler.pick, settler.parts, table, ceiling

    def values(self, row: int) -> _Results:
        if row not in self.known:
            if row < len(self.table):
                self.known[row] = tuple(map(_general_of, self.table[row], self.parts))
            else:
                self.known[row] = (_general_of(self.ceiling, self.parts[self.choice.pick_field]),)
        return self.known[row]


class _Settler:
    """Settles one choice; `parts` says for each field how money and numbers are held.

    0: as the general path holds it; n: an amount as a number of which n make one 分.
    """

    __slots__ = ("choice", "env", "kept", "parts", "pick")

    def __init__(
        self, choice: _Choice, labels: Mapping[str, str], bounds: _Bounds, pick: str, parts: tuple[int, ...]
    ) -> None:
        self.choice, self.pick, self.parts = choice, pick, parts
        self.env = _Env({}, labels, {}, bounds)
        self.kept: dict[tuple[int, ...], tuple[tuple[Any, ...], object]] = {}

    def settle(
        self, gate: Any, guards: tuple[Any, ...], table: Sequence[tuple[Any, ...]], ceiling: Any
    ) -> tuple[Any, ...]:
        """The results; `table` has the values of each row, where no row holds, and of a tie."""
        step = _judge(_Found(self, table, ceiling), gate, guards)
        return tuple([_held_of(field[0], self.parts[n]) for n, field in enumerate(step.results)])

    def settle_constants(
        self, gate: Any, guards: tuple[Any, ...], told: tuple[tuple[tuple[Any, ...], ...], Any]
    ) -> tuple[Any, ...]:
        """The same where `told`, table and ceiling, is constant: what the same conditions gave is kept."""
        key = (id(told), id(gate), *map(id, guards))
        kept = self.kept.get(key)
        if kept is None:
            if len(self.kept) >= _MOST_KEPT:
                self.kept.clear()
            kept = self.kept[key] = (self.settle(gate, guards, *told), (told, gate, guards))
        return kept[0]


_GENERAL = (*_STATUSES, _Amount)


def _general_of(lane: Any, parts: int) -> _Result:
    """A value as the general path holds it."""
    if not parts or lane.__class__ in _GENERAL:
        result: _Result = lane
        return result
    return _Amount(lane if parts == 1 else _divide(lane, parts))


def _held_of(result: Any, parts: int) -> Any:
    """A value of the general path as the compiled code holds it."""
    return result.fen * parts if parts and result.__class__ is _Amount else result


# ---- answers -----------------------------------------------------------------------------------------
def _given_out(lane: Any, parts: int, labels: Mapping[str, str], bounds: _Bounds) -> Any:
    """A result as the caller gets it; a number counts parts, of which `parts` make one."""
    if lane.__class__ is Missing:
        return _in_order((lane, ()), labels)[0]
    if parts == 1 or lane.__class__ in _STATUSES or lane.__class__ is _Amount:
        return _answer(lane, bounds)
    return _whole(_divide(lane, parts))


def _rounded_parts(number: _Number, parts: int, step: int, mode: str) -> int:
    """A number, of which `parts` make a step, rounded to whole steps; 四舍五入 rounds half away from zero."""
    floor, rest = divmod(number, parts)
    if not rest:
        return int(floor) * step
    if mode == "舍去":
        up = number < 0
    elif mode == "进一":
        up = number >= 0
    elif mode == "四舍五入":
        up = 2 * rest >= parts if number >= 0 else 2 * rest > parts
    else:
        up = 2 * rest > parts or (2 * rest == parts and floor % 2 == 1)
    return int(floor + 1 if up else floor) * step


class _GaveUp(Exception):
    """The fast path isn't certain."""


def _give_up() -> NoReturn:
    raise _GaveUp


def _sure_day(value: object) -> date:
    """A result as a day; a status isn't one."""
    if isinstance(value, date):
        return value
    raise _GaveUp


def _same_day(first: date, *others: date) -> date:
    """The day that several readings give, where they give the same."""
    if all(other == first for other in others):
        return first
    raise _GaveUp


def _joined(*parts: _Told | None) -> _Told:
    """The reasons of several rows together, field by field; the first text of a clause stays."""
    told = [part for part in parts if part is not None]
    if len(told) == 1:
        return told[0]
    fields = []
    for number in range(len(told[0])):
        by_clause: dict[str, Reason] = {}
        for part in told:
            for reason in part[number]:
                by_clause.setdefault(reason.clause, reason)
        fields.append(tuple(by_clause.values()))
    return tuple(fields)


def _inherited(own: Mapping[str, Reason], *operands: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """The reasons of a result without a clause of its own: the clauses of what it's computed from."""
    clauses = {reason.clause: None for part in operands for reason in part}
    return tuple([own[clause] for clause in clauses])


class _Decided(_Fields):
    """What every `Decision` can do. `_basis` is the evaluation, or the person first and what proves it."""

    __slots__ = ("_basis",)
    _basis: Any
    _policy: ClassVar[_Policy]

    @property
    def _evaluation(self) -> _Evaluation:
        if isinstance(self._basis, _Evaluation):
            return self._basis
        return _evaluate(self._policy, _given(self._policy, self._basis[0]), None)

    @property
    def outputs(self) -> dict[str, _Answer]:
        """Every output by alias, in the order of declaration."""
        return dict(self._items())

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts (aliases) that are unknown and can still change an output."""
        if isinstance(self._basis, _Evaluation):
            return self._basis.missing
        unknown = {name for _, found in self._items() if isinstance(found, Missing) for name in found.inputs}
        return tuple([alias for alias in self._policy.labels if alias in unknown])

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """One reason a clause of each output."""
        return _reasons(self._policy, self._evaluation)

    @property
    def clauses(self) -> dict[str, tuple[str, ...]]:
        """The clauses that each output rests on, by alias."""
        return _clauses(self._policy, self._evaluation)

    @property
    def readings(self) -> dict[str, str | None]:
        """The reading in force of each assumption; None where nobody chose one."""
        return dict(self._basis.readings if isinstance(self._basis, _Evaluation) else self._policy.adopted)

    @property
    def assumptions(self) -> tuple[str, ...]:
        """The readings in force, as text."""
        return _assumptions_in(self.readings)

    @property
    def receipt(self) -> Receipt:
        """What reproduces this decision."""
        info, basis = self._policy.info, self._basis
        given = basis.given if isinstance(basis, _Evaluation) else _given(self._policy, basis[0])
        return Receipt(
            title=info.title,
            document=info.document,
            source_sha256=info.source_sha256,
            kernel_sha256=info.kernel_sha256,
            compiler_version=info.compiler_version,
            readings=tuple(self.readings.items()),
            input_sha256=_input_digest(given),
        )

    def text(self, output: str) -> str:
        """One output as people read it."""
        field = next(field for field in self._policy.outputs if field.alias == output)
        return _answer_text(getattr(self, output), field)

    def to_dict(self) -> dict[str, object]:
        """The decision as JSON data of the form polc.eval/1."""
        clauses, readings, info = self.clauses, self.readings, self._policy.info
        return {
            "schema": "polc.eval/1",
            "policy": {"title": info.title, "document": info.document},
            "outputs": {
                field.alias: _answer_dict(getattr(self, field.alias), field, clauses[field.alias])
                for field in self._policy.outputs
            },
            "missing": list(self.missing),
            "assumptions": [_assumption_dict(d, readings[d.name]) for d in self._policy.assumptions],
        }


class Trace(_Record):
    """How a decision was made, step by step."""

    __slots__ = __match_args__ = ("decision", "steps")
    decision: _Decided
    steps: tuple[TraceStep, ...]

    def __init__(self, decision: _Decided) -> None:
        self._fill(decision, _trace_steps(decision._policy, decision._evaluation))

    def to_text(self) -> str:
        """The trace as lines of text."""
        return _trace_text(self.steps)

    def to_dict(self) -> dict[str, object]:
        """The trace as JSON data, with the decision in it."""
        return {**self.decision.to_dict(), "steps": [_trace_dict(step) for step in self.steps]}


def _answers(policy: _Policy, evaluation: _Evaluation) -> list[_Answer]:
    return [_answer(evaluation.fields[field.alias][0], policy.bounds) for field in policy.outputs]


# ---- the program -------------------------------------------------------------------------------------
def _run_lines(decide: Callable[[Mapping[str, object]], Mapping[str, object]]) -> int:
    """One JSON object a line from standard input, one line of JSON out for each; 1 when a line was bad."""
    import json
    import sys

    status = 0
    for number, raw in enumerate(sys.stdin.buffer, 1):
        line = raw.decode("utf-8", "replace").strip()
        if not line:
            continue
        try:
            row = json.loads(line)
            if not isinstance(row, dict):
                raise TypeError("应为 JSON 对象 · expected a JSON object")
            found = decide(row)
        except (ValueError, TypeError, RecursionError) as error:
            status = 1
            found = {"schema": "polc.eval/1", "error": {"row": number, "message": str(error)}}
        sys.stdout.buffer.write(json.dumps(found, ensure_ascii=False).encode() + b"\n")
    return status


def _main(
    decide: Callable[[Mapping[str, object]], Mapping[str, object]],
    self_test: Callable[[], tuple[int, list[str]]],
    usage: str,
) -> int:
    import sys

    arguments = sys.argv[1:]
    if not arguments:
        return _run_lines(decide)
    if arguments == ["--self-test"]:
        number, failures = self_test()
        lines = [*failures, f"{number - len(failures)}/{number}"]
        sys.stdout.buffer.write("".join(f"{line}\n" for line in lines).encode())
        return 1 if failures else 0
    sys.stderr.buffer.write(f"{usage}\n".encode())
    return 0 if arguments in (["--help"], ["-h"]) else 2


# ---- the notice's own cases --------------------------------------------------------------------------
def _run_cases(
    policy: _Policy, cases: Iterable[_Case], decide: Callable[[Mapping[str, object], Any], _Decided]
) -> tuple[int, list[str]]:
    """How many cases there are, and a line for each that fails."""
    failures = []
    number = 0
    for title, given, readings, expected in cases:
        number += 1
        decision = decide(given, readings or None)
        wrong = [e for e in expected if not _as_expected(policy, decision, e)]
        if wrong:
            found = "、".join(_found_text(policy, decision, e[0]) for e in wrong)
            failures.append(f"{title}：{found}")
    return number, failures


def _found_text(policy: _Policy, decision: _Decided, name: str) -> str:
    result = decision._evaluation.fields[name][0]
    return f"{policy.field_labels[name]} = {_result_text(result, policy.bounds, policy.types[name])}"


def _as_expected(policy: _Policy, decision: _Decided, expected: _Expected) -> bool:
    """True when a field is as the case says, and the decision gives what the general path gives."""
    name, op, value, text = expected
    result = decision._evaluation.fields[name][0]
    answer = _answer(result, policy.bounds)
    if decision.outputs.get(name, answer) != answer:
        return False
    if op == "status":
        return isinstance(result, _KINDS[str(value)]) and text in _result_text(result, policy.bounds)
    if isinstance(result, _STATUSES):
        return False
    if isinstance(result, Duration):
        return result == Duration(*_read_text("时长", str(value), (), _STRICT))
    if not isinstance(result, _Amount):
        return _holds(_as_json(answer), op, value)
    low, high = _interval(result, policy.bounds)
    if op == "==":
        return low == high == value
    return low != high and value == (low if op == ">=" else high)


def _holds(found: Any, op: str, value: Any) -> bool:
    if op == "==":
        return bool(found == value)
    return bool(found >= value if op == ">=" else found <= value)


_KINDS: dict[str, Any] = {"待定": Undetermined, "不适用": NotApplicable, "缺资料": Missing}


# ---- the policy ---------------------------------------------------------------------------------------
__all__ = [
    'ASSUMPTIONS',
    'FIELDS',
    'INPUT_SCHEMA',
    'OUTPUT_SCHEMA',
    'POLICY',
    'AssumptionInfo',
    'AtLeast',
    'AtMost',
    'Between',
    'Decision',
    'Duration',
    'FieldInfo',
    'Missing',
    'NotApplicable',
    'Person',
    'PolicyInfo',
    'PolicyInputError',
    'Reason',
    'Receipt',
    'RowError',
    'Trace',
    'TraceRow',
    'TraceStep',
    'Undetermined',
    'evaluate',
    'evaluate_rows',
    'explain',
]
_K0 = date(2024, 10, 28)
_K1 = date(2026, 12, 31)
_K2 = date(2025, 1, 1)
_K3 = date(2025, 12, 31)
_K4 = date(2024, 9, 1)
_K5 = Duration(3, '个月')
_K6 = Duration(1, '日')
_K7 = Duration(1, '年')
_K8 = Duration(90, '日')
_K9 = Duration(89, '日')
_K10 = date(2024, 12, 31)
_K11 = date(2025, 2, 28)
_K12 = date(2025, 3, 1)
_K13 = Undetermined(('三段时间以外能否缴费、缴多少，未写明',), '', (), ('二',))
_K14 = Undetermined((), '省、泉州市有关规定', (), ('二（三）第3句',))
_K15 = NotApplicable('视为放弃当年待遇', '逾期放弃', ('五（二）第5句',))
_K16 = Undetermined(('没有一条规定适用于这种情形',), '', (), ())
_K17 = _Amount(40000)
_K18 = _Amount(0, (('财政补助标准', 1),))
_K19 = date(2025, 7, 1)
_K20 = _Amount(0)
_K21 = Undetermined(('缴费时不满60周岁、年度内才满的，减不减未写明',), '', (), ('四（五）、五（二）第4句',))
_K22 = Undetermined(('缴费以后才认定的，已缴的是否退还，未写明',), '', (), ('五（二）第4句',))
_K23 = NotApplicable('视为放弃当年救助', '逾期放弃', ('五（二）第5句',))
_K24 = Undetermined(('几项一样高时算哪一项、由谁付款，未写明',), '', (), ('四末段',))
_K25 = NotApplicable('没有减免', '不在范围', ())
_K26 = Undetermined(('本政策没有规定这一项',), '', (), ())
_K27 = NotApplicable('不属于适用对象', '不在范围', ('一',))
_K28 = timedelta(days=90)
_K31 = timedelta(days=1)
_K33 = (((_K3,), (_K3,), (_K15,), (_K16,), (_K16,)), None)
_K35 = Missing(('pay_date',), ('缴费日',), ())
_K36 = Missing(('local_household',), ('本市户籍',), ())
_K37 = Missing(('must_join_employee',), ('应参加职工医保',), ())
_K38 = Missing(('employee_insured',), ('参加职工医保',), ())
_K39 = Missing(('student_here',), ('本市在校学生',), ())
_K40 = Missing(('armed_police_here',), ('驻本市武警官兵',), ())
_K41 = Missing(('unemployed_hmt_resident',), ('港澳台未就业居民',), ())
_K42 = Missing(('residence_permit',), ('持本市居住证',), ())
_K43 = Missing(('otherwise_insured',), ('参加其他基本医保',), ())
_K44 = Missing(('unemployed_permanent_resident',), ('永久居留未就业外国人',), ())
_K45 = Missing(('migrant_child',), ('流动人口子女',), ())
_K46 = Missing(('unregistered_newborn',), ('尚未落户新生儿',), ())
_K47 = ((('集中参保缴费期',), ('延长参保缴费期',), ('参保补缴期',), (_K13,), (_K13,)), None)
_K49 = Missing(('college_freshman',), ('高校新生',), ())
_K50 = Missing(('freshman_this_autumn',), ('当年秋季高校新生',), ())
_K51 = Missing(('other_freshman',), ('其他学校新生',), ())
_K52 = Missing(('birth_date',), ('出生日期',), ())
_K53 = Missing(('only_child_parent',), ('独生子女户夫妻',), ())
_K54 = Missing(('two_daughters_parent',), ('二女户夫妻',), ())
_K55 = Missing(('severely_disabled',), ('重度残疾人',), ())
_K56 = Missing(('disabled_household',), ('一户多残残疾人',), ())
_K57 = Missing(('near_subsistence',), ('低保边缘家庭成员',), ())
_K58 = Missing(('extreme_poverty',), ('特困人员',), ())
_K59 = Missing(('orphan',), ('孤儿',), ())
_K60 = Missing(('unsupported_child',), ('事实无人抚养儿童',), ())
_K61 = Missing(('revolutionary_elder',), ('五老人员',), ())
_K62 = Missing(('subsistence',), ('低保对象',), ())
_K63 = Missing(('poverty_monitored',), ('监测对象',), ())
_K64 = Missing(('lifted_from_poverty',), ('脱贫人员',), ())
_K65 = Missing(('retired_worker_relief',), ('精简退职救济人员',), ())
_K66 = Missing(('poor_student',), ('家庭经济困难学生',), ())
_K67 = Missing(('special_family_planning',), ('计生特殊家庭成员',), ())
_K68 = Missing(('key_entitled_veteran',), ('重点优抚对象',), ())
_K69 = Missing(('from_employee',), ('职工医保转居民医保人员',), ())
_K70 = Missing(('listed_elsewhere',), ('上级文件另列人群',), ())
_K71 = Missing(('otherwise_disabled',), ('其他残疾人',), ())
_K72 = Missing(('gave_up',), ('放弃参保',), ())
_K73 = Missing(('recognised_after_payment',), ('缴费后新增认定',), ())
_K74 = Missing(('only_child',), ('独生子女户子女',), ())
_K75 = Missing(('two_daughters_child',), ('二女户女儿',), ())
_K76 = Missing(('college_student',), ('高校其他在校学生',), ())
_R77 = Reason('pay_window', '一', '')
_Q78 = ((_R77,),)
_R79 = Reason('benefit_from', '一', '')
_Q80 = ((_R79,),)
_R81 = Reason('benefit_until', '一', '')
_Q82 = ((_R81,),)
_R83 = Reason('gross_due', '一', '')
_Q84 = ((_R83,),)
_R85 = Reason('relief_total', '一', '')
_R86 = Reason('relief_now', '一', '')
_R87 = Reason('refund_later', '一', '')
_R88 = Reason('payer', '一', '')
_R89 = Reason('recognised_by', '一', '')
_Q90 = ((_R85,), (_R86,), (_R87,), (_R88,), (_R89,))
_R91 = Reason('collected_now', '一', '')
_Q92 = ((_R91,),)
_R93 = Reason('finally_borne', '一', '')
_Q94 = ((_R93,),)
_R95 = Reason('pay_window', '二（一）', '集中期首日 至 2024-12-31：集中参保缴费期')
_Q96 = ((_R95,),)
_R97 = Reason('pay_window', '二（二）第1句', '2025-01-01 至 2025-02-28：延长参保缴费期')
_Q98 = ((_R97,),)
_R99 = Reason('pay_window', '二（三）第1句', '2025-03-01 至 2025-12-31：参保补缴期')
_Q100 = ((_R99,),)
_Q101 = ((),)
_R102 = Reason(
    'benefit_from',
    '五（二）第5句',
    '定额资助对象 且 放弃参保：不适用（逾期放弃） "视为放弃当年待遇"',
)
_Q103 = ((_R102,),)
_R104 = Reason(
    'benefit_from',
    '五（三）第1句：新生',
    '高校新生 且 缴费日 在 2024-09-01 至 2025-02-28：为 2024-09-01',
)
_Q105 = ((_R104,),)
_R106 = Reason(
    'benefit_from',
    '五（三）第1句：其他',
    '高校其他在校学生 且 缴费日 在 2024-09-01 至 2025-02-28：为 2025-01-01',
)
_Q107 = ((_R106,),)
_R108 = Reason(
    'benefit_from',
    '五（四）：上年出生',
    '依本通知的新生儿 且 九十日内办理 且 非 当年出生：为 上年出生起始日',
)
_Q109 = ((_R108,),)
_R110 = Reason(
    'benefit_from',
    '五（四）：上年缴费',
    '依本通知的新生儿 且 非 九十日内办理 且 非 当年缴费：为 上年缴费起始日',
)
_Q111 = ((_R110,),)
_Q112 = _joined(_Q107, _Q109, _Q111)
_Q113 = _joined(_Q107, _Q109)
_Q114 = _joined(_Q107, _Q111)
_R115 = Reason(
    'benefit_from',
    '五（四）：九十日内',
    '依本通知的新生儿 且 九十日内办理 且 当年出生：为 出生日期',
)
_Q116 = ((_R115,),)
_R117 = Reason(
    'benefit_from',
    '五（四）：九十日后',
    '依本通知的新生儿 且 非 九十日内办理 且 当年缴费：为 缴费日',
)
_Q118 = ((_R117,),)
_R119 = Reason('benefit_from', '二（三）第3句', '在 参保补缴期 且 特定参保人群：执行 "省、泉州市有关规定"')
_Q120 = ((_R119,),)
_R121 = Reason('benefit_from', '二（一）', '在 集中参保缴费期：为 集中期起始日')
_Q122 = ((_R121,),)
_R123 = Reason('benefit_from', '二（二）第2句', '在 延长参保缴费期：为 缴费日')
_Q124 = ((_R123,),)
_R125 = Reason('benefit_from', '二（三）第2句', '在 参保补缴期：为 等待期后首日')
_Q126 = ((_R125,),)
_R127 = Reason(
    'benefit_until',
    '五（二）第5句',
    '定额资助对象 且 放弃参保：不适用（逾期放弃） "视为放弃当年待遇"',
)
_Q128 = ((_R127,),)
_R129 = Reason(
    'benefit_until',
    '五（三）第1句：新生',
    '高校新生 且 缴费日 在 2024-09-01 至 2025-02-28：为 保障年度末日',
)
_Q130 = ((_R129,),)
_R131 = Reason('benefit_until', '五（三）第1句', '在 缴费时段：为 其余人的截止日')
_Q132 = ((_R131,),)
_R133 = Reason(
    'gross_due',
    '三（三）',
    '在 参保补缴期 且 缴费日 不早于 2025-07-01 且 非 特定参保人群：为 个人缴费 + 财政补助标准',
)
_Q134 = ((_R133,),)
_R135 = Reason('gross_due', '五（四）：九十日后', '新生儿 且 在 缴费时段 且 非 九十日内办理：为 个人缴费')
_Q136 = ((_R135,),)
_R137 = Reason('gross_due', '三（一）', '在 缴费时段：为 个人缴费')
_Q138 = ((_R137,),)
_Q139 = ((), (), (), (), ())
_R140 = Reason(
    'relief_total',
    '五（二）第5句',
    '定额资助对象 且 放弃参保：不适用（逾期放弃） "视为放弃当年救助"',
)
_R141 = Reason(
    'relief_now',
    '五（二）第5句',
    '定额资助对象 且 放弃参保：不适用（逾期放弃） "视为放弃当年救助"',
)
_R142 = Reason(
    'refund_later',
    '五（二）第5句',
    '定额资助对象 且 放弃参保：不适用（逾期放弃） "视为放弃当年救助"',
)
_R143 = Reason('payer', '五（二）第5句', '定额资助对象 且 放弃参保：不适用（逾期放弃） "视为放弃当年救助"')
_R144 = Reason(
    'recognised_by',
    '五（二）第5句',
    '定额资助对象 且 放弃参保：不适用（逾期放弃） "视为放弃当年救助"',
)
_Q145 = ((_R140,), (_R141,), (_R142,), (_R143,), (_R144,))
_R146 = Reason(
    'relief_total',
    '五（二）第4句',
    '缴费后新增认定：待定 "缴费以后才认定的，已缴的是否退还，未写明"',
)
_R147 = Reason(
    'relief_now',
    '五（二）第4句',
    '缴费后新增认定：待定 "缴费以后才认定的，已缴的是否退还，未写明"',
)
_R148 = Reason(
    'refund_later',
    '五（二）第4句',
    '缴费后新增认定：待定 "缴费以后才认定的，已缴的是否退还，未写明"',
)
_R149 = Reason('payer', '五（二）第4句', '缴费后新增认定：待定 "缴费以后才认定的，已缴的是否退还，未写明"')
_R150 = Reason(
    'recognised_by',
    '五（二）第4句',
    '缴费后新增认定：待定 "缴费以后才认定的，已缴的是否退还，未写明"',
)
_Q151 = ((_R146,), (_R147,), (_R148,), (_R149,), (_R150,))
_R152 = Reason(
    'relief_total',
    '四（五）、五（二）第4句',
    '缴费后年内才满六十：待定 "缴费时不满60周岁、年度内才满的，减不减未写明"  由 财政资金  认定 市民政局',
)
_R153 = Reason(
    'relief_now',
    '四（五）、五（二）第4句',
    '缴费后年内才满六十：待定 "缴费时不满60周岁、年度内才满的，减不减未写明"  由 财政资金  认定 市民政局',
)
_R154 = Reason(
    'refund_later',
    '四（五）、五（二）第4句',
    '缴费后年内才满六十：待定 "缴费时不满60周岁、年度内才满的，减不减未写明"  由 财政资金  认定 市民政局',
)
_R155 = Reason(
    'payer',
    '四（五）、五（二）第4句',
    '缴费后年内才满六十：待定 "缴费时不满60周岁、年度内才满的，减不减未写明"  由 财政资金  认定 市民政局',
)
_R156 = Reason(
    'recognised_by',
    '四（五）、五（二）第4句',
    '缴费后年内才满六十：待定 "缴费时不满60周岁、年度内才满的，减不减未写明"  由 财政资金  认定 市民政局',
)
_Q157 = ((_R152,), (_R153,), (_R154,), (_R155,), (_R156,))
_R158 = Reason(
    'relief_total',
    '四（一）',
    '特困人员、孤儿、事实无人抚养儿童、五老人员：全额  由 医疗救助资金  认定 市民政局',
)
_R159 = Reason(
    'relief_now',
    '四（一）',
    '特困人员、孤儿、事实无人抚养儿童、五老人员：全额  由 医疗救助资金  认定 市民政局',
)
_R160 = Reason(
    'refund_later',
    '四（一）',
    '特困人员、孤儿、事实无人抚养儿童、五老人员：全额  由 医疗救助资金  认定 市民政局',
)
_R161 = Reason(
    'payer',
    '四（一）',
    '特困人员、孤儿、事实无人抚养儿童、五老人员：全额  由 医疗救助资金  认定 市民政局',
)
_R162 = Reason(
    'recognised_by',
    '四（一）',
    '特困人员、孤儿、事实无人抚养儿童、五老人员：全额  由 医疗救助资金  认定 市民政局',
)
_Q163 = ((_R158,), (_R159,), (_R160,), (_R161,), (_R162,))
_R164 = Reason('relief_total', '四（四）', '精简退职救济人员：全额  由 财政资金  认定 市民政局')
_R165 = Reason('relief_now', '四（四）', '精简退职救济人员：全额  由 财政资金  认定 市民政局')
_R166 = Reason('refund_later', '四（四）', '精简退职救济人员：全额  由 财政资金  认定 市民政局')
_R167 = Reason('payer', '四（四）', '精简退职救济人员：全额  由 财政资金  认定 市民政局')
_R168 = Reason('recognised_by', '四（四）', '精简退职救济人员：全额  由 财政资金  认定 市民政局')
_Q169 = ((_R164,), (_R165,), (_R166,), (_R167,), (_R168,))
_R170 = Reason('relief_total', '四（六）', '家庭经济困难学生：全额  由 财政资金  认定 市教育局')
_R171 = Reason('relief_now', '四（六）', '家庭经济困难学生：全额  由 财政资金  认定 市教育局')
_R172 = Reason('refund_later', '四（六）', '家庭经济困难学生：全额  由 财政资金  认定 市教育局')
_R173 = Reason('payer', '四（六）', '家庭经济困难学生：全额  由 财政资金  认定 市教育局')
_R174 = Reason('recognised_by', '四（六）', '家庭经济困难学生：全额  由 财政资金  认定 市教育局')
_Q175 = ((_R170,), (_R171,), (_R172,), (_R173,), (_R174,))
_R176 = Reason('relief_total', '四（七）', '计生特殊家庭成员：全额  由 医疗救助资金  认定 市卫健局')
_R177 = Reason('relief_now', '四（七）', '计生特殊家庭成员：全额  由 医疗救助资金  认定 市卫健局')
_R178 = Reason('refund_later', '四（七）', '计生特殊家庭成员：全额  由 医疗救助资金  认定 市卫健局')
_R179 = Reason('payer', '四（七）', '计生特殊家庭成员：全额  由 医疗救助资金  认定 市卫健局')
_R180 = Reason('recognised_by', '四（七）', '计生特殊家庭成员：全额  由 医疗救助资金  认定 市卫健局')
_Q181 = ((_R176,), (_R177,), (_R178,), (_R179,), (_R180,))
_R182 = Reason('relief_total', '四（八）', '独生子女户、二女户：全额  由 财政资金  认定 市卫健局')
_R183 = Reason('relief_now', '四（八）', '独生子女户、二女户：全额  由 财政资金  认定 市卫健局')
_R184 = Reason('refund_later', '四（八）', '独生子女户、二女户：全额  由 财政资金  认定 市卫健局')
_R185 = Reason('payer', '四（八）', '独生子女户、二女户：全额  由 财政资金  认定 市卫健局')
_R186 = Reason('recognised_by', '四（八）', '独生子女户、二女户：全额  由 财政资金  认定 市卫健局')
_Q187 = ((_R182,), (_R183,), (_R184,), (_R185,), (_R186,))
_R188 = Reason('relief_total', '四（九）', '重点优抚对象：全额  由 医疗救助资金  认定 市退役军人事务局')
_R189 = Reason('relief_now', '四（九）', '重点优抚对象：全额  由 医疗救助资金  认定 市退役军人事务局')
_R190 = Reason('refund_later', '四（九）', '重点优抚对象：全额  由 医疗救助资金  认定 市退役军人事务局')
_R191 = Reason('payer', '四（九）', '重点优抚对象：全额  由 医疗救助资金  认定 市退役军人事务局')
_R192 = Reason('recognised_by', '四（九）', '重点优抚对象：全额  由 医疗救助资金  认定 市退役军人事务局')
_Q193 = ((_R188,), (_R189,), (_R190,), (_R191,), (_R192,))
_R194 = Reason('relief_total', '四（十）', '重度残疾人：全额  由 医疗救助资金  认定 市残联')
_R195 = Reason('relief_now', '四（十）', '重度残疾人：全额  由 医疗救助资金  认定 市残联')
_R196 = Reason('refund_later', '四（十）', '重度残疾人：全额  由 医疗救助资金  认定 市残联')
_R197 = Reason('payer', '四（十）', '重度残疾人：全额  由 医疗救助资金  认定 市残联')
_R198 = Reason('recognised_by', '四（十）', '重度残疾人：全额  由 医疗救助资金  认定 市残联')
_Q199 = ((_R194,), (_R195,), (_R196,), (_R197,), (_R198,))
_R200 = Reason('relief_total', '四（十一）', '一户多残残疾人：全额  由 财政资金  认定 市残联')
_R201 = Reason('relief_now', '四（十一）', '一户多残残疾人：全额  由 财政资金  认定 市残联')
_R202 = Reason('refund_later', '四（十一）', '一户多残残疾人：全额  由 财政资金  认定 市残联')
_R203 = Reason('payer', '四（十一）', '一户多残残疾人：全额  由 财政资金  认定 市残联')
_R204 = Reason('recognised_by', '四（十一）', '一户多残残疾人：全额  由 财政资金  认定 市残联')
_Q205 = ((_R200,), (_R201,), (_R202,), (_R203,), (_R204,))
_R206 = Reason('relief_total', '四（二）', '低保对象：90%  由 医疗救助资金  认定 市民政局')
_R207 = Reason('relief_now', '四（二）', '低保对象：90%  由 医疗救助资金  认定 市民政局')
_R208 = Reason('refund_later', '四（二）', '低保对象：90%  由 医疗救助资金  认定 市民政局')
_R209 = Reason('payer', '四（二）', '低保对象：90%  由 医疗救助资金  认定 市民政局')
_R210 = Reason('recognised_by', '四（二）', '低保对象：90%  由 医疗救助资金  认定 市民政局')
_R211 = Reason('recognised_by', '四末段', '')
_Q212 = ((_R206,), (_R207,), (_R208,), (_R209,), (_R210, _R211))
_R213 = Reason('relief_total', '四（三）', '监测对象、脱贫人员：90%  由 医疗救助资金  认定 市农业农村局')
_R214 = Reason('relief_now', '四（三）', '监测对象、脱贫人员：90%  由 医疗救助资金  认定 市农业农村局')
_R215 = Reason('refund_later', '四（三）', '监测对象、脱贫人员：90%  由 医疗救助资金  认定 市农业农村局')
_R216 = Reason('payer', '四（三）', '监测对象、脱贫人员：90%  由 医疗救助资金  认定 市农业农村局')
_R217 = Reason('recognised_by', '四（三）', '监测对象、脱贫人员：90%  由 医疗救助资金  认定 市农业农村局')
_Q218 = ((_R213,), (_R214,), (_R215,), (_R216,), (_R217, _R211))
_Q219 = (
    _joined(_Q212, _Q218)[0],
    _joined(_Q212, _Q218)[1],
    _joined(_Q212, _Q218)[2],
    _joined(_Q212, _Q218)[3],
    (_R211,),
)
_Q220 = ((_R206,), (_R207,), (_R208,), (_R209,), (_R210,))
_Q221 = ((_R213,), (_R214,), (_R215,), (_R216,), (_R217,))
_R222 = Reason('relief_total', '四（五）', '低保边缘三类对象：70%  由 财政资金  认定 市民政局')
_R223 = Reason('relief_now', '四（五）', '低保边缘三类对象：70%  由 财政资金  认定 市民政局')
_R224 = Reason('refund_later', '四（五）', '低保边缘三类对象：70%  由 财政资金  认定 市民政局')
_R225 = Reason('payer', '四（五）', '低保边缘三类对象：70%  由 财政资金  认定 市民政局')
_R226 = Reason('recognised_by', '四（五）', '低保边缘三类对象：70%  由 财政资金  认定 市民政局')
_Q227 = ((_R222,), (_R223,), (_R224,), (_R225,), (_R226,))
_T228 = ('集中参保缴费期', '延长参保缴费期', '参保补缴期')
_K229 = AtLeast(107000)
_T230 = (40000, _K229)
_T231 = (
    0,
    40000,
    36000,
    36000,
    40000,
    28000,
    _K21,
    40000,
    40000,
    40000,
    40000,
    40000,
    40000,
    _K22,
    _K23,
    36000,
)
_T232 = (0, 0, 0, 0, 0, 0, _K21, 0, 0, 0, 0, 0, 0, _K22, _K23, 0)
_T233 = (
    _K25,
    '医疗救助资金',
    '医疗救助资金',
    '医疗救助资金',
    '财政资金',
    '财政资金',
    '财政资金',
    '财政资金',
    '医疗救助资金',
    '财政资金',
    '医疗救助资金',
    '医疗救助资金',
    '财政资金',
    _K22,
    _K23,
    '医疗救助资金',
)
_T234 = (
    _K25,
    '市民政局',
    '市民政局',
    '市农业农村局',
    '市民政局',
    '市民政局',
    '市民政局',
    '市教育局',
    '市卫健局',
    '市卫健局',
    '市退役军人事务局',
    '市残联',
    '市残联',
    _K22,
    _K23,
    _K24,
)
_K235 = AtLeast(67000)
_K236 = AtLeast(71000)
_K237 = AtLeast(79000)
_T238 = (40000, 0, 4000, 12000, _K21, _K22, _K23, _K229, _K235, _K236, _K237)
_T239 = (_K16, _K3, _K15)
_R240 = Reason('collected_now', '四（五）、五（二）第4句', '')
_R241 = Reason('collected_now', '五（二）第4句', '')
_R242 = Reason('collected_now', '五（二）第5句', '')
_S243 = ((), (), (), (), (_R240,), (_R241,), (_R242,), (), (), (), ())
_R244 = Reason('collected_now', '三（三）', '')
_R245 = Reason('collected_now', '五（四）：九十日后', '')
_R246 = Reason('collected_now', '三（一）', '')
_R247 = Reason('collected_now', '四（一）', '')
_R248 = Reason('collected_now', '四（四）', '')
_R249 = Reason('collected_now', '四（六）', '')
_R250 = Reason('collected_now', '四（七）', '')
_R251 = Reason('collected_now', '四（八）', '')
_R252 = Reason('collected_now', '四（九）', '')
_R253 = Reason('collected_now', '四（十）', '')
_R254 = Reason('collected_now', '四（十一）', '')
_R255 = Reason('collected_now', '四（二）', '')
_R256 = Reason('collected_now', '四（三）', '')
_R257 = Reason('collected_now', '四（五）', '')
_I258 = {
    '一': _R91,
    '三（三）': _R244,
    '五（四）：九十日后': _R245,
    '三（一）': _R246,
    '五（二）第5句': _R242,
    '五（二）第4句': _R241,
    '四（五）、五（二）第4句': _R240,
    '四（一）': _R247,
    '四（四）': _R248,
    '四（六）': _R249,
    '四（七）': _R250,
    '四（八）': _R251,
    '四（九）': _R252,
    '四（十）': _R253,
    '四（十一）': _R254,
    '四（二）': _R255,
    '四（三）': _R256,
    '四（五）': _R257,
}
_R259 = Reason('finally_borne', '四（五）、五（二）第4句', '')
_R260 = Reason('finally_borne', '五（二）第4句', '')
_R261 = Reason('finally_borne', '五（二）第5句', '')
_S262 = ((), (), (), (), (_R259,), (_R260,), (_R261,), (), (), (), ())
_R263 = Reason('finally_borne', '三（三）', '')
_R264 = Reason('finally_borne', '五（四）：九十日后', '')
_R265 = Reason('finally_borne', '三（一）', '')
_R266 = Reason('finally_borne', '四（一）', '')
_R267 = Reason('finally_borne', '四（四）', '')
_R268 = Reason('finally_borne', '四（六）', '')
_R269 = Reason('finally_borne', '四（七）', '')
_R270 = Reason('finally_borne', '四（八）', '')
_R271 = Reason('finally_borne', '四（九）', '')
_R272 = Reason('finally_borne', '四（十）', '')
_R273 = Reason('finally_borne', '四（十一）', '')
_R274 = Reason('finally_borne', '四（二）', '')
_R275 = Reason('finally_borne', '四（三）', '')
_R276 = Reason('finally_borne', '四（五）', '')
_I277 = {
    '一': _R93,
    '三（三）': _R263,
    '五（四）：九十日后': _R264,
    '三（一）': _R265,
    '五（二）第5句': _R261,
    '五（二）第4句': _R260,
    '四（五）、五（二）第4句': _R259,
    '四（一）': _R266,
    '四（四）': _R267,
    '四（六）': _R268,
    '四（七）': _R269,
    '四（八）': _R270,
    '四（九）': _R271,
    '四（十）': _R272,
    '四（十一）': _R273,
    '四（二）': _R274,
    '四（三）': _R275,
    '四（五）': _R276,
}
_P278 = (_Q96, _Q98, _Q100)
_P279 = (
    _Q101,
    _Q103,
    _Q105,
    _Q112,
    _Q113,
    _Q114,
    _Q107,
    _Q116,
    _Q109,
    _Q118,
    _Q111,
    _Q120,
    _Q122,
    _Q124,
    _Q126,
)
_P280 = (_Q101, _Q128, _Q130, _Q132)
_P281 = (_Q134, _Q136, _Q138)
_P282 = (
    _Q139,
    _Q145,
    _Q151,
    _Q157,
    _Q163,
    _Q169,
    _Q175,
    _Q181,
    _Q187,
    _Q193,
    _Q199,
    _Q205,
    _Q219,
    _Q220,
    _Q221,
    _Q227,
)
_X283 = (
    (
        (_R244,),
        (_R244, _R242),
        (_R244, _R241),
        (_R244, _R240),
        (_R244, _R247),
        (_R244, _R248),
        (_R244, _R249),
        (_R244, _R250),
        (_R244, _R251),
        (_R244, _R252),
        (_R244, _R253),
        (_R244, _R254),
        (),
        (_R244, _R255),
        (_R244, _R256),
        (_R244, _R257),
    ),
    (
        (_R245,),
        (_R245, _R242),
        (_R245, _R241),
        (_R245, _R240),
        (_R245, _R247),
        (_R245, _R248),
        (_R245, _R249),
        (_R245, _R250),
        (_R245, _R251),
        (_R245, _R252),
        (_R245, _R253),
        (_R245, _R254),
        (),
        (_R245, _R255),
        (_R245, _R256),
        (_R245, _R257),
    ),
    (
        (_R246,),
        (_R246, _R242),
        (_R246, _R241),
        (_R246, _R240),
        (_R246, _R247),
        (_R246, _R248),
        (_R246, _R249),
        (_R246, _R250),
        (_R246, _R251),
        (_R246, _R252),
        (_R246, _R253),
        (_R246, _R254),
        (),
        (_R246, _R255),
        (_R246, _R256),
        (_R246, _R257),
    ),
)
_X284 = (
    (
        (_R263,),
        (_R263, _R261),
        (_R263, _R260),
        (_R263, _R259),
        (_R263, _R266),
        (_R263, _R267),
        (_R263, _R268),
        (_R263, _R269),
        (_R263, _R270),
        (_R263, _R271),
        (_R263, _R272),
        (_R263, _R273),
        (),
        (_R263, _R274),
        (_R263, _R275),
        (_R263, _R276),
    ),
    (
        (_R264,),
        (_R264, _R261),
        (_R264, _R260),
        (_R264, _R259),
        (_R264, _R266),
        (_R264, _R267),
        (_R264, _R268),
        (_R264, _R269),
        (_R264, _R270),
        (_R264, _R271),
        (_R264, _R272),
        (_R264, _R273),
        (),
        (_R264, _R274),
        (_R264, _R275),
        (_R264, _R276),
    ),
    (
        (_R265,),
        (_R265, _R261),
        (_R265, _R260),
        (_R265, _R259),
        (_R265, _R266),
        (_R265, _R267),
        (_R265, _R268),
        (_R265, _R269),
        (_R265, _R270),
        (_R265, _R271),
        (_R265, _R272),
        (_R265, _R273),
        (),
        (_R265, _R274),
        (_R265, _R275),
        (_R265, _R276),
    ),
)
POLICY: Final[PolicyInfo] = PolicyInfo(
    abi=1,
    title='石狮市2025年度城乡居民基本医保参保缴费',
    document='狮政办规〔2024〕5号',
    authority='石狮市人民政府办公室',
    region='福建省石狮市',
    issued=_K0,
    valid_from=_K0,
    valid_to=_K1,
    covers_from=_K2,
    covers_to=_K3,
    source_sha256='aec8bf8c4e3c5063d262dd4e053ce04783e752ebb8cc26f10b2a83c7c57b1fdb',
    kernel_sha256='dc171010aac8fce2f30b130446fd20b5ae61f43f4a5b1cab8e37fb28d5225560',
    compiler_version='0.1.0',
)
FIELDS: Final[tuple[FieldInfo, ...]] = (
    FieldInfo('pay_date', '缴费日', '日期', note='缴费当天的日期'),
    FieldInfo('birth_date', '出生日期', '日期', note='按身份证；尚未落户的按出生医学证明'),
    FieldInfo('local_household', '本市户籍', '是非', note='户口在办理参保的市，选是或否'),
    FieldInfo('employee_insured', '参加职工医保', '是非', default=False, note='正在参加职工医保的勾选'),
    FieldInfo(
        'otherwise_insured',
        '参加其他基本医保',
        '是非',
        note='只问持居住证的人：是否已参加别的基本医保',
    ),
    FieldInfo('student_here', '本市在校学生', '是非', default=False, note='在本市就读的在校学生勾选'),
    FieldInfo('armed_police_here', '驻本市武警官兵', '是非', default=False, note='驻本市的武警官兵勾选'),
    FieldInfo(
        'unemployed_hmt_resident',
        '港澳台未就业居民',
        '是非',
        default=False,
        note='住在本市、没有就业的港澳台人员勾选',
    ),
    FieldInfo('residence_permit', '持本市居住证', '是非', default=False, note='持有本市有效居住证的勾选'),
    FieldInfo(
        'unemployed_permanent_resident',
        '永久居留未就业外国人',
        '是非',
        default=False,
        note='持永久居留证、住在本市、没有就业的外国人勾选',
    ),
    FieldInfo(
        'migrant_child',
        '流动人口子女',
        '是非',
        default=False,
        note='父母是已在本市参加基本医保的流动人口的勾选',
    ),
    FieldInfo(
        'unregistered_newborn',
        '尚未落户新生儿',
        '是非',
        default=False,
        note='一周岁以内、还没有上户口、凭出生医学证明登记的勾选',
    ),
    FieldInfo('extreme_poverty', '特困人员', '是非', default=False, note='特困供养证'),
    FieldInfo('orphan', '孤儿', '是非', default=False, note='孤儿认定'),
    FieldInfo('unsupported_child', '事实无人抚养儿童', '是非', default=False, note='事实无人抚养儿童认定'),
    FieldInfo('subsistence', '低保对象', '是非', default=False, note='最低生活保障证'),
    FieldInfo(
        'near_subsistence',
        '低保边缘家庭成员',
        '是非',
        default=False,
        note='低保边缘家庭的每个成员都勾选',
    ),
    FieldInfo('poverty_monitored', '监测对象', '是非', default=False, note='纳入监测的农村易返贫致贫人员'),
    FieldInfo('lifted_from_poverty', '脱贫人员', '是非', default=False, note='仍享受政策的脱贫人员'),
    FieldInfo('revolutionary_elder', '五老人员', '是非', default=False, note='革命“五老”人员认定'),
    FieldInfo(
        'retired_worker_relief',
        '精简退职救济人员',
        '是非',
        default=False,
        note='六十年代精简退职、享受40%救济的职工',
    ),
    FieldInfo('severely_disabled', '重度残疾人', '是非', default=False, note='残疾人证：重度'),
    FieldInfo('disabled_household', '一户多残残疾人', '是非', default=False, note='一户多残家庭中的残疾人'),
    FieldInfo('otherwise_disabled', '其他残疾人', '是非', default=False, note='有残疾人证，但不属于上面两种'),
    FieldInfo('key_entitled_veteran', '重点优抚对象', '是非', default=False, note='重点优抚对象认定'),
    FieldInfo(
        'special_family_planning',
        '计生特殊家庭成员',
        '是非',
        default=False,
        note='计划生育特殊家庭成员',
    ),
    FieldInfo(
        'two_daughters_parent',
        '二女户夫妻',
        '是非',
        default=False,
        note='农村生育两个女孩并已绝育的夫妻一方',
    ),
    FieldInfo(
        'two_daughters_child',
        '二女户女儿',
        '是非',
        default=False,
        note='上述家庭的女儿，年龄、婚否另问',
    ),
    FieldInfo('college_freshman', '高校新生', '是非', default=False, note='缴费年度前一个秋季入学的高校新生'),
    FieldInfo('college_student', '高校其他在校学生', '是非', default=False, note='新生以外的高校在校学生'),
    FieldInfo(
        'listed_elsewhere',
        '上级文件另列人群',
        '是非',
        default=False,
        note='省、泉州市文件另行列为特定或特殊人群的勾选',
    ),
    FieldInfo(
        'recognised_after_payment',
        '缴费后新增认定',
        '是非',
        default=False,
        note='先缴了费，后来才认定为减免对象的勾选',
    ),
    FieldInfo('gave_up', '放弃参保', '是非', default=False, note='享受定额资助，多次动员后仍不缴费的勾选'),
    FieldInfo(
        'must_join_employee',
        '应参加职工医保',
        '是非',
        default=False,
        note='有单位、依法应参加职工医保的勾选',
    ),
    FieldInfo(
        'freshman_this_autumn',
        '当年秋季高校新生',
        '是非',
        default=False,
        note='2025年秋季入学的高校新生勾选',
    ),
    FieldInfo(
        'other_freshman',
        '其他学校新生',
        '是非',
        default=False,
        note='高校以外的学校当年入学的新生勾选',
    ),
    FieldInfo(
        'from_employee',
        '职工医保转居民医保人员',
        '是非',
        default=False,
        note='符合条件、由职工医保转来的勾选',
    ),
    FieldInfo(
        'poor_student',
        '家庭经济困难学生',
        '是非',
        default=False,
        note='本市大中专、技校在校生，经市教育局认定',
    ),
    FieldInfo(
        'only_child_parent',
        '独生子女户夫妻',
        '是非',
        default=False,
        note='领《独生子女父母光荣证》的夫妻一方',
    ),
    FieldInfo('only_child', '独生子女户子女', '是非', default=False, note='上述家庭的子女，年龄另算'),
)
ASSUMPTIONS: Final[tuple[AssumptionInfo, ...]] = (
    AssumptionInfo(
        '职工医保的排除',
        '只写“应参加”；没有单位、自己参加职工医保的算不算，未写明',
        ('已参加也排除', '只排除应参加'),
        ('应参加职工医保、参加职工医保', '应参加职工医保'),
        '已参加也排除',
        '一（一）',
    ),
    AssumptionInfo(
        '集中期首日',
        '集中期比印发日早57天开始，而通知自发布之日起执行',
        ('按写明日期', '自发布之日'),
        ('2024-09-01', '有效期首日'),
        '按写明日期',
        '二（一）、八第2句',
    ),
    AssumptionInfo(
        '集中期起始日',
        '集中期缴费的从哪天起享受，只有五（三）为高校学生写了',
        ('年度首日', '缴费之日'),
        ('保障年度首日', '缴费日'),
        '年度首日',
        '二（一）',
    ),
    AssumptionInfo(
        '等待期后首日',
        '3个月从哪天起算、期满后哪天开始享受，未写明',
        ('对应日次日', '对应日', '满三整月'),
        ('缴费日 + 3个月 + 1日', '缴费日 + 3个月', '缴费日 的 次月首日 + 3个月'),
        '对应日次日',
        '二（三）第2句',
    ),
    AssumptionInfo(
        '困难人口',
        '哪些人算困难人口，未写明',
        ('民政认定和监测对象', '民政和农业农村认定', '全部减免对象'),
        (
            '特困人员、孤儿、事实无人抚养儿童、低保对象、低保边缘家庭成员、监测对象',
            '特困人员、孤儿、事实无人抚养儿童、低保对象、低保边缘家庭成员、监测对象、脱贫人员',
            '减免对象',
        ),
        None,
        '二（三）第3句、三（三）',
    ),
    AssumptionInfo(
        '其他特定参保人群',
        '“等”字之后还有谁，未写明',
        ('上级另有列明', '限于所列四类'),
        ('上级文件另列人群', '否'),
        '上级另有列明',
        '二（三）第3句、三（三）',
    ),
    AssumptionInfo(
        '其余人的截止日',
        '截止日只为高校新生写了，其余的人没有写',
        ('年度末日',),
        ('保障年度末日',),
        '年度末日',
        '五（三）第1句',
    ),
    AssumptionInfo(
        '减免基数',
        '7月起按全额缴费的，“个人缴费部分”是400元还是全额，未写明；“定额补助”又按百分比写',
        ('按个人缴费', '按应缴全额'),
        ('个人缴费', '应缴金额'),
        '按个人缴费',
        '四',
    ),
    AssumptionInfo(
        '年龄计算日',
        '60周岁、18周岁算到哪一天，未写明',
        ('按缴费日', '按年度首日', '年内达到'),
        ('缴费日', '保障年度首日', '保障年度末日'),
        '按缴费日',
        '四（五）、四（八）',
    ),
    AssumptionInfo(
        '享受哪一种',
        '只享受一种，但没写是哪一种',
        ('取最高', '择一未写明'),
        ('只取最高', '不得并存'),
        '取最高',
        '四末段',
    ),
    AssumptionInfo(
        '一周岁以内',
        '满一周岁当天算不算在内，未写明',
        ('含周岁当天', '不含周岁当天'),
        ('缴费日 不晚于 出生日期 + 1年', '截至 缴费日 未满1周岁'),
        '含周岁当天',
        '五（四）',
    ),
    AssumptionInfo(
        '新生儿办理末日',
        '出生90日（含）内，出生当天算不算一天，未写明',
        ('出生当天不计', '出生当天计入'),
        ('出生日期 + 90日', '出生日期 + 89日'),
        '出生当天不计',
        '五（四）',
    ),
    AssumptionInfo(
        '新生儿以本通知为准',
        '五（四）写全了新生儿的待遇，二（三）却说补缴期按省、泉州市规定',
        ('按本通知', '按上级规定'),
        ('是', '否'),
        '按本通知',
        '五（四）、二（三）第3句',
    ),
    AssumptionInfo(
        '上年出生起始日',
        '上年年底出生、今年缴费的，“从出生之日起”会早于当年度',
        ('年度首日', '出生之日'),
        ('保障年度首日', '出生日期'),
        '年度首日',
        '五（四）',
    ),
    AssumptionInfo(
        '上年缴费起始日',
        '出生90日后在集中期缴费的，“从缴费之日起”会早于当年度',
        ('年度首日', '缴费之日'),
        ('保障年度首日', '缴费日'),
        '年度首日',
        '五（四）',
    ),
)
_RESULTS: Final[tuple[FieldInfo, ...]] = (
    FieldInfo(
        'pay_window',
        '缴费时段',
        '选项',
        options=('集中参保缴费期', '延长参保缴费期', '参保补缴期'),
        note='缴费日落在通知的哪一段',
    ),
    FieldInfo('gross_due', '应缴金额', '金额', unit='分', note='减免以前应缴多少'),
    FieldInfo('relief_total', '减免金额', '金额', unit='分', note='一共减多少，当场的和以后退的'),
    FieldInfo('relief_now', '当场减免', '金额', unit='分', note='窗口当场少收多少'),
    FieldInfo('refund_later', '先缴后补退还', '金额', unit='分', note='本人先缴、以后退还多少'),
    FieldInfo(
        'payer',
        '付款方',
        '选项',
        options=('医疗救助资金', '财政资金', '县级政府统筹', '卫健部门'),
        note='减掉的钱由谁付',
    ),
    FieldInfo(
        'recognised_by',
        '认定机关',
        '选项',
        options=('市民政局', '市农业农村局', '市教育局', '市卫健局', '市退役军人事务局', '市残联'),
        note='减免身份由哪个部门认定',
    ),
    FieldInfo('collected_now', '窗口实缴', '金额', unit='分', note='窗口收多少'),
    FieldInfo('finally_borne', '个人最终负担', '金额', unit='分', note='退还以后本人负担多少'),
    FieldInfo('benefit_from', '待遇起始日', '日期', note='从哪天起享受待遇'),
    FieldInfo('benefit_until', '待遇截止日', '日期', note='享受到哪天，含当天'),
    FieldInfo('field_11', '参保对象', '是非', public=False),
    FieldInfo('field_12', '入学新生', '是非', public=False),
    FieldInfo('field_13', '特定参保人群', '是非', public=False),
    FieldInfo('field_14', '个人缴费', '金额', public=False, unit='分'),
    FieldInfo('field_15', '财政补助标准', '金额', public=False, unit='分'),
    FieldInfo('field_16', '残疾人', '是非', public=False),
    FieldInfo('field_17', '低保边缘三类对象', '是非', public=False),
    FieldInfo('field_18', '缴费后年内才满六十', '是非', public=False),
    FieldInfo('field_19', '独生子女户', '是非', public=False),
    FieldInfo('field_20', '二女户', '是非', public=False),
    FieldInfo('field_21', '减免对象', '是非', public=False),
    FieldInfo('field_22', '定额资助对象', '是非', public=False),
    FieldInfo('field_23', '新生儿', '是非', public=False),
    FieldInfo('field_24', '九十日内办理', '是非', public=False),
    FieldInfo('field_25', '当年出生', '是非', public=False),
    FieldInfo('field_26', '当年缴费', '是非', public=False),
    FieldInfo('field_27', '依本通知的新生儿', '是非', public=False),
)
_BOUNDS: Final[_Bounds] = {'财政补助标准': (67000, None)}


def _reading_0(e: _Env) -> _Result:
    if e.readings['职工医保的排除'] == '已参加也排除':
        return _any_of(e.fact('must_join_employee'), e.fact('employee_insured'))
    return e.fact('must_join_employee')


def _reading_1(e: _Env) -> _Result:
    if e.readings['集中期首日'] == '按写明日期':
        return _K4
    return _K0


def _reading_2(e: _Env) -> _Result:
    if e.readings['集中期起始日'] == '年度首日':
        return _K2
    return e.fact('pay_date')


def _reading_3(e: _Env) -> _Result:
    if e.readings['等待期后首日'] == '对应日次日':
        return _shift(_shift(e.fact('pay_date'), _K5, 1, True), _K6, 1, True)
    if e.readings['等待期后首日'] == '对应日':
        return _shift(e.fact('pay_date'), _K5, 1, True)
    return _shift(_snap_to(e.fact('pay_date'), '次月首日'), _K5, 1, True)


def _reading_4(e: _Env) -> _Result:
    if e.readings['困难人口'] == '民政认定和监测对象':
        return _any_of(
            e.fact('extreme_poverty'),
            e.fact('orphan'),
            e.fact('unsupported_child'),
            e.fact('subsistence'),
            e.fact('near_subsistence'),
            e.fact('poverty_monitored'),
        )
    if e.readings['困难人口'] == '民政和农业农村认定':
        return _any_of(
            e.fact('extreme_poverty'),
            e.fact('orphan'),
            e.fact('unsupported_child'),
            e.fact('subsistence'),
            e.fact('near_subsistence'),
            e.fact('poverty_monitored'),
            e.fact('lifted_from_poverty'),
        )
    return e.fields['field_21']


def _reading_5(e: _Env) -> _Result:
    if e.readings['其他特定参保人群'] == '上级另有列明':
        return e.fact('listed_elsewhere')
    return False


def _reading_6(e: _Env) -> _Result:
    return _K3


def _reading_7(e: _Env) -> _Result:
    if e.readings['减免基数'] == '按个人缴费':
        return e.fields['field_14']
    return e.fields['gross_due']


def _reading_8(e: _Env) -> _Result:
    if e.readings['年龄计算日'] == '按缴费日':
        return e.fact('pay_date')
    if e.readings['年龄计算日'] == '按年度首日':
        return _K2
    return _K3


def _reading_10(e: _Env) -> _Result:
    if e.readings['一周岁以内'] == '含周岁当天':
        return _compare(e, '<=', e.fact('pay_date'), _shift(e.fact('birth_date'), _K7, 1, True))
    return _not(_reached(e.fact('birth_date'), 1, e.fact('pay_date'), True))


def _reading_11(e: _Env) -> _Result:
    if e.readings['新生儿办理末日'] == '出生当天不计':
        return _shift(e.fact('birth_date'), _K8, 1, True)
    return _shift(e.fact('birth_date'), _K9, 1, True)


def _reading_12(e: _Env) -> _Result:
    return e.readings['新生儿以本通知为准'] == '按本通知'


def _reading_13(e: _Env) -> _Result:
    if e.readings['上年出生起始日'] == '年度首日':
        return _K2
    return e.fact('birth_date')


def _reading_14(e: _Env) -> _Result:
    if e.readings['上年缴费起始日'] == '年度首日':
        return _K2
    return e.fact('pay_date')


def _guards_0(e: _Env) -> _Results:
    return (
        _all_of(e.fact('local_household'), _not(_reading_0(e))),
        e.fact('student_here'),
        e.fact('armed_police_here'),
        e.fact('unemployed_hmt_resident'),
        _all_of(e.fact('residence_permit'), _not(e.fact('otherwise_insured'))),
        e.fact('unemployed_permanent_resident'),
        e.fact('migrant_child'),
        e.fact('unregistered_newborn'),
    )


def _values_0(e: _Env, row: int) -> _Results:
    if row in (0, 1, 2, 3, 4, 5, 6, 7):
        return (True,)
    return (False,)


def _gate_1(e: _Env) -> _Result:
    return e.fields['field_11']


def _guards_1(e: _Env) -> _Results:
    return (
        _all_of(
            _compare(e, '>=', e.fact('pay_date'), _reading_1(e)),
            _compare(e, '<=', e.fact('pay_date'), _K10),
        ),
        _all_of(_compare(e, '>=', e.fact('pay_date'), _K2), _compare(e, '<=', e.fact('pay_date'), _K11)),
        _all_of(_compare(e, '>=', e.fact('pay_date'), _K12), _compare(e, '<=', e.fact('pay_date'), _K3)),
    )


def _values_1(e: _Env, row: int) -> _Results:
    if row == 0:
        return ('集中参保缴费期',)
    if row == 1:
        return ('延长参保缴费期',)
    if row == 2:
        return ('参保补缴期',)
    return (_K13,)


def _guards_2(e: _Env) -> _Results:
    return (_any_of(e.fact('college_freshman'), e.fact('freshman_this_autumn'), e.fact('other_freshman')),)


def _values_2(e: _Env, row: int) -> _Results:
    if row == 0:
        return (True,)
    return (False,)


def _guards_3(e: _Env) -> _Results:
    return (_reading_10(e),)


def _values_3(e: _Env, row: int) -> _Results:
    if row == 0:
        return (True,)
    return (False,)


def _guards_4(e: _Env) -> _Results:
    return (
        _any_of(
            e.fact('only_child_parent'),
            _all_of(e.fact('only_child'), _not(_reached(e.fact('birth_date'), 18, _reading_8(e), True))),
        ),
    )


def _values_4(e: _Env, row: int) -> _Results:
    if row == 0:
        return (True,)
    return (False,)


def _guards_5(e: _Env) -> _Results:
    return (
        _any_of(
            e.fact('two_daughters_parent'),
            _all_of(
                e.fact('two_daughters_child'),
                _not(_reached(e.fact('birth_date'), 18, _reading_8(e), True)),
            ),
        ),
    )


def _values_5(e: _Env, row: int) -> _Results:
    if row == 0:
        return (True,)
    return (False,)


def _guards_6(e: _Env) -> _Results:
    return (_any_of(e.fact('severely_disabled'), e.fact('disabled_household'), e.fact('otherwise_disabled')),)


def _values_6(e: _Env, row: int) -> _Results:
    if row == 0:
        return (True,)
    return (False,)


def _guards_7(e: _Env) -> _Results:
    return (
        _all_of(
            e.fact('near_subsistence'),
            _any_of(
                e.fields['field_16'],
                _reached(e.fact('birth_date'), 60, _reading_8(e), True),
                _not(_reached(e.fact('birth_date'), 18, _reading_8(e), True)),
            ),
        ),
    )


def _values_7(e: _Env, row: int) -> _Results:
    if row == 0:
        return (True,)
    return (False,)


def _guards_8(e: _Env) -> _Results:
    return (
        _any_of(
            e.fact('extreme_poverty'),
            e.fact('orphan'),
            e.fact('unsupported_child'),
            e.fact('revolutionary_elder'),
        ),
        e.fact('subsistence'),
        _any_of(e.fact('poverty_monitored'), e.fact('lifted_from_poverty')),
        e.fact('retired_worker_relief'),
        e.fields['field_17'],
        e.fact('poor_student'),
        e.fact('special_family_planning'),
        _any_of(e.fields['field_19'], e.fields['field_20']),
        e.fact('key_entitled_veteran'),
        e.fact('severely_disabled'),
        e.fact('disabled_household'),
    )


def _values_8(e: _Env, row: int) -> _Results:
    if row in (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10):
        return (True,)
    return (False,)


def _guards_9(e: _Env) -> _Results:
    return (
        _any_of(
            e.fields['field_23'],
            e.fields['field_12'],
            _reading_4(e),
            e.fact('from_employee'),
            _reading_5(e),
        ),
    )


def _values_9(e: _Env, row: int) -> _Results:
    if row == 0:
        return (True,)
    return (False,)


def _guards_10(e: _Env) -> _Results:
    return (
        _all_of(
            e.fields['field_23'],
            _any_of(
                _one_of(e.fields['pay_window'], ('集中参保缴费期', '延长参保缴费期')),
                _all_of(_one_of(e.fields['pay_window'], ('参保补缴期',)), _reading_12(e)),
            ),
        ),
    )


def _values_10(e: _Env, row: int) -> _Results:
    if row == 0:
        return (True,)
    return (False,)


def _guards_11(e: _Env) -> _Results:
    return (_compare(e, '<=', e.fact('pay_date'), _reading_11(e)),)


def _values_11(e: _Env, row: int) -> _Results:
    if row == 0:
        return (True,)
    return (False,)


def _guards_12(e: _Env) -> _Results:
    return (_compare(e, '>=', e.fact('pay_date'), _K2),)


def _values_12(e: _Env, row: int) -> _Results:
    if row == 0:
        return (True,)
    return (False,)


def _guards_13(e: _Env) -> _Results:
    return (_compare(e, '>=', e.fact('birth_date'), _K2),)


def _values_13(e: _Env, row: int) -> _Results:
    if row == 0:
        return (True,)
    return (False,)


def _guards_14(e: _Env) -> _Results:
    return (
        _any_of(
            e.fact('subsistence'),
            e.fact('poverty_monitored'),
            e.fact('lifted_from_poverty'),
            e.fields['field_17'],
        ),
    )


def _values_14(e: _Env, row: int) -> _Results:
    if row == 0:
        return (True,)
    return (False,)


def _gate_15(e: _Env) -> _Result:
    return e.fields['field_11']


def _guards_15(e: _Env) -> _Results:
    return (
        _one_of(e.fields['pay_window'], ('集中参保缴费期',)),
        _one_of(e.fields['pay_window'], ('延长参保缴费期',)),
        _one_of(e.fields['pay_window'], ('参保补缴期',)),
        _all_of(_one_of(e.fields['pay_window'], ('参保补缴期',)), e.fields['field_13']),
        _all_of(e.fields['field_22'], e.fact('gave_up')),
        _all_of(
            e.fact('college_freshman'),
            _all_of(_compare(e, '>=', e.fact('pay_date'), _K4), _compare(e, '<=', e.fact('pay_date'), _K11)),
        ),
        _all_of(
            e.fact('college_student'),
            _all_of(_compare(e, '>=', e.fact('pay_date'), _K4), _compare(e, '<=', e.fact('pay_date'), _K11)),
        ),
        _all_of(e.fields['field_27'], e.fields['field_24'], e.fields['field_25']),
        _all_of(e.fields['field_27'], e.fields['field_24'], _not(e.fields['field_25'])),
        _all_of(e.fields['field_27'], _not(e.fields['field_24']), e.fields['field_26']),
        _all_of(e.fields['field_27'], _not(e.fields['field_24']), _not(e.fields['field_26'])),
    )


def _values_15(e: _Env, row: int) -> _Results:
    if row == 0:
        return (_reading_2(e),)
    if row in (1, 9):
        return (e.fact('pay_date'),)
    if row == 2:
        return (_reading_3(e),)
    if row == 3:
        return (_K14,)
    if row == 4:
        return (_K15,)
    if row == 5:
        return (_K4,)
    if row == 6:
        return (_K2,)
    if row == 7:
        return (e.fact('birth_date'),)
    if row == 8:
        return (_reading_13(e),)
    if row == 10:
        return (_reading_14(e),)
    return (_K16,)


def _gate_16(e: _Env) -> _Result:
    return e.fields['field_11']


def _guards_16(e: _Env) -> _Results:
    return (
        _one_of(e.fields['pay_window'], ('集中参保缴费期', '延长参保缴费期', '参保补缴期')),
        _all_of(
            e.fact('college_freshman'),
            _all_of(_compare(e, '>=', e.fact('pay_date'), _K4), _compare(e, '<=', e.fact('pay_date'), _K11)),
        ),
        _all_of(e.fields['field_22'], e.fact('gave_up')),
    )


def _values_16(e: _Env, row: int) -> _Results:
    if row == 0:
        return (_reading_6(e),)
    if row == 1:
        return (_K3,)
    if row == 2:
        return (_K15,)
    return (_K16,)


def _guards_17(e: _Env) -> _Results:
    return (True,)


def _values_17(e: _Env, row: int) -> _Results:
    if row == 0:
        return (_K17,)
    return (_K16,)


def _guards_18(e: _Env) -> _Results:
    return (True,)


def _values_18(e: _Env, row: int) -> _Results:
    if row == 0:
        return (_K18,)
    return (_K16,)


def _gate_19(e: _Env) -> _Result:
    return e.fields['field_11']


def _guards_19(e: _Env) -> _Results:
    return (
        _one_of(e.fields['pay_window'], ('集中参保缴费期', '延长参保缴费期', '参保补缴期')),
        _all_of(
            _one_of(e.fields['pay_window'], ('参保补缴期',)),
            _compare(e, '>=', e.fact('pay_date'), _K19),
            _not(e.fields['field_13']),
        ),
        _all_of(
            e.fields['field_23'],
            _one_of(e.fields['pay_window'], ('集中参保缴费期', '延长参保缴费期', '参保补缴期')),
            _not(e.fields['field_24']),
        ),
    )


def _values_19(e: _Env, row: int) -> _Results:
    if row in (0, 2):
        return (e.fields['field_14'],)
    if row == 1:
        return (_add(e.fields['field_14'], e.fields['field_15']),)
    return (_K16,)


def _guards_20(e: _Env) -> _Results:
    return (
        _all_of(
            e.fact('near_subsistence'),
            _not(e.fields['field_17']),
            _not(_reached(e.fact('birth_date'), 60, e.fact('pay_date'), True)),
            _reached(e.fact('birth_date'), 60, _K3, True),
        ),
    )


def _values_20(e: _Env, row: int) -> _Results:
    if row == 0:
        return (True,)
    return (False,)


def _gate_21(e: _Env) -> _Result:
    return e.fields['field_11']


def _guards_21(e: _Env) -> _Results:
    return (
        _any_of(
            e.fact('extreme_poverty'),
            e.fact('orphan'),
            e.fact('unsupported_child'),
            e.fact('revolutionary_elder'),
        ),
        e.fact('subsistence'),
        _any_of(e.fact('poverty_monitored'), e.fact('lifted_from_poverty')),
        e.fact('retired_worker_relief'),
        e.fields['field_17'],
        e.fields['field_18'],
        e.fact('poor_student'),
        e.fact('special_family_planning'),
        _any_of(e.fields['field_19'], e.fields['field_20']),
        e.fact('key_entitled_veteran'),
        e.fact('severely_disabled'),
        e.fact('disabled_household'),
        e.fact('recognised_after_payment'),
        _all_of(e.fields['field_22'], e.fact('gave_up')),
    )


def _values_21(e: _Env, row: int) -> _Results:
    if row == 0:
        return (_reading_7(e), _reading_7(e), _K20, '医疗救助资金', '市民政局')
    if row == 1:
        return (
            _scale(_reading_7(e), _ratio(9, 10)),
            _scale(_reading_7(e), _ratio(9, 10)),
            _K20,
            '医疗救助资金',
            '市民政局',
        )
    if row == 2:
        return (
            _scale(_reading_7(e), _ratio(9, 10)),
            _scale(_reading_7(e), _ratio(9, 10)),
            _K20,
            '医疗救助资金',
            '市农业农村局',
        )
    if row == 3:
        return (_reading_7(e), _reading_7(e), _K20, '财政资金', '市民政局')
    if row == 4:
        return (
            _scale(_reading_7(e), _ratio(7, 10)),
            _scale(_reading_7(e), _ratio(7, 10)),
            _K20,
            '财政资金',
            '市民政局',
        )
    if row == 5:
        return (_K21, _K21, _K21, '财政资金', '市民政局')
    if row == 6:
        return (_reading_7(e), _reading_7(e), _K20, '财政资金', '市教育局')
    if row == 7:
        return (_reading_7(e), _reading_7(e), _K20, '医疗救助资金', '市卫健局')
    if row == 8:
        return (_reading_7(e), _reading_7(e), _K20, '财政资金', '市卫健局')
    if row == 9:
        return (_reading_7(e), _reading_7(e), _K20, '医疗救助资金', '市退役军人事务局')
    if row == 10:
        return (_reading_7(e), _reading_7(e), _K20, '医疗救助资金', '市残联')
    if row == 11:
        return (_reading_7(e), _reading_7(e), _K20, '财政资金', '市残联')
    if row == 12:
        return (_K22, _K22, _K22, _K22, _K22)
    if row == 13:
        return (_K23, _K23, _K23, _K23, _K23)
    if row == 15:
        return (_K24,)
    if row == 16:
        return (_reading_7(e),)
    return (_K20, _K20, _K20, _K25, _K25)


def _guards_22(e: _Env) -> _Results:
    return (True,)


def _values_22(e: _Env, row: int) -> _Results:
    if row == 0:
        return (_subtract(e.fields['gross_due'], e.fields['relief_now']),)
    return (_K26,)


def _guards_23(e: _Env) -> _Results:
    return (True,)


def _values_23(e: _Env, row: int) -> _Results:
    if row == 0:
        return (_subtract(e.fields['gross_due'], e.fields['relief_total']),)
    return (_K26,)


_CHOICES: Final[tuple[_Choice, ...]] = (
    _Choice(
        name='参保对象',
        fields=('field_11',),
        money=(False,),
        rows=(
            _Row('一（一）', '本市户籍 且 非 职工医保的排除', '是', ('local_household',)),
            _Row('一（二）', '本市在校学生', '是', ('student_here',)),
            _Row('一（三）', '驻本市武警官兵', '是', ('armed_police_here',)),
            _Row('一（四）', '港澳台未就业居民', '是', ('unemployed_hmt_resident',)),
            _Row(
                '一（五）',
                '持本市居住证 且 非 参加其他基本医保',
                '是',
                ('residence_permit', 'otherwise_insured'),
            ),
            _Row('一（六）', '永久居留未就业外国人', '是', ('unemployed_permanent_resident',)),
            _Row('一（七）', '流动人口子女', '是', ('migrant_child',)),
            _Row('五（一）3', '尚未落户新生儿', '是', ('unregistered_newborn',)),
        ),
        losers=((), (), (), (), (), (), (), ()),
        guards=_guards_0,
        values=_values_0,
        pick='唯一',
        otherwise_clauses=('一',),
        assumptions=('职工医保的排除',),
    ),
    _Choice(
        name='缴费时段',
        fields=('pay_window',),
        money=(False,),
        rows=(
            _Row('二（一）', '集中期首日 至 2024-12-31', '集中参保缴费期', ('pay_date',)),
            _Row('二（二）第1句', '2025-01-01 至 2025-02-28', '延长参保缴费期', ('pay_date',)),
            _Row('二（三）第1句', '2025-03-01 至 2025-12-31', '参保补缴期', ('pay_date',)),
        ),
        losers=((), (), ()),
        guards=_guards_1,
        values=_values_1,
        pick='唯一',
        gate=_gate_1,
        gate_clauses=('一',),
        otherwise_clauses=('二',),
        assumptions=('职工医保的排除', '集中期首日'),
    ),
    _Choice(
        name='入学新生',
        fields=('field_12',),
        money=(False,),
        rows=(
            _Row(
                '二（三）第3句',
                '高校新生、当年秋季高校新生、其他学校新生',
                '是',
                ('college_freshman', 'freshman_this_autumn', 'other_freshman'),
            ),
        ),
        losers=((),),
        guards=_guards_2,
        values=_values_2,
        pick='唯一',
        otherwise_clauses=('二（三）第3句',),
    ),
    _Choice(
        name='新生儿',
        fields=('field_23',),
        money=(False,),
        rows=(_Row('五（四）', '一周岁以内', '是', ()),),
        losers=((),),
        guards=_guards_3,
        values=_values_3,
        pick='唯一',
        otherwise_clauses=('五（四）',),
        assumptions=('一周岁以内',),
    ),
    _Choice(
        name='独生子女户',
        fields=('field_19',),
        money=(False,),
        rows=(
            _Row(
                '四（八）',
                '独生子女户夫妻 或 （独生子女户子女 且 截至 年龄计算日 未满18周岁）',
                '是',
                ('only_child_parent', 'only_child', 'birth_date'),
            ),
        ),
        losers=((),),
        guards=_guards_4,
        values=_values_4,
        pick='唯一',
        otherwise_clauses=('四（八）',),
        assumptions=('年龄计算日',),
    ),
    _Choice(
        name='二女户',
        fields=('field_20',),
        money=(False,),
        rows=(
            _Row(
                '四（八）',
                '二女户夫妻 或 （二女户女儿 且 截至 年龄计算日 未满18周岁）',
                '是',
                ('two_daughters_parent', 'two_daughters_child', 'birth_date'),
            ),
        ),
        losers=((),),
        guards=_guards_5,
        values=_values_5,
        pick='唯一',
        otherwise_clauses=('四（八）',),
        assumptions=('年龄计算日',),
    ),
    _Choice(
        name='残疾人',
        fields=('field_16',),
        money=(False,),
        rows=(
            _Row(
                '四（五）',
                '重度残疾人、一户多残残疾人、其他残疾人',
                '是',
                ('severely_disabled', 'disabled_household', 'otherwise_disabled'),
            ),
        ),
        losers=((),),
        guards=_guards_6,
        values=_values_6,
        pick='唯一',
        otherwise_clauses=('四（五）',),
    ),
    _Choice(
        name='低保边缘三类对象',
        fields=('field_17',),
        money=(False,),
        rows=(
            _Row(
                '四（五）',
                '低保边缘家庭成员 且 （残疾人 或 截至 年龄计算日 满60周岁 或 截至 年龄计算日 未满18周岁）',
                '是',
                ('near_subsistence', 'birth_date'),
            ),
        ),
        losers=((),),
        guards=_guards_7,
        values=_values_7,
        pick='唯一',
        otherwise_clauses=('四（五）',),
        assumptions=('年龄计算日',),
    ),
    _Choice(
        name='减免对象',
        fields=('field_21',),
        money=(False,),
        rows=(
            _Row(
                '四（一）',
                '特困人员、孤儿、事实无人抚养儿童、五老人员',
                '是',
                ('extreme_poverty', 'orphan', 'unsupported_child', 'revolutionary_elder'),
            ),
            _Row('四（二）', '低保对象', '是', ('subsistence',)),
            _Row('四（三）', '监测对象、脱贫人员', '是', ('poverty_monitored', 'lifted_from_poverty')),
            _Row('四（四）', '精简退职救济人员', '是', ('retired_worker_relief',)),
            _Row('四（五）', '低保边缘三类对象', '是', ()),
            _Row('四（六）', '家庭经济困难学生', '是', ('poor_student',)),
            _Row('四（七）', '计生特殊家庭成员', '是', ('special_family_planning',)),
            _Row('四（八）', '独生子女户、二女户', '是', ()),
            _Row('四（九）', '重点优抚对象', '是', ('key_entitled_veteran',)),
            _Row('四（十）', '重度残疾人', '是', ('severely_disabled',)),
            _Row('四（十一）', '一户多残残疾人', '是', ('disabled_household',)),
        ),
        losers=((), (), (), (), (), (), (), (), (), (), ()),
        guards=_guards_8,
        values=_values_8,
        pick='唯一',
        otherwise_clauses=('四',),
        assumptions=('年龄计算日',),
    ),
    _Choice(
        name='特定参保人群',
        fields=('field_13',),
        money=(False,),
        rows=(
            _Row(
                '二（三）第3句、三（三）',
                '新生儿、入学新生、困难人口、职工医保转居民医保人员 等 其他特定参保人群',
                '是',
                ('from_employee',),
            ),
        ),
        losers=((),),
        guards=_guards_9,
        values=_values_9,
        pick='唯一',
        otherwise_clauses=('二（三）第3句、三（三）',),
        assumptions=('困难人口', '其他特定参保人群', '年龄计算日', '一周岁以内'),
    ),
    _Choice(
        name='依本通知的新生儿',
        fields=('field_27',),
        money=(False,),
        rows=(
            _Row(
                '五（四）',
                '新生儿 且 （在 集中参保缴费期、延长参保缴费期 或 （在 参保补缴期 且 新生儿以本通知为准））',
                '是',
                (),
            ),
        ),
        losers=((),),
        guards=_guards_10,
        values=_values_10,
        pick='唯一',
        otherwise_clauses=('五（四）',),
        assumptions=('职工医保的排除', '集中期首日', '一周岁以内', '新生儿以本通知为准'),
    ),
    _Choice(
        name='九十日内办理',
        fields=('field_24',),
        money=(False,),
        rows=(_Row('五（四）', '缴费日 不晚于 新生儿办理末日', '是', ('pay_date',)),),
        losers=((),),
        guards=_guards_11,
        values=_values_11,
        pick='唯一',
        otherwise_clauses=('五（四）',),
        assumptions=('新生儿办理末日',),
    ),
    _Choice(
        name='当年缴费',
        fields=('field_26',),
        money=(False,),
        rows=(_Row('五（四）', '缴费日 不早于 保障年度首日', '是', ('pay_date',)),),
        losers=((),),
        guards=_guards_12,
        values=_values_12,
        pick='唯一',
        otherwise_clauses=('五（四）',),
    ),
    _Choice(
        name='当年出生',
        fields=('field_25',),
        money=(False,),
        rows=(_Row('五（四）', '出生日期 不早于 保障年度首日', '是', ('birth_date',)),),
        losers=((),),
        guards=_guards_13,
        values=_values_13,
        pick='唯一',
        otherwise_clauses=('五（四）',),
    ),
    _Choice(
        name='定额资助对象',
        fields=('field_22',),
        money=(False,),
        rows=(
            _Row(
                '四（二）、四（三）、四（五）',
                '低保对象、监测对象、脱贫人员、低保边缘三类对象',
                '是',
                ('subsistence', 'poverty_monitored', 'lifted_from_poverty'),
            ),
        ),
        losers=((),),
        guards=_guards_14,
        values=_values_14,
        pick='唯一',
        otherwise_clauses=('四（二）、四（三）、四（五）',),
        assumptions=('年龄计算日',),
    ),
    _Choice(
        name='待遇起始日',
        fields=('benefit_from',),
        money=(False,),
        rows=(
            _Row('二（一）', '在 集中参保缴费期', '为 集中期起始日', ()),
            _Row('二（二）第2句', '在 延长参保缴费期', '为 缴费日', ()),
            _Row('二（三）第2句', '在 参保补缴期', '为 等待期后首日', ()),
            _Row('二（三）第3句', '在 参保补缴期 且 特定参保人群', '执行 "省、泉州市有关规定"', ()),
            _Row(
                '五（二）第5句',
                '定额资助对象 且 放弃参保',
                '不适用（逾期放弃） "视为放弃当年待遇"',
                ('gave_up',),
            ),
            _Row(
                '五（三）第1句：新生',
                '高校新生 且 缴费日 在 2024-09-01 至 2025-02-28',
                '为 2024-09-01',
                ('college_freshman', 'pay_date'),
            ),
            _Row(
                '五（三）第1句：其他',
                '高校其他在校学生 且 缴费日 在 2024-09-01 至 2025-02-28',
                '为 2025-01-01',
                ('college_student', 'pay_date'),
            ),
            _Row('五（四）：九十日内', '依本通知的新生儿 且 九十日内办理 且 当年出生', '为 出生日期', ()),
            _Row(
                '五（四）：上年出生',
                '依本通知的新生儿 且 九十日内办理 且 非 当年出生',
                '为 上年出生起始日',
                (),
            ),
            _Row('五（四）：九十日后', '依本通知的新生儿 且 非 九十日内办理 且 当年缴费', '为 缴费日', ()),
            _Row(
                '五（四）：上年缴费',
                '依本通知的新生儿 且 非 九十日内办理 且 非 当年缴费',
                '为 上年缴费起始日',
                (),
            ),
        ),
        losers=(
            (),
            (),
            (),
            (0, 1, 2),
            (0, 1, 2, 3, 5, 6, 7, 8, 9, 10),
            (0, 1, 2),
            (0, 1, 2),
            (0, 1, 2, 3),
            (0, 1, 2, 3),
            (0, 1, 2, 3),
            (0, 1, 2, 3),
        ),
        guards=_guards_15,
        values=_values_15,
        pick='唯一',
        gate=_gate_15,
        gate_clauses=('一',),
        assumptions=(
            '职工医保的排除',
            '集中期首日',
            '集中期起始日',
            '等待期后首日',
            '困难人口',
            '其他特定参保人群',
            '年龄计算日',
            '一周岁以内',
            '新生儿办理末日',
            '新生儿以本通知为准',
            '上年出生起始日',
            '上年缴费起始日',
        ),
    ),
    _Choice(
        name='待遇截止日',
        fields=('benefit_until',),
        money=(False,),
        rows=(
            _Row('五（三）第1句', '在 缴费时段', '为 其余人的截止日', ()),
            _Row(
                '五（三）第1句：新生',
                '高校新生 且 缴费日 在 2024-09-01 至 2025-02-28',
                '为 保障年度末日',
                ('college_freshman', 'pay_date'),
            ),
            _Row(
                '五（二）第5句',
                '定额资助对象 且 放弃参保',
                '不适用（逾期放弃） "视为放弃当年待遇"',
                ('gave_up',),
            ),
        ),
        losers=((), (0,), (0, 1)),
        guards=_guards_16,
        values=_values_16,
        pick='唯一',
        gate=_gate_16,
        gate_clauses=('一',),
        assumptions=('职工医保的排除', '集中期首日', '其余人的截止日', '年龄计算日'),
    ),
    _Choice(
        name='个人缴费',
        fields=('field_14',),
        money=(True,),
        rows=(_Row('三（一）', '', '400元/人', ()),),
        losers=((),),
        guards=_guards_17,
        values=_values_17,
        pick='唯一',
    ),
    _Choice(
        name='财政补助标准',
        fields=('field_15',),
        money=(True,),
        rows=(_Row('三（二）', '', '不低于670元/人', ()),),
        losers=((),),
        guards=_guards_18,
        values=_values_18,
        pick='唯一',
    ),
    _Choice(
        name='应缴金额',
        fields=('gross_due',),
        money=(True,),
        rows=(
            _Row('三（一）', '在 缴费时段', '为 个人缴费', ()),
            _Row(
                '三（三）',
                '在 参保补缴期 且 缴费日 不早于 2025-07-01 且 非 特定参保人群',
                '为 个人缴费 + 财政补助标准',
                ('pay_date',),
            ),
            _Row('五（四）：九十日后', '新生儿 且 在 缴费时段 且 非 九十日内办理', '为 个人缴费', ()),
        ),
        losers=((), (0,), (0,)),
        guards=_guards_19,
        values=_values_19,
        pick='唯一',
        gate=_gate_19,
        gate_clauses=('一',),
        assumptions=(
            '职工医保的排除',
            '集中期首日',
            '困难人口',
            '其他特定参保人群',
            '年龄计算日',
            '一周岁以内',
            '新生儿办理末日',
        ),
    ),
    _Choice(
        name='缴费后年内才满六十',
        fields=('field_18',),
        money=(False,),
        rows=(
            _Row(
                '四（五）',
                '低保边缘家庭成员 且 非 低保边缘三类对象 且 截至 缴费日 未满60周岁 且 截至 保障年度末日 满60周岁',
                '是',
                ('near_subsistence', 'birth_date', 'pay_date'),
            ),
        ),
        losers=((),),
        guards=_guards_20,
        values=_values_20,
        pick='唯一',
        otherwise_clauses=('四（五）',),
        assumptions=('年龄计算日',),
    ),
    _Choice(
        name='个人缴费减免',
        fields=('relief_total', 'relief_now', 'refund_later', 'payer', 'recognised_by'),
        money=(True, True, True, False, False),
        rows=(
            _Row(
                '四（一）',
                '特困人员、孤儿、事实无人抚养儿童、五老人员',
                '全额  由 医疗救助资金  认定 市民政局',
                ('extreme_poverty', 'orphan', 'unsupported_child', 'revolutionary_elder'),
            ),
            _Row('四（二）', '低保对象', '90%  由 医疗救助资金  认定 市民政局', ('subsistence',)),
            _Row(
                '四（三）',
                '监测对象、脱贫人员',
                '90%  由 医疗救助资金  认定 市农业农村局',
                ('poverty_monitored', 'lifted_from_poverty'),
            ),
            _Row(
                '四（四）',
                '精简退职救济人员',
                '全额  由 财政资金  认定 市民政局',
                ('retired_worker_relief',),
            ),
            _Row('四（五）', '低保边缘三类对象', '70%  由 财政资金  认定 市民政局', ()),
            _Row(
                '四（五）、五（二）第4句',
                '缴费后年内才满六十',
                '待定 "缴费时不满60周岁、年度内才满的，减不减未写明"  由 财政资金  认定 市民政局',
                (),
            ),
            _Row('四（六）', '家庭经济困难学生', '全额  由 财政资金  认定 市教育局', ('poor_student',)),
            _Row(
                '四（七）',
                '计生特殊家庭成员',
                '全额  由 医疗救助资金  认定 市卫健局',
                ('special_family_planning',),
            ),
            _Row('四（八）', '独生子女户、二女户', '全额  由 财政资金  认定 市卫健局', ()),
            _Row(
                '四（九）',
                '重点优抚对象',
                '全额  由 医疗救助资金  认定 市退役军人事务局',
                ('key_entitled_veteran',),
            ),
            _Row('四（十）', '重度残疾人', '全额  由 医疗救助资金  认定 市残联', ('severely_disabled',)),
            _Row('四（十一）', '一户多残残疾人', '全额  由 财政资金  认定 市残联', ('disabled_household',)),
            _Row(
                '五（二）第4句',
                '缴费后新增认定',
                '待定 "缴费以后才认定的，已缴的是否退还，未写明"',
                ('recognised_after_payment',),
            ),
            _Row(
                '五（二）第5句',
                '定额资助对象 且 放弃参保',
                '不适用（逾期放弃） "视为放弃当年救助"',
                ('gave_up',),
            ),
        ),
        losers=(
            (),
            (),
            (),
            (),
            (),
            (),
            (),
            (),
            (),
            (),
            (),
            (),
            (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
            (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
        ),
        guards=_guards_21,
        values=_values_21,
        pick='享受哪一种',
        picks={'取最高': '只取最高', '择一未写明': '不得并存'},
        gate=_gate_21,
        gate_clauses=('一',),
        tie=True,
        tie_clauses=('四末段',),
        ceiling=True,
        assumptions=(
            '职工医保的排除',
            '集中期首日',
            '困难人口',
            '其他特定参保人群',
            '减免基数',
            '年龄计算日',
            '享受哪一种',
            '一周岁以内',
            '新生儿办理末日',
        ),
    ),
    _Choice(
        name='窗口实缴',
        fields=('collected_now',),
        money=(True,),
        rows=(_Row('', '', '应缴金额 - 当场减免', ()),),
        losers=((),),
        guards=_guards_22,
        values=_values_22,
        pick='唯一',
        operands=('gross_due', 'relief_now'),
        assumptions=(
            '职工医保的排除',
            '集中期首日',
            '困难人口',
            '其他特定参保人群',
            '减免基数',
            '年龄计算日',
            '享受哪一种',
            '一周岁以内',
            '新生儿办理末日',
        ),
    ),
    _Choice(
        name='个人最终负担',
        fields=('finally_borne',),
        money=(True,),
        rows=(_Row('', '', '应缴金额 - 减免金额', ()),),
        losers=((),),
        guards=_guards_23,
        values=_values_23,
        pick='唯一',
        operands=('gross_due', 'relief_total'),
        assumptions=(
            '职工医保的排除',
            '集中期首日',
            '困难人口',
            '其他特定参保人群',
            '减免基数',
            '年龄计算日',
            '享受哪一种',
            '一周岁以内',
            '新生儿办理末日',
        ),
    ),
)
_POLICY: Final[_Policy] = _Policy(POLICY, FIELDS, _RESULTS, ASSUMPTIONS, _CHOICES, _BOUNDS)
_CASES: Final[tuple[_Case, ...]] = (
    (
        '石狮1甲 本市居民，集中期第一天缴费',
        {'local_household': True, 'birth_date': '1985-05-20', 'pay_date': '2024-09-01'},
        {},
        (
            ('pay_window', '==', '集中参保缴费期', ''),
            ('gross_due', '==', 40000, ''),
            ('relief_total', '==', 0, ''),
            ('payer', 'status', '不适用', ''),
            ('collected_now', '==', 40000, ''),
            ('finally_borne', '==', 40000, ''),
            ('benefit_from', '==', '2025-01-01', ''),
            ('benefit_until', '==', '2025-12-31', ''),
        ),
    ),
    (
        '石狮1乙 本市居民，集中期最后一天缴费',
        {'local_household': True, 'birth_date': '1985-05-20', 'pay_date': '2024-12-31'},
        {},
        (
            ('pay_window', '==', '集中参保缴费期', ''),
            ('collected_now', '==', 40000, ''),
            ('benefit_from', '==', '2025-01-01', ''),
        ),
    ),
    (
        '石狮1丙 集中期缴费，另一种读法：从缴费之日起',
        {'local_household': True, 'birth_date': '1985-05-20', 'pay_date': '2024-11-05'},
        {'集中期起始日': '缴费之日'},
        (('collected_now', '==', 40000, ''), ('benefit_from', '==', '2024-11-05', '')),
    ),
    (
        '石狮1丁 印发前一天缴费，另一种读法：自发布之日起',
        {'local_household': True, 'birth_date': '1985-05-20', 'pay_date': '2024-10-27'},
        {'集中期首日': '自发布之日'},
        (
            ('pay_window', 'status', '待定', ''),
            ('gross_due', 'status', '待定', ''),
            ('benefit_from', 'status', '待定', ''),
        ),
    ),
    (
        '石狮1戊 印发当天缴费，另一种读法：自发布之日起',
        {'local_household': True, 'birth_date': '1985-05-20', 'pay_date': '2024-10-28'},
        {'集中期首日': '自发布之日'},
        (('pay_window', '==', '集中参保缴费期', ''), ('gross_due', '==', 40000, '')),
    ),
    (
        '石狮2 集中期前一天缴费：没有写明',
        {'local_household': True, 'birth_date': '1985-05-20', 'pay_date': '2024-08-31'},
        {},
        (
            ('pay_window', 'status', '待定', ''),
            ('gross_due', 'status', '待定', ''),
            ('collected_now', 'status', '待定', ''),
            ('benefit_from', 'status', '待定', ''),
        ),
    ),
    (
        '石狮3甲 延长期第一天缴费',
        {'local_household': True, 'birth_date': '1985-05-20', 'pay_date': '2025-01-01'},
        {},
        (
            ('pay_window', '==', '延长参保缴费期', ''),
            ('collected_now', '==', 40000, ''),
            ('benefit_from', '==', '2025-01-01', ''),
        ),
    ),
    (
        '石狮3乙 延长期最后一天缴费',
        {'local_household': True, 'birth_date': '1985-05-20', 'pay_date': '2025-02-28'},
        {},
        (
            ('pay_window', '==', '延长参保缴费期', ''),
            ('collected_now', '==', 40000, ''),
            ('benefit_from', '==', '2025-02-28', ''),
            ('benefit_until', '==', '2025-12-31', ''),
        ),
    ),
    (
        '石狮4甲 补缴期第一天缴费：等3个月',
        {'local_household': True, 'birth_date': '1985-05-20', 'pay_date': '2025-03-01'},
        {},
        (
            ('pay_window', '==', '参保补缴期', ''),
            ('collected_now', '==', 40000, ''),
            ('benefit_from', '==', '2025-06-02', ''),
        ),
    ),
    (
        '石狮4乙 3月31日缴费：6月没有31日，月末是最后一日',
        {'local_household': True, 'birth_date': '1985-05-20', 'pay_date': '2025-03-31'},
        {},
        (('collected_now', '==', 40000, ''), ('benefit_from', '==', '2025-07-01', '')),
    ),
    (
        '石狮4丙 等待期另一种读法：对应日当天',
        {'local_household': True, 'birth_date': '1985-05-20', 'pay_date': '2025-03-01'},
        {'等待期后首日': '对应日'},
        (('benefit_from', '==', '2025-06-01', ''),),
    ),
    (
        '石狮4丁 等待期另一种读法：满三个整月',
        {'local_household': True, 'birth_date': '1985-05-20', 'pay_date': '2025-03-01'},
        {'等待期后首日': '满三整月'},
        (('benefit_from', '==', '2025-07-01', ''),),
    ),
    (
        '石狮5甲 6月30日缴费：仍是400元',
        {'local_household': True, 'birth_date': '1985-05-20', 'pay_date': '2025-06-30'},
        {},
        (
            ('gross_due', '==', 40000, ''),
            ('collected_now', '==', 40000, ''),
            ('benefit_from', '==', '2025-10-01', ''),
        ),
    ),
    (
        '石狮5乙 7月1日缴费：个人缴费加财政补助',
        {'local_household': True, 'birth_date': '1985-05-20', 'pay_date': '2025-07-01'},
        {},
        (
            ('gross_due', '>=', 107000, ''),
            ('collected_now', '>=', 107000, ''),
            ('finally_borne', '>=', 107000, ''),
            ('benefit_from', '==', '2025-10-02', ''),
        ),
    ),
    (
        '石狮6甲 9月30日缴费：年内只剩一天待遇',
        {'local_household': True, 'birth_date': '1985-05-20', 'pay_date': '2025-09-30'},
        {},
        (
            ('collected_now', '>=', 107000, ''),
            ('benefit_from', '==', '2025-12-31', ''),
            ('benefit_until', '==', '2025-12-31', ''),
        ),
    ),
    (
        '石狮6乙 10月1日缴费：等到下一年，年内没有待遇',
        {'local_household': True, 'birth_date': '1985-05-20', 'pay_date': '2025-10-01'},
        {},
        (
            ('collected_now', '>=', 107000, ''),
            ('benefit_from', '==', '2026-01-02', ''),
            ('benefit_until', '==', '2025-12-31', ''),
        ),
    ),
    (
        '石狮6丙 11月30日缴费：等满2月末',
        {'local_household': True, 'birth_date': '1985-05-20', 'pay_date': '2025-11-30'},
        {},
        (
            ('collected_now', '>=', 107000, ''),
            ('benefit_from', '==', '2026-03-01', ''),
            ('benefit_until', '==', '2025-12-31', ''),
        ),
    ),
    (
        '石狮6丁 补缴期最后一天缴费',
        {'local_household': True, 'birth_date': '1985-05-20', 'pay_date': '2025-12-31'},
        {},
        (
            ('pay_window', '==', '参保补缴期', ''),
            ('collected_now', '>=', 107000, ''),
            ('benefit_from', '==', '2026-04-01', ''),
        ),
    ),
    (
        '石狮6戊 补缴期后一天缴费：没有写明',
        {'local_household': True, 'birth_date': '1985-05-20', 'pay_date': '2026-01-01'},
        {},
        (
            ('pay_window', 'status', '待定', ''),
            ('gross_due', 'status', '待定', ''),
            ('benefit_from', 'status', '待定', ''),
        ),
    ),
    (
        '石狮7 低保对象，集中期缴费',
        {'local_household': True, 'subsistence': True, 'birth_date': '1985-05-20', 'pay_date': '2024-10-15'},
        {},
        (
            ('gross_due', '==', 40000, ''),
            ('relief_total', '==', 36000, ''),
            ('relief_now', '==', 36000, ''),
            ('refund_later', '==', 0, ''),
            ('payer', '==', '医疗救助资金', ''),
            ('recognised_by', '==', '市民政局', ''),
            ('collected_now', '==', 4000, ''),
            ('benefit_from', '==', '2025-01-01', ''),
            ('benefit_until', '==', '2025-12-31', ''),
        ),
    ),
    (
        '石狮8甲 低保边缘、66岁、重度残疾：取最高的一种',
        {
            'local_household': True,
            'near_subsistence': True,
            'severely_disabled': True,
            'birth_date': '1958-05-20',
            'pay_date': '2024-10-15',
        },
        {},
        (
            ('relief_total', '==', 40000, ''),
            ('collected_now', '==', 0, ''),
            ('payer', '==', '医疗救助资金', ''),
            ('recognised_by', '==', '市残联', ''),
        ),
    ),
    (
        '石狮8乙 同一个人，另一种读法：没写明是哪一种',
        {
            'local_household': True,
            'near_subsistence': True,
            'severely_disabled': True,
            'birth_date': '1958-05-20',
            'pay_date': '2024-10-15',
        },
        {'享受哪一种': '择一未写明'},
        (
            ('gross_due', '==', 40000, ''),
            ('relief_total', 'status', '待定', ''),
            ('collected_now', 'status', '待定', ''),
        ),
    ),
    (
        '石狮8丙 只有四（五）时：低保边缘、66岁',
        {
            'local_household': True,
            'near_subsistence': True,
            'birth_date': '1958-05-20',
            'pay_date': '2024-10-15',
        },
        {},
        (
            ('relief_total', '==', 28000, ''),
            ('collected_now', '==', 12000, ''),
            ('payer', '==', '财政资金', ''),
            ('recognised_by', '==', '市民政局', ''),
        ),
    ),
    (
        '石狮9甲 特困又是一户多残：都是全额，由谁付没写明',
        {
            'local_household': True,
            'extreme_poverty': True,
            'disabled_household': True,
            'birth_date': '1960-03-08',
            'pay_date': '2024-10-15',
        },
        {},
        (
            ('relief_total', '==', 40000, ''),
            ('collected_now', '==', 0, ''),
            ('payer', 'status', '待定', ''),
            ('recognised_by', 'status', '待定', ''),
        ),
    ),
    (
        '石狮9乙 重度残疾又是一户多残：认定部门相同，付款方不同',
        {
            'local_household': True,
            'severely_disabled': True,
            'disabled_household': True,
            'birth_date': '1960-03-08',
            'pay_date': '2024-10-15',
        },
        {},
        (
            ('relief_total', '==', 40000, ''),
            ('payer', 'status', '待定', ''),
            ('recognised_by', '==', '市残联', ''),
        ),
    ),
    (
        '石狮10甲 高校新生，1月20日缴费',
        {
            'local_household': False,
            'student_here': True,
            'college_freshman': True,
            'birth_date': '2006-08-15',
            'pay_date': '2025-01-20',
        },
        {},
        (
            ('pay_window', '==', '延长参保缴费期', ''),
            ('collected_now', '==', 40000, ''),
            ('benefit_from', '==', '2024-09-01', ''),
            ('benefit_until', '==', '2025-12-31', ''),
        ),
    ),
    (
        '石狮10乙 其他高校学生，1月20日缴费',
        {
            'local_household': False,
            'student_here': True,
            'college_student': True,
            'birth_date': '2004-08-15',
            'pay_date': '2025-01-20',
        },
        {},
        (('collected_now', '==', 40000, ''), ('benefit_from', '==', '2025-01-01', '')),
    ),
    (
        '石狮10丙 高校新生，补缴期前最后一天缴费',
        {
            'local_household': False,
            'student_here': True,
            'college_freshman': True,
            'birth_date': '2006-08-15',
            'pay_date': '2025-02-28',
        },
        {},
        (('benefit_from', '==', '2024-09-01', ''),),
    ),
    (
        '石狮10丁 高校新生，补缴期第一天缴费：按上级规定',
        {
            'local_household': False,
            'student_here': True,
            'college_freshman': True,
            'birth_date': '2006-08-15',
            'pay_date': '2025-03-01',
        },
        {},
        (('collected_now', '==', 40000, ''), ('benefit_from', 'status', '待定', '')),
    ),
    (
        '石狮10戊 其他高校学生，补缴期第一天缴费：等3个月',
        {
            'local_household': False,
            'student_here': True,
            'college_student': True,
            'birth_date': '2004-08-15',
            'pay_date': '2025-03-01',
        },
        {},
        (('collected_now', '==', 40000, ''), ('benefit_from', '==', '2025-06-02', '')),
    ),
    (
        '石狮10己 中学生，1月20日缴费：从缴费之日起',
        {'local_household': True, 'student_here': True, 'birth_date': '2010-08-15', 'pay_date': '2025-01-20'},
        {},
        (('benefit_from', '==', '2025-01-20', ''),),
    ),
    (
        '石狮11甲 新生儿第90日缴费：从出生之日起',
        {'local_household': True, 'birth_date': '2025-05-01', 'pay_date': '2025-07-30'},
        {},
        (
            ('gross_due', '==', 40000, ''),
            ('benefit_from', '==', '2025-05-01', ''),
            ('benefit_until', '==', '2025-12-31', ''),
        ),
    ),
    (
        '石狮11乙 新生儿第91日缴费：不等待，从缴费之日起，仍是400元',
        {'local_household': True, 'birth_date': '2025-05-01', 'pay_date': '2025-07-31'},
        {},
        (('gross_due', '==', 40000, ''), ('benefit_from', '==', '2025-07-31', '')),
    ),
    (
        '石狮11丙 第90日缴费，另一种读法：出生当天算一天',
        {'local_household': True, 'birth_date': '2025-05-01', 'pay_date': '2025-07-30'},
        {'新生儿办理末日': '出生当天计入'},
        (('benefit_from', '==', '2025-07-30', ''),),
    ),
    (
        '石狮11丁 补缴期新生儿，另一种读法：按上级规定',
        {'local_household': True, 'birth_date': '2025-05-01', 'pay_date': '2025-07-30'},
        {'新生儿以本通知为准': '按上级规定'},
        (('gross_due', '==', 40000, ''), ('benefit_from', 'status', '待定', '')),
    ),
    (
        '石狮11戊 当年出生，延长期缴费',
        {'local_household': True, 'birth_date': '2025-01-10', 'pay_date': '2025-02-20'},
        {},
        (('gross_due', '==', 40000, ''), ('benefit_from', '==', '2025-01-10', '')),
    ),
    (
        '石狮11己 上年12月出生，1月缴费：取年度首日',
        {'local_household': True, 'birth_date': '2024-12-10', 'pay_date': '2025-01-20'},
        {},
        (('gross_due', '==', 40000, ''), ('benefit_from', '==', '2025-01-01', '')),
    ),
    (
        '石狮11庚 上年12月出生，另一种读法：从出生之日起',
        {'local_household': True, 'birth_date': '2024-12-10', 'pay_date': '2025-01-20'},
        {'上年出生起始日': '出生之日'},
        (('benefit_from', '==', '2024-12-10', ''),),
    ),
    (
        '石狮11辛 出生90日后，集中期缴费：取年度首日',
        {'local_household': True, 'birth_date': '2024-05-10', 'pay_date': '2024-10-01'},
        {},
        (('gross_due', '==', 40000, ''), ('benefit_from', '==', '2025-01-01', '')),
    ),
    (
        '石狮11壬 出生90日后，集中期缴费，另一种读法：从缴费之日起',
        {'local_household': True, 'birth_date': '2024-05-10', 'pay_date': '2024-10-01'},
        {'上年缴费起始日': '缴费之日'},
        (('benefit_from', '==', '2024-10-01', ''),),
    ),
    (
        '石狮12甲 一周岁当天缴费：算新生儿',
        {'local_household': True, 'birth_date': '2024-03-10', 'pay_date': '2025-03-10'},
        {},
        (('gross_due', '==', 40000, ''), ('benefit_from', '==', '2025-03-10', '')),
    ),
    (
        '石狮12乙 一周岁当天缴费，另一种读法：不算新生儿',
        {'local_household': True, 'birth_date': '2024-03-10', 'pay_date': '2025-03-10'},
        {'一周岁以内': '不含周岁当天'},
        (('benefit_from', '==', '2025-06-11', ''),),
    ),
    (
        '石狮12丙 一周岁次日缴费：按普通居民',
        {'local_household': True, 'birth_date': '2024-03-10', 'pay_date': '2025-03-11'},
        {},
        (('benefit_from', '==', '2025-06-12', ''),),
    ),
    (
        '石狮13甲 低保对象，8月缴费：属困难人口，仍按400元',
        {'local_household': True, 'subsistence': True, 'birth_date': '1985-05-20', 'pay_date': '2025-08-15'},
        {},
        (
            ('gross_due', '==', 40000, ''),
            ('relief_total', '==', 36000, ''),
            ('collected_now', '==', 4000, ''),
            ('benefit_from', 'status', '待定', ''),
        ),
    ),
    (
        '石狮13乙 重度残疾人，8月缴费：是否困难人口没写明',
        {
            'local_household': True,
            'severely_disabled': True,
            'birth_date': '1985-05-20',
            'pay_date': '2025-08-15',
        },
        {},
        (
            ('gross_due', 'status', '待定', ''),
            ('relief_total', '==', 40000, ''),
            ('collected_now', 'status', '待定', ''),
            ('benefit_from', 'status', '待定', ''),
        ),
    ),
    (
        '石狮13丙 重度残疾人，8月缴费：不算困难人口，减免按400元',
        {
            'local_household': True,
            'severely_disabled': True,
            'birth_date': '1985-05-20',
            'pay_date': '2025-08-15',
        },
        {'困难人口': '民政和农业农村认定'},
        (
            ('gross_due', '>=', 107000, ''),
            ('relief_total', '==', 40000, ''),
            ('collected_now', '>=', 67000, ''),
            ('benefit_from', '==', '2025-11-16', ''),
        ),
    ),
    (
        '石狮13丁 重度残疾人，8月缴费：不算困难人口，减免按全额',
        {
            'local_household': True,
            'severely_disabled': True,
            'birth_date': '1985-05-20',
            'pay_date': '2025-08-15',
        },
        {'困难人口': '民政和农业农村认定', '减免基数': '按应缴全额'},
        (('gross_due', '>=', 107000, ''), ('relief_total', '>=', 107000, ''), ('collected_now', '==', 0, '')),
    ),
    (
        '石狮13戊 重度残疾人，8月缴费：算困难人口',
        {
            'local_household': True,
            'severely_disabled': True,
            'birth_date': '1985-05-20',
            'pay_date': '2025-08-15',
        },
        {'困难人口': '全部减免对象'},
        (
            ('gross_due', '==', 40000, ''),
            ('collected_now', '==', 0, ''),
            ('benefit_from', 'status', '待定', ''),
        ),
    ),
    (
        '石狮14甲 低保边缘，60周岁前一天缴费：年度内会满，减不减没写明',
        {
            'local_household': True,
            'near_subsistence': True,
            'birth_date': '1965-01-15',
            'pay_date': '2025-01-14',
        },
        {},
        (('relief_total', 'status', '待定', ''), ('collected_now', 'status', '待定', '')),
    ),
    (
        '石狮14己 低保边缘，年度内满不满60周岁（第1行）',
        {
            'local_household': True,
            'near_subsistence': True,
            'pay_date': '2025-01-14',
            'birth_date': '1965-12-31',
        },
        {},
        (('relief_total', 'status', '待定', ''),),
    ),
    (
        '石狮14己 低保边缘，年度内满不满60周岁（第2行）',
        {
            'local_household': True,
            'near_subsistence': True,
            'pay_date': '2025-01-14',
            'birth_date': '1966-01-01',
        },
        {},
        (('relief_total', '==', 0, ''),),
    ),
    (
        '石狮14己 低保边缘，年度内满不满60周岁（第3行）',
        {
            'local_household': True,
            'near_subsistence': True,
            'pay_date': '2025-01-14',
            'birth_date': '1965-12-31',
        },
        {'年龄计算日': '年内达到'},
        (('relief_total', '==', 28000, ''),),
    ),
    (
        '石狮14己 低保边缘，年度内满不满60周岁（第4行：计生特殊家庭成员）',
        {
            'local_household': True,
            'near_subsistence': True,
            'pay_date': '2025-01-14',
            'special_family_planning': True,
            'birth_date': '1965-12-31',
        },
        {},
        (('relief_total', '==', 40000, ''),),
    ),
    (
        '石狮14乙 低保边缘，60周岁当天缴费',
        {
            'local_household': True,
            'near_subsistence': True,
            'birth_date': '1965-01-15',
            'pay_date': '2025-01-15',
        },
        {},
        (('relief_total', '==', 28000, ''), ('collected_now', '==', 12000, '')),
    ),
    (
        '石狮14丙 60周岁当天缴费，另一种读法：年龄算到年度首日',
        {
            'local_household': True,
            'near_subsistence': True,
            'birth_date': '1965-01-15',
            'pay_date': '2025-01-15',
        },
        {'年龄计算日': '按年度首日'},
        (('relief_total', '==', 0, ''), ('collected_now', '==', 40000, '')),
    ),
    (
        '石狮14丁 低保边缘，18周岁前一天缴费',
        {
            'local_household': True,
            'near_subsistence': True,
            'birth_date': '2007-01-15',
            'pay_date': '2025-01-14',
        },
        {},
        (('relief_total', '==', 28000, ''),),
    ),
    (
        '石狮14戊 低保边缘，18周岁当天缴费',
        {
            'local_household': True,
            'near_subsistence': True,
            'birth_date': '2007-01-15',
            'pay_date': '2025-01-15',
        },
        {},
        (('relief_total', '==', 0, ''),),
    ),
    (
        '石狮15甲 独生子女，18周岁前一天缴费',
        {'local_household': True, 'only_child': True, 'birth_date': '2007-01-15', 'pay_date': '2025-01-14'},
        {},
        (
            ('relief_total', '==', 40000, ''),
            ('payer', '==', '财政资金', ''),
            ('recognised_by', '==', '市卫健局', ''),
        ),
    ),
    (
        '石狮15乙 独生子女，18周岁当天缴费',
        {'local_household': True, 'only_child': True, 'birth_date': '2007-01-15', 'pay_date': '2025-01-15'},
        {},
        (('relief_total', '==', 0, ''), ('payer', 'status', '不适用', '')),
    ),
    (
        '石狮16 缴费后才认定为低保：是否退还没写明',
        {
            'local_household': True,
            'subsistence': True,
            'recognised_after_payment': True,
            'birth_date': '1985-05-20',
            'pay_date': '2024-11-10',
        },
        {},
        (
            ('gross_due', '==', 40000, ''),
            ('relief_total', 'status', '待定', ''),
            ('collected_now', 'status', '待定', ''),
            ('benefit_from', '==', '2025-01-01', ''),
        ),
    ),
    (
        '石狮17 低保对象动员后仍不参保',
        {
            'local_household': True,
            'subsistence': True,
            'gave_up': True,
            'birth_date': '1985-05-20',
            'pay_date': '2024-11-10',
        },
        {},
        (
            ('relief_total', 'status', '不适用', ''),
            ('benefit_from', 'status', '不适用', ''),
            ('benefit_until', 'status', '不适用', ''),
        ),
    ),
    (
        '石狮18甲 应参加职工医保的本市居民',
        {
            'local_household': True,
            'must_join_employee': True,
            'birth_date': '1985-05-20',
            'pay_date': '2024-11-10',
        },
        {},
        (('gross_due', 'status', '不适用', ''), ('benefit_from', 'status', '不适用', '')),
    ),
    (
        '石狮18乙 居住证持有人，是否另有医保没有填',
        {
            'local_household': False,
            'residence_permit': True,
            'birth_date': '1985-05-20',
            'pay_date': '2024-11-10',
        },
        {},
        (('gross_due', 'status', '缺资料', ''), ('benefit_from', 'status', '缺资料', '')),
    ),
    (
        '石狮18丙 居住证持有人，没有别的医保',
        {
            'local_household': False,
            'otherwise_insured': False,
            'residence_permit': True,
            'birth_date': '1985-05-20',
            'pay_date': '2024-11-10',
        },
        {},
        (('gross_due', '==', 40000, ''), ('benefit_from', '==', '2025-01-01', '')),
    ),
    (
        '石狮19 各类减免对象，8月缴费（第1行：特困人员）',
        {
            'local_household': True,
            'pay_date': '2025-08-15',
            'extreme_poverty': True,
            'birth_date': '1950-05-20',
        },
        {},
        (
            ('gross_due', '==', 40000, ''),
            ('relief_total', '==', 40000, ''),
            ('payer', '==', '医疗救助资金', ''),
            ('recognised_by', '==', '市民政局', ''),
        ),
    ),
    (
        '石狮19 各类减免对象，8月缴费（第2行：孤儿）',
        {'local_household': True, 'pay_date': '2025-08-15', 'orphan': True, 'birth_date': '2015-05-20'},
        {},
        (
            ('gross_due', '==', 40000, ''),
            ('relief_total', '==', 40000, ''),
            ('payer', '==', '医疗救助资金', ''),
            ('recognised_by', '==', '市民政局', ''),
        ),
    ),
    (
        '石狮19 各类减免对象，8月缴费（第3行：事实无人抚养儿童）',
        {
            'local_household': True,
            'pay_date': '2025-08-15',
            'unsupported_child': True,
            'birth_date': '2015-05-20',
        },
        {},
        (
            ('gross_due', '==', 40000, ''),
            ('relief_total', '==', 40000, ''),
            ('payer', '==', '医疗救助资金', ''),
            ('recognised_by', '==', '市民政局', ''),
        ),
    ),
    (
        '石狮19 各类减免对象，8月缴费（第4行：五老人员）',
        {
            'local_household': True,
            'pay_date': '2025-08-15',
            'revolutionary_elder': True,
            'birth_date': '1940-05-20',
        },
        {},
        (
            ('gross_due', 'status', '待定', ''),
            ('relief_total', '==', 40000, ''),
            ('payer', '==', '医疗救助资金', ''),
            ('recognised_by', '==', '市民政局', ''),
        ),
    ),
    (
        '石狮19 各类减免对象，8月缴费（第5行：监测对象）',
        {
            'local_household': True,
            'pay_date': '2025-08-15',
            'poverty_monitored': True,
            'birth_date': '1985-05-20',
        },
        {},
        (
            ('gross_due', '==', 40000, ''),
            ('relief_total', '==', 36000, ''),
            ('payer', '==', '医疗救助资金', ''),
            ('recognised_by', '==', '市农业农村局', ''),
        ),
    ),
    (
        '石狮19 各类减免对象，8月缴费（第6行：脱贫人员）',
        {
            'local_household': True,
            'pay_date': '2025-08-15',
            'lifted_from_poverty': True,
            'birth_date': '1985-05-20',
        },
        {},
        (
            ('gross_due', 'status', '待定', ''),
            ('relief_total', '==', 36000, ''),
            ('payer', '==', '医疗救助资金', ''),
            ('recognised_by', '==', '市农业农村局', ''),
        ),
    ),
    (
        '石狮19 各类减免对象，8月缴费（第7行：精简退职救济人员）',
        {
            'local_household': True,
            'pay_date': '2025-08-15',
            'retired_worker_relief': True,
            'birth_date': '1938-05-20',
        },
        {},
        (
            ('gross_due', 'status', '待定', ''),
            ('relief_total', '==', 40000, ''),
            ('payer', '==', '财政资金', ''),
            ('recognised_by', '==', '市民政局', ''),
        ),
    ),
    (
        '石狮19 各类减免对象，8月缴费（第8行：低保边缘家庭成员、其他残疾人）',
        {
            'local_household': True,
            'pay_date': '2025-08-15',
            'near_subsistence': True,
            'otherwise_disabled': True,
            'birth_date': '1985-05-20',
        },
        {},
        (
            ('gross_due', '==', 40000, ''),
            ('relief_total', '==', 28000, ''),
            ('payer', '==', '财政资金', ''),
            ('recognised_by', '==', '市民政局', ''),
        ),
    ),
    (
        '石狮19 各类减免对象，8月缴费（第9行：低保边缘家庭成员）',
        {
            'local_household': True,
            'pay_date': '2025-08-15',
            'near_subsistence': True,
            'birth_date': '1985-05-20',
        },
        {},
        (
            ('gross_due', 'status', '待定', ''),
            ('relief_total', '==', 0, ''),
            ('payer', 'status', '不适用', ''),
            ('recognised_by', 'status', '不适用', ''),
        ),
    ),
    (
        '石狮19 各类减免对象，8月缴费（第10行：本市在校学生、家庭经济困难学生）',
        {
            'local_household': True,
            'pay_date': '2025-08-15',
            'student_here': True,
            'poor_student': True,
            'birth_date': '2008-05-20',
        },
        {},
        (
            ('gross_due', 'status', '待定', ''),
            ('relief_total', '==', 40000, ''),
            ('payer', '==', '财政资金', ''),
            ('recognised_by', '==', '市教育局', ''),
        ),
    ),
    (
        '石狮19 各类减免对象，8月缴费（第11行：计生特殊家庭成员）',
        {
            'local_household': True,
            'pay_date': '2025-08-15',
            'special_family_planning': True,
            'birth_date': '1970-05-20',
        },
        {},
        (
            ('gross_due', 'status', '待定', ''),
            ('relief_total', '==', 40000, ''),
            ('payer', '==', '医疗救助资金', ''),
            ('recognised_by', '==', '市卫健局', ''),
        ),
    ),
    (
        '石狮19 各类减免对象，8月缴费（第12行：独生子女户夫妻）',
        {
            'local_household': True,
            'pay_date': '2025-08-15',
            'only_child_parent': True,
            'birth_date': '1985-05-20',
        },
        {},
        (
            ('gross_due', 'status', '待定', ''),
            ('relief_total', '==', 40000, ''),
            ('payer', '==', '财政资金', ''),
            ('recognised_by', '==', '市卫健局', ''),
        ),
    ),
    (
        '石狮19 各类减免对象，8月缴费（第13行：独生子女户子女）',
        {'local_household': True, 'pay_date': '2025-08-15', 'only_child': True, 'birth_date': '2015-05-20'},
        {},
        (
            ('gross_due', 'status', '待定', ''),
            ('relief_total', '==', 40000, ''),
            ('payer', '==', '财政资金', ''),
            ('recognised_by', '==', '市卫健局', ''),
        ),
    ),
    (
        '石狮19 各类减免对象，8月缴费（第14行：二女户夫妻）',
        {
            'local_household': True,
            'pay_date': '2025-08-15',
            'two_daughters_parent': True,
            'birth_date': '1985-05-20',
        },
        {},
        (
            ('gross_due', 'status', '待定', ''),
            ('relief_total', '==', 40000, ''),
            ('payer', '==', '财政资金', ''),
            ('recognised_by', '==', '市卫健局', ''),
        ),
    ),
    (
        '石狮19 各类减免对象，8月缴费（第15行：二女户女儿）',
        {
            'local_household': True,
            'pay_date': '2025-08-15',
            'two_daughters_child': True,
            'birth_date': '2007-08-16',
        },
        {},
        (
            ('gross_due', 'status', '待定', ''),
            ('relief_total', '==', 40000, ''),
            ('payer', '==', '财政资金', ''),
            ('recognised_by', '==', '市卫健局', ''),
        ),
    ),
    (
        '石狮19 各类减免对象，8月缴费（第16行：二女户女儿）',
        {
            'local_household': True,
            'pay_date': '2025-08-15',
            'two_daughters_child': True,
            'birth_date': '2007-08-15',
        },
        {},
        (
            ('gross_due', '>=', 107000, ''),
            ('relief_total', '==', 0, ''),
            ('payer', 'status', '不适用', ''),
            ('recognised_by', 'status', '不适用', ''),
        ),
    ),
    (
        '石狮19 各类减免对象，8月缴费（第17行：重点优抚对象）',
        {
            'local_household': True,
            'pay_date': '2025-08-15',
            'key_entitled_veteran': True,
            'birth_date': '1955-05-20',
        },
        {},
        (
            ('gross_due', 'status', '待定', ''),
            ('relief_total', '==', 40000, ''),
            ('payer', '==', '医疗救助资金', ''),
            ('recognised_by', '==', '市退役军人事务局', ''),
        ),
    ),
    (
        '石狮19 各类减免对象，8月缴费（第18行：一户多残残疾人）',
        {
            'local_household': True,
            'pay_date': '2025-08-15',
            'disabled_household': True,
            'birth_date': '1985-05-20',
        },
        {},
        (
            ('gross_due', 'status', '待定', ''),
            ('relief_total', '==', 40000, ''),
            ('payer', '==', '财政资金', ''),
            ('recognised_by', '==', '市残联', ''),
        ),
    ),
    (
        '石狮20 其他特定参保人群，7月1日起仍按400元（第1行：本市在校学生、其他学校新生）',
        {
            'birth_date': '2008-05-20',
            'local_household': False,
            'student_here': True,
            'other_freshman': True,
            'pay_date': '2025-07-01',
        },
        {},
        (('gross_due', '==', 40000, ''), ('benefit_from', 'status', '待定', '')),
    ),
    (
        '石狮20 其他特定参保人群，7月1日起仍按400元（第2行：本市户籍、职工医保转居民医保人员）',
        {
            'birth_date': '2008-05-20',
            'local_household': True,
            'from_employee': True,
            'pay_date': '2025-07-01',
        },
        {},
        (('gross_due', '==', 40000, ''), ('benefit_from', 'status', '待定', '')),
    ),
    (
        '石狮20 其他特定参保人群，7月1日起仍按400元（第3行：本市户籍、上级文件另列人群）',
        {
            'birth_date': '2008-05-20',
            'local_household': True,
            'listed_elsewhere': True,
            'pay_date': '2025-07-01',
        },
        {},
        (('gross_due', '==', 40000, ''), ('benefit_from', 'status', '待定', '')),
    ),
    (
        '石狮21 高校学生，补缴期以前的第一天和最后一天（第1行：高校新生）',
        {
            'local_household': False,
            'student_here': True,
            'birth_date': '2006-05-20',
            'college_freshman': True,
            'pay_date': '2024-09-01',
        },
        {},
        (('benefit_from', '==', '2024-09-01', ''),),
    ),
    (
        '石狮21 高校学生，补缴期以前的第一天和最后一天（第2行：高校新生）',
        {
            'local_household': False,
            'student_here': True,
            'birth_date': '2006-05-20',
            'college_freshman': True,
            'pay_date': '2025-02-28',
        },
        {},
        (('benefit_from', '==', '2024-09-01', ''),),
    ),
    (
        '石狮21 高校学生，补缴期以前的第一天和最后一天（第3行：高校其他在校学生）',
        {
            'local_household': False,
            'student_here': True,
            'birth_date': '2006-05-20',
            'college_student': True,
            'pay_date': '2024-09-01',
        },
        {},
        (('benefit_from', '==', '2025-01-01', ''),),
    ),
    (
        '石狮21 高校学生，补缴期以前的第一天和最后一天（第4行：高校其他在校学生）',
        {
            'local_household': False,
            'student_here': True,
            'birth_date': '2006-05-20',
            'college_student': True,
            'pay_date': '2025-02-28',
        },
        {},
        (('benefit_from', '==', '2025-01-01', ''),),
    ),
    (
        '石狮22 动员后仍不参保：只有定额资助的人视为放弃（第1行：监测对象）',
        {
            'local_household': True,
            'gave_up': True,
            'pay_date': '2024-11-10',
            'birth_date': '1985-05-20',
            'poverty_monitored': True,
        },
        {},
        (
            ('relief_total', 'status', '不适用', ''),
            ('benefit_from', 'status', '不适用', ''),
            ('benefit_until', 'status', '不适用', ''),
        ),
    ),
    (
        '石狮22 动员后仍不参保：只有定额资助的人视为放弃（第2行：脱贫人员）',
        {
            'local_household': True,
            'gave_up': True,
            'pay_date': '2024-11-10',
            'birth_date': '1985-05-20',
            'lifted_from_poverty': True,
        },
        {},
        (
            ('relief_total', 'status', '不适用', ''),
            ('benefit_from', 'status', '不适用', ''),
            ('benefit_until', 'status', '不适用', ''),
        ),
    ),
    (
        '石狮22 动员后仍不参保：只有定额资助的人视为放弃（第3行：低保边缘家庭成员、重度残疾人）',
        {
            'local_household': True,
            'gave_up': True,
            'pay_date': '2024-11-10',
            'birth_date': '1985-05-20',
            'near_subsistence': True,
            'severely_disabled': True,
        },
        {},
        (
            ('relief_total', 'status', '不适用', ''),
            ('benefit_from', 'status', '不适用', ''),
            ('benefit_until', 'status', '不适用', ''),
        ),
    ),
    (
        '石狮22 动员后仍不参保：只有定额资助的人视为放弃（第4行：低保边缘家庭成员、一户多残残疾人）',
        {
            'local_household': True,
            'gave_up': True,
            'pay_date': '2024-11-10',
            'birth_date': '1985-05-20',
            'near_subsistence': True,
            'disabled_household': True,
        },
        {},
        (
            ('relief_total', 'status', '不适用', ''),
            ('benefit_from', 'status', '不适用', ''),
            ('benefit_until', 'status', '不适用', ''),
        ),
    ),
    (
        '石狮22 动员后仍不参保：只有定额资助的人视为放弃（第5行：低保边缘家庭成员、其他残疾人）',
        {
            'local_household': True,
            'gave_up': True,
            'pay_date': '2024-11-10',
            'birth_date': '1985-05-20',
            'near_subsistence': True,
            'otherwise_disabled': True,
        },
        {},
        (
            ('relief_total', 'status', '不适用', ''),
            ('benefit_from', 'status', '不适用', ''),
            ('benefit_until', 'status', '不适用', ''),
        ),
    ),
    (
        '石狮22 动员后仍不参保：只有定额资助的人视为放弃（第6行：特困人员）',
        {
            'local_household': True,
            'gave_up': True,
            'pay_date': '2024-11-10',
            'birth_date': '1985-05-20',
            'extreme_poverty': True,
        },
        {},
        (
            ('relief_total', '==', 40000, ''),
            ('benefit_from', '==', '2025-01-01', ''),
            ('benefit_until', '==', '2025-12-31', ''),
        ),
    ),
    (
        '石狮23 缴费后才认定：是否退还没写明（第1行：特困人员）',
        {
            'local_household': True,
            'recognised_after_payment': True,
            'pay_date': '2024-11-10',
            'birth_date': '1985-05-20',
            'extreme_poverty': True,
        },
        {},
        (('relief_total', 'status', '待定', ''),),
    ),
    (
        '石狮23 缴费后才认定：是否退还没写明（第2行：低保边缘家庭成员）',
        {
            'local_household': True,
            'recognised_after_payment': True,
            'pay_date': '2024-11-10',
            'birth_date': '1985-05-20',
            'near_subsistence': True,
        },
        {},
        (('relief_total', 'status', '待定', ''),),
    ),
    (
        '石狮25 尚未落户的新生儿（第1行：尚未落户新生儿）',
        {
            'local_household': False,
            'birth_date': '2025-05-01',
            'unregistered_newborn': True,
            'pay_date': '2025-07-30',
        },
        {},
        (('gross_due', '==', 40000, ''), ('benefit_from', '==', '2025-05-01', '')),
    ),
    (
        '石狮25 尚未落户的新生儿（第2行：尚未落户新生儿）',
        {
            'local_household': False,
            'birth_date': '2025-05-01',
            'unregistered_newborn': True,
            'pay_date': '2025-07-31',
        },
        {},
        (('gross_due', '==', 40000, ''), ('benefit_from', '==', '2025-07-31', '')),
    ),
    (
        '石狮25 尚未落户的新生儿（第3行）',
        {'local_household': False, 'birth_date': '2025-05-01', 'pay_date': '2025-07-30'},
        {},
        (('gross_due', 'status', '不适用', ''), ('benefit_from', 'status', '不适用', '')),
    ),
    (
        '石狮26 有职工医保的本市居民，两种读法（第1行）',
        {
            'local_household': True,
            'employee_insured': True,
            'birth_date': '1985-05-20',
            'pay_date': '2024-11-10',
        },
        {},
        (('gross_due', 'status', '不适用', ''),),
    ),
    (
        '石狮26 有职工医保的本市居民，两种读法（第2行）',
        {
            'local_household': True,
            'employee_insured': True,
            'birth_date': '1985-05-20',
            'pay_date': '2024-11-10',
        },
        {'职工医保的排除': '只排除应参加'},
        (('gross_due', '==', 40000, ''),),
    ),
    (
        '石狮27 2025年秋季入学的高校新生（第1行）',
        {
            'local_household': False,
            'student_here': True,
            'freshman_this_autumn': True,
            'birth_date': '2007-05-20',
            'pay_date': '2025-09-10',
        },
        {},
        (('gross_due', '==', 40000, ''), ('benefit_from', 'status', '待定', '')),
    ),
    (
        '石狮27 2025年秋季入学的高校新生（第2行）',
        {
            'local_household': False,
            'student_here': True,
            'freshman_this_autumn': True,
            'birth_date': '2007-05-20',
            'pay_date': '2025-02-10',
        },
        {},
        (('gross_due', '==', 40000, ''), ('benefit_from', '==', '2025-02-10', '')),
    ),
    (
        '石狮28 脱贫人员8月缴费，困难人口的三种读法（第1行）',
        {
            'local_household': True,
            'lifted_from_poverty': True,
            'birth_date': '1985-05-20',
            'pay_date': '2025-08-15',
        },
        {'困难人口': '民政认定和监测对象'},
        (('gross_due', '>=', 107000, ''), ('collected_now', '>=', 71000, '')),
    ),
    (
        '石狮28 脱贫人员8月缴费，困难人口的三种读法（第2行）',
        {
            'local_household': True,
            'lifted_from_poverty': True,
            'birth_date': '1985-05-20',
            'pay_date': '2025-08-15',
        },
        {'困难人口': '民政和农业农村认定'},
        (('gross_due', '==', 40000, ''), ('collected_now', '==', 4000, '')),
    ),
    (
        '石狮28 脱贫人员8月缴费，困难人口的三种读法（第3行）',
        {
            'local_household': True,
            'lifted_from_poverty': True,
            'birth_date': '1985-05-20',
            'pay_date': '2025-08-15',
        },
        {'困难人口': '全部减免对象'},
        (('gross_due', '==', 40000, ''), ('collected_now', '==', 4000, '')),
    ),
    (
        '石狮24 三段时间以外的新生儿：没有写明',
        {'local_household': True, 'birth_date': '2025-12-20', 'pay_date': '2026-01-05'},
        {},
        (('gross_due', 'status', '待定', ''), ('benefit_from', 'status', '待定', '')),
    ),
)
INPUT_SCHEMA: Final[Mapping[str, object]] = {
    '$schema': 'https://json-schema.org/draft/2020-12/schema',
    'title': '石狮市2025年度城乡居民基本医保参保缴费',
    'type': 'object',
    'properties': {
        'pay_date': {
            'title': '缴费日',
            'type': ['string', 'null'],
            'format': 'date',
            'description': '缴费当天的日期',
        },
        'birth_date': {
            'title': '出生日期',
            'type': ['string', 'null'],
            'format': 'date',
            'description': '按身份证；尚未落户的按出生医学证明',
        },
        'local_household': {
            'title': '本市户籍',
            'type': ['boolean', 'null'],
            'description': '户口在办理参保的市，选是或否',
        },
        'employee_insured': {
            'title': '参加职工医保',
            'type': ['boolean', 'null'],
            'description': '正在参加职工医保的勾选',
            'default': False,
        },
        'otherwise_insured': {
            'title': '参加其他基本医保',
            'type': ['boolean', 'null'],
            'description': '只问持居住证的人：是否已参加别的基本医保',
        },
        'student_here': {
            'title': '本市在校学生',
            'type': ['boolean', 'null'],
            'description': '在本市就读的在校学生勾选',
            'default': False,
        },
        'armed_police_here': {
            'title': '驻本市武警官兵',
            'type': ['boolean', 'null'],
            'description': '驻本市的武警官兵勾选',
            'default': False,
        },
        'unemployed_hmt_resident': {
            'title': '港澳台未就业居民',
            'type': ['boolean', 'null'],
            'description': '住在本市、没有就业的港澳台人员勾选',
            'default': False,
        },
        'residence_permit': {
            'title': '持本市居住证',
            'type': ['boolean', 'null'],
            'description': '持有本市有效居住证的勾选',
            'default': False,
        },
        'unemployed_permanent_resident': {
            'title': '永久居留未就业外国人',
            'type': ['boolean', 'null'],
            'description': '持永久居留证、住在本市、没有就业的外国人勾选',
            'default': False,
        },
        'migrant_child': {
            'title': '流动人口子女',
            'type': ['boolean', 'null'],
            'description': '父母是已在本市参加基本医保的流动人口的勾选',
            'default': False,
        },
        'unregistered_newborn': {
            'title': '尚未落户新生儿',
            'type': ['boolean', 'null'],
            'description': '一周岁以内、还没有上户口、凭出生医学证明登记的勾选',
            'default': False,
        },
        'extreme_poverty': {
            'title': '特困人员',
            'type': ['boolean', 'null'],
            'description': '特困供养证',
            'default': False,
        },
        'orphan': {'title': '孤儿', 'type': ['boolean', 'null'], 'description': '孤儿认定', 'default': False},
        'unsupported_child': {
            'title': '事实无人抚养儿童',
            'type': ['boolean', 'null'],
            'description': '事实无人抚养儿童认定',
            'default': False,
        },
        'subsistence': {
            'title': '低保对象',
            'type': ['boolean', 'null'],
            'description': '最低生活保障证',
            'default': False,
        },
        'near_subsistence': {
            'title': '低保边缘家庭成员',
            'type': ['boolean', 'null'],
            'description': '低保边缘家庭的每个成员都勾选',
            'default': False,
        },
        'poverty_monitored': {
            'title': '监测对象',
            'type': ['boolean', 'null'],
            'description': '纳入监测的农村易返贫致贫人员',
            'default': False,
        },
        'lifted_from_poverty': {
            'title': '脱贫人员',
            'type': ['boolean', 'null'],
            'description': '仍享受政策的脱贫人员',
            'default': False,
        },
        'revolutionary_elder': {
            'title': '五老人员',
            'type': ['boolean', 'null'],
            'description': '革命“五老”人员认定',
            'default': False,
        },
        'retired_worker_relief': {
            'title': '精简退职救济人员',
            'type': ['boolean', 'null'],
            'description': '六十年代精简退职、享受40%救济的职工',
            'default': False,
        },
        'severely_disabled': {
            'title': '重度残疾人',
            'type': ['boolean', 'null'],
            'description': '残疾人证：重度',
            'default': False,
        },
        'disabled_household': {
            'title': '一户多残残疾人',
            'type': ['boolean', 'null'],
            'description': '一户多残家庭中的残疾人',
            'default': False,
        },
        'otherwise_disabled': {
            'title': '其他残疾人',
            'type': ['boolean', 'null'],
            'description': '有残疾人证，但不属于上面两种',
            'default': False,
        },
        'key_entitled_veteran': {
            'title': '重点优抚对象',
            'type': ['boolean', 'null'],
            'description': '重点优抚对象认定',
            'default': False,
        },
        'special_family_planning': {
            'title': '计生特殊家庭成员',
            'type': ['boolean', 'null'],
            'description': '计划生育特殊家庭成员',
            'default': False,
        },
        'two_daughters_parent': {
            'title': '二女户夫妻',
            'type': ['boolean', 'null'],
            'description': '农村生育两个女孩并已绝育的夫妻一方',
            'default': False,
        },
        'two_daughters_child': {
            'title': '二女户女儿',
            'type': ['boolean', 'null'],
            'description': '上述家庭的女儿，年龄、婚否另问',
            'default': False,
        },
        'college_freshman': {
            'title': '高校新生',
            'type': ['boolean', 'null'],
            'description': '缴费年度前一个秋季入学的高校新生',
            'default': False,
        },
        'college_student': {
            'title': '高校其他在校学生',
            'type': ['boolean', 'null'],
            'description': '新生以外的高校在校学生',
            'default': False,
        },
        'listed_elsewhere': {
            'title': '上级文件另列人群',
            'type': ['boolean', 'null'],
            'description': '省、泉州市文件另行列为特定或特殊人群的勾选',
            'default': False,
        },
        'recognised_after_payment': {
            'title': '缴费后新增认定',
            'type': ['boolean', 'null'],
            'description': '先缴了费，后来才认定为减免对象的勾选',
            'default': False,
        },
        'gave_up': {
            'title': '放弃参保',
            'type': ['boolean', 'null'],
            'description': '享受定额资助，多次动员后仍不缴费的勾选',
            'default': False,
        },
        'must_join_employee': {
            'title': '应参加职工医保',
            'type': ['boolean', 'null'],
            'description': '有单位、依法应参加职工医保的勾选',
            'default': False,
        },
        'freshman_this_autumn': {
            'title': '当年秋季高校新生',
            'type': ['boolean', 'null'],
            'description': '2025年秋季入学的高校新生勾选',
            'default': False,
        },
        'other_freshman': {
            'title': '其他学校新生',
            'type': ['boolean', 'null'],
            'description': '高校以外的学校当年入学的新生勾选',
            'default': False,
        },
        'from_employee': {
            'title': '职工医保转居民医保人员',
            'type': ['boolean', 'null'],
            'description': '符合条件、由职工医保转来的勾选',
            'default': False,
        },
        'poor_student': {
            'title': '家庭经济困难学生',
            'type': ['boolean', 'null'],
            'description': '本市大中专、技校在校生，经市教育局认定',
            'default': False,
        },
        'only_child_parent': {
            'title': '独生子女户夫妻',
            'type': ['boolean', 'null'],
            'description': '领《独生子女父母光荣证》的夫妻一方',
            'default': False,
        },
        'only_child': {
            'title': '独生子女户子女',
            'type': ['boolean', 'null'],
            'description': '上述家庭的子女，年龄另算',
            'default': False,
        },
    },
    'additionalProperties': False,
    'examples': [given for _, given, _, _ in _CASES],
}
OUTPUT_SCHEMA: Final[Mapping[str, object]] = {
    '$schema': 'https://json-schema.org/draft/2020-12/schema',
    'title': '石狮市2025年度城乡居民基本医保参保缴费',
    'type': 'object',
    'properties': {
        'schema': {'const': 'polc.eval/1'},
        'policy': {'type': 'object'},
        'outputs': {
            'type': 'object',
            'properties': {
                'pay_window': {
                    'title': '缴费时段',
                    'description': '缴费日落在通知的哪一段',
                    'x-clause': '二',
                    'type': 'object',
                    'properties': {
                        'name': {'const': '缴费时段'},
                        'status': {'enum': ['value', 'bound', 'undetermined', 'missing', 'not_applicable']},
                        'value': {'enum': ['集中参保缴费期', '延长参保缴费期', '参保补缴期', None]},
                        'text': {'type': 'string'},
                        'clauses': {'type': 'array', 'items': {'type': 'string'}},
                        'reason': {'type': 'string'},
                    },
                    'required': ['name', 'status', 'value', 'text', 'clauses', 'reason'],
                },
                'gross_due': {
                    'title': '应缴金额',
                    'description': '减免以前应缴多少',
                    'x-clause': '三',
                    'type': 'object',
                    'properties': {
                        'name': {'const': '应缴金额'},
                        'status': {'enum': ['value', 'bound', 'undetermined', 'missing', 'not_applicable']},
                        'value': {'type': ['integer', 'object', 'string', 'null'], 'x-unit': '分'},
                        'text': {'type': 'string'},
                        'clauses': {'type': 'array', 'items': {'type': 'string'}},
                        'reason': {'type': 'string'},
                    },
                    'required': ['name', 'status', 'value', 'text', 'clauses', 'reason'],
                },
                'relief_total': {
                    'title': '减免金额',
                    'description': '一共减多少，当场的和以后退的',
                    'x-clause': '四',
                    'type': 'object',
                    'properties': {
                        'name': {'const': '减免金额'},
                        'status': {'enum': ['value', 'bound', 'undetermined', 'missing', 'not_applicable']},
                        'value': {'type': ['integer', 'object', 'string', 'null'], 'x-unit': '分'},
                        'text': {'type': 'string'},
                        'clauses': {'type': 'array', 'items': {'type': 'string'}},
                        'reason': {'type': 'string'},
                    },
                    'required': ['name', 'status', 'value', 'text', 'clauses', 'reason'],
                },
                'relief_now': {
                    'title': '当场减免',
                    'description': '窗口当场少收多少',
                    'x-clause': '四',
                    'type': 'object',
                    'properties': {
                        'name': {'const': '当场减免'},
                        'status': {'enum': ['value', 'bound', 'undetermined', 'missing', 'not_applicable']},
                        'value': {'type': ['integer', 'object', 'string', 'null'], 'x-unit': '分'},
                        'text': {'type': 'string'},
                        'clauses': {'type': 'array', 'items': {'type': 'string'}},
                        'reason': {'type': 'string'},
                    },
                    'required': ['name', 'status', 'value', 'text', 'clauses', 'reason'],
                },
                'refund_later': {
                    'title': '先缴后补退还',
                    'description': '本人先缴、以后退还多少',
                    'x-clause': '四',
                    'type': 'object',
                    'properties': {
                        'name': {'const': '先缴后补退还'},
                        'status': {'enum': ['value', 'bound', 'undetermined', 'missing', 'not_applicable']},
                        'value': {'type': ['integer', 'object', 'string', 'null'], 'x-unit': '分'},
                        'text': {'type': 'string'},
                        'clauses': {'type': 'array', 'items': {'type': 'string'}},
                        'reason': {'type': 'string'},
                    },
                    'required': ['name', 'status', 'value', 'text', 'clauses', 'reason'],
                },
                'payer': {
                    'title': '付款方',
                    'description': '减掉的钱由谁付',
                    'x-clause': '四',
                    'type': 'object',
                    'properties': {
                        'name': {'const': '付款方'},
                        'status': {'enum': ['value', 'bound', 'undetermined', 'missing', 'not_applicable']},
                        'value': {'enum': ['医疗救助资金', '财政资金', '县级政府统筹', '卫健部门', None]},
                        'text': {'type': 'string'},
                        'clauses': {'type': 'array', 'items': {'type': 'string'}},
                        'reason': {'type': 'string'},
                    },
                    'required': ['name', 'status', 'value', 'text', 'clauses', 'reason'],
                },
                'recognised_by': {
                    'title': '认定机关',
                    'description': '减免身份由哪个部门认定',
                    'x-clause': '四',
                    'type': 'object',
                    'properties': {
                        'name': {'const': '认定机关'},
                        'status': {'enum': ['value', 'bound', 'undetermined', 'missing', 'not_applicable']},
                        'value': {
                            'enum': [
                                '市民政局',
                                '市农业农村局',
                                '市教育局',
                                '市卫健局',
                                '市退役军人事务局',
                                '市残联',
                                None,
                            ],
                        },
                        'text': {'type': 'string'},
                        'clauses': {'type': 'array', 'items': {'type': 'string'}},
                        'reason': {'type': 'string'},
                    },
                    'required': ['name', 'status', 'value', 'text', 'clauses', 'reason'],
                },
                'collected_now': {
                    'title': '窗口实缴',
                    'description': '窗口收多少',
                    'x-clause': '',
                    'type': 'object',
                    'properties': {
                        'name': {'const': '窗口实缴'},
                        'status': {'enum': ['value', 'bound', 'undetermined', 'missing', 'not_applicable']},
                        'value': {'type': ['integer', 'object', 'string', 'null'], 'x-unit': '分'},
                        'text': {'type': 'string'},
                        'clauses': {'type': 'array', 'items': {'type': 'string'}},
                        'reason': {'type': 'string'},
                    },
                    'required': ['name', 'status', 'value', 'text', 'clauses', 'reason'],
                },
                'finally_borne': {
                    'title': '个人最终负担',
                    'description': '退还以后本人负担多少',
                    'x-clause': '',
                    'type': 'object',
                    'properties': {
                        'name': {'const': '个人最终负担'},
                        'status': {'enum': ['value', 'bound', 'undetermined', 'missing', 'not_applicable']},
                        'value': {'type': ['integer', 'object', 'string', 'null'], 'x-unit': '分'},
                        'text': {'type': 'string'},
                        'clauses': {'type': 'array', 'items': {'type': 'string'}},
                        'reason': {'type': 'string'},
                    },
                    'required': ['name', 'status', 'value', 'text', 'clauses', 'reason'],
                },
                'benefit_from': {
                    'title': '待遇起始日',
                    'description': '从哪天起享受待遇',
                    'x-clause': '二',
                    'type': 'object',
                    'properties': {
                        'name': {'const': '待遇起始日'},
                        'status': {'enum': ['value', 'bound', 'undetermined', 'missing', 'not_applicable']},
                        'value': {'type': ['string', 'null'], 'format': 'date'},
                        'text': {'type': 'string'},
                        'clauses': {'type': 'array', 'items': {'type': 'string'}},
                        'reason': {'type': 'string'},
                    },
                    'required': ['name', 'status', 'value', 'text', 'clauses', 'reason'],
                },
                'benefit_until': {
                    'title': '待遇截止日',
                    'description': '享受到哪天，含当天',
                    'x-clause': '二',
                    'type': 'object',
                    'properties': {
                        'name': {'const': '待遇截止日'},
                        'status': {'enum': ['value', 'bound', 'undetermined', 'missing', 'not_applicable']},
                        'value': {'type': ['string', 'null'], 'format': 'date'},
                        'text': {'type': 'string'},
                        'clauses': {'type': 'array', 'items': {'type': 'string'}},
                        'reason': {'type': 'string'},
                    },
                    'required': ['name', 'status', 'value', 'text', 'clauses', 'reason'],
                },
            },
            'required': [
                'pay_window',
                'gross_due',
                'relief_total',
                'relief_now',
                'refund_later',
                'payer',
                'recognised_by',
                'collected_now',
                'finally_borne',
                'benefit_from',
                'benefit_until',
            ],
        },
        'missing': {
            'type': 'array',
            'items': {
                'enum': [
                    'pay_date',
                    'birth_date',
                    'local_household',
                    'employee_insured',
                    'otherwise_insured',
                    'student_here',
                    'armed_police_here',
                    'unemployed_hmt_resident',
                    'residence_permit',
                    'unemployed_permanent_resident',
                    'migrant_child',
                    'unregistered_newborn',
                    'extreme_poverty',
                    'orphan',
                    'unsupported_child',
                    'subsistence',
                    'near_subsistence',
                    'poverty_monitored',
                    'lifted_from_poverty',
                    'revolutionary_elder',
                    'retired_worker_relief',
                    'severely_disabled',
                    'disabled_household',
                    'otherwise_disabled',
                    'key_entitled_veteran',
                    'special_family_planning',
                    'two_daughters_parent',
                    'two_daughters_child',
                    'college_freshman',
                    'college_student',
                    'listed_elsewhere',
                    'recognised_after_payment',
                    'gave_up',
                    'must_join_employee',
                    'freshman_this_autumn',
                    'other_freshman',
                    'from_employee',
                    'poor_student',
                    'only_child_parent',
                    'only_child',
                ],
            },
        },
        'assumptions': {'type': 'array', 'items': {'type': 'object'}},
    },
    'required': ['schema', 'policy', 'outputs', 'missing', 'assumptions'],
}


class Person(_Fields):
    'One person: what is known of 40 facts; None = unknown, which is not False.'
    pay_date: date | None
    birth_date: date | None
    local_household: bool | None
    employee_insured: bool | None
    otherwise_insured: bool | None
    student_here: bool | None
    armed_police_here: bool | None
    unemployed_hmt_resident: bool | None
    residence_permit: bool | None
    unemployed_permanent_resident: bool | None
    migrant_child: bool | None
    unregistered_newborn: bool | None
    extreme_poverty: bool | None
    orphan: bool | None
    unsupported_child: bool | None
    subsistence: bool | None
    near_subsistence: bool | None
    poverty_monitored: bool | None
    lifted_from_poverty: bool | None
    revolutionary_elder: bool | None
    retired_worker_relief: bool | None
    severely_disabled: bool | None
    disabled_household: bool | None
    otherwise_disabled: bool | None
    key_entitled_veteran: bool | None
    special_family_planning: bool | None
    two_daughters_parent: bool | None
    two_daughters_child: bool | None
    college_freshman: bool | None
    college_student: bool | None
    listed_elsewhere: bool | None
    recognised_after_payment: bool | None
    gave_up: bool | None
    must_join_employee: bool | None
    freshman_this_autumn: bool | None
    other_freshman: bool | None
    from_employee: bool | None
    poor_student: bool | None
    only_child_parent: bool | None
    only_child: bool | None
    _w0: int
    _w1: int
    _open: int
    __setattr__ = _refuse_set
    __delattr__ = _refuse_delete

    def __init__(
        self,
        *,
        pay_date: date | None = None,
        birth_date: date | None = None,
        local_household: bool | None = None,
        employee_insured: bool | None = False,
        otherwise_insured: bool | None = None,
        student_here: bool | None = False,
        armed_police_here: bool | None = False,
        unemployed_hmt_resident: bool | None = False,
        residence_permit: bool | None = False,
        unemployed_permanent_resident: bool | None = False,
        migrant_child: bool | None = False,
        unregistered_newborn: bool | None = False,
        extreme_poverty: bool | None = False,
        orphan: bool | None = False,
        unsupported_child: bool | None = False,
        subsistence: bool | None = False,
        near_subsistence: bool | None = False,
        poverty_monitored: bool | None = False,
        lifted_from_poverty: bool | None = False,
        revolutionary_elder: bool | None = False,
        retired_worker_relief: bool | None = False,
        severely_disabled: bool | None = False,
        disabled_household: bool | None = False,
        otherwise_disabled: bool | None = False,
        key_entitled_veteran: bool | None = False,
        special_family_planning: bool | None = False,
        two_daughters_parent: bool | None = False,
        two_daughters_child: bool | None = False,
        college_freshman: bool | None = False,
        college_student: bool | None = False,
        listed_elsewhere: bool | None = False,
        recognised_after_payment: bool | None = False,
        gave_up: bool | None = False,
        must_join_employee: bool | None = False,
        freshman_this_autumn: bool | None = False,
        other_freshman: bool | None = False,
        from_employee: bool | None = False,
        poor_student: bool | None = False,
        only_child_parent: bool | None = False,
        only_child: bool | None = False,
    ) -> None:
        _w0 = 0
        _w1 = 0
        _open = 0
        _check(FIELDS[0], pay_date)
        if pay_date is None:
            _open |= 4
        _check(FIELDS[1], birth_date)
        if birth_date is None:
            _open |= 4
        if local_household is True:
            _w0 |= 1
        elif local_household is not False:
            _check(FIELDS[2], local_household)
            _open |= 1
        if employee_insured is True:
            _w0 |= 2
        elif employee_insured is not False:
            _check(FIELDS[3], employee_insured)
            _open |= 4
        if otherwise_insured is True:
            _w0 |= 4
        elif otherwise_insured is not False:
            _check(FIELDS[4], otherwise_insured)
            _open |= 2
        if student_here is True:
            _w0 |= 8
        elif student_here is not False:
            _check(FIELDS[5], student_here)
            _open |= 4
        if armed_police_here is True:
            _w0 |= 16
        elif armed_police_here is not False:
            _check(FIELDS[6], armed_police_here)
            _open |= 4
        if unemployed_hmt_resident is True:
            _w0 |= 32
        elif unemployed_hmt_resident is not False:
            _check(FIELDS[7], unemployed_hmt_resident)
            _open |= 4
        if residence_permit is True:
            _w0 |= 64
        elif residence_permit is not False:
            _check(FIELDS[8], residence_permit)
            _open |= 4
        if unemployed_permanent_resident is True:
            _w0 |= 128
        elif unemployed_permanent_resident is not False:
            _check(FIELDS[9], unemployed_permanent_resident)
            _open |= 4
        if migrant_child is True:
            _w0 |= 256
        elif migrant_child is not False:
            _check(FIELDS[10], migrant_child)
            _open |= 4
        if unregistered_newborn is True:
            _w0 |= 512
        elif unregistered_newborn is not False:
            _check(FIELDS[11], unregistered_newborn)
            _open |= 4
        if extreme_poverty is True:
            _w0 |= 1024
        elif extreme_poverty is not False:
            _check(FIELDS[12], extreme_poverty)
            _open |= 4
        if orphan is True:
            _w0 |= 2048
        elif orphan is not False:
            _check(FIELDS[13], orphan)
            _open |= 4
        if unsupported_child is True:
            _w0 |= 4096
        elif unsupported_child is not False:
            _check(FIELDS[14], unsupported_child)
            _open |= 4
        if subsistence is True:
            _w0 |= 8192
        elif subsistence is not False:
            _check(FIELDS[15], subsistence)
            _open |= 4
        if near_subsistence is True:
            _w0 |= 16384
        elif near_subsistence is not False:
            _check(FIELDS[16], near_subsistence)
            _open |= 4
        if poverty_monitored is True:
            _w0 |= 32768
        elif poverty_monitored is not False:
            _check(FIELDS[17], poverty_monitored)
            _open |= 4
        if lifted_from_poverty is True:
            _w0 |= 65536
        elif lifted_from_poverty is not False:
            _check(FIELDS[18], lifted_from_poverty)
            _open |= 4
        if revolutionary_elder is True:
            _w0 |= 131072
        elif revolutionary_elder is not False:
            _check(FIELDS[19], revolutionary_elder)
            _open |= 4
        if retired_worker_relief is True:
            _w0 |= 262144
        elif retired_worker_relief is not False:
            _check(FIELDS[20], retired_worker_relief)
            _open |= 4
        if severely_disabled is True:
            _w0 |= 524288
        elif severely_disabled is not False:
            _check(FIELDS[21], severely_disabled)
            _open |= 4
        if disabled_household is True:
            _w0 |= 1048576
        elif disabled_household is not False:
            _check(FIELDS[22], disabled_household)
            _open |= 4
        if otherwise_disabled is True:
            _w0 |= 2097152
        elif otherwise_disabled is not False:
            _check(FIELDS[23], otherwise_disabled)
            _open |= 4
        if key_entitled_veteran is True:
            _w0 |= 4194304
        elif key_entitled_veteran is not False:
            _check(FIELDS[24], key_entitled_veteran)
            _open |= 4
        if special_family_planning is True:
            _w0 |= 8388608
        elif special_family_planning is not False:
            _check(FIELDS[25], special_family_planning)
            _open |= 4
        if two_daughters_parent is True:
            _w0 |= 16777216
        elif two_daughters_parent is not False:
            _check(FIELDS[26], two_daughters_parent)
            _open |= 4
        if two_daughters_child is True:
            _w0 |= 33554432
        elif two_daughters_child is not False:
            _check(FIELDS[27], two_daughters_child)
            _open |= 4
        if college_freshman is True:
            _w0 |= 67108864
        elif college_freshman is not False:
            _check(FIELDS[28], college_freshman)
            _open |= 4
        if college_student is True:
            _w0 |= 134217728
        elif college_student is not False:
            _check(FIELDS[29], college_student)
            _open |= 4
        if listed_elsewhere is True:
            _w0 |= 268435456
        elif listed_elsewhere is not False:
            _check(FIELDS[30], listed_elsewhere)
            _open |= 4
        if recognised_after_payment is True:
            _w0 |= 536870912
        elif recognised_after_payment is not False:
            _check(FIELDS[31], recognised_after_payment)
            _open |= 4
        if gave_up is True:
            _w1 |= 1
        elif gave_up is not False:
            _check(FIELDS[32], gave_up)
            _open |= 4
        if must_join_employee is True:
            _w1 |= 2
        elif must_join_employee is not False:
            _check(FIELDS[33], must_join_employee)
            _open |= 4
        if freshman_this_autumn is True:
            _w1 |= 4
        elif freshman_this_autumn is not False:
            _check(FIELDS[34], freshman_this_autumn)
            _open |= 4
        if other_freshman is True:
            _w1 |= 8
        elif other_freshman is not False:
            _check(FIELDS[35], other_freshman)
            _open |= 4
        if from_employee is True:
            _w1 |= 16
        elif from_employee is not False:
            _check(FIELDS[36], from_employee)
            _open |= 4
        if poor_student is True:
            _w1 |= 32
        elif poor_student is not False:
            _check(FIELDS[37], poor_student)
            _open |= 4
        if only_child_parent is True:
            _w1 |= 64
        elif only_child_parent is not False:
            _check(FIELDS[38], only_child_parent)
            _open |= 4
        if only_child is True:
            _w1 |= 128
        elif only_child is not False:
            _check(FIELDS[39], only_child)
            _open |= 4
        self.__dict__.update(
            {
                'pay_date': pay_date,
                'birth_date': birth_date,
                'local_household': local_household,
                'employee_insured': employee_insured,
                'otherwise_insured': otherwise_insured,
                'student_here': student_here,
                'armed_police_here': armed_police_here,
                'unemployed_hmt_resident': unemployed_hmt_resident,
                'residence_permit': residence_permit,
                'unemployed_permanent_resident': unemployed_permanent_resident,
                'migrant_child': migrant_child,
                'unregistered_newborn': unregistered_newborn,
                'extreme_poverty': extreme_poverty,
                'orphan': orphan,
                'unsupported_child': unsupported_child,
                'subsistence': subsistence,
                'near_subsistence': near_subsistence,
                'poverty_monitored': poverty_monitored,
                'lifted_from_poverty': lifted_from_poverty,
                'revolutionary_elder': revolutionary_elder,
                'retired_worker_relief': retired_worker_relief,
                'severely_disabled': severely_disabled,
                'disabled_household': disabled_household,
                'otherwise_disabled': otherwise_disabled,
                'key_entitled_veteran': key_entitled_veteran,
                'special_family_planning': special_family_planning,
                'two_daughters_parent': two_daughters_parent,
                'two_daughters_child': two_daughters_child,
                'college_freshman': college_freshman,
                'college_student': college_student,
                'listed_elsewhere': listed_elsewhere,
                'recognised_after_payment': recognised_after_payment,
                'gave_up': gave_up,
                'must_join_employee': must_join_employee,
                'freshman_this_autumn': freshman_this_autumn,
                'other_freshman': other_freshman,
                'from_employee': from_employee,
                'poor_student': poor_student,
                'only_child_parent': only_child_parent,
                'only_child': only_child,
                '_w0': _w0,
                '_w1': _w1,
                '_open': _open,
            },
        )

    @classmethod
    def from_mapping(cls, row: Mapping[str, object], *, columns: Mapping[str, str] | None=None) -> Person:
        'A person from one row; keys are aliases, Chinese names, or columns that `columns` maps to them.'
        return cls(**_read_facts(_POLICY.fact_by_name, row, columns))


class Decision(_Decided):
    'What the policy decides for one person.'
    __slots__ = __match_args__ = ('pay_window', 'gross_due', 'relief_total', 'relief_now', 'refund_later', 'payer', 'recognised_by', 'collected_now', 'finally_borne', 'benefit_from', 'benefit_until')
    pay_window: str | Open
    gross_due: Money
    relief_total: Money
    relief_now: Money
    refund_later: Money
    payer: str | Open
    recognised_by: str | Open
    collected_now: Money
    finally_borne: Money
    benefit_from: date | Open
    benefit_until: date | Open
    _policy = _POLICY
    __setattr__ = _refuse_set
    __delattr__ = _refuse_delete

    @property
    def reasons(self) -> tuple[Reason, ...]:
        if type(self._basis) is tuple:
            try:
                return _told(self._basis)
            except _GaveUp:
                pass
        return _reasons(_POLICY, self._evaluation)


class _Draft(_Decided):
    'A decision that is being filled; then it becomes a `Decision`.'
    __slots__ = __match_args__ = ('pay_window', 'gross_due', 'relief_total', 'relief_now', 'refund_later', 'payer', 'recognised_by', 'collected_now', 'finally_borne', 'benefit_from', 'benefit_until')

    def __init__(
        self,
        pay_window: Any,
        gross_due: Any,
        relief_total: Any,
        relief_now: Any,
        refund_later: Any,
        payer: Any,
        recognised_by: Any,
        collected_now: Any,
        finally_borne: Any,
        benefit_from: Any,
        benefit_until: Any,
        basis: Any,
    ) -> None:
        self.pay_window = pay_window
        self.gross_due = gross_due
        self.relief_total = relief_total
        self.relief_now = relief_now
        self.refund_later = refund_later
        self.payer = payer
        self.recognised_by = recognised_by
        self.collected_now = collected_now
        self.finally_borne = finally_borne
        self.benefit_from = benefit_from
        self.benefit_until = benefit_until
        self._basis = basis


_DECISION: Any = Decision
_DRAFT: Any = _Draft
_K29 = _Settler(_CHOICES[19], _POLICY.labels, _BOUNDS, '唯一', (0,))
_K30 = _Settler(_CHOICES[21], _POLICY.labels, _BOUNDS, '只取最高', (10, 10, 1, 0, 0))
_K32 = _Settler(_CHOICES[15], _POLICY.labels, _BOUNDS, '唯一', (0,))
_K34 = _Settler(_CHOICES[16], _POLICY.labels, _BOUNDS, '唯一', (0,))
_K48 = _Settler(_CHOICES[1], _POLICY.labels, _BOUNDS, '唯一', (0,))


def _wholly_known(person: Any) -> Any:
    c145_0: Any
    c148_0: Any
    c151_0: Any
    c154_0: Any
    c163_0: Any
    c192_0: Any
    c192_1: Any
    c192_2: Any
    c192_3: Any
    c192_4: Any
    c201_0: Any
    c205_0: Any
    c212_0: Any
    c216_0: Any
    c219_0: Any
    c222_0: Any
    c229_0: Any
    c233_0: Any
    c236_0: Any
    c239_0: Any
    c41_0: Any
    decided: Any
    f_birth_date: Any
    f_college_freshman: Any
    f_disabled_household: Any
    f_extreme_poverty: Any
    f_freshman_this_autumn: Any
    f_from_employee: Any
    f_key_entitled_veteran: Any
    f_lifted_from_poverty: Any
    f_listed_elsewhere: Any
    f_near_subsistence: Any
    f_only_child_parent: Any
    f_orphan: Any
    f_other_freshman: Any
    f_pay_date: Any
    f_poor_student: Any
    f_poverty_monitored: Any
    f_retired_worker_relief: Any
    f_revolutionary_elder: Any
    f_severely_disabled: Any
    f_special_family_planning: Any
    f_subsistence: Any
    f_two_daughters_parent: Any
    f_unsupported_child: Any
    v100: Any
    v103: Any
    v104: Any
    v105: Any
    v111: Any
    v116: Any
    v122: Any
    v123: Any
    v124: Any
    v126: Any
    v128: Any
    v130: Any
    v131: Any
    v133: Any
    v134: Any
    v135: Any
    v137: Any
    v141: Any
    v147: Any
    v157: Any
    v159: Any
    v160: Any
    v161: Any
    v162: Any
    v168: Any
    v176: Any
    v180: Any
    v190: Any
    v198: Any
    v20: Any
    v203: Any
    v208: Any
    v211: Any
    v215: Any
    v225: Any
    v228: Any
    v23: Any
    v232: Any
    v28: Any
    v30: Any
    v52: Any
    v58: Any
    v59: Any
    v65: Any
    v76: Any
    v78: Any
    v89: Any
    v93: Any
    x145: Any
    x148: Any
    x163: Any
    x192: Any
    x212: Any
    x216: Any
    x229: Any
    x233: Any
    y192: Any
    f_pay_date = person.pay_date
    v20 = (
        person.student_here
        or person.armed_police_here
        or person.unemployed_hmt_resident
        or person.unemployed_permanent_resident
        or person.migrant_child
        or person.unregistered_newborn
        or (person.residence_permit and (not person.otherwise_insured))
        or (person.local_household and (not (person.must_join_employee or person.employee_insured)))
    )
    if not v20:
        c41_0 = _K27
    else:
        v23 = f_pay_date >= _K4
        if v23 and f_pay_date <= _K10:
            c41_0 = '集中参保缴费期'
        else:
            v28 = f_pay_date >= _K2
            v30 = f_pay_date <= _K11
            if v28 and v30:
                c41_0 = '延长参保缴费期'
            elif f_pay_date >= _K12 and f_pay_date <= _K3:
                c41_0 = '参保补缴期'
            else:
                c41_0 = _K13
    f_college_freshman = person.college_freshman
    f_freshman_this_autumn = person.freshman_this_autumn
    f_other_freshman = person.other_freshman
    f_birth_date = person.birth_date
    f_only_child_parent = person.only_child_parent
    f_two_daughters_parent = person.two_daughters_parent
    f_severely_disabled = person.severely_disabled
    f_disabled_household = person.disabled_household
    f_near_subsistence = person.near_subsistence
    f_extreme_poverty = person.extreme_poverty
    f_orphan = person.orphan
    f_unsupported_child = person.unsupported_child
    f_revolutionary_elder = person.revolutionary_elder
    f_subsistence = person.subsistence
    f_poverty_monitored = person.poverty_monitored
    f_lifted_from_poverty = person.lifted_from_poverty
    f_retired_worker_relief = person.retired_worker_relief
    f_poor_student = person.poor_student
    f_special_family_planning = person.special_family_planning
    f_key_entitled_veteran = person.key_entitled_veteran
    f_from_employee = person.from_employee
    f_listed_elsewhere = person.listed_elsewhere
    c151_0 = 40000
    if not v20:
        c163_0 = _K27
    else:
        v157 = f_pay_date >= _K19
        v52 = f_pay_date <= _add_months(f_birth_date, 12, True)
        v100 = (
            f_college_freshman
            or f_freshman_this_autumn
            or f_other_freshman
            or f_extreme_poverty
            or f_orphan
            or f_unsupported_child
            or f_subsistence
            or f_near_subsistence
            or f_poverty_monitored
            or f_from_employee
            or f_listed_elsewhere
            or v52
        )
        v104 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '参保补缴期'
        v159 = v157 and (not v100) and v104
        v111 = f_pay_date <= f_birth_date + _K28
        v134 = not v111
        v147 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 in ('集中参保缴费期', '延长参保缴费期', '参保补缴期')
        v160 = v52 and v134 and v147
        x163 = v159.__class__ is not bool or v160.__class__ is not bool or v147.__class__ is not bool
        if not x163:
            if v159:
                v161 = _Amount(c151_0)
                c154_0 = _K18
                v162 = _plus(v161, c154_0)
                c163_0 = v162
                if v160 and c163_0 != v161:
                    x163 = True
            elif v160 or v147:
                v161 = _Amount(c151_0)
                c163_0 = v161
            else:
                c163_0 = _K16
        if x163:
            v161 = _Amount(c151_0)
            c154_0 = _K18
            v162 = _plus(v161, c154_0)
            c163_0 = _K29.settle(True, (v147, v159, v160), ((v161,), (v162,), (v161,), (_K16,), (_K16,)), None)[0]
    if not v20:
        c192_0 = _K27
        c192_1 = _K27
        c192_2 = _K27
        c192_3 = _K27
        c192_4 = _K27
    else:
        v89 = f_poverty_monitored or f_lifted_from_poverty
        v76 = f_pay_date >= _birthday(f_birth_date, 60, True)
        v58 = not f_pay_date >= _birthday(f_birth_date, 18, True)
        v78 = (
            f_near_subsistence
            and (f_severely_disabled or f_disabled_household or person.otherwise_disabled or v76 or v58)
        )
        v168 = f_near_subsistence and (not v78) and (not v76) and (_K3 >= _birthday(f_birth_date, 60, True))
        v59 = person.only_child and v58
        v65 = person.two_daughters_child and v58
        v93 = f_only_child_parent or f_two_daughters_parent or v59 or v65
        x192 = False
        v126 = person.gave_up and (f_subsistence or f_poverty_monitored or f_lifted_from_poverty or v78)
        if v126:
            c192_0 = _K23
            c192_1 = _K23
            c192_2 = _K23
            c192_3 = _K23
            c192_4 = _K23
        elif person.recognised_after_payment:
            c192_0 = _K22
            c192_1 = _K22
            c192_2 = _K22
            c192_3 = _K22
            c192_4 = _K22
        elif f_extreme_poverty or f_orphan or f_unsupported_child or f_revolutionary_elder:
            x192 = (
                f_subsistence
                or v89
                or f_retired_worker_relief
                or v78
                or v168
                or f_poor_student
                or f_special_family_planning
                or v93
                or f_key_entitled_veteran
                or f_severely_disabled
                or f_disabled_household
            )
            v190 = c151_0 * 10
            c192_0 = v190
            c192_1 = v190
            c192_2 = 0
            c192_3 = '医疗救助资金'
            c192_4 = '市民政局'
        elif f_subsistence:
            x192 = (
                v89
                or f_retired_worker_relief
                or v78
                or v168
                or f_poor_student
                or f_special_family_planning
                or v93
                or f_key_entitled_veteran
                or f_severely_disabled
                or f_disabled_household
            )
            v176 = c151_0 * 9
            c192_0 = v176
            c192_1 = v176
            c192_2 = 0
            c192_3 = '医疗救助资金'
            c192_4 = '市民政局'
        elif v89:
            x192 = (
                f_retired_worker_relief
                or v78
                or v168
                or f_poor_student
                or f_special_family_planning
                or v93
                or f_key_entitled_veteran
                or f_severely_disabled
                or f_disabled_household
            )
            v176 = c151_0 * 9
            c192_0 = v176
            c192_1 = v176
            c192_2 = 0
            c192_3 = '医疗救助资金'
            c192_4 = '市农业农村局'
        elif f_retired_worker_relief:
            x192 = (
                v78
                or v168
                or f_poor_student
                or f_special_family_planning
                or v93
                or f_key_entitled_veteran
                or f_severely_disabled
                or f_disabled_household
            )
            v190 = c151_0 * 10
            c192_0 = v190
            c192_1 = v190
            c192_2 = 0
            c192_3 = '财政资金'
            c192_4 = '市民政局'
        elif v78:
            x192 = (
                v168
                or f_poor_student
                or f_special_family_planning
                or v93
                or f_key_entitled_veteran
                or f_severely_disabled
                or f_disabled_household
            )
            v180 = c151_0 * 7
            c192_0 = v180
            c192_1 = v180
            c192_2 = 0
            c192_3 = '财政资金'
            c192_4 = '市民政局'
        elif v168:
            x192 = (
                f_poor_student
                or f_special_family_planning
                or v93
                or f_key_entitled_veteran
                or f_severely_disabled
                or f_disabled_household
            )
            c192_0 = _K21
            c192_1 = _K21
            c192_2 = _K21
            c192_3 = '财政资金'
            c192_4 = '市民政局'
        elif f_poor_student:
            x192 = (
                f_special_family_planning
                or v93
                or f_key_entitled_veteran
                or f_severely_disabled
                or f_disabled_household
            )
            v190 = c151_0 * 10
            c192_0 = v190
            c192_1 = v190
            c192_2 = 0
            c192_3 = '财政资金'
            c192_4 = '市教育局'
        elif f_special_family_planning:
            x192 = v93 or f_key_entitled_veteran or f_severely_disabled or f_disabled_household
            v190 = c151_0 * 10
            c192_0 = v190
            c192_1 = v190
            c192_2 = 0
            c192_3 = '医疗救助资金'
            c192_4 = '市卫健局'
        elif v93:
            x192 = f_key_entitled_veteran or f_severely_disabled or f_disabled_household
            v190 = c151_0 * 10
            c192_0 = v190
            c192_1 = v190
            c192_2 = 0
            c192_3 = '财政资金'
            c192_4 = '市卫健局'
        elif f_key_entitled_veteran:
            x192 = f_severely_disabled or f_disabled_household
            v190 = c151_0 * 10
            c192_0 = v190
            c192_1 = v190
            c192_2 = 0
            c192_3 = '医疗救助资金'
            c192_4 = '市退役军人事务局'
        elif f_severely_disabled:
            x192 = f_disabled_household
            v190 = c151_0 * 10
            c192_0 = v190
            c192_1 = v190
            c192_2 = 0
            c192_3 = '医疗救助资金'
            c192_4 = '市残联'
        elif f_disabled_household:
            v190 = c151_0 * 10
            c192_0 = v190
            c192_1 = v190
            c192_2 = 0
            c192_3 = '财政资金'
            c192_4 = '市残联'
        else:
            c192_0 = 0
            c192_1 = 0
            c192_2 = 0
            c192_3 = _K25
            c192_4 = _K25
        if x192:
            v126 = person.gave_up and (f_subsistence or f_poverty_monitored or f_lifted_from_poverty or v78)
            v190 = c151_0 * 10
            v176 = c151_0 * 9
            v180 = c151_0 * 7
            y192 = _K30.settle(
                True,
                (
                    f_extreme_poverty or f_orphan or f_unsupported_child or f_revolutionary_elder,
                    f_subsistence,
                    v89,
                    f_retired_worker_relief,
                    v78,
                    v168,
                    f_poor_student,
                    f_special_family_planning,
                    v93,
                    f_key_entitled_veteran,
                    f_severely_disabled,
                    f_disabled_household,
                    person.recognised_after_payment,
                    v126,
                ),
                (
                    (v190, v190, _K20, '医疗救助资金', '市民政局'),
                    (v176, v176, _K20, '医疗救助资金', '市民政局'),
                    (v176, v176, _K20, '医疗救助资金', '市农业农村局'),
                    (v190, v190, _K20, '财政资金', '市民政局'),
                    (v180, v180, _K20, '财政资金', '市民政局'),
                    (_K21, _K21, _K21, '财政资金', '市民政局'),
                    (v190, v190, _K20, '财政资金', '市教育局'),
                    (v190, v190, _K20, '医疗救助资金', '市卫健局'),
                    (v190, v190, _K20, '财政资金', '市卫健局'),
                    (v190, v190, _K20, '医疗救助资金', '市退役军人事务局'),
                    (v190, v190, _K20, '医疗救助资金', '市残联'),
                    (v190, v190, _K20, '财政资金', '市残联'),
                    (_K22, _K22, _K22, _K22, _K22),
                    (_K23, _K23, _K23, _K23, _K23),
                    (_K20, _K20, _K20, _K25, _K25),
                    (_K24, _K24, _K24, _K24, _K24),
                ),
                v190,
            )
            c192_0 = y192[0]
            c192_1 = y192[1]
            c192_2 = y192[2]
            c192_3 = y192[3]
            c192_4 = y192[4]
    if not v20:
        c216_0 = _K27
    else:
        v157 = f_pay_date >= _K19
        v52 = f_pay_date <= _add_months(f_birth_date, 12, True)
        v208 = (
            f_college_freshman
            or f_freshman_this_autumn
            or f_other_freshman
            or f_extreme_poverty
            or f_orphan
            or f_unsupported_child
            or f_subsistence
            or f_near_subsistence
            or f_poverty_monitored
            or f_lifted_from_poverty
            or f_from_employee
            or f_listed_elsewhere
            or v52
        )
        v104 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '参保补缴期'
        v215 = v157 and (not v208) and v104
        v111 = f_pay_date <= f_birth_date + _K28
        v134 = not v111
        v147 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 in ('集中参保缴费期', '延长参保缴费期', '参保补缴期')
        v160 = v52 and v134 and v147
        x216 = v215.__class__ is not bool or v160.__class__ is not bool or v147.__class__ is not bool
        if not x216:
            if v215:
                v161 = _Amount(c151_0)
                c154_0 = _K18
                v162 = _plus(v161, c154_0)
                c216_0 = v162
                if v160 and c216_0 != v161:
                    x216 = True
            elif v160 or v147:
                v161 = _Amount(c151_0)
                c216_0 = v161
            else:
                c216_0 = _K16
        if x216:
            v161 = _Amount(c151_0)
            c154_0 = _K18
            v162 = _plus(v161, c154_0)
            c216_0 = _K29.settle(True, (v147, v215, v160), ((v161,), (v162,), (v161,), (_K16,), (_K16,)), None)[0]
    if not v20:
        c233_0 = _K27
    else:
        v157 = f_pay_date >= _K19
        v52 = f_pay_date <= _add_months(f_birth_date, 12, True)
        v58 = not f_pay_date >= _birthday(f_birth_date, 18, True)
        v59 = person.only_child and v58
        v65 = person.two_daughters_child and v58
        v76 = f_pay_date >= _birthday(f_birth_date, 60, True)
        v78 = (
            f_near_subsistence
            and (f_severely_disabled or f_disabled_household or person.otherwise_disabled or v58 or v76)
        )
        v225 = (
            f_college_freshman
            or f_freshman_this_autumn
            or f_other_freshman
            or f_extreme_poverty
            or f_orphan
            or f_unsupported_child
            or f_revolutionary_elder
            or f_subsistence
            or f_poverty_monitored
            or f_lifted_from_poverty
            or f_retired_worker_relief
            or f_poor_student
            or f_special_family_planning
            or f_only_child_parent
            or f_two_daughters_parent
            or f_key_entitled_veteran
            or f_severely_disabled
            or f_disabled_household
            or f_from_employee
            or f_listed_elsewhere
            or v52
            or v59
            or v65
            or v78
        )
        v104 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '参保补缴期'
        v232 = v157 and (not v225) and v104
        v111 = f_pay_date <= f_birth_date + _K28
        v134 = not v111
        v147 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 in ('集中参保缴费期', '延长参保缴费期', '参保补缴期')
        v160 = v52 and v134 and v147
        x233 = v232.__class__ is not bool or v160.__class__ is not bool or v147.__class__ is not bool
        if not x233:
            if v232:
                v161 = _Amount(c151_0)
                c154_0 = _K18
                v162 = _plus(v161, c154_0)
                c233_0 = v162
                if v160 and c233_0 != v161:
                    x233 = True
            elif v160 or v147:
                v161 = _Amount(c151_0)
                c233_0 = v161
            else:
                c233_0 = _K16
        if x233:
            v161 = _Amount(c151_0)
            c154_0 = _K18
            v162 = _plus(v161, c154_0)
            c233_0 = _K29.settle(True, (v147, v232, v160), ((v161,), (v162,), (v161,), (_K16,), (_K16,)), None)[0]
    if c163_0 != c216_0 or c163_0 != c233_0:
        _give_up()
    v198 = c192_1 if c192_1.__class__ in _STATUSES else _Amount(_divide(c192_1, 10))
    c201_0 = _met(c163_0, v198) if c163_0.__class__ in _STATUSES or v198.__class__ in _STATUSES else _plus(c163_0, _times(v198, -1))
    v198 = c192_1 if c192_1.__class__ in _STATUSES else _Amount(_divide(c192_1, 10))
    c219_0 = _met(c216_0, v198) if c216_0.__class__ in _STATUSES or v198.__class__ in _STATUSES else _plus(c216_0, _times(v198, -1))
    v198 = c192_1 if c192_1.__class__ in _STATUSES else _Amount(_divide(c192_1, 10))
    c236_0 = _met(c233_0, v198) if c233_0.__class__ in _STATUSES or v198.__class__ in _STATUSES else _plus(c233_0, _times(v198, -1))
    if c201_0 != c219_0 or c201_0 != c236_0:
        _give_up()
    v203 = c192_0 if c192_0.__class__ in _STATUSES else _Amount(_divide(c192_0, 10))
    c205_0 = _met(c163_0, v203) if c163_0.__class__ in _STATUSES or v203.__class__ in _STATUSES else _plus(c163_0, _times(v203, -1))
    v203 = c192_0 if c192_0.__class__ in _STATUSES else _Amount(_divide(c192_0, 10))
    c222_0 = _met(c216_0, v203) if c216_0.__class__ in _STATUSES or v203.__class__ in _STATUSES else _plus(c216_0, _times(v203, -1))
    v203 = c192_0 if c192_0.__class__ in _STATUSES else _Amount(_divide(c192_0, 10))
    c239_0 = _met(c233_0, v203) if c233_0.__class__ in _STATUSES or v203.__class__ in _STATUSES else _plus(c233_0, _times(v203, -1))
    if c205_0 != c222_0 or c205_0 != c239_0:
        _give_up()
    if not v20:
        c145_0 = _K27
    else:
        v76 = f_pay_date >= _birthday(f_birth_date, 60, True)
        v58 = not f_pay_date >= _birthday(f_birth_date, 18, True)
        v78 = (
            f_near_subsistence
            and (f_severely_disabled or f_disabled_household or person.otherwise_disabled or v76 or v58)
        )
        v126 = person.gave_up and (f_subsistence or f_poverty_monitored or f_lifted_from_poverty or v78)
        v23 = f_pay_date >= _K4
        v30 = f_pay_date <= _K11
        v128 = f_college_freshman and v23 and v30
        v130 = person.college_student and v23 and v30
        v116 = f_birth_date >= _K2
        v52 = f_pay_date <= _add_months(f_birth_date, 12, True)
        v111 = f_pay_date <= f_birth_date + _K28
        v103 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 in ('集中参保缴费期', '延长参保缴费期')
        v104 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '参保补缴期'
        v105 = True if v103 is True or v104 is True else False if v103 is False and v104 is False else _opened(v103, v104)
        v131 = v116 and v52 and v111 and v105
        v133 = v52 and v111 and (not v116) and v105
        v134 = not v111
        v28 = f_pay_date >= _K2
        v135 = v52 and v134 and v28 and v105
        v137 = v52 and v134 and (not v28) and v105
        v100 = (
            v52
            or f_college_freshman
            or f_freshman_this_autumn
            or f_other_freshman
            or f_extreme_poverty
            or f_orphan
            or f_unsupported_child
            or f_subsistence
            or f_near_subsistence
            or f_poverty_monitored
            or f_from_employee
            or f_listed_elsewhere
        )
        v124 = v100 and v104
        v122 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '集中参保缴费期'
        v123 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '延长参保缴费期'
        x145 = (
            v131.__class__ is not bool
            or v133.__class__ is not bool
            or v135.__class__ is not bool
            or v137.__class__ is not bool
            or v124.__class__ is not bool
            or v122.__class__ is not bool
            or v123.__class__ is not bool
            or v104.__class__ is not bool
        )
        if not x145:
            if v126:
                c145_0 = _K15
            elif v128:
                c145_0 = _K4
                if v130 and c145_0 != _K2:
                    x145 = True
                if v131 and c145_0 != f_birth_date:
                    x145 = True
                if v133 and c145_0 != _K2:
                    x145 = True
                if v135 and c145_0 != f_pay_date:
                    x145 = True
                if v137 and c145_0 != _K2:
                    x145 = True
                if v124 and c145_0 != _K14:
                    x145 = True
            elif v130:
                c145_0 = _K2
                if v131 and c145_0 != f_birth_date:
                    x145 = True
                if v135 and c145_0 != f_pay_date:
                    x145 = True
                if v124 and c145_0 != _K14:
                    x145 = True
            elif v131:
                c145_0 = f_birth_date
            elif v133:
                c145_0 = _K2
            elif v135:
                c145_0 = f_pay_date
            elif v137:
                c145_0 = _K2
            elif v124:
                c145_0 = _K14
            elif v122:
                c145_0 = _K2
            elif v123:
                c145_0 = f_pay_date
            elif v104:
                v141 = _add_months(f_pay_date, 3, True) + _K31
                c145_0 = v141
            else:
                c145_0 = _K16
        if x145:
            v141 = _add_months(f_pay_date, 3, True) + _K31
            c145_0 = _K32.settle(True, (v122, v123, v104, v124, v126, v128, v130, v131, v133, v135, v137), ((_K2,), (f_pay_date,), (v141,), (_K14,), (_K15,), (_K4,), (_K2,), (f_birth_date,), (_K2,), (f_pay_date,), (_K2,), (_K16,), (_K16,)), None)[0]
    if not v20:
        c212_0 = _K27
    else:
        v76 = f_pay_date >= _birthday(f_birth_date, 60, True)
        v58 = not f_pay_date >= _birthday(f_birth_date, 18, True)
        v78 = (
            f_near_subsistence
            and (f_severely_disabled or f_disabled_household or person.otherwise_disabled or v76 or v58)
        )
        v126 = person.gave_up and (f_subsistence or f_poverty_monitored or f_lifted_from_poverty or v78)
        v23 = f_pay_date >= _K4
        v30 = f_pay_date <= _K11
        v128 = f_college_freshman and v23 and v30
        v130 = person.college_student and v23 and v30
        v116 = f_birth_date >= _K2
        v52 = f_pay_date <= _add_months(f_birth_date, 12, True)
        v111 = f_pay_date <= f_birth_date + _K28
        v103 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 in ('集中参保缴费期', '延长参保缴费期')
        v104 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '参保补缴期'
        v105 = True if v103 is True or v104 is True else False if v103 is False and v104 is False else _opened(v103, v104)
        v131 = v116 and v52 and v111 and v105
        v133 = v52 and v111 and (not v116) and v105
        v134 = not v111
        v28 = f_pay_date >= _K2
        v135 = v52 and v134 and v28 and v105
        v137 = v52 and v134 and (not v28) and v105
        v208 = (
            v52
            or f_college_freshman
            or f_freshman_this_autumn
            or f_other_freshman
            or f_extreme_poverty
            or f_orphan
            or f_unsupported_child
            or f_subsistence
            or f_near_subsistence
            or f_poverty_monitored
            or f_lifted_from_poverty
            or f_from_employee
            or f_listed_elsewhere
        )
        v211 = v208 and v104
        v122 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '集中参保缴费期'
        v123 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '延长参保缴费期'
        x212 = (
            v131.__class__ is not bool
            or v133.__class__ is not bool
            or v135.__class__ is not bool
            or v137.__class__ is not bool
            or v211.__class__ is not bool
            or v122.__class__ is not bool
            or v123.__class__ is not bool
            or v104.__class__ is not bool
        )
        if not x212:
            if v126:
                c212_0 = _K15
            elif v128:
                c212_0 = _K4
                if v130 and c212_0 != _K2:
                    x212 = True
                if v131 and c212_0 != f_birth_date:
                    x212 = True
                if v133 and c212_0 != _K2:
                    x212 = True
                if v135 and c212_0 != f_pay_date:
                    x212 = True
                if v137 and c212_0 != _K2:
                    x212 = True
                if v211 and c212_0 != _K14:
                    x212 = True
            elif v130:
                c212_0 = _K2
                if v131 and c212_0 != f_birth_date:
                    x212 = True
                if v135 and c212_0 != f_pay_date:
                    x212 = True
                if v211 and c212_0 != _K14:
                    x212 = True
            elif v131:
                c212_0 = f_birth_date
            elif v133:
                c212_0 = _K2
            elif v135:
                c212_0 = f_pay_date
            elif v137:
                c212_0 = _K2
            elif v211:
                c212_0 = _K14
            elif v122:
                c212_0 = _K2
            elif v123:
                c212_0 = f_pay_date
            elif v104:
                v141 = _add_months(f_pay_date, 3, True) + _K31
                c212_0 = v141
            else:
                c212_0 = _K16
        if x212:
            v141 = _add_months(f_pay_date, 3, True) + _K31
            c212_0 = _K32.settle(True, (v122, v123, v104, v211, v126, v128, v130, v131, v133, v135, v137), ((_K2,), (f_pay_date,), (v141,), (_K14,), (_K15,), (_K4,), (_K2,), (f_birth_date,), (_K2,), (f_pay_date,), (_K2,), (_K16,), (_K16,)), None)[0]
    if not v20:
        c229_0 = _K27
    else:
        v76 = f_pay_date >= _birthday(f_birth_date, 60, True)
        v58 = not f_pay_date >= _birthday(f_birth_date, 18, True)
        v78 = (
            f_near_subsistence
            and (f_severely_disabled or f_disabled_household or person.otherwise_disabled or v76 or v58)
        )
        v126 = person.gave_up and (f_subsistence or f_poverty_monitored or f_lifted_from_poverty or v78)
        v23 = f_pay_date >= _K4
        v30 = f_pay_date <= _K11
        v128 = f_college_freshman and v23 and v30
        v130 = person.college_student and v23 and v30
        v116 = f_birth_date >= _K2
        v52 = f_pay_date <= _add_months(f_birth_date, 12, True)
        v111 = f_pay_date <= f_birth_date + _K28
        v103 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 in ('集中参保缴费期', '延长参保缴费期')
        v104 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '参保补缴期'
        v105 = True if v103 is True or v104 is True else False if v103 is False and v104 is False else _opened(v103, v104)
        v131 = v116 and v52 and v111 and v105
        v133 = v52 and v111 and (not v116) and v105
        v134 = not v111
        v28 = f_pay_date >= _K2
        v135 = v52 and v134 and v28 and v105
        v137 = v52 and v134 and (not v28) and v105
        v59 = person.only_child and v58
        v65 = person.two_daughters_child and v58
        v225 = (
            v52
            or f_college_freshman
            or f_freshman_this_autumn
            or f_other_freshman
            or f_extreme_poverty
            or f_orphan
            or f_unsupported_child
            or f_revolutionary_elder
            or f_subsistence
            or f_poverty_monitored
            or f_lifted_from_poverty
            or f_retired_worker_relief
            or v78
            or f_poor_student
            or f_special_family_planning
            or f_only_child_parent
            or f_two_daughters_parent
            or f_key_entitled_veteran
            or f_severely_disabled
            or f_disabled_household
            or f_from_employee
            or f_listed_elsewhere
            or v59
            or v65
        )
        v228 = v225 and v104
        v122 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '集中参保缴费期'
        v123 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '延长参保缴费期'
        x229 = (
            v131.__class__ is not bool
            or v133.__class__ is not bool
            or v135.__class__ is not bool
            or v137.__class__ is not bool
            or v228.__class__ is not bool
            or v122.__class__ is not bool
            or v123.__class__ is not bool
            or v104.__class__ is not bool
        )
        if not x229:
            if v126:
                c229_0 = _K15
            elif v128:
                c229_0 = _K4
                if v130 and c229_0 != _K2:
                    x229 = True
                if v131 and c229_0 != f_birth_date:
                    x229 = True
                if v133 and c229_0 != _K2:
                    x229 = True
                if v135 and c229_0 != f_pay_date:
                    x229 = True
                if v137 and c229_0 != _K2:
                    x229 = True
                if v228 and c229_0 != _K14:
                    x229 = True
            elif v130:
                c229_0 = _K2
                if v131 and c229_0 != f_birth_date:
                    x229 = True
                if v135 and c229_0 != f_pay_date:
                    x229 = True
                if v228 and c229_0 != _K14:
                    x229 = True
            elif v131:
                c229_0 = f_birth_date
            elif v133:
                c229_0 = _K2
            elif v135:
                c229_0 = f_pay_date
            elif v137:
                c229_0 = _K2
            elif v228:
                c229_0 = _K14
            elif v122:
                c229_0 = _K2
            elif v123:
                c229_0 = f_pay_date
            elif v104:
                v141 = _add_months(f_pay_date, 3, True) + _K31
                c229_0 = v141
            else:
                c229_0 = _K16
        if x229:
            v141 = _add_months(f_pay_date, 3, True) + _K31
            c229_0 = _K32.settle(True, (v122, v123, v104, v228, v126, v128, v130, v131, v133, v135, v137), ((_K2,), (f_pay_date,), (v141,), (_K14,), (_K15,), (_K4,), (_K2,), (f_birth_date,), (_K2,), (f_pay_date,), (_K2,), (_K16,), (_K16,)), None)[0]
    if c145_0 != c212_0 or c145_0 != c229_0:
        _give_up()
    if not v20:
        c148_0 = _K27
    else:
        v76 = f_pay_date >= _birthday(f_birth_date, 60, True)
        v58 = not f_pay_date >= _birthday(f_birth_date, 18, True)
        v78 = (
            f_near_subsistence
            and (f_severely_disabled or f_disabled_household or person.otherwise_disabled or v76 or v58)
        )
        v126 = person.gave_up and (f_subsistence or f_poverty_monitored or f_lifted_from_poverty or v78)
        v23 = f_pay_date >= _K4
        v30 = f_pay_date <= _K11
        v128 = f_college_freshman and v23 and v30
        v147 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 in ('集中参保缴费期', '延长参保缴费期', '参保补缴期')
        x148 = v147.__class__ is not bool
        if not x148:
            if v126:
                c148_0 = _K15
            elif v128 or v147:
                c148_0 = _K3
            else:
                c148_0 = _K16
        if x148:
            c148_0 = _K34.settle_constants(True, (v147, v128, v126), _K33)[0]
    decided = _DRAFT(
        c41_0,
        _given_out(c163_0, 1, _POLICY.labels, _BOUNDS),
        _given_out(c192_0, 10, _POLICY.labels, _BOUNDS),
        _given_out(c192_1, 10, _POLICY.labels, _BOUNDS),
        c192_2,
        c192_3,
        c192_4,
        _given_out(c201_0, 1, _POLICY.labels, _BOUNDS),
        _given_out(c205_0, 1, _POLICY.labels, _BOUNDS),
        c145_0,
        c148_0,
        (person,),
    )
    decided.__class__ = _DECISION
    return decided


def _partly_known(person: Any) -> Any:
    c145_0: Any
    c148_0: Any
    c151_0: Any
    c154_0: Any
    c163_0: Any
    c192_0: Any
    c192_1: Any
    c192_2: Any
    c192_3: Any
    c192_4: Any
    c201_0: Any
    c205_0: Any
    c212_0: Any
    c216_0: Any
    c219_0: Any
    c222_0: Any
    c229_0: Any
    c233_0: Any
    c236_0: Any
    c239_0: Any
    c41_0: Any
    decided: Any
    f_armed_police_here: Any
    f_birth_date: Any
    f_college_freshman: Any
    f_college_student: Any
    f_disabled_household: Any
    f_employee_insured: Any
    f_extreme_poverty: Any
    f_freshman_this_autumn: Any
    f_from_employee: Any
    f_gave_up: Any
    f_key_entitled_veteran: Any
    f_lifted_from_poverty: Any
    f_listed_elsewhere: Any
    f_local_household: Any
    f_migrant_child: Any
    f_must_join_employee: Any
    f_near_subsistence: Any
    f_only_child: Any
    f_only_child_parent: Any
    f_orphan: Any
    f_other_freshman: Any
    f_otherwise_disabled: Any
    f_otherwise_insured: Any
    f_pay_date: Any
    f_poor_student: Any
    f_poverty_monitored: Any
    f_recognised_after_payment: Any
    f_residence_permit: Any
    f_retired_worker_relief: Any
    f_revolutionary_elder: Any
    f_severely_disabled: Any
    f_special_family_planning: Any
    f_student_here: Any
    f_subsistence: Any
    f_two_daughters_child: Any
    f_two_daughters_parent: Any
    f_unemployed_hmt_resident: Any
    f_unemployed_permanent_resident: Any
    f_unregistered_newborn: Any
    f_unsupported_child: Any
    v100: Any
    v103: Any
    v104: Any
    v105: Any
    v11: Any
    v110: Any
    v111: Any
    v116: Any
    v119: Any
    v12: Any
    v122: Any
    v123: Any
    v124: Any
    v126: Any
    v128: Any
    v130: Any
    v131: Any
    v132: Any
    v133: Any
    v134: Any
    v135: Any
    v136: Any
    v137: Any
    v139: Any
    v141: Any
    v147: Any
    v157: Any
    v158: Any
    v159: Any
    v160: Any
    v161: Any
    v162: Any
    v165: Any
    v166: Any
    v167: Any
    v168: Any
    v176: Any
    v180: Any
    v190: Any
    v198: Any
    v20: Any
    v203: Any
    v208: Any
    v211: Any
    v214: Any
    v215: Any
    v225: Any
    v228: Any
    v23: Any
    v231: Any
    v232: Any
    v25: Any
    v26: Any
    v28: Any
    v3: Any
    v30: Any
    v31: Any
    v33: Any
    v35: Any
    v36: Any
    v4: Any
    v5: Any
    v51: Any
    v52: Any
    v57: Any
    v58: Any
    v59: Any
    v65: Any
    v76: Any
    v77: Any
    v78: Any
    v85: Any
    v89: Any
    v93: Any
    x145: Any
    x148: Any
    x163: Any
    x192: Any
    x212: Any
    x216: Any
    x229: Any
    x233: Any
    x41: Any
    y192: Any
    f_pay_date = person.pay_date
    if f_pay_date is None:
        f_pay_date = _K35
    f_local_household = person.local_household
    if f_local_household is None:
        f_local_household = _K36
    f_must_join_employee = person.must_join_employee
    if f_must_join_employee is None:
        f_must_join_employee = _K37
    f_employee_insured = person.employee_insured
    if f_employee_insured is None:
        f_employee_insured = _K38
    v3 = True if f_must_join_employee is True or f_employee_insured is True else False if f_must_join_employee is False and f_employee_insured is False else _opened(f_must_join_employee, f_employee_insured)
    v4 = v3 if v3.__class__ is not bool else not v3
    v5 = False if f_local_household is False or v4 is False else True if f_local_household is True and v4 is True else _opened(f_local_household, v4)
    f_student_here = person.student_here
    if f_student_here is None:
        f_student_here = _K39
    f_armed_police_here = person.armed_police_here
    if f_armed_police_here is None:
        f_armed_police_here = _K40
    f_unemployed_hmt_resident = person.unemployed_hmt_resident
    if f_unemployed_hmt_resident is None:
        f_unemployed_hmt_resident = _K41
    f_residence_permit = person.residence_permit
    if f_residence_permit is None:
        f_residence_permit = _K42
    f_otherwise_insured = person.otherwise_insured
    if f_otherwise_insured is None:
        f_otherwise_insured = _K43
    v11 = f_otherwise_insured if f_otherwise_insured.__class__ is not bool else not f_otherwise_insured
    v12 = False if f_residence_permit is False or v11 is False else True if f_residence_permit is True and v11 is True else _opened(f_residence_permit, v11)
    f_unemployed_permanent_resident = person.unemployed_permanent_resident
    if f_unemployed_permanent_resident is None:
        f_unemployed_permanent_resident = _K44
    f_migrant_child = person.migrant_child
    if f_migrant_child is None:
        f_migrant_child = _K45
    f_unregistered_newborn = person.unregistered_newborn
    if f_unregistered_newborn is None:
        f_unregistered_newborn = _K46
    v20 = True if v5 is True or f_student_here is True or f_armed_police_here is True or (f_unemployed_hmt_resident is True) or (v12 is True) or (f_unemployed_permanent_resident is True) or (f_migrant_child is True) or (f_unregistered_newborn is True) else False if v5 is False and f_student_here is False and (f_armed_police_here is False) and (f_unemployed_hmt_resident is False) and (v12 is False) and (f_unemployed_permanent_resident is False) and (f_migrant_child is False) and (f_unregistered_newborn is False) else _opened(v5, f_student_here, f_armed_police_here, f_unemployed_hmt_resident, v12, f_unemployed_permanent_resident, f_migrant_child, f_unregistered_newborn)
    if v20 is False:
        c41_0 = _K27
    else:
        v23 = f_pay_date if f_pay_date.__class__ is Missing else f_pay_date >= _K4
        v25 = f_pay_date if f_pay_date.__class__ is Missing else f_pay_date <= _K10
        v26 = False if v23 is False or v25 is False else True if v23 is True and v25 is True else _opened(v23, v25)
        v28 = f_pay_date if f_pay_date.__class__ is Missing else f_pay_date >= _K2
        v30 = f_pay_date if f_pay_date.__class__ is Missing else f_pay_date <= _K11
        v31 = False if v28 is False or v30 is False else True if v28 is True and v30 is True else _opened(v28, v30)
        v33 = f_pay_date if f_pay_date.__class__ is Missing else f_pay_date >= _K12
        v35 = f_pay_date if f_pay_date.__class__ is Missing else f_pay_date <= _K3
        v36 = False if v33 is False or v35 is False else True if v33 is True and v35 is True else _opened(v33, v35)
        x41 = (
            v20.__class__ is not bool
            or v26.__class__ is not bool
            or v31.__class__ is not bool
            or v36.__class__ is not bool
        )
        if not x41:
            if v26:
                c41_0 = '集中参保缴费期'
            elif v31:
                c41_0 = '延长参保缴费期'
            elif v36:
                c41_0 = '参保补缴期'
            else:
                c41_0 = _K13
        if x41:
            c41_0 = _K48.settle_constants(v20, (v26, v31, v36), _K47)[0]
    f_college_freshman = person.college_freshman
    if f_college_freshman is None:
        f_college_freshman = _K49
    f_freshman_this_autumn = person.freshman_this_autumn
    if f_freshman_this_autumn is None:
        f_freshman_this_autumn = _K50
    f_other_freshman = person.other_freshman
    if f_other_freshman is None:
        f_other_freshman = _K51
    f_birth_date = person.birth_date
    if f_birth_date is None:
        f_birth_date = _K52
    f_only_child_parent = person.only_child_parent
    if f_only_child_parent is None:
        f_only_child_parent = _K53
    f_two_daughters_parent = person.two_daughters_parent
    if f_two_daughters_parent is None:
        f_two_daughters_parent = _K54
    f_severely_disabled = person.severely_disabled
    if f_severely_disabled is None:
        f_severely_disabled = _K55
    f_disabled_household = person.disabled_household
    if f_disabled_household is None:
        f_disabled_household = _K56
    f_near_subsistence = person.near_subsistence
    if f_near_subsistence is None:
        f_near_subsistence = _K57
    f_extreme_poverty = person.extreme_poverty
    if f_extreme_poverty is None:
        f_extreme_poverty = _K58
    f_orphan = person.orphan
    if f_orphan is None:
        f_orphan = _K59
    f_unsupported_child = person.unsupported_child
    if f_unsupported_child is None:
        f_unsupported_child = _K60
    f_revolutionary_elder = person.revolutionary_elder
    if f_revolutionary_elder is None:
        f_revolutionary_elder = _K61
    f_subsistence = person.subsistence
    if f_subsistence is None:
        f_subsistence = _K62
    f_poverty_monitored = person.poverty_monitored
    if f_poverty_monitored is None:
        f_poverty_monitored = _K63
    f_lifted_from_poverty = person.lifted_from_poverty
    if f_lifted_from_poverty is None:
        f_lifted_from_poverty = _K64
    f_retired_worker_relief = person.retired_worker_relief
    if f_retired_worker_relief is None:
        f_retired_worker_relief = _K65
    f_poor_student = person.poor_student
    if f_poor_student is None:
        f_poor_student = _K66
    f_special_family_planning = person.special_family_planning
    if f_special_family_planning is None:
        f_special_family_planning = _K67
    f_key_entitled_veteran = person.key_entitled_veteran
    if f_key_entitled_veteran is None:
        f_key_entitled_veteran = _K68
    f_from_employee = person.from_employee
    if f_from_employee is None:
        f_from_employee = _K69
    f_listed_elsewhere = person.listed_elsewhere
    if f_listed_elsewhere is None:
        f_listed_elsewhere = _K70
    c151_0 = 40000
    if v20 is False:
        c163_0 = _K27
    else:
        v104 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '参保补缴期'
        v157 = f_pay_date if f_pay_date.__class__ is Missing else f_pay_date >= _K19
        v51 = f_birth_date if f_birth_date.__class__ is Missing else _add_months(f_birth_date, 12, True)
        v52 = _met(f_pay_date, v51) if f_pay_date.__class__ is Missing or v51.__class__ is Missing else f_pay_date <= v51
        v100 = True if v52 is True or f_college_freshman is True or f_freshman_this_autumn is True or (f_other_freshman is True) or (f_extreme_poverty is True) or (f_orphan is True) or (f_unsupported_child is True) or (f_subsistence is True) or (f_near_subsistence is True) or (f_poverty_monitored is True) or (f_from_employee is True) or (f_listed_elsewhere is True) else False if v52 is False and f_college_freshman is False and (f_freshman_this_autumn is False) and (f_other_freshman is False) and (f_extreme_poverty is False) and (f_orphan is False) and (f_unsupported_child is False) and (f_subsistence is False) and (f_near_subsistence is False) and (f_poverty_monitored is False) and (f_from_employee is False) and (f_listed_elsewhere is False) else _opened(v52, f_college_freshman, f_freshman_this_autumn, f_other_freshman, f_extreme_poverty, f_orphan, f_unsupported_child, f_subsistence, f_near_subsistence, f_poverty_monitored, f_from_employee, f_listed_elsewhere)
        v158 = v100 if v100.__class__ is not bool else not v100
        v159 = False if v104 is False or v157 is False or v158 is False else True if v104 is True and v157 is True and (v158 is True) else _opened(v104, v157, v158)
        v147 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 in ('集中参保缴费期', '延长参保缴费期', '参保补缴期')
        v110 = f_birth_date if f_birth_date.__class__ is Missing else f_birth_date + _K28
        v111 = _met(f_pay_date, v110) if f_pay_date.__class__ is Missing or v110.__class__ is Missing else f_pay_date <= v110
        v134 = v111 if v111.__class__ is not bool else not v111
        v160 = False if v52 is False or v147 is False or v134 is False else True if v52 is True and v147 is True and (v134 is True) else _opened(v52, v147, v134)
        x163 = (
            v20.__class__ is not bool
            or v159.__class__ is not bool
            or v160.__class__ is not bool
            or v147.__class__ is not bool
        )
        if not x163:
            if v159:
                v161 = _Amount(c151_0)
                c154_0 = _K18
                v162 = _plus(v161, c154_0)
                c163_0 = v162
                if v160 and c163_0 != v161:
                    x163 = True
            elif v160 or v147:
                v161 = _Amount(c151_0)
                c163_0 = v161
            else:
                c163_0 = _K16
        if x163:
            v161 = _Amount(c151_0)
            c154_0 = _K18
            v162 = _plus(v161, c154_0)
            c163_0 = _K29.settle(v20, (v147, v159, v160), ((v161,), (v162,), (v161,), (_K16,), (_K16,)), None)[0]
    if v20 is False:
        c192_0 = _K27
        c192_1 = _K27
        c192_2 = _K27
        c192_3 = _K27
        c192_4 = _K27
    else:
        f_otherwise_disabled = person.otherwise_disabled
        if f_otherwise_disabled is None:
            f_otherwise_disabled = _K71
        v76 = _met(f_birth_date, f_pay_date) if f_birth_date.__class__ is Missing or f_pay_date.__class__ is Missing else f_pay_date >= _birthday(f_birth_date, 60, True)
        v57 = _met(f_birth_date, f_pay_date) if f_birth_date.__class__ is Missing or f_pay_date.__class__ is Missing else f_pay_date >= _birthday(f_birth_date, 18, True)
        v58 = v57 if v57.__class__ is not bool else not v57
        v77 = True if f_severely_disabled is True or f_disabled_household is True or f_otherwise_disabled is True or (v76 is True) or (v58 is True) else False if f_severely_disabled is False and f_disabled_household is False and (f_otherwise_disabled is False) and (v76 is False) and (v58 is False) else _opened(f_severely_disabled, f_disabled_household, f_otherwise_disabled, v76, v58)
        v78 = False if f_near_subsistence is False or v77 is False else True if f_near_subsistence is True and v77 is True else _opened(f_near_subsistence, v77)
        v119 = True if f_subsistence is True or f_poverty_monitored is True or f_lifted_from_poverty is True or (v78 is True) else False if f_subsistence is False and f_poverty_monitored is False and (f_lifted_from_poverty is False) and (v78 is False) else _opened(f_subsistence, f_poverty_monitored, f_lifted_from_poverty, v78)
        f_gave_up = person.gave_up
        if f_gave_up is None:
            f_gave_up = _K72
        v126 = False if v119 is False or f_gave_up is False else True if v119 is True and f_gave_up is True else _opened(v119, f_gave_up)
        f_recognised_after_payment = person.recognised_after_payment
        if f_recognised_after_payment is None:
            f_recognised_after_payment = _K73
        v85 = True if f_extreme_poverty is True or f_orphan is True or f_unsupported_child is True or (f_revolutionary_elder is True) else False if f_extreme_poverty is False and f_orphan is False and (f_unsupported_child is False) and (f_revolutionary_elder is False) else _opened(f_extreme_poverty, f_orphan, f_unsupported_child, f_revolutionary_elder)
        v89 = True if f_poverty_monitored is True or f_lifted_from_poverty is True else False if f_poverty_monitored is False and f_lifted_from_poverty is False else _opened(f_poverty_monitored, f_lifted_from_poverty)
        v165 = v78 if v78.__class__ is not bool else not v78
        v166 = v76 if v76.__class__ is not bool else not v76
        v167 = f_birth_date if f_birth_date.__class__ is Missing else _K3 >= _birthday(f_birth_date, 60, True)
        v168 = False if f_near_subsistence is False or v165 is False or v166 is False or (v167 is False) else True if f_near_subsistence is True and v165 is True and (v166 is True) and (v167 is True) else _opened(f_near_subsistence, v165, v166, v167)
        f_only_child = person.only_child
        if f_only_child is None:
            f_only_child = _K74
        v59 = False if f_only_child is False or v58 is False else True if f_only_child is True and v58 is True else _opened(f_only_child, v58)
        f_two_daughters_child = person.two_daughters_child
        if f_two_daughters_child is None:
            f_two_daughters_child = _K75
        v65 = False if f_two_daughters_child is False or v58 is False else True if f_two_daughters_child is True and v58 is True else _opened(f_two_daughters_child, v58)
        v93 = True if f_only_child_parent is True or v59 is True or f_two_daughters_parent is True or (v65 is True) else False if f_only_child_parent is False and v59 is False and (f_two_daughters_parent is False) and (v65 is False) else _opened(f_only_child_parent, v59, f_two_daughters_parent, v65)
        x192 = (
            v20.__class__ is not bool
            or v126.__class__ is not bool
            or f_recognised_after_payment.__class__ is not bool
            or v85.__class__ is not bool
            or f_subsistence.__class__ is not bool
            or v89.__class__ is not bool
            or f_retired_worker_relief.__class__ is not bool
            or v78.__class__ is not bool
            or v168.__class__ is not bool
            or f_poor_student.__class__ is not bool
            or f_special_family_planning.__class__ is not bool
            or v93.__class__ is not bool
            or f_key_entitled_veteran.__class__ is not bool
            or f_severely_disabled.__class__ is not bool
            or f_disabled_household.__class__ is not bool
        )
        if not x192:
            if v126:
                c192_0 = _K23
                c192_1 = _K23
                c192_2 = _K23
                c192_3 = _K23
                c192_4 = _K23
            elif f_recognised_after_payment:
                c192_0 = _K22
                c192_1 = _K22
                c192_2 = _K22
                c192_3 = _K22
                c192_4 = _K22
            elif v85:
                x192 = (
                    f_subsistence
                    or v89
                    or f_retired_worker_relief
                    or v78
                    or v168
                    or f_poor_student
                    or f_special_family_planning
                    or v93
                    or f_key_entitled_veteran
                    or f_severely_disabled
                    or f_disabled_household
                )
                v190 = c151_0 * 10
                c192_0 = v190
                c192_1 = v190
                c192_2 = 0
                c192_3 = '医疗救助资金'
                c192_4 = '市民政局'
            elif f_subsistence:
                x192 = (
                    v89
                    or f_retired_worker_relief
                    or v78
                    or v168
                    or f_poor_student
                    or f_special_family_planning
                    or v93
                    or f_key_entitled_veteran
                    or f_severely_disabled
                    or f_disabled_household
                )
                v176 = c151_0 * 9
                c192_0 = v176
                c192_1 = v176
                c192_2 = 0
                c192_3 = '医疗救助资金'
                c192_4 = '市民政局'
            elif v89:
                x192 = (
                    f_retired_worker_relief
                    or v78
                    or v168
                    or f_poor_student
                    or f_special_family_planning
                    or v93
                    or f_key_entitled_veteran
                    or f_severely_disabled
                    or f_disabled_household
                )
                v176 = c151_0 * 9
                c192_0 = v176
                c192_1 = v176
                c192_2 = 0
                c192_3 = '医疗救助资金'
                c192_4 = '市农业农村局'
            elif f_retired_worker_relief:
                x192 = (
                    v78
                    or v168
                    or f_poor_student
                    or f_special_family_planning
                    or v93
                    or f_key_entitled_veteran
                    or f_severely_disabled
                    or f_disabled_household
                )
                v190 = c151_0 * 10
                c192_0 = v190
                c192_1 = v190
                c192_2 = 0
                c192_3 = '财政资金'
                c192_4 = '市民政局'
            elif v78:
                x192 = (
                    v168
                    or f_poor_student
                    or f_special_family_planning
                    or v93
                    or f_key_entitled_veteran
                    or f_severely_disabled
                    or f_disabled_household
                )
                v180 = c151_0 * 7
                c192_0 = v180
                c192_1 = v180
                c192_2 = 0
                c192_3 = '财政资金'
                c192_4 = '市民政局'
            elif v168:
                x192 = (
                    f_poor_student
                    or f_special_family_planning
                    or v93
                    or f_key_entitled_veteran
                    or f_severely_disabled
                    or f_disabled_household
                )
                c192_0 = _K21
                c192_1 = _K21
                c192_2 = _K21
                c192_3 = '财政资金'
                c192_4 = '市民政局'
            elif f_poor_student:
                x192 = (
                    f_special_family_planning
                    or v93
                    or f_key_entitled_veteran
                    or f_severely_disabled
                    or f_disabled_household
                )
                v190 = c151_0 * 10
                c192_0 = v190
                c192_1 = v190
                c192_2 = 0
                c192_3 = '财政资金'
                c192_4 = '市教育局'
            elif f_special_family_planning:
                x192 = v93 or f_key_entitled_veteran or f_severely_disabled or f_disabled_household
                v190 = c151_0 * 10
                c192_0 = v190
                c192_1 = v190
                c192_2 = 0
                c192_3 = '医疗救助资金'
                c192_4 = '市卫健局'
            elif v93:
                x192 = f_key_entitled_veteran or f_severely_disabled or f_disabled_household
                v190 = c151_0 * 10
                c192_0 = v190
                c192_1 = v190
                c192_2 = 0
                c192_3 = '财政资金'
                c192_4 = '市卫健局'
            elif f_key_entitled_veteran:
                x192 = f_severely_disabled or f_disabled_household
                v190 = c151_0 * 10
                c192_0 = v190
                c192_1 = v190
                c192_2 = 0
                c192_3 = '医疗救助资金'
                c192_4 = '市退役军人事务局'
            elif f_severely_disabled:
                x192 = f_disabled_household
                v190 = c151_0 * 10
                c192_0 = v190
                c192_1 = v190
                c192_2 = 0
                c192_3 = '医疗救助资金'
                c192_4 = '市残联'
            elif f_disabled_household:
                v190 = c151_0 * 10
                c192_0 = v190
                c192_1 = v190
                c192_2 = 0
                c192_3 = '财政资金'
                c192_4 = '市残联'
            else:
                c192_0 = 0
                c192_1 = 0
                c192_2 = 0
                c192_3 = _K25
                c192_4 = _K25
        if x192:
            v190 = c151_0 * 10
            v176 = c151_0 * 9
            v180 = c151_0 * 7
            y192 = _K30.settle(
                v20,
                (
                    v85,
                    f_subsistence,
                    v89,
                    f_retired_worker_relief,
                    v78,
                    v168,
                    f_poor_student,
                    f_special_family_planning,
                    v93,
                    f_key_entitled_veteran,
                    f_severely_disabled,
                    f_disabled_household,
                    f_recognised_after_payment,
                    v126,
                ),
                (
                    (v190, v190, _K20, '医疗救助资金', '市民政局'),
                    (v176, v176, _K20, '医疗救助资金', '市民政局'),
                    (v176, v176, _K20, '医疗救助资金', '市农业农村局'),
                    (v190, v190, _K20, '财政资金', '市民政局'),
                    (v180, v180, _K20, '财政资金', '市民政局'),
                    (_K21, _K21, _K21, '财政资金', '市民政局'),
                    (v190, v190, _K20, '财政资金', '市教育局'),
                    (v190, v190, _K20, '医疗救助资金', '市卫健局'),
                    (v190, v190, _K20, '财政资金', '市卫健局'),
                    (v190, v190, _K20, '医疗救助资金', '市退役军人事务局'),
                    (v190, v190, _K20, '医疗救助资金', '市残联'),
                    (v190, v190, _K20, '财政资金', '市残联'),
                    (_K22, _K22, _K22, _K22, _K22),
                    (_K23, _K23, _K23, _K23, _K23),
                    (_K20, _K20, _K20, _K25, _K25),
                    (_K24, _K24, _K24, _K24, _K24),
                ),
                v190,
            )
            c192_0 = y192[0]
            c192_1 = y192[1]
            c192_2 = y192[2]
            c192_3 = y192[3]
            c192_4 = y192[4]
    if v20 is False:
        c216_0 = _K27
    else:
        v104 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '参保补缴期'
        v157 = f_pay_date if f_pay_date.__class__ is Missing else f_pay_date >= _K19
        v51 = f_birth_date if f_birth_date.__class__ is Missing else _add_months(f_birth_date, 12, True)
        v52 = _met(f_pay_date, v51) if f_pay_date.__class__ is Missing or v51.__class__ is Missing else f_pay_date <= v51
        v208 = True if v52 is True or f_college_freshman is True or f_freshman_this_autumn is True or (f_other_freshman is True) or (f_extreme_poverty is True) or (f_orphan is True) or (f_unsupported_child is True) or (f_subsistence is True) or (f_near_subsistence is True) or (f_poverty_monitored is True) or (f_lifted_from_poverty is True) or (f_from_employee is True) or (f_listed_elsewhere is True) else False if v52 is False and f_college_freshman is False and (f_freshman_this_autumn is False) and (f_other_freshman is False) and (f_extreme_poverty is False) and (f_orphan is False) and (f_unsupported_child is False) and (f_subsistence is False) and (f_near_subsistence is False) and (f_poverty_monitored is False) and (f_lifted_from_poverty is False) and (f_from_employee is False) and (f_listed_elsewhere is False) else _opened(v52, f_college_freshman, f_freshman_this_autumn, f_other_freshman, f_extreme_poverty, f_orphan, f_unsupported_child, f_subsistence, f_near_subsistence, f_poverty_monitored, f_lifted_from_poverty, f_from_employee, f_listed_elsewhere)
        v214 = v208 if v208.__class__ is not bool else not v208
        v215 = False if v104 is False or v157 is False or v214 is False else True if v104 is True and v157 is True and (v214 is True) else _opened(v104, v157, v214)
        v147 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 in ('集中参保缴费期', '延长参保缴费期', '参保补缴期')
        v110 = f_birth_date if f_birth_date.__class__ is Missing else f_birth_date + _K28
        v111 = _met(f_pay_date, v110) if f_pay_date.__class__ is Missing or v110.__class__ is Missing else f_pay_date <= v110
        v134 = v111 if v111.__class__ is not bool else not v111
        v160 = False if v52 is False or v147 is False or v134 is False else True if v52 is True and v147 is True and (v134 is True) else _opened(v52, v147, v134)
        x216 = (
            v20.__class__ is not bool
            or v215.__class__ is not bool
            or v160.__class__ is not bool
            or v147.__class__ is not bool
        )
        if not x216:
            if v215:
                v161 = _Amount(c151_0)
                c154_0 = _K18
                v162 = _plus(v161, c154_0)
                c216_0 = v162
                if v160 and c216_0 != v161:
                    x216 = True
            elif v160 or v147:
                v161 = _Amount(c151_0)
                c216_0 = v161
            else:
                c216_0 = _K16
        if x216:
            v161 = _Amount(c151_0)
            c154_0 = _K18
            v162 = _plus(v161, c154_0)
            c216_0 = _K29.settle(v20, (v147, v215, v160), ((v161,), (v162,), (v161,), (_K16,), (_K16,)), None)[0]
    if v20 is False:
        c233_0 = _K27
    else:
        v104 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '参保补缴期'
        v157 = f_pay_date if f_pay_date.__class__ is Missing else f_pay_date >= _K19
        v51 = f_birth_date if f_birth_date.__class__ is Missing else _add_months(f_birth_date, 12, True)
        v52 = _met(f_pay_date, v51) if f_pay_date.__class__ is Missing or v51.__class__ is Missing else f_pay_date <= v51
        f_otherwise_disabled = person.otherwise_disabled
        if f_otherwise_disabled is None:
            f_otherwise_disabled = _K71
        v76 = _met(f_birth_date, f_pay_date) if f_birth_date.__class__ is Missing or f_pay_date.__class__ is Missing else f_pay_date >= _birthday(f_birth_date, 60, True)
        v57 = _met(f_birth_date, f_pay_date) if f_birth_date.__class__ is Missing or f_pay_date.__class__ is Missing else f_pay_date >= _birthday(f_birth_date, 18, True)
        v58 = v57 if v57.__class__ is not bool else not v57
        v77 = True if f_severely_disabled is True or f_disabled_household is True or f_otherwise_disabled is True or (v76 is True) or (v58 is True) else False if f_severely_disabled is False and f_disabled_household is False and (f_otherwise_disabled is False) and (v76 is False) and (v58 is False) else _opened(f_severely_disabled, f_disabled_household, f_otherwise_disabled, v76, v58)
        v78 = False if f_near_subsistence is False or v77 is False else True if f_near_subsistence is True and v77 is True else _opened(f_near_subsistence, v77)
        f_only_child = person.only_child
        if f_only_child is None:
            f_only_child = _K74
        v59 = False if f_only_child is False or v58 is False else True if f_only_child is True and v58 is True else _opened(f_only_child, v58)
        f_two_daughters_child = person.two_daughters_child
        if f_two_daughters_child is None:
            f_two_daughters_child = _K75
        v65 = False if f_two_daughters_child is False or v58 is False else True if f_two_daughters_child is True and v58 is True else _opened(f_two_daughters_child, v58)
        v225 = True if v52 is True or f_college_freshman is True or f_freshman_this_autumn is True or (f_other_freshman is True) or (f_extreme_poverty is True) or (f_orphan is True) or (f_unsupported_child is True) or (f_revolutionary_elder is True) or (f_subsistence is True) or (f_poverty_monitored is True) or (f_lifted_from_poverty is True) or (f_retired_worker_relief is True) or (v78 is True) or (f_poor_student is True) or (f_special_family_planning is True) or (f_only_child_parent is True) or (v59 is True) or (f_two_daughters_parent is True) or (v65 is True) or (f_key_entitled_veteran is True) or (f_severely_disabled is True) or (f_disabled_household is True) or (f_from_employee is True) or (f_listed_elsewhere is True) else False if v52 is False and f_college_freshman is False and (f_freshman_this_autumn is False) and (f_other_freshman is False) and (f_extreme_poverty is False) and (f_orphan is False) and (f_unsupported_child is False) and (f_revolutionary_elder is False) and (f_subsistence is False) and (f_poverty_monitored is False) and (f_lifted_from_poverty is False) and (f_retired_worker_relief is False) and (v78 is False) and (f_poor_student is False) and (f_special_family_planning is False) and (f_only_child_parent is False) and (v59 is False) and (f_two_daughters_parent is False) and (v65 is False) and (f_key_entitled_veteran is False) and (f_severely_disabled is False) and (f_disabled_household is False) and (f_from_employee is False) and (f_listed_elsewhere is False) else _opened(v52, f_college_freshman, f_freshman_this_autumn, f_other_freshman, f_extreme_poverty, f_orphan, f_unsupported_child, f_revolutionary_elder, f_subsistence, f_poverty_monitored, f_lifted_from_poverty, f_retired_worker_relief, v78, f_poor_student, f_special_family_planning, f_only_child_parent, v59, f_two_daughters_parent, v65, f_key_entitled_veteran, f_severely_disabled, f_disabled_household, f_from_employee, f_listed_elsewhere)
        v231 = v225 if v225.__class__ is not bool else not v225
        v232 = False if v104 is False or v157 is False or v231 is False else True if v104 is True and v157 is True and (v231 is True) else _opened(v104, v157, v231)
        v147 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 in ('集中参保缴费期', '延长参保缴费期', '参保补缴期')
        v110 = f_birth_date if f_birth_date.__class__ is Missing else f_birth_date + _K28
        v111 = _met(f_pay_date, v110) if f_pay_date.__class__ is Missing or v110.__class__ is Missing else f_pay_date <= v110
        v134 = v111 if v111.__class__ is not bool else not v111
        v160 = False if v52 is False or v147 is False or v134 is False else True if v52 is True and v147 is True and (v134 is True) else _opened(v52, v147, v134)
        x233 = (
            v20.__class__ is not bool
            or v232.__class__ is not bool
            or v160.__class__ is not bool
            or v147.__class__ is not bool
        )
        if not x233:
            if v232:
                v161 = _Amount(c151_0)
                c154_0 = _K18
                v162 = _plus(v161, c154_0)
                c233_0 = v162
                if v160 and c233_0 != v161:
                    x233 = True
            elif v160 or v147:
                v161 = _Amount(c151_0)
                c233_0 = v161
            else:
                c233_0 = _K16
        if x233:
            v161 = _Amount(c151_0)
            c154_0 = _K18
            v162 = _plus(v161, c154_0)
            c233_0 = _K29.settle(v20, (v147, v232, v160), ((v161,), (v162,), (v161,), (_K16,), (_K16,)), None)[0]
    if c163_0 != c216_0 or c163_0 != c233_0:
        _give_up()
    v198 = c192_1 if c192_1.__class__ in _STATUSES else _Amount(_divide(c192_1, 10))
    c201_0 = _met(c163_0, v198) if c163_0.__class__ in _STATUSES or v198.__class__ in _STATUSES else _plus(c163_0, _times(v198, -1))
    v198 = c192_1 if c192_1.__class__ in _STATUSES else _Amount(_divide(c192_1, 10))
    c219_0 = _met(c216_0, v198) if c216_0.__class__ in _STATUSES or v198.__class__ in _STATUSES else _plus(c216_0, _times(v198, -1))
    v198 = c192_1 if c192_1.__class__ in _STATUSES else _Amount(_divide(c192_1, 10))
    c236_0 = _met(c233_0, v198) if c233_0.__class__ in _STATUSES or v198.__class__ in _STATUSES else _plus(c233_0, _times(v198, -1))
    if c201_0 != c219_0 or c201_0 != c236_0:
        _give_up()
    v203 = c192_0 if c192_0.__class__ in _STATUSES else _Amount(_divide(c192_0, 10))
    c205_0 = _met(c163_0, v203) if c163_0.__class__ in _STATUSES or v203.__class__ in _STATUSES else _plus(c163_0, _times(v203, -1))
    v203 = c192_0 if c192_0.__class__ in _STATUSES else _Amount(_divide(c192_0, 10))
    c222_0 = _met(c216_0, v203) if c216_0.__class__ in _STATUSES or v203.__class__ in _STATUSES else _plus(c216_0, _times(v203, -1))
    v203 = c192_0 if c192_0.__class__ in _STATUSES else _Amount(_divide(c192_0, 10))
    c239_0 = _met(c233_0, v203) if c233_0.__class__ in _STATUSES or v203.__class__ in _STATUSES else _plus(c233_0, _times(v203, -1))
    if c205_0 != c222_0 or c205_0 != c239_0:
        _give_up()
    if v20 is False:
        c145_0 = _K27
    else:
        f_otherwise_disabled = person.otherwise_disabled
        if f_otherwise_disabled is None:
            f_otherwise_disabled = _K71
        v76 = _met(f_birth_date, f_pay_date) if f_birth_date.__class__ is Missing or f_pay_date.__class__ is Missing else f_pay_date >= _birthday(f_birth_date, 60, True)
        v57 = _met(f_birth_date, f_pay_date) if f_birth_date.__class__ is Missing or f_pay_date.__class__ is Missing else f_pay_date >= _birthday(f_birth_date, 18, True)
        v58 = v57 if v57.__class__ is not bool else not v57
        v77 = True if f_severely_disabled is True or f_disabled_household is True or f_otherwise_disabled is True or (v76 is True) or (v58 is True) else False if f_severely_disabled is False and f_disabled_household is False and (f_otherwise_disabled is False) and (v76 is False) and (v58 is False) else _opened(f_severely_disabled, f_disabled_household, f_otherwise_disabled, v76, v58)
        v78 = False if f_near_subsistence is False or v77 is False else True if f_near_subsistence is True and v77 is True else _opened(f_near_subsistence, v77)
        v119 = True if f_subsistence is True or f_poverty_monitored is True or f_lifted_from_poverty is True or (v78 is True) else False if f_subsistence is False and f_poverty_monitored is False and (f_lifted_from_poverty is False) and (v78 is False) else _opened(f_subsistence, f_poverty_monitored, f_lifted_from_poverty, v78)
        f_gave_up = person.gave_up
        if f_gave_up is None:
            f_gave_up = _K72
        v126 = False if v119 is False or f_gave_up is False else True if v119 is True and f_gave_up is True else _opened(v119, f_gave_up)
        v23 = f_pay_date if f_pay_date.__class__ is Missing else f_pay_date >= _K4
        v30 = f_pay_date if f_pay_date.__class__ is Missing else f_pay_date <= _K11
        v128 = False if f_college_freshman is False or v23 is False or v30 is False else True if f_college_freshman is True and v23 is True and (v30 is True) else _opened(f_college_freshman, v23, v30)
        f_college_student = person.college_student
        if f_college_student is None:
            f_college_student = _K76
        v130 = False if f_college_student is False or v23 is False or v30 is False else True if f_college_student is True and v23 is True and (v30 is True) else _opened(f_college_student, v23, v30)
        v51 = f_birth_date if f_birth_date.__class__ is Missing else _add_months(f_birth_date, 12, True)
        v52 = _met(f_pay_date, v51) if f_pay_date.__class__ is Missing or v51.__class__ is Missing else f_pay_date <= v51
        v103 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 in ('集中参保缴费期', '延长参保缴费期')
        v104 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '参保补缴期'
        v105 = True if v103 is True or v104 is True else False if v103 is False and v104 is False else _opened(v103, v104)
        v110 = f_birth_date if f_birth_date.__class__ is Missing else f_birth_date + _K28
        v111 = _met(f_pay_date, v110) if f_pay_date.__class__ is Missing or v110.__class__ is Missing else f_pay_date <= v110
        v116 = f_birth_date if f_birth_date.__class__ is Missing else f_birth_date >= _K2
        v131 = False if v52 is False or v105 is False or v111 is False or (v116 is False) else True if v52 is True and v105 is True and (v111 is True) and (v116 is True) else _opened(v52, v105, v111, v116)
        v132 = v116 if v116.__class__ is not bool else not v116
        v133 = False if v52 is False or v105 is False or v111 is False or (v132 is False) else True if v52 is True and v105 is True and (v111 is True) and (v132 is True) else _opened(v52, v105, v111, v132)
        v134 = v111 if v111.__class__ is not bool else not v111
        v28 = f_pay_date if f_pay_date.__class__ is Missing else f_pay_date >= _K2
        v135 = False if v52 is False or v105 is False or v134 is False or (v28 is False) else True if v52 is True and v105 is True and (v134 is True) and (v28 is True) else _opened(v52, v105, v134, v28)
        v136 = v28 if v28.__class__ is not bool else not v28
        v137 = False if v52 is False or v105 is False or v134 is False or (v136 is False) else True if v52 is True and v105 is True and (v134 is True) and (v136 is True) else _opened(v52, v105, v134, v136)
        v100 = True if v52 is True or f_college_freshman is True or f_freshman_this_autumn is True or (f_other_freshman is True) or (f_extreme_poverty is True) or (f_orphan is True) or (f_unsupported_child is True) or (f_subsistence is True) or (f_near_subsistence is True) or (f_poverty_monitored is True) or (f_from_employee is True) or (f_listed_elsewhere is True) else False if v52 is False and f_college_freshman is False and (f_freshman_this_autumn is False) and (f_other_freshman is False) and (f_extreme_poverty is False) and (f_orphan is False) and (f_unsupported_child is False) and (f_subsistence is False) and (f_near_subsistence is False) and (f_poverty_monitored is False) and (f_from_employee is False) and (f_listed_elsewhere is False) else _opened(v52, f_college_freshman, f_freshman_this_autumn, f_other_freshman, f_extreme_poverty, f_orphan, f_unsupported_child, f_subsistence, f_near_subsistence, f_poverty_monitored, f_from_employee, f_listed_elsewhere)
        v124 = False if v104 is False or v100 is False else True if v104 is True and v100 is True else _opened(v104, v100)
        v122 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '集中参保缴费期'
        v123 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '延长参保缴费期'
        x145 = (
            v20.__class__ is not bool
            or v126.__class__ is not bool
            or v128.__class__ is not bool
            or v130.__class__ is not bool
            or v131.__class__ is not bool
            or v133.__class__ is not bool
            or v135.__class__ is not bool
            or v137.__class__ is not bool
            or v124.__class__ is not bool
            or v122.__class__ is not bool
            or v123.__class__ is not bool
            or v104.__class__ is not bool
        )
        if not x145:
            if v126:
                c145_0 = _K15
            elif v128:
                c145_0 = _K4
                if v130 and c145_0 != _K2:
                    x145 = True
                if v131 and c145_0 != f_birth_date:
                    x145 = True
                if v133 and c145_0 != _K2:
                    x145 = True
                if v135 and c145_0 != f_pay_date:
                    x145 = True
                if v137 and c145_0 != _K2:
                    x145 = True
                if v124 and c145_0 != _K14:
                    x145 = True
            elif v130:
                c145_0 = _K2
                if v131 and c145_0 != f_birth_date:
                    x145 = True
                if v135 and c145_0 != f_pay_date:
                    x145 = True
                if v124 and c145_0 != _K14:
                    x145 = True
            elif v131:
                c145_0 = f_birth_date
            elif v133:
                c145_0 = _K2
            elif v135:
                c145_0 = f_pay_date
            elif v137:
                c145_0 = _K2
            elif v124:
                c145_0 = _K14
            elif v122:
                c145_0 = _K2
            elif v123:
                c145_0 = f_pay_date
            elif v104:
                v139 = f_pay_date if f_pay_date.__class__ is Missing else _add_months(f_pay_date, 3, True)
                v141 = v139 if v139.__class__ is Missing else v139 + _K31
                c145_0 = v141
            else:
                c145_0 = _K16
        if x145:
            v139 = f_pay_date if f_pay_date.__class__ is Missing else _add_months(f_pay_date, 3, True)
            v141 = v139 if v139.__class__ is Missing else v139 + _K31
            c145_0 = _K32.settle(v20, (v122, v123, v104, v124, v126, v128, v130, v131, v133, v135, v137), ((_K2,), (f_pay_date,), (v141,), (_K14,), (_K15,), (_K4,), (_K2,), (f_birth_date,), (_K2,), (f_pay_date,), (_K2,), (_K16,), (_K16,)), None)[0]
    if v20 is False:
        c212_0 = _K27
    else:
        f_otherwise_disabled = person.otherwise_disabled
        if f_otherwise_disabled is None:
            f_otherwise_disabled = _K71
        v76 = _met(f_birth_date, f_pay_date) if f_birth_date.__class__ is Missing or f_pay_date.__class__ is Missing else f_pay_date >= _birthday(f_birth_date, 60, True)
        v57 = _met(f_birth_date, f_pay_date) if f_birth_date.__class__ is Missing or f_pay_date.__class__ is Missing else f_pay_date >= _birthday(f_birth_date, 18, True)
        v58 = v57 if v57.__class__ is not bool else not v57
        v77 = True if f_severely_disabled is True or f_disabled_household is True or f_otherwise_disabled is True or (v76 is True) or (v58 is True) else False if f_severely_disabled is False and f_disabled_household is False and (f_otherwise_disabled is False) and (v76 is False) and (v58 is False) else _opened(f_severely_disabled, f_disabled_household, f_otherwise_disabled, v76, v58)
        v78 = False if f_near_subsistence is False or v77 is False else True if f_near_subsistence is True and v77 is True else _opened(f_near_subsistence, v77)
        v119 = True if f_subsistence is True or f_poverty_monitored is True or f_lifted_from_poverty is True or (v78 is True) else False if f_subsistence is False and f_poverty_monitored is False and (f_lifted_from_poverty is False) and (v78 is False) else _opened(f_subsistence, f_poverty_monitored, f_lifted_from_poverty, v78)
        f_gave_up = person.gave_up
        if f_gave_up is None:
            f_gave_up = _K72
        v126 = False if v119 is False or f_gave_up is False else True if v119 is True and f_gave_up is True else _opened(v119, f_gave_up)
        v23 = f_pay_date if f_pay_date.__class__ is Missing else f_pay_date >= _K4
        v30 = f_pay_date if f_pay_date.__class__ is Missing else f_pay_date <= _K11
        v128 = False if f_college_freshman is False or v23 is False or v30 is False else True if f_college_freshman is True and v23 is True and (v30 is True) else _opened(f_college_freshman, v23, v30)
        f_college_student = person.college_student
        if f_college_student is None:
            f_college_student = _K76
        v130 = False if f_college_student is False or v23 is False or v30 is False else True if f_college_student is True and v23 is True and (v30 is True) else _opened(f_college_student, v23, v30)
        v51 = f_birth_date if f_birth_date.__class__ is Missing else _add_months(f_birth_date, 12, True)
        v52 = _met(f_pay_date, v51) if f_pay_date.__class__ is Missing or v51.__class__ is Missing else f_pay_date <= v51
        v103 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 in ('集中参保缴费期', '延长参保缴费期')
        v104 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '参保补缴期'
        v105 = True if v103 is True or v104 is True else False if v103 is False and v104 is False else _opened(v103, v104)
        v110 = f_birth_date if f_birth_date.__class__ is Missing else f_birth_date + _K28
        v111 = _met(f_pay_date, v110) if f_pay_date.__class__ is Missing or v110.__class__ is Missing else f_pay_date <= v110
        v116 = f_birth_date if f_birth_date.__class__ is Missing else f_birth_date >= _K2
        v131 = False if v52 is False or v105 is False or v111 is False or (v116 is False) else True if v52 is True and v105 is True and (v111 is True) and (v116 is True) else _opened(v52, v105, v111, v116)
        v132 = v116 if v116.__class__ is not bool else not v116
        v133 = False if v52 is False or v105 is False or v111 is False or (v132 is False) else True if v52 is True and v105 is True and (v111 is True) and (v132 is True) else _opened(v52, v105, v111, v132)
        v134 = v111 if v111.__class__ is not bool else not v111
        v28 = f_pay_date if f_pay_date.__class__ is Missing else f_pay_date >= _K2
        v135 = False if v52 is False or v105 is False or v134 is False or (v28 is False) else True if v52 is True and v105 is True and (v134 is True) and (v28 is True) else _opened(v52, v105, v134, v28)
        v136 = v28 if v28.__class__ is not bool else not v28
        v137 = False if v52 is False or v105 is False or v134 is False or (v136 is False) else True if v52 is True and v105 is True and (v134 is True) and (v136 is True) else _opened(v52, v105, v134, v136)
        v208 = True if v52 is True or f_college_freshman is True or f_freshman_this_autumn is True or (f_other_freshman is True) or (f_extreme_poverty is True) or (f_orphan is True) or (f_unsupported_child is True) or (f_subsistence is True) or (f_near_subsistence is True) or (f_poverty_monitored is True) or (f_lifted_from_poverty is True) or (f_from_employee is True) or (f_listed_elsewhere is True) else False if v52 is False and f_college_freshman is False and (f_freshman_this_autumn is False) and (f_other_freshman is False) and (f_extreme_poverty is False) and (f_orphan is False) and (f_unsupported_child is False) and (f_subsistence is False) and (f_near_subsistence is False) and (f_poverty_monitored is False) and (f_lifted_from_poverty is False) and (f_from_employee is False) and (f_listed_elsewhere is False) else _opened(v52, f_college_freshman, f_freshman_this_autumn, f_other_freshman, f_extreme_poverty, f_orphan, f_unsupported_child, f_subsistence, f_near_subsistence, f_poverty_monitored, f_lifted_from_poverty, f_from_employee, f_listed_elsewhere)
        v211 = False if v104 is False or v208 is False else True if v104 is True and v208 is True else _opened(v104, v208)
        v122 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '集中参保缴费期'
        v123 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '延长参保缴费期'
        x212 = (
            v20.__class__ is not bool
            or v126.__class__ is not bool
            or v128.__class__ is not bool
            or v130.__class__ is not bool
            or v131.__class__ is not bool
            or v133.__class__ is not bool
            or v135.__class__ is not bool
            or v137.__class__ is not bool
            or v211.__class__ is not bool
            or v122.__class__ is not bool
            or v123.__class__ is not bool
            or v104.__class__ is not bool
        )
        if not x212:
            if v126:
                c212_0 = _K15
            elif v128:
                c212_0 = _K4
                if v130 and c212_0 != _K2:
                    x212 = True
                if v131 and c212_0 != f_birth_date:
                    x212 = True
                if v133 and c212_0 != _K2:
                    x212 = True
                if v135 and c212_0 != f_pay_date:
                    x212 = True
                if v137 and c212_0 != _K2:
                    x212 = True
                if v211 and c212_0 != _K14:
                    x212 = True
            elif v130:
                c212_0 = _K2
                if v131 and c212_0 != f_birth_date:
                    x212 = True
                if v135 and c212_0 != f_pay_date:
                    x212 = True
                if v211 and c212_0 != _K14:
                    x212 = True
            elif v131:
                c212_0 = f_birth_date
            elif v133:
                c212_0 = _K2
            elif v135:
                c212_0 = f_pay_date
            elif v137:
                c212_0 = _K2
            elif v211:
                c212_0 = _K14
            elif v122:
                c212_0 = _K2
            elif v123:
                c212_0 = f_pay_date
            elif v104:
                v139 = f_pay_date if f_pay_date.__class__ is Missing else _add_months(f_pay_date, 3, True)
                v141 = v139 if v139.__class__ is Missing else v139 + _K31
                c212_0 = v141
            else:
                c212_0 = _K16
        if x212:
            v139 = f_pay_date if f_pay_date.__class__ is Missing else _add_months(f_pay_date, 3, True)
            v141 = v139 if v139.__class__ is Missing else v139 + _K31
            c212_0 = _K32.settle(v20, (v122, v123, v104, v211, v126, v128, v130, v131, v133, v135, v137), ((_K2,), (f_pay_date,), (v141,), (_K14,), (_K15,), (_K4,), (_K2,), (f_birth_date,), (_K2,), (f_pay_date,), (_K2,), (_K16,), (_K16,)), None)[0]
    if v20 is False:
        c229_0 = _K27
    else:
        f_otherwise_disabled = person.otherwise_disabled
        if f_otherwise_disabled is None:
            f_otherwise_disabled = _K71
        v76 = _met(f_birth_date, f_pay_date) if f_birth_date.__class__ is Missing or f_pay_date.__class__ is Missing else f_pay_date >= _birthday(f_birth_date, 60, True)
        v57 = _met(f_birth_date, f_pay_date) if f_birth_date.__class__ is Missing or f_pay_date.__class__ is Missing else f_pay_date >= _birthday(f_birth_date, 18, True)
        v58 = v57 if v57.__class__ is not bool else not v57
        v77 = True if f_severely_disabled is True or f_disabled_household is True or f_otherwise_disabled is True or (v76 is True) or (v58 is True) else False if f_severely_disabled is False and f_disabled_household is False and (f_otherwise_disabled is False) and (v76 is False) and (v58 is False) else _opened(f_severely_disabled, f_disabled_household, f_otherwise_disabled, v76, v58)
        v78 = False if f_near_subsistence is False or v77 is False else True if f_near_subsistence is True and v77 is True else _opened(f_near_subsistence, v77)
        v119 = True if f_subsistence is True or f_poverty_monitored is True or f_lifted_from_poverty is True or (v78 is True) else False if f_subsistence is False and f_poverty_monitored is False and (f_lifted_from_poverty is False) and (v78 is False) else _opened(f_subsistence, f_poverty_monitored, f_lifted_from_poverty, v78)
        f_gave_up = person.gave_up
        if f_gave_up is None:
            f_gave_up = _K72
        v126 = False if v119 is False or f_gave_up is False else True if v119 is True and f_gave_up is True else _opened(v119, f_gave_up)
        v23 = f_pay_date if f_pay_date.__class__ is Missing else f_pay_date >= _K4
        v30 = f_pay_date if f_pay_date.__class__ is Missing else f_pay_date <= _K11
        v128 = False if f_college_freshman is False or v23 is False or v30 is False else True if f_college_freshman is True and v23 is True and (v30 is True) else _opened(f_college_freshman, v23, v30)
        f_college_student = person.college_student
        if f_college_student is None:
            f_college_student = _K76
        v130 = False if f_college_student is False or v23 is False or v30 is False else True if f_college_student is True and v23 is True and (v30 is True) else _opened(f_college_student, v23, v30)
        v51 = f_birth_date if f_birth_date.__class__ is Missing else _add_months(f_birth_date, 12, True)
        v52 = _met(f_pay_date, v51) if f_pay_date.__class__ is Missing or v51.__class__ is Missing else f_pay_date <= v51
        v103 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 in ('集中参保缴费期', '延长参保缴费期')
        v104 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '参保补缴期'
        v105 = True if v103 is True or v104 is True else False if v103 is False and v104 is False else _opened(v103, v104)
        v110 = f_birth_date if f_birth_date.__class__ is Missing else f_birth_date + _K28
        v111 = _met(f_pay_date, v110) if f_pay_date.__class__ is Missing or v110.__class__ is Missing else f_pay_date <= v110
        v116 = f_birth_date if f_birth_date.__class__ is Missing else f_birth_date >= _K2
        v131 = False if v52 is False or v105 is False or v111 is False or (v116 is False) else True if v52 is True and v105 is True and (v111 is True) and (v116 is True) else _opened(v52, v105, v111, v116)
        v132 = v116 if v116.__class__ is not bool else not v116
        v133 = False if v52 is False or v105 is False or v111 is False or (v132 is False) else True if v52 is True and v105 is True and (v111 is True) and (v132 is True) else _opened(v52, v105, v111, v132)
        v134 = v111 if v111.__class__ is not bool else not v111
        v28 = f_pay_date if f_pay_date.__class__ is Missing else f_pay_date >= _K2
        v135 = False if v52 is False or v105 is False or v134 is False or (v28 is False) else True if v52 is True and v105 is True and (v134 is True) and (v28 is True) else _opened(v52, v105, v134, v28)
        v136 = v28 if v28.__class__ is not bool else not v28
        v137 = False if v52 is False or v105 is False or v134 is False or (v136 is False) else True if v52 is True and v105 is True and (v134 is True) and (v136 is True) else _opened(v52, v105, v134, v136)
        f_only_child = person.only_child
        if f_only_child is None:
            f_only_child = _K74
        v59 = False if f_only_child is False or v58 is False else True if f_only_child is True and v58 is True else _opened(f_only_child, v58)
        f_two_daughters_child = person.two_daughters_child
        if f_two_daughters_child is None:
            f_two_daughters_child = _K75
        v65 = False if f_two_daughters_child is False or v58 is False else True if f_two_daughters_child is True and v58 is True else _opened(f_two_daughters_child, v58)
        v225 = True if v52 is True or f_college_freshman is True or f_freshman_this_autumn is True or (f_other_freshman is True) or (f_extreme_poverty is True) or (f_orphan is True) or (f_unsupported_child is True) or (f_revolutionary_elder is True) or (f_subsistence is True) or (f_poverty_monitored is True) or (f_lifted_from_poverty is True) or (f_retired_worker_relief is True) or (v78 is True) or (f_poor_student is True) or (f_special_family_planning is True) or (f_only_child_parent is True) or (v59 is True) or (f_two_daughters_parent is True) or (v65 is True) or (f_key_entitled_veteran is True) or (f_severely_disabled is True) or (f_disabled_household is True) or (f_from_employee is True) or (f_listed_elsewhere is True) else False if v52 is False and f_college_freshman is False and (f_freshman_this_autumn is False) and (f_other_freshman is False) and (f_extreme_poverty is False) and (f_orphan is False) and (f_unsupported_child is False) and (f_revolutionary_elder is False) and (f_subsistence is False) and (f_poverty_monitored is False) and (f_lifted_from_poverty is False) and (f_retired_worker_relief is False) and (v78 is False) and (f_poor_student is False) and (f_special_family_planning is False) and (f_only_child_parent is False) and (v59 is False) and (f_two_daughters_parent is False) and (v65 is False) and (f_key_entitled_veteran is False) and (f_severely_disabled is False) and (f_disabled_household is False) and (f_from_employee is False) and (f_listed_elsewhere is False) else _opened(v52, f_college_freshman, f_freshman_this_autumn, f_other_freshman, f_extreme_poverty, f_orphan, f_unsupported_child, f_revolutionary_elder, f_subsistence, f_poverty_monitored, f_lifted_from_poverty, f_retired_worker_relief, v78, f_poor_student, f_special_family_planning, f_only_child_parent, v59, f_two_daughters_parent, v65, f_key_entitled_veteran, f_severely_disabled, f_disabled_household, f_from_employee, f_listed_elsewhere)
        v228 = False if v104 is False or v225 is False else True if v104 is True and v225 is True else _opened(v104, v225)
        v122 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '集中参保缴费期'
        v123 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '延长参保缴费期'
        x229 = (
            v20.__class__ is not bool
            or v126.__class__ is not bool
            or v128.__class__ is not bool
            or v130.__class__ is not bool
            or v131.__class__ is not bool
            or v133.__class__ is not bool
            or v135.__class__ is not bool
            or v137.__class__ is not bool
            or v228.__class__ is not bool
            or v122.__class__ is not bool
            or v123.__class__ is not bool
            or v104.__class__ is not bool
        )
        if not x229:
            if v126:
                c229_0 = _K15
            elif v128:
                c229_0 = _K4
                if v130 and c229_0 != _K2:
                    x229 = True
                if v131 and c229_0 != f_birth_date:
                    x229 = True
                if v133 and c229_0 != _K2:
                    x229 = True
                if v135 and c229_0 != f_pay_date:
                    x229 = True
                if v137 and c229_0 != _K2:
                    x229 = True
                if v228 and c229_0 != _K14:
                    x229 = True
            elif v130:
                c229_0 = _K2
                if v131 and c229_0 != f_birth_date:
                    x229 = True
                if v135 and c229_0 != f_pay_date:
                    x229 = True
                if v228 and c229_0 != _K14:
                    x229 = True
            elif v131:
                c229_0 = f_birth_date
            elif v133:
                c229_0 = _K2
            elif v135:
                c229_0 = f_pay_date
            elif v137:
                c229_0 = _K2
            elif v228:
                c229_0 = _K14
            elif v122:
                c229_0 = _K2
            elif v123:
                c229_0 = f_pay_date
            elif v104:
                v139 = f_pay_date if f_pay_date.__class__ is Missing else _add_months(f_pay_date, 3, True)
                v141 = v139 if v139.__class__ is Missing else v139 + _K31
                c229_0 = v141
            else:
                c229_0 = _K16
        if x229:
            v139 = f_pay_date if f_pay_date.__class__ is Missing else _add_months(f_pay_date, 3, True)
            v141 = v139 if v139.__class__ is Missing else v139 + _K31
            c229_0 = _K32.settle(v20, (v122, v123, v104, v228, v126, v128, v130, v131, v133, v135, v137), ((_K2,), (f_pay_date,), (v141,), (_K14,), (_K15,), (_K4,), (_K2,), (f_birth_date,), (_K2,), (f_pay_date,), (_K2,), (_K16,), (_K16,)), None)[0]
    if c145_0 != c212_0 or c145_0 != c229_0:
        _give_up()
    if v20 is False:
        c148_0 = _K27
    else:
        f_otherwise_disabled = person.otherwise_disabled
        if f_otherwise_disabled is None:
            f_otherwise_disabled = _K71
        v76 = _met(f_birth_date, f_pay_date) if f_birth_date.__class__ is Missing or f_pay_date.__class__ is Missing else f_pay_date >= _birthday(f_birth_date, 60, True)
        v57 = _met(f_birth_date, f_pay_date) if f_birth_date.__class__ is Missing or f_pay_date.__class__ is Missing else f_pay_date >= _birthday(f_birth_date, 18, True)
        v58 = v57 if v57.__class__ is not bool else not v57
        v77 = True if f_severely_disabled is True or f_disabled_household is True or f_otherwise_disabled is True or (v76 is True) or (v58 is True) else False if f_severely_disabled is False and f_disabled_household is False and (f_otherwise_disabled is False) and (v76 is False) and (v58 is False) else _opened(f_severely_disabled, f_disabled_household, f_otherwise_disabled, v76, v58)
        v78 = False if f_near_subsistence is False or v77 is False else True if f_near_subsistence is True and v77 is True else _opened(f_near_subsistence, v77)
        v119 = True if f_subsistence is True or f_poverty_monitored is True or f_lifted_from_poverty is True or (v78 is True) else False if f_subsistence is False and f_poverty_monitored is False and (f_lifted_from_poverty is False) and (v78 is False) else _opened(f_subsistence, f_poverty_monitored, f_lifted_from_poverty, v78)
        f_gave_up = person.gave_up
        if f_gave_up is None:
            f_gave_up = _K72
        v126 = False if v119 is False or f_gave_up is False else True if v119 is True and f_gave_up is True else _opened(v119, f_gave_up)
        v23 = f_pay_date if f_pay_date.__class__ is Missing else f_pay_date >= _K4
        v30 = f_pay_date if f_pay_date.__class__ is Missing else f_pay_date <= _K11
        v128 = False if f_college_freshman is False or v23 is False or v30 is False else True if f_college_freshman is True and v23 is True and (v30 is True) else _opened(f_college_freshman, v23, v30)
        v147 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 in ('集中参保缴费期', '延长参保缴费期', '参保补缴期')
        x148 = (
            v20.__class__ is not bool
            or v126.__class__ is not bool
            or v128.__class__ is not bool
            or v147.__class__ is not bool
        )
        if not x148:
            if v126:
                c148_0 = _K15
            elif v128 or v147:
                c148_0 = _K3
            else:
                c148_0 = _K16
        if x148:
            c148_0 = _K34.settle_constants(v20, (v147, v128, v126), _K33)[0]
    decided = _DRAFT(
        _given_out(c41_0, 1, _POLICY.labels, _BOUNDS) if c41_0.__class__ is Missing else c41_0,
        _given_out(c163_0, 1, _POLICY.labels, _BOUNDS),
        _given_out(c192_0, 10, _POLICY.labels, _BOUNDS),
        _given_out(c192_1, 10, _POLICY.labels, _BOUNDS),
        _given_out(c192_2, 1, _POLICY.labels, _BOUNDS) if c192_2.__class__ is Missing else c192_2,
        _given_out(c192_3, 1, _POLICY.labels, _BOUNDS) if c192_3.__class__ is Missing else c192_3,
        _given_out(c192_4, 1, _POLICY.labels, _BOUNDS) if c192_4.__class__ is Missing else c192_4,
        _given_out(c201_0, 1, _POLICY.labels, _BOUNDS),
        _given_out(c205_0, 1, _POLICY.labels, _BOUNDS),
        _given_out(c145_0, 1, _POLICY.labels, _BOUNDS) if c145_0.__class__ is Missing else c145_0,
        _given_out(c148_0, 1, _POLICY.labels, _BOUNDS) if c148_0.__class__ is Missing else c148_0,
        (person,),
    )
    decided.__class__ = _DECISION
    return decided


def _quick(person: Person) -> Decision:
    open_ = person._open
    if open_ >= 4:
        _give_up()
    w0: Any = person._w0
    w1: Any = person._w1
    x_pay_date: Any = person.pay_date
    n_pay_date: Any = x_pay_date.toordinal()
    x_birth_date: Any = person.birth_date
    n_birth_date: Any = x_birth_date.toordinal()
    c1: Any
    c10: Any
    c11: Any
    c12: Any
    c13: Any
    c14: Any
    c16: Any
    c19: Any
    c21: Any
    c22: Any
    c3: Any
    c4: Any
    c5: Any
    c7: Any
    decided: Decision
    s1: Any
    s15: Any
    s16: Any
    s19: Any
    s21: Any
    v15_0: Any
    if not (w0 & 952 or (w0 & 64 and (not (w0 & 4 or (open_ & 2 and _give_up())))) or (not w0 & 2 and (not w1 & 2) and (w0 & 1 or (open_ & 1 and _give_up())))):
        decided = _DRAFT(_K27, _K27, _K27, _K27, _K27, _K27, _K27, _K27, _K27, _K27, _K27, (person,))
        decided.__class__ = _DECISION
        return decided
    if 739130 <= n_pay_date <= 739251:
        c1 = 0
        s1 = 0
    elif 739252 <= n_pay_date <= 739310:
        c1 = 1
        s1 = 1
    elif 739311 <= n_pay_date <= 739616:
        c1 = 2
        s1 = 2
    else:
        _give_up()
    c3 = (
        n_pay_date - n_birth_date < 365
        or (
            n_pay_date - n_birth_date <= 367
            and n_pay_date <= _add_months(x_birth_date, 12, True).toordinal()
        )
    )
    c4 = (
        w1 & 64
        or (
            w1 & 128
            and not (n_pay_date - n_birth_date > 6588 or (n_pay_date - n_birth_date >= 6570 and _birthday(x_birth_date, 18, True) <= x_pay_date))
        )
    )
    c5 = (
        w0 & 16777216
        or (
            w0 & 33554432
            and not (n_pay_date - n_birth_date > 6588 or (n_pay_date - n_birth_date >= 6570 and _birthday(x_birth_date, 18, True) <= x_pay_date))
        )
    )
    c7 = (
        w0 & 16384
        and (
            w0 & 3670016
            or (
                n_pay_date - n_birth_date > 21960
                or (n_pay_date - n_birth_date >= 21900 and _birthday(x_birth_date, 60, True) <= x_pay_date)
            )
            or not (n_pay_date - n_birth_date > 6588 or (n_pay_date - n_birth_date >= 6570 and _birthday(x_birth_date, 18, True) <= x_pay_date))
        )
    )
    c10 = c3
    c11 = n_pay_date <= n_birth_date + 90
    c12 = n_pay_date >= 739252
    c13 = n_birth_date >= 739252
    c14 = c7 or w0 & 106496
    if c14 and w1 & 1:
        v15_0 = _K15
        s15 = 1
    elif w0 & 67108864 and 739130 <= n_pay_date <= 739310:
        if (
            (c10 and c11 and c13)
            or (c10 and c11 and (not c13))
            or (c10 and (not c11) and c12)
            or (c10 and (not c11) and (not c12))
            or (w0 & 134217728 and 739130 <= n_pay_date <= 739310)
            or (
                c1 == 2
                and (
                    c3
                    or w0 & 335544320
                    or w1 & 28
                    or (w0 & 130048 and (c7 or c4 or c5 or w0 & 14662656 or w1 & 32) or _give_up() if w0 & 64512 else (w0 & 130048 or (c7 or c4 or c5 or w0 & 14662656 or w1 & 32)) and _give_up())
                )
            )
        ):
            _give_up()
        v15_0 = _K4
        s15 = 2
    elif w0 & 134217728 and 739130 <= n_pay_date <= 739310:
        if (
            (c10 and c11 and c13)
            or (c10 and (not c11) and c12)
            or (
                c1 == 2
                and (
                    c3
                    or w0 & 335544320
                    or w1 & 28
                    or (w0 & 130048 and (c7 or c4 or c5 or w0 & 14662656 or w1 & 32) or _give_up() if w0 & 64512 else (w0 & 130048 or (c7 or c4 or c5 or w0 & 14662656 or w1 & 32)) and _give_up())
                )
            )
        ):
            _give_up()
        v15_0 = _K2
        if c10 and c11 and (not c13) and (not c14 or not w1 & 1):
            if c10 and (not c11) and (not c12) and (not c14 or not w1 & 1):
                s15 = 3
            else:
                s15 = 4
        elif c10 and (not c11) and (not c12) and (not c14 or not w1 & 1):
            s15 = 5
        else:
            s15 = 6
    elif c10 and c11 and c13:
        v15_0 = x_birth_date
        s15 = 7
    elif c10 and c11 and (not c13):
        v15_0 = _K2
        s15 = 8
    elif c10 and (not c11) and c12:
        v15_0 = x_pay_date
        s15 = 9
    elif c10 and (not c11) and (not c12):
        v15_0 = _K2
        s15 = 10
    elif (
        c1 == 2
        and (
            c3
            or w0 & 335544320
            or w1 & 28
            or (w0 & 130048 and (c7 or c4 or c5 or w0 & 14662656 or w1 & 32) or _give_up() if w0 & 64512 else (w0 & 130048 or (c7 or c4 or c5 or w0 & 14662656 or w1 & 32)) and _give_up())
        )
    ):
        v15_0 = _K14
        s15 = 11
    elif c1 == 0:
        v15_0 = _K2
        s15 = 12
    elif c1 == 1:
        v15_0 = x_pay_date
        s15 = 13
    elif c1 == 2:
        v15_0 = date.fromordinal(_add_months(x_pay_date, 3, True).toordinal() + 1)
        s15 = 14
    else:
        v15_0 = _K16
        s15 = 0
    if c14 and w1 & 1:
        c16 = 2
        s16 = 1
    elif w0 & 67108864 and 739130 <= n_pay_date <= 739310:
        c16 = 1
        s16 = 2
    else:
        c16 = 1
        s16 = 3
    if (
        c1 == 2
        and not c3
        and not w0 & 335544320
        and not w1 & 28
        and n_pay_date >= 739433
        and not (w0 & 130048 and (c7 or c4 or c5 or w0 & 14662656 or w1 & 32) or _give_up() if w0 & 64512 else (w0 & 130048 or (c7 or c4 or c5 or w0 & 14662656 or w1 & 32)) and _give_up())
    ):
        c19 = 1
        s19 = 0
    elif c3 and (not c11):
        c19 = 0
        s19 = 1
    else:
        c19 = 0
        s19 = 2
    if c14 and w1 & 1:
        c21 = 14
        s21 = 1
    elif w0 & 536870912:
        c21 = 13
        s21 = 2
    elif (
        not c7
        and w0 & 16384
        and n_birth_date <= 717701
        and not (n_pay_date - n_birth_date > 21960 or (n_pay_date - n_birth_date >= 21900 and _birthday(x_birth_date, 60, True) <= x_pay_date))
    ):
        if c4 or c5 or w0 & 14662656 or w1 & 32:
            _give_up()
        c21 = 6
        s21 = 3
    elif c4 or c5 or w0 & 14556160 or w1 & 32:
        if w0 & 138240:
            if c4 or c5 or w0 & 14417920 or w1 & 32:
                _give_up()
            c21 = 1
            s21 = 4
        elif w0 & 262144:
            if c4 or c5 or w0 & 14155776 or w1 & 32:
                _give_up()
            c21 = 4
            s21 = 5
        elif w1 & 32:
            if c4 or c5 or w0 & 14155776:
                _give_up()
            c21 = 7
            s21 = 6
        elif w0 & 8388608:
            if c4 or c5 or w0 & 5767168:
                _give_up()
            c21 = 8
            s21 = 7
        elif c4 or c5:
            if w0 & 5767168:
                _give_up()
            c21 = 9
            s21 = 8
        elif w0 & 4194304:
            if w0 & 1572864:
                _give_up()
            c21 = 10
            s21 = 9
        elif w0 & 524288:
            if w0 & 1048576:
                _give_up()
            c21 = 11
            s21 = 10
        elif w0 & 1048576:
            c21 = 12
            s21 = 11
        else:
            _give_up()
    elif w0 & 106496:
        if w0 & 8192:
            if w0 & 98304:
                c21 = 15
                s21 = 12
            else:
                c21 = 2
                s21 = 13
        else:
            c21 = 3
            s21 = 14
    elif c7:
        c21 = 5
        s21 = 15
    else:
        c21 = 0
        s21 = 0
    c22 = ((0, 1, 2, 2, 1, 3, 4, 1, 1, 1, 1, 1, 1, 5, 6, 2), (7, 8, 9, 9, 8, 10, 4, 8, 8, 8, 8, 8, 8, 5, 6, 9))[c19][c21]
    decided = _DRAFT(
        _T228[c1],
        _T230[c19],
        _T231[c21],
        _T231[c21],
        _T232[c21],
        _T233[c21],
        _T234[c21],
        _T238[c22],
        _T238[c22],
        v15_0,
        _T239[c16],
        (person, s1, s15, s16, s19, s21, c22),
    )
    decided.__class__ = _DECISION
    return decided


def _proof(person: Person) -> tuple[Reason, ...]:
    open_ = person._open
    if open_ >= 4:
        _give_up()
    w0: Any = person._w0
    w1: Any = person._w1
    x_pay_date: Any = person.pay_date
    n_pay_date: Any = x_pay_date.toordinal()
    x_birth_date: Any = person.birth_date
    n_birth_date: Any = x_birth_date.toordinal()
    c1: Any
    c10: Any
    c11: Any
    c12: Any
    c13: Any
    c14: Any
    c19: Any
    c21: Any
    c22: Any
    c23: Any
    c3: Any
    c4: Any
    c5: Any
    c7: Any
    q1: Any
    q15: Any
    q16: Any
    q19: Any
    q21: Any
    q22: Any
    q23: Any
    if not (w0 & 952 or (w0 & 64 and (not (w0 & 4 or (open_ & 2 and _give_up())))) or (not w0 & 2 and (not w1 & 2) and (w0 & 1 or (open_ & 1 and _give_up())))):
        return (
            *_Q78[0],
            *_Q84[0],
            *_Q90[0],
            *_Q90[1],
            *_Q90[2],
            *_Q90[3],
            *_Q90[4],
            *_Q92[0],
            *_Q94[0],
            *_Q80[0],
            *_Q82[0],
        )
    if 739130 <= n_pay_date <= 739251:
        c1 = 0
        q1 = _Q96
    elif 739252 <= n_pay_date <= 739310:
        c1 = 1
        q1 = _Q98
    elif 739311 <= n_pay_date <= 739616:
        c1 = 2
        q1 = _Q100
    else:
        _give_up()
    c3 = (
        n_pay_date - n_birth_date < 365
        or (
            n_pay_date - n_birth_date <= 367
            and n_pay_date <= _add_months(x_birth_date, 12, True).toordinal()
        )
    )
    c4 = (
        w1 & 64
        or (
            w1 & 128
            and not (n_pay_date - n_birth_date > 6588 or (n_pay_date - n_birth_date >= 6570 and _birthday(x_birth_date, 18, True) <= x_pay_date))
        )
    )
    c5 = (
        w0 & 16777216
        or (
            w0 & 33554432
            and not (n_pay_date - n_birth_date > 6588 or (n_pay_date - n_birth_date >= 6570 and _birthday(x_birth_date, 18, True) <= x_pay_date))
        )
    )
    c7 = (
        w0 & 16384
        and (
            w0 & 3670016
            or (
                n_pay_date - n_birth_date > 21960
                or (n_pay_date - n_birth_date >= 21900 and _birthday(x_birth_date, 60, True) <= x_pay_date)
            )
            or not (n_pay_date - n_birth_date > 6588 or (n_pay_date - n_birth_date >= 6570 and _birthday(x_birth_date, 18, True) <= x_pay_date))
        )
    )
    c10 = c3
    c11 = n_pay_date <= n_birth_date + 90
    c12 = n_pay_date >= 739252
    c13 = n_birth_date >= 739252
    c14 = c7 or w0 & 106496
    if c14 and w1 & 1:
        q15 = _Q103
    elif w0 & 67108864 and 739130 <= n_pay_date <= 739310:
        if (
            (c10 and c11 and c13)
            or (c10 and c11 and (not c13))
            or (c10 and (not c11) and c12)
            or (c10 and (not c11) and (not c12))
            or (w0 & 134217728 and 739130 <= n_pay_date <= 739310)
            or (
                c1 == 2
                and (
                    c3
                    or w0 & 335544320
                    or w1 & 28
                    or (w0 & 130048 and (c7 or c4 or c5 or w0 & 14662656 or w1 & 32) or _give_up() if w0 & 64512 else (w0 & 130048 or (c7 or c4 or c5 or w0 & 14662656 or w1 & 32)) and _give_up())
                )
            )
        ):
            _give_up()
        q15 = _Q105
    elif w0 & 134217728 and 739130 <= n_pay_date <= 739310:
        if (
            (c10 and c11 and c13)
            or (c10 and (not c11) and c12)
            or (
                c1 == 2
                and (
                    c3
                    or w0 & 335544320
                    or w1 & 28
                    or (w0 & 130048 and (c7 or c4 or c5 or w0 & 14662656 or w1 & 32) or _give_up() if w0 & 64512 else (w0 & 130048 or (c7 or c4 or c5 or w0 & 14662656 or w1 & 32)) and _give_up())
                )
            )
        ):
            _give_up()
        q15 = _joined(
            _Q107,
            _Q109 if c10 and c11 and (not c13) and (not c14 or not w1 & 1) else None,
            _Q111 if c10 and (not c11) and (not c12) and (not c14 or not w1 & 1) else None,
        )
    elif c10 and c11 and c13:
        q15 = _Q116
    elif c10 and c11 and (not c13):
        q15 = _Q109
    elif c10 and (not c11) and c12:
        q15 = _Q118
    elif c10 and (not c11) and (not c12):
        q15 = _Q111
    elif (
        c1 == 2
        and (
            c3
            or w0 & 335544320
            or w1 & 28
            or (w0 & 130048 and (c7 or c4 or c5 or w0 & 14662656 or w1 & 32) or _give_up() if w0 & 64512 else (w0 & 130048 or (c7 or c4 or c5 or w0 & 14662656 or w1 & 32)) and _give_up())
        )
    ):
        q15 = _Q120
    elif c1 == 0:
        q15 = _Q122
    elif c1 == 1:
        q15 = _Q124
    elif c1 == 2:
        q15 = _Q126
    else:
        q15 = _Q101
    if c14 and w1 & 1:
        q16 = _Q128
    elif w0 & 67108864 and 739130 <= n_pay_date <= 739310:
        q16 = _Q130
    else:
        q16 = _Q132
    if (
        c1 == 2
        and not c3
        and not w0 & 335544320
        and not w1 & 28
        and n_pay_date >= 739433
        and not (w0 & 130048 and (c7 or c4 or c5 or w0 & 14662656 or w1 & 32) or _give_up() if w0 & 64512 else (w0 & 130048 or (c7 or c4 or c5 or w0 & 14662656 or w1 & 32)) and _give_up())
    ):
        c19 = 1
        q19 = _Q134
    elif c3 and (not c11):
        c19 = 0
        q19 = _Q136
    else:
        c19 = 0
        q19 = _Q138
    if c14 and w1 & 1:
        c21 = 14
        q21 = _Q145
    elif w0 & 536870912:
        c21 = 13
        q21 = _Q151
    elif (
        not c7
        and w0 & 16384
        and n_birth_date <= 717701
        and not (n_pay_date - n_birth_date > 21960 or (n_pay_date - n_birth_date >= 21900 and _birthday(x_birth_date, 60, True) <= x_pay_date))
    ):
        if c4 or c5 or w0 & 14662656 or w1 & 32:
            _give_up()
        c21 = 6
        q21 = _Q157
    elif c4 or c5 or w0 & 14556160 or w1 & 32:
        if w0 & 138240:
            if c4 or c5 or w0 & 14417920 or w1 & 32:
                _give_up()
            c21 = 1
            q21 = _Q163
        elif w0 & 262144:
            if c4 or c5 or w0 & 14155776 or w1 & 32:
                _give_up()
            c21 = 4
            q21 = _Q169
        elif w1 & 32:
            if c4 or c5 or w0 & 14155776:
                _give_up()
            c21 = 7
            q21 = _Q175
        elif w0 & 8388608:
            if c4 or c5 or w0 & 5767168:
                _give_up()
            c21 = 8
            q21 = _Q181
        elif c4 or c5:
            if w0 & 5767168:
                _give_up()
            c21 = 9
            q21 = _Q187
        elif w0 & 4194304:
            if w0 & 1572864:
                _give_up()
            c21 = 10
            q21 = _Q193
        elif w0 & 524288:
            if w0 & 1048576:
                _give_up()
            c21 = 11
            q21 = _Q199
        elif w0 & 1048576:
            c21 = 12
            q21 = _Q205
        else:
            _give_up()
    elif w0 & 106496:
        if w0 & 8192:
            if w0 & 98304:
                c21 = 15
                q21 = _joined(_Q212, _Q218)
                q21 = (q21[0], q21[1], q21[2], q21[3], (_R211,))
            else:
                c21 = 2
                q21 = _Q220
        else:
            c21 = 3
            q21 = _Q221
    elif c7:
        c21 = 5
        q21 = _Q227
    else:
        c21 = 0
        q21 = _Q139
    c22 = ((0, 1, 2, 2, 1, 3, 4, 1, 1, 1, 1, 1, 1, 5, 6, 2), (7, 8, 9, 9, 8, 10, 4, 8, 8, 8, 8, 8, 8, 5, 6, 9))[c19][c21]
    q22 = (_S243[c22] or _inherited(_I258, q19[0], q21[1]),)
    c23 = ((0, 1, 2, 2, 1, 3, 4, 1, 1, 1, 1, 1, 1, 5, 6, 2), (7, 8, 9, 9, 8, 10, 4, 8, 8, 8, 8, 8, 8, 5, 6, 9))[c19][c21]
    q23 = (_S262[c23] or _inherited(_I277, q19[0], q21[0]),)
    return (*q1[0], *q19[0], *q21[0], *q21[1], *q21[2], *q21[3], *q21[4], *q22[0], *q23[0], *q15[0], *q16[0])


def _told(basis: Any) -> tuple[Reason, ...]:
    if len(basis) == 1:
        return _proof(basis[0])
    c22: Any
    q1: Any
    q15: Any
    q16: Any
    q19: Any
    q21: Any
    q22: Any
    q23: Any
    s1: Any
    s15: Any
    s16: Any
    s19: Any
    s21: Any
    (_, s1, s15, s16, s19, s21, c22) = basis
    q1 = _P278[s1]
    q15 = _P279[s15]
    q16 = _P280[s16]
    q19 = _P281[s19]
    q21 = _P282[s21]
    q22 = (_S243[c22] or (_X283[s19][s21] or _inherited(_I258, q19[0], q21[1])),)
    q23 = (_S262[c22] or (_X284[s19][s21] or _inherited(_I277, q19[0], q21[0])),)
    return (*q1[0], *q19[0], *q21[0], *q21[1], *q21[2], *q21[3], *q21[4], *q22[0], *q23[0], *q15[0], *q16[0])


def _by_program(person: Person) -> Decision:
    decided: Decision = _partly_known(person) if person._open else _wholly_known(person)
    return decided


def _fast(person: Person) -> Decision:
    try:
        return _quick(person)
    except _GaveUp:
        return _by_program(person)


_USAGE: Final[str] = '石狮市2025年度城乡居民基本医保参保缴费: python -m MODULE < people.jsonl | python -m MODULE --self-test'


def _general(person: Person, assume: Mapping[str, str | None] | None) -> Decision:
    'The decision of the general path.'
    evaluation = _evaluate(_POLICY, _given(_POLICY, person), assume)
    answers = _answers(_POLICY, evaluation)
    decided: Decision = _DRAFT(*answers, evaluation)
    decided.__class__ = _DECISION
    return decided


def evaluate(person: Person, *, assume: Mapping[str, str | None] | None=None) -> Decision:
    'Decide for one person; `assume` chooses readings by name, None leaves an assumption undecided.'
    if assume is None:
        try:
            return _fast(person)
        except _GaveUp:
            pass
    return _general(person, assume)


def explain(person: Person, *, assume: Mapping[str, str | None] | None=None) -> Trace:
    'Decide for one person and show every step.'
    return Trace(_general(person, assume))


def evaluate_rows(
    rows: Iterable[Mapping[str, object] | Person],
    *,
    columns: Mapping[str, str] | None = None,
    assume: Mapping[str, str | None] | None = None,
) -> Iterator[Decision | RowError]:
    "Decide row after row; a row that can't be read gives a `RowError`, and the others go on."
    for (number, row) in enumerate(rows, 1):
        try:
            person = row if isinstance(row, Person) else Person.from_mapping(row, columns=columns)
        except PolicyInputError as error:
            yield RowError(number, error.field, error.expected, str(error))
        except (TypeError, AttributeError):
            yield RowError(number, '', '一行事实', '应为一行事实 · expected a mapping of facts')
        else:
            yield evaluate(person, assume=assume)


def _decide_case(row: Mapping[str, object], assume: Mapping[str, str | None] | None) -> Decision:
    return evaluate(Person.from_mapping(row), assume=assume)


def _decide_line(row: Mapping[str, object]) -> Mapping[str, object]:
    return evaluate(Person.from_mapping(row)).to_dict()


def _self_test() -> tuple[int, list[str]]:
    return _run_cases(_POLICY, _CASES, _decide_case)


if __name__ == '__main__':
    raise SystemExit(_main(_decide_line, _self_test, _USAGE))
