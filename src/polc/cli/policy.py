"""The one policy that a verb is about."""

from __future__ import annotations

import hashlib

import attrs

from polc.cli.outcome import Outcome, lines
from polc.cli.report import errors_text, from_folder, from_here
from polc.cli.session import Session
from polc.compiler.kernel import Kernel
from polc.files import relative
from polc.project import Checked, Project, compile_all, open_project
from polc.refusals import Refusal
from polc.telling.wording import phrase


@attrs.frozen(kw_only=True)
class Policy:
    """A policy without errors; `path` is relative to the project."""

    path: str
    kernel: Kernel
    project: Project
    checked: Checked


def policy_of(file: str, session: Session) -> Policy | Outcome:
    """The policy in a file, or the outcome that shows its errors."""
    project = open_project([file])
    path = relative(project.root, file)
    checked = compile_all(project, [path], analyse=False)
    if checked.has_errors:
        return stopped(project, checked, session)
    kernel = checked.kernels.get(path)
    if kernel is None:
        raise Refusal("one_policy", path=path)
    return Policy(path=path, kernel=kernel, project=project, checked=checked)


def stopped(project: Project, checked: Checked, session: Session, why: str = "policy_has_errors") -> Outcome:
    """The errors on stderr: 2 where a file couldn't be read, else 1."""
    errors = errors_text(*from_folder(checked.diagnostics, checked.sources, from_here(project.root)), session)
    status = 2 if project.reader.unreadable else 1
    return Outcome(hints=lines(errors, phrase(why, session.lang)), status=status)


def source_sha256(project: Project, checked: Checked, path: str) -> str:
    """The hash of a policy's text and, after it, of each file it imports, in order of their paths."""
    read = sorted(set(checked.compiled[path].sources) - {path})
    marks = [project.reader.marks[name] for name in (path, *read)]
    return marks[0] if len(marks) == 1 else hashlib.sha256("\n".join(marks).encode("ascii")).hexdigest()
