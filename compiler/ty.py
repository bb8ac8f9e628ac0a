"""Types of expressions: what fits what, and how a type is called in a message."""

from __future__ import annotations

from polc.compiler.kernel import BOOL, DATE, DURATION, INT, MONEY, RATE, Kind, Type
from polc.dsl import nodes

_WORDS: dict[nodes.TypeWord, Type] = {
    nodes.TypeWord.BOOL: BOOL,
    nodes.TypeWord.DATE: DATE,
    nodes.TypeWord.MONEY: MONEY,
    nodes.TypeWord.RATE: RATE,
    nodes.TypeWord.DURATION: DURATION,
    nodes.TypeWord.INT: INT,
    nodes.TypeWord.ENUM: Type(Kind.ENUM),
}

_EXAMPLES: dict[Kind, str] = {
    Kind.BOOL: "低保对象",
    Kind.DATE: "2025-03-01",
    Kind.MONEY: "400元",
    Kind.RATE: "90%",
    Kind.DURATION: "3个月",
    Kind.INT: "12",
    Kind.ENUM: "集中参保缴费期",
}

ORDERED = (Kind.DATE, Kind.MONEY, Kind.RATE, Kind.INT)


def type_of_node(node: nodes.TypeNode) -> Type:
    """The type an author wrote."""
    plain = _WORDS[node.word]
    return Type(plain.kind, tuple(name.text for name in node.options))


def fits(actual: Type, expected: Type) -> bool:
    """True when a value of `actual` may stand where `expected` is wanted; an open 选项 takes any option."""
    return actual.kind is expected.kind and actual.per == expected.per


def type_text(type_: Type) -> str:
    """The type as a message calls it: 金额（元/月）, 日期, 是非（条件）."""
    if type_.kind is Kind.MONEY and type_.per:
        return f"金额（元/{'/'.join(type_.per)}）"
    return "条件" if type_.kind is Kind.BOOL else type_.kind.value


def example_of(type_: Type) -> str:
    """Something of this type that could be written."""
    return _EXAMPLES[type_.kind]


def money_per(per: tuple[str, ...]) -> Type:
    """The type of an amount counted by these units; per person is the person who is evaluated."""
    return Type(Kind.MONEY, (), tuple(unit for unit in per if unit != "人"))
