"""polc test: cases, what they leave untried, and the report for other programs."""

import xml.etree.ElementTree as ElementTree
from fractions import Fraction
from pathlib import Path

import attrs
import kernels
import pytest
from cli.runs import Polc
from mistakes import paying

from polc.cases import run_cases
from polc.compiler.analysis.cases import expected_text, meets
from polc.compiler.kernel import Expected, Kernel, Op, ParamDecl, StatusKind
from polc.compiler.readings import FieldResult, bounds_of
from polc.dsl.source import NOWHERE
from polc.dsl.values import Amount, Missing, NotApplicable, Plain, Result, Undetermined, yuan


def test_all_pass(polc: Polc, sample: Path) -> None:
    run = polc("test", sample)
    assert (run.status, run.err) == (0, "")
    assert "  通过  普通居民\n" in run.out
    assert run.out.endswith("1 份政策，4 个案例：4 个通过，0 个不符\n")


def test_a_failure_shows_expected_actual_and_steps(polc: Polc, policy: Path) -> None:
    text = policy.read_text(encoding="utf-8")
    policy.write_text(text.replace("窗口实缴 = 400元", "窗口实缴 = 399元"), encoding="utf-8")
    run = polc("test", policy, "--junit", "report.xml")
    assert run.status == 1
    assert "  不符  普通居民\n    资料: 缴费日 2024年" in run.out
    assert "窗口实缴：期望 399元，算出来是 400元" in run.out
    assert "恒等 窗口实缴 = 应缴金额 - 当场减免 → 400元" in run.out
    suite = ElementTree.parse("report.xml").getroot()[0]
    assert (suite.get("tests"), suite.get("failures")) == ("4", "1")
    failure = suite[0][0]
    assert (suite[0].get("name"), failure.get("message")) == ("普通居民", "窗口实缴: 399元 / 400元")


def test_coverage_names_the_rows_no_case_reaches(polc: Polc, policy: Path) -> None:
    assert "走到 6 行（100%）" in polc("test", "--coverage", policy).out
    text = policy.read_text(encoding="utf-8")
    policy.write_text(text[: text.index('案例 "重度')], encoding="utf-8")
    run = polc("test", "--coverage", "--threshold", "50", policy)
    assert run.status == 0
    assert "没有案例走到 【四（二）】  减免 个人缴费减免：" in run.out
    low = polc("test", "--threshold", "99", policy)
    assert low.status == 1
    assert "低于要求的 99%" in low.out


ENTRIES = """
【三】 规定 每笔应补 每笔 购书 {
  【三（一）】 类别 是 教材  为 0元
  【三（二）】 类别 是 童书  为 实付
}
案例 "教材" {
  一条 购书（类别 = 教材，实付 = 30元，付款日 = 2031-01-02）
  期望 应缴金额 = 0元
}
"""


def test_coverage_counts_the_rows_that_are_read_entry_by_entry(polc: Polc, tmp_path: Path) -> None:
    file = tmp_path / "购书.pol"
    file.write_text(paying("合计 购书 的 每笔应补", ENTRIES), encoding="utf-8")
    out = polc("test", "--coverage", file).out
    assert "没有案例走到 【三（二）】  规定 每笔应补：" in out
    assert "没有案例走到 【三（一）】" not in out


def test_a_row_of_a_table_says_what_holds_for_it_alone(polc: Polc, policy: Path) -> None:
    table = """
案例 "各人" {
  缴费日 = 2024-10-01
  出生日期 = 1985-05-20
  列 期望 窗口实缴
  低保对象    ｜ 0元  依据 【四（一）】
  重度残疾人  ｜ 200元  依据 【四（一）】
}
"""
    policy.write_text(policy.read_text(encoding="utf-8") + table, encoding="utf-8")
    out = polc("test", policy).out
    assert "  通过  各人（第1行：低保对象）\n" in out
    assert "  不符  各人（第2行：重度残疾人）\n" in out


@pytest.mark.parametrize("given", ["101", "-1", "x", ""])
def test_threshold_is_a_percentage(polc: Polc, policy: Path, given: str) -> None:
    run = polc("test", f"--threshold={given}", policy)
    assert (run.status, run.out) == (2, "")


def test_titles_of_any_kind_in_the_report(polc: Polc, policy: Path) -> None:
    title = "<&'{{ __import__ }}]]>"
    text = policy.read_text(encoding="utf-8").replace("普通居民", title)
    policy.write_text(text, encoding="utf-8")
    assert polc("test", policy, "--junit", "report.xml").status == 0
    suite = ElementTree.parse("report.xml").getroot()[0]
    assert suite[0].get("name") == title


def test_a_policy_without_cases_is_named(polc: Polc, policy: Path) -> None:
    text = policy.read_text(encoding="utf-8")
    policy.write_text(text[: text.index("案例")], encoding="utf-8")
    assert "没有案例" in polc("test", policy).out


def expected(value: Plain | StatusKind, op: Op = Op.EQ, text: str = "") -> Expected:
    return Expected(field="应缴金额", op=op, value=value, text=text, span=NOWHERE)


@pytest.fixture
def bounded() -> Kernel:
    return attrs.evolve(
        kernels.bare(), params=(ParamDecl(name="补助", low_fen=Fraction(67000), high_fen=None, cite=None),)
    )


AT_LEAST = Amount(Fraction(0), (("补助", Fraction(1)),))


@pytest.mark.parametrize(
    ("wanted", "result", "met"),
    [
        (expected(yuan(400)), yuan(400), True),
        (expected(yuan(400)), yuan(401), False),
        (expected(yuan(670)), AT_LEAST, False),
        (expected(yuan(670), Op.GE), AT_LEAST, True),
        (expected(yuan(669), Op.GE), AT_LEAST, False),
        (expected(yuan(670), Op.GE), yuan(670), False),
        (expected(StatusKind.UNDETERMINED), Undetermined(reasons=("没写",)), True),
        (expected(StatusKind.UNDETERMINED, text="没写"), Undetermined(reasons=("没写",)), True),
        (expected(StatusKind.UNDETERMINED, text="别的"), Undetermined(reasons=("没写",)), False),
        (expected(StatusKind.MISSING), Undetermined(reasons=("没写",)), False),
        (expected(StatusKind.MISSING), Missing(inputs=("甲",)), True),
        (expected(yuan(400)), NotApplicable(reason="无"), False),
        (expected(Fraction(3), Op.GE), Fraction(4), True),
        (expected(Fraction(3), Op.LE), Fraction(4), False),
    ],
)
def test_expectations(bounded: Kernel, wanted: Expected, result: Result, met: bool) -> None:
    assert meets(wanted, FieldResult(result, ()), bounds_of(bounded)) is met


def test_expectations_as_text(bounded: Kernel) -> None:
    assert expected_text(expected(yuan(670), Op.GE), bounds_of(bounded)) == "不低于670元"
    assert expected_text(expected(StatusKind.MISSING, text="甲"), bounds_of(bounded)) == "缺资料（甲）"


def test_the_cases_of_the_hand_made_town_hold() -> None:
    assert [run.case.title for run in run_cases(kernels.town()) if run.failed] == []


def test_a_result_must_rest_on_the_clauses_named(sample: Path, polc: Polc) -> None:
    policy = next((sample / "政策").glob("*.pol"))
    text = policy.read_text(encoding="utf-8")
    policy.write_text(
        text.replace("期望 减免金额 = 400元", "期望 减免金额 = 400元 依据 【九九】", 1), encoding="utf-8"
    )
    run = polc("test", policy)
    assert run.status == 1
    assert "依据【九九】" in run.out + run.err
