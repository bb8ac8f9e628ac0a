"""A person and what he gets as the text of a 案例."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from polc.dsl.text import Bounds, result_text
from polc.dsl.values import Amount, Missing, NotApplicable, Result, Undetermined


def case_text(title: str, given: Iterable[str], expected: Iterable[str]) -> str:
    """The whole 案例 of its lines."""
    return "\n".join([f'案例 "{title}" {{', *given, *expected, "}"])


def no_entries(name: str) -> str:
    """The line of a list that is empty."""
    return f"  {name} = 没有"


def expectations(results: Iterable[tuple[str, Result]], bounds: Bounds) -> Iterator[str]:
    """The lines of what is expected: what the policy gives now."""
    lead = "  期望 "
    for name, result in results:
        yield f"{lead}{name} {expected_value(result, bounds)}"
        lead = "       "


def expected_value(result: Result, bounds: Bounds) -> str:
    """A result as a 案例 expects it."""
    match result:
        case Undetermined():
            return "= 待定"
        case NotApplicable():
            return "= 不适用"
        case Missing():
            return "= 缺资料"
        case date():
            return f"= {result.isoformat()}"
        case Amount() if not result.exact:
            text = result_text(result, bounds)
            return f"{text[:3]} {text[3:]}"
        case _:
            return f"= {result_text(result, bounds)}"
