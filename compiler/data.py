"""The kernel as plain data: what JSON can hold, and back again without loss.

In: a kernel. Out: a `dict` of lists, strings and integers, its canonical bytes, its hash; or the kernel
that such data describes. `from_data(to_data(k)) == k`, and the same kernel always gives the same bytes.
Spans are left out: they say where a line was written, not what it means. Expressions may be nested at
least 150 levels deep (`+` a level each); TooDeep, a ValueError, is raised for what is nested deeper than
Python's stack allows, in both directions.

The form of every class follows from its annotations: `shape_of` turns one into a `Shape`, and encoding,
decoding and the published schema (`targets/json`) are three readings of the same shape. Fields that hold
their default are left out. Money is an integer of 分, or an exact fraction as text where it isn't whole.
"""

from __future__ import annotations

import hashlib
import json
import types
from collections.abc import Iterator
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache, reduce
from operator import or_
from typing import Any, TypeAlias, TypeVar, Union, assert_never, get_args, get_origin, get_type_hints

import attrs

from polc.compiler.kernel import Choice, Kernel, Kind, Type
from polc.dsl.source import NOWHERE
from polc.dsl.values import Amount, Duration, Rate, Records

SCHEMA = "polc.kernel/1"

Json: TypeAlias = bool | int | str | list["Json"] | dict[str, "Json"] | None
_Known = TypeVar("_Known")


@attrs.frozen
class Plain:
    """A JSON scalar kept as it is: `bool`, `int` or `str`."""

    cls: type[bool] | type[int] | type[str]


@attrs.frozen
class Day:
    """A date as 2025-03-01."""


@attrs.frozen
class Exact:
    """A fraction as text: 9/10, 3."""


@attrs.frozen
class Fen:
    """分 as an integer; a fraction as text where it isn't whole."""


@attrs.frozen
class Word:
    """A member of an enumeration, by its name."""

    cls: type[Enum]


@attrs.frozen
class Each:
    """A list of any length."""

    item: Shape


@attrs.frozen
class Fixed:
    """A list with one shape for each place."""

    items: tuple[Shape, ...]


@attrs.frozen
class Maybe:
    """null or the item."""

    item: Shape


@attrs.frozen
class Record:
    """An attrs class as an object; `tagged` adds "node" with the name of the class."""

    cls: type[attrs.AttrsInstance]
    tagged: bool = False


@attrs.frozen
class Choices:
    """One of several classes or words, told apart by "node"."""

    items: tuple[Record | Word, ...]


@attrs.frozen
class Tagged:
    """A value of a policy, as an object whose only key says what it is: {"date": …}."""

    items: tuple[tuple[str, type[object], Shape], ...]


Shape: TypeAlias = Plain | Day | Exact | Fen | Word | Each | Fixed | Maybe | Record | Choices | Tagged

_VALUE_TAGS: dict[type[object], str] = {
    bool: "bool",
    date: "date",
    Amount: "money",
    Fraction: "number",
    Duration: "duration",
    str: "option",
    Records: "records",
}


class TooDeep(ValueError):
    """Expressions nested so deep that they can't be walked."""

    def __init__(self) -> None:
        super().__init__("expressions are nested too deep to be written as data")


# ---- shapes -----------------------------------------------------------------------------------------
def shape_of(hint: Any) -> Shape:
    """The shape of a value annotated with `hint`."""
    if get_origin(hint) is tuple:
        items = get_args(hint)
        return Each(shape_of(items[0])) if items[-1] is ... else Fixed(tuple(map(shape_of, items)))
    if get_origin(hint) in (Union, types.UnionType):
        return _shape_of_union(get_args(hint))
    return _shape_of_class(hint)


def _shape_of_class(cls: type[Any]) -> Shape:
    if cls is date:
        return Day()
    if cls is Fraction:
        return Exact()
    if cls in (bool, int, str):
        return Plain(cls)
    return Word(cls) if issubclass(cls, Enum) else Record(cls)


def _shape_of_union(members: tuple[Any, ...]) -> Shape:
    if type(None) in members:
        return Maybe(shape_of(reduce(or_, (member for member in members if member is not type(None)))))
    if Amount in members:
        return Tagged(tuple((_VALUE_TAGS.get(m, "status"), m, _shape_of_class(m)) for m in members))
    return Choices(tuple(Word(m) if issubclass(m, Enum) else Record(m, tagged=True) for m in members))


@cache
def fields_of(cls: type[attrs.AttrsInstance]) -> tuple[tuple[attrs.Attribute[Any], Shape], ...]:
    """The fields of a class that are part of its meaning, with their shapes."""
    hints = get_type_hints(cls)
    kept = [field for field in attrs.fields(cls) if field.eq]
    return tuple((field, _shape_of_field(field.name, hints[field.name])) for field in kept)


def _shape_of_field(name: str, hint: Any) -> Shape:
    shape = shape_of(hint)
    if name == "fen" or name.endswith("_fen"):
        return Maybe(Fen()) if isinstance(shape, Maybe) else Fen() if isinstance(shape, Exact) else shape
    return shape


# ---- to data ----------------------------------------------------------------------------------------
def to_data(kernel: Kernel) -> dict[str, Json]:
    """The kernel as an object with its schema's name. TooDeep where it's nested too deep."""
    try:
        return {"schema": SCHEMA} | _encode_record(kernel)
    except RecursionError:
        raise TooDeep from None


def _encode(value: Any, shape: Shape) -> Json:
    match shape:
        case Plain():
            return _scalar(value)
        case Day():
            return str(value.isoformat())
        case Exact():
            return str(value)
        case Fen():
            return int(value) if value.denominator == 1 else str(value)
        case Word():
            return str(value.name)
        case Each(item):
            return [_encode(v, item) for v in value]
        case Fixed(items):
            return [_encode(v, item) for v, item in zip(value, items, strict=True)]
        case Maybe(item):
            return None if value is None else _encode(value, item)
        case Record(_, tagged):
            return ({"node": type(value).__name__} if tagged else {}) | _encode_record(value)
        case Choices(items):
            return _encode_choice(value, items)
        case Tagged(items):
            kind = Fraction if isinstance(value, Rate) else type(value)
            return next({tag: _encode_value(value, item)} for tag, cls, item in items if kind is cls)
        case _:
            assert_never(shape)


def _scalar(value: bool | int | str) -> Json:
    return value


def _encode_record(value: attrs.AttrsInstance) -> dict[str, Json]:
    return {
        field.name: _encode(getattr(value, field.name), shape)
        for field, shape in fields_of(type(value))
        if getattr(value, field.name) != field.default
    }


def _encode_choice(value: Any, items: tuple[Record | Word, ...]) -> Json:
    if isinstance(value, Enum):
        return {"node": type(value).__name__, "name": value.name}
    return _encode(value, next(item for item in items if item.cls is type(value)))


def _encode_value(value: Any, shape: Shape) -> Json:
    """An amount without parameters is only its 分."""
    return _encode(value.fen, Fen()) if isinstance(value, Amount) and value.exact else _encode(value, shape)


# ---- from data --------------------------------------------------------------------------------------
def from_data(data: dict[str, Json]) -> Kernel:
    """The kernel that `to_data` wrote. ValueError where the data isn't one."""
    if data.get("schema") != SCHEMA:
        raise ValueError(f"not a {SCHEMA} document: {data.get('schema')!r}")
    try:
        kernel = _decode_record({key: value for key, value in data.items() if key != "schema"}, Kernel)
    except RecursionError:
        raise TooDeep from None
    return _of(kernel, Kernel)


def _decode(data: Json, shape: Shape) -> Any:
    match shape:
        case Plain(cls):
            return _of(data, cls)
        case Day():
            return date.fromisoformat(_of(data, str))
        case Exact():
            return Fraction(_of(data, str))
        case Fen():
            return Fraction(data if isinstance(data, str) else _of(data, int))
        case Word(cls):
            return _named(cls, data)
        case Each(item):
            return tuple(_decode(d, item) for d in _of(data, list))
        case Fixed(items):
            return tuple(_decode(d, item) for d, item in zip(_of(data, list), items, strict=True))
        case Maybe(item):
            return None if data is None else _decode(data, item)
        case Record(cls, tagged):
            keys = _of(data, dict).items()
            return _decode_record({key: d for key, d in keys if not (tagged and key == "node")}, cls)
        case Choices(items):
            return _decode_choice(_of(data, dict), items)
        case Tagged(items):
            return _decode_value(_of(data, dict), items)
        case _:
            assert_never(shape)


def _of(data: object, cls: type[_Known]) -> _Known:
    """`data`, which must be exactly a `cls` (true isn't 1 here)."""
    if type(data) is not cls:
        raise ValueError(f"expected {cls.__name__}, found {data!r}")
    return data


def _named(cls: type[Enum], data: Json) -> Enum:
    if data not in cls.__members__:
        raise ValueError(f"no {cls.__name__}: {data!r}")
    return cls[_of(data, str)]


def _decode_record(data: dict[str, Json], cls: type[attrs.AttrsInstance]) -> Any:
    shapes = {field.name: shape for field, shape in fields_of(cls)}
    if unknown := [key for key in data if key not in shapes]:
        raise ValueError(f"{cls.__name__} has no {', '.join(unknown)}")
    if absent := [f.name for f, _ in fields_of(cls) if f.default is attrs.NOTHING and f.name not in data]:
        raise ValueError(f"{cls.__name__} needs {', '.join(absent)}")
    values = _as_declared({key: _decode(value, shapes[key]) for key, value in data.items()})
    return cls(**values, **dict.fromkeys(_places(cls), NOWHERE))


def _as_declared(values: dict[str, Any]) -> dict[str, Any]:
    """A number beside the type 比例 is a share."""
    type_ = values.get("type")
    if isinstance(type_, Type) and type_.kind is Kind.RATE:
        return {key: Rate(v) if isinstance(v, Fraction) else v for key, v in values.items()}
    return values


def _places(cls: type[attrs.AttrsInstance]) -> Iterator[str]:
    return (field.name for field in attrs.fields(cls) if not field.eq)


def _decode_choice(data: dict[str, Json], items: tuple[Record | Word, ...]) -> Any:
    for item in items:
        if data.get("node") == item.cls.__name__:
            return _decode(data.get("name") if isinstance(item, Word) else data, item)
    raise ValueError(f"no such node: {data.get('node')!r}")


def _decode_value(data: dict[str, Json], items: tuple[tuple[str, type[object], Shape], ...]) -> Any:
    for tag, cls, shape in items:
        if tuple(data) == (tag,):
            bare = cls is Amount and not isinstance(data[tag], dict)
            return Amount(_decode(data[tag], Fen())) if bare else _decode(data[tag], shape)
    raise ValueError(f"no such value: {data!r}")


# ---- bytes ------------------------------------------------------------------------------------------
def canonical_bytes(kernel: Kernel) -> bytes:
    """UTF-8 JSON, keys sorted, no spaces; pairs of `beats`, whose order is free, sorted too."""
    choices, entry_rules = _sorted_beats(kernel.choices), _sorted_beats(kernel.entry_rules)
    data = to_data(attrs.evolve(kernel, choices=choices, entry_rules=entry_rules))
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _sorted_beats(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    return tuple(attrs.evolve(choice, beats=tuple(sorted(choice.beats))) for choice in choices)


def kernel_sha256(kernel: Kernel) -> str:
    """What names a kernel: equal for equal meaning and text, whatever the layout of its file."""
    return hashlib.sha256(canonical_bytes(kernel)).hexdigest()
