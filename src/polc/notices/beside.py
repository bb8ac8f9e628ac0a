"""A policy held against its notice: as kept beside it, and as given now.

In: the path of a policy, how to read texts, perhaps a notice. Out: `Notices`, what `polc ledger`
finds, and the page of it. Nothing is opened here, so that an editor asks the same.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from polc.compiler.ledger import Accounted, is_another, ledger_file
from polc.compiler.resolve import Read
from polc.dsl.diagnostics.model import Diagnostic, Sink
from polc.dsl.diagnostics.notices import NOTICE_FILE_UNUSABLE
from polc.dsl.notice.model import Notice, Place
from polc.dsl.notice.reading import read_notice
from polc.dsl.source import Span
from polc.notices import path_beside
from polc.notices.readers import Opened
from polc.notices.store import read as read_stored
from polc.refusals import Refusal


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


def notices_of(policy: str, read: Read, given: Opened | None, *, forgiving: bool = False) -> Notices:
    """Both notices; one given that isn't the one kept is left aside, unless it's to take its place."""
    path = path_beside(policy)
    sink = Sink()
    try:
        kept = read_stored(read(path), sink)
    except FileNotFoundError:
        kept = None
    new = read_notice(given.text, given.sha256) if given else None
    if new and kept and is_another(kept, new) and not forgiving:
        facts = (("noticed", new.title), ("path", path))
        sink.add(Diagnostic(code=NOTICE_FILE_UNUSABLE, span=Span(path, 0, 1), facts=facts))
        return Notices(path=path, kept=kept, given=None, found=sink.sorted())
    return Notices(path=path, kept=kept, given=new, found=() if forgiving else sink.sorted())


def accounted_for(path: str, read: Read, notices: Notices) -> Accounted:
    """The ledger of a policy for which there is a notice."""
    assert notices.now is not None
    kept = notices.kept if notices.given else None
    try:
        return ledger_file(path, read, notices.now, kept)
    except FileNotFoundError:
        raise Refusal("no_such_path", path=path) from None


def texts_of(notice: Notice | None) -> dict[str, Place]:
    """Each place of a notice with its words, where it has them."""
    return {place.at: place for place in notice.places if place.text} if notice else {}


def page_of(path: str, notices: Notices, accounted: Accounted, texts: Mapping[str, Place]) -> str:
    """Notice and policy side by side, with what was found in both."""
    from polc.notices.page import ledger_page

    found = (*notices.found, *accounted.diagnostics)
    return ledger_page(attrs.evolve(accounted, diagnostics=found), path, texts)
