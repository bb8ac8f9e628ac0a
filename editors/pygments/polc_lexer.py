"""The colours of `.pol` for Pygments, from the table of words: for documents and `pygmentize`.

pygmentize -x -l editors/pygments/polc_lexer.py:PolLexer -f html 政策.pol
"""

from __future__ import annotations

from typing import ClassVar

from pygments.lexer import RegexLexer, words
from pygments.token import Comment, Keyword, Name, Number, Operator, String, Text

from polc.dsl.keywords import KEYWORDS
from polc.dsl.source import HAN

_NAME = rf"[{HAN}][{HAN}A-Za-z“”‘’·_]*"
_TOKENS = {"声明": Keyword.Declaration, "类型": Keyword.Type, "条件": Operator.Word, "取值": Name.Builtin}
_UNIT = "万元|元|角|分|%|％|个工作日|工作日|个月|日|天|年"
_NUMBER = rf"[0-9０-９][0-9０-９,，.．/／年月日号\-－ ]*(?:{_UNIT})?(?:[/／][人户月年日])*"


def _by_role() -> list[tuple[object, ...]]:
    roles = dict.fromkeys(keyword.role for keyword in KEYWORDS)
    return [
        (
            words([k.word for k in KEYWORDS if k.role == role], suffix=rf"(?![{HAN}A-Za-z·_])"),
            _TOKENS.get(role, Keyword),
        )
        for role in roles
    ]


class PolLexer(RegexLexer):
    """`.pol`."""

    name = "polc"
    aliases: ClassVar[list[str]] = ["pol", "polc"]
    filenames: ClassVar[list[str]] = ["*.pol"]
    tokens: ClassVar[dict[str, list[tuple[object, ...]]]] = {
        "root": [
            (r"[#＃][^\n]*", Comment.Single),
            (r'["＂][^"＂\n]*["＂]|“[^“”\n]*”', String),
            (r"[【\[［][^【\[［】\]\n]*[】\]］]", Name.Label),
            (r"「[^「」\n]*」", Name),
            (r"(?:年满|满|未满|不满)\s{0,3}[0-9０-９]{1,3}\s{0,3}周岁", Number),
            (_NUMBER, Number),
            *_by_role(),
            (_NAME, Name),
            (r"\s+|.", Text),
        ]
    }
