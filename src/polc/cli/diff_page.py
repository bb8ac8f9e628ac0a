"""A comparison as one HTML page: no network, no script, readable on paper and on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from polc.cli.diff_view import DifferenceView, SectionView, SituationView, View
from polc.cli.diff_wording import say
from polc.dsl.diagnostics.model import Lang

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
STYLE = """
:root { --ink: #1c1c1c; --soft: #4a4a4a; --red: #a01818; --line: #c9c4bc;
  --tint: #f6f3ee; --clause: #5a4a2f; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 62rem; color: var(--ink); line-height: 1.7;
  font-family: "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif;
  overflow-wrap: anywhere; }
header { border-bottom: 3px solid var(--red); padding-bottom: 1rem; }
h1 { color: var(--red); font-size: 1.6rem; text-align: center; }
h2 { font-size: 1.25rem; margin: 2.25rem 0 .75rem; padding-left: .6rem; border-left: .3rem solid var(--red); }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .25rem; }
.days, .note, .person { color: var(--soft); font-size: .95rem; margin: .25rem 0; }
.lead { background: var(--tint); border: 1px solid var(--line); padding: .5rem 1.25rem; margin: 1rem 0; }
table { width: 100%; border-collapse: collapse; margin: .5rem 0 1rem; font-size: .95rem; }
th, td { border: 1px solid var(--line); padding: .4rem .6rem; text-align: left; vertical-align: top; }
th, td { width: 33%; }
.overview { width: auto; }
.overview caption { text-align: left; font-weight: bold; }
.overview td { width: auto; }
.overview a { color: inherit; }
thead th { background: var(--tint); }
.day { white-space: nowrap; }
.result { color: var(--clause); }
@media (max-width: 40rem) { table, thead, tbody, tr, th, td { display: block; width: auto; } }
@media print { h3, tr { break-inside: avoid; } }
"""


def comparison_page(view: View, lang: Lang) -> str:
    """The whole page."""
    body = "\n".join(_body(view, lang))
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang is Lang.ZH else "en"}">\n<head>\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(view.title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _body(view: View, lang: Lang) -> Iterator[str]:
    yield f"<header><h1>{_text(view.title)}</h1>"
    yield from (f"<p><strong>{_text(name)}</strong>　{_text(about)}</p>" for name, about in view.head)
    yield "</header>"
    yield f'<div class="lead">{"".join(f"<p>{_text(note)}</p>" for note in view.notes)}</div>'
    if view.overview:
        yield f'<table class="overview"><caption>{_text(say("overview", lang))}</caption><tbody>'
        yield from (_line(number, *line) for number, line in enumerate(view.overview, 1))
        yield "</tbody></table>"
    yield "<main>"
    for number, section in enumerate(view.sections, 1):
        yield from _section(number, section, view, lang)
    yield "</main>"


def _line(number: int, title: str, extent: str) -> str:
    link = f'<a href="#s{number}">{number} {_text(title)}</a>'
    return f"<tr><td>{link}</td><td>{_text(extent)}</td></tr>"


def _section(number: int, section: SectionView, view: View, lang: Lang) -> Iterator[str]:
    yield f'<section id="s{number}"><h2>{number} {_text(section.title)}</h2>'
    yield from (f'<p class="note">{_text(note)}</p>' for note in section.notes)
    for at, difference in enumerate(section.differences, 1):
        yield from _difference(f"{number}.{at}", difference, view, lang)
    yield "</section>"


def _difference(number: str, difference: DifferenceView, view: View, lang: Lang) -> Iterator[str]:
    change = f"（{difference.change}）" if difference.change else ""
    heading = f"{number} {view.old} {difference.old} → {view.new} {difference.new}{change}"
    yield f"<h3>{_text(heading)}</h3>"
    if difference.days:
        yield f'<p class="days">{_text(difference.days)}</p>'
    heads = (view.old, view.new, say("example", lang))
    yield f"<table><thead><tr>{''.join(f'<th>{_text(head)}</th>' for head in heads)}</tr></thead><tbody>"
    yield from (_situation(situation) for situation in difference.situations)
    yield "</tbody></table>"
    yield from (f'<p class="note">{_text(note)}</p>' for note in difference.notes)


def _situation(item: SituationView) -> str:
    days = f'<span class="days">{_text(item.days)}</span><br>' if item.days else ""
    person = days + "<br>".join(_text(text) for text in (item.example, item.change) if text)
    old, new = _decided(item.old, item.old_result), _decided(item.new, item.new_result)
    return f"<tr><td>{old}</td><td>{new}</td><td>{person}</td></tr>"


def _decided(parts: tuple[str, ...], result: str) -> str:
    said = "<br>".join(_text(part) for part in parts)
    return f'{said}<br><span class="result">{_text(result)}</span>' if result else said


def _text(text: str) -> str:
    """Text for the page; a date isn't broken at its hyphens."""
    return _DAY.sub(r'<span class="day">\g<0></span>', escape(text))
