"""Python code as `ast` nodes: the few shapes that generated modules are made of.

In: names of ours and data of the policy. Out: nodes. Text of a policy only ever becomes a constant, so it
can't become code whatever it holds. `Pool` hoists constants that aren't literals to module level.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

import attrs

from polc.dsl.values import (
    Amount,
    Duration,
    Missing,
    NotApplicable,
    Result,
    Undetermined,
)


def const(value: bool | int | str | None) -> ast.expr:
    """A literal."""
    if isinstance(value, int) and not isinstance(value, bool) and value < 0:
        return ast.UnaryOp(ast.USub(), ast.Constant(-value))
    return ast.Constant(value)


def name(identifier: str) -> ast.expr:
    """A variable read."""
    return ast.Name(identifier, ast.Load())


def attribute(item: ast.expr, identifier: str) -> ast.expr:
    """item.identifier."""
    return ast.Attribute(item, identifier, ast.Load())


def index(item: ast.expr, key: ast.expr) -> ast.expr:
    """item[key]."""
    return ast.Subscript(item, key, ast.Load())


def call(function: str, *args: ast.expr, **keywords: ast.expr) -> ast.expr:
    """function(*args, **keywords); a dotted name is one of our own."""
    target = name(function) if "." not in function else dotted(function)
    return ast.Call(target, list(args), [ast.keyword(k, v) for k, v in keywords.items()])


def dotted(path: str) -> ast.expr:
    """a.b.c as attribute access."""
    first, *rest = path.split(".")
    node = name(first)
    for part in rest:
        node = attribute(node, part)
    return node


def row(items: Iterable[ast.expr]) -> ast.expr:
    """A tuple."""
    return ast.Tuple(list(items), ast.Load())


def texts(items: Iterable[str]) -> ast.expr:
    """A tuple of texts."""
    return row(const(item) for item in items)


def mapping(items: Mapping[str, ast.expr]) -> ast.expr:
    """A dictionary with text keys."""
    return ast.Dict([const(key) for key in items], list(items.values()))


def assign(target: str, value: ast.expr) -> ast.stmt:
    """target = value."""
    return ast.Assign([ast.Name(target, ast.Store())], value)


def declare(target: str, hint: str, value: ast.expr | None = None) -> ast.stmt:
    """target: hint = value; the hint is a type of ours."""
    return ast.AnnAssign(ast.Name(target, ast.Store()), ast.parse(hint, mode="eval").body, value, 1)


def give(value: ast.expr) -> ast.stmt:
    """return value."""
    return ast.Return(value)


def when(test: ast.expr, *body: ast.stmt, otherwise: Iterable[ast.stmt] = ()) -> ast.stmt:
    """if test: body else: otherwise."""
    return ast.If(test, list(body), list(otherwise))


def define(identifier: str, signature: str, returns: str, body: Iterable[ast.stmt]) -> ast.FunctionDef:
    """def identifier(signature) -> returns; the signature is a text of ours."""
    made = ast.parse(f"def {identifier}({signature}) -> {returns}: pass").body[0]
    assert isinstance(made, ast.FunctionDef)
    made.body = list(body)
    return made


def filled(pattern: str, **parts: ast.expr) -> ast.expr:
    """The expression `pattern`, a text of ours, with its names in capitals replaced by `parts`."""
    made: ast.expr = _filled(_parsed(pattern), parts)
    return made


@cache
def _parsed(pattern: str) -> ast.expr:
    return ast.parse(pattern, mode="eval").body


def _filled(node: Any, parts: Mapping[str, ast.expr]) -> Any:
    """A copy of a node with the parts in their places."""
    match node:
        case ast.Name(id=identifier) if identifier in parts:
            return parts[identifier]
        case ast.AST():
            return type(node)(*[_filled(getattr(node, field, None), parts) for field in node._fields])
        case list():
            return [_filled(item, parts) for item in node]
        case _:
            return node


def compare(left: ast.expr, op: str, right: ast.expr) -> ast.expr:
    """left op right."""
    return ast.Compare(left, [_OPS[op]()], [right])


_OPS: dict[str, type[ast.cmpop]] = {
    "<": ast.Lt,
    "<=": ast.LtE,
    ">": ast.Gt,
    ">=": ast.GtE,
    "==": ast.Eq,
    "!=": ast.NotEq,
    "is": ast.Is,
    "in": ast.In,
}


def data(value: object) -> ast.expr:
    """Lists, dictionaries and scalars, as in JSON, as a literal."""
    if isinstance(value, Mapping):
        return mapping({str(key): data(item) for key, item in value.items()})
    if isinstance(value, list | tuple):
        items = [data(item) for item in value]
        return ast.List(items, ast.Load()) if isinstance(value, list) else row(items)
    if value is None or isinstance(value, bool | int | str):
        return const(value)
    raise TypeError(f"not data: {type(value).__name__}")


def number(value: Fraction) -> ast.expr:
    """An exact number: an integer, or a fraction made when it's needed."""
    if value.denominator == 1:
        return const(value.numerator)
    return call("_ratio", const(value.numerator), const(value.denominator))


@attrs.define
class Pool:
    """Constants of the module: equal values share one name."""

    facts: Mapping[str, str]
    _names: dict[tuple[str, str], str] = attrs.field(init=False, factory=dict)
    _made: list[tuple[str, ast.expr]] = attrs.field(init=False, factory=list)
    _late: list[ast.stmt] = attrs.field(init=False, factory=list)

    def hoist(self, node: ast.expr, prefix: str = "_K") -> ast.expr:
        """The name of a module-level constant that holds `node`."""
        key = (prefix, ast.unparse(node))
        if key not in self._names:
            self._names[key] = f"{prefix}{len(self._names)}"
            self._made.append((self._names[key], node))
        return name(self._names[key])

    def late(self, node: ast.expr) -> ast.expr:
        """The name of a constant that is made of the module's tables, after them."""
        key = ("late", ast.unparse(node))
        if key not in self._names:
            self._names[key] = f"_K{len(self._names)}"
            self._late.append(assign(self._names[key], node))
        return name(self._names[key])

    def memory(self) -> ast.expr:
        """The name of a dictionary of its own, empty at first."""
        identifier = f"_M{len(self._late)}"
        self._late.append(declare(identifier, "dict[Any, Any]", ast.Dict([], [])))
        return name(identifier)

    def late_statements(self) -> list[ast.stmt]:
        """The assignments that come after the tables."""
        return self._late

    def statements(self) -> list[ast.stmt]:
        """The assignments, in the order in which they refer to each other."""
        return [assign(target, node) for target, node in self._made]

    def day(self, value: date) -> ast.expr:
        """A date."""
        return self.hoist(call("date", const(value.year), const(value.month), const(value.day)))

    def result(self, value: Result) -> ast.expr:
        """A value or status as the general path holds it."""
        match value:
            case bool() | str():
                return const(value)
            case date():
                return self.day(value)
            case Fraction():
                return number(value)
            case Amount(fen, terms):
                return self._amount(fen, terms)
            case Duration(count, unit):
                return self.hoist(call("Duration", const(count), const(unit.value)))
            case NotApplicable(reason=reason, kind=kind, clauses=clauses):
                return self.hoist(call("NotApplicable", const(reason), const(kind), texts(clauses)))
            case Missing(inputs=inputs, clauses=clauses):
                aliases = texts(self.facts[label] for label in inputs)
                return self.hoist(call("Missing", aliases, texts(inputs), texts(clauses)))
            case Undetermined():
                return self._undetermined(value)

    def _amount(self, fen: Fraction, terms: tuple[tuple[str, Fraction], ...]) -> ast.expr:
        pairs = row(row([const(param), number(factor)]) for param, factor in terms)
        node = call("_Amount", number(fen), *([pairs] if terms else []))
        whole = all(part.denominator == 1 for part in (fen, *(factor for _, factor in terms)))
        return self.hoist(node) if whole else node

    def _undetermined(self, status: Undetermined) -> ast.expr:
        candidates = row(texts(pair) for pair in status.candidates)
        args = (texts(status.reasons), const(status.document), candidates, texts(status.clauses))
        return self.hoist(call("Undetermined", *args))
