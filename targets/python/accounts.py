"""What the clauses of a decision rest on, as code: a variable for each choice that an output asks.

In: a program. Out: the basis of a decision, which is the person, the table of accounts, and for each choice
that somebody may ask about a number or a step (`_Account` in `prelude_plan` says which). An identity rests on
the choices of its operands, so these are asked too. Results that may be statuses with clauses of their own
are in the basis as well, and each output with its clauses that readings may change or that is looked up: what
choices of constants settle is made once for each way in which they do (tabulation, as far as it's asked).
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping

import attrs

from polc.compiler.kernel import FieldDecl, Kind
from polc.compiler.plan import ir
from polc.compiler.plan.ir import How, Rules, Value
from polc.compiler.plan.program import Program
from polc.compiler.plan.rows import certain_row, finite
from polc.dsl.values import Missing
from polc.targets.python import pycode
from polc.targets.python.names import Names
from polc.targets.python.printing import Printer
from polc.targets.python.pycode import Pool

_FEW = 4  # choices whose rows make few ways
_FIRST = 2  # the basis holds the person and the table before


@attrs.define
class Accounts:
    """The accounts of one function: `places` in the basis of the choices that are asked.

    `finite` are for the outputs that are looked up the choices that settle them, `_open` the places of
    results that may be statuses with clauses, `_slots` those of clauses of outputs that readings may change;
    after them come the `groups` of outputs that are looked up together.
    """

    program: Program
    names: Names
    pool: Pool
    table: Callable[[Rules], ast.expr]
    finite: dict[str, tuple[Value, ...]] = attrs.field(init=False)
    fields: dict[Value, None] = attrs.field(init=False)
    places: dict[Value, int] = attrs.field(init=False)
    _asked: dict[Value, int] = attrs.field(init=False)
    _open: dict[Value, int] = attrs.field(init=False)
    _slots: dict[str, int] = attrs.field(init=False)
    groups: list[list[str]] = attrs.field(init=False)
    _found: dict[str, ast.expr] = attrs.field(init=False, factory=dict)
    _kept: dict[str, ast.expr] = attrs.field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        """Everything that is asked, and its place in the basis."""
        outputs = self.program.outputs
        self.finite = {name: settling for name, output in outputs.items() if (settling := _looked_up(output))}
        ways = {field: name for name, output in outputs.items() for field in ways_of(output)}
        self.fields, operands = dict.fromkeys(ways), set[Value]()
        for field in (waiting := list(ways)):
            more = _rules(field).operands
            operands |= set(more)
            waiting += (operand for operand in more if operand not in self.fields)
            self.fields |= dict.fromkeys(more)
        asked = dict.fromkeys(field.args[0] for field in self.fields)
        self._asked = {decided: number for number, decided in enumerate(asked)}
        told_of = [decided for decided in asked if certain_row(_decided(decided)) is None]
        self.places = {decided: _FIRST + n for n, decided in enumerate(told_of)}
        told = [f for f in self.fields if f in operands or ways.get(f) not in self.finite]
        after = _FIRST + len(told_of)
        self._open = {field: after + n for n, field in enumerate(filter(_may_cite, told))}
        after += len(self._open)
        apart = [name for name, output in outputs.items() if isinstance(output.op, ir.Merged)]
        self._slots = {name: after + n for n, name in enumerate(n for n in apart if n not in self.finite)}
        self.groups = _groups(self.finite)

    # ---- in the function -----------------------------------------------------------------------------
    def variable(self, p: Printer, decided: Value, rules: Rules) -> str | None:
        """Where a choice keeps what its clauses rest on; after the operands, which must be there too."""
        if decided not in self._asked and not any(decided in settling for settling in self.finite.values()):
            return None
        for operand in rules.operands:
            p.ref(operand)
        return f"r{decided.number}"

    def found(self, decl: FieldDecl) -> ast.expr | None:
        """An output that was looked up, or that readings may change."""
        return self._found.get(decl.name)

    def keep(self, p: Printer, decl: FieldDecl, pair: ast.expr) -> None:
        """An output that readings may change, with its clauses."""
        number = self.program.outputs[decl.name].number
        both: list[ast.expr] = [ast.Name(f"m{number}", ast.Store()), ast.Name(f"k{number}", ast.Store())]
        match pair:
            case ast.IfExp(test=differ, body=apart, orelse=same):
                found = ast.Assign([ast.Tuple(both, ast.Store())], apart)
                p.put(ast.If(differ, [found], [ast.Assign([ast.Tuple(both, ast.Store())], same)]))
            case _:
                p.put(ast.Assign([ast.Tuple(both, ast.Store())], pair))
        self._found[decl.name], self._kept[decl.name] = map(pycode.name, (f"m{number}", f"k{number}"))

    def look_up(self, p: Printer, made: Callable[[FieldDecl], ast.expr]) -> None:
        """The outputs that are looked up; `made` gives the pair of one and its clauses."""
        for number, group in enumerate(self.groups):
            memory, variable = self.pool.memory(), f"m_{number}"
            choices = dict.fromkeys(choice for name in group for choice in self.finite[name])
            rests = [self._rest(p, choice) for choice in choices]
            key = rests[0] if len(rests) == 1 else pycode.row(rests)
            p.assign(variable, pycode.filled("MEMORY.get(KEY)", MEMORY=memory, KEY=key))
            with p.block() as first:
                pairs = [made(self.program.kernel.field_by_name[name]) for name in group]
                p.assign(variable, pycode.call("_kept", memory, key, pycode.call("_abreast", *pairs)))
            p.put(ast.If(pycode.compare(pycode.name(variable), "is", pycode.const(None)), first, []))
            for place, name in enumerate(group):
                self._found[name] = pycode.index(pycode.name(variable), pycode.const(place))

    def cited(self, p: Printer, decl: FieldDecl, value: Value, node: ast.expr) -> ast.expr:
        """The clauses of a result that is looked up; None where the basis says them by other means."""
        if decl.name not in self.finite:
            return pycode.const(None)
        return pycode.call("_cited", self._before(p), self._at(ways_of(value)[0]), node)

    def apart(self, p: Printer, decl: FieldDecl, value: Value) -> ast.expr:
        """What an output comes to whose ways to read it differ, and its clauses."""
        lanes = pycode.row(p.named(arg) for arg in value.args)
        return pycode.call("_apart", self._told_apart(decl, value), self._before(p), lanes)

    def basis(self, p: Printer) -> ast.expr:
        """The basis at the end of the function; every output has been printed."""
        kept = (self._kept[name] for name in self._slots)
        groups = (pycode.name(f"m_{number}") for number in range(len(self.groups)))
        return pycode.row([*self._parts(p), *kept, *groups])

    def _before(self, p: Printer) -> ast.expr:
        """The basis without slots."""
        return pycode.row(self._parts(p))

    def _parts(self, p: Printer) -> Iterator[ast.expr]:
        yield pycode.name("person")
        yield self._made()
        for decided in self.places:
            yield self._rest(p, decided)
        for field in self._open:
            yield pycode.filled("A if A.__class__ in _STATUSES else None", A=p.named(field))

    def _rest(self, p: Printer, decided: Value) -> ast.expr:
        """What the clauses of a choice rest on; it's decided here if it isn't yet."""
        row = certain_row(_decided(decided))
        if row is not None:
            return pycode.const(row)
        if p.found(decided) is None:
            p.emit(p, decided)
        return pycode.name(f"r{decided.number}")

    # ---- tables --------------------------------------------------------------------------------------
    def _made(self) -> ast.expr:
        asked = pycode.row(map(self._output, self.program.outputs))
        told = self._end()
        accounts = pycode.row(map(self._account, self._asked))
        return self.pool.late(pycode.call("_Accounts", asked, accounts, pycode.const(told)))

    def _output(self, name: str) -> ast.expr:
        first = ways_of(self.program.outputs[name])[0]
        slot, column = self._slots.get(name, 0), -1
        for number, group in enumerate(self.groups):
            if name in group:
                slot, column = self._end() + number, group.index(name)
        alias = pycode.const(self.names.fields[name])
        return pycode.row([alias, self._at(first), pycode.const(slot), pycode.const(column)])

    def _end(self) -> int:
        """The place of the first group in the basis."""
        return _FIRST + len(self.places) + len(self._open) + len(self._slots)

    def _at(self, field: Value) -> ast.expr:
        return pycode.data((self._asked[field.args[0]], _number(field)))

    def _account(self, decided: Value) -> ast.expr:
        rules = _decided(decided)
        fields = [field for field in self.fields if field.args[0] is decided]
        statuses = {_number(field): self._open[field] for field in fields if field in self._open}
        row = certain_row(rules)
        given = {
            "place": pycode.const(self.places[decided]) if row is None else None,
            "always": None if row is None else pycode.const(row),
            "operands": pycode.row(map(self._at, rules.operands)) if rules.operands else None,
            "statuses": _numbered({n: pycode.const(place) for n, place in statuses.items()}),
            "own": _own_clauses(rules),
        }
        told = {key: node for key, node in given.items() if node is not None}
        return self.pool.late(pycode.call("_Account", self.table(rules), **told))

    def _told_apart(self, decl: FieldDecl, value: Value) -> ast.expr:
        """What it takes to say how an output differs."""
        undecided = tuple(d.name for d in self.program.kernel.assumptions if d.adopted is None)
        ways = tuple({name: way[name] for name in undecided} for way in self.program.ways)
        made = pycode.call(
            "_Apart",
            pycode.name("_POLICY"),
            pycode.const(self.names.fields[decl.name]),
            self.pool.late(pycode.data(ways)),
            pycode.row(map(self._at, ways_of(value))),
            pycode.const(value.rep.per if value.rep.how in (How.WHOLE, How.EXACT) else 0),
            pycode.const(decl.type.kind is Kind.MONEY),
        )
        return self.pool.late(made)


def ways_of(output: Value) -> tuple[Value, ...]:
    """A field under each way to read it, before it's held as the other ways hold it."""
    args = output.args if isinstance(output.op, ir.Merged) else (output,)
    return tuple(arg.args[0] if isinstance(arg.op, ir.Convert) else arg for arg in args)


def _looked_up(output: Value) -> tuple[Value, ...]:
    """The choices of constants that settle an output whose ways differ, or whose amount takes work."""
    takes_work = output.rep.number and output.rep != ir.ONES
    return finite(output) or () if takes_work or isinstance(output.op, ir.Merged) else ()


def _groups(finite: Mapping[str, tuple[Value, ...]]) -> list[list[str]]:
    """Outputs that few choices settle together."""
    groups: list[list[str]] = []
    for name in finite:
        for group in groups:
            if len({choice for each in (*group, name) for choice in finite[each]}) <= _FEW:
                group.append(name)
                break
        else:
            groups.append([name])
    return groups


def _decided(value: Value) -> Rules:
    match value.op:
        case ir.Decided(rules):
            return rules
        case _:
            raise TypeError(f"no choice: {value!r}")


def _rules(field: Value) -> Rules:
    return _decided(field.args[0])


def _number(field: Value) -> int:
    match field.op:
        case ir.Field(number):
            return number
        case _:
            raise TypeError(f"no field of a choice: {field!r}")


def _may_cite(field: Value) -> bool:
    """A row may hand on a status of something else, with clauses of its own."""
    rules, number = _rules(field), _number(field)
    column = (*(row[number] for row in rules.rows), rules.otherwise[number])
    return any(value.status and not value.constant and not isinstance(value.op, ir.Input) for value in column)


def _own_clauses(rules: Rules) -> ast.expr | None:
    """The clauses of statuses that stand in rows: for each field, by the row's number."""
    found: dict[int, dict[int, ast.expr]] = {}
    for row, values in enumerate((*rules.rows, rules.otherwise)):
        for number, value in enumerate(values):
            match value.op:
                case ir.Stopped(status) if not isinstance(status, Missing) and status.clauses:
                    found.setdefault(number, {})[row] = pycode.texts(status.clauses)
                case _:
                    pass
    return _numbered({number: node for number, rows in found.items() if (node := _numbered(rows))})


def _numbered(items: dict[int, ast.expr]) -> ast.expr | None:
    return ast.Dict([pycode.const(key) for key in items], list(items.values())) if items else None
