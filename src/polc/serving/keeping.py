"""Which policies are served now: those that were loaded last, all of them, and what is wrong with newer ones.

In: the paths as typed. Out: a shelf. A change of the files is taken over as a whole, once the files have
stopped changing, or not at all; then the old policies go on answering, and `problems` says why.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import attrs

from polc import __version__
from polc.changes import State, state_of
from polc.dsl.diagnostics.model import Diagnostic, Lang
from polc.dsl.diagnostics.render import render_concise
from polc.dsl.source import Source
from polc.files import project_root
from polc.refusals import Refusal
from polc.serving.openapi import openapi
from polc.serving.shelf import NotLoaded, Shelf, load
from polc.telling.wording import refusal_text

Told: TypeAlias = tuple[str, str]


@attrs.frozen
class Attempt:
    """What loading gave: a shelf, or why there's none in both languages; and the files it depends on."""

    state: State
    shelf: Shelf | None = None
    problems: tuple[Told, ...] = ()


@attrs.define
class Keeper:
    """Holds the shelf; only `take` changes it."""

    paths: tuple[str, ...]
    shelf: Shelf
    problems: tuple[Told, ...] = ()
    openapi: bytes = b""
    _tried: State = attrs.field(factory=dict)
    _seen: State = attrs.field(factory=dict)

    def changed(self) -> bool:
        """Whether the files differ from those last tried, and have been at rest since the last look."""
        now = self._state()
        settled, self._seen = now == self._seen, now
        return settled and now != self._tried

    def _state(self) -> State:
        return state_of(project_root(self.paths), self.paths, self._tried)

    def attempt(self) -> Attempt:
        """The policies as the files have them now; nothing is changed by it."""
        before = self._state()
        try:
            shelf = load(self.paths)
            return Attempt(shelf.state | before, shelf)
        except NotLoaded as wrong:
            told = tuple(_told(found, wrong.sources) for found in wrong.found)
            return Attempt(wrong.state | before, None, told)
        except Refusal as refusal:
            told = ((refusal_text(refusal, Lang.ZH), refusal_text(refusal, Lang.EN)),)
            return Attempt(before, None, told)

    def take(self, attempt: Attempt) -> None:
        """Serve what was loaded, or keep what there is and say why."""
        self._tried, self.problems = attempt.state, attempt.problems
        if attempt.shelf is not None:
            self.shelf = attempt.shelf
            self.openapi = as_bytes(openapi(self.shelf.policies.values()))

    def health(self) -> dict[str, Any]:
        """Whether what is served is what the files say."""
        hashes = {name: each.particulars["kernel_sha256"] for name, each in self.shelf.policies.items()}
        return {
            "schema": "polc.health/1",
            "status": "stale" if self.problems else "ok",
            "polc": __version__,
            "policies": hashes,
            "problems": [{"message": zh, "message_en": en} for zh, en in self.problems],
        }


def _told(found: Diagnostic, sources: Mapping[str, Source]) -> Told:
    return render_concise(found, sources, Lang.ZH), render_concise(found, sources, Lang.EN)


def opened(paths: Sequence[str]) -> Keeper:
    """The first shelf. Refusal or NotLoaded: with nothing to serve there's no service."""
    shelf = load(paths)
    keeper = Keeper(tuple(paths), shelf)
    keeper.take(Attempt(shelf.state, shelf))
    return keeper


def as_bytes(document: Any) -> bytes:
    """JSON without line ends, as documents for programs and the lines of a batch are written."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
