"""What a message says to write can be read: each piece in 「」 is put where such a piece can stand.

In: findings. Out: the pieces that no place of a policy takes. A … stands for a name, a text, an amount or rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from polc.dsl.diagnostics.model import Diagnostic, Lang, Severity, Sink
from polc.dsl.diagnostics.wording import suggestions
from polc.dsl.keywords import BY_TERMINAL
from polc.dsl.parser import parse
from polc.dsl.source import Source

_PIECE = re.compile("「([^「」]+)」")
_WORDS = frozenset(keyword.word for keyword in BY_TERMINAL.values())
# Not to be written: commands, a block that is spoken of, readings with what they come to.
_SAID = re.compile("polc [a-z]+.*|规定 [^ ]+|按[^ ]+ [0-9]+元")
_FILLED = ("甲", "x", '"甲"', "1元", "2026-01-01", "【一】 甲 为 1元", "读：1元 都不采用", "")
_PLACES = (
    "{}",
    "【一】 {}",
    "{} 群体 甲 = 乙",
    "【一】 群体 {} = 甲",
    "【一】 规定 果 {{ {} }}",
    "【一】 规定 果 {{ 【一】 {} }}",
    "【一】 规定 果 {{ 【一】 {} 为 1元 }}",
    "【一】 规定 果 {{ 【一】 甲 {} 为 1元 }}",
    "【一】 规定 果 {{ 【一】 {} 甲 为 1元 }}",
    "【一】 规定 果 {{ 【一】 甲 {} 2026-01-01 为 1元 }}",
    "【一】 规定 果 {{ 【一】 为 {} }}",
    "【一】 规定 果 {{ 【一】 为 甲 {} }}",
    "【一】 规定 果 {{ 【一】 为 甲 {} 1元 }}",
    "【一】 表 果 按 甲 {{ 【一】 {} 为 1元 }}",
    "【一】 时段 果 按 甲 {{ {} }}",
    "【一】 时段 果 按 甲 {{ 【一】 {} }}",
    "【一】 时段 果 按 甲 {{ 【一】 期 {} }}",
    "【一】 时段 果 按 甲 {{ 【一】 期 2026-01-01 起 {} }}",
    "【一】 分类 甲 {{ {} }}",
    "【一】 分类 甲 {{ 【一】 {} }}",
    "【一】 选择 甲 由 本人 {{ {} }}",
    "【一】 选择 甲 由 本人 {{ 【一】 乙 {} }}",
    "【一】 减免 甲 {{ {} }}",
    "【一】 减免 甲 {{ 【一】 甲 {} }}",
    '【一】 假定 甲 "甲" {{ 读：1元 {} }}',
    '【一】 期限 "甲" {}',
    "事实 {}: 是非 别名 x",
    "事实 甲: {} 别名 x",
    "事实 甲{} 别名 x",
    "事实 甲: 金额 {}",
    "事实 甲: 金额 {}x",
    "输出 甲: 金额 {} 别名 x",
    "清单 甲 不超过 3 {} 别名 x {{ }}",
    '政策 "甲" {{ {} }}',
    '政策 "甲" {{ 有效期 2026-01-01 至 2026-12-31 按 甲 {} }}',
    '政策 "甲" {{ {} 甲 }}',
    '案例 "甲" {{ {} }}',
    '案例 "甲" {{ 期望 {} }}',
    '引用 "甲" {}',
    '引用 "甲" 沿用 {{ {} }}',
    "{{{}",
)


def unread(found: Iterable[Diagnostic]) -> list[str]:
    """The pieces that can't be read anywhere."""
    return [piece for piece in dict.fromkeys(_pieces(found)) if not _is_read(piece)]


def _pieces(found: Iterable[Diagnostic]) -> Iterator[str]:
    for finding in found:
        for suggestion in suggestions(finding, Lang.ZH):
            yield from _PIECE.findall(suggestion)


def _is_read(piece: str) -> bool:
    if piece in _WORDS or _SAID.fullmatch(piece):
        return True
    cited = re.sub("【(…|条款|出处)】", "【一】", piece)
    texts = (place.format(cited.replace("…", filled)) for filled in _FILLED for place in _PLACES)
    return any(map(_has_no_error, texts))


def _has_no_error(text: str) -> bool:
    sink = Sink()
    parse(Source(path="示例.pol", text=text), sink)
    return all(found.level is not Severity.ERROR for found in sink.found)
