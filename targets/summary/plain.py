"""What the public reads: names in the words of 说明, days and amounts as people write them.

In: a kernel. Out: phrases without names of facts, groups or readings. A name without wording is written down
in `lacking`, and the page that needs it isn't made. Phrases begin with the person, then say what holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import attrs

from polc.compiler.kernel import (
    FALSE,
    TRUE,
    And,
    Compare,
    Const,
    Expr,
    FieldRef,
    Form,
    InputRef,
    ItemRef,
    Kernel,
    Kind,
    OneOf,
    Op,
    Or,
    Reached,
    ReadingOf,
    Silent,
    Wording,
    walk,
)
from polc.dsl.text import date_text
from polc.dsl.values import Audience, NotApplicable, Result, Status, Undetermined, distinct
from polc.targets.summary.phrasing import Speaker
from polc.targets.summary.survey import ONE_DAY, Window

OPEN = "通知没有写明"
UNLISTED = "等（还有哪些，通知没有写明）"


@attrs.frozen
class PlainSpeaker(Speaker):
    """Speaks to the public about one kernel; `lacking` grows with the names that have no wording."""

    windows: tuple[Window, ...] = ()
    lacking: dict[str, None] = attrs.field(factory=dict, kw_only=True)

    # ---- names --------------------------------------------------------------------------------------
    def wording(self, name: str) -> Wording | None:
        """The 说明 of a name."""
        return next((w for w in self.kernel.wordings if w.name == name and not w.reading), None)

    def called(self, name: str) -> str:
        """What the public is told for a name."""
        found = self.wording(name) or self.wording(name.partition("〔")[0])
        if found is None:
            self.lacking[name] = None
            return name
        return found.text

    def opposite(self, name: str) -> str:
        """What is said of those of whom a name isn't true."""
        found = self.wording(name)
        if found is None or not found.opposite:
            self.lacking[f"{name}（否）"] = None
            return name
        return found.opposite

    def named(self, name: str) -> str:
        """A name inside a longer phrase."""
        return self.called(name)

    # ---- conditions ---------------------------------------------------------------------------------
    def condition(self, expr: Expr) -> str:
        """Who is meant, in words."""
        match expr:
            case And():
                return "，".join(distinct(self.conjuncts(expr)))
            case Or(items):
                said = [self.condition(item) for item in items if item != FALSE and not is_silent(item)]
                more = UNLISTED if any(map(is_silent, items)) else ""
                return ("；" if any("，" in part for part in said) else "、").join(distinct(said)) + more
            case InputRef(name) | FieldRef(name) | ReadingOf(name):
                return self.called(name)
            case OneOf(FieldRef(name), options) if self._is_window(name):
                return self._in_windows(name, options)
            case Compare(op, left, Const(date() as day)) if op in _ENDS:
                first, last = _ENDS[op](day)
                return f"{range_of_days(first, last)}{self._verb(left)}"
            case Reached(_, years, day):
                return f"{self._as_of(day)}满{years}周岁"
            case ItemRef(_, name):
                return self.called(name)
            case _:
                return super().condition(expr)

    def conjuncts(self, expr: Expr) -> Iterator[str]:
        """The phrases of what must hold together; the two ends of a stretch of days are one."""
        flat = list(conjunction(expr))
        while flat:
            item = flat.pop(0)
            end = self._range_end(item, flat)
            if end is None:
                yield from (said for said in (self.condition(item),) if said)
                continue
            low, high = _day_of(item), _day_of(flat.pop(end))
            assert isinstance(item, Compare) and low is not None
            yield f"{range_of_days(low, high)}{self._verb(item.left)}"

    def conjuncts_without(self, guard: Expr, head: Expr) -> str:
        """What must hold besides `head`, as one phrase."""
        rest = And(tuple(part for part in conjunction(guard) if part != head))
        return "，".join(distinct(self.conjuncts(rest)))

    def _negation(self, item: Expr) -> str:
        match item:
            case InputRef(name) | FieldRef(name) | ReadingOf(name):
                return self.opposite(name)
            case ItemRef(_, name):
                return self.opposite(name)
            case Or(items):
                return "，".join(distinct(self._negation(part) for part in items))
            case Reached(_, years, day):
                return f"{self._as_of(day)}未满{years}周岁"
            case _:
                return super()._negation(item)

    def _comparison(self, op: Op, left: Expr, right: Expr) -> str:
        """As people say it: at least, at most; never what isn't below."""
        said = super()._comparison(op, left, right)
        kind = self.kernel.kind_of(left) or self.kernel.kind_of(right)
        if kind is Kind.DATE:
            return said
        least, most = ("至少", "最多") if isinstance(right, Const) else ("不少于", "不多于")
        for word, plain in (("不低于", least), ("不少于", least), ("不高于", most), ("不多于", most)):
            said = said.replace(word, plain)
        return said

    def _as_of(self, day: Expr) -> str:
        """The day on which an age is counted, where it isn't that of payment, which the page is about."""
        paying = self.kernel.benefits and isinstance(day, InputRef | FieldRef | ReadingOf)
        return "" if paying else f"到{self.value(day)}"

    def _verb(self, item: Expr) -> str:
        """What is done on a day: 缴费, 出生."""
        return self.called(item.name) if isinstance(item, InputRef | FieldRef) else self.value(item)

    def _is_window(self, name: str) -> bool:
        choice = self.kernel.choice_of.get(name)
        return choice is not None and choice.form is Form.WINDOW

    def _in_windows(self, name: str, options: tuple[str, ...]) -> str:
        """The days of windows; nothing where every window is meant."""
        choice = self.kernel.choice_of[name]
        if {row.outcome for row in choice.rows} <= set(options):
            return ""
        meant = [w for w in self.windows if w.choice is choice and w.name in options]
        runs: list[tuple[date, date]] = []
        for days in (window.days for window in meant):
            if days is None:
                return "、".join(options)
            joined = runs and runs[-1][1] + ONE_DAY == days[0]
            runs = [*runs[:-1], (runs[-1][0], days[1])] if joined else [*runs, days]
        return "、".join(range_of_days(*run) for run in runs) + self.called(choice.axis or "")

    # ---- results ------------------------------------------------------------------------------------
    def result(self, result: Result) -> str:
        """400元, 至少1070元, 2025年3月1日."""
        return super().result(result).replace("不低于", "至少").replace("不高于", "最多")

    def value(self, expr: Expr) -> str:
        """What is written in the place of a value."""
        match expr:
            case InputRef(name) if self.kernel.kind_of(expr) is Kind.DATE:
                return f"{self.called(name)}当天"
            case ReadingOf(name):
                decl = self.kernel.assumption_by_name[name]
                return self.meaning(decl.reading(decl.adopted).meaning) if decl.adopted else OPEN
            case InputRef(name):
                return self.called(name)
            case FieldRef(name):
                known = self.constant(name)
                return self.called(name) + ("" if known is None else self.result(known))
            case _:
                return super().value(expr)

    def status(self, status: Status) -> str:
        """What a silence means for whom it concerns."""
        match status:
            case Undetermined(document=document) if document:
                return f"按{document}"
            case Undetermined():
                return OPEN
            case NotApplicable(reason=reason):
                return reason
            case _:
                return super().status(status)


def conjunction(guard: Expr) -> Iterator[Expr]:
    """What must hold together."""
    if isinstance(guard, And):
        for item in guard.items:
            yield from conjunction(item)
    elif guard != TRUE:
        yield guard


def _day_of(expr: Expr) -> date | None:
    known = expr.right.value if isinstance(expr, Compare) and isinstance(expr.right, Const) else None
    return known if isinstance(known, date) else None


_ENDS: dict[Op, Callable[[date], tuple[date | None, date | None]]] = {
    Op.GE: lambda day: (day, None),
    Op.GT: lambda day: (day + ONE_DAY, None),
    Op.LE: lambda day: (None, day),
    Op.LT: lambda day: (None, day - ONE_DAY),
}


# ---- days -------------------------------------------------------------------------------------------
def range_of_days(first: date | None, last: date | None) -> str:
    """2024年9月1日—12月31日, 2025年3月1日起, 最晚2024年12月31日."""
    if first is None:
        return f"最晚{date_text(last)}" if last else ""
    if last is None:
        return f"{date_text(first)}起"
    return f"{date_text(first)}—{short_day(last, first.year)}"


def short_day(day: date, year: int | None) -> str:
    """A day without its year where the year was just said."""
    return date_text(day).removeprefix(f"{year}年") if day.year == year else date_text(day)


def from_day(day: date, year: int | None) -> str:
    """3月起 for the first of March, 3月5日起 for the fifth."""
    said = short_day(day, year)
    return f"{said.removesuffix('1日') if day.day == 1 else said}起"


# ---- readings ---------------------------------------------------------------------------------------
def read_by(kernel: Kernel, *exprs: Expr) -> tuple[str, ...]:
    """The assumptions that expressions rest on, through groups too, but for those the public isn't told."""
    found: dict[str, None] = {}
    pending, seen = list(exprs), set[str]()
    while pending:
        for part in walk(pending.pop(0)):
            if isinstance(part, ReadingOf):
                if part.assumption in found:
                    continue
                found[part.assumption] = None
                pending += kernel.meanings[part.assumption]
            if isinstance(part, FieldRef) and part.name not in seen:
                seen.add(part.name)
                choice = kernel.choice_of[part.name]
                if choice.form is Form.GROUP:
                    pending += [row.guard for row in choice.rows]
    return tuple(name for name in found if is_told(kernel, name))


def is_told(kernel: Kernel, assumption: str) -> bool:
    """Whether the public is told that the notice leaves this open: it has another reading to choose."""
    decl = kernel.assumption_by_name[assumption]
    return decl.audience is not Audience.STAFF and len(decl.readings) > 1


def is_silent(expr: Expr) -> bool:
    """True for 待定 and 执行."""
    return isinstance(expr, Silent) and isinstance(expr.status, Undetermined)
