"""`polc check --watch`: the same check again whenever a file changes, until it's interrupted.

In: the paths as typed and how to check them. Out: nothing; each answer is printed as it comes. Files are
looked at every now and then, all that the last run read and all that lie where it looked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import sleep
from typing import NoReturn

from polc.changes import state_of
from polc.cli.main import deliver
from polc.cli.outcome import Outcome, lines
from polc.cli.session import Session
from polc.files import project_root
from polc.project import Project, open_project
from polc.refusals import Refusal
from polc.telling.wording import phrase, refusal_text

EVERY_SECONDS = 0.3


def watch_project(paths: Sequence[str], check: Callable[[Project], Outcome], session: Session) -> NoReturn:
    """Check, print, wait for a change, and again; ends only by an interruption."""
    root = project_root(paths)
    read: frozenset[str] = frozenset()
    while True:
        before = state_of(root, paths, read)
        outcome, read = _once(paths, check, session)
        deliver(outcome.text, outcome.hints, outcome.machine, outcome.status)
        deliver("", lines(phrase("watching", session.lang)), False, 0)
        known = before | {
            path: mark for path, mark in state_of(root, paths, read).items() if path not in before
        }
        while state_of(root, paths, read) == known:
            sleep(EVERY_SECONDS)


def _once(
    paths: Sequence[str], check: Callable[[Project], Outcome], session: Session
) -> tuple[Outcome, frozenset[str]]:
    """One run; what would end another one (a file that is gone, a wrong setting) is told and waited for."""
    try:
        project = open_project(paths)
        return check(project), frozenset(project.reader.hashes)
    except Refusal as refused:
        reason = phrase("refused", session.lang, reason=refusal_text(refused, session.lang))
        return Outcome(hints=lines(reason), status=2), frozenset()
