"""The target "sql": one statement a dialect.

In: a kernel and options: `dialect` (names with commas; all when it isn't given), `table`, `key` (names
with commas), `columns` (the aliases that the register has; all when it isn't given), `name` of the files.
Out: one `.sql` a dialect. Raises NotExpressible rather than give a statement that would answer otherwise.
"""

from __future__ import annotations

import attrs

from polc.compiler.kernel import Kernel
from polc.targets.api import Artifact, NotExpressible, Options
from polc.targets.constructs import Construct
from polc.targets.sql.dialects import DIALECTS
from polc.targets.sql.names import names_of
from polc.targets.sql.register import Register
from polc.targets.sql.statement import statement


@attrs.frozen
class SqlTarget:
    """The statements of one policy."""

    name: str = "sql"

    def emit(self, kernel: Kernel, options: Options) -> tuple[Artifact, ...]:
        """One file a dialect."""
        wanted = _listed(options.option("dialect")) or tuple(DIALECTS)
        unknown = [name for name in wanted if name not in DIALECTS]
        if unknown:
            raise NotExpressible("sql", Construct.DIALECT, unknown[0])
        register = register_of(kernel, options)
        stem = options.option("name", "policy")
        return tuple(
            Artifact(f"{stem}.{name}.sql", statement(kernel, DIALECTS[name], register).encode("utf-8"))
            for name in wanted
        )


def register_of(kernel: Kernel, options: Options) -> Register:
    """What the options say of the register."""
    columns = names_of(kernel).columns.values()
    there = _listed(options.option("columns")) or tuple(columns)
    return Register(
        table=options.option("table", "persons"),
        keys=_listed(options.option("key", "id")),
        absent=frozenset(columns) - frozenset(there),
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


TARGET = SqlTarget()
