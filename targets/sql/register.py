"""The register a statement reads: a table of persons in the database that runs it.

In: what its owner says of it. Out: `Register`.
"""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class Register:
    """The table of persons: its name, its key columns, and the aliases of inputs it has no column for."""

    table: str = "persons"
    keys: tuple[str, ...] = ("id",)
    absent: frozenset[str] = frozenset()
