"""The order of the phases: the architecture in one file.

    Source ─parse→ Module ─resolve→ Resolved ─lower→ Kernel ─analyse→ findings ─emit→ artefacts

Pure: `read` is given relative POSIX paths and does all reading. Each phase puts what it finds into the
sink and the driver stops between phases when the sink holds errors; what could be made is returned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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
    sink = Sink()
    loader = Loader(read, sink)
    resolved = resolve(path, loader)
    kernel = None if sink.has_errors else lower(resolved, sink)
    if sink.has_errors:
        kernel = None
    if kernel is not None and analyse:
        from polc.compiler.analysis import analyse as run_checks

        if worth:
            from polc.compiler.analysis.worth import check as what_each_is_worth

            run_checks(kernel, sink, asked=(what_each_is_worth,))
        else:
            run_checks(kernel, sink)
    unfinished = any(found.code is ANALYSIS_NOT_FINISHED for found in sink.found)
    decided = path if kernel is not None and analyse and not unfinished else None
    noted: frozenset[Diagnostic] = frozenset()
    if against is not None and kernel is not None:
        accounts = list(against(resolved, loader.modules.values()))
        noted = frozenset(found for found in accounts if found.level is Severity.NOTE)
        sink.found += accounts
    unsought = frozenset() if against is not None else LEDGER_CODES
    kept = suppress(sink.sorted(), loader.modules, loader.sources, decided=decided, unsought=unsought)
    return Compiled(
        module=resolved.module,
        kernel=kernel,
        sources=loader.sources,
        diagnostics=Sink([found for found in kept.diagnostics if found not in noted]).sorted(),
        suppressed=kept.suppressed,
    )
