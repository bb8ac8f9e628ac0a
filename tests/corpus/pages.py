"""The examples of the explain pages, as small projects.

A page shows its bad and its good example in fenced blocks: the first `pol` block is 示例.pol, a name after
`pol` is a further file; `text 通知.txt` is the notice it's held against, `text 新通知.txt` that notice as it is
now. `<U+200B>` stands for that character. Blocks of other kinds (hex, json, text without a name) show what isn't
a policy file; they're tested where such input is read.
"""

from __future__ import annotations

import re
from functools import partial

import attrs

from polc.compiler.analysis.across import collisions, outline
from polc.compiler.driver import Compiled, compile_file
from polc.compiler.ledger import account, ledger_file
from polc.dsl.diagnostics.explain import page
from polc.dsl.diagnostics.model import Sink
from polc.dsl.notice.reading import read_notice
from polc.dsl.source import Source

MAIN = "示例.pol"
NOTICE, NEW = "通知.txt", "新通知.txt"
# Worked out only when `polc check --worth` asks for it.
ASKED = "POL611"
_FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.M | re.S)
_HIDDEN = re.compile(r"<U\+([0-9A-F]{4,5})>")


def section(code_id: str, heading: str) -> str:
    """The text of one section of a page."""
    parts = re.split(r"^## (.+)\n", page(code_id), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))[heading]


def project(code_id: str, heading: str) -> dict[str, str]:
    """The files of an example; empty when it isn't shown as policy files only."""
    blocks = _FENCE.findall(section(code_id, heading))
    if any(kind != "pol" and name not in (NOTICE, NEW) for kind, name, _ in blocks):
        return {}
    return {name or MAIN: _HIDDEN.sub(lambda m: chr(int(m[1], 16)), text) for _, name, text in blocks}


def compiled(files: dict[str, str], *, worth: bool = False) -> Compiled:
    """The example taken through all phases: its first file, and all of its policies side by side."""

    def read(path: str) -> Source:
        if path not in files:
            raise FileNotFoundError(path)
        return Source(path=path, text=files[path])

    against = partial(account, read_notice(files[NOTICE])) if NOTICE in files else None
    policies = [name for name in files if name not in (NOTICE, NEW)]
    made = {
        name: compile_file(name, read, worth=worth, against=against if name == MAIN else None)
        for name in policies
    }
    kernels = [each.kernel for each in made.values() if each.kernel is not None]
    across = collisions([outline(kernel) for kernel in kernels])
    sources = {name: source for each in made.values() for name, source in each.sources.items()}
    found = (*made[MAIN].diagnostics, *across)
    if NOTICE in files:
        kept = read_notice(files[NOTICE])
        now = read_notice(files[NEW]) if NEW in files else kept
        ledger = ledger_file(MAIN, read, now, kept if NEW in files else None).diagnostics
        found = Sink([*found, *ledger]).sorted()
    return attrs.evolve(made[MAIN], diagnostics=found, sources=sources)
