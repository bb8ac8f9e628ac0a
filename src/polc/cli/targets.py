"""Targets as the verbs use them: by name, and told where a policy comes from."""

from __future__ import annotations

from collections.abc import Iterable
from posixpath import basename

from polc import __version__
from polc.cli.policy import source_sha256
from polc.compiler.data import kernel_sha256
from polc.compiler.kernel import Kernel
from polc.files import SUFFIX
from polc.project import Checked, Project
from polc.refusals import Refusal
from polc.targets.api import Options, Target
from polc.targets.registry import UnknownTarget, target


def targets_called(names: Iterable[str]) -> list[Target]:
    """The targets of these names, each once."""
    try:
        return [target(name) for name in dict.fromkeys(names)]
    except UnknownTarget as error:
        raise Refusal("unknown_target", name=error.name, known="、".join(error.known)) from None


def options_for(project: Project, checked: Checked, path: str, kernel: Kernel, **extra: str) -> Options:
    """What a target is told of one policy: hashes, version, and the name its files start with."""
    stem = basename(path).removesuffix(SUFFIX)
    name = dict(project.settings.names).get(stem, stem)
    known = {"phone": project.settings.phone, "site": project.settings.site}
    published = {label: value for label, value in known.items() if value}
    return Options(
        source_sha256=source_sha256(project, checked, path),
        kernel_sha256=kernel_sha256(kernel),
        compiler_version=__version__,
        extra=tuple(sorted({"name": name, "module": name, **published, **extra}.items())),
    )
