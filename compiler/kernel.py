"""The kernel: the small language that every `.pol` construct is lowered to.

In: nothing (this is data). Out: everything; each analysis and each target reads only this. A policy is
typed inputs, parameters, assumptions, and `Choice`s, the one rule construct: guarded rows with a
priority relation that fill one or more fields. Values are exact; every row carries its clause.

Invariants: `choices` stand in an order in which each reads only fields of earlier ones; `beats` is
acyclic and transitively closed; dates in guards are compared as closed days; names are unique.
Room is left for the breadth of the language: result sets (K1) are `assumptions` without an adopted
reading, combine modes (K2) are `Pick`, slots (K7) are a `Silent` value with a document, reason kinds
(K8) are in `NotApplicable`; lists, folds and indices (K3–K5) are new inputs and new `Expr`s.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

import attrs

from polc.dsl.citation import Citation
from polc.dsl.source import Span
from polc.dsl.values import LeapRule, MonthRule, Plain, RoundMode, Snap, Status

# Days that an input may hold. Durations in a policy are at most MAX_YEARS, so no sum leaves the calendar.
FIRST_DAY = date(1850, 1, 1)
LAST_DAY = date(2199, 12, 31)
MAX_YEARS = 200


class Kind(Enum):
    """The kinds of value."""

    BOOL = "是非"
    DATE = "日期"
    MONEY = "金额"
    RATE = "比例"
    DURATION = "时长"
    INT = "整数"
    ENUM = "选项"


@attrs.frozen
class Type:
    """A kind; for ENUM its `options` in order, for MONEY the units it is counted `per`, without 人."""

    kind: Kind
    options: tuple[str, ...] = ()
    per: tuple[str, ...] = ()


BOOL = Type(Kind.BOOL)
DATE = Type(Kind.DATE)
MONEY = Type(Kind.MONEY)
RATE = Type(Kind.RATE)
DURATION = Type(Kind.DURATION)
INT = Type(Kind.INT)


# ---- expressions ------------------------------------------------------------------------------------
@attrs.frozen
class Const:
    """A known value."""

    value: Plain
    type: Type


@attrs.frozen
class Silent:
    """A status in the place of a value: the notice is silent, delegates, or doesn't apply."""

    status: Status


@attrs.frozen
class InputRef:
    """The value of an input; 缺资料 when it's unknown."""

    name: str


@attrs.frozen
class FieldRef:
    """The result of a field that an earlier choice fills."""

    name: str


@attrs.frozen
class ParamRef:
    """A parameter θ, known only by its bounds."""

    name: str


@attrs.frozen
class ReadingOf:
    """What the chosen reading of an assumption says."""

    assumption: str


@attrs.frozen
class Add:
    """left + right, of one kind (MONEY, INT or RATE)."""

    left: Expr
    right: Expr


@attrs.frozen
class Sub:
    """left - right, of one kind."""

    left: Expr
    right: Expr


@attrs.frozen
class Scale:
    """`item` (MONEY, INT or RATE) times `factor` (INT or RATE)."""

    item: Expr
    factor: Expr


@attrs.frozen
class Shift:
    """A date moved by a duration, forward (`sign` 1) or back (-1); `rule` for months without the day."""

    day: Expr
    length: Expr
    sign: int
    rule: MonthRule


@attrs.frozen
class SnapTo:
    """次日, 当月末日 and the like of a date."""

    day: Expr
    to: Snap


@attrs.frozen
class Clamp:
    """`item` but at least `low` and at most `high`, where given (MONEY or INT)."""

    item: Expr
    low: Expr | None
    high: Expr | None


@attrs.frozen
class Round:
    """MONEY rounded to a multiple of `step_fen` 分."""

    item: Expr
    step_fen: int
    mode: RoundMode


@attrs.frozen
class And:
    """All hold (strong Kleene); empty = true."""

    items: tuple[Expr, ...]


@attrs.frozen
class Or:
    """At least one holds (strong Kleene); empty = false."""

    items: tuple[Expr, ...]


@attrs.frozen
class Not:
    """Doesn't hold."""

    item: Expr


class Op(Enum):
    """Comparisons; LT … GE on dates, money, numbers and rates, EQ and NE on everything."""

    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="
    EQ = "=="
    NE = "!="


@attrs.frozen
class Compare:
    """left OP right. false when one is 不适用; an amount with parameters is compared for all of them."""

    op: Op
    left: Expr
    right: Expr


@attrs.frozen
class Reached:
    """`day` is on or after the `years`-th birthday of someone born on `birth`."""

    birth: Expr
    years: int
    day: Expr
    rule: LeapRule


@attrs.frozen
class OneOf:
    """The ENUM `item` is one of `options`; false when it is 不适用."""

    item: Expr
    options: tuple[str, ...]


Expr: TypeAlias = (
    Const
    | Silent
    | InputRef
    | FieldRef
    | ParamRef
    | ReadingOf
    | Add
    | Sub
    | Scale
    | Shift
    | SnapTo
    | Clamp
    | Round
    | And
    | Or
    | Not
    | Compare
    | Reached
    | OneOf
)

TRUE = Const(True, BOOL)
FALSE = Const(False, BOOL)


def parts(expr: Expr) -> tuple[Expr, ...]:
    """The expressions directly inside `expr`, left to right."""
    match expr:
        case Const() | Silent() | InputRef() | FieldRef() | ParamRef() | ReadingOf():
            return ()
        case Add(left, right) | Sub(left, right) | Compare(_, left, right):
            return (left, right)
        case Scale(item, factor):
            return (item, factor)
        case Shift(day, length):
            return (day, length)
        case SnapTo(day):
            return (day,)
        case Clamp(item, low, high):
            return tuple(e for e in (item, low, high) if e is not None)
        case And(items) | Or(items):
            return items
        case Reached(birth, _, day):
            return (birth, day)
        case Round(item) | Not(item) | OneOf(item):
            return (item,)


def walk(expr: Expr) -> Iterator[Expr]:
    """`expr` and everything inside it, outermost first; iterative, so depth is no concern."""
    stack = [expr]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(parts(current)))


# ---- rules ------------------------------------------------------------------------------------------
class Form(Enum):
    """The surface construct that a choice was lowered from; only readers care."""

    STANDARD = "标准"
    GROUP = "群体"
    WINDOW = "时段"
    RULE = "规定"
    GRANT = "减免"
    IDENTITY = "恒等"


class Pick(Enum):
    """How rows that apply together combine (kernel K2)."""

    UNIQUE = "唯一"
    HIGHEST = "只取最高"
    SUM = "合计"
    TOP_UP = "补足差额"
    EXCLUSIVE = "不得并存"


@attrs.frozen(kw_only=True)
class Row:
    """One guarded rule: where `guard` holds, the choice's fields take `values`, by clause `cite`.

    `condition` and `outcome` are the row as text, for reasons and traces. `low`/`high` are the ends of a
    window row (closed days, `high` None = open), `rate` the share of a grant row.
    """

    guard: Expr
    values: tuple[Expr, ...]
    cite: Citation
    span: Span = attrs.field(eq=False, repr=False)
    exception: bool = False
    condition: str = ""
    outcome: str = ""
    low: Expr | None = None
    high: Expr | None = None
    rate: Fraction | None = None


@attrs.frozen(kw_only=True)
class Choice:
    """The only rule construct: fills `fields` from the rows whose guards hold.

    `beats` holds pairs (winner, loser) of row numbers. `pick` says how the rows left combine, by the field
    number `pick_field`; `ceiling` is what no amount exceeds (an undetermined amount loses to it).
    `tie` fills the fields in which equally high rows differ; `otherwise` fills all when no row applies.
    Where `gate` is false every field is 不适用, by `gate_cite`.
    """

    name: str
    form: Form
    fields: tuple[str, ...]
    rows: tuple[Row, ...]
    otherwise: tuple[Expr, ...]
    cite: Citation | None
    span: Span = attrs.field(eq=False, repr=False)
    otherwise_cite: Citation | None = None
    otherwise_written: bool = False
    beats: tuple[tuple[int, int], ...] = ()
    pick: Pick | ReadingOf = Pick.UNIQUE
    pick_field: int = 0
    ceiling: Expr | None = None
    tie: Expr | None = None
    tie_cite: Citation | None = None
    gate: Expr | None = None
    gate_cite: Citation | None = None
    axis: str | None = None

    @cached_property
    def losers(self) -> dict[int, frozenset[int]]:
        """For each row, the rows it beats."""
        return {w: frozenset(b for a, b in self.beats if a == w) for w in range(len(self.rows))}


# ---- declarations -----------------------------------------------------------------------------------
@attrs.frozen(kw_only=True)
class InputDecl:
    """A fact. `default` is taken when it isn't given; without one it's unknown."""

    name: str
    alias: str
    type: Type
    default: Plain | None = None
    note: str = ""
    span: Span = attrs.field(eq=False, repr=False)


@attrs.frozen(kw_only=True)
class ParamDecl:
    """A parameter θ of money: at least `low_fen` and at most `high_fen` 分, where given."""

    name: str
    low_fen: Fraction | None
    high_fen: Fraction | None
    cite: Citation | None


@attrs.frozen(kw_only=True)
class FieldDecl:
    """A named result. Public fields are outputs; the others (standards, groups) explain them."""

    name: str
    alias: str
    type: Type
    public: bool
    note: str = ""
    span: Span = attrs.field(eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Reading:
    """One reading of an assumption: an expression, or a way to combine; `text` is it as written."""

    name: str
    meaning: Expr | Pick
    text: str = ""
    note: str = ""


@attrs.frozen(kw_only=True)
class AssumptionDecl:
    """A place the notice leaves open. `adopted` None: results that differ are 待定 with every candidate."""

    name: str
    reason: str
    readings: tuple[Reading, ...]
    adopted: str | None
    cite: Citation | None
    span: Span = attrs.field(eq=False, repr=False)

    def reading(self, name: str) -> Reading:
        """The reading called `name`; KeyError if there's none."""
        for reading in self.readings:
            if reading.name == name:
                return reading
        raise KeyError(name)


@attrs.frozen(kw_only=True)
class Relation:
    """A condition true of every person, with its text; analyses and examples respect it."""

    condition: Expr
    text: str
    span: Span = attrs.field(eq=False, repr=False)


@attrs.frozen(kw_only=True)
class BenefitPeriod:
    """Fields that hold the first and the last day of benefits, and the price paid for them."""

    start: str
    end: str
    price: str
    span: Span = attrs.field(eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Statement:
    """A clause that changes no result: data, a silence (待定) or 不入计算. `details` are labelled."""

    kind: str
    text: str
    cite: Citation | None
    details: tuple[tuple[str, str], ...] = ()
    span: Span = attrs.field(eq=False, repr=False)


class StatusKind(Enum):
    """The statuses an example can expect."""

    UNDETERMINED = "待定"
    NOT_APPLICABLE = "不适用"
    MISSING = "缺资料"


@attrs.frozen(kw_only=True)
class Expected:
    """What a case expects of a field: a value (EQ), a bound (GE, LE), a status with `text` in its reason."""

    field: str
    op: Op
    value: Plain | StatusKind
    text: str = ""
    span: Span = attrs.field(eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Case:
    """案例: given facts (None = unknown), chosen readings, expected results."""

    title: str
    given: tuple[tuple[str, Plain | None], ...]
    readings: tuple[tuple[str, str], ...]
    expected: tuple[Expected, ...]
    span: Span = attrs.field(eq=False, repr=False)


@attrs.frozen(kw_only=True)
class PolicyInfo:
    """The notice's own particulars; `clauses` is its list of clauses to account for."""

    title: str
    document: str = ""
    authority: str = ""
    region: str = ""
    issued: date | None = None
    validity: tuple[date, date | None] | None = None
    coverage: tuple[date, date] | None = None
    clauses: Citation | None = None
    span: Span = attrs.field(eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Kernel:
    """One policy, ready to be evaluated, analysed and emitted."""

    info: PolicyInfo
    inputs: tuple[InputDecl, ...]
    params: tuple[ParamDecl, ...]
    assumptions: tuple[AssumptionDecl, ...]
    fields: tuple[FieldDecl, ...]
    choices: tuple[Choice, ...]
    relations: tuple[Relation, ...] = ()
    benefits: tuple[BenefitPeriod, ...] = ()
    statements: tuple[Statement, ...] = ()
    cases: tuple[Case, ...] = ()

    @cached_property
    def input_by_name(self) -> dict[str, InputDecl]:
        """Inputs by Chinese name."""
        return {decl.name: decl for decl in self.inputs}

    @cached_property
    def field_by_name(self) -> dict[str, FieldDecl]:
        """Fields by Chinese name."""
        return {decl.name: decl for decl in self.fields}

    @cached_property
    def param_by_name(self) -> dict[str, ParamDecl]:
        """Parameters by name."""
        return {decl.name: decl for decl in self.params}

    @cached_property
    def assumption_by_name(self) -> dict[str, AssumptionDecl]:
        """Assumptions by name."""
        return {decl.name: decl for decl in self.assumptions}

    @cached_property
    def choice_of(self) -> dict[str, Choice]:
        """The choice that fills each field."""
        return {name: choice for choice in self.choices for name in choice.fields}

    @property
    def outputs(self) -> tuple[FieldDecl, ...]:
        """The public fields, in declaration order."""
        return tuple(decl for decl in self.fields if decl.public)

    def kind_of(self, expr: Expr) -> Kind | None:
        """The kind of value `expr` gives; None for a bare status, which fits every kind."""
        match expr:
            case Const(_, type_):
                return type_.kind
            case InputRef(name):
                return self.input_by_name[name].type.kind
            case FieldRef(name):
                return self.field_by_name[name].type.kind
            case ParamRef() | Round():
                return Kind.MONEY
            case Shift() | SnapTo():
                return Kind.DATE
            case And() | Or() | Not() | Compare() | Reached() | OneOf():
                return Kind.BOOL
            case Add(left, right) | Sub(left, right):
                return self.kind_of(left) or self.kind_of(right)
            case Scale(item) | Clamp(item):
                return self.kind_of(item)
            case ReadingOf(name):
                return self._kind_of_readings(name)
            case Silent():
                return None

    def _kind_of_readings(self, assumption: str) -> Kind | None:
        for reading in self.assumption_by_name[assumption].readings:
            if not isinstance(reading.meaning, Pick):
                kind = self.kind_of(reading.meaning)
                if kind is not None:
                    return kind
        return None
