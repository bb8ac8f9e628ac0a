"""Registers for tests: made in any format, read back as plain rows of text."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow
import python_calamine
import xlsxwriter
from pyarrow import parquet

Lines = Sequence[Sequence[Any]]


def write_csv(path: Path, lines: Lines, encoding: str = "utf-8", separator: str = ",") -> Path:
    """A csv."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows(lines)
    return path


def write_xlsx(path: Path, lines: Lines, merged: Sequence[str] = (), others: Sequence[str] = ()) -> Path:
    """A workbook whose dates are dates; `merged` are ranges such as A1:C1, `others` further sheets."""
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("名册")
        for row, cells in enumerate(lines):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(row, column, cell, day)
                elif isinstance(cell, str):
                    sheet.write_string(row, column, cell)
                elif cell is not None:
                    sheet.write(row, column, cell)
        for span in merged:
            sheet.merge_range(span, None)
        for name in others:
            book.add_worksheet(name).write_string(0, 0, "别的")
    return path


def write_parquet(path: Path, columns: dict[str, Any]) -> Path:
    """A parquet file."""
    parquet.write_table(pyarrow.table(columns), path)
    return path


def read(path: Path, sheet: str = "结果") -> list[list[str]]:
    """All rows of a result, as text."""
    if path.suffix == ".csv":
        before = csv.field_size_limit(1_000_000)
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        csv.field_size_limit(before)
        return rows
    if path.suffix == ".parquet":
        table = parquet.read_table(path)
        rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
        return [table.column_names, *(["" if c is None else str(c) for c in row] for row in rows)]
    book = python_calamine.load_workbook(str(path))
    return [[str(cell) for cell in row] for row in book.get_sheet_by_name(sheet).iter_rows()]


def records(path: Path) -> list[dict[str, str]]:
    """The rows by heading."""
    header, *rows = read(path)
    return [dict(zip(header, row, strict=True)) for row in rows]
