"""The whole statement: the register in front, the steps in order, one line of answers a person behind.

In: a kernel, a dialect and what is known about the register. Out: one SELECT as text. The same inputs
always give the same text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from polc.compiler.kernel import Expr, Kernel, walk
from polc.compiler.kernel.dependencies import expressions_of
from polc.compiler.plan.program import program
from polc.compiler.readings import TooManyReadings, chosen_readings
from polc.targets.api import NotExpressible
from polc.targets.constructs import Construct
from polc.targets.sql.answers import columns, head
from polc.targets.sql.dialect import Dialect
from polc.targets.sql.letters import letters_of
from polc.targets.sql.merging import answered
from polc.targets.sql.names import names_of
from polc.targets.sql.printed import Printer
from polc.targets.sql.register import Register
from polc.targets.sql.statuses import statuses_of
from polc.targets.sql.steps import Source, written
from polc.targets.sql.text import comment, is_identifier
from polc.targets.sql.wording import CLAUSES, Words

_NODES = get_args(Expr)


def statement(
    kernel: Kernel, dialect: Dialect, register: Register, assume: Mapping[str, str | None] | None = None
) -> str:
    """The statement. Raises NotExpressible, and KeyError for an unknown reading."""
    _check(kernel, register)
    readings = chosen_readings(kernel, assume or {})
    try:
        planned = program(kernel, readings, unknown=True)
    except TooManyReadings:
        raise NotExpressible("sql", Construct.READINGS) from None
    names = names_of(kernel)
    absent = frozenset(names.columns.values()) & register.absent
    letters = letters_of(kernel)
    printer = Printer(
        kernel=kernel, statuses=statuses_of(kernel), names=names, absent=absent, letters=letters
    )
    words = Words(kernel, printer.arithmetic)
    answers = [(names.fields[d.name], answered(planned, printer, words, d)) for d in kernel.outputs]
    asked = columns(answers, words, letters)
    if set(asked) & set(register.keys):
        raise NotExpressible("sql", Construct.COLUMN, min(set(asked) & set(register.keys)))
    body = written(asked, Source(kernel, names, register, dialect))
    return f"{head(kernel, dialect, register, readings)}{body}"


def unsupported(kernel: Kernel, dialect: Dialect) -> tuple[str, ...]:
    """Why this kernel can't be said in this dialect; empty when it can."""
    try:
        statement(kernel, dialect, Register())
    except NotExpressible as refused:
        return (str(refused),)
    return ()


def _check(kernel: Kernel, register: Register) -> None:
    for output in kernel.entry_outputs:
        raise NotExpressible("sql", Construct.PER_ENTRY, output.name)
    wrong = [name for name in (*register.table.split("."), *register.keys) if not is_identifier(name)]
    if wrong:
        raise NotExpressible("sql", Construct.NAME, comment(wrong[0]))
    for choice in (*kernel.choices, *kernel.entry_rules):
        for part in (part for expr in expressions_of(choice) for part in walk(expr)):
            if not isinstance(part, _NODES):
                raise NotExpressible("sql", Construct.EXPRESSION, type(part).__name__, choice.name)
    texts = [row.cite.text for choice in kernel.choices for row in choice.rows]
    if any(CLAUSES in text for text in texts):
        raise NotExpressible("sql", Construct.CLAUSE)
