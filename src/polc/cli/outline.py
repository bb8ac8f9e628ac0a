"""`polc outline`: the beginning of a policy, made from its notice, and the .notice.json beside it."""

from __future__ import annotations

import os

import click

from polc.cli.group import verb
from polc.cli.outcome import Outcome, lines
from polc.cli.report import findings_text
from polc.cli.session import Session
from polc.compiler.ledger.findings import doubtful
from polc.dsl.diagnostics.model import Diagnostic
from polc.dsl.notice.model import Notice
from polc.dsl.notice.reading import read_notice
from polc.dsl.source import Source, Span
from polc.files import SUFFIX
from polc.notices import path_beside
from polc.notices.readers import Opened, open_notice
from polc.notices.skeleton import clauses_of, skeleton
from polc.notices.store import text_of
from polc.refusals import Refusal
from polc.telling.wording import phrase
from polc.writing import write_all


@verb("outline")
@click.argument("notice")
@click.option("-o", "--output", metavar="FILE")
def command(session: Session, *, notice: str, output: str | None) -> Outcome:
    """Write the beginning of a policy."""
    opened = open_notice(notice)
    read = read_notice(opened.text, opened.sha256)
    policy = skeleton(read)
    doubts = _doubts(opened, read, session)
    if output is None:
        return Outcome(text=policy, hints=doubts)
    kept = _new_files(output)
    folder = os.path.dirname(os.path.abspath(output))
    contents = ((output, policy), (kept, text_of(read)))
    write_all(folder, [(os.path.basename(path), text.encode("utf-8")) for path, text in contents])
    numbers = sum(len(place.required) for place in read.places)
    facts: dict[str, str | int] = {"policy": output, "notice": kept, "numbers": numbers}
    facts["clauses"] = len(clauses_of(read))
    return Outcome(hints=lines(doubts, phrase("outlined", session.lang, **facts)))


def _new_files(output: str) -> str:
    """The path of the .notice.json beside a new policy; neither may be there."""
    if not output.endswith(SUFFIX):
        raise Refusal("outline_name", path=output)
    if not os.path.isdir(os.path.dirname(os.path.abspath(output))):
        raise Refusal("no_such_folder", path=os.path.dirname(output))
    for path in (output, path_beside(output)):
        if os.path.lexists(path):
            raise Refusal("outline_there", path=path)
    return path_beside(output)


def _doubts(opened: Opened, read: Notice, session: Session) -> str:
    """What wasn't sure, or is at fault, at the notice's own lines."""
    source = Source(path=opened.path, text=opened.text)
    found: list[Diagnostic] = []
    for doubt in read.doubts:
        start = source.line_starts[min(doubt.line, len(source.line_starts)) - 1]
        end = start + len(source.line_text(doubt.line))
        found.append(doubtful(doubt, Span(source.path, start, max(end, start))))
    return findings_text(found, {source.path: source}, session) if found else ""
