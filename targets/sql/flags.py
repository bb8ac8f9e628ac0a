"""Conditions that are never NULL, as text: "TRUE", "FALSE" or an expression.

In: flags. Out: flags, with what is known already left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from polc.targets.sql.cells import Cell
from polc.targets.sql.flow import is_alone


def any_of(flags: Sequence[str]) -> str:
    """At least one of the flags."""
    found = list(dict.fromkeys(flag for flag in flags if flag != "FALSE"))
    if "TRUE" in found:
        return "TRUE"
    return "FALSE" if not found else found[0] if len(found) == 1 else f"({' OR '.join(found)})"


def both(*flags: str) -> str:
    """All of the flags."""
    if "FALSE" in flags:
        return "FALSE"
    found = list(dict.fromkeys(flag for flag in flags if flag != "TRUE"))
    if not found:
        return "TRUE"
    return found[0] if len(found) == 1 else f"({' AND '.join(found)})"


def negated(flag: str) -> str:
    """The opposite of a flag."""
    return {"TRUE": "FALSE", "FALSE": "TRUE"}.get(flag, f"NOT {flag}" if is_alone(flag) else f"NOT ({flag})")


def certain(condition: Cell) -> str:
    """Where a condition is true."""
    if condition.hollow:
        return "FALSE"
    return condition.value if condition.sure else f"COALESCE({condition.value}, FALSE)"


def refuted(condition: Cell) -> str:
    """Where a condition is false."""
    if condition.hollow:
        return "FALSE"
    return negated(condition.value) if condition.sure else f"COALESCE(NOT {condition.value}, FALSE)"


def is_open(condition: Cell) -> str:
    """Where a condition is neither true nor false."""
    if condition.sure:
        return "FALSE"
    return "TRUE" if condition.hollow else f"({condition.value} IS NULL)"
