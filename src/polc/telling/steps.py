"""The steps of an evaluation as people read them: which block decided what, by which of its rows.

In: steps of the interpreter. Out: lines. Rows that don't hold are named by their clauses alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import attrs

from polc.compiler.interpret import RowTrace, Step, Verdict
from polc.compiler.kernel import Choice, Form, Kernel
from polc.compiler.readings import bounds_of
from polc.dsl.diagnostics.model import Lang, Text
from polc.dsl.text import Bounds, records_text, result_text
from polc.dsl.values import Given, Records, Result, distinct
from polc.telling.wording import phrase

# Every verdict has a sign of its own, so that colour or words aren't needed to tell them apart.
_VERDICTS: dict[Verdict, tuple[str, Text]] = {
    Verdict.TAKEN: ("√", Text("采用", "taken")),
    Verdict.FALSE: ("×", Text("不成立", "doesn't hold")),
    Verdict.BEATEN: ("－", Text("成立，让位", "holds, but beaten")),
    Verdict.LOWER: ("－", Text("成立，较低不取", "holds, but lower")),
    Verdict.OPEN: ("？", Text("未定", "open")),
}


@attrs.frozen(kw_only=True)
class ToldRow:
    """A row as it was judged: its sign, clause and words, and why it came to that."""

    sign: str
    clause: str
    rule: str
    remark: str

    @property
    def text(self) -> str:
        """On one line."""
        return f"{self.sign} {self.clause} {self.rule}{f'（{self.remark}）' if self.remark else ''}"


_MANY = 3
_ONE_LINE = (Form.STANDARD, Form.IDENTITY)


def cited(clauses: Iterable[str]) -> str:
    """【四（二）】【三】."""
    return "".join(f"【{clause}】" for clause in clauses)


def steps_of(steps: Iterable[Step], kernel: Kernel, lang: Lang) -> list[str]:
    """The steps as lines: what each block decided, then its rows with a sign each.

    Groups one after the other that the person isn't in share a line.
    """
    blocks: list[list[str]] = []
    bounds = bounds_of(kernel)
    for plain, together in groupby(steps, is_plain_no):
        if plain:
            names = "、".join(f"{step.choice.name}{_clause(step.choice)}" for step in together)
            blocks.append([f"{Form.GROUP.value} {names} → {result_text(False, bounds)}"])
        else:
            blocks += [_step(step, kernel, lang) for step in together]
    numbered = (
        [f"{number:>3} {head}", *(f"      {line}" for line in rows)]
        for number, (head, *rows) in enumerate(blocks, 1)
    )
    return [line for block in numbered for line in block]


def is_plain_no(step: Step) -> bool:
    """True for a group that the person isn't in, as far as is known and in scope."""
    return step.choice.form is Form.GROUP and step.results[0].result is False and not step.entry


def _step(step: Step, kernel: Kernel, lang: Lang) -> list[str]:
    return [head_of(step, kernel, lang), *_rows(step, kernel, lang)]


def head_of(step: Step, kernel: Kernel, lang: Lang) -> str:
    """What a block is and what it decided, on one line."""
    entry = phrase("entry_number", lang, number=str(step.entry)) if step.entry else ""
    return f"{_block(step.choice)}{entry} → {'，'.join(_decided(step, bounds_of(kernel)))}"


def _rows(step: Step, kernel: Kernel, lang: Lang) -> list[str]:
    """The rows that hold or may hold, one a line; those that don't are named by their clauses alone.

    A standard and an identity are told by their first line.
    """
    held = [row for row in step.rows if row.verdict is not Verdict.FALSE]
    if step.gated:
        return [phrase("gated", lang)]
    if step.choice.form in _ONE_LINE:
        return []
    page = [told_row(row, step.choice.form, kernel, lang).text for row in held]
    cite = step.choice.otherwise_cite
    if not held and step.choice.otherwise_written and cite:
        page.append(f"√ {cited([cite.text])} {phrase('otherwise_row', lang)}")
    false = [row.row.cite.text for row in step.rows if row.verdict is Verdict.FALSE]
    sign, word = _VERDICTS[Verdict.FALSE]
    return [*page, *([f"{sign} {word.in_(lang)} {cited(distinct(false))}"] if false else [])]


def _block(choice: Choice) -> str:
    identity = f" = {choice.rows[0].outcome}" if choice.form is Form.IDENTITY else ""
    return f"{_clause(choice)}{choice.form.value} {choice.name}{identity}"


def _clause(choice: Choice) -> str:
    return cited([choice.cite.text]) if choice.cite else ""


def _decided(step: Step, bounds: Bounds) -> list[str]:
    """What a step decided; a block that fills several fields names each."""
    named = list(zip(step.choice.fields, step.results, strict=True))
    if len(named) == 1:
        return [result_text(named[0][1].result, bounds)]
    return [f"{name} {result_text(field.result, bounds)}" for name, field in named]


def told_row(trace: RowTrace, form: Form, kernel: Kernel, lang: Lang) -> ToldRow:
    """A row with what became of it and why."""
    sign, word = _VERDICTS[trace.verdict]
    row = trace.row
    outcome = "" if form is Form.GROUP else row.outcome
    why = word.in_(lang) if trace.verdict is not Verdict.TAKEN else ""
    if trace.by:
        why += phrase("beaten_by", lang, clause=cited([trace.by]))
    facts = "，".join(f"{name} {fact_text(name, value, kernel, lang)}" for name, value in _looked_at(trace))
    return ToldRow(
        sign=sign,
        clause=cited([row.cite.text]),
        rule=" ".join(part for part in (row.condition, outcome) if part),
        remark="；".join(part for part in (why, facts) if part),
    )


def _looked_at(trace: RowTrace) -> list[tuple[str, Given | Result | None]]:
    """The facts and groups that the row looked at; of many, those that don't hold go without saying."""
    found: list[tuple[str, Given | Result | None]] = [*trace.inputs, *trace.fields]
    return found if len(found) <= _MANY else [(name, value) for name, value in found if value is not False]


def fact_text(name: str, value: Given | Result | None, kernel: Kernel, lang: Lang) -> str:
    """A fact or a result as people read it; of a list the first entries, column by column."""
    bounds, unknown = bounds_of(kernel), phrase("unknown_value", lang)
    if isinstance(value, Records):
        columns = [column.name for column in kernel.input_by_name[name].columns]
        return records_text(value, columns, unknown, bounds)
    return unknown if value is None else result_text(value, bounds)
