"""Write what the jobs need: two modules, the statement for the columns that the register has, and a list of
the results.

python make.py policies/石狮2025/石狮2025.pol FOLDER
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from register import SHARES

from polc.compiler.driver import compile_file
from polc.dsl.source import Source
from polc.targets.api import Options
from polc.targets.registry import target

ROOT = Path(__file__).resolve().parent.parent.parent
COLUMNS = ("pay_date", "birth_date", *SHARES)
EXTRA = (
    ("columns", ",".join(COLUMNS)),
    ("dialect", "spark"),
    ("key", "id,town"),
    ("module", "policy"),
    ("name", "policy"),
    ("table", "persons"),
)


def read(path: str) -> Source:
    """A file of the project."""
    return Source(path=path, text=(ROOT / path).read_text("utf-8"))


def main(policy: str, folder: Path) -> None:
    """Write policy.py, policy_columnar.py, policy.spark.sql and results.json."""
    kernel = compile_file(policy, read, analyse=False).kernel
    if kernel is None:
        raise SystemExit(f"{policy} doesn't compile: polc check {policy}")
    folder.mkdir(parents=True, exist_ok=True)
    options = Options(source_sha256="", compiler_version="", extra=EXTRA)
    for name in ("python", "columnar", "sql"):
        for artifact in target(name).emit(kernel, options):
            (folder / artifact.name).write_bytes(artifact.content)
    results = [(decl.name, decl.alias, decl.type.kind.value) for decl in kernel.outputs]
    (folder / "results.json").write_text(json.dumps(results, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
