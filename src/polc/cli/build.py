"""`polc build`: the artefacts of every policy, written all or none; `--check` only compares."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

import click

from polc.cli.group import one_of, verb
from polc.cli.outcome import Outcome, lines
from polc.cli.policy import stopped
from polc.cli.session import Session
from polc.cli.targets import options_for, targets_called
from polc.compiler.kernel import Kernel
from polc.config import RUNTIMES
from polc.files import NotRegular, TooLarge, read_regular
from polc.project import Checked, Project, compile_all, open_project
from polc.refusals import Refusal
from polc.targets.api import Artifact, NotExpressible, Options, Target
from polc.telling.wording import phrase
from polc.writing import settle, write_all


@verb("build")
@click.argument("paths", nargs=-1)
@click.option("-o", "--output", metavar="DIR")
@click.option("--target", metavar="NAMES")
@one_of("--runtime", *RUNTIMES)
@click.option("--check", is_flag=True)
def command(
    session: Session,
    *,
    paths: tuple[str, ...],
    output: str | None,
    target: str | None,
    runtime: str | None,
    check: bool,
) -> Outcome:
    """Build artefacts."""
    project = open_project(paths)
    folder = output or os.path.join(project.root, project.settings.output)
    wanted = [name.strip() for name in target.split(",") if name.strip()] if target else []
    targets = targets_called(wanted or project.settings.target)
    checked = compile_all(project, project.policies(), analyse=True)
    if checked.has_errors:
        return stopped(project, checked, session, "not_built")
    more = {"runtime": runtime or project.settings.runtime}
    contents = _contents(project, checked, targets, session, more)
    settle(folder)
    return _compared(folder, contents, session) if check else _written(folder, contents, session)


def _contents(
    project: Project,
    checked: Checked,
    targets: Iterable[Target],
    session: Session,
    more: Mapping[str, str],
) -> dict[str, bytes]:
    """Every file of the build by its name; two policies share one only where it's the same."""
    contents: dict[str, bytes] = {}
    for path, kernel in checked.kernels.items():
        options = options_for(project, checked, path, kernel, **more)
        for artifact in (a for target in targets for a in _emitted(target, kernel, options, session)):
            if contents.get(artifact.name, artifact.content) != artifact.content:
                raise Refusal("same_artifact", name=artifact.name)
            contents[artifact.name] = artifact.content
    return contents


def _emitted(target: Target, kernel: Kernel, options: Options, session: Session) -> tuple[Artifact, ...]:
    """The files of one target; what it has no words for stops the build, and nothing is written."""
    try:
        return target.emit(kernel, options)
    except NotExpressible as refused:
        policy, construct, place = options.option("name"), refused.told(session.lang), refused.place
        if not place:
            raise Refusal("not_expressible", policy=policy, target=target.name, construct=construct) from None
        raise Refusal(
            "not_expressible_in", policy=policy, target=target.name, construct=construct, place=place
        ) from None


def _written(folder: str, contents: Mapping[str, bytes], session: Session) -> Outcome:
    write_all(folder, contents.items())
    shown = (os.path.join(folder, name).replace(os.sep, "/") for name in contents)
    return Outcome(text=lines(*(phrase("built", session.lang, path=path) for path in shown)))


def _compared(folder: str, contents: Mapping[str, bytes], session: Session) -> Outcome:
    old = {name: state for name, content in contents.items() if (state := _state(folder, name, content))}
    if not old:
        return Outcome(text=lines(phrase("up_to_date", session.lang, count=len(contents))))
    text = lines(*(phrase(state, session.lang, path=f"{folder}/{name}") for name, state in old.items()))
    return Outcome(text=text, hints=lines(phrase("rebuild", session.lang)), status=1)


def _state(folder: str, name: str, content: bytes) -> str:
    """absent, stale, or nothing where the file is as it should be, whatever ends its lines here."""
    try:
        found = read_regular(os.path.join(folder, name))
        return "" if found.replace(b"\r\n", b"\n") == content.replace(b"\r\n", b"\n") else "stale"
    except FileNotFoundError:
        return "absent"
    except (OSError, TooLarge, NotRegular):
        return "stale"
