"""A module that polc generated, read as text: its particulars without running a line of it.

In: a path. Out: the same particulars as of a source. Only literals, and calls with literals of classes that
the module itself defines, are read; everything else in the module is left alone.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

from polc.cli.particulars import Declared, OpenPoint, Particulars
from polc.files import text_of
from polc.refusals import Refusal

_WANTED = ("POLICY", "FIELDS", "_RESULTS", "ASSUMPTIONS")
_HEADER = ("title", "document", "authority", "region", "issued")
_HASHES = ("source_sha256", "kernel_sha256", "compiler_version")


def read_module(path: str) -> Particulars:
    """The particulars of a generated module."""
    tree = _parsed(path)
    names = _Names(tree)
    tables = {name: names.value(node) for name, node in names.assigned.items() if name in _WANTED}
    if not isinstance(tables.get("POLICY"), dict):
        raise Refusal("not_generated", path=path)
    return _particulars(tables)


def _parsed(path: str) -> ast.Module:
    try:
        return ast.parse(text_of(path))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise Refusal("not_generated", path=path) from None


def _assigned(tree: ast.Module) -> dict[str, ast.expr]:
    """Each module-level name with the expression it is given."""
    found: dict[str, ast.expr] = {}
    for node in tree.body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                found[name] = value
            case ast.Assign(targets=targets, value=value):
                found |= {target.id: value for target in targets if isinstance(target, ast.Name)}
            case _:
                continue
    return found


class _Names:
    """Reads expressions; a call of a class becomes a dict of its fields."""

    def __init__(self, tree: ast.Module) -> None:
        self.classes = {node.name: _fields(node) for node in tree.body if isinstance(node, ast.ClassDef)}
        self.assigned = _assigned(tree)

    def value(self, node: ast.expr) -> Any:
        """The literal, record or tuple that an expression writes; None where it is none of these."""
        match node:
            case ast.Tuple(elts=items) | ast.List(elts=items):
                return [self.value(item) for item in items]
            case ast.Call(func=ast.Name(id=name), args=args, keywords=keywords) if name in self.classes:
                given = dict(zip(self.classes[name], map(self.value, args), strict=False))
                return given | {word.arg: self.value(word.value) for word in keywords if word.arg}
            case ast.Name(id=name) if isinstance(self.assigned.get(name), ast.Call):
                return _day(self.assigned[name])
            case ast.Call():
                return _day(node)
            case _:
                return _literal(node)


def _day(node: ast.expr) -> str | None:
    """date(2025, 3, 1) as ISO text; None for any other call."""
    match node:
        case ast.Call(
            func=ast.Name(id="date"), args=[ast.Constant(int(y)), ast.Constant(int(m)), ast.Constant(int(d))]
        ):
            return f"{y:04}-{m:02}-{d:02}"
        case _:
            return None


def _literal(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError):
        return None


def _fields(node: ast.ClassDef) -> tuple[str, ...]:
    """What the positional arguments of a class are called: by its `__init__`, else by its `__slots__`."""
    for item in node.body:
        if isinstance(item, ast.FunctionDef) and item.name == "__init__" and item.args.args[1:]:
            return tuple(arg.arg for arg in item.args.args[1:])
    slots = _literal(_class_variables(node).get("__slots__", ast.Constant(None)))
    if isinstance(slots, tuple):
        return slots
    fields = (item.target for item in node.body if isinstance(item, ast.AnnAssign))
    return tuple(target.id for target in fields if isinstance(target, ast.Name))


def _class_variables(node: ast.ClassDef) -> dict[str, ast.expr]:
    return _assigned(ast.Module(node.body, []))


def _records(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _particulars(tables: Mapping[str, Any]) -> Particulars:
    """What the tables say, in the words of a source."""
    policy = tables["POLICY"]
    header = {name: str(policy.get(name) or "") for name in _HEADER}
    ranges = {
        "validity": _days(policy.get("valid_from"), policy.get("valid_to")),
        "coverage_year": _days(policy.get("covers_from"), policy.get("covers_to")),
    }
    return Particulars(
        kind="module",
        policy=tuple((header | ranges).items()),
        inputs=tuple(_declared(item) for item in _records(tables.get("FIELDS"))),
        outputs=tuple(
            _declared(item) for item in _records(tables.get("_RESULTS")) if item.get("public") is not False
        ),
        assumptions=tuple(_open_point(item) for item in _records(tables.get("ASSUMPTIONS"))),
        hashes=tuple((name, str(policy.get(name) or "")) for name in _HASHES),
    )


def _days(first: Any, last: Any) -> str:
    return f"{first}/{last or '..'}" if first else ""


def _declared(item: Mapping[str, Any]) -> Declared:
    default = item.get("default")
    shown = {None: "", True: "是", False: "否"}.get(default, str(default))
    kind, options = str(item.get("type", "")), item.get("options") or ()
    type_ = f"{kind}（{'、'.join(map(str, options))}）" if options else kind
    return Declared(
        name=str(item.get("label", "")), alias=str(item.get("alias", "")), type=type_, default=shown
    )


def _open_point(item: Mapping[str, Any]) -> OpenPoint:
    readings = [str(name) for name in item.get("readings") or ()]
    texts = [str(text) for text in item.get("texts") or ()] or [""] * len(readings)
    adopted = item.get("adopted")
    return OpenPoint(
        name=str(item.get("name", "")),
        reason=str(item.get("reason", "")),
        clause=str(item.get("clause", "")),
        adopted=None if adopted is None else str(adopted),
        readings=tuple(zip(readings, texts, strict=False)),
    )
