"""The lines of a notice: furniture dropped, the title found, and whether lines were broken to fit a page.

In: text. Out: `Layout`. Page numbers and buttons of a portal are no part of a notice; a title is taken out
before lines are joined, since it is broken where it looks well and not where it is full.
"""

from __future__ import annotations

import re

import attrs

from polc.dsl.notice.heads import head_of
from polc.dsl.notice.text import alike, columns, squeezed

_FURNITURE = re.compile(
    r"[—\-·]*(?:第?[0-9]{1,3}页?(?:[/共,，]\s*共?[0-9]{1,3}页?)?|共[0-9]{1,3}页|[IVX]+)[—\-·]*"
    r"|(?:字体|字号).{0,10}|打印.{0,4}|关闭.{0,4}|分享到?.{0,8}|扫一扫.{0,14}|来源[:：].{0,30}|发布时间[:：].{0,24}"
    r"|<!--.*-->|[—_=*]{3,}"
)
KINDS = "通知|意见|办法|规定|公告|决定|方案|细则|批复|函|通报|条例|通告|规则|措施|标准|规程|制度|法"
_ENDS_TITLE = re.compile(rf"(?:{KINDS})(?:\([^()]{{1,8}}\))?$")
_NAMED = re.compile(rf"[\u4e00-\u9fff“”《》()0-9—、]{{2,40}}(?:{KINDS})(?:\([^()]{{1,8}}\))?")
_SENDER = re.compile(r"[\u4e00-\u9fff]{4,40}")
_GAP = re.compile(r"(?<=\S)(?:[ \u3000]*\t[ \u3000]*|[ \u3000]{2,})(?=\S)")
TITLE_LINES = 6
SEARCHED = 40
# Lines are taken as broken to fit where so many percent of them are about as wide as the widest tenth.
NEAR, MANY = (86, 108), 35
NARROW, WIDE, FEW = 30, 96, 8
BROKEN, FEW_INDENTED = 2, 2
_FINISHED = "。；：！？)》”"
_PROSE = re.compile("[，、。；：]")
# Deeper than this a line is centred or set to the right, and no paragraph begins.
DEEPEST = 4


@attrs.frozen
class Line:
    """One line that isn't empty: its number in the file, its text made alike and without spaces.

    `width` is how wide it stood, `indented` whether it began further in.
    """

    number: int
    text: str
    width: int
    indented: bool


@attrs.frozen
class Layout:
    """The lines that count, how wide full ones are, whether they were broken to fit, and the title.

    `indents` says that paragraphs begin further in, so that other lines go on with the one before.
    """

    lines: tuple[Line, ...]
    width: int
    wrapped: bool
    indents: bool = False
    title: str = ""


def layout_of(text: str) -> Layout:
    """The lines of a text."""
    lines = []
    for number, raw in enumerate(re.split(r"\r\n|\r|\n|\f|\v|\u2028|\u2029", text), 1):
        line = re.sub(r"^#{1,6}\s+", "", re.sub(" +", " ", _cells(raw.strip())).strip())
        bare = squeezed(line)
        if bare and not _FURNITURE.fullmatch(bare):
            indent = columns(alike(raw)) - columns(alike(raw).lstrip())
            width = columns(line) + (indent if indent <= DEEPEST else 0)
            lines.append(Line(number, bare, width, 1 < indent <= DEEPEST))
    title, rest = _without_title(tuple(lines))
    width, is_wrapped = _width(rest)
    begun = sum(line.indented for line in rest)
    indents = is_wrapped and begun >= FEW_INDENTED and len(rest) - begun >= FEW_INDENTED
    return Layout(rest, width, is_wrapped, indents, title)


def _width(lines: tuple[Line, ...]) -> tuple[int, bool]:
    """How wide full lines are, and whether lines were broken there: many are as wide, or some just stop."""
    widths = sorted(line.width for line in lines)
    if not widths:
        return 0, False
    width = widths[len(widths) * 9 // 10]
    near = sum(NEAR[0] * width <= 100 * each <= NEAR[1] * width for each in widths)
    if NARROW <= width <= WIDE and 100 * near >= MANY * len(widths) and len(widths) > FEW:
        return width, True
    widest = widths[-1]
    broken = sum(
        100 * line.width >= NEAR[0] * widest and line.text[-1] not in _FINISHED
        for line in lines
        if _PROSE.search(line.text) or line.indented
    )
    return (widest, True) if NARROW <= widest <= WIDE and broken >= BROKEN else (width, False)


def _cells(raw: str) -> str:
    """A line of a table whose columns are kept apart by tabs or wide gaps, with a mark between its cells."""
    gaps = len(_GAP.findall(raw))
    return alike(_GAP.sub("｜", raw) if gaps > 1 and re.search("[0-9０-９]", raw) else raw)


def _without_title(lines: tuple[Line, ...]) -> tuple[str, tuple[Line, ...]]:
    """The title and the other lines; where none is found, all lines."""
    for at, line in enumerate(lines[:SEARCHED]):
        if head_of(line.text):
            break
        about = "关于" in line.text and not line.text.startswith("《")
        if not (about or _NAMED.fullmatch(line.text)) or re.search("[。：]", line.text):
            continue
        last, title = at, line.text
        while not _ENDS_TITLE.search(title) and last - at < TITLE_LINES and last + 1 < len(lines):
            last += 1
            title += lines[last].text
        if _ENDS_TITLE.search(title) and "。" not in title:
            first = _first_of_title(lines, at)
            return "".join(each.text for each in lines[first : last + 1]), (
                *lines[:first],
                *lines[last + 1 :],
            )
    return "", lines


def _first_of_title(lines: tuple[Line, ...], at: int) -> int:
    """Lines right above that name the senders belong to a title that begins with 关于 or with a sender."""
    first = at
    while first and _SENDER.fullmatch(lines[first - 1].text) and not lines[first - 1].text.endswith("文件"):
        if lines[first].number - lines[first - 1].number > 1 and not lines[first].text.startswith("关于"):
            break
        first -= 1
    return first
