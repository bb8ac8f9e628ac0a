"""The module as a program and for rows: JSON lines in and out, and the notice's own cases.

In: rows, lines or the embedded cases. Out: decisions, or errors that name the row and the field. A bad
row never stops the others.
"""

from __future__ import annotations

from polc.targets.python.prelude import (
    _HAS_LISTS,
    _HAS_RELATIONS,
    _STATUSES,
    Duration,
    Missing,
    NotApplicable,
    Undetermined,
    _Amount,
    _answer,
    _interval,
    _result_text,
)
from polc.targets.python.prelude_answer import (
    Reason,
    Receipt,
    TraceStep,
    _answer_dict,
    _answer_text,
    _assumption_dict,
    _assumptions_in,
    _input_digest,
    _reasons,
    _trace_dict,
    _trace_steps,
    _trace_text,
)
from polc.targets.python.prelude_lists import _blank_cells, _clauses_of_entries
from polc.targets.python.prelude_people import _as_json, _Fields, _given
from polc.targets.python.prelude_reading import _STRICT, _read_text
from polc.targets.python.prelude_record import _Record, _record
from polc.targets.python.prelude_run import _broken, _evaluate, _Evaluation, _Policy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any, ClassVar, TypeAlias

    from polc.targets.python.prelude import _Answer, _Result

    _Expected: TypeAlias = "tuple[str, str, bool | int | str, str]"
    _Case: TypeAlias = "tuple[str, dict[str, object], dict[str, str], tuple[_Expected, ...]]"


class _Decided(_Fields):
    """What every `Decision` can do. `_basis`: the evaluation, or the person and what clauses rest on."""

    __slots__ = ("_basis",)
    _basis: Any
    _policy: ClassVar[_Policy]

    @property
    def _evaluation(self) -> _Evaluation:
        if isinstance(self._basis, _Evaluation):
            return self._basis
        return _evaluate(self._policy, _given(self._policy, self._basis[0]), None)

    @property
    def _given(self) -> Mapping[str, Any]:
        if isinstance(self._basis, _Evaluation):
            return self._basis.given
        return _given(self._policy, self._basis[0])

    @property
    def outputs(self) -> dict[str, _Answer]:
        """Every output by alias, in the order of declaration."""
        return dict(self._items())

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts (aliases) that are unknown and can still change an output."""
        if isinstance(self._basis, _Evaluation):
            return self._basis.missing
        unknown = {name for _, found in self._items() if isinstance(found, Missing) for name in found.inputs}
        return tuple([alias for alias in self._policy.labels if alias in unknown])

    @property
    def missing_cells(self) -> tuple[tuple[str, int, str], ...]:
        """Of the lists that are `missing`, the blank cells: list, entry from 1, column."""
        if _HAS_LISTS and self.missing:
            return _blank_cells(self._policy, self._given, self.missing)
        return ()

    @property
    def broken_relations(self) -> tuple[str, ...]:
        """The relations (关系) of the policy that the facts break, as written; results go by the facts."""
        if _HAS_RELATIONS:
            return _broken(self._policy, self._given)
        return ()

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """One reason a clause of each output."""
        basis = self._basis
        if basis.__class__ is tuple:
            told: tuple[Reason, ...] = basis[1].reasons(basis)
            return told
        return _reasons(self._policy, self._evaluation)

    @property
    def clauses(self) -> dict[str, tuple[str, ...]]:
        """The clauses that each output rests on, by alias."""
        clauses: dict[str, list[str]] = {field.alias: [] for field in self._policy.outputs}
        for reason in self.reasons:
            clauses[reason.output].append(reason.clause)
        return {alias: tuple(found) for alias, found in clauses.items()}

    @property
    def entry_clauses(self) -> dict[str, tuple[str, ...]]:
        """The clauses that decided the entries of lists behind each output, by alias; only where any did."""
        if _HAS_LISTS and self._policy.entry_rules:
            return _clauses_of_entries(self._policy.entry_rules, self._evaluation.heard)
        return {}

    @property
    def readings(self) -> dict[str, str | None]:
        """The reading in force of each assumption; None where nobody chose one."""
        return dict(self._basis.readings if isinstance(self._basis, _Evaluation) else self._policy.adopted)

    @property
    def assumptions(self) -> tuple[str, ...]:
        """The readings in force, as text."""
        return _assumptions_in(self.readings)

    @property
    def receipt(self) -> Receipt:
        """What reproduces this decision."""
        info = self._policy.info
        return Receipt(
            title=info.title,
            document=info.document,
            source_sha256=info.source_sha256,
            kernel_sha256=info.kernel_sha256,
            compiler_version=info.compiler_version,
            readings=tuple(self.readings.items()),
            input_sha256=_input_digest(self._given),
        )

    def _found(self, name: str) -> tuple[str, _Result]:
        """A field as people call it, and its result."""
        return self._policy.field_labels[name], self._evaluation.fields[name][0]

    def text(self, output: str) -> str:
        """One output as people read it."""
        field = next(field for field in self._policy.outputs if field.alias == output)
        return _answer_text(getattr(self, output), field)

    def to_dict(self) -> dict[str, object]:
        """The decision as JSON data of the form polc.eval/1."""
        clauses, readings, info = self.clauses, self.readings, self._policy.info
        entries = self.entry_clauses
        told: dict[str, object] = {
            "schema": "polc.eval/1",
            "policy": {"title": info.title, "document": info.document},
            "outputs": {
                field.alias: _answer_dict(
                    getattr(self, field.alias), field, clauses[field.alias], entries.get(field.alias, ())
                )
                for field in self._policy.outputs
            },
            "missing": list(self.missing),
            "assumptions": [_assumption_dict(d, readings[d.name]) for d in self._policy.assumptions],
        }
        if _HAS_LISTS and self.missing_cells:
            told["missing_cells"] = [
                {"list": name, "entry": n, "column": column} for name, n, column in self.missing_cells
            ]
        if _HAS_RELATIONS and self.broken_relations:
            told["broken_relations"] = list(self.broken_relations)
        return told


@_record
class Trace(_Record):
    """How a decision was made, step by step."""

    decision: _Decided
    steps: tuple[TraceStep, ...]

    def __init__(self, decision: _Decided) -> None:
        self._fill(decision, _trace_steps(decision._policy, decision._evaluation))

    def to_text(self) -> str:
        """The trace as lines of text."""
        return _trace_text(self.steps)

    def to_dict(self) -> dict[str, object]:
        """The trace as JSON data, with the decision in it."""
        return {**self.decision.to_dict(), "steps": [_trace_dict(step) for step in self.steps]}


def _answers(policy: _Policy, evaluation: _Evaluation) -> list[_Answer]:
    return [_answer(evaluation.fields[field.alias][0], policy.bounds) for field in policy.outputs]


# ---- the program -------------------------------------------------------------------------------------
def _run_lines(decide: Callable[[Mapping[str, object]], Mapping[str, object]]) -> int:
    """One JSON object a line from standard input, one line of JSON out for each; 1 when a line was bad."""
    import json
    import sys

    status = 0
    for number, raw in enumerate(sys.stdin.buffer, 1):
        line = raw.decode("utf-8", "replace").strip()
        if not line:
            continue
        try:
            row = json.loads(line)
            if not isinstance(row, dict):
                raise TypeError("应为 JSON 对象 · expected a JSON object")
            found = decide(row)
        except (ValueError, TypeError, RecursionError) as error:
            status = 1
            found = {"schema": "polc.eval/1", "error": {"row": number, "message": str(error)}}
        sys.stdout.buffer.write(json.dumps(found, ensure_ascii=False).encode() + b"\n")
    return status


def _main(
    decide: Callable[[Mapping[str, object]], Mapping[str, object]],
    self_test: Callable[[], tuple[int, list[str]]],
    usage: str,
) -> int:
    import sys

    arguments = sys.argv[1:]
    if not arguments:
        return _run_lines(decide)
    if arguments == ["--self-test"]:
        number, failures = self_test()
        lines = [*failures, f"{number - len(failures)}/{number}"]
        sys.stdout.buffer.write("".join(f"{line}\n" for line in lines).encode())
        return 1 if failures else 0
    sys.stderr.buffer.write(f"{usage}\n".encode())
    return 0 if arguments in (["--help"], ["-h"]) else 2


# ---- the notice's own cases --------------------------------------------------------------------------
def _run_cases(
    policy: _Policy, cases: Iterable[_Case], decide: Callable[[Mapping[str, object], Any], _Decided]
) -> tuple[int, list[str]]:
    """How many cases there are, and a line for each that fails."""
    failures = []
    number = 0
    for title, given, readings, expected in cases:
        number += 1
        decision = decide(given, readings or None)
        wrong = [e for e in expected if not _as_expected(policy, decision, e)]
        if wrong:
            found = "、".join(_found_text(policy, decision, e[0]) for e in wrong)
            failures.append(f"{title}：{found}")
    return number, failures


def _found_text(policy: _Policy, decision: _Decided, name: str) -> str:
    label, result = decision._found(name)
    return f"{label} = {_result_text(result, policy.bounds, policy.types[name.partition('#')[0]])}"


def _as_expected(policy: _Policy, decision: _Decided, expected: _Expected) -> bool:
    """True when a field is as the case says, and the decision gives what the general path gives."""
    name, op, value, text = expected
    result = decision._found(name)[1]
    answer = _answer(result, policy.bounds)
    if decision.outputs.get(name, answer) != answer:
        return False
    if op == "status":
        return isinstance(result, _KINDS[str(value)]) and text in _result_text(result, policy.bounds)
    if isinstance(result, _STATUSES):
        return False
    if isinstance(result, Duration):
        return result == Duration(*_read_text("时长", str(value), (), _STRICT))
    if not isinstance(result, _Amount):
        return _holds(_as_json(answer), op, value)
    low, high = _interval(result, policy.bounds)
    if op == "==":
        return low == high == value
    return low != high and value == (low if op == ">=" else high)


def _holds(found: Any, op: str, value: Any) -> bool:
    if op == "==":
        return bool(found == value)
    return bool(found >= value if op == ">=" else found <= value)


_KINDS: dict[str, Any] = {"待定": Undetermined, "不适用": NotApplicable, "缺资料": Missing}
