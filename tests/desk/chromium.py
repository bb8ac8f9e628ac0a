"""A headless Chromium, driven over its debugging pipe: no library, no port, no network."""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path
from typing import Any

import attrs

FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-pipe"),
    "--disable-dev-shm-usage",
)
PATIENCE = 240


@attrs.define
class Page:
    """One page; `events` are what it said besides answers."""

    process: subprocess.Popen[bytes]
    into: int
    out: int
    session: str = ""
    number: int = 0
    rest: bytes = b""
    events: list[dict[str, Any]] = attrs.field(factory=list)

    @classmethod
    def start(cls, profile: Path) -> Page:
        """A browser with an empty profile."""
        read_theirs, write_ours = os.pipe()
        read_ours, write_theirs = os.pipe()
        words = " ".join((*FLAGS, f"'--user-data-dir={profile}'"))
        command = ["bash", "-c", f"exec chromium {words} 3<&{read_theirs} 4>&{write_theirs}"]
        quiet = subprocess.DEVNULL
        fds = (read_theirs, write_theirs)
        process = subprocess.Popen(command, pass_fds=fds, stdout=quiet, stderr=quiet)
        for fd in fds:
            os.close(fd)
        page = cls(process, write_ours, read_ours)
        target = page.ask("Target.createTarget", url="about:blank")["targetId"]
        page.session = page.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "Audits"):
            page.ask(f"{domain}.enable")
        return page

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self.rest:
            data = os.read(self.out, 1 << 16)
            assert data, "the browser has ended"
            self.rest += data
        message, _, self.rest = self.rest.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        return found

    def ask(self, method: str, **params: Any) -> Any:
        """The answer of the browser."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.into, json.dumps(message).encode() + b"\0")
        while (found := self._next()).get("id") != self.number:
            self.events.append(found)
        assert "error" not in found, found["error"]
        return found["result"]

    def open(self, url: str) -> None:
        """Go there."""
        self.ask("Page.navigate", url=url)

    def run(self, script: str) -> Any:
        """The value of an expression, awaited."""
        found = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def until(self, script: str) -> None:
        """Wait until an expression is true."""
        end = time.monotonic() + PATIENCE
        while not self.run(f"Boolean({script})"):
            assert time.monotonic() < end, script
            time.sleep(0.1)

    def type(self, text: str) -> None:
        """Text as an input method commits it."""
        self.ask("Input.insertText", text=text)

    def end(self) -> None:
        """Close everything."""
        self.process.kill()
        self.process.wait()
        os.close(self.into)
        os.close(self.out)
