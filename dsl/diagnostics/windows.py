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
            "若两段针对不同的人，给其中一行加「限 …」",
            "if they are for different people, add 「限 …」 to one row",
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
            "若以特殊的为准，给“{general}”那一行加「限 非 …」，把这部分人除去",
            "if the special one counts, add 「限 非 …」 to the row “{general}” to leave these people out",
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

# {window} {name} {first} {second} the rows as text
ONE_NAME_TWO_WINDOWS = Code(
    id="POL405",
    severity=Severity.WARNING,
    title=Text("一个名称指两段时间", "one name for two periods"),
    message=Text(
        "{window}里“{name}”指两段时间（{first}，{second}），别处写“{name}”时分不清是哪一段",
        "in {window}, “{name}” stands for two periods ({first}, {second}); where “{name}” is used, nobody "
        "can tell which",
    ),
    label=Text("又是“{name}”", "“{name}” again"),
    suggestions=(
        Text("给两段各取一个名称；要合起来说时写「在 甲、乙」", "name each; for both, write 「在 甲、乙」"),
        Text("若本来是连着的一段，合成一行", "if it is one period, write it as one row"),
        Text("若两段给不同的人，各加「限 …」", "if they are for different people, add 「限 …」 to each"),
    ),
)

# {window} {issued} {start} {end} {days}
OPENS_BEFORE_ISSUE = Code(
    id="POL406",
    severity=Severity.WARNING,
    title=Text("时段早于印发日", "a window that opens before the document was issued"),
    message=Text(
        "“{window}”从 {start} 开始，而通知 {issued} 才印发，早了 {days} 天：这些日子办的算不算数，没有写明",
        "“{window}” opens on {start}, {days} days before the notice was issued on {issued}: nothing says "
        "whether what was done on these days counts",
    ),
    label=Text("印发以前就开始了", "opens before the issue"),
    suggestions=(
        Text(
            "若通知没有写明，加一个「假定」，把首日写成两种读法：写明的日期、印发之日",
            "if the notice is silent, add a 「假定」 with both readings: the written day, the day of issue",
        ),
        Text("核对「印发」和这一行的首日", "check 「印发」 and the first day of this row"),
        POLICY_QUESTION,
    ),
)

# {window} {valid_from} {valid_to} {start} {end} {days}
OUTSIDE_VALIDITY = Code(
    id="POL407",
    severity=Severity.WARNING,
    title=Text("时段在有效期之外", "a window outside the validity"),
    message=Text(
        "“{window}”里 {start} 至 {end}（{days} 天）不在有效期之内",
        "{start} to {end} ({days} days) of “{window}” lie outside the validity of the document",
    ),
    label=Text("有效期管不到这些日子", "the document isn't valid on all of these days"),
    suggestions=(
        Text("核对「有效期」和这一行的起止日", "check 「有效期」 and the days of this row"),
        Text(
            "若通知没有写明，加一个「假定」，把有争议的一端写成两种读法",
            "if the notice is silent, add a 「假定」 with both readings of the end in question",
        ),
        POLICY_QUESTION,
    ),
)

# {start} {end} {days}; {last} the last day of a window or of the coverage year
VALID_WITHOUT_RULES = Code(
    id="POL408",
    severity=Severity.WARNING,
    title=Text("有效期比条文长", "valid for longer than its rules"),
    message=Text(
        "有效期到 {end}，条文里的日子却只到 {last}：{start} 起（{days} 天）文件有效而没有规定",
        "the document is valid until {end} but its days end on {last}: from {start} on ({days} days) it's "
        "in force and says nothing",
    ),
    label=Text("有效期在这个题头里", "the validity is in this header"),
    suggestions=(
        Text(
            "若以后各年另发通知，把有效期写到 {last}", "if later years get their own notice, end it on {last}"
        ),
        Text(
            '若以后照此办理，请起草科室写明；先记「【条款】 待定 "…"」',
            'if later years follow it, the notice should say so; until then write 「【条款】 待定 "…"」',
        ),
        POLICY_QUESTION,
    ),
)

# {window} {start} {next} {leap}
LEAP_DAY_LEFT_OUT = Code(
    id="POL409",
    severity=Severity.NOTE,
    title=Text("照抄到闰年会漏一天", "copied into a leap year, a day is lost"),
    message=Text(
        "“{window}”到 {start} 为止，“{next}”从 3 月 1 日开始；照抄到闰年，{leap} 哪一段都不是",
        "“{window}” ends on {start} and “{next}” begins on 1 March: copied into a leap year, {leap} lies in "
        "neither",
    ),
    label=Text("写死了 2 月 28 日", "28 February is written out"),
    suggestions=(
        Text(
            "若通知写的是“2月底”，末日写成「2025-02-01 的 当月末日」的样子",
            "if the notice says “the end of February”, write the end as in 「2025-02-01 的 当月末日」",
        ),
        Text("若通知写的就是 2 月 28 日，今年不必改", "if the notice says 28 February, leave it this year"),
    ),
)
