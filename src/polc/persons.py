"""One person's facts: a JSON object, keyed by Chinese name or alias.

In: a kernel and the text. Out: facts by Chinese name, as `evaluate` takes them, and what is wrong with
the text (801–806). null is unknown; a list (清单) is a list of objects, keyed by the names or aliases of
its columns. Nothing is guessed: a value of another form is reported and left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches
from json import JSONDecodeError

import attrs

from polc.cells import Pairs, Raw, Unfit, example_text, expected_text, from_json, plain_value, shown
from polc.compiler.kernel import Column, InputDecl, Kernel, Kind
from polc.dsl.diagnostics import inputs as codes
from polc.dsl.diagnostics.model import Code, Diagnostic
from polc.dsl.source import Source, Span
from polc.dsl.values import Given, Plain, Records
from polc.places import Path, Places, path_text

_FOUND = {dict: "{…}", list: "一个列表", str: "一段文字", bool: "是或否", type(None): "null"}
_TWICE = "不止一个值"
_ENTRY = "一条记录（写在一对花括号里）"


@attrs.frozen(kw_only=True)
class Facts:
    """What is known of one person, and the findings made on the way."""

    known: dict[str, Given | None]
    found: tuple[Diagnostic, ...]


def read_person(kernel: Kernel, source: Source) -> Facts:
    """The facts of a JSON document. Reports 801 to 806."""
    try:
        value = from_json(source.text)
    except JSONDecodeError as error:
        span = Span(source.path, error.pos, min(error.pos + 1, len(source.text)))
        facts = (("column", str(error.colno)), ("line", str(error.lineno)))
        return Facts(known={}, found=(Diagnostic(code=codes.INPUT_NOT_JSON, span=span, facts=facts),))
    except RecursionError:
        return _not_an_object(source, "套了太多层的列表")
    if not isinstance(value, Pairs):
        return _not_an_object(source, _FOUND.get(type(value), "一个数"))
    return read_fields(kernel, value.items, source)


def _not_an_object(source: Source, found: str) -> Facts:
    span = Span(source.path, 0, min(1, len(source.text)))
    finding = Diagnostic(code=codes.INPUT_NOT_AN_OBJECT, span=span, facts=(("found", found),))
    return Facts(known={}, found=(finding,))


def read_fields(kernel: Kernel, fields: Sequence[tuple[str, Raw]], source: Source | None = None) -> Facts:
    """The facts of (name or alias, value) pairs, where `source` tells their place."""
    reader = _Reader(Places(source))
    by_key = {decl.alias: decl for decl in kernel.inputs} | kernel.input_by_name
    times = Counter(by_key[key].name for key, _ in fields if key in by_key)
    known: dict[str, Given | None] = {}
    for key, raw in fields:
        decl = by_key.get(key)
        if decl is None:
            reader.report(codes.UNKNOWN_FIELD, (key,), field=key, nearest=_nearest(key, by_key))
        elif times[decl.name] > 1:
            reader.ill_typed((key,), expected_text(decl.type), _TWICE, _example(decl))
        else:
            reader.read(decl, key, raw, known)
    return Facts(known=known, found=tuple(dict.fromkeys(reader.found)))


def _nearest(key: str, names: dict[str, InputDecl] | dict[str, Column]) -> str:
    return "".join(get_close_matches(key, sorted(names), n=1, cutoff=0.6))


def _example(decl: InputDecl, raw: Raw = None) -> str:
    """A value that fits; of a list one entry with its first columns."""
    if decl.type.kind is not Kind.LIST:
        return example_text(decl.type, raw)
    cells = (f'"{column.name}": {example_text(column.type)}' for column in decl.columns[:2])
    return f"[{{{', '.join(cells)}}}]"


@attrs.define
class _Reader:
    """Reads values and keeps what is wrong with them."""

    places: Places
    found: list[Diagnostic] = attrs.field(factory=list)

    def read(self, decl: InputDecl, key: str, raw: Raw, known: dict[str, Given | None]) -> None:
        """Put what `raw` says of one fact into `known`."""
        if decl.type.kind is Kind.LIST and raw is not None:
            records = self._list(decl, key, raw)
            if records is not None:
                known[decl.name] = records
            return
        try:
            known[decl.name] = plain_value(decl.type, raw)
        except Unfit as wrong:
            expected = expected_text(decl.type, str(wrong))
            self.ill_typed((key,), expected, shown(raw), _example(decl, raw))

    # ---- lists ---------------------------------------------------------------------------------------
    def _list(self, decl: InputDecl, key: str, raw: Raw) -> Records | None:
        """The entries; None where there's no list, or one that is too long."""
        if not isinstance(raw, list):
            self.ill_typed((key,), expected_text(decl.type), shown(raw), _example(decl))
            return None
        if len(raw) > decl.limit:
            counts = {"count": str(len(raw)), "limit": str(decl.limit)}
            self.report(codes.TOO_MANY_ENTRIES, (key,), field=key, **counts)
            return None
        by_key = {column.alias: column for column in decl.columns} | {c.name: c for c in decl.columns}
        unknown: set[str] = set()
        rows = []
        for number, entry in enumerate(raw, 1):
            if isinstance(entry, Pairs):
                rows.append(self._entry(decl, (key, number), entry, by_key, unknown))
            else:
                self.ill_typed((key, number), _ENTRY, shown(entry), _example(decl)[1:-1])
        return Records(tuple(rows))

    def _entry(
        self, decl: InputDecl, path: Path, entry: Pairs, by_key: dict[str, Column], unknown: set[str]
    ) -> tuple[Plain | None, ...]:
        """The cells of one entry; a column that doesn't exist is reported where it's first met."""
        times = Counter(by_key[key].name for key, _ in entry.items if key in by_key)
        cells = {column.name: column.default for column in decl.columns}
        for key, raw in entry.items:
            column, place = by_key.get(key), (*path, key)
            if column is None:
                if key not in unknown:
                    unknown.add(key)
                    facts = {"column": key, "field": path_text(path), "nearest": _nearest(key, by_key)}
                    self.report(codes.UNKNOWN_COLUMN, place, list=decl.name, **facts)
            elif times[column.name] > 1:
                self.ill_typed(place, expected_text(column.type), _TWICE, example_text(column.type))
            else:
                cells[column.name] = self._cell(column, place, raw)
        return tuple(cells.values())

    def _cell(self, column: Column, path: Path, raw: Raw) -> Plain | None:
        try:
            return plain_value(column.type, raw)
        except Unfit as wrong:
            expected = expected_text(column.type, str(wrong))
            self.ill_typed(path, expected, shown(raw), example_text(column.type, raw))
            return None

    # ---- findings ------------------------------------------------------------------------------------
    def ill_typed(self, path: Path, expected: str, value: str, example: str) -> None:
        """A value of another form than is wanted."""
        facts = {"expected": expected, "value": value, "example": example}
        self.report(codes.ILL_TYPED_FIELD, path, field=path_text(path), **facts)

    def report(self, code: Code, path: Path, **facts: str) -> None:
        """One finding at one place."""
        ordered = tuple(sorted(facts.items()))
        self.found.append(Diagnostic(code=code, span=self.places.at(path), facts=ordered))
