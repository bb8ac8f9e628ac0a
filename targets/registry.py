"""The targets there are: those shipped with polc, and those of other distributions.

In: a name. Out: the target, imported only now. A distribution adds one with an entry point in the group
"polc.targets" that names an object with `name` and `emit`; a shipped name is never replaced.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import entry_points
from typing import cast

from polc.targets.api import Target

GROUP = "polc.targets"
_SHIPPED = {
    "python": "polc.targets.python.emit",
    "json": "polc.targets.json.emit",
    "columnar": "polc.targets.columnar.emit",
    "sql": "polc.targets.sql.emit",
    "js": "polc.targets.js.emit",
    "summary": "polc.targets.summary.emit",
    "page": "polc.targets.page.emit",
}


class UnknownTarget(KeyError):
    """There is no target of this name; `known` are the names there are."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.known = known


def names() -> tuple[str, ...]:
    """The names of all targets: the shipped ones first, then the others by name."""
    others = {point.name for point in entry_points(group=GROUP)} - _SHIPPED.keys()
    return (*_SHIPPED, *sorted(others))


def target(name: str) -> Target:
    """The target called `name`. Raises UnknownTarget."""
    if name in _SHIPPED:
        return cast(Target, import_module(_SHIPPED[name]).TARGET)
    for point in entry_points(group=GROUP):
        if point.name == name:
            return cast(Target, point.load())
    raise UnknownTarget(name, names())
