"""Reading parquet with pyarrow, batch by batch.

In: a path. Out: a `Table` whose first block is the names of the columns. Times are brought to microseconds,
which Python's own have.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from polc.refusals import Refusal
from polc.registers.blocks import BLOCK, ArrowBlock, Block, RowBlock
from polc.registers.libraries import library
from polc.registers.table import Table


def open_parquet(path: str) -> Table:
    """The table in a parquet file."""
    arrow, parquet = library("pyarrow"), library("pyarrow.parquet")
    try:
        with parquet.ParquetFile(path) as file:
            schema, rows = _plain(arrow, file.schema_arrow), int(file.metadata.num_rows)
    except (arrow.ArrowException, OSError):
        raise Refusal("register_damaged", path=path) from None
    progress = _Progress(rows)
    return Table(blocks=progress.blocks(path, schema), rows=rows, done=progress.share, schema=schema)


def _plain(arrow: Any, schema: Any) -> Any:
    """The schema with times in microseconds and without the notes of other programs."""
    fields = []
    for field in schema:
        if arrow.types.is_timestamp(field.type) and field.type.unit == "ns":
            field = field.with_type(arrow.timestamp("us", tz=field.type.tz))
        fields.append(field.remove_metadata())
    return arrow.schema(fields)


class _Progress:
    """Reads a file, and knows how far."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.read = 0

    def blocks(self, path: str, schema: Any) -> Iterator[Block]:
        """The names of the columns as line 0, then the rows from 1."""
        arrow, parquet = library("pyarrow"), library("pyarrow.parquet")
        yield RowBlock(range(1), [schema.names])
        try:
            with parquet.ParquetFile(path) as file:
                for batch in file.iter_batches(batch_size=BLOCK):
                    columns = [
                        column if column.type == field.type else column.cast(field.type, safe=False)
                        for column, field in zip(batch.columns, schema, strict=True)
                    ]
                    numbers = range(self.read + 1, self.read + 1 + len(batch))
                    self.read += len(batch)
                    yield ArrowBlock(numbers, arrow.record_batch(columns, schema=schema))
        except (arrow.ArrowException, OSError):
            raise Refusal("register_damaged", path=path) from None

    def share(self) -> int:
        """Thousandths of the rows."""
        return self.read * 1000 // max(self.rows, 1)
