"""How a register is read, for the verbs that take one: the options, and the job they make.

In: the values of the options and a project. Out: what `registers` is asked for.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from typing import Any

import attrs
import click

from polc.assumed import named_values
from polc.cli.group import one_of
from polc.config import BLANKS, DATE_FORMATS
from polc.project import Project
from polc.registers.cells import Habits
from polc.registers.days import DateForm
from polc.registers.judging import Job
from polc.registers.lists import UNKNOWN, Sources

_OPTIONS = (
    click.option("--columns", multiple=True, metavar="HEADING=FACT"),
    click.option("--list", "lists", multiple=True, metavar="NAME=ENTRIES"),
    click.option("--key", metavar="HEADING"),
    click.option("--sheet", metavar="NAME"),
    one_of("--date-format", *DATE_FORMATS),
    one_of("--blank", *BLANKS),
    one_of("--engine", "rows", "columnar", "duckdb"),
)


@attrs.frozen(kw_only=True)
class Reading:
    """What the options of `reads_register` say."""

    columns: tuple[str, ...]
    lists: tuple[str, ...]
    key: str | None
    sheet: str | None
    date_format: str | None
    blank: str | None
    engine: str | None

    def job(self, project: Project, register: str, output: str, progress: Callable[[int, int], None]) -> Job:
        """The job, with what the project says where the command line is silent."""
        settings = project.settings
        form = self.date_format or settings.date_format
        return Job(
            register=register,
            output=output,
            columns=tuple(named_values(self.columns)),
            usual=settings.columns,
            lists=self._sources(project),
            sheet=self.sheet,
            habits=Habits(
                date_form=DateForm(form) if form else None,
                blank_is_unknown=(self.blank or settings.blank) == "unknown",
            ),
            engine=self.engine,
            progress=progress,
        )

    def _sources(self, project: Project) -> Sources:
        """Files of lists, the project's from its folder; the key is one heading for both sides, or A=B."""
        usual = [
            (name, path if path in UNKNOWN else os.path.join(project.root, path))
            for name, path in project.settings.lists
        ]
        own, _, theirs = (self.key or project.settings.key).replace("＝", "=").partition("=")
        key = (own.strip(), theirs.strip() or own.strip())
        return Sources(named=named_values(self.lists), usual=usual, key=key)


def reads_register(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say how a register is read; they reach it as `reading`."""

    @wraps(command)
    def collected(session: Any, **given: Any) -> Any:
        reading = Reading(**{field.name: given.pop(field.name) for field in attrs.fields(Reading)})
        return command(session, reading=reading, **given)

    for option in reversed(_OPTIONS):
        collected = option(collected)
    return collected
