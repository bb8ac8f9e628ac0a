"""A comparison as one HTML page: a table of all differences first, then what decides each, with a person."""

from __future__ import annotations

from polc.dsl.diagnostics.model import Lang
from polc.targets.pages import language_of, page_environment
from polc.telling.diff_view import View
from polc.telling.diff_wording import say


def comparison_page(view: View, lang: Lang) -> str:
    """The whole page."""
    template = page_environment("polc.telling", folder="pages").get_template("diff.html.j2")
    return template.render(view=view, lang=language_of(lang), say=lambda name: say(name, lang))
