"""Who wins in a result, and why: the blocks behind it, nearest first, each row with what became of it.

In: a person and a result of a policy. Out: data, in the words of `polc eval --trace`; here rows that don't
hold have lines of their own too, and every row says where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from polc.compiler.entry_clauses import entry_clauses, entry_steps
from polc.compiler.interpret import Evaluation, Step, Verdict, evaluate
from polc.compiler.kernel import Choice, Kernel
from polc.compiler.readings import bounds_of
from polc.dsl.diagnostics.model import Lang
from polc.dsl.source import Span
from polc.dsl.text import result_text
from polc.service.desk import Person, facts_of, kernel_at, readings_of, told
from polc.service.positions import Data
from polc.service.workspace import Workspace
from polc.telling.answer import steps_heading
from polc.telling.steps import ToldRow, cited, head_of, is_plain_no, told_row
from polc.telling.wording import phrase


def why(
    workspace: Workspace, path: str, person: Person, output: str, lang: Lang, at: Callable[[Span], Data]
) -> Data | None:
    """How the result with this alias or name came about, None where there's none of the name.

    `at` tells a place as the editor has it.
    """
    kernel = kernel_at(workspace, path)
    facts = facts_of(kernel, person)
    if facts.found:
        return {"problems": [told(found, lang) for found in facts.found], "blocks": []}
    name = next((decl.name for decl in kernel.outputs if output in (decl.alias, decl.name)), None)
    if name is None:
        return None
    evaluation = evaluate(kernel, facts.known, readings_of(person))
    return {
        "problems": [],
        "name": name,
        "text": result_text(evaluation.result(name), bounds_of(kernel)),
        "heading": steps_heading(kernel, evaluation, lang).strip(),
        "blocks": [_block(step, kernel, lang, at) for step in _steps(kernel, evaluation, name)],
    }


def _steps(kernel: Kernel, evaluation: Evaluation, output: str) -> Iterator[Step]:
    """The steps behind a result; groups that the person isn't in go without saying."""
    by_choice = {step.choice.name: step for step in evaluation.steps}
    for choice in _behind(kernel, output):
        step = by_choice[choice.name]
        if not is_plain_no(step):
            yield step
    if entry_clauses(kernel, evaluation, output):
        yield from entry_steps(evaluation)


def _behind(kernel: Kernel, field: str) -> list[Choice]:
    """The choices that a field rests on: its own, those this one reads, and so on."""
    waiting, found = [field], dict[str, Choice]()
    for name in waiting:
        choice = kernel.choice_of[name]
        if choice.name not in found:
            found[choice.name] = choice
            waiting += kernel.reads[choice.name].fields
    return list(found.values())


def _block(step: Step, kernel: Kernel, lang: Lang, at: Callable[[Span], Data]) -> Data:
    rows = [
        {
            **_told(told_row(trace, step.choice.form, kernel, lang)),
            "holds": trace.verdict is not Verdict.FALSE,
            "wins": trace.verdict is Verdict.TAKEN,
            "place": at(trace.row.span),
        }
        for trace in step.rows
    ]
    otherwise = step.choice.otherwise_written and not step.gated and not any(row["holds"] for row in rows)
    if otherwise and step.choice.otherwise_cite is not None:
        clause, rule = cited([step.choice.otherwise_cite.text]), phrase("otherwise_row", lang)
        words = _told(ToldRow(sign="√", clause=clause, rule=rule, remark=""))
        rows.append({**words, "holds": True, "wins": True, "place": at(step.choice.span)})
    return {
        "head": head_of(step, kernel, lang),
        "note": phrase("gated", lang) if step.gated else "",
        "place": at(step.choice.span),
        "rows": rows,
    }


def _told(row: ToldRow) -> Data:
    return {"sign": row.sign, "clause": row.clause, "rule": row.rule, "remark": row.remark}
