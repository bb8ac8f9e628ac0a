"""What an unknown name may have meant: its parts, where words ran together, and the lines to declare it.

In: the name and what belongs in its place. Out: facts of UNKNOWN_NAME, pieces of `.pol`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from polc.compiler.kernel import DATE, Kind, Type
from polc.compiler.ty import example_of

# Words glued to a name, and how they stand beside it.
_GLUE = {
    **dict.fromkeys(("且", "并且"), " 且 "),
    **dict.fromkeys(("或", "或者"), " 或 "),
    **dict.fromkeys(("和", "与", "及", "以及"), "、"),
    **dict.fromkeys(("非", "不是", "不属于"), "非 "),
    **dict.fromkeys(("的", "是", "属于", "人员", "对象"), ""),
    "在": "在 ",
}
_OTHERS = ("其他", "其它", "其他人", "其余人", "其他人员", "其余人员", "其他对象", "其余对象", "一般人员")


def declarations(name: str, expected: Type | None, declared: str) -> dict[str, str]:
    """The lines that would give an unknown name a meaning, as facts of UNKNOWN_NAME."""
    if declared == "输出":
        return {"output": f"输出 {name}: 金额 别名 …"}
    if declared == "清单":
        return {"list": f"清单 {name} 不超过 20 别名 … {{ … }}"}
    if expected is None or expected.kind is Kind.BOOL:
        fact, group = f"事实 {name}: 是非 别名 …", f"群体 {name} = …"
        return {"others": "其余"} if name in _OTHERS else {"fact": fact, "group": group}
    fact, number = f"事实 {name}: {expected.kind.value} 别名 …", f"标准 {name} = {example_of(expected)}"
    return {"fact": fact, "standard": number}


def end_of(name: str, expected: Type | None, known: Iterable[str]) -> dict[str, str]:
    """集中期首日, 集中期末日: the row of a 时段 that makes such a name, as facts of UNKNOWN_NAME."""
    period, end = name[:-2], name[-2:]
    if end not in ("首日", "末日") or not period or expected not in (None, DATE):
        return {}
    if f"{period}首日" in known:
        return {"endless": period, "nearest": ""}
    return {"window": f"【条款】 {period} 2026-01-01 至 2026-12-31"}


def split(text: str, known: Iterable[str]) -> str:
    """`低保和残疾` → `低保、残疾`, when every piece is a known word; a last 的 is left out."""
    words = sorted((*known, *_GLUE), key=len, reverse=True)
    pieces = re.findall("|".join(map(re.escape, words)), text)
    if len(pieces) < 2 or "".join(pieces) != text:
        return ""
    return "".join(_GLUE.get(piece, piece) for piece in pieces).strip()
