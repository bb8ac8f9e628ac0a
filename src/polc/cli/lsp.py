"""`polc lsp`: the language server, started by editors."""

from __future__ import annotations

import sys
from io import BufferedReader, FileIO

import click

from polc.cli.group import verb
from polc.cli.outcome import Outcome
from polc.cli.session import Session
from polc.lsp import Server


@verb("lsp")
@click.option("--stdio", is_flag=True, expose_value=False)
def command(session: Session) -> Outcome:
    """Serve an editor over stdin and stdout.

    Who reads waits in the stream to the end. Python closes sys.stdin on the way out, and can't while somebody
    waits in it: so the server has a stream of its own.
    """
    source = BufferedReader(FileIO(sys.stdin.fileno(), closefd=False))
    server = Server(source=source, target=sys.stdout.buffer, lang=session.lang)
    return Outcome(status=server.run())
