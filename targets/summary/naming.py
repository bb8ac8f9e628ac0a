"""What fields that lowering made are called, so that no made name reaches a reader.

In: the name of a field or a choice. Out: how people say it: a rule 每月 without its month, another file's
rule with that file, what may be chosen by its fact. Any other name is said as it is.
"""

from __future__ import annotations

import re

PERMITTED = "可选"
_MONTH = re.compile(r"\d{4}年\d{1,2}月")


def said_name(name: str) -> str:
    """月补贴〔2031年1月〕 as 月补贴; 起始日〔省规定〕 as “省规定”规定的起始日; 可选〔档次〕 as 档次.

    Of a place that is filled level by level (起始日〔省〕〔市〕) the notice that decides it is named.
    """
    base, inner = _made(name)
    if not inner:
        return name
    if base == PERMITTED:
        return inner
    said = said_name(base)
    return said if _MONTH.fullmatch(inner) or said.startswith("“") else f"“{inner}”规定的{said}"


def _made(name: str) -> tuple[str, str]:
    """起始日〔示例〔2031〕1号〕 as 起始日 and 示例〔2031〕1号: before the last brackets, and in them."""
    depth = 0
    for place in range(len(name) - 1, 0, -1) if name.endswith("〕") else ():
        depth += {"〕": 1, "〔": -1}.get(name[place], 0)
        if depth == 0:
            return name[:place], name[place + 1 : -1]
    return name, ""


def from_another_file(name: str) -> bool:
    """True for the rule of another file that fills a place of this one."""
    return said_name(name) != name and said_name(name).startswith("“")
