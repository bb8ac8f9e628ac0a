"""How many terminal columns a text takes, and how a line of source is drawn so that carets can stand below.

In: text by any author. Out: text that is safe to print and the column at which each code point starts.
Tabs become spaces; what can't be seen (controls, zero-width and bidirectional characters) is drawn as
<U+200B>, so a file can't hide anything from the reader of a message. `wide` is for terminals that draw
characters of ambiguous width (“ ” … ·) in two columns.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import attrs

TAB = 4

_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_SPACES = frozenset({" ", "\u3000"})
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_NARROW = frozenset("“”‘’…·—×→")


@attrs.frozen
class Drawn:
    """A line ready to print. `columns[i]` is where code point i starts, from 0; the last entry is the end."""

    text: str
    columns: tuple[int, ...]


def draw(line: str, wide: bool = False) -> Drawn:
    """`line` with tabs expanded and unseen characters made visible."""
    pieces: list[str] = []
    columns = [0]
    for char in line:
        piece = _piece(char, columns[-1])
        pieces.append(piece)
        columns.append(columns[-1] + sum(_cells(shown, wide) for shown in piece))
    return Drawn("".join(pieces), tuple(columns))


def printable(text: str) -> str:
    """`text` as one line without tabs and unseen characters."""
    return draw(" ".join(text.splitlines())).text


def safe(text: str) -> str:
    """`text` of many lines with its unseen characters made visible; line ends and tabs stay."""
    if text.isascii() and not _CONTROL.search(text):
        return text
    return "".join(char if char in "\n\t" else _piece(char, 0) for char in text)


def columns_of(text: str, wide: bool = False) -> int:
    """The columns that `text` takes."""
    return sum(_cells(char, wide) for char in text)


def pad(text: str, columns: int, wide: bool = False) -> str:
    """`text` and as many spaces as it needs to take `columns`."""
    return text + " " * (columns - columns_of(text, wide))


def _piece(char: str, column: int) -> str:
    if char == "\t":
        return " " * (TAB - column % TAB)
    category = unicodedata.category(char)
    if category in _UNSEEN or (category == "Zs" and char not in _SPACES):
        return f"<U+{ord(char):04X}>"
    return char


def _cells(char: str, wide: bool) -> int:
    if "一" <= char <= "鿿":
        return 2
    cells = 1 if " " <= char <= "~" or char in _NARROW else _looked_up(char)
    return 2 if wide and cells == 1 and unicodedata.east_asian_width(char) == "A" else cells


@cache
def _looked_up(char: str) -> int:
    """Any character; the tables for this take longer to load than a page of findings takes to draw."""
    if "、" <= char <= "〟" or "！" <= char <= "～":
        return 2
    from wcwidth import wcwidth

    return max(wcwidth(char), 0)
