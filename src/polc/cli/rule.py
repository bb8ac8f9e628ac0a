"""`polc rule CODE`: the offline page of a code; `--all` lists every code."""

from __future__ import annotations

from difflib import get_close_matches

import click

from polc.cli.group import output_file, verb
from polc.cli.outcome import Outcome, lines
from polc.cli.session import Session
from polc.dsl.diagnostics.codes import ALL, BY_ID
from polc.dsl.diagnostics.explain import page_in
from polc.dsl.diagnostics.wording import SEVERITY_WORD
from polc.refusals import Refusal


@verb("rule")
@click.argument("code", required=False)
@click.option("--all", is_flag=True)
@output_file
def command(session: Session, *, code: str | None, all: bool, output_file: str | None) -> Outcome:
    """Print the page of one code, or the list of all."""
    if code is None and not all:
        raise Refusal("code_or_all")
    text = _list(session) if code is None else page_in(_registered(code), session.lang)
    return Outcome(text=lines(text), output_file=output_file)


def _registered(code: str) -> str:
    """The code as it is registered: pol402 and 402 mean POL402."""
    wanted = code.upper()
    wanted = f"POL{wanted}" if wanted.isdecimal() else wanted
    if wanted not in BY_ID:
        near = get_close_matches(wanted, list(BY_ID), n=1, cutoff=0)
        raise Refusal("unknown_code", code=code, nearest=near[0])
    return wanted


def _list(session: Session) -> str:
    rows = (
        f"{code.id}  {SEVERITY_WORD[code.severity].in_(session.lang)}  {code.title.in_(session.lang)}"
        for code in ALL
    )
    return lines(*rows)
