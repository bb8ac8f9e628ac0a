"""Loops over lists as lambdas: DuckDB's and Spark's.

In: a loop as laid out. Out: the list that has, for each entry, what is asked of it, and what is gathered over
it. What is said twice of an entry is a part of a struct, made by one list after another: a lambda inside a
lambda would be planned twice at each level. Running values are gathered by a reduction of the list in order.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import attrs

from polc.compiler.kernel import Kind
from polc.targets.sql.dialect import Lists, Writer
from polc.targets.sql.layout import Run, Steps
from polc.targets.sql.loops import Going
from polc.targets.sql.tree import Tree

Parts = list[tuple[str, str]]


@attrs.frozen
class Lambdas:
    """Loops as lambdas over lists of structs: one list after another, each with what the next one reads."""

    writer: Writer
    lists: Lists

    def run(self, run: Run) -> str:
        """A list with what is asked of each entry; with running values, what they come to."""
        going = going_of(run.loop)
        entries = self.writer.write(run.loop.args[0])
        if going.states and going.cells.order:
            entries = self._sorted(entries, going)
        if going.states:
            return self._reduced(run, going, entries)
        return self._chain(run, run.inside, entries, {n: tree.args[1] for n, tree in run.gathered.items()})

    # ---- one list after another ----------------------------------------------------------------------
    def _chain(self, run: Run, inside: Steps, entries: str, last: Mapping[str, Tree]) -> str:
        """The lists, each with what the next ones read; `last` are the parts of the last one."""
        stages = self._stages(run, inside, last)
        needed: set[str] = set()
        structs: list[Parts] = []
        for number in range(len(stages) - 1, -1, -1):
            own, read = stages[number]
            variable = self._variable(run, number)
            carried = [
                (name, variable if name == "e" and not number else f"{variable}.{name}")
                for name in sorted(needed - set(dict(own)))
            ]
            structs.insert(0, [*carried, *own])
            needed = {name for name, _ in carried if name != "e" or number} | read
        for number, struct in enumerate(structs):
            variable, made = self._variable(run, number), self.writer.struct(struct)
            entries = self.lists.transform.format(list=entries, var=variable, body=made)
        return entries

    def _variable(self, run: Run, number: int) -> str:
        return f"{'x' if number else 'e'}{going_of(run.loop).number}"

    def _stages(self, run: Run, inside: Steps, last: Mapping[str, Tree]) -> list[tuple[Parts, set[str]]]:
        """What each list adds, with the names that it reads of the one before."""
        found: list[tuple[Parts, set[str]]] = []
        for stage in range(1, len(inside.columns) + 1):
            variable = self._variable(run, len(found))
            entry = f"{variable}.e." if found else f"{variable}."
            writer = self._inside(inside, variable, {going_of(run.loop): entry})
            ending = stage == len(inside.columns)
            parts = self._parts(inside, writer, stage) if not ending else []
            if ending:
                parts = [(name, writer.write(tree)) for name, tree in last.items()] or [("n", "0")]
            read = self._mark(writer, f"{variable}.")
            read |= {"e"} if found and any(entry in text for _, text in parts) else set()
            if parts:
                found.append((parts, read))
        return found

    def _inside(self, inside: Steps, variable: str, entries: Mapping[Hashable, str]) -> Writer:
        """A writer that knows what an entry has."""
        known = {tree: f"{variable}.{name}" for tree, name in inside.names.items()}
        loops = {each.name: f"{variable}.{each.name}" for runs in inside.runs for each in runs}
        return attrs.evolve(
            self.writer,
            names={**self.writer.names, **known},
            read=set(),
            loops={**self.writer.loops, **loops},
            entries={**self.writer.entries, **entries},
        )

    def _parts(self, inside: Steps, writer: Writer, stage: int) -> Parts:
        deeper = Lambdas(writer, self.lists)
        parts = [(name, writer.outer(tree)) for name, tree in inside.columns[stage].items()]
        parts += [(each.name, deeper.run(each)) for each in inside.runs[stage]]
        for each in inside.runs[stage - 1]:
            parts += list(deeper.gathered(each).items())
        return parts

    def _mark(self, writer: Writer, prefix: str) -> set[str]:
        """What was read of an entry; what was read of the places around is read there."""
        own = {name for name in writer.read if name.startswith(prefix)}
        self.writer.read.update(writer.read - own)
        return {name[len(prefix) :] for name in own}

    # ---- running values ------------------------------------------------------------------------------
    def _sorted(self, entries: str, going: Going) -> str:
        keys = [(f"k{n}", f"e.{self.writer.dialect.quote(key)}") for n, key in enumerate(going.cells.order)]
        return self.lists.sort.format(
            list=entries, struct=self.writer.struct([*keys, ("i", "i"), ("e", "e")])
        )

    def _reduced(self, run: Run, going: Going, entries: str) -> str:
        """The list in order reduced to one struct: running values, and what is gathered."""
        count = len(going.states)
        starts, steps = run.loop.args[1 : count + 1], run.loop.args[count + 1 :]
        gathered = {name: tree for name, tree in run.gathered.items() if len(tree.args) > 1}
        kinds = [*going.states, *((name, kind_of(tree)) for name, tree in gathered.items())]
        start = [self.writer.write(tree) for tree in starts]
        start += ["NULL" if tree.op == "best" else "0" for tree in gathered.values()]
        entries = self._chain(run, run.inside, entries, run.read)
        first = [(n, self._cast(text, k)) for (n, k), text in zip(kinds, start, strict=True)]
        body = self._step(run, going, steps, gathered, kinds)
        lifted = self.writer.struct([(n, self._cast("NULL", k)) for n, k in kinds] + [("x", "y")])
        initial = self.writer.struct([*first, ("x", "NULL")] if self.lists.lifted else first)
        return self.lists.reduce.format(list=entries, initial=initial, lifted=lifted, body=body)

    def _cast(self, text: str, kind: Kind) -> str:
        return f"CAST({text} AS {self.writer.dialect.types[kind]})"

    def _step(
        self,
        run: Run,
        going: Going,
        steps: tuple[Tree, ...],
        gathered: Mapping[str, Tree],
        kinds: list[tuple[str, Kind]],
    ) -> str:
        """The struct after one more entry `y`, where `s` is the one before."""
        last = dict(zip((name for name, _ in going.states), steps, strict=True)) | {
            name: tree.args[1] for name, tree in gathered.items()
        }
        entry = "y.x" if self.lists.lifted else "y"
        variable = f"z{going.number}" if len(run.after.columns) > 1 else ""
        state, read = (f"{variable}.s", f"{variable}.y") if variable else ("s", entry)
        known = {tree: f"{read}.{name}" for name, tree in run.read.items()}
        outer = attrs.evolve(
            self.writer,
            names={**self.writer.names, **known},
            read=set(),
            entries={**self.writer.entries, going: f"{state}."},
        )
        chain = Lambdas(outer, self.lists)
        structs: list[Parts] = []
        for stage in range(1, len(run.after.columns)):
            writer = chain._inside(run.after, variable, {})
            structs.append(chain._parts(run.after, writer, stage))
            chain._mark(writer, f"{variable}.")
        writer = chain._inside(run.after, variable, {})
        told = [
            (name, self._cast(self._added(last[name], gathered.get(name), writer, f"{state}.{name}"), kind))
            for name, kind in kinds
        ]
        chain._mark(writer, f"{variable}.")
        self._mark(outer, f"{variable or 's'}.")
        if not variable:
            return self.writer.struct([*told, ("x", entry)] if self.lists.lifted else told)
        made = self.lists.one.format(self.writer.struct([("s", "s"), ("y", entry)]))
        last_parts = [*told, ("x", f"{variable}.y")] if self.lists.lifted else told
        carried = ["s", "y"]
        for struct in structs:
            parts = [*((name, f"{variable}.{name}") for name in carried), *struct]
            made = self.lists.transform.format(list=made, var=variable, body=self.writer.struct(parts))
            carried += dict(struct)
        made = self.lists.transform.format(list=made, var=variable, body=self.writer.struct(last_parts))
        return f"{made}{self.lists.first}"

    def _added(self, body: Tree, gathered: Tree | None, writer: Writer, before: str) -> str:
        """A running value's next one, or one more entry in what is gathered."""
        text = writer.write(body)
        match None if gathered is None else how_of(gathered):
            case None:
                return text
            case "sum":
                return f"{before} + {text}"
            case "or":
                return f"{before} | {text}"
            case how:
                return f"{'GREATEST' if how == 'most' else 'LEAST'}({before}, {text})"

    def gathered(self, run: Run) -> dict[str, str]:
        """What is gathered over the list."""
        place = self.writer.loops.get(run.name, run.name)
        self.writer.read.add(place)
        if going_of(run.loop).states:
            return {name: f"{place}.{self._of_state(name, tree)}" for name, tree in run.gathered.items()}
        found = {}
        for name, tree in run.gathered.items():
            form = self.lists.all[how_of(tree)]
            found[name] = form.format(self.lists.transform.format(list=place, var="r", body=f"r.{name}"))
        return found

    def _of_state(self, name: str, tree: Tree) -> str:
        return str(tree.word) if len(tree.args) == 1 else name


def how_of(tree: Tree) -> str:
    """How it's gathered."""
    return str(tree.word[0] if isinstance(tree.word, tuple) else tree.word)


def kind_of(tree: Tree) -> Kind:
    """The kind of what is gathered."""
    kind = tree.word[1] if isinstance(tree.word, tuple) else Kind.INT
    assert isinstance(kind, Kind)
    return kind


def going_of(loop: Tree) -> Going:
    """The loop that a tree is."""
    assert isinstance(loop.word, Going)
    return loop.word
