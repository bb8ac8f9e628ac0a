"""Text of one file → `Module`, with every problem of writing in the sink.

In: `Source`. Out: what could be read, always; each error of the file is reported in one run (at most 100).
The order: lex, look at characters and brackets, cut into sections, read each section, mending by leaving
out the broken row. Run as a program it writes the parser's table anew from the grammar.
"""

from __future__ import annotations

import json
from collections import deque
from functools import cache
from typing import Any

from polc.dsl import nodes
from polc.dsl.brackets import match_brackets
from polc.dsl.build import comment_of, gaps_of
from polc.dsl.characters import check_characters, report
from polc.dsl.diagnostics import writing
from polc.dsl.diagnostics.model import Diagnostic, Sink
from polc.dsl.lalr import Stop
from polc.dsl.nodes import Module
from polc.dsl.recover import Reading
from polc.dsl.retired import modern
from polc.dsl.source import Source, Span
from polc.dsl.table import Machine, digest, grammar_text, read_table, stored_text

MAX_CHARACTERS = 2_000_000
MAX_ERRORS = 100
# Where there are more problems than this, reading stops: it's no policy, and only the first are told.
MAX_PROBLEMS = 2_000


def parse(source: Source, sink: Sink) -> Module:
    """Read one file. Reports 1xx, 303 (impossible date) and 701 (no citation)."""
    found = _Patient()
    try:
        module = _read(source, found)
    except _Enough:
        module = Module(path=source.path, items=())
    problems = found.sorted()
    sink.found.extend(problems[:MAX_ERRORS])
    if len(problems) > MAX_ERRORS:
        report(sink, writing.TOO_MANY_ERRORS, problems[MAX_ERRORS].span, limit=str(MAX_ERRORS))
    return module


class _Enough(Exception):
    """There are more problems than anybody reads."""


class _Patient(Sink):
    """A sink with an end."""

    def add(self, diagnostic: Diagnostic) -> None:
        """Keep one finding."""
        super().add(diagnostic)
        if len(self.found) > MAX_PROBLEMS:
            raise _Enough


def _read(source: Source, sink: Sink) -> Module:
    start = Span(source.path, 0, 0)
    if len(source.text) > MAX_CHARACTERS:
        size, limit = str(len(source.text)), str(MAX_CHARACTERS)
        report(sink, writing.FILE_TOO_LARGE, start, size=size, limit=limit)
        return Module(path=source.path, items=())
    machine = the_machine()
    read, comments = machine.lexer.lex(source.folded)
    today = modern(source, read, machine.lexer, sink)
    lexemes = match_brackets(source, check_characters(source, today, sink), sink)
    if not lexemes:
        report(sink, writing.EMPTY_FILE, start)
    reading = Reading(machine, source, sink)
    items = reading.whole(lexemes)
    if isinstance(items, Stop):
        items = tuple(reading.in_pieces(lexemes))
    for item in items:
        if isinstance(item, nodes.Cited) and item.cite is None and nodes.TRAITS[type(item.item)].operative:
            from polc.dsl.unexpected import no_citation

            row = tuple(x for x in lexemes if item.span.start <= x.start < item.span.end)
            sink.add(no_citation(source, row))
    return Module(
        path=source.path,
        items=items,
        comments=tuple(comment_of(source, comment) for comment in comments),
        gaps=gaps_of(source),
    )


@cache
def the_machine() -> Machine:
    """The stored table; computed with lark where the grammar was changed since it was stored."""
    grammar = grammar_text()
    machine = read_table(stored_text(), grammar) or read_table(compute_table(grammar), grammar)
    assert machine is not None
    return machine


def compute_table(grammar: str) -> str:
    """The parser's table for `grammar`, as the text that is stored; the same on every run."""
    data, memo = _analyse(grammar)
    rules = sorted((number for number, entry in memo.items() if entry["__type__"] == "Rule"))
    terminals = [entry for entry in memo.values() if entry["__type__"] == "TerminalDef"]
    place = {number: index for index, number in enumerate(rules)}
    states, final = _renumbered(data["parser"]["parser"], place)
    packed, follows = _packed(states)
    lines = [
        f'"grammar": {_json(digest(grammar))}',
        f'"patterns": {_json(_patterns(terminals))}',
        f'"marks": {_json(_marks(terminals))}',
        f'"final": {final}',
        '"productions": [\n' + ",\n".join(_json(_production(memo[number])) for number in rules) + "\n]",
        '"follows": [\n' + ",\n".join(_json(follow) for follow in follows) + "\n]",
        '"states": [\n' + ",\n".join(_json(state) for state in packed) + "\n]",
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _analyse(grammar: str) -> tuple[dict[str, Any], dict[int, dict[str, Any]]]:
    """lark's own description of the parser, as plain data."""
    from lark import Lark
    from lark.grammar import Rule
    from lark.lexer import TerminalDef

    parser = Lark(grammar, parser="lalr", lexer="contextual", maybe_placeholders=False)
    data, memo = parser.memo_serialize([TerminalDef, Rule])
    return data, memo


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _patterns(terminals: list[dict[str, Any]]) -> dict[str, str]:
    """Terminals that are expressions, higher priority first; what lark ignores is IGNORED."""
    found = [t for t in terminals if t["pattern"]["__type__"] == "PatternRE"]
    ordered = sorted(found, key=lambda t: -t["priority"])
    return {
        "IGNORED" if t["name"].startswith("__IGNORE") else t["name"]: t["pattern"]["value"] for t in ordered
    }


def _marks(terminals: list[dict[str, Any]]) -> dict[str, str]:
    """Punctuation → terminal."""
    from polc.dsl.keywords import BY_TERMINAL

    plain = (
        t for t in terminals if t["pattern"]["__type__"] == "PatternStr" and t["name"] not in BY_TERMINAL
    )
    return {t["pattern"]["value"]: t["name"] for t in plain}


def _production(rule: dict[str, Any]) -> dict[str, object]:
    origin = rule["origin"]["name"]
    return {
        "origin": origin,
        "name": rule["alias"] or origin,
        "size": len(rule["expansion"]),
        "inlined": origin.startswith("_") and not rule["alias"],
        "single": bool(rule["options"]["expand1"]) and not rule["alias"],
    }


def _renumbered(parser: dict[str, Any], place: dict[int, int]) -> tuple[list[dict[str, int]], int]:
    """The states in the order in which they are reached from the start, symbols by name."""
    tokens, states = parser["tokens"], parser["states"]
    number = {parser["start_states"]["start"]: 0}
    queue, found = deque(number), []
    while queue:
        row = {}
        for symbol, (kind, target) in sorted(
            (tokens[i], action) for i, action in states[queue.popleft()].items()
        ):
            if kind:
                row[symbol] = -1 - place[target["@"]]
                continue
            if target not in number:
                number[target] = len(number)
                queue.append(target)
            row[symbol] = number[target]
        found.append(row)
    return found, number[parser["end_states"]["start"]]


def _packed(states: list[dict[str, int]]) -> tuple[list[list[Any]], list[list[str]]]:
    """Each state as its moves and its (production, number of the symbols that lead to it).

    Most states reduce by one production on a hundred symbols, and share the set of symbols.
    """
    follows: dict[tuple[str, ...], int] = {}
    packed: list[list[Any]] = []
    for state in states:
        by_action: dict[int, list[str]] = {}
        for symbol, action in state.items():
            if action < 0:
                by_action.setdefault(action, []).append(symbol)
        moves = {symbol: action for symbol, action in state.items() if action >= 0}
        reduces = [
            [action, follows.setdefault(tuple(symbols), len(follows))]
            for action, symbols in by_action.items()
        ]
        packed.append([moves, *reduces])
    return packed, [list(symbols) for symbols in follows]


if __name__ == "__main__":
    import sys

    sys.stdout.buffer.write(compute_table(grammar_text()).encode())
