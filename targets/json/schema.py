"""The JSON Schema (2020-12) of a kernel document, made from the same shapes as the document.

Out: the schema as data; kernel.schema.json beside this file is its published text, and a test keeps the
two equal. Every object is closed: a key the schema doesn't know is refused.

Run as a module (`python -m polc.targets.json.schema`) this prints the published text.
"""

from __future__ import annotations

import json
import sys
from typing import assert_never

import attrs

from polc.compiler.data import (
    SCHEMA,
    Choices,
    Day,
    Each,
    Exact,
    Fen,
    Fixed,
    Json,
    Maybe,
    Plain,
    Record,
    Shape,
    Tagged,
    Word,
    fields_of,
    shape_of,
)
from polc.compiler.kernel import Expr, Kernel
from polc.dsl.values import Given, Status
from polc.dsl.values import Plain as PlainValue

_FRACTION = "^-?[0-9]+(/[1-9][0-9]*)?$"
_UNIONS = {
    shape_of(Expr): "Expr",
    shape_of(Status): "Status",
    shape_of(PlainValue): "Value",
    shape_of(Given): "Given",
}
_SCALARS = {bool: "boolean", int: "integer", str: "string"}


def kernel_schema() -> dict[str, Json]:
    """The schema of what `to_data` gives."""
    definitions: dict[str, Json] = {}
    members, required = _members(Record(Kernel), definitions)
    properties: dict[str, Json] = {"schema": {"const": SCHEMA}, **members}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:polc:kernel:1",
        "title": SCHEMA,
        **_closed(properties, ["schema", *required]),
        "$defs": dict(sorted(definitions.items())),
    }


def published_text() -> str:
    """The schema as kernel.schema.json holds it."""
    return json.dumps(kernel_schema(), ensure_ascii=False, indent=1) + "\n"


def _of(shape: Shape, definitions: dict[str, Json]) -> dict[str, Json]:
    name = _UNIONS.get(shape)
    if name is None:
        return _spelled_out(shape, definitions)
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = _spelled_out(shape, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _spelled_out(shape: Shape, definitions: dict[str, Json]) -> dict[str, Json]:
    match shape:
        case Plain(cls):
            return {"type": _SCALARS[cls]}
        case Day():
            return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
        case Exact():
            return {"type": "string", "pattern": _FRACTION}
        case Fen():
            return {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": _FRACTION}]}
        case Word(cls):
            return {"enum": [*cls.__members__]}
        case Each(item):
            return {"type": "array", "items": _of(item, definitions)}
        case Fixed(items):
            places: list[Json] = [_of(item, definitions) for item in items]
            return {"type": "array", "prefixItems": places, "items": False, "minItems": len(places)}
        case Maybe(item):
            return {"anyOf": [{"type": "null"}, _of(item, definitions)]}
        case Record():
            return _of_record(shape, definitions)
        case Choices(items):
            return {"oneOf": [_of_choice(item, definitions) for item in items]}
        case Tagged(items):
            return {"oneOf": [_of_tagged(tag, item, definitions) for tag, _, item in items]}
        case _:
            assert_never(shape)


def _of_record(record: Record, definitions: dict[str, Json]) -> dict[str, Json]:
    """A reference; the definition is made on the first call, and may refer to itself."""
    name = record.cls.__name__
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = _closed(*_members(record, definitions))
    return {"$ref": f"#/$defs/{name}"}


def _members(record: Record, definitions: dict[str, Json]) -> tuple[dict[str, Json], list[Json]]:
    """The properties of an object and the names of those it must have."""
    properties: dict[str, Json] = {"node": {"const": record.cls.__name__}} if record.tagged else {}
    required: list[Json] = ["node"] if record.tagged else []
    for field, shape in fields_of(record.cls):
        properties[field.name] = _of(shape, definitions)
        required += [field.name] if field.default is attrs.NOTHING else []
    return properties, required


def _of_choice(item: Record | Word, definitions: dict[str, Json]) -> dict[str, Json]:
    if isinstance(item, Record):
        return _of_record(item, definitions)
    return _closed({"node": {"const": item.cls.__name__}, "name": _of(item, definitions)}, ["node", "name"])


def _of_tagged(tag: str, shape: Shape, definitions: dict[str, Json]) -> dict[str, Json]:
    value = _of(shape, definitions)
    if tag == "money":
        value = {"anyOf": [_of(Fen(), definitions), value]}
    return _closed({tag: value}, [tag])


def _closed(properties: dict[str, Json], required: list[Json]) -> dict[str, Json]:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


if __name__ == "__main__":
    sys.stdout.write(published_text())
