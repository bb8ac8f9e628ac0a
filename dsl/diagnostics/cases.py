"""7xx: examples and legal basis. Clauses in facts have no brackets."""

from __future__ import annotations

from polc.dsl.diagnostics.model import Code, Severity, Text
from polc.dsl.diagnostics.wording import POLICY_QUESTION

# {example} the row with a citation before it
NO_CITATION = Code(
    id="POL701",
    severity=Severity.ERROR,
    title=Text("没有写条款出处", "no citation"),
    message=Text(
        "这一行没有写出处，读的人找不到它在通知的哪一条",
        "this row has no citation, so nobody can find it in the notice",
    ),
    label=Text("出处写在这里", "the citation goes here"),
    suggestions=(
        Text(
            "在行首写上条款号，例如「{example}」",
            "start the row with the clause, such as 「{example}」",
        ),
        Text(
            "若通知没有写，就用「假定」写明理由和几种读法",
            "if the notice doesn't say it, write a 「假定」 with the reason and the readings",
        ),
    ),
)

# {clause}
CLAUSE_NOT_ACCOUNTED = Code(
    id="POL702",
    severity=Severity.ERROR,
    title=Text("条款没有交代", "clause not accounted for"),
    message=Text(
        "「条款」里列了【{clause}】，但没有一行引用它，这一条的内容没有着落",
        "「条款」 lists 【{clause}】, but no line cites it, so what it says is nowhere in the file",
    ),
    label=Text("【{clause}】没有交代", "【{clause}】 isn't accounted for"),
    suggestions=(
        Text(
            "若它影响结果，在相应的「规定」「减免」里加一行，以【{clause}】开头",
            "if it affects a result, add a row that starts with 【{clause}】 to a 「规定」 or 「减免」",
        ),
        Text(
            '若只是办事要求，写「【{clause}】 程序 "…"」「期限」或「材料」',
            'if it only tells how to apply, write 「【{clause}】 程序 "…"」, 「期限」 or 「材料」',
        ),
        Text(
            '若不影响结果，写「【{clause}】 不入计算 "…"」',
            'if it changes nothing, write 「【{clause}】 不入计算 "…"」',
        ),
    ),
)

# {clause} {nearest} a clause of the list
CITED_CLAUSE_UNKNOWN = Code(
    id="POL703",
    severity=Severity.ERROR,
    title=Text("引用的条款不在通知里", "cited clause isn't in the notice"),
    message=Text(
        "这里引用【{clause}】，而「条款」列出的条款里没有它",
        "【{clause}】 is cited here, but it isn't among the clauses that 「条款」 lists",
    ),
    label=Text("通知里没有这一条", "the notice has no such clause"),
    suggestions=(
        Text("若是写错，改为「【{nearest}】」", "if it is a slip, write 「【{nearest}】」"),
        Text(
            "若通知确有这一条，把它补进题头的「条款 【…】」",
            "if the notice has it, add it to 「条款 【…】」 in the header",
        ),
        Text(
            "若出自别的法律文件，写上名称，例如「【民法典二〇二】」",
            "if it is from another law, name it, as in 「【民法典二〇二】」",
        ),
    ),
)

# {case} {output} {expected} {actual}
CASE_FAILED = Code(
    id="POL704",
    severity=Severity.ERROR,
    title=Text("案例不符", "example fails"),
    message=Text(
        "案例“{case}”不符：“{output}”期望 {expected}，算出来是 {actual}",
        "the example “{case}” fails: “{output}” should be {expected} but is {actual}",
    ),
    label=Text("算出来是 {actual}", "comes out as {actual}"),
    suggestions=(
        Text(
            "用 polc eval --trace 看每一步，找出不合的那一条",
            "use polc eval --trace to see each step and find the row that differs",
        ),
        Text(
            "若规定写错，改规定；若期望写错，改为「{correct}」",
            "if a rule is wrong, change it; if the expectation is, write 「{correct}」",
        ),
        POLICY_QUESTION,
    ),
)

# {policy} title of the policy
NO_CLAUSE_LIST = Code(
    id="POL705",
    severity=Severity.WARNING,
    title=Text("没有列出通知的条款", "no list of clauses"),
    message=Text(
        "政策“{policy}”没有列出通知有哪些条款，漏掉一条也看不出来",
        "the policy “{policy}” doesn't list the clauses of its notice, so a forgotten one goes unseen",
    ),
    label=Text("题头里没有「条款」", "no 「条款」 in this header"),
    suggestions=(
        Text(
            "在题头加「条款 【一（一）至（七）、二、三】」，照通知逐条列出",
            "add 「条款 【一（一）至（七）、二、三】」 to the header, with every clause of the notice",
        ),
    ),
)

# What a comment says to set a finding aside: # polc: 忽略 POL605 and the reason.
IGNORE = "忽略"

# {code}
SUPPRESSION_WITHOUT_REASON = Code(
    id="POL706",
    severity=Severity.WARNING,
    title=Text("忽略没有写理由", "ignored without a reason"),
    message=Text(
        "这里忽略 {code}，却没有写理由，以后看的人不知道为什么可以不管",
        "{code} is ignored here without a reason, so nobody will know why that is right",
    ),
    label=Text("理由写在编号后面", "the reason goes after the code"),
    suggestions=(
        Text(
            "在编号后面写明理由，例如「# polc: 忽略 {code} 已与起草科室核对」",
            "write the reason after the code, as in 「# polc: 忽略 {code} 已与起草科室核对」",
        ),
    ),
)

# {code}; {error} the code again if it is one of errors; {nearest} a code that exists, if this one doesn't
UNUSED_SUPPRESSION = Code(
    id="POL707",
    severity=Severity.WARNING,
    title=Text("忽略的问题已经没有了", "nothing left to ignore"),
    message=Text(
        "这里要忽略 {code}，但这一行并没有可以忽略的 {code}",
        "{code} is to be ignored here, but the line has no {code} that can be",
    ),
    label=Text("没有用处", "sets nothing aside"),
    suggestions=(
        Text("是不是 {nearest}", "did you mean {nearest}?"),
        Text("{error} 是错误，不能忽略，只能改正", "{error} is an error: it can't be ignored, only mended"),
        Text(
            "若问题已经改好，删去这条注释；若没有，把它移到问题所在那一行的行末或上一行",
            "if it was mended, delete the comment; if not, move it to the end of the line or right above",
        ),
    ),
)

# {clause}
CLAUSE_ONLY_DEFINES = Code(
    id="POL708",
    severity=Severity.WARNING,
    title=Text("条款只有定义，没有照办的一行", "a clause that is defined and never carried out"),
    message=Text(
        "【{clause}】只在“群体”或“假定”里出现，没有一行照它给出结果",
        "【{clause}】 stands only in definitions (群体, 假定): no row gives a result by it",
    ),
    label=Text("只说了指谁", "says only who is meant"),
    suggestions=(
        Text(
            "补上照它办的那一行，或核对相邻几行的条款号有没有写错",
            "add the row that carries it out, or check the clause numbers of the rows nearby",
        ),
        Text(
            '若它确实不影响任何人的结果，加「【{clause}】 不入计算 "…"」',
            'if it changes nobody\'s result, add 「【{clause}】 不入计算 "…"」',
        ),
    ),
)
