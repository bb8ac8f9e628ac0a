"""One person under every option of one fact: what a choice would change, told only when it's asked for.

In: a kernel, the fact that is chosen, and an evaluation for each option. Out: a table with a column for each
option and a row for each output that the choice changes, or the same as plain JSON values.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from polc.cli.outcome import lines
from polc.compiler.interpret import Evaluation
from polc.compiler.kernel import InputDecl, Kernel, Kind
from polc.compiler.readings import bounds_of
from polc.dsl.diagnostics.model import Lang
from polc.dsl.diagnostics.width import columns_of, pad
from polc.dsl.text import result_text
from polc.dsl.values import Plain
from polc.refusals import Refusal
from polc.telling.answer import Json, answer_document
from polc.telling.wording import phrase

SCHEMA = "polc.options/1"
Answers: TypeAlias = Sequence[tuple[Plain, Evaluation]]


def options_of(kernel: Kernel, name: str) -> tuple[InputDecl, tuple[Plain, ...]]:
    """The fact called so, by name or alias, and what it can be; refused where that isn't a short list."""
    decl = next((decl for decl in kernel.inputs if name in (decl.name, decl.alias)), None)
    kinds = (Kind.ENUM, Kind.BOOL)
    if decl is None or decl.type.kind not in kinds:
        known = "、".join(decl.name for decl in kernel.inputs if decl.type.kind in kinds)
        raise Refusal("no_options", name=name, known=known)
    return decl, decl.type.options if decl.type.kind is Kind.ENUM else (True, False)


def options_text(kernel: Kernel, decl: InputDecl, answers: Answers, lang: Lang) -> str:
    """A table of the outputs that differ."""
    bounds = bounds_of(kernel)
    rows = [[decl.name, *(result_text(option, bounds) for option, _ in answers)]]
    told = [(d.name, [evaluation.result(d.name) for _, evaluation in answers]) for d in kernel.outputs]
    for output in kernel.entry_outputs:
        places = zip(*(evaluation.told_of(output) for _, evaluation in answers), strict=True)
        told += [(one[0][0], [field.result for _, field in one]) for one in places]
    for name, results in told:
        if any(result != results[0] for result in results):
            rows.append([name, *(result_text(result, bounds) for result in results)])
    if len(rows) == 1:
        return lines(phrase("options_alike", lang, name=decl.name))
    widths = [max(map(columns_of, column)) for column in zip(*rows, strict=True)]
    return lines(
        *(
            "  ".join(pad(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in rows
        )
    )


def options_document(kernel: Kernel, decl: InputDecl, answers: Answers) -> dict[str, Json]:
    """The whole answer for every option."""
    bounds = bounds_of(kernel)
    found: list[Json] = [
        {"option": result_text(option, bounds), "answer": answer_document(kernel, evaluation, trace=False)}
        for option, evaluation in answers
    ]
    return {"schema": SCHEMA, "fact": decl.name, "options": found}
