"""A page of a portal → lines: blocks end lines, cells are joined by ｜, numbered lists get their numbers."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    {"p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "section", "article", "ul", "ol"}
)
_CELLS = frozenset({"td", "th"})
_UNSEEN = frozenset({"script", "style", "head", "nav", "footer", "noscript", "select", "button"})


def html_text(page: str) -> str:
    """The lines that a reader of the page sees."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return re.sub(r"[ \t]*\n\s*", "\n", "".join(reader.parts)).strip("\n")


class _Reader(HTMLParser):
    """Collects text; `hidden` counts elements that show nothing, `lists` the numbers of open lists."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden: list[str] = []
        self.lists: list[int] = []
        self.cells = 0
        self.in_cell = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins a line; a cell begins with ｜ unless it's the first of its row."""
        if tag in _UNSEEN:
            self.hidden.append(tag)
        elif tag in _CELLS:
            self.parts.append("｜" if self.cells else "")
            self.cells += 1
            self.in_cell += 1
        elif tag in ("ol", "ul"):
            start = dict(attrs).get("start") or "1"
            self.lists.append(int(start) if tag == "ol" and start.isdecimal() else 1 if tag == "ol" else 0)
        elif tag == "tr":
            self.cells = 0
        if (tag in _BLOCKS or tag == "br") and not self.in_cell:
            self.parts.append("\n")
        if tag == "li" and self.lists and self.lists[-1]:
            self.parts.append(f"{self.lists[-1]}．")
            self.lists[-1] += 1

    def handle_endtag(self, tag: str) -> None:
        """What ends a block ends its line."""
        if self.hidden and tag == self.hidden[-1]:
            self.hidden.pop()
        elif tag in _CELLS:
            self.in_cell = max(0, self.in_cell - 1)
        elif tag in ("ol", "ul") and self.lists:
            self.lists.pop()
        if tag in _BLOCKS and not self.in_cell:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Line breaks of the source mean nothing on a page."""
        if not self.hidden:
            self.parts.append(re.sub(r"[\r\n]+\s*", "", data))
