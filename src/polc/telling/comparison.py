"""A comparison as text, as a page or as a document: `polc diff` and the desk say the same.

In: a comparison, and of both sides where they come from. Out: text.
"""

from __future__ import annotations

from pathlib import PurePath

from polc.compiler.comparing import Comparison, Side
from polc.dsl.diagnostics.model import Lang
from polc.targets.pages import language_of, page_environment
from polc.telling.diff_document import comparison_document
from polc.telling.diff_text import comparison_text
from polc.telling.diff_view import View, view_of
from polc.telling.diff_wording import say
from polc.telling.lines import as_json


def labels(paths: tuple[str, str], sides: tuple[Side, Side], lang: Lang) -> tuple[str, str]:
    """Names of the two sides: the files', else the readings', else which is the older."""
    mine, its = (PurePath(path).stem for path in paths)
    if mine != its:
        return mine, its
    first, second = ("、".join(str(reading) for reading in side.assume.values()) for side in sides)
    if first != second:
        return f"{mine}（{first}）" if first else mine, f"{its}（{second}）" if second else its
    return f"{mine}（{say('old_version', lang)}）", f"{its}（{say('new_version', lang)}）"


def told(found: Comparison, names: tuple[str, str], form: str, lang: Lang) -> str:
    """The comparison: as json, html or text."""
    if form == "json":
        return as_json(comparison_document(found, names))
    view = view_of(found, names, lang)
    return comparison_page(view, lang) if form == "html" else comparison_text(view, lang)


def comparison_page(view: View, lang: Lang) -> str:
    """A page: a table of all differences first, then what decides each, with a person."""
    template = page_environment("polc.telling", folder="pages").get_template("diff.html.j2")
    return template.render(view=view, lang=language_of(lang), say=lambda name: say(name, lang))
