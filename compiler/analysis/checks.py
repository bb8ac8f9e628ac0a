"""The checks, in the order of the report.

Each takes a `Subject` and reports into it. Checks in `ONCE` don't depend on readings and are run once;
those in `EACH` are run for every way to read the assumptions that nobody has decided. Those in `PER_ENTRY`
are asked of the rules of single entries as well. `worth.py` is imported and run when it's asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from polc.compiler.analysis import (
    assumptions,
    before_birth,
    bounds,
    carried_out,
    cases,
    claims,
    clauses,
    conflict,
    dead,
    empty_benefit,
    gap,
    harmless,
    months,
    names_of_windows,
    negative,
    one_clause,
    open_window,
    overlap,
    permitted,
    readings_apart,
    silent,
    uneven,
    unread_facts,
    validity,
)
from polc.compiler.analysis.subject import Subject

Check: TypeAlias = Callable[[Subject], None]

EACH: tuple[Check, ...] = (
    overlap.check,
    gap.check,
    names_of_windows.check,
    conflict.check,
    dead.check,
    silent.check,
    open_window.check,
    permitted.check,
    empty_benefit.check,
    before_birth.check,
    months.check,
    bounds.check,
    negative.check,
    claims.check,
)
PER_ENTRY: tuple[Check, ...] = (conflict.check, dead.check, silent.check, months.check)
ONCE: tuple[Check, ...] = (
    validity.check,
    assumptions.check,
    harmless.check,
    unread_facts.check,
    one_clause.check,
    uneven.check,
    readings_apart.check,
    cases.check,
    clauses.check,
    carried_out.check,
)
CHECKS: tuple[Check, ...] = (*EACH, *ONCE)
