"""How this run talks: language, colour, detail.

In: the words after `polc` and the environment. Out: a `Session`. The language is needed before the
command line is read (help and usage errors are in it too), so it's looked up in the words themselves.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

import attrs

from polc.config import load
from polc.dsl.diagnostics.model import Lang
from polc.files import project_root
from polc.refusals import Refusal

_DETAILS = frozenset({"-v", "--verbose"})


@attrs.frozen(kw_only=True)
class Session:
    """`colour` says whether stdout is a terminal that wants it; `arguments` are the words after `polc`."""

    lang: Lang = Lang.ZH
    colour: bool = False
    arguments: tuple[str, ...] = ()


def session_of(arguments: Sequence[str]) -> Session:
    """The session of one run."""
    colour = wants_colour(os.environ, is_terminal())
    return Session(lang=lang_of(arguments), colour=colour, arguments=tuple(arguments))


def lang_of(arguments: Sequence[str]) -> Lang:
    """--lang, else POLC_LANG, else the project's; a wrong word is reported later, in Chinese."""
    given = _project_lang()
    for at, word in enumerate(arguments):
        if word == "--lang":
            given = "".join(arguments[at + 1 : at + 2])
        elif word.startswith("--lang="):
            given = word.removeprefix("--lang=")
    return Lang.EN if given == Lang.EN.value else Lang.ZH


def _project_lang() -> str:
    try:
        return load(project_root([])).lang
    except (Refusal, OSError):
        return os.environ.get("POLC_LANG", "")


def wants_details(arguments: Sequence[str]) -> bool:
    """True with -v."""
    return not _DETAILS.isdisjoint(arguments)


def is_terminal() -> bool:
    """True when people read stdout directly."""
    return sys.stdout is not None and sys.stdout.isatty()


def wants_colour(environ: Mapping[str, str], terminal: bool) -> bool:
    """Colour on a terminal that can show it, or where FORCE_COLOR asks for it; never against NO_COLOR."""
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR", "0") not in ("0", "false"):
        return bool(environ["FORCE_COLOR"])
    return terminal and environ.get("TERM") != "dumb"
