"""`polc init`: a small project that works at once, to be changed into a real one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

import click

from polc.cli.group import verb
from polc.cli.outcome import Outcome, lines
from polc.cli.session import Session
from polc.refusals import Refusal
from polc.telling.wording import phrase, quoted
from polc.writing import write_all


@verb("init")
@click.argument("folder", default=".", metavar="[DIR]")
def command(session: Session, *, folder: str) -> Outcome:
    """Make a sample project."""
    contents = dict(_templates(files("polc.cli").joinpath("templates"), ""))
    for name in contents:
        path = os.path.join(folder, *name.split("/"))
        if os.path.lexists(path):
            raise Refusal("already_there", path=path)
    write_all(folder, contents.items())
    created = (phrase("created", session.lang, path=f"{folder}/{name}") for name in contents)
    return Outcome(
        text=lines(*created), hints=lines(phrase("next_steps", session.lang, folder=quoted(folder)))
    )


def _templates(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    """Every file below the packaged templates by its relative name, in a fixed order."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _templates(entry, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry.read_bytes()
