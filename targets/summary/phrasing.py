"""Expressions as short Chinese: conditions for 情形, values for 结果.

In: an `Expr` and what is known about the kernel. Out: one phrase without code words, exact about ends:
「缴费日在2025年7月1日（含当天）以后」, 「年满60周岁（按缴费日算）」. With an `Evaluation` at hand
(`Speaker.about`) values carry their numbers: 「应缴金额400元 － 当场减免360元」.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import assert_never

import attrs

from polc.compiler.kernel import (
    FALSE,
    TRUE,
    Add,
    And,
    AssumptionDecl,
    Clamp,
    Compare,
    Const,
    Divide,
    Elapsed,
    EntryResult,
    Expr,
    FieldDecl,
    FieldRef,
    Fold,
    FoldHow,
    Form,
    InputRef,
    ItemRef,
    Kernel,
    Kind,
    Not,
    OneOf,
    Op,
    Or,
    ParamRef,
    Pick,
    Reached,
    ReadingOf,
    Round,
    Scale,
    Shift,
    Silent,
    SnapTo,
    StateRef,
    Steps,
    Sub,
    walk,
)
from polc.compiler.readings import bounds_of
from polc.dsl.text import date_text, factor_text, rate_text, result_text, yuan_text
from polc.dsl.values import (
    Amount,
    Given,
    Missing,
    NotApplicable,
    Plain,
    Records,
    Result,
    Status,
    Undetermined,
    distinct,
)
from polc.targets.summary.counted import (
    PERSON_ENDINGS,
    age_text,
    clamped_text,
    column_text,
    divisor,
    elapsed_text,
    fold_condition,
    fold_value,
    is_age,
    is_excess,
    noted,
    per_step_text,
    shifted_text,
    steps_text,
    with_unit,
)
from polc.targets.summary.months import sum_of_months
from polc.targets.summary.naming import said_name

OPPOSITE = {Op.LT: Op.GE, Op.LE: Op.GT, Op.GT: Op.LE, Op.GE: Op.LT, Op.EQ: Op.NE, Op.NE: Op.EQ}
DATE_WORDS = {Op.LT: "早于", Op.LE: "不晚于", Op.GT: "晚于", Op.GE: "不早于"}
MONEY_WORDS = {Op.LT: "低于", Op.LE: "不高于", Op.GT: "高于", Op.GE: "不低于"}
COUNT_WORDS = {Op.LT: "少于", Op.LE: "不多于", Op.GT: "多于", Op.GE: "不少于"}
_ROUNDED_TO = {1: "分", 10: "角", 100: "元", 1000: "十元"}
PICKS = {
    Pick.UNIQUE: "通知没有规定同时符合几项时怎么办",
    Pick.HIGHEST: "同时符合几项的，只取最高的一项",
    Pick.LOWEST: "同时符合几项的，只取最低的一项",
    Pick.SUM: "同时符合几项的，各项相加",
    Pick.TOP_UP: "同时符合几项的，按最高的一项补足差额",
    Pick.SETTLED: "同时符合几项而结果不同的，另有说法",
    Pick.EXCLUSIVE: "几项不能同时享受；几项结果不同的，为待定",
}


def _unit(step: int) -> str:
    """以元为单位, or the amount that the result is a multiple of."""
    return f"以{_ROUNDED_TO[step]}为单位" if step in _ROUNDED_TO else f"按{yuan_text(Fraction(step))}的整数倍"


def pick_text(pick: Pick, decl: FieldDecl | None) -> str:
    """How rows that apply together combine; of days the earliest or the latest is taken."""
    said = PICKS[pick]
    days = decl is not None and decl.type.kind is Kind.DATE
    return said.replace("最高", "最晚").replace("最低", "最早") if days else said


def range_text(low: date, high: date | None) -> str:
    """2025年3月1日（含当天）至2025年12月31日（含当天）."""
    if high is None:
        return f"{date_text(low)}（含当天）起"
    return f"{date_text(low)}（含当天）至{date_text(high)}（含当天）"


@attrs.frozen
class Speaker:
    """Speaks about one kernel; with `facts` and `results`, about one person too."""

    kernel: Kernel
    facts: Mapping[str, Given | None] = attrs.field(factory=dict)
    results: Mapping[str, Result] = attrs.field(factory=dict)

    def about(self, facts: Mapping[str, Given | None], results: Mapping[str, Result]) -> Speaker:
        """The same speaker with one person's numbers filled in."""
        return Speaker(self.kernel, facts, results)

    def result(self, result: Result) -> str:
        """A result as people read it."""
        return result_text(result, bounds_of(self.kernel))

    def named(self, name: str) -> str:
        """How the reader is told of a name."""
        return name

    # ---- conditions ---------------------------------------------------------------------------------
    def condition(self, expr: Expr) -> str:
        """When `expr` holds; empty where it always does."""
        match expr:
            case And(items):
                return "，且".join(self._conjuncts(items))
            case Or(items):
                return self._disjunction(items)
            case Not(item):
                return self._negation(item)
            case Compare(op, left, right):
                return self._comparison(op, left, right)
            case Reached(_, years, day):
                return f"年满{years}周岁（按{self.value(day)}算）"
            case OneOf(item, options):
                return self._membership(item, options, "")
            case Const(value):
                return "" if value is True else "任何情形都不算"
            case ReadingOf(name):
                return self._reading_condition(name)
            case Silent(status):
                return self.status(status)
            case InputRef(name) | FieldRef(name):
                return name
            case Fold(how=FoldHow.EXISTS | FoldHow.EVERY):
                return fold_condition(expr, self, holds=True)
            case _:
                return self.value(expr)

    def _conjuncts(self, items: tuple[Expr, ...]) -> list[str]:
        flat = list(self._flat(And(items)))
        spoken: list[str] = []
        while flat:
            item = flat.pop(0)
            end = self._range_end(item, flat)
            if end is not None:
                spoken.append(self._range(item, flat.pop(end)))
                continue
            phrase = self.condition(item)
            spoken += [f"（{phrase}）"] if isinstance(item, Or) and "或者" in phrase else [phrase]
        return [phrase for phrase in spoken if phrase]

    def _flat(self, expr: Expr) -> list[Expr]:
        if isinstance(expr, And):
            return [part for item in expr.items for part in self._flat(item)]
        return [] if expr == TRUE else [expr]

    def _range_end(self, item: Expr, rest: list[Expr]) -> int | None:
        """Where among `rest` the other end of the range that `item` begins stands."""
        if not isinstance(item, Compare) or item.op is not Op.GE:
            return None
        for number, other in enumerate(rest):
            if isinstance(other, Compare) and other.op is Op.LE and other.left == item.left:
                both = isinstance(item.right, Const) and isinstance(other.right, Const)
                return number if both and self.kernel.kind_of(item.left) is Kind.DATE else None
        return None

    def _range(self, low: Expr, high: Expr) -> str:
        assert isinstance(low, Compare) and isinstance(high, Compare)
        ends = f"{self.value(low.right)}（含当天）至{self.value(high.right)}（含当天）"
        return f"{self.value(low.left)}在{ends}"

    def _disjunction(self, items: tuple[Expr, ...]) -> str:
        kept = [item for item in items if item != FALSE]
        phrases = [self.condition(item) for item in kept]
        if all(isinstance(item, InputRef | FieldRef | ReadingOf) for item in kept):
            return "、".join(phrases)
        return "，或者".join(
            f"（{p}）" if isinstance(i, And) and "，" in p else p for i, p in zip(kept, phrases, strict=True)
        )

    def _negation(self, item: Expr) -> str:
        match item:
            case Not(inner):
                return self.condition(inner)
            case Reached(_, years, day):
                return f"未满{years}周岁（按{self.value(day)}算）"
            case Compare(op, left, right):
                return self._comparison(OPPOSITE[op], left, right)
            case OneOf(inner, options):
                return self._membership(inner, options, "不")
            case Or(items):
                return "，且".join(self._negation(part) for part in items)
            case InputRef(name) | FieldRef(name):
                return lacking(name)
            case ItemRef():
                return lacking(column_text(item, self))
            case Fold(how=FoldHow.EXISTS | FoldHow.EVERY):
                return fold_condition(item, self, holds=False)
            case _:
                return f"不符合“{self.condition(item)}”"

    def _comparison(self, op: Op, left: Expr, right: Expr) -> str:
        kind = self.kernel.kind_of(left) or self.kernel.kind_of(right)
        if kind is Kind.BOOL and isinstance(right, Const):
            holds = (right.value is True) == (op is Op.EQ)
            return self.condition(left) if holds else self._negation(left)
        aged = age_text(op, left, right, self) if isinstance(left, Elapsed) and is_age(left) else None
        if aged is not None:
            return aged
        if op in (Op.EQ, Op.NE):
            return f"{self.value(left)}{'是' if op is Op.EQ else '不是'}{with_unit(right, left, self)}"
        if kind is Kind.DATE and isinstance(right, Const):
            place = "以后" if op in (Op.GE, Op.GT) else "以前"
            counted = "含当天" if op in (Op.GE, Op.LE) else "不含当天"
            return f"{self.value(left)}在{self.value(right)}（{counted}）{place}"
        words = DATE_WORDS if kind is Kind.DATE else COUNT_WORDS if kind is Kind.INT else MONEY_WORDS
        return f"{self.value(left)}{words[op]}{with_unit(right, left, self)}"

    def _membership(self, item: Expr, options: tuple[str, ...], no: str) -> str:
        choice = self.kernel.choice_of.get(item.name) if isinstance(item, FieldRef) else None
        if choice is None or choice.form is not Form.WINDOW:
            return f"{self.value(item)}{no}是{'或'.join(options)}"
        names = [row.outcome for row in choice.rows]
        where = f"任一{choice.name}" if set(names) <= set(options) else "、".join(options)
        return f"{choice.axis}{no}在{where}内"

    def _reading_condition(self, name: str) -> str:
        decl = self.kernel.assumption_by_name[name]
        return name if decl.adopted is None else f"{name}（采用“{decl.adopted}”）"

    # ---- values -------------------------------------------------------------------------------------
    def value(self, expr: Expr) -> str:
        """What `expr` is; names carry their numbers where they have one."""
        match expr:
            case Const(value, type_):
                if type_.kind is Kind.RATE and isinstance(value, Fraction):
                    return rate_text(value)
                return self.result(value)
            case Silent(status):
                return self.status(status)
            case InputRef(name):
                known = self.facts.get(name)
                return name if known is None or isinstance(known, Records) else f"{name}{self.result(known)}"
            case FieldRef(name):
                return self._field(name)
            case ParamRef(name):
                return f"{self.named(name)}{self.parameter(name)}"
            case ReadingOf(name):
                return self._reading_value(name)
            case Add(left, right):
                return sum_of_months(expr, self) or f"{self._term(left)} + {self._term(right)}"
            case Sub(left, right):
                return f"{self._term(left)} － {self._operand(right)}"
            case Scale(item, factor):
                return self._share(item, factor)
            case Divide(item, by):
                return f"{self._term(item)} ÷ {self._factor(by)}"
            case Shift():
                return shifted_text(expr, self)
            case SnapTo(day, to):
                return f"{self.part(day)}的{to.value}"
            case Clamp():
                return clamped_text(expr, self)
            case Elapsed():
                return elapsed_text(expr, self)
            case Steps():
                return steps_text(expr, self)
            case Fold():
                return fold_value(expr, self)
            case ItemRef():
                return column_text(expr, self)
            case StateRef(name):
                return f"此前的{self.named(name)}"
            case EntryResult(name):
                return self.named(name)
            case Round(item, step, mode):
                return noted(self.value(item), item, f"{_unit(step)}{mode.value}")
            case And() | Or() | Not() | Compare() | Reached() | OneOf():
                return self.condition(expr)
            case _:
                assert_never(expr)

    def _operand(self, expr: Expr) -> str:
        """What is taken off or divided by: a sum stands in brackets."""
        return self._term(expr, closed=isinstance(_bare(expr), Add | Sub))

    def _factor(self, expr: Expr) -> str:
        """What is multiplied or divided by: 21.75 is no percentage."""
        match expr:
            case Const(value, type_) if type_.kind is Kind.RATE and isinstance(value, Fraction):
                return factor_text(value)
            case _:
                return self._operand(expr)

    def _term(self, expr: Expr, *, closed: bool = False) -> str:
        """A part of a sum, in brackets where it wouldn't be read as one."""
        said, bare = self.value(expr), _bare(expr)
        stepped = isinstance(bare, Scale) and isinstance(bare.factor, Steps)
        return f"（{said}）" if closed or stepped or is_excess(bare) else said

    def part(self, expr: Expr) -> str:
        """What a longer phrase goes on from; what is itself worked out stands in brackets."""
        bare = _bare(expr)
        stepped = isinstance(bare, Scale) and isinstance(bare.factor, Steps)
        said = self.value(expr)
        worked = isinstance(bare, Add | Sub | Clamp | Round | Shift) and not is_excess(bare)
        return f"（{said}）" if stepped or worked else said

    def parameter(self, name: str) -> str:
        """What is known of a parameter: 不低于670元."""
        return self.result(Amount(Fraction(0), ((name, Fraction(1)),)))

    def _field(self, name: str) -> str:
        known = self.results.get(name, self.constant(name))
        said = said_name(name)
        if known is None or isinstance(known, NotApplicable | Missing | Undetermined):
            return said
        return f"{said}{self.result(known)}"

    def constant(self, field: str) -> Plain | None:
        """The one value of a standard; None for what depends on the person."""
        choice = self.kernel.choice_of[field]
        match choice.rows[0].values[0] if choice.form is Form.STANDARD else None:
            case Const(value):
                return value
            case ParamRef(name):
                return Amount(Fraction(0), ((name, Fraction(1)),))
            case _:
                return None

    def _reading_value(self, name: str) -> str:
        decl = self.kernel.assumption_by_name[name]
        if decl.adopted is None:
            return name
        return self.meaning(decl.reading(decl.adopted).meaning)

    def meaning(self, meaning: Expr | Pick) -> str:
        """What a reading says."""
        if isinstance(meaning, Pick):
            return PICKS[meaning]
        if meaning in (TRUE, FALSE):
            return "算" if meaning == TRUE else "不算"
        return self.value(meaning)

    def _share(self, item: Expr, factor: Expr) -> str:
        if isinstance(factor, Steps):
            return per_step_text(item, factor, self)
        if isinstance(factor, Const) and factor.type.kind is Kind.RATE:
            whole, parts = factor.value == 1, divisor(factor)
            if parts is not None:
                return f"{self.part(item)} ÷ {parts}"
            if whole:
                return self.value(item)
            times = self._factor(factor)
            return f"{self.part(item)}{'的' if times.endswith('%') else ' × '}{times}"
        return f"{self.part(item)} × {self.part(factor)}"

    def status(self, status: Status) -> str:
        """A silence in words: what the notice says instead of a value."""
        match status:
            case Undetermined(reasons=reasons, document=document):
                said = f"按“{document}”执行" if document else "；".join(reasons)
                return said if document else f"待定：{said}" if said else "待定"
            case NotApplicable(reason=reason):
                return f"不适用：{reason}"
            case Missing(inputs=inputs):
                return f"要看{'、'.join(inputs)}"
            case _:
                assert_never(status)


def _bare(expr: Expr) -> Expr:
    """What is said of an expression: 100 % of something is that thing."""
    match expr:
        case Scale(item, Const(value, type_)) if type_.kind is Kind.RATE and value == 1:
            return _bare(item)
        case _:
            return expr


def lacking(name: str) -> str:
    """That somebody isn't, or hasn't, what `name` says: 不是残疾人, 没有参加其他基本医保, 不应参加…."""
    if (name[-1] in PERSON_ENDINGS or name.endswith("家庭")) and name[0] != "有":
        return f"不是{name}"
    if name[0] in "应须能可":
        return f"不{name}"
    if name[0] == "有":
        return f"没{name}"
    return f"不属于“{name}”" if "已" in name else f"没有{name}"


def assumptions_in(expr: Expr, kernel: Kernel) -> tuple[AssumptionDecl, ...]:
    """The assumptions that decide part of `expr`."""
    names = distinct(part.assumption for part in walk(expr) if isinstance(part, ReadingOf))
    return tuple(kernel.assumption_by_name[name] for name in names)
