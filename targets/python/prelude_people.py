"""Facts about a person: what is accepted, and how a row of text becomes facts.

In: values from a caller, a register or JSON. Out: facts of the declared types, or `PolicyInputError`
that names the field and what is expected, in Chinese and English. Nothing is guessed: a float, a number
of unknown unit or an unknown name is refused.
"""

from __future__ import annotations

from datetime import date

from polc.targets.python.prelude import (
    _HAS_DAYS,
    _HAS_FLAGS,
    _HAS_LENGTHS,
    _HAS_LISTS,
    _HAS_MONEY,
    _HAS_OPTIONS,
    _HAS_SHARES,
    Duration,
)
from polc.targets.python.prelude_reading import _FIRST_DAY, _LAST_DAY, _LONGEST, _ROW, _read_text
from polc.targets.python.prelude_run import FieldInfo, PolicyInputError, _Policy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from polc.targets.python.prelude import _Plain

_MAX_DIGITS = 18
_EXPECTED = {
    "是非": ("是或否", "true or false"),
    "日期": ("1850年至2199年的日期，如 2025-03-01", "a date from 1850 to 2199 such as 2025-03-01"),
    "金额": ("以分计的整数，或如 400元 的文字", "an integer of 分 (fen), or text such as 400元"),
    "整数": ("至多18位的整数", "an integer of at most 18 digits"),
    "比例": ("比例，如 90% 或 9/10", "a rate such as 90% or 9/10"),
    "时长": ("时长，如 3个月", "a length of time such as 3个月"),
}


class _LazyDataclassFields:
    """Answers `dataclasses.fields`, `replace` and `asdict` as a frozen dataclass would.

    Importing `dataclasses` takes longer than importing this whole module, so it waits until it's asked for.
    """

    def __get__(self, instance: object, owner: type[_Fields]) -> object:
        from dataclasses import make_dataclass

        names = [(name, hint) for name, hint in owner.__annotations__.items() if name[0] != "_"]
        fields = vars(make_dataclass(owner.__name__, names, frozen=True))["__dataclass_fields__"]
        type.__setattr__(owner, "__dataclass_fields__", fields)
        return fields


def _refuse_set(self: object, name: str, value: object) -> None:
    raise AttributeError(f"{type(self).__name__} is immutable: {name}")


def _refuse_delete(self: object, name: str) -> None:
    raise AttributeError(f"{type(self).__name__} is immutable: {name}")


class _Fields:
    """What `Person` and `Decision` share: equal by their public fields, and read as dataclasses are."""

    __slots__ = ()
    __dataclass_fields__ = _LazyDataclassFields()

    def _items(self) -> tuple[tuple[str, Any], ...]:
        names = [name for name in type(self).__annotations__ if name[0] != "_"]
        return tuple((name, getattr(self, name)) for name in names)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Fields) and type(self) is type(other) and self._items() == other._items()

    def __hash__(self) -> int:
        return hash(self._items())

    def __reduce__(self) -> tuple[object, ...]:
        return (_remade, (type(self), dict(self._items()), getattr(self, "_basis", None)))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self._items())})"


def _remade(kind: type[_Fields], items: dict[str, Any], basis: object) -> _Fields:
    """A person made again from its facts, or a decision from its outputs and what it rests on."""
    if basis is None:
        return kind(**items)
    decided = kind.__new__(kind)
    for name, value in (*items.items(), ("_basis", basis)):
        object.__setattr__(decided, name, value)
    return decided


# ---- single values -----------------------------------------------------------------------------------
def _wrong(fact: FieldInfo, value: object) -> PolicyInputError:
    if fact.options:
        known = "、".join(fact.options)
        return PolicyInputError(fact.alias, value, f"以下之一：{known}", f"one of {known}")
    return PolicyInputError(fact.alias, value, *_EXPECTED[fact.type])


def _accepts(fact: FieldInfo, value: object) -> bool:
    """True when `value` can be kept as it is; bool is no integer and datetime is no date."""
    kind = type(value)
    if _HAS_FLAGS and fact.type == "是非":
        return kind is bool
    if _HAS_DAYS and fact.type == "日期":
        return type(value) is date and _FIRST_DAY <= value <= _LAST_DAY
    if _HAS_OPTIONS and fact.type == "选项":
        return kind is str and (not fact.options or value in fact.options)
    if _HAS_LENGTHS and fact.type == "时长":
        return isinstance(value, Duration) and 0 <= value.count <= _LONGEST.get(value.unit, -1)
    if _HAS_MONEY and fact.type == "金额" and kind.__name__ == "Fraction":
        return hasattr(value, "denominator")
    if _HAS_SHARES and fact.type == "比例" and kind.__name__ == "Fraction":
        return hasattr(value, "denominator")
    if _HAS_LISTS and fact.type == "清单":
        return kind is tuple
    return type(value) is int and abs(value) < 10**_MAX_DIGITS


def _check(fact: FieldInfo, value: object) -> None:
    """Raise unless `value` is None (unknown) or of the fact's type."""
    if value is not None and not _accepts(fact, value):
        raise _wrong(fact, value)


def _read(fact: FieldInfo, given: object) -> _Plain | None:
    """`given` as a value of the fact's type; text is read, None stays unknown."""
    if given is None:
        return None
    value: Any = given
    if isinstance(given, str):
        try:
            value = _read_text(fact.type, given.strip(), fact.options, _ROW)
        except ValueError:
            raise _wrong(fact, given) from None
        if _HAS_LENGTHS and fact.type == "时长":
            value = Duration(*value)
    _check(fact, value)
    result: _Plain = value
    return result


# ---- rows --------------------------------------------------------------------------------------------
def _read_facts(
    known: Mapping[str, FieldInfo], row: Mapping[str, object], columns: Mapping[str, str] | None
) -> dict[str, Any]:
    """The facts in `row`, by alias; keys are names in `known`, or what `columns` says they are.

    With `columns`, other columns that name no fact are ignored; without it they are an error.
    An empty text is the same as no key: the fact's default.
    """
    facts: dict[str, Any] = {}
    for key, given in row.items():
        name = (columns or {}).get(key, key)
        fact = known.get(name)
        if fact is None:
            if columns is not None and key not in columns:
                continue
            raise _unknown_name(known, name, given)
        if fact.alias in facts:
            raise PolicyInputError(str(key), given, "每个事实只给一次", "each fact given once")
        if not (isinstance(given, str) and not given.strip()):
            facts[fact.alias] = _read(fact, given)
    return facts


def _unknown_name(known: Mapping[str, FieldInfo], name: str, given: object) -> PolicyInputError:
    from difflib import get_close_matches

    near = get_close_matches(str(name), list(known), n=1)
    if near:
        return PolicyInputError(
            str(name), given, f"已知的名称，是否“{near[0]}”", f"a known name, maybe {near[0]}"
        )
    return PolicyInputError(str(name), given, "已知的名称", "a known name")


def _given(policy: _Policy, person: object) -> dict[str, Any]:
    """The facts of a `Person` by alias."""
    return {fact.alias: getattr(person, fact.alias) for fact in policy.facts}


def _as_json(value: object) -> object:
    """A value as JSON holds it: dates as ISO text, lengths of time and fractions as text."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if _HAS_DAYS and isinstance(value, date):
        return value.isoformat()
    if _HAS_LENGTHS and isinstance(value, Duration):
        return f"{value.count}{value.unit}"
    if _HAS_LISTS and isinstance(value, tuple):
        return [{name: _as_json(cell) for name, cell in entry._items()} for entry in value]
    return str(value)
