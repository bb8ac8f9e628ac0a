"""A comparison as the document of polc.diff/1: everything that is found, with every person's facts."""

from __future__ import annotations

from fractions import Fraction

from polc.compiler.comparing import Comparison, Deciders, Difference, Part, Section, Side, Situation
from polc.compiler.comparing.model import Days
from polc.compiler.comparing.outcomes import kind_of
from polc.compiler.kernel import Kernel, Kind
from polc.compiler.readings import FieldResult, bounds_of
from polc.dsl.text import result_text
from polc.dsl.values import Plain
from polc.telling.answer import Json, plain_json

SCHEMA = "polc.diff/1"


def comparison_document(found: Comparison, names: tuple[str, str]) -> dict[str, Json]:
    """The document of schemas/diff.schema.json."""
    return {
        "schema": SCHEMA,
        "old": _side(found.old, names[0], found.old_facts, found.old_outputs),
        "new": _side(found.new, names[1], found.new_facts, found.new_outputs),
        "shift_years": found.shift_years,
        "axis": found.axis or None,
        "differs": found.differs,
        "complete": found.complete,
        "unfinished": found.unfinished,
        **({"not_compared": list(found.per_entry)} if found.per_entry else {}),
        "sections": [_section(found, section) for section in found.sections],
    }


def _side(side: Side, name: str, facts: tuple[str, ...], outputs: tuple[str, ...]) -> dict[str, Json]:
    return {
        "name": name,
        "title": side.kernel.info.title,
        "document": side.kernel.info.document,
        "readings": dict(side.assume.items()),
        "only_facts": list(facts),
        "only_outputs": list(outputs),
    }


def _section(found: Comparison, section: Section) -> dict[str, Json]:
    kind = found.old.kernel.field_by_name[section.name].type.kind if section.name else None
    unit = {Kind.MONEY: "fen", Kind.DATE: "days"}.get(kind) if kind else None
    return {
        "output": section.alias or None,
        "name": section.name,
        "derived_from": list(section.derived),
        "same_as": section.same_as or None,
        "unit": unit,
        "unfinished": section.unfinished,
        "tried": _tried(found, section),
        "more": section.more,
        "overlaps": section.overlaps,
        "differences": [_difference(found, difference) for difference in section.differences],
    }


def _tried(found: Comparison, section: Section) -> dict[str, Json] | None:
    """Whom was tried where not everybody was compared; null where that wasn't needed."""
    if not section.tried:
        return None
    example, kernels = section.example, (found.old.kernel, found.new.kernel)
    return {
        "persons": section.tried,
        "old": None if example is None else _person(kernels[0], example.old_facts, example.old),
        "new": None if example is None else _person(kernels[1], example.new_facts, example.new),
    }


def _difference(found: Comparison, difference: Difference) -> dict[str, Json]:
    stated = ("value", "bound")
    return {
        "old": {
            "kind": difference.old_kind,
            "text": difference.old if difference.old_kind in stated else "",
        },
        "new": {
            "kind": difference.new_kind,
            "text": difference.new if difference.new_kind in stated else "",
        },
        "change": _number(difference.change),
        "days": _days(difference.days),
        "more": [_deciders(other) for other in difference.more],
        "overlaps": difference.overlaps,
        "situations": [_situation(found, situation) for situation in difference.situations],
    }


def _situation(found: Comparison, item: Situation) -> dict[str, Json]:
    return _deciders(item) | {
        "days": _days(item.days),
        "example": {
            "change": _number(item.change),
            "old": _person(found.old.kernel, item.example.old_facts, item.example.old),
            "new": _person(found.new.kernel, item.example.new_facts, item.example.new),
        },
    }


def _deciders(item: Situation | Deciders) -> dict[str, Json]:
    return {"old": [_part(part) for part in item.old], "new": [_part(part) for part in item.new]}


def _part(part: Part) -> dict[str, Json]:
    return {
        "block": part.rule,
        "decides": part.kind,
        "clause": part.clause,
        "condition": part.condition,
        "outcome": part.outcome,
    }


def _person(kernel: Kernel, facts: tuple[tuple[str, Plain], ...], field: FieldResult) -> dict[str, Json]:
    bounds = bounds_of(kernel)
    return {
        "facts": {kernel.input_by_name[name].alias: plain_json(value) for name, value in facts},
        "status": kind_of(field.result, bounds),
        "text": result_text(field.result, bounds),
        "clauses": list(field.clauses),
    }


def _days(days: Days) -> list[Json]:
    return [[first.isoformat(), last.isoformat()] for first, last in days]


def _number(change: Fraction | None) -> Json:
    if change is None:
        return None
    return change.numerator if change.denominator == 1 else str(change)
