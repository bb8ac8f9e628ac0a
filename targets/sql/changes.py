"""What an open row would change: each is added by itself to the rows that certainly hold.

In: the rows of a choice as judged, and what those that hold give. Out: for each field the open rows that
would change it, as flags. Where rows must agree that is written out; where amounts are compared or added
up it's found on a branch of the statement that holds only persons with an open row.
"""

from __future__ import annotations

from collections.abc import Mapping

from polc.compiler.kernel import Pick
from polc.targets.sql.branch import Branch, any_of, both
from polc.targets.sql.cells import Cell, differs
from polc.targets.sql.combine import Outcome, Work, combined, conflict
from polc.targets.sql.flow import ROW, Step
from polc.targets.sql.settle import Judged
from polc.targets.sql.text import Unsupported

MAX_ROWS = 60


def changes_of(branch: Branch, work: Work, judged: Judged, base: list[Outcome]) -> list[dict[int, str]]:
    """For each field, the flag of every open row that would change it."""
    if work.pick in (Pick.UNIQUE, Pick.EXCLUSIVE):
        return [_if_added(work, judged, base[number].cell, number) for number in range(len(work.kinds))]
    return _added_in_turn(branch, work, judged, base) if judged.open else [{} for _ in base]


def _if_added(work: Work, judged: Judged, base: Cell, number: int) -> dict[int, str]:
    """Where rows must agree: an added row's own value stands, or it conflicts with one that it leaves."""
    dialect = work.scope.dialect
    changes: dict[int, str] = {}
    for row, flag in judged.open:
        value = work.rows[row][number]
        left = [(j, t) for j, t in judged.holds if j != row and j not in work.choice.losers[row]]
        against = any_of(
            [
                both(t, text)
                for j, t in left
                if (text := differs(work.rows[j][number], value, dialect)) != "FALSE"
            ]
        )
        alone = differs(value, base, dialect)
        clash = "FALSE" if against == "FALSE" else _conflict_differs(work, row, left, base, number)
        if clash == "TRUE":
            text = both(flag, any_of([against, alone]))
        else:
            text = both(
                flag, alone if against == "FALSE" else f"CASE WHEN {against} THEN {clash} ELSE {alone} END"
            )
        if text != "FALSE":
            changes[row] = text
    return changes


def _conflict_differs(work: Work, row: int, left: list[tuple[int, str]], base: Cell, number: int) -> str:
    """The conflict of an added row isn't the base result; it can't be where no other row has its clause."""
    cites = [r.cite.text for r in work.choice.rows]
    borrowed = any(
        c.reasons is not None and c.known is None for cells in work.rows.values() for c in [cells[number]]
    )
    if (
        cites[row]
        and cites.count(cites[row]) == 1
        and not borrowed
        and work.otherwise[number].known is not None
    ):
        return "TRUE"
    flags = sorted([*((j, t) for j, t in left if t != "FALSE"), (row, "TRUE")])
    cell = conflict(work, work.kinds[number], work.cites(flags)).cell
    return differs(cell, base, work.scope.dialect)


def _added_in_turn(branch: Branch, work: Work, judged: Judged, base: list[Outcome]) -> list[dict[int, str]]:
    """A branch with one line for every open row of a person, combined as if that row held."""
    flow, tag = branch.flow, branch.tag
    if len(judged.open) > MAX_ROWS:
        raise Unsupported(f"more than {MAX_ROWS} open rules in {work.choice.name}")
    main = flow.current
    side = Branch(flow=flow, scope=branch.scope, tag=f"{tag}_w", main=False, current="", title=branch.title)
    side.current = _one_line_each(branch, judged, main)
    outcomes = combined(work, side, _with_added(side, work, judged), some=True)
    masks = _masks(work, judged, base, outcomes, tag)
    if not masks:
        return [{} for _ in base]
    flow.current = _joined_back(branch, masks, main, side.current)
    places = list(enumerate(row for row, _ in judged.open))
    return [
        {row: flow.dialect.bit(f"{tag}_c{n}", place) for place, row in places} if n in masks else {}
        for n in range(len(base))
    ]


def _one_line_each(branch: Branch, judged: Judged, main: str) -> str:
    """The step that begins the branch: a person as often as there are open rows, with the row's number."""
    tag, name = branch.tag, f"{branch.tag}_with"
    rows, row = f"{tag}_rows", f"{tag}_row_added"
    whens = " ".join(f"WHEN {number} THEN {flag}" for number, flag in judged.open)
    numbers = branch.flow.dialect.numbers([number for number, _ in judged.open])
    branch.flow.put(
        Step(
            name=name,
            note=f"{branch.title}: every open row added in turn",
            added=((f"{tag}_added", f"{rows}.{row}"),),
            sources=(main,),
            origin=branch.flow.dialect.crossed(main, numbers, rows, row),
            ending=f"WHERE CASE {rows}.{row} {whens} ELSE FALSE END",
        )
    )
    return name


def _joined_back(branch: Branch, masks: Mapping[int, str], main: str, side: str) -> str:
    """The main chain with the bits of the branch beside every person; 0 for persons that had no open row."""
    tag, changed, judged = branch.tag, f"{branch.tag}_changed", f"{branch.tag}_judged"
    branch.flow.put(
        Step(
            name=changed,
            note=f"{branch.title}: which open rows change a field, one bit each",
            added=((f"{tag}_of", ROW), *((f"{tag}_m{n}", text) for n, text in masks.items())),
            sources=(side,),
            origin=side,
            ending=f"GROUP BY {ROW}",
            grouped=True,
        )
    )
    branch.flow.put(
        Step(
            name=judged,
            note="",
            added=tuple((f"{tag}_c{n}", f"COALESCE({changed}.{tag}_m{n}, 0)") for n in masks),
            sources=(main, changed),
            origin=f"{main} LEFT JOIN {changed} ON {main}.{ROW} = {changed}.{tag}_of",
        )
    )
    return judged


def _with_added(side: Branch, work: Work, judged: Judged) -> list[tuple[int, str]]:
    """The rows that count once the added row holds too: those it doesn't beat, and itself."""
    tag = side.tag.removesuffix("_w")
    openable = {row for row, _ in judged.open}
    winners = {row: [w for w, loser in work.choice.beats if loser == row] for row, _ in judged.holds}
    columns = {}
    for row, flag in judged.holds:
        beating = [str(w) for w in winners[row] if w in openable]
        unbeaten = f"{tag}_added NOT IN ({', '.join(beating)})" if beating else "TRUE"
        itself = f"{tag}_added = {row}" if row in openable else "FALSE"
        columns[f"{side.tag}{row}"] = any_of([itself, both(flag, unbeaten)])
    side.add({name: text for name, text in columns.items() if text != "FALSE"}, "")
    return [(int(name.removeprefix(side.tag)), name) for name, text in columns.items() if text != "FALSE"]


def _masks(
    work: Work, judged: Judged, base: list[Outcome], outcomes: list[Outcome], tag: str
) -> dict[int, str]:
    """For each field the sum of the bits of the rows that change it; fields that none can are left out."""
    masks = {}
    bits = " ".join(f"WHEN {row} THEN {1 << place}" for place, (row, _) in enumerate(judged.open))
    for number, (old, new) in enumerate(zip(base, outcomes, strict=True)):
        text = differs(new.cell, old.cell, work.scope.dialect)
        if text != "FALSE":
            masks[number] = f"SUM(CASE WHEN {text} THEN CASE {tag}_added {bits} END ELSE 0 END)"
    return masks
