"""The model beside the interpreter: the same person, the same readings, every name both of them decide.

Reasons that a file states are compared word for word; a reason in the engine's own words only with there
being one. Sets are compared as sets: the order in which facts or reasons are told is no part of the meaning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

import attrs

from model import values as own
from model.decide import Person, evaluate
from model.files import Program
from model.kinds import parts
from model.rows import Answer
from polc.compiler.interpret import evaluate as interpret
from polc.compiler.kernel import Kernel, Kind
from polc.compiler.readings import FieldResult, bounds_of
from polc.dsl import nodes
from polc.dsl.text import Bounds, result_text
from polc.dsl.values import (
    Amount,
    Duration,
    Given,
    Missing,
    NotApplicable,
    Plain,
    Rate,
    Records,
    Result,
    Undetermined,
)

Assumed = Mapping[str, str | None]


def differences(
    kernel: Kernel, program: Program, person: Mapping[str, Given | None], assume: Assumed | None = None
) -> Iterator[str]:
    """What the two say otherwise, one line for each name."""
    for name, theirs, ours in both(kernel, program, person, assume):
        if theirs != ours:
            yield f"{name}: interpreter {theirs}, model {ours}"


def both(
    kernel: Kernel, program: Program, person: Mapping[str, Given | None], assume: Assumed | None = None
) -> Iterator[tuple[str, Told, Told | None]]:
    """What the interpreter and what the model say of each name that stands in the text."""
    wanted = interpret(kernel, person, assume, traced=False)
    found = evaluate(program, modelled(kernel, person), assume)
    said, bounds = program.once("stated", lambda: stated(program)), bounds_of(kernel)
    for name, field in wanted.fields.items():
        decl = kernel.field_by_name[name]
        if name in found or decl.public:
            ours = of_model(found[name], said, bounds) if name in found else None
            yield name, of_kernel(field, decl.type.kind, said), ours
    for output in kernel.entry_outputs:
        for label, field in wanted.told_of(output):
            name = label if label.endswith("条）") else f"{label}（整体）"
            ours = of_model(found[name], said, bounds) if name in found else None
            yield name, of_kernel(field, output.type.kind, said), ours


# ---- persons ----------------------------------------------------------------------------------------
def modelled(kernel: Kernel, person: Mapping[str, Given | None]) -> Person:
    """A person as the model takes it."""
    made: dict[str, own.Value | own.Entries | None] = {}
    for decl in kernel.inputs:
        given = person.get(decl.name, decl.default)
        if isinstance(given, Records):
            kinds = [column.type.kind for column in decl.columns]
            rows = (tuple(_value(c, k) for c, k in zip(row, kinds, strict=True)) for row in given.rows)
            made[decl.name] = own.Entries(tuple(rows))
        else:
            made[decl.name] = _value(given, decl.type.kind)
    return made


def _value(given: Plain | None, kind: Kind) -> own.Value | None:
    match given:
        case Amount(fen, terms):
            return own.Money(fen, frozenset(terms))
        case Duration(count, unit):
            return own.length(count, unit)
        case Fraction() if kind is Kind.INT:
            assert given.denominator == 1 and not isinstance(given, Rate), given
            return given.numerator
        case Rate():
            return Fraction(given)
        case _:
            return given


# ---- results in one form ----------------------------------------------------------------------------
@attrs.frozen
class Told:
    """A result as both can tell it."""

    what: str
    value: object
    reasons: frozenset[str] = frozenset()
    clauses: frozenset[str] = frozenset()


def stated(program: Program) -> frozenset[str]:
    """The reasons and documents that the policy's own text gives."""
    blocks = [*program.blocks.values(), *program.assumptions.values(), *program.fulfilled.values()]
    blocks += [block for above in program.above.values() for block in above]
    found = set[str]()
    for node in parts(tuple(block.item for block in blocks)):
        match node:
            case nodes.SaysUndetermined(reason=text) | nodes.SaysNotApplicable(reason=text):
                found.add(text)
            case _:
                pass
    return frozenset(found)


def _reasons(given: frozenset[str], said: frozenset[str]) -> frozenset[str]:
    return frozenset(reason if reason in said else "（引擎的话）" for reason in given)


def of_kernel(field: FieldResult, kind: Kind, said: frozenset[str]) -> Told:
    """What the interpreter says."""
    clauses = frozenset(field.clauses)
    match field.result:
        case NotApplicable(reason=reason, kind=how):
            return Told("不适用", how, frozenset({reason}), clauses)
        case Missing(inputs=inputs):
            return Told("缺资料", frozenset(inputs), clauses=clauses)
        case Undetermined(reasons=reasons, document=document, candidates=candidates):
            readings = frozenset((reading, _short(text)) for reading, text in candidates)
            return Told("待定", (document, readings), _reasons(frozenset(reasons), said), clauses)
        case given:
            assert kind is not Kind.RATE or isinstance(given, Rate), given
            return Told("值", _typed(_value(given, kind)), clauses=clauses)


def of_model(answer: Answer, said: frozenset[str], bounds: Bounds) -> Told:
    """What the model says."""
    clauses = answer.clauses
    match answer.result:
        case own.NotApplicable(kind, reason):
            return Told("不适用", kind, frozenset({reason}), clauses)
        case own.Missing(facts):
            return Told("缺资料", facts, clauses=clauses)
        case own.Open(reasons, document, candidates):
            readings = frozenset((reading, _short(_text(given, bounds))) for reading, given in candidates)
            return Told("待定", (document, readings), _reasons(reasons, said), clauses)
        case given:
            return Told("值", _typed(given), clauses=clauses)


def _typed(given: object) -> tuple[str, object]:
    return type(given).__name__, given


def _short(text: str) -> str:
    """A candidate that is a status, without its reasons: they may be the engine's own."""
    head = text.partition("（")[0]
    return head if head in ("待定", "不适用", "缺资料") else text


def _text(given: own.Result, bounds: Bounds) -> str:
    match given:
        case own.NotApplicable():
            return "不适用"
        case own.Missing():
            return "缺资料"
        case own.Open():
            return "待定"
        case _:
            return result_text(_plain(given), bounds)


def _plain(given: own.Value) -> Result:
    match given:
        case own.Money(fen, unknown):
            return Amount(fen, tuple(sorted(unknown)))
        case own.Length(count, unit):
            return Duration(count, unit)
        case bool() | date() | str():
            return given
        case Fraction():
            return Rate(given)
        case _:
            return Fraction(given)
