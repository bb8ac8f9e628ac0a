"""What fields that lowering made are called, so that no made name reaches a reader.

In: the name of a field or a choice. Out: how people say it: a rule 每月 without its month, another file's
rule with that file, what may be chosen by its fact. Any other name is said as it is.
"""

from __future__ import annotations

import re

PERMITTED = "可选"
_MADE = re.compile(r"(.+?)〔(.+)〕")
_MONTH = re.compile(r"\d{4}年\d{1,2}月")


def said_name(name: str) -> str:
    """月补贴〔2031年1月〕 as 月补贴; 起始日〔省规定〕 as “省规定”规定的起始日; 可选〔档次〕 as 档次."""
    made = _MADE.fullmatch(name)
    if made is None:
        return name
    base, inner = made.groups()
    if base == PERMITTED:
        return inner
    return base if _MONTH.fullmatch(inner) else f"“{inner}”规定的{base}"


def from_another_file(name: str) -> bool:
    """True for the rule of another file that fills a place of this one."""
    return said_name(name) != name and said_name(name).startswith("“")
