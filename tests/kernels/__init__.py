"""Kernels made by hand, for tests that need one without a `.pol` file, and short names to write them.

`town()` is a small invented notice with all that the real ones have; `everything()` holds each node of
the kernel at least once and can be evaluated; `bare()` is one rule and nothing else.
"""

from kernels.every_node import bare, everything
from kernels.small_town import BASE, EVERY, LATE, PAY, town
from kernels.words import (
    all_of,
    any_of,
    between,
    case,
    choice,
    cite,
    day,
    days,
    fact,
    field,
    money,
    months,
    option,
    row,
    silent,
)

__all__ = [
    "BASE",
    "EVERY",
    "LATE",
    "PAY",
    "all_of",
    "any_of",
    "bare",
    "between",
    "case",
    "choice",
    "cite",
    "day",
    "days",
    "everything",
    "fact",
    "field",
    "money",
    "months",
    "option",
    "row",
    "silent",
    "town",
]
