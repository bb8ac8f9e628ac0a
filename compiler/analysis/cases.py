"""POL704: examples (案例) whose expectations the policy doesn't meet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from polc.compiler.analysis.subject import Subject
from polc.compiler.entry_clauses import entry_clauses
from polc.compiler.interpret import Decided, Evaluation, evaluate
from polc.compiler.kernel import Case, Expected, Kernel, Op, StatusKind
from polc.compiler.readings import FieldResult, as_row, bounds_of
from polc.dsl.diagnostics.cases import CASE_FAILED
from polc.dsl.diagnostics.model import WitnessRow
from polc.dsl.text import Bounds, interval, result_text
from polc.dsl.values import Amount, Missing, NotApplicable, Plain, Result, Undetermined, distinct, is_status

_STATUS = {
    StatusKind.UNDETERMINED: Undetermined,
    StatusKind.NOT_APPLICABLE: NotApplicable,
    StatusKind.MISSING: Missing,
}


def check(subject: Subject) -> None:
    """Every example, expectation by expectation."""
    kernel = subject.kernel
    bounds = bounds_of(kernel)
    decided: Decided = {}
    for case in kernel.cases:
        evaluation = evaluate(kernel, dict(case.given), dict(case.readings), traced=False, decided=decided)
        if kernel.entry_rules and any(expected.clauses for expected in case.expected):
            evaluation = evaluate(kernel, dict(case.given), dict(case.readings))
        for expected in case.expected:
            if not meets(expected, found_for(kernel, evaluation, expected), bounds):
                _report(subject, case, expected, evaluation)


def found_for(kernel: Kernel, evaluation: Evaluation, expected: Expected) -> FieldResult:
    """A result with all that it rests on: its own clauses, then those that decided the entries behind it."""
    if expected.field in evaluation.each:
        return as_row(evaluation.each[expected.field])[max(expected.entry - 1, 0)]
    return _of_field(kernel, evaluation, expected.field)


def _of_field(kernel: Kernel, evaluation: Evaluation, field: str) -> FieldResult:
    found = evaluation.fields[field]
    return FieldResult(found.result, distinct((*found.clauses, *entry_clauses(kernel, evaluation, field))))


def meets(expected: Expected, found: FieldResult, bounds: Bounds) -> bool:
    """True when a result is what the example expects, and rests on the clauses that it names."""
    cited = {clause.partition("：")[0] for text in found.clauses for clause in text.split("、")}
    return cited.issuperset(expected.clauses) and _is_as_expected(expected, found.result, bounds)


def expected_now(kernel: Kernel, evaluation: Evaluation) -> Iterator[Expected]:
    """What the policy gives somebody as a whole, as a 案例 expects it of each output, with its clauses."""
    bounds = bounds_of(kernel)
    for decl in kernel.outputs:
        found = _of_field(kernel, evaluation, decl.name)
        op, value = _as_expected(found.result, bounds)
        cited = distinct(
            clause.partition("：")[0] for text in found.clauses for clause in text.split("、") if clause
        )
        yield Expected(field=decl.name, op=op, value=value, clauses=cited, span=decl.span)


def _as_expected(result: Result, bounds: Bounds) -> tuple[Op, Plain | StatusKind]:
    match result:
        case Undetermined() | NotApplicable() | Missing():
            return Op.EQ, next(kind for kind, type_ in _STATUS.items() if isinstance(result, type_))
        case Amount() if not result.exact:
            low, high = interval(result, bounds)
            return (Op.GE, Amount(low)) if low is not None else (Op.LE, Amount(high or Fraction(0)))
        case _:
            return Op.EQ, result


def _is_as_expected(expected: Expected, result: Result, bounds: Bounds) -> bool:
    """A bound is met by the same bound, not by a number."""
    value = expected.value
    if isinstance(value, StatusKind):
        return isinstance(result, _STATUS[value]) and expected.text in result_text(result, bounds)
    if is_status(result):
        return False
    if isinstance(result, Amount) and isinstance(value, Amount):
        low, high = interval(result, bounds)
        if expected.op is Op.EQ:
            return low == high == value.fen
        return low != high and value.fen == (low if expected.op is Op.GE else high)
    return _compares(expected.op, result, value)


def _compares(op: Op, result: Result, value: Plain) -> bool:
    if op is Op.EQ:
        return result == value
    if isinstance(result, date) and isinstance(value, date):
        return result >= value if op is Op.GE else result <= value
    if isinstance(result, Fraction) and isinstance(value, Fraction):
        return result >= value if op is Op.GE else result <= value
    return False


def _report(subject: Subject, case: Case, expected: Expected, evaluation: Evaluation) -> None:
    found = found_for(subject.kernel, evaluation, expected)
    actual = subject.text(found.result) + _clauses_text(expected, found.clauses)
    given = tuple(
        (name, "未知" if value is None else subject.fact(name, value)) for name, value in case.given
    )
    subject.report(
        CASE_FAILED,
        expected.span,
        {
            "case": case.title,
            "output": expected.told,
            "expected": expected_text(expected, bounds_of(subject.kernel)),
            "actual": actual,
            "correct": _row_correct(subject, expected, evaluation)
            if expected.entry
            else _correct(expected, found.result, actual),
        },
        witness=(
            WitnessRow(
                who=case.title, facts=given, outcome=((expected.told, actual),), clauses=found.clauses
            ),
        ),
    )


def _correct(expected: Expected, result: Result, actual: str) -> str:
    """The expectation as it would hold, to be written into the file; a status without its reason."""
    status = _status(result)
    name = expected.told
    if status:
        return f"{name} = {status}"
    for said, written in (("不低于", "不低于"), ("不高于", "不超过")):
        if actual.startswith(said):
            return f"{name} {written} {actual.removeprefix(said).strip()}"
    return f"{name} = {actual}"


def _row_correct(subject: Subject, expected: Expected, evaluation: Evaluation) -> str:
    """The same for an output 每笔: the results of all its entries."""
    row = as_row(evaluation.each[expected.field])
    said = [_status(one.result) or subject.text(one.result) for one in row]
    return f"{expected.field} = {'、'.join(said)}"


def _status(result: Result) -> str:
    return next((kind.value for kind, type_ in _STATUS.items() if isinstance(result, type_)), "")


def _clauses_text(expected: Expected, clauses: tuple[str, ...]) -> str:
    """The clauses of a result, where the expectation speaks of clauses."""
    return f" 依据【{'、'.join(clauses)}】" if expected.clauses else ""


def expected_text(expected: Expected, bounds: Bounds) -> str:
    """An expectation as people read it."""
    return _value_text(expected, bounds) + _clauses_text(expected, expected.clauses)


def _value_text(expected: Expected, bounds: Bounds) -> str:
    if isinstance(expected.value, StatusKind):
        return f"{expected.value.value}（{expected.text}）" if expected.text else expected.value.value
    text = result_text(expected.value, bounds)
    return {Op.GE: f"不低于{text}", Op.LE: f"不高于{text}"}.get(expected.op, text)
