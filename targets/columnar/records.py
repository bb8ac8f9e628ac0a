"""Results that are looked up together: one index, and the codes of several fields side by side in a record.

In: a plan. Out: `Record`s. A look-up costs as much as twenty operations on bytes, so choices that read
nearly the same share one, and so do the fields of one choice.

Invariant: no choice of a record depends on another one of it; every row has a code.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from polc.compiler.readings import FieldResult
from polc.targets.columnar.days import form_number
from polc.targets.columnar.plan import Plan
from polc.targets.columnar.program import dtype_for
from polc.targets.columnar.variables import FieldVar, Table, Var, spelled, spread

JOINED_BITS = 15
MORE_BITS = 3  # than the widest of the choices that share a look-up has
RECORD_BITS = 32
BITS = {"u8": 8, "u16": 16, "u32": 32}


@attrs.frozen(kw_only=True)
class Kept:
    """The results of one field: its code for each code of the table, and what each stands for."""

    codes: tuple[int, ...]
    runs: tuple[tuple[FieldResult, ...], ...]
    merged: tuple[FieldResult, ...]

    @property
    def dtype(self) -> str:
        """The narrowest dtype for these codes and one more."""
        return dtype_for(len(self.merged))


def kept(plan: Plan, field: str) -> Kept:
    """One code for each result, in the order of the days of persons; the table's own where it's `direct`."""
    table = plan.tables[field]
    own = direct(plan, table)
    said = [_said(table, field, code) for code in range(len(table.domain))]
    keys = [code if own else _key(runs, merged) for code, (runs, merged) in enumerate(said)]
    first = {key: code for code, key in reversed(list(enumerate(keys)))}
    chosen = list(dict.fromkeys(first[key] for key in keys))
    if not own:
        chosen.sort(key=lambda code: form_number(said[code][1].result))
    place = {keys[code]: at for at, code in enumerate(chosen)}
    return Kept(
        codes=tuple(place[key] for key in keys),
        runs=tuple(said[code][0] for code in chosen),
        merged=tuple(said[code][1] for code in chosen),
    )


def direct(plan: Plan, table: Table) -> bool:
    """True when the codes of a table are those of its one field, which is an output."""
    return len(table.choice.fields) == 1 and table.choice.fields[0] in plan.outputs


def _said(table: Table, field: str, code: int) -> tuple[tuple[FieldResult, ...], FieldResult]:
    """What a code stands for: a field's result in each run, and the answer."""
    number = table.choice.fields.index(field)
    runs = tuple(table.domain[code][version][number] for version in table.version_of)
    return runs, table.merged[code][number] if table.merged else runs[0]


def _key(runs: tuple[FieldResult, ...], merged: FieldResult) -> tuple[object, ...]:
    return tuple((type(each.result), each) for each in runs), merged, spelled((*runs, merged))


# ---- what goes together ------------------------------------------------------------------------------
@attrs.frozen
class Lane:
    """Where the codes of a field begin in a record, and their dtype."""

    start: int
    dtype: str


@attrs.frozen(kw_only=True, eq=False)
class Record:
    """One look-up by `support`, lowest first, and where the codes of each field are in what it gives."""

    support: tuple[Var, ...]
    widths: tuple[int, ...]
    lanes: dict[str, Lane]
    items: tuple[int, ...]

    @property
    def dtype(self) -> str:
        """The narrowest dtype that holds all lanes, two or more."""
        return "u16" if sum(BITS[lane.dtype] for lane in self.lanes.values()) <= 16 else "u32"


def records(plan: Plan, found: Mapping[str, Kept]) -> dict[str, Record]:
    """The record of each field that shares its look-up with another field."""
    groups: list[list[Table]] = []
    for table in _candidates(plan):
        home = next((group for group in groups if _together(plan, found, [*group, table])), None)
        if home is not None:
            home.append(table)
        elif _together(plan, found, [table]):
            groups.append([table])
    made = [_record(found, group) for group in groups]
    return {field: each for each in made if len(set(each.lanes.values())) > 1 for field in each.lanes}


def _candidates(plan: Plan) -> list[Table]:
    """Choices of one look-up that covers all rows, all of whose fields are written."""
    written = [decl.name for decl in plan.kernel.fields if decl.name in plan.outputs]
    tables = dict.fromkeys(plan.tables[field] for field in written)
    return [
        table
        for table in tables
        if len(table.stages) == 1
        and table.covered == len(table.domain)
        and all(field in plan.outputs for field in table.choice.fields)
    ]


def _together(plan: Plan, found: Mapping[str, Kept], group: list[Table]) -> bool:
    """True when these choices can be one look-up."""
    codes = sum(BITS[found[fields[0]].dtype] for table in group for fields in _lanes(found, table))
    widest = max(table.stages[0].bits for table in group)
    near = sum(_support(group).values()) <= min(widest + MORE_BITS, JOINED_BITS) or len(group) == 1
    return codes <= RECORD_BITS and near and not any(_above(plan, table) & set(group) for table in group)


def _lanes(found: Mapping[str, Kept], table: Table) -> list[list[str]]:
    """The fields of a choice; those with equal codes are one lane."""
    lanes: dict[tuple[int, ...], list[str]] = {}
    for field in table.choice.fields:
        lanes.setdefault(found[field].codes, []).append(field)
    return list(lanes.values())


def _support(group: list[Table]) -> dict[Var, int]:
    """What all these read, with widths."""
    stages = [table.stages[0] for table in group]
    return {var: width for s in stages for var, width in zip(s.support, s.widths, strict=True)}


def _above(plan: Plan, table: Table) -> set[Table]:
    """The choices whose results a choice depends on."""
    read = [var for stage in table.stages for var in stage.support]
    tables = {plan.tables[var.field] for var in read if isinstance(var, FieldVar)}
    return tables.union(*(_above(plan, each) for each in tables))


def _record(found: Mapping[str, Kept], group: list[Table]) -> Record:
    """Tables of one choice each as one table."""
    widths = _support(group)
    items = [0] * (1 << sum(widths.values()))
    lanes: dict[str, Lane] = {}
    start = 0
    for table in group:
        codes = _spread_out(table, widths)
        for fields in _lanes(found, table):
            each = found[fields[0]]
            items = [item | each.codes[code] << start for item, code in zip(items, codes, strict=True)]
            lanes |= dict.fromkeys(fields, Lane(start, each.dtype))
            start += BITS[each.dtype]
    return Record(support=tuple(widths), widths=tuple(widths.values()), lanes=lanes, items=tuple(items))


def _spread_out(table: Table, widths: dict[Var, int]) -> list[int]:
    """The codes of a table by the index of a larger support."""
    stage = table.stages[0]
    strides: dict[Var, int] = {}
    at = 1
    for var, width in zip(stage.support, stage.widths, strict=True):
        strides[var] = at
        at <<= width
    places = spread(tuple(widths.values()), tuple(strides.get(var) for var in widths))
    return [stage.codes[place] for place in places]
