"""Run a Python program and print what it used, as JSON: seconds of CPU, seconds passed, the most MB held.

    python bench/process.py PROGRAM WORDS…

A process is told the memory of whoever started it as its own, so a large one must not measure: this one is
small, and `used` puts it between. What the program prints is dropped, unless it fails; then so does this.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryFile
from time import perf_counter


def used(words: Sequence[str], folder: Path | None = None) -> tuple[float, float, float]:
    """What `python WORDS` and its own children used: seconds of CPU, seconds passed, MB of the largest."""
    command = [sys.executable, __file__, *words]
    cpu, passed, most = json.loads(subprocess.check_output(command, cwd=folder))
    return cpu, passed, most


def main() -> int:
    """Run it."""
    start = perf_counter()
    with TemporaryFile() as said:
        running = subprocess.Popen([sys.executable, *sys.argv[1:]], stdout=said, stderr=said)
        _, status, told = os.wait4(running.pid, 0)
        if status:
            said.seek(0)
            sys.stderr.buffer.write(said.read())
    print(json.dumps((told.ru_utime + told.ru_stime, perf_counter() - start, told.ru_maxrss / 1024)))
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    raise SystemExit(main())
