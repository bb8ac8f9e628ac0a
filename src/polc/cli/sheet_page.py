"""The sheet as one page that is read, printed and signed by hand. In Chinese, as summaries are."""

from __future__ import annotations

from itertools import groupby

import attrs

from polc.cli.sheet_text import (
    answer_told,
    before_told,
    facts_told,
    readings_told,
    shows_told,
    sight_told,
)
from polc.compiler.seeing import Sheet, Sort, Told, Why
from polc.targets.pages import page_environment


@attrs.frozen(kw_only=True)
class Row:
    """One person, in words."""

    number: int
    who: str
    reading: str
    answers: tuple[tuple[str, str, str, str], ...]
    shows: str


def sheet_page(sheet: Sheet) -> str:
    """The page."""
    groups = [
        (group.value, [_row(sheet, told) for told in some])
        for group, some in groupby(sheet.told, key=lambda told: told.group)
    ]
    template = page_environment("polc.cli", folder="pages").get_template("sheet.html.j2")
    return template.render(
        info=sheet.kernel.info, groups=groups, counts=counts_of(sheet), unseen=_unseen(sheet)
    )


def _row(sheet: Sheet, told: Told) -> Row:
    kernel = sheet.kernel
    alike: dict[tuple[str, str, str], list[str]] = {}
    for each in told.expected:
        answer = (*answer_told(kernel, each, told), before_told(kernel, each.field, told))
        alike.setdefault(answer, []).append(each.field)
    answers = [(_named(sheet, fields), *answer) for answer, fields in alike.items()]
    return Row(
        number=told.number,
        who=facts_told(kernel, told),
        reading=readings_told(told),
        answers=tuple(answers),
        shows=shows_told(told.shows),
    )


def _named(sheet: Sheet, fields: list[str]) -> str:
    """Results that are the same are told once."""
    return "全部结果" if 1 < len(fields) == len(sheet.kernel.outputs) else "、".join(fields)


def counts_of(sheet: Sheet) -> list[tuple[str, int, int, int, int]]:
    """By sort: how many things there are to see, how many are shown, proved to be nobody's, not found."""
    why = dict(sheet.unseen)
    found = []
    for sort in Sort:
        some = [sight for sight in sheet.every if sight.sort is sort]
        reasons = [why[sight] for sight in some if sight in why]
        lost = reasons.count(Why.NOT_FOUND)
        found.append((sort.value, len(some), len(some) - len(reasons), len(reasons) - lost, lost))
    return found


def _unseen(sheet: Sheet) -> list[tuple[str, list[str]]]:
    """What nobody shows, by reason; two rows that can't meet and results nobody has are only counted."""
    quiet = (Sort.MEETING, Sort.RESULT)
    found = []
    for reason in Why:
        some = [
            sight_told(s)
            for s, why in sheet.unseen
            if why is reason and (s.sort not in quiet or why is Why.NOT_FOUND)
        ]
        if some:
            found.append((reason.value, some))
    return found
