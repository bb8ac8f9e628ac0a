"""Names that a reader can't tell apart. Reports 116.

Two names are confusable when they have one skeleton: compatibility forms unified (NFKC), and Chinese
characters that differ by a stroke's length or a gap taken as one. The table holds pairs seen in scanned
and typed notices; it is meant to be short, since a false alarm costs trust.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from polc.compiler.symbol import Symbol
from polc.dsl.diagnostics.model import Diagnostic, Note, Sink, Text
from polc.dsl.diagnostics.writing import CONFUSABLE_NAMES

_ALIKE = str.maketrans(
    {"曰": "日", "已": "己", "巳": "己", "末": "未", "士": "土", "戍": "戊", "戌": "戊", "入": "人"}
)


def skeleton(name: str) -> str:
    """What is left of a name when look-alikes are taken as one."""
    return unicodedata.normalize("NFKC", name).translate(_ALIKE)


def report_confusable(symbols: Iterable[Symbol], sink: Sink) -> None:
    """Report each name that looks like an earlier one."""
    first: dict[str, Symbol] = {}
    for symbol in symbols:
        earlier = first.setdefault(skeleton(symbol.name), symbol)
        if earlier.name != symbol.name:
            facts = (("name", symbol.name), ("other", earlier.name))
            there = Note(earlier.span, Text(f"“{earlier.name}”在这里", f"“{earlier.name}” is here"))
            sink.add(Diagnostic(code=CONFUSABLE_NAMES, span=symbol.span, facts=facts, notes=(there,)))
