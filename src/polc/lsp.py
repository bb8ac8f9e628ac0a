"""`polc lsp`: the dispatcher over a pair of streams, as editors start it.

In: messages framed by Content-Length. Out: the same. One thread reads, one runs the check under way, and
requests are answered between: a hover never waits for a proof. What isn't a message is answered with an error
and passed over; where the frames can't be found any more, that is said once on stderr and the server ends.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from threading import Thread
from typing import BinaryIO, TypeAlias
from urllib.parse import quote, unquote, urlsplit

import attrs

from polc.dsl.diagnostics.model import Lang, Text
from polc.dsl.source import Source
from polc.files import NotRegular, NotText, TooLarge, decoded, discover, marked_root, read_inside
from polc.refusals import Refusal
from polc.service.checking import Stage
from polc.service.positions import Data
from polc.service.rpc import INVALID_REQUEST, PARSE_ERROR, Dispatcher, Job, run_job
from polc.service.workspace import Workspace

MAX_MESSAGE = 50_000_000
MAX_HEADER = 8192
# How long one thread keeps the interpreter while the other one waits: a hover is some 10 ms of work.
SWITCH_SECONDS = 0.0005
NOT_FRAMED = Text(
    "polc lsp：收到的不是语言服务器协议的消息（{reason}），已结束。这个命令由编辑器启动，不是给人用的",
    "polc lsp: what came in isn't a message of the Language Server Protocol ({reason}); ended."
    " Editors start this command; it isn't for people",
)


class NotFramed(Exception):
    """The frames can't be found any more."""


# ---- frames -----------------------------------------------------------------------------------------
def frames(stream: BinaryIO) -> Iterator[bytes]:
    """The bodies of the messages, until the stream ends. Raises NotFramed."""
    while (size := _header(stream)) is not None:
        body = stream.read(size)
        if len(body) < size:
            raise NotFramed("the stream ended in a message")
        yield body


def _header(stream: BinaryIO) -> int | None:
    """The length that a header tells; None at the end of the stream."""
    size: int | None = None
    first = True
    while True:
        line = stream.readline(MAX_HEADER)
        if not line and first:
            return None
        if not line.endswith(b"\n"):
            raise NotFramed(
                "the stream ended in a header" if len(line) < MAX_HEADER else "a header without end"
            )
        name, colon, value = line.strip().partition(b":")
        if not name and size is not None:
            return size
        if not colon:
            raise NotFramed("no Content-Length")
        if name.strip().lower() == b"content-length":
            size = _size(value)
        first = False


def _size(value: bytes) -> int:
    text = value.strip()
    if not text.isdigit() or int(text) > MAX_MESSAGE:
        raise NotFramed("Content-Length isn't a length")
    return int(text)


# ---- documents --------------------------------------------------------------------------------------
@attrs.define
class Disk:
    """Workspaces by the folder of their project; a document without a file has one of its own."""

    _spaces: dict[str, Workspace] = attrs.field(factory=dict)
    _roots: dict[int, str] = attrs.field(factory=dict)
    _folders: list[str] = attrs.field(factory=list)

    def begin(self, folders: list[str]) -> None:
        """The folders open in the editor: a project without a mark begins there."""
        self._folders = [file for folder in folders if (file := _file_of(folder))]

    def place(self, uri: str) -> tuple[Workspace, str]:
        """The project that a document lies in, and its path there."""
        file = _file_of(uri)
        if file is None:
            return self._space(uri), "未命名.pol"
        root = self._root(os.path.dirname(file))
        return self._space(root), os.path.relpath(file, root).replace(os.sep, "/")

    def _root(self, folder: str) -> str:
        """The marked folder above, else the folder open in the editor, else the file's own."""
        marked = marked_root(folder)
        if marked is not None:
            return marked
        around = [
            each for each in self._folders if folder == each or folder.startswith(each.rstrip("/") + os.sep)
        ]
        return max(around, key=len, default=folder)

    def _space(self, root: str) -> Workspace:
        if root not in self._spaces:
            made = self._spaces[root] = Workspace(below=_Below(root), listed=_Listed(root))
            self._roots[id(made)] = root
        return self._spaces[root]

    def uri(self, workspace: Workspace, path: str) -> str:
        """The URI of a file."""
        root = self._roots[id(workspace)]
        if not os.path.isabs(root):
            return root
        file = os.path.join(root, *path.split("/")).replace(os.sep, "/")
        return "file://" + quote(file if file.startswith("/") else "/" + file)


def _file_of(uri: str) -> str | None:
    """The file of a URI, with links followed; None for a document without one."""
    parts = urlsplit(uri)
    path = unquote(parts.path)
    if parts.scheme != "file" or "\0" in path or not path:
        return None
    if os.name == "nt" and path[:1] == "/" and path[2:3] == ":":
        path = path[1:]
    return os.path.realpath(path)


@attrs.frozen
class _Below:
    """Reads files of a project; what isn't text counts as not there."""

    root: str

    def __call__(self, path: str) -> Source:
        try:
            text, _, _ = decoded(read_inside(self.root, path))
        except (NotText, TooLarge, NotRegular, OSError, ValueError):
            raise FileNotFoundError(path) from None
        return Source(path=path, text=text)


@attrs.frozen
class _Listed:
    """The policies of a project."""

    root: str

    def __call__(self) -> tuple[str, ...]:
        if not os.path.isdir(self.root):
            return ()
        try:
            return discover(self.root, (self.root,))
        except (Refusal, OSError):
            return ()


# ---- the server -------------------------------------------------------------------------------------
_Event: TypeAlias = bytes | NotFramed | tuple[Job, Stage | None, bool] | None


@attrs.define
class Server:
    """Both streams, and the work between them."""

    source: BinaryIO
    target: BinaryIO
    lang: Lang
    events: SimpleQueue[_Event] = attrs.field(factory=SimpleQueue)

    def run(self) -> int:
        """Serve until the client leaves: 0 after shutdown and exit, 1 without shutdown, 2 without frames."""
        sys.setswitchinterval(SWITCH_SECONDS)
        dispatcher = Dispatcher(host=Disk(), send=self._send, report=_report, lang=self.lang)
        Thread(target=self._read, daemon=True).start()
        with ThreadPoolExecutor(max_workers=1) as pool:
            running: Future[None] | None = None
            while not dispatcher.closed:
                event = self.events.get()
                if event is None:
                    break
                if isinstance(event, NotFramed):
                    sys.stderr.write(NOT_FRAMED.in_(self.lang).format(reason=event) + "\n")
                    return 2
                if isinstance(event, tuple):
                    dispatcher.settle(*event)
                    running = None
                else:
                    self._take(dispatcher, event)
                if running is None and self.events.empty() and (job := dispatcher.job()) is not None:
                    running = pool.submit(self._run, job)
        return 0 if dispatcher.shut_down else 1

    def _run(self, job: Job) -> None:
        self.events.put((job, *run_job(job, _report)))

    def _read(self) -> None:
        try:
            for body in frames(self.source):
                self.events.put(body)
        except NotFramed as problem:
            self.events.put(problem)
        self.events.put(None)

    def _take(self, dispatcher: Dispatcher, body: bytes) -> None:
        try:
            message = json.loads(body)
        except (ValueError, RecursionError) as error:
            self._send({"jsonrpc": "2.0", "id": None, "error": {"code": PARSE_ERROR, "message": str(error)}})
            return
        if isinstance(message, list):
            text = "one message at a time"
            self._send({"jsonrpc": "2.0", "id": None, "error": {"code": INVALID_REQUEST, "message": text}})
            return
        dispatcher.receive(message)

    def _send(self, message: Data) -> None:
        body = json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass")
        self.target.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.target.flush()


def _report(error: Exception) -> None:
    """A fault of polc, for the log that editors keep of stderr."""
    traceback.print_exception(error, file=sys.stderr)
