"""How fast a register goes through `polc run`, how much memory it takes, and what reading and writing cost.

    python bench/registers.py --rows 1e5 --formats csv xlsx parquet
    python bench/registers.py --rows 1e6 --formats csv --keep FOLDER
    python bench/registers.py --rows 2e4 --entries 5

The register is synthetic (`register.py`): a name, an ID number that never was anybody's, and the policy's
facts as an office writes them. Each format is read and written as itself, in a process of its own, so that
the peak of memory is that of one run; a workbook has as many rows as fit a sheet. Beside parquet stands what
pyarrow needs to read the same file and write it with as many further columns of text, without judging.
Making the engine, judging and writing are timed apart; reading, with making facts of cells, is the rest.
Times are of the CPU; what passed on the clock is told beside them. With --entries the register is that of an
example with a 清单, and a second csv holds so many entries a person, one person's far from each other.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any, TypeAlias

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from agreement.shipped import kernel_of
from register import register

from polc.compiler.kernel import Kernel, Kind

POLICY = "石狮2025"
WITH_LIST = "examples/语言/10-额度/10-额度.pol"
KINDS = ("童书", "教材", "其他")
SHEET = 1_048_575  # rows below the header
CHUNK = 100_000
Lines: TypeAlias = Iterator[list[str]]
EPOCH = date(1970, 1, 1)
WRITTEN = (
    "缴费日",
    "出生日期",
    "本市户籍",
    "参加职工医保",
    "本市在校学生",
    "低保对象",
    "特困人员",
    "低保边缘家庭成员",
    "重度残疾人",
    "持本市居住证",
    "参加其他基本医保",
    "脱贫人员",
)


def people(kernel: Kernel, rows: int, seed: int = 20261122) -> Iterator[list[str]]:
    """The header, then one resident a line, as texts."""
    names = [name for name in WRITTEN if name in kernel.input_by_name]
    yield ["姓名", "身份证号", *names]
    for chunk in range(0, rows, CHUNK):
        size = min(CHUNK, rows - chunk)
        columns = register(kernel, size, seed + chunk)
        texts = [_texts(kernel, name, columns[name]) for name in names]
        births = columns.get("出生日期")
        for row, cells in enumerate(zip(*texts, strict=True), chunk):
            day = EPOCH + timedelta(days=int(births[row - chunk]))
            yield [f"居民{row}", f"990000{day:%Y%m%d}{row % 1000:03}{row // 1000 % 10}", *cells]


def _texts(kernel: Kernel, name: str, column: Any) -> list[str]:
    values, known = column if isinstance(column, tuple) else (column, None)
    if kernel.input_by_name[name].type.kind is Kind.DATE:
        return [(EPOCH + timedelta(days=day)).isoformat() for day in values.tolist()]
    words = ["是" if value else "否" for value in values.tolist()]
    return words if known is None else [w if k else "" for w, k in zip(words, known.tolist(), strict=True)]


def with_entries(rows: int, each: int, seed: int = 20261122) -> tuple[Lines, Lines]:
    """A register of people alone, and their purchases."""
    rng = Random(seed)
    people = [f"990000{EPOCH + timedelta(days=row // 1000):%Y%m%d}{row % 1000:03}0" for row in range(rows)]
    purchases = [
        [
            person,
            rng.choice(KINDS),
            f"2031-{month:02}-{rng.randint(1, 28):02}",
            f"{rng.randint(1, 900)}元",
            "否",
        ]
        for month in range(1, each + 1)
        for person in people
    ]
    register = [["姓名", "证件号码"], *([f"居民{row}", person] for row, person in enumerate(people))]
    return iter(register), iter([["证件号码", "类别", "付款日", "实付", "退货"], *purchases])


# ---- registers --------------------------------------------------------------------------------------
def make_csv(path: Path, lines: Iterator[list[str]]) -> None:
    """A csv."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(lines)


def make_xlsx(path: Path, lines: Iterator[list[str]]) -> None:
    """A workbook of texts."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("名册")
    for row, cells in enumerate(lines):
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell)
    book.close()


def make_parquet(path: Path, lines: Iterator[list[str]]) -> None:
    """A parquet file of texts."""
    import pyarrow
    from pyarrow import parquet

    schema = pyarrow.schema([(name, pyarrow.string()) for name in next(lines)])
    with parquet.ParquetWriter(path, schema) as file:
        chunk: list[list[str]] = []
        for line in lines:
            chunk.append(line)
            if len(chunk) == CHUNK:
                file.write(_batch(schema, chunk))
                chunk = []
        file.write(_batch(schema, chunk))


def _batch(schema: Any, chunk: list[list[str]]) -> Any:
    import pyarrow

    columns = list(zip(*chunk, strict=True)) or [()] * len(schema)
    return pyarrow.table([pyarrow.array(c, pyarrow.string()) for c in columns], schema=schema)


MAKERS: dict[str, Callable[[Path, Iterator[list[str]]], None]] = {
    "csv": make_csv,
    "xlsx": make_xlsx,
    "parquet": make_parquet,
}


# ---- one measurement, in a process of its own ---------------------------------------------------------
def measured(path: str, output: str, engine: str, entries: str = "") -> dict[str, float]:
    """Seconds of a whole run and of its parts, and the peak of memory in MB."""
    from polc.registers import judging
    from polc.registers.columns import ColumnEngine
    from polc.registers.database import DatabaseEngine
    from polc.registers.engines import RowEngine
    from polc.registers.lists import Sources

    kernel = kernel_of(WITH_LIST if entries else POLICY)
    parts = {"make": 0.0, "judge": 0.0, "write": 0.0, "lists": 0.0}

    def clocked(kind: Any, name: str, part: str) -> None:
        plain = getattr(kind, name)

        def timed(*given: Any) -> Any:
            start = process_time()
            try:
                return plain(*given)
            finally:
                parts[part] += process_time() - start

        setattr(kind, name, timed)

    engines = {"columnar": ColumnEngine, "duckdb": DatabaseEngine, "rows": RowEngine}
    clocked(engines[engine], "judge", "judge")
    clocked(judging, "engine_for", "make")
    clocked(judging, "read_lists", "lists")
    for writer in judging.WRITERS.values():
        clocked(writer, "rows", "write")
        clocked(writer, "close", "write")
    lists = Sources(named=[("购书", entries)], key=("证件号码", "证件号码")) if entries else Sources()
    job = judging.Job(register=path, output=output, engine=engine, lists=lists)
    start, clock = process_time(), perf_counter()
    report = judging.run(kernel, job)
    whole, passed = process_time() - start, perf_counter() - clock
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"rows": report.rows, "whole": whole, "passed": passed, "peak": peak, **parts}


def copied(path: str, output: str) -> float:
    """Seconds in which pyarrow reads a parquet file and writes it with twelve further columns of texts."""
    import pyarrow
    from pyarrow import parquet

    text = pyarrow.array(["400元", "0元"] * (CHUNK // 2))
    start = process_time()
    with parquet.ParquetFile(path) as file:
        names = [*file.schema_arrow.names, *map(str, range(12))]
        schema = pyarrow.schema([(name, pyarrow.string()) for name in names])
        with parquet.ParquetWriter(output, schema) as target:
            for batch in file.iter_batches(batch_size=CHUNK):
                added = [text.slice(0, len(batch))] * 12
                target.write_batch(pyarrow.record_batch([*batch.columns, *added], schema=schema))
    return process_time() - start


def rows() -> Iterator[tuple[str, str, str, str]]:
    """For the table of all benchmarks."""
    with TemporaryDirectory() as folder:
        for form in MAKERS:
            yield f"`polc run`, {form} to {form}", _told(Path(folder), form, 10**5, "columnar"), "", ""


def main() -> int:
    """Every format at every size."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("--rows", type=float, nargs="*", default=[1e5])
    parser.add_argument("--formats", nargs="*", choices=list(MAKERS), default=list(MAKERS))
    parser.add_argument("--engine", nargs="*", choices=("rows", "columnar", "duckdb"), default=["columnar"])
    parser.add_argument("--keep", help="a folder in which registers and results stay")
    parser.add_argument("--entries", type=int, help="so many entries a person, judged row by row")
    parser.add_argument("--measure", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure and options.measure[2] == "copy":
        print(json.dumps({"whole": copied(*options.measure[:2])}))
        return 0
    if options.measure:
        print(json.dumps(measured(*options.measure)))
        return 0
    with TemporaryDirectory() as temporary:
        folder = Path(options.keep or temporary)
        if options.entries:
            for rows in options.rows:
                print(_listed(folder, int(rows), options.entries), flush=True)
            return 0
        for form in options.formats:
            for rows in options.rows:
                for engine in options.engine:
                    print(f"{form}, {engine}: {_told(folder, form, int(rows), engine)}", flush=True)
    return 0


def _told(folder: Path, form: str, rows: int, engine: str) -> str:
    """One measurement, in a sentence."""
    rows = min(rows, SHEET) if form == "xlsx" else rows
    path = folder / f"register{rows}.{form}"
    if not path.exists():
        MAKERS[form](path, people(kernel_of(POLICY), rows))
    output = folder / f"result{rows}.{form}"
    found = _apart(path, output, engine)
    whole, make, judge, write = found["whole"], found["make"], found["judge"], found["write"]
    read = whole - make - judge - write
    beside = ""
    if form == "parquet":
        copy = _apart(path, output, "copy")["whole"]
        beside = f"; pyarrow reads and writes as much in {copy:.1f} s ({whole / copy:.1f} times)"
    return (
        f"{found['rows']:,} rows in {whole:.1f} s of CPU ({found['passed']:.1f} s passed), "
        f"{found['rows'] / whole:,.0f} rows/s, "
        f"peak {found['peak']:.0f} MB; making the engine {make:.1f} s, reading {read / whole:.0%}, "
        f"judging {judge / whole:.0%}, writing {write / whole:.0%}{beside}"
    )


def _listed(folder: Path, rows: int, each: int) -> str:
    """One measurement with lists, in a sentence."""
    path, entries = folder / f"people{rows}.csv", folder / f"entries{rows}x{each}.csv"
    for made, lines in zip((path, entries), with_entries(rows, each), strict=True):
        make_csv(made, lines)
    found = _apart(path, folder / "result.csv", "rows", str(entries))
    return (
        f"csv with lists, rows: {rows:,} people with {each} entries each in {found['whole']:.1f} s of CPU, "
        f"peak {found['peak']:.0f} MB; reading the lists {found['lists']:.1f} s "
        f"({rows * each / found['lists']:,.0f} entries/s), judging {found['judge']:.1f} s"
    )


def _apart(path: Path, output: Path, engine: str, *entries: str) -> dict[str, float]:
    """One measurement in a process of its own."""
    words = [sys.executable, __file__, "--measure", str(path), str(output), engine, *entries]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    raise SystemExit(main())
