"""A small notice with its policy, and what a change of either gives."""

from __future__ import annotations

from collections.abc import Iterable

from polc.compiler.ledger import Accounted, ledger_file
from polc.dsl.diagnostics.model import Diagnostic
from polc.dsl.notice.model import Notice
from polc.dsl.notice.reading import read_notice
from polc.dsl.source import Source

NOTICE = """示例市医疗保障局关于做好缴费工作的通知
示医保〔2030〕5号
各县（区）医疗保障局：
现将有关事项通知如下：
一、缴费时间
（一）集中缴费期：2030年9月1日至12月31日。
（二）补缴期：2031年1月1日起，不晚于2031年6月30日。
二、缴费标准
（一）个人缴费标准为每人每年420元。财政补助标准不低于680元。
（二）年满70周岁的减免50%，未满18周岁的减免20%。
三、办理
出生90日内的新生儿，按照《示例市新生儿参保办法》（示医保〔2029〕7号）执行。
示例市医疗保障局
2030年8月20日
"""

POLICY = """政策 "缴费" {
  文号 "示医保〔2030〕5号"
  印发 2030-08-20
  按月计算 取月末
  闰日生日 2月28日
  条款 【一（一）、一（二）、二（一）第1句、二（一）第2句、二（二）、三】
}
事实 缴费日: 日期 别名 paid
事实 出生日期: 日期 别名 born
周岁 按 出生日期
输出 应缴: 金额 别名 due
【二（一）第1句】 标准 个人缴费 = 420元
【二（一）第2句】 标准 财政补助 不低于 680元
【一】 时段 缴费时段 按 缴费日 {
  【一（一）】 集中缴费期  2030-09-01 至 2030-12-31
  【一（二）】 补缴期  2031-01-01 至 2031-06-30
  【一】 其余 不适用 "不收"
}
【三】 假定 新生儿末日 "出生当天算不算一天，未写明" {
  不算  出生日期 + 90日
  算  出生日期 + 89日
  采用 不算
}
【二】 规定 应缴 {
  【二（一）第1句】 在 集中缴费期  为 个人缴费
  【二（一）第2句】 在 补缴期  为 个人缴费 + 财政补助
  【二（二）】 例外 截至 缴费日 满70周岁 且 在 集中缴费期  为 个人缴费 的 50%
  【二（二）】 例外 截至 缴费日 未满18周岁 且 在 集中缴费期  为 个人缴费 的 20%
  【三】 例外 缴费日 不晚于 新生儿末日  执行 "示医保〔2029〕7号"  优先于 【二】
}
"""
MAIN = "main.pol"


def accounted(
    policy: str = POLICY, notice: Notice | str = NOTICE, kept: Notice | None = None, **more: str
) -> Accounted:
    """The ledger of a policy text against a notice."""
    files = {MAIN: policy} | {name.replace("__", "/") + ".pol": text for name, text in more.items()}

    def read(path: str) -> Source:
        if path not in files:
            raise FileNotFoundError(path)
        return Source(path=path, text=files[path])

    return ledger_file(MAIN, read, read_notice(notice) if isinstance(notice, str) else notice, kept)


def told(found: Iterable[Diagnostic]) -> list[tuple[str, str]]:
    """Codes with what they're about, for tests to compare."""
    return [(each.code.id, _about(dict(each.facts))) for each in found]


def _about(facts: dict[str, str]) -> str:
    keys = ("clause", "clauses", "number", "was", "now", "noticed", "written", "what", "elsewhere")
    return " ".join(facts[key] for key in keys if facts.get(key))


def changed(old: str, new: str, text: str = POLICY) -> str:
    """`text` with one place of it exchanged."""
    assert text.count(old) == 1, (old, text.count(old))
    return text.replace(old, new)
