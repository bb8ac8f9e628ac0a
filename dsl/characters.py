"""What can be wrong before any grammar: unseen characters, quotes without a partner, endless numbers.

In: the lexemes of a file. Out: the lexemes to go on with. A lexeme that was reported is BROKEN: the row
around it is left out without a second finding. Reports 103, 104, 106, 107, 112, 118.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from polc.dsl.diagnostics import writing
from polc.dsl.diagnostics.model import Code, Diagnostic, Edit, Sink
from polc.dsl.lexer import NAME, STRAY, Lexeme, name_kinds
from polc.dsl.source import Source, Span

BROKEN = "BROKEN"
MAX_DIGITS = 18
_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_ZERO_WIDTH = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u0600-\u0605\u06dd\u070f\u115f\u1160\u180e\u200b-\u200d"
    "\u2028\u2029\u2060-\u2065\u206a-\u206f\u2800\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e0fff"
)
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f"
_BIDI = re.compile(f"[{_DIRECTION}]")
_UNSEEN = re.compile(f"[{_DIRECTION}{_ZERO_WIDTH}]+")
_BLANK = re.compile(f"[{_SPACES}]")
_RUN = re.compile(r"[0-9][0-9,]*")
_PARTNERS = {"【": "】", "】": "【", "[": "]", "]": "[", "「": "」", "」": "「"}
_PAIR = re.compile('["＂“”](?P<text>[^"＂“”]+)["＂“”][^"＂“”]*')
_QUOTES = ('"', "“", "”")


def report(sink: Sink, code: Code, span: Span, **facts: str) -> None:
    """Put one finding into the sink."""
    sink.add(Diagnostic(code=code, span=span, facts=tuple(sorted(facts.items()))))


def check_characters(source: Source, lexemes: Sequence[Lexeme], sink: Sink) -> list[Lexeme]:
    """The lexemes without unseen characters; what can't be read is marked as broken."""
    _unseen(source, sink)
    joined = list(_join(source, _without_blanks(source, lexemes, sink), sink))
    return list(_quotes(source, [_short(source, lexeme, sink) for lexeme in joined], sink))


def _unseen(source: Source, sink: Sink) -> None:
    for match in _UNSEEN.finditer(source.text):
        start = match.start() + (match.start() == 0 and source.text.startswith("\ufeff"))
        if start < match.end():
            char = source.text[start]
            code = writing.BIDI_CONTROL if _BIDI.match(char) else writing.INVISIBLE_CHARACTER
            _report_char(sink, code, char, Span(source.path, start, match.end()))


def _report_char(sink: Sink, code: Code, char: str, span: Span) -> None:
    number = f"U+{ord(char):04X}"
    facts = (("char", number), ("name", unicodedata.name(char, number)))
    sink.add(Diagnostic(code=code, span=span, facts=facts, repair=(Edit(span, ""),)))


def _without_blanks(source: Source, lexemes: Sequence[Lexeme], sink: Sink) -> Iterator[Lexeme]:
    """Spaces of another kind part words as any space does; a note says once how many there are."""
    places: list[Span] = []
    for lexeme in lexemes:
        if lexeme.is_(STRAY) and _BLANK.fullmatch(lexeme.text):
            places.append(Span(source.path, lexeme.start, lexeme.end))
        else:
            yield lexeme
    if places:
        char = f"U+{ord(source.slice(places[0])):04X}"
        facts = (("char", char), ("count", str(len(places))))
        edits = tuple(Edit(place, " ") for place in places)
        sink.add(Diagnostic(code=writing.OTHER_SPACE, span=places[0], facts=facts, repair=edits))


def _join(source: Source, lexemes: Iterable[Lexeme], sink: Sink) -> Iterator[Lexeme]:
    """Unseen characters taken out, the two halves of a word that one stood in put together again."""
    held: Lexeme | None = None
    gap = False
    for lexeme in lexemes:
        if lexeme.is_(STRAY) and _UNSEEN.fullmatch(lexeme.text):
            gap = held is not None and held.end == lexeme.start
            held = held and Lexeme(held.kinds, held.text, held.start, lexeme.end) if gap else held
            continue
        if gap and held is not None and held.end == lexeme.start and _are_names(held, lexeme):
            text = held.text + lexeme.text
            held = Lexeme(name_kinds(text), text, held.start, lexeme.end)
        else:
            if held is not None:
                yield held
            held = lexeme
        gap = False
    if held is not None:
        yield held


def _are_names(*lexemes: Lexeme) -> bool:
    return all(lexeme.kinds[-1] == NAME for lexeme in lexemes)


def _short(source: Source, lexeme: Lexeme, sink: Sink) -> Lexeme:
    """A number with too many digits is broken."""
    run = _RUN.match(lexeme.text)
    digits = len(run[0].replace(",", "")) if run else 0
    if digits <= MAX_DIGITS:
        return lexeme
    span = Span(source.path, lexeme.start, lexeme.end)
    report(sink, writing.NUMBER_TOO_LONG, span, digits=str(digits), limit=str(MAX_DIGITS))
    return broken(lexeme)


def broken(lexeme: Lexeme) -> Lexeme:
    """`lexeme` as one that no rule reads and that was reported."""
    return Lexeme((BROKEN,), lexeme.text, lexeme.start, lexeme.end)


def _unclosed(source: Source, span: Span) -> Diagnostic:
    """A quote without its partner; ”文字” and “文字" are mended where the line has just these two."""
    number = source.line_of(span.start)
    line = source.text[span.start : source.line_starts[number - 1] + len(source.line_text(number))]
    pair = _PAIR.fullmatch(line)
    facts = (("quote", source.slice(span)),)
    if pair is None:
        return Diagnostic(code=writing.UNCLOSED_QUOTE, span=span, facts=facts)
    text = f'"{pair["text"]}"'
    repair = Edit(Span(span.path, span.start, span.start + pair.end("text") + 1), text)
    return Diagnostic(
        code=writing.UNCLOSED_QUOTE, span=span, facts=(*facts, ("text", text)), repair=(repair,)
    )


def _quotes(source: Source, lexemes: Sequence[Lexeme], sink: Sink) -> Iterator[Lexeme]:
    """After a quote without a partner the rest of its line is text, but for the braces that end it."""
    skip_to = -1
    for lexeme in lexemes:
        if lexeme.start < skip_to:
            continue
        span = Span(source.path, lexeme.start, lexeme.end)
        if lexeme.is_(STRAY) and lexeme.text in _QUOTES:
            sink.add(_unclosed(source, span))
            line = source.line_text(source.line_of(lexeme.start))
            skip_to = source.line_starts[source.line_of(lexeme.start) - 1] + len(line.rstrip(" \u3000\t}｝"))
            yield broken(lexeme)
        elif lexeme.is_(STRAY) and lexeme.text in _PARTNERS:
            partner = _PARTNERS[lexeme.text]
            report(sink, writing.UNCLOSED_BRACKET, span, bracket=source.slice(span), partner=partner)
            yield broken(lexeme)
        else:
            yield lexeme
