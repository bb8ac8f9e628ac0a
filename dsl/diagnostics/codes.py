"""The registry: every code of every family, in the order of its number.

A code is registered by standing in a family module as a constant; no list has to be kept beside it.
A number that is used twice stops the import.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

from polc.dsl.diagnostics import (
    brought,
    cases,
    completeness,
    conflicts,
    inputs,
    internal,
    kinds,
    left_out,
    names,
    notices,
    times,
    uneven,
    windows,
    writing,
)
from polc.dsl.diagnostics.model import Code

# Family digit → modules that hold its codes.
FAMILIES: dict[str, tuple[ModuleType, ...]] = {
    "1": (writing,),
    "2": (names, brought),
    "3": (kinds, times),
    "4": (windows,),
    "5": (conflicts,),
    "6": (completeness, left_out, uneven),
    "7": (cases, notices),
    "8": (inputs,),
    "9": (internal,),
}


def _constants(module: ModuleType) -> Iterator[Code]:
    return (value for value in vars(module).values() if isinstance(value, Code))


def _registry() -> dict[str, Code]:
    found: dict[str, Code] = {}
    for code in (code for modules in FAMILIES.values() for module in modules for code in _constants(module)):
        if found.setdefault(code.id, code) is not code:
            raise ValueError(f"{code.id} is used twice")
    return dict(sorted(found.items()))


BY_ID: dict[str, Code] = _registry()
ALL: tuple[Code, ...] = tuple(BY_ID.values())
