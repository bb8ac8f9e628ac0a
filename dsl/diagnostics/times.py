"""POL3xx: days, ages, months and calendars: what doesn't exist, and what must be declared to count."""

from __future__ import annotations

from polc.dsl.diagnostics.model import Code, Severity, Text
from polc.dsl.diagnostics.wording import POLICY_QUESTION

# {expression} {days} example days joined by "、"; {month_end} {next_day} what the first of them gives
NO_SUCH_DAY = Code(
    id="POL304",
    severity=Severity.WARNING,
    title=Text("有的日子没有对应日", "no corresponding day"),
    message=Text(
        "「{expression}」遇到 {days} 没有对应日：取月末是 {month_end}，取次月首日是 {next_day}，差 1 天",
        "「{expression}」 has no corresponding day for {days}: the month's end gives {month_end}, "
        "the first of the next month {next_day}, one day later",
    ),
    label=Text("按月推算", "counted in months"),
    suggestions=(
        Text(
            "核对题头与通知是否一致：「按月计算 当月末日」得 {month_end}，「按月计算 次月首日」得 {next_day}",
            "compare the header with the notice: 「按月计算 当月末日」 gives {month_end}, "
            "「按月计算 次月首日」 gives {next_day}",
        ),
        Text(
            "若通知写的是天数，改写成「+ 90日」这样的天数",
            "if the notice counts days, write days, as in 「+ 90日」",
        ),
        POLICY_QUESTION,
    ),
)

# {expression} the duration in working days
NO_CALENDAR = Code(
    id="POL311",
    severity=Severity.ERROR,
    title=Text("没有工作日历", "no calendar of working days"),
    message=Text(
        "「{expression}」按工作日推算，而哪天放假、哪天调休没有写进来，算不出是哪一天",
        "「{expression}」 counts working days, but no calendar of holidays is given, so no day results",
    ),
    label=Text("按工作日推算", "counted in working days"),
    suggestions=(
        Text(
            '影响结果的，照放假安排写一个历法：「【条款】 历法 "…" 2026-01-01 至 2026-12-31 { 休 … 班 … }」',
            'if it changes a result, write a calendar: 「【条款】 历法 "…" A 至 B { 休 … 班 … }」',
        ),
        Text(
            '只是办事时限的，写成资料：「【条款】 期限 "{expression}内办结"」',
            'if it is only a time limit for the office, write 「【条款】 期限 "{expression}内办结"」',
        ),
        Text(
            "也可以把算好的那一天作为事实：「事实 办结日: 日期 别名 done_date」",
            "or give the day as a fact: 「事实 办结日: 日期 别名 done_date」",
        ),
    ),
)

# {expression} as 满60周岁; {birth} a fact that may be the day of birth, else {none}
AGE_WITHOUT_BIRTH = Code(
    id="POL312",
    severity=Severity.ERROR,
    title=Text("没有写周岁按哪个日期起算", "age without a date of birth"),
    message=Text(
        "这里用到“{expression}”，但没有一行写明周岁从哪个日期算起",
        "“{expression}” is used here, but no line says which date ages count from",
    ),
    label=Text("要先知道出生日期", "needs a date of birth"),
    suggestions=(
        Text("在事实后面加一行「周岁 按 {birth}」", "add a line 「周岁 按 {birth}」 after the facts"),
        Text(
            "加两行：「事实 {none}: 日期 别名 birth_date」「周岁 按 {none}」",
            "add two lines: 「事实 {none}: 日期 别名 birth_date」 and 「周岁 按 {none}」",
        ),
    ),
)

# {date} as written; {month} and {last} where the month exists: 2025-02 has 28 days
IMPOSSIBLE_DATE = Code(
    id="POL303",
    severity=Severity.ERROR,
    title=Text("没有这一天", "no such day"),
    message=Text("“{date}”这一天不存在", "there is no day “{date}”"),
    label=Text("{month} 只有 {last} 天", "{month} has {last} days"),
    suggestions=(
        Text(
            "改为「{month}-{last}」，或核对通知原文", "write 「{month}-{last}」, or look it up in the notice"
        ),
        Text(
            "月份写 1 至 12，日期写当月有的日子，例如「2025-02-28」",
            "a month is 1 to 12 and a day one that the month has, such as 「2025-02-28」",
        ),
    ),
)

# {date} {low} {high}
DAY_OUT_OF_RANGE = Code(
    id="POL320",
    severity=Severity.ERROR,
    title=Text("日期太早或太晚", "a day too early or too late"),
    message=Text(
        "{date} 不在 {low} 至 {high} 之间：从它再推几年，日历就到头了，所以不能用它来算",
        "{date} isn't between {low} and {high}: counted on by some years it would leave the calendar",
    ),
    label=Text("只能是 {low} 至 {high}", "only {low} to {high}"),
    suggestions=(
        Text(
            "意思是“长期有效、没有终期”的：时段和有效期写「2025-01-01 起」，别处写「{high}」",
            "where it means “no end”: 「2025-01-01 起」 for a period or a validity, 「{high}」 elsewhere",
        ),
        Text("抄错了年份的，核对通知原文", "if a figure is wrong, look the year up in the notice"),
    ),
)

# {expression} what needs the convention; {key} the header line that settles it
CONVENTION_NOT_DECLARED = Code(
    id="POL313",
    severity=Severity.ERROR,
    title=Text("题头没有写怎么算", "the header doesn't say how to count"),
    message=Text(
        "「{expression}」在个别日子有两种算法，题头没有写用哪一种",
        "「{expression}」 can be counted in two ways on some days, and the header doesn't say which",
    ),
    label=Text("要靠题头的约定", "rests on a line of the header"),
    suggestions=(Text("在「政策」的花括号里加「{key}」", "inside the braces of 「政策」 add 「{key}」"),),
)

# {day} outside; {low} and {high} the ends of the calendar
DAY_OUT_OF_CALENDAR = Code(
    id="POL319",
    severity=Severity.ERROR,
    title=Text("这一天不在历法之内", "a day outside the calendar"),
    message=Text(
        "这份历法从 {low} 到 {high}，{day} 不在里面，写了也不起作用",
        "this calendar runs from {low} to {high}; {day} lies outside, so it would have no effect",
    ),
    label=Text("不在历法之内", "outside the calendar"),
    suggestions=(
        Text("核对年份，多半是写成了另一年", "check the year: it is that of another year, most likely"),
        Text("历法确实管到这一天的，改它的起止日", "if the calendar does reach this day, mend its ends"),
    ),
)

# {calendars} all of them, each with its ends
CALENDARS_APART = Code(
    id="POL322",
    severity=Severity.ERROR,
    title=Text("几份历法接不上", "calendars that don't follow on one another"),
    message=Text(
        "{calendars}：这几份历法有重叠，或者中间缺了日子，工作日数不下去",
        "{calendars}: these calendars overlap or leave days out, so nothing counts across them",
    ),
    label=Text("和别的历法接不上", "doesn't follow on the others"),
    suggestions=(
        Text("引用中间缺的那一年的放假安排", "bring in the calendar of the year that is missing"),
        Text("同一段日子写了两份的，删去一份", "where two tell of the same days, remove one"),
    ),
)
