"""A synthetic register of residents: the same columns for the same seed, with shares as in a county.

In: a kernel, a number of rows, a seed. Out: its facts as columns: 是非 as bool, days as int32 since 1970.
Most people are registered here and have no status at all, payment crowds into a few weeks, and questions that
are only put to some people stay unanswered for the others. No row is a real person.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from polc.compiler.kernel import Compare, Const, InputDecl, InputRef, Kernel, Kind, walk
from polc.compiler.kernel.dependencies import expressions_of

SHARES = {
    "本市户籍": 0.955,
    "本市在校学生": 0.16,
    "参加职工医保": 0.02,
    "应参加职工医保": 0.015,
    "低保对象": 0.02,
    "特困人员": 0.004,
    "低保边缘家庭成员": 0.008,
    "监测对象": 0.002,
    "脱贫人员": 0.006,
    "重度残疾人": 0.012,
    "一户多残残疾人": 0.003,
    "其他残疾人": 0.011,
    "持本市居住证": 0.04,
    "高校新生": 0.009,
    "高校其他在校学生": 0.025,
    "独生子女户子女": 0.01,
    "连续参保": 0.9,
    "全日制": 0.95,
}
RARE = 0.002
# Facts that only the holders of others are asked for; blank for everybody else.
ASKED_OF = {
    "参加其他基本医保": ("持本市居住证",),
    "未婚": ("二女户女儿", "农村独女户女儿"),
    "原籍地已参保": ("持本市居住证",),
}
EPOCH = date(1970, 1, 1).toordinal()


def register(kernel: Kernel, rows: int, seed: int = 20261122) -> dict[str, Any]:
    """The columns of `rows` residents; a fact that may be unknown is a pair (values, known)."""
    rng = np.random.Generator(np.random.PCG64(seed))
    found: dict[str, Any] = {}
    for decl in kernel.inputs:
        if decl.type.kind is Kind.BOOL:
            found[decl.name] = rng.random(rows, dtype=np.float32) < SHARES.get(decl.name, RARE)
        elif decl.type.kind is Kind.DATE:
            found[decl.name] = _days(kernel, decl, rows, rng)
    for name, holders in ASKED_OF.items():
        asked = [found[holder] for holder in holders if holder in found]
        if name in found and asked:
            known = np.logical_or.reduce(asked)
            found[name] = (found[name] & known, known)
    return found


def _days(kernel: Kernel, decl: InputDecl, rows: int, rng: np.random.Generator) -> Any:
    """Days of payment crowd before the ends of periods; days of birth spread over 95 years."""
    named = _named_days(kernel, decl.name)
    if not _is_payment(decl):
        last = date(2025, 6, 30).toordinal() - EPOCH
        return (last - rng.integers(0, 95 * 365, rows)).astype(np.int32)
    ends = np.array(named or [date(2024, 12, 31).toordinal() - EPOCH])
    early = rng.geometric(1 / 25, rows)
    return (rng.choice(ends, rows) - np.minimum(early, 120)).astype(np.int32)


def _is_payment(decl: InputDecl) -> bool:
    return decl.alias == "pay_date"


def _named_days(kernel: Kernel, name: str) -> list[int]:
    found = set()
    for choice in kernel.choices:
        for expr in expressions_of(choice):
            for node in walk(expr):
                match node:
                    case Compare(_, InputRef(read), Const(date() as day)) if read == name:
                        found.add(day.toordinal() - EPOCH)
                    case _:
                        pass
    return sorted(found)
