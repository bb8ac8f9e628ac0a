"""x.notice.json: what a project keeps of its notice: places, labels, numbers, digests; no sentence.

In and out: `Notice`. One place a line, so that version control shows what changed. What isn't as polc writes
it is reported (720) with its place, and nothing is used of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar

from polc.dsl.diagnostics.model import Diagnostic, Sink
from polc.dsl.diagnostics.notices import NOTICE_FILE_UNUSABLE
from polc.dsl.notice.model import (
    Doubt,
    DoubtKind,
    Label,
    Notice,
    Number,
    NumberKind,
    NumberValue,
    Place,
    PlaceKind,
    Spot,
)
from polc.dsl.notice.wording import plain
from polc.dsl.source import Source, Span

SCHEMA = "polc.notice/1"
_SCALES = {NumberKind.MONEY: ("元", Fraction(100)), NumberKind.RATE: ("%", Fraction(1, 100))}
_DATES = frozenset({NumberKind.DATE, NumberKind.MONTH})
_TEXTS = frozenset({NumberKind.DOCUMENT, NumberKind.DAY_OF_YEAR})
_T = TypeVar("_T")


# ---- writing ----------------------------------------------------------------------------------------
def text_of(notice: Notice) -> str:
    """The file's text."""
    head = {
        "schema": SCHEMA,
        "title": notice.title,
        "document": notice.document,
        "issuer": notice.issuer,
        "issued": notice.issued.isoformat() if notice.issued else "",
        "source": notice.source,
    }
    parts = [*(f"{_dump(key)}: {_dump(value)}" for key, value in head.items())]
    parts += [_listed("places", map(_place, notice.places)), _listed("doubts", map(_doubt, notice.doubts))]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _listed(name: str, items: Iterator[dict[str, Any]]) -> str:
    lines = ",\n".join(f" {_dump(item)}" for item in items)
    return f'"{name}": [\n{lines}\n]' if lines else f'"{name}": []'


def _place(place: Place) -> dict[str, Any]:
    return {
        "at": place.at,
        "kind": place.kind.value,
        "labels": [_label(label) for label in place.labels],
        "digest": place.digest,
        "characters": place.characters,
        "numbers": [_number(number) for number in place.numbers],
    }


def _label(label: Label) -> dict[str, Any]:
    spot, document = label.spot, {"document": label.document} if label.document else {}
    if spot is None:
        return {"path": list(label.path), **document}
    return {
        "path": list(label.path),
        "sentence": [spot.sentence, spot.sentences],
        "paragraph": [spot.paragraph, spot.paragraphs],
        "in_paragraph": [spot.inner, spot.inners],
        **document,
    }


def _number(number: Number) -> dict[str, Any]:
    said = {"unit": number.unit, "before": number.before, "after": number.after}
    basis = {"basis": True} if number.basis else {}
    kept = {key: value for key, value in said.items() if value}
    return {"kind": number.kind.value, "value": _value(number), **kept, **basis}


def _value(number: Number) -> str:
    value = number.value
    if isinstance(value, date):
        return value.isoformat()
    unit, scale = _SCALES.get(number.kind, ("", Fraction(1)))
    return f"{plain(value / scale)}{unit}" if isinstance(value, Fraction) else value


def _doubt(doubt: Doubt) -> dict[str, Any]:
    said = {"at": doubt.at, "what": doubt.what, "other": doubt.other}
    return {"kind": doubt.kind.value, "line": doubt.line, **{k: v for k, v in said.items() if v}}


# ---- reading ----------------------------------------------------------------------------------------
class _OtherForm(ValueError):
    """A field isn't as polc writes it; the text is its name."""


def read(source: Source, sink: Sink) -> Notice | None:
    """The notice of a file's text; None after reporting why it can't be used."""
    try:
        document = json.loads(source.text, parse_float=str, parse_constant=str)
        return _notice(_object(document, "schema"))
    except json.JSONDecodeError as error:
        place = {"line": str(error.lineno), "column": str(error.colno)}
        _report(source, sink, min(error.pos, max(0, len(source.text) - 1)), **place)
    except RecursionError:
        _report(source, sink, 0, line="1", column="1")
    except _OtherForm as error:
        _report(source, sink, max(0, source.text.find(f'"{error}"')), field=str(error))
    return None


def _report(source: Source, sink: Sink, at: int, **facts: str) -> None:
    span = Span(source.path, at, min(at + 1, len(source.text)))
    told = tuple(sorted({"path": source.path, **facts}.items()))
    sink.add(Diagnostic(code=NOTICE_FILE_UNUSABLE, span=span, facts=told))


def _notice(document: Mapping[str, Any]) -> Notice:
    if document.get("schema") != SCHEMA:
        raise _OtherForm("schema")
    issued = _text(document, "issued")
    return Notice(
        title=_text(document, "title"),
        document=_text(document, "document"),
        issuer=_text(document, "issuer"),
        issued=_as(date.fromisoformat, issued, "issued") if issued else None,
        source=_text(document, "source"),
        places=tuple(map(_read_place, _list(document, "places"))),
        doubts=tuple(map(_read_doubt, _list(document, "doubts"))),
    )


def _read_place(item: object) -> Place:
    place = _object(item, "places")
    labels = tuple(_read_label(label) for label in _list(place, "labels"))
    if not labels:
        raise _OtherForm("labels")
    return Place(
        at=_text(place, "at"),
        kind=_as(PlaceKind, _text(place, "kind"), "kind"),
        labels=labels,
        digest=_text(place, "digest"),
        characters=_whole(place, "characters"),
        numbers=tuple(map(_read_number, _list(place, "numbers"))),
    )


def _read_label(item: object) -> Label:
    label = _object(item, "labels")
    path = tuple(_string(piece, "path") for piece in _list(label, "path"))
    if not path:
        raise _OtherForm("path")
    pairs = [_pair(label, field) for field in ("sentence", "paragraph", "in_paragraph")]
    known = [pair for pair in pairs if pair is not None]
    if known and len(known) < len(pairs):
        raise _OtherForm("sentence")
    spot = Spot(*(number for pair in known for number in pair)) if known else None
    return Label(path, spot, _text(label, "document", ""))


def _pair(label: Mapping[str, Any], field: str) -> tuple[int, int] | None:
    """Which of how many; None where the field isn't there."""
    if field not in label:
        return None
    pair = _list(label, field)
    if len(pair) != 2 or not all(
        isinstance(n, int) and not isinstance(n, bool) and 0 <= n < 10_000 for n in pair
    ):
        raise _OtherForm(field)
    return _whole({"n": pair[0]}, "n"), _whole({"n": pair[1]}, "n")


def _read_number(item: object) -> Number:
    number = _object(item, "numbers")
    kind = _as(NumberKind, _text(number, "kind"), "kind")
    basis = number.get("basis", False)
    if not isinstance(basis, bool):
        raise _OtherForm("basis")
    return Number(
        kind=kind,
        value=_read_value(kind, _text(number, "value")),
        unit=_text(number, "unit", ""),
        before=_text(number, "before", ""),
        after=_text(number, "after", ""),
        basis=basis,
    )


def _read_value(kind: NumberKind, text: str) -> NumberValue:
    if kind in _TEXTS:
        return text
    if kind in _DATES:
        return _as(date.fromisoformat, text, "value")
    unit, scale = _SCALES.get(kind, ("", Fraction(1)))
    if not text.endswith(unit) or len(text) > 40:
        raise _OtherForm("value")
    return _as(Fraction, text.removesuffix(unit), "value") * scale


def _read_doubt(item: object) -> Doubt:
    doubt = _object(item, "doubts")
    return Doubt(
        kind=_as(DoubtKind, _text(doubt, "kind"), "kind"),
        line=_whole(doubt, "line"),
        at=_text(doubt, "at", ""),
        what=_text(doubt, "what", ""),
        other=_text(doubt, "other", ""),
    )


def _as(make: Callable[[str], _T], text: str, field: str) -> _T:
    try:
        return make(text)
    except (ValueError, ZeroDivisionError):
        raise _OtherForm(field) from None


def _object(value: object, field: str) -> Mapping[str, Any]:
    if isinstance(value, dict):
        return value
    raise _OtherForm(field)


def _list(document: Mapping[str, Any], field: str) -> list[object]:
    value = document.get(field)
    if isinstance(value, list):
        return value
    raise _OtherForm(field)


def _text(document: Mapping[str, Any], field: str, default: str | None = None) -> str:
    return _string(document.get(field, default), field)


def _string(value: object, field: str) -> str:
    if isinstance(value, str):
        return value
    raise _OtherForm(field)


def _whole(document: Mapping[str, Any], field: str) -> int:
    value = document.get(field)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise _OtherForm(field)
