"""A folder in which the commands of a document are run, one after the other.

In: the blocks of a story. `pol` and `json` blocks with file= or append= write files, `console` blocks run
commands. Out: the body that each console block should have. Nothing outside the folder is touched.
"""

import io
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import attrs
from docs.blocks import Block

from polc.cli.main import run

PROMPT = "$ "
CUT = "…\n"


@attrs.define
class Session:
    """`folder` is where the next command runs."""

    folder: Path

    def take(self, block: Block) -> str:
        """Do what one block says; the body it should have."""
        name = block.option("append") or block.option("file")
        if name:
            target = self.folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            before = target.read_text(encoding="utf-8") + "\n" if block.option("append") else ""
            target.write_text(before + block.body, encoding="utf-8")
        if block.kind != "console":
            return block.body
        commands = [line for line in block.body.splitlines() if line.startswith(PROMPT)]
        return "".join(f"{line}\n{self._shown(line, block)}" for line in commands)

    def _shown(self, line: str, block: Block) -> str:
        """What a command prints; with head=N only the first N lines."""
        output = self._run(shlex.split(line.removeprefix(PROMPT)))
        limit = int(block.option("head") or 0)
        lines = output.splitlines(keepends=True)
        return "".join(lines[:limit]) + CUT if limit and len(lines) > limit else output

    def _run(self, words: Sequence[str]) -> str:
        match words:
            case ["cd", folder]:
                self.folder /= folder
                return ""
            case ["polc", *arguments]:
                return _polc(arguments, self.folder)
            case ["python", *arguments]:
                return _python(arguments, self.folder)
            case _:
                raise ValueError(f"no such command in the documentation: {words}")


def _polc(arguments: Sequence[str], folder: Path) -> str:
    with _inside(folder), _captured() as output:
        run(arguments)
    return output.getvalue().decode("utf-8")


def _python(arguments: Sequence[str], folder: Path) -> str:
    """A program that needs no polc: isolated, without site-packages. `< file` gives its input."""
    words, given = list(arguments), None
    if "<" in words:
        *words, _, name = words
        given = (folder / name).read_bytes()
    command = [sys.executable, "-I", "-S", *words]
    done = subprocess.run(command, cwd=folder, input=given, capture_output=True, check=False)
    return (done.stdout + done.stderr).decode("utf-8")


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextmanager
def _captured() -> Iterator[io.BytesIO]:
    """Both streams, as one terminal shows them."""
    output, before = io.BytesIO(), (sys.stdout, sys.stderr)
    terminal = io.TextIOWrapper(output, encoding="utf-8", write_through=True)
    sys.stdout = sys.stderr = terminal
    try:
        yield output
    finally:
        sys.stdout, sys.stderr = before
        terminal.detach()
