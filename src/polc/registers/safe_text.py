"""Cells that a spreadsheet program would run as a formula, made into text.

In: a text. Out: the same with an apostrophe before it, where it begins as formulas do and is no number.
"""

from __future__ import annotations

import re

RISKY = frozenset("=+-@\t\r＝＋－＠")
# ="9901…" is how exports keep a number a text: it gives just that text.
_KEPT_TEXT = re.compile(r'="[0-9A-Za-z]*"')
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[,.][0-9]+)*(?:%|万?元|分)?")


def harmless(text: str) -> str:
    """The text as a cell that is never a formula."""
    if text and text[0] in RISKY and not (_NUMBER.fullmatch(text) or _KEPT_TEXT.fullmatch(text)):
        return f"'{text}"
    return text
