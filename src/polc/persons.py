"""One person's facts: a flat JSON object, keyed by Chinese name or alias.

In: a kernel and the text. Out: facts by Chinese name, as `evaluate` takes them, and what is wrong with
the text (801–804). Money is an integer of 分 or a text such as 400元, a day is an ISO date, null is
unknown. Nothing is guessed: a value of another form is reported and left out.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from typing import TypeAlias

import attrs

from polc.compiler.kernel import FIRST_DAY, LAST_DAY, InputDecl, Kernel, Kind
from polc.dsl.diagnostics import inputs as codes
from polc.dsl.diagnostics.model import Code, Diagnostic
from polc.dsl.source import Source, Span, fold_width
from polc.dsl.values import Amount, Duration, Plain, Unit

MAX_DIGITS = 18
_TRUE_WORDS = {"是": True, "否": False}
_FEN = {"万元": 1_000_000, "元": 100, "角": 10, "分": 1}
_MONEY = re.compile(r"(-?[0-9]{1,15}(?:\.[0-9]{1,6})?)(万元|元|角|分)")
_RATE = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,6})?)%")
_LENGTH = re.compile(r"([0-9]{1,5})(日|个月|年|个工作日)")
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_EXAMPLES = {
    Kind.BOOL: "true",
    Kind.DATE: '"2024-10-15"',
    Kind.MONEY: '40000 或 "400元"',
    Kind.RATE: '"90%"',
    Kind.DURATION: '"3个月"',
    Kind.INT: "3",
}
_FOUND = {dict: "{…}", list: "一个列表", str: "一段文字", bool: "是或否", type(None): "null"}


@attrs.frozen
class Number:
    """A JSON number as it was written: it's read as what the fact wants, never as a binary fraction."""

    text: str


@attrs.frozen
class _Pairs:
    """The members of a JSON object, with repeated names kept."""

    items: tuple[tuple[str, object], ...]


Raw: TypeAlias = object  # what JSON gave: Number, str, bool, None, _Pairs or a list


@attrs.frozen(kw_only=True)
class Facts:
    """What is known of one person, and the findings made on the way."""

    known: dict[str, Plain | None]
    found: tuple[Diagnostic, ...]


class _Unfit(ValueError):
    """A value of another form than its fact has."""


def read_person(kernel: Kernel, source: Source) -> Facts:
    """The facts of a JSON document. Reports 801, 802, 803 and 804."""
    try:
        value = json.loads(
            source.text,
            object_pairs_hook=lambda pairs: _Pairs(tuple(pairs)),
            parse_int=Number,
            parse_float=Number,
            parse_constant=Number,
        )
    except json.JSONDecodeError as error:
        span = Span(source.path, error.pos, min(error.pos + 1, len(source.text)))
        facts = (("column", str(error.colno)), ("line", str(error.lineno)))
        return Facts(known={}, found=(Diagnostic(code=codes.INPUT_NOT_JSON, span=span, facts=facts),))
    except RecursionError:
        return _not_an_object(source, "套了太多层的列表")
    if not isinstance(value, _Pairs):
        return _not_an_object(source, _FOUND.get(type(value), "一个数"))
    return read_fields(kernel, value.items, source)


def _not_an_object(source: Source, found: str) -> Facts:
    span = Span(source.path, 0, min(1, len(source.text)))
    finding = Diagnostic(code=codes.INPUT_NOT_AN_OBJECT, span=span, facts=(("found", found),))
    return Facts(known={}, found=(finding,))


def read_fields(kernel: Kernel, fields: Sequence[tuple[str, Raw]], source: Source | None = None) -> Facts:
    """The facts of (name or alias, value) pairs, where `source` tells their place."""
    by_key = {decl.alias: decl for decl in kernel.inputs} | kernel.input_by_name
    times = Counter(by_key[key].name for key, _ in fields if key in by_key)
    known: dict[str, Plain | None] = {}
    found: list[Diagnostic] = []
    for key, raw in fields:
        decl = by_key.get(key)
        if decl is None:
            near = get_close_matches(key, sorted(by_key), n=1, cutoff=0.6)
            found.append(_report(codes.UNKNOWN_FIELD, key, source, nearest="".join(near)))
        elif times[decl.name] > 1:
            found.append(_ill_typed(decl, key, "不止一个值", source))
        else:
            try:
                known[decl.name] = plain_value(decl, raw)
            except _Unfit:
                found.append(_ill_typed(decl, key, _shown(raw), source))
    return Facts(known=known, found=tuple(dict.fromkeys(found)))


def text_field(text: str) -> Raw:
    """A value from the command line: numbers, true, false, null and 未知 as JSON has them, else text."""
    if _WHOLE.fullmatch(text):
        return Number(text)
    return {"true": True, "false": False, "null": None, "未知": None}.get(text, text)


# ---- values -----------------------------------------------------------------------------------------
def plain_value(decl: InputDecl, raw: Raw) -> Plain | None:
    """The value of one fact; None when it's unknown."""
    if raw is None:
        return None
    match decl.type.kind:
        case Kind.BOOL:
            return _bool(raw)
        case Kind.DATE:
            return _day(raw)
        case Kind.MONEY:
            return Amount(Fraction(_number(raw) if isinstance(raw, Number) else _scaled(raw, _MONEY)))
        case Kind.RATE:
            return Fraction(_number(raw)) if isinstance(raw, Number) else _scaled(raw, _RATE)
        case Kind.DURATION:
            return _length(raw)
        case Kind.INT:
            return Fraction(_number(raw))
        case Kind.ENUM:
            return _option(decl, raw)


def _bool(raw: Raw) -> bool:
    value = _TRUE_WORDS.get(raw) if isinstance(raw, str) else raw
    if isinstance(value, bool):
        return value
    raise _Unfit


def _day(raw: Raw) -> date:
    if not (isinstance(raw, str) and _DAY.fullmatch(raw)):
        raise _Unfit
    try:
        day = date.fromisoformat(raw)
    except ValueError:
        raise _Unfit from None
    if FIRST_DAY <= day <= LAST_DAY:
        return day
    raise _Unfit


def _number(raw: Raw) -> int:
    if isinstance(raw, Number) and _WHOLE.fullmatch(raw.text):
        return int(raw.text)
    raise _Unfit


def _scaled(raw: Raw, form: re.Pattern[str]) -> Fraction:
    """400元 in 分, 90% as 9/10."""
    match = (
        form.fullmatch(fold_width(raw).replace(",", "").replace(" ", "")) if isinstance(raw, str) else None
    )
    if match is None:
        raise _Unfit
    if form is _RATE:
        return Fraction(match[1]) / 100
    fen = Fraction(match[1]) * _FEN[match[2]]
    if fen.denominator == 1:
        return fen
    raise _Unfit


def _length(raw: Raw) -> Duration:
    match = _LENGTH.fullmatch(raw) if isinstance(raw, str) else None
    if match is None:
        raise _Unfit
    return Duration(int(match[1]), Unit(match[2]))


def _option(decl: InputDecl, raw: Raw) -> str:
    if isinstance(raw, str) and raw in decl.type.options:
        return raw
    raise _Unfit


# ---- findings ---------------------------------------------------------------------------------------
def _ill_typed(decl: InputDecl, key: str, value: str, source: Source | None) -> Diagnostic:
    options = "、".join(decl.type.options)
    expected = f"“{options}”之一" if options else decl.type.kind.value
    example = _EXAMPLES.get(decl.type.kind) or json.dumps(decl.type.options[0], ensure_ascii=False)
    return _report(codes.ILL_TYPED_FIELD, key, source, expected=expected, value=value, example=example)


def _report(code: Code, key: str, source: Source | None, **facts: str) -> Diagnostic:
    ordered = tuple(sorted({"field": key, **facts}.items()))
    return Diagnostic(code=code, span=_place(key, source), facts=ordered)


def _place(key: str, source: Source | None) -> Span:
    """Where the name stands in the document, spelt in either of JSON's ways."""
    if source is None:
        return Span("", 0, 0)
    for spelt in (json.dumps(key, ensure_ascii=False), json.dumps(key)):
        found = re.search(re.escape(spelt) + r"\s*:", source.text)
        if found:
            return Span(source.path, found.start(), found.start() + len(spelt))
    return Span(source.path, 0, 0)


def _shown(raw: Raw) -> str:
    match raw:
        case Number(text):
            return text if len(text) <= MAX_DIGITS + 2 else f"{text[:MAX_DIGITS]}…（{len(text)} 位）"
        case str():
            return json.dumps(raw if len(raw) <= 60 else f"{raw[:60]}…", ensure_ascii=False)
        case bool():
            return "true" if raw else "false"
        case _:
            return "{…}" if isinstance(raw, _Pairs) else "[…]"
