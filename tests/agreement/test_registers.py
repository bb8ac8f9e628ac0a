"""polc run decides as the interpreter does, and its engines give the same file."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from agreement.random_kernels import random_kernel
from agreement.random_lists import random_list_kernel
from agreement.registers import Line, register, register_with_lists
from agreement.shipped import kernel_of, names
from compile import kernel_of as compiled
from sheets import read, write_csv, write_parquet, write_xlsx

from polc.cli.run import adopting
from polc.compiler.interpret import evaluate
from polc.compiler.kernel import FieldDecl, Kernel, Kind
from polc.compiler.readings import as_declared, bounds_of
from polc.dsl.text import Bounds, interval, result_text
from polc.dsl.values import ZERO, Amount, Missing, NotApplicable, Result, Undetermined, is_status
from polc.registers.answers import clauses_of
from polc.registers.judging import Job, run
from polc.registers.lists import Sources
from polc.registers.summary import Total
from polc.registers.words import State
from polc.targets.columnar.emit import explain_unsupported

ROWS = 400
THOROUGH = {name: () if name == "石狮2025" else pytest.mark.thorough for name in names()}
WITH_LISTS = [
    "books",
    "examples/语言/08-清单与亲属/08-清单与亲属.pol",
    "examples/语言/09-逐年与断保/09-逐年与断保.pol",
    "examples/语言/10-额度/10-额度.pol",
    "examples/通知/育儿补贴2025/育儿补贴2025.pol",
    "examples/通知/居民养老2014/居民养老2014.pol",
]
KERNELS = [*(pytest.param(name, marks=THOROUGH[name]) for name in names()), "town"]


def written(folder: Path, lines: list[Line]) -> Path:
    path = folder / "名册.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(line.cells for line in lines)
    return path


def judged(kernel: Kernel, path: Path, output: str, engine: str) -> Path:
    result = path.with_name(output)
    report = run(kernel, Job(register=str(path), output=str(result), engine=engine))
    result.with_suffix(".sections").write_text(repr(report.sections), encoding="utf-8")
    return result


def expected(kernel: Kernel, line: Line, header: Sequence[str]) -> tuple[dict[str, str], bool]:
    """The results by the interpreter, by heading; and whether a reason must be given."""
    assert line.person is not None
    fields = [evaluate(kernel, line.person, traced=False).fields[decl.name] for decl in kernel.outputs]
    results = [field.result for field in fields]
    clauses = [clause for field in fields for clause in field.clauses]
    found = {"状态": state_of(results).value, "条款": cited(kernel, clauses)}
    for decl, field in zip(kernel.outputs, fields, strict=True):
        found |= values(decl, field.result, bounds_of(kernel), header)
        text = result_text(as_declared(kernel, decl.name, field).result, bounds_of(kernel))
        told = text.partition("（")[0] if is_status(field.result) else "准数"
        told = "上下限" if is_bound(field.result, bounds_of(kernel)) else told
        details = {"状态": told, "条款": cited(kernel, field.clauses), "文字": text}
        found |= {f"{decl.name}·{part}": cell for part, cell in details.items()}
    return found, any(is_status(result) for result in results)


def state_of(results: Sequence[Result]) -> State:
    """The state of a row."""
    if any(isinstance(result, Missing) for result in results):
        return State.MISSING
    if any(isinstance(result, Undetermined) for result in results):
        return State.UNDETERMINED
    return State.OUTSIDE if all(isinstance(r, NotApplicable) for r in results) else State.DECIDED


def cited(kernel: Kernel, clauses: Iterable[str]) -> str:
    """Clauses as a cell, in the order of the policy."""
    order = clauses_of(kernel)
    found = sorted(set(clauses), key=lambda c: (order.index(c) if c in order else len(order), c))
    return "".join(f"【{clause}】" for clause in found)


def is_bound(result: Result, bounds: Bounds) -> bool:
    """An amount that isn't one amount."""
    ends = interval(result, bounds) if isinstance(result, Amount) else (ZERO.fen, ZERO.fen)
    return ends[0] is None or ends[0] != ends[1]


def values(decl: FieldDecl, result: Result, bounds: Bounds, header: Sequence[str]) -> dict[str, str]:
    """The columns of one output but for its details. A bound must have columns for its ends."""
    if decl.type.kind is not Kind.MONEY:
        return {decl.name: "" if is_status(result) else plain(decl, result)}
    low, high = interval(result, bounds) if isinstance(result, Amount) else (None, None)
    found = {decl.name: low if low == high else None}
    if isinstance(result, Amount) and (low is None or low != high):
        assert f"{decl.name}不低于（元）" in header
    if f"{decl.name}不低于（元）" in header:
        found |= {f"{decl.name}不低于": low, f"{decl.name}不高于": high}
    return {f"{name}（元）": "" if fen is None else yuan(fen) for name, fen in found.items()}


def yuan(fen: Fraction) -> str:
    """An amount as a cell: none where it isn't whole 分."""
    return f"{Decimal(fen.numerator).scaleb(-2)}" if fen.denominator == 1 else ""


def plain(decl: FieldDecl, result: Result) -> str:
    """Any other value as a cell."""
    match result:
        case date():
            return result.isoformat()
        case Fraction() if decl.type.kind is Kind.RATE:
            finite = 10**8 % result.denominator == 0
            return f"{(Decimal(result.numerator) / result.denominator).normalize():f}" if finite else ""
        case Fraction():
            return str(result) if result.denominator == 1 else ""
        case _:
            return result_text(result, {})


@pytest.mark.parametrize("name", KERNELS)
def test_rows_agree_with_the_interpreter(name: str, tmp_path: Path) -> None:
    kernel = kernel_of(name)
    lines = register(kernel, ROWS // 4, seed=1)
    check_rows(kernel, lines, judged(kernel, written(tmp_path, lines), "结果.csv", "rows"))


@pytest.mark.parametrize("seed", range(12))
def test_rows_of_random_kernels(seed: int, tmp_path: Path) -> None:
    kernel = random_kernel(seed)
    lines = register(kernel, 60, seed)
    check_rows(kernel, lines, judged(kernel, written(tmp_path, lines), "结果.csv", "rows"))


def check_rows(kernel: Kernel, lines: list[Line], result: Path) -> None:
    """Every line that holds something is one row, in order, with its cells and what must be said of it."""
    header, *found = read(result)
    rows, width = iter(found), len(lines[0].cells)
    assert len(set(header[width:])) == len(header[width:])
    for line in lines[1:]:
        if not any(line.cells):
            continue
        row = next(rows)
        assert [cell.removeprefix("'") for cell in row[:width]] == list(line.cells)
        cells = dict(zip(header[width:], row[width:], strict=True))
        reason = cells.pop("原因")
        if line.state is not None:
            assert cells.pop("状态") == line.state.value
            assert set(cells.values()) == {""}
            continue
        wanted, why = expected(kernel, line, header)
        differing = {name: (cells.get(name), wanted.get(name)) for name in cells | wanted}
        assert {name: pair for name, pair in differing.items() if pair[0] != pair[1]} == {}
        assert bool(reason) == why
    assert list(rows) == []


def check_lists(kernel: Kernel, folder: Path, rows: int, seed: int) -> None:
    """People with their lists in files beside the register."""
    pair = register_with_lists(kernel, rows, seed)
    files = []
    for number, (name, lines) in enumerate(pair.lists.items()):
        files.append((name, str(folder / f"{number}.csv")))
        write_csv(folder / f"{number}.csv", lines)
    result = folder / "结果.csv"
    sources = Sources(named=files, key=("工号", "工号"))
    path = written(folder, pair.register)
    run(kernel, Job(register=str(path), output=str(result), lists=sources, engine="rows"))
    check_rows(kernel, pair.register, result)


@pytest.mark.parametrize("name", WITH_LISTS)
def test_people_with_lists_agree_with_the_interpreter(name: str, tmp_path: Path) -> None:
    check_lists(kernel_of(name), tmp_path, 60, seed=5)


@pytest.mark.parametrize("seed", range(12))
def test_lists_of_random_kernels(seed: int, tmp_path: Path) -> None:
    check_lists(random_list_kernel(seed), tmp_path, 25, seed)


@pytest.mark.parametrize("name", KERNELS)
def test_engines_give_the_same_bytes(name: str, tmp_path: Path) -> None:
    kernel = kernel_of(name)
    path = written(tmp_path, register(kernel, ROWS, seed=2))
    for form in ("csv", "xlsx", "parquet") if name == "town" else ("csv",):
        by_rows, by_columns = (judged(kernel, path, f"{e}.{form}", e) for e in ("rows", "columnar"))
        equal = by_rows.read_bytes() == by_columns.read_bytes()
        assert equal, form


@pytest.mark.parametrize("seed", range(12))
def test_engines_on_random_kernels(seed: int, tmp_path: Path) -> None:
    kernel = random_kernel(seed)
    if explain_unsupported(kernel):
        kernel = kernel_of("town")
    path = written(tmp_path, register(kernel, 150, seed))
    by_rows, by_columns = (judged(kernel, path, f"{e}.csv", e) for e in ("rows", "columnar"))
    different = [pair for pair in zip(read(by_rows), read(by_columns), strict=True) if pair[0] != pair[1]]
    assert different[:2] == []
    assert by_rows.read_bytes() == by_columns.read_bytes()


@pytest.mark.parametrize("name", KERNELS)
def test_the_database_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    kernel = kernel_of(name)
    path = written(tmp_path, register(kernel, ROWS, seed=3))
    by_rows, by_database = (judged(kernel, path, f"{e}.csv", e) for e in ("rows", "duckdb"))
    assert by_rows.read_bytes() == by_database.read_bytes()
    assert sections(by_rows) == sections(by_database)


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 5, 6])
def test_the_database_on_random_kernels(seed: int, tmp_path: Path) -> None:
    kernel = random_kernel(seed)
    path = written(tmp_path, register(kernel, 60, seed))
    by_rows, by_database = (judged(kernel, path, f"{e}.csv", e) for e in ("rows", "duckdb"))
    different = [pair for pair in zip(read(by_rows), read(by_database), strict=True) if pair[0] != pair[1]]
    assert different[:2] == []
    assert sections(by_rows) == sections(by_database)


# ---- the summary ----------------------------------------------------------------------------------------
def sections(result: Path) -> str:
    return result.with_suffix(".sections").read_text(encoding="utf-8")


@pytest.mark.parametrize("seed", range(8))
def test_totals_are_the_sums_of_the_columns(seed: int, tmp_path: Path) -> None:
    """To the 分, of every amount and both of its ends; and as many people as there are cells."""
    kernel = random_kernel(seed)
    path = written(tmp_path, register(kernel, 60, seed))
    report = run(kernel, Job(register=str(path), output=str(tmp_path / "结果.csv"), engine="rows"))
    header, *rows = read(tmp_path / "结果.csv")
    amounts = [decl.name for decl in kernel.outputs if decl.type.kind is Kind.MONEY]
    totals = [section for section in report.sections if section.title == "金额合计"]
    assert [row[0] for section in totals for row in section.rows] == amounts
    for name, people, *sums in (row for section in totals for row in section.rows):
        for end, total in zip(("", "不低于", "不高于"), sums, strict=False):
            heading = f"{name}{end}（元）"
            assert (heading in header) == isinstance(total, Total)
            if isinstance(total, Total):
                cells = [cell for row in rows if (cell := row[header.index(heading)])]
                assert Decimal(total.fen).scaleb(-2) == sum(map(Decimal, cells))
                assert end or people == len(cells)


def test_what_readings_make_of_open_amounts(tmp_path: Path) -> None:
    """Each reading's sum is what a run under that reading adds up to, over the people who wait for it."""
    kernel = compiled(OPEN)
    lines = [["甲", "收入"], *([cell, f"{n}元"] for n in range(9) for cell in ("是", "否"))]
    path = write_csv(tmp_path / "名册.csv", lines)
    base = read(judged(kernel, path, "结果.csv", "rows"))
    assert sections(tmp_path / "结果.csv") == sections(judged(kernel, path, "库.csv", "duckdb"))
    assert sections(tmp_path / "结果.csv") == sections(judged(kernel, path, "列.csv", "columnar"))
    waiting = [row[base[0].index("应缴·状态")] == "待定" for row in base[1:]]
    assert sum(waiting) == 9
    wanted = []
    for reading in ("按一份", "按两份", "不算", "不知道"):
        kernel_then = adopting(kernel, (f"几份={reading}",))
        rows = read(judged(kernel_then, path, f"{reading}.csv", "rows"))
        at = rows[0].index("应缴（元）")
        cells = [row[at] for row, open_ in zip(rows[1:], waiting, strict=True) if open_]
        fen = sum(int(Decimal(cell) * 100) for cell in cells if cell)
        wanted.append(("应缴", "几份有不同读法", reading, 9, Total(fen, 9 if reading == "不知道" else 0)))
    report = run(kernel, Job(register=str(path), output=str(tmp_path / "结果.csv")))
    (found,) = (s.rows for s in report.sections if s.title == "待定的金额按每一种读法合多少")
    assert sorted(found, key=str) == sorted(wanted, key=str)


OPEN = """政策 "示例登记" { 文号 "示例〔2031〕14号" 条款 【一】 }
事实 甲: 是非  别名 first
事实 收入: 金额  别名 income
输出 应缴: 金额  别名 due
【一】 标准 一份 = 0.35元
【一】 标准 未定 不低于 1元
【一】 假定 几份 "通知未写明" {
  按一份  一份
  按两份  一份 * 2
  不算  0元
  不知道  未定
  都不采用
}
【一】 规定 应缴 {
  【一】 甲 为 几份
  【一】 其余 为 收入
}
"""


@pytest.mark.parametrize("suffix", [".parquet", ".xlsx"])
def test_other_files_give_the_same_bytes(suffix: str, tmp_path: Path) -> None:
    """A batch of Arrow and a workbook's rows take other ways through than rows of csv."""
    kernel = kernel_of("town")
    lines = [line.cells for line in register(kernel, 200, seed=4)]
    path = tmp_path / f"名册{suffix}"
    if suffix == ".parquet":
        write_parquet(path, dict(zip(lines[0], map(list, zip(*lines[1:], strict=True)), strict=True)))
    else:
        write_xlsx(path, lines)
    by_rows, by_columns, by_database = (
        judged(kernel, path, f"{e}.csv", e) for e in ("rows", "columnar", "duckdb")
    )
    assert by_rows.read_bytes() == by_columns.read_bytes() == by_database.read_bytes()
    texts = written(tmp_path, register(kernel, 200, seed=4))
    width = len(lines[0])
    why = read(by_rows)[0].index("原因")
    others = [row[width:why] + row[why + 1 :] for row in read(judged(kernel, texts, "csv.csv", "rows"))]
    assert [row[width:why] + row[why + 1 :] for row in read(by_rows)] == others
