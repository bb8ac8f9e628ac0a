"""A fault of polc itself, told in one line.

In: the exception and the words after `polc`. Out: a line with an id that is the same whenever the same
place fails in the same way. No message and no value of the exception appears: it may hold personal data.
"""

from __future__ import annotations

import hashlib
import os
import traceback
from collections.abc import Sequence

from polc.cli.session import lang_of, wants_details
from polc.telling.wording import phrase


def describe(error: BaseException, arguments: Sequence[str]) -> str:
    """One line; with -v the traceback before it."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{os.path.basename(frame.filename)}:{frame.name}" for frame in frames]
    mark = hashlib.sha256("\n".join([type(error).__name__, *places]).encode("utf-8")).hexdigest()[:8]
    last = frames[-1] if frames else None
    place = f"{os.path.basename(last.filename)}:{last.lineno}" if last else "?"
    details = "".join(traceback.format_exception(error)) if wants_details(arguments) else ""
    kind = type(error).__name__
    return details + phrase("fault", lang_of(arguments), id=mark, kind=kind, place=place) + "\n"


def note_interrupted(arguments: Sequence[str]) -> str:
    """The line after Ctrl-C."""
    return phrase("interrupted", lang_of(arguments)) + "\n"
