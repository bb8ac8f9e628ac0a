"""A sample of what `make faults` tries on the shipped policies: single numbers altered are seen."""

from __future__ import annotations

import pytest
from ledger_faults import IN_NOTICE, IN_ROWS, MUST, POLICIES, at_rest, finds, in_notice, in_rows, share

from polc.compiler.ledger import How, Where


def test_altered_numbers_are_seen() -> None:
    notices = [slip for name in POLICIES for slip in in_notice(name)]
    caught, all_ = share(notices, IN_NOTICE)
    assert all_ > 300
    assert 100 * caught >= MUST * all_


@pytest.mark.thorough
def test_altered_rows_are_seen() -> None:
    rows = [slip for name in POLICIES for slip in in_rows(name)]
    caught, all_ = share(rows, IN_ROWS)
    assert all_ > 350
    assert 100 * caught >= MUST * all_


@pytest.mark.parametrize("name", POLICIES)
def test_nothing_is_left_open_at_rest(name: str) -> None:
    """Every number of the shipped notices is accounted for; what rows have of their own is answered there."""
    ledger, told = at_rest(name)
    assert {account.how for account in ledger.accounts} <= {How.LITERAL, How.NAMED, How.WORDS, How.EXCUSED}
    own = [traced for traced in ledger.traced if traced.where is Where.NOWHERE]
    assert len(own) == sum(count for (code, _), count in told.items() if code == "POL711")
    text = POLICIES[name].read_text(encoding="utf-8")
    assert text.count("忽略 POL711") == len(own)
    assert not {code for code, _ in told} & {"POL710", "POL712", "POL713", "POL714", "POL717", "POL721"}


def test_a_slip_in_a_text_is_found() -> None:
    text = POLICIES["石狮2025"].read_text(encoding="utf-8")
    assert not finds("石狮2025", text)
    assert finds("石狮2025", text.replace("个人缴费 = 400元", "个人缴费 = 4000元"))
