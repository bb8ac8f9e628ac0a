"""The project's own files: what a commit would hold, without tools' caches and built things.

Symbolic links to folders are not entered, so that every file is listed once, under its real path.
"""

import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ("dsl", "compiler", "targets", "policies")

_NOT_OURS = {".git", ".venv", "build", "dist", "__pycache__", "node_modules"}


def _is_ours(folder: str) -> bool:
    return folder not in _NOT_OURS and not folder.endswith((".egg-info", "_cache", ".hypothesis"))


def files(*below: str) -> Iterator[Path]:
    """Every file below the named folders of the project (all of it by default), in a fixed order."""
    for start in below or ("",):
        for folder, names, entries in os.walk(ROOT / start):
            names[:] = sorted(filter(_is_ours, names))
            for entry in sorted(entries):
                path = Path(folder, entry)
                if entry not in _NOT_OURS and path.suffix != ".pyc" and not path.is_symlink():
                    yield path


def shown(path: Path) -> str:
    """The path as a failure message prints it."""
    return path.relative_to(ROOT).as_posix()
