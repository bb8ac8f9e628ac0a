"""Reading xlsx and xls with python-calamine.

In: a path, and a sheet's name or nothing. Out: a `Table`. Calamine holds the cells of one sheet; a workbook
is checked before it's opened, and a sheet has at most 1,048,576 rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from polc.refusals import Refusal
from polc.registers.archive import Checked, Place, check_archive
from polc.registers.blocks import row_blocks
from polc.registers.csv_reader import Score
from polc.registers.libraries import library
from polc.registers.model import Cell
from polc.registers.table import Table
from polc.registers.words import BROKEN_FORMULA

_LOOKED_AT = 60
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def open_workbook(path: str, sheet: str | None, score: Score, *, packed: bool) -> Table:
    """The table on one sheet: the one named, else the first that has a header. `packed` is xlsx."""
    checked = check_archive(path) if packed else _check_old(path)
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
    progress = _Progress(rows)
    return Table(
        blocks=row_blocks(progress.rows_of(found, first, checked.broken.get(chosen, set())), 1),
        sheet=chosen,
        rows=rows,
        done=progress.share,
        first_column=first,
        serial_days=packed and not checked.from_1904,
        old=not packed,
        others=others if sheet is None else (),
    )


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
        for number, cells in enumerate(sheet.iter_rows(), 1):
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


def _check_old(path: str) -> Checked:
    """An old workbook's numbers aren't read as days: its file doesn't say plainly where they count from."""
    with open(path, "rb") as file:
        while piece := file.read(1 << 22):
            if _ENCRYPTED in piece:
                raise Refusal("register_encrypted", path=path)
    return Checked(from_1904=False, broken={})
