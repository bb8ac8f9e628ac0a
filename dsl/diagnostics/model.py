"""What a finding is, apart from how it is written or drawn.

In: facts (a code, a place, names and numbers). Out: `Diagnostic`, rendered by `render.py` and
exported by `export.py`. The same value feeds the terminal, the editor and the machine formats.
Texts live in the catalogue (`codes.py` and the family files); a diagnostic holds only facts.
"""

from __future__ import annotations

import re
from enum import Enum

import attrs

from polc.dsl.source import Span

_FIELD = re.compile(r"\{([a-z_]+)\}")


class Severity(Enum):
    """How bad: an error blocks building, a warning is for the author to settle, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Lang(Enum):
    """Languages that every text exists in."""

    ZH = "zh"
    EN = "en"


@attrs.frozen
class Text:
    """One text in both languages, with {field} places filled from the diagnostic's facts."""

    zh: str
    en: str

    def in_(self, lang: Lang) -> str:
        """The template in `lang`."""
        return self.zh if lang is Lang.ZH else self.en


@attrs.frozen(kw_only=True)
class Code:
    """One kind of finding: its number, severity, and the texts with their {fields}.

    `message` is one sentence with the fact in dates and money; `label` stands under the caret;
    `suggestions` say what to write. `explain/POLnnn.md` holds the page.
    """

    id: str
    severity: Severity
    title: Text
    message: Text
    label: Text | None = None
    suggestions: tuple[Text, ...] = ()


@attrs.frozen
class Note:
    """A further place with its role, also in another file."""

    span: Span
    text: Text


@attrs.frozen(kw_only=True)
class WitnessRow:
    """One example person: name of the example, the facts that make it, and what comes out, cited."""

    who: str
    facts: tuple[tuple[str, str], ...]
    outcome: tuple[tuple[str, str], ...]
    clauses: tuple[str, ...] = ()


@attrs.frozen
class Edit:
    """Text to be put in the place of a span."""

    span: Span
    new: str


@attrs.frozen(kw_only=True)
class Diagnostic:
    """One finding. `facts` fill the {fields} of the code's texts, in both languages alike.

    `repair` is set where the text can be mended without a thought and without another meaning.
    """

    code: Code
    span: Span
    facts: tuple[tuple[str, str], ...] = ()
    notes: tuple[Note, ...] = ()
    witness: tuple[WitnessRow, ...] = ()
    basis: tuple[str, ...] = ()
    severity: Severity | None = None
    repair: tuple[Edit, ...] = ()

    @property
    def level(self) -> Severity:
        """The severity of this finding: its own where it was set, else its code's."""
        return self.severity or self.code.severity

    def fill(self, text: Text, lang: Lang) -> str:
        """`text` in `lang` with this finding's facts put in; a brace in a fact stays text."""
        values = dict(self.facts)
        return _FIELD.sub(lambda match: values.get(match[1], match[0]), text.in_(lang))

    @property
    def sort_key(self) -> tuple[str, int, int, str, tuple[tuple[str, str], ...]]:
        """Stable order: file, place, code, facts."""
        return (self.span.path, self.span.start, self.span.end, self.code.id, self.facts)


@attrs.define
class Sink:
    """Where phases put what they find; the driver reads it between phases."""

    found: list[Diagnostic] = attrs.field(factory=list)

    def add(self, diagnostic: Diagnostic) -> None:
        """Keep one finding."""
        self.found.append(diagnostic)

    @property
    def has_errors(self) -> bool:
        """True when a finding blocks the next phase."""
        return any(d.level is Severity.ERROR for d in self.found)

    def sorted(self) -> tuple[Diagnostic, ...]:
        """All findings without repetition, in stable order."""
        return tuple(dict.fromkeys(sorted(self.found, key=lambda d: d.sort_key)))
