"""The target "json": one file that holds a whole kernel, in the form of kernel.schema.json.

In: a kernel. Out: `<name>.kernel.json`, readable and stable; `polc.compiler.data.from_data` reads it
back. Its hash is taken over the canonical form, so layout here is free.
"""

from __future__ import annotations

import json

import attrs

from polc.compiler.data import to_data
from polc.compiler.kernel import Kernel
from polc.targets.api import Artifact, Options


@attrs.frozen
class JsonTarget:
    """Writes the kernel as data."""

    name: str = "json"

    def emit(self, kernel: Kernel, options: Options) -> tuple[Artifact, ...]:
        """One artifact; `extra` may hold its "name" without suffix."""
        stem = dict(options.extra).get("name", "policy")
        text = json.dumps(to_data(kernel), ensure_ascii=False, indent=1)
        return (Artifact(f"{stem}.kernel.json", f"{text}\n".encode()),)


TARGET = JsonTarget()
