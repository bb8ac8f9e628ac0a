"""The whole statement: the register in front, the choices in order, one line of answers a person behind.

In: a kernel, a dialect and what is known about the register. Out: one SELECT as text. The same inputs
always give the same text.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from polc.compiler.kernel import Choice, Expr, InputRef, Kernel, Kind, Pick, walk
from polc.compiler.readings import chosen_readings, combinations
from polc.dsl.values import NotApplicable
from polc.targets.api import NotExpressible
from polc.targets.constructs import Construct
from polc.targets.sql.answers import CLAUSES, head, select
from polc.targets.sql.choice import decide
from polc.targets.sql.dialect import STORED, TYPES, Dialect
from polc.targets.sql.flow import Flow
from polc.targets.sql.letters import Letters, letters_of
from polc.targets.sql.merge import Merged, merged
from polc.targets.sql.names import Names, names_of
from polc.targets.sql.register import Register
from polc.targets.sql.scope import RATE_UNITS, Scope, numbered
from polc.targets.sql.settle import Decided
from polc.targets.sql.text import comment, is_identifier
from polc.targets.sql.variants import Variants, Way, variants_of

BITS = 62  # of an integer with 64, sign left alone


def statement(
    kernel: Kernel, dialect: Dialect, register: Register, assume: Mapping[str, str | None] | None = None
) -> str:
    """The statement. Raises NotExpressible, and KeyError for an unknown reading."""
    _check(kernel, register)
    readings = chosen_readings(kernel, assume or {})
    try:
        next(combinations(kernel, readings))
    except ValueError:
        raise NotExpressible("sql", Construct.READINGS) from None
    bits = {name: number for number, name in enumerate(_read(kernel))}
    if len(bits) > BITS:
        raise NotExpressible("sql", Construct.FACTS, str(len(bits)))
    flow = Flow(dialect, dialect.quote(register.table))
    variants = variants_of(kernel, readings)
    names, letters = names_of(kernel), letters_of(kernel)
    return _Writer(kernel, dialect, register, variants, names, bits, letters, flow).written()


def _read(kernel: Kernel) -> list[str]:
    """The facts that some rule reads, in declaration order."""
    tops: list[Expr] = [
        r.meaning for a in kernel.assumptions for r in a.readings if not isinstance(r.meaning, Pick)
    ]
    for choice in kernel.choices:
        tops += [e for row in choice.rows for e in (row.guard, *row.values)]
        tops += [*choice.otherwise, *(e for e in (choice.tie, choice.ceiling, choice.gate) if e is not None)]
    read = {expr.name for top in tops for expr in walk(top) if isinstance(expr, InputRef)}
    return [decl.name for decl in kernel.inputs if decl.name in read]


def unsupported(kernel: Kernel, dialect: Dialect) -> tuple[str, ...]:
    """Why this kernel can't be said in this dialect; empty when it can."""
    try:
        statement(kernel, dialect, Register())
    except NotExpressible as refused:
        return (str(refused),)
    return ()


def output_columns(kernel: Kernel) -> tuple[tuple[str, str], ...]:
    """The Chinese name of every public field, with the alias that its columns begin with."""
    names = names_of(kernel)
    return tuple((decl.name, names.fields[decl.name]) for decl in kernel.outputs)


def _check(kernel: Kernel, register: Register) -> None:
    wrong = [name for name in (*register.table.split("."), *register.keys) if not is_identifier(name)]
    if wrong:
        raise NotExpressible("sql", Construct.NAME, comment(wrong[0]))
    texts = [row.cite.text for choice in kernel.choices for row in choice.rows]
    if any(CLAUSES in text for text in texts):
        raise NotExpressible("sql", Construct.CLAUSE)
    for fact in kernel.inputs:
        if fact.type.kind is Kind.LIST:
            raise NotExpressible("sql", Construct.FACT, comment(fact.name))
    for decl in kernel.fields:
        if decl.type.kind not in TYPES:
            raise NotExpressible("sql", Construct.RESULT, decl.name)


@attrs.define
class _Writer:
    """The statement in the making; `decided` holds every field by its name and the way it was decided in."""

    kernel: Kernel
    dialect: Dialect
    register: Register
    variants: Variants
    names: Names
    bits: Mapping[str, int]
    letters: Letters
    flow: Flow
    decided: dict[tuple[str, Way], Decided] = attrs.field(factory=dict)
    outside: dict[NotApplicable, int] = attrs.field(init=False)

    @outside.default
    def _numbered(self) -> dict[NotApplicable, int]:
        return numbered(self.kernel)

    def written(self) -> str:
        """Head, steps, and the final SELECT."""
        self._persons()
        for number, choice in enumerate(self.kernel.choices, start=1):
            for place, way in enumerate(self.variants.ways(choice.fields[0])):
                self._choice(number, choice, place, way)
        answers = self._answers()
        last = select(answers, self._scope(()), self.register.keys)
        steps, last = self.flow.written(last)
        joined = ",\n".join(steps)
        above = head(self.kernel, self.dialect, self.register, self.variants)
        told = "".join(f"-- {letter} {comment(text)}\n" for letter, text in self.letters.known())
        return f"{above}{told}WITH {self.dialect.prelude}\n{joined}\n{last}\n"

    def _persons(self) -> None:
        """The register: keys and facts, each of its declared type."""
        quote, columns = self.dialect.quote, self.flow.first
        for number, key in enumerate(self.register.keys):
            columns[f"key_{number}"] = quote(key)
        for decl in self.kernel.inputs:
            column = self.names.columns[decl.name]
            if column not in self.register.absent and decl.name in self.bits and decl.type.kind in STORED:
                text = f"CAST({quote(column)} AS {self.dialect.types[decl.type.kind]})"
                units = f"CAST({text} * {RATE_UNITS} AS DECIMAL(28, 0))"
                columns[self.names.inputs[decl.name]] = units if decl.type.kind is Kind.RATE else text

    def _scope(self, way: Way) -> Scope:
        return Scope(
            kernel=self.kernel,
            dialect=self.dialect,
            names=self.names,
            absent=frozenset(n for n, column in self.names.columns.items() if column in self.register.absent),
            bits=self.bits,
            letters=self.letters,
            outside=self.outside,
            flow=self.flow,
            readings=self.variants.readings_of(way),
            fields={name: found.cell for name, found in self._earlier(way).items()},
        )

    def _earlier(self, way: Way) -> dict[str, Decided]:
        """The fields decided so far, each in the way that belongs to this one."""
        return {
            name: found
            for name in self.variants.reach
            if (found := self.decided.get((name, self.variants.within(name, way)))) is not None
        }

    def _choice(self, number: int, choice: Choice, place: int, way: Way) -> None:
        mark = f"v{place}" if place else ""
        columns = [f"f{number}{mark}_{self.names.fields[name]}" for name in choice.fields]
        clauses = {name: found.by for name, found in self._earlier(way).items()}
        note = "，".join(f"{assumption}：{reading}" for assumption, reading in way)
        cite = choice.cite.text if choice.cite is not None else choice.form.value
        self.flow.note = f"{choice.name}（{note}） [{cite}]" if note else f"{choice.name} [{cite}]"
        try:
            decided = decide(self._scope(way), choice, columns, clauses)
        except NotExpressible as refused:
            raise refused.at(choice.name) from None
        for name, one in zip(choice.fields, decided, strict=True):
            self.decided[name, way] = one

    def _answers(self) -> list[tuple[str, Merged]]:
        """Every public field, its readings merged."""
        answers = []
        for number, decl in enumerate(self.kernel.outputs, start=1):
            ways = [(way, self.decided[decl.name, way]) for way in self.variants.ways(decl.name)]
            alias = self.names.fields[decl.name]
            self.flow.note = f"{decl.name}: one answer for all readings"
            answers.append((alias, merged(self._scope(()), f"o{number}_{alias}", ways)))
        return answers
