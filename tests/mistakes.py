"""One mistake in a policy, as it is told: its code and what it points at."""

from __future__ import annotations

from collections.abc import Mapping

from compile import compile_text, policy

from polc.dsl.diagnostics.model import Lang, Severity
from polc.dsl.diagnostics.wording import message, suggestions

FACTS = """
事实 面积: 整数 别名 area
事实 户型: 选项（楼房、平房） 别名 dwelling
事实 价格: 金额 别名 price
事实 等待: 时长 别名 waiting
清单 购书 不超过 20 先后 按 付款日 别名 books {
  事实 类别: 选项（童书、教材） 别名 kind
  事实 实付: 金额 别名 paid
  事实 付款日: 日期 别名 paid_on
}
"""


def paying(value: str, before: str = "") -> str:
    """A policy in which 应缴金额 is `value`."""
    return policy(f"{FACTS}{before}\n【三】 规定 应缴金额 {{ 【三】 为 {value} }}")


def asking(condition: str) -> str:
    """A policy in which a row rests on `condition`."""
    rows = f"【三】 {condition} 为 1元 【三】 其余 为 2元"
    return policy(f"{FACTS}【三】 规定 应缴金额 {{ {rows} }}")


def declaring(text: str) -> str:
    """A policy with one more declaration."""
    return paying("1元", text)


def told(files: str | Mapping[str, str]) -> tuple[str, str]:
    """The only error in these files: its code and the text it points at; it says what to write instead."""
    texts = {"main.pol": files} if isinstance(files, str) else files
    errors = [d for d in compile_text(texts).diagnostics if d.code.severity is Severity.ERROR]
    assert len(errors) == 1, [(d.code.id, d.facts) for d in errors]
    (error,) = errors
    for lang in Lang:
        assert suggestions(error, lang)
        assert "{}" not in message(error, lang) and "None" not in message(error, lang)
    return error.code.id, texts[error.span.path][error.span.start : error.span.end]
