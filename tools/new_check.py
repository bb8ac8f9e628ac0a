"""Start a check: a name and a code come in, the files that every check has go out.

Existing files are never touched. What needs thought (the registry entry, the place in CHECKS, the texts) is
listed, not written: the tests stay red until it is done.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

RULE = '''"""{code}: which kernels are reported, and what the witness shows."""

from __future__ import annotations

from polc.compiler.analysis.subject import Subject

CHECK = "…"


def check(subject: Subject) -> None:
    """Every …"""
    for choice in subject.choices(CHECK):
        with subject.question(CHECK, choice.span):
            pass
'''

EXPLAIN = """# {code} 标题

警告 · warning: title

## 概要

## 原因

## 错误示例

```pol
```

## 正确示例

```pol
```

## 相关条款

## In English
"""

REST = """
What is left:
  1. the constant {code} in its family's module in dsl/diagnostics/ (texts in zh and en); it registers itself
  2. the rule in compiler/analysis/{name}.py, and its entry in EACH or ONCE of checks.py
  3. the page dsl/diagnostics/explain/{code}.md: its examples are the bad example and its fixed twin
  4. `make snapshots`, which draws the finding into tests/corpus/
  5. tests/unit/: where it says nothing; tests/soundness.py, if it claims something about all persons
  6. `make check test`"""


def skeleton(name: str, code: str) -> dict[Path, str]:
    """The new files and their first text."""
    return {
        ROOT / "compiler" / "analysis" / f"{name}.py": RULE.format(code=code),
        ROOT / "dsl" / "diagnostics" / "explain" / f"{code}.md": EXPLAIN.format(code=code),
    }


def refusal(name: str, code: str, new: dict[Path, str]) -> str | None:
    """Why nothing can be written, if so."""
    if not re.fullmatch(r"[a-z][a-z_]*[a-z]", name) or not re.fullmatch(r"POL[1-9][0-9]{2}", code):
        return "usage: make new-check NAME=late_payment CODE=POL499"
    taken = [path.relative_to(ROOT).as_posix() for path in new if path.exists()]
    return f"already there: {', '.join(taken)}" if taken else None


def main(name: str, code: str) -> int:
    new = skeleton(name, code)
    if problem := refusal(name, code, new):
        print(problem, file=sys.stderr)
        return 2
    for path, text in new.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print("wrote", path.relative_to(ROOT).as_posix())
    print(REST.format(name=name, code=code))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
