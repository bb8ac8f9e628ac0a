"""What a check found in one policy, kept until something that it rests on changes.

In: a policy of a project and what was gathered of it. Out: the same values, where polc itself and every file
that was looked at for it, found or not, are what they were. Records are plain JSON, and only values of the
classes below are made of them: a record runs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

import attrs

from polc.compiler.analysis.across import Outline
from polc.compiler.suppress import Suppression
from polc.dsl.diagnostics.codes import BY_ID
from polc.dsl.diagnostics.model import Code, Diagnostic, Edit, Note, Severity, Text, WitnessRow
from polc.dsl.source import Span
from polc.records import read_record, stamp, write_record
from polc.sources import Reader

_MADE: dict[str, type] = {
    made.__name__: made for made in (Diagnostic, Edit, Note, Outline, Span, Suppression, Text, WitnessRow)
}


@attrs.frozen(kw_only=True)
class Kept:
    """What is kept of one policy: its findings, those set aside, and what is asked of it beside others."""

    ok: bool
    diagnostics: tuple[Diagnostic, ...]
    suppressed: tuple[Diagnostic, ...]
    outline: Outline | None
    answers: tuple[Suppression, ...]
    sources: tuple[str, ...]


def recall(reader: Reader, path: str, *, worth: bool) -> Kept | None:
    """What was kept of a policy; None where there's nothing, or something changed."""
    record = read_record(reader.root, _name(path, worth=worth))
    if record is None or record.get("polc") != stamp():
        return None
    try:
        hashes = record["hashes"]
        if not isinstance(hashes, dict) or any(reader.look(name) != known for name, known in hashes.items()):
            return None
        return Kept(**{name: _value(written) for name, written in _mapping(record["kept"]).items()})
    except (KeyError, TypeError, ValueError):
        return None


def keep(reader: Reader, path: str, looked_at: Iterable[str], kept: Kept, *, worth: bool) -> None:
    """Store what was found, with the hashes of all that was looked at for it."""
    written = {field.name: _written(getattr(kept, field.name)) for field in attrs.fields(Kept)}
    hashes = {name: reader.hashes[name] for name in looked_at}
    record = {"polc": stamp(), "hashes": hashes, "kept": written}
    write_record(reader.root, _name(path, worth=worth), record)


def _name(path: str, *, worth: bool) -> str:
    asked = f"{path}\0{worth}".encode("utf-8", "surrogateescape")
    return f"policy-{sha256(asked).hexdigest()[:24]}"


# ---- as JSON ----------------------------------------------------------------------------------------
def _written(value: object) -> object:
    """A value as JSON: what isn't plain is an object of one key, the name of what it is."""
    match value:
        case Code():
            return {"code": value.id}
        case Severity():
            return {"severity": value.value}
        case date():
            return {"date": value.isoformat()}
        case tuple():
            return [_written(part) for part in value]
        case None | bool() | int() | str():
            return value
        case Diagnostic() | Edit() | Note() | Outline() | Span() | Suppression() | Text() | WitnessRow():
            fields = attrs.asdict(value, recurse=False)
            return {type(value).__name__: {name: _written(part) for name, part in fields.items()}}
        case _:
            raise TypeError(value)


def _value(written: object) -> Any:
    """The value of `_written`."""
    if isinstance(written, list):
        return tuple(_value(part) for part in written)
    if not isinstance(written, dict):
        return written
    ((name, part),) = written.items()
    match name:
        case "code":
            return BY_ID[part]
        case "severity":
            return Severity(part)
        case "date":
            return date.fromisoformat(part)
        case _:
            return _MADE[name](**{field: _value(each) for field, each in _mapping(part).items()})


def _mapping(written: object) -> Mapping[str, object]:
    if not isinstance(written, dict):
        raise TypeError(written)
    return written
