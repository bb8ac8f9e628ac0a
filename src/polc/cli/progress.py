"""Progress of a long run: one line on stderr that writes over itself, on a terminal only."""

from __future__ import annotations

import sys

from polc.dsl.diagnostics.model import Lang
from polc.dsl.diagnostics.width import columns_of
from polc.telling.wording import phrase


class Progress:
    """Tells how many rows are judged; silent where stderr is no terminal."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        self._width = 0
        self._wanted = sys.stderr is not None and sys.stderr.isatty()

    def tell(self, rows: int, share: int) -> None:
        """So many rows, and the share of the register in thousandths (0 where nobody knows)."""
        if not self._wanted:
            return
        percent = min(share, 1000) // 10
        name = "run_progress_share" if percent else "run_progress"
        text = phrase(name, self._lang, rows=rows, **({"percent": percent} if percent else {}))
        self._width = max(self._width, columns_of(text))
        sys.stderr.write(f"\r{text}")
        sys.stderr.flush()

    def clear(self) -> None:
        """Leave an empty line."""
        if self._width:
            sys.stderr.write(f"\r{' ' * self._width}\r")
            sys.stderr.flush()
