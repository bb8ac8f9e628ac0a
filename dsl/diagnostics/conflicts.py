"""5xx: rows that meet in one person, the codes of the checks on 规定 and 减免 blocks.

{first} and {second} are conditions as the author wrote them, {…_value} results as shown to people,
{…_clause} clauses without brackets.
"""

from __future__ import annotations

from polc.dsl.diagnostics.model import Code, Severity, Text
from polc.dsl.diagnostics.wording import POLICY_QUESTION

# {output} {first} {second} {first_value} {second_value} {first_clause} {second_clause}
RULES_CONFLICT = Code(
    id="POL501",
    severity=Severity.ERROR,
    title=Text("规定互相冲突", "rules that contradict each other"),
    message=Text(
        "同一个人的“{output}”有两个答案：按【{first_clause}】是 {first_value}，按【{second_clause}】是 "
        "{second_value}",
        "“{output}” has two answers for one person: {first_value} by 【{first_clause}】, "
        "{second_value} by 【{second_clause}】",
    ),
    label=Text("【{second_clause}】给 {second_value}", "【{second_clause}】 gives {second_value}"),
    suggestions=(
        Text(
            "若以【{second_clause}】为准，在它的条件前加「例外」",
            "if 【{second_clause}】 wins, put 「例外」 before its condition",
        ),
        Text(
            "两行都是例外时，在【{second_clause}】的末尾加「优先于 【{loser}】」",
            "if both rows are exceptions, end that of 【{second_clause}】 with 「优先于 【{loser}】」",
        ),
        Text(
            "若取高的一行，在「规定 {highest}」里写一行「【条款】 并存 只取 最高」",
            "if the higher row counts, write a row 「【条款】 并存 只取 最高」 into 「规定 {highest}」",
        ),
        Text(
            "若取高的一行，在「表 {table}」里写一行「【条款】 并存 只取 最高」；若两格不该重叠，改其中一格",
            "if the higher row counts, write a row 「【条款】 并存 只取 最高」 into 「表 {table}」; if two "
            "cells shouldn't overlap, change one",
        ),
        Text(
            "若不会有这样的人，加一行「关系 …、… 互斥」",
            "if there is no such person, add 「关系 …、… 互斥」",
        ),
        Text(
            "若通知没有写明，加一个「假定」，两种读法各写一行",
            "if the notice leaves it open, add a 「假定」 with both readings",
        ),
        POLICY_QUESTION,
    ),
)

# {grant} {first} {second} {first_value} {second_value} {first_clause} {second_clause} {difference}
GRANTS_CONFLICT = Code(
    id="POL502",
    severity=Severity.ERROR,
    title=Text("减免互相冲突", "grants that contradict each other"),
    message=Text(
        "同一个人在“{grant}”里符合两项，【{first_clause}】给 {first_value}，【{second_clause}】给 "
        "{second_value}，"
        "相差 {difference}，没有写享受哪一项",
        "one person qualifies twice under “{grant}”: 【{first_clause}】 gives {first_value}, "
        "【{second_clause}】 "
        "gives {second_value}, {difference} apart, and nothing says which one applies",
    ),
    label=Text("{second}：{second_value}", "{second}: {second_value}"),
    suggestions=(
        Text(
            "若就高享受，在块里加「【条款】 并存 只取 最高」",
            "if the higher one applies, add 「【条款】 并存 只取 最高」 to the block",
        ),
        Text(
            "若可以同时享受，加「【条款】 并存 合计」或「【条款】 并存 补足差额」",
            "if both apply, add 「【条款】 并存 合计」 or 「【条款】 并存 补足差额」",
        ),
        Text(
            "若通知没有写明，加一个「假定」，读法写「并存 只取 最高」「并存 合计」等",
            "if the notice leaves it open, add a 「假定」 with readings such as 「并存 只取 最高」 "
            "and 「并存 合计」",
        ),
        POLICY_QUESTION,
    ),
)

# {grant} {amount} both give; {what} differs, an output, as 付款方; {first} {second} its values;
# {first_clause} {second_clause}
SAME_RATE_DIFFERENT_PAYER = Code(
    id="POL503",
    severity=Severity.ERROR,
    title=Text("减免相同而出钱的不同", "same amount, different payer"),
    message=Text(
        "同一个人在“{grant}”里两项都得 {amount}，“{what}”却不同：按【{first_clause}】是 {first}，"
        "按【{second_clause}】是 {second}",
        "one person gets {amount} twice under “{grant}” but “{what}” differs: {first} by "
        "【{first_clause}】, {second} by 【{second_clause}】",
    ),
    label=Text("“{what}”是 {second}", "“{what}” is {second}"),
    suggestions=(
        Text(
            "若有先后，在先出钱的那一行末尾加「优先于 【…】」",
            "if one pays first, end its row with 「优先于 【…】」",
        ),
        Text(
            '若通知没有写，加「【条款】 同额 待定 "由哪项资金支付，通知未写明"」',
            'if the notice is silent, add 「【条款】 同额 待定 "由哪项资金支付，通知未写明"」',
        ),
        POLICY_QUESTION,
    ),
)

# {output} {inner} {outer} conditions; {inner_clause} {outer_clause}
CONDITION_INSIDE_ANOTHER = Code(
    id="POL504",
    severity=Severity.NOTE,
    title=Text("一个条件包含在另一个里面", "one condition inside another"),
    message=Text(
        "在“{output}”里，符合【{inner_clause}】“{inner}”的人也都符合【{outer_clause}】“{outer}”，"
        "两行结果相同",
        "in “{output}”, everyone under 【{inner_clause}】 “{inner}” is also under 【{outer_clause}】 "
        "“{outer}”, "
        "with the same result",
    ),
    label=Text("包含在【{outer_clause}】里", "inside 【{outer_clause}】"),
    suggestions=(
        Text(
            "通知确实写了两次的，保留即可，结果不受影响",
            "if the notice says it twice, leave it: no result changes",
        ),
        Text(
            "若【{inner_clause}】本应另有结果，核对这一行",
            "if 【{inner_clause}】 was meant to give something else, check this row",
        ),
    ),
)

# {region} {count} {policies} {outputs} {start} {end}
POLICIES_COLLIDE = Code(
    id="POL505",
    severity=Severity.WARNING,
    title=Text("几份政策管同一件事、同一段时间", "policies that decide the same for the same time"),
    message=Text(
        "{region}有 {count} 份政策都定{outputs}，{start} 至 {end} 重合：{policies}",
        "{count} policies of {region} decide {outputs}, all for {start} to {end}: {policies}",
    ),
    label=Text("与另一份重合", "at the same time as another one"),
    suggestions=(
        Text(
            "若一份废止或接替另一份，改写旧的那份的「有效期」「保障年度」",
            "if one replaces the other, end the 「有效期」 or 「保障年度」 of the older one",
        ),
        Text(
            "若是同一份通知的两个版本，分在两个文件夹里各自检查",
            "if they are two versions of one notice, keep and check them in folders of their own",
        ),
        Text("若管的是不同的人，核对「地区」有没有写全", "if they are for different people, check 「地区」"),
        POLICY_QUESTION,
    ),
)
