"""A counter's view of a policy module: what to collect from each person of a register, and why.

In: a register as CSV. Out: lines of text. Every row is decided; a row that can't be read is named with its
field, and the others go on.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import shishi2025 as policy

COLUMNS = {
    "缴费日期": "缴费日",
    "出生年月日": "出生日期",
    "户籍在本市": "本市户籍",
    "低保": "低保对象",
    "重残": "重度残疾人",
}


def lines(register: Path) -> Iterator[str]:
    """The policy, then one line for each row of the register."""
    yield f"{policy.POLICY.title}  {policy.POLICY.document}"
    with register.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, result in enumerate(policy.evaluate_rows(rows, columns=COLUMNS)):
        yield f"{rows[number]['编号']}  {told(result)}"


def told(result: policy.Decision | policy.RowError) -> str:
    """A result as the counter reads it: the amount, the first day of benefits, and the clauses."""
    if isinstance(result, policy.RowError):
        return result.message
    if result.missing:
        labels = {fact.alias: fact.label for fact in policy.FIELDS}
        return f"还要问：{'、'.join(labels[alias] for alias in result.missing)}"
    clauses = "".join(f"【{clause}】" for clause in result.clauses["collected_now"])
    return f"窗口实缴 {result.text('collected_now')}  待遇起始日 {result.text('benefit_from')}  {clauses}"
