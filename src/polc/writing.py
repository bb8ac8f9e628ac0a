"""Writing: a file takes its new content as a whole, and a set of files takes theirs together or not at all.

In: names and bytes. Out: files, or a refusal and everything as it was. Only plain files are ever replaced: no
link, device or pipe, and nothing that this run has read. Each content waits complete in a file beside its
target. For a set, a list of what waits is put down before the first file is replaced and taken away after the
last one: whatever ends a run in between, even the power, the next run in that folder finishes the set.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import BinaryIO

import attrs

from polc.files import was_read
from polc.refusals import Refusal

LIST = ".polc-unfinished."
SCHEMA = "polc.unfinished/1"
# What a run that was killed left beside its targets is removed by a later one when it's older than this.
STALE_SECONDS = 3600
_KEPT, _KEPT_ONCE = 50, 60  # characters of a target's name in the names beside it, now and in older versions
_OURS = re.compile(r"\.(?:[0-9a-f]{16}|[0-9]+)\.(?:new|old)\Z")


@attrs.frozen(kw_only=True)
class Waiting:
    """A complete new file, its target, and what keeps the old one; `mark` is the hash of the new content."""

    new: str
    target: str
    mark: str
    old: str | None = None


def write_all(folder: str, contents: Iterable[tuple[str, bytes]], *, rewriting: bool = False) -> None:
    """Write files below `folder`, all or none. With `rewriting` they may be files that this run has read."""
    settle(folder)
    waiting: list[Waiting] = []
    try:
        for name, content in contents:
            refuse_target(folder, name, rewriting=rewriting)
            target = os.path.join(folder, *name.split("/"))
            os.makedirs(os.path.dirname(target), exist_ok=True)
            new = _write_beside(target, content)
            waiting.append(Waiting(new=new, target=target, mark=sha256(content).hexdigest()))
        if len(waiting) == 1:
            os.replace(waiting[0].new, waiting[0].target)
        elif waiting:
            _replace_together(folder, waiting)
    except OSError as error:
        raise _cannot_write(error, folder) from error
    finally:
        if not _lists(folder):
            _remove(path for each in waiting for path in (each.new, each.old) if path)
    for parent in dict.fromkeys(os.path.dirname(each.target) for each in waiting):
        _sync_folder(parent)


def write_one(path: str, content: bytes) -> None:
    """Write one file, as a whole or not at all; its folder must exist."""
    folder, name = os.path.split(os.path.abspath(path))
    if not os.path.isdir(folder):
        raise Refusal("no_such_folder", path=folder)
    write_all(folder, [(name, content)])


@contextmanager
def replacing(path: str) -> Iterator[str]:
    """The name of a new file beside `path` to write into; it takes the place of `path` when all went well.

    Whatever ends the block otherwise, `path` is as it was.
    """
    folder, name = os.path.split(os.path.abspath(path))
    if not os.path.isdir(folder):
        raise Refusal("no_such_folder", path=folder)
    refuse_target(folder, name)
    try:
        temporary = _new_beside(path)
        try:
            yield temporary
            with open(temporary, "rb+") as file:
                os.fsync(file.fileno())
            _like_the_old(temporary, path)
            os.replace(temporary, path)
        finally:
            _remove([temporary])
    except OSError as error:
        raise Refusal("cannot_write", path=path, reason=error.strerror or type(error).__name__) from error
    _sync_folder(folder)


def refuse_target(folder: str, name: str, *, rewriting: bool = False) -> None:
    """Refuse to write where something else than a plain file stands, or what this run has read."""
    path = folder
    for part in name.split("/"):
        path = os.path.join(path, part)
        if part in ("", os.curdir, os.pardir) or os.path.islink(path):
            raise Refusal("link_in_the_way", path=path)
    if os.path.isdir(path):
        raise Refusal("folder_in_the_way", path=path)
    if os.path.lexists(path) and not os.path.isfile(path):
        raise Refusal("special_in_the_way", path=path)
    if not rewriting and was_read(path):
        raise Refusal("read_in_the_way", path=path)


def _cannot_write(error: OSError, path: str) -> Refusal:
    """The file that couldn't be written, by its own name and not that of what waits beside it."""
    folder, name = os.path.split(str(error.filename or path))
    name = _OURS.sub("", name).removeprefix(".") if _OURS.search(name) else name
    reason = error.strerror or type(error).__name__
    return Refusal("cannot_write", path=os.path.join(folder, name), reason=reason)


# ---- a set ------------------------------------------------------------------------------------------
def _replace_together(folder: str, waiting: list[Waiting]) -> None:
    """Replace every target; on an error every one is as it was, after anything else the set is finished."""
    for at, each in enumerate(waiting):
        waiting[at] = attrs.evolve(each, old=_keep(each.target))
    listed = _write_list(folder, waiting)
    try:
        for each in waiting:
            _replace(each)
    except OSError:
        _take_back(waiting)
        os.unlink(listed)
        raise
    except BaseException:
        settle(folder)
        raise
    _remove([listed])


def _replace(each: Waiting) -> None:
    """Put one file in its place, unless another run has finished this set already."""
    try:
        os.replace(each.new, each.target)
    except FileNotFoundError:
        if _mark(each.target) != each.mark:
            raise


def _take_back(waiting: Sequence[Waiting]) -> None:
    """Every target as it was before."""
    for each in waiting:
        if each.old is not None:
            os.replace(each.old, each.target)
        elif _mark(each.target) == each.mark and not os.path.lexists(each.new):
            os.unlink(each.target)


def _keep(target: str) -> str | None:
    """Another name for the old file; None where there's none."""
    if not os.path.lexists(target):
        return None
    kept = _beside(target, "old")
    try:
        os.link(target, kept)
    except OSError:
        shutil.copy2(target, kept)
    return kept


def settle(folder: str) -> None:
    """Finish the sets that runs in this folder began and couldn't finish."""
    for listed in _lists(folder):
        waiting = _read_list(folder, listed)
        try:
            _finish(waiting)
        except OSError as error:
            raise _cannot_write(error, folder) from error
        _remove(path for each in waiting for path in (each.new, each.old) if path)
        _remove([listed])


def _finish(waiting: Sequence[Waiting]) -> None:
    """Replace what still waits; where something that waited is gone, take everything back."""
    if all(each.mark in (_mark(each.new), _mark(each.target)) for each in waiting):
        for each in waiting:
            if _mark(each.new) == each.mark:
                _replace(each)
    else:
        _take_back([each for each in waiting if each.old is None or os.path.lexists(each.old)])


def _lists(folder: str) -> list[str]:
    try:
        names = os.listdir(folder)
    except OSError:
        return []
    return [os.path.join(folder, name) for name in sorted(names) if name.startswith(LIST)]


def _write_list(folder: str, waiting: Sequence[Waiting]) -> str:
    def inside(path: str | None) -> str | None:
        return None if path is None else os.path.relpath(path, folder).replace(os.sep, "/")

    files = [
        {"new": inside(e.new), "target": inside(e.target), "mark": e.mark, "old": inside(e.old)}
        for e in waiting
    ]
    text = json.dumps({"schema": SCHEMA, "files": files}, ensure_ascii=True, indent=1)
    listed = os.path.join(folder, LIST + secrets.token_hex(8))
    os.replace(_write_beside(listed, text.encode("ascii")), listed)
    _sync_folder(folder)
    return listed


def _read_list(folder: str, listed: str) -> tuple[Waiting, ...]:
    """What a list says, if it's one of ours and speaks of files below the folder only."""
    try:
        if os.path.islink(listed):
            return ()
        with open(listed, "rb") as file:
            document = json.loads(file.read())
        entries = document["files"] if document["schema"] == SCHEMA else []
        return tuple(_waiting(folder, entry) for entry in entries)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, Refusal):
        return ()


def _waiting(folder: str, entry: dict[str, str | None]) -> Waiting:
    def below(name: str) -> str:
        refuse_target(folder, name, rewriting=True)
        return os.path.join(folder, *name.split("/"))

    new, target, old = str(entry["new"]), str(entry["target"]), entry["old"]
    for name in (new, old):
        if name is not None and not _OURS.search(name):
            raise ValueError(name)
    kept = None if old is None else below(old)
    return Waiting(new=below(new), target=below(target), mark=str(entry["mark"]), old=kept)


def _mark(path: str) -> str:
    """The hash of a plain file; empty where there's none."""
    try:
        with open(path, "rb") as file:
            return sha256(file.read()).hexdigest()
    except OSError:
        return ""


# ---- new files --------------------------------------------------------------------------------------
def _write_beside(target: str, content: bytes) -> str:
    """A new file in the target's folder, complete and on disk, with the permissions of the old one."""
    temporary = _beside(target, "new")
    file = _create(temporary)
    try:
        with file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _like_the_old(temporary, target)
        _sweep(target, temporary)
    except BaseException:
        os.unlink(temporary)
        raise
    return temporary


def _new_beside(path: str) -> str:
    """An empty file in the folder of `path`."""
    temporary = _beside(path, "new")
    _create(temporary).close()
    _sweep(path, temporary)
    return temporary


def _like_the_old(temporary: str, target: str) -> None:
    with suppress(FileNotFoundError):
        os.chmod(temporary, stat.S_IMODE(os.stat(target).st_mode))


def _beside(target: str, ending: str) -> str:
    """The name of a file that waits beside `target`: never one that was used before."""
    folder, name = os.path.split(os.path.abspath(target))
    return os.path.join(folder, f".{name[:_KEPT]}.{secrets.token_hex(8)}.{ending}")


def _sweep(target: str, fresh: str) -> None:
    """Remove what killed runs left for this target, by the file system's own clock."""
    folder, name = os.path.split(os.path.abspath(target))
    head = f".{name[:_KEPT]}"
    limit = os.stat(fresh).st_mtime - STALE_SECONDS
    with suppress(OSError):
        for left in os.listdir(folder):
            path = os.path.join(folder, left)
            rest = left[len(head) :].removeprefix(name[_KEPT:_KEPT_ONCE])
            ours = left.startswith(head) and _OURS.match(rest)
            if ours and os.lstat(path).st_mtime < limit:
                _remove([path])


def _create(path: str) -> BinaryIO:
    """A file that wasn't there before."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    return os.fdopen(os.open(path, flags, 0o666), "wb")


def _remove(paths: Iterable[str]) -> None:
    for path in paths:
        with suppress(OSError):
            os.unlink(path)


def _sync_folder(folder: str) -> None:
    """Make the replacements themselves last, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
