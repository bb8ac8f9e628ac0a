"""What a run of the command gives, for the tests of all verbs."""

from collections.abc import Callable
from typing import TypeAlias

import attrs


@attrs.frozen
class Run:
    """Status, both streams as text, and stdout as it was written."""

    status: int
    out: str
    err: str
    written: bytes = attrs.field(repr=False)


Polc: TypeAlias = Callable[..., Run]
