"""The policies that are served: all of one project's paths, compiled together, or none of them.

In: paths as typed. Out: a `Shelf`, frozen, with the generated module of each policy by the name that `polc
build` gives its file; `NotLoaded` with what is wrong. A shelf is never changed: another one takes its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

import attrs

from polc.changes import State, state_of
from polc.compiler.kernel import Kernel
from polc.compiler.readings import MAX_COMBINATIONS, TooManyReadings
from polc.dsl.diagnostics.model import Diagnostic, Severity
from polc.dsl.source import Source
from polc.loaded import Loaded
from polc.project import compile_all, open_project
from polc.refusals import Refusal
from polc.targets.python.names import module_name
from polc.telling.answer import Json


class NotLoaded(Exception):
    """The policies have errors: the findings with their sources, and the files that were read."""

    def __init__(self, found: Sequence[Diagnostic], sources: Mapping[str, Source], state: State) -> None:
        super().__init__(len(found))
        self.found, self.sources, self.state = tuple(found), dict(sources), state


@attrs.frozen(slots=False)
class Served:
    """One policy: where it lies, what it means, and its module."""

    name: str
    path: str
    kernel: Kernel
    loaded: Loaded

    @cached_property
    def _other_names(self) -> dict[str, str]:
        """Aliases by what the module calls them: words of Python, such as class, have another name there."""
        return {name: alias for name, alias in _module_aliases(self.kernel, self.loaded) if name != alias}

    def told(self, document: Any) -> Any:
        """A document of the module, in the names of the policy."""
        return _renamed(document, self._other_names) if self._other_names else document

    @cached_property
    def person_schema(self) -> dict[str, Any]:
        """The JSON Schema of a person's facts."""
        return dict(self.told(self.loaded.module.INPUT_SCHEMA))

    @cached_property
    def answer_schema(self) -> dict[str, Any]:
        """The JSON Schema of an answer."""
        return dict(self.told(self.loaded.module.OUTPUT_SCHEMA))

    @cached_property
    def particulars(self) -> dict[str, Json]:
        """The notice, and what reproduces its answers, as the module says it."""
        info = self.loaded.module.POLICY
        told = {name: _plain(getattr(info, name)) for name in info.__slots__ if name != "source_sha256"}
        return {"name": self.name, **told}

    @cached_property
    def assumptions(self) -> list[Json]:
        """The places that the notice leaves open, with their readings."""
        return [
            {name: _plain(getattr(each, name)) for name in each.__slots__}
            for each in self.loaded.module.ASSUMPTIONS
        ]


@attrs.frozen
class Shelf:
    """Policies by name, and the state of the files they were made from."""

    policies: Mapping[str, Served]
    state: State


def load(paths: Sequence[str]) -> Shelf:
    """All policies of the paths. Refusal, or NotLoaded, where one of them can't be served."""
    project = open_project(paths)
    before = state_of(project.root, paths, ())
    checked = compile_all(project, project.policies(), analyse=False)
    state = state_of(project.root, paths, project.reader.hashes) | before
    if checked.has_errors:
        errors = [found for found in checked.diagnostics if found.level is Severity.ERROR]
        raise NotLoaded(errors, checked.sources, state)
    policies: dict[str, Served] = {}
    named = dict(project.settings.names)
    for path, kernel in checked.kernels.items():
        stem = PurePosixPath(path).stem
        served = _served(module_name(kernel, named.get(stem, stem)), path, kernel)
        if served.name in policies:
            raise Refusal("same_artifact", name=served.name)
        policies[served.name] = served
    if not policies:
        raise Refusal("one_policy", path="、".join(paths))
    return Shelf(policies=policies, state=state)


def _served(name: str, path: str, kernel: Kernel) -> Served:
    try:
        loaded = Loaded(kernel)
    except TooManyReadings as many:
        names, ways, limit = "、".join(many.names), str(many.ways), str(MAX_COMBINATIONS)
        raise Refusal("too_many_readings", names=names, ways=ways, limit=limit) from None
    return Served(name=name, path=path, kernel=kernel, loaded=loaded)


def _module_aliases(kernel: Kernel, loaded: Loaded) -> Iterator[tuple[str, str]]:
    """What the module calls each name that callers write or read, and its alias."""
    names = loaded.names
    yield from ((names.facts[decl.name], decl.alias) for decl in kernel.inputs)
    yield from ((names.fields[decl.name], decl.alias) for decl in kernel.outputs)
    for decl in kernel.inputs:
        columns = names.columns.get(decl.name, {})
        yield from ((columns[column.name], column.alias) for column in decl.columns)


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    """The same document with these names in place of the module's."""
    match value:
        case dict():
            return {names.get(key, key): _renamed(each, names) for key, each in value.items()}
        case list() | tuple():
            return [_renamed(each, names) for each in value]
        case str():
            return names.get(value, value)
        case _:
            return value


def _plain(value: Any) -> Json:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
