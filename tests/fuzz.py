"""Mutated policies and registers: whatever comes, polc answers, in time, and never by a fault of its own.

    python tests/fuzz.py --seconds 1800
    python tests/fuzz.py --seed 4711 --number 1

A seed makes one input: a shipped policy or example, or a register for one, changed at a few places by lexemes
or by characters (a register by cells or bytes), sometimes with a piece of another file. check, eval, test,
fmt, build and run are asked in this process. Found is a traceback, status 3, or a phase beyond its budget.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from random import Random

import attrs

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 60  # of CPU, for one command: more than any stated budget allows for files of this size
PIECES = [
    *(
        "且",
        "或",
        "非",
        "为",
        "其余",
        "例外",
        "优先于",
        "在",
        "至",
        "按",
        "每笔",
        "每月",
        "合计",
        "条数",
        "存在",
    ),
    *(
        "封顶",
        "保底",
        "舍入",
        "除以",
        "待定",
        "不适用",
        "执行",
        "采用",
        "都不采用",
        "只取",
        "合计",
        "引用",
        "沿用",
    ),
    *(
        "规定",
        "群体",
        "时段",
        "量",
        "表",
        "分类",
        "假定",
        "清单",
        "累计",
        "选择",
        "恒真",
        "关系",
        "标准",
        "案例",
        "减免",
    ),
    *(
        "【一】",
        "【",
        "】",
        "（",
        "）",
        "{",
        "}",
        "“",
        "”",
        '"',
        "、",
        "，",
        "=",
        "+",
        "-",
        "*",
        "|",
        "\n",
        "\t",
        "#",
    ),
    *("0元", "400元", "-1元", "9999999999999999元", "50%", "0%", "1000%", "3个月", "200年", "0日", "1.005元"),
    *(
        "2025-02-29",
        "9999-12-31",
        "1850-01-01",
        "0001-01-01",
        "满60周岁",
        "缴费日",
        "出生日期",
        "甲",
        "𠮷",
        "\u202e",
    ),
]
CELLS = [
    *(
        "",
        " ",
        "是",
        "否",
        "√",
        "未知",
        "2025-02-29",
        "9999-12-31",
        "45292",
        "3/1/2025",
        "1e400",
        "-0",
        "0.5",
        "50%",
    ),
    *(
        "=1+1",
        "@SUM(A1)",
        '"',
        "400元",
        "1万元",
        "￥4",
        "\x1b[31m",
        "\u202e",
        "a" * 40_000,
        "甲\r\n乙",
        "合计",
        "NaN",
    ),
]
LEXEME = re.compile(r"[\u4e00-\u9fff]+|[0-9.,%-]+|[A-Za-z_]+|\s+|.", re.S)


@attrs.frozen
class Found:
    """What went wrong, and with which words."""

    seed: int
    words: tuple[str, ...]
    why: str


def policies() -> list[Path]:
    """Shipped policies and examples, small ones first."""
    found = [*(ROOT / "policies").rglob("*.pol"), *(ROOT / "examples").rglob("*.pol")]
    return sorted(found, key=lambda path: (path.stat().st_size, str(path)))


def mutated(text: str, other: str, random: Random) -> str:
    """`text` changed at one to four places."""
    for _ in range(random.choice((1, 1, 2, 4))):
        parts = LEXEME.findall(text) if random.random() < 0.7 else list(text)
        at = random.randrange(len(parts) + 1)
        size = random.choice((0, 1, 1, 2, 5, 40))
        others = LEXEME.findall(other)
        begin = random.randrange(max(1, len(others)))
        new = random.choice(
            (
                [],
                [random.choice(PIECES)],
                [random.choice(parts)] if parts else [],
                parts[at : at + size] * random.choice((2, 2, 50)),
                others[begin : begin + random.choice((1, 5, 60))],
            )
        )
        text = "".join([*parts[:at], *new, *parts[at + size :]])
    return text


def mutated_bytes(data: bytes, random: Random) -> bytes:
    """A few bytes changed, left out or doubled."""
    for _ in range(random.choice((1, 3, 10))):
        at = random.randrange(len(data) + 1)
        size = random.choice((0, 1, 1, 4, 100))
        new = random.choice((b"", random.randbytes(size), data[at : at + size] * 3))
        data = data[:at] + new + data[at + size :]
    return data


def register(text: str, random: Random) -> str:
    """A register with headings out of the policy and cells of every kind."""
    names = re.findall(r"(?:事实|清单) ([^\s:：（]+)", text) or ["缴费日"]
    headings = [random.choice([*names, "证件号码", "姓名", ""]) for _ in range(random.randint(1, 8))]
    rows = [[random.choice(CELLS) for _ in headings] for _ in range(random.randint(0, 6))]
    quoted = ([f'"{cell}"' if random.random() < 0.3 else cell for cell in row] for row in (headings, *rows))
    return "\n".join(",".join(row) for row in quoted)


def commands(random: Random, text: str) -> Iterator[tuple[str, ...]]:
    """What is asked of 甲.pol, beside which 名册.csv and 人.json lie."""
    yield (
        "check",
        "甲.pol",
        "--no-cache",
        "--output-format",
        random.choice(("full", "json", "sarif", "concise")),
    )
    yield ("fmt", "--diff", "甲.pol")
    yield ("eval", "甲.pol", "-i", "人.json", "--trace")
    yield ("test", "甲.pol", "--coverage")
    yield (
        "build",
        "甲.pol",
        "-o",
        "出",
        "--target",
        random.choice(("python", "json", "summary", "sql", "columnar")),
    )
    yield ("run", "甲.pol", "名册.csv", "-o", random.choice(("果.csv", "果.xlsx", "果.parquet")))
    if random.random() < 0.2:
        yield ("inspect", "甲.pol")
        yield ("summary", "甲.pol", "--for", "经办")
        yield ("diff", "甲.pol", "原.pol")


def asked(words: Sequence[str]) -> tuple[int, str]:
    """One command in this process: its status and what it said."""
    from polc.cli.main import run

    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    with redirect_stdout(out), redirect_stderr(err):
        status = run([*words, "-v"])
        err.flush()
    return status, err.buffer.getvalue().decode("utf-8", "replace")


def attempt(seed: int, folder: Path) -> Iterator[Found]:
    """Everything wrong that one seed shows."""
    random = Random(seed)
    known = policies()
    first = known[int(len(known) * random.random() ** 2)]
    text, other = (path.read_text(encoding="utf-8") for path in (first, random.choice(known)))
    place = folder / "甲.pol"
    for near in first.parent.parent.rglob("*.pol"):
        (folder / near.name).write_bytes(near.read_bytes())
    (folder / "polc.toml").write_text("", encoding="utf-8")
    (folder / "原.pol").write_text(text, encoding="utf-8")
    text = re.sub(r'引用 "[^"]*?([^"/]+)"', r'引用 "\1"', text)
    place.write_text(
        mutated(text, other, random) if random.random() < 0.8 else text, encoding="utf-8", errors="ignore"
    )
    rows = register(text, random).encode("utf-8", "replace")
    (folder / "名册.csv").write_bytes(mutated_bytes(rows, random) if random.random() < 0.5 else rows)
    person = (
        "{"
        + ", ".join(f'"{n}": {random.choice(("1", "true", "[]", "{}", chr(34) * 2))}' for n in "甲乙")
        + "}"
    )
    (folder / "人.json").write_text(
        random.choice(("{}", person, mutated(person, person, random))), encoding="utf-8"
    )
    for words in commands(random, text):
        start = time.process_time()
        status, said = asked(words)
        used = time.process_time() - start
        if status not in (0, 1, 2) or "Traceback" in said:
            yield Found(seed, words, said.strip()[-1500:] or f"status {status}")
        elif used > SECONDS:
            yield Found(seed, words, f"{used:.0f} s")


def fuzz(seeds: Iterator[int], tell: Callable[[Found], None], until: Callable[[], bool]) -> int:
    """Try seeds until it's time; how many were tried."""
    import os

    tried, here = 0, os.getcwd()
    for seed in seeds:
        if until():
            break
        with tempfile.TemporaryDirectory() as name:
            os.chdir(name)
            try:
                for found in attempt(seed, Path(name)):
                    tell(found)
            finally:
                os.chdir(here)
        tried += 1
    return tried


def main() -> int:
    """Run as the command line says; 1 with a find."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--number", type=int, default=10**9)
    parser.add_argument("--seconds", type=int, default=10**9)
    given = parser.parse_args()
    finds: list[Found] = []
    end = time.monotonic() + given.seconds

    def tell(found: Found) -> None:
        finds.append(found)
        print(f"seed {found.seed}: polc {' '.join(found.words)}\n{found.why}\n", flush=True)

    seeds = iter(range(given.seed, given.seed + given.number))
    tried = fuzz(seeds, tell, lambda: time.monotonic() > end)
    print(f"{tried} seeds from {given.seed}, {len(finds)} finds")
    return int(bool(finds))


if __name__ == "__main__":
    sys.exit(main())
