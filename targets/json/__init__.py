"""The kernel as data (JSON), for tools outside polc."""

from polc.targets.json.emit import TARGET

__all__ = ["TARGET"]
