"""A comparison as text: numbered sections, differences and situations, each with its person."""

from __future__ import annotations

from collections.abc import Iterator

from polc.dsl.diagnostics.model import Lang
from polc.dsl.diagnostics.width import columns_of, pad
from polc.telling.diff_view import DifferenceView, SectionView, SituationView, View
from polc.telling.diff_wording import say
from polc.telling.lines import lines


def comparison_text(view: View, lang: Lang) -> str:
    """The whole comparison."""
    width = max(columns_of(name) for name, _ in view.head)
    return lines(
        view.title,
        *(f"  {pad(name, width)}  {about}" for name, about in view.head),
        "\n",
        *(f"  {note}" for note in view.notes),
        *_overview(view, lang),
        *(
            line
            for number, section in enumerate(view.sections, 1)
            for line in _section(number, section, view, lang)
        ),
    )


def _overview(view: View, lang: Lang) -> Iterator[str]:
    if view.overview:
        width = max(columns_of(title) for title, _ in view.overview)
        yield f"\n  {say('overview', lang)}\n"
        for number, (title, extent) in enumerate(view.overview, 1):
            yield f"  {number:>2} {pad(title, width)}  {extent}"


def _section(number: int, section: SectionView, view: View, lang: Lang) -> Iterator[str]:
    yield f"\n{number} {section.title}\n"
    yield from (f"  {note}" for note in section.notes)
    for at, difference in enumerate(section.differences, 1):
        yield from _difference(f"{number}.{at}", difference, view, lang)


def _difference(number: str, difference: DifferenceView, view: View, lang: Lang) -> Iterator[str]:
    change = f"  {difference.change}" if difference.change else ""
    yield f"\n  {number} {view.old} {difference.old} → {view.new} {difference.new}{change}\n"
    if difference.days:
        yield f"      {difference.days}"
    several = len(difference.situations) > 1
    for at, situation in enumerate(difference.situations, 1):
        yield from _situation(f"({at}) " if several else "", situation, view, lang)
    yield from (f"      {note}" for note in difference.notes)


def _situation(mark: str, item: SituationView, view: View, lang: Lang) -> Iterator[str]:
    names = max(columns_of(view.old), columns_of(view.new))
    space = " " * (6 + len(mark))
    old = f"{pad(view.old, names)}  {'；'.join(item.old)}{_because(item.old_result)}"
    new = f"{pad(view.new, names)}  {'；'.join(item.new)}{_because(item.new_result)}"
    yield f"      {mark}{old}"
    yield f"{space}{new}"
    if item.days:
        yield f"{space}{item.days}"
    change = f"；{item.change}" if item.change else ""
    yield f"{space}{say('example', lang)}：{item.example}{change}"


def _because(result: str) -> str:
    return f" → {result}" if result else ""
