"""What a verb hands back: the text it prints and the status it ends with. Verbs print nothing themselves."""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class Outcome:
    """`text` for stdout or the file of -o, `hints` for stderr; `machine` text is UTF-8 on any console."""

    text: str = ""
    hints: str = ""
    machine: bool = False
    output_file: str | None = None
    status: int = 0


def lines(*parts: str) -> str:
    """Parts that aren't empty, each ended by a newline."""
    return "".join(part if part.endswith("\n") else f"{part}\n" for part in parts if part)
