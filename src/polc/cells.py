"""One value of a JSON document as what a fact or a column wants.

In: what JSON gave, and a type. Out: the value, None where it's unknown. Nothing is guessed: a value of
another form is Unfit. Money is an integer of 分 or a text such as 400元, a day is an ISO date.
"""

from __future__ import annotations

import json
import re
from datetime import date
from fractions import Fraction
from typing import TypeAlias

import attrs

from polc.compiler.kernel import Kind, Type
from polc.dsl.source import fold_width
from polc.dsl.values import FIRST_DAY, LAST_DAY, Amount, Duration, Plain, Rate, Unit, longest

MAX_DIGITS = 18
_TRUE_WORDS = {"是": True, "否": False}
_FEN = {"万元": 1_000_000, "元": 100, "角": 10, "分": 1}
_MONEY = re.compile(r"(-?[0-9]{1,15}(?:\.[0-9]{1,6})?)(万元|元|角|分)")
_RATE = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,6})?)%")
_LENGTH = re.compile(r"([0-9]{1,5}) ?(日|天|个月|年|个?工作日)")
_UNITS = {"天": Unit.DAY, "工作日": Unit.WORKDAY}
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

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
    """A value of another form than is wanted."""


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


def plain_value(type_: Type, raw: Raw) -> Plain | None:
    """The value of one fact or cell; None when it's unknown. Unfit for another form."""
    if raw is None:
        return None
    match type_.kind:
        case Kind.BOOL:
            return _bool(raw)
        case Kind.DATE:
            return _day(raw)
        case Kind.MONEY:
            return Amount(Fraction(_number(raw) if isinstance(raw, Number) else _scaled(raw, _MONEY)))
        case Kind.RATE:
            return Rate(_scaled(raw, _RATE))
        case Kind.DURATION:
            return _length(raw)
        case Kind.INT:
            return Fraction(_number(raw))
        case Kind.ENUM:
            return _option(type_, raw)
        case Kind.LIST:
            raise Unfit


def _bool(raw: Raw) -> bool:
    value = _TRUE_WORDS.get(raw) if isinstance(raw, str) else raw
    if isinstance(value, bool):
        return value
    raise Unfit


def _day(raw: Raw) -> date:
    if not (isinstance(raw, str) and _DAY.fullmatch(raw)):
        raise Unfit
    try:
        day = date.fromisoformat(raw)
    except ValueError:
        raise Unfit from None
    if FIRST_DAY <= day <= LAST_DAY:
        return day
    raise Unfit


def _number(raw: Raw) -> int:
    if isinstance(raw, Number) and _WHOLE.fullmatch(raw.text):
        return int(raw.text)
    raise Unfit


def _scaled(raw: Raw, form: re.Pattern[str]) -> Fraction:
    """400元 in 分, 90% as 9/10."""
    match = (
        form.fullmatch(fold_width(raw).replace(",", "").replace(" ", "")) if isinstance(raw, str) else None
    )
    if match is None:
        raise Unfit
    if form is _RATE:
        return Fraction(match[1]) / 100
    fen = Fraction(match[1]) * _FEN[match[2]]
    if fen.denominator == 1:
        return fen
    raise Unfit


def _length(raw: Raw) -> Duration:
    match = _LENGTH.fullmatch(fold_width(raw).strip()) if isinstance(raw, str) else None
    if match is None:
        raise Unfit
    length = Duration(int(match[1]), _UNITS.get(match[2]) or Unit(match[2]))
    if length.count > longest(length.unit):
        raise Unfit
    return length


def _option(type_: Type, raw: Raw) -> str:
    if isinstance(raw, str) and raw in type_.options:
        return raw
    raise Unfit


# ---- for messages -----------------------------------------------------------------------------------
def expected_text(type_: Type) -> str:
    """What is wanted, in a word."""
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
