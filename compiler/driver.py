"""The order of the phases: the architecture in one file.

    Source ─parse→ Module ─resolve→ Resolved ─lower→ Kernel ─analyse→ findings ─emit→ artefacts

Pure: `read` is given relative POSIX paths and does all reading. Each phase puts what it finds into the
sink and the driver stops between phases when the sink holds errors; what could be made is returned.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

import attrs

from polc.compiler.kernel import Kernel
from polc.compiler.lowering.policy import lower
from polc.compiler.proof import Verdict
from polc.compiler.resolve import Loader, Read, Resolved, resolve
from polc.compiler.suppress import suppress
from polc.dsl import nodes
from polc.dsl.diagnostics.cases import NO_CITATION
from polc.dsl.diagnostics.completeness import ANALYSIS_NOT_FINISHED
from polc.dsl.diagnostics.model import Diagnostic, Severity, Sink
from polc.dsl.diagnostics.notices import LEDGER_CODES
from polc.dsl.diagnostics.writing import UNEXPECTED
from polc.dsl.nodes import Cited, Module
from polc.dsl.parser import parse
from polc.dsl.source import Source, Span

Against: TypeAlias = Callable[[Resolved, Iterable[Module]], Iterable[Diagnostic]]


@attrs.frozen(kw_only=True)
class Compiled:
    """One file after all phases. `kernel` is None for a vocabulary, or where errors stopped the way.

    `suppressed` are findings that comments in the files answer; they aren't among `diagnostics`.
    """

    module: Module
    kernel: Kernel | None
    sources: Mapping[str, Source]
    diagnostics: tuple[Diagnostic, ...]
    suppressed: tuple[Diagnostic, ...] = ()

    @property
    def ok(self) -> bool:
        """True when nothing found is an error."""
        return not Sink(list(self.diagnostics)).has_errors


COMMAND_LINE = "命令行"


@attrs.frozen(kw_only=True)
class Proved:
    """A claim typed beside a policy. `verdict` is None where one of the two has errors."""

    verdict: Verdict | None
    sources: Mapping[str, Source]
    diagnostics: tuple[Diagnostic, ...]


def prove_text(path: str, read: Read, text: str) -> Proved:
    """Judge `恒真 TEXT` in the names of the policy at `path`. FileNotFoundError when it isn't there."""
    from polc.compiler.analysis import prove

    sink = Sink()
    loader = Loader(read, sink)
    resolved = resolve(path, loader)
    source = Source(path=COMMAND_LINE, text=f"恒真 {text}")
    own = Sink()
    typed = parse(source, own)
    sink.found += [d for d in own.found if d.code is not NO_CITATION]  # it stands in no notice
    sources = {**loader.sources, COMMAND_LINE: source}
    claims = tuple(c for c in typed.items if isinstance(c, Cited) and isinstance(c.item, nodes.Claim))
    if not sink.has_errors and (len(typed.items) != 1 or len(claims) != 1):
        sink.add(Diagnostic(code=UNEXPECTED, span=_whole(source), facts=(("found", text),)))
    kernel = None
    if not sink.has_errors:
        declarations = tuple(c for c in resolved.declarations if not isinstance(c.item, nodes.Claim))
        kernel = lower(attrs.evolve(resolved, declarations=(*declarations, *claims)), sink)
    if kernel is None or sink.has_errors:
        return Proved(verdict=None, sources=sources, diagnostics=sink.sorted())
    claim = kernel.claims[0]
    verdict = prove(kernel, claim.condition, claim.text, claim.span)
    return Proved(verdict=verdict, sources=sources, diagnostics=verdict.findings)


def _whole(source: Source) -> Span:
    return Span(source.path, 0, len(source.text))


def compile_file(
    path: str, read: Read, *, analyse: bool = True, worth: bool = False, against: Against | None = None
) -> Compiled:
    """Take the file at `path` through the phases. FileNotFoundError when it isn't there.

    With `worth` the analysis also says what each assumption is worth, which takes its time. `against` holds
    the file against its notice (`compiler/ledger/`); what only informs there is left to `polc ledger`.
    """
    known = front(path, Loader(read, Sink()), against)
    if analyse:
        deque(known.analysed(worth=worth), maxlen=0)
    return known.compiled()


@attrs.define(kw_only=True)
class Front:
    """A file that was read, resolved and lowered; `decided` once every check was run to its end."""

    path: str
    loader: Loader
    resolved: Resolved
    kernel: Kernel | None
    against: Against | None
    decided: bool = False

    def analysed(self, *, worth: bool = False) -> Iterator[None]:
        """Run the checks, with a pause after each; nothing to do where errors stopped the way."""
        if self.kernel is None:
            return
        from polc.compiler.analysis import analyse_in_steps

        sink = self.loader.sink
        if worth:
            from polc.compiler.analysis.worth import check as what_each_is_worth

            yield from analyse_in_steps(self.kernel, sink, asked=(what_each_is_worth,))
        else:
            yield from analyse_in_steps(self.kernel, sink)
        self.decided = all(found.code is not ANALYSIS_NOT_FINISHED for found in sink.found)

    def compiled(self, *, held: bool = True) -> Compiled:
        """All that is known now, after the comments that answer findings; `held` against its notice, too."""
        found, noted = list(self.loader.sink.found), frozenset[Diagnostic]()
        against = self.against if held else None
        if against is not None and self.kernel is not None:
            accounts = list(against(self.resolved, self.loader.modules.values()))
            noted = frozenset(account for account in accounts if account.level is Severity.NOTE)
            found += accounts
        kept = suppress(
            Sink(found).sorted(),
            self.loader.modules,
            self.loader.sources,
            decided=self.path if self.decided else None,
            unsought=frozenset() if against is not None else LEDGER_CODES,
        )
        return Compiled(
            module=self.resolved.module,
            kernel=self.kernel,
            sources=self.loader.sources,
            diagnostics=Sink([each for each in kept.diagnostics if each not in noted]).sorted(),
            suppressed=kept.suppressed,
        )


def front(path: str, loader: Loader, against: Against | None = None) -> Front:
    """Read, resolve and lower the file at `path`. FileNotFoundError when it isn't there."""
    resolved = resolve(path, loader)
    kernel = None if loader.sink.has_errors else lower(resolved, loader.sink)
    if loader.sink.has_errors:
        kernel = None
    return Front(path=path, loader=loader, resolved=resolved, kernel=kernel, against=against)
