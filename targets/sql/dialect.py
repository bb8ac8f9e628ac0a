"""How one database writes what trees say: types, numbers, days, texts, lists.

In: a tree, and the names of those that have columns. Out: SQL. The forms are templates, filled by
`str.format` with what is written here only.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date

import attrs

from polc.compiler.kernel import Kind
from polc.targets.sql.loops import Cells
from polc.targets.sql.text import literal
from polc.targets.sql.tree import Tree

RATE_UNITS = 10**9


@attrs.frozen(kw_only=True)
class Lists:
    """How a database looks into lists with lambdas.

    `lifted` where what a list is reduced to must be of the type of its entries: they're then a part of it, x.
    """

    transform: str
    struct: str
    part: str
    one: str
    first: str
    all: dict[str, str]
    tied: str
    sort: str
    reduce: str
    lifted: bool = False


@attrs.frozen(kw_only=True)
class Dialect:
    """One database; `functions` are forms by name, {0}, {1} … the operands, {word} what the tree adds."""

    name: str
    label: str
    executed: bool
    types: dict[Kind, str]
    functions: dict[str, str]
    encoded: str
    encoded_each: bool = True
    quotient: str = "({} / {})"
    exact_quotient: str = "({} / {})"
    differs: str = "({} IS DISTINCT FROM {})"
    bits: str = "({0} & {1})"
    joined: str = "({} | {})"
    integer: str = "INTEGER"
    units: str
    skips_null: bool = True
    lists: Lists | None = None
    lateral: bool = False
    fence: str = ""
    hint: str = ""
    prelude: str = ""
    quote_mark: str = '"'
    upper: bool = False

    def quote(self, identifier: str) -> str:
        """An identifier of the fixed alphabet as the database stores it; dots part schema and table."""
        names = (identifier.upper() if self.upper else identifier).split(".")
        return ".".join(f"{self.quote_mark}{name}{self.quote_mark}" for name in names)

    def text(self, value: str) -> str:
        """A string constant."""
        return literal(value, self._encoded)

    def _encoded(self, run: str) -> str:
        if self.encoded_each:
            return " || ".join(self.encoded.format(ord(c)) for c in run)
        return self.encoded.format(run.encode("utf-8").hex().upper())

    def null(self, kind: Kind) -> str:
        """No value, of a kind."""
        return f"CAST(NULL AS {self.types[kind]})"


@attrs.frozen
class Writer:
    """Writes trees of one place: `names` has what can be read there by a name, `read` is what was."""

    dialect: Dialect
    names: Mapping[Tree, str]
    loops: Mapping[str, str] = attrs.field(factory=dict)
    entries: Mapping[Hashable, str] = attrs.field(factory=dict)
    read: set[str] = attrs.field(factory=set)

    def write(self, tree: Tree) -> str:
        """The expression, in brackets where it isn't one word or one call."""
        name = str(tree.word) if tree.op == "column" else self.names.get(tree)
        if name is None:
            return self.anew(tree)
        self.read.add(name)
        return name

    def outer(self, tree: Tree) -> str:
        """The expression of a column, without brackets around it."""
        text = self.anew(tree)
        return text[1:-1] if tree.op in ("and", "or", "compare", "concat", "+", "-", "*") else text

    def last(self, tree: Tree) -> str:
        """The same where the tree may have a name already."""
        return self.write(tree) if tree in self.names else self.outer(tree)

    def anew(self, tree: Tree) -> str:
        """The expression, though the tree has a name."""
        match tree.op, tree.word:
            case "column", str(name):
                return name
            case "int", int(number):
                return str(number) if number >= 0 else f"({number})"
            case "text", str(value):
                return self.dialect.text(value)
            case "day", date() as day:
                return f"DATE '{day.isoformat()}'"
            case "bool", bool(value):
                return "TRUE" if value else "FALSE"
            case "null", Kind() as kind:
                return self.dialect.null(kind)
            case "case", _:
                return self._case(tree)
            case "fn", (str(name), word):
                return self._function(name, word, tree.args)
            case (("and" | "or" | "not" | "isnull" | "sure" | "compare" | "in" | "differs"), _):
                return self._condition(tree)
            case _:
                return self._number(tree)

    def _condition(self, tree: Tree) -> str:
        parts = [self.write(part) for part in tree.args]
        match tree.op, tree.word:
            case (("and" | "or" as op), _):
                return f"({f' {op.upper()} '.join(parts)})"
            case "not", _ if tree.args[0].op == "isnull" and tree.args[0] not in self.names:
                return f"({self.write(tree.args[0].args[0])} IS NOT NULL)"
            case "not", _ if tree.args[0].op == "has" and tree.args[0] not in self.names:
                return f"({self._bits(tree.args[0])} = 0)"
            case "not", _:
                return f"(NOT {parts[0]})"
            case "isnull", _:
                return f"({parts[0]} IS NULL)"
            case "sure", _:
                return f"COALESCE({parts[0]}, FALSE)"
            case "compare", str(symbol):
                return f"({parts[0]} {symbol} {parts[1]})"
            case "in", tuple(options):
                return f"({parts[0]} IN ({', '.join(self.dialect.text(str(each)) for each in options)}))"
            case _:
                return self.dialect.differs.format(*parts)

    def _case(self, tree: Tree) -> str:
        """CASE; NULL has the type of the other branches."""
        *pairs, last = tree.args
        typed = any(value.op != "null" for value in (*pairs[1::2], last))

        def put(value: Tree) -> str:
            return "NULL" if value.op == "null" and typed else self.write(value)

        whens = [
            f"WHEN {self._bare(condition)} THEN {put(value)}"
            for condition, value in zip(pairs[::2], pairs[1::2], strict=True)
        ]
        end = "" if last.op == "null" and typed else f" ELSE {put(last)}"
        return f"CASE {' '.join(whens)}{end} END"

    def _bare(self, tree: Tree) -> str:
        text = self.write(tree)
        plain = tree in self.names or tree.op == "tied" or not text.startswith("(")
        return text[1:-1] if not plain and _closes_last(text) else text

    # ---- numbers and texts ---------------------------------------------------------------------------
    def _number(self, tree: Tree) -> str:
        match tree.op, tree.word:
            case (("+" | "-" | "*"), _):
                left, right = (self.write(part) for part in tree.args)
                if not any(part.wide for part in tree.args):
                    left = f"CAST({left} AS {self.dialect.types[Kind.INT]})"
                return f"({left} {tree.op} {right})"
            case "quotient", _:
                form = self.dialect.exact_quotient if tree.args[0].exact else self.dialect.quotient
                return form.format(*(self.write(part) for part in tree.args))
            case "rate", _:
                return self.dialect.units.format(self.write(tree.args[0]))
            case "has", _:
                return f"({self._bits(tree)} <> 0)"
            case "bits", _:
                return self._bits(tree)
            case "|", _:
                return self._joined([self.write(part) for part in tree.args])
            case "concat", _:
                return f"({' || '.join(self.write(part) for part in tree.args)})"
            case (("greatest" | "least"), _):
                return self._furthest(tree)
            case "tied", Cells() as cells:
                return self._tied(self.write(tree.args[0]), cells)
            case "item", (going, str(alias)):
                cell = f"c_{alias}" if self.dialect.lateral else self.dialect.quote(alias)
                return f"{self.entries[going]}{cell}"
            case (("state" | "mask"), (going, str(name))):
                return f"{self.entries[going]}{name}"
            case _:
                raise TypeError(f"nothing writes {tree!r}")

    def _bits(self, tree: Tree) -> str:
        return self.dialect.bits.format(self.write(tree.args[0]), tree.word)

    def _joined(self, parts: list[str]) -> str:
        if self.dialect.joined == "({} | {})":
            return f"({' | '.join(parts)})"
        found = parts[0]
        for part in parts[1:]:
            found = self.dialect.joined.format(found, part)
        return found

    def _furthest(self, tree: Tree) -> str:
        parts = [self.write(part) for part in tree.args]
        if self.dialect.skips_null or not any(part.nullable for part in tree.args):
            return f"{tree.op.upper()}({', '.join(parts)})"
        none = "(-1e30)" if tree.op == "greatest" else "1e30"
        inside = ", ".join(f"COALESCE({part}, {none})" for part in parts)
        return f"NULLIF({tree.op.upper()}({inside}), {none})"

    def _function(self, name: str, word: object, args: tuple[Tree, ...]) -> str:
        parts = [self.write(arg) for arg in args]
        if name in ("add_days", "add_months"):
            return self._moved(name, args, parts)
        return self.dialect.functions[name].format(*parts, word=word)

    def _moved(self, name: str, args: tuple[Tree, ...], parts: list[str]) -> str:
        """A day moved; a constant number has no need to be made an integer of the right size."""
        if args[1].op == "int" and f"{name}_constant" in self.dialect.functions:
            number = args[1].word
            return self.dialect.functions[f"{name}_constant"].format(parts[0], number)
        if args[1].op != "int":
            parts[1] = f"CAST({parts[1]} AS {self.dialect.integer})"
        return self.dialect.functions[name].format(*parts)

    def _tied(self, entries: str, cells: Cells) -> str:
        """Two entries that differ stand at one place: there are more entries than places."""
        quote, lists = self.dialect.quote, self.dialect.lists
        aliases = [alias for alias, _ in cells.columns]
        if lists is not None:
            keys, rows = (
                self.struct([(f"k{n}", f"e.{quote(alias)}") for n, alias in enumerate(each)])
                for each in (cells.order, aliases)
            )
            return lists.tied.format(keys=keys, rows=rows, list=entries)
        keys, rows = (
            f"ROW({', '.join(f'j.{quote(alias)}' for alias in each)})" for each in (cells.order, aliases)
        )
        counts = f"COUNT(DISTINCT {keys}) <> COUNT(DISTINCT {rows})"
        return f"(SELECT {counts} FROM {self.records(entries, cells)})"

    def records(self, entries: str, cells: Cells) -> str:
        """The entries of a list in JSONB as lines of a table `j`, with their places as given."""
        quote, stored = self.dialect.quote, self.dialect.types | {Kind.RATE: "NUMERIC"}
        typed = ", ".join(f"{quote(alias)} {stored[kind]}" for alias, kind in cells.columns)
        names = ", ".join([*(quote(alias) for alias, _ in cells.columns), "polc_place"])
        return f"ROWS FROM (jsonb_to_recordset({entries}) AS ({typed})) WITH ORDINALITY AS j({names})"

    def struct(self, parts: list[tuple[str, str]]) -> str:
        """Several values as one."""
        lists = self.dialect.lists
        assert lists is not None
        return lists.struct.format(", ".join(lists.part.format(name=n, value=v) for n, v in parts))


def _closes_last(text: str) -> bool:
    """The bracket that the text begins with is closed at its end; quotes hold no brackets that count."""
    depth, quoted = 0, False
    for place, character in enumerate(text):
        if character == "'":
            quoted = not quoted
        elif not quoted and character == "(":
            depth += 1
        elif not quoted and character == ")":
            depth -= 1
            if depth == 0:
                return place == len(text) - 1
    return False
