"""Lists, lengths of time and steps as short Chinese: the part of `phrasing.py` that counts.

In: a node of the kernel, and a voice that says what stands inside it. Out: one phrase. Entries of a list
of persons are counted in 名, others in 条.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Protocol, TypeGuard, assert_never

from polc.compiler.kernel import (
    TRUE,
    Add,
    And,
    Clamp,
    Const,
    Elapsed,
    EntryResult,
    Expr,
    FieldRef,
    Fold,
    FoldHow,
    InputDecl,
    InputRef,
    ItemRef,
    Kernel,
    Kind,
    Op,
    ParamRef,
    ReadingOf,
    Round,
    Scale,
    Shift,
    Silent,
    State,
    StateRef,
    Steps,
    Sub,
)
from polc.dsl.counting import Count
from polc.dsl.text import rate_text, yuan_text
from polc.dsl.values import ZERO, Duration, Unit

PERSON_ENDINGS = frozenset("人员者生儿童户群体口象民属工母父女子妇官兵夫妻")
BIRTH = ("出生", "出生日期", "生日")
COUNTED = {Count.DAYS: "天数", Count.MONTHS: "月数", Count.FULL_MONTHS: "满月数", Count.FULL_YEARS: "满年数"}
ENDS = {1: "首尾都计", 0: "首尾只计其一", -1: "首尾都不计"}
NAMED_UNITS = {
    "年龄": "岁",
    "年数": "年",
    "月数": "个月",
    "天数": "日",
    "分钟": "分钟",
    "小时": "小时",
    "人数": "人",
    "次数": "次",
    "件数": "件",
    "档数": "档",
}
UNITS = {Count.DAYS: "日", Count.MONTHS: "个月", Count.FULL_MONTHS: "个月", Count.FULL_YEARS: "年"}


class Voice(Protocol):
    """Says expressions about one kernel."""

    @property
    def kernel(self) -> Kernel:
        """The kernel that is spoken about."""

    def named(self, name: str) -> str:
        """How the reader is told of a name."""

    def value(self, expr: Expr) -> str:
        """What `expr` is."""

    def part(self, expr: Expr) -> str:
        """What `expr` is, in brackets where a longer phrase would be read into it."""

    def condition(self, expr: Expr) -> str:
        """When `expr` holds; empty where it always does."""


# ---- lists ------------------------------------------------------------------------------------------
def counter(list_: str) -> str:
    """What one entry of the list is counted in."""
    return "名" if list_[-1] in PERSON_ENDINGS else "条"


def column_text(item: ItemRef, voice: Voice) -> str:
    """A column; one that shares its name with a fact or a result says that it is the entry's."""
    kernel, column = voice.kernel, voice.named(item.column)
    taken = item.column in kernel.input_by_name or item.column in kernel.field_by_name
    return f"这一{counter(item.list)}的{column}" if taken else column


def fold_condition(fold: Fold, voice: Voice, *, holds: bool) -> str:
    """When 存在 or 每个 holds, or when it doesn't."""
    unit = counter(fold.list)
    if fold.how is FoldHow.EXISTS:
        said = _of(And((fold.where, fold.value)), voice)
        return f"{voice.named(fold.list)}中{'至少有' if holds else '没有'}一{unit}{said}"
    among = _among(fold, voice)
    name = voice.named(fold.list)
    said = f"{name}中{among}的，每一{unit}" if among else f"每一{unit}{name}"
    whole = f"{said}都{_of(fold.value, voice)}{_if_none(fold, voice)}"
    return whole if holds else f"不是{whole}"


def _of(expr: Expr, voice: Voice) -> str:
    """A condition of one entry, quoted where it's more than a word."""
    said = voice.condition(expr)
    items = expr.items if isinstance(expr, And) else (expr,)
    single = [item for item in items if item != TRUE]
    plain = all(isinstance(item, ItemRef) for item in single) and len(single) == 1
    return said if plain else f"符合“{said}”"


def _among(fold: Fold, voice: Voice) -> str:
    said = voice.condition(fold.where)
    return f"（{said}）" if "，" in said else said


def _if_none(fold: Fold, voice: Voice) -> str:
    """What holds, or results, where no entry is left."""
    if isinstance(fold.empty, Const) and fold.empty.type.kind is Kind.BOOL:
        said = "也算" if fold.empty == TRUE else "不算"
    else:
        said = voice.value(fold.empty) if isinstance(fold.empty, Silent) else f"为{voice.value(fold.empty)}"
    return f"（一{counter(fold.list)}也没有的，{said}）"


def fold_value(fold: Fold, voice: Voice) -> str:
    """The value that a list gives."""
    among = _among(fold, voice)
    name = voice.named(fold.list)
    head = f"{name}中{among.removesuffix('的')}的" if among else f"{name}的"
    match fold.how:
        case FoldHow.EXISTS | FoldHow.EVERY:
            return fold_condition(fold, voice, holds=True)
        case FoldHow.COUNT:
            return f"{head}{'人数' if counter(fold.list) == '名' else '条数'}"
        case FoldHow.SUM:
            return f"{head}{_what(fold, voice)}合计"
        case FoldHow.GREATEST | FoldHow.LEAST:
            return f"{head}{_what(fold, voice)}中{_end(fold, voice)}的一项{_if_none(fold, voice)}"
        case FoldHow.FINAL:
            return f"{_in_order(fold, voice)}累计，{_last(fold, voice)}"
        case _:
            assert_never(fold.how)


def _what(fold: Fold, voice: Voice) -> str:
    """The value of an entry, quoted where it's more than a word; a running value by its name."""
    if isinstance(fold.value, StateRef):
        return voice.named(fold.value.name)
    said = voice.value(fold.value)
    return said if said.isalnum() else f"“{said}”"


def _end(fold: Fold, voice: Voice) -> str:
    high = fold.how is FoldHow.GREATEST
    if voice.kernel.kind_of(fold.value) is Kind.DATE:
        return "最晚" if high else "最早"
    return "最高" if high else "最低"


def _in_order(fold: Fold, voice: Voice) -> str:
    order = voice.kernel.input_by_name[fold.list].order
    by = f"按{'、'.join(voice.named(name) for name in order)}先后" if order else ""
    return f"把{voice.named(fold.list)}{by}逐{counter(fold.list)}"


def _last(fold: Fold, voice: Voice) -> str:
    """What is left at the end: a running value as it begins and goes on, or what the last ones make."""
    own = fold.value.name if isinstance(fold.value, StateRef) else ""
    state = next((state for state in fold.states if state.name == own), None)
    if state is not None:
        start, step = voice.value(state.start), _step(state, fold, voice)
        return f"{voice.named(own)}从{start}起，算到最后一{counter(fold.list)}（{step}）"
    said = [f"{voice.named(s.name)}从{voice.value(s.start)}起，{_step(s, fold, voice)}" for s in fold.states]
    return f"最后的{_what(fold, voice)}" + (f"（{'；'.join(said)}）" if said else "")


def _step(state: State, fold: Fold, voice: Voice) -> str:
    unit = counter(fold.list)
    if isinstance(state.step, EntryResult) and state.step.rule == state.name:
        return f"逐{unit}按“{voice.named(state.name)}”的规定变化"
    return f"每一{unit}之后为{voice.value(state.step)}"


def limit_text(decl: InputDecl) -> str:
    """How many entries a list takes, and in which order they count."""
    order = f"按{'、'.join(decl.order)}先后" if decl.order else "不分先后"
    return f"最多{decl.limit}{counter(decl.name)}，{order}"


# ---- time -------------------------------------------------------------------------------------------
def elapsed_text(expr: Elapsed, voice: Voice) -> str:
    """从登记日到申请日的天数（首尾都计）; an age goes by the day on which it's counted."""
    start, end = voice.value(expr.start), voice.value(expr.end)
    if is_age(expr):
        return f"周岁（按{end}算）"
    month = "所在月" if expr.count is Count.MONTHS else ""
    plain = expr.count in (Count.FULL_MONTHS, Count.FULL_YEARS)
    ends = "" if plain else f"（{ENDS.get(expr.extra) or f'相差数再加{expr.extra}'}）"
    return f"从{start}{month}到{end}{month}的{COUNTED[expr.count]}{ends}"


def is_age(expr: Expr) -> bool:
    """True for the full years since somebody's birth."""
    match expr:
        case Elapsed(Count.FULL_YEARS, InputRef(name) | ItemRef(_, name)):
            return name.endswith(BIRTH)
        case _:
            return False


def age_text(op: Op, age: Elapsed, years: Expr, voice: Voice) -> str | None:
    """年满66周岁（按申请日算）; None for what isn't said so."""
    said = {Op.GE: "年满", Op.LT: "未满"}.get(op)
    if said is None or not isinstance(years, Const):
        return None
    return f"{said}{voice.value(years)}周岁（按{voice.value(age.end)}算）"


def steps_text(expr: Steps, voice: Voice) -> str:
    """How often a step fits, as a number on its own."""
    return _stepped(expr, "1次", voice)


def per_step_text(item: Expr, expr: Steps, voice: Voice) -> str:
    """…，每满1年计37元."""
    return _stepped(expr, voice.part(item), voice)


def _stepped(expr: Steps, worth: str, voice: Voice) -> str:
    size = step_size(expr, voice.kernel)
    every = f"每{size}计{worth}（不足{size}的按{size}计）" if expr.up else f"每满{size}计{worth}"
    match expr.item:
        case Sub(_, Const()):
            return f"{excess_text(expr.item, voice)}，{every}"
        case item:
            return f"{voice.part(item)}，{every}"


def step_size(expr: Steps, kernel: Kernel) -> str:
    """The size of a step with its unit: 1年, 3个月, 125元."""
    if kernel.kind_of(expr.item) is Kind.MONEY:
        return yuan_text(expr.size)
    return f"{expr.size}{_unit(expr.item)}"


def with_unit(number: Expr, of: Expr, voice: Voice) -> str:
    """A written number with the unit of what it's compared with: 6个月."""
    plain = isinstance(number, Const) and isinstance(number.value, Fraction)
    return f"{voice.value(number)}{_unit(of) if plain else ''}"


def _unit(expr: Expr) -> str:
    match expr:
        case Elapsed(count):
            return "岁" if is_age(expr) else UNITS[count]
        case Sub(left) | Clamp(left):
            return _unit(left)
        case InputRef(name) | FieldRef(name) | ItemRef(_, name):
            return next((unit for ending, unit in NAMED_UNITS.items() if name.endswith(ending)), "")
        case _:
            return ""


def shifted_text(expr: Shift, voice: Voice) -> str:
    """A day moved; working days say by which calendar."""
    day, length = voice.value(expr.day), voice.value(expr.length)
    if not (isinstance(expr.length, Const) and isinstance(expr.length.value, Duration)):
        return f"{day}{'加' if expr.sign > 0 else '减'}{length}"
    if expr.length.value.unit is not Unit.WORKDAY:
        return f"{day}{'加' if expr.sign > 0 else '减'}{length}"
    calendar = voice.kernel.calendar
    by = f"（按{calendar.name}）" if calendar is not None else ""
    if not expr.length.value.count:
        return f"{day}，遇休息日顺延到下一个工作日{by}"
    way = "后" if expr.sign > 0 else "前"
    return f"{day}{way if isinstance(expr.day, InputRef | FieldRef) else '之' + way}{length}{by}"


# ---- ends -------------------------------------------------------------------------------------------
def clamped_text(expr: Clamp, voice: Voice) -> str:
    """At least, at most: ends that are named stand in brackets, one that is worked out stands beside."""
    if is_excess(expr):
        return excess_text(expr.item, voice)
    item = voice.value(expr.item)
    if voice.kernel.kind_of(expr.item) is Kind.DATE:
        return _clamped_day(item, expr, voice)
    ends = [end for end in (expr.low, expr.high) if end is not None]
    if len(ends) == 1 and not isinstance(ends[0], Const | FieldRef | ParamRef | ReadingOf):
        higher = "高" if expr.low is not None else "低"
        return f"{voice.part(expr.item)}和{voice.part(ends[0])}中较{higher}的一个"
    said = [f"最低{voice.value(expr.low)}"] if expr.low is not None else []
    said += [f"最高{voice.value(expr.high)}"] if expr.high is not None else []
    return noted(item, expr.item, "，".join(said))


def is_excess(expr: Expr) -> TypeGuard[Clamp]:
    """True for the part of something above a number, which is nothing below it."""
    match expr:
        case Clamp(Sub(), Const(low), None):
            return low in (0, ZERO)
        case _:
            return False


def excess_text(expr: Expr, voice: Voice) -> str:
    """连续年数超过2的部分."""
    assert isinstance(expr, Sub)
    plain = isinstance(expr.right, Const)
    over = with_unit(expr.right, expr.left, voice) if plain else voice.part(expr.right)
    return f"{voice.part(expr.left)}超过{over}的部分"


def noted(said: str, expr: Expr, note: str) -> str:
    """A value with what is done to it at last in brackets; what was done before stands there already."""
    if isinstance(expr, Clamp | Round) and said.endswith("）"):
        return f"{said.removesuffix('）')}，{note}）"
    stepped = isinstance(expr, Scale) and isinstance(expr.factor, Steps)
    whole = "合计" if stepped or isinstance(expr, Add) else "相减后" if isinstance(expr, Sub) else ""
    return f"{said}（{whole}{note}）"


def divisor(rate: Const) -> int | None:
    """The number that was divided by, where a rate has no other way to be told than ÷ 12."""
    value = rate.value
    if not isinstance(value, Fraction) or value.numerator != 1 or "/" not in rate_text(value):
        return None
    return value.denominator


def _clamped_day(item: str, expr: Clamp, voice: Voice) -> str:
    low, high = expr.low, expr.high
    if low is not None and high is not None:
        return f"{item}（不早于{voice.value(low)}，不晚于{voice.value(high)}）"
    end = low if low is not None else high
    if end is None:
        return item
    return f"{item}和{voice.value(end)}中较{'晚' if low is not None else '早'}的一个"
