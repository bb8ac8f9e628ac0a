"""Readings that are chosen for one run: 假定=读法, or 假定=都不采用.

In: texts as typed. Out: the reading of each assumption by name, None where none is to be adopted; a refusal
that lists what there is.
"""

from __future__ import annotations

from collections.abc import Iterable

from polc.compiler.kernel import Kernel
from polc.refusals import Refusal

NO_READING = "都不采用"


def named_values(given: Iterable[str]) -> list[tuple[str, str]]:
    """NAME=VALUE pairs of the command line."""
    return [_split(pair) for pair in given]


def _split(given: str) -> tuple[str, str]:
    name, found, value = given.replace("＝", "=").partition("=")
    if not (found and name.strip() and value.strip()):
        raise Refusal("not_name_value", given=given)
    return name.strip(), value.strip()


def readings_of(kernel: Kernel, given: Iterable[str]) -> dict[str, str | None]:
    """The readings asked for; None where none is to be adopted."""
    chosen: dict[str, str | None] = {}
    for name, reading in named_values(given):
        decl = kernel.assumption_by_name.get(name)
        if decl is None:
            raise Refusal("unknown_assumption", name=name, known="、".join(kernel.assumption_by_name))
        known = [r.name for r in decl.readings]
        if reading not in (*known, NO_READING):
            raise Refusal(
                "unknown_reading", name=name, reading=reading, known="、".join([*known, NO_READING])
            )
        chosen[name] = None if reading == NO_READING else reading
    return chosen
