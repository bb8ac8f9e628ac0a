"石狮市2025年度城乡居民基本医保参保缴费 狮政办规〔2024〕5号\n\nMade by polc from the policy's text; change the text, not this file."

from __future__ import annotations

from datetime import date, timedelta

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from fractions import Fraction
    from typing import Any, ClassVar, Final, Literal, TypeAlias

    _Number: TypeAlias = int | Fraction
    _Status: TypeAlias = "NotApplicable | Missing | Undetermined"
    _Plain: TypeAlias = "bool | int | Fraction | date | str | _Amount | Duration"
    _Result: TypeAlias = "_Plain | NotApplicable | Missing | Undetermined"
    _Bounds: TypeAlias = Mapping[str, tuple[_Number | None, _Number | None]]
    Open: TypeAlias = "NotApplicable | Missing | Undetermined"
    Money: TypeAlias = "int | AtLeast | AtMost | Between | NotApplicable | Missing | Undetermined"
    _Answer: TypeAlias = "_Number | bool | date | str | Duration | AtLeast | AtMost | Between | Open"
    _Made: TypeAlias = "Callable[[re.Match[str], int], Any]"
    _Holds: TypeAlias = "bool | Missing | Undetermined"
    _Results: TypeAlias = "tuple[_Result, ...]"
    _FieldResult: TypeAlias = "tuple[_Result, tuple[str, ...]]"
    _Run: TypeAlias = "tuple[dict[str, str], dict[str, _FieldResult]]"
    _Relation: TypeAlias = "tuple[str, Callable[[_Env], _Result], bool]"
    _Expected: TypeAlias = "tuple[str, str, bool | int | str, str]"
    _Case: TypeAlias = "tuple[str, dict[str, object], dict[str, str], tuple[_Expected, ...]]"


if TYPE_CHECKING:
    from typing_extensions import dataclass_transform as _told_as_dataclasses
else:

    def _told_as_dataclasses(**_):
        """What type checkers are told; nothing when run."""
        return _itself


def _itself(kind: Any) -> Any:
    return kind


@_told_as_dataclasses(frozen_default=True)
def _record(kind: Any) -> Any:
    """The class with its annotated names as slots; what one is set to is its default.

    A plain class of type `type`: with a metaclass every isinstance would take twice as long.
    """
    space = {name: part for name, part in vars(kind).items() if name not in ("__dict__", "__weakref__")}
    names = tuple([name for name in space.get("__annotations__", ()) if name[0] != "_"])
    defaults = tuple([space.pop(name, None) for name in names])
    least = len([name for name in names if name not in vars(kind)])
    base = _Unsettled if issubclass(kind, _Unsettled) else _Record
    space["_names"] = space["__slots__"] = space["__match_args__"] = names
    made: Any = type(kind.__name__, (base,), space)
    made._fill = _filling(made, defaults, least)
    if "__init__" not in space:
        made.__init__ = made._fill
    return made


def _filling(kind: Any, defaults: tuple[Any, ...], least: int) -> Any:
    """What sets the slots of a record of this kind: given in order, by name, or as declared."""
    names = kind._names
    most, put = len(names), object.__setattr__

    def fill(self: Any, *values: Any, **named: Any) -> None:
        if named or not least <= len(values) <= most:
            told = {**dict(zip(names, values, strict=False)), **named}
            if len(told) != len(values) + len(named) or not set(names[:least]) <= set(told) <= set(names):
                raise TypeError(f"{kind.__name__} takes {', '.join(names)}")
            values = tuple([told.get(name, default) for name, default in zip(names, defaults, strict=True)])
        elif len(values) != most:
            values += defaults[len(values) :]
        for place, name in enumerate(names):
            put(self, name, values[place])

    return fill


class _Record:
    """An immutable value: its slots, set once, compared one by one."""

    __slots__: tuple[str, ...] = ()
    _names: ClassVar[tuple[str, ...]]
    _fill: ClassVar[Any]

    def _values(self) -> tuple[object, ...]:
        return tuple([getattr(self, name) for name in self._names])

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
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._names)
        return f"{type(self).__name__}({values})"

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuilt, (type(self), *self._values()))


def _rebuilt(kind: type[_Record], *values: object) -> _Record:
    record = kind.__new__(kind)
    record._fill(*values)
    return record


class _Unsettled(_Record):
    """A result that is no value; neither true nor false, so that no `if` takes 待定 for yes."""

    __slots__ = ()

    def __bool__(self) -> bool:
        raise TypeError(
            f"{type(self).__name__} 不是一个值，不能当作真假：先用 isinstance 看它是哪一种"
            " · no value, neither true nor false: ask isinstance first"
        )


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
    if isinstance(result, bool):
        return "是" if result else "否"
    if isinstance(result, date):
        return f"{result.year}年{result.month}月{result.day}日"
    if isinstance(result, _Amount):
        if result.terms:
            return _range_text(*_interval(result, bounds))
        return _yuan_text(result.fen)
    if isinstance(result, NotApplicable):
        return f"不适用（{result.reason}）"
    if isinstance(result, Missing):
        return f"缺资料（{'、'.join(result.labels)}）"
    if isinstance(result, Undetermined):
        return _undetermined_text(result)
    return str(result)


def _answer(result: Any, bounds: _Bounds) -> Any:
    """The result as the caller gets it: exact money as an integer of 分, bounded money as a range."""
    if isinstance(result, _Amount):
        if result.terms:
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
_STRICT, _ROW, _REGISTER = 0, 1, 2
_FIRST_DAY = date(1850, 1, 1)
_LAST_DAY = date(2199, 12, 31)
_YES = (("是",), ("true", "1", "yes", "y", "√", "有"), ("✓", "✔", "☑", "对"))
_NO = (("否",), ("false", "0", "no", "n", "×", "无"), ("✗", "✘", "没有"))
_FEN = {"万元": 1_000_000, "元": 100, "角": 10, "分": 1}
_TIME = r"(?:[ T]\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?)?"
# Of each type the forms that need no more than each strictness; "" where it has none of its own.
_DAYS = (
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})",
    r"([0-9]{4}) *[-/.年] *([0-9]{1,2}) *[-/.月] *([0-9]{1,2}) *日?|([0-9]{4})([0-9]{2})([0-9]{2})",
    r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*[日号]?" + _TIME,
)
_MONEY = (
    r"(-?[0-9]{1,15})(?:\.([0-9]{1,6}))?(万元|元|角|分)",
    "",
    r"[¥￥](-?[0-9]{1,15})(?:\.([0-9]{1,6}))?(元)",
)
_HALF_WIDTH = {0x3000: 0x20, **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}}
_read_forms: dict[str, re.Pattern[str]] = {}


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
    forms, made = _forms(type)
    for level in range(strictness + 1):
        found = _pattern(forms[level]).fullmatch(folded)
        if found is not None:
            return made(found, level)
    raise _Unreadable("form")


def _forms(type: str) -> tuple[tuple[str, ...], _Made]:
    """How a type is written, and what makes a value of what fits."""
    if type == "日期":
        return _DAYS, _made_day
    if type == "金额":
        return _MONEY, _made_money
    raise _Unreadable("form")


def _pattern(form: str) -> re.Pattern[str]:
    """A form, compiled when it's first needed; an empty one fits nothing."""
    known = _read_forms.get(form)
    if known is None:
        import re

        known = _read_forms[form] = re.compile(form or r"(?!)")
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


class _Env:
    """What is known while one person is decided; `fields` grows choice by choice.

    `labels` holds the Chinese name of every fact, in the order of declaration. Inside a fold `entry` holds
    the entry at hand, given as number `at`, and `states` the running values; `kept` is what is found out
    once, `heard` the clauses that decided entries.
    """

    __slots__ = ("at", "bounds", "entry", "facts", "fields", "heard", "kept", "labels", "readings", "states")

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
        self.at = 0
        self.heard: dict[tuple[str, int], tuple[str, ...]] = {}

    def fact(self, alias: str) -> _Result:
        """The value of a fact; 缺资料 when it's unknown."""
        given = self.facts[alias]
        return Missing((alias,), (self.labels[alias],)) if given is None else given


@_record
class _Row(_Record):
    """One row as data: its clause, its text, and the facts that its condition looks at."""

    clause: str
    condition: str
    outcome: str
    facts: tuple[str, ...]


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
        if self.picks is not None:
            return self.picks[env.readings[self.pick]]
        return self.pick


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


def _status_of(*operands: _Result) -> _Status | None:
    """What the operands that aren't values give together; None when all are values."""
    found = [r for r in operands if isinstance(r, _STATUSES)]
    return _meet(found) if found else None


def _compare(env: _Env, op: str, left: Any, right: Any) -> _Holds:
    if isinstance(left, _Amount) and isinstance(right, _Amount):
        if (left.terms or right.terms):
            return _compare_amounts(op, left, right, env.bounds)
        return _ordered(op, left.fen, right.fen)
    status = _status_of(left, right)
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
    status = _status_of(birth, day)
    return bool(day >= _birthday(birth, years, on_feb_28)) if status is None else _narrow(status)


def _one_of(item: Any, options: tuple[str, ...]) -> _Holds:
    status = _status_of(item)
    return item in options if status is None else _narrow(status)


# ---- arithmetic --------------------------------------------------------------------------------------
def _add(left: Any, right: Any) -> _Result:
    status = _status_of(left, right)
    if status is not None:
        return status
    return _plus(left, right) if isinstance(left, _Amount) else left + right


def _subtract(left: Any, right: Any) -> _Result:
    status = _status_of(left, right)
    if status is not None:
        return status
    return _plus(left, _times(right, -1)) if isinstance(left, _Amount) else left - right


def _scale(item: Any, factor: Any) -> _Result:
    status = _status_of(item, factor)
    if status is not None:
        return status
    return _times(item, factor) if isinstance(item, _Amount) else item * factor


def _shift(day: Any, length: Any, sign: int, to_month_end: bool) -> _Result:
    status = _status_of(day, length)
    return _moved(day, sign * length.count, length.unit, to_month_end) if status is None else status


def _moved(day: date, count: int, unit: str, to_month_end: bool) -> date:
    if unit == "日":
        return day + timedelta(days=count)
    return _add_months(day, count if unit == "个月" else 12 * count, to_month_end)


def _snap_to(day: Any, to: str) -> _Result:
    status = _status_of(day)
    return _snapped(day, to) if status is None else status


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
        if len(rows) > 1:
            return self.together(rows)
        results, clause = self.values(rows[0]), choice.rows[rows[0]].clause
        return _Combined(results, ((clause,) if clause else (),) * len(results), frozenset(rows))


    def together(self, rows: list[int]) -> _Combined:
        """The results of several rows, none of which another beats."""
        pick = self.pick or self.choice.way(self.env)
        if pick in ("只取最高", "只取最低"):
            return self.furthest(rows, ">=" if pick == "只取最高" else "<=")
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

    def tie(self) -> tuple[_Result, tuple[str, ...]] | None:
        if not self.choice.tie:
            return None
        return self.values(len(self.choice.rows) + 1)[0], self.choice.tie_clauses

    def cites(self, rows: Iterable[int]) -> tuple[str, ...]:
        clauses = [self.choice.rows[row].clause for row in sorted(rows)]
        return _distinct([clause for clause in clauses if clause])


    def furthest(self, rows: list[int], op: str) -> _Combined:
        """The rows with the highest (>=) or lowest (<=) value.

        An amount that isn't stated loses only to the ceiling, and only where the highest is wanted.
        """
        amounts = {row: self.values(row)[self.choice.pick_field] for row in rows}
        stated = {row: amount for row, amount in amounts.items() if not isinstance(amount, _STATUSES)}
        open_ = _status_of(*amounts.values())
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
        return isinstance(ceiling, _Amount) and _compare(self.env, ">=", best, ceiling) is True
_MAX_COMBINATIONS = 64
_MOST_KEPT = 2000


# ---- the emitted tables ------------------------------------------------------------------------------
@_record
class PolicyInfo(_Record):
    """The notice, and what this module was made from."""

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


@_record
class FieldInfo(_Record):
    """A fact or a result: `type` as the language writes it, `options` where it is one of several.

    A 清单 has `columns`, at most `limit` entries, and the columns (aliases) it's put in `order` by; a column
    that nothing looks at isn't `read`.
    """

    alias: str
    label: str
    type: str
    unit: str = ""
    options: tuple[str, ...] = ()
    default: _Plain | None = None
    public: bool = True
    note: str = ""
    columns: tuple[FieldInfo, ...] = ()
    limit: int = 0
    order: tuple[str, ...] = ()
    read: bool = True


@_record
class AssumptionInfo(_Record):
    """A place that the notice leaves open; `adopted` is None where nobody chose a reading."""

    name: str
    reason: str
    readings: tuple[str, ...]
    texts: tuple[str, ...]
    adopted: str | None
    clause: str


class _Policy:
    """Everything the general path needs to know about one policy.

    `relations` are the 关系: as written, what holds, and whether that asks of facts alone; `entry_rules` are
    the rules of single entries behind each output.
    """

    def __init__(
        self,
        info: PolicyInfo,
        facts: tuple[FieldInfo, ...],
        fields: tuple[FieldInfo, ...],
        assumptions: tuple[AssumptionInfo, ...],
        choices: tuple[_Choice, ...],
        bounds: _Bounds,
        relations: tuple[_Relation, ...] = (),
        entry_rules: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.info, self.facts, self.fields, self.assumptions = info, facts, fields, assumptions
        self.choices, self.bounds, self.relations = choices, bounds, relations
        self.entry_rules = entry_rules or {}
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
            NotApplicable("不属于适用对象", "不在范围", choice.gate_clauses),
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
    heard: dict[tuple[str, int], tuple[str, ...]] | None = None,
) -> tuple[list[_Step], dict[str, _FieldResult]]:
    """Every choice in turn, and every field; `decided` keeps each step under the readings that change it.

    `heard` takes the clauses that decided the entries of lists, by rule and number of the entry.
    """
    env = _Env(facts, policy.labels, readings, policy.bounds)
    env.heard = {} if heard is None else heard
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
    """The answer for one person: every field, the steps, the readings, and what is missing.

    `heard` holds the clauses that decided the entries of lists, by rule and number of the entry.
    """

    __slots__ = ("facts", "fields", "given", "heard", "missing", "readings", "steps")

    def __init__(
        self,
        given: Mapping[str, object],
        facts: Mapping[str, _Plain | None],
        fields: dict[str, _FieldResult],
        steps: list[_Step],
        readings: dict[str, str | None],
        missing: tuple[str, ...],
        heard: dict[tuple[str, int], tuple[str, ...]],
    ) -> None:
        self.given, self.facts, self.fields, self.steps = given, facts, fields, steps
        self.readings, self.missing, self.heard = readings, missing, heard


def _evaluate(
    policy: _Policy, given: Mapping[str, Any], assume: Mapping[str, str | None] | None
) -> _Evaluation:
    """Decide every field for one person; `assume` overrides adopted readings, None leaves one undecided."""
    facts = _facts_of(policy, given)
    readings = _chosen(policy, assume or {})
    decided: dict[tuple[str, ...], _Step] = {}
    ways: list[dict[str, str]] = [{}]
    if readings:
        ways = _combinations(policy, readings)
    first, *others = ways
    heard: dict[tuple[str, int], tuple[str, ...]] = {}
    steps, fields = _run(policy, facts, first, decided, heard)
    if others:
        runs = [(first, fields), *((way, _run(policy, facts, way, decided)[1]) for way in others)]
        undecided = [name for name, reading in readings.items() if reading is None]
        fields = {name: _merged(policy, name, runs, undecided) for name in fields}
    results = [fields[field.alias][0] for field in policy.outputs]
    found = {name for result in results if isinstance(result, Missing) for name in result.inputs}
    missing = tuple(fact.alias for fact in policy.facts if fact.alias in found)
    return _Evaluation(given, facts, fields, steps, readings, missing, heard)


def _facts_of(policy: _Policy, given: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as deciding takes them: amounts are exact."""
    money = [fact.alias for fact in policy.facts if fact.type == "金额" and given[fact.alias] is not None]
    return {**given, **{alias: _Amount(given[alias]) for alias in money}}


def _broken(policy: _Policy, given: Mapping[str, Any]) -> tuple[str, ...]:
    """The relations that are certainly false of these facts; one that is open isn't among them."""
    facts = _facts_of(policy, given)
    bare = [_Env(facts, policy.labels, {}, policy.bounds)]
    whole: list[_Env] = []
    if not all(direct for _, _, direct in policy.relations):
        decided: dict[tuple[str, ...], _Step] = {}
        ways: list[dict[str, str]] = [{}]
        if policy.adopted:
            ways = _combinations(policy, dict(policy.adopted))
        for way in ways:
            env = _Env(facts, policy.labels, way, policy.bounds)
            env.fields = {name: found[0] for name, found in _run(policy, facts, way, decided)[1].items()}
            whole.append(env)
    return tuple(
        [
            text
            for text, holds, direct in policy.relations
            if all(_condition(holds(env)) is False for env in (bare if direct else whole))
        ]
    )


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
    if fact.type == "金额" and kind.__name__ == "Fraction":
        return hasattr(value, "denominator")
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
    return str(value)


@_record
class Reason(_Record):
    """Why an output is what it is: the clause, and its row as text (empty for a rule without rows)."""

    output: str
    clause: str
    text: str


@_record
class Receipt(_Record):
    """What makes a decision reproducible: the texts and the compiler behind it, and a digest of the input."""

    title: str
    document: str
    source_sha256: str
    kernel_sha256: str
    compiler_version: str
    readings: tuple[tuple[str, str | None], ...]
    input_sha256: str


@_record
class RowError(_Record):
    """A row that couldn't be decided: its number from 1, and what is wrong with which field."""

    row: int
    field: str
    expected: str
    message: str


@_record
class TraceRow(_Record):
    """One row as it was judged: 采用, 不成立, 被胜过 (`by` a clause), 较低，不取, or 未定."""

    clause: str
    condition: str
    outcome: str
    verdict: str
    by: str
    facts: tuple[tuple[str, str], ...]


@_record
class TraceStep(_Record):
    """One rule as it was decided: its rows, and for each field the result as text with its clauses."""

    name: str
    gated: bool
    rows: tuple[TraceRow, ...]
    results: tuple[tuple[str, str, tuple[str, ...]], ...]


# ---- from an evaluation ------------------------------------------------------------------------------
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
        return _range_text(*_ends(answer))
    if field.type == "金额" and not isinstance(answer, _STATUSES):
        return _yuan_text(answer)
    return _result_text(answer, {}, field.type)


def _answer_dict(
    answer: _Answer, field: FieldInfo, clauses: tuple[str, ...], entries: tuple[str, ...]
) -> dict[str, object]:
    """One output as JSON, in the form of polc.eval/1."""
    status, value, reason = "value", _as_json(answer), ""
    if isinstance(answer, (AtLeast, AtMost, Between)):
        status, value = "bound", _bound_dict(answer)
    if isinstance(answer, NotApplicable):
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
        **({"entry_clauses": list(entries)} if entries else {}),
    }


def _bound_dict(answer: AtLeast | AtMost | Between) -> dict[str, object]:
    low, high = _ends(answer)
    return {name: _as_json(end) for name, end in (("at_least", low), ("at_most", high)) if end is not None}


def _ends(answer: AtLeast | AtMost | Between) -> tuple[_Number | None, _Number | None]:
    """The least and the most of an amount that is told by its bounds, None where it has no end."""
    if isinstance(answer, Between):
        return answer.low_fen, answer.high_fen
    return (answer.fen, None) if isinstance(answer, AtLeast) else (None, answer.fen)


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
        kept = _kept(_MET, key, (_meet(statuses), tuple(statuses)))
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
        """The results, and the step; `table` has the values of each row, where no row holds, of a tie."""
        step = _judge(_Found(self, table, ceiling), gate, guards)
        held = [_held_of(field[0], self.parts[n]) for n, field in enumerate(step.results)]
        return (*held, step)

    def settle_constants(
        self, gate: Any, guards: tuple[Any, ...], told: tuple[tuple[tuple[Any, ...], ...], Any]
    ) -> tuple[Any, ...]:
        """The same where `told`, table and ceiling, is constant: what the same conditions gave is kept."""
        key = (id(told), id(gate), *map(id, guards))
        kept = self.kept.get(key)
        if kept is None:
            kept = _kept(self.kept, key, (self.settle(gate, guards, *told), (told, gate, guards)))
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


# ---- clauses -----------------------------------------------------------------------------------------
class _Account:
    """What it takes to say which clauses a choice rests on, by what a decision kept of it.

    That is a row's number; the number after the last row where none holds; -1 where the gate is closed; the
    rows that hold together, as a tuple or as -1 less their bits; or the whole step. It stands in the
    `place` of the basis, unless it's `always` the same. `operands` are (account, field) pairs; `statuses` the
    places of results that may have clauses, by field; `own` the clauses of statuses that rows state, by field
    and row.
    """

    __slots__ = ("always", "choice", "operands", "own", "place", "statuses")

    def __init__(
        self,
        choice: _Choice,
        place: int = 0,
        always: int = 0,
        operands: tuple[tuple[int, int], ...] = (),
        statuses: Mapping[int, int] | None = None,
        own: Mapping[int, Mapping[int, tuple[str, ...]]] | None = None,
    ) -> None:
        self.choice, self.place, self.always, self.operands = choice, place, always, operands
        self.statuses, self.own = statuses or {}, own or {}

    def rows(self, kept: Any) -> tuple[int, ...]:
        """The rows taken."""
        if kept.__class__ is tuple:
            rows: tuple[int, ...] = kept
            return rows
        if kept < -1:
            return tuple([row for row in range(len(self.choice.rows)) if (-1 - kept) // 2**row % 2])
        return (kept,) if 0 <= kept < len(self.choice.rows) else ()

    def clauses(self, basis: Sequence[Any], kept: Any, field: int, result: Any) -> tuple[str, ...]:
        """The clauses of one field, without those of operands; `result` where it isn't in the basis."""
        if kept.__class__ is _Step:
            told: tuple[str, ...] = kept.results[field][1]
            return told
        if kept == -1:
            return self.choice.gate_clauses
        rows = self.rows(kept)
        found = [self.choice.rows[row].clause for row in rows] if rows else self.choice.otherwise_clauses
        status = basis[self.statuses[field]] if field in self.statuses else None
        if result.__class__ in _STATUSES:
            status = result
        own = self.own.get(field, {}).get(rows[0] if rows else kept, ())
        return _distinct(
            [clause for clause in (*found, *(own if status is None else status.clauses)) if clause]
        )

    def texts(self, kept: Any) -> dict[str, str]:
        """The text of the rows by clause."""
        if kept.__class__ is _Step:
            return _row_texts(kept)
        texts: dict[str, str] = {}
        for row in [self.choice.rows[number] for number in self.rows(kept)]:
            texts.setdefault(row.clause, _row_text(row.condition, row.outcome))
        return texts


class _Accounts:
    """The accounts of one function: `asked` has for each output its alias, (account, field), a place or 0.

    In that place of the basis are its clauses, None where they're told as others' are; or a row of outputs
    that were looked up, at whose end are the clauses of each, its own in a column. Rows come from the place
    `told` on; the parts of the basis before settle all reasons.
    """

    def __init__(
        self,
        asked: tuple[tuple[str, tuple[int, int], int, int], ...],
        accounts: tuple[_Account, ...],
        told: int,
    ) -> None:
        self.asked, self.accounts, self.told = asked, accounts, told
        self.kept: dict[tuple[Any, ...], tuple[Reason, ...]] = {}

    def reasons(self, basis: tuple[Any, ...]) -> tuple[Reason, ...]:
        """One reason a clause of each output; what the same basis gave is kept."""
        key = basis[2 : self.told]
        kept = self.kept.get(key)
        if kept is None:
            kept = tuple([r for output in self.asked for r in self.of(basis, *output)])
            kept = _kept(self.kept, key, kept)
        return kept

    def of(self, basis: Any, alias: str, at: tuple[int, int], apart: int, column: int) -> list[Reason]:
        clauses = basis[apart][-1][column] if column >= 0 else basis[apart] if apart else None
        if clauses is None:
            clauses = self.clauses(basis, at)
        account = self.accounts[at[0]]
        texts = account.texts(basis[account.place] if account.place else account.always)
        return [Reason(alias, clause, texts.get(clause, "")) for clause in clauses]

    def clauses(self, basis: Sequence[Any], at: tuple[int, int], result: Any = None) -> tuple[str, ...]:
        """The clauses of a field; without one of its own it rests on those of its operands."""
        account, field = self.accounts[at[0]], at[1]
        kept = basis[account.place] if account.place else account.always
        found = account.clauses(basis, kept, field, result)
        if found or kept == -1:
            return found
        return _distinct([c for operand in account.operands for c in self.clauses(basis, operand)])


def _rows_together(row: int, *others: tuple[int, Any]) -> tuple[int, ...]:
    """A row, and those of the others that hold."""
    return tuple(sorted([row, *[other for other, holds in others if holds]]))


# ---- readings ----------------------------------------------------------------------------------------
class _Apart:
    """An output that differs by the way to read.

    `at` says for each way where its clauses are; a number counts `parts`, 0: it's held as it is.
    """

    __slots__ = ("alias", "at", "kept", "money", "parts", "policy", "ways")

    def __init__(
        self,
        policy: _Policy,
        alias: str,
        ways: tuple[dict[str, str], ...],
        at: tuple[tuple[int, int], ...],
        parts: int,
        money: bool,
    ) -> None:
        self.policy, self.alias, self.ways, self.at = policy, alias, ways, at
        self.parts, self.money = parts, money
        self.kept: dict[tuple[Any, ...], tuple[Any, tuple[str, ...]]] = {}

    def merged(self, lanes: tuple[Any, ...], clauses: tuple[tuple[str, ...], ...]) -> _FieldResult:
        results = list(map(self.general, lanes))
        runs = [(way, {self.alias: (results[n], clauses[n])}) for n, way in enumerate(self.ways)]
        result, by = _merged(self.policy, self.alias, runs, list(self.ways[0]))
        return _given_out(result, 1, self.policy.labels, self.policy.bounds), by

    def general(self, lane: Any) -> Any:
        if self.money:
            return _general_of(lane, self.parts)
        return _divide(lane, self.parts) if self.parts > 1 and lane.__class__ not in _STATUSES else lane


def _apart(apart: _Apart, basis: tuple[Any, ...], lanes: tuple[Any, ...]) -> _FieldResult:
    """What results that differ by readings come to, with the clauses of that."""
    accounts = basis[1]
    told = tuple([accounts.clauses(basis, at, lane) for at, lane in _pairs(apart.at, lanes)])
    key = lanes, told
    return apart.kept.get(key) or _kept(apart.kept, key, apart.merged(lanes, told))


def _pairs(places: Sequence[Any], lanes: Sequence[Any]) -> list[tuple[Any, Any]]:
    return [(place, lanes[n]) for n, place in enumerate(places)]


def _cited(basis: tuple[Any, ...], at: tuple[int, int], result: Any) -> tuple[str, ...]:
    """The clauses of a result."""
    clauses: tuple[str, ...] = basis[1].clauses(basis, at, result)
    return clauses


def _abreast(*pairs: _FieldResult) -> tuple[Any, ...]:
    """Outputs looked up together, and at the end the clauses of each."""
    return (*[result for result, _ in pairs], tuple([clauses for _, clauses in pairs]))


def _kept(memory: dict[Any, Any], key: object, found: Any) -> Any:
    """What was found, and remembered for the next who asks."""
    if len(memory) >= _MOST_KEPT:
        memory.clear()
    memory[key] = found
    return found


# ---- answers -----------------------------------------------------------------------------------------
def _given_out(lane: Any, parts: int, labels: Mapping[str, str], bounds: _Bounds) -> Any:
    """A result as the caller gets it; a number counts parts, of which `parts` make one."""
    if lane.__class__ is Missing:
        return _in_order((lane, ()), labels)[0]
    if parts == 1 or lane.__class__ in _STATUSES or lane.__class__ is _Amount:
        return _answer(lane, bounds)
    return _whole(_divide(lane, parts))


class _Decided(_Fields):
    """What every `Decision` can do. `_basis`: the evaluation, or the person and what clauses rest on."""

    __slots__ = ("_basis",)
    _basis: Any
    _policy: ClassVar[_Policy]

    @property
    def _evaluation(self) -> _Evaluation:
        if isinstance(self._basis, _Evaluation):
            return self._basis
        return _evaluate(self._policy, _given(self._policy, self._basis[0]), None)

    @property
    def _given(self) -> Mapping[str, Any]:
        if isinstance(self._basis, _Evaluation):
            return self._basis.given
        return _given(self._policy, self._basis[0])

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
    def missing_cells(self) -> tuple[tuple[str, int, str], ...]:
        """Of the lists that are `missing`, the blank cells: list, entry from 1, column."""
        return ()

    @property
    def broken_relations(self) -> tuple[str, ...]:
        """The relations (关系) of the policy that the facts break, as written; results go by the facts."""
        return _broken(self._policy, self._given)
        return ()

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """One reason a clause of each output."""
        basis = self._basis
        if basis.__class__ is tuple:
            told: tuple[Reason, ...] = basis[1].reasons(basis)
            return told
        return _reasons(self._policy, self._evaluation)

    @property
    def clauses(self) -> dict[str, tuple[str, ...]]:
        """The clauses that each output rests on, by alias."""
        clauses: dict[str, list[str]] = {field.alias: [] for field in self._policy.outputs}
        for reason in self.reasons:
            clauses[reason.output].append(reason.clause)
        return {alias: tuple(found) for alias, found in clauses.items()}

    @property
    def entry_clauses(self) -> dict[str, tuple[str, ...]]:
        """The clauses that decided the entries of lists behind each output, by alias; only where any did."""
        return {}

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
        info = self._policy.info
        return Receipt(
            title=info.title,
            document=info.document,
            source_sha256=info.source_sha256,
            kernel_sha256=info.kernel_sha256,
            compiler_version=info.compiler_version,
            readings=tuple(self.readings.items()),
            input_sha256=_input_digest(self._given),
        )

    def _found(self, name: str) -> tuple[str, _Result]:
        """A field as people call it, and its result."""
        return self._policy.field_labels[name], self._evaluation.fields[name][0]

    def text(self, output: str) -> str:
        """One output as people read it."""
        field = next(field for field in self._policy.outputs if field.alias == output)
        return _answer_text(getattr(self, output), field)

    def to_dict(self) -> dict[str, object]:
        """The decision as JSON data of the form polc.eval/1."""
        clauses, readings, info = self.clauses, self.readings, self._policy.info
        entries = self.entry_clauses
        told: dict[str, object] = {
            "schema": "polc.eval/1",
            "policy": {"title": info.title, "document": info.document},
            "outputs": {
                field.alias: _answer_dict(
                    getattr(self, field.alias), field, clauses[field.alias], entries.get(field.alias, ())
                )
                for field in self._policy.outputs
            },
            "missing": list(self.missing),
            "assumptions": [_assumption_dict(d, readings[d.name]) for d in self._policy.assumptions],
        }
        if self.broken_relations:
            told["broken_relations"] = list(self.broken_relations)
        return told


@_record
class Trace(_Record):
    """How a decision was made, step by step."""

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
    label, result = decision._found(name)
    return f"{label} = {_result_text(result, policy.bounds, policy.types[name.partition('#')[0]])}"


def _as_expected(policy: _Policy, decision: _Decided, expected: _Expected) -> bool:
    """True when a field is as the case says, and the decision gives what the general path gives."""
    name, op, value, text = expected
    result = decision._found(name)[1]
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
_K27 = date(2024, 1, 1)
_K28 = date(2027, 12, 31)
_K29 = date(1920, 1, 1)
_K30 = NotApplicable('不属于适用对象', '不在范围', ('一',))
_K31 = NotApplicable('不属于适用对象', '不在范围', ())
_K40 = timedelta(days=1)
_K42 = _Amount(40000, (('财政补助标准', 1),))
_K43 = (((_K17,), (_K42,), (_K17,), (_K16,), (_K16,)), None)
_K45 = _Amount(36000)
_K46 = _Amount(28000)
_K47 = (
    (
        (_K17, _K17, _K20, '医疗救助资金', '市民政局'),
        (_K45, _K45, _K20, '医疗救助资金', '市民政局'),
        (_K45, _K45, _K20, '医疗救助资金', '市农业农村局'),
        (_K17, _K17, _K20, '财政资金', '市民政局'),
        (_K46, _K46, _K20, '财政资金', '市民政局'),
        (_K21, _K21, _K21, '财政资金', '市民政局'),
        (_K17, _K17, _K20, '财政资金', '市教育局'),
        (_K17, _K17, _K20, '医疗救助资金', '市卫健局'),
        (_K17, _K17, _K20, '财政资金', '市卫健局'),
        (_K17, _K17, _K20, '医疗救助资金', '市退役军人事务局'),
        (_K17, _K17, _K20, '医疗救助资金', '市残联'),
        (_K17, _K17, _K20, '财政资金', '市残联'),
        (_K22, _K22, _K22, _K22, _K22),
        (_K23, _K23, _K23, _K23, _K23),
        (_K20, _K20, _K20, _K25, _K25),
        (_K24, _K24, _K24, _K24, _K24),
    ),
    40000,
)
_K72 = Missing(('local_household',), ('本市户籍',), ())
_K73 = Missing(('must_join_employee',), ('应参加职工医保',), ())
_K74 = Missing(('employee_insured',), ('参加职工医保',), ())
_K75 = Missing(('student_here',), ('本市在校学生',), ())
_K76 = Missing(('armed_police_here',), ('驻本市武警官兵',), ())
_K77 = Missing(('unemployed_hmt_resident',), ('港澳台未就业居民',), ())
_K78 = Missing(('residence_permit',), ('持本市居住证',), ())
_K79 = Missing(('otherwise_insured',), ('参加其他基本医保',), ())
_K80 = Missing(('unemployed_permanent_resident',), ('永久居留未就业外国人',), ())
_K81 = Missing(('migrant_child',), ('流动人口子女',), ())
_K82 = Missing(('unregistered_newborn',), ('尚未落户新生儿',), ())
_K83 = Missing(('pay_date',), ('缴费日',), ())
_K84 = ((('集中参保缴费期',), ('延长参保缴费期',), ('参保补缴期',), (_K13,), (_K13,)), None)
_K86 = Missing(('subsistence',), ('低保对象',), ())
_K87 = Missing(('poverty_monitored',), ('监测对象',), ())
_K88 = Missing(('lifted_from_poverty',), ('脱贫人员',), ())
_K89 = Missing(('near_subsistence',), ('低保边缘家庭成员',), ())
_K90 = Missing(('severely_disabled',), ('重度残疾人',), ())
_K91 = Missing(('disabled_household',), ('一户多残残疾人',), ())
_K92 = Missing(('otherwise_disabled',), ('其他残疾人',), ())
_K93 = Missing(('birth_date',), ('出生日期',), ())
_K94 = Missing(('gave_up',), ('放弃参保',), ())
_K95 = Missing(('college_freshman',), ('高校新生',), ())
_K96 = Missing(('college_student',), ('高校其他在校学生',), ())
_K97 = timedelta(days=90)
_K98 = Missing(('freshman_this_autumn',), ('当年秋季高校新生',), ())
_K99 = Missing(('other_freshman',), ('其他学校新生',), ())
_K100 = Missing(('extreme_poverty',), ('特困人员',), ())
_K101 = Missing(('orphan',), ('孤儿',), ())
_K102 = Missing(('unsupported_child',), ('事实无人抚养儿童',), ())
_K103 = Missing(('from_employee',), ('职工医保转居民医保人员',), ())
_K104 = Missing(('listed_elsewhere',), ('上级文件另列人群',), ())
_K105 = (((_K3,), (_K3,), (_K15,), (_K16,), (_K16,)), None)
_K107 = Missing(('recognised_after_payment',), ('缴费后新增认定',), ())
_K108 = Missing(('revolutionary_elder',), ('五老人员',), ())
_K109 = Missing(('retired_worker_relief',), ('精简退职救济人员',), ())
_K110 = Missing(('poor_student',), ('家庭经济困难学生',), ())
_K111 = Missing(('special_family_planning',), ('计生特殊家庭成员',), ())
_K112 = Missing(('only_child_parent',), ('独生子女户夫妻',), ())
_K113 = Missing(('only_child',), ('独生子女户子女',), ())
_K114 = Missing(('two_daughters_parent',), ('二女户夫妻',), ())
_K115 = Missing(('two_daughters_child',), ('二女户女儿',), ())
_K116 = Missing(('key_entitled_veteran',), ('重点优抚对象',), ())
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
    source_sha256='d80c0592257e450c6a1e2e4735ac84024cb8812a1e6754a7573583ca095b98dc',
    kernel_sha256='c9a5b32ad0023586b6ae032cbfa017d7b42bfdd365e08f498135e16068fdcecf',
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


def _relation_0(e: _Env) -> _Result:
    return _all_of(_compare(e, '>=', e.fact('pay_date'), _K27), _compare(e, '<=', e.fact('pay_date'), _K28))


def _relation_1(e: _Env) -> _Result:
    return _all_of(
        _compare(e, '>=', e.fact('birth_date'), _K29),
        _compare(e, '<=', e.fact('birth_date'), _K28),
    )


def _relation_2(e: _Env) -> _Result:
    return _compare(e, '>=', e.fact('pay_date'), e.fact('birth_date'))


def _relation_3(e: _Env) -> _Result:
    return _all_of(
        _not(_all_of(e.fact('extreme_poverty'), e.fact('subsistence'))),
        _not(_all_of(e.fact('extreme_poverty'), e.fact('near_subsistence'))),
        _not(_all_of(e.fact('subsistence'), e.fact('near_subsistence'))),
    )


def _relation_4(e: _Env) -> _Result:
    return _all_of(_not(_all_of(e.fact('orphan'), e.fact('unsupported_child'))))


def _relation_5(e: _Env) -> _Result:
    return _all_of(_not(_all_of(e.fact('college_freshman'), e.fact('college_student'))))


def _relation_6(e: _Env) -> _Result:
    return _all_of(
        _not(_all_of(e.fact('local_household'), e.fact('unemployed_hmt_resident'))),
        _not(_all_of(e.fact('local_household'), e.fact('unemployed_permanent_resident'))),
        _not(_all_of(e.fact('local_household'), e.fact('unregistered_newborn'))),
        _not(_all_of(e.fact('unemployed_hmt_resident'), e.fact('unemployed_permanent_resident'))),
        _not(_all_of(e.fact('unemployed_hmt_resident'), e.fact('unregistered_newborn'))),
        _not(_all_of(e.fact('unemployed_permanent_resident'), e.fact('unregistered_newborn'))),
    )


def _relation_7(e: _Env) -> _Result:
    return _any_of(
        _not(e.fact('unregistered_newborn')),
        _compare(e, '<=', e.fact('pay_date'), _shift(e.fact('birth_date'), _K7, 1, True)),
    )


def _relation_8(e: _Env) -> _Result:
    return _any_of(
        _not(_any_of(e.fact('college_freshman'), e.fact('college_student'))),
        _reached(e.fact('birth_date'), 14, e.fact('pay_date'), True),
    )


def _relation_9(e: _Env) -> _Result:
    return _any_of(
        _not(e.fact('armed_police_here')),
        _reached(e.fact('birth_date'), 17, e.fact('pay_date'), True),
    )


def _relation_10(e: _Env) -> _Result:
    return _any_of(
        _not(e.fact('two_daughters_parent')),
        _reached(e.fact('birth_date'), 20, e.fact('pay_date'), True),
    )


def _relation_11(e: _Env) -> _Result:
    return _any_of(
        _not(_any_of(e.fact('revolutionary_elder'), e.fact('retired_worker_relief'))),
        _reached(e.fact('birth_date'), 60, e.fact('pay_date'), True),
    )


def _relation_12(e: _Env) -> _Result:
    return _all_of(
        _not(_all_of(e.fact('college_freshman'), e.fact('college_student'))),
        _not(_all_of(e.fact('college_freshman'), e.fact('freshman_this_autumn'))),
        _not(_all_of(e.fact('college_student'), e.fact('freshman_this_autumn'))),
    )


def _relation_13(e: _Env) -> _Result:
    return _any_of(
        _not(e.fact('freshman_this_autumn')),
        _reached(e.fact('birth_date'), 14, e.fact('pay_date'), True),
    )


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
                '待定 "缴费时不满60周岁、年度内才满的，减不减未写明" 问 "低保边缘、缴费后当年才满60周岁的，减不减？"  由 财政资金  认定 市民政局',
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
                '待定 "缴费以后才认定的，已缴的是否退还，未写明" 问 "先缴费、后认定的，能退吗？"',
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
_POLICY: Final[_Policy] = _Policy(
    POLICY,
    FIELDS,
    _RESULTS,
    ASSUMPTIONS,
    _CHOICES,
    _BOUNDS,
    relations=(
        ('缴费日 在 2024-01-01 至 2027-12-31', _relation_0, True),
        ('出生日期 在 1920-01-01 至 2027-12-31', _relation_1, True),
        ('缴费日 不早于 出生日期', _relation_2, True),
        ('特困人员、低保对象、低保边缘家庭成员 互斥', _relation_3, True),
        ('孤儿、事实无人抚养儿童 互斥', _relation_4, True),
        ('高校新生、高校其他在校学生 互斥', _relation_5, True),
        ('本市户籍、港澳台未就业居民、永久居留未就业外国人、尚未落户新生儿 互斥', _relation_6, True),
        ('尚未落户新生儿 蕴含 缴费日 不晚于 出生日期 + 1年', _relation_7, True),
        ('高校新生、高校其他在校学生 蕴含 截至 缴费日 满14周岁', _relation_8, True),
        ('驻本市武警官兵 蕴含 截至 缴费日 满17周岁', _relation_9, True),
        ('二女户夫妻 蕴含 截至 缴费日 满20周岁', _relation_10, True),
        ('五老人员、精简退职救济人员 蕴含 截至 缴费日 满60周岁', _relation_11, True),
        ('高校新生、高校其他在校学生、当年秋季高校新生 互斥', _relation_12, True),
        ('当年秋季高校新生 蕴含 截至 缴费日 满14周岁', _relation_13, True),
    ),
)
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
        '石狮11子 新生儿第89日缴费：怎样数都在90日以内',
        {'local_household': True, 'birth_date': '2025-05-01', 'pay_date': '2025-07-29'},
        {},
        (('gross_due', '==', 40000, ''), ('benefit_from', '==', '2025-05-01', '')),
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
    '$id': 'urn:polc:module:1:c9a5b32ad0023586b6ae032cbfa017d7b42bfdd365e08f498135e16068fdcecf:input',
    'title': '石狮市2025年度城乡居民基本医保参保缴费',
    'type': 'object',
    'properties': {
        'pay_date': {
            'title': '缴费日',
            'type': ['string', 'null'],
            'format': 'date',
            'pattern': '^(18[5-9][0-9]|19[0-9]{2}|2[01][0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$',
            'description': '缴费当天的日期',
        },
        'birth_date': {
            'title': '出生日期',
            'type': ['string', 'null'],
            'format': 'date',
            'pattern': '^(18[5-9][0-9]|19[0-9]{2}|2[01][0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$',
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
    '$id': 'urn:polc:module:1:c9a5b32ad0023586b6ae032cbfa017d7b42bfdd365e08f498135e16068fdcecf:output',
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
                        'text': {'type': 'string'},
                        'clauses': {'type': 'array', 'items': {'type': 'string'}},
                    },
                    'oneOf': [
                        {
                            'properties': {
                                'status': {'const': 'value'},
                                'value': {'enum': ['集中参保缴费期', '延长参保缴费期', '参保补缴期']},
                                'reason': {'const': ''},
                            },
                        },
                        {
                            'properties': {
                                'status': {'enum': ['undetermined', 'missing', 'not_applicable']},
                                'value': {'type': 'null'},
                                'reason': {'type': 'string', 'minLength': 1},
                            },
                        },
                    ],
                    'required': ['name', 'status', 'value', 'text', 'clauses', 'reason'],
                },
                'gross_due': {
                    'title': '应缴金额',
                    'description': '减免以前应缴多少',
                    'x-clause': '三',
                    'type': 'object',
                    'properties': {
                        'name': {'const': '应缴金额'},
                        'text': {'type': 'string'},
                        'clauses': {'type': 'array', 'items': {'type': 'string'}},
                    },
                    'oneOf': [
                        {
                            'properties': {
                                'status': {'const': 'value'},
                                'value': {'$ref': '#/$defs/fen'},
                                'reason': {'const': ''},
                            },
                        },
                        {
                            'properties': {
                                'status': {'const': 'bound'},
                                'value': {'$ref': '#/$defs/bound'},
                                'reason': {'const': ''},
                            },
                        },
                        {
                            'properties': {
                                'status': {'enum': ['undetermined', 'missing', 'not_applicable']},
                                'value': {'type': 'null'},
                                'reason': {'type': 'string', 'minLength': 1},
                            },
                        },
                    ],
                    'required': ['name', 'status', 'value', 'text', 'clauses', 'reason'],
                },
                'relief_total': {
                    'title': '减免金额',
                    'description': '一共减多少，当场的和以后退的',
                    'x-clause': '四',
                    'type': 'object',
                    'properties': {
                        'name': {'const': '减免金额'},
                        'text': {'type': 'string'},
                        'clauses': {'type': 'array', 'items': {'type': 'string'}},
                    },
                    'oneOf': [
                        {
                            'properties': {
                                'status': {'const': 'value'},
                                'value': {'$ref': '#/$defs/fen'},
                                'reason': {'const': ''},
                            },
                        },
                        {
                            'properties': {
                                'status': {'const': 'bound'},
                                'value': {'$ref': '#/$defs/bound'},
                                'reason': {'const': ''},
                            },
                        },
                        {
                            'properties': {
                                'status': {'enum': ['undetermined', 'missing', 'not_applicable']},
                                'value': {'type': 'null'},
                                'reason': {'type': 'string', 'minLength': 1},
                            },
                        },
                    ],
                    'required': ['name', 'status', 'value', 'text', 'clauses', 'reason'],
                },
                'relief_now': {
                    'title': '当场减免',
                    'description': '窗口当场少收多少',
                    'x-clause': '四',
                    'type': 'object',
                    'properties': {
                        'name': {'const': '当场减免'},
                        'text': {'type': 'string'},
                        'clauses': {'type': 'array', 'items': {'type': 'string'}},
                    },
                    'oneOf': [
                        {
                            'properties': {
                                'status': {'const': 'value'},
                                'value': {'$ref': '#/$defs/fen'},
                                'reason': {'const': ''},
                            },
                        },
                        {
                            'properties': {
                                'status': {'const': 'bound'},
                                'value': {'$ref': '#/$defs/bound'},
                                'reason': {'const': ''},
                            },
                        },
                        {
                            'properties': {
                                'status': {'enum': ['undetermined', 'missing', 'not_applicable']},
                                'value': {'type': 'null'},
                                'reason': {'type': 'string', 'minLength': 1},
                            },
                        },
                    ],
                    'required': ['name', 'status', 'value', 'text', 'clauses', 'reason'],
                },
                'refund_later': {
                    'title': '先缴后补退还',
                    'description': '本人先缴、以后退还多少',
                    'x-clause': '四',
                    'type': 'object',
                    'properties': {
                        'name': {'const': '先缴后补退还'},
                        'text': {'type': 'string'},
                        'clauses': {'type': 'array', 'items': {'type': 'string'}},
                    },
                    'oneOf': [
                        {
                            'properties': {
                                'status': {'const': 'value'},
                                'value': {'$ref': '#/$defs/fen'},
                                'reason': {'const': ''},
                            },
                        },
                        {
                            'properties': {
                                'status': {'const': 'bound'},
                                'value': {'$ref': '#/$defs/bound'},
                                'reason': {'const': ''},
                            },
                        },
                        {
                            'properties': {
                                'status': {'enum': ['undetermined', 'missing', 'not_applicable']},
                                'value': {'type': 'null'},
                                'reason': {'type': 'string', 'minLength': 1},
                            },
                        },
                    ],
                    'required': ['name', 'status', 'value', 'text', 'clauses', 'reason'],
                },
                'payer': {
                    'title': '付款方',
                    'description': '减掉的钱由谁付',
                    'x-clause': '四',
                    'type': 'object',
                    'properties': {
                        'name': {'const': '付款方'},
                        'text': {'type': 'string'},
                        'clauses': {'type': 'array', 'items': {'type': 'string'}},
                    },
                    'oneOf': [
                        {
                            'properties': {
                                'status': {'const': 'value'},
                                'value': {'enum': ['医疗救助资金', '财政资金', '县级政府统筹', '卫健部门']},
                                'reason': {'const': ''},
                            },
                        },
                        {
                            'properties': {
                                'status': {'enum': ['undetermined', 'missing', 'not_applicable']},
                                'value': {'type': 'null'},
                                'reason': {'type': 'string', 'minLength': 1},
                            },
                        },
                    ],
                    'required': ['name', 'status', 'value', 'text', 'clauses', 'reason'],
                },
                'recognised_by': {
                    'title': '认定机关',
                    'description': '减免身份由哪个部门认定',
                    'x-clause': '四',
                    'type': 'object',
                    'properties': {
                        'name': {'const': '认定机关'},
                        'text': {'type': 'string'},
                        'clauses': {'type': 'array', 'items': {'type': 'string'}},
                    },
                    'oneOf': [
                        {
                            'properties': {
                                'status': {'const': 'value'},
                                'value': {
                                    'enum': [
                                        '市民政局',
                                        '市农业农村局',
                                        '市教育局',
                                        '市卫健局',
                                        '市退役军人事务局',
                                        '市残联',
                                    ],
                                },
                                'reason': {'const': ''},
                            },
                        },
                        {
                            'properties': {
                                'status': {'enum': ['undetermined', 'missing', 'not_applicable']},
                                'value': {'type': 'null'},
                                'reason': {'type': 'string', 'minLength': 1},
                            },
                        },
                    ],
                    'required': ['name', 'status', 'value', 'text', 'clauses', 'reason'],
                },
                'collected_now': {
                    'title': '窗口实缴',
                    'description': '窗口收多少',
                    'x-clause': '',
                    'type': 'object',
                    'properties': {
                        'name': {'const': '窗口实缴'},
                        'text': {'type': 'string'},
                        'clauses': {'type': 'array', 'items': {'type': 'string'}},
                    },
                    'oneOf': [
                        {
                            'properties': {
                                'status': {'const': 'value'},
                                'value': {'$ref': '#/$defs/fen'},
                                'reason': {'const': ''},
                            },
                        },
                        {
                            'properties': {
                                'status': {'const': 'bound'},
                                'value': {'$ref': '#/$defs/bound'},
                                'reason': {'const': ''},
                            },
                        },
                        {
                            'properties': {
                                'status': {'enum': ['undetermined', 'missing', 'not_applicable']},
                                'value': {'type': 'null'},
                                'reason': {'type': 'string', 'minLength': 1},
                            },
                        },
                    ],
                    'required': ['name', 'status', 'value', 'text', 'clauses', 'reason'],
                },
                'finally_borne': {
                    'title': '个人最终负担',
                    'description': '退还以后本人负担多少',
                    'x-clause': '',
                    'type': 'object',
                    'properties': {
                        'name': {'const': '个人最终负担'},
                        'text': {'type': 'string'},
                        'clauses': {'type': 'array', 'items': {'type': 'string'}},
                    },
                    'oneOf': [
                        {
                            'properties': {
                                'status': {'const': 'value'},
                                'value': {'$ref': '#/$defs/fen'},
                                'reason': {'const': ''},
                            },
                        },
                        {
                            'properties': {
                                'status': {'const': 'bound'},
                                'value': {'$ref': '#/$defs/bound'},
                                'reason': {'const': ''},
                            },
                        },
                        {
                            'properties': {
                                'status': {'enum': ['undetermined', 'missing', 'not_applicable']},
                                'value': {'type': 'null'},
                                'reason': {'type': 'string', 'minLength': 1},
                            },
                        },
                    ],
                    'required': ['name', 'status', 'value', 'text', 'clauses', 'reason'],
                },
                'benefit_from': {
                    'title': '待遇起始日',
                    'description': '从哪天起享受待遇',
                    'x-clause': '二',
                    'type': 'object',
                    'properties': {
                        'name': {'const': '待遇起始日'},
                        'text': {'type': 'string'},
                        'clauses': {'type': 'array', 'items': {'type': 'string'}},
                    },
                    'oneOf': [
                        {
                            'properties': {
                                'status': {'const': 'value'},
                                'value': {'type': ['string'], 'format': 'date'},
                                'reason': {'const': ''},
                            },
                        },
                        {
                            'properties': {
                                'status': {'enum': ['undetermined', 'missing', 'not_applicable']},
                                'value': {'type': 'null'},
                                'reason': {'type': 'string', 'minLength': 1},
                            },
                        },
                    ],
                    'required': ['name', 'status', 'value', 'text', 'clauses', 'reason'],
                },
                'benefit_until': {
                    'title': '待遇截止日',
                    'description': '享受到哪天，含当天',
                    'x-clause': '二',
                    'type': 'object',
                    'properties': {
                        'name': {'const': '待遇截止日'},
                        'text': {'type': 'string'},
                        'clauses': {'type': 'array', 'items': {'type': 'string'}},
                    },
                    'oneOf': [
                        {
                            'properties': {
                                'status': {'const': 'value'},
                                'value': {'type': ['string'], 'format': 'date'},
                                'reason': {'const': ''},
                            },
                        },
                        {
                            'properties': {
                                'status': {'enum': ['undetermined', 'missing', 'not_applicable']},
                                'value': {'type': 'null'},
                                'reason': {'type': 'string', 'minLength': 1},
                            },
                        },
                    ],
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
    '$defs': {
        'fen': {'type': ['integer', 'string'], 'pattern': '^-?[0-9]+/[0-9]+$', 'x-unit': '分'},
        'bound': {
            'type': 'object',
            'properties': {'at_least': {'$ref': '#/$defs/fen'}, 'at_most': {'$ref': '#/$defs/fen'}},
            'additionalProperties': False,
        },
    },
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
    pay_window: Literal['集中参保缴费期', '延长参保缴费期', '参保补缴期'] | Open
    gross_due: Money
    relief_total: Money
    relief_now: Money
    refund_later: Money
    payer: Literal['医疗救助资金', '财政资金', '县级政府统筹', '卫健部门'] | Open
    recognised_by: Literal['市民政局', '市农业农村局', '市教育局', '市卫健局', '市退役军人事务局', '市残联'] | Open
    collected_now: Money
    finally_borne: Money
    benefit_from: date | Open
    benefit_until: date | Open
    _policy = _POLICY
    __setattr__ = _refuse_set
    __delattr__ = _refuse_delete


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
_K32 = _Account(_CHOICES[1], always=-1, own={0: {3: ('二',)}})
_K33 = _Account(_CHOICES[19], always=-1)
_K34 = _Account(
    _CHOICES[21],
    always=-1,
    own={
        0: {5: ('四（五）、五（二）第4句',), 12: ('五（二）第4句',), 13: ('五（二）第5句',)},
        1: {5: ('四（五）、五（二）第4句',), 12: ('五（二）第4句',), 13: ('五（二）第5句',)},
        2: {5: ('四（五）、五（二）第4句',), 12: ('五（二）第4句',), 13: ('五（二）第5句',)},
        3: {12: ('五（二）第4句',), 13: ('五（二）第5句',)},
        4: {12: ('五（二）第4句',), 13: ('五（二）第5句',)},
    },
)
_K35 = _Account(_CHOICES[22], always=0, operands=((1, 0), (2, 1)), own={0: {0: ('一',)}})
_K36 = _Account(_CHOICES[23], always=0, operands=((1, 0), (2, 0)), own={0: {0: ('一',)}})
_K37 = _Account(_CHOICES[15], always=-1, own={0: {3: ('二（三）第3句',), 4: ('五（二）第5句',)}})
_K38 = _Account(_CHOICES[16], always=-1, own={0: {2: ('五（二）第5句',)}})
_K39 = _Accounts(
    (
        ('pay_window', (0, 0), 0, -1),
        ('gross_due', (1, 0), 0, -1),
        ('relief_total', (2, 0), 0, -1),
        ('relief_now', (2, 1), 0, -1),
        ('refund_later', (2, 2), 0, -1),
        ('payer', (2, 3), 0, -1),
        ('recognised_by', (2, 4), 0, -1),
        ('collected_now', (3, 0), 0, -1),
        ('finally_borne', (4, 0), 0, -1),
        ('benefit_from', (5, 0), 0, -1),
        ('benefit_until', (6, 0), 0, -1),
    ),
    (_K32, _K33, _K34, _K35, _K36, _K37, _K38),
    2,
)
_K41 = _Settler(_CHOICES[15], _POLICY.labels, _BOUNDS, '唯一', (0,))
_K44 = _Settler(_CHOICES[19], _POLICY.labels, _BOUNDS, '唯一', (0,))
_K48 = _Settler(_CHOICES[21], _POLICY.labels, _BOUNDS, '只取最高', (1, 1, 1, 0, 0))
_M11: dict[Any, Any] = {}
_K49 = _Account(_CHOICES[1], place=2, own={0: {3: ('二',)}})
_K50 = _Account(_CHOICES[19], place=3)
_K51 = _Account(_CHOICES[19], place=4)
_K52 = _Account(_CHOICES[19], place=5)
_K53 = _Account(
    _CHOICES[21],
    place=6,
    own={
        0: {5: ('四（五）、五（二）第4句',), 12: ('五（二）第4句',), 13: ('五（二）第5句',)},
        1: {5: ('四（五）、五（二）第4句',), 12: ('五（二）第4句',), 13: ('五（二）第5句',)},
        2: {5: ('四（五）、五（二）第4句',), 12: ('五（二）第4句',), 13: ('五（二）第5句',)},
        3: {12: ('五（二）第4句',), 13: ('五（二）第5句',)},
        4: {12: ('五（二）第4句',), 13: ('五（二）第5句',)},
    },
)
_K54 = _Account(_CHOICES[22], always=0, operands=((1, 0), (4, 1)))
_K55 = _Account(_CHOICES[22], always=0, operands=((2, 0), (4, 1)))
_K56 = _Account(_CHOICES[22], always=0, operands=((3, 0), (4, 1)))
_K57 = _Account(_CHOICES[23], always=0, operands=((1, 0), (4, 0)))
_K58 = _Account(_CHOICES[23], always=0, operands=((2, 0), (4, 0)))
_K59 = _Account(_CHOICES[23], always=0, operands=((3, 0), (4, 0)))
_K60 = _Account(_CHOICES[15], place=7, own={0: {3: ('二（三）第3句',), 4: ('五（二）第5句',)}})
_K61 = _Account(_CHOICES[15], place=8, own={0: {3: ('二（三）第3句',), 4: ('五（二）第5句',)}})
_K62 = _Account(_CHOICES[15], place=9, own={0: {3: ('二（三）第3句',), 4: ('五（二）第5句',)}})
_K63 = _Account(_CHOICES[16], place=10, own={0: {2: ('五（二）第5句',)}})
_K64 = _Accounts(
    (
        ('pay_window', (0, 0), 0, -1),
        ('gross_due', (1, 0), 12, 0),
        ('relief_total', (4, 0), 0, -1),
        ('relief_now', (4, 1), 0, -1),
        ('refund_later', (4, 2), 0, -1),
        ('payer', (4, 3), 0, -1),
        ('recognised_by', (4, 4), 0, -1),
        ('collected_now', (5, 0), 12, 1),
        ('finally_borne', (8, 0), 12, 2),
        ('benefit_from', (11, 0), 11, -1),
        ('benefit_until', (14, 0), 0, -1),
    ),
    (_K49, _K50, _K51, _K52, _K53, _K54, _K55, _K56, _K57, _K58, _K59, _K60, _K61, _K62, _K63),
    12,
)
_K65 = ({'困难人口': '民政认定和监测对象'}, {'困难人口': '民政和农业农村认定'}, {'困难人口': '全部减免对象'})
_K66 = _Apart(_POLICY, 'gross_due', _K65, ((1, 0), (2, 0), (3, 0)), 0, True)
_K67 = _Apart(_POLICY, 'collected_now', _K65, ((5, 0), (6, 0), (7, 0)), 0, True)
_K68 = _Apart(_POLICY, 'finally_borne', _K65, ((8, 0), (9, 0), (10, 0)), 0, True)
_K69 = _Apart(_POLICY, 'benefit_from', _K65, ((11, 0), (12, 0), (13, 0)), 0, False)
_K70 = _Account(
    _CHOICES[15],
    always=-1,
    statuses={0: 2},
    own={0: {3: ('二（三）第3句',), 4: ('五（二）第5句',)}},
)
_K71 = _Accounts(
    (
        ('pay_window', (0, 0), 0, -1),
        ('gross_due', (1, 0), 0, -1),
        ('relief_total', (2, 0), 0, -1),
        ('relief_now', (2, 1), 0, -1),
        ('refund_later', (2, 2), 0, -1),
        ('payer', (2, 3), 0, -1),
        ('recognised_by', (2, 4), 0, -1),
        ('collected_now', (3, 0), 0, -1),
        ('finally_borne', (4, 0), 0, -1),
        ('benefit_from', (5, 0), 0, -1),
        ('benefit_until', (6, 0), 0, -1),
    ),
    (_K32, _K33, _K34, _K35, _K36, _K70, _K38),
    3,
)
_K85 = _Settler(_CHOICES[1], _POLICY.labels, _BOUNDS, '唯一', (0,))
_K106 = _Settler(_CHOICES[16], _POLICY.labels, _BOUNDS, '唯一', (0,))
_M37: dict[Any, Any] = {}
_K117 = _Account(
    _CHOICES[15],
    place=7,
    statuses={0: 11},
    own={0: {3: ('二（三）第3句',), 4: ('五（二）第5句',)}},
)
_K118 = _Account(
    _CHOICES[15],
    place=8,
    statuses={0: 12},
    own={0: {3: ('二（三）第3句',), 4: ('五（二）第5句',)}},
)
_K119 = _Account(
    _CHOICES[15],
    place=9,
    statuses={0: 13},
    own={0: {3: ('二（三）第3句',), 4: ('五（二）第5句',)}},
)
_K120 = _Accounts(
    (
        ('pay_window', (0, 0), 0, -1),
        ('gross_due', (1, 0), 15, 0),
        ('relief_total', (4, 0), 0, -1),
        ('relief_now', (4, 1), 0, -1),
        ('refund_later', (4, 2), 0, -1),
        ('payer', (4, 3), 0, -1),
        ('recognised_by', (4, 4), 0, -1),
        ('collected_now', (5, 0), 15, 1),
        ('finally_borne', (8, 0), 15, 2),
        ('benefit_from', (11, 0), 14, -1),
        ('benefit_until', (14, 0), 0, -1),
    ),
    (_K49, _K50, _K51, _K52, _K53, _K54, _K55, _K56, _K57, _K58, _K59, _K117, _K118, _K119, _K63),
    15,
)


def _wholly_known(person: Any) -> Any:
    c264_0: Any
    c280_0: Any
    c283_0: Any
    c287_0: Any
    c289_0: Any
    c289_1: Any
    c289_2: Any
    c289_3: Any
    c289_4: Any
    c304_0: Any
    c307_0: Any
    c316_0: Any
    c319_0: Any
    decided: Any
    k330: Any
    m330: Any
    m_0: Any
    r264: Any
    r280: Any
    r283: Any
    r287: Any
    r289: Any
    r304: Any
    r307: Any
    r316: Any
    r319: Any
    v126: Any
    v128: Any
    v141: Any
    v223: Any
    v273: Any
    v274: Any
    v28: Any
    v282: Any
    v295: Any
    v296: Any
    v299: Any
    v30: Any
    v300: Any
    v309: Any
    v312: Any
    v321: Any
    v324: Any
    v58: Any
    v59: Any
    v65: Any
    v76: Any
    v78: Any
    x280: Any
    x287: Any
    x289: Any
    x304: Any
    x307: Any
    x316: Any
    x319: Any
    w0 = person._w0
    if not (w0 & 952 or (person.residence_permit and (not person.otherwise_insured)) or (person.local_household and (not (person.must_join_employee or person.employee_insured)))):
        decided = _DRAFT(_K30, _K30, _K30, _K30, _K30, _K30, _K30, _K30, _K30, _K30, _K30, (person, _K39))
        decided.__class__ = _DECISION
        return decided
    f_pay_date = person.pay_date
    n_pay_date = f_pay_date.toordinal()
    v23 = n_pay_date >= 739130
    if v23 and n_pay_date <= 739251:
        c264_0 = '集中参保缴费期'
        r264 = 0
    else:
        v28 = n_pay_date >= 739252
        v30 = n_pay_date <= 739310
        if v28 and v30:
            c264_0 = '延长参保缴费期'
            r264 = 1
        elif n_pay_date >= 739311 and n_pay_date <= 739616:
            c264_0 = '参保补缴期'
            r264 = 2
        else:
            c264_0 = _K13
            r264 = 3
    v30 = n_pay_date <= 739310
    v130 = person.college_student and v23 and v30
    f_birth_date = person.birth_date
    n_birth_date = f_birth_date.toordinal()
    v116 = n_birth_date >= 739252
    d_birth_date__pay_date = n_pay_date - n_birth_date
    v52 = (
        d_birth_date__pay_date < 360
        or (d_birth_date__pay_date <= 371 and f_pay_date <= _add_months(f_birth_date, 12, True))
    )
    v111 = n_pay_date <= n_birth_date + 90
    if c264_0.__class__ is Undetermined:
        return _partly_known(person)
    v268 = c264_0 == '参保补缴期'
    v269 = c264_0 in ('集中参保缴费期', '延长参保缴费期') or v268
    v276 = v116 and v52 and v111 and v269
    v277 = v52 and v269 and v111 and (not v116)
    v134 = not v111
    v28 = n_pay_date >= 739252
    v278 = v52 and v269 and v134 and v28
    v279 = v52 and v269 and v134 and (not v28)
    w1 = person._w1
    v100 = w0 & 335608832 or w1 & 28 or v52
    v275 = v268 and v100
    x280 = False
    v126 = person.gave_up
    if v126:
        v78 = person.near_subsistence
        if v78:
            v76 = (
                d_birth_date__pay_date >= 21960
                or (d_birth_date__pay_date >= 21900 and f_pay_date >= _birthday(f_birth_date, 60, True))
            )
            v58 = not (d_birth_date__pay_date >= 6588 or (d_birth_date__pay_date >= 6570 and f_pay_date >= _birthday(f_birth_date, 18, True)))
            v78 = w0 & 3670016 or v76 or v58
        v126 = w0 & 106496 or v78
    if v126:
        c280_0 = _K15
        r280 = 4
    else:
        v128 = person.college_freshman and v23 and v30
        if v128:
            c280_0 = _K4
            if v130:
                x280 = True
            if v276 and c280_0 != f_birth_date:
                x280 = True
            if v277:
                x280 = True
            if v278 and c280_0 != f_pay_date:
                x280 = True
            if v279:
                x280 = True
            if v275:
                x280 = True
            r280 = 5
            if (
                v130
                or v276
                or v277
                or v278
                or v279
                or (v275 and (not v276) and (not v277) and (not v278) and (not v279))
            ):
                r280 = _rows_together(
                    5,
                    (6, v130),
                    (7, v276),
                    (8, v277),
                    (9, v278),
                    (10, v279),
                    (3, v275 and (not v276) and (not v277) and (not v278) and (not v279)),
                )
        elif v130:
            c280_0 = _K2
            if v276 and c280_0 != f_birth_date:
                x280 = True
            if v278 and c280_0 != f_pay_date:
                x280 = True
            if v275:
                x280 = True
            r280 = 6
            if (
                v276
                or v277
                or v278
                or v279
                or (v275 and (not v276) and (not v277) and (not v278) and (not v279))
            ):
                r280 = _rows_together(
                    6,
                    (7, v276),
                    (8, v277),
                    (9, v278),
                    (10, v279),
                    (3, v275 and (not v276) and (not v277) and (not v278) and (not v279)),
                )
        elif v276:
            c280_0 = f_birth_date
            r280 = 7
        elif v277:
            c280_0 = _K2
            r280 = 8
        elif v278:
            c280_0 = f_pay_date
            r280 = 9
        elif v279:
            c280_0 = _K2
            r280 = 10
        elif v275:
            c280_0 = _K14
            r280 = 3
        else:
            v273 = c264_0 == '集中参保缴费期'
            if v273:
                c280_0 = _K2
                r280 = 0
            else:
                v274 = c264_0 == '延长参保缴费期'
                if v274:
                    c280_0 = f_pay_date
                    r280 = 1
                elif v268:
                    v141 = _add_months(f_pay_date, 3, True) + _K40
                    c280_0 = v141
                    r280 = 2
                else:
                    c280_0 = _K16
                    r280 = 11
    if x280:
        v273 = c264_0 == '集中参保缴费期'
        v274 = c264_0 == '延长参保缴费期'
        v128 = person.college_freshman and v23 and v30
        v141 = _add_months(f_pay_date, 3, True) + _K40
        y280 = _K41.settle(
            True,
            (
                v273,
                v274,
                v268,
                bool(v275),
                bool(v126),
                bool(v128),
                bool(v130),
                bool(v276),
                bool(v277),
                bool(v278),
                bool(v279),
            ),
            (
                (_K2,),
                (f_pay_date,),
                (v141,),
                (_K14,),
                (_K15,),
                (_K4,),
                (_K2,),
                (f_birth_date,),
                (_K2,),
                (f_pay_date,),
                (_K2,),
                (_K16,),
                (_K16,),
            ),
            None,
        )
        c280_0 = y280[0]
        r280 = y280[1]
    if v126:
        c283_0 = _K15
        r283 = 2
    else:
        v128 = person.college_freshman and v23 and v30
        if v128:
            c283_0 = _K3
            r283 = 1
        else:
            v282 = c264_0 in ('集中参保缴费期', '延长参保缴费期', '参保补缴期')
            if v282:
                c283_0 = _K3
                r283 = 0
            else:
                c283_0 = _K16
                r283 = 3
    v282 = c264_0 in ('集中参保缴费期', '延长参保缴费期', '参保补缴期')
    v286 = v52 and v134 and v282
    x287 = False
    v157 = n_pay_date >= 739433
    if v268 and v157 and (not v100):
        c287_0 = _K42
        if v286:
            x287 = True
        r287 = 1
        if v286:
            r287 = _rows_together(1, (2, v286))
    elif v286:
        c287_0 = _K17
        r287 = 2
    elif v282:
        c287_0 = _K17
        r287 = 0
    else:
        c287_0 = _K16
        r287 = 3
    if x287:
        y287 = _K44.settle_constants(True, (v282, bool(v268 and v157 and (not v100)), bool(v286)), _K43)
        c287_0 = y287[0]
        r287 = y287[1]
    if w1 & 225 or w0 & 601881600:
        v59 = person.only_child
        if v59:
            v58 = not (d_birth_date__pay_date >= 6588 or (d_birth_date__pay_date >= 6570 and f_pay_date >= _birthday(f_birth_date, 18, True)))
            v59 = v58
        v65 = person.two_daughters_child
        if v65:
            v58 = not (d_birth_date__pay_date >= 6588 or (d_birth_date__pay_date >= 6570 and f_pay_date >= _birthday(f_birth_date, 18, True)))
            v65 = v58
        v93 = person.only_child_parent or person.two_daughters_parent or v59 or v65
        v89 = person.poverty_monitored or person.lifted_from_poverty
        v76 = (
            d_birth_date__pay_date >= 21960
            or (d_birth_date__pay_date >= 21900 and f_pay_date >= _birthday(f_birth_date, 60, True))
        )
        v78 = person.near_subsistence
        if v78:
            v58 = not (d_birth_date__pay_date >= 6588 or (d_birth_date__pay_date >= 6570 and f_pay_date >= _birthday(f_birth_date, 18, True)))
            v78 = w0 & 3670016 or v76 or v58
        v168 = (
            person.near_subsistence
            and (
                739616 - n_birth_date >= 21960
                or (739616 - n_birth_date >= 21900 and _K3 >= _birthday(f_birth_date, 60, True))
            )
            and not v76
            and not v78
        )
        x289 = False
        if v126:
            c289_0 = _K23
            c289_1 = _K23
            c289_2 = _K23
            c289_3 = _K23
            c289_4 = _K23
            r289 = 13
        elif person.recognised_after_payment:
            c289_0 = _K22
            c289_1 = _K22
            c289_2 = _K22
            c289_3 = _K22
            c289_4 = _K22
            r289 = 12
        elif w0 & 138240:
            x289 = (
                person.retired_worker_relief
                or person.poor_student
                or person.special_family_planning
                or v93
                or person.key_entitled_veteran
                or person.severely_disabled
                or person.disabled_household
            )
            c289_0 = 40000
            c289_1 = 40000
            c289_2 = 0
            c289_3 = '医疗救助资金'
            c289_4 = '市民政局'
            r289 = 0
        elif person.retired_worker_relief:
            x289 = (
                person.poor_student
                or person.special_family_planning
                or v93
                or person.key_entitled_veteran
                or person.severely_disabled
                or person.disabled_household
            )
            c289_0 = 40000
            c289_1 = 40000
            c289_2 = 0
            c289_3 = '财政资金'
            c289_4 = '市民政局'
            r289 = 3
        elif person.poor_student:
            x289 = (
                person.special_family_planning
                or v93
                or person.key_entitled_veteran
                or person.severely_disabled
                or person.disabled_household
            )
            c289_0 = 40000
            c289_1 = 40000
            c289_2 = 0
            c289_3 = '财政资金'
            c289_4 = '市教育局'
            r289 = 6
        elif person.special_family_planning:
            x289 = v93 or person.key_entitled_veteran or person.severely_disabled or person.disabled_household
            c289_0 = 40000
            c289_1 = 40000
            c289_2 = 0
            c289_3 = '医疗救助资金'
            c289_4 = '市卫健局'
            r289 = 7
        elif v93:
            x289 = person.key_entitled_veteran or person.severely_disabled or person.disabled_household
            c289_0 = 40000
            c289_1 = 40000
            c289_2 = 0
            c289_3 = '财政资金'
            c289_4 = '市卫健局'
            r289 = 8
        elif person.key_entitled_veteran:
            x289 = person.severely_disabled or person.disabled_household
            c289_0 = 40000
            c289_1 = 40000
            c289_2 = 0
            c289_3 = '医疗救助资金'
            c289_4 = '市退役军人事务局'
            r289 = 9
        elif person.severely_disabled:
            x289 = person.disabled_household
            c289_0 = 40000
            c289_1 = 40000
            c289_2 = 0
            c289_3 = '医疗救助资金'
            c289_4 = '市残联'
            r289 = 10
        elif person.disabled_household:
            c289_0 = 40000
            c289_1 = 40000
            c289_2 = 0
            c289_3 = '财政资金'
            c289_4 = '市残联'
            r289 = 11
        elif person.subsistence:
            x289 = v89 or v168
            c289_0 = 36000
            c289_1 = 36000
            c289_2 = 0
            c289_3 = '医疗救助资金'
            c289_4 = '市民政局'
            r289 = 1
        elif v89:
            x289 = v168
            c289_0 = 36000
            c289_1 = 36000
            c289_2 = 0
            c289_3 = '医疗救助资金'
            c289_4 = '市农业农村局'
            r289 = 2
        elif v78:
            x289 = v168
            c289_0 = 28000
            c289_1 = 28000
            c289_2 = 0
            c289_3 = '财政资金'
            c289_4 = '市民政局'
            r289 = 4
        elif v168:
            c289_0 = _K21
            c289_1 = _K21
            c289_2 = _K21
            c289_3 = '财政资金'
            c289_4 = '市民政局'
            r289 = 5
        else:
            c289_0 = 0
            c289_1 = 0
            c289_2 = 0
            c289_3 = _K25
            c289_4 = _K25
            r289 = 14
        if x289:
            y289 = _K48.settle_constants(
                True,
                (
                    bool(w0 & 138240),
                    person.subsistence,
                    bool(v89),
                    person.retired_worker_relief,
                    bool(v78),
                    bool(v168),
                    person.poor_student,
                    person.special_family_planning,
                    bool(v93),
                    person.key_entitled_veteran,
                    person.severely_disabled,
                    person.disabled_household,
                    person.recognised_after_payment,
                    bool(v126),
                ),
                _K47,
            )
            c289_0 = y289[0]
            c289_1 = y289[1]
            c289_2 = y289[2]
            c289_3 = y289[3]
            c289_4 = y289[4]
            r289 = y289[5]
    else:
        c289_0 = 0
        c289_1 = 0
        c289_2 = 0
        c289_3 = _K25
        c289_4 = _K25
        r289 = 14
    v206 = w0 & 335674368 or w1 & 28 or v52
    v303 = v268 and v206
    if (not v303) is (not v275):
        c304_0 = c280_0
        r304 = r280
    else:
        x304 = False
        if v126:
            c304_0 = _K15
            r304 = 4
        else:
            v128 = person.college_freshman and v23 and v30
            if v128:
                c304_0 = _K4
                if v130:
                    x304 = True
                if v276 and c304_0 != f_birth_date:
                    x304 = True
                if v277:
                    x304 = True
                if v278 and c304_0 != f_pay_date:
                    x304 = True
                if v279:
                    x304 = True
                if v303:
                    x304 = True
                r304 = 5
                if (
                    v130
                    or v276
                    or v277
                    or v278
                    or v279
                    or (v303 and (not v276) and (not v277) and (not v278) and (not v279))
                ):
                    r304 = _rows_together(
                        5,
                        (6, v130),
                        (7, v276),
                        (8, v277),
                        (9, v278),
                        (10, v279),
                        (3, v303 and (not v276) and (not v277) and (not v278) and (not v279)),
                    )
            elif v130:
                c304_0 = _K2
                if v276 and c304_0 != f_birth_date:
                    x304 = True
                if v278 and c304_0 != f_pay_date:
                    x304 = True
                if v303:
                    x304 = True
                r304 = 6
                if (
                    v276
                    or v277
                    or v278
                    or v279
                    or (v303 and (not v276) and (not v277) and (not v278) and (not v279))
                ):
                    r304 = _rows_together(
                        6,
                        (7, v276),
                        (8, v277),
                        (9, v278),
                        (10, v279),
                        (3, v303 and (not v276) and (not v277) and (not v278) and (not v279)),
                    )
            elif v276:
                c304_0 = f_birth_date
                r304 = 7
            elif v277:
                c304_0 = _K2
                r304 = 8
            elif v278:
                c304_0 = f_pay_date
                r304 = 9
            elif v279:
                c304_0 = _K2
                r304 = 10
            elif v303:
                c304_0 = _K14
                r304 = 3
            else:
                v273 = c264_0 == '集中参保缴费期'
                v274 = c264_0 == '延长参保缴费期'
                if v273:
                    c304_0 = _K2
                    r304 = 0
                elif v274:
                    c304_0 = f_pay_date
                    r304 = 1
                elif v268:
                    v141 = _add_months(f_pay_date, 3, True) + _K40
                    c304_0 = v141
                    r304 = 2
                else:
                    c304_0 = _K16
                    r304 = 11
        if x304:
            v273 = c264_0 == '集中参保缴费期'
            v274 = c264_0 == '延长参保缴费期'
            v128 = person.college_freshman and v23 and v30
            v141 = _add_months(f_pay_date, 3, True) + _K40
            y304 = _K41.settle(
                True,
                (
                    v273,
                    v274,
                    v268,
                    bool(v303),
                    bool(v126),
                    bool(v128),
                    bool(v130),
                    bool(v276),
                    bool(v277),
                    bool(v278),
                    bool(v279),
                ),
                (
                    (_K2,),
                    (f_pay_date,),
                    (v141,),
                    (_K14,),
                    (_K15,),
                    (_K4,),
                    (_K2,),
                    (f_birth_date,),
                    (_K2,),
                    (f_pay_date,),
                    (_K2,),
                    (_K16,),
                    (_K16,),
                ),
                None,
            )
            c304_0 = y304[0]
            r304 = y304[1]
    v306 = v268 and v157 and (not v206)
    v285 = v268 and v157 and (not v100)
    if (not v306) is (not v285):
        c307_0 = c287_0
        r307 = r287
    else:
        x307 = False
        if v306:
            c307_0 = _K42
            if v286:
                x307 = True
            r307 = 1
            if v286:
                r307 = _rows_together(1, (2, v286))
        elif v286:
            c307_0 = _K17
            r307 = 2
        elif v282:
            c307_0 = _K17
            r307 = 0
        else:
            c307_0 = _K16
            r307 = 3
        if x307:
            y307 = _K44.settle_constants(True, (v282, bool(v306), bool(v286)), _K43)
            c307_0 = y307[0]
            r307 = y307[1]
    v223 = w0 & 366984192 or w1 & 124 or v52
    if not v223:
        v78 = person.near_subsistence
        if v78:
            v76 = (
                d_birth_date__pay_date >= 21960
                or (d_birth_date__pay_date >= 21900 and f_pay_date >= _birthday(f_birth_date, 60, True))
            )
            v58 = not (d_birth_date__pay_date >= 6588 or (d_birth_date__pay_date >= 6570 and f_pay_date >= _birthday(f_birth_date, 18, True)))
            v78 = w0 & 3670016 or v76 or v58
        v59 = person.only_child
        if v59:
            v58 = not (d_birth_date__pay_date >= 6588 or (d_birth_date__pay_date >= 6570 and f_pay_date >= _birthday(f_birth_date, 18, True)))
            v59 = v58
        v65 = person.two_daughters_child
        if v65:
            v58 = not (d_birth_date__pay_date >= 6588 or (d_birth_date__pay_date >= 6570 and f_pay_date >= _birthday(f_birth_date, 18, True)))
            v65 = v58
        v223 = v78 or v59 or v65
    v315 = v268 and v223
    if (not v315) is (not v275):
        c316_0 = c280_0
        r316 = r280
    else:
        x316 = False
        if v126:
            c316_0 = _K15
            r316 = 4
        else:
            v128 = person.college_freshman and v23 and v30
            if v128:
                c316_0 = _K4
                if v130:
                    x316 = True
                if v276 and c316_0 != f_birth_date:
                    x316 = True
                if v277:
                    x316 = True
                if v278 and c316_0 != f_pay_date:
                    x316 = True
                if v279:
                    x316 = True
                if v315:
                    x316 = True
                r316 = 5
                if (
                    v130
                    or v276
                    or v277
                    or v278
                    or v279
                    or (v315 and (not v276) and (not v277) and (not v278) and (not v279))
                ):
                    r316 = _rows_together(
                        5,
                        (6, v130),
                        (7, v276),
                        (8, v277),
                        (9, v278),
                        (10, v279),
                        (3, v315 and (not v276) and (not v277) and (not v278) and (not v279)),
                    )
            elif v130:
                c316_0 = _K2
                if v276 and c316_0 != f_birth_date:
                    x316 = True
                if v278 and c316_0 != f_pay_date:
                    x316 = True
                if v315:
                    x316 = True
                r316 = 6
                if (
                    v276
                    or v277
                    or v278
                    or v279
                    or (v315 and (not v276) and (not v277) and (not v278) and (not v279))
                ):
                    r316 = _rows_together(
                        6,
                        (7, v276),
                        (8, v277),
                        (9, v278),
                        (10, v279),
                        (3, v315 and (not v276) and (not v277) and (not v278) and (not v279)),
                    )
            elif v276:
                c316_0 = f_birth_date
                r316 = 7
            elif v277:
                c316_0 = _K2
                r316 = 8
            elif v278:
                c316_0 = f_pay_date
                r316 = 9
            elif v279:
                c316_0 = _K2
                r316 = 10
            elif v315:
                c316_0 = _K14
                r316 = 3
            else:
                v273 = c264_0 == '集中参保缴费期'
                v274 = c264_0 == '延长参保缴费期'
                if v273:
                    c316_0 = _K2
                    r316 = 0
                elif v274:
                    c316_0 = f_pay_date
                    r316 = 1
                elif v268:
                    v141 = _add_months(f_pay_date, 3, True) + _K40
                    c316_0 = v141
                    r316 = 2
                else:
                    c316_0 = _K16
                    r316 = 11
        if x316:
            v273 = c264_0 == '集中参保缴费期'
            v274 = c264_0 == '延长参保缴费期'
            v128 = person.college_freshman and v23 and v30
            v141 = _add_months(f_pay_date, 3, True) + _K40
            y316 = _K41.settle(
                True,
                (
                    v273,
                    v274,
                    v268,
                    bool(v315),
                    bool(v126),
                    bool(v128),
                    bool(v130),
                    bool(v276),
                    bool(v277),
                    bool(v278),
                    bool(v279),
                ),
                (
                    (_K2,),
                    (f_pay_date,),
                    (v141,),
                    (_K14,),
                    (_K15,),
                    (_K4,),
                    (_K2,),
                    (f_birth_date,),
                    (_K2,),
                    (f_pay_date,),
                    (_K2,),
                    (_K16,),
                    (_K16,),
                ),
                None,
            )
            c316_0 = y316[0]
            r316 = y316[1]
    v318 = v268 and v157 and (not v223)
    if (not v318) is (not v285):
        c319_0 = c287_0
        r319 = r287
    else:
        x319 = False
        if v318:
            c319_0 = _K42
            if v286:
                x319 = True
            r319 = 1
            if v286:
                r319 = _rows_together(1, (2, v286))
        elif v286:
            c319_0 = _K17
            r319 = 2
        elif v282:
            c319_0 = _K17
            r319 = 0
        else:
            c319_0 = _K16
            r319 = 3
        if x319:
            y319 = _K44.settle_constants(True, (v282, bool(v318), bool(v286)), _K43)
            c319_0 = y319[0]
            r319 = y319[1]
    m_0 = _M11.get((r287, r307, r319, r289))
    if m_0 is None:
        v295 = c289_1 if c289_1.__class__ in _STATUSES else _Amount(c289_1)
        v296 = _met(c287_0, v295) if c287_0.__class__ is Undetermined or v295.__class__ in _STATUSES else _plus(c287_0, _times(v295, -1))
        v309 = _met(c307_0, v295) if c307_0.__class__ is Undetermined or v295.__class__ in _STATUSES else _plus(c307_0, _times(v295, -1))
        v321 = _met(c319_0, v295) if c319_0.__class__ is Undetermined or v295.__class__ in _STATUSES else _plus(c319_0, _times(v295, -1))
        v299 = c289_0 if c289_0.__class__ in _STATUSES else _Amount(c289_0)
        v300 = _met(c287_0, v299) if c287_0.__class__ is Undetermined or v299.__class__ in _STATUSES else _plus(c287_0, _times(v299, -1))
        v312 = _met(c307_0, v299) if c307_0.__class__ is Undetermined or v299.__class__ in _STATUSES else _plus(c307_0, _times(v299, -1))
        v324 = _met(c319_0, v299) if c319_0.__class__ is Undetermined or v299.__class__ in _STATUSES else _plus(c319_0, _times(v299, -1))
        m_0 = _kept(
            _M11,
            (r287, r307, r319, r289),
            _abreast(
                _apart(_K66, (person, _K64, r264, r287, r307, r319, r289, r280, r304, r316, r283), (c287_0, c307_0, c319_0)) if c287_0 is not c307_0 and c287_0 != c307_0 or (c287_0 is not c319_0 and c287_0 != c319_0) else (_given_out(c287_0, 1, _POLICY.labels, _BOUNDS), _cited((person, _K64, r264, r287, r307, r319, r289, r280, r304, r316, r283), (1, 0), c287_0)),
                _apart(_K67, (person, _K64, r264, r287, r307, r319, r289, r280, r304, r316, r283), (v296, v309, v321)) if v296 is not v309 and v296 != v309 or (v296 is not v321 and v296 != v321) else (_given_out(v296, 1, _POLICY.labels, _BOUNDS), _cited((person, _K64, r264, r287, r307, r319, r289, r280, r304, r316, r283), (5, 0), v296)),
                _apart(_K68, (person, _K64, r264, r287, r307, r319, r289, r280, r304, r316, r283), (v300, v312, v324)) if v300 is not v312 and v300 != v312 or (v300 is not v324 and v300 != v324) else (_given_out(v300, 1, _POLICY.labels, _BOUNDS), _cited((person, _K64, r264, r287, r307, r319, r289, r280, r304, r316, r283), (8, 0), v300)),
            ),
        )
    if c280_0 is not c304_0 and c280_0 != c304_0 or (c280_0 is not c316_0 and c280_0 != c316_0):
        (m330, k330) = _apart(
            _K69,
            (person, _K64, r264, r287, r307, r319, r289, r280, r304, r316, r283),
            (c280_0, c304_0, c316_0),
        )
    else:
        (m330, k330) = (c280_0, None)
    decided = _DRAFT(
        c264_0,
        m_0[0],
        c289_0,
        c289_1,
        c289_2,
        c289_3,
        c289_4,
        m_0[1],
        m_0[2],
        m330,
        c283_0,
        (person, _K64, r264, r287, r307, r319, r289, r280, r304, r316, r283, k330, m_0),
    )
    decided.__class__ = _DECISION
    return decided


def _partly_known(person: Any) -> Any:
    c145_0: Any
    c148_0: Any
    c163_0: Any
    c190_0: Any
    c190_1: Any
    c190_2: Any
    c190_3: Any
    c190_4: Any
    c210_0: Any
    c214_0: Any
    c227_0: Any
    c231_0: Any
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
    k242: Any
    m242: Any
    m_0: Any
    n_birth_date: Any
    n_pay_date: Any
    r145: Any
    r148: Any
    r163: Any
    r190: Any
    r210: Any
    r214: Any
    r227: Any
    r231: Any
    r41: Any
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
    v165: Any
    v166: Any
    v167: Any
    v168: Any
    v196: Any
    v197: Any
    v20: Any
    v201: Any
    v202: Any
    v206: Any
    v209: Any
    v212: Any
    v213: Any
    v216: Any
    v219: Any
    v223: Any
    v226: Any
    v229: Any
    v23: Any
    v230: Any
    v233: Any
    v236: Any
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
    x163: Any
    x190: Any
    x210: Any
    x214: Any
    x227: Any
    x231: Any
    f_local_household = person.local_household
    if f_local_household is None:
        f_local_household = _K72
    f_must_join_employee = person.must_join_employee
    if f_must_join_employee is None:
        f_must_join_employee = _K73
    f_employee_insured = person.employee_insured
    if f_employee_insured is None:
        f_employee_insured = _K74
    v3 = True if f_must_join_employee is True or f_employee_insured is True else False if f_must_join_employee is False and f_employee_insured is False else _opened(f_must_join_employee, f_employee_insured)
    v4 = v3 if v3.__class__ is not bool else not v3
    v5 = False if f_local_household is False or v4 is False else True if f_local_household is True and v4 is True else _opened(f_local_household, v4)
    f_student_here = person.student_here
    if f_student_here is None:
        f_student_here = _K75
    f_armed_police_here = person.armed_police_here
    if f_armed_police_here is None:
        f_armed_police_here = _K76
    f_unemployed_hmt_resident = person.unemployed_hmt_resident
    if f_unemployed_hmt_resident is None:
        f_unemployed_hmt_resident = _K77
    f_residence_permit = person.residence_permit
    if f_residence_permit is None:
        f_residence_permit = _K78
    f_otherwise_insured = person.otherwise_insured
    if f_otherwise_insured is None:
        f_otherwise_insured = _K79
    v11 = f_otherwise_insured if f_otherwise_insured.__class__ is not bool else not f_otherwise_insured
    v12 = False if f_residence_permit is False or v11 is False else True if f_residence_permit is True and v11 is True else _opened(f_residence_permit, v11)
    f_unemployed_permanent_resident = person.unemployed_permanent_resident
    if f_unemployed_permanent_resident is None:
        f_unemployed_permanent_resident = _K80
    f_migrant_child = person.migrant_child
    if f_migrant_child is None:
        f_migrant_child = _K81
    f_unregistered_newborn = person.unregistered_newborn
    if f_unregistered_newborn is None:
        f_unregistered_newborn = _K82
    v20 = True if v5 is True or f_student_here is True or f_armed_police_here is True or (f_unemployed_hmt_resident is True) or (v12 is True) or (f_unemployed_permanent_resident is True) or (f_migrant_child is True) or (f_unregistered_newborn is True) else False if v5 is False and f_student_here is False and (f_armed_police_here is False) and (f_unemployed_hmt_resident is False) and (v12 is False) and (f_unemployed_permanent_resident is False) and (f_migrant_child is False) and (f_unregistered_newborn is False) else _opened(v5, f_student_here, f_armed_police_here, f_unemployed_hmt_resident, v12, f_unemployed_permanent_resident, f_migrant_child, f_unregistered_newborn)
    if v20 is False:
        decided = _DRAFT(
            _given_out(_K30, 1, _POLICY.labels, _BOUNDS) if _K30.__class__ is Missing else _K30,
            _K30,
            _given_out(_K30, 1, _POLICY.labels, _BOUNDS) if _K30.__class__ is Missing else _K30,
            _given_out(_K30, 1, _POLICY.labels, _BOUNDS) if _K30.__class__ is Missing else _K30,
            _given_out(_K30, 1, _POLICY.labels, _BOUNDS) if _K30.__class__ is Missing else _K30,
            _given_out(_K30, 1, _POLICY.labels, _BOUNDS) if _K30.__class__ is Missing else _K30,
            _given_out(_K30, 1, _POLICY.labels, _BOUNDS) if _K30.__class__ is Missing else _K30,
            _K30,
            _K30,
            _given_out(_K30, 1, _POLICY.labels, _BOUNDS) if _K30.__class__ is Missing else _K30,
            _given_out(_K30, 1, _POLICY.labels, _BOUNDS) if _K30.__class__ is Missing else _K30,
            (person, _K71, _K30 if _K30.__class__ in _STATUSES else None),
        )
        decided.__class__ = _DECISION
        return decided
    f_pay_date = person.pay_date
    if f_pay_date is None:
        f_pay_date = _K83
    n_pay_date = 0 if f_pay_date.__class__ is Missing else f_pay_date.toordinal()
    if v20 is False:
        c41_0 = _K30
        r41 = -1
    else:
        v23 = f_pay_date if f_pay_date.__class__ is Missing else n_pay_date >= 739130
        v25 = f_pay_date if f_pay_date.__class__ is Missing else n_pay_date <= 739251
        v26 = False if v23 is False or v25 is False else True if v23 is True and v25 is True else _opened(v23, v25)
        v28 = f_pay_date if f_pay_date.__class__ is Missing else n_pay_date >= 739252
        v30 = f_pay_date if f_pay_date.__class__ is Missing else n_pay_date <= 739310
        v31 = False if v28 is False or v30 is False else True if v28 is True and v30 is True else _opened(v28, v30)
        v33 = f_pay_date if f_pay_date.__class__ is Missing else n_pay_date >= 739311
        v35 = f_pay_date if f_pay_date.__class__ is Missing else n_pay_date <= 739616
        v36 = False if v33 is False or v35 is False else True if v33 is True and v35 is True else _opened(v33, v35)
        x41 = (
            v20.__class__ is not bool
            or (
                f_pay_date.__class__ is Missing
                and (v26.__class__ is not bool or v31.__class__ is not bool or v36.__class__ is not bool)
            )
        )
        if not x41:
            if v26:
                c41_0 = '集中参保缴费期'
                r41 = 0
            elif v31:
                c41_0 = '延长参保缴费期'
                r41 = 1
            elif v36:
                c41_0 = '参保补缴期'
                r41 = 2
            else:
                c41_0 = _K13
                r41 = 3
        if x41:
            y41 = _K85.settle_constants(v20, (v26, v31, v36), _K84)
            c41_0 = y41[0]
            r41 = y41[1]
    f_subsistence = person.subsistence
    if f_subsistence is None:
        f_subsistence = _K86
    f_poverty_monitored = person.poverty_monitored
    if f_poverty_monitored is None:
        f_poverty_monitored = _K87
    f_lifted_from_poverty = person.lifted_from_poverty
    if f_lifted_from_poverty is None:
        f_lifted_from_poverty = _K88
    f_near_subsistence = person.near_subsistence
    if f_near_subsistence is None:
        f_near_subsistence = _K89
    f_severely_disabled = person.severely_disabled
    if f_severely_disabled is None:
        f_severely_disabled = _K90
    f_disabled_household = person.disabled_household
    if f_disabled_household is None:
        f_disabled_household = _K91
    f_otherwise_disabled = person.otherwise_disabled
    if f_otherwise_disabled is None:
        f_otherwise_disabled = _K92
    f_birth_date = person.birth_date
    if f_birth_date is None:
        f_birth_date = _K93
    n_birth_date = 0 if f_birth_date.__class__ is Missing else f_birth_date.toordinal()
    d_birth_date__pay_date = n_pay_date - n_birth_date
    f_gave_up = person.gave_up
    if f_gave_up is None:
        f_gave_up = _K94
    f_college_freshman = person.college_freshman
    if f_college_freshman is None:
        f_college_freshman = _K95
    f_college_student = person.college_student
    if f_college_student is None:
        f_college_student = _K96
    f_freshman_this_autumn = person.freshman_this_autumn
    if f_freshman_this_autumn is None:
        f_freshman_this_autumn = _K98
    f_other_freshman = person.other_freshman
    if f_other_freshman is None:
        f_other_freshman = _K99
    f_extreme_poverty = person.extreme_poverty
    if f_extreme_poverty is None:
        f_extreme_poverty = _K100
    f_orphan = person.orphan
    if f_orphan is None:
        f_orphan = _K101
    f_unsupported_child = person.unsupported_child
    if f_unsupported_child is None:
        f_unsupported_child = _K102
    f_from_employee = person.from_employee
    if f_from_employee is None:
        f_from_employee = _K103
    f_listed_elsewhere = person.listed_elsewhere
    if f_listed_elsewhere is None:
        f_listed_elsewhere = _K104
    if v20 is False:
        c145_0 = _K30
        r145 = -1
    else:
        v76 = _met(f_birth_date, f_pay_date) if f_birth_date.__class__ is Missing or f_pay_date.__class__ is Missing else d_birth_date__pay_date >= 21960 or (d_birth_date__pay_date >= 21900 and f_pay_date >= _birthday(f_birth_date, 60, True))
        v57 = _met(f_birth_date, f_pay_date) if f_birth_date.__class__ is Missing or f_pay_date.__class__ is Missing else d_birth_date__pay_date >= 6588 or (d_birth_date__pay_date >= 6570 and f_pay_date >= _birthday(f_birth_date, 18, True))
        v58 = v57 if v57.__class__ is not bool else not v57
        v77 = True if f_severely_disabled is True or f_disabled_household is True or f_otherwise_disabled is True or (v76 is True) or (v58 is True) else False if f_severely_disabled is False and f_disabled_household is False and (f_otherwise_disabled is False) and (v76 is False) and (v58 is False) else _opened(f_severely_disabled, f_disabled_household, f_otherwise_disabled, v76, v58)
        v78 = False if f_near_subsistence is False or v77 is False else True if f_near_subsistence is True and v77 is True else _opened(f_near_subsistence, v77)
        v119 = True if f_subsistence is True or f_poverty_monitored is True or f_lifted_from_poverty is True or (v78 is True) else False if f_subsistence is False and f_poverty_monitored is False and (f_lifted_from_poverty is False) and (v78 is False) else _opened(f_subsistence, f_poverty_monitored, f_lifted_from_poverty, v78)
        v126 = False if v119 is False or f_gave_up is False else True if v119 is True and f_gave_up is True else _opened(v119, f_gave_up)
        v23 = f_pay_date if f_pay_date.__class__ is Missing else n_pay_date >= 739130
        v30 = f_pay_date if f_pay_date.__class__ is Missing else n_pay_date <= 739310
        v128 = False if f_college_freshman is False or v23 is False or v30 is False else True if f_college_freshman is True and v23 is True and (v30 is True) else _opened(f_college_freshman, v23, v30)
        v130 = False if f_college_student is False or v23 is False or v30 is False else True if f_college_student is True and v23 is True and (v30 is True) else _opened(f_college_student, v23, v30)
        v51 = f_birth_date if f_birth_date.__class__ is Missing else _add_months(f_birth_date, 12, True)
        v52 = _met(f_pay_date, v51) if f_pay_date.__class__ is Missing or v51.__class__ is Missing else f_pay_date <= v51
        v103 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 in ('集中参保缴费期', '延长参保缴费期')
        v104 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '参保补缴期'
        v105 = True if v103 is True or v104 is True else False if v103 is False and v104 is False else _opened(v103, v104)
        v110 = f_birth_date if f_birth_date.__class__ is Missing else f_birth_date + _K97
        v111 = _met(f_pay_date, v110) if f_pay_date.__class__ is Missing or v110.__class__ is Missing else f_pay_date <= v110
        v116 = f_birth_date if f_birth_date.__class__ is Missing else n_birth_date >= 739252
        v131 = False if v52 is False or v105 is False or v111 is False or (v116 is False) else True if v52 is True and v105 is True and (v111 is True) and (v116 is True) else _opened(v52, v105, v111, v116)
        v132 = v116 if v116.__class__ is not bool else not v116
        v133 = False if v52 is False or v105 is False or v111 is False or (v132 is False) else True if v52 is True and v105 is True and (v111 is True) and (v132 is True) else _opened(v52, v105, v111, v132)
        v134 = v111 if v111.__class__ is not bool else not v111
        v28 = f_pay_date if f_pay_date.__class__ is Missing else n_pay_date >= 739252
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
                r145 = 4
            elif v128:
                c145_0 = _K4
                if v130:
                    x145 = True
                if v131 and c145_0 != f_birth_date:
                    x145 = True
                if v133:
                    x145 = True
                if v135 and c145_0 != f_pay_date:
                    x145 = True
                if v137:
                    x145 = True
                if v124:
                    x145 = True
                r145 = 5
                if (
                    v130
                    or v131
                    or v133
                    or v135
                    or v137
                    or (v124 and (not v131) and (not v133) and (not v135) and (not v137))
                ):
                    r145 = _rows_together(
                        5,
                        (6, v130),
                        (7, v131),
                        (8, v133),
                        (9, v135),
                        (10, v137),
                        (3, v124 and (not v131) and (not v133) and (not v135) and (not v137)),
                    )
            elif v130:
                c145_0 = _K2
                if v131 and c145_0 != f_birth_date:
                    x145 = True
                if v135 and c145_0 != f_pay_date:
                    x145 = True
                if v124:
                    x145 = True
                r145 = 6
                if (
                    v131
                    or v133
                    or v135
                    or v137
                    or (v124 and (not v131) and (not v133) and (not v135) and (not v137))
                ):
                    r145 = _rows_together(
                        6,
                        (7, v131),
                        (8, v133),
                        (9, v135),
                        (10, v137),
                        (3, v124 and (not v131) and (not v133) and (not v135) and (not v137)),
                    )
            elif v131:
                c145_0 = f_birth_date
                r145 = 7
            elif v133:
                c145_0 = _K2
                r145 = 8
            elif v135:
                c145_0 = f_pay_date
                r145 = 9
            elif v137:
                c145_0 = _K2
                r145 = 10
            elif v124:
                c145_0 = _K14
                r145 = 3
            elif v122:
                c145_0 = _K2
                r145 = 0
            elif v123:
                c145_0 = f_pay_date
                r145 = 1
            elif v104:
                v139 = f_pay_date if f_pay_date.__class__ is Missing else _add_months(f_pay_date, 3, True)
                v141 = v139 if v139.__class__ is Missing else v139 + _K40
                c145_0 = v141
                r145 = 2
            else:
                c145_0 = _K16
                r145 = 11
        if x145:
            v139 = f_pay_date if f_pay_date.__class__ is Missing else _add_months(f_pay_date, 3, True)
            v141 = v139 if v139.__class__ is Missing else v139 + _K40
            y145 = _K41.settle(
                v20,
                (v122, v123, v104, v124, v126, v128, v130, v131, v133, v135, v137),
                (
                    (_K2,),
                    (f_pay_date,),
                    (v141,),
                    (_K14,),
                    (_K15,),
                    (_K4,),
                    (_K2,),
                    (f_birth_date,),
                    (_K2,),
                    (f_pay_date,),
                    (_K2,),
                    (_K16,),
                    (_K16,),
                ),
                None,
            )
            c145_0 = y145[0]
            r145 = y145[1]
    if v20 is False:
        c148_0 = _K30
        r148 = -1
    else:
        v76 = _met(f_birth_date, f_pay_date) if f_birth_date.__class__ is Missing or f_pay_date.__class__ is Missing else d_birth_date__pay_date >= 21960 or (d_birth_date__pay_date >= 21900 and f_pay_date >= _birthday(f_birth_date, 60, True))
        v57 = _met(f_birth_date, f_pay_date) if f_birth_date.__class__ is Missing or f_pay_date.__class__ is Missing else d_birth_date__pay_date >= 6588 or (d_birth_date__pay_date >= 6570 and f_pay_date >= _birthday(f_birth_date, 18, True))
        v58 = v57 if v57.__class__ is not bool else not v57
        v77 = True if f_severely_disabled is True or f_disabled_household is True or f_otherwise_disabled is True or (v76 is True) or (v58 is True) else False if f_severely_disabled is False and f_disabled_household is False and (f_otherwise_disabled is False) and (v76 is False) and (v58 is False) else _opened(f_severely_disabled, f_disabled_household, f_otherwise_disabled, v76, v58)
        v78 = False if f_near_subsistence is False or v77 is False else True if f_near_subsistence is True and v77 is True else _opened(f_near_subsistence, v77)
        v119 = True if f_subsistence is True or f_poverty_monitored is True or f_lifted_from_poverty is True or (v78 is True) else False if f_subsistence is False and f_poverty_monitored is False and (f_lifted_from_poverty is False) and (v78 is False) else _opened(f_subsistence, f_poverty_monitored, f_lifted_from_poverty, v78)
        v126 = False if v119 is False or f_gave_up is False else True if v119 is True and f_gave_up is True else _opened(v119, f_gave_up)
        v23 = f_pay_date if f_pay_date.__class__ is Missing else n_pay_date >= 739130
        v30 = f_pay_date if f_pay_date.__class__ is Missing else n_pay_date <= 739310
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
                r148 = 2
            elif v128:
                c148_0 = _K3
                r148 = 1
            elif v147:
                c148_0 = _K3
                r148 = 0
            else:
                c148_0 = _K16
                r148 = 3
        if x148:
            y148 = _K106.settle_constants(v20, (v147, v128, v126), _K105)
            c148_0 = y148[0]
            r148 = y148[1]
    if v20 is False:
        c163_0 = _K30
        r163 = -1
    else:
        v104 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '参保补缴期'
        v157 = f_pay_date if f_pay_date.__class__ is Missing else n_pay_date >= 739433
        v51 = f_birth_date if f_birth_date.__class__ is Missing else _add_months(f_birth_date, 12, True)
        v52 = _met(f_pay_date, v51) if f_pay_date.__class__ is Missing or v51.__class__ is Missing else f_pay_date <= v51
        v100 = True if v52 is True or f_college_freshman is True or f_freshman_this_autumn is True or (f_other_freshman is True) or (f_extreme_poverty is True) or (f_orphan is True) or (f_unsupported_child is True) or (f_subsistence is True) or (f_near_subsistence is True) or (f_poverty_monitored is True) or (f_from_employee is True) or (f_listed_elsewhere is True) else False if v52 is False and f_college_freshman is False and (f_freshman_this_autumn is False) and (f_other_freshman is False) and (f_extreme_poverty is False) and (f_orphan is False) and (f_unsupported_child is False) and (f_subsistence is False) and (f_near_subsistence is False) and (f_poverty_monitored is False) and (f_from_employee is False) and (f_listed_elsewhere is False) else _opened(v52, f_college_freshman, f_freshman_this_autumn, f_other_freshman, f_extreme_poverty, f_orphan, f_unsupported_child, f_subsistence, f_near_subsistence, f_poverty_monitored, f_from_employee, f_listed_elsewhere)
        v158 = v100 if v100.__class__ is not bool else not v100
        v159 = False if v104 is False or v157 is False or v158 is False else True if v104 is True and v157 is True and (v158 is True) else _opened(v104, v157, v158)
        v147 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 in ('集中参保缴费期', '延长参保缴费期', '参保补缴期')
        v110 = f_birth_date if f_birth_date.__class__ is Missing else f_birth_date + _K97
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
                c163_0 = _K42
                if v160:
                    x163 = True
                r163 = 1
                if v160:
                    r163 = _rows_together(1, (2, v160))
            elif v160:
                c163_0 = _K17
                r163 = 2
            elif v147:
                c163_0 = _K17
                r163 = 0
            else:
                c163_0 = _K16
                r163 = 3
        if x163:
            y163 = _K44.settle_constants(v20, (v147, v159, v160), _K43)
            c163_0 = y163[0]
            r163 = y163[1]
    f_recognised_after_payment = person.recognised_after_payment
    if f_recognised_after_payment is None:
        f_recognised_after_payment = _K107
    f_revolutionary_elder = person.revolutionary_elder
    if f_revolutionary_elder is None:
        f_revolutionary_elder = _K108
    f_retired_worker_relief = person.retired_worker_relief
    if f_retired_worker_relief is None:
        f_retired_worker_relief = _K109
    f_poor_student = person.poor_student
    if f_poor_student is None:
        f_poor_student = _K110
    f_special_family_planning = person.special_family_planning
    if f_special_family_planning is None:
        f_special_family_planning = _K111
    f_only_child_parent = person.only_child_parent
    if f_only_child_parent is None:
        f_only_child_parent = _K112
    f_only_child = person.only_child
    if f_only_child is None:
        f_only_child = _K113
    f_two_daughters_parent = person.two_daughters_parent
    if f_two_daughters_parent is None:
        f_two_daughters_parent = _K114
    f_two_daughters_child = person.two_daughters_child
    if f_two_daughters_child is None:
        f_two_daughters_child = _K115
    f_key_entitled_veteran = person.key_entitled_veteran
    if f_key_entitled_veteran is None:
        f_key_entitled_veteran = _K116
    if v20 is False:
        c190_0 = _K30
        c190_1 = _K30
        c190_2 = _K30
        c190_3 = _K30
        c190_4 = _K30
        r190 = -1
    else:
        v76 = _met(f_birth_date, f_pay_date) if f_birth_date.__class__ is Missing or f_pay_date.__class__ is Missing else d_birth_date__pay_date >= 21960 or (d_birth_date__pay_date >= 21900 and f_pay_date >= _birthday(f_birth_date, 60, True))
        v57 = _met(f_birth_date, f_pay_date) if f_birth_date.__class__ is Missing or f_pay_date.__class__ is Missing else d_birth_date__pay_date >= 6588 or (d_birth_date__pay_date >= 6570 and f_pay_date >= _birthday(f_birth_date, 18, True))
        v58 = v57 if v57.__class__ is not bool else not v57
        v77 = True if f_severely_disabled is True or f_disabled_household is True or f_otherwise_disabled is True or (v76 is True) or (v58 is True) else False if f_severely_disabled is False and f_disabled_household is False and (f_otherwise_disabled is False) and (v76 is False) and (v58 is False) else _opened(f_severely_disabled, f_disabled_household, f_otherwise_disabled, v76, v58)
        v78 = False if f_near_subsistence is False or v77 is False else True if f_near_subsistence is True and v77 is True else _opened(f_near_subsistence, v77)
        v119 = True if f_subsistence is True or f_poverty_monitored is True or f_lifted_from_poverty is True or (v78 is True) else False if f_subsistence is False and f_poverty_monitored is False and (f_lifted_from_poverty is False) and (v78 is False) else _opened(f_subsistence, f_poverty_monitored, f_lifted_from_poverty, v78)
        v126 = False if v119 is False or f_gave_up is False else True if v119 is True and f_gave_up is True else _opened(v119, f_gave_up)
        v85 = True if f_extreme_poverty is True or f_orphan is True or f_unsupported_child is True or (f_revolutionary_elder is True) else False if f_extreme_poverty is False and f_orphan is False and (f_unsupported_child is False) and (f_revolutionary_elder is False) else _opened(f_extreme_poverty, f_orphan, f_unsupported_child, f_revolutionary_elder)
        v59 = False if f_only_child is False or v58 is False else True if f_only_child is True and v58 is True else _opened(f_only_child, v58)
        v65 = False if f_two_daughters_child is False or v58 is False else True if f_two_daughters_child is True and v58 is True else _opened(f_two_daughters_child, v58)
        v93 = True if f_only_child_parent is True or v59 is True or f_two_daughters_parent is True or (v65 is True) else False if f_only_child_parent is False and v59 is False and (f_two_daughters_parent is False) and (v65 is False) else _opened(f_only_child_parent, v59, f_two_daughters_parent, v65)
        v89 = True if f_poverty_monitored is True or f_lifted_from_poverty is True else False if f_poverty_monitored is False and f_lifted_from_poverty is False else _opened(f_poverty_monitored, f_lifted_from_poverty)
        v165 = v78 if v78.__class__ is not bool else not v78
        v166 = v76 if v76.__class__ is not bool else not v76
        v167 = f_birth_date if f_birth_date.__class__ is Missing else 739616 - n_birth_date >= 21960 or (739616 - n_birth_date >= 21900 and _K3 >= _birthday(f_birth_date, 60, True))
        v168 = False if f_near_subsistence is False or v165 is False or v166 is False or (v167 is False) else True if f_near_subsistence is True and v165 is True and (v166 is True) and (v167 is True) else _opened(f_near_subsistence, v165, v166, v167)
        x190 = (
            v20.__class__ is not bool
            or v126.__class__ is not bool
            or f_recognised_after_payment.__class__ is not bool
            or v85.__class__ is not bool
            or f_retired_worker_relief.__class__ is not bool
            or f_poor_student.__class__ is not bool
            or f_special_family_planning.__class__ is not bool
            or v93.__class__ is not bool
            or f_key_entitled_veteran.__class__ is not bool
            or f_severely_disabled.__class__ is not bool
            or f_disabled_household.__class__ is not bool
            or f_subsistence.__class__ is not bool
            or v89.__class__ is not bool
            or v78.__class__ is not bool
            or v168.__class__ is not bool
        )
        if not x190:
            if v126:
                c190_0 = _K23
                c190_1 = _K23
                c190_2 = _K23
                c190_3 = _K23
                c190_4 = _K23
                r190 = 13
            elif f_recognised_after_payment:
                c190_0 = _K22
                c190_1 = _K22
                c190_2 = _K22
                c190_3 = _K22
                c190_4 = _K22
                r190 = 12
            elif v85:
                x190 = (
                    f_retired_worker_relief
                    or f_poor_student
                    or f_special_family_planning
                    or v93
                    or f_key_entitled_veteran
                    or f_severely_disabled
                    or f_disabled_household
                )
                c190_0 = 40000
                c190_1 = 40000
                c190_2 = 0
                c190_3 = '医疗救助资金'
                c190_4 = '市民政局'
                r190 = 0
            elif f_retired_worker_relief:
                x190 = (
                    f_poor_student
                    or f_special_family_planning
                    or v93
                    or f_key_entitled_veteran
                    or f_severely_disabled
                    or f_disabled_household
                )
                c190_0 = 40000
                c190_1 = 40000
                c190_2 = 0
                c190_3 = '财政资金'
                c190_4 = '市民政局'
                r190 = 3
            elif f_poor_student:
                x190 = (
                    f_special_family_planning
                    or v93
                    or f_key_entitled_veteran
                    or f_severely_disabled
                    or f_disabled_household
                )
                c190_0 = 40000
                c190_1 = 40000
                c190_2 = 0
                c190_3 = '财政资金'
                c190_4 = '市教育局'
                r190 = 6
            elif f_special_family_planning:
                x190 = v93 or f_key_entitled_veteran or f_severely_disabled or f_disabled_household
                c190_0 = 40000
                c190_1 = 40000
                c190_2 = 0
                c190_3 = '医疗救助资金'
                c190_4 = '市卫健局'
                r190 = 7
            elif v93:
                x190 = f_key_entitled_veteran or f_severely_disabled or f_disabled_household
                c190_0 = 40000
                c190_1 = 40000
                c190_2 = 0
                c190_3 = '财政资金'
                c190_4 = '市卫健局'
                r190 = 8
            elif f_key_entitled_veteran:
                x190 = f_severely_disabled or f_disabled_household
                c190_0 = 40000
                c190_1 = 40000
                c190_2 = 0
                c190_3 = '医疗救助资金'
                c190_4 = '市退役军人事务局'
                r190 = 9
            elif f_severely_disabled:
                x190 = f_disabled_household
                c190_0 = 40000
                c190_1 = 40000
                c190_2 = 0
                c190_3 = '医疗救助资金'
                c190_4 = '市残联'
                r190 = 10
            elif f_disabled_household:
                c190_0 = 40000
                c190_1 = 40000
                c190_2 = 0
                c190_3 = '财政资金'
                c190_4 = '市残联'
                r190 = 11
            elif f_subsistence:
                x190 = v89 or v168
                c190_0 = 36000
                c190_1 = 36000
                c190_2 = 0
                c190_3 = '医疗救助资金'
                c190_4 = '市民政局'
                r190 = 1
            elif v89:
                x190 = v168
                c190_0 = 36000
                c190_1 = 36000
                c190_2 = 0
                c190_3 = '医疗救助资金'
                c190_4 = '市农业农村局'
                r190 = 2
            elif v78:
                x190 = v168
                c190_0 = 28000
                c190_1 = 28000
                c190_2 = 0
                c190_3 = '财政资金'
                c190_4 = '市民政局'
                r190 = 4
            elif v168:
                c190_0 = _K21
                c190_1 = _K21
                c190_2 = _K21
                c190_3 = '财政资金'
                c190_4 = '市民政局'
                r190 = 5
            else:
                c190_0 = 0
                c190_1 = 0
                c190_2 = 0
                c190_3 = _K25
                c190_4 = _K25
                r190 = 14
        if x190:
            y190 = _K48.settle_constants(
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
                _K47,
            )
            c190_0 = y190[0]
            c190_1 = y190[1]
            c190_2 = y190[2]
            c190_3 = y190[3]
            c190_4 = y190[4]
            r190 = y190[5]
    v104 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '参保补缴期'
    v51 = f_birth_date if f_birth_date.__class__ is Missing else _add_months(f_birth_date, 12, True)
    v52 = _met(f_pay_date, v51) if f_pay_date.__class__ is Missing or v51.__class__ is Missing else f_pay_date <= v51
    v206 = True if v52 is True or f_college_freshman is True or f_freshman_this_autumn is True or (f_other_freshman is True) or (f_extreme_poverty is True) or (f_orphan is True) or (f_unsupported_child is True) or (f_subsistence is True) or (f_near_subsistence is True) or (f_poverty_monitored is True) or (f_lifted_from_poverty is True) or (f_from_employee is True) or (f_listed_elsewhere is True) else False if v52 is False and f_college_freshman is False and (f_freshman_this_autumn is False) and (f_other_freshman is False) and (f_extreme_poverty is False) and (f_orphan is False) and (f_unsupported_child is False) and (f_subsistence is False) and (f_near_subsistence is False) and (f_poverty_monitored is False) and (f_lifted_from_poverty is False) and (f_from_employee is False) and (f_listed_elsewhere is False) else _opened(v52, f_college_freshman, f_freshman_this_autumn, f_other_freshman, f_extreme_poverty, f_orphan, f_unsupported_child, f_subsistence, f_near_subsistence, f_poverty_monitored, f_lifted_from_poverty, f_from_employee, f_listed_elsewhere)
    v209 = False if v104 is False or v206 is False else True if v104 is True and v206 is True else _opened(v104, v206)
    v100 = True if v52 is True or f_college_freshman is True or f_freshman_this_autumn is True or (f_other_freshman is True) or (f_extreme_poverty is True) or (f_orphan is True) or (f_unsupported_child is True) or (f_subsistence is True) or (f_near_subsistence is True) or (f_poverty_monitored is True) or (f_from_employee is True) or (f_listed_elsewhere is True) else False if v52 is False and f_college_freshman is False and (f_freshman_this_autumn is False) and (f_other_freshman is False) and (f_extreme_poverty is False) and (f_orphan is False) and (f_unsupported_child is False) and (f_subsistence is False) and (f_near_subsistence is False) and (f_poverty_monitored is False) and (f_from_employee is False) and (f_listed_elsewhere is False) else _opened(v52, f_college_freshman, f_freshman_this_autumn, f_other_freshman, f_extreme_poverty, f_orphan, f_unsupported_child, f_subsistence, f_near_subsistence, f_poverty_monitored, f_from_employee, f_listed_elsewhere)
    v124 = False if v104 is False or v100 is False else True if v104 is True and v100 is True else _opened(v104, v100)
    if v209 is v124:
        c210_0 = c145_0
        r210 = r145
    elif v20 is False:
        c210_0 = _K30
        r210 = -1
    else:
        v76 = _met(f_birth_date, f_pay_date) if f_birth_date.__class__ is Missing or f_pay_date.__class__ is Missing else d_birth_date__pay_date >= 21960 or (d_birth_date__pay_date >= 21900 and f_pay_date >= _birthday(f_birth_date, 60, True))
        v57 = _met(f_birth_date, f_pay_date) if f_birth_date.__class__ is Missing or f_pay_date.__class__ is Missing else d_birth_date__pay_date >= 6588 or (d_birth_date__pay_date >= 6570 and f_pay_date >= _birthday(f_birth_date, 18, True))
        v58 = v57 if v57.__class__ is not bool else not v57
        v77 = True if f_severely_disabled is True or f_disabled_household is True or f_otherwise_disabled is True or (v76 is True) or (v58 is True) else False if f_severely_disabled is False and f_disabled_household is False and (f_otherwise_disabled is False) and (v76 is False) and (v58 is False) else _opened(f_severely_disabled, f_disabled_household, f_otherwise_disabled, v76, v58)
        v78 = False if f_near_subsistence is False or v77 is False else True if f_near_subsistence is True and v77 is True else _opened(f_near_subsistence, v77)
        v119 = True if f_subsistence is True or f_poverty_monitored is True or f_lifted_from_poverty is True or (v78 is True) else False if f_subsistence is False and f_poverty_monitored is False and (f_lifted_from_poverty is False) and (v78 is False) else _opened(f_subsistence, f_poverty_monitored, f_lifted_from_poverty, v78)
        v126 = False if v119 is False or f_gave_up is False else True if v119 is True and f_gave_up is True else _opened(v119, f_gave_up)
        v23 = f_pay_date if f_pay_date.__class__ is Missing else n_pay_date >= 739130
        v30 = f_pay_date if f_pay_date.__class__ is Missing else n_pay_date <= 739310
        v128 = False if f_college_freshman is False or v23 is False or v30 is False else True if f_college_freshman is True and v23 is True and (v30 is True) else _opened(f_college_freshman, v23, v30)
        v130 = False if f_college_student is False or v23 is False or v30 is False else True if f_college_student is True and v23 is True and (v30 is True) else _opened(f_college_student, v23, v30)
        v103 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 in ('集中参保缴费期', '延长参保缴费期')
        v105 = True if v103 is True or v104 is True else False if v103 is False and v104 is False else _opened(v103, v104)
        v110 = f_birth_date if f_birth_date.__class__ is Missing else f_birth_date + _K97
        v111 = _met(f_pay_date, v110) if f_pay_date.__class__ is Missing or v110.__class__ is Missing else f_pay_date <= v110
        v116 = f_birth_date if f_birth_date.__class__ is Missing else n_birth_date >= 739252
        v131 = False if v52 is False or v105 is False or v111 is False or (v116 is False) else True if v52 is True and v105 is True and (v111 is True) and (v116 is True) else _opened(v52, v105, v111, v116)
        v132 = v116 if v116.__class__ is not bool else not v116
        v133 = False if v52 is False or v105 is False or v111 is False or (v132 is False) else True if v52 is True and v105 is True and (v111 is True) and (v132 is True) else _opened(v52, v105, v111, v132)
        v134 = v111 if v111.__class__ is not bool else not v111
        v28 = f_pay_date if f_pay_date.__class__ is Missing else n_pay_date >= 739252
        v135 = False if v52 is False or v105 is False or v134 is False or (v28 is False) else True if v52 is True and v105 is True and (v134 is True) and (v28 is True) else _opened(v52, v105, v134, v28)
        v136 = v28 if v28.__class__ is not bool else not v28
        v137 = False if v52 is False or v105 is False or v134 is False or (v136 is False) else True if v52 is True and v105 is True and (v134 is True) and (v136 is True) else _opened(v52, v105, v134, v136)
        v122 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '集中参保缴费期'
        v123 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '延长参保缴费期'
        x210 = (
            v20.__class__ is not bool
            or v126.__class__ is not bool
            or v128.__class__ is not bool
            or v130.__class__ is not bool
            or v131.__class__ is not bool
            or v133.__class__ is not bool
            or v135.__class__ is not bool
            or v137.__class__ is not bool
            or v209.__class__ is not bool
            or v122.__class__ is not bool
            or v123.__class__ is not bool
            or v104.__class__ is not bool
        )
        if not x210:
            if v126:
                c210_0 = _K15
                r210 = 4
            elif v128:
                c210_0 = _K4
                if v130:
                    x210 = True
                if v131 and c210_0 != f_birth_date:
                    x210 = True
                if v133:
                    x210 = True
                if v135 and c210_0 != f_pay_date:
                    x210 = True
                if v137:
                    x210 = True
                if v209:
                    x210 = True
                r210 = 5
                if (
                    v130
                    or v131
                    or v133
                    or v135
                    or v137
                    or (v209 and (not v131) and (not v133) and (not v135) and (not v137))
                ):
                    r210 = _rows_together(
                        5,
                        (6, v130),
                        (7, v131),
                        (8, v133),
                        (9, v135),
                        (10, v137),
                        (3, v209 and (not v131) and (not v133) and (not v135) and (not v137)),
                    )
            elif v130:
                c210_0 = _K2
                if v131 and c210_0 != f_birth_date:
                    x210 = True
                if v135 and c210_0 != f_pay_date:
                    x210 = True
                if v209:
                    x210 = True
                r210 = 6
                if (
                    v131
                    or v133
                    or v135
                    or v137
                    or (v209 and (not v131) and (not v133) and (not v135) and (not v137))
                ):
                    r210 = _rows_together(
                        6,
                        (7, v131),
                        (8, v133),
                        (9, v135),
                        (10, v137),
                        (3, v209 and (not v131) and (not v133) and (not v135) and (not v137)),
                    )
            elif v131:
                c210_0 = f_birth_date
                r210 = 7
            elif v133:
                c210_0 = _K2
                r210 = 8
            elif v135:
                c210_0 = f_pay_date
                r210 = 9
            elif v137:
                c210_0 = _K2
                r210 = 10
            elif v209:
                c210_0 = _K14
                r210 = 3
            elif v122:
                c210_0 = _K2
                r210 = 0
            elif v123:
                c210_0 = f_pay_date
                r210 = 1
            elif v104:
                v139 = f_pay_date if f_pay_date.__class__ is Missing else _add_months(f_pay_date, 3, True)
                v141 = v139 if v139.__class__ is Missing else v139 + _K40
                c210_0 = v141
                r210 = 2
            else:
                c210_0 = _K16
                r210 = 11
        if x210:
            v139 = f_pay_date if f_pay_date.__class__ is Missing else _add_months(f_pay_date, 3, True)
            v141 = v139 if v139.__class__ is Missing else v139 + _K40
            y210 = _K41.settle(
                v20,
                (v122, v123, v104, v209, v126, v128, v130, v131, v133, v135, v137),
                (
                    (_K2,),
                    (f_pay_date,),
                    (v141,),
                    (_K14,),
                    (_K15,),
                    (_K4,),
                    (_K2,),
                    (f_birth_date,),
                    (_K2,),
                    (f_pay_date,),
                    (_K2,),
                    (_K16,),
                    (_K16,),
                ),
                None,
            )
            c210_0 = y210[0]
            r210 = y210[1]
    v157 = f_pay_date if f_pay_date.__class__ is Missing else n_pay_date >= 739433
    v212 = v206 if v206.__class__ is not bool else not v206
    v213 = False if v104 is False or v157 is False or v212 is False else True if v104 is True and v157 is True and (v212 is True) else _opened(v104, v157, v212)
    v158 = v100 if v100.__class__ is not bool else not v100
    v159 = False if v104 is False or v157 is False or v158 is False else True if v104 is True and v157 is True and (v158 is True) else _opened(v104, v157, v158)
    if v213 is v159:
        c214_0 = c163_0
        r214 = r163
    elif v20 is False:
        c214_0 = _K30
        r214 = -1
    else:
        v147 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 in ('集中参保缴费期', '延长参保缴费期', '参保补缴期')
        v110 = f_birth_date if f_birth_date.__class__ is Missing else f_birth_date + _K97
        v111 = _met(f_pay_date, v110) if f_pay_date.__class__ is Missing or v110.__class__ is Missing else f_pay_date <= v110
        v134 = v111 if v111.__class__ is not bool else not v111
        v160 = False if v52 is False or v147 is False or v134 is False else True if v52 is True and v147 is True and (v134 is True) else _opened(v52, v147, v134)
        x214 = (
            v20.__class__ is not bool
            or v213.__class__ is not bool
            or v160.__class__ is not bool
            or v147.__class__ is not bool
        )
        if not x214:
            if v213:
                c214_0 = _K42
                if v160:
                    x214 = True
                r214 = 1
                if v160:
                    r214 = _rows_together(1, (2, v160))
            elif v160:
                c214_0 = _K17
                r214 = 2
            elif v147:
                c214_0 = _K17
                r214 = 0
            else:
                c214_0 = _K16
                r214 = 3
        if x214:
            y214 = _K44.settle_constants(v20, (v147, v213, v160), _K43)
            c214_0 = y214[0]
            r214 = y214[1]
    v76 = _met(f_birth_date, f_pay_date) if f_birth_date.__class__ is Missing or f_pay_date.__class__ is Missing else d_birth_date__pay_date >= 21960 or (d_birth_date__pay_date >= 21900 and f_pay_date >= _birthday(f_birth_date, 60, True))
    v57 = _met(f_birth_date, f_pay_date) if f_birth_date.__class__ is Missing or f_pay_date.__class__ is Missing else d_birth_date__pay_date >= 6588 or (d_birth_date__pay_date >= 6570 and f_pay_date >= _birthday(f_birth_date, 18, True))
    v58 = v57 if v57.__class__ is not bool else not v57
    v77 = True if f_severely_disabled is True or f_disabled_household is True or f_otherwise_disabled is True or (v76 is True) or (v58 is True) else False if f_severely_disabled is False and f_disabled_household is False and (f_otherwise_disabled is False) and (v76 is False) and (v58 is False) else _opened(f_severely_disabled, f_disabled_household, f_otherwise_disabled, v76, v58)
    v78 = False if f_near_subsistence is False or v77 is False else True if f_near_subsistence is True and v77 is True else _opened(f_near_subsistence, v77)
    v59 = False if f_only_child is False or v58 is False else True if f_only_child is True and v58 is True else _opened(f_only_child, v58)
    v65 = False if f_two_daughters_child is False or v58 is False else True if f_two_daughters_child is True and v58 is True else _opened(f_two_daughters_child, v58)
    v223 = True if v52 is True or f_college_freshman is True or f_freshman_this_autumn is True or (f_other_freshman is True) or (f_extreme_poverty is True) or (f_orphan is True) or (f_unsupported_child is True) or (f_revolutionary_elder is True) or (f_subsistence is True) or (f_poverty_monitored is True) or (f_lifted_from_poverty is True) or (f_retired_worker_relief is True) or (v78 is True) or (f_poor_student is True) or (f_special_family_planning is True) or (f_only_child_parent is True) or (v59 is True) or (f_two_daughters_parent is True) or (v65 is True) or (f_key_entitled_veteran is True) or (f_severely_disabled is True) or (f_disabled_household is True) or (f_from_employee is True) or (f_listed_elsewhere is True) else False if v52 is False and f_college_freshman is False and (f_freshman_this_autumn is False) and (f_other_freshman is False) and (f_extreme_poverty is False) and (f_orphan is False) and (f_unsupported_child is False) and (f_revolutionary_elder is False) and (f_subsistence is False) and (f_poverty_monitored is False) and (f_lifted_from_poverty is False) and (f_retired_worker_relief is False) and (v78 is False) and (f_poor_student is False) and (f_special_family_planning is False) and (f_only_child_parent is False) and (v59 is False) and (f_two_daughters_parent is False) and (v65 is False) and (f_key_entitled_veteran is False) and (f_severely_disabled is False) and (f_disabled_household is False) and (f_from_employee is False) and (f_listed_elsewhere is False) else _opened(v52, f_college_freshman, f_freshman_this_autumn, f_other_freshman, f_extreme_poverty, f_orphan, f_unsupported_child, f_revolutionary_elder, f_subsistence, f_poverty_monitored, f_lifted_from_poverty, f_retired_worker_relief, v78, f_poor_student, f_special_family_planning, f_only_child_parent, v59, f_two_daughters_parent, v65, f_key_entitled_veteran, f_severely_disabled, f_disabled_household, f_from_employee, f_listed_elsewhere)
    v226 = False if v104 is False or v223 is False else True if v104 is True and v223 is True else _opened(v104, v223)
    if v226 is v124:
        c227_0 = c145_0
        r227 = r145
    elif v20 is False:
        c227_0 = _K30
        r227 = -1
    else:
        v119 = True if f_subsistence is True or f_poverty_monitored is True or f_lifted_from_poverty is True or (v78 is True) else False if f_subsistence is False and f_poverty_monitored is False and (f_lifted_from_poverty is False) and (v78 is False) else _opened(f_subsistence, f_poverty_monitored, f_lifted_from_poverty, v78)
        v126 = False if v119 is False or f_gave_up is False else True if v119 is True and f_gave_up is True else _opened(v119, f_gave_up)
        v23 = f_pay_date if f_pay_date.__class__ is Missing else n_pay_date >= 739130
        v30 = f_pay_date if f_pay_date.__class__ is Missing else n_pay_date <= 739310
        v128 = False if f_college_freshman is False or v23 is False or v30 is False else True if f_college_freshman is True and v23 is True and (v30 is True) else _opened(f_college_freshman, v23, v30)
        v130 = False if f_college_student is False or v23 is False or v30 is False else True if f_college_student is True and v23 is True and (v30 is True) else _opened(f_college_student, v23, v30)
        v103 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 in ('集中参保缴费期', '延长参保缴费期')
        v105 = True if v103 is True or v104 is True else False if v103 is False and v104 is False else _opened(v103, v104)
        v110 = f_birth_date if f_birth_date.__class__ is Missing else f_birth_date + _K97
        v111 = _met(f_pay_date, v110) if f_pay_date.__class__ is Missing or v110.__class__ is Missing else f_pay_date <= v110
        v116 = f_birth_date if f_birth_date.__class__ is Missing else n_birth_date >= 739252
        v131 = False if v52 is False or v105 is False or v111 is False or (v116 is False) else True if v52 is True and v105 is True and (v111 is True) and (v116 is True) else _opened(v52, v105, v111, v116)
        v132 = v116 if v116.__class__ is not bool else not v116
        v133 = False if v52 is False or v105 is False or v111 is False or (v132 is False) else True if v52 is True and v105 is True and (v111 is True) and (v132 is True) else _opened(v52, v105, v111, v132)
        v134 = v111 if v111.__class__ is not bool else not v111
        v28 = f_pay_date if f_pay_date.__class__ is Missing else n_pay_date >= 739252
        v135 = False if v52 is False or v105 is False or v134 is False or (v28 is False) else True if v52 is True and v105 is True and (v134 is True) and (v28 is True) else _opened(v52, v105, v134, v28)
        v136 = v28 if v28.__class__ is not bool else not v28
        v137 = False if v52 is False or v105 is False or v134 is False or (v136 is False) else True if v52 is True and v105 is True and (v134 is True) and (v136 is True) else _opened(v52, v105, v134, v136)
        v122 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '集中参保缴费期'
        v123 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 == '延长参保缴费期'
        x227 = (
            v20.__class__ is not bool
            or v126.__class__ is not bool
            or v128.__class__ is not bool
            or v130.__class__ is not bool
            or v131.__class__ is not bool
            or v133.__class__ is not bool
            or v135.__class__ is not bool
            or v137.__class__ is not bool
            or v226.__class__ is not bool
            or v122.__class__ is not bool
            or v123.__class__ is not bool
            or v104.__class__ is not bool
        )
        if not x227:
            if v126:
                c227_0 = _K15
                r227 = 4
            elif v128:
                c227_0 = _K4
                if v130:
                    x227 = True
                if v131 and c227_0 != f_birth_date:
                    x227 = True
                if v133:
                    x227 = True
                if v135 and c227_0 != f_pay_date:
                    x227 = True
                if v137:
                    x227 = True
                if v226:
                    x227 = True
                r227 = 5
                if (
                    v130
                    or v131
                    or v133
                    or v135
                    or v137
                    or (v226 and (not v131) and (not v133) and (not v135) and (not v137))
                ):
                    r227 = _rows_together(
                        5,
                        (6, v130),
                        (7, v131),
                        (8, v133),
                        (9, v135),
                        (10, v137),
                        (3, v226 and (not v131) and (not v133) and (not v135) and (not v137)),
                    )
            elif v130:
                c227_0 = _K2
                if v131 and c227_0 != f_birth_date:
                    x227 = True
                if v135 and c227_0 != f_pay_date:
                    x227 = True
                if v226:
                    x227 = True
                r227 = 6
                if (
                    v131
                    or v133
                    or v135
                    or v137
                    or (v226 and (not v131) and (not v133) and (not v135) and (not v137))
                ):
                    r227 = _rows_together(
                        6,
                        (7, v131),
                        (8, v133),
                        (9, v135),
                        (10, v137),
                        (3, v226 and (not v131) and (not v133) and (not v135) and (not v137)),
                    )
            elif v131:
                c227_0 = f_birth_date
                r227 = 7
            elif v133:
                c227_0 = _K2
                r227 = 8
            elif v135:
                c227_0 = f_pay_date
                r227 = 9
            elif v137:
                c227_0 = _K2
                r227 = 10
            elif v226:
                c227_0 = _K14
                r227 = 3
            elif v122:
                c227_0 = _K2
                r227 = 0
            elif v123:
                c227_0 = f_pay_date
                r227 = 1
            elif v104:
                v139 = f_pay_date if f_pay_date.__class__ is Missing else _add_months(f_pay_date, 3, True)
                v141 = v139 if v139.__class__ is Missing else v139 + _K40
                c227_0 = v141
                r227 = 2
            else:
                c227_0 = _K16
                r227 = 11
        if x227:
            v139 = f_pay_date if f_pay_date.__class__ is Missing else _add_months(f_pay_date, 3, True)
            v141 = v139 if v139.__class__ is Missing else v139 + _K40
            y227 = _K41.settle(
                v20,
                (v122, v123, v104, v226, v126, v128, v130, v131, v133, v135, v137),
                (
                    (_K2,),
                    (f_pay_date,),
                    (v141,),
                    (_K14,),
                    (_K15,),
                    (_K4,),
                    (_K2,),
                    (f_birth_date,),
                    (_K2,),
                    (f_pay_date,),
                    (_K2,),
                    (_K16,),
                    (_K16,),
                ),
                None,
            )
            c227_0 = y227[0]
            r227 = y227[1]
    v229 = v223 if v223.__class__ is not bool else not v223
    v230 = False if v104 is False or v157 is False or v229 is False else True if v104 is True and v157 is True and (v229 is True) else _opened(v104, v157, v229)
    if v230 is v159:
        c231_0 = c163_0
        r231 = r163
    elif v20 is False:
        c231_0 = _K30
        r231 = -1
    else:
        v147 = _narrowed(c41_0) if c41_0.__class__ in _STATUSES else c41_0 in ('集中参保缴费期', '延长参保缴费期', '参保补缴期')
        v110 = f_birth_date if f_birth_date.__class__ is Missing else f_birth_date + _K97
        v111 = _met(f_pay_date, v110) if f_pay_date.__class__ is Missing or v110.__class__ is Missing else f_pay_date <= v110
        v134 = v111 if v111.__class__ is not bool else not v111
        v160 = False if v52 is False or v147 is False or v134 is False else True if v52 is True and v147 is True and (v134 is True) else _opened(v52, v147, v134)
        x231 = (
            v20.__class__ is not bool
            or v230.__class__ is not bool
            or v160.__class__ is not bool
            or v147.__class__ is not bool
        )
        if not x231:
            if v230:
                c231_0 = _K42
                if v160:
                    x231 = True
                r231 = 1
                if v160:
                    r231 = _rows_together(1, (2, v160))
            elif v160:
                c231_0 = _K17
                r231 = 2
            elif v147:
                c231_0 = _K17
                r231 = 0
            else:
                c231_0 = _K16
                r231 = 3
        if x231:
            y231 = _K44.settle_constants(v20, (v147, v230, v160), _K43)
            c231_0 = y231[0]
            r231 = y231[1]
    m_0 = _M37.get((r163, r214, r231, r190))
    if m_0 is None:
        v196 = c190_1 if c190_1.__class__ in _STATUSES else _Amount(c190_1)
        v197 = _met(c163_0, v196) if c163_0.__class__ in _STATUSES or v196.__class__ in _STATUSES else _plus(c163_0, _times(v196, -1))
        v216 = _met(c214_0, v196) if c214_0.__class__ in _STATUSES or v196.__class__ in _STATUSES else _plus(c214_0, _times(v196, -1))
        v233 = _met(c231_0, v196) if c231_0.__class__ in _STATUSES or v196.__class__ in _STATUSES else _plus(c231_0, _times(v196, -1))
        v201 = c190_0 if c190_0.__class__ in _STATUSES else _Amount(c190_0)
        v202 = _met(c163_0, v201) if c163_0.__class__ in _STATUSES or v201.__class__ in _STATUSES else _plus(c163_0, _times(v201, -1))
        v219 = _met(c214_0, v201) if c214_0.__class__ in _STATUSES or v201.__class__ in _STATUSES else _plus(c214_0, _times(v201, -1))
        v236 = _met(c231_0, v201) if c231_0.__class__ in _STATUSES or v201.__class__ in _STATUSES else _plus(c231_0, _times(v201, -1))
        m_0 = _kept(
            _M37,
            (r163, r214, r231, r190),
            _abreast(
                _apart(_K66, (person, _K120, r41, r163, r214, r231, r190, r145, r210, r227, r148, c145_0 if c145_0.__class__ in _STATUSES else None, c210_0 if c210_0.__class__ in _STATUSES else None, c227_0 if c227_0.__class__ in _STATUSES else None), (c163_0, c214_0, c231_0)) if c163_0 is not c214_0 and c163_0 != c214_0 or (c163_0 is not c231_0 and c163_0 != c231_0) else (_given_out(c163_0, 1, _POLICY.labels, _BOUNDS), _cited((person, _K120, r41, r163, r214, r231, r190, r145, r210, r227, r148, c145_0 if c145_0.__class__ in _STATUSES else None, c210_0 if c210_0.__class__ in _STATUSES else None, c227_0 if c227_0.__class__ in _STATUSES else None), (1, 0), c163_0)),
                _apart(_K67, (person, _K120, r41, r163, r214, r231, r190, r145, r210, r227, r148, c145_0 if c145_0.__class__ in _STATUSES else None, c210_0 if c210_0.__class__ in _STATUSES else None, c227_0 if c227_0.__class__ in _STATUSES else None), (v197, v216, v233)) if v197 is not v216 and v197 != v216 or (v197 is not v233 and v197 != v233) else (_given_out(v197, 1, _POLICY.labels, _BOUNDS), _cited((person, _K120, r41, r163, r214, r231, r190, r145, r210, r227, r148, c145_0 if c145_0.__class__ in _STATUSES else None, c210_0 if c210_0.__class__ in _STATUSES else None, c227_0 if c227_0.__class__ in _STATUSES else None), (5, 0), v197)),
                _apart(_K68, (person, _K120, r41, r163, r214, r231, r190, r145, r210, r227, r148, c145_0 if c145_0.__class__ in _STATUSES else None, c210_0 if c210_0.__class__ in _STATUSES else None, c227_0 if c227_0.__class__ in _STATUSES else None), (v202, v219, v236)) if v202 is not v219 and v202 != v219 or (v202 is not v236 and v202 != v236) else (_given_out(v202, 1, _POLICY.labels, _BOUNDS), _cited((person, _K120, r41, r163, r214, r231, r190, r145, r210, r227, r148, c145_0 if c145_0.__class__ in _STATUSES else None, c210_0 if c210_0.__class__ in _STATUSES else None, c227_0 if c227_0.__class__ in _STATUSES else None), (8, 0), v202)),
            ),
        )
    if c145_0 is not c210_0 and c145_0 != c210_0 or (c145_0 is not c227_0 and c145_0 != c227_0):
        (m242, k242) = _apart(
            _K69,
            (
                person,
                _K120,
                r41,
                r163,
                r214,
                r231,
                r190,
                r145,
                r210,
                r227,
                r148,
                c145_0 if c145_0.__class__ in _STATUSES else None,
                c210_0 if c210_0.__class__ in _STATUSES else None,
                c227_0 if c227_0.__class__ in _STATUSES else None,
            ),
            (c145_0, c210_0, c227_0),
        )
    else:
        (m242, k242) = (
            _given_out(c145_0, 1, _POLICY.labels, _BOUNDS) if c145_0.__class__ is Missing else c145_0,
            None,
        )
    decided = _DRAFT(
        _given_out(c41_0, 1, _POLICY.labels, _BOUNDS) if c41_0.__class__ is Missing else c41_0,
        m_0[0],
        _given_out(c190_0, 1, _POLICY.labels, _BOUNDS) if c190_0.__class__ is Missing else c190_0,
        _given_out(c190_1, 1, _POLICY.labels, _BOUNDS) if c190_1.__class__ is Missing else c190_1,
        _given_out(c190_2, 1, _POLICY.labels, _BOUNDS) if c190_2.__class__ is Missing else c190_2,
        _given_out(c190_3, 1, _POLICY.labels, _BOUNDS) if c190_3.__class__ is Missing else c190_3,
        _given_out(c190_4, 1, _POLICY.labels, _BOUNDS) if c190_4.__class__ is Missing else c190_4,
        m_0[1],
        m_0[2],
        m242,
        _given_out(c148_0, 1, _POLICY.labels, _BOUNDS) if c148_0.__class__ is Missing else c148_0,
        (
            person,
            _K120,
            r41,
            r163,
            r214,
            r231,
            r190,
            r145,
            r210,
            r227,
            r148,
            c145_0 if c145_0.__class__ in _STATUSES else None,
            c210_0 if c210_0.__class__ in _STATUSES else None,
            c227_0 if c227_0.__class__ in _STATUSES else None,
            k242,
            m_0,
        ),
    )
    decided.__class__ = _DECISION
    return decided


def _fast(person: Person) -> Decision:
    decided: Decision = _partly_known(person) if person._open else _wholly_known(person)
    return decided


_USAGE: Final[str] = '石狮市2025年度城乡居民基本医保参保缴费: python -m MODULE < people.jsonl | python -m MODULE --self-test'


def _decide_case(row: Mapping[str, object], assume: Mapping[str, str | None] | None) -> Decision:
    return evaluate(Person.from_mapping(row), assume=assume)


def _self_test() -> tuple[int, list[str]]:
    return _run_cases(_POLICY, _CASES, _decide_case)


def _general(person: Person, assume: Mapping[str, str | None] | None) -> Decision:
    'The decision of the general path.'
    evaluation = _evaluate(_POLICY, _given(_POLICY, person), assume)
    answers = _answers(_POLICY, evaluation)
    decided: Decision = _DRAFT(*answers, evaluation)
    decided.__class__ = _DECISION
    return decided


def evaluate(person: Person, *, assume: Mapping[str, str | None] | None=None) -> Decision:
    'Decide for one person; `assume` chooses readings by name, None leaves an assumption undecided.'
    return _fast(person) if assume is None else _general(person, assume)


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


def _decide_line(row: Mapping[str, object]) -> Mapping[str, object]:
    return evaluate(Person.from_mapping(row)).to_dict()


if __name__ == '__main__':
    raise SystemExit(_main(_decide_line, _self_test, _USAGE))
