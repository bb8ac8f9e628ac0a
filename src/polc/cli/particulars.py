"""What `polc inspect` tells of a policy, whether it was read from a source or from a generated module.

In: plain texts. Out: the document of polc.inspect/1, or sections of aligned lines for people.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from polc.cli.outcome import lines
from polc.dsl.diagnostics.model import Lang
from polc.dsl.diagnostics.width import columns_of, pad
from polc.telling.answer import Json
from polc.telling.steps import cited
from polc.telling.wording import phrase

SCHEMA = "polc.inspect/1"


@attrs.frozen(kw_only=True)
class Declared:
    """A fact or an output; `default` as text, empty where there's none."""

    name: str
    alias: str
    type: str
    default: str = ""


@attrs.frozen(kw_only=True)
class Window:
    """A block of windows: clause, condition and name of each."""

    name: str
    rows: tuple[tuple[str, str, str], ...]


@attrs.frozen(kw_only=True)
class Listed:
    """A list that the policy asks for: its columns, the most entries, the columns that order them."""

    name: str
    alias: str
    limit: int
    order: tuple[str, ...]
    columns: tuple[Declared, ...]


@attrs.frozen(kw_only=True)
class EntryRule:
    """A rule that is read entry by entry: clause, condition and outcome of each row."""

    name: str
    rows: tuple[tuple[str, str, str], ...]


@attrs.frozen(kw_only=True)
class OpenPoint:
    """An assumption with its readings (name and text) and the one adopted, if any."""

    name: str
    reason: str
    clause: str
    adopted: str | None
    readings: tuple[tuple[str, str], ...]


@attrs.frozen(kw_only=True)
class Particulars:
    """Everything; parts that a generated module doesn't carry are empty.

    `calendar` is its name and its days, `claims` are clauses and texts.
    """

    kind: str
    policy: tuple[tuple[str, str], ...]
    hashes: tuple[tuple[str, str], ...]
    clauses: tuple[str, ...] = ()
    inputs: tuple[Declared, ...] = ()
    outputs: tuple[Declared, ...] = ()
    windows: tuple[Window, ...] = ()
    assumptions: tuple[OpenPoint, ...] = ()
    lists: tuple[Listed, ...] = ()
    entry_rules: tuple[EntryRule, ...] = ()
    overridden: tuple[EntryRule, ...] = ()
    calendar: tuple[str, str] | None = None
    claims: tuple[tuple[str, str], ...] = ()


def document(found: Particulars) -> dict[str, Json]:
    """The document of schemas/inspect.schema.json."""
    return {
        "schema": SCHEMA,
        "kind": found.kind,
        "policy": dict(found.policy),
        "clauses": list(found.clauses),
        "inputs": [_declared(item) for item in found.inputs],
        "outputs": [_declared(item) for item in found.outputs],
        "lists": [_list(item) for item in found.lists],
        "windows": [_window(item) for item in found.windows],
        "entry_rules": [_entry_rule(item) for item in found.entry_rules],
        "overridden": [_entry_rule(item) for item in found.overridden],
        "calendar": _calendar(*found.calendar) if found.calendar else None,
        "claims": [{"clause": clause, "text": said} for clause, said in found.claims],
        "assumptions": [_open_point(item) for item in found.assumptions],
        "hashes": dict(found.hashes),
    }


def _declared(item: Declared) -> dict[str, Json]:
    return {"name": item.name, "alias": item.alias, "type": item.type, "default": item.default}


def _list(item: Listed) -> dict[str, Json]:
    return {
        "name": item.name,
        "alias": item.alias,
        "limit": item.limit,
        "order": list(item.order),
        "columns": [_declared(column) for column in item.columns],
    }


def _calendar(name: str, days: str) -> dict[str, Json]:
    return {"name": name, "days": days}


def _entry_rule(item: EntryRule) -> dict[str, Json]:
    rows: list[Json] = [{"clause": c, "condition": when, "outcome": then} for c, when, then in item.rows]
    return {"name": item.name, "rows": rows}


def _window(item: Window) -> dict[str, Json]:
    rows: list[Json] = [{"clause": c, "condition": when, "window": name} for c, when, name in item.rows]
    return {"name": item.name, "rows": rows}


def _open_point(item: OpenPoint) -> dict[str, Json]:
    return {
        "name": item.name,
        "reason": item.reason,
        "clause": item.clause,
        "adopted": item.adopted,
        "readings": [{"name": name, "text": text} for name, text in item.readings],
    }


# ---- for people -------------------------------------------------------------------------------------
def text(found: Particulars, lang: Lang) -> str:
    """One section a part; parts without content are left out."""
    policy = [(phrase(name, lang), value) for name, value in found.policy if value]
    clauses = [("、".join(found.clauses),)] if found.clauses else []
    windows = [(cited([c]), when, name) for item in found.windows for c, when, name in item.rows]
    columns = [(item.name, *_row(column, lang)) for item in found.lists for column in item.columns]
    claims = [(cited([clause]) if clause else "", said) for clause, said in found.claims]
    rules = _rule_rows(found.entry_rules)
    return lines(
        *_section("policy", policy, lang),
        *_section("clauses", clauses, lang),
        *_section("inputs", [_row(item, lang) for item in found.inputs], lang),
        *_section("outputs", [_row(item, lang) for item in found.outputs], lang),
        *_section("lists", columns, lang),
        *_section("windows", windows, lang),
        *_section("entry_rules", rules, lang),
        *_section("overridden", _rule_rows(found.overridden), lang),
        *_section("calendar", [found.calendar] if found.calendar else [], lang),
        *_section("claims", claims, lang),
        *_section("assumptions", [_reading_row(item, lang) for item in found.assumptions], lang),
        *_section("hashes", list(found.hashes), lang),
    )


def _rule_rows(rules: tuple[EntryRule, ...]) -> list[tuple[str, ...]]:
    return [(item.name, cited([c]), when, then) for item in rules for c, when, then in item.rows]


def _row(item: Declared, lang: Lang) -> tuple[str, ...]:
    default = phrase("default", lang, value=item.default) if item.default else ""
    return item.name, item.alias, item.type, default


def _reading_row(item: OpenPoint, lang: Lang) -> tuple[str, ...]:
    adopted = phrase("adopts", lang, reading=item.adopted) if item.adopted else phrase("none_adopted", lang)
    names = "、".join(name for name, _ in item.readings)
    return item.name, adopted, f"（{names}）", cited([item.clause])


def _section(name: str, rows: Sequence[tuple[str, ...]], lang: Lang) -> Iterable[str]:
    """A heading and its rows, columns aligned but the last."""
    if not rows:
        return
    widths = [max(map(columns_of, column)) for column in zip(*rows, strict=True)]
    yield phrase(name, lang)
    for row in rows:
        cells = [pad(cell, width) for cell, width in zip(row, widths, strict=True)]
        yield f"  {'  '.join(cells)}".rstrip()
    yield "\n"
