"""The statement as it grows: a chain of common table expressions, each adding columns.

In: steps with the columns they add. Out: the text. What a step adds is short and plain to write; `tidy.py`
puts columns that are read once where they're read, and carries each no further than something reads it.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from polc.targets.sql.dialect import Dialect
from polc.targets.sql.text import comment
from polc.targets.sql.tidy import ROW, Step, tidied

__all__ = ["ROW", "Flow", "Step"]


@attrs.define
class Flow:
    """The steps so far; `current` is the name of the last step of the main chain."""

    dialect: Dialect
    steps: list[Step] = attrs.field(factory=list)
    current: str = ""

    def branch(self, name: str, source: str, added: dict[str, str], note: str) -> str:
        """A step that adds columns to those of `source`; its name."""
        self.put(Step(name=name, note=note, added=tuple(added.items()), sources=(source,), origin=source))
        return name

    def put(self, step: Step) -> None:
        """Any step."""
        self.steps.append(step)

    def written(self, last: str) -> tuple[list[str], str]:
        """The steps as text, and `last`, the SELECT that reads the current one, as it reads them now."""
        steps, last = tidied(self.steps, self.current, last)
        return list(self._texts(steps)), last

    def _texts(self, steps: list[Step]) -> Iterator[str]:
        reads = [source for step in steps for source in step.sources]
        for step in steps:
            yield self._write(step, reads.count(step.name) > 1)

    def _write(self, step: Step, twice: bool) -> str:
        prefix = f"{step.sources[0]}." if len(step.sources) > 1 else ""
        if step.carried is None:
            lines = [f"    {step.sources[0]}.*"]
        else:
            lines = _wrapped([f"{prefix}{name}" for name in step.carried])
        notes = dict(step.notes)
        for name, text in step.added:
            above = f"    -- {comment(notes[name])}\n" if name in notes else ""
            lines.append(f"{above}    {text} AS {name}")
        hint = f" {self.dialect.hint}" if twice and self.dialect.hint else ""
        body = f"  SELECT{hint}\n" + ",\n".join(lines) + f"\n  FROM {step.origin}"
        body += f"\n  {step.ending}" if step.ending else ""
        if self.dialect.fence and not twice and not step.grouped:
            body += f"\n  {self.dialect.fence}"
        form = self.dialect.materialised_form if twice else "{name} AS (\n{text}\n)"
        note = f"-- {comment(step.note)}\n" if step.note else ""
        return note + form.format(name=step.name, text=body)


def _wrapped(names: list[str]) -> list[str]:
    """Names in lines of a readable length, without the comma that ends each."""
    lines: list[str] = []
    for name in names:
        if lines and len(lines[-1]) + len(name) < 100:
            lines[-1] += f", {name}"
        else:
            lines.append(f"    {name}")
    return lines
