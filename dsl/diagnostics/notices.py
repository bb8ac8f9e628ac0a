"""7xx from 710: the notice itself against the policy. Clauses in facts have no brackets."""

from __future__ import annotations

from polc.dsl.diagnostics.model import Code, Severity, Text

# {clause} {number} as the ledger writes it
NUMBER_NOT_ACCOUNTED = Code(
    id="POL710",
    severity=Severity.WARNING,
    title=Text("通知里的数没有交代", "number of the notice not accounted for"),
    message=Text(
        "【{clause}】写了 {number}，引用它的行里都没有这个数",
        "【{clause}】 says {number}, and none of the lines that cite it has this number",
    ),
    label=Text("这里没有 {number}", "no {number} here"),
    suggestions=(
        Text(
            "核对这几行：若抄错了，改为 {number}；若漏了，补进相应的一行",
            "check these lines: if the number is a slip, write {number}; if it is missing, add it to a line",
        ),
        Text(
            '若不影响结果，在说明里写上它，或写「【{clause}】 不入计算 "…"」',
            'if it changes no result, mention it in a note, or write 「【{clause}】 不入计算 "…"」',
        ),
        Text(
            "若这一处确实不用写，在行末写 # polc: 忽略 POL710 并说明理由",
            "if it needn't be there, end the line with # polc: 忽略 POL710 and the reason",
        ),
    ),
)

# {number} {clauses} as cited {elsewhere} a place that has the number, or empty
NUMBER_NOT_IN_NOTICE = Code(
    id="POL711",
    severity=Severity.WARNING,
    title=Text("行里的数不在所引的条款里", "number of a line not in the clause it cites"),
    message=Text(
        "这一行的 {number} 不在所引的【{clauses}】里",
        "{number} in this line isn't in 【{clauses}】, which it cites",
    ),
    label=Text("所引的条款没有这个数", "not in the clause that is cited"),
    suggestions=(
        Text(
            "【{elsewhere}】里有这个数：若出自那里，把【{elsewhere}】也写进出处",
            "【{elsewhere}】 has this number: if it comes from there, cite 【{elsewhere}】 as well",
        ),
        Text(
            "核对通知的【{clauses}】，若抄错了，照通知改",
            "check 【{clauses}】 of the notice, and mend the number if it is a slip",
        ),
        Text(
            "若是自己定的数，用「假定」写明理由；或在行末写 # polc: 忽略 POL711 并说明理由",
            "if the number is your own, give the reason in a 「假定」, or end the line with"
            " # polc: 忽略 POL711 and the reason",
        ),
    ),
)

# {clause}
PLACE_NOT_LISTED = Code(
    id="POL712",
    severity=Severity.WARNING,
    title=Text("通知的一处没有列进条款", "place of the notice not listed"),
    message=Text(
        "通知有【{clause}】，而「条款」没有列它，也没有人会发现它没有写成行",
        "the notice has 【{clause}】, which 「条款」 doesn't list, so nobody would miss a line for it",
    ),
    label=Text("没有列【{clause}】", "【{clause}】 isn't listed"),
    suggestions=(
        Text(
            '把【{clause}】写进「条款」，再写一行交代它；不影响结果的写「【{clause}】 不入计算 "…"」',
            "list 【{clause}】 in 「条款」 and write a line for it;"
            ' 「【{clause}】 不入计算 "…"」 if it changes nothing',
        ),
    ),
)

# {clause} {known} what the notice has there, or empty
NO_SUCH_PLACE = Code(
    id="POL713",
    severity=Severity.ERROR,
    title=Text("通知没有这一处", "no such place in the notice"),
    message=Text(
        "通知没有【{clause}】，这里却写着它",
        "the notice has no 【{clause}】, which is written here",
    ),
    label=Text("通知里没有", "not in the notice"),
    suggestions=(
        Text(
            "通知里有的是：{known}（分号不算句末）",
            "the notice has: {known} (a semicolon ends no sentence)",
        ),
        Text("核对通知的条款号、句和段，改成有的", "check the number, sentence and paragraph in the notice"),
        Text(
            "若通知换了文本，先用 polc ledger --accept 换上新的底稿",
            "if the notice has a new text, take it over with polc ledger --accept first",
        ),
    ),
)

# {what} 文号 or 印发 {written} {noticed}
HEADER_DIFFERS = Code(
    id="POL714",
    severity=Severity.ERROR,
    title=Text("题头与通知不一致", "header differs from the notice"),
    message=Text(
        "题头的{what}是 {written}，通知的是 {noticed}",
        "the header has {written} as {what}, the notice has {noticed}",
    ),
    label=Text("通知写的是 {noticed}", "the notice says {noticed}"),
    suggestions=(
        Text("照通知改为 {noticed}", "write {noticed}, as the notice has it"),
        Text("核对底稿是不是这份通知的", "check that the .notice.json is of this notice"),
    ),
)

# {clause} {number}
NUMBER_ONLY_IN_WORDS = Code(
    id="POL715",
    severity=Severity.NOTE,
    title=Text("通知里的数只写在说明里", "number of the notice in words only"),
    message=Text(
        "【{clause}】的 {number} 只写在说明或名称里，没有参加计算",
        "{number} of 【{clause}】 stands in a note or a name only, and takes no part in any result",
    ),
    label=Text("说明里写了 {number}", "{number} is in the note"),
    suggestions=(
        Text(
            "若它影响结果，写成「规定」「时段」「标准」里的一行",
            "if it affects a result, write it as a line of a 「规定」, 「时段」 or 「标准」",
        ),
        Text("若不影响结果，不用改", "if it doesn't, nothing has to change"),
    ),
)

# {number} of the line {noticed} of the notice, or empty {clause}
READING_HAS_ITS_OWN = Code(
    id="POL716",
    severity=Severity.NOTE,
    title=Text("读法里的数与通知的不同", "number of a reading differs from the notice"),
    message=Text(
        "这里的 {number} 不是【{clause}】写的数，而是一种读法",
        "{number} isn't written in 【{clause}】: it is a way to read it",
    ),
    label=Text("通知写的是 {noticed}", "the notice says {noticed}"),
    suggestions=(
        Text(
            "核对这种读法是不是有意的：差一天、差一岁的，写明算法的依据",
            "check that the reading is meant: for one day or one year more or less, say by which rule",
        ),
    ),
)

# {clause} {noticed} with the words of the notice {written} how the line bounds it
BOUND_DIFFERS = Code(
    id="POL717",
    severity=Severity.WARNING,
    title=Text("上下限与通知的说法不同", "bound differs from the notice"),
    message=Text(
        "【{clause}】写的是“{noticed}”，这里却当作“{written}”",
        "【{clause}】 says “{noticed}”, which is taken as “{written}” here",
    ),
    label=Text("通知是“{noticed}”", "“{noticed}” in the notice"),
    suggestions=(
        Text("照通知的说法改上限或下限", "write the bound as the notice has it"),
        Text(
            "若有意如此，在行末写 # polc: 忽略 POL717 并说明理由",
            "if it is meant so, end the line with # polc: 忽略 POL717 and the reason",
        ),
    ),
)

# {clause} {was} {now} what stood there and what stands there: numbers, places, or how many characters;
# {words} set where only the words differ; {lines} rows to look at again
NOTICE_CHANGED = Code(
    id="POL718",
    severity=Severity.WARNING,
    title=Text("通知的文本变了", "the notice has changed"),
    message=Text(
        "【{clause}】与底稿不同：{was} → {now}",
        "【{clause}】 isn't what the .notice.json has: {was} → {now}",
    ),
    label=Text("要重看这里", "to be looked at again"),
    suggestions=(
        Text("文字有改动（{words}），数没有变", "the words have changed ({words}), the numbers haven't"),
        Text("要重看第 {lines} 行", "look at line {lines} again"),
        Text(
            "都看过、改好以后，用 polc ledger --notice 新文本 --accept 换上新的底稿",
            "when all is looked at, take the new text over with polc ledger --notice FILE --accept",
        ),
    ),
)

# {clause} {line} of the text; {full_stop} a line that ends in 。 where lines are full; {second} a document
NOTICE_UNSURE = Code(
    id="POL719",
    severity=Severity.NOTE,
    title=Text("原文这里拿不准", "not sure how to read the notice"),
    message=Text(
        "原文第 {line} 行的【{clause}】，分段拿不准",
        "it isn't sure how 【{clause}】 in line {line} of the notice is divided",
    ),
    label=Text("引用它的句、段要对照原件", "compare sentences and paragraphs with the original"),
    suggestions=(
        Text(
            "第 {full_stop} 行的句号正好在行末，这里可能是段末",
            "line {full_stop} is full and ends in a full stop: a paragraph may end there",
        ),
        Text(
            "从这里起像是同一个文件里的另一份，引用它写作【{second}…】",
            "another document seems to begin here: cite it as 【{second}…】",
        ),
        Text("条款号引用得对的，不用改", "if the citations are right, nothing has to change"),
    ),
)

# {path}; one of: {line} {column} where reading stopped, {field} of another form, {noticed} another title
NOTICE_FILE_UNUSABLE = Code(
    id="POL720",
    severity=Severity.ERROR,
    title=Text("底稿读不懂或对不上", "notice file unusable"),
    message=Text("底稿 {path} 不能用", "{path} can't be used"),
    label=Text("底稿有问题", "something is wrong with it"),
    suggestions=(
        Text(
            "读到第 {line} 行第 {column} 个字读不下去，不是完整的 JSON",
            "it stops being JSON at line {line}, column {column}",
        ),
        Text("“{field}”不是 polc 写的样子", "“{field}” isn't as polc writes it"),
        Text(
            "所给的原文是“{noticed}”，和底稿不是同一份通知",
            "the text given is “{noticed}”, which isn't the notice of the file",
        ),
        Text(
            "用 polc ledger --notice 通知文件 --accept 由通知重新做一份，不要手工改",
            "make it anew from the notice with polc ledger --notice FILE --accept; don't edit it by hand",
        ),
    ),
)

# {clause} {line} {what}; by kind {day}, {missing}, {skipped} or {twice} after {before}, {begins} {ends},
# {window} and {elsewhere}
NOTICE_AT_FAULT = Code(
    id="POL721",
    severity=Severity.WARNING,
    title=Text("通知本身有说不通的地方", "the notice itself is at fault"),
    message=Text(
        "原文第 {line} 行的【{clause}】有一处说不通：{what}",
        "【{clause}】 in line {line} of the notice can't be meant as it stands: {what}",
    ),
    label=Text("政策照什么写，要先定", "what the policy shall follow has to be settled"),
    suggestions=(
        Text("历法里没有 {day} 这一天", "no calendar has {day}"),
        Text("通知里没有 {missing}", "the notice has no {missing}"),
        Text("编号从 {before} 跳到 {skipped}，核对有没有漏掉的", "numbers go from {before} to {skipped}"),
        Text(
            "编号 {twice} 用了两次，引用时分不清",
            "the number {twice} comes twice: a citation can mean either",
        ),
        Text("{begins} 至 {ends}，止在起之前", "{begins} to {ends} ends before it begins"),
        Text(
            "“{window}”的起止日期在【{elsewhere}】写得不同",
            "“{window}” has other days in 【{elsewhere}】",
        ),
        Text(
            "与起草科室核对；没有更正的，用「假定」或「待定」写明，再用 # polc: 忽略 POL721 说明理由",
            "ask the drafting office; without a correction, write a 「假定」 or 「待定」, and answer"
            " this with # polc: 忽略 POL721 and the reason",
        ),
    ),
)

# {clause}
PLACE_NOT_CITED = Code(
    id="POL722",
    severity=Severity.WARNING,
    title=Text("通知的一句没有一行引用", "sentence of the notice that no line cites"),
    message=Text(
        "没有一行引用【{clause}】，同一条款的别的句子却有",
        "no line cites 【{clause}】, while other sentences of its clause are cited",
    ),
    label=Text("列了这一条款，没有用到【{clause}】", "listed, and 【{clause}】 isn't used"),
    suggestions=(
        Text(
            "看看是不是有一行的出处写错了句、段，或漏了一行",
            "see whether a line cites another sentence by mistake, or a line is missing",
        ),
        Text(
            '这一句不影响结果的，写「【{clause}】 不入计算 "…"」',
            'if the sentence changes nothing, write 「【{clause}】 不入计算 "…"」',
        ),
    ),
)

LEDGER_CODES = frozenset(code.id for code in vars().copy().values() if isinstance(code, Code))
