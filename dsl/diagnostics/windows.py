"""4xx: windows of time, the codes of the checks on 时段 blocks. Dates in facts are ISO, both ends "
"included."""

from __future__ import annotations

from polc.dsl.diagnostics.model import Code, Severity, Text
from polc.dsl.diagnostics.wording import POLICY_QUESTION

# {window} the block; {first} {second} its rows; {start} {end} {days}
WINDOWS_OVERLAP = Code(
    id="POL401",
    severity=Severity.ERROR,
    title=Text("时段重叠", "windows overlap"),
    message=Text(
        "{window}有重叠：{start} 至 {end}（{days} 天）既属于“{first}”，又属于“{second}”",
        "{window} overlaps: {start} to {end} ({days} days) belongs to both “{first}” and “{second}”",
    ),
    label=Text("“{second}”与“{first}”重叠 {days} 天", "“{second}” overlaps “{first}” by {days} days"),
    suggestions=(
        Text(
            "若“{second}”从“{first}”结束后才开始，改写它的起始日",
            "if “{second}” starts after “{first}”, change its first day",
        ),
        Text(
            "若两段针对不同的人，给其中一行加「限 群体」",
            "if they are for different people, add 「限 群体」 to one row",
        ),
        POLICY_QUESTION,
    ),
)

# {window} {start} {end} {days}
WINDOW_HOLE = Code(
    id="POL402",
    severity=Severity.ERROR,
    title=Text("时段有空档", "a hole in the windows"),
    message=Text(
        "{window}有空档：{start} 至 {end}（{days} 天）没有任何一行说明该怎么办",
        "{window} has a hole: no row says what holds from {start} to {end} ({days} days)",
    ),
    label=Text("空档紧挨着这里", "the hole is next to this"),
    suggestions=(
        Text(
            '若 {start} 起停办，加一行「【条款】 其余 不适用 "…"」',
            'if nothing is possible from {start}, add 「【条款】 其余 不适用 "…"」',
        ),
        Text("若仍可办理，改写起止日", "if it still is, change the first or last day of a row"),
        Text(
            '若通知未写，加一行「【条款】 其余 待定 "…"」',
            'if the notice is silent, add 「【条款】 其余 待定 "…"」',
        ),
        POLICY_QUESTION,
    ),
)

# {window} {special} {general} {start} {end} {days}
SPECIAL_WINDOW_WITHOUT_PRIORITY = Code(
    id="POL403",
    severity=Severity.ERROR,
    title=Text("特殊时段与一般时段没有先后", "special and general window without an order"),
    message=Text(
        "{window}里，{start} 至 {end}（{days} 天）特殊的“{special}”和一般的“{general}”都适用，"
        "没有写以哪个为准",
        "in {window}, {start} to {end} ({days} days) falls under the special “{special}” and the general "
        "“{general}”, and nothing says which one counts",
    ),
    label=Text("“{special}”只对一部分人", "“{special}” is for some people only"),
    suggestions=(
        Text(
            "若以特殊的为准，给“{general}”那一行加「限 非 群体」，把这部分人除去",
            "if the special one counts, add 「限 非 群体」 to the row “{general}” to leave these people out",
        ),
        Text(
            "若以一般的为准，删去“{special}”或改写它的起止日",
            "if the general one counts, remove “{special}” or change its days",
        ),
        POLICY_QUESTION,
    ),
)

# {window} {start} {end} {days}; {otherwise} what the 其余 row gives
HOLE_LEFT_TO_OTHERWISE = Code(
    id="POL404",
    severity=Severity.WARNING,
    title=Text("空档只能按「其余」算", "a hole that only 其余 fills"),
    message=Text(
        "{window}里，{start} 至 {end}（{days} 天）不在任何一段之内，只能按「其余」算：{otherwise}",
        "in {window}, {start} to {end} ({days} days) lies in no row and falls to 「其余」: {otherwise}",
    ),
    label=Text("这一段之后接不上", "nothing follows this row"),
    suggestions=(
        Text(
            "若前后两段应当相接，核对它们的起止日",
            "if the rows before and after should meet, check their first and last days",
        ),
        Text("若通知就是这样写的，保留", "if the notice means it, leave it"),
        POLICY_QUESTION,
    ),
)
