"""One notice in the forms in which offices pass it on: re-wrapped, as a page, as .docx, as PDF, in GB18030.

In: the lines of a notice, a paragraph each. Out: text or bytes that a reader of notices must read alike.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from html import escape
from io import BytesIO

from polc.dsl.notice.text import columns

_HEADS = "第[一二三四五六七八九十]+[条章]|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|[0-9]+[．.、]"
_PROSE = re.compile("[，。；：]")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a sample: its lines that aren't empty."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def wrapped(text: str, width: int, *, furniture: bool = True) -> str:
    """Lines broken at `width` columns, blank lines between, a page number now and then."""
    lines: list[str] = []
    for paragraph in paragraphs(text):
        whole = "｜" in paragraph or not _PROSE.search(paragraph)
        lines += [paragraph] if whole else _broken("　　" + paragraph, width)
    if furniture:
        for at, mark in ((40, "— 2 —"), (20, "— 1 —")):
            if len(lines) > at:
                lines[at:at] = ["", mark, ""]
    return "\n\n".join(lines) + "\n"


def _broken(paragraph: str, width: int) -> list[str]:
    lines, line = [], ""
    for char in paragraph:
        if line and columns(line + char) > width and char not in "，。；：、）”》":
            lines.append(line)
            line = ""
        line += char
    return [*lines, line]


def page(text: str) -> str:
    """A portal's page: furniture around it, tables as tables, a mark of the word processor in between."""
    parts, rows = [], []
    for line in [*paragraphs(text), ""]:
        if "｜" in line:
            rows.append("".join(f"<td>{escape(cell)}</td>" for cell in line.split("｜")))
            continue
        if rows:
            parts.append("<table><tbody>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</tbody></table>")
            rows = []
        if line:
            parts.append(f'<p style="text-indent:2em"><span>&nbsp;&nbsp;{escape(line)}</span></p>')
    body = "\n".join(parts)
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>门户</title>'
        '<script>var a = "一、";</script></head>'
        f'<body><nav>首页</nav><div class="tools">字体：大 中 小</div><div class="text">{body}</div>'
        "<p>打印本页</p><p>关闭窗口</p><footer>备案号1234567</footer></body></html>"
    )


# ---- .docx ------------------------------------------------------------------------------------------
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_FORMS = (
    ("chineseCounting", "%1、", re.compile("[一二三四五六七八九十]+、")),
    ("chineseCounting", "（%2）", re.compile("（[一二三四五六七八九十]+）")),
    ("decimal", "%3．", re.compile("[0-9]+[．.](?![0-9])")),
)


def docx(text: str, *, automatic: bool = False, form: str = "") -> bytes:
    """A word processor's file; with `automatic` the numbers are Word's and not in the text."""
    body, rows = [], []
    for line in [*paragraphs(text), ""]:
        if "｜" in line:
            rows.append("".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in line.split("｜")))
            continue
        if rows:
            body.append("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>")
            rows = []
        body.append(_numbered(line) if automatic else _paragraph(line))
    document = f"<w:document {_W}><w:body>{''.join(body)}</w:body></w:document>"
    return archive({"word/document.xml": document, "word/numbering.xml": _numbering(form)})


def archive(parts: dict[str, str]) -> bytes:
    """A zip of these parts."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{content}')
    return data.getvalue()


def _paragraph(text: str, level: int | None = None) -> str:
    number = "" if level is None else f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    runs = "".join(f"<w:r><w:t>{escape(part)}</w:t></w:r>" for part in re.split("(?<=，)", text) if part)
    return f"<w:p><w:pPr>{number}</w:pPr>{runs}</w:p>"


def _numbered(line: str) -> str:
    for level, (_, _, pattern) in enumerate(_FORMS):
        match = pattern.match(line)
        if match:
            return _paragraph(line[match.end() :], level)
    return _paragraph(line)


def _numbering(form: str) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form or kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (kind, text, _) in enumerate(_FORMS)
    )
    return (
        f'<w:numbering {_W}><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )


# ---- PDF --------------------------------------------------------------------------------------------
def pdf(text: str, width: int = 68, lines_per_page: int = 30) -> bytes:
    """A PDF with a text layer: one font without glyphs, whose codes are the characters themselves."""
    lines = [line for line in wrapped(text, width, furniture=False).split("\n") if line]
    pages = [lines[at : at + lines_per_page] for at in range(0, len(lines), lines_per_page)]
    used = sorted({char for line in lines for char in line})
    codes = {char: at + 1 for at, char in enumerate(used)}
    count = len(pages)
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {count}/Kids[{' '.join(f'{6 + 2 * at} 0 R' for at in range(count))}]>>",
        "<</Type/Font/Subtype/Type0/BaseFont/Sample/Encoding/Identity-H/DescendantFonts[4 0 R]"
        "/ToUnicode 5 0 R>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Sample/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        "/Supplement 0>>/DW 1000>>",
        _stream(_unicode(codes)),
    ]
    for at, shown in enumerate(pages):
        resources = "/Resources<</Font<</F 3 0 R>>>>"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{resources}/Contents {7 + 2 * at} 0 R>>"
        )
        objects.append(_stream(_shown([*shown, f"— {at + 1} —"], codes)))
    return _document(objects)


def _unicode(codes: dict[str, int]) -> str:
    pairs = "\n".join(f"<{code:04X}> <{ord(char):04X}>" for char, code in codes.items())
    return (
        "/CIDInit /ProcSet findresource begin\nbegincmap\n1 begincodespacerange\n<0000> <FFFF>\n"
        f"endcodespacerange\n{len(codes)} beginbfchar\n{pairs}\nendbfchar\nendcmap\nend"
    )


def _shown(lines: Iterable[str], codes: dict[str, int]) -> str:
    codes = codes | {char: codes.get(char, codes.get("1", 1)) for line in lines for char in line}
    text = "\n".join(f"<{''.join(f'{codes[char]:04X}' for char in line)}> Tj T*" for line in lines)
    return f"BT /F 12 Tf 20 TL 60 780 Td\n{text}\nET"


def _stream(content: str) -> str:
    return f"<</Length {len(content)}>>\nstream\n{content}\nendstream"


def _document(objects: list[str]) -> bytes:
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    trailer = f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + (head + trailer).encode("ascii")
