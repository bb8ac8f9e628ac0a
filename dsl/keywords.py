"""The one table of the language's words: terminal name, Chinese word, what it does.

The grammar takes its keyword terminals from here, and so do the highlighters, the reference's list of
words and the "did you mean" of the parser. A keyword is a whole word: 在 is one, 在校大学生 is a name.
"""

from __future__ import annotations

import attrs


@attrs.frozen
class Keyword:
    """One reserved word. `terminal` is its name in grammar.lark; `role` groups it for readers and editors."""

    terminal: str
    word: str
    role: str
    help: str


def _table(role: str, *rows: tuple[str, str, str]) -> tuple[Keyword, ...]:
    return tuple(Keyword(terminal, word, role, text) for terminal, word, text in rows)


KEYWORDS: tuple[Keyword, ...] = (
    *_table(
        "声明",
        ("USE", "引用", "引入词汇或别的政策文件"),
        ("FULFIL", "落实", "说明引入的文件填补哪份文件留下的空缺"),
        ("VOCABULARY", "词汇", "几份政策共用的词：事实、输出、关系"),
        ("POLICY", "政策", "一份通知的题名与基本信息"),
        ("FACT", "事实", "办理时要知道的一项情况"),
        ("RELATION", "关系", "事实之间必然成立的联系，例子与证明都遵守它"),
        ("OUTPUT", "输出", "政策要给出的一项结果；减免填写哪几项输出"),
        ("STANDARD", "标准", "通知写明的一个数"),
        ("GROUP", "群体", "一类人的名称"),
        ("WINDOW", "时段", "按某个日期划分的几段时间"),
        ("RULE", "规定", "一项结果怎么定"),
        ("GRANT", "减免", "减多少、谁出钱、谁认定、当场减还是先缴后补"),
        ("ASSUME", "假定", "通知没写清之处的几种读法"),
        ("EXAMPLE", "案例", "一个人和他应得的结果；只有几项不同的排成表"),
        ("NOT_COMPUTED", "不入计算", "交代一个条款为什么不影响结果"),
        ("BY", "按", "按哪个日期或哪项事实；为待遇付的钱"),
        ("BENEFIT", "待遇期", "哪两个日期之间享受待遇"),
        ("OVERRIDE", "覆盖", "引入的上级文件胜过本文件的哪几项规定"),
        ("INHERIT", "沿用", "在上一年的文件上改写"),
        ("KEEP", "不变", "沿用而不改的各项"),
        ("DROP", "废止", "不再沿用的各项"),
        ("QUANTITY", "量", "算出来备用的一个数或一个日期"),
        ("TABLE", "表", "按一项或几项事实查结果"),
        ("CLASSES", "分类", "每人恰好属于其中一类"),
        ("LIST", "清单", "有多条记录的事实，如历年缴费、家庭成员"),
        ("RUNNING", "累计", "逐条记录推算的数，如连续年数"),
        ("PERMITTED", "选择", "本人可以选哪些"),
        ("CALENDAR", "历法", "哪些天是工作日"),
        ("SHARED", "出资", "一笔钱由几方按比例分担"),
        ("CLAIM", "恒真", "对每个人都应当成立的话，由检查来证明"),
        ("EXPLAIN", "说明", "一个名称对群众怎么说"),
    ),
    *_table(
        "题头",
        ("DOCUMENT", "文号", "通知的文号"),
        ("AUTHORITY", "机关", "发文机关"),
        ("REGION", "地区", "适用的地区"),
        ("ISSUED", "印发", "印发日期"),
        ("VALIDITY", "有效期", "文件何时有效"),
        ("COVERAGE", "保障年度", "待遇所属的年度"),
        ("GATE", "适用于", "不满足这一条件的人，其余结果都不适用"),
        ("MONTHLY", "按月计算", "加若干个月而没有对应日时取哪天"),
        ("LEAP", "闰日生日", "2月29日出生的人平年哪天过生日"),
        ("CLAUSES", "条款", "通知里要逐条交代的条款"),
        ("EXPLAINED_BY", "解释", "通知由谁解释，也就是有疑问找谁"),
    ),
    *_table(
        "词汇",
        ("DEFAULT", "默认", "没有填写时当作什么"),
        ("ALIAS", "别名", "给程序用的英文名"),
        ("AGES", "周岁", "周岁按哪个日期起算"),
        ("IMPLIES", "蕴含", "有前者必有后者"),
        ("EXCLUSIVE", "互斥", "至多一项成立"),
    ),
    *_table(
        "类型",
        ("BOOL_TYPE", "是非", "是或否"),
        ("DATE_TYPE", "日期", "某一天"),
        ("MONEY_TYPE", "金额", "钱，精确到分"),
        ("RATE_TYPE", "比例", "百分比"),
        ("DURATION_TYPE", "时长", "若干日、个月或年"),
        ("INT_TYPE", "整数", "整数"),
        ("ENUM_TYPE", "选项", "若干名称之一"),
    ),
    *_table(
        "条件",
        ("AND", "且", "两边都成立"),
        ("OR", "或", "至少一边成立"),
        ("NOT", "非", "不成立"),
        ("IN", "在", "在某个时段，或在两个日期之间"),
        ("TO", "至", "到这一天为止，含当天"),
        ("ONWARD", "起", "从这一天开始，含当天，没有终点"),
        ("ETC", "等", "名单没有写完"),
        ("AS_OF", "截至", "年龄在哪一天计算"),
        ("ANY", "任一", "各行至少一行成立"),
        ("ALL", "全部", "各行都成立"),
        ("BEFORE", "早于", "在那一天之前，不含当天"),
        ("NOT_BEFORE", "不早于", "在那一天或之后"),
        ("AFTER", "晚于", "在那一天之后，不含当天"),
        ("NOT_AFTER", "不晚于", "在那一天或之前"),
        ("BELOW", "低于", "小于，不含本数"),
        ("NOT_BELOW", "不低于", "大于或等于"),
        ("IS", "是", "等于；也是“成立”的值"),
        ("IS_NOT", "不是", "不等于"),
        ("NO", "否", "“不成立”的值"),
        ("EXISTS", "存在", "清单里至少有一条符合"),
        ("EVERY", "每个", "清单里每一条都符合"),
        ("ITS", "其", "对清单里每一条说的条件"),
        ("ANYTHING", "任意", "表里这一栏不论取什么"),
        ("REACHES", "满", "大于或等于"),
        ("SHORT_OF", "不满", "小于，不含本数"),
        ("EXCEEDS", "超过", "大于，不含本数"),
        ("NOT_OVER", "不超过", "小于或等于；清单最多几条"),
        ("AND_UP", "以上", "大于或等于"),
        ("AND_DOWN", "以下", "小于或等于"),
    ),
    *_table(
        "结果",
        ("GIVES", "为", "结果是什么"),
        ("UNDETERMINED", "待定", "通知没有写明"),
        ("DELEGATED", "执行", "由另一份文件决定"),
        ("NOT_APPLICABLE", "不适用", "不属于这里要定的情形"),
        ("MISSING", "缺资料", "案例里期望的“缺资料”"),
        ("OTHERWISE", "其余", "别的行都不成立时"),
        ("EXCEPT", "例外", "胜过本块里所有普通行"),
        ("OVER", "优先于", "胜过所列条款的行"),
        ("LIMIT", "限", "这一行只对这些人"),
        ("OF", "的", "应缴金额 的 90%；缴费日 的 次日"),
        ("FLOOR", "保底", "不少于"),
        ("CAP", "封顶", "不多于"),
        ("ROUND", "舍入", "结果不是整分、整元时怎么取整"),
        ("PERMITS", "可选", "这些人可以选哪些"),
    ),
    *_table(
        "减免",
        ("BASE", "基数", "百分比乘在哪个数上"),
        ("FULL", "全额", "百分之百"),
        ("FROM", "由", "谁出钱，或由谁办"),
        ("RECOGNISED", "认定", "哪个部门认定"),
        ("PAY_FIRST", "先缴后补", "本人先缴，以后退还"),
        ("TAKE_ONLY", "只取", "几行都成立时只取最高、最低、最晚或最早的一行"),
        ("STACKING", "并存", "同时符合几项时怎么办"),
        ("TIE", "同额", "几项一样高时，其余几项结果怎么定"),
        ("SUM", "合计", "各项、各条、各月相加"),
        ("TOP_UP", "补足差额", "较低的一项之外只补差额"),
        ("NO_STACK", "不得并存", "不允许同时符合"),
        ("REMAINDER", "尾差", "按比例取整后余下的零头归这一方"),
    ),
    *_table(
        "假定",
        ("ADOPT", "采用", "本文件采用哪种读法"),
        ("ADOPT_NONE", "都不采用", "不选读法，结果不同处为待定"),
        ("EXPECT", "期望", "案例应得的结果"),
        ("BASIS", "依据", "案例里这项结果应当引到的条款"),
        ("UNKNOWN", "未知", "案例里没有填写的事实"),
        ("COLUMNS", "列", "案例表各栏是哪些事实"),
        ("ENTRY", "一条", "案例里清单的一条记录"),
    ),
    *_table(
        "资料",
        ("DEADLINE", "期限", "办事的时间要求"),
        ("CHANNEL", "渠道", "在哪里办"),
        ("PAPERS", "材料", "要带什么"),
        ("FUNDING", "经费", "经费安排"),
        ("DUTY", "义务", "谁应当做什么"),
        ("DIVISION", "分工", "哪个部门负责什么"),
        ("PROCEDURE", "程序", "怎么办"),
        ("MONTHLY_BY", "每月", "每个月的哪天前"),
        ("LISTING", "列明", "逐项列出"),
        ("AUDIENCE", "面向", "这一句给群众看，还是只给经办看"),
        ("ASK", "问", "群众会怎么问；一项事实怎么问"),
    ),
    *_table(
        "取值",
        ("NEXT_DAY", "次日", "后一天"),
        ("PREVIOUS_DAY", "前一日", "前一天"),
        ("MONTH_FIRST", "当月首日", "当月第一天"),
        ("MONTH_LAST", "当月末日", "当月最后一天"),
        ("NEXT_MONTH_FIRST", "次月首日", "下个月第一天"),
        ("YEAR_FIRST", "当年首日", "当年1月1日"),
        ("YEAR_LAST", "当年末日", "当年12月31日"),
        ("REACHING", "到", "舍入到多少"),
        ("YEAR_OF", "年份", "日期在哪一年，是一个整数"),
        ("HALF_UP", "四舍五入", "满半进一"),
        ("ROUND_UP", "进一", "有余就进；“每满”的余数也算一份"),
        ("ROUND_DOWN", "舍去", "余数不要"),
        ("HALF_EVEN", "五成双", "正好一半时取双数"),
        ("DAYS", "天数", "两天之间有多少天"),
        ("MONTHS", "月数", "两天之间有多少个日历月"),
        ("FULL_MONTHS", "满月数", "两天之间满了多少个月"),
        ("FULL_YEARS", "满年数", "两天之间满了多少年，与周岁同一算法"),
        ("COUNTED", "计入", "这一端算在内"),
        ("UNCOUNTED", "不计", "这一端不算在内"),
        ("DIVIDED", "除以", "除以一个写明的数"),
        ("EXCESS", "超出", "超出某数的部分，不足为零"),
        ("PART", "部分", "与“超出”连用"),
        ("PER_FULL", "每满", "每满一份计一次，余数不计"),
        ("COUNTS", "计", "每一份计多少"),
        ("COUNT_OF", "条数", "清单里有几条符合"),
        ("GREATEST", "最高", "几个数里、清单里最高的"),
        ("LEAST", "最低", "几个数里、清单里最低的"),
        ("LATEST", "最晚", "几个日期里、清单里最晚的"),
        ("EARLIEST", "最早", "几个日期里、清单里最早的"),
        ("IF_NONE", "若无", "清单里没有符合的记录时"),
        ("NONE", "没有", "案例里清单为空"),
        ("SINCE", "自", "从这一天、这个数开始"),
        ("PER_ENTRY", "每笔", "对清单里每一条"),
        ("ORDERED", "先后", "清单按什么排先后"),
        ("OFF", "休", "放假的日子"),
        ("WORKED", "班", "周末上班的日子"),
    ),
)

# Words that are names too, where the grammar has room for a name: a reading is often called 没有.
SOFT = frozenset(("没有", "年份"))
WORDS: frozenset[str] = frozenset(keyword.word for keyword in KEYWORDS)
# The words after which a name is given to something.
DECLARING = (
    *("FACT", "OUTPUT", "STANDARD", "QUANTITY", "GROUP", "WINDOW", "TABLE", "CLASSES", "LIST", "RULE"),
    *("RUNNING", "PERMITTED", "SHARED", "ASSUME", "VOCABULARY"),
)
BY_TERMINAL: dict[str, Keyword] = {keyword.terminal: keyword for keyword in KEYWORDS}


def terminals() -> str:
    """The keyword terminals as grammar text, appended to grammar.lark by the parser."""
    return "\n".join(f'{keyword.terminal}: "{keyword.word}"' for keyword in KEYWORDS)
