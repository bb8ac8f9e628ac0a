"""What `polc inspect` tells of a policy, whether it was read from a source or from a generated module.

In: plain texts. Out: the document of polc.inspect/1, or sections of aligned lines for people.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from polc.cli.answer import Json
from polc.cli.outcome import lines
from polc.cli.steps import cited
from polc.cli.wording import phrase
from polc.dsl.diagnostics.model import Lang
from polc.dsl.diagnostics.width import columns_of, pad

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
class OpenPoint:
    """An assumption with its readings (name and text) and the one adopted, if any."""

    name: str
    reason: str
    clause: str
    adopted: str | None
    readings: tuple[tuple[str, str], ...]


@attrs.frozen(kw_only=True)
class Particulars:
    """Everything; parts that a generated module doesn't carry are empty."""

    kind: str
    policy: tuple[tuple[str, str], ...]
    hashes: tuple[tuple[str, str], ...]
    clauses: tuple[str, ...] = ()
    inputs: tuple[Declared, ...] = ()
    outputs: tuple[Declared, ...] = ()
    windows: tuple[Window, ...] = ()
    assumptions: tuple[OpenPoint, ...] = ()


def document(found: Particulars) -> dict[str, Json]:
    """The document of schemas/inspect.schema.json."""
    return {
        "schema": SCHEMA,
        "kind": found.kind,
        "policy": dict(found.policy),
        "clauses": list(found.clauses),
        "inputs": [_declared(item) for item in found.inputs],
        "outputs": [_declared(item) for item in found.outputs],
        "windows": [_window(item) for item in found.windows],
        "assumptions": [_open_point(item) for item in found.assumptions],
        "hashes": dict(found.hashes),
    }


def _declared(item: Declared) -> dict[str, Json]:
    return {"name": item.name, "alias": item.alias, "type": item.type, "default": item.default}


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
    return lines(
        *_section("policy", policy, lang),
        *_section("clauses", clauses, lang),
        *_section("inputs", [_row(item, lang) for item in found.inputs], lang),
        *_section("outputs", [_row(item, lang) for item in found.outputs], lang),
        *_section("windows", windows, lang),
        *_section("assumptions", [_reading_row(item, lang) for item in found.assumptions], lang),
        *_section("hashes", list(found.hashes), lang),
    )


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
