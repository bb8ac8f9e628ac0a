"""Pages in one house style: the environment that templates are filled in, the CSS and macros they share.

In: the package and its folder that hold a page. Out: a Jinja environment that escapes, refuses what
isn't there, and finds `house.css` and `house.html.j2` beside the page's own templates.
"""

from __future__ import annotations

import re

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from polc.dsl.diagnostics.model import Lang

# Numbers with their units, days and stretches of days aren't broken at the end of a line.
WHOLE = re.compile(
    r"(?:至少|最多|最晚)?(?:[0-9]{4}年)?(?:[0-9]{1,2}月)?[0-9][0-9,.]*(?:个月|周岁|元|日|天|年|月|%)起?"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}"
)
_MARK = re.compile(r"([①-⑳※]+)")


def page_environment(package: str, *, html: bool = True, folder: str = "templates") -> Environment:
    """The environment for the templates of `package`."""
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(package, folder), PackageLoader("polc.targets")]),
        autoescape=html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["whole"] = whole
    environment.tests["block"] = lambda block, name: type(block).__name__ == name
    return environment


def language_of(lang: Lang) -> str:
    """As the attribute of a page."""
    return "zh-CN" if lang is Lang.ZH else "en"


def whole(text: str) -> Markup:
    """Text for a page: what belongs together stays on one line, marks stand small and high."""
    kept = WHOLE.sub(lambda m: f'<span class="whole">{m[0]}</span>', str(escape(text)))
    return Markup(_MARK.sub(r"<sup>\1</sup>", kept))
