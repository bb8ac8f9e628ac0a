"""One lexeme → the value it writes: names, citations, dates, amounts, texts.

In: folded text of one lexeme, and the author's text for what is quoted. Out: the leaf nodes, and small
carriers for words. Reports 115, 303, 109 and names that are numbers in words; reading always goes on.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from fractions import Fraction

import attrs

from polc.dsl import nodes
from polc.dsl.citation import MOST_CLAUSES, Citation, CitationError, Clause, parse_citation
from polc.dsl.diagnostics import times, writing
from polc.dsl.diagnostics.model import Code, Diagnostic, Sink
from polc.dsl.keywords import BY_TERMINAL, DECLARING, SOFT
from polc.dsl.lexer import Lexeme
from polc.dsl.numerals import numeral_value
from polc.dsl.source import Source, Span
from polc.dsl.values import FIRST_DAY, LAST_DAY, Duration, Rate, Unit

_FEN = {"万元": 1_000_000, "元": 100, "角": 10, "分": 1}
_UNITS = {"日": Unit.DAY, "天": Unit.DAY, "个月": Unit.MONTH, "年": Unit.YEAR}
_WORKDAYS = {"个工作日": Unit.WORKDAY, "工作日": Unit.WORKDAY}
_MONEY = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?) *(万元|元|角|分)((?:/.)*)")
_DURATION = re.compile(r"([0-9]+) *(.*)")
_NEAR = 12
_BY_MONTH = "【…】 当月首日 在 2026-01-01 至 2026-12-31 为 165元"
_DECLARING = frozenset(BY_TERMINAL[terminal].word for terminal in DECLARING)
IN_WORDS = re.compile(
    r"(?P<head>年满|满|未满|不满|)(?P<count>[零〇一二两三四五六七八九十百千]+)"
    r"(?P<unit>个工作日|个月|天|日|元|周岁|岁)"
)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Word(nodes.Node):
    """A keyword, a mark, or an English alias, as read."""

    terminal: str
    text: str


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Quoted(nodes.Node):
    """A text between quotes, without them."""

    text: str


@attrs.frozen(kw_only=True, eq=False, repr=False)
class AgeWord(nodes.Node):
    """满60周岁 or 未满18周岁."""

    years: int
    reached: bool


@attrs.frozen(kw_only=True, eq=False, repr=False)
class MonthDay(nodes.Node):
    """2月28日."""

    month: int
    day: int


@attrs.frozen
class Leaves:
    """Reads lexemes of one file."""

    source: Source
    sink: Sink

    def report(self, code: Code, span: Span, **facts: str) -> None:
        """Put a finding into the sink."""
        self.sink.add(Diagnostic(code=code, span=span, facts=tuple(sorted(facts.items()))))

    def read(self, terminal: str, lexeme: Lexeme) -> nodes.Node:
        """The node that `lexeme` stands for when read as `terminal`."""
        span = Span(self.source.path, lexeme.start, lexeme.end)
        match terminal:
            case "NAME":
                return self._name(lexeme, span)
            case "CITE":
                return self._cite(lexeme.text[1:-1], span)
            case "STRING":
                put_in = len(lexeme.text) != lexeme.end - lexeme.start
                written = lexeme.text if put_in else self.source.text[lexeme.start : lexeme.end]
                return Quoted(text=written[1:-1], span=span)
            case "DATE":
                return self._date(lexeme.text, span)
            case "MONTH_DAY":
                month, day = map(int, re.findall(r"[0-9]+", lexeme.text))
                return MonthDay(month=month, day=day, span=span)
            case "AGE":
                return _age(lexeme.text, span)
            case "MONEY" | "PERCENT" | "DECIMAL" | "DURATION" | "INT":
                return _quantity(terminal, lexeme.text, span)
            case _:
                return Word(terminal=terminal, text=lexeme.text, span=span)

    def _name(self, lexeme: Lexeme, span: Span) -> nodes.Name:
        if lexeme.text.startswith("「"):
            return nodes.Name(text=lexeme.text[1:-1].strip(), span=span)
        if lexeme.keyword and lexeme.text not in SOFT:
            keyword = BY_TERMINAL[lexeme.kinds[0]]
            status = f'{lexeme.text} "理由"' if lexeme.text in ("待定", "不适用", "执行") else ""
            words = self.source.folded[max(0, span.start - _NEAR) : span.start].split()
            month = {"month": _BY_MONTH} if words[-1:] == ["按"] and lexeme.text.startswith("当月") else {}
            facts = {"name": lexeme.text, "help": keyword.help, "status": status} | month
            self.report(writing.KEYWORD_AS_NAME, span, **facts)
        if "年" in lexeme.text and "月" in lexeme.text:
            self._day_in_words(lexeme.text, span)
        number = IN_WORDS.fullmatch(lexeme.text)
        if number and (digits := _in_digits(number)):
            self.report(writing.UNEXPECTED, span, found=lexeme.text, **self._meant(lexeme.text, span, digits))
        return nodes.Name(text=lexeme.text, span=span)

    def _meant(self, text: str, span: Span, digits: str) -> dict[str, str]:
        """三个月: a name where something is declared or called by it, else a number."""
        quoted = f"「{text}」"
        words = self.source.folded[max(0, span.start - _NEAR) : span.start].split()
        named = words and words[-1] in _DECLARING
        return {"quoted": quoted} if named or quoted in self.source.text else {"digits": digits}

    def _day_in_words(self, text: str, span: Span) -> None:
        from polc.dsl.numbering import day_in_words

        day = day_in_words(text)
        if day:
            self.report(writing.UNEXPECTED, span, found=text, digits=day)

    def _cite(self, inner: str, span: Span) -> nodes.Cite:
        try:
            citation = parse_citation(inner)
        except CitationError as error:
            from polc.dsl.numbering import meant_citation

            part = error.part.strip() or inner.strip() or "【】"
            limit = {"limit": str(MOST_CLAUSES)} if error.too_many else {}
            self.report(writing.BAD_CITATION, span, part=part, meant=meant_citation(inner), **limit)
            citation = Citation((Clause((inner.strip(),)),))
        return nodes.Cite(citation=citation, span=span)

    def _date(self, text: str, span: Span) -> nodes.DateLiteral:
        year, month, day = map(int, re.findall(r"[0-9]+", text))
        in_range = 1 <= month <= 12 and year >= 1
        last = calendar.monthrange(year, month)[1] if in_range else 31
        if in_range and 1 <= day <= last:
            return nodes.DateLiteral(value=self._countable(date(year, month, day), text, span), span=span)
        facts = {"month": f"{year:04}-{month:02}", "last": str(last)} if in_range else {}
        self.report(times.IMPOSSIBLE_DATE, span, date=text, **facts)
        stand_in = date(max(year, 1), min(max(month, 1), 12), 1)
        return nodes.DateLiteral(value=stand_in, span=span)

    def _countable(self, day: date, text: str, span: Span) -> date:
        """The day, or the nearest that can be counted with after reporting that it can't."""
        if not FIRST_DAY <= day <= LAST_DAY:
            low, high = FIRST_DAY.isoformat(), LAST_DAY.isoformat()
            self.report(times.DAY_OUT_OF_RANGE, span, date=text, low=low, high=high)
        return min(max(day, FIRST_DAY), LAST_DAY)


def _age(text: str, span: Span) -> AgeWord:
    years = re.sub(r"[^0-9]", "", text)
    return AgeWord(years=int(years), reached=not text.startswith(("未", "不")), span=span)


def _quantity(terminal: str, text: str, span: Span) -> nodes.Node:
    match terminal:
        case "MONEY":
            fen, per = read_money(text)
            return nodes.MoneyLiteral(fen=fen, per=per, span=span)
        case "PERCENT":
            return nodes.RateLiteral(value=Rate(Fraction(text[:-1].strip()) / 100), span=span)
        case "DECIMAL":
            return nodes.RateLiteral(value=Rate(Fraction(text)), span=span)
        case "DURATION":
            return nodes.DurationLiteral(value=read_duration(text), span=span)
        case _:
            return nodes.IntLiteral(value=int(text), span=span)


def read_money(text: str) -> tuple[Fraction, tuple[str, ...]]:
    """`1,070.50元/人` → 107050 分 and the units it is counted by."""
    match = _MONEY.fullmatch(text)
    assert match is not None
    number, unit, per = match.groups()
    return Fraction(number.replace(",", "")) * _FEN[unit], tuple(per.split("/")[1:])


def read_duration(text: str) -> Duration:
    """`3个月`, `90天` → the duration."""
    match = _DURATION.fullmatch(text)
    assert match is not None
    return Duration(int(match[1]), (_UNITS | _WORKDAYS)[match[2]])


def _in_digits(match: re.Match[str]) -> str:
    """三个月 → 3个月, 满六十周岁 → 满60周岁, 四百元 → 400元; empty where the number isn't plain: 百元."""
    count = numeral_value(match["count"].replace("两", "二"))
    if count is None and match["count"][0] in "百千":
        return ""
    unit = "周岁" if match["unit"] == "岁" else match["unit"]
    return f"{match['head']}{'3' if count is None else count}{unit}"
