"""Text made safe for Markdown: whatever a policy says stays what it says.

CommonMark takes a backslash before any ASCII punctuation as "this character, plainly". Line breaks become
spaces, so no text can start a block of its own.
"""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&$^=+:\"'()/@%-])")
_NUMBER_DOT = re.compile(r"^(\d+)([.)])(?=\s|$)")
_KEPT = frozenset("%/:()=+-\"'")


def escape(text: str) -> str:
    """`text` as Markdown that renders as `text`, inside a paragraph, a heading or a table cell."""
    flat = " ".join(text.split())
    escaped = _SPECIAL.sub(lambda m: m[1] if m[1] in _KEPT else f"\\{m[1]}", flat)
    if escaped[:1] in ("+", "-", "="):
        escaped = f"\\{escaped}"
    return _NUMBER_DOT.sub(r"\1\\\2", escaped)


def clauses(texts: tuple[str, ...]) -> str:
    """【三（一）、四（二）】 after a space, or nothing."""
    return f" 【{escape('、'.join(texts))}】" if texts else ""
