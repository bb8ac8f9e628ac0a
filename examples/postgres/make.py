"""Write decide.sql: the statement that decides the register of this folder.

    python examples/postgres/make.py policies/石狮2025/石狮2025.pol > decide.sql

The register has columns for six facts; for the others the declared default counts, and a fact without
default is not known.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from polc.compiler.driver import compile_file
from polc.dsl.source import Source
from polc.targets.api import Options
from polc.targets.registry import target

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def read(path: str) -> Source:
    """A file of the project."""
    return Source(path=path, text=(ROOT / path).read_text("utf-8"))


def main(policy: str) -> str:
    """The statement for PostgreSQL."""
    kernel = compile_file(policy, read, analyse=False).kernel
    if kernel is None:
        raise SystemExit(f"{policy} doesn't compile: polc check {policy}")
    with (HERE / "people.csv").open(encoding="utf-8") as register:
        columns = next(csv.reader(register))
    extra = (("dialect", "postgres"), ("table", "persons"), ("key", "id"), ("columns", ",".join(columns[1:])))
    options = Options(source_sha256="", compiler_version="", extra=extra)
    (file,) = target("sql").emit(kernel, options)
    return file.content.decode("utf-8")


if __name__ == "__main__":
    sys.stdout.write(main(sys.argv[1]))
