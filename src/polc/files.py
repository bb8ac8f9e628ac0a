"""Files: where a project begins, which policies it holds, bytes in and bytes out.

In: paths as a user types them. Out: relative POSIX paths, bytes, text. Nothing outside the project is read
through a link, nothing that isn't a regular file, nothing above SIZE_LIMIT. What was read is remembered, so
that nothing is written over it (`writing.py`). Imports little: a `polc check` that finds its answer stored
needs only this.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from polc.refusals import Refusal

SIZE_LIMIT = 5_000_000
SUFFIX = ".pol"
CONFIG_FILE = "polc.toml"
SHARED_CONFIG = "pyproject.toml"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class TooLarge(Exception):
    """The file holds more than SIZE_LIMIT bytes."""


class NotRegular(Exception):
    """The path is a pipe, a folder, a device, or a link that leads out of the project."""


class NotText(Exception):
    """The bytes are text in none of the encodings that polc reads; `offset` is where UTF-8 ended."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


# ---- the project ------------------------------------------------------------------------------------
def project_root(paths: Sequence[str]) -> str:
    """The nearest folder, at or above all of `paths`, that marks a project.

    Without a mark it's the current folder where that holds them all, else the folder they share.
    """
    start = os.path.commonpath([os.path.abspath(path) for path in paths] or [os.getcwd()])
    if not os.path.isdir(start):
        start = os.path.dirname(start)
    marked = marked_root(start)
    if marked is not None:
        return marked
    here = os.getcwd()
    return here if os.path.commonpath([here, start]) == here else start


def same_file(path: str, other: str) -> bool:
    """Whether two paths are one file, or would be."""
    if os.path.exists(path) and os.path.exists(other):
        return os.path.samefile(path, other)
    return os.path.abspath(path) == os.path.abspath(other)


def marked_root(folder: str) -> str | None:
    """The nearest folder, at or above this one, that marks a project; None where none does."""
    while not _marks_project(folder):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return folder


def config_of(root: str) -> str | None:
    """The file with the settings of the project at `root`, relative to it; None when there is none."""
    if os.path.isfile(os.path.join(root, CONFIG_FILE)):
        return CONFIG_FILE
    return SHARED_CONFIG if _has_own_table(os.path.join(root, SHARED_CONFIG)) else None


def _marks_project(folder: str) -> bool:
    return config_of(folder) is not None or os.path.exists(os.path.join(folder, ".git"))


def _has_own_table(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return any(line.startswith((b"[tool.polc]", b"[tool.polc.")) for line in file)
    except OSError:
        return False


def relative(root: str, path: str) -> str:
    """`path` (as typed, or absolute) relative to `root`, with slashes."""
    try:
        inside = os.path.relpath(os.path.abspath(path), root)
    except ValueError:  # another drive
        inside = os.pardir
    if inside == os.pardir or inside.startswith(os.pardir + os.sep):
        raise Refusal("outside_project", path=path, root=root)
    return inside.replace(os.sep, "/")


def discover(root: str, paths: Sequence[str]) -> tuple[str, ...]:
    """The policies named by `paths`: a file as given, a folder as every .pol below it, sorted.

    Hidden folders are skipped and links aren't followed, so each file appears once.
    """
    found: dict[str, None] = {}
    for path in paths:
        if os.path.isdir(path):
            found.update(dict.fromkeys(relative(root, inside) for inside in _below(path)))
        elif os.path.lexists(path):
            found[relative(root, path)] = None
        else:
            raise Refusal("no_such_path", path=path)
    return tuple(sorted(found))


def _below(folder: str) -> Iterator[str]:
    for here, folders, names in os.walk(folder, onerror=_refuse_folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            path = os.path.join(here, name)
            if name.endswith(SUFFIX) and not name.startswith(".") and not os.path.islink(path):
                yield path


def _refuse_folder(error: OSError) -> None:
    """A folder that can't be listed may hold policies, so it isn't skipped."""
    raise Refusal("cannot_read", path=str(error.filename), reason=str(error.strerror)) from error


# ---- reading ----------------------------------------------------------------------------------------
def read_inside(root: str, path: str) -> bytes:
    """The bytes of `path`, relative to `root`. OSError, NotRegular, TooLarge."""
    full = os.path.join(root, *path.split("/"))
    real, base = os.path.realpath(full), os.path.realpath(root)
    if os.path.commonpath([real, base]) != base:
        raise NotRegular(path)
    return read_regular(full)


def read_regular(path: str) -> bytes:
    """The bytes of one regular file. OSError, NotRegular, TooLarge."""
    if os.path.isdir(path):
        raise NotRegular(path)
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode):
            raise NotRegular(path)
        _read.add((state.st_dev, state.st_ino))
        return _capped(file, path)


_read: set[tuple[int, int]] = set()


def was_read(path: str) -> bool:
    """True for a file that this run has read, whatever it's called."""
    try:
        state = os.stat(path)
    except OSError:
        return False
    return (state.st_dev, state.st_ino) in _read


def note_read(path: str) -> None:
    """Remember a file that something else than `read_regular` reads."""
    try:
        state = os.stat(path)
    except OSError:
        return
    _read.add((state.st_dev, state.st_ino))


def forget_reads() -> None:
    """A new run begins."""
    _read.clear()


def read_stdin() -> bytes:
    """All of stdin. TooLarge."""
    return _capped(sys.stdin.buffer, "-")


def _capped(file: BinaryIO, path: str) -> bytes:
    data = file.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        raise TooLarge(path)
    return data


def text_of(path: str) -> str:
    """The text of a file named by the user, `-` for stdin; whatever is wrong with it is a refusal."""
    try:
        return decode(read_stdin() if path == "-" else read_regular(path))[0]
    except NotText:
        raise Refusal("not_text", path=path) from None
    except TooLarge:
        raise Refusal("too_large", path=path) from None
    except NotRegular:
        raise Refusal("not_regular", path=path) from None
    except OSError as error:
        raise Refusal("cannot_read", path=path, reason=str(error.strerror)) from None


def decode(data: bytes) -> tuple[str, str]:
    """Text with newlines \\n, and its encoding: a byte order mark decides, else UTF-8, else GB18030."""
    text, encoding, _ = decoded(data)
    return text, encoding


def decoded(data: bytes) -> tuple[str, str, str]:
    """The same, and how most lines of the file end: \\n or \\r\\n."""
    text, encoding = _decoded(data)
    wide = text.count("\r\n")
    end = "\r\n" if 2 * wide > text.count("\n") else "\n"
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding, end


def _decoded(data: bytes) -> tuple[str, str]:
    if data.startswith(_UTF16):
        return _strict(data, "utf-16"), "UTF-16"
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise NotText(error.start) from None
        return _strict(data, "gb18030", error.start), "GB18030"


def _strict(data: bytes, encoding: str, offset: int = 0) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise NotText(offset) from None
