"""Lines no longer than a reader likes: long displays and calls are broken one item a line.

In: statements as `ast`. Out: their source. It differs from `ast.unparse` in white space only, which
`render` makes sure of by parsing what it wrote.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

WIDTH = 110
_INDENT = "    "
_NO_CODE = ("ctx", "kind", "type_comment")


def render(statements: Iterable[ast.stmt]) -> str:
    """The source of top-level statements, definitions set apart by two blank lines."""
    parts: list[str] = []
    apart = False
    for statement in statements:
        block = isinstance(statement, ast.FunctionDef | ast.ClassDef | ast.If)
        if parts:
            parts.append("\n\n\n" if block or apart else "\n")
        parts.append("\n".join(_statement(statement, "")))
        apart = block
    return "".join(parts) + "\n"


def same_code(one: object, other: object) -> bool:
    """The same tree, whatever its places in a text."""
    match one, other:
        case ast.AST(), ast.AST():
            return type(one) is type(other) and all(map(same_code, _parts(one), _parts(other)))
        case list(), list():
            return len(one) == len(other) and all(map(same_code, one, other))
        case _:
            return type(one) is type(other) and one == other


def _parts(node: ast.AST) -> list[object]:
    """The fields of a node that make its code; a tree that was made may leave out empty lists."""
    found = [getattr(node, name, None) for name in node._fields if name not in _NO_CODE]
    return [None if part == [] else part for part in found]


def _statement(node: ast.stmt, indent: str) -> list[str]:
    match node:
        case ast.FunctionDef() | ast.ClassDef():
            return _definition(node, indent)
        case ast.If():
            return _branch(node, indent, "if")
        case ast.For(target=target, iter=entries):
            lines = _wrapped(f"{indent}for {ast.unparse(target)} in ", entries, ":", indent)
            return [*lines, *_body(node.body, indent + _INDENT)]
        case ast.Assign(targets=[target], value=value):
            return _wrapped(f"{indent}{ast.unparse(target)} = ", value, "", indent)
        case ast.AnnAssign(target=target, annotation=hint, value=ast.expr() as value):
            return _wrapped(f"{indent}{ast.unparse(target)}: {ast.unparse(hint)} = ", value, "", indent)
        case ast.Return(value=ast.expr() as value):
            return _wrapped(f"{indent}return ", value, "", indent)
        case ast.Expr(value=value):
            return _wrapped(indent, value, "", indent)
        case _:
            return [f"{indent}{line}" for line in ast.unparse(node).splitlines()]


def _body(statements: list[ast.stmt], indent: str) -> list[str]:
    lines: list[str] = []
    for number, node in enumerate(statements):
        if number and isinstance(node, ast.FunctionDef):
            lines.append("")
        lines += _statement(node, indent)
    return lines


def _definition(node: ast.FunctionDef | ast.ClassDef, indent: str) -> list[str]:
    lines = [f"{indent}@{ast.unparse(decorator)}" for decorator in node.decorator_list]
    if isinstance(node, ast.ClassDef):
        bases = f"({', '.join(map(ast.unparse, node.bases))})" if node.bases else ""
        lines.append(f"{indent}class {node.name}{bases}:")
    else:
        lines += _signature(node, indent)
    return [*lines, *_body(node.body, indent + _INDENT)]


def _signature(node: ast.FunctionDef, indent: str) -> list[str]:
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    line = f"{indent}def {node.name}({ast.unparse(node.args)}){returns}:"
    if _columns(line) <= WIDTH:
        return [line]
    inner = indent + _INDENT
    arguments = [f"{inner}{text}," for text in _arguments(node.args)]
    return [f"{indent}def {node.name}(", *arguments, f"{indent}){returns}:"]


def _arguments(args: ast.arguments) -> list[str]:
    """The parameters one by one: plain ones without a default, then keywords."""
    texts = [ast.unparse(arg) for arg in args.args]
    if args.kwonlyargs:
        texts.append("*")
    for arg, default in zip(args.kwonlyargs, args.kw_defaults, strict=True):
        texts.append(ast.unparse(arg) + (f" = {ast.unparse(default)}" if default else ""))
    return texts


def _branch(node: ast.If, indent: str, keyword: str) -> list[str]:
    lines = _wrapped(f"{indent}{keyword} ", node.test, ":", indent)
    lines += _body(node.body, indent + _INDENT)
    match node.orelse:
        case []:
            return lines
        case [ast.If() as chained]:
            return [*lines, *_branch(chained, indent, "elif")]
        case _:
            return [*lines, f"{indent}else:", *_body(node.orelse, indent + _INDENT)]


def _wrapped(before: str, node: ast.expr, after: str, indent: str) -> list[str]:
    """before, the expression, after: on one line where it fits, else broken inside its brackets."""
    line = f"{before}{ast.unparse(node)}{after}"
    if _columns(line) <= WIDTH and "\n" not in line:
        return [line]
    return _broken(before, node, after, indent)


def _broken(before: str, node: ast.expr, after: str, indent: str) -> list[str]:
    """The same, broken inside its brackets where it has any."""
    opened, items, closed = _opened(node)
    if not items:
        return [f"{before}{ast.unparse(node)}{after}"]
    inner = indent + _INDENT
    lines = [f"{before}{opened}"]
    for lead, item, comma in items:
        lines += _item(f"{inner}{lead}", item, comma, inner, inside=node)
    return [*lines, f"{indent}{closed}{after}"]


def _opened(node: ast.expr) -> tuple[str, list[tuple[str, ast.expr, str]], str]:
    """The brackets of a display or a call, and its items with what stands before and after each."""
    match node:
        case ast.Tuple(elts=items) if items:
            return "(", [("", item, ",") for item in items], ")"
        case ast.List(elts=items) if items:
            return "[", [("", item, ",") for item in items], "]"
        case ast.Dict(keys=keys, values=values) if values:
            pairs = zip(keys, values, strict=True)
            return "{", [(f"{ast.unparse(k)}: ", v, ",") for k, v in pairs if k is not None], "}"
        case ast.Call(func=function, args=args, keywords=keywords) if args or keywords:
            items_ = [("", arg, ",") for arg in args]
            items_ += [(f"{keyword.arg}=", keyword.value, ",") for keyword in keywords]
            return f"{ast.unparse(function)}(", items_, ")"
        case ast.BoolOp(op=op, values=values):
            word = "and " if isinstance(op, ast.And) else "or "
            return "(", [(word if n else "", v, "") for n, v in enumerate(values)], ")"
        case _:
            return "", [], ""


def _item(before: str, node: ast.expr, after: str, indent: str, *, inside: ast.expr) -> list[str]:
    """One item of a broken expression; what binds less tightly than and/or gets brackets of its own."""
    loose = isinstance(inside, ast.BoolOp) and isinstance(node, ast.BoolOp | ast.IfExp | ast.NamedExpr)
    if not loose:
        return _wrapped(before, node, after, indent)
    line = f"{before}({ast.unparse(node)}){after}"
    fits = _columns(line) <= WIDTH or not isinstance(node, ast.BoolOp)
    return [line] if fits else _broken(before, node, after, indent)


def _columns(line: str) -> int:
    """The width of a line; a Chinese character is two columns wide, as ruff counts."""
    return len(line) + sum(1 for char in line if ord(char) >= 0x2E80)
