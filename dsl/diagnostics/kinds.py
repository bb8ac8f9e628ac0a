"""3xx: types, dates and money, the codes of `typecheck.py` and of the checks on values.

Amounts in facts are as `text.py` writes them (1070.50元), dates are ISO (2025-03-01).
"""

from __future__ import annotations

from polc.dsl.diagnostics.model import Code, Severity, Text

# {expected} {actual} words for the types, as 金额 or 日期; {example} what could stand here; for 先后 the
# {columns} of the list that have an order, or the {column} to add
TYPE_MISMATCH = Code(
    id="POL301",
    severity=Severity.ERROR,
    title=Text("类型不合", "wrong type"),
    message=Text(
        "这里要写{expected}，写的却是{actual}",
        "{expected} belongs here, but {actual} is written",
    ),
    label=Text("这是{actual}", "this is {actual}"),
    suggestions=(
        Text("改为{expected}，例如「{example}」", "write {expected}, such as 「{example}」"),
        Text("这份清单可以写「先后 按 {columns}」", "this list can have 「先后 按 {columns}」"),
        Text(
            "在清单里加一列，例如「{column}」，写「先后 按 发生日期」；记录按先后填写的，删去「先后」",
            "add a column, such as 「{column}」, with 「先后 按 发生日期」; without 「先后」 entries stand "
            "as given",
        ),
        Text(
            "若名称本身定错了类型，改定义那一行冒号后的词",
            "if a name has the wrong type, change the word after the colon where it is defined",
        ),
    ),
)

# {left} {right} the units, as 元/月 and 元/年; {unit} what is too much and {plain} the amount
# without it; added to a day {length} and {days} for a number, {fact} one that is given as a number,
# {computed} one that is worked out; else {one_unit} something of the first
UNIT_MISMATCH = Code(
    id="POL302",
    severity=Severity.ERROR,
    title=Text("单位不合", "units don't fit"),
    message=Text(
        "“{left}”和“{right}”的单位不同，不能直接加减、相乘或比较",
        "“{left}” and “{right}” have different units and can't be added, multiplied or compared",
    ),
    label=Text("单位是“{right}”", "the unit is “{right}”"),
    suggestions=(
        Text(
            "结果和事实里的金额不带“{unit}”，标准也就不写：按什么算写进名称，例如“月津贴”",
            "amounts of results and facts have no “{unit}”, so leave it out and say it in the name",
        ),
        Text("这里只写「{plain}」", "write 「{plain}」 here"),
        Text(
            "加到日期上的数要写单位：按月写「{length}」，按日写「{days}」",
            "a number that is added to a day needs its unit: 「{length}」 or 「{days}」",
        ),
        Text(
            "每人的月数不同的，把“{fact}”的类型定为时长：「事实 {fact}: 时长 别名 …」，填写时写「3个月」",
            "months that differ from person to person are a length: 「事实 {fact}: 时长 别名 …」, given as "
            "「3个月」",
        ),
        Text(
            "算出来的“{computed}”不能当作月数：按它查一张表，一种情形一行，给出「为 3个月」这样的时长",
            "“{computed}”, which is worked out, can't count months: look it up in a table whose rows give a "
            "length, as 「为 3个月」",
        ),
        Text("两边写成同一单位，例如都写「{one_unit}」", "write both in one unit, such as 「{one_unit}」"),
    ),
)

# {expression} {value} what it can leave, as "133.333… 元"; {rounding} as 到 1分 四舍五入; {share} a number
NOT_WHOLE_FEN = Code(
    id="POL305",
    severity=Severity.ERROR,
    title=Text("结果不是整分、整数", "not a whole 分 or number"),
    message=Text(
        "「{expression}」会算出零头（如 {value}），而这里没有写怎么取整",
        "「{expression}」 can leave a fraction (such as {value}), and nothing says how to round",
    ),
    label=Text("结果可能有零头", "may leave a fraction"),
    suggestions=(
        Text(
            "通知写了取整的，在后面加「舍入 {rounding}」，或把“四舍五入”换成“进一”“舍去”",
            "if the notice says how, add 「舍入 {rounding}」, or with 「进一」 or 「舍去」",
        ),
        Text(
            "“{share}”若是比例，不是个数，把它的类型写成「比例」",
            "if “{share}” is a share and no count, make its type 「比例」",
        ),
        Text(
            "通知没有写的，加一个「假定」，把几种取整写成几种读法",
            "if it doesn't, add a 「假定」 with one reading for each way of rounding",
        ),
    ),
)

# {amount} as written: an amount of money, a number or a length of time; {low} {high}
AMOUNT_OUT_OF_RANGE = Code(
    id="POL306",
    severity=Severity.ERROR,
    title=Text("数值超出范围", "value out of range"),
    message=Text(
        "{amount} 超出可以计算的范围（{low} 至 {high}），多半是多写了几个零或单位写错",
        "{amount} is outside what can be computed ({low} to {high}): "
        "too many zeros or a wrong unit, most likely",
    ),
    label=Text("最大是 {high}", "at most {high}"),
    suggestions=(
        Text(
            "核对数字和单位：「元」还是「万元」，「日」还是「年」",
            "check the figure and its unit: 「元」 or 「万元」, 「日」 or 「年」",
        ),
    ),
)

# {start} {end} as written
REVERSED_RANGE = Code(
    id="POL307",
    severity=Severity.ERROR,
    title=Text("起止写反了", "range written backwards"),
    message=Text(
        "“{start} 至 {end}”写反了：{end} 在 {start} 之前，中间一天也没有",
        "“{start} 至 {end}” runs backwards: {end} comes before {start}, so nothing lies between",
    ),
    label=Text("终点在起点之前", "ends before it starts"),
    suggestions=(
        Text("改为「{end} 至 {start}」", "write 「{end} 至 {start}」"),
        Text("若跨了年，核对年份", "if it crosses a year's end, check the year"),
    ),
)

# {rate}
RATE_OUT_OF_RANGE = Code(
    id="POL308",
    severity=Severity.ERROR,
    title=Text("比例超出范围", "rate out of range"),
    message=Text(
        "比例 {rate} 不在 0% 至 100% 之间，减免会超过应缴的钱",
        "the rate {rate} isn't between 0% and 100%: more would be granted than is due",
    ),
    label=Text("{rate}", "{rate}"),
    suggestions=(
        Text("核对小数点，例如「90%」", "check the decimal point, as in 「90%」"),
        Text(
            "若通知写的是一笔固定的钱，改写成「为 50元」",
            "if the notice grants a fixed sum, write 「为 50元」",
        ),
    ),
)

# {output} {bound} as "不低于 1070.00 元"
BOUND_AS_EXACT = Code(
    id="POL309",
    severity=Severity.WARNING,
    title=Text("结果只有界限", "a result known only by a bound"),
    message=Text(
        "“{output}”只知道{bound}，收多少、发多少还定不下一个准数",
        "“{output}” is only known to be {bound}: there is no exact sum to collect or to pay",
    ),
    label=Text("这里用到了只有界限的标准", "a standard with only a bound is used here"),
    suggestions=(
        Text(
            "当地公布准数以后，把「标准 … 不低于 …」改为「标准 … = …」",
            "once the exact figure is published, change 「标准 … 不低于 …」 to 「标准 … = …」",
        ),
        Text(
            "暂时没有准数就保留：结果会写成“{bound}”，不会当成准数",
            "without one, leave it: the result reads “{bound}” and is never taken for exact",
        ),
    ),
)

# {assumption} {types} the types of its readings, joined by "、"
READINGS_DIFFER_IN_TYPE = Code(
    id="POL310",
    severity=Severity.ERROR,
    title=Text("读法的类型不同", "readings of different types"),
    message=Text(
        "假定“{assumption}”的几种读法类型不同（{types}），换一种读法句子就不通了",
        "the readings of “{assumption}” differ in type ({types}), so one can't stand for another",
    ),
    label=Text("类型和前面的读法不同", "not of the type of the readings before it"),
    suggestions=(
        Text(
            "把几种读法写成同一类型，例如都写金额：「按个人缴费 400元」「按应缴全额 1070元」",
            "give all readings one type, for example amounts: 「按个人缴费 400元」 「按应缴全额 1070元」",
        ),
        Text("若是两个问题，分成两个「假定」", "if they answer two questions, write two 「假定」"),
    ),
)

# {grant} the 减免 block
SHARE_WITHOUT_BASE = Code(
    id="POL314",
    severity=Severity.ERROR,
    title=Text("百分比没有基数", "a share without a base"),
    message=Text(
        "减免“{grant}”里有全额或百分比，却没有写乘在哪个数上",
        "the grant “{grant}” has full or percentage rows, but doesn't say of what",
    ),
    label=Text("是哪个数的百分之几", "a share of what"),
    suggestions=(
        Text("加一行「【条款】 基数 个人缴费」", "add a line 「【条款】 基数 个人缴费」"),
        Text(
            "通知没有写清的，让基数是一个「假定」的名称",
            "if the notice leaves it open, name a 「假定」 as the base",
        ),
    ),
)

# {cells} how many are written; {count} how many axes; {axes} their names
CELLS_DIFFER = Code(
    id="POL315",
    severity=Severity.ERROR,
    title=Text("表的栏数不对", "a row with the wrong number of cells"),
    message=Text(
        "这张表按{axes}查，每行应有 {count} 栏，这一行写了 {cells} 栏",
        "this table is looked up by {axes}, so a row has {count} cells, but this one has {cells}",
    ),
    label=Text("{cells} 栏", "{cells} cells"),
    suggestions=(
        Text(
            "用“｜”隔开各栏，不论取什么的一栏写「任意」",
            "part the cells with “｜”; a cell that doesn't matter is 「任意」",
        ),
    ),
)

# {cell} the cell as written
CROSSED_BOUNDS = Code(
    id="POL316",
    severity=Severity.ERROR,
    title=Text("上下界交叉", "bounds that cross"),
    message=Text(
        "「{cell}」的下界不低于上界，没有一个数落在里面",
        "the lower bound of 「{cell}」 isn't below its upper bound: no number lies between them",
    ),
    label=Text("这一栏里没有数", "nothing lies here"),
    suggestions=(
        Text(
            "对照通知，把两个数换过来，或改其中一个", "compare with the notice and swap or mend the numbers"
        ),
    ),
)

# {name} the amount that is shared; {total} what the shares add up to
SHARES_NOT_WHOLE = Code(
    id="POL317",
    severity=Severity.ERROR,
    title=Text("出资比例加起来不是100%", "shares that aren't the whole"),
    message=Text(
        "“{name}”由各方分担的比例加起来是 {total}，不是 100%",
        "the shares of “{name}” add up to {total}, not to 100%",
    ),
    label=Text("各方合计 {total}", "{total} in all"),
    suggestions=(
        Text("对照通知补上漏掉的一方，或改正比例", "add the party that is missing, or mend a share"),
        Text("由本人负担的部分也写成一行", "what the person bears is a row too"),
    ),
)

# {name} the amount that is shared; {count} how many rows say 尾差
REMAINDER_UNCLEAR = Code(
    id="POL318",
    severity=Severity.ERROR,
    title=Text("尾差归谁没有写清", "who takes the odd 分 isn't settled"),
    message=Text(
        "“{name}”按比例分担：有「舍入」就要恰好一方写「尾差」，没有「舍入」就不写；现在写了 {count} 方",
        "“{name}” is shared: with 「舍入」 exactly one party says 「尾差」, without it none; now {count} do",
    ),
    label=Text("尾差归谁", "who takes the rest"),
    suggestions=(
        Text("在承担零头的一方后面写「尾差」", "write 「尾差」 after the party that takes the odd 分"),
    ),
)

# {list} the list; {inner} what is asked of it again, inside one of its entries
SAME_LIST_INSIDE = Code(
    id="POL321",
    severity=Severity.ERROR,
    title=Text("一条记录里又看同一份清单", "the same list inside one of its entries"),
    message=Text(
        "这里正在看“{list}”的一条记录，「{inner}」又逐条看同一份清单：括号里的列只说里面那一条，"
        "外面这一条说不到，两条会被当成同一条",
        "one entry of “{list}” is at hand, and 「{inner}」 goes through the same list again: "
        "inside, a column means the inner entry, and nothing can name the outer one",
    ),
    label=Text("外面这一条说不到", "the outer entry can't be named"),
    suggestions=(
        Text(
            "若里面说的与外面这一条无关，先在外面写成一个量，再用它的名称：【条】 量 名称 = {inner}",
            "if it has nothing to do with the outer entry, name it outside and use the name: "
            "【条】 量 NAME = {inner}",
        ),
        Text(
            "若要拿里面各条与外面这一条比较（如每条以前的12个月），语言还说不了：这一条写「待定」并说明，"
            "或请登记册把这个数作为清单的一列给出",
            "if the entries are to be compared with the outer one (the 12 months before each), the language "
            "can't say it yet: write 待定 with the reason, or have the register give that number as a column",
        ),
    ),
)
