"""The numbers of one sentence: dates, money, rates, ages, durations, 文号, in figures or in words.

In: a sentence without spaces, alike in width, and the year that a date without one belongs to. Out: `Number`s
in order, and the dates that no calendar has. Words in which a numeral is no number (统一, 一次性) are passed
over. Nothing is rounded and nothing guessed: a date whose year nobody can tell is a day of the year.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import attrs

from polc.dsl.notice.model import Number, NumberKind, NumberValue
from polc.dsl.notice.numerals import NUMERAL, whole

_FIGURE = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_ANY = f"(?:{_FIGURE}|{NUMERAL})"
_SCALE = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000, "万亿": 10**12}
_TO = r"[—~\-至到]+"
# Words in which a Chinese numeral counts nothing; they're blanked out before numbers are looked for.
_IDIOM = re.compile(
    "统一|同一|任一|单一|唯一|之一|第一|其一|万一|一般|一律|一并|一次性|一致|一定|一些|一批|一旦|一经|一体|一站|一网"
    "|一窗|一码|一对一|一级|二级|三级|一事一议|一方面|一是|二是|三是|四是|五是|六是|七是|八是|进一步|再一次|三合一"
    "|一人一档|一户一|四舍五入|十分|千方百计|二维码|百姓|千家万户|五保|五老|七一|八一|[一二三四五六七八九十]年代"
    "|[一二三四五六七八九十]+世纪|一把手|两手|双百|三农|一张|一道|一线|三者|两者"
)
_SHAPES: tuple[tuple[str, str], ...] = (
    ("document", r"[\u4e00-\u9fff]{1,14}[〔(]((?:19|20)[0-9]{2})[〕)]第?([0-9]+)号"),
    ("day", r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})[日号]"),
    ("day", r"((?:19|20)[0-9]{2})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])"),
    (
        "day",
        r"([一二三四五六七八九〇零○]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日",
    ),
    ("months", rf"([0-9]{{4}})年([0-9]{{1,2}})(?:月(?:份)?)?{_TO}([0-9]{{1,2}})月(?:份)?[底末]?(?![0-9])"),
    ("days", rf"(?:([0-9]{{4}})年)?([0-9]{{1,2}})月([0-9]{{1,2}}){_TO}([0-9]{{1,2}})[日号]"),
    ("month_end", r"([0-9]{4})年([0-9]{1,2})月(?:份)?[底末]"),
    ("month", r"([0-9]{4})年([0-9]{1,2})月"),
    ("year_end", r"([0-9]{4})年年?[底末]"),
    ("times", rf"({_ANY})倍"),
    ("day_of_year", r"(?<![0-9])([0-9]{1,2})月([0-9]{1,2})[日号]"),
    ("end_of_month", r"(?<![0-9])([0-9]{1,2})月(?:份)?[底末]"),
    ("rate", rf"({_FIGURE})([%‰])"),
    ("rate_words", rf"([百千])分之({_ANY})"),
    ("points", rf"({_ANY})个百分点"),
    ("money", rf"({_ANY}?)(万亿|亿|万|千|百)?[元块](?!素|旦)"),
    ("age", rf"({_ANY})周?岁"),
    ("year", r"(?<![0-9])((?:19|20)[0-9]{2})(?=年|[—~\-至]|\(|学年)年?(?:度|版|级)?"),
    (
        "duration",
        rf"(?<![第0-9.])(?!(?<=[后下上每])一[日月年周])({_ANY})个?(工作日|自然日|小时|日|天|月|年|周)(?![度代期])",
    ),
    ("count", rf"(?<!第)({_ANY})(人|户|项|类|种|名|次|个|级|档|条|款|孩|成|件|家|所|期|亩|米|公里|平方米)"),
    ("figure", rf"({_FIGURE})(万亿|亿|万)?"),
)
_SHAPE = re.compile("|".join(f"(?P<s{at}>{shape})" for at, (_, shape) in enumerate(_SHAPES)))
_BEFORE = re.compile(
    r"不低于|不少于|不超过|不高于|不得低于|不得超过|不满|未满|不足|年满|超过|低于|高于|满|至少|最高|最低|截至|截止"
)
_AFTER = re.compile(
    r"(?:/[人月年户]|每[人月年户]|\(含\)|\(不含\))*"
    r"(以上|以下|以内|之内|以前|之前|以后|之后|以外|内|前|后|起|止|\(含\)|\(不含\))"
)
_RANGE = re.compile(rf"(?:\([^()]*\)|起)?{_TO}(?:次年|翌年|同年|当年)?")
_LAST_YEAR_PLUS = re.compile("次年|翌年")
_UNITS = {"天": "日", "自然日": "日", "月": "个月"}
_BASIS = re.compile(r"(?:根据|依据|遵照)[^。；，]*$")
_SPIRIT = re.compile(r"^[^。；]*?(?:精神|要求)")


@attrs.frozen(kw_only=True)
class Found:
    """The numbers of a sentence, the dates that don't exist, and the year that later dates belong to."""

    numbers: tuple[Number, ...]
    impossible: tuple[str, ...] = ()
    year: int | None = None


def numbers_in(text: str, year: int | None = None) -> Found:
    """All numbers of a sentence; `year` is the notice's own, for dates that name none."""
    scan = _Scan(text, year)
    blank = _IDIOM.sub(lambda match: "□" * len(match[0]), text)
    for match in _SHAPE.finditer(blank):
        index = next(int(name[1:]) for name, value in match.groupdict().items() if value is not None)
        scan.take(_SHAPES[index][0], match, [part for part in match.groups() if part is not None])
    numbers = tuple(scan.bounded(number) for number in _with_units(text, scan.numbers))
    return Found(numbers=numbers, impossible=tuple(scan.impossible), year=scan.year)


@attrs.define
class _Scan:
    """What is known while a sentence is read: the year and month of the last date, and where it ended."""

    text: str
    own_year: int | None
    year: int | None = None
    month: int | None = None
    date_end: int = -1
    numbers: list[Number] = attrs.field(factory=list)
    impossible: list[str] = attrs.field(factory=list)

    def take(self, shape: str, match: re.Match[str], parts: list[str]) -> None:
        """Add what one match writes; `parts[0]` is the whole of it."""
        start, end, words = match.start(), match.end(), parts[1:]
        if shape in _DATES:
            _DATES[shape](self, start, end, words)
        elif shape == "duration" and self._continues(start) and words[1] == "日" and self.month:
            self.day(start, end, self.year or self.own_year, self.month, _int(words[0]))
        elif shape == "duration" and words[1] == "月" and "个" not in parts[0]:
            return  # 9月 alone names a month of no year: nothing that a row could hold
        else:
            self.numbers += _OTHERS[shape](start, end, words, self.text)
        if shape == "year":
            self.year = int(words[0])

    def _continues(self, start: int) -> bool:
        """True when only a dash stands between the last date and what begins here."""
        return self.date_end >= 0 and _RANGE.fullmatch(self.text[self.date_end : start]) is not None

    def day(self, start: int, end: int, year: int | None, month: int, day: int) -> None:
        """A date, a day of no known year, or one that doesn't exist."""
        self.date_end, self.month = end, month
        last = calendar.monthrange(year or 2024, month)[1] if 1 <= month <= 12 else 0
        if not (1 <= day <= last and (year is None or year >= 1)):
            self.impossible.append(self.text[start:end])
        elif year is None:
            value = f"{month:02}-{day:02}"
            self.numbers.append(Number(kind=NumberKind.DAY_OF_YEAR, value=value, start=start, end=end))
        else:
            self.year = year
            value_of = date(year, month, day)
            self.numbers.append(Number(kind=NumberKind.DATE, value=value_of, start=start, end=end))

    def year_at(self, start: int) -> int | None:
        """The year of a date that names none: that of the date before it, else the notice's own."""
        year = self.year or self.own_year
        return year + 1 if year and _LAST_YEAR_PLUS.search(self.text[max(0, start - 3) : start]) else year

    def month_named(self, start: int, end: int, year: int, month: int) -> None:
        """A month as such."""
        if not 1 <= month <= 12:
            self.impossible.append(self.text[start:end])
            return
        self.year, self.month, self.date_end = year, month, end
        self.numbers.append(Number(kind=NumberKind.MONTH, value=date(year, month, 1), start=start, end=end))

    def bounded(self, number: Number) -> Number:
        """The number with the words that bound it."""
        before = list(_BEFORE.finditer(self.text[max(0, number.start - 6) : number.start]))
        near = before and before[-1].end() == min(6, number.start)
        after = _AFTER.match(self.text[number.end : number.end + 12])
        basis = number.kind is NumberKind.DOCUMENT and _is_basis(self.text, number)
        return attrs.evolve(
            number, before=before[-1][0] if near else "", after=after[1] if after else "", basis=basis
        )


def _is_basis(text: str, number: Number) -> bool:
    """根据《…》, or 按照《…》等文件精神: what the notice rests on, not what it hands over to."""
    return bool(_BASIS.search(text[: number.start]) or _SPIRIT.match(text[number.end :]))


def _int(text: str) -> int:
    value = whole(text)
    assert value is not None
    return value


def _amount(text: str, scale: str = "") -> Fraction | None:
    plain = text.replace(",", "")
    value = Fraction(plain) if plain[:1].isascii() else whole(plain)
    return None if value is None else Fraction(value) * _SCALE[scale]


# ---- dates ------------------------------------------------------------------------------------------
def _day(scan: _Scan, start: int, end: int, words: list[str]) -> None:
    scan.day(start, end, *map(_int, words))


def _months(scan: _Scan, start: int, end: int, words: list[str]) -> None:
    """2024年9-10月: from the first day of one month to the last of another."""
    year, first, last = map(_int, words)
    scan.day(start, start + 7, year, first, 1)
    scan.day(start + 7 if end > start + 7 else start, end, year, last, _last(year, last))


def _days(scan: _Scan, start: int, end: int, words: list[str]) -> None:
    """12月5—9日: the first and the last day."""
    *year, month, first, last = map(_int, words)
    of = year[0] if year else scan.year_at(start)
    scan.day(start, end - 1, of, month, first)
    scan.day(end - 1, end, of, month, last)


def _month_end(scan: _Scan, start: int, end: int, words: list[str]) -> None:
    year, month = map(_int, words)
    scan.day(start, end, year, month, _last(year, month))


def _month(scan: _Scan, start: int, end: int, words: list[str]) -> None:
    scan.month_named(start, end, *map(_int, words))


def _year_end(scan: _Scan, start: int, end: int, words: list[str]) -> None:
    scan.day(start, end, _int(words[0]), 12, 31)


def _day_of_year(scan: _Scan, start: int, end: int, words: list[str]) -> None:
    scan.day(start, end, scan.year_at(start), *map(_int, words))


def _end_of_month(scan: _Scan, start: int, end: int, words: list[str]) -> None:
    year, month = scan.year_at(start), _int(words[0])
    scan.day(start, end, year, month, _last(year or 2023, month))


def _last(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 1


_DATES = {
    "day": _day,
    "days": _days,
    "months": _months,
    "month_end": _month_end,
    "month": _month,
    "year_end": _year_end,
    "day_of_year": _day_of_year,
    "end_of_month": _end_of_month,
}


# ---- the others -------------------------------------------------------------------------------------
def _one(
    kind: NumberKind, start: int, end: int, value: NumberValue | None, unit: str = ""
) -> Iterator[Number]:
    if value is not None:
        yield Number(kind=kind, value=value, unit=unit, start=start, end=end)


def _document(start: int, end: int, words: list[str], text: str) -> Iterator[Number]:
    name = re.split(r"根据|按照|依据|依照|符合|和|与|及|《|》", text[start:end].replace("第", ""))[-1]
    said = name.replace("(", "〔").replace(")", "〕")
    yield from _one(NumberKind.DOCUMENT, end - len(said), end, said)


def _rate(start: int, end: int, words: list[str], text: str) -> Iterator[Number]:
    value = _amount(words[0])
    per = 1000 if words[1] == "‰" else 100
    yield from _one(NumberKind.RATE, start, end, None if value is None else value / per)


def _rate_words(start: int, end: int, words: list[str], text: str) -> Iterator[Number]:
    value = _amount(words[1])
    per = 100 if words[0] == "百" else 1000
    yield from _one(NumberKind.RATE, start, end, None if value is None else value / per)


def _points(start: int, end: int, words: list[str], text: str) -> Iterator[Number]:
    value = _amount(words[0])
    yield from _one(NumberKind.RATE, start, end, None if value is None else value / 100)


def _money(start: int, end: int, words: list[str], text: str) -> Iterator[Number]:
    value = _amount(words[0], words[1] if len(words) > 1 else "") if words and words[0] else None
    yield from _one(NumberKind.MONEY, start, end, value and value * 100)


def _age(start: int, end: int, words: list[str], text: str) -> Iterator[Number]:
    yield from _one(NumberKind.AGE, start, end, _amount(words[0]))


def _year(start: int, end: int, words: list[str], text: str) -> Iterator[Number]:
    yield from _one(NumberKind.YEAR, start, end, Fraction(words[0]))


def _duration(start: int, end: int, words: list[str], text: str) -> Iterator[Number]:
    unit = _UNITS.get(words[1], words[1])
    yield from _one(NumberKind.DURATION, start, end, _amount(words[0]), unit)


def _times(start: int, end: int, words: list[str], text: str) -> Iterator[Number]:
    yield from _one(NumberKind.TIMES, start, end, _amount(words[0]))


def _count(start: int, end: int, words: list[str], text: str) -> Iterator[Number]:
    yield from _one(NumberKind.COUNT, start, end, _amount(words[0]), words[1])


def _figure(start: int, end: int, words: list[str], text: str) -> Iterator[Number]:
    value = _amount(words[0], words[1] if len(words) > 1 else "")
    yield from _one(NumberKind.FIGURE, start, end, value)


_OTHERS = {
    "document": _document,
    "rate": _rate,
    "rate_words": _rate_words,
    "points": _points,
    "money": _money,
    "age": _age,
    "year": _year,
    "duration": _duration,
    "times": _times,
    "count": _count,
    "figure": _figure,
}


def _with_units(text: str, numbers: list[Number]) -> Iterator[Number]:
    """80—89周岁: a figure before a dash counts what the number after it counts."""
    for at, number in enumerate(numbers):
        after = numbers[at + 1] if at + 1 < len(numbers) else None
        if number.kind is NumberKind.FIGURE and after is not None and after.kind in _CARRIES:
            between = text[number.end : after.start]
            if re.fullmatch(rf"{_TO}(?:不满|未满)?", between) and isinstance(number.value, Fraction):
                factor = {NumberKind.RATE: Fraction(1, 100), NumberKind.MONEY: Fraction(100)}.get(
                    after.kind, 1
                )
                number = attrs.evolve(number, kind=after.kind, value=number.value * factor, unit=after.unit)
        yield number


_CARRIES = frozenset({NumberKind.AGE, NumberKind.DURATION, NumberKind.MONEY, NumberKind.RATE})
