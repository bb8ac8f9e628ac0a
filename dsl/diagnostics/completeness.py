"""6xx: what is never reached, never decided or left open: the codes of the checks on the whole policy.

Clauses in facts have no brackets; lists of clauses hold each one in 【】 and are joined by "、".
"""

from __future__ import annotations

from polc.dsl.diagnostics.model import Code, Severity, Text
from polc.dsl.diagnostics.wording import POLICY_QUESTION

# {output} {clause}
NEVER_APPLIES = Code(
    id="POL601",
    severity=Severity.ERROR,
    title=Text("永远不会适用", "never applies"),
    message=Text(
        "“{output}”里【{clause}】这一行的条件，没有一个人能满足",
        "nobody can satisfy the condition of row 【{clause}】 in “{output}”",
    ),
    label=Text("这个条件自相矛盾", "this condition contradicts itself"),
    suggestions=(
        Text(
            "核对日期、年龄和「且」「非」：多半是「或」写成了「且」，或起止写反",
            "check dates, ages, 「且」 and 「非」: often 「且」 stands for 「或」, or a range is reversed",
        ),
        Text("核对「关系」是否写得太死", "check whether a 「关系」 claims too much"),
    ),
)

# {output} {clause} {others}
COVERED_BY_OTHERS = Code(
    id="POL602",
    severity=Severity.ERROR,
    title=Text("被别的行全部挡住", "wholly covered by other rows"),
    message=Text(
        "“{output}”里【{clause}】这一行永远轮不到：符合它的人都先归了{others}",
        "row 【{clause}】 of “{output}” never counts: whoever satisfies it is taken by {others}",
    ),
    label=Text("轮不到这一行", "never gets its turn"),
    suggestions=(
        Text(
            "若这一行应当优先，在条件前加「例外」，或在末尾加「优先于 【…】」",
            "if this row should win, put 「例外」 before its condition or end it with 「优先于 【…】」",
        ),
        Text(
            '若确实没有用处，删去它，改写「【{clause}】 不入计算 "…"」',
            'if it has no effect, replace it by 「【{clause}】 不入计算 "…"」',
        ),
    ),
)

# {clause} of the row, {others} what puts everybody outside, {kinds} as which 不适用
ALL_PUT_OUTSIDE = Code(
    id="POL625",
    severity=Severity.ERROR,
    title=Text("符合的人都被排除在外", "everybody is put outside"),
    message=Text(
        "“{output}”里【{clause}】这一行永远轮不到：符合它的人按{others}都是{kinds}",
        "row 【{clause}】 of “{output}” never counts: by {others} whoever satisfies it is {kinds}",
    ),
    label=Text("轮不到这一行", "never gets its turn"),
    suggestions=(
        Text(
            "若这些人可以这样选，在「选择」里给他们加上：「【条款】 条件 可选 …」",
            "if they may choose so, say it in the 「选择」: 「【条款】 条件 可选 …」",
        ),
        Text(
            "若这一行说的是有效期以外的日子，核对题头“有效期 … 按”的日期，或在后面加「自 2025-10-01」",
            "if the row is about days outside the validity, check “有效期 … 按” of the header, or add "
            "「自 2025-10-01」",
        ),
        Text(
            '若确实没有用处，删去它，改写「【{clause}】 不入计算 "…"」',
            'if it has no effect, replace it by 「【{clause}】 不入计算 "…"」',
        ),
    ),
)

# {output}
NOBODY_DECIDES = Code(
    id="POL603",
    severity=Severity.ERROR,
    title=Text("没有一行规定到这个人", "nothing decides for this person"),
    message=Text(
        "有的人在“{output}”里没有一行适用，结果定不下来",
        "for some people no row of “{output}” applies, so it has no result",
    ),
    label=Text("各行都不适用于下面的例子", "no row applies to the example below"),
    suggestions=(
        Text(
            "若通知另有规定，加一行「【条款】 条件 为 …」",
            "if the notice covers them, add 「【条款】 条件 为 …」",
        ),
        Text(
            '若这些人本来不在范围，加「【条款】 其余 不适用 "…"」',
            'if they are out of scope, add 「【条款】 其余 不适用 "…"」',
        ),
        Text(
            '若通知未写，加「【条款】 其余 待定 "…"」',
            'if the notice is silent, add 「【条款】 其余 待定 "…"」',
        ),
        POLICY_QUESTION,
    ),
)

# {price} {start} {end} of the benefit; {from} {to} of the payment
PAID_FOR_NOTHING = Code(
    id="POL605",
    severity=Severity.WARNING,
    title=Text("缴了钱却没有待遇", "paid for nothing"),
    message=Text(
        "{from} 至 {to} 缴费的人缴 {price}，却一天待遇也没有：待遇从 {start} 起算，{end} 就已结束",
        "who pays {price} from {from} to {to} gets not one day of benefit: it would start on {start} "
        "and ends on {end}",
    ),
    label=Text("待遇起始日晚于终止日", "benefits start after they end"),
    suggestions=(
        Text(
            '若这段时间停办，缩短时段，或加「其余 不适用 "…"」',
            'if nothing can be bought then, shorten the window or add 「其余 不适用 "…"」',
        ),
        Text(
            "若等待期不该跨年，加一行「例外 … 为 …」写明起始日",
            "if the wait shouldn't reach beyond the year, add 「例外 … 为 …」 with the first day",
        ),
        Text(
            "若通知就是这样规定，保留，摘要里会提示群众",
            "if the notice means it, leave it: the summary will warn the public",
        ),
        POLICY_QUESTION,
    ),
)

# {group}
OPEN_LIST = Code(
    id="POL606",
    severity=Severity.WARNING,
    title=Text("名单没有写完", "an open list"),
    message=Text(
        "“{group}”的名单以“等”结尾，名单之外的人算不算，没有写明",
        "the list of “{group}” ends in “等”, and nothing says whether anyone else belongs to it",
    ),
    label=Text("“等”里还有谁，没有写明", "nothing says who else is meant"),
    suggestions=(
        Text(
            '若还有别的人，改写「等 其他人员」，并加「【条款】 假定 其他人员 "…" { … }」',
            'if there are others, write 「等 其他人员」 and add 「【条款】 假定 其他人员 "…" { … }」',
        ),
        Text("若名单已经完整，删去「等 待定 …」", "if the list is complete, remove 「等 待定 …」"),
        POLICY_QUESTION,
    ),
)

# {assumption}
UNUSED_ASSUMPTION = Code(
    id="POL607",
    severity=Severity.WARNING,
    title=Text("假定没有用到", "assumption never used"),
    message=Text(
        "假定“{assumption}”没有一行用到，改换读法不会改变任何结果",
        "no row uses the assumption “{assumption}”, so its readings change nothing",
    ),
    label=Text("没有用到", "never used"),
    suggestions=(
        Text(
            "在它该起作用的那一行写上“{assumption}”",
            "write “{assumption}” in the row where it should count",
        ),
        Text(
            '若只想记下通知没写明的地方，改为「【条款】 待定 "…"」',
            'to record that the notice is silent, write 「【条款】 待定 "…"」 instead',
        ),
    ),
)

# {assumption} {readings} joined by "、"
UNDECIDED_ASSUMPTION = Code(
    id="POL608",
    severity=Severity.WARNING,
    title=Text("假定没有选定读法", "assumption without a chosen reading"),
    message=Text(
        "假定“{assumption}”有 {readings} 几种读法而都不采用，读法不同的地方结果是“待定”",
        "the assumption “{assumption}” has the readings {readings} and adopts none: "
        "results are 待定 wherever they differ",
    ),
    label=Text("没有选定", "none chosen"),
    suggestions=(
        Text(
            "请起草科室选定后，把「都不采用」改为「采用 …」",
            "once the drafting office has chosen, change 「都不采用」 to 「采用 …」",
        ),
        POLICY_QUESTION,
    ),
)

# {assumption} {outputs} joined by "、"
HARMLESS_ASSUMPTION = Code(
    id="POL609",
    severity=Severity.NOTE,
    title=Text("怎么读都一样", "assumption that changes nothing here"),
    message=Text(
        "假定“{assumption}”取哪种读法，{outputs}都一样",
        "whichever reading of “{assumption}” is taken, {outputs} stays the same",
    ),
    label=Text("不影响{outputs}", "doesn't affect {outputs}"),
    suggestions=(
        Text("不需要改，复核时可以先放一放", "nothing to change: a review can leave this for last"),
    ),
)

# {output} {start} {fact} the name of the birth, {day} its value
BENEFIT_BEFORE_BIRTH = Code(
    id="POL610",
    severity=Severity.WARNING,
    title=Text("待遇早于出生", "benefits from before birth"),
    message=Text(
        "有的人“{output}”是 {start}，而“{fact}”是 {day}：还没有出生就享受待遇",
        "for some people “{output}” is {start} while “{fact}” is {day}: they get benefits before they are "
        "born",
    ),
    label=Text("起始日由这一行定", "this row gives the first day"),
    suggestions=(
        Text(
            "给当年出生的人加一行「例外 … 为 出生日期」",
            "add a row 「例外 … 为 出生日期」 for those born later",
        ),
        Text(
            "若不会有这样的人，加一行「关系 …」写明，例如「关系 高校新生 蕴含 截至 缴费日 满14周岁」",
            "if there is no such person, say so by a 「关系」, such as "
            "「关系 高校新生 蕴含 截至 缴费日 满14周岁」",
        ),
        POLICY_QUESTION,
    ),
)

# {assumption} {base} {readings} {outputs}, lists joined by "、"
ASSUMPTION_WORTH = Code(
    id="POL611",
    severity=Severity.NOTE,
    title=Text("换一种读法，结果不同", "what another reading would change"),
    message=Text(
        "假定“{assumption}”按“{base}”还是按{readings}，有的人{outputs}不同",
        "for some people {outputs} depends on whether “{assumption}” is read as “{base}” or as {readings}",
    ),
    label=Text("由这个假定决定", "decided by this assumption"),
    suggestions=(
        Text(
            "请起草科室选定读法时，把下面的人拿给他们看",
            "when the drafting office settles it, show them the people below",
        ),
        Text(
            "要看全部受影响的人，用 polc diff --assume-old … --assume-new …",
            "polc diff --assume-old … --assume-new … lists everybody who is affected",
        ),
    ),
)

# {claim} as written
CLAIM_REFUTED = Code(
    id="POL620",
    severity=Severity.ERROR,
    title=Text("恒真不成立", "a claim that doesn't hold"),
    message=Text(
        "“恒真 {claim}”不成立：下面的例子就不是这样",
        "“恒真 {claim}” doesn't hold: the example below is a person for whom it's false",
    ),
    label=Text("不是对每个人都成立", "not true of everybody"),
    suggestions=(
        Text(
            "若例子里的结果不对，改例子所依据的那一行",
            "if the example's result is wrong, mend the row that it rests on",
        ),
        Text(
            "若这句话本来只说一部分人，写成「恒真 前提 蕴含 结论」，前提写明是哪些人",
            "if it is meant for some persons only, write 「恒真 前提 蕴含 结论」 with who they are",
        ),
        Text(
            "若例子里的人不会有，加一条「关系」写明",
            "if there can be no such person, say so in a 「关系」",
        ),
        POLICY_QUESTION,
    ),
)

# {claim} as written
CLAIM_LEFT_OPEN = Code(
    id="POL621",
    severity=Severity.WARNING,
    title=Text("恒真定不下来", "a claim left open"),
    message=Text(
        "“恒真 {claim}”没有人违反，但对有的人定不下来：它用到的结果是待定",
        "nobody contradicts “恒真 {claim}”, but for some people it is open: a result it needs is 待定",
    ),
    label=Text("对下面的例子定不下来", "open for the example below"),
    suggestions=(
        Text(
            "若待定的结果已有规定，补上那一行",
            "if the notice does settle that result, write the row that does",
        ),
        Text(
            "若这句话只说结果已定的人，写成「恒真 前提 蕴含 结论」，前提里排除待定的情形",
            "if it is meant where the result is settled, put that into 「恒真 前提 蕴含 结论」",
        ),
        POLICY_QUESTION,
    ),
)

# {output} {amount} below 0
BELOW_ZERO = Code(
    id="POL622",
    severity=Severity.WARNING,
    title=Text("金额低于零", "an amount below zero"),
    message=Text(
        "有的人“{output}”是{amount}，低于 0元",
        "for some people “{output}” is {amount}, which is below 0元",
    ),
    label=Text("这一行对下面的例子减成了负数", "this row falls below 0元 for the example below"),
    suggestions=(
        Text(
            '若通知没有写，先照实写「待定 "通知未写明减成负数时怎么办"」',
            'if the notice doesn\'t say, say so first: 「待定 "通知未写明减成负数时怎么办"」',
        ),
        Text(
            "若最少是 0元，在算式末尾写「保底 0元」",
            "if it is 0元 at least, end the expression with 「保底 0元」",
        ),
        Text(
            "若几行里取高的一行，在规定里写一行「并存 只取 最高」，并有一行 为 0元",
            "if the highest of several rows counts, write a row 「并存 只取 最高」 into the rule, "
            "with a row of 0元",
        ),
        Text(
            "若只对够减的人这样算，给这一行写上条件；若要退回，另设一项输出写退多少",
            "if it is meant where enough is left, give the row a condition; if it is to be paid back, "
            "let another output say how much",
        ),
        Text(
            "若例子里的人不会有，加一条「关系」写明",
            "if there can be no such person, say so in a 「关系」",
        ),
        POLICY_QUESTION,
    ),
)

# {fact} what is chosen
UNSAID_CHOICE = Code(
    id="POL623",
    severity=Severity.WARNING,
    title=Text("选择没有说到的人", "whom a choice doesn't speak of"),
    message=Text(
        "有的人能不能选“{fact}”没有写：各行都不适用，也没有其余，他选什么都不受限制",
        "of some people nothing says what they may choose for “{fact}”: no row applies and there is no 其余, "
        "so that nothing they choose is barred",
    ),
    label=Text("各行都没有说到下面的例子", "no row speaks of the example below"),
    suggestions=(
        Text(
            "若其余的人也可以选，加一行「【条款】 其余 可选 …」；全部都可选就全部列出",
            "if everybody else may choose too, add 「【条款】 其余 可选 …」; where anything may be, list all",
        ),
        Text(
            "若这些人另有规定可选什么，加一行「【条款】 条件 可选 …」",
            "if the notice says what they may choose, add 「【条款】 条件 可选 …」",
        ),
        Text(
            "若这项选择与他们无关，可以不改；结果不会因为他们没有选而变",
            "if the choice doesn't concern them, leave it: their results don't change for want of it",
        ),
    ),
)

# {fact} what is chosen; {low} {high} what the ends come to for the example
NOTHING_PERMITTED = Code(
    id="POL624",
    severity=Severity.WARNING,
    title=Text("可选的范围是空的", "a choice without anything to choose"),
    message=Text(
        "有的人“{fact}”可选的是 {low} 至 {high}，没有一个数可选，选什么都成了“不适用（选项不许）”",
        "for some people “{fact}” may be from {low} to {high}, which is no number at all: "
        "whatever they choose is 不适用（选项不许）",
    ),
    label=Text("对下面的例子没有可选的数", "nothing to choose for the example below"),
    suggestions=(
        Text(
            "若最少可以选到某个数，给上端写保底：「可选 甲 至 最高（甲、乙）」",
            "if there is a least end, write it: 「可选 甲 至 最高（甲、乙）」",
        ),
        Text(
            "若这些人本来不能选，给这一行写上条件，另写一行说他们可选什么",
            "if they can't choose, give the row a condition, and another row says what they may choose",
        ),
        Text(
            "若例子里的人不会有，加一条「关系」写明",
            "if there can be no such person, say so in a 「关系」",
        ),
    ),
)

# Said with a finding that one of the tried persons showed, where more of the kind may be.
ONE_OF_MORE = Text(
    "逐人试出来的一处；没有分析完，可能还有别的日子、别的行",
    "shown by a person who was tried; the analysis isn't finished, there may be other days or rows",
)

# {check} what was being checked; {reason}; {trials} how many persons were tried and what came of it; {advice}
# what would help; {…_en} the same in English, from `unfinished.py`
ANALYSIS_NOT_FINISHED = Code(
    id="POL690",
    severity=Severity.NOTE,
    title=Text("没有分析完", "analysis not finished"),
    message=Text(
        "“{check}”没有分析完，因为{reason}；{trials}",
        "“{check_en}” wasn't finished because {reason_en}; {trials_en}",
    ),
    label=Text("分析停在这里", "the analysis stopped here"),
    suggestions=(
        Text("{advice}", "to let it finish: {advice_en}"),
        Text(
            "暂时改不了的，为关键的几类人各写一个「案例」",
            "until then, write a 「案例」 for each kind of person that matters",
        ),
    ),
)
