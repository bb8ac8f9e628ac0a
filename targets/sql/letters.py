"""Texts as letters: inside the statement one letter stands for a reason, a document or a clause.

In: a kernel. Out: `Letters`. A letter occurs nowhere in the policy, so putting the texts for the letters at
the end can't change a text that stands there already. A list of texts is a string of letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from polc.compiler.kernel import Kernel

# Greek, Cyrillic, then syllables of Hangul: none of them is met in a notice.
_RANGES = ((0x3B1, 0x3CA), (0x430, 0x450), (0x391, 0x3AA), (0x410, 0x430), (0xAC00, 0xD7A4))


@attrs.frozen
class Why:
    """A list of texts as SQL; `letters` are all that it can ever hold. Never NULL: '' for nothing."""

    text: str
    letters: frozenset[str]


@attrs.define
class Letters:
    """The letters given so far, by kind; `end` closes a list, `stop` follows each text, `gap` parts lists."""

    free: Iterator[str]
    end: str
    stop: str
    gap: str
    reasons: dict[str, str] = attrs.field(factory=dict)
    documents: dict[str, str] = attrs.field(factory=dict)
    clauses: dict[str, str] = attrs.field(factory=dict)

    def reason(self, text: str) -> str:
        """The letter of a reason."""
        return self._letter(self.reasons, text)

    def document(self, text: str) -> str:
        """The letter of a document that decides."""
        return self._letter(self.documents, text)

    def clause(self, text: str) -> str:
        """The letter of a clause."""
        return self._letter(self.clauses, text)

    def _letter(self, given: dict[str, str], text: str) -> str:
        if text not in given:
            given[text] = next(self.free)
        return given[text]

    def sorted(self, letters: frozenset[str]) -> list[str]:
        """Letters in the order of their texts."""
        texts = {letter: text for given in (self.reasons, self.documents) for text, letter in given.items()}
        return sorted(letters, key=texts.__getitem__)

    def known(self) -> tuple[tuple[str, str], ...]:
        """Every letter with the text that people read."""
        return (
            *((letter, text) for text, letter in self.reasons.items()),
            *((letter, f"按“{text}”执行") for text, letter in self.documents.items()),
            *((letter, text) for text, letter in self.clauses.items()),
        )


def letters_of(kernel: Kernel) -> Letters:
    """Letters for a kernel, the same ones every time."""
    taken = repr(kernel)
    free = (
        c for first, last in _RANGES for c in map(chr, range(first, last)) if c.isalpha() and c not in taken
    )
    return Letters(free, next(free), next(free), next(free))


def constant(letters: Sequence[str]) -> Why:
    """A list that's the same for everybody."""
    return Why(f"'{''.join(letters)}'", frozenset(letters))
