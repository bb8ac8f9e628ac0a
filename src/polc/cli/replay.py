"""Stored results of `polc check`: when nothing changed, the answer is read instead of worked out.

In: the words after `polc`. Out: what the same run said before, if every file it looked at (or looked for)
still has the same content, the same policies are found, and polc itself is the same. Each record carries
its own hash, so a damaged one counts as none. Imports neither click nor attrs nor the compiler.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from importlib.util import find_spec
from json import dumps, loads
from secrets import token_hex

from polc.files import (
    CONFIG_FILE,
    SHARED_CONFIG,
    NotRegular,
    TooLarge,
    discover,
    project_root,
    read_inside,
)
from polc.refusals import Refusal

FOLDER = ".polc_cache"
WITH_VALUE = frozenset({"--output-format", "--select", "--ignore", "--fail-level", "--lang", "--jobs"})
FLAGS = frozenset({"--strict", "--require-complete", "--worth", "--statistics", "-v", "--verbose"})

_FLOORS = ("polc", "polc.dsl", "polc.compiler")
_MATTERS = (".py", ".json", ".lark")
_ENVIRONMENT = ("NO_COLOR", "FORCE_COLOR", "TERM")

Answer = tuple[str, str, bool, int]


def replayed(arguments: Sequence[str]) -> Answer | None:
    """Text, hints, machine and status of an earlier run that would come out the same today."""
    paths = _paths(arguments)
    if paths is None:
        return None
    try:
        root = project_root(paths)
        record = _read_record(_place(root, arguments))
        if record is None or record["polc"] != stamp() or not _unchanged(root, record):
            return None
        return _answer_in(record)
    except (OSError, ValueError, KeyError, TypeError, Refusal):
        return None


def remember(
    arguments: Sequence[str], root: str, paths: Sequence[str], hashes: Mapping[str, str], answer: Answer
) -> None:
    """Store an answer with the hashes of all that it depends on; where that can't be, nothing happens."""
    if _paths(arguments) is None:
        return
    settings = {name: _hash(root, name) for name in (CONFIG_FILE, SHARED_CONFIG)}
    record = {
        "polc": stamp(),
        "paths": [os.path.abspath(path) for path in paths],
        "policies": discover(root, paths),
        "hashes": settings | dict(hashes),
        "answer": answer,
    }
    body = dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")
    with suppress(OSError):
        _write(_place(root, arguments), sha256(body).hexdigest().encode("ascii") + b"\n" + body)


def _paths(arguments: Sequence[str]) -> list[str] | None:
    """The paths of a `check` whose answer may be stored; None for anything else."""
    if not arguments or arguments[0] != "check":
        return None
    paths: list[str] = []
    words = iter(arguments[1:])
    for word in words:
        if word in WITH_VALUE:
            next(words, None)
        elif not word.startswith("-"):
            paths.append(word)
        elif word not in FLAGS and word.partition("=")[0] not in WITH_VALUE:
            return None
    return paths


def _place(root: str, arguments: Sequence[str]) -> str:
    """The file for this command line, run from this folder, shown in this way."""
    shown = [f"{name}={os.environ.get(name, '')}" for name in _ENVIRONMENT]
    ours = sorted(f"{name}={value}" for name, value in os.environ.items() if name.startswith("POLC_"))
    parts = [*arguments, "", os.getcwd(), str(sys.stdout.isatty()), *shown, *ours]
    name = sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()
    return os.path.join(root, FOLDER, f"check-{name[:24]}")


def _read_record(path: str) -> dict[str, object] | None:
    with open(path, "rb") as file:
        mark, _, body = file.read().partition(b"\n")
    if sha256(body).hexdigest().encode("ascii") != mark:
        return None
    record = loads(body.decode("utf-8", "surrogatepass"))
    return record if isinstance(record, dict) else None


def _answer_in(record: Mapping[str, object]) -> Answer | None:
    match record["answer"]:
        case [str(text), str(hints), bool(machine), int(status)]:
            return text, hints, machine, status
        case _:
            return None


def _unchanged(root: str, record: Mapping[str, object]) -> bool:
    paths, policies, hashes = record["paths"], record["policies"], record["hashes"]
    if not (isinstance(paths, list) and isinstance(hashes, dict)):
        return False
    if list(discover(root, paths)) != policies:
        return False
    return all(_hash(root, path) == known for path, known in hashes.items())


def _hash(root: str, path: str) -> str:
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
def stamp() -> str:
    """Changes whenever a part of polc that a check depends on does, also while polc is being worked on."""
    found = [f"{sys.version} {os.path.basename(path)} {size} {time}" for path, size, time in _parts()]
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
