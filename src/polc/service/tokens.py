"""Colours by meaning: what each name stands for, beyond what a grammar of colours can see.

In: a file. Out: five numbers for each name and word, as editors take them: the distance from the one before
in lines and in UTF-16 units, the length, the type, no modifiers.
"""

from __future__ import annotations

from polc.compiler.symbol import SymbolKind
from polc.dsl.expecting import lexemes_of
from polc.dsl.source import Span
from polc.service.names import COLUMN, OPTION, READING, Names
from polc.service.positions import position
from polc.service.workspace import Workspace

TYPES = (
    "keyword",
    "variable",
    "property",
    "class",
    "function",
    "enumMember",
    "type",
    "parameter",
    "number",
    "string",
)
_BY_KIND = {
    SymbolKind.FACT.value: "variable",
    SymbolKind.LIST.value: "variable",
    COLUMN: "property",
    SymbolKind.OUTPUT.value: "function",
    SymbolKind.GRANT.value: "function",
    SymbolKind.ENTRY_RULE.value: "function",
    SymbolKind.MONTH_RULE.value: "function",
    SymbolKind.SHARE.value: "function",
    SymbolKind.STANDARD.value: "type",
    SymbolKind.QUANTITY.value: "type",
    SymbolKind.TABLE.value: "type",
    SymbolKind.RUNNING.value: "type",
    SymbolKind.GROUP.value: "class",
    SymbolKind.CLASSES.value: "class",
    SymbolKind.WINDOW.value: "class",
    SymbolKind.OPTION.value: "enumMember",
    OPTION: "enumMember",
    READING: "enumMember",
    SymbolKind.ASSUMPTION.value: "parameter",
    SymbolKind.RANGE_END.value: "variable",
}
_BY_TERMINAL = {"STRING": "string"} | dict.fromkeys(
    ("DATE", "MONTH_DAY", "MONEY", "PERCENT", "DECIMAL", "DURATION", "INT", "AGE"), "number"
)


def tokens(workspace: Workspace, names: Names, path: str) -> list[int]:
    """The colours of a file."""
    source = workspace.source(path)
    kinds: dict[Span, str] = {}
    for declaration, stands_for in names.declared.items():
        kinds[names.root(declaration)] = stands_for
    encoded: list[int] = []
    line = character = 0
    for lexeme in lexemes_of(source)[0]:
        span = Span(path, lexeme.start, lexeme.end)
        kind = kinds.get(names.root(span)) if span in names.mentions else None
        plain = "keyword" if lexeme.keyword else _BY_TERMINAL.get(lexeme.kinds[0])
        what = _BY_KIND.get(kind) or plain if kind else plain
        if what is None:
            continue
        place = position(source, lexeme.start)
        length = sum(2 if char > "\uffff" else 1 for char in lexeme.text)
        by_line = place["line"] - line
        encoded += [by_line, place["character"] - (0 if by_line else character), length, TYPES.index(what), 0]
        line, character = place["line"], place["character"]
    return encoded
