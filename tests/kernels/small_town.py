"""A small invented notice with all that the real ones have: periods, prices, reliefs, readings, cases."""

from datetime import date
from fractions import Fraction

import attrs

from kernels.words import (
    all_of,
    any_of,
    case,
    choice,
    cite,
    day,
    days,
    fact,
    field,
    money,
    months,
    option,
    row,
    silent,
    window,
)
from polc.compiler.kernel import (
    BOOL,
    DATE,
    FALSE,
    MONEY,
    RATE,
    TRUE,
    Add,
    AssumptionDecl,
    BenefitPeriod,
    Case,
    Choice,
    Compare,
    Const,
    Expr,
    FieldDecl,
    FieldRef,
    Form,
    InputDecl,
    InputRef,
    Kernel,
    Kind,
    Not,
    OneOf,
    Op,
    ParamDecl,
    ParamRef,
    Pick,
    PolicyInfo,
    Reached,
    Reading,
    ReadingOf,
    Row,
    Scale,
    Shift,
    Silent,
    Statement,
    StatusKind,
    Sub,
    Type,
)
from polc.dsl.citation import Citation
from polc.dsl.source import NOWHERE
from polc.dsl.values import (
    LeapRule,
    MonthRule,
    NotApplicable,
    Plain,
    yuan,
)

PAY = InputRef("缴费日")
WINDOW = FieldRef("缴费时段")
WINDOW_TYPE = Type(Kind.ENUM, ("集中缴费期", "延长缴费期", "补缴期"))
BASE = FieldRef("个人缴费")
EVERY = OneOf(WINDOW, WINDOW_TYPE.options)
LATE = OneOf(WINDOW, ("补缴期",))
NEWBORN_END = Shift(InputRef("出生日期"), days(90), 1, MonthRule.MONTH_END)


def _town_facts() -> tuple[InputDecl, ...]:
    return (
        fact("缴费日", "pay_date", DATE),
        fact("出生日期", "birth_date", DATE),
        fact("本市户籍", "local", BOOL),
        fact("应参加职工医保", "employee", BOOL, False),
        fact("在校学生", "student", BOOL, False),
        fact("新生儿", "newborn", BOOL, False),
        fact("低保对象", "subsistence", BOOL, False, "以民政部门认定为准"),
        fact("低保边缘家庭成员", "near_subsistence", BOOL, False),
        fact("重度残疾人", "disabled", BOOL, False),
        fact("尘肺病患者", "lung", BOOL, False),
    )


def _town_fields() -> tuple[FieldDecl, ...]:
    return (
        field("个人缴费", "own_share", MONEY, public=False),
        field("参保对象", "covered", BOOL),
        field("特定人群", "special", BOOL, public=False),
        field("缴费时段", "pay_window", WINDOW_TYPE),
        field("应缴金额", "gross_due", MONEY),
        field("待遇起始日", "benefit_from", DATE),
        field("待遇终止日", "benefit_until", DATE),
        field("减免金额", "relief", MONEY),
        field("当场减免", "relief_now", MONEY),
        field("先缴后补退还", "relief_later", MONEY),
        field("付款方", "payer", Type(Kind.ENUM, ("医疗救助资金", "财政资金"))),
        field("窗口实缴", "collected_now", MONEY),
    )


def _town_groups() -> tuple[Choice, ...]:
    return (
        choice(
            "个人缴费", Form.STANDARD, [row("三（一）", TRUE, money(380))], [money(0)], cite=cite("三（一）")
        ),
        choice(
            "参保对象",
            Form.GROUP,
            [
                row(
                    "一（一）",
                    all_of(InputRef("本市户籍"), Not(InputRef("应参加职工医保"))),
                    TRUE,
                    condition="本市户籍 且 非 应参加职工医保",
                ),
                row("一（二）", InputRef("在校学生"), TRUE, condition="在校学生"),
            ],
            [FALSE],
            cite=cite("一"),
        ),
        choice(
            "特定人群",
            Form.GROUP,
            [
                row(
                    "二（三）",
                    any_of(InputRef("新生儿"), InputRef("低保对象"), ReadingOf("其他特定人群")),
                    TRUE,
                    condition="新生儿、低保对象 等 其他特定人群",
                )
            ],
            [FALSE],
            cite=cite("二（三）"),
        ),
    )


def _town_windows() -> Choice:
    return choice(
        "缴费时段",
        Form.WINDOW,
        [
            window("二（一）", "缴费日", "集中缴费期", "2030-09-01", "2030-12-31"),
            window("二（二）", "缴费日", "延长缴费期", "2031-01-01", "2031-02-28"),
            window("二（三）", "缴费日", "补缴期", "2031-03-01", "2031-12-31"),
        ],
        [silent("这一天能否缴费，通知未写明")],
        cite=cite("二"),
        axis="缴费日",
        otherwise_cite=cite("二"),
        otherwise_written=True,
    )


def _town_price() -> Choice:
    after_june = all_of(LATE, Compare(Op.GE, PAY, day("2031-07-01")), Not(FieldRef("特定人群")))
    return choice(
        "应缴金额",
        Form.RULE,
        [
            row("三（一）", EVERY, BASE, condition="在 缴费时段", outcome="为 个人缴费"),
            row(
                "三（三）",
                after_june,
                Add(BASE, ParamRef("财政补助")),
                exception=True,
                condition="在 补缴期 且 缴费日 不早于 2031-07-01 且 非 特定人群",
                outcome="为 个人缴费 + 财政补助",
            ),
        ],
        [silent("不在缴费时段内的应缴金额，通知未写明")],
        cite=cite("三"),
        beats=((1, 0),),
        gate=FieldRef("参保对象"),
        gate_cite=cite("一"),
    )


def _town_start() -> Choice:
    newborn = all_of(InputRef("新生儿"), EVERY, Compare(Op.LE, PAY, NEWBORN_END))
    return choice(
        "待遇起始日",
        Form.RULE,
        [
            row("二（一）", OneOf(WINDOW, ("集中缴费期",)), day("2031-01-01")),
            row("二（二）", OneOf(WINDOW, ("延长缴费期",)), PAY),
            row("二（三）第1句", LATE, ReadingOf("等待期后首日")),
            row(
                "二（三）第2句",
                all_of(LATE, FieldRef("特定人群")),
                silent("", "上级有关规定"),
                exception=True,
            ),
            row("五（四）", newborn, InputRef("出生日期"), exception=True),
        ],
        [silent("待遇何时开始，通知未写明")],
        cite=cite("二"),
        beats=((3, 0), (3, 1), (3, 2), (4, 0), (4, 1), (4, 2), (4, 3)),
        gate=FieldRef("参保对象"),
        gate_cite=cite("一"),
    )


def _town_end() -> Choice:
    return choice(
        "待遇终止日",
        Form.RULE,
        [row("五（五）", EVERY, day("2031-12-31"))],
        [silent("待遇何时结束，通知未写明")],
        cite=cite("五（五）"),
        gate=FieldRef("参保对象"),
        gate_cite=cite("一"),
    )


def _relief(clause: str, guard: Expr, rate: Fraction, payer: Expr, later: bool = False) -> Row:
    amount = Scale(ReadingOf("减免基数"), Const(rate, RATE))
    nothing = money(0)
    now, after = (nothing, amount) if later else (amount, nothing)
    return row(clause, guard, amount, now, after, payer, rate=rate, outcome=f"减免 {rate}")


def _town_relief() -> Choice:
    aged = Reached(InputRef("出生日期"), 60, PAY, LeapRule.FEB_28)
    young = Not(Reached(InputRef("出生日期"), 18, PAY, LeapRule.FEB_28))
    none = Silent(NotApplicable(reason="没有减免"))
    return choice(
        "个人缴费减免",
        Form.GRANT,
        [
            _relief("四（一）", InputRef("低保对象"), Fraction(9, 10), option("医疗救助资金")),
            _relief("四（二）", InputRef("重度残疾人"), Fraction(1), option("财政资金")),
            _relief(
                "四（三）",
                all_of(InputRef("低保边缘家庭成员"), any_of(aged, young)),
                Fraction(7, 10),
                option("财政资金"),
            ),
            _relief("四（四）", InputRef("尘肺病患者"), Fraction(1), option("财政资金"), later=True),
        ],
        [money(0), money(0), money(0), none],
        fields=("减免金额", "当场减免", "先缴后补退还", "付款方"),
        cite=cite("四"),
        pick=Pick.HIGHEST,
        ceiling=ReadingOf("减免基数"),
        tie=silent("两项都是全额时由哪项资金支付，通知未写明"),
        tie_cite=cite("四末段"),
        gate=FieldRef("参保对象"),
        gate_cite=cite("一"),
    )


def _town_paid() -> Choice:
    return choice(
        "窗口实缴",
        Form.IDENTITY,
        [attrs.evolve(row("一", TRUE, Sub(FieldRef("应缴金额"), FieldRef("当场减免"))), cite=Citation(()))],
        [money(0)],
    )


def _town_assumptions() -> tuple[AssumptionDecl, ...]:
    wait = Shift(PAY, months(3), 1, MonthRule.MONTH_END)
    next_day = Shift(wait, days(1), 1, MonthRule.MONTH_END)
    return (
        AssumptionDecl(
            name="等待期后首日",
            reason="“3个月”从哪天起算、期满后哪天开始，通知未写明",
            readings=(
                Reading(name="对应日", meaning=wait, text="缴费日 + 3个月"),
                Reading(
                    name="次日起", meaning=next_day, text="缴费日 + 3个月 + 1日", note="开始的当日不计入"
                ),
            ),
            adopted="对应日",
            cite=cite("二（三）第1句"),
            span=NOWHERE,
        ),
        AssumptionDecl(
            name="减免基数",
            reason="百分比乘在个人缴费还是应缴全额上，通知未写明",
            readings=(
                Reading(name="按个人缴费", meaning=BASE, text="个人缴费"),
                Reading(name="按应缴全额", meaning=FieldRef("应缴金额"), text="应缴金额"),
            ),
            adopted="按个人缴费",
            cite=cite("四"),
            span=NOWHERE,
        ),
        AssumptionDecl(
            name="其他特定人群",
            reason="“等”字之后还有哪些人，通知未写明",
            readings=(
                Reading(name="没有", meaning=FALSE),
                Reading(name="在校学生也算", meaning=InputRef("在校学生")),
            ),
            adopted="没有",
            cite=cite("二（三）第2句"),
            span=NOWHERE,
        ),
    )


def _statement(kind: str, clause: str, text: str, **details: str) -> Statement:
    return Statement(kind=kind, text=text, cite=cite(clause), details=tuple(details.items()), span=NOWHERE)


def _town_statements() -> tuple[Statement, ...]:
    return (
        _statement("渠道", "六（一）", "线上、线下任选一种", 列明="税务部门的公众号、办税服务厅窗口"),
        _statement("材料", "五（一）", "参保登记所需材料", 列明="身份证、户口簿或居住证"),
        _statement("期限", "五（二）", "减免对象认定", 由="市民政局", 不晚于="2030年8月31日"),
        _statement("义务", "五（三）", "符合参保范围的应全户参保"),
        _statement("经费", "七（二）", "镇街道参保经费", 金额="3元/人"),
        _statement("待定", "六（二）", "补缴期内用家庭共济已缴的是否有效，未写明"),
        _statement("不入计算", "七（一）", "工作要求，不影响任何人的结果"),
    )


def _town_cases() -> tuple[Case, ...]:
    local: dict[str, Plain | None] = {"本市户籍": True, "出生日期": date(1990, 5, 1)}
    return (
        case("集中期首日", local | {"缴费日": date(2030, 9, 1)}, 应缴金额=yuan(380)),
        case("集中期末日", local | {"缴费日": date(2030, 12, 31)}, 待遇起始日=date(2031, 1, 1)),
        case("补缴期首日", local | {"缴费日": date(2031, 3, 1)}, 待遇起始日=date(2031, 6, 1)),
        case("六月最后一天", local | {"缴费日": date(2031, 6, 30)}, 窗口实缴=yuan(380)),
        case("七月第一天", local | {"缴费日": date(2031, 7, 1)}),
        case("低保对象", local | {"缴费日": date(2030, 10, 15), "低保对象": True}, 窗口实缴=yuan(38)),
        case("时段之前", local | {"缴费日": date(2030, 8, 31)}, 应缴金额=StatusKind.UNDETERMINED),
    )


def town() -> Kernel:
    return Kernel(
        info=PolicyInfo(
            title="某市人民政府办公室关于做好2031年度城乡居民医保参保缴费工作的通知",
            document="某政办〔2030〕1号",
            authority="某市人民政府办公室",
            region="某市",
            issued=date(2030, 10, 28),
            validity=(date(2030, 10, 28), date(2031, 12, 31)),
            coverage=(date(2031, 1, 1), date(2031, 12, 31)),
            clauses=cite(
                "一（一）至（二）、二（一）至（三）、三（一）至（三）、四（一）至（四）、四末段、"
                "五（一）至（五）、六（一）至（二）、七（一）至（二）、八"
            ),
            span=NOWHERE,
        ),
        inputs=_town_facts(),
        params=(ParamDecl(name="财政补助", low_fen=Fraction(67000), high_fen=None, cite=cite("三（二）")),),
        assumptions=_town_assumptions(),
        fields=_town_fields(),
        choices=(
            *_town_groups(),
            _town_windows(),
            _town_price(),
            _town_start(),
            _town_end(),
            _town_relief(),
            _town_paid(),
        ),
        benefits=(BenefitPeriod(start="待遇起始日", end="待遇终止日", price="应缴金额", span=NOWHERE),),
        statements=_town_statements(),
        cases=_town_cases(),
    )
