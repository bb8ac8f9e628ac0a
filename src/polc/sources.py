"""Sources for the compiler: text of project files, with what was noticed while reading them.

In: relative POSIX paths. Out: `Source`; a file that isn't text gives a finding (101, 102, 114) and an
empty text, so that a run over many files reports every one of them; what isn't a file is refused. The
hash of all that was looked at, found or not, is remembered: that is what a stored result depends on. `marks`
are hashes of texts, whatever their encoding and line ends: they are the same in every checkout.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress

import attrs

from polc.dsl.diagnostics import writing
from polc.dsl.diagnostics.model import Code, Diagnostic, Edit
from polc.dsl.source import Source, Span
from polc.files import SIZE_LIMIT, NotRegular, NotText, TooLarge, decoded, read_inside
from polc.refusals import Refusal

# How files of word processors begin (zip, OLE): short ones can look like text to a decoder.
_DOCUMENTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


CHANGED = "changed while it was being read"  # the hash of nothing, so that no stored result rests on it


@attrs.define
class Reader:
    """Reads the files of the project at `root`, each once; `given` replaces the content of some."""

    root: str
    given: Mapping[str, bytes] = attrs.field(factory=dict)
    sources: dict[str, Source] = attrs.field(factory=dict)
    found: list[Diagnostic] = attrs.field(factory=list)
    hashes: dict[str, str] = attrs.field(factory=dict)
    marks: dict[str, str] = attrs.field(factory=dict)
    line_ends: dict[str, str] = attrs.field(factory=dict)
    unreadable: set[str] = attrs.field(factory=set)

    def read(self, path: str) -> Source:
        """The source at `path`; FileNotFoundError when there's none."""
        if path not in self.sources:
            self.sources[path] = Source(path=path, text=self._text(path))
        return self.sources[path]

    def look(self, path: str) -> str:
        """The hash of what is at `path`; empty where there's nothing."""
        with suppress(FileNotFoundError):
            self.read(path)
        return self.hashes[path]

    def _text(self, path: str) -> str:
        try:
            data = self._bytes(path)
            if data.startswith(_DOCUMENTS):
                return self._refuse(writing.NOT_TEXT, path, offset="1")
            text, encoding, self.line_ends[path] = decoded(data)
        except TooLarge:
            return self._refuse(writing.FILE_TOO_LARGE, path, size=f"> {SIZE_LIMIT}", limit=str(SIZE_LIMIT))
        except NotRegular:
            raise Refusal("not_regular", path=path) from None
        except PermissionError as error:
            raise Refusal("cannot_read", path=path, reason=str(error.strerror)) from None
        except NotText as error:
            return self._refuse(writing.NOT_TEXT, path, offset=str(error.offset))
        if encoding == "GB18030":
            self._report(writing.GB18030_READ, path, repair=(Edit(Span(path, 0, 0), ""),))
        self.marks[path] = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return text

    def encoded(self, path: str, text: str) -> bytes:
        """`text` as the file at `path` is to hold it: UTF-8, with the line ends that the file has."""
        return text.replace("\n", self.line_ends.get(path, "\n")).encode("utf-8")

    def _bytes(self, path: str) -> bytes:
        known = self.hashes.setdefault(path, "")
        data = self.given[path] if path in self.given else read_inside(self.root, path)
        found = hashlib.sha256(data).hexdigest()
        self.hashes[path] = found if known in ("", found) else CHANGED
        return data

    def _refuse(self, code: Code, path: str, **facts: str) -> str:
        self.unreadable.add(path)
        self._report(code, path, facts)
        return ""

    def _report(
        self, code: Code, path: str, facts: Mapping[str, str] | None = None, repair: tuple[Edit, ...] = ()
    ) -> None:
        told = tuple(sorted(({"path": path} | dict(facts or {})).items()))
        self.found.append(Diagnostic(code=code, span=Span(path, 0, 0), facts=told, repair=repair))
