"""Reading xlsx and xls with python-calamine.

In: a path, and a sheet's name or nothing. Out: a `Table`. Calamine holds the cells of one sheet; a workbook
is checked before it's opened, and a sheet has at most 1,048,576 rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any, TypeAlias

from polc.refusals import Refusal
from polc.registers.archive import Place, check_archive
from polc.registers.blocks import row_blocks
from polc.registers.csv_reader import Score
from polc.registers.libraries import library
from polc.registers.model import Cell, is_blank
from polc.registers.old_archive import check_old
from polc.registers.table import Merged, Table
from polc.registers.words import BROKEN_FORMULA

_LOOKED_AT = 60


def open_workbook(path: str, sheet: str | None, score: Score, *, packed: bool) -> Table:
    """The table on one sheet: the one named, else the first that has a header. `packed` is xlsx."""
    checked = check_archive(path) if packed else check_old(path)
    calamine = library("python_calamine")
    try:
        book = calamine.load_workbook(path)
        names: list[str] = list(book.sheet_names)
        chosen = _chosen(book, names, sheet, score, path)
        found = book.get_sheet_by_name(chosen)
    except calamine.PasswordError:
        raise Refusal("register_encrypted", path=path) from None
    except calamine.CalamineError:
        raise Refusal("register_damaged", path=path) from None
    others = tuple(n for n in names if n != chosen and book.get_sheet_by_name(n).end is not None)
    rows = found.end[0] + 1 if found.end is not None else 0
    first = found.start[1] if found.start is not None else 0
    progress, merged = _Progress(rows), Merged()
    lines = progress.rows_of(found, first, checked.broken.get(chosen, set()))
    return Table(
        blocks=row_blocks(_unmerged(lines, found, first, merged), 1),
        sheet=chosen,
        rows=rows,
        done=progress.share,
        first_column=first,
        serial_days=packed and not checked.from_1904,
        old=not packed,
        others=others if sheet is None else (),
        hidden=frozenset(checked.hidden.get(chosen, ())),
        merged=merged,
    )


Span: TypeAlias = tuple[tuple[int, int], tuple[int, int]]


def _unmerged(lines: Iterable[list[Cell]], sheet: Any, first: int, merged: Merged) -> Iterator[list[Cell]]:
    """The rows; a cell merged downwards has its value in each of its rows, as people read it."""
    starting: dict[int, list[Span]] = {}
    for span in sheet.merged_cell_ranges or ():
        starting.setdefault(span[0][0] + 1, []).append(span)
    active: list[tuple[Span, Cell]] = []
    for number, cells in enumerate(lines, 1):
        for span in starting.pop(number, ()):
            at = span[0][1] - first
            active.append((span, cells[at] if 0 <= at < len(cells) else None))
        active = [(span, cell) for span, cell in active if span[1][0] + 1 >= number]
        covered = [_filled(cells, number, span, cell, first, merged) for span, cell in active]
        if any(covered):
            merged.across[number] = frozenset(chain.from_iterable(covered))
        yield cells


def _filled(cells: list[Cell], number: int, span: Span, cell: Cell, first: int, merged: Merged) -> range:
    """Put the value of a merged cell into its first column; the other columns that it covers."""
    (top, left), (_, right) = span
    at = left - first
    if is_blank(cell):
        return range(0)
    if number > top + 1 and 0 <= at < len(cells):
        cells[at] = cell
        merged.down[at] += 1
    return range(max(at + 1, 0), min(right - first + 1, len(cells)))


class _Progress:
    """Reads the rows of a sheet, and knows how far."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.read = 0

    def rows_of(self, sheet: Any, first: int, broken: set[Place]) -> Iterator[list[Cell]]:
        """The rows; cells whose formula gave nothing say so."""
        columns: dict[int, list[int]] = {}
        for row, column in broken:
            columns.setdefault(row, []).append(column - first)
        width = sheet.end[1] - first + 1 if sheet.end is not None else 0
        beyond = range(self.rows, max(columns, default=0))
        for number, cells in enumerate(chain(sheet.iter_rows(), ([""] * width for _ in beyond)), 1):
            self.read = number
            for column in columns.get(number, ()):
                if 0 <= column < len(cells):
                    cells[column] = BROKEN_FORMULA
            yield cells

    def share(self) -> int:
        """Thousandths of the sheet's rows."""
        return self.read * 1000 // max(self.rows, 1)


def _chosen(book: Any, names: list[str], sheet: str | None, score: Score, path: str) -> str:
    if sheet is not None:
        if sheet not in names:
            raise Refusal("register_no_sheet", path=path, name=sheet, known="、".join(names))
        return sheet
    if not names:
        raise Refusal("register_empty", path=path)
    scores = {name: _score(book.get_sheet_by_name(name), score) for name in names}
    return max(names, key=lambda name: scores[name])


def _score(sheet: Any, score: Score) -> int:
    if sheet.end is None:
        return -1
    return max(map(score, islice(sheet.iter_rows(), _LOOKED_AT)), default=-1)
