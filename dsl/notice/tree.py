"""Paragraphs → the clauses of a notice, with what stands above and below them.

In: paragraphs. Out: a `Tree`: letterhead, preamble, clauses, annexes, signature. The next expected number
decides nothing; it only says where the notice skips or doubles one. A second 一、 or 第一条 begins another
document in the file (a letter and the 办法 it sends).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

from polc.dsl.notice.heads import Head, Level, head_of
from polc.dsl.notice.lines import KINDS
from polc.dsl.notice.model import Doubt, DoubtKind
from polc.dsl.notice.paragraphs import DAY_LINE, DOCUMENT_LINE, SIGNATURE, Paragraph

_ANNEX = re.compile(r"附件([0-9]{1,2}|[一二三四五六七八九十]+)?[：:]?")
_ANNEX_LIST = re.compile(r"附件[：:0-9]")
_FOOTER = re.compile(r"\(此件|抄送|分送|主送|公开方式|联系人|联系电话")
_TITLE = re.compile(rf"[\u4e00-\u9fff“”《》()0-9—]{{4,60}}(?:{KINDS})(?:\([^()]{{1,8}}\))?")
_HEADING = 40


@attrs.define
class Part:
    """A clause, an annex or the text before the first clause, while it is put together.

    The last `unnumbered` of its paragraphs stand behind its numbered one. `closing` are those that close what
    the items below it say; they might as well be the last item's own, which is `closes`.
    """

    path: tuple[str, ...]
    line: int
    level: Level = Level.DIVISION
    value: int = 0
    document: str = ""
    heading: str = ""
    paragraphs: list[Paragraph] = attrs.field(factory=list)
    children: list[Part] = attrs.field(factory=list)
    unnumbered: int = 0
    closing: list[Paragraph] = attrs.field(factory=list)
    closes: Part | None = None
    subsection: str = ""


@attrs.define
class Tree:
    """A notice in parts. `days` are the lines that hold nothing but a date."""

    preamble: Part
    clauses: list[Part] = attrs.field(factory=list)
    annexes: list[Part] = attrs.field(factory=list)
    document: str = ""
    issuer: str = ""
    title: str = ""
    days: list[str] = attrs.field(factory=list)
    doubts: list[Doubt] = attrs.field(factory=list)


def tree_of(paragraphs: Iterable[Paragraph]) -> Tree:
    """The tree of a notice."""
    builder = _Builder(Tree(preamble=Part(path=("前言",), line=0)))
    for paragraph in paragraphs:
        builder.take(paragraph)
    for clause in builder.tree.clauses:
        _close(clause)
    return builder.tree


@attrs.define
class _Builder:
    """Where reading is: `stack` are the clauses that the next number may stand below."""

    tree: Tree
    stack: list[Part] = attrs.field(factory=list)
    style: Level | None = None
    after: bool = False
    annex: Part | None = None
    document: str = ""
    titled: str = ""
    listing: bool = False

    def take(self, paragraph: Paragraph) -> None:
        """Put one paragraph where it belongs."""
        text, head = paragraph.text, head_of(paragraph.text)
        if self._is_annex_title(text):
            self._begin_annex(paragraph)
        elif self.annex is not None and not self._document_in_annex(head, text):
            self._in_annex(paragraph)
        elif self._is_furniture(paragraph, head):
            return
        elif head is not None and self._numbers(head, text):
            self._clause(paragraph, head)
        elif not self.stack and not self.after:
            self._before(paragraph)
        elif self.stack:
            self._unnumbered(paragraph)
        elif _TITLE.fullmatch(text):
            self.titled = text

    def _is_furniture(self, paragraph: Paragraph, head: Head | None) -> bool:
        """What says when and by whom, not what holds."""
        text = paragraph.text
        if DOCUMENT_LINE.fullmatch(text):
            self.tree.document = self.tree.document or text
        elif day := DAY_LINE.fullmatch(text):
            self.tree.days.append(day[1])
            self._end()
        elif _FOOTER.match(text) or _ANNEX_LIST.match(text):
            self.listing = bool(_ANNEX_LIST.match(text))
            self._end()
        elif (
            self.listing and head is not None and head.level is Level.FIGURE and not re.search("[。；]", text)
        ):
            return True
        elif self.stack and len(text) <= 30 and not re.search("[，。；]", text) and SIGNATURE.fullmatch(text):
            self._end()
        elif text == "特此通知。" or text == "特此公告。":
            return True
        else:
            self.listing = False
            return False
        return True

    def _end(self) -> None:
        """The document's own text is over; what follows is a signature, or begins another one."""
        if self.tree.clauses or self.tree.preamble.paragraphs:
            self.after = True
        self.stack = []

    # ---- annexes -------------------------------------------------------------------------------------
    def _is_annex_title(self, text: str) -> bool:
        return bool(_ANNEX.fullmatch(text)) and (
            self.after or self.annex is not None or bool(self.tree.clauses)
        )

    def _begin_annex(self, paragraph: Paragraph) -> None:
        match = _ANNEX.fullmatch(paragraph.text)
        assert match is not None
        number = match[1] or (str(len(self.tree.annexes) + 1) if self.tree.annexes else "")
        self.annex = Part(path=(f"附件{number}",), line=paragraph.line)
        self.tree.annexes.append(self.annex)
        self.stack, self.after = [], True

    def _document_in_annex(self, head: Head | None, text: str) -> bool:
        """A whole 办法 sent as an annex: its title stands alone above 第一条 or 一、."""
        if head is None or head.value != 1 or head.level not in (Level.ARTICLE, Level.TOP, Level.DIVISION):
            return self.document != "" and self.annex is None
        annex = self.annex
        titles = [p.text for p in annex.paragraphs if _TITLE.fullmatch(p.text)] if annex else []
        if not titles or head.level is Level.TOP:
            return False
        if annex is not None:
            self.tree.annexes.remove(annex)
        self.annex, self.titled = None, titles[-1]
        return True

    def _in_annex(self, paragraph: Paragraph) -> None:
        if self.annex is not None and not _FOOTER.match(paragraph.text):
            self.annex.paragraphs.append(paragraph)

    # ---- clauses -------------------------------------------------------------------------------------
    def _numbers(self, head: Head, text: str) -> bool:
        """False for a reference that a paragraph begins with, and for what only divides."""
        if head.level is Level.DIVISION:
            return len(text) < 30
        if head.level is Level.ARTICLE:
            return self.style in (None, Level.ARTICLE) or head.value == 1
        return not (self.after and not self.stack and head.value != 1)

    def _clause(self, paragraph: Paragraph, head: Head) -> None:
        if head.level is Level.DIVISION:
            self.stack = []
            return
        top = head.level in (Level.ARTICLE, Level.TOP)
        if top and head.value == 1 and self.tree.clauses and self._begins_another(head):
            self._another_document(paragraph, head)
        if self.style is None or (top and not self.tree.clauses):
            self.style = head.level
        level = head.level
        parents = [part for part in self.stack if part.level < level]
        sibling = next((part for part in self.stack if part.level == level), None)
        if sibling is not None and top and head.value == 1 and not self.after and sibling.value > 1:
            self._another_document(paragraph, head)
            parents, sibling = [], None
        if top and sibling is None and not parents:
            sibling = self._last_top(level)
        path = (*(parents[-1].path if parents else ()), head.piece)
        part = Part(path=path, line=paragraph.line, level=level, value=head.value, document=self.document)
        self._count(part, sibling)
        (parents[-1].children if parents else self.tree.clauses).append(part)
        self.stack, self.after = [*parents, part], False
        self._begin(part, attrs.evolve(paragraph, text=paragraph.text[head.end :].lstrip("、.")))

    def _begins_another(self, head: Head) -> bool:
        """A number from the beginning again, after a signature or in another style, unless below one."""
        inside = head.level is Level.TOP and self.style is Level.ARTICLE and bool(self.stack)
        return (self.after or head.level is not self.style) and not inside

    def _last_top(self, level: Level) -> Part | None:
        same = [part for part in self.tree.clauses if part.document == self.document and part.level is level]
        return same[-1] if same else None

    def _another_document(self, paragraph: Paragraph, head: Head) -> None:
        named = self.titled or f"第{len({p.document for p in self.tree.clauses}) + 1}份"
        self.document = named.replace("《", "").replace("》", "")
        self.stack, self.style, self.titled = [], head.level, ""
        self.tree.doubts.append(
            Doubt(
                kind=DoubtKind.SECOND_DOCUMENT,
                line=paragraph.line,
                at=f"《{self.document}》",
                what=head.piece,
            )
        )

    def _count(self, part: Part, sibling: Part | None) -> None:
        """Numbers that skip or come twice are the notice's own; a list that begins with another isn't."""
        if sibling is None or part.value == sibling.value + 1 or part.value == 1:
            return
        kind = DoubtKind.NUMBER_TWICE if part.value <= sibling.value else DoubtKind.NUMBER_SKIPPED
        self.tree.doubts.append(
            Doubt(kind=kind, line=part.line, at=_written(part), what=part.path[-1], other=sibling.path[-1])
        )

    def _begin(self, part: Part, rest: Paragraph) -> None:
        """The text behind a number: a heading alone, or the first paragraph."""
        alone = not re.search("[。；：，]", rest.text) and len(rest.text) <= _HEADING
        if alone and part.level is not Level.ARTICLE and rest.text:
            part.heading = rest.text
        elif rest.text:
            part.paragraphs.append(rest)

    def _before(self, paragraph: Paragraph) -> None:
        """Letterhead and preamble."""
        text = paragraph.text
        addressed = text.endswith("：") and len(text) < 200 and "如下" not in text
        if text.endswith("文件") and len(text) < 40:
            self.tree.issuer = self.tree.issuer or text.removesuffix("文件")
        elif not addressed and re.search("[，。：；]", text):
            self.tree.preamble.paragraphs.append(paragraph)
        elif _TITLE.fullmatch(text):
            self.titled = text

    def _unnumbered(self, paragraph: Paragraph) -> None:
        last = self.stack[-1]
        last.unnumbered += 1
        last.paragraphs.append(paragraph)


def _written(part: Part) -> str:
    return "".join(part.path).translate(str.maketrans("()", "（）"))


def _close(part: Part) -> None:
    """Unnumbered text after the last of several items belongs to what holds them, if no other has any."""
    for child in part.children:
        _close(child)
    if len(part.children) < 2 or part.level not in (Level.ARTICLE, Level.TOP, Level.PAREN):
        return
    last = part.children[-1]
    while last.children:
        last = last.children[-1]
    alone = all(len(child.paragraphs) <= 1 for child in part.children[:-1])
    numbered = len(last.paragraphs) - last.unnumbered
    if last.unnumbered and alone and (last.heading or numbered):
        part.closing, part.closes = last.paragraphs[numbered:], last
        last.paragraphs, last.unnumbered = last.paragraphs[:numbered], 0
