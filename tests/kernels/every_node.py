"""A kernel with each node at least once, which can be evaluated; and one with a single rule."""

from datetime import date
from fractions import Fraction

from kernels.words import any_of, choice, cite, day, fact, field, money, option, row, silent
from polc.compiler.kernel import (
    BOOL,
    DATE,
    DURATION,
    FALSE,
    INT,
    MONEY,
    RATE,
    TRUE,
    Add,
    And,
    AssumptionDecl,
    Case,
    Choice,
    Clamp,
    Compare,
    Const,
    Divide,
    Expected,
    Expr,
    FieldRef,
    Form,
    InputDecl,
    InputRef,
    Kernel,
    Kind,
    Not,
    OneOf,
    Op,
    Or,
    ParamDecl,
    ParamRef,
    Pick,
    PolicyInfo,
    Reached,
    Reading,
    ReadingOf,
    Relation,
    Round,
    Scale,
    Shift,
    Silent,
    SnapTo,
    StatusKind,
    Sub,
    Type,
)
from polc.dsl.source import NOWHERE
from polc.dsl.values import (
    Amount,
    Duration,
    LeapRule,
    Missing,
    MonthRule,
    NotApplicable,
    RoundMode,
    Snap,
    Undetermined,
    Unit,
    yuan,
)


def _every_expression() -> tuple[Expr, ...]:
    amount, start, count = InputRef("月租"), InputRef("申请日"), InputRef("人数")
    third = Const(Fraction(1, 3), RATE)
    return (
        Round(Scale(amount, third), 10, RoundMode.HALF_UP),
        Round(Scale(amount, third), 100, RoundMode.HALF_EVEN),
        Clamp(Add(amount, ParamRef("下限")), money(10), None),
        Clamp(Sub(amount, money(1)), None, Const(Amount(Fraction(100, 3)), MONEY)),
        Add(Scale(amount, count), Round(Divide(amount, count), 1, RoundMode.UP)),
        Const(Amount(Fraction(100), (("下限", Fraction(1, 2)),)), MONEY),
        Silent(Missing(inputs=("月租",), clauses=("一",))),
        Silent(NotApplicable(reason="申请太晚", kind="逾期放弃")),
        Silent(
            Undetermined(
                reasons=("未写明",), document="另一文件", candidates=(("甲", "1元"),), clauses=("二",)
            )
        ),
        SnapTo(Shift(start, InputRef("等待"), -1, MonthRule.NEXT_DAY), Snap.NEXT_MONTH_FIRST),
    )


def _every_condition() -> tuple[Expr, ...]:
    start, kind = InputRef("申请日"), InputRef("户型")
    born = Reached(InputRef("出生"), 18, start, LeapRule.MAR_1)
    orders = tuple(Compare(op, InputRef("月租"), money(500)) for op in Op)
    return (
        And(()),
        Or(orders),
        Not(And((born, OneOf(kind, ("楼房", "平房"))))),
        any_of(ReadingOf("学生"), Compare(Op.EQ, kind, option("楼房"))),
        Compare(Op.GT, InputRef("人数"), Const(Fraction(2), INT)),
        FieldRef("甲类"),
    )


def _everything_choices() -> tuple[Choice, ...]:
    values = _every_expression()
    rents = [
        row(f"二（{'一二三四五六七八九'[i]}）", guard, value)
        for i, (guard, value) in enumerate(
            zip((*_every_condition(), TRUE, TRUE, FALSE), values[:9], strict=True)
        )
    ]
    picks: tuple[Pick | ReadingOf, ...] = (*Pick, ReadingOf("怎么并存"))
    return (
        choice("甲类", Form.GROUP, [row("一", InputRef("在读"), TRUE)], [FALSE]),
        choice("起算日", Form.RULE, [row("三", TRUE, values[9])], [day("2030-01-01")]),
        *(
            choice(
                f"补贴{number}",
                Form.GRANT,
                rents,
                [money(0)],
                pick=pick,
                beats=((2, 1), (1, 0), (2, 0)),
                tie=silent("未写明"),
                tie_cite=cite("二末段"),
                ceiling=money(900),
                gate=TRUE,
                gate_cite=cite("一：适用"),
                axis="申请日",
                otherwise_cite=cite("民法典二〇二"),
            )
            for number, pick in enumerate(picks)
        ),
    )


def _everything_facts() -> tuple[InputDecl, ...]:
    return (
        fact("月租", "rent", MONEY, Amount(Fraction(100000, 3)), "没填的按此"),
        fact("申请日", "day", DATE, date(2030, 6, 30)),
        fact("出生", "birth", DATE),
        fact("人数", "count", INT, Fraction(3)),
        fact("比例", "rate", RATE, Fraction(1, 8)),
        fact("等待", "wait", DURATION, Duration(5, Unit.MONTH)),
        fact("办理时限", "time_limit", DURATION, Duration(5, Unit.WORKDAY)),
        fact("户型", "house", Type(Kind.ENUM, ("楼房", "平房")), "楼房"),
        fact("在读", "studies", BOOL, True),
    )


def _everything_assumptions() -> tuple[AssumptionDecl, ...]:
    return (
        AssumptionDecl(
            name="怎么并存",
            reason="未写明",
            readings=tuple(Reading(name=pick.value, meaning=pick) for pick in Pick),
            adopted=None,
            cite=None,
            span=NOWHERE,
        ),
        AssumptionDecl(
            name="学生",
            reason="未写明",
            readings=(
                Reading(name="是", meaning=TRUE, note="从宽"),
                Reading(name="否", meaning=silent("另定")),
            ),
            adopted="是",
            cite=cite("四"),
            span=NOWHERE,
        ),
    )


def _everything_cases() -> tuple[Case, ...]:
    return (
        Case(
            title="各种期望",
            given=(
                ("在读", False),
                ("出生", None),
                ("人数", Fraction(2)),
                ("户型", "平房"),
                ("等待", Duration(1, Unit.DAY)),
            ),
            readings=(("学生", "否"),),
            expected=tuple(
                Expected(field="补贴0", op=Op.GE, value=value, text="未写明", span=NOWHERE)
                for value in (yuan(1), *StatusKind)
            ),
            span=NOWHERE,
        ),
    )


def everything() -> Kernel:
    choices = _everything_choices()
    kinds = {"甲类": BOOL, "起算日": DATE}
    return Kernel(
        info=PolicyInfo(title="各样都有", validity=(date(2030, 1, 1), None), span=NOWHERE),
        inputs=_everything_facts(),
        params=(
            ParamDecl(name="下限", low_fen=Fraction(1, 3), high_fen=Fraction(500), cite=None),
            ParamDecl(name="上限", low_fen=None, high_fen=Fraction(700), cite=cite("五")),
        ),
        assumptions=_everything_assumptions(),
        fields=tuple(
            field(name, f"f{n}", kinds.get(name, Type(Kind.MONEY, per=("月", "户"))), public=n > 1)
            for n, name in enumerate(name for c in choices for name in c.fields)
        ),
        choices=choices,
        relations=(Relation(condition=Not(FALSE), text="恒成立", span=NOWHERE),),
        cases=_everything_cases(),
    )


def bare() -> Kernel:
    return Kernel(
        info=PolicyInfo(title="只有一条", span=NOWHERE),
        inputs=(fact("月份数", "months", INT),),
        params=(),
        assumptions=(),
        fields=(field("补贴", "grant", MONEY),),
        choices=(
            choice(
                "补贴",
                Form.RULE,
                [row("一", Compare(Op.GE, InputRef("月份数"), Const(Fraction(6), INT)), money(125))],
                [Silent(NotApplicable(reason="不满6个月"))],
                otherwise_cite=cite("二"),
                otherwise_written=True,
            ),
        ),
    )
