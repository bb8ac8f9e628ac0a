"""A whole register: read, judged, written.

In: a policy's kernel and a `Job`. Out: a file, replaced as a whole or left as it was, and a `Report`. Every
row of the register that holds something is one row of the result, in the same order.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress

import attrs

from polc.compiler.kernel import Kernel
from polc.files import same_file
from polc.refusals import Refusal
from polc.registers.answers import Composer
from polc.registers.blocks import gathered
from polc.registers.cells import Habits
from polc.registers.columns import column_engine
from polc.registers.database import database_engine
from polc.registers.each import entry_files, entry_paths
from polc.registers.engines import WORTH_COLUMNS, Engine, RowEngine
from polc.registers.facts import FactTable
from polc.registers.header import Headings
from polc.registers.identities import identities
from polc.registers.lists import Lists, Pairs, Sources, columns_of, lists_of, read_lists
from polc.registers.passage import Passage
from polc.registers.reading import Register, open_register
from polc.registers.report import Report, report_of
from polc.registers.results import Column, Form, result_columns
from polc.registers.words import OWN_MARK
from polc.registers.workbook_writer import WorkbookWriter
from polc.registers.writers import CsvWriter, Open, ParquetWriter
from polc.writing import replacing

# Whole 分 are what programs count in; people who open a sheet read 元.
IN_FEN = (".parquet",)
WRITERS: dict[str, Open] = {".csv": CsvWriter, ".xlsx": WorkbookWriter, ".parquet": ParquetWriter}


@attrs.frozen(kw_only=True)
class Job:
    """What is asked for. `columns` are headings of this register and the facts they stand for, `usual` those
    that any register of the project may have. `lists` says where people's lists are. `money` is yuan or fen,
    None for what the output usually has.

    `progress` is told the number of rows judged and the share of the register read, in thousandths.
    """

    register: str
    output: str
    columns: Pairs = ()
    usual: Pairs = ()
    lists: Sources = attrs.field(factory=Sources)
    sheet: str | None = None
    habits: Habits = attrs.field(factory=Habits)
    engine: str | None = None
    money: str | None = None
    progress: Callable[[int, int], None] = lambda rows, share: None


def run(kernel: Kernel, job: Job) -> Report:
    """Judge the register and write the result."""
    opening = _writer_for(kernel, job)
    register, lists = opened(kernel, job)
    composer = Composer(kernel)
    rows = RowEngine(kernel, composer)
    engine, instead = engine_for(kernel, job, register, composer, rows)
    people = FactTable(register, job.habits)
    entries = entry_files(kernel, rows, composer, register.header, job.output)
    with replacing(job.output) as path, identities() as ids, entries as each:
        own = register.header.names
        added = _added(kernel, job, own)
        writer = opening(path, own, added, register.table.schema)
        passage = Passage(kernel, people, lists, engine, composer, writer, ids, each)
        try:
            for block in gathered(register.blocks(), engine.blocks):
                passage.take(block)
                job.progress(passage.rows, register.table.done())
            passage.finish()
            report = report_of(kernel, register, passage, instead)
            writer.close(report.sections)
        except BaseException:
            with suppress(OSError):
                writer.abandon()
            raise
    paths = entry_paths(kernel, job.output)
    told = tuple((path, each.written[name]) for name, path in paths.items())
    return attrs.evolve(report, engine=engine.name, alone=engine.alone, entries=told)


def _added(kernel: Kernel, job: Job, own: Sequence[str]) -> list[Column]:
    """The columns of results; one whose heading the register has already gets a mark."""
    suffix = os.path.splitext(job.output)[1].lower()
    money = Form.FEN if job.money == "fen" or (job.money is None and suffix in IN_FEN) else Form.YUAN
    taken, found = set(own), []
    for column in result_columns(kernel, money):
        heading = column.heading
        while heading in taken:
            heading += OWN_MARK
        taken.add(heading)
        found.append(attrs.evolve(column, heading=heading))
    return found


def opened(kernel: Kernel, job: Job) -> tuple[Register, Lists]:
    """The register, and the lists of its people, for which it's read once before: for its keys."""
    lists = lists_of(kernel)
    own, common = (columns_of(kernel, pairs) for pairs in (job.columns, job.usual))
    facts = [decl for decl in kernel.inputs if decl not in lists]
    headings = Headings(facts, own, common, key=job.lists.key[0] if lists else "")
    register = open_register(job.register, job.sheet, headings)
    if not lists:
        return register, Lists()
    found = read_lists(kernel, register, job.lists, job.columns, job.usual, job.habits)
    register = open_register(job.register, job.sheet, headings)
    others = tuple(name for name in register.table.others if name not in found.sheets(job.register))
    return attrs.evolve(register, table=attrs.evolve(register.table, others=others)), found


def _writer_for(kernel: Kernel, job: Job) -> Open:
    """What writes the output, by its suffix; never over a file that is read."""
    suffix = os.path.splitext(job.output)[1].lower()
    if suffix not in WRITERS:
        raise Refusal("register_suffix", path=job.output, known=" ".join(WRITERS))
    for output in (job.output, *entry_paths(kernel, job.output).values()):
        for path in (job.register, *job.lists.files(kernel).values()):
            if same_file(output, path):
                raise Refusal("register_same_file", path=output)
    return WRITERS[suffix]


def engine_for(
    kernel: Kernel, job: Job, register: Register, composer: Composer, rows: RowEngine
) -> tuple[Engine, Refusal | None]:
    """The engine, and why it isn't the columnar one where that was tried."""
    if job.engine == "duckdb":
        return database_engine(kernel, composer, rows, list(register.header.columns)), None
    if job.engine == "rows" or (job.engine is None and register.table.rows < WORTH_COLUMNS):
        return rows, None
    try:
        return column_engine(kernel, composer, rows), None
    except Refusal as refusal:
        if job.engine is not None:
            raise
        return rows, refusal
