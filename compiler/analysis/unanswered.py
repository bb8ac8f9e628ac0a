"""POL690: what is said of a question that isn't answered for all, and the one thing that would help.

In: the reason, the facts that the question is about, how many persons were tried
and what they showed. Out: the facts of the
finding. What helps is asked of the construct that is in the way: a range of a fact that has none, a fact of
type 比例 or 时长, a list, an assumption; where nothing of these is, the block.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from polc.compiler.analysis.decide import World
from polc.compiler.analysis.variables import Variables, widest
from polc.compiler.kernel import Kernel, Kind
from polc.dsl.diagnostics.unfinished import NOT_TRIED, TRIED, english

_RANGES = {
    Kind.DATE: "2025-01-01 至 2025-12-31",
    Kind.MONEY: "0元 至 100000元",
    Kind.INT: "0 至 100",
}
BLOCK = "把这一块拆小，或把重复的条件写成「群体」，再检查一次"
READINGS = "先为几个假定选定读法：「采用 …」"
LISTS = "在用到清单的那一行写明最多是多少（「封顶 …」），或为有清单的人写几个「案例」"
RELATION = "把这条关系写成一项事实与数、日子或另一项事实相比"


def facts_of(
    checks: Sequence[str], reason: str, advice: str, tried: int = 0, found: int = 0
) -> dict[str, str]:
    """The facts of the finding, with what it says in English."""
    numbers = {"tried": str(tried), "found": str(found)}
    trials = TRIED if tried else NOT_TRIED
    return {
        "check": "”“".join(checks),
        "check_en": "”, “".join(map(english, checks)),
        "reason": reason,
        "reason_en": english(reason),
        "trials": trials.zh.format(**numbers),
        "trials_en": trials.en.format(**numbers),
        **numbers,
        "advice": advice,
        "advice_en": english(advice),
    }


def advice_for(world: World, reason: str, read: Iterable[str]) -> str:
    """What would let a question finish that is about the facts `read`."""
    kernel = world.kernel
    decls = [decl for decl in kernel.inputs if decl.name in frozenset(read)]
    if "清单" in reason:
        return LISTS
    for decl in decls:
        if decl.type.kind in (Kind.RATE, Kind.DURATION) and f"“{decl.name}”" in reason:
            return f"“{decl.name}”只有几档时，改成「选项」，用「表」列明各档"
    for decl in decls:
        if decl.type.kind in _RANGES and _is_unbounded(kernel, world.variables, decl.name):
            relation = f"「关系 {decl.name} 在 {_RANGES[decl.type.kind]}」"
            return f"写明“{decl.name}”的范围，例如{relation}"
    return BLOCK


def _is_unbounded(kernel: Kernel, variables: Variables, name: str) -> bool:
    """No relation says how much the fact can be."""
    var = variables.numbers[name]
    return (variables.domain.lows[var], variables.domain.highs[var]) == widest(
        kernel.input_by_name[name].type.kind
    )
