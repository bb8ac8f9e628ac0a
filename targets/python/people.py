"""The classes of a generated module: `Person` with its facts, `Decision` with its outputs.

In: a kernel and its names. Out: class definitions. `Person` refuses wrong types as it's made, and packs
its flags: words `_w0`, `_w1` … with a bit for each flag that is true, and `_open` with a bit for each flag
without default that is unknown and one for any other fact that the policy reads and that is unknown,
wholly or in an entry.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

import attrs

from polc.compiler.kernel import EntryOutput, FieldDecl, InputDecl, Kernel, Kind
from polc.targets.python import pycode
from polc.targets.python.entries import FROZEN, Entries, store
from polc.targets.python.names import Names
from polc.targets.python.needs import read_facts
from polc.targets.python.tables import Tables, hint_of

_MONEY = "Money"
_WORD = 30
_FROM_MAPPING = '''
@classmethod
def from_mapping(cls, row: Mapping[str, object], *, columns: Mapping[str, str] | None = None) -> Person:
    """A person from one row; keys are aliases, Chinese names, or columns that `columns` maps to them."""
    return cls(**_read_facts(_POLICY.fact_by_name, row, columns))
'''


@attrs.frozen
class Flags:
    """Where the flags are: `true` the word and bit of each, `unknown` and `other` bits of `_open`.

    Words hold at most 30 bits, because CPython is slower with longer integers.
    """

    true: dict[str, tuple[int, int]]
    unknown: dict[str, int]
    other: int

    @property
    def words(self) -> int:
        """How many words the flags take."""
        return 1 + max((word for word, _ in self.true.values()), default=0)


def flags_of(kernel: Kernel) -> Flags:
    """The bits of the flags that the policy reads; those with a default are hardly ever unknown."""
    read = read_facts(kernel)
    flags = [d for d in kernel.inputs if d.type.kind is Kind.BOOL and d.name in read]
    open_ = [d for d in flags if d.default is None]
    return Flags(
        true={d.name: (number // _WORD, 1 << number % _WORD) for number, d in enumerate(flags)},
        unknown={d.name: 1 << number for number, d in enumerate(open_)},
        other=1 << len(open_),
    )


@attrs.frozen
class Classes:
    """Writes the classes of one kernel."""

    kernel: Kernel
    names: Names
    tables: Tables
    entries: Entries

    # ---- facts ---------------------------------------------------------------------------------------
    def person(self) -> ast.stmt:
        """class Person."""
        hints = [pycode.declare(self._id(d), self.entries.hint(d)) for d in self.kernel.inputs]
        doc = f"One person: what is known of {len(hints)} facts; None = unknown, which is not False."
        packed = [pycode.declare(name, "int") for name in self._packed()]
        body: list[ast.stmt] = [ast.Expr(pycode.const(doc)), *hints, *packed]
        body += [*FROZEN, self._init(), self._from_mapping()]
        return ast.ClassDef("Person", [pycode.name("_Fields")], [], body, [])

    def _id(self, decl: InputDecl) -> str:
        return self.names.facts[decl.name]

    def _init(self) -> ast.stmt:
        function = pycode.define("__init__", "self", "None", [])
        for decl in self.kernel.inputs:
            hint = ast.parse(self.entries.accepted(decl), mode="eval").body
            function.args.kwonlyargs.append(ast.arg(self._id(decl), hint))
            given = decl.default
            function.args.kw_defaults.append(
                pycode.const(None) if given is None else self.tables.plain(given)
            )
        zeros = [pycode.assign(name, pycode.const(0)) for name in self._packed()]
        function.body = [*zeros, *self._checks(), store([*self._ids(), *self._packed()])]
        return function

    def _from_mapping(self) -> ast.stmt:
        made = ast.parse(_FROM_MAPPING).body[0]
        assert isinstance(made, ast.FunctionDef)
        if self.names.entries:
            lists = "row = _with_lists(_POLICY, _ENTRIES, row, columns)"
            made.body.insert(1, ast.parse(lists).body[0])
        return made

    def _packed(self) -> list[str]:
        return [*(f"_w{number}" for number in range(flags_of(self.kernel).words)), "_open"]

    def _ids(self) -> list[str]:
        return [self._id(decl) for decl in self.kernel.inputs]

    def _checks(self) -> Iterator[ast.stmt]:
        flags, read = flags_of(self.kernel), read_facts(self.kernel)
        for number, decl in enumerate(self.kernel.inputs):
            fact = pycode.name(self._id(decl))
            check = self.entries.check(number, decl)
            if decl.name not in read:
                yield check
            elif decl.name not in flags.true:
                yield check
                unknown = pycode.compare(fact, "is", pycode.const(None))
                if decl.type.kind is Kind.LIST:
                    unknown = pycode.filled("A is None or not _all_told(A)", A=fact)
                yield pycode.when(unknown, _add_bit("_open", flags.other))
            else:
                open_ = [check, _add_bit("_open", flags.unknown.get(decl.name, flags.other))]
                word, bit = flags.true[decl.name]
                not_false = pycode.when(_is_not(fact, pycode.const(False)), *open_)
                is_true = pycode.compare(fact, "is", pycode.const(True))
                yield pycode.when(is_true, _add_bit(f"_w{word}", bit), otherwise=[not_false])

    # ---- outputs -------------------------------------------------------------------------------------
    def decision(self) -> list[ast.stmt]:
        """class Decision, and the draft in which one is filled."""
        ids = [self.names.fields[decl.name] for decl in self.kernel.outputs]
        hints = [pycode.declare(self.names.fields[d.name], _hint(d)) for d in self.kernel.outputs]
        each = [each_property(number, d, self.names) for number, d in enumerate(self.kernel.entry_outputs)]
        more = [pycode.assign("_each", pycode.name("_EACH")), *each] if each else []
        base = pycode.name("_DecidedEach" if each else "_Decided")
        body = [
            ast.Expr(pycode.const("What the policy decides for one person.")),
            ast.Assign(
                [ast.Name(n, ast.Store()) for n in ("__slots__", "__match_args__")], pycode.texts(ids)
            ),
            *hints,
            pycode.assign("_policy", pycode.name("_POLICY")),
            *more,
            *FROZEN,
        ]
        aliases = [
            pycode.declare("_DECISION", "Any", pycode.name("Decision")),
            pycode.declare("_DRAFT", "Any", pycode.name("_Draft")),
        ]
        return [ast.ClassDef("Decision", [base], [], body, []), _draft(ids, base), *aliases]


def each_property(number: int, output: EntryOutput, names: Names) -> ast.stmt:
    """The answers of an output for each entry, as an attribute of `Decision`."""
    told = f"The results for the entries of {names.facts[output.list]}, in the order as given."
    answers = pycode.call("self._answers_of", pycode.const(number))
    body = [
        ast.Expr(pycode.const(told)),
        pycode.declare("found", "Any", answers),
        pycode.give(pycode.name("found")),
    ]
    function = pycode.define(names.each[output.name], "self", f"tuple[{_hint(output)}, ...] | Open", body)
    function.decorator_list.append(pycode.name("property"))
    return function


def _hint(decl: FieldDecl | EntryOutput) -> str:
    return _MONEY if decl.type.kind is Kind.MONEY else f"{hint_of(decl.type)} | Open"


def _draft(ids: list[str], base: ast.expr) -> ast.stmt:
    init = pycode.define(
        "__init__", ", ".join(["self", *(f"{i}: Any" for i in ids), "basis: Any"]), "None", []
    )
    init.body = [
        *(ast.Assign([ast.Attribute(pycode.name("self"), i, ast.Store())], pycode.name(i)) for i in ids),
        ast.Assign([ast.Attribute(pycode.name("self"), "_basis", ast.Store())], pycode.name("basis")),
    ]
    doc = ast.Expr(pycode.const("A decision that is being filled; then it becomes a `Decision`."))
    names: list[ast.expr] = [ast.Name(name, ast.Store()) for name in ("__slots__", "__match_args__")]
    slots = ast.Assign(names, pycode.texts(ids))
    return ast.ClassDef("_Draft", [base], [], [doc, slots, init], [])


def _is_not(left: ast.expr, right: ast.expr) -> ast.expr:
    return ast.Compare(left, [ast.IsNot()], [right])


def _add_bit(word: str, bit: int) -> ast.stmt:
    return ast.AugAssign(ast.Name(word, ast.Store()), ast.BitOr(), pycode.const(bit))
