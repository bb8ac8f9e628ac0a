"""`polc check --save-witness`: the persons of the findings, written into their policies as 案例.

In: findings with examples. Out: the policies with new 案例 at the end, all written or none, and a line for
each. What a 案例 expects is what the policy gives this person now: it holds today, and fails on the day
when somebody mends the policy and knows the right answer. A person who has a 案例 already gets no other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

from polc.checking import Found
from polc.cli.outcome import lines
from polc.compiler.driver import compile_file
from polc.compiler.interpret import evaluate
from polc.compiler.kernel import Case, Kernel
from polc.compiler.readings import bounds_of
from polc.dsl.diagnostics.model import Diagnostic, Lang, WitnessRow
from polc.dsl.source import Source
from polc.files import read_inside
from polc.project import Project
from polc.refusals import Refusal
from polc.telling.case_text import case_text, expectations, no_entries
from polc.telling.wording import phrase
from polc.writing import write_all

YES = "是"
LISTED = re.compile(r"\d+条(（(?P<entries>.*)）)?")


def save_witnesses(
    project: Project,
    policies: Iterable[str],
    found: Found,
    lang: Lang,
    *,
    is_wanted: Callable[[str], bool],
) -> str:
    """Append the 案例; what was done, empty when there was nothing to do."""
    contents, said = [], []
    for path in policies:
        shown = [f for f in found.diagnostics if f.span.path == path and is_wanted(f.code.id)]
        drafts = [draft for finding in shown for draft in _drafts(finding)]
        if not drafts:
            continue
        data = read_inside(project.root, path)
        if sha256(data).hexdigest() != project.reader.hashes[path]:
            raise Refusal("changed_meanwhile", path=path)
        source = found.sources[path]
        cases = list(_cases(project, source, drafts))
        if cases:
            text = "\n\n".join((source.text.rstrip("\n"), *cases)) + "\n"
            contents.append((path, project.reader.encoded(path, text)))
            said.append(phrase("witness_saved", lang, path=path, count=len(cases)))
    write_all(project.root, contents, rewriting=True)
    return lines(*said)


def _drafts(finding: Diagnostic) -> Iterator[tuple[str, WitnessRow]]:
    """The persons of a finding, each with the title of a 案例."""
    clause = finding.basis[0].rpartition(" ")[2] if finding.basis else ""
    for row in finding.witness:
        if row.who and row.facts:
            what = f"{finding.code.id} {finding.code.title.zh}"
            yield " ".join(part for part in (what, clause, row.who) if part), row


def _cases(project: Project, source: Source, drafts: list[tuple[str, WitnessRow]]) -> Iterator[str]:
    """The text of each new 案例."""
    blank = [_text(title, row, ["  期望 X = 待定"]) for title, row in drafts]
    for output in _outputs(project, source):
        blank = [text.replace("期望 X ", f"期望 {output} ") for text in blank]
    kernel = _kernel(project, source, "\n\n".join(blank))
    if kernel is None or len(kernel.cases) < len(drafts):
        return
    known = [dict(case.given) for case in kernel.cases[: -len(drafts)] if not case.readings]
    for (title, row), case in zip(drafts, kernel.cases[-len(drafts) :], strict=True):
        if dict(case.given) not in known:
            known.append(dict(case.given))
            yield _text(title, row, list(_expected(kernel, case, row)))


def _outputs(project: Project, source: Source) -> Iterator[str]:
    """The name of some output."""
    kernel = _kernel(project, source, "")
    if kernel is not None:
        yield from (decl.name for decl in kernel.outputs[:1])


def _kernel(project: Project, source: Source, more: str) -> Kernel | None:
    def read(path: str) -> Source:
        if path == source.path:
            return Source(path=path, text=f"{source.text}\n\n{more}\n")
        return project.reader.read(path)

    return compile_file(source.path, read, analyse=False).kernel


def _text(title: str, row: WitnessRow, expected: list[str]) -> str:
    holds = "、".join(name for name, value in row.facts if value == YES)
    others = [line for name, value in row.facts if value != YES for line in _given(name, value)]
    given = [f"  {holds}"] if holds else []
    return case_text(title, [*given, *others], expected)


def _given(name: str, value: str) -> Iterator[str]:
    """The lines of a fact; a list, shown as 2条（甲 1、乙 是；甲 2、乙 否）, has one for each entry."""
    shown = LISTED.fullmatch(value)
    if shown is None:
        yield f"  {name} = {value}"
    elif shown["entries"] is None:
        yield no_entries(name)
    else:
        for entry in shown["entries"].split("；"):
            cells = (cell.replace(" ", " = ", 1) for cell in entry.split("、"))
            yield f"  一条 {name}（{'，'.join(cells)}）"


def _expected(kernel: Kernel, case: Case, row: WitnessRow) -> Iterator[str]:
    """What the policy gives this person now, of the fields that the finding shows."""
    evaluation = evaluate(kernel, dict(case.given))
    public = [decl.name for decl in kernel.outputs]
    names = [name for name, _ in row.outcome if name in public] or public
    results = ((name, evaluation.result(name)) for name in dict.fromkeys(names))
    yield from expectations(results, bounds_of(kernel))
