"""Answers: reasons, traces, receipts, and the same as JSON and text.

In: an `_Evaluation`. Out: what a caller reads. Sentences come from the texts of the policy's own rows;
nothing here decides anything.
"""

from __future__ import annotations

from polc.targets.python.prelude import (
    _HAS_LISTS,
    _HAS_MONEY,
    _HAS_SHARES,
    _HAS_TERMS,
    _STATUSES,
    AtLeast,
    AtMost,
    Between,
    Missing,
    NotApplicable,
    Undetermined,
    _distinct,
    _range_text,
    _result_text,
    _yuan_text,
)
from polc.targets.python.prelude_people import _as_json
from polc.targets.python.prelude_record import _Record, _record
from polc.targets.python.prelude_run import _Evaluation, _Policy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from polc.targets.python.prelude import _Answer, _Number
    from polc.targets.python.prelude_decide import _Step
    from polc.targets.python.prelude_run import AssumptionInfo, FieldInfo


@_record
class Reason(_Record):
    """Why an output is what it is: the clause, and its row as text (empty for a rule without rows)."""

    output: str
    clause: str
    text: str


@_record
class Receipt(_Record):
    """What makes a decision reproducible: the texts and the compiler behind it, and a digest of the input."""

    title: str
    document: str
    source_sha256: str
    kernel_sha256: str
    compiler_version: str
    readings: tuple[tuple[str, str | None], ...]
    input_sha256: str


@_record
class RowError(_Record):
    """A row that couldn't be decided: its number from 1, and what is wrong with which field."""

    row: int
    field: str
    expected: str
    message: str


@_record
class TraceRow(_Record):
    """One row as it was judged: 采用, 不成立, 被胜过 (`by` a clause), 较低，不取, or 未定."""

    clause: str
    condition: str
    outcome: str
    verdict: str
    by: str
    facts: tuple[tuple[str, str], ...]


@_record
class TraceStep(_Record):
    """One rule as it was decided: its rows, and for each field the result as text with its clauses."""

    name: str
    gated: bool
    rows: tuple[TraceRow, ...]
    results: tuple[tuple[str, str, tuple[str, ...]], ...]


# ---- from an evaluation ------------------------------------------------------------------------------
def _reasons(policy: _Policy, evaluation: _Evaluation) -> tuple[Reason, ...]:
    """One reason a clause of each output, with the text of the row that stands there."""
    steps = {name: step for step in evaluation.steps for name in step.choice.fields}
    reasons: list[Reason] = []
    for field in policy.outputs:
        texts = _row_texts(steps[field.alias])
        clauses = evaluation.fields[field.alias][1]
        reasons += [Reason(field.alias, clause, texts.get(clause, "")) for clause in clauses]
    return tuple(reasons)


def _row_texts(step: _Step) -> dict[str, str]:
    """The text of the rows by clause: rows taken before rows left open, earlier rows before later ones."""
    rows = step.choice.rows
    beaten = {loser for winner in step.certain for loser in step.choice.losers[winner]}
    open_ = [i for i, guard in enumerate(step.guards) if not isinstance(guard, bool) and i not in beaten]
    texts: dict[str, str] = {}
    for number in (*sorted(step.taken), *open_):
        texts.setdefault(rows[number].clause, _row_text(rows[number].condition, rows[number].outcome))
    return texts


def _row_text(condition: str, outcome: str) -> str:
    return f"{condition}：{outcome}" if condition and outcome else condition or outcome


def _trace_steps(policy: _Policy, evaluation: _Evaluation) -> tuple[TraceStep, ...]:
    return tuple(_trace_step(policy, evaluation, step) for step in evaluation.steps)


def _trace_step(policy: _Policy, evaluation: _Evaluation, step: _Step) -> TraceStep:
    rows = []
    for number, guard in enumerate(step.guards):
        row = step.choice.rows[number]
        winner = next((w for w in step.certain if number in step.choice.losers[w]), None)
        verdict = _verdict(guard, winner is not None, number in step.taken)
        by = step.choice.rows[winner].clause if winner is not None and verdict == "被胜过" else ""
        facts = tuple((policy.labels[name], _fact_text(policy, evaluation, name)) for name in row.facts)
        rows.append(TraceRow(row.clause, row.condition, row.outcome, verdict, by, facts))
    results = []
    for number, name in enumerate(step.choice.fields):
        result, clauses = step.results[number]
        results.append(
            (policy.field_labels[name], _result_text(result, policy.bounds, policy.types[name]), clauses)
        )
    return TraceStep(step.choice.name, step.gated, tuple(rows), tuple(results))


def _fact_text(policy: _Policy, evaluation: _Evaluation, name: str) -> str:
    value: Any = evaluation.facts[name]
    if _HAS_LISTS and isinstance(value, tuple):
        return f"{len(value)}条"
    type = policy.fact_by_name[name].type
    return "未知" if value is None else _result_text(value, policy.bounds, type)


def _verdict(guard: object, beaten: bool, taken: bool) -> str:
    if guard is False:
        return "不成立"
    if beaten:
        return "被胜过"
    if guard is not True:
        return "未定"
    return "采用" if taken else "较低，不取"


def _assumptions_in(readings: Mapping[str, str | None]) -> tuple[str, ...]:
    return tuple(f"{name}：{reading or '都不采用'}" for name, reading in readings.items())


# ---- as text and JSON --------------------------------------------------------------------------------
def _answer_text(answer: Any, field: FieldInfo) -> str:
    """One output as people read it: 400元, 不低于1070元, 2025年3月1日, 待定（…）."""
    if _HAS_TERMS and isinstance(answer, (AtLeast, AtMost, Between)):
        return _range_text(*_ends(answer))
    if _HAS_MONEY and field.type == "金额" and not isinstance(answer, _STATUSES):
        return _yuan_text(answer)
    return _result_text(answer, {}, field.type)


def _answer_dict(
    answer: _Answer, field: FieldInfo, clauses: tuple[str, ...], entries: tuple[str, ...]
) -> dict[str, object]:
    """One output as JSON, in the form of polc.eval/1."""
    status, value, reason = "value", _as_json(answer), ""
    if _HAS_SHARES and field.type == "比例":
        value = _answer_text(answer, field)
    if _HAS_TERMS and isinstance(answer, (AtLeast, AtMost, Between)):
        status, value = "bound", _bound_dict(answer)
    if isinstance(answer, NotApplicable):
        status, value, reason = "not_applicable", None, answer.reason
    elif isinstance(answer, Missing):
        status, value, reason = "missing", None, "、".join(answer.labels)
    elif isinstance(answer, Undetermined):
        said = _distinct((*answer.reasons, *([answer.document] if answer.document else [])))
        status, value, reason = "undetermined", None, "；".join(said)
    return {
        "name": field.label,
        "status": status,
        "value": value,
        "text": _answer_text(answer, field),
        "clauses": list(clauses),
        "reason": reason,
        **({"entry_clauses": list(entries)} if entries else {}),
    }


def _bound_dict(answer: AtLeast | AtMost | Between) -> dict[str, object]:
    low, high = _ends(answer)
    return {name: _as_json(end) for name, end in (("at_least", low), ("at_most", high)) if end is not None}


def _ends(answer: AtLeast | AtMost | Between) -> tuple[_Number | None, _Number | None]:
    """The least and the most of an amount that is told by its bounds, None where it has no end."""
    if isinstance(answer, Between):
        return answer.low_fen, answer.high_fen
    return (answer.fen, None) if isinstance(answer, AtLeast) else (None, answer.fen)


def _assumption_dict(decl: AssumptionInfo, reading: str | None) -> dict[str, object]:
    return {
        "name": decl.name,
        "reading": reading,
        "readings": list(decl.readings),
        "clauses": [decl.clause] if decl.clause else [],
        "reason": decl.reason,
    }


def _input_digest(facts: Mapping[str, object]) -> str:
    """sha256 of the facts as JSON, names sorted: the same input gives the same digest anywhere."""
    from hashlib import sha256
    from json import dumps

    data = {name: _as_json(value) for name, value in facts.items()}
    return sha256(dumps(data, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _trace_text(steps: tuple[TraceStep, ...]) -> str:
    """The trace as lines of text, one rule after the other."""
    lines = []
    for step in steps:
        lines += [step.name, *map(_trace_line, step.rows)]
        for name, text, clauses in step.results:
            lines.append(f"  → {name} = {text}" + "".join(f"【{clause}】" for clause in clauses))
    return "\n".join(lines)


def _trace_line(row: TraceRow) -> str:
    by = f"，胜过它的是【{row.by}】" if row.by else ""
    facts = "、".join(f"{name}={value}" for name, value in row.facts)
    return f"  【{row.clause}】 {_row_text(row.condition, row.outcome)}  {row.verdict}{by}  {facts}".rstrip()


def _trace_dict(step: TraceStep) -> dict[str, object]:
    rows = [
        {
            "clause": row.clause,
            "condition": row.condition,
            "outcome": row.outcome,
            "verdict": row.verdict,
            "by": row.by,
            "facts": dict(row.facts),
        }
        for row in step.rows
    ]
    results = [{"field": n, "text": text, "clauses": list(clauses)} for n, text, clauses in step.results]
    return {"rule": step.name, "gated": step.gated, "rows": rows, "results": results}
