"""Every request on every policy, whole and cut off after any lexeme: an answer, never a fault."""

from collections.abc import Hashable, Iterator
from functools import cache
from random import Random

import pytest
from service.editor import POLICIES, Editor, Nothing, below, workspace

from polc.compiler.kernel import Kind
from polc.dsl.expecting import lexemes_of
from polc.dsl.lalr import Stop, run
from polc.dsl.lexer import STRAY, Lexeme
from polc.dsl.parser import the_machine
from polc.dsl.sections import cut
from polc.service.methods import PLACED, WHOLE
from polc.service.positions import offset_of, position

PERSON = {"person": {"facts": {}, "readings": {}}, "title": "某人", "audience": "群众", "code": "POL402"}


def params_at(editor: Editor, path: str, offset: int) -> dict[str, object]:
    source = editor.space.source(path)
    place = position(source, offset)
    return editor.about(path, offset, range={"start": place, "end": place}, newName="全新名称")


def of_whole(editor: Editor, path: str) -> dict[str, object]:
    """What the desk asks: along a few days of a date, against a text that has nothing."""
    front = editor.space.front(path)
    inputs = [decl for decl in front.kernel.inputs if decl.type.kind is not Kind.LIST] if front.kernel else []
    inputs.sort(key=lambda decl: decl.type.kind is not Kind.DATE)
    ends = (
        {"first": "2025-02-27", "last": "2025-03-02"} if inputs and inputs[0].type.kind is Kind.DATE else {}
    )
    outputs = [decl.alias for decl in front.kernel.outputs] if front.kernel else []
    names = {"fact": inputs[0].name if inputs else "", "output": outputs[0] if outputs else ""}
    return editor.about(path, **PERSON, **names, **ends, other=path, text="")


def answered(editor: Editor, method: str, params: dict[str, object]) -> None:
    """A result; a name that can't be changed and a policy that has errors are refused with the reason."""
    found = editor.answer(method, params)
    refused = found.get("error", {}).get("code")
    may_be = method.endswith(("rename", "prepareRename")) or method.startswith("polc/")
    assert refused is None or (refused == -32803 and may_be), (method, found)


def asked(editor: Editor, path: str, offset: int) -> None:
    """All requests at one place, and those about the whole text."""
    placed(editor, path, offset)
    whole(editor, path)


def placed(editor: Editor, path: str, offset: int) -> None:
    for method in PLACED:
        answered(editor, method, params_at(editor, path, offset))


def whole(editor: Editor, path: str) -> None:
    for method in WHOLE:
        answered(editor, method, of_whole(editor, path))


def prefixes(path: str) -> list[int]:
    """The ends of a policy's lexemes, and places inside them."""
    lexemes, comments = lexemes_of(below(path))
    ends = {offset for x in (*lexemes, *comments) for offset in (x.end, (x.start + x.end) // 2)}
    return sorted(ends)


def drawn(path: str, number: int) -> Iterator[int]:
    places = prefixes(path)
    yield from Random(path).sample(places, min(number, len(places)))


@pytest.mark.parametrize("path", POLICIES)
def test_every_method_answers(path: str) -> None:
    editor = Editor(workspace(path))
    editor.open(path)
    editor.finish()
    for offset in drawn(path, 2):
        placed(editor, path, offset)
    whole(editor, path)


@pytest.mark.parametrize("path", POLICIES)
def test_every_method_answers_on_a_file_cut_off(path: str) -> None:
    editor = Editor(workspace())
    editor.open(path)
    text = below(path).text
    for offset in drawn(path, 2):
        editor.change(path, text[:offset])
        editor.dispatcher.tick()
        asked(editor, path, offset)


def cuts(path: str) -> Iterator[tuple[Hashable, int]]:
    """Where a policy can be cut off: behind each lexeme and inside it, with what the parser holds there.

    From the same stack of states with the same kind of word last, whatever comes is read the same way.
    """
    source, machine = below(path), the_machine()
    lexemes, comments = lexemes_of(source)
    for comment in comments:
        yield "comment", (comment.start + comment.end) // 2
    for section in cut(source, lexemes):
        for number, lexeme in enumerate(section, 1):
            stop = run(machine.table, [*section[:number], Lexeme((STRAY,), "", 0, 0)], Nothing())
            held = stop.states if isinstance(stop, Stop) else ()
            yield (held, lexeme.kinds), lexeme.end
            yield (held, lexeme.kinds, "inside"), (lexeme.start + lexeme.end) // 2


@cache
def kinds_of_cuts() -> list[tuple[str, int]]:
    """One cut of each kind over all policies, the shortest text that has it."""
    found: dict[Hashable, tuple[str, int]] = {}
    for path in POLICIES:
        for kind, offset in cuts(path):
            if kind not in found or offset < found[kind][1]:
                found[kind] = path, offset
    return sorted(set(found.values()))


@pytest.mark.thorough
@pytest.mark.parametrize("path", POLICIES)
def test_every_method_answers_after_every_lexeme(path: str) -> None:
    """Of cuts after which the parser is in the same state, one is asked for all."""
    editor = Editor(workspace())
    editor.open(path)
    text = below(path).text
    for offset in (offset for each, offset in kinds_of_cuts() if each == path):
        editor.change(path, text[:offset])
        editor.dispatcher.tick()
        asked(editor, path, offset)


def test_places_count_as_editors_count_them() -> None:
    editor = Editor(workspace())
    editor.open("x.pol", "# 𠮷\n事实 𠮷田人: 是非 别名 yoshida\n关系 𠮷田人")
    (found, *_) = editor.ask("textDocument/references", editor.about("x.pol", "𠮷田人: 是非"))
    assert found["range"] == {"start": {"line": 1, "character": 3}, "end": {"line": 1, "character": 7}}
    source = editor.space.source("x.pol")
    places = [position(source, offset) for offset in range(len(source.text) + 1)]
    assert [offset_of(source, place) for place in places] == list(range(len(source.text) + 1))
    assert offset_of(source, {"line": 99, "character": 0}) == len(source.text)
    assert offset_of(source, {"line": 0, "character": 99}) == 3
