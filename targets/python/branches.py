"""One choice on the fast path: its rows as a selection, and what each branch keeps.

In: a residual choice. Out: statements that fill its variables: `c3` the code of choice 3 where its results
are few, `v3_0` the object of its field 0 where they aren't, and for proofs `q3` the reasons of its fields.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from typing import Protocol

import attrs

from polc.compiler.kernel import FALSE, TRUE, And, Choice, Expr, FieldRef, Or, Pick
from polc.compiler.readings import bounds_of
from polc.dsl.values import NotApplicable, Result, is_status
from polc.targets.python import pycode
from polc.targets.python.conditions import Conditions, Leaves
from polc.targets.python.days import Unsupported
from polc.targets.python.general import operands_of
from polc.targets.python.outcomes import GIVING_UP, Results, Table, Vector, computed, public
from polc.targets.python.outside import OUTSIDE
from polc.targets.python.proofs import Proofs
from polc.targets.python.ranks import Ranks, ranks_of
from polc.targets.python.reasons import Reasons, Told
from polc.targets.python.residual import fold, is_group, negated
from polc.targets.python.rows import apart, in_order
from polc.targets.python.selection import Body, Selection

_MOST_CLASSES = 4
_MOST_COMPANIONS = 3


class Function(Protocol):
    """The function that the choice is written into."""

    proving: bool
    asked: set[str]
    by_field: dict[str, Branches]
    leaves: dict[str, Leaves]
    looked_up: dict[str, Leaves]
    results: dict[str, ast.expr]
    reasons: dict[str, ast.expr]


@attrs.frozen
class Branches:
    """Writes one choice."""

    function: Function
    number: int
    choice: Choice
    original: Choice
    conditions: Conditions
    read: frozenset[str]
    proofs: Proofs
    tables: dict[int, Table] = attrs.field(init=False, factory=dict)
    marks: list[ast.expr | None] = attrs.field(init=False, factory=list)
    ranked: list[Ranks] = attrs.field(init=False, factory=list)
    finite: Results | None = attrs.field(init=False)

    @finite.default
    def _finite(self) -> Results | None:
        """The results, where they're few: all values depend on codes only."""
        tops = [value for row in self.choice.rows for value in row.values] + list(self.choice.otherwise)
        if any(self.conditions.finite(expr) is None for expr in tops):
            return None
        return Results(self.conditions, self.read, self.choice.fields)

    # ---- the whole choice ----------------------------------------------------------------------------
    def statements(self) -> Body:
        """Everything the choice needs, and what later choices can know about it."""
        if self._is_private_group():
            return self._group()
        otherwise: Body = []
        if all(row.guard != TRUE for row in self.choice.rows):
            otherwise = self._outcome(self.choice.otherwise, Told.clause(self.choice.otherwise_cite))
        for row, decl in enumerate(self.choice.rows):
            if self.finite is not None and decl.guard != FALSE:
                self.tables[row] = self.finite.table(decl.values)
        body = self._gated(self._selected(otherwise))
        self._declare()
        return self._shared(self._without_single_code(body))

    def _is_private_group(self) -> bool:
        label = self.choice.fields[0]
        return is_group(self.choice) and not self.conditions.kernel.field_by_name[label].public

    def _group(self) -> Body:
        """A yes or no that only conditions read: one expression, whose truth counts."""
        piece = self.conditions.piece(fold(Or(tuple(row.guard for row in self.choice.rows))))
        vectors: tuple[Vector, ...] = ((False,), (True,))
        if isinstance(piece.node, bool):
            vectors = ((piece.node,),)
        self.function.leaves[self.choice.fields[0]] = Leaves(self.code, self.choice.fields, vectors)
        return [] if isinstance(piece.node, bool) else [pycode.assign(self.code, piece.node)]

    def _selected(self, otherwise: Body) -> Body:
        selection = Selection(self.conditions)
        rows = [row for row in in_order(self.choice) if self.choice.rows[row].guard != FALSE]
        ranks = self._ranks()
        if ranks is not None:
            self.ranked.append(ranks)
            self._open_rows(selection, [row for row in rows if row in ranks.open_rows])
            for level in ranks.levels:
                self._level(selection, level)
        else:
            every = self.choice.pick not in (Pick.UNIQUE, Pick.EXCLUSIVE)
            for place, row in enumerate(rows):
                self._row(selection, row, rows[place + 1 :], every=every)
        return selection.statements(otherwise)

    def _ranks(self) -> Ranks | None:
        if self.choice.pick is not Pick.HIGHEST or self.finite is None:
            return None
        return ranks_of(self.choice, self.tables, self.finite, bounds_of(self.conditions.kernel))

    def _gated(self, body: Body) -> Body:
        gate = self.choice.gate
        if gate is None or gate == TRUE:
            return body
        clauses = (self.choice.gate_cite.text,) if self.choice.gate_cite else ()
        outside = NotApplicable(reason=OUTSIDE, clauses=clauses)
        vector = (outside,) * len(self.choice.fields)
        node = self.conditions.piece(gate).node
        if isinstance(node, bool):
            return body if node else self._constant(vector, Told.clause(self.choice.gate_cite, gate=True))
        closed = self._constant(vector, Told.clause(self.choice.gate_cite, gate=True))
        return [pycode.when(node, *(body or [ast.Pass()]), otherwise=closed)]

    def _declare(self) -> None:
        """Tell the function where the results of this choice are."""
        for place, label in enumerate(self.choice.fields):
            if self.finite is not None:
                vectors = tuple(self.finite.vectors) or ((),)
                leaves = Leaves(self.code, self.choice.fields, vectors)
                self.function.leaves[label] = leaves
            else:
                self.function.results[label] = pycode.name(f"v{self.number}_{place}")
            self.function.reasons[label] = pycode.index(pycode.name(self.told), pycode.const(place))

    def _without_single_code(self, body: Body) -> Body:
        """A choice with one result needs no variable, if nothing else happens in its branches."""
        if self.function.proving or self.marking or self.finite is None or len(self.finite.vectors) != 1:
            return body
        names = {n.id for statement in body for n in ast.walk(statement) if isinstance(n, ast.Name)}
        return body if "_give_up" in names else []

    def _shared(self, body: Body) -> Body:
        """A choice that comes out exactly as an earlier one shares its code."""
        if self.function.proving or self.finite is None:
            return body
        match body:
            case [ast.Assign(value=value)]:
                mine = self.function.leaves[self.choice.fields[0]]
                first = self.function.looked_up.setdefault(ast.dump(value), mine)
                if first is mine or first.vectors != mine.vectors:
                    return body
                for label in self.choice.fields:
                    self.function.leaves[label] = attrs.evolve(mine, variable=first.variable)
                return []
            case _:
                return body

    @property
    def telling(self) -> bool:
        """True when the reasons of this choice are asked for."""
        return self.function.proving and not self.function.asked.isdisjoint(self.choice.fields)

    @property
    def marking(self) -> bool:
        """True when a decision must say which of its rows decided."""
        asked = not self.function.asked.isdisjoint(self.choice.fields)
        return asked and not self.function.proving and not self.inherits

    @property
    def inherits(self) -> bool:
        """True for an identity: it rests on the clauses of the fields it's computed from."""
        cites = [row.cite for row in self.original.rows] + [self.original.otherwise_cite]
        return self.original.cite is None and not any(cite and cite.text for cite in cites)

    def lookup(self) -> Body:
        """In the function that looks reasons up: those of this choice, or a return to the proof."""
        if self.function.asked.isdisjoint(self.choice.fields):
            return []
        if self.inherits:
            if self.finite is None or self.choice.gate is not None:
                raise Unsupported("reasons of a computed identity")
            leaves = self.function.leaves[self.choice.fields[0]]
            return [pycode.assign(self.told, Reasons(self, Told()).passed_on(leaves))]
        known = [mark or pycode.const(None) for mark in self.marks]
        table = self.proofs.pool.hoist(pycode.row(known), "_P")
        body: Body = [pycode.assign(self.told, pycode.index(table, pycode.name(f"s{self.number}")))]
        if None in self.marks:
            unknown = pycode.compare(pycode.name(self.told), "is", pycode.const(None))
            body.append(pycode.when(unknown, pycode.give(pycode.call("_proof", pycode.name("person")))))
        return body

    @property
    def code(self) -> str:
        return f"c{self.number}"

    @property
    def operands(self) -> list[ast.expr]:
        """The reasons of the fields that the values are computed from."""
        return [self.function.reasons[label] for label in operands_of(self.original)]

    @property
    def operand_marks(self) -> list[tuple[str, list[tuple[str, ...] | None]]]:
        """The mark of each operand's choice, and the clauses that each of its marks stands for."""
        found: list[tuple[str, list[tuple[str, ...] | None]]] = []
        for label in operands_of(self.original):
            other = self.function.by_field.get(label)
            if other is None or not other.marking:
                return []
            place = other.choice.fields.index(label)
            found.append((f"s{other.number}", [other.marked(mark, place) for mark in other.marks]))
        return found

    def marked(self, mark: ast.expr | None, place: int) -> tuple[str, ...] | None:
        """The clauses of one field that a mark stands for; empty for one that leads to a proof."""
        if mark is None:
            return ()
        known = self.proofs.known.get(ast.unparse(mark))
        return None if known is None else known[place]

    @property
    def told(self) -> str:
        return f"q{self.number}"

    # ---- rows ----------------------------------------------------------------------------------------
    def _row(self, selection: Selection, row: int, later: Sequence[int], *, every: bool) -> None:
        """One row as a branch: it gives up where a later row could meet it with another value."""
        meeting = [
            other
            for other in later
            if other not in self.choice.losers[row]
            and not apart(self.choice.rows[row].guard, self.choice.rows[other].guard)
        ]
        rivals = meeting if every else [other for other in meeting if not self._alike(row, other)]
        companions = [other for other in meeting if other not in rivals]
        body = self._unless([self.choice.rows[other].guard for other in rivals])
        told = Told.rows([row], companions)
        selection.add(
            self.choice.rows[row].guard, [*body, *self._outcome(self.choice.rows[row].values, told)]
        )

    def _unless(self, guards: Sequence[Expr]) -> Body:
        """Give up where one of these holds."""
        node = self.conditions.piece(fold(Or(tuple(guards)))).node
        if isinstance(node, bool):
            return [GIVING_UP] if node else []
        return [pycode.when(node, GIVING_UP)]

    def _alike(self, row: int, other: int) -> bool:
        if self.finite is not None:
            return self.tables[row] == self.tables[other]
        return self.choice.rows[row].values == self.choice.rows[other].values

    def _open_rows(self, selection: Selection, rows: Sequence[int]) -> None:
        """Rows without a stated amount: each decides alone, or the general path does."""
        for place, row in enumerate(rows):
            later = [r for r in in_order(self.choice) if r not in rows[: place + 1]]
            self._row(selection, row, later, every=True)

    # ---- levels of equal amounts ---------------------------------------------------------------------
    def _level(self, selection: Selection, level: Sequence[int]) -> None:
        classes = self._classes(level)
        anyone = fold(Or(tuple(self.unbeaten(row) for row in level)))
        if len(classes) > _MOST_CLASSES:
            selection.add(anyone, self._one_of(classes))
        else:
            selection.add(anyone, self._winners(classes, []))

    def _one_of(self, classes: Sequence[list[int]]) -> Body:
        """Too many classes for every way to tie: one alone decides, or the general path does."""
        inner = Selection(self.conditions)
        for place, rows in enumerate(classes):
            rivals = [self.unbeaten(row) for others in classes[place + 1 :] for row in others]
            body = [*self._unless(rivals), *self._tied([rows])]
            inner.add(fold(Or(tuple(map(self.unbeaten, rows)))), body)
        return inner.statements([GIVING_UP])

    def _classes(self, level: Sequence[int]) -> list[list[int]]:
        """The rows of a level by the values they give."""
        classes: dict[Table, list[int]] = {}
        for row in level:
            classes.setdefault(self.tables[row], []).append(row)
        return list(classes.values())

    def unbeaten(self, row: int) -> Expr:
        """The row holds and no row that beats it does; rows without a stated amount were tried before."""
        beaters = [w for w, loser in self.choice.beats if loser == row]
        if self.choice.pick is Pick.HIGHEST and self.ranked:
            beaters = [w for w in beaters if w not in self.ranked[0].open_rows]
        winners = [self.choice.rows[w].guard for w in beaters]
        return fold(And((self.choice.rows[row].guard, *map(negated, winners))))

    def _winners(self, classes: Sequence[list[int]], chosen: list[list[int]]) -> Body:
        """Which classes hold, one after the other; the last must where none did before."""
        if not classes:
            return self._tied(chosen)
        first, rest = classes[0], classes[1:]
        if not rest and not chosen:
            return self._tied([first])
        node = self.conditions.piece(fold(Or(tuple(map(self.unbeaten, first))))).node
        held, not_held = self._winners(rest, [*chosen, first]), self._winners(rest, chosen)
        if isinstance(node, bool):
            return held if node else not_held
        return [pycode.when(node, *held, otherwise=not_held)]

    def _tied(self, chosen: Sequence[list[int]]) -> Body:
        """The outcome of one or more classes of the same amount."""
        sure = [rows[0] for rows in chosen if len(rows) == 1]
        told = Told.rows(sure, [row for rows in chosen if len(rows) > 1 for row in rows])
        if len(chosen) == 1:
            return self._outcome(self.choice.rows[chosen[0][0]].values, told)
        vectors = self._vectors_of(chosen)
        if self.choice.tie is None or vectors is None or self.conditions.finite(self.choice.tie) is None:
            return [GIVING_UP]
        tie = self._value_of(self.choice.tie)
        agreed = tuple(c[0] if all(x == c[0] for x in c) else tie for c in zip(*vectors, strict=True))
        differing = [n for n, c in enumerate(zip(*vectors, strict=True)) if any(x != c[0] for x in c)]
        return self._constant(agreed, attrs.evolve(told, tie=(tuple(differing), tie)))

    def _vectors_of(self, chosen: Sequence[list[int]]) -> list[Vector] | None:
        tables = [self.tables[rows[0]] for rows in chosen]
        if self.finite is None or any(table.depends or table.codes[0] < 0 for table in tables):
            return None
        return [self.finite.vectors[table.codes[0]] for table in tables]

    def _value_of(self, expr: Expr) -> Result:
        """A constant value."""
        results = Results(self.conditions, frozenset(), ("",))
        table = results.table([expr])
        if table.depends or table.codes[0] < 0:
            raise Unsupported("a value that isn't constant")
        return results.vectors[table.codes[0]][0]

    # ---- outcomes ------------------------------------------------------------------------------------
    def _outcome(self, values: Sequence[Expr], told: Told) -> Body:
        """Keep the values of a branch, and in a proof its reasons."""
        if self.finite is None:
            return [*self._objects(values), *self._reasons(told, [self._status_of(v) for v in values])]
        table = self.finite.table(values)
        if not table.depends:
            if table.codes[0] < 0:
                return [GIVING_UP]
            return self._constant(self.finite.vectors[table.codes[0]], told)
        body: Body = [pycode.assign(self.code, table.node())]
        if -1 in table.codes:
            body.append(pycode.when(pycode.compare(pycode.name(self.code), "<", pycode.const(0)), GIVING_UP))
        return [*body, *self._reasons_by_code(told, table)]

    def _constant(self, vector: Vector, told: Told) -> Body:
        if self.finite is None:
            nodes = [public(result, self.conditions) for result in vector]
            return [*self._assigned(nodes), *self._reasons(told, vector)]
        number = self.finite.code_of(vector)
        if number < 0:
            return [GIVING_UP]
        return [pycode.assign(self.code, pycode.const(number)), *self._reasons(told, vector)]

    def _objects(self, values: Sequence[Expr]) -> Body:
        kinds = [self.conditions.kernel.field_by_name[label].type.kind for label in self.choice.fields]
        return self._assigned([computed(v, k, self.conditions) for v, k in zip(values, kinds, strict=True)])

    def _assigned(self, nodes: Iterable[ast.expr]) -> Body:
        return [pycode.assign(f"v{self.number}_{place}", node) for place, node in enumerate(nodes)]

    def _status_of(self, expr: Expr) -> Result | None:
        """The status a value is, where that's known; a computed value is none."""
        finite = self.conditions.finite(expr)
        if finite is None:
            if isinstance(expr, FieldRef) and self.telling:
                raise Unsupported("reasons of a passed-on result")
            return None
        return self._value_of(expr) if all(len(leaves.vectors) == 1 for leaves in finite) else None

    # ---- reasons -------------------------------------------------------------------------------------
    def _reasons(self, told: Told, vector: Sequence[Result | None]) -> Body:
        """In a proof the reasons; in a decision a mark that says where they can be looked up."""
        if self.telling:
            return Reasons(self, told).statements(vector)
        return self._marks(told, vector) if self.marking else []

    def _marks(self, told: Told, vector: Sequence[Result | None]) -> Body:
        """One mark for each set of rows that decide together; none can be looked up where they're many."""
        if len(told.maybe) > _MOST_COMPANIONS:
            return self._mark(None)
        if not told.maybe:
            return self._mark(Reasons(self, told).constant(vector))
        first, *rest = told.maybe
        held = attrs.evolve(told, sure=(*told.sure, first), maybe=tuple(rest))
        if not told.sure and not rest:
            return self._marks(held, vector)
        not_held = attrs.evolve(told, maybe=tuple(rest))
        node = self.conditions.piece(self.unbeaten(first)).node
        if isinstance(node, bool):
            return self._marks(held if node else not_held, vector)
        return [pycode.when(node, *self._marks(held, vector), otherwise=self._marks(not_held, vector))]

    def _mark(self, told: ast.expr | None) -> Body:
        if told not in self.marks:
            self.marks.append(told)
        return [pycode.assign(f"s{self.number}", pycode.const(self.marks.index(told)))]

    def _reasons_by_code(self, told: Told, table: Table) -> Body:
        """The reasons of a result that is looked up: the same for every code unless one is a status."""
        if self.finite is None or not (self.telling or self.marking):
            return []
        vectors = [self.finite.vectors[number] for number in table.codes if number >= 0]
        if not any(is_status(result) for vector in vectors for result in vector):
            return self._reasons(told, vectors[0])
        if self.marking:
            return self._mark(None)
        node = Reasons(self, told).by_code(self.finite.vectors, pycode.name(self.code))
        return [pycode.assign(self.told, node)]
