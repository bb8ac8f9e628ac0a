"""One text of the documentation, compiled and its examples evaluated.

In: files by path, and the one to compile. Out: `Outcome`: findings by code, and the examples that don't hold.
"""

from collections.abc import Mapping

import attrs

from polc.cases import CaseRun, run_cases
from polc.compiler.driver import compile_file
from polc.compiler.kernel import Kernel
from polc.compiler.readings import bounds_of
from polc.dsl.diagnostics.model import Diagnostic, Lang, Severity
from polc.dsl.source import Source
from polc.dsl.text import result_text


@attrs.frozen(kw_only=True)
class Outcome:
    """`errors` and `others` are findings as "POL301 message"; `failures` are examples that don't hold."""

    errors: tuple[str, ...]
    others: tuple[str, ...]
    failures: tuple[str, ...]

    def codes(self) -> set[str]:
        """The codes of the errors."""
        return {text.split()[0] for text in self.errors}


def outcome(files: Mapping[str, str], path: str, *, analyse: bool) -> Outcome:
    """What compiling `path` reports where only `files` exist, and which of its examples fail."""

    def read(wanted: str) -> Source:
        if wanted not in files:
            raise FileNotFoundError(wanted)
        return Source(path=wanted, text=files[wanted])

    result = compile_file(path, read, analyse=analyse)
    return Outcome(
        errors=tuple(_text(d) for d in result.diagnostics if d.level is Severity.ERROR),
        others=tuple(_text(d) for d in result.diagnostics if d.level is not Severity.ERROR),
        failures=_failures(result.kernel) if result.kernel else (),
    )


def _text(found: Diagnostic) -> str:
    return f"{found.code.id} {found.fill(found.code.message, Lang.ZH)}"


def _failures(kernel: Kernel) -> tuple[str, ...]:
    return tuple(text for run in run_cases(kernel) for text in _of_run(kernel, run))


def _of_run(kernel: Kernel, run: CaseRun) -> list[str]:
    results = run.evaluation.fields
    return [
        f"{run.case.title}: {e.field} is {result_text(results[e.field].result, bounds_of(kernel))}"
        for e in run.failed
    ]
