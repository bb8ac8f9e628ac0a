"""What the calculator says, but for the words of a policy and those that stand in its template.

`TITLES` are for the compiler, by the type of a fact; `SAID` goes into the page. `{…}` are filled in.
"""

from __future__ import annotations

from polc.compiler.kernel import Kind

DAY = "哪天{text}？"
TITLES = {
    Kind.BOOL: "{name}，是不是？",
    Kind.DATE: "{name}是哪一天？",
    Kind.MONEY: "{name}是多少元？",
    Kind.RATE: "{name}是百分之几？",
    Kind.DURATION: "{name}是多久？",
    Kind.INT: "{name}是多少？",
    Kind.ENUM: "{name}是哪一种？",
    Kind.LIST: "{name}：一条一条地填",
}
SCOPE = "下面哪些符合？"
OTHERS = "是下面这样的人吗？"
RECOGNISED = "有没有下面这些认定？"
SEVERAL = "可以选几项。"
BY_OFFICE = "部门认定过的才选，可以选几项。"
UNNAMED = "其他"
DATED = "{text}日期"

SAID = {
    "step": "第{n}题",
    "yes": "是",
    "no": "不是",
    "none": "以上都没有",
    "unsure": "不清楚",
    "choose": "请选一项；不知道的，选“不清楚”。",
    "tick": "请至少选一项；都没有的，选“以上都没有”，不知道的，选“不清楚”。",
    "day": "请填年、月、日三个数，例如 {example}；不知道的，选“不清楚”。",
    "noDay": "{day}没有这一天，请看看月和日。",
    "日期": "请填1850年到2199年的日期。",
    "金额": "请填金额，例如 400 或 1200.50，最多两位小数。",
    "整数": "请填整数，例如 3。",
    "比例": "请填百分之几，例如 60。",
    "时长": "请填多久，例如 3个月、15日、2年。",
    "清单": "最多填{n}条。",
    "选项": "请选一项。",
    "是非": "请选一项。",
    "clash": "这些填的合不到一起，请改一改：{names}。",
    "entry": "第{n}条",
    "entries": "{n}条",
    "someEntry": "请加一条；没有的，选“一条也没有”，不知道的，选“不清楚”。",
    "notNone": "选了“一条也没有”，上面却有填的，请去掉，或者不选这一项。",
    "nothing": "一条也没有",
    "or": "，或者",
    "needs": "还要看：{names}",
    "undetermined": "通知没有写明",
    "document": "按{name}",
    "atLeast": "至少",
    "atMost": "最多",
    "stretch": "{first}—{last}",
    "outside": "不适用：{reason}",
    "period": "从{start}起享受，到{end}",
    "from": "从哪天起享受：{start}",
    "under": "享受待遇：{start}",
    "empty": "这一天缴费，享受期已经过了：从{start}起算，可是到{end}就结束。缴费前请先问清。",
    "open": "{name}：{reason}。",
    "ifSo": "{who}：{result}",
    "others": "都不是",
    "needsMany": "还要看不清楚的{n}项",
    "restNot": "{title}（别的不清楚的，都当作不是）",
    "mustKnow": "弄清了才能算。",
    "reading": "{what}。换一种理解（{reading}）：{result}。",
    "choice": "按“{reading}”：{result}",
    "fixed": "没有问、当作“不是”的：{names}。是的话，结果不一样，请先问清。",
    "change": "修改：{name}",
    "maybe": "有的理解下，这一天缴费享受不到。缴费前请先问清。",
    "yours": "（您填的）",
    "varies": "第一天缴：{first}；最后一天缴：{last}",
    "same": "缴费当天",
    "doubtful": "{start}（有的理解下享受不到）",
    "noPeriod": "享受不到",
    "clauses": "{name}：{clauses}",
    "named": "{name}{text}",
    "joined": "、",
    "quoted": "”“",
    "also": "；",
}

# What stands behind a field, and belongs to what is given where only digits were written.
UNITS = {"金额": "元", "比例": "%"}
