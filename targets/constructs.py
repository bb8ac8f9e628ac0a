"""What a target may have no words for, as people are told it: a message catalogue.

In: nothing. Out: `Construct`s, each a phrase in both languages with a {name} for the thing itself.
"""

from __future__ import annotations

from enum import Enum

from polc.dsl.diagnostics.model import Lang, Text


class Construct(Enum):
    """The kinds of things that a target can't say."""

    EXPRESSION = Text("没有对应写法的算法（{name}）", "an expression without a form here ({name})")
    FACT = Text("“{name}”这类事实", "the kind of the fact {name}")
    RESULT = Text("“{name}”这类结果", "the kind of the result {name}")
    STATUS = Text("自带所缺事实或候选结果的状态", "a status written with its own facts or candidates")
    LENGTH = Text("没有写定的时长", "a length of time that isn't written in the policy")
    WORKDAYS = Text("工作日（要有日历才能推算）", "working days, which need a calendar")
    PICK = Text(
        "假定“{name}”（并存的办法和值混用）",
        "the assumption {name} (a way to combine in the place of a value, or the reverse)",
    )
    BEST = Text("这样取舍几条规则（{name}）", "this way to choose among rows ({name})")
    TWO_DAYS = Text("两个日期取较早或较晚的一个", "the earlier or the later of two days")
    FRACTION = Text("可能不是整分的金额", "an amount that may not be a whole number of 分")
    DIVISION = Text("除以一个算出来的数", "dividing by a number that is worked out")
    PER_ENTRY = Text("每一条的结果（输出“{name}”）", "a result for each entry of a list (the output {name})")
    LIST = Text("清单（{name}）", "a list ({name})")
    RUNNING = Text(
        "分母越乘越大的累计（“{name}”）", "a running value that is counted in ever smaller parts ({name})"
    )
    BOUND = Text("不是整分的上下限（{name}）", "a bound that isn't a whole number of 分 ({name})")
    BEYOND = Text("超出 2^53 的数（{name}）", "a number beyond 2^53 ({name})")
    CLAUSE = Text("条款编号里有“；”", "a clause with “；” in its number")
    COLUMN = Text("两列同名（{name}）", "two columns called {name}")
    NAME = Text(
        "名称“{name}”里有字母、数字、下划线以外的字符",
        "the name {name} has characters beyond letters, digits and _",
    )
    DIALECT = Text("数据库“{name}”的 SQL", "SQL of the database {name}")
    READINGS = Text("没有选定的读法太多", "too many undecided readings")
    CROWDED = Text("“{name}”同时取决于太多事实", "{name} depends on too many facts at once")
    FIELD_DAY = Text("由另一项结果推算的日期", "a day counted from another result")
    UNASKED = Text(
        "没有默认、又写了“问 否”的事实（{name}）",
        "the fact {name}, which nobody is asked and which has no default",
    )

    def told(self, name: str, lang: Lang) -> str:
        """The phrase in one language."""
        return self.value.in_(lang).replace("{name}", name)
