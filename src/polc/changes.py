"""Whether the files of a run are what they were: by when they changed and how long they are.

In: a project's folder, the paths as typed, and what was read. Out: a state to compare with a later one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from polc.files import CONFIG_FILE, config_of, discover
from polc.refusals import Refusal

State: TypeAlias = dict[str, tuple[int, int]]


def state_of(root: str, paths: Sequence[str], read: Iterable[str]) -> State:
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
