"""`polc desk`: the page of the desk with the files of a folder, shown to this computer or written out."""

from __future__ import annotations

import sys

import click

from polc.cli.group import verb
from polc.cli.outcome import Outcome, lines
from polc.cli.session import Session
from polc.deskpage import files_below, page_at, server_of, with_files
from polc.telling.wording import phrase
from polc.writing import write_one


@verb("desk")
@click.argument("folder", default=".", metavar="[DIR]")
@click.option("--page", metavar="FILE", default="dist/desk.html")
@click.option("--port", metavar="N", type=click.IntRange(0, 65535), default=0)
@click.option("--one-file", metavar="FILE")
def command(session: Session, *, folder: str, page: str, port: int, one_file: str | None) -> Outcome:
    """Open the desk."""
    whole = with_files(page_at(page), files_below(folder))
    if one_file is not None:
        write_one(one_file, whole.encode("utf-8"))
        return Outcome(hints=lines(phrase("desk_written", session.lang, path=one_file)))
    with server_of(whole, port) as server:
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        sys.stderr.write(phrase("desk_open", session.lang, address=address) + "\n")
        sys.stderr.flush()
        server.serve_forever()
    return Outcome()
