"""What the service says when it can't answer, in both languages: the catalogue of its problems.

In: the name of a problem and the facts it mentions. Out: the HTTP status and a document of RFC 9457, Chinese
first. A problem names what the caller wrote, never whom it is about; the service writes none of it down.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from polc.dsl.diagnostics.model import Diagnostic, Lang, Text
from polc.dsl.diagnostics.wording import message, suggestions
from polc.refusals import Refusal
from polc.telling.answer import Json
from polc.telling.wording import filled, refusal_text

MEDIA_TYPE = "application/problem+json"

PROBLEMS: dict[str, tuple[int, Text]] = {
    "no_such_address": (
        404,
        Text(
            "没有这个地址；GET /openapi.json 列出全部地址",
            "no such address; GET /openapi.json lists them all",
        ),
    ),
    "no_such_policy": (
        404,
        Text("没有“{name}”这份政策，有的是：{known}", "no policy “{name}”; there are: {known}"),
    ),
    "wrong_method": (405, Text("这个地址要用 {allowed}", "this address takes {allowed}")),
    "too_slow": (
        408,
        Text("过了 {seconds} 秒，正文还没有收全", "the body wasn't complete after {seconds} seconds"),
    ),
    "too_large": (
        413,
        Text("正文超过 {limit} 字节，没有读", "the body is longer than {limit} bytes and wasn't read"),
    ),
    "wrong_type": (
        415,
        Text(
            "正文要写明是 {expected}（Content-Type），例如 curl -H 'Content-Type: {expected}'",
            "say that the body is {expected}, such as curl -H 'Content-Type: {expected}'",
        ),
    ),
    "not_utf8": (
        400,
        Text("正文不是 UTF-8，从第 {at} 个字节起读不通", "the body isn't UTF-8 from byte {at} on"),
    ),
    "wrong_facts": (
        422,
        Text(
            "资料有 {count} 处不对，没有算", "{count} things are wrong with the facts; nothing was worked out"
        ),
    ),
    "wrong_query": (422, Text("问号后面的 {reason}", "in the query: {reason}")),
    "busy": (
        503,
        Text(
            "正在办的请求太多（{limit} 个），请稍后再试",
            "too many requests at once ({limit}); try again later",
        ),
    ),
    "fault": (
        500,
        Text(
            "polc 自身出错（编号 {id}）：请把编号交给维护人员，日志里有出错的地方",
            "polc itself failed (id {id}); the log names the place",
        ),
    ),
}


class Problem(Exception):
    """Why a request has no answer: a name of PROBLEMS, its facts, and the findings behind it."""

    def __init__(self, name: str, /, *, errors: Sequence[Diagnostic] = (), **facts: str) -> None:
        super().__init__(name)
        self.name, self.facts, self.errors = name, facts, tuple(errors)

    @property
    def status(self) -> int:
        """The HTTP status."""
        return PROBLEMS[self.name][0]

    def document(self) -> dict[str, Json]:
        """The document that is sent."""
        text = PROBLEMS[self.name][1]
        return {
            "type": f"urn:polc:problem:{self.name}",
            "status": self.status,
            "code": self.name,
            "detail": filled(text, Lang.ZH, self.facts),
            "detail_en": filled(text, Lang.EN, self.facts),
            **({"errors": [_error(found) for found in self.errors]} if self.errors else {}),
        }


def wrong_query(refusal: Refusal) -> Problem:
    """A refusal of what stands in the query; it's told in the language of the reader, so in Chinese."""
    return Problem("wrong_query", reason=refusal_text(refusal, Lang.ZH))


def _error(found: Diagnostic) -> dict[str, Json]:
    facts: Mapping[str, str] = dict(found.facts)
    return {
        "code": found.code.id,
        **({"field": facts["field"]} if "field" in facts else {}),
        "message": message(found, Lang.ZH),
        "message_en": message(found, Lang.EN),
        "suggestions": list(suggestions(found, Lang.ZH)),
        "suggestions_en": list(suggestions(found, Lang.EN)),
    }
