"""Settings of a project as `polc check` applies them to findings, and as `--show-settings` lists them.

In: [check.severity], a table from codes ("POL304", "POL7"), or a pattern of paths and a code after a colon,
to a level. Out: findings with their level. An error stays an error: it can be mended, and nothing is built
while it's there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatchcase

import attrs

from polc.cli.outcome import lines
from polc.config import explained
from polc.dsl.diagnostics.model import Diagnostic, Lang, Severity
from polc.telling.wording import phrase

OFF = "off"


@attrs.frozen
class Rule:
    """What one entry says: for paths like `pattern` (empty for all), codes that begin so have this level."""

    pattern: str
    code: str
    level: str

    def covers(self, found: Diagnostic) -> bool:
        """True when the entry speaks of a finding."""
        inside = not self.pattern or fnmatchcase(found.span.path, self.pattern)
        return inside and found.code.id.startswith(self.code)


@attrs.frozen
class Levels:
    """The entries, the most special last: with a path before without, longer codes before shorter ones."""

    rules: tuple[Rule, ...]

    def applied(self, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """The findings at their levels, without those that are off."""
        for finding in found:
            level = self._level(finding)
            if level is None:
                yield finding
            elif level != OFF:
                yield attrs.evolve(finding, severity=Severity(level))

    def _level(self, finding: Diagnostic) -> str | None:
        if finding.level is Severity.ERROR:
            return None
        return next((rule.level for rule in reversed(self.rules) if rule.covers(finding)), None)


def levels_of(
    table: Iterable[tuple[str, str]], codes: Callable[[tuple[str, ...], tuple[str, ...]], tuple[str, ...]]
) -> Levels:
    """The entries of the setting; `codes` refuses a code that there isn't."""
    rules = []
    for key, level in table:
        pattern, _, code = key.rpartition(":")
        rules += [Rule(pattern.strip(), known, level) for known in codes((code,), ())]
    return Levels(tuple(sorted(rules, key=lambda rule: (bool(rule.pattern), len(rule.code), rule.pattern))))


def settings_text(root: str, lang: Lang) -> str:
    """Every setting as polc.toml would write it, and where it comes from."""
    default = phrase("by_default", lang)
    return lines(*(f"{key} = {_toml(value)}  # {place or default}" for key, value, place in explained(root)))


def _toml(value: object) -> str:
    """A value as TOML; a table of names on one line."""
    match value:
        case bool():
            return str(value).lower()
        case tuple() if value and all(isinstance(item, tuple) for item in value):
            return "{ " + ", ".join(f"{_toml(name)} = {_toml(item)}" for name, item in value) + " }"
        case tuple():
            return "[" + ", ".join(map(_toml, value)) + "]"
        case _:
            return json.dumps(value, ensure_ascii=False)
