"""The offline page of each code, as `polc rule` prints it. Pages are data of the package, one file a code."""

from __future__ import annotations

import re
from importlib.resources import files

from polc.dsl.diagnostics.codes import BY_ID
from polc.dsl.diagnostics.model import Lang

HEADINGS = ("概要", "原因", "错误示例", "正确示例", "相关条款", "In English")


def page(code_id: str) -> str:
    """The Markdown page of a registered code, e.g. POL402; KeyError for any other text."""
    return files(__package__).joinpath("explain", f"{BY_ID[code_id].id}.md").read_text(encoding="utf-8")


def page_in(code_id: str, lang: Lang) -> str:
    """The whole page; in English its title and the section that is in English."""
    text = page(code_id)
    if lang is Lang.ZH:
        return text
    section = text.partition(f"## {HEADINGS[-1]}\n")[2].strip()
    return f"# {code_id} {BY_ID[code_id].title.en}\n\n{section}\n"


def sections(code_id: str) -> dict[str, str]:
    """The page by its headings, each text without blank lines around it."""
    parts = re.split(r"^## (.+)\n", page(code_id), flags=re.M)
    return {heading: text.strip() for heading, text in zip(parts[1::2], parts[2::2], strict=True)}
