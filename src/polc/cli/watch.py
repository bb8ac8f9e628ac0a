"""`polc check --watch`: the same check again whenever a file changes, until it's interrupted.

In: the paths as typed and how to check them. Out: nothing; each answer is printed as it comes. Files are
looked at every now and then, all that the last run read and all that lie where it looked.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from time import sleep
from typing import NoReturn

from polc.cli.main import deliver
from polc.cli.outcome import Outcome, lines
from polc.cli.session import Session
from polc.files import CONFIG_FILE, config_of, discover, project_root
from polc.project import Project, open_project
from polc.refusals import Refusal
from polc.telling.wording import phrase, refusal_text

EVERY_SECONDS = 0.3
State = dict[str, tuple[int, int]]


def watch_project(paths: Sequence[str], check: Callable[[Project], Outcome], session: Session) -> NoReturn:
    """Check, print, wait for a change, and again; ends only by an interruption."""
    root = project_root(paths)
    read: frozenset[str] = frozenset()
    while True:
        before = _state(root, paths, read)
        outcome, read = _once(paths, check, session)
        deliver(outcome.text, outcome.hints, outcome.machine, outcome.status)
        deliver("", lines(phrase("watching", session.lang)), False, 0)
        known = before | {
            path: mark for path, mark in _state(root, paths, read).items() if path not in before
        }
        while _state(root, paths, read) == known:
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


def _state(root: str, paths: Sequence[str], read: Iterable[str]) -> State:
    """When each file was changed, and its size; files that aren't there count as that."""
    try:
        found = discover(root, paths or (root,))
    except Refusal:
        found = ()
    names = {*found, *read, CONFIG_FILE, config_of(root) or CONFIG_FILE}
    return {name: _mark(os.path.join(root, *name.split("/"))) for name in sorted(names)}


def _mark(path: str) -> tuple[int, int]:
    try:
        state = os.stat(path)
    except OSError:
        return 0, -1
    return state.st_mtime_ns, state.st_size
