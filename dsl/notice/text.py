"""The characters of a notice made alike, and what is asked of its texts: width, digest."""

from __future__ import annotations

import hashlib
import unicodedata

from polc.dsl.source import fold_width

# Sentences are told apart by these, so they stay as wide as notices write them.
_WIDE = {ord(wide): wide for wide in "，。；：！？"}
_SPACES = dict.fromkeys(map(ord, "\u00a0\u1680\u2000\u2001\u2002\u2003\u2009\u200a\u202f\u205f\t"), " ")
_DASHES = dict.fromkeys(map(ord, "―─–‐‑−"), "—")
_BRACKETS = {ord(char): twin for char, twin in zip("[﹝【]﹞】", "〔〔〔〕〕〕", strict=True)}
_OTHERS = {ord("﹒"): ".", ord("·"): "·", ord(";"): "；"}
_ALIKE = _SPACES | _DASHES | _BRACKETS | _OTHERS
_UNSEEN = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\u00ad"))


def alike(text: str) -> str:
    """Half width but for the marks that end sentences; dashes, brackets and spaces of one kind."""
    kept = text.translate(_UNSEEN)
    folded = fold_width(kept)
    widened = "".join(_WIDE.get(ord(old), new) for old, new in zip(kept, folded, strict=True))
    return "".join(map(_radical, widened)).translate(_ALIKE)


def _radical(char: str) -> str:
    """Files made from PDF hold ⼀ (a radical) where 一 is meant."""
    if not "\u2e80" <= char <= "\u2fdf":
        return char
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char


def squeezed(text: str) -> str:
    """Without any space: where a line breaks or a copy puts spaces means nothing."""
    return "".join(text.split())


def columns(text: str) -> int:
    """How wide the text stands: Chinese characters are two columns."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def digest(text: str) -> str:
    """Twelve hexadecimal digits of the letters and figures alone: spaces and marks change with every copy."""
    bare = "".join(char for char in text if char.isalnum())
    return hashlib.sha256(bare.encode("utf-8")).hexdigest()[:12]
