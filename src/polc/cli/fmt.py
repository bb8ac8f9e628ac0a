"""`polc fmt`: policies in their canonical text, as UTF-8. A file with errors of writing is left as it is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from difflib import unified_diff

import attrs
import click

from polc.cli.group import verb
from polc.cli.outcome import Outcome, lines
from polc.cli.report import errors_text, from_folder, from_here
from polc.cli.session import Session
from polc.dsl.diagnostics.model import Sink
from polc.dsl.format import format_module
from polc.dsl.parser import parse
from polc.files import read_stdin
from polc.project import Project, open_given, open_project
from polc.refusals import Refusal
from polc.telling.wording import phrase
from polc.writing import write_all

_STDIN = "stdin.pol"


@attrs.frozen(kw_only=True)
class Formatted:
    """One file before and after; `after` is None where it couldn't be read, with `errors` to say why.

    `changed` compares bytes: the encoding counts too, and line ends that aren't all alike. `content` is what
    the file is to hold.
    """

    path: str
    before: str
    after: str | None
    content: bytes = b""
    changed: bool = False
    errors: str = ""


@verb("fmt")
@click.argument("paths", nargs=-1)
@click.option("--check", is_flag=True)
@click.option("--diff", is_flag=True)
def command(session: Session, *, paths: tuple[str, ...], check: bool, diff: bool) -> Outcome:
    """Rewrite policies into the canonical text."""
    if "-" in paths:
        return _stdin(session, paths, check=check, diff=diff)
    project = open_project(paths)
    results = [_format(project, path, session) for path in project.policies()]
    changed = [result for result in results if result.changed]
    if not (check or diff):
        write_all(project.root, [(r.path, r.content) for r in changed], rewriting=True)
    failed = any(result.after is None for result in results)
    text = "".join(_difference(r) for r in changed) if diff else _names(changed, check, session)
    counts = _counts(results, check or diff, session)
    unseen = [r.path for r in changed if r.before == r.after]
    told = (phrase("fmt_unseen", session.lang, path=path) for path in unseen)
    hints = lines(*(result.errors for result in results), *told, counts)
    return Outcome(text=text, hints=hints, status=_status(project, failed, bool(changed and (check or diff))))


def _stdin(session: Session, paths: tuple[str, ...], *, check: bool, diff: bool) -> Outcome:
    """`polc fmt -` reads stdin and writes the result to stdout, as UTF-8."""
    if len(paths) > 1:
        raise Refusal("stdin_alone")
    project, path = open_given(_STDIN, read_stdin())
    result = _format(project, path, session)
    if result.after is None:
        return Outcome(
            text="" if check or diff else result.before, hints=result.errors, machine=True, status=1
        )
    text = _difference(result) if diff else "" if check else result.after
    return Outcome(text=text, machine=True, status=int(result.changed and (check or diff)))


def _format(project: Project, path: str, session: Session) -> Formatted:
    source = project.reader.read(path)
    sink = Sink([found for found in project.reader.found if found.span.path == path])
    if path not in project.reader.unreadable:
        module = parse(source, sink)
        if not sink.has_errors:
            after = format_module(module)
            content = project.reader.encoded(path, after)
            changed = hashlib.sha256(content).hexdigest() != project.reader.hashes[path]
            return Formatted(path=path, before=source.text, after=after, content=content, changed=changed)
    errors = errors_text(*from_folder(sink.sorted(), {path: source}, from_here(project.root)), session)
    note = phrase("not_formatted", session.lang, path=path)
    return Formatted(path=path, before=source.text, after=None, errors=lines(errors, note))


def _difference(result: Formatted) -> str:
    return "".join(_diff_lines(result.before, result.after or "", result.path))


def _diff_lines(before: str, after: str, path: str) -> Iterator[str]:
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for line in unified_diff(old, new, f"a/{path}", f"b/{path}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _names(changed: list[Formatted], check: bool, session: Session) -> str:
    name = "would_reformat" if check else "reformatted"
    return lines(*(phrase(name, session.lang, path=result.path) for result in changed))


def _counts(results: list[Formatted], only_tell: bool, session: Session) -> str:
    changed = sum(result.changed for result in results)
    done = phrase("fmt_todo" if only_tell else "fmt_done", session.lang)
    return phrase("fmt_counts", session.lang, changed=changed, verb=done, same=len(results) - changed)


def _status(project: Project, failed: bool, would_change: bool) -> int:
    if project.reader.unreadable:
        return 2
    return int(failed or would_change)
