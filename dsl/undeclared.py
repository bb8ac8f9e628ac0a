"""Hints where something is declared: the sign after its name, its type, its alias, a key of the header.

In: the place where reading stopped. Out: the facts of one suggestion of UNEXPECTED, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from polc.dsl.diagnostics.slips import HEADER, SYNONYMS
from polc.dsl.habits import VALUES, Facts
from polc.dsl.keywords import DECLARING
from polc.dsl.lexer import NAME
from polc.dsl.nearest import nearest
from polc.dsl.source import HAN
from polc.dsl.stopped import Place

_TYPES = "日期；金额；是非；整数；比例；时长；选项（甲、乙）"
_TYPED = ": 日期；: 金额；: 是非；: 选项（甲、乙）"
_KEYS = "文号；机关；地区；印发；有效期；保障年度；适用于；按月计算；闰日生日；条款"
_DATA = '由 县医保局；不晚于 2026-06-30；每月 不晚于 10日；列明 "身份证"'
_MEANING = re.compile(r"(?P<name>.+?)(?:是指|指|包括|包含)(?P<meaning>.+)")
_OPTIONS = re.compile(
    rf"(?:选项|单选|枚举)? *:? *(?P<listed>[{HAN}]{{1,12}}(?: *(?:[/、]|或者|或) *[{HAN}]{{1,12}}){{1,9}})"
)
_FIGURED = re.compile(rf"[0-9A-Za-z_{HAN}.·%-]+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9_ -]*(?<! )")


def named(place: Place) -> Facts | None:
    """事实 未满18周岁, 事实 参保2025: a name with figures, where it is given."""
    lexemes, index, at = place.lexemes, place.index, place.at
    if place.incomplete or not index or not at.text[0].isalnum():
        return None
    begins = [at]
    if index > 1 and lexemes[index - 1].kinds == (NAME,) and lexemes[index - 1].end == at.start:
        begins = [lexemes[index - 1], at]
    if not lexemes[index - len(begins)].is_(*DECLARING) or begins[0].keyword or at.kinds[-1] == NAME:
        return None
    whole = _FIGURED.match(place.source.folded, begins[0].start)
    return {"quoted": f"「{whole[0]}」"} if whole else None


def equals(place: Place) -> Facts | None:
    """标准 甲 为 50元, 群体 甲 乙、丙."""
    if place.incomplete or not place.can("EQUAL") or not place.acceptable.isdisjoint(VALUES):
        return None
    if place.at.is_("RPAR") and place.before is not None:
        return {"instead": f"{place.before.text} = 是"}
    if place.at.text in ("为", "是", "指", "等于", "包括"):
        return {"symbol": "="}
    glued = _MEANING.fullmatch(place.before.text) if place.before is not None else None
    if glued is not None:
        return {"instead": f"{glued['name']} = {glued['meaning']}"}
    return {"symbol": f"= {place.shown(place.at)}"} if place.at.is_(NAME, *VALUES) else None


def _declared(place: Place) -> Facts | None:
    """What stands after the name of a fact or an output: the colon, its type, its alias."""
    at, before = place.at, place.before
    if before is not None and (place.acceptable == {"IDENT"} or (before.is_("IDENT") and at.text == "-")):
        return {"alias": _alias(place, before.start if at.text == "-" else at.start)}
    if place.incomplete:
        return None
    options = place.found(_OPTIONS) if place.can("BOOL_TYPE", "LPAR", "ALIAS") else None
    if options is not None:
        listed = "、".join(re.split(r" *(?:[/、,，;；]|或者|或) *", options["listed"]))
        return {"instead": f"选项（{listed}）"}
    if place.acceptable == {"COLON"}:
        typed = at.text in _TYPES.split("；")
        return (
            {"instead": f": {at.text}"} if typed else {"expected": ": 日期；: 金额；: 是非；: 选项（甲、乙）"}
        )
    if not place.can("BOOL_TYPE"):
        return None
    if at.text in ("小数", "浮点数", "实数"):
        return {"scaled": "整数"}
    meant = SYNONYMS.get(at.text) or nearest(at.text, _TYPES.split("；"))
    return {"keyword": meant} if meant and meant in _TYPES else {"expected": _TYPES}


def _alias(place: Place, start: int) -> str:
    """What was written as an alias in the letters that one may have."""
    found = _LATIN.match(place.source.folded, start)
    if found is None:
        return "pay_date"
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", found[0])
    return re.sub(r"[^a-z0-9]+", "_", parted.lower()).strip("_")


def _header_key(place: Place) -> Facts | None:
    if place.incomplete or not place.can("DOCUMENT") or not place.first or place.at.kinds[-1] != NAME:
        return None
    meant = HEADER.get(place.at.text) or nearest(place.at.text, _KEYS.split("；"))
    return {"keyword": meant} if meant else {"expected": _KEYS}


def _data(place: Place) -> Facts | None:
    """期限 "申请" 每年 12月10日 前: what a line of data can say besides its text."""
    if place.incomplete or not place.can("LISTING") or place.at.kinds[-1] != NAME or place.at.keyword:
        return None
    return {"expected": _DATA}


def _entry(place: Place) -> Facts | None:
    """案例 with 缴费月份（月份 = …）, without the word that begins an entry."""
    if place.incomplete or not place.at.is_("LPAR") or not place.can("EXPECT") or place.before is None:
        return None
    return {"instead": f"一条 {place.before.text}（…）"}


DECLARED: tuple[Callable[[Place], Facts | None], ...] = (_declared, _header_key, _data, _entry)
