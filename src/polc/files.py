"""Files: where a project begins, which policies it holds, bytes in and bytes out.

In: paths as a user types them. Out: relative POSIX paths, bytes, text. Nothing outside the project is read
through a link, nothing that isn't a regular file, nothing above SIZE_LIMIT. A write replaces a file as a
whole or leaves it untouched. Imports little: a `polc check` that finds its answer stored needs only this.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
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
    folder = start
    while not _marks_project(folder):
        above = os.path.dirname(folder)
        if above == folder:
            here = os.getcwd()
            return here if os.path.commonpath([here, start]) == here else start
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
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise NotRegular(path)
        return _capped(file, path)


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
    if data.startswith(_UTF16):
        return _unified(_strict(data, "utf-16")), "UTF-16"
    try:
        return _unified(data.decode("utf-8-sig")), "UTF-8"
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise NotText(error.start) from None
        return _unified(_strict(data, "gb18030", error.start)), "GB18030"


def _strict(data: bytes, encoding: str, offset: int = 0) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise NotText(offset) from None


def _unified(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


# ---- writing ----------------------------------------------------------------------------------------
def write_all(folder: str, contents: Iterable[tuple[str, bytes]]) -> None:
    """Write files below `folder`, all or none: each into a new file beside its target, then all replaced."""
    waiting: list[tuple[str, str]] = []
    try:
        for name, content in contents:
            target = os.path.join(folder, *name.split("/"))
            _refuse_links(folder, name)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            waiting.append((_write_beside(target, content), target))
        for temporary, target in waiting:
            os.replace(temporary, target)
    except OSError as error:
        path = str(error.filename or folder)
        raise Refusal("cannot_write", path=path, reason=error.strerror or type(error).__name__) from error
    finally:
        for temporary, _ in waiting:
            with suppress(OSError):
                os.unlink(temporary)
    for parent in dict.fromkeys(os.path.dirname(target) for _, target in waiting):
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
    _refuse_links(folder, name)
    if os.path.lexists(path) and not os.path.isfile(path):
        raise Refusal("not_regular", path=path)
    temporary = os.path.join(folder, _beside(name))
    try:
        try:
            _create(temporary).close()
            yield temporary
            _settle(temporary, path)
        finally:
            with suppress(OSError):
                os.unlink(temporary)
    except OSError as error:
        raise Refusal("cannot_write", path=path, reason=error.strerror or type(error).__name__) from error
    _sync_folder(folder)


def _settle(temporary: str, path: str) -> None:
    """The new file is on disk before it gets its name."""
    with open(temporary, "rb+") as file:
        os.fsync(file.fileno())
    with suppress(FileNotFoundError):
        os.chmod(temporary, stat.S_IMODE(os.stat(path).st_mode))
    os.replace(temporary, path)


def _refuse_links(folder: str, name: str) -> None:
    """A link or a folder where a file shall stand is never followed or replaced."""
    path = folder
    for part in name.split("/"):
        path = os.path.join(path, part)
        if part in ("", os.curdir, os.pardir) or os.path.islink(path):
            raise Refusal("link_in_the_way", path=path)
    if os.path.isdir(path):
        raise Refusal("folder_in_the_way", path=path)


def _write_beside(target: str, content: bytes) -> str:
    """A new file in the target's folder, complete and on disk, with the permissions of the old one."""
    folder, name = os.path.split(target)
    temporary = os.path.join(folder, _beside(name))
    file = _create(temporary)
    try:
        with file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            os.chmod(temporary, stat.S_IMODE(os.stat(target).st_mode))
    except BaseException:
        os.unlink(temporary)
        raise
    return temporary


def _beside(name: str) -> str:
    """The name of the new file that waits beside `name`."""
    return f".{name[:60]}.{os.getpid()}.new"


def _create(path: str) -> BinaryIO:
    """A file that wasn't there before."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    return os.fdopen(os.open(path, flags, 0o666), "wb")


def _sync_folder(folder: str) -> None:
    """Make the replacements themselves last, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
