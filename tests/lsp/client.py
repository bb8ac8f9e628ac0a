"""A client of `polc lsp` over real pipes, in frames, and the ways a frame can be wrong."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import attrs

PATIENCE = 60


def framed(message: object) -> bytes:
    """One message as it goes over the pipe."""
    body = json.dumps(message, ensure_ascii=False).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


@attrs.define
class Client:
    """A running server; `received` are the messages that nobody waited for yet."""

    process: subprocess.Popen[bytes]
    received: SimpleQueue[dict[str, Any]] = attrs.field(factory=SimpleQueue)
    numbers: int = 0
    seen: list[tuple[float, dict[str, Any]]] = attrs.field(factory=list)

    @classmethod
    def start(cls, folder: Path, *words: str) -> Client:
        """A server started in a folder."""
        command = [sys.executable, "-m", "polc", "lsp", *words]
        pipe = subprocess.PIPE
        client = cls(subprocess.Popen(command, cwd=folder, stdin=pipe, stdout=pipe, stderr=pipe))
        Thread(target=client._read, daemon=True).start()
        return client

    def _read(self) -> None:
        assert self.process.stdout is not None
        while line := self.process.stdout.readline():
            size = int(line.split(b":")[1])
            self.process.stdout.readline()
            message = json.loads(self.process.stdout.read(size))
            self.seen.append((time.perf_counter(), message))
            self.received.put(message)

    def write(self, data: bytes) -> None:
        """Bytes as they are."""
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def tell(self, method: str, params: object) -> None:
        """A notification."""
        self.write(framed({"jsonrpc": "2.0", "method": method, "params": params}))

    def ask(self, method: str, params: object) -> Any:
        """The result of a request."""
        self.numbers += 1
        self.write(framed({"jsonrpc": "2.0", "id": self.numbers, "method": method, "params": params}))
        answer = self.wait(lambda message: message.get("id") == self.numbers)
        assert "error" not in answer, answer
        return answer["result"]

    def wait(self, wanted: Any) -> dict[str, Any]:
        """The next message that is wanted; others are passed over."""
        end = time.perf_counter() + PATIENCE
        while time.perf_counter() < end:
            try:
                message = self.received.get(timeout=1)
            except Empty:
                assert self.process.poll() is None, "the server has ended"
                continue
            if wanted(message):
                return message
        raise AssertionError("nothing of that kind came")

    def findings(self, uri: str, *, done: bool = True) -> list[dict[str, Any]]:
        """What is shown of a document at the end of its check, or at first."""
        told: list[dict[str, Any]] = []

        def is_it(message: dict[str, Any]) -> bool:
            params = message.get("params", {})
            if message.get("method") == "textDocument/publishDiagnostics" and params["uri"] == uri:
                told[:] = params["diagnostics"]
            return message.get("method") == "polc/checked" and params["uri"] == uri and params["done"] >= done

        self.wait(is_it)
        return told

    def end(self) -> tuple[int, str]:
        """Close the pipe and wait: the status, and what stands on stderr."""
        assert self.process.stdin is not None and self.process.stderr is not None
        self.process.stdin.close()
        errors = self.process.stderr.read().decode()
        return self.process.wait(timeout=PATIENCE), errors
