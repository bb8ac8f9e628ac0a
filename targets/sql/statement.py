"""The whole statement: the register in front, the choices in order, one line of answers a person behind.

In: a kernel, a dialect and what is known about the register. Out: one SELECT as text. The same inputs
always give the same text.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from polc.compiler.kernel import Choice, Kernel, Kind
from polc.compiler.readings import chosen_readings, combinations
from polc.dsl.values import NotApplicable
from polc.targets.sql.answers import CLAUSES, head, select
from polc.targets.sql.branch import Branch
from polc.targets.sql.choice import decide
from polc.targets.sql.dialect import Dialect
from polc.targets.sql.flow import ROW, Flow, Step
from polc.targets.sql.merge import Merged, merged
from polc.targets.sql.names import Names, names_of
from polc.targets.sql.register import Register
from polc.targets.sql.scope import RATE_UNITS, Scope
from polc.targets.sql.settle import Decided
from polc.targets.sql.text import Unsupported, comment, is_identifier
from polc.targets.sql.variants import Variants, Way, variants_of


def statement(
    kernel: Kernel, dialect: Dialect, register: Register, assume: Mapping[str, str | None] | None = None
) -> str:
    """The statement. Raises Unsupported, KeyError for an unknown reading, ValueError for too many ways."""
    _check(kernel, register)
    readings = chosen_readings(kernel, assume or {})
    next(combinations(kernel, readings))
    variants = variants_of(kernel, readings)
    return _Writer(kernel, dialect, register, variants, names_of(kernel), Flow(dialect)).written()


def unsupported(kernel: Kernel, dialect: Dialect) -> tuple[str, ...]:
    """Why this kernel can't be said in this dialect; empty when it can."""
    try:
        statement(kernel, dialect, Register())
    except Unsupported as refused:
        return refused.reasons
    except ValueError as refused:
        return (str(refused),)
    return ()


def output_columns(kernel: Kernel) -> tuple[tuple[str, str], ...]:
    """The Chinese name of every public field, with the alias that its columns begin with."""
    names = names_of(kernel)
    return tuple((decl.name, names.fields[decl.name]) for decl in kernel.outputs)


def _check(kernel: Kernel, register: Register) -> None:
    wrong = [name for name in (*register.table.split("."), *register.keys) if not is_identifier(name)]
    if wrong:
        raise Unsupported(f"the name {comment(wrong[0])} has characters beyond letters, digits and _")
    texts = [row.cite.text for choice in kernel.choices for row in choice.rows]
    if any(CLAUSES in text for text in texts):
        raise Unsupported(f"a clause with {CLAUSES} in its number")
    if len(kernel.inputs) > 1000:
        raise Unsupported("more than 1000 inputs")
    lists = [decl.name for decl in kernel.inputs if decl.type.kind is Kind.LIST]
    if lists:
        raise Unsupported(f"the list {comment(lists[0])} as an input")


@attrs.define
class _Writer:
    """The statement in the making; `decided` holds every field by its name and the way it was decided in."""

    kernel: Kernel
    dialect: Dialect
    register: Register
    variants: Variants
    names: Names
    flow: Flow
    decided: dict[tuple[str, Way], Decided] = attrs.field(factory=dict)
    outside: dict[NotApplicable, int] = attrs.field(factory=dict)

    def written(self) -> str:
        """Head, steps, and the final SELECT."""
        self._persons()
        for number, choice in enumerate(self.kernel.choices, start=1):
            for place, way in enumerate(self.variants.ways(choice.fields[0])):
                self._choice(number, choice, place, way)
        answers = self._answers()
        last = select(answers, self._scope(()), self.register.keys, self.flow.current)
        steps, last = self.flow.written(last)
        joined = ",\n".join(steps)
        prelude = self.dialect.prelude
        above = head(self.kernel, self.dialect, self.register, self.variants)
        return f"{above}WITH {prelude}\n{joined}\n{last}\n"

    def _persons(self) -> None:
        """The register: keys, a number for every row, and the facts, each of its declared type."""
        quote, columns = self.dialect.quote, {}
        for number, key in enumerate(self.register.keys):
            columns[f"key_{number}"] = quote(key)
        quoted = ", ".join(quote(key) for key in self.register.keys)
        columns[ROW] = self.dialect.row_number_form.format(keys=f"struct({quoted})")
        for decl in self.kernel.inputs:
            column = self.names.columns[decl.name]
            if column not in self.register.absent and decl.type.kind is not Kind.DURATION:
                text = f"CAST({quote(column)} AS {self.dialect.types[decl.type.kind]})"
                units = f"CAST({text} * {RATE_UNITS} AS DECIMAL(28, 0))"
                columns[self.names.inputs[decl.name]] = units if decl.type.kind is Kind.RATE else text
        self.flow.put(
            Step(
                name="persons_read",
                note="the register",
                added=tuple(columns.items()),
                sources=(),
                origin=quote(self.register.table),
            )
        )
        self.flow.current = "persons_read"

    def _scope(self, way: Way) -> Scope:
        fields = {
            name: found.cell
            for name in self.variants.reach
            if (found := self.decided.get((name, self.variants.within(name, way)))) is not None
        }
        return Scope(
            kernel=self.kernel,
            dialect=self.dialect,
            names=self.names,
            absent=frozenset(n for n, column in self.names.columns.items() if column in self.register.absent),
            readings=self.variants.readings_of(way),
            fields=fields,
            outside=self.outside,
        )

    def _choice(self, number: int, choice: Choice, place: int, way: Way) -> None:
        mark = f"v{place}" if place else ""
        tag = f"c{number}{mark}"
        columns = [f"f{number}{mark}_{self.names.fields[name]}" for name in choice.fields]
        clauses = {
            name: found.by
            for name in self.variants.reach
            if (found := self.decided.get((name, self.variants.within(name, way)))) is not None
        }
        note = "，".join(f"{assumption}：{reading}" for assumption, reading in way)
        title = f"{choice.name}（{note}）" if note else choice.name
        decided = decide(self.flow, self._scope(way), choice, tag, columns, clauses, title)
        for name, one in zip(choice.fields, decided, strict=True):
            self.decided[name, way] = one

    def _answers(self) -> list[tuple[str, Merged]]:
        """Every public field, its readings merged."""
        answers = []
        for number, decl in enumerate(self.kernel.outputs, start=1):
            ways = [(way, self.decided[decl.name, way]) for way in self.variants.ways(decl.name)]
            name = f"o{number}_{self.names.fields[decl.name]}"
            branch = Branch(
                flow=self.flow, scope=self._scope(()), tag=f"o{number}", main=True, current=self.flow.current
            )
            answers.append((self.names.fields[decl.name], merged(branch, name, ways, branch.scope)))
        return answers
