"""A person of the sheet in words: as the public says it, and as a 案例 writes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from polc.compiler.kernel import Expected, InputDecl, Kernel
from polc.compiler.readings import bounds_of
from polc.compiler.seeing import Outcome, Sight, Sort, Told
from polc.compiler.seeing.viewer import outcome_of
from polc.dsl.text import date_text, result_text
from polc.dsl.values import Given, Plain, Records
from polc.telling.case_text import case_text, expected_value, no_entries

SHOWN = 3
TITLE = "签认表"


# ---- for the office ---------------------------------------------------------------------------------
def facts_told(kernel: Kernel, told: Told) -> str:
    """The facts of a person in the public wording, days last; nothing to say is said too."""
    facts = sorted(told.facts.items(), key=lambda fact: isinstance(fact[1], date))
    said = [_told(kernel, kernel.input_by_name[name], value) for name, value in facts]
    return "，".join(each for each in said if each) or "什么也没有填"


def readings_told(told: Told) -> str:
    """The readings that aren't the adopted ones."""
    return "；".join(f"{name}：按“{reading}”" for name, reading in told.assume)


def _told(kernel: Kernel, decl: InputDecl, value: Given | None) -> str:
    wording = next((w for w in kernel.wordings if w.name == decl.name and not w.reading), None)
    match value:
        case True:
            return wording.text if wording else decl.name
        case False:
            return wording.opposite if wording and wording.opposite else f"不是：{decl.name}"
        case date():
            return f"{date_text(value)}{wording.text}" if wording else f"{decl.name} {date_text(value)}"
        case Records(rows):
            return f"{decl.name} {len(rows)}条" + _entries(kernel, decl, rows)
        case None:
            return ""
        case _:
            return f"{decl.name} {result_text(value, bounds_of(kernel))}"


def _entries(kernel: Kernel, decl: InputDecl, rows: Sequence[tuple[Plain | None, ...]]) -> str:
    told = ("，".join(f"{name} {text}" for name, text in _cells(kernel, decl, row)) for row in rows)
    return f"（{'；'.join(told)}）" if rows else ""


def answer_told(kernel: Kernel, expected: Expected, told: Told) -> tuple[str, str]:
    """A result with the reason of a status, and its clauses."""
    result = told.evaluation.result(expected.field)
    return result_text(result, bounds_of(kernel)), "".join(f"【{clause}】" for clause in expected.clauses)


def before_told(kernel: Kernel, field: str, told: Told) -> str:
    """What the older policy gave, where it's another result."""
    if told.before is None or field not in told.before.fields:
        return ""
    bounds = bounds_of(kernel)
    old, new = (result_text(found.result(field), bounds) for found in (told.before, told.evaluation))
    return "" if old == new else old


def shows_told(shows: Sequence[Sight]) -> str:
    """What only this person shows, the first few things."""
    said = list(dict.fromkeys(sight_told(sight) for sight in shows))
    more = f"等{len(said)}处" if len(said) > SHOWN else ""
    return "；".join(said[:SHOWN]) + more


def sight_told(sight: Sight) -> str:
    """One thing to see, in one line."""
    clause = f"【{sight.clause}】" if sight.clause else ""
    side = f"：{sight.side.value}" if sight.side else ""
    match sight.sort:
        case Sort.READING:
            return f"{clause}{sight.block}：{sight.text}"
        case Sort.MEETING:
            return f"{sight.text}都成立"
        case Sort.RESULT:
            return f"{sight.block}{sight.text}"
        case _:
            return f"{clause}{sight.text}{side}"


# ---- as a 案例 ---------------------------------------------------------------------------------------
def case_of(kernel: Kernel, told: Told, signed: str = "") -> str:
    """The 案例: it expects everything that the policy gives now, each result with its clauses."""
    title = f"{TITLE}{told.number:03} {facts_told(kernel, told)}"
    if told.assume:
        title += f"；{readings_told(told).replace('“', '').replace('”', '')}"
    return case_text(title.replace('"', "") + signed, _given(kernel, told), _expected(kernel, told))


def _given(kernel: Kernel, told: Told) -> Iterator[str]:
    facts = {n: v for n, v in told.facts.items() if v is not None}
    holds = [name for name, value in facts.items() if value is True]
    if holds:
        yield f"  {'、'.join(holds)}"
    for name, value in facts.items():
        decl = kernel.input_by_name[name]
        if value is False:
            yield f"  非 {name}"
        elif isinstance(value, Records):
            yield from (f"  一条 {name}（{_entry(kernel, decl, row)}）" for row in value.rows)
            if not value.rows:
                yield no_entries(name)
        elif value is not True:
            yield f"  {name} = {_written(kernel, value)}"
    yield from (f"  假定 {name} = {reading}" for name, reading in told.assume)


def _entry(kernel: Kernel, decl: InputDecl, row: tuple[Plain | None, ...]) -> str:
    return "，".join(f"{name} = {text}" for name, text in _cells(kernel, decl, row))


def _cells(kernel: Kernel, decl: InputDecl, row: tuple[Plain | None, ...]) -> Iterator[tuple[str, str]]:
    for column, cell in zip(decl.columns, row, strict=True):
        if cell is not None:
            yield column.name, _written(kernel, cell)


def _written(kernel: Kernel, value: Plain) -> str:
    return value.isoformat() if isinstance(value, date) else result_text(value, bounds_of(kernel))


def _expected(kernel: Kernel, told: Told) -> Iterator[str]:
    lead = "  期望 "
    for each in told.expected:
        value = expected_value(told.evaluation.result(each.field), bounds_of(kernel))
        by = f"  依据 【{'、'.join(each.clauses)}】" if each.clauses else ""
        missing = outcome_of(told.evaluation.result(each.field)) is Outcome.MISSING
        yield f"{lead}{each.field} {value}{'' if missing else by}"
        lead = "       "
