"""The statement as it grows: a pool of columns, each said once, written as a chain of steps at the end.

In: expressions with the names of the columns they read. Out: the text of the steps. `share` names an
expression and gives the same name for the same text; at the end what nobody reads is left out, what is read
once stands where it's read, and every other column stands in the first step that can hold it. Names inside
quotes are texts of the policy and are never touched.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

import attrs

from polc.targets.sql.dialect import Dialect
from polc.targets.sql.text import comment

SHORT = 24
LONG = 900
SPARE = 120  # columns that nobody reads any more are dropped where there are more of them
_TOKEN = re.compile(r"'[^']*'|\"[^\"]*\"|`[^`]*`|[a-z][a-z0-9_]*")
_CONSTANT = re.compile(r"'[^']*'")
_ALONE = re.compile(r"[a-z0-9_]+|[0-9]+|'[^']*'|TRUE|FALSE")


@attrs.frozen
class Column:
    """One column: its expression, and the comment of the rule it belongs to."""

    text: str
    note: str = ""


@attrs.define
class Flow:
    """The columns so far, in an order in which each reads only earlier ones; `note` goes to the next ones."""

    dialect: Dialect
    origin: str
    first: dict[str, str] = attrs.field(factory=dict)
    columns: dict[str, Column] = attrs.field(factory=dict)
    named: dict[str, str] = attrs.field(factory=dict)
    note: str = ""

    def share(self, text: str) -> str:
        """The name of the column that holds this; short expressions stay as they are."""
        if len(text) <= SHORT or is_alone(text):
            return text
        if text not in self.named:
            self.put(f"x{len(self.columns) + 1}", text)
        return self.named[text]

    def put(self, name: str, text: str) -> str:
        """A column of this name; the name."""
        self.columns[name] = Column(text, self.note)
        self.named.setdefault(text, name)
        return name

    def written(self, last: str) -> tuple[list[str], str]:
        """The steps as text, and `last`, the SELECT that reads them, with the name of the last step."""
        columns, last = _tidied(self.columns, last)
        levels = _levels(columns)
        read = _read_at(levels, last)
        steps = [self._step("persons_read", self.origin, self._first(), ["*"])]
        there, source = set(self.first), "persons_read"
        for number, level in enumerate(levels, start=1):
            later = set().union(*read[number + 1 :])
            kept = sorted(there & later)
            carried = ["*"] if len(there) - len(kept) <= SPARE else kept
            there = (there if carried == ["*"] else set(kept)) | set(level)
            steps.append(self._step(f"step_{number}", source, level, carried))
            source = f"step_{number}"
        return steps, last.replace("{source}", source)

    def _first(self) -> dict[str, Column]:
        return {name: Column(text) for name, text in self.first.items()}

    def _step(self, name: str, source: str, added: Mapping[str, Column], carried: list[str]) -> str:
        lines = [] if name == "persons_read" else _wrapped(carried, source)
        told = ""
        for column, found in added.items():
            above = f"    -- {comment(found.note)}\n" if found.note and found.note != told else ""
            told = found.note or told
            lines.append(f"{above}    {found.text} AS {column}")
        hint = f" {self.dialect.hint}".rstrip()
        body = f"  SELECT{hint}\n" + ",\n".join(lines) + f"\n  FROM {source}"
        body += f"\n  {self.dialect.fence}" if self.dialect.fence else ""
        return f"{name} AS (\n{body}\n)"


def is_alone(text: str) -> bool:
    """True for what needs no brackets and no name: a column, a number, one plain constant."""
    return _ALONE.fullmatch(text) is not None


def is_constant(text: str) -> bool:
    """True for one plain string constant."""
    return _CONSTANT.fullmatch(text) is not None


def _wrapped(names: list[str], source: str) -> list[str]:
    """Names in lines of a readable length, without the comma that ends each."""
    lines: list[str] = [f"    {source}.*"] if names == ["*"] else []
    for name in () if lines else names:
        if lines and len(lines[-1]) + len(name) < 100:
            lines[-1] += f", {name}"
        else:
            lines.append(f"    {name}")
    return lines


# ---- tidying ----------------------------------------------------------------------------------------
def names_in(text: str) -> list[str]:
    """The names outside quotes, each as often as it stands there."""
    return [name for name in _TOKEN.findall(text) if name[0] not in "'\"`"]


def _tidied(columns: dict[str, Column], last: str) -> tuple[dict[str, Column], str]:
    """Without columns that nobody reads; those read once stand where they're read."""
    columns = _alive(columns, last)
    counts = Counter(name for text in (*(c.text for c in columns.values()), last) for name in names_in(text))
    inside: dict[str, str] = {}
    kept: dict[str, Column] = {}
    for name, column in columns.items():
        text = _put(column.text, inside)
        if is_alone(text) or (counts[name] == 1 and len(text) <= LONG):
            inside[name] = text if is_alone(text) else f"({text})"
        else:
            kept[name] = attrs.evolve(column, text=text)
    return kept, _put(last, inside)


def _alive(columns: dict[str, Column], last: str) -> dict[str, Column]:
    read = set(names_in(last))
    for name in reversed(columns):
        if name in read:
            read.update(names_in(columns[name].text))
    return {name: column for name, column in columns.items() if name in read}


def _put(text: str, inside: Mapping[str, str]) -> str:
    return _TOKEN.sub(lambda found: inside.get(found.group(), found.group()), text)


def _levels(columns: Mapping[str, Column]) -> list[dict[str, Column]]:
    """The columns by the step that holds them: as early as what each reads allows."""
    place: dict[str, int] = {}
    levels: list[dict[str, Column]] = []
    for name, column in columns.items():
        place[name] = max((place[read] + 1 for read in names_in(column.text) if read in place), default=0)
        if place[name] == len(levels):
            levels.append({})
        levels[place[name]][name] = column
    return levels


def _read_at(levels: list[dict[str, Column]], last: str) -> list[set[str]]:
    """For each step the names that it reads, and after them those that the last SELECT reads."""
    read = [{name for column in level.values() for name in names_in(column.text)} for level in levels]
    return [set(), *read, set(names_in(last))]
