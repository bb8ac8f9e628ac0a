"""What happens around a verb: streams, exit status, faults.

In: the words after `polc`. Out: text on the streams and a status: 0 nothing found, 1 findings, 2 a wrong
command line or unreadable input, 3 a fault of polc, 130 interrupted. Results go to stdout, everything
else to stderr. Click, the catalogue and the verbs are imported only when a stored answer doesn't do.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence

FINDINGS, FAULT, INTERRUPTED = 1, 3, 130
# Enough for what is as deep as a policy may be (compiler/chains.py), with some calls for each level.
CALLS = 10_000
_COLOUR = re.compile("(\x1b\\[(?:0|1|1;3[1-6])m)")


def run(arguments: Sequence[str]) -> int:
    """One run of the command; never raises."""
    try:
        _prepare_streams()
        sys.setrecursionlimit(max(CALLS, sys.getrecursionlimit()))
        status = _answer(list(arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        return _reader_left()
    except KeyboardInterrupt:
        return _interrupted(arguments)
    except Exception as error:
        return _fault(error, arguments)
    return status


def _answer(arguments: list[str]) -> int:
    from polc.cli.replay import replayed

    stored = replayed(arguments)
    if stored is not None:
        return deliver(*stored)
    from polc.cli.group import invoke

    outcome = invoke(arguments)
    return deliver(outcome.text, outcome.hints, outcome.machine, outcome.status)


def _prepare_streams() -> None:
    """A glyph that the console lacks becomes a question mark and never an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def deliver(text: str, hints: str, machine: bool, status: int) -> int:
    """Text for people goes through the console's encoding; documents for programs are UTF-8 always."""
    if machine:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
    elif text:
        sys.stdout.write(shown(text, sys.stdout.isatty()))
        sys.stdout.flush()
    if hints:
        sys.stderr.write(shown(hints, sys.stderr.isatty()))
        sys.stderr.flush()
    return status


def shown(text: str, terminal: bool) -> str:
    """Text as a terminal may get it: what a file name or a cell hides in it is seen; our own colours stay."""
    if not terminal or text.isprintable():
        return text
    from polc.dsl.diagnostics.width import safe

    parts = _COLOUR.split(text)
    return "".join(part if at % 2 else safe(part) for at, part in enumerate(parts))


def _reader_left() -> int:
    """Whoever read the output stopped; nothing more can be said, and Python mustn't try on its way out."""
    hole = os.open(os.devnull, os.O_WRONLY)
    os.dup2(hole, sys.stdout.fileno())
    return FINDINGS


def _interrupted(arguments: Sequence[str]) -> int:
    from polc.cli.faults import note_interrupted

    sys.stderr.write(note_interrupted(arguments))
    return INTERRUPTED


def _fault(error: Exception, arguments: Sequence[str]) -> int:
    from polc.cli.faults import describe

    sys.stderr.write(describe(error, arguments))
    return FAULT
