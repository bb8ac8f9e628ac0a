"""Words that the language no longer has: read as what stands for them now, and told in one message.

In: the lexemes of a file. Out: lexemes without retired words, and the edits that mend the text. A retired
word stays reserved for a release, so that no old text silently reads as something else. What the words of
today say by standing elsewhere (a word after a name, now a row of its own) is moved.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs

from polc.dsl.diagnostics import writing
from polc.dsl.diagnostics.model import Diagnostic, Edit, Sink
from polc.dsl.lexer import Lexeme, Lexer
from polc.dsl.retired_words import MOVED, REPLACED
from polc.dsl.source import Source, Span

_WAYS = ("只取最高", "只取最低", "合计", "补足差额", "不得并存")
_OPEN = '待定 "名单以“等”结尾，没有写完"'


@attrs.define
class _Text:
    """The lexemes of a file with what is to be put in their places; `said` are the old words, in order."""

    lexemes: Sequence[Lexeme]
    instead: dict[int, str] = attrs.field(factory=dict)
    before: dict[int, str] = attrs.field(factory=dict)
    after: dict[int, str] = attrs.field(factory=dict)
    said: dict[str, str] = attrs.field(factory=dict)
    places: list[int] = attrs.field(factory=list)

    def word(self, index: int) -> str:
        """The word at this place; empty outside the file."""
        return self.lexemes[index].text if 0 <= index < len(self.lexemes) else ""

    def is_(self, index: int, *kinds: str) -> bool:
        """Whether the lexeme there can be one of these, first of all."""
        return 0 <= index < len(self.lexemes) and self.lexemes[index].is_(*kinds)

    def closing(self, index: int, left: str, right: str) -> int:
        """The place of the bracket that closes the one at `index`; the end of the file where none does."""
        depth = 0
        for place in range(index, len(self.lexemes)):
            depth += self.is_(place, left) - self.is_(place, right)
            if depth == 0:
                return place
        return len(self.lexemes) - 1


def modern(source: Source, lexemes: Sequence[Lexeme], lexer: Lexer, sink: Sink) -> Sequence[Lexeme]:
    """The lexemes with today's words; what was old is told once for a file, with its repair."""
    text = _Text(lexemes)
    for index, lexeme in enumerate(lexemes):
        if lexeme.text in MOVED or lexeme.text in REPLACED or lexeme.text in _WAYS:
            _mend(text, index)
    if not text.places:
        return lexemes
    words = "，".join(f"“{old}”现在写“{new}”" for old, new in text.said.items())
    first = lexemes[text.places[0]]
    sink.add(
        Diagnostic(
            code=writing.RETIRED_WORDS,
            span=Span(source.path, first.start, first.end),
            facts=(("count", str(len(text.places))), ("words", words)),
            repair=tuple(_edits(source, text)),
        )
    )
    return _rewritten(text, lexer)


def _mend(text: _Text, index: int) -> None:
    word = text.word(index)
    if word in _WAYS:
        _way(text, index)
    elif word in MOVED:
        _MOVES[word](text, index)
    else:
        _replace(text, index, REPLACED[word])


def _told(text: _Text, index: int, shown: str) -> None:
    text.places.append(index)
    text.said.setdefault(text.word(index), shown)


def _replace(text: _Text, index: int, new: str) -> None:
    text.instead[index] = new
    _told(text, index, new)


# ---- words that stand elsewhere now -----------------------------------------------------------------
def _way(text: _Text, index: int) -> None:
    """只取最高 after the name of a 规定 is its row 并存; a reading that is a way begins with 并存."""
    word = text.word(index)
    new = REPLACED.get(word, word)
    if text.is_(index - 2, "RULE") and text.is_(index - 1, "NAME"):
        opening = next((i for i in range(index, len(text.lexemes)) if text.is_(i, "LBRACE")), index)
        cite = text.word(index - 3) if text.is_(index - 3, "CITE") else "【一】"
        text.instead[index] = ""
        text.after[opening] = f"\n  {cite} 并存 {new}"
        _told(text, index, f"【…】 并存 {new}（写成一行）")
    elif text.is_(index - 1, "NAME", "COLON") and not _of_a_fold(text, index):
        text.instead[index] = f"并存 {new}"
        _told(text, index, f"并存 {new}")
    elif new != word:
        _replace(text, index, new)


def _of_a_fold(text: _Text, index: int) -> bool:
    """合计 购书 的 …, 合计 月补贴 自 …: a sum, and no way to combine."""
    return text.is_(index + 1, "NAME") and text.is_(index + 2, "OF", "SINCE")


def _open_list(text: _Text, index: int) -> None:
    """等（开放）→ 等 待定 "…"."""
    if text.is_(index - 1, "LPAR") and text.is_(index + 1, "RPAR"):
        text.instead |= {index - 1: " ", index: _OPEN, index + 1: ""}
        _told(text, index, '等 待定 "…"')


def _empty(vacuous: str) -> Callable[[_Text, int], None]:
    """每个 L（至少一个）其 （…）→ 每个 L 其 （…） 若无 否."""

    def move(text: _Text, index: int) -> None:
        if not (text.is_(index - 1, "LPAR") and text.is_(index + 1, "RPAR")):
            return
        end = index + 3
        if text.is_(end, "LPAR"):
            end = text.closing(end, "LPAR", "RPAR")
        text.instead |= {index - 1: " ", index: "", index + 1: ""}
        text.after[min(end, len(text.lexemes) - 1)] = f" 若无 {vacuous}"
        _told(text, index, f"每个 … 其 （…） 若无 {vacuous}")

    return move


def _no_entry(text: _Text, index: int) -> None:
    """无记录 L → L = 没有."""
    if text.is_(index + 1, "NAME"):
        text.instead[index] = ""
        text.after[index + 1] = " = 没有"
        _told(text, index, "清单 = 没有")


def _before_day(text: _Text, index: int) -> None:
    """每月 30日 前 → 每月 不晚于 30日."""
    if text.is_(index - 2, "MONTHLY_BY") and text.is_(index - 1, "DURATION"):
        text.before[index - 1] = "不晚于 "
        text.instead[index] = ""
        _told(text, index, "每月 不晚于 30日")


def _per(text: _Text, index: int) -> None:
    """每 1000元 计 2元 不足按一计 → 每满 1000元 计 2元 进一."""
    size = index + 1
    end = text.closing(size, "LPAR", "RPAR") if text.is_(size, "LPAR") else size
    if text.is_(end + 1, "COUNTS"):
        _replace(text, index, "每满")


_MOVES: dict[str, Callable[[_Text, int], None]] = {
    "开放": _open_list,
    "至少一个": _empty("否"),
    "可以没有": _empty("是"),
    "无记录": _no_entry,
    "前": _before_day,
    "每": _per,
}


# ---- the new text -----------------------------------------------------------------------------------
def _edits(source: Source, text: _Text) -> list[Edit]:
    found = []
    for index, lexeme in enumerate(text.lexemes):
        if index in text.before:
            found.append(Edit(Span(source.path, lexeme.start, lexeme.start), text.before[index]))
        if index in text.instead:
            found.append(Edit(Span(source.path, lexeme.start, lexeme.end), text.instead[index]))
        if index in text.after:
            found.append(Edit(Span(source.path, lexeme.end, lexeme.end), text.after[index]))
    return found


def _rewritten(text: _Text, lexer: Lexer) -> list[Lexeme]:
    """The lexemes in the order of the new text; what was put in stands where the old word stood."""
    out: list[Lexeme] = []
    for index, lexeme in enumerate(text.lexemes):
        out += _put(text.before.get(index, ""), lexeme.start, lexeme.start, lexer)
        if index in text.instead:
            out += _put(text.instead[index], lexeme.start, lexeme.end, lexer)
        else:
            out.append(lexeme)
        out += _put(text.after.get(index, ""), lexeme.end, lexeme.end, lexer)
    return out


def _put(new: str, start: int, end: int, lexer: Lexer) -> list[Lexeme]:
    return [attrs.evolve(lexeme, start=start, end=end) for lexeme in lexer.lex(new)[0]] if new else []
