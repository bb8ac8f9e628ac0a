"""A file against its notice: what `polc check` adds, and the whole ledger for `polc ledger`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from polc.compiler.ledger.changes import change_findings, changes
from polc.compiler.ledger.evidence import evidence_of
from polc.compiler.ledger.findings import findings_of
from polc.compiler.ledger.match import Ledger, ledger_of
from polc.compiler.resolve import Loader, Read, Resolved, resolve
from polc.compiler.suppress import suppress, suppressions
from polc.dsl.diagnostics.model import Diagnostic, Sink
from polc.dsl.diagnostics.notices import LEDGER_CODES
from polc.dsl.nodes import Module
from polc.dsl.notice.model import Notice
from polc.dsl.source import Source


@attrs.frozen(kw_only=True)
class Accounted:
    """A policy against its notice. `ledger` is None where the file can't be read or holds no policy.

    `reasons` are what the author says of each finding in `suppressed`.
    """

    ledger: Ledger | None
    sources: Mapping[str, Source]
    diagnostics: tuple[Diagnostic, ...]
    suppressed: tuple[Diagnostic, ...] = ()
    reasons: tuple[tuple[Diagnostic, str], ...] = ()


def account(notice: Notice, resolved: Resolved, modules: Iterable[Module]) -> tuple[Diagnostic, ...]:
    """What the ledger says of a file that is being compiled."""
    evidence = evidence_of(resolved.module, modules, resolved.declarations)
    return () if evidence is None else tuple(findings_of(ledger_of(notice, evidence)))


def ledger_file(path: str, read: Read, notice: Notice, kept: Notice | None = None) -> Accounted:
    """The ledger of the file at `path`, notes included; `kept` is the notice as it was before."""
    sink = Sink()
    loader = Loader(read, sink)
    resolved = resolve(path, loader)
    evidence = evidence_of(resolved.module, loader.modules.values(), resolved.declarations)
    if sink.has_errors or evidence is None:
        return Accounted(ledger=None, sources=loader.sources, diagnostics=sink.sorted())
    ledger = ledger_of(notice, evidence)
    found = list(findings_of(ledger))
    if kept is not None:
        found += change_findings(changes(kept, notice), ledger, loader.sources[path])
    told = suppress(found, loader.modules, loader.sources)
    mine = [each for each in told.diagnostics if each.code.id in LEDGER_CODES]
    return Accounted(
        ledger=ledger,
        sources=loader.sources,
        diagnostics=Sink(mine).sorted(),
        suppressed=told.suppressed,
        reasons=tuple(_reasons(resolved, loader, told.suppressed)),
    )


def _reasons(
    resolved: Resolved, loader: Loader, answered: Iterable[Diagnostic]
) -> Iterator[tuple[Diagnostic, str]]:
    source = loader.sources[resolved.module.path]
    comments = list(suppressions(resolved.module.comments, source))
    for finding in answered:
        reason = next((each.reason for each in comments if each.covers(finding, loader.sources)), "")
        yield finding, reason
