"""polc and its libraries as one file that any Python of a version it supports runs: python polc.pyz check …

For machines on which nothing may be installed. Compiled parts of libraries stay out: each of them has the
same in Python. What needs more (workbooks, parquet, PDF, z3) says so, as after a plain install. The same
input gives the same bytes.
"""

from __future__ import annotations

import os
import sys
import zipfile
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIBRARIES = ("attrs", "click", "jinja2", "lark", "markupsafe", "wcwidth")
LEFT_OUT = (".so", ".pyd", ".c", ".pyc", ".pyi")
NOT_LEFT_OUT = ("METADATA", "LICENSE", "LICENCE", "COPYING", "NOTICE")
DAY = (1980, 1, 1, 0, 0, 0)
MAIN = "from polc.__main__ import main\n\nmain()\n"


def polc() -> Iterator[tuple[str, bytes]]:
    """The package, floors that stand beside it in the checkout included."""
    top = ROOT / "src"
    for folder, folders, names in os.walk(top / "polc", followlinks=True):
        folders[:] = sorted(each for each in folders if each != "__pycache__")
        for name in sorted(names):
            path = Path(folder, name)
            yield path.relative_to(top).as_posix(), path.read_bytes()


def library(name: str) -> Iterator[tuple[str, bytes]]:
    """The modules of a library, what it says of itself, and its licence."""
    for file in sorted(distribution(name).files or (), key=str):
        told = ".dist-info" in file.parts[0]
        if ".." in file.parts or file.name.endswith(LEFT_OUT):
            continue
        if not told or file.name.upper().startswith(NOT_LEFT_OUT):
            yield str(file), file.read_binary()


def main(out: str) -> None:
    """Write the file."""
    contents = dict(polc())
    for name in LIBRARIES:
        contents |= dict(library(name))
    contents["__main__.py"] = MAIN.encode()
    Path(out).parent.mkdir(parents=True, exist_ok=True)
    with open(out, "wb") as file:
        file.write(b"#!/usr/bin/env python3\n")
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name in sorted(contents):
                entry = zipfile.ZipInfo(name, DAY)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, contents[name])
    os.chmod(out, 0o755)
    sys.stdout.write(f"{out} {Path(out).stat().st_size / 1e6:.1f} MB\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
