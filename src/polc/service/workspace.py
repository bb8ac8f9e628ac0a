"""The texts that are open, over the files that lie below; what was read of each is kept until it changes.

Paths are relative and POSIX, as everywhere in polc. Nothing is read here: `below` gives the text of a file,
`listed` the policies of the folder.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

import attrs

from polc.compiler.driver import Against, Front, front
from polc.compiler.resolve import Loader
from polc.dsl.diagnostics.model import Diagnostic, Sink
from polc.dsl.nodes import Module
from polc.dsl.parser import parse
from polc.dsl.source import Source

_Made = TypeVar("_Made")


def _nothing(_path: str) -> Source:
    raise FileNotFoundError(_path)


@attrs.frozen
class _Read:
    """One text with what was found in reading it."""

    source: Source
    module: Module
    found: tuple[Diagnostic, ...]


@attrs.define
class Workspace:
    """`below` raises FileNotFoundError where there's no file. `version` grows with every change."""

    below: Callable[[str], Source] = _nothing
    listed: Callable[[], Iterable[str]] = tuple
    version: int = 0
    _open: dict[str, Source] = attrs.field(factory=dict)
    _read: dict[str, _Read] = attrs.field(factory=dict)
    _fronts: dict[str, tuple[int, Front]] = attrs.field(factory=dict)
    _kept: dict[Hashable, tuple[int, Any]] = attrs.field(factory=dict)

    def put(self, path: str, text: str) -> None:
        """The text of a file as it's written now."""
        self._open[path] = Source(path=path, text=text.replace("\r\n", "\n").replace("\r", "\n"))
        self.version += 1

    def forget(self, path: str) -> None:
        """The file is as it lies below again."""
        self._open.pop(path, None)
        self.version += 1

    def changed_below(self) -> None:
        """Files below may have changed."""
        self.version += 1

    def source(self, path: str) -> Source:
        """The text of a file; FileNotFoundError when there's none."""
        return self._open[path] if path in self._open else self.below(path)

    def policies(self) -> tuple[str, ...]:
        """Every policy that is open or lies below, in a fixed order."""
        opened = (path for path in self._open if path.endswith(".pol"))
        return tuple(sorted({*opened, *self.listed()}))

    def module(self, path: str) -> Module:
        """What could be read of a file."""
        return self._parsed(path).module

    def found_in_reading(self, path: str) -> tuple[Diagnostic, ...]:
        """What was found in reading a file, without what it means."""
        return self._parsed(path).found

    def _parsed(self, path: str) -> _Read:
        source = self.source(path)
        known = self._read.get(path)
        if known is None or known.source.text != source.text:
            sink = Sink()
            module = parse(source, sink)
            known = self._read[path] = _Read(source, module, tuple(sink.found))
        return known

    def kept(self, key: Hashable, make: Callable[[], _Made]) -> _Made:
        """What `make` gives, made anew only where a text changed."""
        known = self._kept.get(key)
        if known is None or known[0] != self.version:
            known = self._kept[key] = (self.version, make())
        made: _Made = known[1]
        return made

    def front(self, path: str) -> Front:
        """A file with its imports, resolved and lowered, as long as no text changes."""
        kept = self._fronts.get(path)
        return kept[1] if kept is not None and kept[0] == self.version else self.front_against(path, None)

    def front_against(self, path: str, against: Against | None) -> Front:
        """The same, made anew to be analysed, and held against its notice where one is given."""
        made = front(path, _Reader(self.source, Sink(), workspace=self), against)
        self._fronts[path] = (self.version, made)
        return made


@attrs.define
class _Reader(Loader):
    """A loader that takes what the workspace has read: a key typed reads one file again."""

    workspace: Workspace = attrs.field(kw_only=True)

    def load(self, path: str) -> Module:
        """The module at `path`, with its findings."""
        if path not in self.modules:
            known = self.workspace._parsed(path)
            self.sources[path] = known.source
            self.modules[path] = known.module
            self.sink.found.extend(known.found)
        return self.modules[path]
