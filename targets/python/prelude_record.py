"""Records: the immutable values of a generated module, and what results that are no value have in common.

In: nothing. Out: `_record`, which makes one of a class with annotated names. Modules carry it unchanged.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar


if TYPE_CHECKING:
    from typing_extensions import dataclass_transform as _told_as_dataclasses
else:

    def _told_as_dataclasses(**_):
        """What type checkers are told; nothing when run."""
        return _itself


def _itself(kind: Any) -> Any:
    return kind


@_told_as_dataclasses(frozen_default=True)
def _record(kind: Any) -> Any:
    """The class with its annotated names as slots; what one is set to is its default.

    A plain class of type `type`: with a metaclass every isinstance would take twice as long.
    """
    space = {name: part for name, part in vars(kind).items() if name not in ("__dict__", "__weakref__")}
    names = tuple([name for name in space.get("__annotations__", ()) if name[0] != "_"])
    defaults = tuple([space.pop(name, None) for name in names])
    least = len([name for name in names if name not in vars(kind)])
    base = _Unsettled if issubclass(kind, _Unsettled) else _Record
    space["_names"] = space["__slots__"] = space["__match_args__"] = names
    made: Any = type(kind.__name__, (base,), space)
    made._fill = _filling(made, defaults, least)
    if "__init__" not in space:
        made.__init__ = made._fill
    return made


def _filling(kind: Any, defaults: tuple[Any, ...], least: int) -> Any:
    """What sets the slots of a record of this kind: given in order, by name, or as declared."""
    names = kind._names
    most, put = len(names), object.__setattr__

    def fill(self: Any, *values: Any, **named: Any) -> None:
        if named or not least <= len(values) <= most:
            told = {**dict(zip(names, values, strict=False)), **named}
            if len(told) != len(values) + len(named) or not set(names[:least]) <= set(told) <= set(names):
                raise TypeError(f"{kind.__name__} takes {', '.join(names)}")
            values = tuple([told.get(name, default) for name, default in zip(names, defaults, strict=True)])
        elif len(values) != most:
            values += defaults[len(values) :]
        for place, name in enumerate(names):
            put(self, name, values[place])

    return fill


class _Record:
    """An immutable value: its slots, set once, compared one by one."""

    __slots__: tuple[str, ...] = ()
    _names: ClassVar[tuple[str, ...]]
    _fill: ClassVar[Any]

    def _values(self) -> tuple[object, ...]:
        return tuple([getattr(self, name) for name in self._names])

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable: {name}")

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, _Record) and type(self) is type(other) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self).__name__, self._values()))

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._names)
        return f"{type(self).__name__}({values})"

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuilt, (type(self), *self._values()))


def _rebuilt(kind: type[_Record], *values: object) -> _Record:
    record = kind.__new__(kind)
    record._fill(*values)
    return record


class _Unsettled(_Record):
    """A result that is no value; neither true nor false, so that no `if` takes 待定 for yes."""

    __slots__ = ()

    def __bool__(self) -> bool:
        raise TypeError(
            f"{type(self).__name__} 不是一个值，不能当作真假：先用 isinstance 看它是哪一种"
            " · no value, neither true nor false: ask isinstance first"
        )
