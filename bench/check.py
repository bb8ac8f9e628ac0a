"""`polc check`, as a whole process, against `python -c pass` in the same rounds; and many policies at once.

Cold: no stored result is used. Unchanged: the second run over the same text. Many: copies of one notice
side by side, checked by one process; linear growth shows as the same time for each.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
NOTICES = tuple(ROOT / "policies" / name / f"{name}.pol" for name in ("石狮2025", "梅州2025", "南安2026"))
ROUNDS = 9
CROWDS = (5, 25)
POLC = (sys.executable, "-m", "polc")


def rows() -> Iterator[tuple[str, str, str, str]]:
    """Name, result, must, aim."""
    for notice in NOTICES:
        cold, unchanged = _ratios(notice)
        name = f"`polc check` of {notice.stem}"
        yield f"{name}, cold, against `python -c pass`", f"{cold:.1f}×", "≤ 20×", "≤ 15×"
        yield "the same, unchanged", f"{unchanged:.1f}×", "≤ 8×", "≤ 3×"
    for count in CROWDS:
        each = _crowd(count) / count
        yield f"{count} copies of a notice checked, for each", f"{each:.2f} s", "linear", ""


def _ratios(notice: Path) -> tuple[float, float]:
    """Median over rounds of cold and unchanged check over an empty interpreter, paired in each round."""
    cold, unchanged = [], []
    for _ in range(ROUNDS):
        empty = _seconds((sys.executable, "-c", "pass"))
        cold.append(_seconds((*POLC, "check", "--no-cache", str(notice))) / empty)
        _seconds((*POLC, "check", str(notice)))
        unchanged.append(_seconds((*POLC, "check", str(notice))) / empty)
    return median(cold), median(unchanged)


def _crowd(count: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "policies" / "词汇", Path(folder) / "词汇")
        for number in range(count):
            copy = Path(folder) / f"政策{number}"
            copy.mkdir()
            shutil.copy(NOTICES[0], copy / NOTICES[0].name)
        return _seconds((*POLC, "check", "--no-cache", "--output-format", "concise", folder))


def _seconds(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
    return time.perf_counter() - start
