"""What a target is: a kernel goes in, named files come out.

In: a `Kernel` and `Options`, the facts about this build that no kernel holds. Out: `Artifact`s, bytes
with relative names. A target is pure: the command writes the files. The same kernel and options always
give the same bytes.
"""

from __future__ import annotations

from typing import Protocol

import attrs

from polc.compiler.kernel import Kernel


@attrs.frozen
class Artifact:
    """One file: its name relative to the folder of the build, and its bytes."""

    name: str
    content: bytes


@attrs.frozen(kw_only=True)
class Options:
    """What a build adds to the kernel. `extra` are options of one target: ("module", "shishi2025")."""

    source_sha256: str
    compiler_version: str
    lang: str = "zh"
    kernel_sha256: str = ""
    extra: tuple[tuple[str, str], ...] = ()

    def option(self, name: str, default: str = "") -> str:
        """The value of one extra option."""
        return dict(self.extra).get(name, default)


class Target(Protocol):
    """One way to turn a kernel into files."""

    @property
    def name(self) -> str:
        """What `polc build --target` calls it."""

    def emit(self, kernel: Kernel, options: Options) -> tuple[Artifact, ...]:
        """The files for one policy."""
