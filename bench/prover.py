"""The checks at size: many clauses over many facts, many policies in one run, and the memory they take.

Clauses: one 规定 of 1,000 rows over 100 facts, each row three of them, all checks: once with mixed results,
so that many rows clash, once with one result, so that every pair has to be cleared. Policies: 1,000 small
ones side by side, and the shipped notices in turn, checked by one run with two processes; of the notices a
part, counted up. Memory: the highest that one process needs for 50 and for 400 small ones.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import attrs
import kernels
from process import used

from polc.compiler.analysis import analyse
from polc.compiler.kernel import BOOL, MONEY, Form, InputRef, Kernel
from polc.dsl.diagnostics.model import Sink

ROWS, FACTS, EACH = 1000, 100, 3
POLICIES, JOBS = 1000, 2
SHIPPED = Path(__file__).resolve().parent.parent / "policies"
NAMES = ("石狮2025", "梅州2025", "南安2026")
NOTICES = 60  # divisible by three
FEW, MANY = 50, 400
SMALL = """政策 "第{number}号" {{
  文号 "示例〔2025〕{number}号"
  保障年度 2025-01-01 至 2025-12-31
  条款 【一至三】
}}
事实 缴费日: 日期 别名 pay_date
事实 低保对象: 是非 默认 否 别名 poor
事实 残疾人: 是非 默认 否 别名 disabled
关系 缴费日 在 2025-01-01 至 2025-12-31
输出 缴费时段: 选项 别名 pay_window
输出 应缴: 金额 别名 due
输出 起始日: 日期 别名 start
【一】 时段 缴费时段 按 缴费日 {{
  【一】 集中期  2025-01-01 至 2025-03-31
  【一】 补缴期  2025-04-01 至 2025-12-31
}}
【二】 规定 应缴 {{
  【二】 在 缴费时段  为 {price}元
  【二】 例外 低保对象 且 残疾人  为 0元
}}
【三】 规定 起始日 {{
  【三】 在 集中期  为 2025-01-01
  【三】 在 补缴期  为 缴费日 + 30日
}}
案例 "一" {{
  缴费日 = 2025-05-01
  期望 应缴 = {price}元
       起始日 = 2025-05-31
}}
"""


def rows() -> Iterator[tuple[str, str, str, str]]:
    """Name, result, must, aim."""
    for results, what in ((7, "with mixed results"), (1, "with one result")):
        name = f"all checks of {ROWS:,} clauses over {FACTS} facts {what}"
        yield name, f"{_clauses(results):.1f} s", "≤ 10 s", "≤ 1 s"
    busy, seconds, _ = _checked(POLICIES, JOBS)
    name = f"{POLICIES:,} small policies checked, {JOBS} processes"
    yield name, f"{seconds:.1f} s, {busy:.1f} CPU-s", "≤ 60 s", "≤ 15 s"
    busy, seconds, _ = _checked(NOTICES, JOBS, shipped=True)
    name = f"{POLICIES:,} notices checked, {JOBS} processes (from {NOTICES})"
    many_times = POLICIES / NOTICES
    yield name, f"{seconds * many_times:.0f} s, {busy * many_times:.0f} CPU-s", "", ""
    few, many = _checked(FEW, 1)[2], _checked(MANY, 1)[2]
    yield f"memory for {MANY} policies over that for {FEW}", f"{many / few:.2f}×", "flat", ""


def _clauses(results: int) -> float:
    kernel = wide(ROWS, FACTS, EACH, results)
    start = time.process_time()
    analyse(kernel, Sink())
    return time.process_time() - start


def wide(count: int, facts: int, each: int, results: int) -> Kernel:
    """One rule with `count` rows, each about `each` of the facts and with one of so many results."""
    rng = Random(1)
    names = [f"项{number}" for number in range(facts)]
    made = [
        kernels.row(
            f"附表{number}",
            kernels.all_of(*(InputRef(name) for name in rng.sample(names, each))),
            kernels.money(100 * rng.randint(1, results)),
        )
        for number in range(count)
    ]
    choice = kernels.choice("应缴", Form.RULE, made, [kernels.money(0)], otherwise_written=True)
    inputs = tuple(kernels.fact(name, f"f{number}", BOOL, default=False) for number, name in enumerate(names))
    fields = (kernels.field("应缴", "due", MONEY),)
    return attrs.evolve(kernels.bare(), inputs=inputs, fields=fields, choices=(choice,))


def _checked(count: int, jobs: int, *, shipped: bool = False) -> tuple[float, float, float]:
    """CPU seconds of all processes, seconds passed, and the most MB that one of them held."""
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder), count, shipped=shipped)
        return used(["-m", "polc", "check", "--no-cache", "--jobs", str(jobs), folder])


def _write(folder: Path, count: int, *, shipped: bool) -> None:
    """Made-up policies, or copies of the three notices in turn beside their vocabulary."""
    if shipped:
        shutil.copytree(SHIPPED / "词汇", folder / "词汇")
    for number in range(count):
        if shipped:
            name = NAMES[number % len(NAMES)]
            copy = folder / f"政策{number}"
            copy.mkdir()
            shutil.copy(SHIPPED / name / f"{name}.pol", copy)
        else:
            text = SMALL.format(number=number + 1, price=100 + number)
            (folder / f"第{number + 1}号.pol").write_text(text, encoding="utf-8")
