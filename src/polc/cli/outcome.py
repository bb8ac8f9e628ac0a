"""What a verb hands back: the text it prints and the status it ends with. Verbs print nothing themselves."""

from __future__ import annotations

import attrs

from polc.telling.lines import lines

__all__ = ["Outcome", "lines"]


@attrs.frozen(kw_only=True)
class Outcome:
    """`text` for stdout or the file of -o, `hints` for stderr; `machine` text is UTF-8 on any console."""

    text: str = ""
    hints: str = ""
    machine: bool = False
    output_file: str | None = None
    status: int = 0
