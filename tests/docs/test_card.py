"""The card holds the whole language: each word, in blocks that compile (test_snippets) or beside its like."""

from checkout import ROOT
from docs.blocks import blocks_of

from polc.dsl.keywords import WORDS
from polc.dsl.parser import the_machine
from polc.dsl.source import Source

CARD = ROOT / "docs" / "card.md"
BYTES = 8_000


def test_it_fits_on_a_card() -> None:
    assert len(CARD.read_bytes()) <= BYTES


def test_every_word_of_the_language_is_on_it() -> None:
    used = set()
    for block in blocks_of((CARD,)):
        lexemes, comments = the_machine().lexer.lex(Source(path="card.pol", text=block.body).folded)
        used |= {lexeme.text for lexeme in lexemes}
        used |= {word for comment in comments for word in WORDS if word in comment.text}
    assert sorted(set(WORDS) - used) == []
