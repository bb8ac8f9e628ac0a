"""2xx: names and references, the codes of `resolve.py`.

A fact of a clause ({clause} …) is the text between the brackets 【】. {nearest} may be empty.
"""

from __future__ import annotations

from polc.dsl.diagnostics.model import Code, Severity, Text

# {name}; {nearest} a known name like it; {split} the same letters with spaces between known words; {one_of}
# what alone can stand here; {fact} {group} {standard} {output} {list} the lines that would declare it,
# {option} the condition, where it's an option of a fact, {others} the word for everybody else; {window} the
# row whose first or last day it would be, {endless} one that has no last day
UNKNOWN_NAME = Code(
    id="POL201",
    severity=Severity.ERROR,
    title=Text("没有定义的名称", "unknown name"),
    message=Text(
        "“{name}”还没有定义：本文件和引用的词汇里都找不到这个名称",
        "“{name}” isn't defined, neither in this file nor in a vocabulary that it imports",
    ),
    label=Text("这里用到“{name}”", "“{name}” is used here"),
    suggestions=(
        Text("若是写错，改为「{nearest}」", "if it is a slip, write 「{nearest}」"),
        Text("若是几个词连写了，分开写：「{split}」", "if words ran together, part them: 「{split}」"),
        Text("这里可以写其中一项：{one_of}", "one of these can stand here: {one_of}"),
        Text("它是一项事实的选项，写作「{option}」", "it is an option of a fact: write 「{option}」"),
        Text("若是前面没有说到的人，写「{others}」", "for everybody else, write 「{others}」"),
        Text(
            "“{endless}”写的是「起」，没有末日：写成「2026-01-01 至 2026-12-31」那样，就有「{name}」",
            "“{endless}” is written with 「起」 and has no last day: with a range such as 「2026-01-01 至 "
            "2026-12-31」 the name 「{name}」 is there",
        ),
        Text(
            "若是某一段时间的起止，在「时段」里写这一段，「{name}」这个名称就有了：「{window}」",
            "if it is where a period begins or ends, a row of a 「时段」 makes the name 「{name}」: "
            "「{window}」",
        ),
        Text(
            "若是办理时要知道的情况，加一行「{fact}」",
            "if it is something to know about the person, add 「{fact}」",
        ),
        Text("若是一类人，加一行「【条款】 {group}」", "if it is a kind of person, add 「【条款】 {group}」"),
        Text(
            "若是通知写明的数，加一行「【条款】 {standard}」",
            "if the notice states it, add 「【条款】 {standard}」",
        ),
        Text("若是要得出的一项结果，加一行「{output}」", "if it is a result, add 「{output}」"),
        Text("若是一份清单，加一行「{list}」", "if it is a list, add 「{list}」"),
    ),
)

# {name} {kind} what it was first defined as (事实, 群体, …); {window} whose first or last day it is anyway
DUPLICATE_NAME = Code(
    id="POL202",
    severity=Severity.ERROR,
    title=Text("名称重复", "name defined twice"),
    message=Text(
        "“{name}”定义了两次（前面已定义为{kind}），读的人无法知道以哪一处为准",
        "“{name}” is defined twice (first as {kind}), so a reader can't know which one counts",
    ),
    label=Text("这里又定义了一次", "defined here again"),
    suggestions=(
        Text(
            "写了“{window}”的起止，「{name}」这个名称就有了：删去另外定义它的那一行，直接使用",
            "the range of “{window}” makes the name 「{name}」: remove the line that defines it once more",
        ),
        Text("若是同一回事，删去其中一处", "if both mean the same, remove one"),
        Text(
            "若是两回事，把其中一处换个名称，例如在「{name}」后面加上用途",
            "if they differ, rename one, for example by adding its use to 「{name}」",
        ),
    ),
)

# {path} as written after 引用; {nearest} a file that exists
# {chain} the files in order, joined by " → "
# {path} as written after 引用
# {name} {kind} 事实 or 输出
MISSING_ALIAS = Code(
    id="POL206",
    severity=Severity.ERROR,
    title=Text("缺少别名", "no alias"),
    message=Text(
        "{kind}“{name}”没有别名，生成的程序无法称呼它",
        "{kind} “{name}” has no alias, so a generated module has no name for it",
    ),
    label=Text("这里要有别名", "an alias belongs here"),
    suggestions=(
        Text(
            "在类型后面加「别名 」和小写英文，例如「事实 缴费日: 日期 别名 pay_date」",
            "after the type add 「别名 」 and lower-case English, as in 「事实 缴费日: 日期 别名 pay_date」",
        ),
    ),
)

# {alias} {first} {second} the two names
DUPLICATE_ALIAS = Code(
    id="POL207",
    severity=Severity.ERROR,
    title=Text("别名重复", "alias used twice"),
    message=Text(
        "“{first}”和“{second}”用了同一个别名 {alias}，程序里会分不清",
        "“{first}” and “{second}” share the alias {alias}, so a program can't tell them apart",
    ),
    label=Text("别名 {alias} 已经用过", "the alias {alias} is taken"),
    suggestions=(Text("给“{second}”换一个别名", "give “{second}” another alias"),),
)

# {relations} the clashing relations, joined by "；"
CONTRADICTORY_RELATIONS = Code(
    id="POL208",
    severity=Severity.ERROR,
    title=Text("关系互相矛盾", "contradictory relations"),
    message=Text(
        "这些关系放在一起，没有一个人能同时满足：{relations}",
        "no person can satisfy these relations together: {relations}",
    ),
    label=Text("加上这一条以后就没有人能满足", "with this one, nobody is left"),
    suggestions=(
        Text("核对其中每一条，删去写反的一条", "check each of them and remove the one that is wrong"),
        Text(
            "若「蕴含」只对一部分人成立，在前面加条件：「关系 甲 且 乙 蕴含 丙」",
            "if 「蕴含」 holds for some people only, narrow it: 「关系 甲 且 乙 蕴含 丙」",
        ),
    ),
)

# {chain} the outputs in order, joined by " → "
OUTPUT_CYCLE = Code(
    id="POL209",
    severity=Severity.ERROR,
    title=Text("结果互相依赖", "outputs depend on each other"),
    message=Text(
        "这些结果要等对方先算出来，永远算不完：{chain}",
        "these outputs wait for each other and can never be settled: {chain}",
    ),
    label=Text("从这里绕回起点", "here it leads back to the start"),
    suggestions=(
        Text(
            "把其中一处改为直接用事实或标准，例如「为 400元」",
            "make one of them use facts or standards directly, as in 「为 400元」",
        ),
    ),
)

# {chain} some of the names or files in order, joined by " → ", {levels} how many, {limit}
TOO_LONG_A_CHAIN = Code(
    id="POL230",
    severity=Severity.ERROR,
    title=Text("一个靠一个，太长", "too long a chain"),
    message=Text(
        "“{chain}”一个用一个，一共 {levels} 层，超过了 {limit} 层",
        "“{chain}” build on one another, {levels} levels deep, more than {limit}",
    ),
    label=Text("从这里数起", "counted from here"),
    suggestions=(
        Text(
            "通知里不会有这么长的连环；把一串相同的步骤写成「表」，或者写成清单上的「累计」",
            "no notice has such a chain; write equal steps as a 「表」, or as a 「累计」 over a 清单",
        ),
    ),
)

# {output} {identity} the expression that the vocabulary gives it
IDENTITY_REDEFINED = Code(
    id="POL210",
    severity=Severity.ERROR,
    title=Text("恒等式又被规定", "identity decided again"),
    message=Text(
        "“{output}”在词汇里已写明等于「{identity}」，这里不能再定一次",
        "the vocabulary says that “{output}” is 「{identity}」, so it can't be decided again here",
    ),
    label=Text("这里又定了一次", "decided here again"),
    suggestions=(
        Text(
            "删去这一块，改为规定等号右边的各项",
            "remove this block and decide the outputs on the right of the equals sign",
        ),
        Text(
            "若本地另有算法，在词汇里去掉「= {identity}」，每份政策各自规定",
            "if this place computes it otherwise, drop 「= {identity}」 from the vocabulary",
        ),
    ),
)

# {clause} {block} name of the rule or grant; {nearest} a clause of the block
PRIORITY_MATCHES_NOTHING = Code(
    id="POL211",
    severity=Severity.ERROR,
    title=Text("优先于没有对应的行", "priority over nothing"),
    message=Text(
        "“{block}”里没有引自【{clause}】的行，所以「优先于 【{clause}】」不起作用",
        "no row of “{block}” cites 【{clause}】, so 「优先于 【{clause}】」 does nothing",
    ),
    label=Text("本块没有这一条款的行", "no row of this block has this clause"),
    suggestions=(
        Text("若是写错，改为「优先于 【{nearest}】」", "if it is a slip, write 「优先于 【{nearest}】」"),
        Text("“{block}”的各行引自：{clauses}", "the rows of “{block}” cite {clauses}"),
        Text("若不再需要，删去「优先于 【{clause}】」", "if it isn't needed, remove 「优先于 【{clause}】」"),
    ),
)

# {block} {chain} the clauses in order, each in 【】, joined by " → "
PRIORITY_CYCLE = Code(
    id="POL212",
    severity=Severity.ERROR,
    title=Text("优先顺序绕成一圈", "priorities form a circle"),
    message=Text(
        "“{block}”里的优先顺序绕成了一圈：{chain}",
        "the priorities in “{block}” form a circle: {chain}",
    ),
    label=Text("这个优先于使它绕回起点", "this priority leads back to the start"),
    suggestions=(
        Text(
            "从圈里去掉一个「优先于」，留下通知写明的那个方向",
            "remove one 「优先于」 of the circle and keep the direction that the notice states",
        ),
    ),
)

# {assumption} {reading} {readings} those there are, joined by "、"; {nearest}
UNKNOWN_READING = Code(
    id="POL213",
    severity=Severity.ERROR,
    title=Text("没有这种读法", "unknown reading"),
    message=Text(
        "假定“{assumption}”没有叫“{reading}”的读法，它有：{readings}",
        "the assumption “{assumption}” has no reading “{reading}”; it has: {readings}",
    ),
    label=Text("没有这种读法", "no such reading"),
    suggestions=(
        Text("改为「{nearest}」", "write 「{nearest}」"),
        Text(
            "在假定里加一行「{reading} …」，写明这种读法的结果",
            "add a row 「{reading} …」 to the assumption with what this reading gives",
        ),
    ),
)

# {path}
NO_POLICY = Code(
    id="POL214",
    severity=Severity.ERROR,
    title=Text("没有写政策题头", "no policy header"),
    message=Text(
        "“{path}”里有规定，却没有写「政策」，不知道它出自哪份通知",
        "“{path}” has rules but no 「政策」, so nobody knows which notice they come from",
    ),
    label=Text("规定从这里开始", "the rules start here"),
    suggestions=(
        Text(
            '在文件开头加「政策 "通知的题名" { 文号 "…〔2025〕1号" 条款 【一、二】 }」',
            'at the top add 「政策 "title of the notice" { 文号 "…〔2025〕1号" 条款 【一、二】 }」',
        ),
        Text(
            "若只是几份政策共用的词，放进「词汇 名称 { … }」",
            "if the file only holds words that policies share, put them into 「词汇 名称 { … }」",
        ),
    ),
)

# {name} {kind} what it is; {expected} what must stand here; {nearest} a name of that kind
WRONG_KIND_OF_NAME = Code(
    id="POL215",
    severity=Severity.ERROR,
    title=Text("名称的种类不对", "wrong kind of name"),
    message=Text(
        "“{name}”是{kind}，而这里要写{expected}",
        "“{name}” is {kind}, but {expected} belongs here",
    ),
    label=Text("这是{kind}", "this is {kind}"),
    suggestions=(
        Text("改为{expected}的名称，例如「{nearest}」", "write a name of {expected}, such as 「{nearest}」"),
        Text("若是问日期在不在这一段里，写「{inside}」", "whether the day lies in it is 「{inside}」"),
        Text(
            "若定义写错了种类，改“{name}”的定义那一行",
            "if the definition is at fault, change the line that defines “{name}”",
        ),
    ),
)

# {output}
OUTPUT_UNDECIDED = Code(
    id="POL216",
    severity=Severity.WARNING,
    title=Text("有一项输出没有规定", "output never decided"),
    message=Text(
        "词汇里的输出“{output}”，本政策没有一处规定，对所有人都是“待定”",
        "the policy never decides the output “{output}” of its vocabulary: it is 待定 for everyone",
    ),
    label=Text("由这份政策给出结果", "this policy gives the results"),
    suggestions=(
        Text(
            "若通知写了，加「【条款】 规定 {output} { … }」",
            "if the notice decides it, add 「【条款】 规定 {output} { … }」",
        ),
        Text(
            '若通知没有写，加「【条款】 规定 {output} { 【条款】 其余 待定 "通知未写明" }」',
            'if it is silent, add 「【条款】 规定 {output} { 【条款】 其余 待定 "通知未写明" }」',
        ),
    ),
)

# {output}
BLOCK_TWICE = Code(
    id="POL217",
    severity=Severity.ERROR,
    title=Text("只能写一次的写了两次", "written twice"),
    message=Text(
        "“{output}”写了两次，两处之间没有先后可言",
        "“{output}” is written twice, and nothing orders one over the other",
    ),
    label=Text("这是第二处", "the second one"),
    suggestions=(
        Text("删去多余的一处", "remove one of them"),
        Text(
            "把两块的行并成一块；需要先后时用「例外」或「优先于」",
            "merge the rows into one block; use 「例外」 or 「优先于」 where one must win",
        ),
    ),
)

# {document} {output} what two files decide; {first} the first of them
# {document}; {nearest} a document like it to which a row leaves something; {left} what rows leave to it, all
# of which the imported file doesn't decide; both may be empty
# {output} the rule that is named; {where} 本文件 or the path of the other one
# {names} the inherited blocks; {path} the file they come from
