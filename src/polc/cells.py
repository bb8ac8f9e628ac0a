"""One value of a JSON document as what a fact or a column wants.

In: what JSON gave, and a type. Out: the value, None where it's unknown. Nothing is guessed: a value of
another form is Unfit. Money is an integer of 分 or a text such as 400元, a day is an ISO date.
"""

from __future__ import annotations

import json
import re
from fractions import Fraction
from typing import Any, TypeAlias

import attrs

from polc.compiler.kernel import Kind, Type
from polc.dsl.source import fold_width
from polc.dsl.values import FIRST_DAY, LAST_DAY, Amount, Duration, Plain, Rate, Unit
from polc.targets.python.prelude_reading import _REGISTER, _ROW, _STRICT, _read_text

MAX_DIGITS = 18
STRICT, ROW, REGISTER = _STRICT, _ROW, _REGISTER
_WHOLE = re.compile(r"-?[0-9]{1,18}")

# Days and amounts as people write them, which a document of facts doesn't take.
_DAY_ELSEWHERE = re.compile(r"([12][0-9]{3})[年/.-]([0-9]{1,2})[月/.-]([0-9]{1,2})[日号]?")
_PLAIN = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,2})?")

_EXAMPLES = {
    Kind.BOOL: "true",
    Kind.DATE: '"2024-10-15"',
    Kind.MONEY: '"400元"',
    Kind.RATE: '"90%"',
    Kind.DURATION: '"3个月"',
    Kind.INT: "3",
}


@attrs.frozen
class Number:
    """A JSON number as it was written: it's read as what the fact wants, never as a binary fraction."""

    text: str


@attrs.frozen
class Pairs:
    """The members of a JSON object, with repeated names kept."""

    items: tuple[tuple[str, object], ...]


Raw: TypeAlias = object  # what JSON gave: Number, str, bool, None, Pairs or a list


class Unfit(ValueError):
    """A value of another form than is wanted; the text is the name of what is wrong."""


def from_json(text: str) -> Raw:
    """A document as it was written. JSONDecodeError where it's none, RecursionError where it's too deep."""
    return json.loads(
        text,
        object_pairs_hook=lambda pairs: Pairs(tuple(pairs)),
        parse_int=Number,
        parse_float=Number,
        parse_constant=Number,
    )


def from_option(text: str) -> Raw:
    """A value from the command line: numbers, lists, true, false, null and 未知 as in JSON, else text."""
    if _WHOLE.fullmatch(text):
        return Number(text)
    if text.startswith("["):
        try:
            return from_json(text)
        except (json.JSONDecodeError, RecursionError):
            return text
    return {"true": True, "false": False, "null": None, "未知": None}.get(text, text)


def plain_value(type_: Type, raw: Raw, strictness: int = STRICT) -> Plain | None:
    """The value of one fact or cell; None when it's unknown. Unfit, with the name of what is wrong."""
    if raw is None:
        return None
    if isinstance(raw, str):
        try:
            return _typed(type_.kind, _read_text(type_.kind.value, raw, type_.options, strictness))
        except ValueError as problem:
            raise Unfit(str(problem)) from None
    if isinstance(raw, Number) and type_.kind in (Kind.MONEY, Kind.INT) and _WHOLE.fullmatch(raw.text):
        return _typed(type_.kind, int(raw.text))
    if isinstance(raw, bool) and type_.kind is Kind.BOOL:
        return raw
    raise Unfit("form")


def _typed(kind: Kind, value: Any) -> Plain:
    """What a reader gives as a value of the language."""
    match kind:
        case Kind.MONEY:
            return Amount(Fraction(value))
        case Kind.RATE:
            return Rate(value)
        case Kind.INT:
            return Fraction(value)
        case Kind.DURATION:
            return Duration(value[0], Unit(value[1]))
        case _:
            plain: Plain = value
            return plain


# ---- for messages -----------------------------------------------------------------------------------
def expected_text(type_: Type, wrong: str = "form") -> str:
    """What is wanted, in a word."""
    if wrong == "far_day":
        return f"{FIRST_DAY.isoformat()} 至 {LAST_DAY.isoformat()} 之间的{type_.kind.value}"
    options = "、".join(type_.options)
    return f"“{options}”之一" if options else type_.kind.value


def example_text(type_: Type, raw: Raw = None) -> str:
    """A value that fits: what was given in the right form, where it can be read in another one."""
    if (
        type_.kind is Kind.DATE
        and isinstance(raw, str)
        and (day := _DAY_ELSEWHERE.fullmatch(fold_width(raw)))
    ):
        year, month, number = (int(part) for part in day.groups())
        return f'"{year:04}-{month:02}-{number:02}"'
    if type_.kind is Kind.MONEY and isinstance(raw, Number | str) and _PLAIN.fullmatch(_text(raw)):
        return f'"{_text(raw)}元"'
    return _EXAMPLES.get(type_.kind) or json.dumps(type_.options[0], ensure_ascii=False)


def _text(raw: Number | str) -> str:
    return raw.text if isinstance(raw, Number) else raw


def shown(raw: Raw) -> str:
    """A value as it was given, cut where it's long."""
    match raw:
        case Number(text):
            return text if len(text) <= MAX_DIGITS + 2 else f"{text[:MAX_DIGITS]}…（{len(text)} 位）"
        case str():
            return json.dumps(raw if len(raw) <= 60 else f"{raw[:60]}…", ensure_ascii=False)
        case bool():
            return "true" if raw else "false"
        case _:
            return "{…}" if isinstance(raw, Pairs) else "[…]"
