"""What of a policy may stand in SQL text, and how: identifiers, literals, comments.

In: names and texts of a policy, which may hold anything. Out: SQL tokens. An identifier is taken from a
fixed alphabet or refused; a literal holds letters, digits and harmless marks as they are and every other
character by its number; a comment is one line that nothing can end early.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
_PLAIN_MARKS = frozenset(
    " .,+=<>()[]_*%!#|~^/，。、；：？！（）《》〈〉〔〕【】“”‘’「」—…·→％＋－＜＞＝～￥×÷①②③④⑤⑥⑦⑧⑨⑩"
)
# Greek and Cyrillic, Chinese characters, syllables of Hangul.
_LETTERS = (("\u0391", "\u03c9"), ("\u0410", "\u044f"), ("\u3400", "\u9fff"), ("\uac00", "\ud7a3"))


def is_identifier(name: str) -> bool:
    """True for a name of the fixed alphabet: a letter, then letters, digits and underscores, at most 40."""
    return _IDENTIFIER.fullmatch(name) is not None


def literal(text: str, encode: Callable[[str], str]) -> str:
    """A string constant; `encode` writes a run of unusual characters as an expression of the dialect."""
    if not text:
        return "''"
    parts: list[str] = []
    for plain, run in _runs(text):
        parts.append(f"'{run}'" if plain else encode(run))
    return parts[0] if len(parts) == 1 and parts[0].startswith("'") else f"({' || '.join(parts)})"


def comment(text: str) -> str:
    """`text` as the rest of one comment line: letters, digits and harmless marks, the others a dot."""
    return "".join(c if _plain(c) or c in "-:" else "·" for c in text)


def _runs(text: str) -> list[tuple[bool, str]]:
    runs: list[tuple[bool, str]] = []
    for character in text:
        plain = _plain(character) or character in "-:"
        if runs and runs[-1][0] == plain:
            runs[-1] = (plain, runs[-1][1] + character)
        else:
            runs.append((plain, character))
    return runs


def _plain(character: str) -> bool:
    if character in _PLAIN_MARKS:
        return True
    return character.isalnum() and (
        character.isascii()
        or character == "〇"
        or any(first <= character <= last for first, last in _LETTERS)
    )
