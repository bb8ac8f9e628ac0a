"""One reader of values: what is written is read back; a stricter reader takes less, and means the same."""

from datetime import date
from fractions import Fraction
from typing import Any

import kernels
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polc.cells import REGISTER, ROW, STRICT, Unfit, plain_value
from polc.compiler.kernel import InputDecl, Kind, Type
from polc.dsl.source import NOWHERE
from polc.dsl.text import result_text
from polc.dsl.values import FIRST_DAY, LAST_DAY, Amount, Duration, Plain, Rate, Unit, longest
from polc.loaded import generated, module_source, options_of
from polc.registers.cells import FactColumn, Habits
from polc.registers.model import Fault
from polc.telling.answer import plain_json

OPTIONS = ("甲", "乙（一）", "𠮷田村")
KINDS = [kind for kind in Kind if kind is not Kind.LIST]
TYPES = {kind: Type(kind, OPTIONS if kind is Kind.ENUM else ()) for kind in KINDS}
SPELLINGS = {
    Kind.BOOL: "是 否 √ × 有 1 0 Y 对 ☑ 是吗 ２",
    Kind.DATE: "2025-03-01 2025-3-1 2025年3月1日 2025/3/1 20250301 2025.03.01 2025-02-30 2024-02-29"
    " 2025年3月1号 2025-03-01T08:30 9999-12-31 1849-12-31 0001-01-01 3/1/2025",
    Kind.MONEY: "400元 0元 1万元 1,070.50元 ４００元 40000分 3角 0.001元 -5元 400 ¥3元",
    Kind.RATE: "0% 100% 550% 12.5% 100/3% 1/8 1/0 0.5 ９０％ 50",
    Kind.DURATION: "1年 12个月 1月 365天 90日 5个工作日 5工作日 201年 99999年 3",
    Kind.INT: "3 -3 1,234 ３ 3.5 111111111111111111 1111111111111111111",
    Kind.ENUM: "甲 乙（一） 乙(一) 𠮷田村 丙",
}
EACH = [
    (kind, text) for kind in KINDS for text in (*SPELLINGS[kind].split(), f" {SPELLINGS[kind].split()[0]} ")
]
CHARACTERS = "0123456789年月日天个工作元角分万%/.-, 是否√×甲乙（一）¥"


@pytest.fixture(scope="module")
def module() -> Any:
    """A generated module."""
    kernel = kernels.bare()
    return generated("readers", module_source(kernel, options_of(kernel)))


def values(kind: Kind) -> st.SearchStrategy[Plain]:
    """Values of a kind, from one end to the other."""
    found: dict[Kind, st.SearchStrategy[Plain]] = {
        Kind.BOOL: st.booleans(),
        Kind.DATE: st.one_of(st.dates(FIRST_DAY, LAST_DAY), st.just(date(2024, 2, 29))),
        Kind.MONEY: st.integers(-(10**14), 10**14).map(lambda fen: Amount(Fraction(fen))),
        Kind.RATE: st.one_of(
            st.sampled_from([Rate(0), Rate(1), Rate(Fraction(11, 2)), Rate(Fraction(1, 3))]),
            st.integers(0, 10**9).map(lambda n: Rate(Fraction(n, 10**8))),
        ),
        Kind.DURATION: st.sampled_from(Unit).flatmap(
            lambda unit: st.builds(Duration, st.integers(0, longest(unit)), st.just(unit))
        ),
        Kind.INT: st.integers(-(10**17), 10**17).map(Fraction),
        Kind.ENUM: st.sampled_from(TYPES[Kind.ENUM].options),
    }
    return found[kind]


def read(kind: Kind, text: str, strictness: int) -> Any:
    """The value of a text with its spelling, or None where it isn't taken."""
    try:
        found = plain_value(TYPES[kind], text, strictness)
    except Unfit:
        return None
    return (found, found.text) if isinstance(found, Duration) else (found, type(found))


def cell(kind: Kind, text: str) -> Any:
    """The same of a cell of a register."""
    decl = InputDecl(name="某事", alias="it", type=TYPES[kind], span=NOWHERE)
    found = FactColumn(decl=decl, unit="", habits=Habits()).value(text)
    if isinstance(found, Fault) or found is None:
        return None
    return (found, found.text) if isinstance(found, Duration) else (found, type(found))


def check(kind: Kind, text: str) -> None:
    """A stricter reader takes no more than the next, and they agree; a register reads as REGISTER does."""
    strict, row, register = (read(kind, text, level) for level in (STRICT, ROW, REGISTER))
    assert strict is None or strict == row
    assert row is None or row == register
    assert register is None or cell(kind, text) == register


@pytest.mark.parametrize(("kind", "text"), EACH)
def test_the_readers_agree(kind: Kind, text: str) -> None:
    check(kind, text)


@given(
    st.sampled_from(list(TYPES)),
    st.text(CHARACTERS, max_size=12),
)
def test_the_readers_agree_on_any_text(kind: Kind, text: str) -> None:
    check(kind, text)


@pytest.mark.parametrize("kind", list(TYPES))
@given(data=st.data())
def test_what_is_written_is_read_back(kind: Kind, data: st.DataObject) -> None:
    """As a document has it and as people read it (a day as 2025年3月1日 is for rows and registers)."""
    value = data.draw(values(kind))
    written = plain_json(value)
    if isinstance(written, str):
        assert plain_value(TYPES[kind], written) == value
    text = result_text(value, {})
    assert plain_value(TYPES[kind], text, ROW) == value
    if isinstance(value, Duration):
        assert plain_value(TYPES[kind], text) == value
        assert text == value.text


@pytest.mark.parametrize(
    ("kind", "text", "name"),
    [
        (Kind.DATE, "9999-12-31", "far_day"),
        (Kind.DATE, "2025-02-30", "no_such_day"),
        (Kind.MONEY, "0.001元", "part_of_fen"),
        (Kind.RATE, "0.5", "form"),
    ],
)
def test_what_is_wrong_has_a_name(kind: Kind, text: str, name: str) -> None:
    with pytest.raises(Unfit) as caught:
        plain_value(TYPES[kind], text)
    assert str(caught.value) == name
