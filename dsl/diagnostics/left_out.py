"""6xx: what a line may have lost: a fact, one of several people, the window that it should ask for."""

from __future__ import annotations

from polc.dsl.diagnostics.model import Code, Severity, Text

# {facts} joined by "、"
UNREAD_FACTS = Code(
    id="POL612",
    severity=Severity.NOTE,
    title=Text("引入而没有用到的事实", "facts brought in and never read"),
    message=Text(
        "引入的事实里，{facts}没有一行规定用到：填了什么都不改变结果",
        "of the facts brought in, no rule reads {facts}: whatever is filled in there changes no result",
    ),
    label=Text("本政策不看这些事实", "this policy doesn't look at these facts"),
    suggestions=(
        Text(
            "核对通知有没有说到这些人：说到的，在相应的一行写上",
            "check whether the notice speaks of these people: if it does, name the fact in the row",
        ),
        Text("通知没有说到的，不需要改", "if it doesn't, there is nothing to change"),
    ),
)

# {clause} {here} the block that lacks {names}, {there} the one that has them
LISTS_DIFFER = Code(
    id="POL613",
    severity=Severity.NOTE,
    title=Text("同一条款列的人不同", "one clause, two lists of people"),
    message=Text(
        "【{clause}】的人，“{there}”写了{names}，“{here}”没有写",
        "of the people of 【{clause}】, “{there}” names {names} and “{here}” doesn't",
    ),
    label=Text("这里没有{names}", "{names} not here"),
    suggestions=(
        Text(
            "核对【{clause}】：若漏了，在这一行补上{names}",
            "check 【{clause}】: add {names} here if it is missing",
        ),
        Text("若通知就是分开说的，不用改", "if the notice does tell them apart, nothing has to change"),
    ),
)

# {facts}
UNREAD_FACT = Code(
    id="POL614",
    severity=Severity.NOTE,
    title=Text("写了而没有用到的事实", "fact declared and never read"),
    message=Text(
        "事实{facts}没有一行规定用到：填了什么都不改变结果",
        "no rule reads the fact {facts}: whatever is filled in changes no result",
    ),
    label=Text("没有一行用到它", "no line uses it"),
    suggestions=(
        Text(
            "看看是不是有一行漏写了{facts}：群体里少了一类人，或规定里少了一个条件",
            "see whether a line has lost {facts}: a group its member, or a rule its condition",
        ),
        Text("通知没有用它来定什么的，删去这一行", "if the notice decides nothing by it, take this line out"),
    ),
)

# {window} {amount} the output {given} what it is {day} on which the window is open
CERTAIN_OUTSIDE_WINDOWS = Code(
    id="POL615",
    severity=Severity.WARNING,
    title=Text("时段待定而金额照算", "window open, amount certain"),
    message=Text(
        "{day}这一天“{window}”待定，“{amount}”却照样是 {given}：没有一个金额用到这个时段",
        "on {day} “{window}” is open, and “{amount}” is {given} all the same: no amount asks for the window",
    ),
    label=Text("这里没有用到“{window}”", "“{window}” isn't asked for here"),
    suggestions=(
        Text(
            "各行加上「在 时段名」，不在任何时段的人就随“{window}”待定",
            "ask for the window in the rows (「在 …」): who is in none is then open as “{window}” is",
        ),
        Text(
            '若金额确实与时段无关，时段里写「其余 不适用（期外） "…"」，'
            "或在这一行末写 # polc: 忽略 POL615 并说明理由",
            'if the amount has nothing to do with it, write 「其余 不适用（期外） "…"」 in the 时段, or end '
            "this line with # polc: 忽略 POL615 and the reason",
        ),
    ),
)

# {output} the first day, {start} what it is; {price} what is paid; {fact} the day of payment, {day} its value
BENEFIT_BEFORE_PAYMENT = Code(
    id="POL616",
    severity=Severity.WARNING,
    title=Text("待遇早于缴费", "benefits from before the payment"),
    message=Text(
        "有的人“{fact}”是 {day}，缴 {price}，“{output}”却写定在 {start}：还没有缴费就享受待遇",
        "for some people “{fact}” is {day}, they pay {price}, and “{output}” is fixed at {start}: they get "
        "benefits from before they pay",
    ),
    label=Text("起始日写定在这一行", "this row fixes the first day"),
    suggestions=(
        Text(
            "若写定的日子只给在它以前缴费的人，给这一行加上条件，如「{fact} 不晚于 …」",
            "if the day is for those who pay before it, give the row a condition: 「{fact} 不晚于 …」",
        ),
        Text(
            "若晚缴的人从缴费那天起算，加一行「例外 … 为 {fact}」",
            "if late payers have benefits from the day they pay, add 「例外 … 为 {fact}」",
        ),
        Text(
            "若通知就是追溯到那一天，这一行末写 # polc: 忽略 POL616 并说明理由",
            "if the notice means it to reach back, end this line with # polc: 忽略 POL616 and the reason",
        ),
    ),
)
