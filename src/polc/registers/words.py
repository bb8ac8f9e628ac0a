"""The words of a register: headings and states in the result, faults and warnings in both languages.

In: names and facts. Out: texts. What stands in the result file is Chinese: staff read it beside their own
columns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from polc.dsl.diagnostics.inputs import ILL_TYPED_FIELD, TOO_MANY_ENTRIES
from polc.dsl.diagnostics.model import Lang, Text

STATE_COLUMN, CLAUSES_COLUMN, REASONS_COLUMN = "状态", "条款", "原因"
# After the name of an output: its bounds, and the columns at the far right.
LOW_OF, HIGH_OF = "不低于", "不高于"
STATE_OF, CLAUSES_OF, TEXT_OF = "·状态", "·条款", "·文字"
# Of a file of entries: the row of the register, and the entry as given, from 1.
ROW_COLUMN, ENTRY_COLUMN = "行", "第几条"
RESULT_SHEET, SUMMARY_SHEET, FAULT_SHEET = "结果", "汇总", "问题"
FAULT_COLUMNS = ("位置", "列", "说明")
# After the name of an output in the file of who differs between two policies.
OLD_OF, NEW_OF, CHANGE_OF = "·原", "·新", "·相差"
ALL_RESULTS = "全部结果"
OWN_MARK = "（判定）"
BROKEN_FORMULA = "（公式没有算出结果）"
ROW_ADDRESS = "第{row}行"
CUT_MARK = "…（太长，没有写完）"


class State(StrEnum):
    """What became of a row."""

    DECIDED = "已判定"
    UNDETERMINED = "待定"
    MISSING = "缺资料"
    OUTSIDE = "不适用"
    FAULTY = "数据有误"
    TOTAL = "合计行"
    HEADING = "表头行"
    NOTE = "备注行"


TOTALS = re.compile(r"(?:本页|全[村镇县市区])?(?:总?合计|总计|小计|共计|累计)[:：]?(?:[0-9]+[人户]?)?")
TOTALS_START = frozenset("本全总合小共累")
NOTES = re.compile(
    r"(?:附注|备注|注|说明|填表说明|(?:制表|填表|填报|审核|复核|经办|负责|联系)(?:人|单位|日期|时间)?)[:：].*",
    re.DOTALL,
)
NOTES_START = frozenset("附备注说填制审复经负联")
ID_HEADINGS = frozenset(
    {
        "身份证号",
        "身份证号码",
        "身份证",
        "公民身份号码",
        "公民身份证号码",
        "居民身份证号码",
        "证件号码",
        "证件号",
    }
)
BIRTH_NAMES = frozenset({"出生日期", "birth_date"})

UNKNOWN = frozenset({"未知", "不详", "不清楚", "null", "\\n"})
MONEY_UNITS = ("万元", "元", "角", "分")

EXAMPLES = {"是非": "是", "日期": "2025-03-01", "金额": "400元", "整数": "3", "比例": "90%", "时长": "3个月"}

FAULTS: dict[str, Text] = {
    "form": ILL_TYPED_FIELD.message,
    "far_day": Text(
        "“{field}”填的是 {value}，只能是 1850-01-01 至 2199-12-31；表示“长期”的，留空或填 2199-12-31",
        "“{field}” is {value}, and days go from 1850-01-01 to 2199-12-31; where it means “no end”, leave it"
        " blank or write 2199-12-31",
    ),
    "part_of_fen": Text(
        "“{field}”填的是 {value}，不足一分；写到分为止",
        "“{field}” is {value}, with a part of a 分; write whole 分",
    ),
    "no_such_day": Text(
        "“{field}”填的是 {value}，没有这一天；请核对",
        "“{field}” is {value}, and there is no such day; check it",
    ),
    "ambiguous_day": Text(
        "“{field}”填的是 {value}，分不清哪个是月、哪个是日；写成 2025-03-01，或用 --date-format 说明",
        "“{field}” is {value}, and which part is the month isn't certain; write 2025-03-01, or give"
        " --date-format",
    ),
    "serial_day": Text(
        "“{field}”填的是 {value}，像表格软件的日期序号；把这一格设成日期格式，或写明 --date-format serial",
        "“{field}” is {value}, which looks like a spreadsheet's serial day; give the cell a date format,"
        " or use --date-format serial",
    ),
    "day_of_1900": Text(
        "“{field}”填的是 {value}：表格软件里它和并不存在的 1900-02-29 分不开；把这一格设成文本再填",
        "“{field}” is {value}: spreadsheets keep it like 1900-02-29, which never was; make the cell text and"
        " write 1900-02-28",
    ),
    "no_zone": Text(
        "“{field}”填的是 {value}，带有时区，算不出是国内的哪一天；只写日期，例如 2025-03-01",
        "“{field}” is {value}, an instant with a time zone, and which day it was in China can't be told;"
        " write the day only, such as 2025-03-01",
    ),
    "no_day": Text(
        "“{field}”填的是 {value}，没有写到日；写成 2025-03-01",
        "“{field}” is {value}, without the day of the month; write 2025-03-01",
    ),
    "no_unit": Text(
        "“{field}”填的是 {value}，没有单位；写成 400元，或在表头写“{field}（元）”",
        "“{field}” is {value} without a unit; write 400元, or name the column “{field}（元）”",
    ),
    "heading_unit": Text(
        "“{field}”填的是 {value}，表头写的单位和它合不上，不知道该放大还是缩小；换算好再填，表头不写单位",
        "“{field}” is {value}, and with the unit in the heading it can't be told how much that is; write the"
        " number itself, and no unit in the heading",
    ),
    "share_or_percent": Text(
        "“{field}”填的是 {value}，表头又写着 %，分不清是百分之几还是几成（0.5 可能是 0.5%，也可能是 50%）；"
        "填成 50% 这样的文字",
        "“{field}” is {value} under a heading with %: it could be 0.5% or 50%; write it as text, such as 50%",
    ),
    "merged_across": Text(
        "“{field}”这一格和左边的格合并了，分不清是哪一列的值；拆开合并的格，各填各的",
        "the cell of “{field}” is merged with the one to its left, so whose value it is can't be told; part"
        " the cells and fill in each",
    ),
    "no_key": Text(
        "没有填“{field}”，不知道是谁的，名册和清单对不上；补上再判定",
        "“{field}” is blank, so it can't be told whose this is; fill it in",
    ),
    "bad_key": Text(
        "“{field}”填的是 {value}，不是完整的号码，名册和清单对不上；把这一列设成文本，重新填",
        "“{field}” is {value}, which isn't the whole number; make the column text and enter it again",
    ),
    "key_twice": Text(
        "和第 {other} 行的“{field}”相同，分不清清单里的记录是谁的；核对号码，同一个人只留一行",
        "same “{field}” as row {other}, so it can't be told whose entries they are; leave one row a person",
    ),
    "no_person": Text(
        "名册里没有这个“{field}”，{count} 条记录没有用上；核对号码（前面的 0、末位的 X），或者把人补进名册",
        "no row of the register has this “{field}”: {count} entries were left out; check the number (leading"
        " zeros, a last X), or add the person to the register",
    ),
    "too_many_entries": TOO_MANY_ENTRIES.message,
    "too_few": Text(
        "这一行只有 {found} 格，表头有 {wanted} 格；补齐分隔符，或用表格软件另存一次",
        "this row has {found} cells, the header {wanted}; add the separators, or save it again from a"
        " spreadsheet program",
    ),
    "too_many": Text(
        "这一行有 {found} 格，表头只有 {wanted} 格，多出 {value}；内容里有分隔符的要加引号",
        "this row has {found} cells, the header {wanted}: {value} is left over; put cells with separators in"
        " quotes",
    ),
}
FIX = Text(
    "；改为 {example} 这样的写法，不知道的留空", "; write it like {example}, or leave it blank if unknown"
)

UNJUDGED = {
    State.TOTAL: "合计行，没有判定",
    State.HEADING: "重复的表头，没有判定",
    State.NOTE: "备注，没有判定",
}

WARNINGS: dict[str, Text] = {
    "duplicate": Text(
        "和第 {first} 行的证件号码相同，核对是不是同一个人",
        "same ID number as row {first}: is it one person?",
    ),
    "birth_contradicts": Text(
        "出生日期填的是 {given}，证件号码里是 {held}，核对哪个对；判定按填的日期",
        "the birth date given is {given}, the ID number holds {held}; the one given was used",
    ),
    "relation": Text(
        "与政策里写的“{relation}”不符（{given}），核对是不是填错；判定按填的算",
        "breaks what the policy says of everybody, “{relation}” ({given}); the facts given were used",
    ),
    "number_lost": Text(
        "证件号码存成了数字，末几位已经丢失（结果里末几位是 0）；把这一列设成文本再填",
        "the ID number is stored as a number and its last digits are lost; make the column text and enter it"
        " again",
    ),
    "cut_cell": Text(
        "内容有 {length} 个字（生僻字和表情一个算两个），xlsx 一格最多 32767 个，结果里截短了；"
        "要全文请输出 csv",
        "the cell has {length} characters (rare ones and emoji count as two), and xlsx holds 32767: it is"
        " cut; write csv to keep it whole",
    ),
}

_PLACE = re.compile(r"\{([a-z_]+)\}")


def fill(text: Text, lang: Lang, facts: Mapping[str, str]) -> str:
    """`text` in `lang` with its places filled; a brace in a fact stays text."""
    return _PLACE.sub(lambda match: facts[match[1]], text.in_(lang))
