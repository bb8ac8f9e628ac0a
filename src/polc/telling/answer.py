"""The answer for one person: for people, and as the document of polc.eval/1.

In: a kernel and an evaluation. Out: text or plain JSON values, outputs in the order of their declaration.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import TypeAlias, assert_never

import attrs

from polc.compiler.asking import Asking, asking
from polc.compiler.breaches import broken
from polc.compiler.entry_clauses import entry_clauses, entry_steps
from polc.compiler.interpret import Evaluation, Person, RowTrace, Step
from polc.compiler.kernel import FieldDecl, Kernel, Relation
from polc.compiler.readings import FieldResult, bounds_of
from polc.dsl.diagnostics.model import Lang
from polc.dsl.diagnostics.width import columns_of, pad
from polc.dsl.text import Bounds, interval, rate_text, result_text
from polc.dsl.values import (
    Amount,
    Duration,
    Given,
    Missing,
    NotApplicable,
    Plain,
    Rate,
    Records,
    Undetermined,
    distinct,
)
from polc.telling.blanks import Blank, blanks
from polc.telling.lines import lines
from polc.telling.steps import cited, steps_of
from polc.telling.wording import phrase

SCHEMA = "polc.eval/1"

Json: TypeAlias = bool | int | str | list["Json"] | dict[str, "Json"] | None


@attrs.frozen(kw_only=True)
class Beside:
    """What is said beside the results: relations that are broken, blank cells, what is worth asking."""

    broken: tuple[Relation, ...]
    blank: tuple[Blank, ...]
    asked: Asking


def beside_of(kernel: Kernel, facts: Person, evaluation: Evaluation) -> Beside:
    """What is to be said of a person beside the answer."""
    return Beside(
        broken=broken(kernel, facts), blank=blanks(kernel, facts), asked=asking(kernel, facts, evaluation)
    )


# ---- for people -------------------------------------------------------------------------------------
def answer_text(
    kernel: Kernel,
    evaluation: Evaluation,
    lang: Lang,
    beside: Beside,
    *,
    trace: bool,
) -> str:
    """Title, one output a line with its clauses, what looks wrong, what is missing and what was assumed."""
    bounds = bounds_of(kernel)
    heading = "  ".join(part for part in (kernel.info.title, kernel.info.document) if part)
    return lines(
        f"{heading}\n\n",
        *_outputs(kernel, evaluation, bounds, lang),
        *_broken(beside.broken, lang),
        *_missing(beside.asked.facts, lang, beside.blank),
        *_needless(beside.asked, bounds, lang),
        *_assumed(kernel, evaluation, lang),
        *(
            (
                steps_heading(kernel, evaluation, lang),
                *steps_of((*entry_steps(evaluation), *evaluation.steps), kernel, lang),
            )
            if trace
            else ()
        ),
    )


def _outputs(kernel: Kernel, evaluation: Evaluation, bounds: Bounds, lang: Lang) -> list[str]:
    rows = [(decl.name, evaluation.fields[decl.name]) for decl in kernel.outputs]
    texts = [
        (name, result_text(field.result, bounds), _by(kernel, evaluation, name, lang)) for name, field in rows
    ]
    for output in kernel.entry_outputs:
        for label, field in evaluation.told_of(output):
            texts.append((label, result_text(field.result, bounds), cited(field.clauses)))
    names = max((columns_of(name) for name, _, _ in texts), default=0)
    values = max((columns_of(value) for _, value, _ in texts if columns_of(value) <= 40), default=0)
    return [f"  {pad(name, names)}  {pad(value, values)}  {by}".rstrip() for name, value, by in texts]


def _by(kernel: Kernel, evaluation: Evaluation, name: str, lang: Lang) -> str:
    """The clauses of a result, and those that decided the entries behind it."""
    entries = cited(entry_clauses(kernel, evaluation, name))
    told = phrase("by_entries", lang, clauses=entries) if entries else ""
    return cited(evaluation.fields[name].clauses) + told


def _broken(relations: Sequence[Relation], lang: Lang) -> list[str]:
    """The relations that the person breaks: the answer stands, but what is proved doesn't cover them."""
    if not relations:
        return []
    return [f"\n{phrase('broken', lang)}", *(f"  {relation.text}" for relation in relations)]


def _missing(missing: Sequence[str], lang: Lang, blank: Sequence[Blank]) -> list[str]:
    """The facts that are still needed; of a list that is given the cells that are blank."""
    if not missing:
        return []
    cells = {name: [each.text(lang) for each in blank if each.list == name] for name in missing}
    told = [f"{name}（{'、'.join(cells[name])}）" if cells[name] else name for name in missing]
    return [f"\n{phrase('still_missing', lang)}: {'、'.join(told)}"]


def _needless(asked: Asking, bounds: Bounds, lang: Lang) -> list[str]:
    """The facts that aren't known and needn't be, with what comes out whatever they are."""
    if not asked.needless:
        return []
    width = max((columns_of(name) for name in asked.settled), default=0)
    rows = [
        f"  {pad(name, width)}  {result_text(field.result, bounds)}" for name, field in asked.settled.items()
    ]
    return [f"\n{phrase('needless', lang, names='、'.join(asked.needless))}", *rows]


def _assumed(kernel: Kernel, evaluation: Evaluation, lang: Lang) -> list[str]:
    """The assumptions in force, each with the clause that leaves it open."""
    if not evaluation.readings:
        return []
    none = phrase("none_adopted", lang)
    rows = [
        (f"{name} = {reading or none}", kernel.assumption_by_name[name])
        for name, reading in evaluation.readings
    ]
    width = max(columns_of(text) for text, _ in rows)
    return [
        f"\n{phrase('assumed', lang)}",
        *(f"  {pad(text, width)}  {cited([d.cite.text]) if d.cite else ''}".rstrip() for text, d in rows),
    ]


def steps_heading(kernel: Kernel, evaluation: Evaluation, lang: Lang) -> str:
    """Says which reading the steps show where an assumption is left open: the first one of each."""
    open_ = [kernel.assumption_by_name[name] for name, reading in evaluation.readings if reading is None]
    shown = "，".join(f"{decl.name} = {decl.readings[0].name}" for decl in open_)
    return "\n" + (phrase("steps_under", lang, readings=shown) if open_ else phrase("steps", lang))


# ---- for programs -----------------------------------------------------------------------------------
def answer_document(
    kernel: Kernel,
    evaluation: Evaluation,
    beside: Beside | None = None,
    *,
    trace: bool,
) -> dict[str, Json]:
    """The document of schemas/eval.schema.json."""
    bounds = bounds_of(kernel)
    document: dict[str, Json] = {
        "schema": SCHEMA,
        "policy": {"title": kernel.info.title, "document": kernel.info.document},
        "outputs": {decl.alias: _output(decl, kernel, evaluation, bounds) for decl in kernel.outputs},
        **_per_entry(kernel, evaluation, bounds),
        "missing": [kernel.input_by_name[name].alias for name in evaluation.missing],
        "assumptions": [_assumption(kernel, name, reading) for name, reading in evaluation.readings],
    }
    if beside is not None:
        document |= _beside(kernel, evaluation, beside, bounds)
    if trace:
        document["trace"] = [_step(step, kernel) for step in (*entry_steps(evaluation), *evaluation.steps)]
    return document


def _beside(kernel: Kernel, evaluation: Evaluation, beside: Beside, bounds: Bounds) -> dict[str, Json]:
    """What is said beside the results, where there is something to say."""
    found: dict[str, Json] = {}
    lacking = [each for each in beside.blank if each.list in evaluation.missing]
    if lacking:
        found["missing_cells"] = [_blank(kernel, each) for each in lacking]
    if beside.asked.needless:
        found["needless"] = [kernel.input_by_name[name].alias for name in beside.asked.needless]
    if beside.asked.settled:
        found["settled"] = {
            kernel.field_by_name[name].alias: _told(name, field, bounds)
            for name, field in beside.asked.settled.items()
        }
    if beside.broken:
        found["broken_relations"] = [relation.text for relation in beside.broken]
    return found


def _blank(kernel: Kernel, blank: Blank) -> dict[str, Json]:
    decl = kernel.input_by_name[blank.list]
    column = next(column for column in decl.columns if column.name == blank.column)
    return {"list": decl.alias, "entry": blank.entry, "column": column.alias}


def _output(decl: FieldDecl, kernel: Kernel, evaluation: Evaluation, bounds: Bounds) -> dict[str, Json]:
    entries = entry_clauses(kernel, evaluation, decl.name)
    told = _told(decl.name, evaluation.fields[decl.name], bounds)
    return {**told, "entry_clauses": list(entries)} if entries else told


def _told(name: str, field: FieldResult, bounds: Bounds) -> dict[str, Json]:
    status, value, reason = meaning(field, bounds)
    return {
        "name": name,
        "status": status,
        "value": value,
        "text": result_text(field.result, bounds),
        "clauses": list(field.clauses),
        "reason": reason,
    }


def _per_entry(kernel: Kernel, evaluation: Evaluation, bounds: Bounds) -> dict[str, Json]:
    """The outputs with a result for each entry; where the list isn't known, the one for them all."""
    found: dict[str, Json] = {}
    for output in kernel.entry_outputs:
        each: list[Json] = [_told(label, field, bounds) for label, field in evaluation.told_of(output)]
        known = isinstance(evaluation.each[output.name], tuple)
        named: dict[str, Json] = {"name": output.name, "list": kernel.input_by_name[output.list].alias}
        found[output.alias] = named | ({"entries": each} if known else {"entries": None, "whole": each[0]})
    return {"entry_outputs": found} if found else {}


def meaning(field: FieldResult, bounds: Bounds) -> tuple[str, Json, str]:
    """Status, value and reason of a result."""
    match field.result:
        case NotApplicable(reason=reason):
            return "not_applicable", None, reason
        case Missing(inputs=inputs):
            return "missing", None, "、".join(inputs)
        case Undetermined(reasons=reasons, document=document):
            return "undetermined", None, "；".join(distinct([*reasons, *([document] if document else [])]))
        case Amount() as amount:
            low, high = interval(amount, bounds)
            if low is not None and low == high:
                return "value", _fen(low), ""
            ends = {"at_least": low, "at_most": high}
            return "bound", {name: _fen(end) for name, end in ends.items() if end is not None}, ""
        case _:
            return "value", plain_json(field.result), ""


def plain_json(value: Plain) -> Json:
    """A value in JSON: days as ISO text, money in 分, whole numbers as integers, shares as 90% and 100%."""
    match value:
        case bool() | str():
            return value
        case date():
            return value.isoformat()
        case Amount():
            return _fen(value.fen)
        case Rate():
            return rate_text(value)
        case Fraction():
            return value.numerator if value.denominator == 1 else str(value)
        case Duration():
            return value.text
        case _:
            assert_never(value)


def given_json(kernel: Kernel, name: str, value: Given | None) -> Json:
    """A fact in JSON; a list as objects with all its columns, by Chinese name, null where unknown."""
    if isinstance(value, Records):
        columns = [column.name for column in kernel.input_by_name[name].columns]
        return [
            {
                column: None if cell is None else plain_json(cell)
                for column, cell in zip(columns, row, strict=True)
            }
            for row in value.rows
        ]
    return None if value is None else plain_json(value)


def _fen(fen: Fraction) -> Json:
    return fen.numerator if fen.denominator == 1 else str(fen)


def _assumption(kernel: Kernel, name: str, reading: str | None) -> dict[str, Json]:
    decl = kernel.assumption_by_name[name]
    return {
        "name": name,
        "reading": reading,
        "readings": [known.name for known in decl.readings],
        "clauses": [decl.cite.text] if decl.cite else [],
        "reason": decl.reason,
    }


def _step(step: Step, kernel: Kernel) -> dict[str, Json]:
    bounds = bounds_of(kernel)
    return {
        "block": step.choice.name,
        "form": step.choice.form.value,
        **({"entry": step.entry} if step.entry else {}),
        "clauses": [step.choice.cite.text] if step.choice.cite else [],
        "gated": step.gated,
        "results": [
            {"field": name, "text": result_text(field.result, bounds), "clauses": list(field.clauses)}
            for name, field in zip(step.choice.fields, step.results, strict=True)
        ],
        "rows": [_row_document(row, kernel) for row in step.rows],
    }


def _row_document(trace: RowTrace, kernel: Kernel) -> dict[str, Json]:
    bounds = bounds_of(kernel)
    return {
        "clause": trace.row.cite.text,
        "verdict": trace.verdict.name.lower(),
        "condition": trace.row.condition,
        "outcome": trace.row.outcome,
        "beaten_by": trace.by or None,
        "inputs": {name: given_json(kernel, name, value) for name, value in trace.inputs},
        "fields": {name: result_text(value, bounds) for name, value in trace.fields},
    }
