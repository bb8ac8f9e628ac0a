"""An amount written as text is read back as the same amount; what is no single amount isn't read."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polc.dsl.text import fen_of, yuan_text


@given(st.fractions())
def test_fen_of_undoes_yuan_text(fen: Fraction) -> None:
    assert fen_of(yuan_text(fen)) == fen


@pytest.mark.parametrize("text", ["不低于1070元", "100元至200元", "未写明数额", "400", "400 元", "1/0元", ""])
def test_other_texts_are_no_amount(text: str) -> None:
    assert fen_of(text) is None
