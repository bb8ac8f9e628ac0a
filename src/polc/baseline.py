"""The baseline: findings that a project knows of and settles later, so that only new ones fail a run.

In: findings and the sources they point into, or the text of a file. Out: the file's text, or what is new,
what is known and what has gone. Findings are told by their fingerprint, which survives moved lines and
renamed files; equal ones are counted, so a second one of a kind is new.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping

import attrs

from polc.dsl.diagnostics.export import fingerprint
from polc.dsl.diagnostics.model import Diagnostic, Lang
from polc.dsl.diagnostics.places import path_of
from polc.dsl.diagnostics.wording import message
from polc.dsl.source import Source
from polc.files import text_of
from polc.refusals import Refusal

SCHEMA = "polc.baseline/1"


@attrs.frozen(kw_only=True, order=True)
class Known:
    """One finding of a baseline. All but the fingerprint is there for the people who read the file."""

    path: str
    code: str
    message: str
    fingerprint: str


@attrs.frozen(kw_only=True)
class Compared:
    """A run beside its baseline; `vanished` are those of the baseline that the run didn't find."""

    new: tuple[Diagnostic, ...]
    known: tuple[Diagnostic, ...]
    vanished: tuple[Known, ...]


def document(found: Iterable[Diagnostic], sources: Mapping[str, Source]) -> str:
    """The baseline's text: the same for the same findings, whatever language the run talks."""
    entries = sorted(
        Known(
            path=path_of(finding.span),
            code=finding.code.id,
            message=message(finding, Lang.ZH),
            fingerprint=fingerprint(finding, sources),
        )
        for finding in found
    )
    findings = [attrs.asdict(entry) for entry in entries]
    return json.dumps({"schema": SCHEMA, "findings": findings}, ensure_ascii=False, indent=2) + "\n"


def load(path: str) -> tuple[Known, ...]:
    """The entries of the baseline at `path`; a file of another form is refused."""
    try:
        return _entries(json.loads(text_of(path)))
    except (ValueError, RecursionError):
        raise Refusal("baseline_form", path=path) from None


def _entries(document: object) -> tuple[Known, ...]:
    match document:
        case {"schema": str(schema), "findings": [*entries]} if schema == SCHEMA:
            return tuple(_known(entry) for entry in entries)
        case _:
            raise ValueError(SCHEMA)


def _known(entry: object) -> Known:
    match entry:
        case {"path": str(path), "code": str(code), "message": str(said), "fingerprint": str(mark)}:
            return Known(path=path, code=code, message=said, fingerprint=mark)
        case _:
            raise ValueError(SCHEMA)


def compare(found: Iterable[Diagnostic], known: Iterable[Known], sources: Mapping[str, Source]) -> Compared:
    """Each entry of the baseline answers one finding."""
    entries = tuple(known)
    left = Counter(entry.fingerprint for entry in entries)
    new: list[Diagnostic] = []
    old: list[Diagnostic] = []
    for finding in found:
        mark = fingerprint(finding, sources)
        (old if left[mark] > 0 else new).append(finding)
        left[mark] -= 1
    vanished: list[Known] = []
    for entry in reversed(entries):
        if left[entry.fingerprint] > 0:
            left[entry.fingerprint] -= 1
            vanished.insert(0, entry)
    return Compared(new=tuple(new), known=tuple(old), vanished=tuple(vanished))
