"""One run over one project: where it is, what it asks for, and its policies compiled.

In: paths as typed. Out: `Project`, and `Checked`: every policy with its kernel, and all findings once,
in stable order, also those of reading.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence

import attrs

from polc.compiler.driver import Compiled, compile_file
from polc.compiler.kernel import Kernel
from polc.config import Settings, load
from polc.dsl.diagnostics.model import Diagnostic, Severity, Sink
from polc.dsl.source import Source
from polc.files import discover, project_root, relative
from polc.refusals import Refusal
from polc.sources import Reader
from polc.writing import settle


@attrs.frozen(kw_only=True)
class Project:
    """A project's folder, its settings, the paths this run is about, and the reader of its files."""

    root: str
    settings: Settings
    paths: tuple[str, ...]
    reader: Reader

    def policies(self) -> tuple[str, ...]:
        """The .pol files that the paths name, relative to the root."""
        found = discover(self.root, self.paths)
        if not found:
            raise Refusal("no_policies", paths=" ".join(self.paths))
        return found


def open_project(paths: Sequence[str]) -> Project:
    """The project that the paths lie in; without paths, that of the current folder and the paths it names."""
    root = project_root(paths)
    settle(root)
    settings = load(root)
    named = tuple(os.path.join(root, path) for path in settings.paths)
    return Project(root=root, settings=settings, paths=tuple(paths) or named or (".",), reader=Reader(root))


def open_given(path: str, content: bytes) -> tuple[Project, str]:
    """The project for one text that isn't read from its file, and the path it stands for."""
    folder = os.path.dirname(os.path.abspath(path))
    project = open_project([folder])
    inside = relative(project.root, path)
    return attrs.evolve(project, paths=(path,), reader=Reader(project.root, {inside: content})), inside


@attrs.frozen(kw_only=True)
class Checked:
    """What compiling several files gave; `sources` holds what they import too."""

    compiled: Mapping[str, Compiled]
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, Source]

    @property
    def has_errors(self) -> bool:
        """True when a finding is an error."""
        return any(found.level is Severity.ERROR for found in self.diagnostics)

    @property
    def kernels(self) -> dict[str, Kernel]:
        """The kernel of each policy that has one, by path."""
        return {path: c.kernel for path, c in self.compiled.items() if c.kernel is not None}


def compile_all(project: Project, policies: Iterable[str], *, analyse: bool) -> Checked:
    """Compile each file. Where it or a file it imports can't be read, that is all that's said of it."""
    reader = project.reader
    compiled = {path: _compile(path, reader, analyse=analyse) for path in policies}
    read = [c for c in compiled.values() if reader.unreadable.isdisjoint(c.sources)]
    found = [finding for c in read for finding in c.diagnostics]
    diagnostics = Sink([*found, *reader.found]).sorted()
    return Checked(compiled=compiled, diagnostics=diagnostics, sources=dict(sorted(reader.sources.items())))


def _compile(path: str, reader: Reader, *, analyse: bool) -> Compiled:
    try:
        return compile_file(path, reader.read, analyse=analyse)
    except FileNotFoundError:
        raise Refusal("no_such_path", path=path) from None
