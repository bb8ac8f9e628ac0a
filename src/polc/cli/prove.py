"""`polc prove FILE "恒真…"`: whether a sentence holds for everybody, proved or refuted with a person."""

from __future__ import annotations

import click

from polc.cli.group import output_file, verb
from polc.cli.outcome import Outcome, lines
from polc.cli.session import Session
from polc.compiler.driver import COMMAND_LINE, prove_text
from polc.dsl.diagnostics.render import render
from polc.files import relative
from polc.project import open_project
from polc.refusals import Refusal
from polc.telling.wording import phrase


@verb("prove")
@click.argument("file")
@click.argument("sentence")
@output_file
def command(session: Session, *, file: str, sentence: str, output_file: str | None) -> Outcome:
    """Judge one sentence in the names of a policy."""
    project = open_project([file])
    path = relative(project.root, file)
    try:
        proved = prove_text(path, project.reader.read, sentence)
    except FileNotFoundError:
        raise Refusal("no_such_path", path=path) from None
    found = (*proved.diagnostics, *project.reader.found)
    shown = lines(*(f"{render(one, proved.sources, session.lang, session.colour)}\n\n" for one in found))
    if proved.verdict is None:
        typed_wrong = any(diagnostic.span.path == COMMAND_LINE for diagnostic in found)
        status = 2 if typed_wrong or project.reader.unreadable else 1
        return Outcome(hints=lines(shown, phrase("policy_has_errors", session.lang)), status=status)
    proof = proved.verdict.proof
    said = phrase(f"proof_{proof.name.lower()}", session.lang, sentence=sentence)
    return Outcome(text=lines(shown, said), status=int(proof.name != "PROVED"), output_file=output_file)
