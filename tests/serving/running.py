"""A real `polc serve` in a process of its own, for the tests that ask it over HTTP."""

import contextlib
import http.client
import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import attrs

_OPEN = re.compile(r"http://127\.0\.0\.1:(\d+)")


@attrs.define
class Server:
    """A running service; `reader` takes what it writes into `lines`."""

    process: subprocess.Popen[str]
    port: int
    lines: list[str]
    reader: threading.Thread

    @property
    def log(self) -> str:
        """What it has written, whole once it has ended."""
        return "".join(self.lines)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def ask(
        self, method: str, path: str, body: bytes = b"", media: str = "application/json"
    ) -> tuple[int, bytes]:
        """Status and body of one request."""
        with contextlib.closing(self.connection()) as connection:
            connection.request(
                method, quote(path, safe="/?=&%"), body, {"Content-Type": media} if body else {}
            )
            response = connection.getresponse()
            return response.status, response.read()

    def get(self, path: str) -> Any:
        return json.loads(self.ask("GET", path)[1])

    def end(self, number: int) -> int:
        """Send a signal and wait; the status."""
        self.process.send_signal(number)
        status = self.process.wait(timeout=60)
        self.reader.join()
        return status


@contextlib.contextmanager
def serving(folder: Path, *words: str) -> Iterator[Server]:
    """Serve what the words say from a folder, at a free port."""
    process = subprocess.Popen(
        [sys.executable, "-m", "polc", "serve", "--port", "0", *words],
        cwd=folder,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
    )
    assert process.stderr is not None
    line = process.stderr.readline()
    found = _OPEN.search(line)
    try:
        assert found is not None, line + process.stderr.read()
        lines = [line]
        reader = threading.Thread(target=lines.extend, args=(process.stderr,))  # a full pipe would stop it
        reader.start()
        yield Server(process, int(found[1]), lines, reader)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        if found is not None:
            reader.join()
        process.stderr.close()
