"""What a target is: a kernel goes in, named files come out.

In: a `Kernel` and `Options`, the facts about this build that no kernel holds. Out: `Artifact`s, bytes
with relative names. A target is pure: the command writes the files. The same kernel and options always
give the same bytes.
"""

from __future__ import annotations

from typing import Protocol

import attrs

from polc.compiler.kernel import Kernel
from polc.dsl.diagnostics.model import Lang
from polc.targets.constructs import Construct


class NotExpressible(Exception):
    """A target can't say a policy without changing an answer; `place` is the rule where that shows.

    Raised by `emit`. Everything that a target doesn't know ends here, never in a lesser answer.
    """

    def __init__(self, target: str, construct: Construct, name: str = "", place: str = "") -> None:
        super().__init__(f"{target}: {construct.told(name, Lang.EN)}" + (f" in {place}" if place else ""))
        self.target = target
        self.construct = construct
        self.name = name
        self.place = place

    def at(self, place: str) -> NotExpressible:
        """The same, with its place, if it hasn't one."""
        return NotExpressible(self.target, self.construct, self.name, self.place or place)

    def told(self, lang: Lang) -> str:
        """Which construct it is."""
        return self.construct.told(self.name, lang)


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

    def with_option(self, name: str, value: str) -> Options:
        """The same, with one extra option."""
        return attrs.evolve(self, extra=tuple(sorted({**dict(self.extra), name: value}.items())))

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
