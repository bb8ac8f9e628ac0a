"""Where the members of a JSON document stand in its text.

In: a text that is JSON. Out: spans by path: ("购书", 2, "类别") is a name in the second entry of a list,
("购书", 2) that entry. Names are as written in the document, entries are counted from 1.
"""

from __future__ import annotations

import json
import re
from functools import cached_property
from typing import TypeAlias

import attrs

from polc.dsl.source import Source, Span

Path: TypeAlias = tuple[str | int, ...]

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+')


@attrs.define
class _Level:
    """An object or a list that is being read: the name or the number of the member at hand."""

    is_list: bool
    label: str | int
    wants_name: bool


@attrs.define(slots=False)
class Places:
    """The places of one document, looked for on the first question."""

    source: Source | None

    def at(self, path: Path) -> Span:
        """The name or the entry at `path`; the start of the document where there's none."""
        if self.source is None:
            return Span("", 0, 0)
        start, end = self._spans.get(path, (0, 0))
        return Span(self.source.path, start, end)

    @cached_property
    def _spans(self) -> dict[Path, tuple[int, int]]:
        return _spans_of(self.source.text if self.source else "")


def _spans_of(text: str) -> dict[Path, tuple[int, int]]:
    """Every name and every entry of a list; of a name that is repeated the first."""
    found: dict[Path, tuple[int, int]] = {}
    levels: list[_Level] = []
    for token in _TOKEN.finditer(text):
        word = token[0]
        top = levels[-1] if levels else None
        if word in "}]":
            levels.pop()
        elif top is not None and word in ",:":
            _go_on(top, word)
        else:
            if top is not None and top.wants_name:
                top.label = json.loads(word)
            if top is not None and (top.wants_name or top.is_list):
                found.setdefault(tuple(level.label for level in levels), token.span())
            if word in "{[":
                levels.append(_Level(is_list=word == "[", label=1, wants_name=word == "{"))
    return found


def _go_on(level: _Level, word: str) -> None:
    """After a comma comes the next entry or name, after a colon the value of a name."""
    if level.is_list and isinstance(level.label, int):
        level.label += 1
    else:
        level.wants_name = word == ","


def path_text(path: Path) -> str:
    """购书[2].类别."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text
