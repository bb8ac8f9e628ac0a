"""A 表 as a table: one column for each thing that its rows look at, the result last.

In: a choice whose rows each ask a few questions. Out: its table; None where the rows don't ask plain
questions, for which the table of conditions (`rules.py`) serves.
"""

from __future__ import annotations

from polc.compiler.kernel import (
    TRUE,
    And,
    Choice,
    Compare,
    Const,
    Expr,
    FieldRef,
    InputRef,
    ItemRef,
    Not,
    OneOf,
    Reached,
    Row,
)
from polc.targets.summary.model import Table, TableRow
from polc.targets.summary.naming import said_name
from polc.targets.summary.view import View, cited_rows, clauses_of

ANY, OTHERWISE, EVERYBODY = "不限", "其他情形", "所有情形"
MOST_AXES = 4


def axis_table(view: View, choice: Choice, caption: str) -> Table | None:
    """The rows by what they look at, special ones last; None where a row asks what has no column."""
    written = [row for row in choice.rows if not row.bar]
    plain = [row for row in written if not row.exception]
    questions = [found for row in plain if (found := _questions(view, row.guard)) is not None]
    axes = tuple(dict.fromkeys(axis for found in questions for axis in found))
    if len(questions) < len(plain) or not 1 < len(axes) <= MOST_AXES:
        return None
    rows = [_row(view, choice, row, axes, found) for row, found in zip(plain, questions, strict=True)]
    rows += [_special(view, choice, row, axes) for row in written if row.exception]
    if choice.otherwise_written:
        cells = (OTHERWISE, *(ANY for _ in axes[1:]), view.outcome(choice.otherwise[0]))
        rows.append(TableRow(cells, clauses_of(choice.otherwise_cite)))
    return Table(caption, (*axes, said_name(choice.fields[0])), tuple(rows))


def _row(
    view: View, choice: Choice, row: Row, axes: tuple[str, ...], questions: dict[str, list[Expr]]
) -> TableRow:
    cells = [_answer(view, axis, questions.get(axis, [])) for axis in axes]
    return TableRow((*cells, view.outcome(row.values[0])), cited_rows(choice, (row,)))


def _special(view: View, choice: Choice, row: Row, axes: tuple[str, ...]) -> TableRow:
    """A row that goes before the others, told by its whole condition."""
    case = f"特别情形：{view.speaker.condition(row.guard) or EVERYBODY}"
    cells = (case, *(ANY for _ in axes[1:]), view.outcome(row.values[0]))
    return TableRow(cells, cited_rows(choice, (row,)))


def _questions(view: View, guard: Expr) -> dict[str, list[Expr]] | None:
    """The parts of a condition by the thing that each is about."""
    found: dict[str, list[Expr]] = {}
    pending = [guard]
    while pending:
        part = pending.pop(0)
        if isinstance(part, And):
            pending[:0] = part.items
        elif part != TRUE:
            subject = _subject(part)
            if subject is None:
                return None
            found.setdefault(view.speaker.value(subject), []).append(part)
    return found


def _subject(part: Expr) -> Expr | None:
    """What a plain question is about: it's compared with something written, or is a yes or a no."""
    match part:
        case Compare(_, left, Const()) | OneOf(left) | Reached(birth=left):
            return left
        case InputRef() | FieldRef() | ItemRef():
            return part
        case Not(item):
            return _subject(item)
        case _:
            return None


def _answer(view: View, axis: str, parts: list[Expr]) -> str:
    """The condition without the name of the column, which says it."""
    if not parts:
        return ANY
    if len(parts) == 1 and isinstance(parts[0], Not) and view.speaker.condition(parts[0].item) == axis:
        return "否"
    said = view.speaker.condition(And(tuple(parts)))
    if said == axis:
        return "是"
    short = "，且".join(part.removeprefix(axis) for part in said.split("，且"))
    for word in ("是", "在"):
        if short != said and short.startswith(word) and not short.startswith(f"{word}不"):
            return short.removeprefix(word)
    return short
