"""Sentences: they end at 。！？ outside quotes and brackets, never at ；."""

from __future__ import annotations

import re

_OPENS, _CLOSES = "“《(「", "”》)」"
_ENDS = "。！？"
# What a heading that runs into its paragraph doesn't say: 普通居民缴费。 is one, 按400元缴费。 isn't.
_SAYS_SOMETHING = re.compile(
    r"[0-9]|[一二三四五六七八九十]+[个年月日元]|按|应|须|不得|执行|可以|享受(?!政策|办法)|为|是|免|不予|除外"
)
RUN_IN = 22


def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph, each with its mark."""
    found, depth, begin = [], 0, 0
    for at, char in enumerate(text):
        if char in _OPENS:
            depth += 1
        elif char in _CLOSES:
            depth = max(0, depth - 1)
        elif char in _ENDS and (not depth or at + 1 == len(text)):
            found.append(text[begin : at + 1])
            begin = at + 1
    return tuple(found) + ((text[begin:],) if begin < len(text) else ())


def runs_in(sentence: str) -> bool:
    """A short first sentence that only names what the paragraph is about."""
    return sentence.endswith("。") and len(sentence) <= RUN_IN and not _SAYS_SOMETHING.search(sentence)
