"""The documents that the desk shows of a policy: report, summary, comparison, ledger, the page of a code.

In: a policy of a workspace. Out: text, the same that the verbs write: `polc check --output-format json`,
`polc summary --to html`, `polc diff --output-format html`, `polc ledger --html`, `polc rule`.
"""

from __future__ import annotations

import hashlib
from base64 import b64decode
from collections.abc import Mapping
from posixpath import basename

from polc import __version__
from polc.compiler.comparing import Side, compare
from polc.compiler.data import kernel_sha256
from polc.compiler.driver import compile_file
from polc.compiler.kernel import Kernel
from polc.dsl.diagnostics.export import to_json
from polc.dsl.diagnostics.model import Lang
from polc.dsl.source import Source
from polc.notices.beside import accounted_for, notices_of, page_of, texts_of
from polc.notices.readers import opened
from polc.refusals import Refusal
from polc.service.checking import checked
from polc.service.desk import NoKernel, kernel_at
from polc.service.workspace import Workspace
from polc.targets.api import Options
from polc.targets.registry import target
from polc.targets.summary.leaflet import Unworded
from polc.telling.comparison import labels, told
from polc.telling.lines import as_json
from polc.telling.no_leaflet import no_leaflet


def report(workspace: Workspace, path: str, lang: Lang) -> str:
    """The document of `polc check --output-format json`."""
    stage = checked(workspace, path)
    return as_json(to_json(stage.diagnostics, stage.sources, lang))


def summary(workspace: Workspace, path: str, audience: str) -> str:
    """The page of `polc summary --for … --to html`. Raises Refusal where no leaflet can be made."""
    known = workspace.front(path)
    kernel = kernel_at(workspace, path)
    stem = basename(path).removesuffix(".pol")
    extra = {"name": stem, "module": stem, "format": "html", "audience": audience}
    options = Options(
        source_sha256=sources_sha256(path, known.loader.sources),
        kernel_sha256=kernel_sha256(kernel),
        compiler_version=__version__,
        extra=tuple(sorted(extra.items())),
    )
    try:
        (page,) = target("summary").emit(kernel, options)
    except Unworded as unworded:
        raise no_leaflet(unworded, path) from None
    return page.content.decode("utf-8")


def sources_sha256(path: str, sources: Mapping[str, Source]) -> str:
    """The hash of a policy's text and, after it, of each file it imports, in order of their paths."""
    hashes = [_sha256(sources[each].text) for each in (path, *sorted(set(sources) - {path}))]
    return hashes[0] if len(hashes) == 1 else _sha256("\n".join(hashes))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def comparison(workspace: Workspace, path: str, other: str, text: str | None, lang: Lang) -> str:
    """The page of `polc diff OTHER FILE --output-format html`; `text` is what OTHER says, if not its own."""
    old = kernel_at(workspace, other) if text is None else _kernel_of(workspace, other, text)
    sides = Side(kernel=old, assume={}), Side(kernel=kernel_at(workspace, path), assume={})
    found = compare(*sides, shift_years=None, only=())
    return told(found, labels((other, path), sides, lang), "html", lang)


def _kernel_of(workspace: Workspace, path: str, text: str) -> Kernel:
    """The kernel that a policy has with another text."""

    def read(name: str) -> Source:
        return Source(path=path, text=text) if name == path else workspace.source(name)

    kernel = compile_file(path, read, analyse=False).kernel
    if kernel is None:
        raise NoKernel
    return kernel


def ledger(workspace: Workspace, path: str, notice: Mapping[str, str] | None) -> str:
    """The page of `polc ledger --html`; `notice` is a file with the notice: its name, its bytes in base64."""
    given = opened(notice["name"], b64decode(notice["data"])) if notice is not None else None
    notices = notices_of(path, workspace.source, given)
    if notices.now is None:
        raise Refusal("no_notice", path=notices.path)
    accounted = accounted_for(path, workspace.source, notices)
    if accounted.ledger is None:
        raise NoKernel
    return page_of(path, notices, accounted, texts_of(notices.given))
