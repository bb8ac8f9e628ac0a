"""1xx: how a file is written, the codes of reading a file and of `parser.py`.

Facts are pieces of `.pol` text, so they are the same in both languages. A suggestion is shown only where
its fact was given, which is how one code carries the advice that fits the place.
"""

from __future__ import annotations

from polc.dsl.diagnostics.model import Code, Severity, Text

# {offset} of the first byte that is no text, from 0
NOT_TEXT = Code(
    id="POL101",
    severity=Severity.ERROR,
    title=Text("文件不是文本", "not a text file"),
    message=Text(
        "这个文件既不是 UTF-8 也不是 GB18030 文本（第 {offset} 个字节起读不出）",
        "this file is neither UTF-8 nor GB18030 text (byte {offset} can't be read)",
    ),
    suggestions=(
        Text(
            "若是 Word 或 WPS 的文档，打开后另存为“纯文本（*.txt）”，编码选 UTF-8，再把文件名改成 .pol",
            "if a word processor wrote it, save it there as plain text in UTF-8 and name it .pol",
        ),
    ),
)

GB18030_READ = Code(
    id="POL102",
    severity=Severity.NOTE,
    title=Text("按 GB18030 读取", "read as GB18030"),
    message=Text(
        "文件不是 UTF-8，已按 GB18030（GBK）读取",
        "the file isn't UTF-8; it was read as GB18030 (GBK)",
    ),
    suggestions=(
        Text("另存为 UTF-8，别的系统就不会读成乱码", "save it as UTF-8, so that every system reads the same"),
    ),
)

# {char} as U+200B, {name} its name
INVISIBLE_CHARACTER = Code(
    id="POL103",
    severity=Severity.ERROR,
    title=Text("看不见的字符", "invisible character"),
    message=Text(
        "这里有一个看不见的字符 {char}，它会让看上去相同的两个名称成为不同的名称",
        "an invisible character {char} stands here; it makes two names that look alike differ",
    ),
    label=Text("{name}", "{name}"),
    suggestions=(
        Text(
            "删去它：多半是从网页或 PDF 复制时带来的；重新打一遍，或用「polc check --fix」删去",
            "delete it: copying from a web page or a PDF brings it along; type the word again, "
            "or let 「polc check --fix」 delete it",
        ),
    ),
)

# {char} as U+202E, {name} its name
BIDI_CONTROL = Code(
    id="POL104",
    severity=Severity.ERROR,
    title=Text("改变文字方向的字符", "bidirectional control character"),
    message=Text(
        "这里有一个改变文字方向的字符 {char}，屏幕上显示的顺序会和文件里的顺序不同",
        "the character {char} changes the direction of text: what is shown differs from what is read",
    ),
    label=Text("{name}", "{name}"),
    suggestions=(Text("删去它；中文政策文本不需要它", "delete it; Chinese text never needs it"),),
)

# {found} where reading stopped; each other fact belongs to the suggestion that names it
UNEXPECTED = Code(
    id="POL105",
    severity=Severity.ERROR,
    title=Text("写法读不懂", "can't be read on"),
    message=Text("读到“{found}”这里接不下去", "reading can't go on at “{found}”"),
    suggestions=(
        Text("是不是想写「{keyword}」", "did you mean 「{keyword}」"),
        Text("语言里的词用中文，这里写「{chinese}」", "words are Chinese; write 「{chinese}」"),
        Text("这里不用这个符号或字，写「{symbol}」", "another sign or word stands here: write 「{symbol}」"),
        Text("这里写成「{instead}」", "write 「{instead}」 here"),
        Text("“{drop}”不用写，直接接着写后面的内容", "leave out “{drop}” and go on with what follows"),
        Text("日期写到哪一天，例如「{whole_date}」", "write the whole date, such as 「{whole_date}」"),
        Text(
            "含不含当天要写明：不含写「早于 {until}」，含写「不晚于 {until}」",
            "say whether the day counts: 「早于 {until}」 leaves it out, 「不晚于 {until}」 takes it in",
        ),
        Text(
            "含不含当天要写明：不含写「晚于 {since}」，含写「不早于 {since}」",
            "say whether the day counts: 「晚于 {since}」 leaves it out, 「不早于 {since}」 takes it in",
        ),
        Text(
            "小数只能乘、除；带小数的情况按十分之一、百分之一作单位，这里写「{scaled}」（百分数带%写）",
            "decimals only multiply and divide; what has decimals is counted in tenths or hundredths: write "
            "「{scaled}」 here (a percentage has its %)",
        ),
        Text("数后面不带量词，这里写「{number}」", "a number has no measure word: write 「{number}」"),
        Text(
            "名称后面不带单位，只写「{counted}」：定为时长「事实 {counted}: 时长 别名 …」，填写「3个月」",
            "a name has no unit, so write 「{counted}」 only: as a length, 「事实 {counted}: 时长 别名 …」, "
            "it is given as 「3个月」",
        ),
        Text(
            "按月还是按年写进名称，这里只写「{plain}」",
            "the name says whether it's by month or year; write 「{plain}」 only",
        ),
        Text("一段文字放在引号里，例如「{text}」", "a text stands in quotes, such as 「{text}」"),
        Text(
            "文字里面再有引号的，里面的用‘ ’，例如「{inner}」",
            "quotes inside a text are ‘ ’, such as 「{inner}」",
        ),
        Text("条款号放在一个【】里，例如「{cite}」", "clauses stand in one pair of 【】, such as 「{cite}」"),
        Text(
            "别名用小写英文字母、数字和下划线，例如「{alias}」",
            "an alias has lower-case Latin letters, digits and underscores, such as 「{alias}」",
        ),
        Text(
            "若这一句不影响计算，写「{prose}」；若影响，用「规定」「群体」「标准」等写出来",
            "if it changes no result, write 「{prose}」; else say it with 「规定」, 「群体」 or 「标准」",
        ),
        Text("若是说明文字，前面加“#”：「{comment}」", "if it's a remark, put “#” before it: 「{comment}」"),
        Text(
            "写到“{complete}”已经完整，后面的接不上：删去它，或另起一行，从条款号写起",
            "with “{complete}” the row is complete: delete what follows, or begin a new row with its clause",
        ),
        Text(
            "名单里的各项之间用“、”，例如「{list}」",
            "items of a list are separated by “、”, such as 「{list}」",
        ),
        Text("数用阿拉伯数字写，例如「{digits}」", "write the number in figures, such as 「{digits}」"),
        Text(
            "一格里只写一个数：几个数各写一行「{rows}」",
            "a cell holds one figure: write a row for each, 「{rows}」",
        ),
        Text("年龄写“周岁”，例如「{age}」", "an age is written with 周岁, such as 「{age}」"),
        Text(
            "年龄要写明在哪一天计算，例如「{as_of}」",
            "say on which day the age is measured, such as 「{as_of}」",
        ),
        Text("结果前面写“为”，例如「{gives}」", "a result follows “为”, such as 「{gives}」"),
        Text("词与词之间空一格：「{split}」", "put a space between the words: 「{split}」"),
        Text(
            "「默认」写在「别名」前面：「{ordered}」",
            "「默认」 stands before 「别名」: 「{ordered}」",
        ),
        Text("「{twice}」在一行里只写一次", "「{twice}」 stands once in a row"),
        Text(
            "“非”只管一个名称；几个名称、一句条件要加括号，例如「{negated}」",
            "“非” takes one name; put several, or a condition, into brackets, such as 「{negated}」",
        ),
        Text(
            "名称里有数字或符号时放进「」，例如{quoted}",
            "a name with figures or signs goes into 「」, such as {quoted}",
        ),
        Text("“{after}”后面接着写，例如：{next}", "after “{after}” goes on, for example: {next}"),
        Text("这里可以写，例如：{expected}", "what can stand here, for example: {expected}"),
    ),
)

# {quote} as written; {text} in quotes, where the line has its other end
UNCLOSED_QUOTE = Code(
    id="POL106",
    severity=Severity.ERROR,
    title=Text("引号没有配对", "quote without its partner"),
    message=Text(
        "引号「{quote}」在这一行没有配对，后面的文字不知道到哪里为止",
        "the quote 「{quote}」 has no partner on this line, so the text has no end",
    ),
    label=Text("从这里开始没有配对", "no partner from here on"),
    suggestions=(
        Text("两个引号方向写反或不成对，写成「{text}」", "these two quotes are no pair: write 「{text}」"),
        Text(
            '一段文字写在一行里，前后用一对引号：待定 "通知未写明"，或 待定 “通知未写明”',
            'a text stays on one line in one pair of quotes: 待定 "通知未写明", or 待定 “通知未写明”',
        ),
        Text(
            "文字里面再有引号的，里面的用‘ ’：“所谓‘困难群众’指谁”",
            "quotes inside a text are ‘ ’: “所谓‘困难群众’指谁”",
        ),
    ),
)

# {bracket} as written, {partner} what it lacks
UNCLOSED_BRACKET = Code(
    id="POL107",
    severity=Severity.ERROR,
    title=Text("括号没有配对", "bracket without its partner"),
    message=Text("括号“{bracket}”没有配对的“{partner}”", "the bracket “{bracket}” has no “{partner}”"),
    label=Text("缺“{partner}”", "“{partner}” is missing"),
    suggestions=(
        Text(
            "补上“{partner}”，或删去多出的“{bracket}”",
            "write the “{partner}”, or delete a “{bracket}” too many",
        ),
    ),
)

# {first} and {second} as the two ways to write the row
MIXED_CONNECTIVES = Code(
    id="POL108",
    severity=Severity.ERROR,
    title=Text("“且”“或”混用", "且 and 或 mixed"),
    message=Text(
        "“且”和“或”写在一起而没有括号，有两种读法",
        "且 and 或 stand together without brackets, which reads in two ways",
    ),
    label=Text("这里换了连接词", "the connective changes here"),
    suggestions=(
        Text("加括号写明是哪一种，例如「{first}」", "brackets say which one is meant: 「{first}」"),
        Text("或者「{second}」", "or 「{second}」"),
    ),
)

# {name} and {help}, what the word does; {status} how a result is said that has no value; {month} the row of a
# rule by months where a table by the month was begun
KEYWORD_AS_NAME = Code(
    id="POL109",
    severity=Severity.ERROR,
    title=Text("把语言里的词用作名称", "a word of the language used as a name"),
    message=Text(
        "“{name}”是语言里的词，不能直接用作名称",
        "“{name}” is a word of the language and can't be a name by itself",
    ),
    label=Text("“{name}”的用处：{help}", "“{name}” is a keyword: {help}"),
    suggestions=(
        Text(
            "若是结果，前面不写“为”：「{status}」", "a result of this kind stands without “为”: 「{status}」"
        ),
        Text(
            "「按」后面写一项事实或量；随月份变的标准，在「规定 … 每月」里一种写一行，例如「{month}」",
            "after 「按」 stands a fact or a 「量」; what changes with the month is said by the rows of a "
            "「规定 … 每月」, such as 「{month}」",
        ),
        Text(
            "换一个更具体的名称，或加引号写作「{name}」",
            "choose a more specific name, or quote it: 「{name}」",
        ),
    ),
)

# {date} as written, {example} with a year
DATE_WITHOUT_YEAR = Code(
    id="POL110",
    severity=Severity.ERROR,
    title=Text("日期没有写年份", "date without a year"),
    message=Text(
        "“{date}”没有写年份，不知道是哪一年",
        "“{date}” has no year, so it isn't one day",
    ),
    label=Text("缺年份", "the year is missing"),
    suggestions=(
        Text(
            "写全年月日，例如「{example}」；年份以通知为准",
            "write the whole date, such as 「{example}」, with the year that the notice means",
        ),
    ),
)

# {limit} levels
TOO_DEEP = Code(
    id="POL111",
    severity=Severity.ERROR,
    title=Text("套得太深", "nested too deep"),
    message=Text(
        "这里的括号和运算一层套一层，超过了 {limit} 层",
        "brackets and operations are nested deeper than {limit} levels here",
    ),
    suggestions=(
        Text(
            "把里面的条件先写成「群体」、算式先写成「标准」，再用名称引用",
            "name inner conditions with 「群体」 and inner amounts with 「标准」, and use the names",
        ),
    ),
)

# {digits} how many, {limit}
NUMBER_TOO_LONG = Code(
    id="POL112",
    severity=Severity.ERROR,
    title=Text("数字太长", "number too long"),
    message=Text(
        "这个数有 {digits} 位，超过了 {limit} 位，不会是通知里的数",
        "this number has {digits} digits, more than {limit}, and can't be meant",
    ),
    suggestions=(
        Text("核对通知原文，改成正确的数", "look the number up in the notice"),
        Text("若是编号，加引号写成文字", "if it is an identifier, write it as a text in quotes"),
    ),
)

EMPTY_FILE = Code(
    id="POL113",
    severity=Severity.ERROR,
    title=Text("空文件", "empty file"),
    message=Text("文件里没有任何规定，只有空白或注释", "the file says nothing but blanks and comments"),
    suggestions=(
        Text(
            "运行「polc init」得到一个可以照着改的样例",
            "run 「polc init」 for a sample to start from",
        ),
    ),
)

# {size} and {limit} in characters
FILE_TOO_LARGE = Code(
    id="POL114",
    severity=Severity.ERROR,
    title=Text("文件太大", "file too large"),
    message=Text(
        "文件有 {size} 个字，超过了 {limit} 个，不会是一份政策文本",
        "the file has {size} characters, more than {limit}, and can't be one policy",
    ),
    suggestions=(
        Text("检查是不是选错了文件", "check that this is the file you meant"),
        Text(
            "若是几份文件合在一起，拆开后用「引用」连接",
            "if several policies were joined, split them and connect them with 「引用」",
        ),
    ),
)

# {part} the piece that isn't a clause; {meant} the citation as it can be read, if that can be guessed
BAD_CITATION = Code(
    id="POL115",
    severity=Severity.ERROR,
    title=Text("条款出处写法不对", "not a citation"),
    message=Text(
        "出处里的“{part}”不是条款号",
        "“{part}” in the citation isn't the number of a clause",
    ),
    label=Text("读不出是哪一条", "which clause is meant can't be read"),
    suggestions=(
        Text("是不是想写【{meant}】", "did you mean 【{meant}】"),
        Text(
            "一处出处最多写{limit}个条款，分成几行写",
            "one citation holds {limit} clauses at most: spread them over several lines",
        ),
        Text(
            "写成【四（二）】【五（四）第2句】【四末段】【民法典二〇二】；几处之间用“、”，连续几项用“至”",
            "write 【四（二）】, 【五（四）第2句】 or 【民法典二〇二】; several with “、”, a run with “至”",
        ),
    ),
)

# {name} and {other}, which look alike
CONFUSABLE_NAMES = Code(
    id="POL116",
    severity=Severity.WARNING,
    title=Text("两个名称太像", "names that look alike"),
    message=Text(
        "“{name}”和“{other}”是两个不同的名称，看上去却几乎一样",
        "“{name}” and “{other}” are two names that look nearly the same",
    ),
    suggestions=(
        Text("若是同一个意思，统一成一个写法", "if they mean the same, write it one way"),
        Text("若不是，换一个一眼能分清的名称", "if not, choose names that are easy to tell apart"),
    ),
)

# {limit}
TOO_MANY_ERRORS = Code(
    id="POL117",
    severity=Severity.NOTE,
    title=Text("问题太多", "too many problems"),
    message=Text(
        "已列出前 {limit} 个问题，其余的没有列出",
        "the first {limit} problems are listed; the others aren't",
    ),
    suggestions=(
        Text("先改这些，再检查一次", "mend these first, then check again"),
        Text(
            "若整个文件都读不懂，看看是不是选错了文件",
            "if nothing can be read, check that this is the file you meant",
        ),
    ),
)

# {char} the first one as U+00A0, {count} how many
OTHER_SPACE = Code(
    id="POL118",
    severity=Severity.NOTE,
    title=Text("不是普通空格", "spaces of another kind"),
    message=Text(
        "文件里有 {count} 处不是普通的空格（第一处是 {char}），已当作空格读",
        "{count} spaces of this file aren't plain ones (the first is {char}); they were read as spaces",
    ),
    suggestions=(
        Text(
            "从 Word 或网页复制时带来的；「polc check --fix」把它们都换成普通空格",
            "copying from Word or a web page brings them along; 「polc check --fix」 makes them plain",
        ),
    ),
)

# {count} how many places, {words} “高于”现在写“超过”, …
RETIRED_WORDS = Code(
    id="POL119",
    severity=Severity.NOTE,
    title=Text("旧写法", "words of an older version"),
    message=Text(
        "这份文件有 {count} 处旧写法，已照新写法读：{words}",
        "{count} places of this file are written as in an older version and were read as today's: {words}",
    ),
    suggestions=(
        Text(
            "「polc fmt」把整个文件改成新写法；「polc check --fix」只改这几处",
            "「polc fmt」 rewrites the file in today's words; 「polc check --fix」 changes these places only",
        ),
    ),
)
