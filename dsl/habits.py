"""How notices and clerks say it, and how it's written here: one habit, one pattern, one suggestion.

In: the place where reading stopped. Out: the facts of one suggestion of UNEXPECTED, or nothing. A pattern
is looked for in the folded text around the place, since what reads as one phrase to people (80至89周岁,
百分之七十, 自…起) is several lexemes, and the one where reading stops says little by itself.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from fractions import Fraction

from polc.dsl.lexer import NAME
from polc.dsl.numerals import numeral_value
from polc.dsl.stopped import Place, shortened
from polc.dsl.text import rate_text

Facts = Mapping[str, str]
# Terminals of values that are written out.
VALUES = ("MONEY", "DATE", "PERCENT", "DURATION", "INT")
_NUMBER = r"(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})"
_DATE = r"[0-9]{4}(?:年[0-9]{1,2}月[0-9]{1,2}日|-[0-9]{1,2}-[0-9]{1,2}|/[0-9]{1,2}/[0-9]{1,2})"
_AMOUNT = r"[0-9][0-9,]*(?:\.[0-9]+)?"

_AGES = re.compile(
    rf"(?:截至 *(?P<day>[^\s,0-9]+?) *)?(?:年龄 *(?:在|为)? *)?(?P<head>年满|已满|未满|不满|不足|满)? *"
    rf"(?P<low>{_NUMBER}) *(?:周?岁)?(?:以上|\(含\))? *"
    rf"(?:(?:至|到|-|~|—+|且|、|,|(?=未满|不满|不足)) *(?P<under>未满|不满|不足)? *(?P<high>{_NUMBER}) *)?"
    rf"(?:周岁|岁)(?P<tail>及?以[上下内])?"
)
_CELL = re.compile(
    rf"(?P<low>{_NUMBER})(?: *(?:至|-|~|—+) *(?P<high>{_NUMBER}))? *(?:周岁|岁)(?P<tail>以[上下])?"
)
_PERCENT = re.compile(r"百分之(?P<count>[一二三四五六七八九十]{1,3}|一?百)")
_BOUND = re.compile(
    r"(?P<word>不超过|不高于|不多于|至多|最多|不少于|不低于|至少|大于|高于|小于|低于) *"
    r"(?P<value>[0-9][0-9,.]*(?:万元|元|%)?)"
)
_BOUNDS = {
    **dict.fromkeys(("不超过", "不高于", "不多于", "至多", "最多"), "{} 以下"),
    **dict.fromkeys(("不少于", "不低于", "至少"), "{} 以上"),
    **dict.fromkeys(("大于", "高于"), "超过 {}"),
    **dict.fromkeys(("小于", "低于"), "不满 {}"),
}
_BAR_RESULT = re.compile(r"\| *为 *\S+")
_FRACTION = re.compile(r"(?:的 *)?(?P<parts>[二三四五六七八九十])分之(?P<count>[一二三四五六七八九])")
_TENTHS = re.compile(r"(?P<count>[一二三四五六七八九])成(?P<half>五)?")
_TIMES = re.compile(r"(?:的 *|\* *)?(?P<count>[0-9]+(?:\.[0-9]+)?) *倍|(?P<half>一半)")
_DECIMAL = re.compile(r"(?P<count>[0-9]+\.[0-9]+)(?! *[0-9元角分%万])")
_PER_TIME = re.compile(
    rf"每(?:人|户)?每?[年月日] *(?P<first>{_AMOUNT} *万?元)"
    rf"|(?P<second>{_AMOUNT} *万?元) *(?:/[人户])?[/·]?(?:每?[人户])?[/·]?每?[年月日]"
)
_MONEY = re.compile(
    rf"[¥￥] *(?P<first>{_AMOUNT})|(?P<wan>{_AMOUNT}) *万(?!元)|(?P<kuai>{_AMOUNT}) *(?:块钱|块|元整|元钱)"
)
_ROUNDED = re.compile(
    r"(?:舍入 *)?(?P<how>四舍五入|进一|舍去)? *(?:精确)?(?:到|至)(?P<unit>[分角元厘毫百千万十亿个整位数]+)"
    r"|(?:舍入 *)?(?:四舍五入|保留(?P<places>两位|2位|一位|1位|整数|到元)[小数]*|取整)"
)
_COMPARATORS = (
    "IS",
    "IS_NOT",
    "BEFORE",
    "NOT_BEFORE",
    "AFTER",
    "NOT_AFTER",
    "BELOW",
    "NOT_BELOW",
    "EXCEEDS",
    "NOT_OVER",
)
_STEPS = "到 1分；到 1角；到 1元；到 10元；到 100元；到 1"
_UNITS = {
    "分": "1分",
    "个位": "1元",
    "角": "1角",
    "元": "1元",
    "整": "1元",
    "十": "10元",
    "百": "100元",
    "千": "1000元",
    "万": "1万元",
    "十万": "10万元",
    "百万": "100万元",
    "整数": "1",
    "个": "1",
}
_SPLIT_DATE = re.compile(
    r"(?P<year>[0-9]{4}) *[-—–~/.]+ *(?P<month>[0-9]{1,2}) *[-—–~/.]+ *(?P<day>[0-9]{1,2})"
)
_OFF = re.compile(
    r"(?:的 *)?(?:打 *)?(?P<tenths>[一二三四五六七八九])(?P<hundredths>[一二三四五六七八九])?折"
)
_HALVED = re.compile(r"(?:的 *)?(?:减半|半价|对半)(?:收取|收费|缴纳|发放)?|(?:减)按 *(?P<count>[0-9]+) *%")
_SIDED = re.compile(
    r"(?P<value>[0-9][0-9,]*(?:\.[0-9]+)? *(?:万元|元|角|分|%|个月|天|日|年)?)"
    r" *(?:及|\(含\)|含)? *以(?P<side>[上下内])"
)
_COUNTED = re.compile(
    r"(?<![一-鿿0-9])(?P<count>[0-9]+) *(?:人|户|名|位|口|次|张|台|辆|亩|平方米|公里|周|孩|胎)"
    r"(?P<tail>及?以[上下])?"
)
_MONTH_ONLY = re.compile(r"(?P<year>[0-9]{4}) *年 *(?P<month>[0-9]{1,2}) *月(?P<end>底|末|份)?(?! *[0-9])")
_SHORT_YEAR = re.compile(r"(?<![0-9])(?P<year>[0-9]{2}) *年 *(?P<rest>[0-9]{1,2}月[0-9]{1,2}[日号])")
_FROM_TO = re.compile(rf"自 *(?P<from>{_DATE}) *(?:起)? *(?:至|到) *(?P<to>{_DATE}) *止?")
_VALID_FROM = re.compile(
    rf"自? *(?P<from>{_DATE}) *起?(?:施行|执行|实施|生效)|(?:施行|执行|实施|生效)\D{{0,3}}(?P<on>{_DATE})"
)
_VALID_FOR = re.compile(r"有效期 *[一二三四五六七八九十0-9]+ *年")
_SIDE = re.compile(rf"(?P<day>{_DATE}) *(?P<side>\(?含?\)?(?:以前|之前|前|以后|之后|后))")
_CLAUSE = re.compile(
    r"(?:[(〔\[〖](?P<in>第?[一二三四五六七八九十]+条?)[)〕\]〗]|(?P<article>第[一二三四五六七八九十]+条))"
)
_TWO_CITES = re.compile(r"【(?P<first>[^【】]+)】 *[、,和]? *【(?P<second>[^【】]+)】")


def _value(text: str) -> int:
    """八十 or 80."""
    return numeral_value(text) or 0


def ages(place: Place) -> Facts | None:
    """80至89周岁, 年满八十周岁, 60周岁以上, 满80不满90周岁: each end with the day on which it's measured."""
    match = place.found(_AGES)
    if match is None or place.in_table or not _value(match["low"]):
        return None
    day, low, head = match["day"] or place.day, _value(match["low"]), match["head"] or ""
    reached, below = f"截至 {day} 满{low}周岁", f"截至 {day} 未满{low}周岁"
    if match["high"]:
        text = f"{reached} 且 截至 {day} 未满{_value(match['high']) + (not match['under'])}周岁"
    elif head in ("未满", "不满", "不足"):
        text = below
    elif (match["tail"] or "")[-1:] in ("下", "内"):
        text = f"截至 {day} 未满{low + 1}周岁"
    else:
        text = reached
    return {"instead" if match["day"] else "as_of": text}


def cells(place: Place) -> Facts | None:
    """80周岁以上, 不超过6 as cells of a 表, whose axis is named in its header."""
    if not place.in_table:
        return None
    if place.found(_BAR_RESULT) is not None:
        return {"drop": "｜"}
    bound = place.found(_BOUND)
    if bound is not None:
        return {"instead": _BOUNDS[bound["word"]].format(bound["value"])}
    match = place.found(_CELL)
    if match is None:
        return None
    low = _value(match["low"])
    text = f"{low} 至 {_value(match['high'])}" if match["high"] else f"{low} {match['tail'] or '以上'}"
    return {"number": text}


def shares(place: Place) -> Facts | None:
    """百分之七十, 三分之二, 七成, 1.5倍, 一半, 0.7."""
    percent, tenths = place.found(_PERCENT), place.found(_TENTHS)
    reduced = _reduced(place)
    if reduced:
        return {"instead": reduced}
    if percent is not None:
        return {"digits": f"{_value(percent['count']) or 100}%"}
    if tenths is not None:
        return {"digits": f"{_value(tenths['count'])}{'5' if tenths['half'] else '0'}%"}
    part, times, decimal = place.found(_FRACTION), place.found(_TIMES), place.found(_DECIMAL)
    if part is not None:
        return {"instead": _part(_value(part["count"]), _value(part["parts"]))}
    if times is not None:
        count = Fraction(times["count"] or "0.5")
        return {"instead": f"* {count}" if count.denominator == 1 else f"的 {rate_text(count)}"}
    if decimal is not None:
        value = Fraction(decimal["count"])
        return {"instead": rate_text(value)} if value < 1 else {"scaled": decimal["count"].replace(".", "")}
    bare = place.at.is_("INT") and place.before is not None and place.before.is_("OF")
    return {"instead": f"{place.at.text}%"} if bare and not place.incomplete else None


def _reduced(place: Place) -> str:
    """五折, 减半, 的 50: what is left as a percentage, or in a 减免 what is taken off."""
    off, halved = place.found(_OFF), place.found(_HALVED)
    if off is not None:
        share = int(f"{_value(off['tenths'])}{_value(off['hundredths'] or '') or 0}")
    elif halved is not None:
        share = int(halved["count"] or 50)
    else:
        return ""
    if place.can("FULL"):
        return f"{100 - share}%"
    return (
        f"{share}%"
        if place.can("PERCENT") and halved is None and "的" in place.shown(place.at)
        else f"的 {share}%"
    )


def _part(count: int, parts: int) -> str:
    """三分之二: a percentage where it's exact, else multiplied and divided."""
    if 10_000 % parts == 0:
        return f"的 {rate_text(Fraction(count, parts))}"
    return f"* {count} 除以 {parts}" if count > 1 else f"除以 {parts}"


def amounts(place: Place) -> Facts | None:
    """每月50元, 50元每人每月, ￥50, 5万, 50块."""
    match = place.found(_PER_TIME)
    if match is not None:
        return {"plain": match["first"] or match["second"]}
    match = place.found(_MONEY)
    if match is None:
        return None
    if match["wan"]:
        return {"instead": f"{match['wan']}万元"}
    return {"instead": f"{match['first'] or match['kuai']}元"}


def rounding(place: Place) -> Facts | None:
    """四舍五入, 保留两位小数, 取整 after an amount, 舍入 到百元: as it is written here."""
    match, after = place.found(_ROUNDED), place.before is not None and place.before.is_("ROUND")
    if place.incomplete or not (after or place.can("ROUND")):
        return None
    if match is None:
        return {"expected": _STEPS} if after else None
    places = {"整数": "元", "到元": "元", "一位": "角", "1位": "角"}.get(match["places"] or "", "分")
    unit = match["unit"] or ("元" if match[0] == "取整" else places)
    step = _UNITS.get(unit) or _UNITS.get(unit.removesuffix("元").removesuffix("位") or "元")
    if step is None:
        return {"expected": _STEPS}
    return {"instead": f"{'' if after else '舍入 '}到 {step} {match['how'] or '四舍五入'}"}


def compared(place: Place) -> Facts | None:
    """价格 6000元以下 in a condition; 价格 是 200元、300元, and the same in a cell."""
    if place.incomplete or place.before is None:
        return None
    if place.at.text == "、" and place.before.is_(*VALUES):
        return _either(place)
    side = place.found(_SIDED)
    if side is None or place.in_table or not place.can("NOT_BELOW") or not place.at.is_(*VALUES):
        return None
    return {"instead": f"{'不低于' if side['side'] == '上' else '不超过'} {side['value'].strip()}"}


def _either(place: Place) -> Facts | None:
    """Several amounts: one comparison or one row each, as a list holds names."""
    index, rest = place.index, place.lexemes[place.index :]
    paired = zip(rest[::2], rest[1::2], strict=False)
    listed = [value.text for mark, value in paired if mark.text == "、" and value.is_(*VALUES)]
    values = [place.lexemes[index - 1].text, *listed]
    if index > 2 and place.lexemes[index - 2].is_("IS", "IS_NOT"):
        sign, subject = place.lexemes[index - 2], place.lexemes[index - 3].text
        joined = (" 或 " if sign.is_("IS") else " 且 ").join(f"{subject} {sign.text} {x}" for x in values)
        return {"instead": f"（{joined}）"}
    return {"rows": "」「".join(f"【…】 {x} 为 …" for x in values)} if place.in_table else None


def lists(place: Place) -> Facts | None:
    """其 类别 是 童书: what stands after 其 is one name or a bracket."""
    index, lexemes, at, before = place.index, place.lexemes, place.at, place.before
    if place.incomplete or before is None:
        return None
    outside = index > 3 and lexemes[index - 4].is_("ITS") and lexemes[index - 2].is_(*_COMPARATORS)
    if outside and at.is_(*_COMPARATORS):
        return {"instead": f"其（{place.shown(*lexemes[index - 3 : index])}）"}
    if index > 1 and lexemes[index - 2].is_("ITS") and at.is_(*_COMPARATORS) and place.next is not None:
        return {"instead": f"其（{before.text} {at.text} {place.next.text}）"}
    return None


def counted(place: Place) -> Facts | None:
    """3人, 3人以上: numbers have no measure words."""
    match = place.found(_COUNTED)
    if match is None:
        return None
    tail = (match["tail"] or "")[-1:]
    if not tail or place.in_table:
        return {"number": f"{match['count']} 以{tail}" if tail else match["count"]}
    return {"number": f"{'不低于' if tail == '上' else '不超过'} {match['count']}"}


def days(place: Place) -> Facts | None:
    """2026年1月, 26年1月1日, 自…至…, …以前, 2026-01-01-2026-01-31, and in a header 自…起施行."""
    ends = place.lexemes[max(0, place.index - 3) : place.index]
    written = [lexeme.text if lexeme.text == "-" else lexeme.kinds[0] for lexeme in ends]
    if place.can("TO") and written == ["DATE", "-", "DATE"]:
        return {"instead": f"{ends[0].text} 至 {ends[2].text}"}
    from_to, side = place.found(_FROM_TO), place.found(_SIDE)
    split = place.found(_SPLIT_DATE)
    if split is not None and not place.at.is_("DATE") and side is None and from_to is None:
        return {"instead": f"{split['year']}-{int(split['month']):02}-{int(split['day']):02}"}
    if from_to is not None:
        return {"instead": f"在 {from_to['from']} 至 {from_to['to']}"}
    if side is not None:
        return {"until" if side["side"].endswith("前") else "since": side["day"]}
    short, month = place.found(_SHORT_YEAR), place.found(_MONTH_ONLY)
    if short is not None:
        return {"whole_date": f"20{short['year']}年{short['rest']}"}
    if month is None or not 1 <= int(month["month"]) <= 12:
        return None
    year, number = int(month["year"]), int(month["month"])
    last = calendar.monthrange(year, number)[1] if month["end"] in ("底", "末") and year else 1
    return {"whole_date": f"{year}年{number}月{last}日"}


def validity(place: Place) -> Facts | None:
    """自…起施行, 有效期三年."""
    start = place.found(_VALID_FROM) if place.can("VALIDITY") else None
    if start is not None:
        return {"instead": f"有效期 {start['from'] or start['on']} 起"}
    if place.found(_VALID_FOR) is not None:
        return {"whole_date": "有效期 2026-01-01 至 2028-12-31"}
    return None


def clauses(place: Place) -> Facts | None:
    """（三） or 第三条 before a row, 【三】【四】, 条款 一、二."""
    if not place.incomplete and place.acceptable <= {"CITE"}:
        return {"cite": f"【{place.rest.rstrip('。；;')}】"}
    two = place.found(_TWO_CITES)
    if two is not None:
        return {"cite": f"【{two['first']}、{two['second']}】"}
    match = place.found(_CLAUSE) if place.first and place.can("CITE") else None
    if match is None:
        return None
    own, header = match["in"] or match["article"], place.lexemes[0]
    above = header.text[1:-1] if header.is_("CITE") and place.index else ""
    part = f"（{own}）" if match["in"] and not own.startswith("第") else own
    return {"cite": f"【{above if part != own else ''}{part}】"}


def texts(place: Place) -> Facts | None:
    """Where only a text can stand: 文号 示例〔2026〕3号, 待定 「没写」, 执行 《办法》."""
    before, at = place.before, place.at
    if not place.incomplete and before is not None and before.is_("STRING") and before.end == at.start:
        return {"inner": "“所谓‘困难群众’指谁”"}
    if place.incomplete or not place.acceptable <= {"STRING"} or at.text == ":":
        return None
    text = place.source.text[place.at.start : place.line[1]].strip(" {}｛｝「」『』‘’'《》〔")
    return {"text": f'"{shortened(text)}"'} if text else None


def statuses(place: Place) -> Facts | None:
    """为 不适用 "不发": without 为 a status can have a cause and a text."""
    gives, status = place.lexemes[max(0, place.index - 2) : place.index] if place.index > 1 else (None, None)
    if place.incomplete or gives is None or status is None or not gives.is_("GIVES"):
        return None
    told = place.at.is_("STRING", "LPAR") and status.is_("UNDETERMINED", "NOT_APPLICABLE")
    return {"drop": gives.text} if told else None


def sentences(place: Place) -> Facts | None:
    """Words of the notice where a declaration begins: a title, a sentence that decides nothing."""
    if place.incomplete or not place.can("FACT", "RULE") or place.at.kinds[-1] != "NAME":
        return None
    if place.before is not None and place.before.is_("CITE"):
        return {"prose": f'程序 "{place.rest}"'}
    at_top = place.can("FACT") and place.first and not place.rest.endswith(("{", "｛"))
    return {"comment": f"# {place.rest}"} if at_top else None


def months_of(place: Place) -> Facts | None:
    """缴费日 + 等待月数 个月: a unit belongs to a figure, not to a name."""
    if place.incomplete or place.before is None or place.before.kinds != (NAME,):
        return None
    return {"counted": place.before.text} if place.at.text in ("个月", "年", "日", "天") else None


def finished(place: Place) -> Facts | None:
    """What stands here is too much: the row or declaration was complete before it."""
    if place.incomplete or place.before is None or place.first or not place.can("CITE"):
        return None
    return {"complete": place.shown(place.before)}


HABITS: tuple[Callable[[Place], Facts | None], ...] = (
    validity,
    days,
    ages,
    cells,
    amounts,
    shares,
    rounding,
    compared,
    lists,
    counted,
    statuses,
    months_of,
    clauses,
)
