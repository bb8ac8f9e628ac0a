"""Fenced blocks of the documentation: what stands in them, where, and with which words after the fence.

In: the Markdown files that people read. Out: `Block`s in order, and the stories they belong to. The words
after ``` are the block's kind and its options: ```pol gives=POL301 is of kind "pol" with the option gives.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import attrs
from checkout import ROOT, files, shown

_FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
GUIDE = ROOT / "docs" / "guide"


@attrs.frozen(kw_only=True)
class Block:
    """One fenced block: `start` and `end` are the offsets of its body in the file."""

    path: Path
    line: int
    words: tuple[str, ...]
    body: str = attrs.field(repr=False)
    start: int
    end: int

    @property
    def kind(self) -> str:
        """The first word after the fence."""
        return self.words[0] if self.words else ""

    @property
    def flags(self) -> frozenset[str]:
        """The words after the first that have no value."""
        return frozenset(word for word in self.words[1:] if "=" not in word)

    def option(self, name: str) -> str:
        """The value of `name=value`; empty where it isn't given."""
        return next((word.partition("=")[2] for word in self.words if word.startswith(f"{name}=")), "")

    def __str__(self) -> str:
        return f"{shown(self.path)}:{self.line}"


Story: TypeAlias = tuple[Path, ...]


def documents() -> Iterator[Path]:
    """Every Markdown file that people read: at the top of the project, and below docs/."""
    yield from sorted(ROOT.glob("*.md"))
    yield from (path for path in files("docs") if path.suffix == ".md")


def stories() -> list[Story]:
    """Documents whose blocks build on each other: each by itself, and the chapters of the guide."""
    chapters = tuple(path for path in documents() if path.parent == GUIDE)
    return [*((path,) for path in documents() if path not in chapters), chapters]


def blocks_of(story: Story) -> list[Block]:
    """The blocks of some documents, in order."""
    return [block for path in story for block in _blocks(path)]


def _blocks(path: Path) -> list[Block]:
    text = path.read_text(encoding="utf-8")
    return [
        Block(
            path=path,
            line=text.count("\n", 0, match.start()) + 1,
            words=tuple(match["info"].split()),
            body=match["body"],
            start=match.start("body"),
            end=match.end("body"),
        )
        for match in _FENCE.finditer(text)
    ]
