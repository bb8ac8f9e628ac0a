"""Conditions and values as short Chinese, exact about ends and silent about nothing."""

import kernels
import pytest
from kernels import BASE, EVERY, LATE, PAY, all_of, any_of, between, day, days, money, months, silent

from polc.compiler.kernel import (
    FALSE,
    RATE,
    TRUE,
    Add,
    And,
    Clamp,
    Compare,
    Const,
    Expr,
    FieldRef,
    InputRef,
    Not,
    Op,
    ParamRef,
    Reached,
    ReadingOf,
    Round,
    Scale,
    Shift,
    SnapTo,
    Sub,
)
from polc.dsl.values import Fraction, LeapRule, MonthRule, RoundMode, Snap
from polc.targets.summary.phrasing import Speaker, lacking

SPEAKER = Speaker(kernels.town())
BORN, POOR, STUDENT = InputRef("出生日期"), InputRef("低保对象"), InputRef("在校学生")
AGED = Reached(BORN, 60, PAY, LeapRule.FEB_28)
JULY = day("2031-07-01")
NEWBORN_END = Shift(BORN, days(90), 1, MonthRule.MONTH_END)

CONDITIONS: list[tuple[Expr, str]] = [
    (TRUE, ""),
    (FALSE, "任何情形都不算"),
    (POOR, "低保对象"),
    (Not(POOR), "不是低保对象"),
    (Not(InputRef("本市户籍")), "没有本市户籍"),
    (Not(InputRef("应参加职工医保")), "不应参加职工医保"),
    (Not(Not(POOR)), "低保对象"),
    (any_of(POOR, STUDENT), "低保对象、在校学生"),
    (any_of(POOR, FALSE), "低保对象"),
    (Not(any_of(POOR, STUDENT)), "不是低保对象，且不是在校学生"),
    (all_of(POOR, any_of(STUDENT, AGED)), "低保对象，且（在校学生，或者年满60周岁（按缴费日算））"),
    (any_of(all_of(POOR, STUDENT), AGED), "（低保对象，且在校学生），或者年满60周岁（按缴费日算）"),
    (AGED, "年满60周岁（按缴费日算）"),
    (Not(Reached(BORN, 18, JULY, LeapRule.MAR_1)), "未满18周岁（按2031年7月1日算）"),
    (Compare(Op.GE, PAY, JULY), "缴费日在2031年7月1日（含当天）以后"),
    (Compare(Op.GT, PAY, JULY), "缴费日在2031年7月1日（不含当天）以后"),
    (Compare(Op.LE, PAY, JULY), "缴费日在2031年7月1日（含当天）以前"),
    (Not(Compare(Op.LE, PAY, JULY)), "缴费日在2031年7月1日（不含当天）以后"),
    (Compare(Op.LE, PAY, NEWBORN_END), "缴费日不晚于出生日期加90日"),
    (
        between(PAY, "2031-03-01", "2031-12-31"),
        "缴费日在2031年3月1日（含当天）至2031年12月31日（含当天）",
    ),
    (Compare(Op.GE, BASE, money(300)), "个人缴费380元不低于300元"),
    (Compare(Op.EQ, POOR, TRUE), "低保对象"),
    (Compare(Op.NE, POOR, TRUE), "不是低保对象"),
    (EVERY, "缴费日在任一缴费时段内"),
    (LATE, "缴费日在补缴期内"),
    (Not(LATE), "缴费日不在补缴期内"),
    (ReadingOf("其他特定人群"), "其他特定人群（采用“没有”）"),
    (And((TRUE, And((POOR, TRUE)))), "低保对象"),
    (silent("未写明"), "待定：未写明"),
]

VALUES: list[tuple[Expr, str]] = [
    (PAY, "缴费日"),
    (money(400), "400元"),
    (Const(Fraction(1), RATE), "100%"),
    (BASE, "个人缴费380元"),
    (ParamRef("财政补助"), "财政补助不低于670元"),
    (Add(BASE, ParamRef("财政补助")), "个人缴费380元 + 财政补助不低于670元"),
    (Sub(FieldRef("应缴金额"), money(1)), "应缴金额 － 1元"),
    (Scale(BASE, Const(Fraction(9, 10), RATE)), "个人缴费380元的90%"),
    (Scale(BASE, Const(Fraction(1), RATE)), "个人缴费380元"),
    (Shift(PAY, months(3), 1, MonthRule.MONTH_END), "缴费日加3个月"),
    (SnapTo(PAY, Snap.NEXT_MONTH_FIRST), "缴费日的次月首日"),
    (ReadingOf("等待期后首日"), "缴费日加3个月"),
    (Clamp(BASE, money(1), money(9)), "个人缴费380元（最低1元，最高9元）"),
    (Round(BASE, 100, RoundMode.HALF_UP), "个人缴费380元（以元为单位四舍五入）"),
    (silent("", "另一份文件"), "按“另一份文件”执行"),
]


@pytest.mark.parametrize("expr, text", CONDITIONS)
def test_condition(expr: Expr, text: str) -> None:
    assert SPEAKER.condition(expr) == text


@pytest.mark.parametrize("expr, text", VALUES)
def test_value(expr: Expr, text: str) -> None:
    assert SPEAKER.value(expr) == text


@pytest.mark.parametrize(
    "name, text",
    [
        ("残疾人", "不是残疾人"),
        ("特殊群体", "不是特殊群体"),
        ("放弃参保", "没有放弃参保"),
        ("关系已终止", "不属于“关系已终止”"),
        ("能自理", "不能自理"),
        ("应届毕业生", "不是应届毕业生"),
    ],
)
def test_what_somebody_lacks(name: str, text: str) -> None:
    assert lacking(name) == text
