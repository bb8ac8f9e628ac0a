"""How evaluating grows: with the rows of a register, the clauses of a policy, the policies of one process.

    python bench/growth.py [rows clauses policies]

Rows: 石狮2025, its columnar module on columns in memory, and `polc run` from csv to csv. Clauses: a made-up
notice over the shipped vocabulary whose relief has so many rows, each for one kind of person from some age
on; only the highest counts. Policies: such notices with 30 rows each, no two alike, built by one process,
imported and run by another, all of them staying in memory. Answers are compared with the interpreter on a
sample first. Times are of the CPU, the least of some rounds where a round is short; memory is what the
process holds at most.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from time import process_time, thread_time
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from agreement.columnar import OPTIONS, differences, load
from agreement.shipped import kernel_of
from columnar import SAMPLE, rules_of, sample_of
from process import used
from register import register
from registers import make_csv, people

from polc.compiler.driver import compile_file
from polc.compiler.kernel import Kernel
from polc.dsl.source import Source
from polc.targets.columnar.emit import module_source as columnar_source
from polc.targets.python.emit import module_source

ROUNDS = 3
SHIPPED = "石狮2025"
FILES = Path(__file__).resolve().parent.parent / "policies"
WORDS = FILES / "词汇" / "居民医保.pol"
SIZES, FEW, MANY = (10**5, 10**6, 10**7), 5000, 15000
CLAUSES, POLICIES, EACH = (10, 30, 100, 300), (1, 10, 50), 30
TOLD = "run.json"
KINDS = (
    *("低保对象", "特困人员", "低保边缘家庭成员", "监测对象", "脱贫人员", "重度残疾人"),
    *("一户多残残疾人", "其他残疾人", "孤儿", "五老人员", "高校新生", "本市在校学生"),
)
NOTICE = """引用 "{words}"
政策 "第{number}号" {{
  文号 "示例〔2025〕{number}号"
  保障年度 2025-01-01 至 2025-12-31
  闰日生日 2月28日
  条款 【一、二、三、三（一）1至{count}、四】
}}
【一】 时段 缴费时段 按 缴费日 {{
  【一】 集中期  2024-09-01 至 2024-12-31
  【一】 延长期  2025-01-01 至 2025-02-28
  【一】 补缴期  2025-03-01 至 2025-12-31
}}
【二】 规定 应缴金额 {{ 【二】 在 缴费时段  为 {fee}元 }}
【三】 减免 个人缴费减免 {{
  【三】 基数 {fee}元
{reliefs}
  【三】 并存 只取 最高
  【三】 同额 待定 "同样高的算哪一项，未写明"
}}
【四】 规定 待遇起始日 {{ 【四】 在 缴费时段  为 缴费日 的 次月首日 }}
【四】 规定 待遇截止日 {{ 【四】 在 缴费时段  为 2025-12-31 }}
"""


def notice(number: int, count: int) -> str:
    """A policy with `count` rows of relief; another number is another fee."""
    reliefs = []
    for place in range(count):
        age = place // len(KINDS) * 3
        who = KINDS[place % len(KINDS)] + (f" 且 截至 缴费日 满{age}周岁" if age else "")
        reliefs.append(f"  【三（一）{place + 1}】 {who}  为 {20 + place}元  由 财政资金  认定 市民政局")
    told = {"words": WORDS.stem, "number": number, "count": count, "fee": 400 + number}
    return NOTICE.format(reliefs="\n".join(reliefs), **told)


def compiled(text: str) -> Kernel:
    """The kernel of a made-up notice."""

    def read(path: str) -> Source:
        return Source(path=path, text=text if path == "notice.pol" else WORDS.read_text("utf-8"))

    kernel = compile_file("notice.pol", read, analyse=False).kernel
    if kernel is None:
        raise SystemExit("the made-up notice doesn't compile")
    return kernel


def least(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The least seconds of this thread that `work` takes."""
    found = []
    for _ in range(rounds):
        start = thread_time()
        work()
        found.append(thread_time() - start)
    return min(found)


def agreeing(kernel: Kernel, module: Any) -> None:
    """Stop where the module decides a sample unlike the interpreter."""
    people = sample_of(kernel, register(kernel, SAMPLE), SAMPLE)
    wrong = list(differences(kernel, module, people))
    if wrong:
        raise SystemExit(f"{len(wrong)} differences\n{wrong[0]}")


# ---- rows and clauses -------------------------------------------------------------------------------
def by_rows() -> Iterator[tuple[str, str]]:
    """The columnar module and `polc run`, for more and more persons."""
    kernel = kernel_of(SHIPPED)
    module = load(kernel)
    agreeing(kernel, module)
    for size in SIZES:
        columns = register(kernel, size)
        seconds = least(lambda given=columns: module.judge(given))
        yield f"columnar by numpy, {SHIPPED}, {size:,} rows", f"{seconds / size * 1e9:.1f} ns a row"
    policy = FILES / SHIPPED / f"{SHIPPED}.pol"
    for size in SIZES[:2]:
        seconds, most = run(policy, kernel, size, "columnar")
        each = f"{seconds / size * 1e6:.1f} µs a row, {most:.0f} MB"
        yield f"`polc run` of csv in columns, {SHIPPED}, {size:,} rows", each


def by_clauses() -> Iterator[tuple[str, str]]:
    """The same for a policy with more and more rows of relief."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(WORDS, folder)
        for count in CLAUSES:
            policy = Path(folder) / f"第{count}号.pol"
            policy.write_text(notice(count, count), "utf-8")
            kernel = compiled(policy.read_text("utf-8"))
            start = process_time()
            module = load(kernel)
            made = process_time() - start
            agreeing(kernel, module)
            columns = register(kernel, SIZES[1])
            seconds = least(lambda judge=module.judge, given=columns: judge(given))
            told = f"{count} rows of relief ({rules_of(kernel)} in all)"
            each = f"{seconds / SIZES[1] * 1e9:.1f} ns a row, made in {made:.1f} s"
            yield f"columnar by numpy, {told}, {SIZES[1]:,} rows", each
            few, many = (run(policy, kernel, size, "rows")[0] for size in (FEW, MANY))
            each = f"{(many - few) / (MANY - FEW) * 1e6:.0f} µs for each further row"
            yield f"`polc run` of csv, row by row, {told}", f"{few:.1f} s for {FEW:,} rows, {each}"


def run(policy: Path, kernel: Kernel, size: int, engine: str) -> tuple[float, float]:
    """Seconds of CPU and MB that `polc run` takes for so many residents."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_csv(folder / "register.csv", people(kernel, size))
        words = ["run", str(policy), "register.csv", "-o", "result.csv", "--engine", engine]
        seconds, _, most = used(["-m", "polc", *words], folder)
    return seconds, most


# ---- policies ---------------------------------------------------------------------------------------
def by_policies() -> Iterator[tuple[str, str]]:
    """More and more policies in one process: building them, then importing and running them."""
    for count in POLICIES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            built, _, most = used([__file__, "build", str(count)], folder)
            each = f"{built / count:.2f} s for each, {most:.0f} MB"
            yield f"{count} policies of {EACH} rows of relief built", each
            used(["-m", "compileall", "-q", "."], folder)
            _, _, most = used([__file__, "run", str(count)], folder)
            imported, judged = json.loads((folder / TOLD).read_text("utf-8"))
            each = f"{imported / count * 1e3:.0f} ms for each, {judged / count / SIZES[0] * 1e9:.1f} ns a row"
            yield f"the same imported, and run by turns, {SIZES[0]:,} rows each", f"{each}, {most:.0f} MB"


def build(count: int) -> None:
    """Write both modules of so many policies into this folder."""
    for number in range(count):
        kernel = compiled(notice(number, EACH))
        Path(f"rows{number}.py").write_text(module_source(kernel, OPTIONS), "utf-8")
        Path(f"columns{number}.py").write_text(columnar_source(kernel, OPTIONS), "utf-8")


def imported_and_run(count: int) -> None:
    """Import the modules of this folder, run them by turns, and write down the seconds of both."""
    sys.path.insert(0, os.getcwd())
    columns = register(compiled(notice(0, EACH)), SIZES[0])
    start = process_time()
    modules = [(import_module(f"rows{n}"), import_module(f"columns{n}")) for n in range(count)]
    imported = process_time() - start
    turns = least(lambda: [module.judge(columns) for _, module in modules])
    Path(TOLD).write_text(json.dumps((imported, turns)), "utf-8")


# ---- the table --------------------------------------------------------------------------------------
PARTS = {"rows": by_rows, "clauses": by_clauses, "policies": by_policies}


def rows(parts: Sequence[str] = tuple(PARTS)) -> Iterator[tuple[str, str, str, str]]:
    """Name, result, must, aim."""
    for part in parts:
        for what, result in PARTS[part]():
            yield f"growth with {part}: {what}", result, "", ""


def main() -> None:
    """Print the table, or do the work of one of the processes that it measures."""
    match sys.argv[1:]:
        case ["build", count]:
            build(int(count))
        case ["run", count]:
            imported_and_run(int(count))
        case parts:
            for cells in rows(parts or tuple(PARTS)):
                print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
