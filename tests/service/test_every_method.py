"""Every request on every policy, whole and cut off after any lexeme: an answer, never a fault."""

from collections.abc import Iterator
from random import Random

import pytest
from service.editor import POLICIES, Editor, below, workspace

from polc.dsl.expecting import lexemes_of
from polc.service.methods import METHODS
from polc.service.positions import offset_of, position

EVERY = 12
PERSON = {"person": {"facts": {}, "readings": {}}, "title": "某人", "audience": "群众"}


def params_at(editor: Editor, path: str, offset: int) -> dict[str, object]:
    source = editor.space.source(path)
    place = position(source, offset)
    return editor.about(path, offset, range={"start": place, "end": place}, newName="全新名称", **PERSON)


def asked(editor: Editor, path: str, offset: int) -> None:
    """All requests at one place; a name that can't be changed is refused with its reason."""
    for method in METHODS:
        found = editor.answer(method, params_at(editor, path, offset))
        refused = found.get("error", {}).get("code")
        assert refused is None or (
            refused == -32803 and (method.endswith(("rename", "prepareRename")) or method.startswith("polc/"))
        ), (
            method,
            found,
        )


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
        asked(editor, path, offset)


@pytest.mark.parametrize("path", POLICIES)
def test_every_method_answers_on_a_file_cut_off(path: str) -> None:
    editor = Editor(workspace())
    editor.open(path)
    text = below(path).text
    for offset in drawn(path, 2):
        editor.change(path, text[:offset])
        editor.dispatcher.tick()
        asked(editor, path, offset)


@pytest.mark.thorough
@pytest.mark.parametrize("path", POLICIES)
def test_every_method_answers_after_every_lexeme(path: str) -> None:
    editor = Editor(workspace())
    editor.open(path)
    text = below(path).text
    for number, offset in enumerate(prefixes(path)):
        editor.change(path, text[:offset])
        editor.dispatcher.tick()
        if number % EVERY == 0:
            asked(editor, path, offset)
        else:
            for method in (
                "textDocument/completion",
                "textDocument/hover",
                "textDocument/semanticTokens/full",
            ):
                editor.ask(method, params_at(editor, path, offset))


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
