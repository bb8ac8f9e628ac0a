"""A policy's generated Python module, loaded from its text, and facts as its `Person` takes them.

In: a kernel. Out: the module that `polc build` would write, without a file; persons of it from facts by
Chinese name.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import ModuleType
from typing import Any

from polc import __version__
from polc.compiler.data import kernel_sha256
from polc.compiler.kernel import Kernel, Kind
from polc.dsl.values import Amount, Duration, Given, Records
from polc.targets.api import Options
from polc.targets.python.emit import module_source
from polc.targets.python.names import names_of


def generated(name: str, source: str) -> ModuleType:
    """A generated module, loaded from its text."""
    module = ModuleType(name)
    exec(compile(source, f"<{name}>", "exec"), module.__dict__)
    return module


def options_of(kernel: Kernel) -> Options:
    """What a module is told where nobody will keep it."""
    return Options(source_sha256="", kernel_sha256=kernel_sha256(kernel), compiler_version=__version__)


class Loaded:
    """The module of one kernel. TooManyReadings, as `module_source` raises it."""

    def __init__(self, kernel: Kernel) -> None:
        self.module: Any = generated("polc_module", module_source(kernel, options_of(kernel)))
        self.names = names_of(kernel)
        self._entries = {
            d.name: (getattr(self.module, self.names.entries[d.name]), self.names.columns[d.name].values())
            for d in kernel.inputs
            if d.type.kind is Kind.LIST
        }

    def person(self, facts: Mapping[str, Given | None]) -> Any:
        """A `Person` of the module."""
        given = {self.names.facts[name]: self.native(name, value) for name, value in facts.items()}
        return self.module.Person(**given)

    def native(self, name: str, value: Given | None) -> object:
        """A value of a fact as `Person` takes it."""
        match value:
            case Records():
                entry, columns = self._entries[name]
                rows = ([self.native(name, cell) for cell in row] for row in value.rows)
                return tuple(entry(**dict(zip(columns, row, strict=True))) for row in rows)
            case Amount():
                fen = value.fen
                return fen.numerator if fen.denominator == 1 else fen
            case Duration():
                return self.module.Duration(value.count, value.unit.value)
            case Fraction():
                return value.numerator if value.denominator == 1 else Fraction(value)
            case _:
                return value
