"""What a policy declares, and the kernel that holds all of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cached_property

import attrs

from polc.compiler.kernel.dependencies import Reads, assumptions_of, expressions_of, reads_of
from polc.compiler.kernel.expr import (
    Add,
    And,
    Clamp,
    Compare,
    Const,
    Divide,
    Elapsed,
    EntryResult,
    Expr,
    FieldRef,
    Fold,
    FoldHow,
    InputRef,
    ItemRef,
    Kind,
    Not,
    OneOf,
    Op,
    Or,
    ParamRef,
    Reached,
    ReadingOf,
    Round,
    Scale,
    Shift,
    Silent,
    SnapTo,
    StateRef,
    Steps,
    Sub,
    Type,
)
from polc.compiler.kernel.rules import Choice, Pick
from polc.dsl.citation import Citation
from polc.dsl.counting import Calendar
from polc.dsl.source import Span
from polc.dsl.values import Audience, Given, Plain


@attrs.frozen(kw_only=True)
class Column:
    """What each entry of a list tells. `default` is taken when it isn't given."""

    name: str
    alias: str
    type: Type
    default: Plain | None = None
    span: Span = attrs.field(eq=False, repr=False)


@attrs.frozen(kw_only=True)
class InputDecl:
    """A fact. `default` is taken when it isn't given; without one it's unknown.

    A list (Kind.LIST) has `columns`, at most `limit` entries, and the columns it's put in `order` by,
    none where the order of its entries is as given. `cite` is the clause that speaks of it, where written.
    """

    name: str
    alias: str
    type: Type
    default: Plain | None = None
    note: str = ""
    columns: tuple[Column, ...] = ()
    limit: int = 0
    order: tuple[str, ...] = ()
    cite: Citation | None = attrs.field(default=None, eq=False, repr=False)
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
class EntryOutput:
    """An output with a result for each entry of a list, in the order in which the entries are given.

    `fold` counts the entries, of which its `value`, an entry rule, is the result. The private field `field`
    is that count: where it's a status, for who is out of scope or whose list is unknown, so is every result.
    """

    name: str
    alias: str
    type: Type
    field: str
    fold: Fold
    note: str = ""
    span: Span = attrs.field(eq=False, repr=False)

    @property
    def rule(self) -> str:
        """The entry rule that gives the results."""
        assert isinstance(self.fold.value, EntryResult)
        return self.fold.value.rule

    @property
    def list(self) -> str:
        """The list whose entries have results."""
        return self.fold.list


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
    audience: Audience | None = None
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
class Claim:
    """恒真: a condition the notice says holds for everybody, to be proved; `text` is it as written."""

    condition: Expr
    text: str
    cite: Citation | None
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
    """A clause that changes no result: data, a silence (待定) or 不入计算. `details` are labelled.

    `days` are those of `details` that name a day, as expressions.
    It concerns those of whom `guard` is true, all where there's none; `question` is how people ask about it.
    """

    kind: str
    text: str
    cite: Citation | None
    details: tuple[tuple[str, str], ...] = ()
    days: tuple[tuple[str, Expr], ...] = ()
    guard: Expr | None = None
    audience: Audience | None = None
    question: str = ""
    span: Span = attrs.field(eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Mention:
    """A citation that the file makes, wherever it stands: what accounts for the clauses of the notice."""

    cite: Citation
    span: Span = attrs.field(eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Wording:
    """说明: what the public is told for the name `name`, or for its reading `reading`.

    `opposite` is said of whom it doesn't hold for; `question` and `hint` ask for it, unless it isn't `asked`.
    """

    name: str
    text: str
    reading: str = ""
    opposite: str = ""
    question: str = ""
    hint: str = ""
    asked: bool = True
    cite: Citation | None = None


class StatusKind(Enum):
    """The statuses an example can expect."""

    UNDETERMINED = "待定"
    NOT_APPLICABLE = "不适用"
    MISSING = "缺资料"


@attrs.frozen(kw_only=True)
class Expected:
    """What a case expects of a field: a value (EQ), a bound (GE, LE), a status with `text` in its reason.

    `clauses` are among those that the result must rest on. Of an output for each entry it's what is expected
    of the `entry` of this number, from 1.
    """

    field: str
    op: Op
    value: Plain | StatusKind
    text: str = ""
    clauses: tuple[str, ...] = ()
    entry: int = 0
    span: Span = attrs.field(eq=False, repr=False)

    @property
    def told(self) -> str:
        """What it speaks of, as people read it."""
        return f"{self.field}（第{self.entry}条）" if self.entry else self.field


@attrs.frozen(kw_only=True)
class Case:
    """案例: given facts (None = unknown), chosen readings, expected results."""

    title: str
    given: tuple[tuple[str, Given | None], ...]
    readings: tuple[tuple[str, str], ...]
    expected: tuple[Expected, ...]
    audience: Audience | None = None
    span: Span = attrs.field(eq=False, repr=False)


@attrs.frozen(kw_only=True)
class PolicyInfo:
    """The notice's own particulars; `clauses` are to be accounted for, `contact` explains it."""

    title: str
    document: str = ""
    authority: str = ""
    region: str = ""
    contact: str = ""
    issued: date | None = None
    validity: tuple[date, date | None] | None = None
    coverage: tuple[date, date] | None = None
    clauses: Citation | None = None
    span: Span = attrs.field(eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Kernel:
    """One policy, ready to be evaluated, analysed and emitted.

    `wordings` and `questions` (the reason of a silence, and how people ask about it) are for readers alone.
    """

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
    mentions: tuple[Mention, ...] = ()
    entry_rules: tuple[Choice, ...] = ()
    calendar: Calendar | None = None
    claims: tuple[Claim, ...] = ()
    wordings: tuple[Wording, ...] = ()
    questions: tuple[tuple[str, str], ...] = ()
    entry_outputs: tuple[EntryOutput, ...] = ()

    @cached_property
    def entry_rule_by_name(self) -> dict[str, Choice]:
        """The rules that are read entry by entry (每笔), by name; each fills one field."""
        return {choice.name: choice for choice in self.entry_rules}

    @cached_property
    def input_by_name(self) -> dict[str, InputDecl]:
        """Inputs by Chinese name."""
        return {decl.name: decl for decl in self.inputs}

    @cached_property
    def field_by_name(self) -> dict[str, FieldDecl]:
        """Fields by Chinese name."""
        return {decl.name: decl for decl in self.fields}

    @cached_property
    def assumption_by_name(self) -> dict[str, AssumptionDecl]:
        """Assumptions by name."""
        return {decl.name: decl for decl in self.assumptions}

    @cached_property
    def choice_of(self) -> dict[str, Choice]:
        """The choice that fills each field."""
        return {name: choice for choice in self.choices for name in choice.fields}

    @cached_property
    def meanings(self) -> dict[str, tuple[Expr, ...]]:
        """What the readings of each assumption mean; nothing for one about a way to combine."""
        return {
            decl.name: tuple(r.meaning for r in decl.readings if not isinstance(r.meaning, Pick))
            for decl in self.assumptions
        }

    @property
    def expressions(self) -> Iterator[Expr]:
        """Everything that can be looked at: of choices, entry rules, readings and relations."""
        for choice in (*self.choices, *self.entry_rules):
            yield from expressions_of(choice)
        for meanings in self.meanings.values():
            yield from meanings
        yield from (relation.condition for relation in self.relations)

    @cached_property
    def reads(self) -> dict[str, Reads]:
        """What each choice looks up, by the choice's name."""
        rules = self.entry_rule_by_name
        return {c.name: reads_of(expressions_of(c), self.meanings, rules) for c in self.choices}

    @cached_property
    def depends(self) -> dict[str, frozenset[str]]:
        """The assumptions that each choice depends on, through fields too, by the choice's name."""
        found: dict[str, frozenset[str]] = {}
        by_field: dict[str, frozenset[str]] = {}
        for choice in self.choices:
            found[choice.name] = assumptions_of(self.reads[choice.name], by_field)
            by_field |= dict.fromkeys(choice.fields, found[choice.name])
        return found

    @property
    def outputs(self) -> tuple[FieldDecl, ...]:
        """The public fields, in declaration order."""
        return tuple(decl for decl in self.fields if decl.public)

    def kind_filled(self, choice: Choice, number: int) -> Kind | None:
        """The kind of a choice's field of this number; an entry rule's is that of what it gives."""
        decl = self.field_by_name.get(choice.fields[number])
        if decl is not None:
            return decl.type.kind
        values = (*(row.values[number] for row in choice.rows), choice.otherwise[number])
        return next((kind for kind in map(self.kind_of, values) if kind is not None), None)

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
            case Elapsed() | Steps():
                return Kind.INT
            case ItemRef(_, _, type_) | StateRef(_, type_) | EntryResult(_, type_):
                return type_.kind
            case Fold():
                return self._kind_of_fold(expr)
            case And() | Or() | Not() | Compare() | Reached() | OneOf():
                return Kind.BOOL
            case Add(left, right) | Sub(left, right):
                return self.kind_of(left) or self.kind_of(right)
            case Scale(item) | Clamp(item):
                return self.kind_of(item)
            case Divide(item, by):
                of_money = self.kind_of(item) is Kind.MONEY and self.kind_of(by) is not Kind.MONEY
                return Kind.MONEY if of_money else Kind.RATE
            case ReadingOf(name):
                return self._kind_of_readings(name)
            case Silent():
                return None

    def _kind_of_fold(self, fold: Fold) -> Kind | None:
        match fold.how:
            case FoldHow.EXISTS | FoldHow.EVERY:
                return Kind.BOOL
            case FoldHow.COUNT:
                return Kind.INT
            case _:
                return self.kind_of(fold.value)

    def _kind_of_readings(self, assumption: str) -> Kind | None:
        for reading in self.assumption_by_name[assumption].readings:
            if not isinstance(reading.meaning, Pick):
                kind = self.kind_of(reading.meaning)
                if kind is not None:
                    return kind
        return None
