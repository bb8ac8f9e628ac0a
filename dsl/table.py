"""The parser's table as a file of the package, and the machine made from it.

`grammar.table.json` is derived from grammar.lark and keywords.py by `python -m polc.dsl.parser`; it holds
a digest of both, and a test compares it. Nothing is cached outside the package and nothing is unpickled.
"""

from __future__ import annotations

import json
import pkgutil
import zlib
from functools import cache
from typing import Any

import attrs

from polc.dsl import keywords
from polc.dsl.lalr import Production, Table
from polc.dsl.lexer import Lexer, make_lexer

STORED = "grammar.table.json"


@attrs.frozen(kw_only=True)
class Machine:
    """Everything needed to read text: the lexer and the table."""

    lexer: Lexer
    table: Table


@cache
def grammar_text() -> str:
    """grammar.lark with the keyword terminals."""
    return f"{_read('grammar.lark')}\n{keywords.terminals()}\n"


def stored_text() -> str:
    """The stored table as text; empty when there is none."""
    try:
        return _read(STORED)
    except FileNotFoundError:
        return ""


def _read(name: str) -> str:
    """A file of this package; pkgutil loads in a tenth of the time of importlib.resources."""
    content = pkgutil.get_data("polc.dsl", name)
    assert content is not None
    return content.decode("utf-8")


def digest(grammar: str) -> str:
    """What tells a stale table; not a safeguard, so a checksum will do."""
    return f"{zlib.crc32(grammar.encode()):08x}"


def read_table(text: str, grammar: str) -> Machine | None:
    """The machine that `text` describes, or None when it belongs to another grammar."""
    data: dict[str, Any] = json.loads(text) if text else {}
    if data.get("grammar") != digest(grammar):
        return None
    patterns = dict(data["patterns"])
    productions = tuple(Production(**fields) for fields in data["productions"])
    return Machine(
        lexer=make_lexer(patterns, data["marks"], patterns.pop("IGNORED")),
        table=Table(_unpacked(data["states"], data["follows"]), productions, data["final"]),
    )


def _unpacked(states: list[list[Any]], follows: list[list[str]]) -> tuple[dict[str, int], ...]:
    """The states with an action for every symbol."""
    for moves, *reduces in states:
        for action, follow in reduces:
            moves.update(dict.fromkeys(follows[follow], action))
    return tuple(moves for moves, *_ in states)
