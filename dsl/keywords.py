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
        ("OUTPUT", "输出", "政策要给出的一项结果"),
        ("STANDARD", "标准", "通知写明的一个数"),
        ("GROUP", "群体", "一类人的名称"),
        ("WINDOW", "时段", "按某个日期划分的几段时间"),
        ("RULE", "规定", "一项结果怎么定"),
        ("GRANT", "减免", "减多少、谁出钱、谁认定、当场减还是先缴后补"),
        ("ASSUME", "假定", "通知没写清之处的几种读法"),
        ("EXAMPLE", "案例", "一个人和他应得的结果"),
        ("NOT_COMPUTED", "不入计算", "交代一个条款为什么不影响结果"),
        ("BY", "按", "按哪个日期或哪项事实"),
        ("BENEFIT", "待遇期", "哪两个日期之间享受待遇"),
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
        ("MONTH_END", "取月末", "没有对应日时取当月最后一天"),
        ("MONTH_NEXT", "取次月首日", "没有对应日时取下个月第一天"),
        ("LEAP", "闰日生日", "2月29日出生的人平年哪天过生日"),
        ("CLAUSES", "条款", "通知里要逐条交代的条款"),
    ),
    *_table(
        "词汇",
        ("DEFAULT", "默认", "没有填写时当作什么"),
        ("ALIAS", "别名", "给程序用的英文名"),
        ("AGES", "周岁", "周岁按哪个日期起算"),
        ("YIELDS", "得出", "减免填写哪几项输出"),
        ("IMPLIES", "蕴含", "有前者必有后者"),
        ("EXCLUSIVE", "互斥", "至多一项成立"),
        ("WITHIN", "限于", "取值在两端之间"),
        ("PRICE", "对价", "为这段待遇付的钱"),
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
        ("OPEN", "开放", "名单没有写完，也不加假定"),
        ("AS_OF", "截至", "年龄在哪一天计算"),
        ("ANY", "任一", "各行至少一行成立"),
        ("ALL", "全部", "各行都成立"),
        ("BEFORE", "早于", "在那一天之前，不含当天"),
        ("NOT_BEFORE", "不早于", "在那一天或之后"),
        ("AFTER", "晚于", "在那一天之后，不含当天"),
        ("NOT_AFTER", "不晚于", "在那一天或之前"),
        ("BELOW", "低于", "小于，不含本数"),
        ("NOT_BELOW", "不低于", "大于或等于"),
        ("ABOVE", "高于", "大于，不含本数"),
        ("NOT_ABOVE", "不高于", "小于或等于"),
        ("IS", "是", "等于；也是“成立”的值"),
        ("IS_NOT", "不是", "不等于"),
        ("NO", "否", "“不成立”的值"),
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
    ),
    *_table(
        "减免",
        ("BASE", "基数", "百分比乘在哪个数上"),
        ("FULL", "全额", "百分之百"),
        ("FIXED", "定额", "固定数额"),
        ("FROM", "由", "谁出钱，或由谁办"),
        ("RECOGNISED", "认定", "哪个部门认定"),
        ("PAY_FIRST", "先缴后补", "本人先缴，以后退还"),
        ("STACKING", "并存", "同时符合几项时怎么办"),
        ("TIE", "同额", "几项一样高时，其余几项结果怎么定"),
        ("HIGHEST", "只取最高", "只享受最高的一项"),
        ("SUM", "合计", "各项相加"),
        ("TOP_UP", "补足差额", "较低的一项之外只补差额"),
        ("NO_STACK", "不得并存", "不允许同时符合"),
    ),
    *_table(
        "假定",
        ("ADOPT", "采用", "本文件采用哪种读法"),
        ("ADOPT_NONE", "都不采用", "不选读法，结果不同处为待定"),
        ("EXPECT", "期望", "案例应得的结果"),
        ("UNKNOWN", "未知", "案例里没有填写的事实"),
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
        ("AT", "于", "在这一天"),
        ("MONTHLY_BY", "每月", "每个月的哪天前"),
        ("EARLIER", "前", "在那一天之前"),
        ("LISTING", "列明", "逐项列出"),
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
        ("TO_FEN", "到分", "取整到分"),
        ("TO_JIAO", "到角", "取整到角"),
        ("TO_YUAN", "到元", "取整到元"),
        ("TO_TEN_YUAN", "到十元", "取整到十元"),
        ("HALF_UP", "四舍五入", "满半进一"),
        ("ROUND_UP", "进一", "有余就进"),
        ("ROUND_DOWN", "舍去", "余数不要"),
        ("HALF_EVEN", "五成双", "正好一半时取双数"),
    ),
)

WORDS: frozenset[str] = frozenset(keyword.word for keyword in KEYWORDS)
BY_TERMINAL: dict[str, Keyword] = {keyword.terminal: keyword for keyword in KEYWORDS}


def terminals() -> str:
    """The keyword terminals as grammar text, appended to grammar.lark by the parser."""
    return "\n".join(f'{keyword.terminal}: "{keyword.word}"' for keyword in KEYWORDS)
