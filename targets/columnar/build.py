"""From a plan to the program that judges a block: bits by logic, parts of days and choices by look-up.

In: a plan. Out: a `Built`: the program, and for each public field its column of codes, what the codes
stand for, and its column of days where the day depends on the person.
"""

from __future__ import annotations

from datetime import date

import attrs

from polc.compiler.kernel import Kind
from polc.compiler.readings import FieldResult
from polc.targets.columnar.bits import AllOf, AnyOf, Flag, Negated
from polc.targets.columnar.days import ClassVar, DayForm, LessEq, SymbolicDay
from polc.targets.columnar.plan import Plan
from polc.targets.columnar.program import (
    Column,
    DayTable,
    Operand,
    Program,
    TableData,
    Value,
    dtype_for,
    dtype_of,
    narrowest,
)
from polc.targets.columnar.records import Kept, Record, direct, kept, records
from polc.targets.columnar.variables import (
    BitVar,
    FactVar,
    FieldVar,
    Table,
    Var,
    project,
    width_of,
)

FEW_STARTS = 4
EPOCH = 719163  # the ordinal of 1970-01-01, from which columns of days count
Piece = tuple[Operand, int]


@attrs.frozen(kw_only=True)
class Output:
    """One field: what each code stands for in each run and merged; `days` when days go with it."""

    field: str
    runs: tuple[tuple[FieldResult, ...], ...]
    merged: tuple[FieldResult, ...]
    dtype: str
    days: bool


@attrs.frozen(kw_only=True)
class Built:
    """A program and its outputs, in the order of the fields."""

    program: Program
    outputs: tuple[Output, ...]


def build(plan: Plan) -> Built:
    """The program of a plan."""
    found = {field: kept(plan, field) for field in plan.outputs}
    builder = _Builder(plan, found, records(plan, found))
    for choice in plan.kernel.choices:
        for name in choice.fields:
            if name in plan.outputs:
                builder.output(name)
    builder.escape()
    order = {decl.name: number for number, decl in enumerate(plan.kernel.fields)}
    outputs = sorted(builder.outputs, key=lambda output: order[output.field])
    return Built(program=builder.program, outputs=tuple(outputs))


@attrs.define
class _Builder:
    plan: Plan
    kept: dict[str, Kept]
    records: dict[str, Record]
    program: Program = attrs.Factory(Program)
    outputs: list[Output] = attrs.Factory(list)
    bits: dict[int, Operand] = attrs.Factory(dict)
    codes: dict[int, Value] = attrs.Factory(dict)
    fields: dict[str, Value] = attrs.Factory(dict)
    read: dict[int, None] = attrs.Factory(dict)
    _rails: dict[int, tuple[Operand, Operand]] = attrs.Factory(dict)

    # ---- bits ---------------------------------------------------------------------------------------
    def bit(self, number: int) -> Operand:
        """The column of a bit."""
        if number not in self.bits:
            match self.plan.bits.nodes[number]:
                case Flag(name):
                    self.bits[number] = Column(name)
                case Negated(item):
                    self.bits[number] = self.program.emit("not", "u8", self.bit(item))
                case LessEq() as fact:
                    self.bits[number] = self._compared(fact)
                case AllOf(items):
                    self.bits[number] = self._folded("and", items, AllOf)
                case AnyOf(items):
                    self.bits[number] = self._folded("or", items, AnyOf)
        return self.bits[number]

    def _folded(self, op: str, items: tuple[int, ...], kind: type[AllOf] | type[AnyOf]) -> Operand:
        """One bit after the other; a part that was computed already is used again."""
        left = set(items)
        operands: list[Operand] = []
        for number, node in sorted(enumerate(self.plan.bits.nodes), key=lambda pair: -_size(pair[1])):
            if isinstance(node, kind) and number in self.bits and set(node.items) <= left:
                left -= set(node.items)
                operands.append(self.bits[number])
        operands += [self.bit(number) for number in sorted(left)]
        return self._chain(op, operands)

    def _compared(self, fact: LessEq) -> Operand:
        """left ≤ right: a threshold by day of the input that has more parts, compared with the other."""
        left, right = fact.left, fact.right
        if left.shift is not None and right.shift is not None:
            return self.program.emit("le", "u8", self._day(left), self._day(right))
        by_right = len(self.plan.world.parts(right.base)) >= len(self.plan.world.parts(left.base))
        hot, other = (right, left) if by_right else (left, right)
        table = DayTable(kind="most" if by_right else "least", base=hot.base, fact=fact)
        limit = self._by_day(hot.base, table, "i32")
        return self.program.emit("le" if by_right else "ge", "u8", _day(other.base), limit)

    def _day(self, form: DayForm) -> Operand:
        """The days that a form gives."""
        match form.shift:
            case None:
                return self._by_day(form.base, DayTable(kind="days", base=form.base, form=form), "i32")
            case 0:
                return _day(form.base)
            case later:
                return self.program.emit("add", "i32", _day(form.base), later)

    def _by_day(self, base: str, table: DayTable, dtype: str) -> Value:
        index = self.program.emit("day", "i64", _day(base))
        return self.program.emit("take", dtype, index, table=self.program.table(table))

    def _part(self, base: str) -> Operand:
        """The part of the days that an input falls into."""
        starts = tuple(day.toordinal() - EPOCH for day in self.plan.world.parts(base))[1:]
        if len(starts) >= FEW_STARTS:
            return self._by_day(base, DayTable(kind="class", base=base, starts=starts), "u8")
        found: Operand | None = None
        for start in starts:
            after = self.program.emit("ge", "u8", _day(base), start)
            found = after if found is None else self.program.emit("add", "u8", found, after)
        return found if found is not None else self.program.emit("ge", "u8", _day(base), 1 << 30)

    # ---- rows that must be judged on their own --------------------------------------------------------
    def escape(self) -> None:
        """The column of rows in which an unknown railed fact leaves a condition open."""
        found: Value | None = None
        for number in self.read:
            certain, possible = self._rail(number)
            if certain != possible:
                open_ = self.program.emit("xor", "u8", certain, possible)
                found = open_ if found is None else self.program.emit("or", "u8", found, open_)
        for table in {id(table): table for table in self.plan.tables.values()}.values():
            if table.covered < len(table.domain) and id(table) in self.codes:
                alone = self.program.emit("ge", "u8", self.code(table), table.covered)
                found = alone if found is None else self.program.emit("or", "u8", found, alone)
        if found is not None:
            self.program.outputs[ESCAPE] = found

    def _rail(self, number: int) -> tuple[Operand, Operand]:
        """A bit in strong Kleene logic: whether it certainly and whether it possibly holds."""
        if number not in self._rails:
            self._rails[number] = self._railed(number)
        return self._rails[number]

    def _railed(self, number: int) -> tuple[Operand, Operand]:
        match self.plan.bits.nodes[number]:
            case Flag(name) if name in self.plan.railed:
                value = Column(name)
                return value, self.program.emit("or", "u8", value, Column(name, "unknown"))
            case Negated(item):
                certain, possible = self._rail(item)
                if certain != possible:
                    return self.program.emit("not", "u8", possible), self.program.emit("not", "u8", certain)
            case AllOf(items) | AnyOf(items) as node:
                rails = [self._rail(item) for item in items]
                if any(certain != possible for certain, possible in rails):
                    op = "and" if isinstance(node, AllOf) else "or"
                    both = [self._chain(op, [rail[side] for rail in rails]) for side in (0, 1)]
                    return both[0], both[1]
            case _:
                pass
        return self.bit(number), self.bit(number)

    def _chain(self, op: str, operands: list[Operand]) -> Operand:
        found = operands[0]
        for operand in operands[1:]:
            found = self.program.emit(op, "u8", found, operand)
        return found

    # ---- look-ups -----------------------------------------------------------------------------------
    def code(self, table: Table) -> Value:
        """The codes of a choice, stage by stage."""
        if id(table) not in self.codes:
            state: Value | None = None
            for number, stage in enumerate(table.stages):
                last = number == len(table.stages) - 1
                pieces: list[Piece] = [] if state is None else [(state, stage.state_width)]
                for var, width in zip(stage.support, stage.widths, strict=True):
                    pieces += self._pieces(var, width)
                count = len(table.domain) if last else max(stage.codes) + 1
                written = last and direct(self.plan, table)
                state = self._look(stage.codes, pieces, dtype_for(count) if written else narrowest(count))
            assert state is not None
            self.codes[id(table)] = state
        return self.codes[id(table)]

    def _look(self, codes: tuple[int, ...], pieces: list[Piece], dtype: str) -> Value:
        table = self.program.table(TableData(dtype=dtype, items=codes))
        return self.program.emit("take", dtype, self._index(pieces), table=table)

    def _pieces(self, var: Var, width: int) -> list[Piece]:
        match var:
            case _ if not width:
                return []
            case BitVar(number):
                self.read[number] = None
                return [(self.bit(number), 1)]
            case ClassVar(base):
                return [(self._part(base), width)]
            case FieldVar(field):
                return [(self._field(field), width)]
            case FactVar(name) if self.plan.kernel.input_by_name[name].type.kind is Kind.BOOL:
                return [(Column(name), 1), (Column(name, "unknown"), 1)]
            case FactVar(name):
                return [(Column(name), width)]

    def _field(self, field: str) -> Value:
        """The codes of a field's results, for the choices that read it."""
        if field not in self.fields:
            table = self.plan.tables[field]
            found = project(table, field)
            if field in self.records:
                own, code = self.kept[field], self.coded(field)
                count, by_code = len(own.merged), dict(zip(own.codes, found.codes, strict=True))
            else:
                count, code, by_code = len(table.domain), self.code(table), dict(enumerate(found.codes))
            codes = tuple(by_code[each] for each in range(count))
            if codes != tuple(range(count)):
                code = self._look(codes, [(code, width_of(count))], narrowest(len(found.domain)))
            self.fields[field] = code
        return self.fields[field]

    def _index(self, pieces: list[Piece]) -> Operand:
        """Pieces, lowest first, as one index: bytes of pieces, then bytes put together."""
        lanes: list[list[Piece]] = [[]]
        for piece in pieces:
            if sum(width for _, width in lanes[-1]) + piece[1] > 8:
                lanes.append([])
            lanes[-1].append(piece)
        joined = [(self._lane(lane), sum(width for _, width in lane)) for lane in lanes if lane]
        if not joined:
            return self.program.emit("zero", "i64")
        total = sum(width for _, width in joined)
        wide = "u8" if total <= 8 else "u16" if total <= 16 else "u32"
        found, _ = joined[-1]
        for lane, width in reversed(joined[:-1]):
            scaled = self.program.emit("scale", wide, self._widened(found, wide), 1 << width)
            found = self.program.emit("or", wide, scaled, self._widened(lane, wide))
        return self._widened(found, "i64")

    def _widened(self, operand: Operand, dtype: str) -> Operand:
        return operand if dtype_of(operand) == dtype else self.program.emit("widen", dtype, operand)

    def _lane(self, lane: list[Piece]) -> Operand:
        found, _ = lane[-1]
        for piece, width in reversed(lane[:-1]):
            scaled = self.program.emit("scale", "u8", found, 1 << width)
            found = self.program.emit("or", "u8", scaled, piece)
        return found

    # ---- outputs ------------------------------------------------------------------------------------
    def coded(self, field: str) -> Value:
        """The column of codes of a field that is written."""
        table, own = self.plan.tables[field], self.kept[field]
        if field in self.records:
            return self._in_record(field, self.records[field])
        if direct(self.plan, table):
            return self.code(table)
        return self._look(own.codes, [(self.code(table), width_of(len(table.domain)))], own.dtype)

    def _in_record(self, field: str, record: Record) -> Value:
        pieces: list[Piece] = []
        for var, width in zip(record.support, record.widths, strict=True):
            pieces += self._pieces(var, width)
        lane, found = record.lanes[field], self._look(record.items, pieces, record.dtype)
        if lane.start:
            found = self.program.emit("shift", record.dtype, found, lane.start)
        return self.program.emit("narrow", lane.dtype, found)

    def output(self, field: str) -> None:
        """The column of codes of a field, and its column of days."""
        table, own = self.plan.tables[field], self.kept[field]
        value = self.coded(field)
        self.program.outputs[field] = value
        days = any(isinstance(merged.result, SymbolicDay) for merged in own.merged)
        if days:
            covered = table.covered if direct(self.plan, table) else len(own.merged)
            self._days(field, value, own.merged[:covered])
        dtype = value.dtype
        self.outputs.append(Output(field=field, runs=own.runs, merged=own.merged, dtype=dtype, days=days))

    def _days(self, field: str, codes: Value, merged: tuple[FieldResult, ...]) -> None:
        """Days that are written in the policy by code, and those of the person where the code says so.

        Codes are in the order of forms: from the first code of a form on its day takes the place of the last
        one's. That is reckoned, not chosen: a processor guesses badly who is who.
        """
        first: dict[DayForm, int] = {}
        written = []
        for code, each in enumerate(merged):
            match each.result:
                case SymbolicDay(form=form):
                    first.setdefault(form, code)
                    written.append(0)
                case date() as known:
                    written.append(known.toordinal() - EPOCH)
                case _:
                    written.append(NO_DAY)
        emit = self.program.emit
        table = self.program.table(TableData(dtype="i32", items=tuple(written)))
        found = emit("take", "i32", self._widened(codes, "i64"), table=table)
        before: Operand | None = None
        for form, start in first.items():
            day = self._day(form)
            more = day if before is None else emit("sub", "i32", day, before)
            counts = emit("widen", "i32", emit("ge", "u8", codes, start))
            found = emit("add", "i32", found, emit("scale", "i32", more, counts))
            before = day
        self.program.outputs[f"{field}{DAYS}"] = found


NO_DAY = -(1 << 31)
DAYS = "#days"
ESCAPE = "#"  # the output of rows that are to be judged on their own


def _day(base: str) -> Column:
    return Column(base, "day")


def _size(node: object) -> int:
    return len(node.items) if isinstance(node, AllOf | AnyOf) else 0
