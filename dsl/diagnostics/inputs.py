"""8xx: one person's facts and lists, and the rows of a register; codes of `polc eval` and `polc run`."""

from __future__ import annotations

from polc.dsl.diagnostics.model import Code, Severity, Text

# {field} {nearest}
UNKNOWN_FIELD = Code(
    id="POL801",
    severity=Severity.ERROR,
    title=Text("没有这一项资料", "unknown field"),
    message=Text(
        "资料里的“{field}”不是这份政策要的事实，没有读入",
        "“{field}” isn't a fact that this policy asks for, and wasn't read",
    ),
    label=Text("没有这一项", "no such fact"),
    suggestions=(
        Text("若是写错，改为「{nearest}」", "if it is a slip, write 「{nearest}」"),
        Text(
            "用 polc inspect 查看要填哪些事实；中文名和别名都可以",
            "polc inspect lists the facts; Chinese names and aliases both work",
        ),
        Text("用不着的，删去这一项", "remove it if it isn't needed"),
    ),
)

# {field} {value} as given; {expected} word for the type; {example} a value that fits
ILL_TYPED_FIELD = Code(
    id="POL802",
    severity=Severity.ERROR,
    title=Text("资料填写的形式不对", "field of the wrong form"),
    message=Text(
        "“{field}”要填{expected}，填的却是 {value}",
        "“{field}” takes {expected}, but {value} is given",
    ),
    label=Text("不能当作{expected}", "can't be read as {expected}"),
    suggestions=(
        Text("改为{expected}，例如 {example}", "write {expected}, such as {example}"),
        Text("不知道的，填 null 或删去这一项", "if it isn't known, write null or leave it out"),
    ),
)

# {line} {column} where reading stopped
INPUT_NOT_JSON = Code(
    id="POL803",
    severity=Severity.ERROR,
    title=Text("资料不是 JSON", "input isn't JSON"),
    message=Text(
        "这份资料读到第 {line} 行第 {column} 个字读不下去，不是完整的 JSON",
        "the input stops being JSON at line {line}, column {column}",
    ),
    label=Text("读到这里停下", "reading stopped here"),
    suggestions=(
        Text(
            "核对引号、逗号和括号：名称和文字用英文双引号，项与项之间用英文逗号",
            "check quotes, commas and brackets: names and texts in straight double quotes, "
            "a comma between fields",
        ),
        Text(
            '照这个样子写：{"缴费日": "2024-10-15", "低保对象": true}',
            'write it like this: {"缴费日": "2024-10-15", "低保对象": true}',
        ),
    ),
)

# {found} word for what the document is
INPUT_NOT_AN_OBJECT = Code(
    id="POL804",
    severity=Severity.ERROR,
    title=Text("资料不是一个人的各项事实", "input isn't an object"),
    message=Text(
        "这份资料是{found}，而这里要一个人的各项事实，写在一对花括号里",
        "the input is {found}, but the facts of one person, in braces, are wanted",
    ),
    label=Text("这是{found}", "this is {found}"),
    suggestions=(
        Text(
            '照这个样子写：{"缴费日": "2024-10-15", "低保对象": true}',
            'write it like this: {"缴费日": "2024-10-15", "低保对象": true}',
        ),
        Text("一批人的名册用 polc run", "for a register of many people use polc run"),
    ),
)

# {field} the list {count} entries given {limit} most that the policy allows
TOO_MANY_ENTRIES = Code(
    id="POL805",
    severity=Severity.ERROR,
    title=Text("清单的条数超过上限", "list with too many entries"),
    message=Text(
        "清单“{field}”最多 {limit} 条，填的却有 {count} 条，没有读入",
        "the list “{field}” takes at most {limit} entries, but a list of {count} is given and wasn't read",
    ),
    label=Text("有 {count} 条", "{count} entries"),
    suggestions=(
        Text(
            "核对是不是把几个人的合在了一起：这里一次只要一个人的",
            "check whether several people's entries are in one list: only one person's are wanted",
        ),
        Text(
            "一个人确实有这么多条的，在政策里把清单的“不超过”改大",
            "if one person really has so many, raise the most (不超过) that the policy allows",
        ),
    ),
)

# {list} {column} as given {field} its entry {nearest}
UNKNOWN_COLUMN = Code(
    id="POL806",
    severity=Severity.ERROR,
    title=Text("清单里没有这一列", "unknown column of a list"),
    message=Text(
        "{field} 里的“{column}”不是清单“{list}”的一列，没有读入",
        "“{column}” in {field} isn't a column of the list “{list}”, and wasn't read",
    ),
    label=Text("没有这一列", "no such column"),
    suggestions=(
        Text("若是写错，每一条都改为「{nearest}」", "if it is a slip, write 「{nearest}」 in every entry"),
        Text(
            "用 polc inspect 查看清单有哪些列；中文名和别名都可以",
            "polc inspect lists the columns; Chinese names and aliases both work",
        ),
        Text("用不着的，从每一条里删去", "remove it from every entry if it isn't needed"),
    ),
)
