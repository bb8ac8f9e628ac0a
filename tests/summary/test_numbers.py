"""No summary holds a number that isn't the notice's, and none stands without its clause.

Both outputs are read again, as a reader sees them. Allowed are the numbers of the kernel, found here by
walking it, and what the interpreter gives for the policy's own cases and for the days around its dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from functools import cache, partial
from itertools import pairwise, product

import attrs
import pytest
from summary.pages import AUDIENCES, NAMES, body, kernel_of, summary, unescape

from polc.compiler.interpret import Person, evaluate
from polc.compiler.kernel import BenefitPeriod, Kernel, Reached
from polc.compiler.readings import bounds_of
from polc.dsl.text import date_text, rate_text, result_text, yuan_text
from polc.dsl.values import Amount, Duration

DAY = r"\d{4}年\d{1,2}月\d{1,2}日"
MONEY = r"-?\d[\d./]*元"
RATE = r"\d[\d./]*%"
COUNT = r"\d+(?:周岁|岁|个月|个工作日|年|月|日|人|倍|次)"
NUMBER = re.compile(f"{DAY}|{MONEY}|{RATE}|{COUNT}")
UNITS = ("周岁", "岁", "年", "个月", "日", "人", "次")  # what a plain number of a rule counts
ONE_DAY = timedelta(days=1)


def numbers(text: str) -> list[str]:
    return NUMBER.findall(text)


# ---- what is allowed --------------------------------------------------------------------------------
def parts(node: object) -> Iterator[object]:
    """Everything in a kernel, down to plain values."""
    pending = [node]
    while pending:
        item = pending.pop()
        yield item
        if isinstance(item, tuple):
            pending.extend(item)
        elif attrs.has(type(item)):
            pending.extend(getattr(item, field.name) for field in attrs.fields(type(item)) if field.eq)


def written(kernel: Kernel) -> set[str]:
    """The numbers that stand in a kernel, in its values and in its texts."""
    found: set[str] = set()
    for part in parts(kernel):
        match part:
            case date():
                found |= {date_text(part + ONE_DAY * n) for n in (-1, 0, 1)}
            case Amount():
                found |= set(numbers(result_text(part, bounds_of(kernel))))
            case Duration():
                found.add(part.text)
            case Fraction():
                found |= {rate_text(part), yuan_text(part), *(f"{part}{unit}" for unit in UNITS)}
            case Reached():
                found.add(f"{part.years}周岁")
            case str():
                found |= set(numbers(part))
    return found


def standards(kernel: Kernel) -> list[Amount]:
    known = evaluate(kernel, {})
    return [field.result for field in known.fields.values() if isinstance(field.result, Amount)]


def left_after_relief(kernel: Kernel) -> set[str]:
    """What remains of each standard after each share."""
    rates = {row.rate for choice in kernel.choices for row in choice.rows if row.rate is not None}
    left = (amount.times(1 - rate) for amount, rate in product(standards(kernel), rates))
    return {number for amount in left for number in numbers(result_text(amount, bounds_of(kernel)))}


def worked_out(kernel: Kernel) -> set[str]:
    """The numbers in the results of the policy's cases, and of their persons on the days of its dates."""
    persons = [dict(case.given) for case in kernel.cases] or [{}]
    results = [field.result for person in persons for field in evaluate(kernel, person).fields.values()]
    return {number for result in results for number in numbers(result_text(result, bounds_of(kernel)))}


def paid_for_nothing(kernel: Kernel) -> set[str]:
    """For each date that opens windows, the days from which paying starts to give an empty period."""
    found: set[str] = set()
    axes = sorted({choice.axis for choice in kernel.choices if choice.axis})
    for period, axis in product(kernel.benefits, axes):
        person = next(dict(c.given) for c in kernel.cases if isinstance(dict(c.given).get(axis), date))
        empty = partial(nothing_bought, kernel, person, period, axis)
        found |= {date_text(day) for day in turning_days(empty, kernel)}
    return found


def nothing_bought(kernel: Kernel, person: Person, period: BenefitPeriod, axis: str, day: date) -> bool:
    fields = evaluate(kernel, {**person, axis: day}).fields
    start, end = fields[period.start].result, fields[period.end].result
    return isinstance(start, date) and isinstance(end, date) and start > end


def turning_days(holds: Callable[[date], bool], kernel: Kernel) -> Iterator[date]:
    """The days of the year of benefits on which `holds` begins to hold: by months, then by days."""
    assert kernel.info.coverage is not None
    year = kernel.info.coverage[0].year
    firsts = [*(date(year, month, 1) for month in range(1, 13)), date(year, 12, 31)]
    for low, high in pairwise(firsts):
        if not holds(low) and holds(high):
            yield next(day for n in range(1, 32) if holds(day := low + ONE_DAY * n))


@cache
def allowed(name: str) -> frozenset[str]:
    kernel = kernel_of(name)
    return frozenset(
        written(kernel) | worked_out(kernel) | left_after_relief(kernel) | paid_for_nothing(kernel)
    )


# ---- what is shown ----------------------------------------------------------------------------------
def shown(name: str, audience: str, suffix: str) -> str:
    text = summary(name, audience, suffix)
    return unescape(text) if suffix == "md" else body(text).text


def html_statements(page: str) -> Iterator[str]:
    """Rows, items and paragraphs that state something; not the given facts, headings or the footer."""
    for part in body(page).all("main", "header"):
        for element in part.all("tr", "li", "p", "dd", "text"):
            if element.attributes.get("class") not in ("facts", "name"):
                yield element.text


def md_statements(page: str) -> Iterator[str]:
    lines = page.partition("\n---\n")[0].splitlines()
    return (unescape(line) for line in lines if not line.startswith(("#", "**", "情况：")))


@pytest.mark.parametrize("suffix", ["md", "html"])
@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("name", NAMES)
def test_every_number_is_the_notices(name: str, audience: str, suffix: str) -> None:
    foreign = [n for n in numbers(shown(name, audience, suffix)) if n not in allowed(name)]
    assert foreign == []


@pytest.mark.parametrize("suffix", ["md", "html"])
@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("name", ["town", "bare", *NAMES[3:]])
def test_every_number_has_its_clause(name: str, audience: str, suffix: str) -> None:
    read = md_statements if suffix == "md" else html_statements
    bare = [text for text in read(summary(name, audience, suffix)) if numbers(text) and "【" not in text]
    assert bare == []


def test_a_foreign_number_is_seen() -> None:
    assert "401元" in numbers("应缴401元") and "401元" not in allowed("town")
    assert "2031年7月9日" in numbers("从2031年7月9日起") and "2031年7月9日" not in allowed("town")


def test_a_bare_number_is_seen() -> None:
    assert [t for t in html_statements("<body><main><p>应缴380元</p></main></body>") if "【" not in t]
