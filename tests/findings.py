"""Findings for the tests of all machine formats: Chinese paths, full-width and astral text, hostile names."""

from __future__ import annotations

from polc.dsl.diagnostics.completeness import PAID_FOR_NOTHING
from polc.dsl.diagnostics.model import Diagnostic, Note, Text, WitnessRow
from polc.dsl.diagnostics.names import UNKNOWN_NAME
from polc.dsl.diagnostics.windows import WINDOW_HOLE
from polc.dsl.diagnostics.writing import GB18030_READ
from polc.dsl.source import NOWHERE, Source, Span

PATH = "政策/梅州 2025#50%:甲.pol"
TEXT = "政策　“𠮷𠮷”\n　【一】　𠮷甲：２０２５－０７－０１ 至 2025-09-30\n【二】 乙\n"
SOURCE = Source(path=PATH, text=TEXT)
OTHER = Source(path="词汇/通用.pol", text="事实 𠮷: 是非\n")
SOURCES = {SOURCE.path: SOURCE, OTHER.path: OTHER}


def at(text: str, source: Source = SOURCE) -> Span:
    """Where `text` first stands in `source`."""
    start = source.text.index(text)
    return Span(source.path, start, start + len(text))


def hole(window: str = "缴费时段", span: Span | None = None) -> Diagnostic:
    """An error with everything a finding can have."""
    return Diagnostic(
        code=WINDOW_HOLE,
        span=at("2025-09-30") if span is None else span,
        facts=(("window", window), ("start", "2025-10-01"), ("end", "2025-12-31"), ("days", "92")),
        notes=(
            Note(at("是非", OTHER), Text("那里", "there")),
            Note(Span("没有读到.pol", 3, 4), Text("别处", "elsewhere")),
        ),
        witness=(
            WitnessRow(
                who="示例甲",
                facts=(("缴费日", "2025-10-01"),),
                outcome=(("应缴", "1070.00 元"),),
                clauses=("六（一）",),
            ),
        ),
        basis=("示例〔2025〕1号 六（一）",),
    )


HOLE = hole()
WARNING = Diagnostic(code=PAID_FOR_NOTHING, span=at("甲：２０２５－０７－０１ 至 2025-09-30\n【二】"))
NOTE = Diagnostic(code=GB18030_READ, span=Span(PATH, 0, 0))
UNREAD = Diagnostic(code=UNKNOWN_NAME, span=Span("没有读到.pol", 3, 4), facts=(("name", "低保户"),))
NO_PLACE = Diagnostic(code=UNKNOWN_NAME, span=NOWHERE, facts=(("name", "低保户"),))
ALL = (HOLE, WARNING, NOTE, UNREAD, NO_PLACE)
