"""Stored results of `polc check`: when nothing changed, the answer is read instead of worked out.

In: the words after `polc`. Out: what the same run said before, if every file it looked at (or looked for)
still has the same content, the same policies are found, and polc itself is the same. Imports neither click
nor attrs nor the compiler.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from hashlib import sha256

from polc.files import CONFIG_FILE, SHARED_CONFIG, discover, project_root
from polc.records import hash_of, read_record, stamp, write_record
from polc.refusals import Refusal

WITH_VALUE = frozenset({"--output-format", "--select", "--ignore", "--fail-level", "--lang", "--jobs"})
FLAGS = frozenset({"--strict", "--require-complete", "--worth", "--statistics", "-v", "--verbose"})

_ENVIRONMENT = ("NO_COLOR", "FORCE_COLOR", "TERM")

Answer = tuple[str, str, bool, int]


def replayed(arguments: Sequence[str]) -> Answer | None:
    """Text, hints, machine and status of an earlier run that would come out the same today."""
    paths = _paths(arguments)
    if paths is None:
        return None
    try:
        root = project_root(paths)
        record = read_record(root, _name(arguments))
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
    settings = {name: hash_of(root, name) for name in (CONFIG_FILE, SHARED_CONFIG)}
    record = {
        "polc": stamp(),
        "paths": [os.path.abspath(path) for path in paths],
        "policies": discover(root, paths),
        "hashes": settings | dict(hashes),
        "answer": answer,
    }
    write_record(root, _name(arguments), record)


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


def _name(arguments: Sequence[str]) -> str:
    """The record for this command line, run from this folder, shown in this way."""
    shown = [f"{name}={os.environ.get(name, '')}" for name in _ENVIRONMENT]
    ours = sorted(f"{name}={value}" for name, value in os.environ.items() if name.startswith("POLC_"))
    parts = [*arguments, "", os.getcwd(), str(sys.stdout.isatty()), *shown, *ours]
    name = sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()
    return f"check-{name[:24]}"


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
    return all(hash_of(root, path) == known for path, known in hashes.items())
