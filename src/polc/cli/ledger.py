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
from polc.compiler.ledger import Accounted, How, Ledger, Where, is_another, ledger_file
from polc.config import CHECK_FORMATS, HUMAN_FORMATS
from polc.dsl.diagnostics.model import Diagnostic, Severity, Sink
from polc.dsl.diagnostics.notices import NOTICE_FILE_UNUSABLE
from polc.dsl.notice.model import Notice, Place
from polc.dsl.notice.reading import read_notice
from polc.dsl.source import Source, Span
from polc.files import relative
from polc.notices import path_beside
from polc.notices.readers import find_by_hash, open_notice
from polc.notices.store import read as read_stored
from polc.notices.store import text_of
from polc.project import Project, open_project
from polc.refusals import Refusal
from polc.telling.wording import phrase
from polc.writing import write_all, write_one


@attrs.frozen(kw_only=True)
class Notices:
    """The notice as kept beside the policy, and as given now; `found` says why the kept one can't be used."""

    path: str
    kept: Notice | None
    given: Notice | None
    found: tuple[Diagnostic, ...] = ()

    @property
    def now(self) -> Notice | None:
        """The one that the ledger is about."""
        return self.given or self.kept


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
    notices = _notices(project, path, notice, forgiving=accept)
    if notices.now is None:
        if not notices.found:
            raise Refusal("no_notice", path=notices.path)
        return _shown(
            project, Accounted(ledger=None, sources={}, diagnostics=()), notices, output_format, session
        )
    accounted = _accounted(project, path, notices)
    if accounted.ledger is None and not accounted.diagnostics:
        raise Refusal("one_policy", path=path)
    hints = _done(project, path, notices, accounted, html, accept, session)
    outcome = _shown(project, accounted, notices, output_format, session)
    return attrs.evolve(outcome, hints=outcome.hints + hints)


def _notices(project: Project, policy: str, given: str | None, *, forgiving: bool) -> Notices:
    path = path_beside(policy)
    sink = Sink()
    try:
        kept = read_stored(project.reader.read(path), sink)
    except FileNotFoundError:
        kept = None
    opened = open_notice(given) if given is not None else None
    new = read_notice(opened.text, opened.sha256) if opened else None
    if new and kept and is_another(kept, new) and not forgiving:
        facts = (("noticed", new.title), ("path", path))
        sink.add(Diagnostic(code=NOTICE_FILE_UNUSABLE, span=Span(path, 0, 1), facts=facts))
        return Notices(path=path, kept=kept, given=None, found=sink.sorted())
    return Notices(path=path, kept=kept, given=new, found=() if forgiving else sink.sorted())


def _accounted(project: Project, path: str, notices: Notices) -> Accounted:
    assert notices.now is not None
    kept = notices.kept if notices.given else None
    try:
        return ledger_file(path, project.reader.read, notices.now, kept)
    except FileNotFoundError:
        raise Refusal("no_such_path", path=path) from None


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
        from polc.notices.page import ledger_page

        texts = _texts(project, notices)
        found = (*notices.found, *accounted.diagnostics)
        accounted = attrs.evolve(accounted, diagnostics=found)
        page = ledger_page(accounted, path, texts)
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
    notice = notices.given
    folder = project.settings.texts
    if notice is None and folder and notices.kept is not None:
        path = find_by_hash(os.path.join(project.root, folder), notices.kept.source)
        opened = open_notice(path) if path else None
        notice = read_notice(opened.text, opened.sha256) if opened else None
    return {place.at: place for place in notice.places if place.text} if notice else {}


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
