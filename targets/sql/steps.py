"""Steps as text: one common table expression each, the register first, the answers last.

In: the trees of the answers' columns. Out: WITH … SELECT. Loops over lists are lambdas where the database has
them, else lateral queries.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from polc.compiler.kernel import Kernel, Kind
from polc.targets.api import NotExpressible
from polc.targets.constructs import Construct
from polc.targets.sql.dialect import Dialect, Writer
from polc.targets.sql.lambdas import Lambdas
from polc.targets.sql.laterals import Laterals
from polc.targets.sql.layout import Namer, Steps, laid_out
from polc.targets.sql.names import Names
from polc.targets.sql.register import Register
from polc.targets.sql.tree import Tree

SPARE = 60  # columns that nobody reads any more are dropped where there are more of them


@attrs.frozen
class Source:
    """What the statement reads."""

    kernel: Kernel
    names: Names
    register: Register
    dialect: Dialect

    def columns(self) -> dict[str, str]:
        """Keys and facts of the register, each of its declared type, by their names inside."""
        quote, types = self.dialect.quote, self.dialect.types
        found = {f"key_{number}": quote(key) for number, key in enumerate(self.register.keys)}
        for decl in self.kernel.inputs:
            column, kind = self.names.columns[decl.name], decl.type.kind
            if column in self.register.absent:
                continue
            text = quote(column)
            if kind is Kind.RATE:
                text = self.dialect.units.format(text)
            elif kind in types:
                text = f"CAST({text} AS {types[kind]})"
            found[self.names.inputs[decl.name]] = text
        return found


def written(asked: Mapping[str, Tree], source: Source) -> str:
    """The statement without its comment."""
    return _Statement(source, laid_out(list(asked.values()), Namer()), asked).text()


@attrs.define
class _Statement:
    source: Source
    steps: Steps
    asked: Mapping[str, Tree]

    def text(self) -> str:
        """All steps, then the answers."""
        dialect = self.source.dialect
        made: list[tuple[dict[str, str], list[str], set[str]]] = []
        for number in range(len(self.steps.columns)):
            writer = Writer(dialect, self.steps.names)
            lines, joins = self._step(number, writer)
            if lines or joins:
                made.append((lines, joins, writer.read))
        writer = Writer(dialect, self.steps.names)
        last = [f"  {writer.last(each)} AS {dialect.quote(name)}" for name, each in self.asked.items()]
        keys = [f"  key_{n} AS {dialect.quote(key)}" for n, key in enumerate(self.source.register.keys)]
        keep = writer.read | {f"key_{number}" for number in range(len(keys))}
        text, place = self._chained(made, keep)
        return f"WITH {dialect.prelude}\n{text}\nSELECT\n" + ",\n".join([*keys, *last]) + f"\nFROM {place}\n"

    def _chained(
        self, made: list[tuple[dict[str, str], list[str], set[str]]], last: set[str]
    ) -> tuple[str, str]:
        dialect, register = self.source.dialect, self.source.register
        later = [last]
        for _, _, read in reversed(made):
            later.append(later[-1] | read)
        later.reverse()
        there = {name: text for name, text in self.source.columns().items() if name in later[0]}
        texts = [
            self._expression(
                "persons_read", [f"{v} AS {n}" for n, v in there.items()], dialect.quote(register.table), []
            )
        ]
        place, held = "persons_read", list(there)
        for number, (lines, joins, _) in enumerate(made, start=1):
            kept = [name for name in held if name in later[number]]
            carried = [f"{place}.*"] if len(held) - len(kept) <= SPARE else _wrapped(kept)
            held = (held if len(held) - len(kept) <= SPARE else kept) + list(lines)
            columns = [*carried, *(f"{text} AS {name}" for name, text in lines.items())]
            texts.append(self._expression(f"step_{number}", columns, place, joins))
            place = f"step_{number}"
        return ",\n".join(texts), place

    def _expression(self, name: str, columns: list[str], place: str, joins: list[str]) -> str:
        dialect = self.source.dialect
        hint = f" {dialect.hint}".rstrip()
        body = ",\n".join(f"    {column}" for column in columns)
        joined = "".join(f"\n  CROSS JOIN LATERAL {join}" for join in joins)
        fence = f"\n  {dialect.fence}" if dialect.fence else ""
        return f"{name} AS (\n  SELECT{hint}\n{body}\n  FROM {place}{joined}{fence}\n)"

    # ---- one step ------------------------------------------------------------------------------------
    def _step(self, number: int, writer: Writer) -> tuple[dict[str, str], list[str]]:
        lines = {name: writer.outer(tree) for name, tree in self.steps.columns[number].items()}
        lists = self.source.dialect.lists
        if lists is None:
            return lines | self._gathered(number), [Laterals(writer).join(r) for r in self.steps.runs[number]]
        for run in self.steps.runs[number]:
            lines[run.name] = Lambdas(writer, lists).run(run)
        for run in self.steps.runs[number - 1] if number else ():
            lines |= Lambdas(writer, lists).gathered(run)
        return lines, []

    def _gathered(self, number: int) -> dict[str, str]:
        """What lateral queries of a step give."""
        runs = self.steps.runs[number]
        if runs and not self.source.dialect.lateral:
            raise NotExpressible("sql", Construct.LIST, self.source.dialect.label)
        return {name: f"{run.name}.{name}" for run in runs for name in run.gathered}


def _wrapped(names: list[str]) -> list[str]:
    return [", ".join(names[place : place + 12]) for place in range(0, len(names), 12)]
