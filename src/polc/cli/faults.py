"""A fault of polc itself, told in one line.

In: the exception and the words after `polc`. Out: a line with an id that is the same whenever the same
place fails in the same way. No message and no value of the exception appears: it may hold personal data.
"""

from __future__ import annotations

import traceback
from collections.abc import Sequence

from polc.cli.session import lang_of, wants_details
from polc.telling.fault import fault_facts
from polc.telling.wording import phrase


def describe(error: BaseException, arguments: Sequence[str]) -> str:
    """One line; with -v the traceback before it."""
    details = "".join(traceback.format_exception(error)) if wants_details(arguments) else ""
    return details + phrase("fault", lang_of(arguments), **fault_facts(error)) + "\n"


def note_interrupted(arguments: Sequence[str]) -> str:
    """The line after Ctrl-C."""
    return phrase("interrupted", lang_of(arguments)) + "\n"
