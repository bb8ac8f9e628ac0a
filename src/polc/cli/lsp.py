"""`polc lsp`: the language server, started by editors."""

from __future__ import annotations

import sys

import click

from polc.cli.group import verb
from polc.cli.outcome import Outcome
from polc.cli.session import Session
from polc.lsp import Server


@verb("lsp")
@click.option("--stdio", is_flag=True, expose_value=False)
def command(session: Session) -> Outcome:
    """Serve an editor over stdin and stdout."""
    server = Server(source=sys.stdin.buffer, target=sys.stdout.buffer, lang=session.lang)
    return Outcome(status=server.run())
