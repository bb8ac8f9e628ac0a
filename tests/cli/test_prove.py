"""`polc prove`: proved, refuted with a person, left open; bad sentences are told with their place."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.runs import Polc

POLICY = Path(__file__).parents[2] / "policies" / "石狮2025" / "石狮2025.pol"


@pytest.mark.parametrize(
    ("sentence", "status", "said"),
    [
        (
            "缴费日 在 2024-10-01 至 2024-12-31 且 特困人员 且 非 缴费后新增认定 蕴含 窗口实缴 是 0元",
            0,
            "成立：",
        ),
        ("在 集中参保缴费期 蕴含 应缴金额 超过 400元", 1, "不成立："),
        ("特困人员 蕴含 窗口实缴 是 0元", 1, "说不定："),
    ],
)
def test_a_sentence_is_judged(polc: Polc, sentence: str, status: int, said: str) -> None:
    run = polc("prove", POLICY, sentence)
    assert f"{said}{sentence}" in run.out
    assert run.status == status


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("低保对像 蕴含 窗口实缴 是 0元", "POL201"),
        ("低保对象 蕴含", "POL105"),
        ('低保对象 【二】 待定 "无"', "POL105"),
    ],
)
def test_a_sentence_that_cannot_be_read_has_a_place(polc: Polc, sentence: str, code: str) -> None:
    run = polc("prove", POLICY, sentence)
    assert run.status == 2
    assert f"[{code}]" in run.err
    assert "命令行:1:" in run.err


def test_a_file_that_is_not_there(polc: Polc) -> None:
    run = polc("prove", POLICY.parent / "没有.pol", "低保对象")
    assert run.status == 2
    assert "没有.pol" in run.err
