"""Loops over lists as lateral queries: PostgreSQL's, where a list is an array of objects in JSONB.

In: a loop as laid out. Out: a subquery that gives one line for each person, with what is gathered over the
entries. Running values go through the entries in order by recursion.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from polc.compiler.kernel import Kind
from polc.targets.sql.dialect import Writer
from polc.targets.sql.lambdas import going_of, how_of, kind_of
from polc.targets.sql.layout import Run, Steps
from polc.targets.sql.loops import Going
from polc.targets.sql.tree import Tree

FENCE = "OFFSET 0"
_OVER = {"sum": "SUM", "or": "BIT_OR", "most": "MAX", "least": "MIN"}


@attrs.frozen
class Laterals:
    """Writes loops that stand in the place of `writer`."""

    writer: Writer

    def join(self, run: Run) -> str:
        """The subquery; its columns are called as what is gathered."""
        going = going_of(run.loop)
        if going.states:
            return f"({self._recursive(run, going)}) AS {run.name}"
        place, writer = self._levels(run.inside, self._entries(run, going), f"e{going.number}", going)
        parts = [f"{self._over(tree, writer)} AS {name}" for name, tree in run.gathered.items()]
        self._mark(writer)
        return f"(SELECT {', '.join(parts)} FROM {place}) AS {run.name}"

    def _over(self, tree: Tree, writer: Writer) -> str:
        text, how = writer.write(tree.args[1]), how_of(tree)
        if tree.op == "best":
            return f"{_OVER[how]}({text})"
        return f"COALESCE(CAST({_OVER[how]}(CAST({text} AS BIGINT)) AS BIGINT), 0)"

    # ---- the entries ---------------------------------------------------------------------------------
    def _entries(self, run: Run, going: Going) -> str:
        """The cells of each entry, and where it stands in the list as given."""
        source = self.writer.records(self.writer.write(run.loop.args[0]), going.cells)
        cells = [f"j.{self.writer.dialect.quote(alias)} AS c_{alias}" for alias, _ in going.cells.columns]
        return f"SELECT {', '.join([*cells, 'j.polc_place'])} FROM {source}"

    def _levels(self, inside: Steps, place: str, alias: str, going: Going) -> tuple[str, Writer]:
        """One query around another, each with columns of its own; and a writer that knows them."""
        entries = {**self.writer.entries, going: f"{alias}."}
        names = {**self.writer.names, **inside.names}
        writer = attrs.evolve(self.writer, names=names, entries=entries, read=set())
        for columns, runs in zip(inside.columns, inside.runs, strict=True):
            deeper = Laterals(writer)
            lines = [f"{writer.outer(tree)} AS {name}" for name, tree in columns.items()]
            lines += [f"{run.name}.{name}" for run in runs for name in run.gathered]
            joins = "".join(f" CROSS JOIN LATERAL {deeper.join(run)}" for run in runs)
            if lines:
                source = f"({place} {FENCE}) AS {alias}{joins}"
                place = f"SELECT {', '.join([f'{alias}.*', *lines])} FROM {source}"
        return f"({place} {FENCE}) AS {alias}", writer

    def _mark(self, writer: Writer) -> None:
        """What was read of the places around is read there."""
        self.writer.read.update(writer.read)

    # ---- running values ------------------------------------------------------------------------------
    def _recursive(self, run: Run, going: Going) -> str:
        """Entry by entry; the last line is what they come to."""
        count, number = len(going.states), going.number
        starts, steps = run.loop.args[1 : count + 1], run.loop.args[count + 1 :]
        gathered = {name: tree for name, tree in run.gathered.items() if len(tree.args) > 1}
        place, writer = self._levels(run.inside, self._entries(run, going), f"e{number}", going)
        read = [f"{writer.write(tree)} AS {name}" for name, tree in run.read.items()]
        order = [self._key(key, dict(going.cells.columns)[key], number) for key in going.cells.order]
        turn = f"ROW_NUMBER() OVER (ORDER BY {', '.join([*order, 'polc_place'])}) AS polc_turn"
        self._mark(writer)
        entries = f"t{number} AS (SELECT {', '.join([turn, *read])} FROM {place})"
        begin = [
            self._cast(self.writer.write(tree), k) for tree, (_, k) in zip(starts, going.states, strict=True)
        ]
        begin += [self._cast("NULL" if t.op == "best" else "0", kind_of(t)) for t in gathered.values()]
        names = [name for name, _ in going.states] + list(gathered)
        head = f"s{number}({', '.join(['polc_turn', *names])})"
        after = self._after(run, going, steps, gathered)
        first = f"SELECT CAST(0 AS BIGINT), {', '.join(begin)}"
        told = [
            f"{tree.word if len(tree.args) == 1 else name} AS {name}" for name, tree in run.gathered.items()
        ]
        return (
            f"WITH RECURSIVE {entries}, {head} AS ({first} UNION ALL {after})"
            f" SELECT {', '.join(told)} FROM s{number} ORDER BY polc_turn DESC LIMIT 1"
        )

    def _key(self, key: str, kind: Kind, number: int) -> str:
        return f"e{number}.c_{key}" + (' COLLATE "C"' if kind is Kind.ENUM else "")

    def _cast(self, text: str, kind: Kind) -> str:
        return f"CAST({text} AS {self.writer.dialect.types[kind]})"

    def _after(self, run: Run, going: Going, steps: tuple[Tree, ...], gathered: Mapping[str, Tree]) -> str:
        """The line after one more entry."""
        number, alias = going.number, f"z{going.number}"
        known = {**self.writer.names, **{tree: f"{alias}.{name}" for name, tree in run.read.items()}}
        here = Laterals(attrs.evolve(self.writer, names=known))
        columns = "".join(f", t{number}.{name}" for name in run.read)
        lines = f"s{number} JOIN t{number} ON t{number}.polc_turn = s{number}.polc_turn + 1"
        joined = f"SELECT s{number}.*{columns} FROM {lines}"
        place, writer = here._levels(run.after, joined, alias, going)
        told = [self._cast(writer.write(tree), k) for tree, (_, k) in zip(steps, going.states, strict=True)]
        for name, tree in gathered.items():
            text, how, before = writer.write(tree.args[1]), how_of(tree), f"{alias}.{name}"
            sign = {"sum": "+", "or": "|"}.get(how)
            added = (
                f"{before} {sign} {text}"
                if sign
                else f"{'GREATEST' if how == 'most' else 'LEAST'}({before}, {text})"
            )
            told.append(self._cast(added, kind_of(tree)))
        here._mark(writer)
        self._mark(here.writer)
        return f"SELECT {alias}.polc_turn + 1, {', '.join(told)} FROM {place}"
