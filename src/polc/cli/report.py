"""Findings as a verb shows them: for people, or as the document of polc.check/1."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Mapping

import attrs

from polc.cli.outcome import lines
from polc.cli.session import Session
from polc.dsl.diagnostics.export import to_json
from polc.dsl.diagnostics.model import Diagnostic, Lang, Note, Severity
from polc.dsl.diagnostics.render import count, render, render_concise, summary_line
from polc.dsl.source import Source, Span
from polc.telling.lines import as_json
from polc.telling.wording import phrase


def findings_text(
    found: Iterable[Diagnostic],
    sources: Mapping[str, Source],
    session: Session,
    *,
    concise: bool = False,
    wide: bool = False,
) -> str:
    """Every finding, then one line that counts them."""
    shown = tuple(found)
    if not shown:
        return lines(phrase("clean", session.lang, files=len(sources)))
    counts = summary_line(count(shown, len(sources)), session.lang)
    if concise:
        return lines(*(render_concise(finding, sources, session.lang) for finding in shown), counts)
    pages = (render(finding, sources, session.lang, session.colour, wide=wide) for finding in shown)
    return lines(*(f"{page}\n\n" for page in pages), counts)


def from_folder(
    found: Iterable[Diagnostic], sources: Mapping[str, Source], folder: str
) -> tuple[tuple[Diagnostic, ...], dict[str, Source]]:
    """The same findings and sources, all paths below `folder`, which ends with a slash or is empty."""

    def moved(span: Span) -> Span:
        return attrs.evolve(span, path=posixpath.normpath(folder + span.path)) if span.path else span

    def finding(old: Diagnostic) -> Diagnostic:
        notes = tuple(Note(moved(note.span), note.text) for note in old.notes)
        return attrs.evolve(old, span=moved(old.span), notes=notes)

    if not folder:
        return tuple(found), dict(sources)
    names = {path: posixpath.normpath(folder + path) for path in sources}
    return tuple(finding(old) for old in found), {
        names[path]: Source(path=names[path], text=s.text) for path, s in sources.items()
    }


def from_here(root: str) -> str:
    """The project's folder seen from the current one, with a slash; empty where they are the same."""
    try:
        inside = os.path.relpath(root).replace(os.sep, "/")
    except ValueError:  # another drive
        inside = os.path.abspath(root).replace(os.sep, "/")
    return "" if inside == os.curdir else f"{inside}/"


def errors_text(found: Iterable[Diagnostic], sources: Mapping[str, Source], session: Session) -> str:
    """The errors alone, for verbs that can't go on because of them."""
    errors = tuple(finding for finding in found if finding.level is Severity.ERROR)
    return lines(*(f"{render(finding, sources, session.lang)}\n\n" for finding in errors))


def document(found: Iterable[Diagnostic], sources: Mapping[str, Source], lang: Lang) -> str:
    """The findings as JSON."""
    return as_json(to_json(found, sources, lang))
