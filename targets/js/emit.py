"""The target "js": one ES module a policy that decides as the interpreter does, and its types.

In: a kernel and options (`extra` may hold the file's "name" without suffix). Out: `<name>.mjs` and
`<name>.d.ts`. The module is `runtime.mjs`, unchanged, the policy as data, and `entry.mjs`: what it exports.
Texts of the policy are strings of the data, so that none becomes code.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import attrs

from polc.compiler.kernel import Kernel
from polc.compiler.readings import chosen_readings, combinations
from polc.targets.api import Artifact, Options
from polc.targets.js.data import Tables
from polc.targets.js.types import types_source

_HERE = Path(__file__).parent
_IN_TEXT = {"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"}


@attrs.frozen
class JsTarget:
    """Writes one module a policy."""

    name: str = "js"

    def emit(self, kernel: Kernel, options: Options) -> tuple[Artifact, ...]:
        """The module and its types."""
        stem = options.option("name", "policy")
        data = data_of(kernel, options)
        return (
            Artifact(f"{stem}.mjs", module_of(data).encode()),
            Artifact(f"{stem}.d.ts", types_source(data).encode()),
        )


TARGET = JsTarget()


def module_source(kernel: Kernel, options: Options) -> str:
    """The text of the module. TooManyReadings."""
    return module_of(data_of(kernel, options))


def data_of(kernel: Kernel, options: Options) -> dict[str, Any]:
    """What the module holds of the policy. TooManyReadings."""
    next(combinations(kernel, chosen_readings(kernel, {})))
    return Tables(kernel, options).data()


def module_of(data: dict[str, Any]) -> str:
    """The module of some data: runtime, data, and what is exported."""
    return f"{_part('runtime')}\nconst DATA = {as_code(data)};\n{_part('entry')}"


@cache
def _part(name: str) -> str:
    return (_HERE / f"{name}.mjs").read_text("utf-8")


def as_code(data: object) -> str:
    """JSON that is JavaScript of every age, wherever it stands, in a page too."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character, escaped in _IN_TEXT.items():
        text = text.replace(character, escaped)
    return text
