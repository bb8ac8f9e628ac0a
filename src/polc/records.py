"""Records in the project's `.polc_cache`: what was worked out once, and the polc that worked it out.

In: a name and plain JSON values. Out: the same values, if the record is whole; a damaged one counts as none,
and where nothing can be written nothing happens. A record is replaced in one step, so that processes beside
each other read the one or the other. Imports neither click nor attrs nor the compiler.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from json import dumps, loads
from secrets import token_hex

from polc.files import NotRegular, TooLarge, read_inside

FOLDER = ".polc_cache"

_FLOORS = ("polc", "polc.dsl", "polc.compiler")
_MATTERS = (".py", ".json", ".lark")


def read_record(root: str, name: str) -> dict[str, object] | None:
    """The record of this name; None where there's none that is whole."""
    try:
        with open(os.path.join(root, FOLDER, name), "rb") as file:
            mark, _, body = file.read().partition(b"\n")
        if sha256(body).hexdigest().encode("ascii") != mark:
            return None
        record = loads(body.decode("utf-8", "surrogatepass"))
    except (OSError, ValueError):
        return None
    return record if isinstance(record, dict) else None


def write_record(root: str, name: str, record: Mapping[str, object]) -> None:
    """Store a record; where that can't be, nothing happens."""
    body = dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")
    with suppress(OSError):
        _write(os.path.join(root, FOLDER, name), sha256(body).hexdigest().encode("ascii") + b"\n" + body)


def hash_of(root: str, path: str) -> str:
    """The hash of a file's bytes; empty where there's nothing to read."""
    try:
        return sha256(read_inside(root, path)).hexdigest()
    except (OSError, TooLarge, NotRegular):
        return ""


def _write(path: str, content: bytes) -> None:
    """Replace one record; the folder keeps itself out of git. A link in the folder's place is left alone."""
    folder = os.path.dirname(path)
    if os.path.islink(folder):
        return
    os.makedirs(folder, exist_ok=True)
    with suppress(FileExistsError), open(os.path.join(folder, ".gitignore"), "xb") as file:
        file.write(b"*\n")
    temporary = f"{path}.{token_hex(8)}"
    with open(temporary, "xb") as file:
        file.write(content)
    os.replace(temporary, path)


# ---- polc itself ------------------------------------------------------------------------------------
@cache
def stamp() -> str:
    """Changes whenever a part of polc that a check depends on does, also while polc is being worked on."""
    found = [f"z3 {find_spec('z3') is not None}"]
    found += [f"{sys.version} {os.path.basename(path)} {size} {time}" for path, size, time in _parts()]
    return sha256("\n".join(found).encode("utf-8")).hexdigest()


def _parts() -> Iterator[tuple[str, int, int]]:
    for floor in _FLOORS:
        spec = find_spec(floor)
        for folder in (spec and spec.submodule_search_locations) or ():
            yield from _inside(folder) if os.path.isdir(folder) else _archive(folder)


def _archive(folder: str) -> Iterator[tuple[str, int, int]]:
    """The one file that holds everything, where polc runs out of polc.pyz."""
    while not os.path.isfile(folder):
        folder = os.path.dirname(folder)
    state = os.stat(folder)
    yield folder, state.st_size, state.st_mtime_ns


def _inside(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda e: e.name):
            if entry.is_dir(follow_symlinks=False):
                yield from _inside(entry.path)
            elif entry.name.endswith(_MATTERS):
                state = entry.stat()
                yield entry.path, state.st_size, state.st_mtime_ns
