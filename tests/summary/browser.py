"""A real browser, headless, with its own empty profile and no network."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import attrs

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
PACKAGES = ("chromium", "fonts-noto-cjk")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)
SECONDS = 120


@attrs.frozen
class Browser:
    """A browser's program and a folder of its own."""

    program: str
    folder: Path

    def run(self, *arguments: str) -> bytes:
        """Its output for one command line."""
        command = [self.program, *FLAGS, f"--user-data-dir={self.folder / 'profile'}", *arguments]
        done = subprocess.run(command, capture_output=True, check=False, timeout=SECONDS)
        assert done.returncode == 0, done.stderr.decode(errors="replace")[-2000:]
        return done.stdout

    def page(self, name: str, text: str) -> str:
        """The address of a page with this text."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path.as_uri()

    def dom(self, address: str) -> str:
        """The page as the browser understood it, after its scripts."""
        return self.run("--dump-dom", address).decode()

    def screenshot(self, address: str, width: int, height: int) -> bytes:
        """A PNG of the page."""
        target = self.folder / "page.png"
        self.run(f"--screenshot={target}", f"--window-size={width},{height}", address)
        return target.read_bytes()

    def pdf(self, address: str) -> bytes:
        """The page as it prints."""
        target = self.folder / "page.pdf"
        self.run("--no-pdf-header-footer", f"--print-to-pdf={target}", address)
        return target.read_bytes()


def find() -> str | None:
    """The browser of this computer."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def install() -> str | None:
    """On a bare Debian, as CI has it, put a browser there first."""
    if find() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        for step in (["update"], ["install", "--yes", "--no-install-recommends", *PACKAGES]):
            subprocess.run(["apt-get", "--quiet", *step], check=True, capture_output=True)
    return find()
