"""Lines → paragraphs: what a page broke is joined, what one paragraph numbers inside is cut.

A line that ends in 。 exactly where lines are full may end a paragraph or not: it's joined, and the paragraph
says so (`unsure`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import attrs

from polc.dsl.notice.heads import Head, Level, head_of
from polc.dsl.notice.lines import Layout, Line

_CN = "[一二三四五六七八九〇零○十]"
_DAY = rf"(?:[0-9]{{4}}年[0-9]{{1,2}}月[0-9]{{1,2}}日|{_CN}{{4}}年{_CN}{{1,2}}月{_CN}{{1,3}}日)"
DAY_LINE = re.compile(rf"(?:[\u4e00-\u9fff]{{2,20}})?({_DAY})(?:印发|发布)?")
DOCUMENT_LINE = re.compile(r"[\u4e00-\u9fff]{1,16}[〔(](?:19|20)[0-9]{2}[〕)]第?[0-9]+号")
_STANDS_ALONE = re.compile(
    r"附件[0-9一二三四五六七八九十]*[：:]?|抄送|分送|主送|\(此件|公开方式|联系人|联系电话"
)
SIGNATURE = re.compile(r"[\u4e00-\u9fff、()]{2,28}(?:局|府|厅|委|办公室|部|会|院|中心|行|国务院|办|领导小组)")
_ENDS = "。！？；："
_INSIDE = re.compile(r"(?<=[。；：])(?=\(|[一二三四五六七八九十]+、|[0-9]{1,2}[.、](?![0-9])|[⑴-⒇①-⑳㈠-㈩])")
TABLE_MARK = "|"
# A line with less room than this was full: two characters, as marks may stand out of line.
BRIM = 4


@attrs.frozen
class Paragraph:
    """Text without spaces, the line it begins in, and the line after which its end is unsure (0: none)."""

    text: str
    line: int
    unsure: int = 0


def paragraphs_of(layout: Layout) -> Iterator[Paragraph]:
    """The paragraphs of a layout, in order."""
    return _cut(_joined(layout))


def _joined(layout: Layout) -> Iterator[Paragraph]:
    held: Paragraph | None = None
    last: Line | None = None
    known: dict[Level, int] = {}
    for line in layout.lines:
        joins = held is not None and last is not None and _continues(held.text, line, last, layout, known)
        if held is not None and joins:
            full = held.text[-1] == "。" and not layout.indents
            glue = " " if re.search("[A-Za-z]$", held.text) and re.match("[A-Za-z]", line.text) else ""
            unsure = held.unsure or (last.number if full and last else 0)
            held = Paragraph(held.text + glue + line.text, held.line, unsure)
        else:
            if held is not None:
                yield held
            held = Paragraph(line.text, line.number)
            head = head_of(line.text)
            if head is not None:
                known = {level: value for level, value in known.items() if level < head.level}
                known[head.level] = head.value
        last = line
    if held is not None:
        yield held


def _continues(text: str, line: Line, last: Line, layout: Layout, known: dict[Level, int]) -> bool:
    """Whether `line` goes on with the paragraph so far, whose last line was `last`."""
    head = head_of(line.text)
    full = 100 * last.width >= 90 * layout.width
    if _alone(line.text) or _alone(text) or TABLE_MARK in line.text or TABLE_MARK in text:
        return False
    if head is not None and not (
        layout.wrapped and full and text[-1] not in _ENDS and _unexpected(head, known)
    ):
        return False
    if layout.indents and line.indented:
        return False
    if any(text.count(opened) > text.count(closed) for opened, closed in ("《》", "()", "“”")):
        return layout.wrapped or len(text) < 400
    if text[-1] in _ENDS:
        goes_on = (text[-1] == "。" and last.width > layout.width - BRIM) or (text[-1] == "；" and full)
        return layout.wrapped and goes_on and not SIGNATURE.fullmatch(line.text)
    prose = "，" in text or "。" in text or ("、" in text and len(text) > 30)
    if layout.wrapped:
        least = 72 if prose or len(text) > 22 else 90
        return 100 * last.width >= least * layout.width
    return prose and len(text) > 24 and not SIGNATURE.fullmatch(line.text)


def _alone(text: str) -> bool:
    return bool(DOCUMENT_LINE.fullmatch(text) or DAY_LINE.fullmatch(text) or _STANDS_ALONE.match(text))


def _unexpected(head: Head, known: dict[Level, int]) -> bool:
    """A number that doesn't follow what was counted so far: more likely a reference at a line's beginning."""
    return head.value != 1 and head.value != known.get(head.level, 0) + 1


# ---- numbering inside a paragraph -------------------------------------------------------------------
def _cut(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """`一、…。二、…` and `（一）…；（二）…` in one paragraph are cut where the numbers follow each other."""
    top = 0
    for paragraph in paragraphs:
        head = head_of(paragraph.text)
        if head is not None and head.level is Level.TOP:
            top = head.value
        cuts = list(_cuts(paragraph.text, top))
        for start, end in zip([0, *cuts], [*cuts, len(paragraph.text)], strict=True):
            yield Paragraph(paragraph.text[start:end], paragraph.line, paragraph.unsure)
        inner = [head_of(paragraph.text[at:]) for at in cuts]
        top = max([top, *(each.value for each in inner if each and each.level is Level.TOP)])


def _cuts(text: str, top: int) -> Iterator[int]:
    """Where a paragraph is to be cut: at a run of numbers from 1 of which there are at least two."""
    own = head_of(text)
    counted: dict[Level, int] = {Level.TOP: top}
    if own is not None:
        counted[own.level] = own.value
    places: list[tuple[int, Level]] = []
    for match in _INSIDE.finditer(text):
        head = head_of(text[match.start() :])
        if head is None or head.value != counted.get(head.level, 0) + 1:
            continue
        counted = {level: value for level, value in counted.items() if level <= head.level}
        counted[head.level] = head.value
        places.append((match.start(), head.level))
    runs = [level for _, level in places]
    for at, level in places:
        follows = own is not None and own.level == level
        if follows or runs.count(level) > 1 or level is Level.TOP:
            yield at
