"""A rule 每月 summed over a stretch, which the kernel holds as one field a month, as people say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Protocol

from polc.compiler.kernel import Add, Choice, Expr, FieldRef, Kernel
from polc.dsl.values import Result


class PersonVoice(Protocol):
    """Says what is known of one person; without one `results` is empty."""

    @property
    def kernel(self) -> Kernel:
        """The kernel that is spoken about."""

    @property
    def results(self) -> Mapping[str, Result]:
        """The person's results by field."""

    def named(self, name: str) -> str:
        """How the reader is told of a name."""

    def result(self, result: Result) -> str:
        """A result as people read it."""


def by_rule(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """The choices with a rule 每月 told once: for any month where it's there so, else for its first."""
    kept = list(choices)
    told = {choice.name for choice in kept}
    found: list[Choice] = []
    for choice in kept:
        rule = rule_of_month(choice)
        if choice.month is None or rule not in told:
            found.append(choice)
            told.add(rule)
    return tuple(found)


def sum_of_months(expr: Add, speaker: PersonVoice) -> str:
    """2031年1月至12月各月的月补贴之和, for a person with the amounts; empty where it's another sum."""
    choices = [_month_of(part, speaker) for part in _parts(expr)]
    months = [choice for choice in choices if choice is not None]
    if len(months) < len(choices):
        return ""
    rule = rule_of_month(months[0])
    said = f"{_stretch([_first(choice) for choice in months])}各月的{speaker.named(rule)}之和"
    runs = [(text, list(run)) for text, run in groupby(months, lambda choice: _amount(choice, speaker))]
    if not runs[0][0]:
        return said
    told = "，".join(f"{_stretch([_first(c) for c in run])}{_each(run)}{text}" for text, run in runs)
    return f"{said}（{told}）"


def rule_of_month(choice: Choice) -> str:
    """The rule 每月 that was unrolled to this choice."""
    return choice.name.partition("〔")[0]


def _parts(expr: Expr) -> Iterator[Expr]:
    """The terms of a sum, left to right."""
    waiting = [expr]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Add):
            waiting += [part.right, part.left]
        else:
            yield part


def _month_of(part: Expr, speaker: PersonVoice) -> Choice | None:
    choice = speaker.kernel.choice_of.get(part.name) if isinstance(part, FieldRef) else None
    return choice if choice is not None and choice.month is not None else None


def _first(choice: Choice) -> date:
    assert choice.month is not None
    return choice.month


def _amount(choice: Choice, speaker: PersonVoice) -> str:
    result = speaker.results.get(choice.fields[0])
    return "" if result is None else speaker.result(result)


def _each(run: list[Choice]) -> str:
    return "每月" if len(run) > 1 else ""


def _stretch(months: list[date]) -> str:
    first, last = months[0], months[-1]
    start = f"{first.year}年{first.month}月"
    if first == last:
        return start
    return f"{start}至{last.month}月" if first.year == last.year else f"{start}至{last.year}年{last.month}月"
