"""`polc ledger`: every number of the notice and every number of the policy accounted for."""

from __future__ import annotations

import os
from collections import Counter

import attrs
import click

from polc.cli.group import one_of, verb
from polc.cli.outcome import Outcome, lines
from polc.cli.report import findings_text
from polc.cli.session import Session
from polc.compiler.ledger import Accounted, How, Ledger, Where
from polc.config import CHECK_FORMATS, HUMAN_FORMATS
from polc.dsl.diagnostics.model import Diagnostic, Severity, Sink
from polc.dsl.notice.model import Place
from polc.dsl.notice.reading import read_notice
from polc.dsl.source import Source
from polc.files import relative
from polc.notices.beside import Notices, accounted_for, notices_of, page_of, texts_of
from polc.notices.readers import find_by_hash, open_notice
from polc.notices.store import text_of
from polc.project import Project, open_project
from polc.refusals import Refusal
from polc.telling.wording import phrase
from polc.writing import write_all, write_one


@verb("ledger")
@click.argument("file")
@click.option("--notice", metavar="NOTICE")
@click.option("--html", metavar="PAGE")
@click.option("--accept", is_flag=True)
@one_of("--output-format", *CHECK_FORMATS)
def command(
    session: Session,
    *,
    file: str,
    notice: str | None,
    html: str | None,
    accept: bool,
    output_format: str | None,
) -> Outcome:
    """Hold a policy against its notice."""
    if accept and notice is None:
        raise Refusal("accept_what")
    project = open_project([file])
    path = relative(project.root, file)
    given = open_notice(notice) if notice is not None else None
    notices = notices_of(path, project.reader.read, given, forgiving=accept)
    if notices.now is None:
        if not notices.found:
            raise Refusal("no_notice", path=notices.path)
        return _shown(
            project, Accounted(ledger=None, sources={}, diagnostics=()), notices, output_format, session
        )
    accounted = accounted_for(path, project.reader.read, notices)
    if accounted.ledger is None and not accounted.diagnostics:
        raise Refusal("one_policy", path=path)
    hints = _done(project, path, notices, accounted, html, accept, session)
    outcome = _shown(project, accounted, notices, output_format, session)
    return attrs.evolve(outcome, hints=outcome.hints + hints)


def _done(
    project: Project,
    path: str,
    notices: Notices,
    accounted: Accounted,
    html: str | None,
    accept: bool,
    session: Session,
) -> str:
    """Write the page and the new .notice.json, and say so."""
    said = []
    if html is not None and accounted.ledger is not None:
        texts = _texts(project, notices)
        page = page_of(path, notices, accounted, texts)
        write_one(html, page.encode("utf-8"))
        said.append(phrase("page_written", session.lang, path=html))
        if not texts:
            said.append(phrase("page_without_text", session.lang))
    if accept and notices.given is not None:
        write_all(project.root, [(notices.path, text_of(notices.given).encode("utf-8"))], rewriting=True)
        said.append(phrase("accepted", session.lang, path=notices.path))
    return lines(*said)


def _texts(project: Project, notices: Notices) -> dict[str, Place]:
    """Each place with its words: of the text given, or of the one in the project's folder of texts."""
    folder = project.settings.texts
    if notices.given is None and folder and notices.kept is not None:
        path = find_by_hash(os.path.join(project.root, folder), notices.kept.source)
        opened = open_notice(path) if path else None
        return texts_of(read_notice(opened.text, opened.sha256) if opened else None)
    return texts_of(notices.given)


def _shown(
    project: Project, accounted: Accounted, notices: Notices, output_format: str | None, session: Session
) -> Outcome:
    found = Sink([*notices.found, *accounted.diagnostics]).sorted()
    sources = {**accounted.sources, **_source_of(project, notices)}
    form = output_format or project.settings.output_format
    level = Severity.WARNING if project.settings.strict else Severity(project.settings.fail_level)
    failing = {Severity.ERROR, level}
    status = int(any(each.level in failing for each in found))
    if project.reader.unreadable:
        status = 2
    if form not in HUMAN_FORMATS:
        from polc.cli.formats import machine_text

        def fails(each: Diagnostic) -> bool:
            return each.level in failing

        text = machine_text(form, found, sources, session.lang, root=project.root, fails=fails)
        return Outcome(text=text, machine=True, status=status)
    text = findings_text(found, sources, session, concise=form == "concise", wide=project.settings.wide)
    counted = _counted(accounted.ledger, session) if accounted.ledger else ""
    return Outcome(text=lines(text, counted), status=status)


def _source_of(project: Project, notices: Notices) -> dict[str, Source]:
    return {notices.path: project.reader.read(notices.path)} if notices.found else {}


def _counted(ledger: Ledger, session: Session) -> str:
    how = Counter(account.how for account in ledger.accounts)
    facts = {
        "places": len(ledger.notice.places),
        "numbers": len(ledger.accounts),
        "ok": how[How.LITERAL] + how[How.NAMED],
        "words": how[How.WORDS] + how[How.CONVERTED],
        "excused": how[How.EXCUSED],
        "missing": how[How.MISSING] + how[How.UNCITED],
        "figures": len(ledger.traced),
        "nowhere": sum(traced.where is Where.NOWHERE for traced in ledger.traced),
    }
    return phrase("accounted", session.lang, **facts)
