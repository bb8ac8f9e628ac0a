"""What stands above a line: how many cases hold, and in how many places a name is used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import attrs

from polc.dsl import nodes
from polc.dsl.diagnostics.cases import CASE_FAILED
from polc.dsl.diagnostics.completeness import ANALYSIS_NOT_FINISHED
from polc.dsl.diagnostics.model import Diagnostic, Lang, Text
from polc.dsl.source import Span
from polc.service.names import Names
from polc.service.outlining import outline
from polc.service.workspace import Workspace

_CASES = Text("案例 {held}/{all}{sign}", "cases {held}/{all}{sign}")
_USED = Text("{n} 处引用", "used in {n} places")


@attrs.frozen
class Lens:
    """A text above a place; `named` is the name whose uses it counts."""

    span: Span
    text: str
    named: Span | None = None


def lenses(
    workspace: Workspace, names: Names, path: str, checked: Iterable[Diagnostic] | None, lang: Lang
) -> Iterator[Lens]:
    """The lenses of a file; `checked` are the findings of its full check, None before that has ended."""
    if checked is not None:
        yield from _cases(workspace, path, tuple(checked), lang)
    uses = Counter(names.root(span) for span in names.mentions if span not in names.declared)
    for entry in outline(workspace, path):
        if entry.at in names.declared and entry.kind not in (nodes.Example, nodes.ExampleTable):
            count = uses[names.root(entry.at)]
            yield Lens(entry.span, _USED.in_(lang).format(n=count), entry.at)


def _cases(workspace: Workspace, path: str, found: tuple[Diagnostic, ...], lang: Lang) -> Iterator[Lens]:
    """Above the first case how many of all hold, as the check found."""
    kernel = workspace.front(path).kernel
    if kernel is None or not kernel.cases or any(each.code is ANALYSIS_NOT_FINISHED for each in found):
        return
    missed = [each.span for each in found if each.code is CASE_FAILED]
    spans = [case.span for case in kernel.cases]
    failed = sum(any(s.start <= each.start < s.end for each in missed) for s in spans)
    sign = " ✗" if failed else " ✓"
    text = _CASES.in_(lang).format(held=len(spans) - failed, all=len(spans), sign=sign)
    yield Lens(min(spans, key=lambda span: span.start), text)
