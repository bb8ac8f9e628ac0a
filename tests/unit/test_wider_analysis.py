"""The checks over what the wider kernel adds, on kernels made by hand.

Exactness over many random policies is tested in `tests/soundness.py`; here stand single cases that a reader
can verify, and what must not crash or be claimed.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import attrs
import kernels as k
import pytest

from polc.compiler.analysis import Proof, analyse, prove
from polc.compiler.analysis.workdays import Workdays
from polc.compiler.comparing import Side, compare
from polc.compiler.kernel import (
    BOOL,
    DATE,
    DURATION,
    FALSE,
    INT,
    LIST,
    MONEY,
    RATE,
    TRUE,
    Add,
    AssumptionDecl,
    Claim,
    Clamp,
    Column,
    Compare,
    Const,
    Elapsed,
    EntryResult,
    Expr,
    FieldRef,
    Fold,
    FoldHow,
    Form,
    InputDecl,
    InputRef,
    ItemRef,
    Kernel,
    Not,
    Op,
    Pick,
    PolicyInfo,
    Reading,
    ReadingOf,
    Relation,
    Scale,
    Shift,
    Silent,
    StateRef,
    Steps,
    Sub,
    Type,
)
from polc.dsl.counting import Calendar, Count, add_workdays
from polc.dsl.diagnostics.model import Diagnostic, Sink
from polc.dsl.source import NOWHERE
from polc.dsl.values import Duration, MonthRule, NotApplicable, Unit

PAY, BIRTH, POOR = InputRef("缴费日"), InputRef("出生日期"), InputRef("低保对象")
NONE = Silent(NotApplicable(reason="没有"))


def whole(number: int) -> Const:
    return Const(Fraction(number), INT)


def policy(*rows: tuple[Expr, Expr], type_: Type = MONEY, otherwise: Expr = NONE, **more: object) -> Kernel:
    """One rule, with a row for each (condition, value)."""
    made = [k.row(f"二（{clause}）", *row) for clause, row in zip("一二三四", rows, strict=False)]
    return attrs.evolve(
        Kernel(
            info=PolicyInfo(title="示例", clauses=k.cite("二（一）"), span=NOWHERE),
            inputs=(
                k.fact("缴费日", "pay", DATE),
                k.fact("出生日期", "birth", DATE),
                k.fact("低保对象", "poor", BOOL, False),
                k.fact("人数", "n", INT),
                purchases(),
            ),
            params=(),
            assumptions=(),
            fields=(k.field("应缴", "due", type_),),
            choices=(k.choice("应缴", Form.RULE, made, [otherwise], otherwise_written=True),),
        ),
        **more,
    )


def purchases() -> InputDecl:
    columns = (
        Column(name="是教材", alias="textbook", type=BOOL, span=NOWHERE),
        Column(name="实付", alias="paid", type=MONEY, span=NOWHERE),
    )
    return InputDecl(name="购书", alias="books", type=LIST, columns=columns, limit=5, span=NOWHERE)


def found(kernel: Kernel) -> dict[str, Diagnostic]:
    sink = Sink()
    analyse(kernel, sink)
    return {diagnostic.code.id: diagnostic for diagnostic in sink.found}


def elapsed(count: Count, start: Expr, end: Expr, extra: int = 0) -> Elapsed:
    return Elapsed(count, start, end, extra)


def at_least(left: Expr, right: Expr) -> Expr:
    return Compare(Op.GE, left, right)


# ---- elapsed time -----------------------------------------------------------------------------------
@pytest.mark.parametrize("count", Count)
def test_bands_of_time_that_meet_neither_clash_nor_leave_a_hole(count: Count) -> None:
    span = elapsed(count, BIRTH, PAY)
    bands = [
        (Compare(Op.LT, span, whole(18)), k.money(10)),
        (k.all_of(at_least(span, whole(18)), Compare(Op.LT, span, whole(60))), k.money(20)),
        (at_least(span, whole(60)), k.money(30)),
    ]
    assert not found(policy(*bands)).keys() & {"POL501", "POL601", "POL602", "POL690"}
    assert prove(policy(*bands), at_least(FieldRef("应缴"), k.money(10))).proof is Proof.PROVED


def test_bands_of_time_that_overlap_clash_on_the_first_such_person() -> None:
    years = elapsed(Count.FULL_YEARS, BIRTH, PAY)
    bands = [
        (Compare(Op.LE, years, whole(60)), k.money(10)),
        (at_least(years, whole(60)), k.money(20)),
    ]
    clash = found(policy(*bands))["POL501"]
    facts = dict(clash.witness[0].facts)
    born, paid = (date.fromisoformat(facts[name]) for name in ("出生日期", "缴费日"))
    assert paid.year - born.year in (60, 61)


def test_money_by_the_months_is_compared_through_the_months() -> None:
    months = Clamp(elapsed(Count.MONTHS, BIRTH, PAY, 1), None, whole(24))
    kernel = policy((TRUE, Scale(k.money(100), months)), otherwise=k.money(0))
    assert prove(kernel, Compare(Op.LE, FieldRef("应缴"), k.money(2400))).proof is Proof.PROVED
    refuted = prove(kernel, Compare(Op.LT, FieldRef("应缴"), k.money(2400)))
    assert refuted.proof is Proof.REFUTED
    assert refuted.findings[0].witness[0].outcome == (("应缴", "2400元"),)


def test_what_is_left_of_a_counted_time_is_taken_value_by_value() -> None:
    used = Clamp(elapsed(Count.FULL_MONTHS, BIRTH, PAY), None, whole(12))
    left = Scale(k.money(10), Sub(whole(12), used))
    kernel = policy((TRUE, left))
    assert prove(kernel, at_least(FieldRef("应缴"), k.money(0))).proof is Proof.PROVED
    assert prove(kernel, at_least(FieldRef("应缴"), k.money(10))).proof is Proof.REFUTED


def test_steps_grow_with_what_they_count() -> None:
    steps = Steps(InputRef("人数"), Fraction(3), True)
    kernel = policy((TRUE, Scale(k.money(1), steps)))
    cheap = Compare(Op.LT, FieldRef("应缴"), k.money(2))
    assert prove(kernel, k.any_of(cheap, at_least(InputRef("人数"), whole(4)))).proof is Proof.PROVED
    assert prove(kernel, k.any_of(cheap, at_least(InputRef("人数"), whole(5)))).proof is Proof.REFUTED


# ---- the later of two days, working days -------------------------------------------------------------
def test_the_later_of_two_days_is_one_of_them() -> None:
    later = policy((TRUE, Clamp(PAY, BIRTH, None)), type_=DATE)
    field = FieldRef("应缴")
    assert prove(later, k.all_of(at_least(field, PAY), at_least(field, BIRTH))).proof is Proof.PROVED
    either = k.any_of(Compare(Op.EQ, field, PAY), Compare(Op.EQ, field, BIRTH))
    assert prove(later, either).proof is Proof.PROVED
    assert prove(later, Compare(Op.EQ, field, PAY)).proof is Proof.REFUTED


CALENDAR = Calendar(
    name="2031年放假安排",
    first=date(2031, 1, 1),
    last=date(2031, 3, 31),
    off=tuple(date(2031, 1, 22) + timedelta(days=n) for n in range(8)),
    on=(date(2031, 1, 19), date(2031, 2, 8)),
)


@pytest.mark.parametrize("count", range(-9, 10))
def test_the_table_of_working_days_is_that_of_the_interpreter(count: int) -> None:
    table = Workdays(CALENDAR, count)
    stretch = table.stretch()
    assert stretch is not None
    for number in range(-20, 120):
        day = CALENDAR.first + timedelta(days=number)
        expected = add_workdays(CALENDAR, day, count)
        assert (expected is not None) == (stretch[0] <= day <= stretch[1])
        assert expected is None or table.of(day) == expected
        assert table.of(day) <= table.of(day + timedelta(days=1))


def test_working_days_are_known_inside_the_calendar_and_open_outside() -> None:
    week = Const(Duration(7, Unit.WORKDAY), DURATION)
    end = policy((TRUE, Shift(PAY, week, 1, MonthRule.MONTH_END)), type_=DATE, calendar=CALENDAR)
    field = FieldRef("应缴")
    open_ = prove(end, Compare(Op.GT, field, PAY))
    assert open_.proof is Proof.OPEN
    inside = k.any_of(Not(k.between(PAY, "2031-01-01", "2031-03-20")), Compare(Op.GT, field, PAY))
    assert prove(end, inside).proof is Proof.PROVED
    soon = Compare(Op.LT, field, Shift(PAY, Const(Duration(15, Unit.DAY), DURATION), 1, MonthRule.MONTH_END))
    refuted = prove(end, k.any_of(Not(k.between(PAY, "2031-01-01", "2031-03-20")), soon))
    assert refuted.proof is Proof.REFUTED, "the holidays are in January"


@pytest.mark.parametrize(("pick", "least"), [(Pick.LOWEST, 10), (Pick.HIGHEST, 20)])
def test_the_lowest_and_the_highest_are_told_apart(pick: Pick, least: int) -> None:
    kernel = policy((TRUE, k.money(10)), (TRUE, k.money(20)))
    kernel = attrs.evolve(kernel, choices=(attrs.evolve(kernel.choices[0], pick=pick),))
    assert prove(kernel, Compare(Op.EQ, FieldRef("应缴"), k.money(least))).proof is Proof.PROVED


# ---- claims ------------------------------------------------------------------------------------------
def test_a_claim_is_proved_or_refuted_with_a_person_or_left_open() -> None:
    kernel = policy((POOR, k.money(0)), (Not(POOR), k.money(400)))
    free = k.any_of(Not(POOR), Compare(Op.EQ, FieldRef("应缴"), k.money(0)))
    assert prove(kernel, free).proof is Proof.PROVED
    refuted = prove(kernel, Compare(Op.EQ, FieldRef("应缴"), k.money(400)))
    assert refuted.proof is Proof.REFUTED
    assert dict(refuted.findings[0].witness[0].facts) == {"低保对象": "是"}
    silent = policy((POOR, k.money(0)), (Not(POOR), k.silent("未写明")))
    assert prove(silent, Compare(Op.EQ, FieldRef("应缴"), k.money(0))).proof is Proof.OPEN


def test_claims_of_a_policy_are_checked_and_change_nothing_else() -> None:
    kernel = policy((POOR, k.money(0)), (Not(POOR), k.money(400)))
    claim = Claim(condition=POOR, text="低保对象", cite=k.cite("二（一）"), span=NOWHERE)
    assert "POL620" in found(attrs.evolve(kernel, claims=(claim,)))
    true = attrs.evolve(claim, condition=k.any_of(POOR, Not(POOR)))
    assert found(attrs.evolve(kernel, claims=(true,))) == found(kernel)


def test_a_claim_must_hold_under_every_reading_that_nobody_decided() -> None:
    readings = (Reading(name="算", meaning=POOR), Reading(name="不算", meaning=FALSE))
    decl = AssumptionDecl(
        name="名单", reason="未写明", readings=readings, adopted=None, cite=None, span=NOWHERE
    )
    kernel = policy(
        (ReadingOf("名单"), k.money(0)), (Not(ReadingOf("名单")), k.money(400)), assumptions=(decl,)
    )
    free = k.any_of(Not(POOR), Compare(Op.EQ, FieldRef("应缴"), k.money(0)))
    verdict = prove(kernel, free)
    assert verdict.proof is Proof.REFUTED
    assert "不算" in verdict.findings[0].notes[0].text.zh
    decided = attrs.evolve(kernel, assumptions=(attrs.evolve(decl, adopted="算"),))
    assert prove(decided, free).proof is Proof.PROVED


def test_relations_that_nobody_satisfies_prove_nothing() -> None:
    torn = (Relation(condition=k.all_of(POOR, Not(POOR)), text="自相矛盾", span=NOWHERE),)
    assert prove(policy((POOR, k.money(0)), relations=torn), FALSE).proof is Proof.UNFINISHED


# ---- lists -------------------------------------------------------------------------------------------
TEXTBOOK, PAID = ItemRef("购书", "是教材", BOOL), ItemRef("购书", "实付", MONEY)


def fold(how: FoldHow, value: Expr, where: Expr = TRUE, empty: Expr = FALSE) -> Fold:
    return Fold("购书", how, where, value, empty)


def test_what_reads_a_list_is_never_claimed_without_a_person() -> None:
    half = Scale(PAID, Const(Fraction(1, 3), RATE))
    total = fold(FoldHow.SUM, half, empty=k.money(0))
    kernel = policy((at_least(total, k.money(100)), k.money(1)), (POOR, k.money(2)))
    problems = found(kernel)
    assert "POL690" in problems and "POL501" not in problems
    assert prove(kernel, Not(Compare(Op.GT, FieldRef("应缴"), k.money(2)))).proof is Proof.UNFINISHED
    assert prove(kernel, Compare(Op.LE, FieldRef("应缴"), k.money(1))).proof is Proof.REFUTED


def test_entry_rules_and_assumptions_inside_them_are_seen() -> None:
    readings = (Reading(name="算", meaning=TEXTBOOK), Reading(name="不算", meaning=FALSE))
    decl = AssumptionDecl(
        name="教材", reason="未写明", readings=readings, adopted=None, cite=None, span=NOWHERE
    )
    rule = k.choice("每本", Form.RULE, [k.row("三", ReadingOf("教材"), PAID)], [k.money(0)])
    total = fold(FoldHow.SUM, EntryResult("每本", MONEY), empty=k.money(0))
    kernel = policy((TRUE, total), entry_rules=(rule,), assumptions=(decl,))
    kernel = attrs.evolve(kernel, fields=(*kernel.fields, k.field("每本", "each", MONEY, public=False)))
    assert "POL607" not in found(kernel)


def test_policies_with_lists_are_compared_as_far_as_it_goes() -> None:
    total = fold(FoldHow.SUM, PAID, empty=k.money(0))
    old, new = policy((TRUE, total)), policy((TRUE, k.money(5)))
    comparison = compare(Side(kernel=old), Side(kernel=new))
    assert not comparison.complete and "购书" in comparison.sections[0].unfinished
    same = compare(Side(kernel=policy((POOR, k.money(1)))), Side(kernel=policy((POOR, k.money(2)))))
    assert same.complete and same.differs


SOME_TEXTBOOK = fold(FoldHow.EXISTS, TEXTBOOK)
DEAR = fold(FoldHow.EXISTS, at_least(PAID, k.money(100)))
COUNTED = fold(FoldHow.COUNT, TRUE, where=TEXTBOOK)


def test_rows_that_ask_the_same_of_a_list_exclude_each_other() -> None:
    kernel = policy((SOME_TEXTBOOK, k.money(1)), (Not(SOME_TEXTBOOK), k.money(2)))
    assert found(kernel).keys() == {"POL702"}, "nothing but the clause list of the fixture"
    assert prove(kernel, at_least(FieldRef("应缴"), k.money(1))).proof is Proof.PROVED


def test_a_clash_that_a_list_brings_about_is_shown_with_the_list() -> None:
    clash = found(policy((SOME_TEXTBOOK, k.money(1)), (DEAR, k.money(2))))["POL501"]
    assert dict(clash.witness[0].facts)["购书"] == "1条（是教材 是、实付 100元）"


def test_amounts_that_only_a_list_tells_clash_on_a_list_that_was_tried() -> None:
    total = fold(FoldHow.SUM, Scale(PAID, Const(Fraction(1, 3), RATE)), empty=k.money(0))
    clash = found(policy((SOME_TEXTBOOK, total), (POOR, k.money(100))))["POL501"]
    facts = dict(clash.witness[0].facts)
    assert facts["低保对象"] == "是" and facts["购书"].startswith("1条（是教材 是")


def test_a_count_is_a_number_up_to_the_limit() -> None:
    bands = [
        (Compare(Op.LT, COUNTED, whole(3)), k.money(1)),
        (at_least(COUNTED, whole(3)), k.money(2)),
    ]
    assert not found(policy(*bands)).keys() & {"POL501", "POL690"}
    crossed = found(policy(bands[0], (at_least(COUNTED, whole(2)), k.money(2))))["POL501"]
    assert dict(crossed.witness[0].facts)["购书"].startswith("2条")
    assert "POL601" in found(policy((at_least(COUNTED, whole(6)), k.money(1))))


def test_a_sum_is_compared_with_what_it_must_reach() -> None:
    total = fold(FoldHow.SUM, PAID, empty=k.money(0))
    bands = [(Compare(Op.LT, total, k.money(100)), k.money(1)), (at_least(total, k.money(100)), k.money(2))]
    assert not found(policy(*bands)).keys() & {"POL501", "POL690"}
    verdict = prove(policy(*bands), Compare(Op.EQ, FieldRef("应缴"), k.money(1)))
    assert verdict.proof is Proof.REFUTED
    assert dict(verdict.findings[0].witness[0].facts)["购书"].endswith("实付 100元）")


def test_what_no_list_shows_is_admitted_and_not_claimed() -> None:
    """At least one textbook, and none: independent for the formulas, impossible for any list."""
    kernel = policy((SOME_TEXTBOOK, k.money(1)), (Compare(Op.LT, COUNTED, whole(1)), k.money(2)))
    problems = found(kernel)
    assert "POL690" in problems and "POL501" not in problems


# ---- rules of single entries -------------------------------------------------------------------------
def with_rule(*rows: tuple[Expr, Expr]) -> Kernel:
    made = [k.row(f"三（{clause}）", *row) for clause, row in zip("一二", rows, strict=False)]
    rule = k.choice("每本", Form.RULE, made, [k.money(0)], otherwise_written=True)
    total = fold(FoldHow.SUM, EntryResult("每本", MONEY), empty=k.money(0))
    return policy((TRUE, total), entry_rules=(rule,))


def test_rules_of_single_entries_are_checked_on_one_entry() -> None:
    clash = found(with_rule((TEXTBOOK, PAID), (at_least(PAID, k.money(100)), k.money(100))))["POL501"]
    assert dict(clash.witness[0].facts)["购书 的 是教材"] == "是"
    split = with_rule((TEXTBOOK, PAID), (Not(TEXTBOOK), k.money(100)))
    assert not found(split).keys() & {"POL501", "POL601", "POL901"}


def test_rules_that_read_running_values_are_decided_for_every_value_before() -> None:
    running = Add(StateRef("已补", MONEY), PAID)
    problems = found(with_rule((TEXTBOOK, running), (Not(TEXTBOOK), StateRef("已补", MONEY))))
    assert set(problems) == {"POL702"}
