"""The kernels that targets are compared on: every shipped policy and example, and those made by hand."""

from __future__ import annotations

import kernel_of_lists
import kernels
from books import books
from checkout import ROOT

from polc.compiler.driver import compile_file
from polc.compiler.kernel import Kernel
from polc.dsl.source import Source

EXAMPLES = ("examples/语言", "examples/通知")
HAND_MADE = {
    "town": kernels.town,
    "everything": kernels.everything,
    "bare": kernels.bare,
    "books": books,
    "purchases": kernel_of_lists.purchases,
}


def names() -> tuple[str, ...]:
    """The shipped policies by the name of their folder, which holds a file of the same name."""
    folders = sorted((ROOT / "policies").iterdir())
    return tuple(folder.name for folder in folders if (folder / f"{folder.name}.pol").is_file())


def examples() -> tuple[str, ...]:
    """The examples of the language and of notices, as paths: the file of each folder that has its name."""
    names = [(under, folder.name) for under in EXAMPLES for folder in sorted((ROOT / under).iterdir())]
    paths = [f"{under}/{name}/{name}.pol" for under, name in names]
    return tuple(path for path in paths if (ROOT / path).is_file())


def kernel_of(name: str) -> Kernel:
    """A kernel by its name, or by the path of its file."""
    if name in HAND_MADE:
        return HAND_MADE[name]()
    path = name if name.endswith(".pol") else f"policies/{name}/{name}.pol"
    compiled = compile_file(path, _read, analyse=False)
    if compiled.kernel is None:
        raise ValueError(f"{name} doesn't compile")
    return compiled.kernel


def _read(path: str) -> Source:
    return Source(path=path, text=(ROOT / path).read_text("utf-8"))
