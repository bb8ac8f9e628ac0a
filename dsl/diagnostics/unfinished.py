"""What POL690 says in English: the questions, the reasons why one isn't answered, and what would help.

The analysis speaks Chinese, as the file does; {…} stands for what a sentence is filled with. A test holds
that every sentence of the analysis is here.
"""

from __future__ import annotations

import re
from functools import cache

from polc.dsl.diagnostics.model import Text

QUESTIONS = (
    Text("全部规则", "all rules"),
    Text("关系 {relation}", "the relation {relation}"),
    Text("按月推算有没有对应不上的日子", "days that a month reached doesn't have"),
    Text("换一种读法影响谁", "whom another reading concerns"),
    Text("一个名称是不是只指一段时间", "whether a name means one window only"),
    Text("有没有人的金额低于零", "amounts below zero"),
    Text("时段有没有重叠", "windows that overlap"),
    Text("是不是每个人都有一行适用", "whether a row applies to everybody"),
    Text("选择是不是对每个人都写明", "whether a choice speaks of everybody"),
    Text("恒真", "the claims"),
    Text("恒真 {claim}", "the claim {claim}"),
    Text("每一行是不是都有人适用", "whether every row applies to somebody"),
    Text("有没有只知道上下限的金额", "amounts of which only bounds are known"),
    Text("时段有没有空档", "days between windows"),
    Text("有没有两行同时适用而结果不同", "rows that apply together and differ"),
    Text("有没有缴了钱却没有待遇的人", "people who pay and get nothing"),
    Text("待遇会不会早于出生", "benefits from before birth"),
    Text("待遇会不会早于缴费", "benefits from before the payment"),
    Text("时段待定时金额是不是也待定", "amounts that stay certain while their window is open"),
)
REASONS = (
    Text(
        "几项事实的和、差或积互相牵制，要看的范围太多",
        "sums, differences or products of facts bound each other in too many ways",
    ),
    Text("几个日期互相牵制，推算的步数超过限额", "several dates bound each other beyond the limit of steps"),
    Text(
        "问题太复杂，超过了限额；pip install 'polc[prove]' 以后可以接着算",
        "it is too complex; with pip install 'polc[prove]' it can go on",
    ),
    Text("问题太复杂，求解器也没有算完", "it is too complex, and the solver didn't finish either"),
    Text(
        "问题太复杂，两项事实互相比较，要写出的值太多",
        "it is too complex: two facts are compared at too many values",
    ),
    Text("求解器给出的人不存在", "the solver named somebody who doesn't exist"),
    Text(
        "没有选定的假定太多，逐一组合超过限额",
        "too many assumptions are undecided to go through all combinations",
    ),
    Text("日期推算超出了日历范围", "a day leaves the calendar"),
    Text("合计可能的数额超过 {n} 种", "a sum can come to more than {n} amounts"),
    Text(
        "要试的情形超过 {n} 种，或者推算超过 {m} 步",
        "it has more than {n} cases or takes more than {m} steps",
    ),
    Text("全部问题的推算合起来超过 {n} 步", "all questions together take more than {n} steps"),
    Text("逐日推算的步数超过 {n} 步", "counting day by day takes more than {n} steps"),
    Text(
        "金额由两项以上的事实算出，或随事实增减不一",
        "an amount comes of several facts, or rises and falls with one",
    ),
    Text(
        "只写明上下限的金额与按事实算出的金额比较",
        "an amount of which only bounds are known is compared with one that comes of facts",
    ),
    Text(
        "只写明上下限的金额与按事实算出的金额相比",
        "an amount of which only bounds are known is compared with one that comes of facts",
    ),
    Text(
        "答案取决于清单里的各条，没有找到能印证的清单",
        "it depends on the entries of a list, and no list was found that shows it",
    ),
    Text("要分的数值情形超过 {n} 种", "numbers are to be told apart in more than {n} cases"),
    Text(
        "没有找到也符合关系“{relation}”的人", "nobody was found who also satisfies the relation “{relation}”"
    ),
    Text("要逐条看清单“{list}”", "the list “{list}” would have to be read entry by entry"),
    Text("“{name}”要逐条推算", "“{name}” is worked out entry by entry"),
    Text("“{name}”是{kind}，取值没有限度", "“{name}” is a {kind}, whose values have no bound"),
)
HELP = (
    Text(
        "把这一块拆小，或把重复的条件写成「群体」，再检查一次",
        "split the block, or name conditions that repeat as a 「群体」, and check again",
    ),
    Text("先为几个假定选定读法：「采用 …」", "adopt a reading of some assumptions: 「采用 …」"),
    Text(
        "在用到清单的那一行写明最多是多少（「封顶 …」），或为有清单的人写几个「案例」",
        "say in the row that uses the list how much it is at most (「封顶 …」), or write a "
        "「案例」 for people with a list",
    ),
    Text(
        "把这条关系写成一项事实与数、日子或另一项事实相比",
        "let the relation compare one fact with a number, a day or another fact",
    ),
    Text(
        "“{name}”只有几档时，改成「选项」，用「表」列明各档",
        "if “{name}” has a few values only, make it a 「选项」 and list them in a 「表」",
    ),
    Text("写明“{name}”的范围，例如{relation}", "say how much “{name}” can be, for example {relation}"),
)
TRIED = Text(
    "按文件里各个数前后的值试了 {tried} 个人，找到 {found} 处，这不等于查全了",
    "persons with values near every number of the file were tried: {tried}, findings: {found}, "
    "which doesn't mean that there is no other",
)
NOT_TRIED = Text("这一项也没有逐人试过，不能当作查过", "nobody was tried either, so take it as unchecked")


def english(text: str) -> str:
    """A sentence of the analysis in English; one that isn't here stays as it is."""
    for pattern, meant in _patterns():
        found = pattern.fullmatch(text)
        if found:
            return meant.format(**found.groupdict())
    return text


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern(text.zh), text.en) for text in (*QUESTIONS, *REASONS, *HELP))


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(template)), re.S)
