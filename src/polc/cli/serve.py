"""`polc serve`: policies asked over HTTP. Other libraries are imported once they are needed."""

from __future__ import annotations

import gc
import sys
from importlib.util import find_spec

import click

from polc.cli.group import verb
from polc.cli.outcome import Outcome, lines
from polc.cli.report import errors_text
from polc.cli.session import Session
from polc.refusals import Refusal
from polc.telling.wording import phrase

PORT = 8750


@verb("serve")
@click.argument("files", nargs=-1, required=True)
@click.option("--host", metavar="ADDRESS", default="127.0.0.1")
@click.option("--port", metavar="N", type=click.IntRange(0, 65535), default=PORT)
@click.option("--max-bytes", metavar="N", type=click.IntRange(1), default=1_000_000)
@click.option("--max-seconds", metavar="N", type=click.IntRange(1), default=10)
def command(
    session: Session, *, files: tuple[str, ...], host: str, port: int, max_bytes: int, max_seconds: int
) -> Outcome:
    """Serve policies."""
    for name in ("starlette", "uvicorn"):
        if find_spec(name) is None:
            raise Refusal("register_library", package=name, extra="serve")
    from polc.serving.app import Limits
    from polc.serving.keeping import opened
    from polc.serving.running import address_of, listening, serve
    from polc.serving.shelf import NotLoaded

    def tell(name: str, **facts: str | int) -> None:
        sys.stderr.write(phrase(name, session.lang, **facts) + "\n")
        sys.stderr.flush()

    try:
        keeper = opened(files)
    except NotLoaded as wrong:
        errors = errors_text(wrong.found, wrong.sources, session)
        return Outcome(hints=lines(errors, phrase("policy_has_errors", session.lang)), status=1)
    sock = listening(host, port)
    tell("serve_open", address=address_of(sock), names="、".join(keeper.shelf.policies))
    gc.freeze()  # the policies live to the end: no look for garbage goes through them
    serve(
        keeper,
        sock,
        Limits(body=max_bytes, seconds=max_seconds),
        lambda taken: tell("serve_reloaded" if taken else "serve_kept"),
    )
    return Outcome(hints=lines(phrase("serve_ended", session.lang)))
