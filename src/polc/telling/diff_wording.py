"""Every sentence of a comparison, in both languages, with {places} for facts."""

from __future__ import annotations

import re

from polc.dsl.diagnostics.model import Lang, Text

_PLACE = re.compile(r"\{([a-z_]+)\}")

TEXTS: dict[str, Text] = {
    "title": Text("政策对照：{old} → {new}", "Comparison: {old} → {new}"),
    "summary": Text("{outputs} 项结果里，{differ} 项有差别", "{differ} of {outputs} results differ"),
    "summary_open": Text(
        "{outputs} 项结果里，{differ} 项有差别，{open} 项没有对所有的人分析完",
        "{differ} of {outputs} results differ, {open} of them not compared for everybody",
    ),
    "tried": Text(
        "另外试了 {count} 个人（月末、闰日和政策里写的日子前后），没有碰到不同；这不等于没有差别",
        "{count} persons were tried (ends of months, 29 February, days that the policies name) and none is "
        "treated differently; that doesn't mean that nobody is",
    ),
    "tried_found": Text(
        "另外试了一些人（月末、闰日和政策里写的日子前后），第 {count} 个就有不同：{person}；"
        "{old_name} {old}，{new_name} {new}",
        "persons were tried (ends of months, 29 February, days that the policies name); number {count} is "
        "treated differently: {person}; {old_name} {old}, {new_name} {new}",
    ),
    "same_day": Text("按同一天对照，没有移动日期", "compared on the same day; no date is moved"),
    "aligned": Text(
        "按年度对齐：{old} 的某一天，对照 {new} {years}年{way}的同一天，人的年龄相同；"
        "例如 {old} {day} 对照 {new} {other}。下面没有注明的日期都是 {old} 的",
        "aligned by coverage year: a day of {old} is compared with the same day {years} year(s) "
        "{way} in {new}, at the same age; e.g. {old} {day} with {new} {other}. "
        "Days below are those of {old} unless marked",
    ),
    "after": Text("后", "later"),
    "before": Text("前", "earlier"),
    "rule_of_persons": Text(
        "比较的是资料齐全、至少有一方在办理时段内的人；每一条都由程序证明，举例的人在两份政策里各算过一遍",
        "compared are persons with all facts known who pay inside a window of at least one policy; "
        "every line is proved and its person evaluated in both policies",
    ),
    "silence": Text(
        "“待定”指通知没有写明、交给别的文件定，或有几种读法；两边都待定的不算差别，都只写上下限的按上下限比",
        "“undetermined” means that the notice is silent, delegates, or can be read in several "
        "ways; undetermined on both sides is no difference, "
        "and amounts stated by their bounds are compared by these",
    ),
    "old_facts": Text("只有 {name} 问的事实：{names}", "facts that only {name} asks for: {names}"),
    "per_entry": Text(
        "每一条的结果（{names}）没有比较；比较它们的合计",
        "results of single entries ({names}) aren't compared; compare what they come to together",
    ),
    "old_outputs": Text("只有 {name} 有的结果：{names}", "results that only {name} has: {names}"),
    "readings": Text("{name} 采用的读法：{names}", "readings for {name}: {names}"),
    "scope": Text("适用对象", "who is in scope"),
    "derived": Text(
        "由{names}算出，每种差别只举一例，成因见上",
        "computed from {names}; one example each, causes are above",
    ),
    "same_as": Text(
        "与“{name}”的差别是同一些人、同样多", "the same persons and the same differences as {name}"
    ),
    "none": Text("没有差别", "no difference"),
    "extent": Text("{count} 种差别", "{count} differences"),
    "extent_stated": Text("其中 {count} 种两边都写明了结果", "{count} of them stated by both"),
    "extent_overlaps": Text(
        "另有 {count} 种只在同时有几项身份的人里", "{count} more among several identities at once"
    ),
    "comma": Text("，", ", "),
    "like": Text("差别同“{name}”", "the same as {name}"),
    "unfinished_short": Text("未分析完", "analysis not finished"),
    "overview": Text("一览", "overview"),
    "output": Text("结果", "result"),
    "changed": Text("变化", "change"),
    "when": Text("什么时候", "when"),
    "how_compared": Text("怎么比的", "how it was compared"),
    "all_same": Text("没有差别：每个人在两边的结果都一样", "no difference: everybody is treated alike"),
    "unfinished": Text("未分析完，因为{reason}", "analysis not finished, because: {reason}"),
    "more": Text("另有 {count} 种差别没有列出", "{count} more differences aren't listed"),
    "overlaps": Text(
        "另有 {count} 种差别，只在一个人同时有几项身份时出现，没有列出",
        "{count} more differences, which aren't listed, occur only where somebody has several identities",
    ),
    "more_situations": Text(
        "另有 {count} 种情形，只列条款（前↔后）：{clauses}",
        "{count} more situations by clause (old↔new): {clauses}",
    ),
    "overlapping": Text(
        "同时有几项身份的人里也有，没有列出", "also among persons with several identities at once, not listed"
    ),
    "days": Text("{axis} {days}", "{axis} {days}"),
    "any_day": Text("各段时间都有", "on any day"),
    "to": Text("{first} 至 {last}", "{first} to {last}"),
    "no_row": Text("没有一项适用", "no rule applies"),
    "outside": Text("不属于适用对象", "out of scope"),
    "open_row": Text("能否适用未定：", "open whether it applies: "),
    "example": Text("例", "e.g."),
    "more_money": Text("{new} 多 {amount}", "{amount} more in {new}"),
    "less_money": Text("{new} 少 {amount}", "{amount} less in {new}"),
    "at_least_more": Text("{new} 至少多 {amount}", "at least {amount} more in {new}"),
    "at_least_less": Text("{new} 至少少 {amount}", "at least {amount} less in {new}"),
    "bound_more": Text("{new} 的下限高 {amount}", "the lower bound is {amount} higher in {new}"),
    "bound_less": Text("{new} 的下限低 {amount}", "the lower bound is {amount} lower in {new}"),
    "later_days": Text("{new} 晚 {days} 天", "{days} days later in {new}"),
    "earlier_days": Text("{new} 早 {days} 天", "{days} days earlier in {new}"),
    "here": Text("此例 {change}", "here {change}"),
    "undetermined": Text("待定", "undetermined"),
    "not_applicable": Text("不适用", "not applicable"),
    "missing": Text("缺资料", "facts missing"),
    "scope_applies": Text("适用", "in scope"),
    "varies": Text("按人推算", "computed for each person"),
    "scope_not_applicable": Text("不适用", "out of scope"),
    "scope_undetermined": Text("是否适用待定", "open whether in scope"),
    "not": Text("非 {name}", "not {name}"),
    "old_version": Text("旧", "OLD"),
    "new_version": Text("新", "NEW"),
}


def say(name: str, lang: Lang, /, **facts: str | int) -> str:
    """The sentence called `name` in `lang`, its places filled."""
    return _PLACE.sub(lambda match: str(facts[match[1]]), TEXTS[name].in_(lang))
