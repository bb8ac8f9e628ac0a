"""Code without what nobody reads: assignments whose variable is never used, branches that do nothing.

In: the statements of one function. Out: the same without dead ones. A statement that may give up stays,
because giving up is what it's there for.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

_MAY_GIVE_UP = {"_give_up", "_sure_day", "_same_day"}


def tidy(statements: list[ast.stmt]) -> list[ast.stmt]:
    """The statements that matter."""
    while True:
        used = {
            node.id
            for statement in statements
            for node in ast.walk(statement)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
        }
        before = [ast.dump(statement) for statement in statements]
        statements = _without(statements, used)
        if [ast.dump(statement) for statement in statements] == before:
            return statements


def _without(statements: Iterable[ast.stmt], used: set[str]) -> list[ast.stmt]:
    kept: list[ast.stmt] = []
    for statement in statements:
        match statement:
            case ast.Assign(targets=[ast.Name(id=target)], value=value) if target not in used:
                if _gives_up(value):
                    kept.append(ast.Expr(value))
            case ast.If(test=test, body=body, orelse=orelse):
                kept += _branch(test, _without(body, used), _without(orelse, used))
            case ast.Pass():
                pass
            case _:
                kept.append(statement)
    return kept


def _branch(test: ast.expr, body: list[ast.stmt], orelse: list[ast.stmt]) -> list[ast.stmt]:
    if body:
        return [ast.If(test, body, orelse)]
    if orelse:
        return [ast.If(ast.UnaryOp(ast.Not(), test), orelse, [])]
    return [ast.If(test, [ast.Pass()], [])] if _gives_up(test) else []


def _gives_up(value: ast.expr) -> bool:
    return any(isinstance(node, ast.Name) and node.id in _MAY_GIVE_UP for node in ast.walk(value))
