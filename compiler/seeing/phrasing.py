"""A condition in the words of the file, short, for lists of what there is to see."""

from __future__ import annotations

from polc.compiler.kernel import (
    Add,
    Clamp,
    Compare,
    Const,
    Divide,
    Elapsed,
    EntryResult,
    Expr,
    FieldRef,
    Fold,
    InputRef,
    ItemRef,
    Kernel,
    Not,
    OneOf,
    Op,
    ParamRef,
    Reached,
    ReadingOf,
    Round,
    Scale,
    Shift,
    SnapTo,
    StateRef,
    Steps,
    Sub,
    parts,
)
from polc.compiler.readings import bounds_of
from polc.dsl.text import result_text
from polc.dsl.values import Duration

_OPS = {Op.LT: "低于", Op.LE: "不高于", Op.GT: "高于", Op.GE: "不低于", Op.EQ: "是", Op.NE: "不是"}


def said(kernel: Kernel, expr: Expr) -> str:
    """The condition or value."""
    match expr:
        case Const(Duration() as length):
            return length.text
        case Const(known):
            return result_text(known, bounds_of(kernel))
        case InputRef(name) | FieldRef(name) | ParamRef(name) | ReadingOf(name) | StateRef(name):
            return name
        case ItemRef(_, name) | EntryResult(name):
            return name
        case Compare(op, left, right):
            return f"{said(kernel, left)} {_OPS[op]} {said(kernel, right)}"
        case Reached(birth, years, day):
            return f"{said(kernel, birth)} 到 {said(kernel, day)} 满{years}周岁"
        case OneOf(item, options):
            return f"{said(kernel, item)} 是 {'、'.join(options)}"
        case Not(item):
            return f"非 {said(kernel, item)}"
        case Add(left, right):
            return f"{said(kernel, left)} + {said(kernel, right)}"
        case Sub(left, right):
            return f"{said(kernel, left)} - {said(kernel, right)}"
        case Scale(item, factor):
            return f"{said(kernel, item)} × {said(kernel, factor)}"
        case Divide(item, by):
            return f"{said(kernel, item)} ÷ {said(kernel, by)}"
        case Shift(day, length, sign):
            return f"{said(kernel, day)} {'+' if sign > 0 else '-'} {said(kernel, length)}"
        case SnapTo(day, to):
            return f"{said(kernel, day)} 的 {to.value}"
        case Elapsed(_, start, end):
            return f"{said(kernel, start)} 至 {said(kernel, end)}"
        case Fold(name, how):
            return f"{name} 的 {how.value}"
        case Clamp(item) | Round(item) | Steps(item):
            return said(kernel, item)
        case _:
            return "、".join(said(kernel, part) for part in parts(expr))
