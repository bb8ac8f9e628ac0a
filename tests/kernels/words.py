"""Short names for the parts of a kernel, so that one written by hand reads like a notice."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

import attrs

from polc.compiler.kernel import (
    DATE,
    DURATION,
    MONEY,
    And,
    Case,
    Choice,
    Compare,
    Const,
    Expected,
    Expr,
    FieldDecl,
    Form,
    InputDecl,
    InputRef,
    Kind,
    Op,
    Or,
    Row,
    Silent,
    StatusKind,
    Type,
)
from polc.dsl.citation import Citation, parse_citation
from polc.dsl.source import NOWHERE, fold_width
from polc.dsl.values import (
    Amount,
    Duration,
    Plain,
    Undetermined,
    Unit,
    yuan,
)


def cite(text: str) -> Citation:
    return parse_citation(fold_width(text))


def fact(name: str, alias: str, type_: Type, default: Plain | None = None, note: str = "") -> InputDecl:
    return InputDecl(name=name, alias=alias, type=type_, default=default, note=note, span=NOWHERE)


def field(name: str, alias: str, type_: Type, public: bool = True, note: str = "") -> FieldDecl:
    return FieldDecl(name=name, alias=alias, type=type_, public=public, note=note, span=NOWHERE)


def row(clause: str, guard: Expr, *values: Expr, exception: bool = False, **more: object) -> Row:
    made = Row(guard=guard, values=values, cite=cite(clause), exception=exception, span=NOWHERE)
    return attrs.evolve(made, **more)


def choice(name: str, form: Form, rows: Iterable[Row], otherwise: Iterable[Expr], **more: object) -> Choice:
    made = Choice(
        name=name,
        form=form,
        fields=(name,),
        rows=tuple(rows),
        otherwise=tuple(otherwise),
        cite=None,
        span=NOWHERE,
    )
    return attrs.evolve(made, **more)


def all_of(*items: Expr) -> Expr:
    return And(items)


def any_of(*items: Expr) -> Expr:
    return Or(items)


def day(text: str) -> Const:
    return Const(date.fromisoformat(text), DATE)


def money(value: int | Fraction) -> Const:
    return Const(yuan(value), MONEY)


def months(count: int) -> Const:
    return Const(Duration(count, Unit.MONTH), DURATION)


def days(count: int) -> Const:
    return Const(Duration(count, Unit.DAY), DURATION)


def option(text: str) -> Const:
    return Const(text, Type(Kind.ENUM, (text,)))


def silent(reason: str, document: str = "") -> Silent:
    return Silent(Undetermined(reasons=(reason,), document=document))


def between(item: Expr, low: str, high: str) -> Expr:
    return all_of(Compare(Op.GE, item, day(low)), Compare(Op.LE, item, day(high)))


def window(clause: str, by: str, name: str, low: str, high: str) -> Row:
    return row(
        clause,
        between(InputRef(by), low, high),
        option(name),
        condition=f"{by} 在 {low} 至 {high}",
        outcome=name,
        low=day(low),
        high=day(high),
    )


def case(title: str, given: dict[str, Plain | None], **expected: object) -> Case:
    return Case(
        title=title,
        given=tuple(given.items()),
        readings=(),
        expected=tuple(
            Expected(field=name, op=Op.EQ, value=value, span=NOWHERE)  # type of value: Plain or StatusKind
            for name, value in expected.items()
            if isinstance(value, bool | date | Amount | Fraction | Duration | str | StatusKind)
        ),
        span=NOWHERE,
    )
