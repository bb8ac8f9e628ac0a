"""One person's facts: every kind of value, and nothing guessed."""

import json
from datetime import date
from fractions import Fraction

import kernels
import pytest

from polc.cells import Number, example_text, from_option
from polc.compiler.kernel import BOOL, DATE, DURATION, INT, MONEY, RATE, InputDecl, Kind, Type
from polc.dsl.source import NOWHERE, Source
from polc.dsl.values import Duration, Plain, Unit, yuan
from polc.persons import read_fields, read_person

ENUM = Type(Kind.ENUM, ("甲", "乙"))


def facts_of(type_: Type, text: str) -> tuple[Plain | None, str]:
    """The value that a JSON text gives for a fact of this type, and the code reported."""
    import attrs

    decl = InputDecl(name="值", alias="value", type=type_, span=NOWHERE)
    kernel = attrs.evolve(kernels.bare(), inputs=(decl,))
    facts = read_person(kernel, Source(path="p.json", text=f'{{"value": {text}}}'))
    return facts.known.get("值"), "".join(found.code.id for found in facts.found)


@pytest.mark.parametrize(
    ("type_", "text", "value"),
    [
        (BOOL, "true", True),
        (BOOL, '"否"', False),
        (DATE, '"2025-03-01"', date(2025, 3, 1)),
        (MONEY, "40000", yuan(400)),
        (MONEY, '"1,070.50元"', yuan(Fraction("1070.5"))),
        (MONEY, '"４００元"', yuan(400)),
        (MONEY, '"1.5万元"', yuan(15000)),
        (RATE, '"12.5%"', Fraction(1, 8)),
        (INT, "3", Fraction(3)),
        (INT, "-3", Fraction(-3)),
        (DURATION, '"3个月"', Duration(3, Unit.MONTH)),
        (ENUM, '"甲"', "甲"),
        (BOOL, "null", None),
    ],
)
def test_read(type_: Type, text: str, value: Plain | None) -> None:
    assert facts_of(type_, text) == (value, "")


@pytest.mark.parametrize(
    ("type_", "text", "example"),
    [
        (DATE, '"2025年3月1日"', '"2025-03-01"'),
        (DATE, '"2025/3/1"', '"2025-03-01"'),
        (DATE, "20250301", '"2024-10-15"'),
        (MONEY, "400.5", '"400.5元"'),
        (MONEY, '"400"', '"400元"'),
        (MONEY, "true", '"400元"'),
    ],
)
def test_the_example_is_what_was_given_in_the_right_form(type_: Type, text: str, example: str) -> None:
    assert facts_of(type_, text) == (None, "POL802")
    assert example_text(type_, json.loads(text, parse_int=Number, parse_float=Number)) == example


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        (BOOL, "1"),
        (BOOL, '"yes"'),
        (DATE, '"2025-3-1"'),
        (DATE, '"2025-02-29"'),
        (DATE, '"0001-01-01"'),
        (MONEY, "400.0"),
        (MONEY, "4e4"),
        (MONEY, "true"),
        (MONEY, '"400"'),
        (MONEY, '"0.001元"'),
        (MONEY, "1" * 19),
        (RATE, '"半"'),
        (INT, "3.5"),
        (INT, '"3"'),
        (DURATION, "3"),
        (ENUM, '"丙"'),
        (ENUM, "[]"),
        (ENUM, "{}"),
        (INT, "NaN"),
    ],
)
def test_refused(type_: Type, text: str) -> None:
    assert facts_of(type_, text) == (None, "POL802")


def test_places_point_at_the_name() -> None:
    text = '{\n  "缴费曰": "2025-01-01"\n}'
    (found,) = read_person(kernels.town(), Source(path="p.json", text=text)).found
    assert text[found.span.start : found.span.end] == '"缴费曰"'
    assert dict(found.facts) == {"field": "缴费曰", "nearest": "缴费日"}


def test_escaped_names_are_found_too() -> None:
    text = '{"\\u7532": 1}'
    (found,) = read_person(kernels.town(), Source(path="p.json", text=text)).found
    assert text[found.span.start : found.span.end] == '"\\u7532"'


def test_from_the_command_line() -> None:
    pairs = [(name, from_option(text)) for name, text in [("低保对象", "是"), ("birth_date", "未知")]]
    assert read_fields(kernels.town(), pairs).known == {"低保对象": True, "出生日期": None}
