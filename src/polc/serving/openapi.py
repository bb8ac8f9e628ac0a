"""The description of the service as OpenAPI 3.1, made from the policies that it serves.

In: the policies on the shelf. Out: the document as data. A person is described by the schema that the
policy's module carries, an answer by `schemas/eval.schema.json` and the module's, so nothing is said twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from polc import __version__
from polc.assumed import NO_READING
from polc.serving.shelf import Served
from polc.telling.problem_wording import MEDIA_TYPE, PROBLEMS

Data = dict[str, Any]
JSON = "application/json"
_COMPONENTS = "#/components/schemas"
_ANYWHERE = ("wrong_method", "busy", "fault")
_WITH_BODY = (
    "no_such_policy",
    "too_slow",
    "too_large",
    "wrong_type",
    "not_utf8",
    "wrong_facts",
    "wrong_query",
)


def openapi(policies: Iterable[Served]) -> Data:
    """The whole description."""
    served = list(policies)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "polc serve",
            "version": __version__,
            "summary": "一份份政策：算一个人、说明依据",
            "description": "不保存任何资料。金额以分计，日期如 2025-03-01，null 是未知。",
        },
        "paths": {
            "/health": {"get": _get("health", "在不在、政策有没有更新上", _ref("health"))},
            "/policies": {"get": _get("policies", "有哪些政策", _ref("policies"))},
            **{path: item for each in served for path, item in _paths(each).items()},
        },
        "components": {"schemas": _schemas(served)},
    }


def _paths(served: Served) -> Data:
    base = f"/policies/{served.name}"
    title = served.kernel.info.title
    return {
        base: {
            "get": _get(f"{served.name}.policy", f"{title}：题头和假定", _ref("policy"), "no_such_policy")
        },
        f"{base}/schemas": {
            "get": _get(
                f"{served.name}.schemas", f"{title}：资料和答复的格式", _ref("schemas"), "no_such_policy"
            )
        },
        f"{base}/evaluate": {"post": _post(served, "evaluate", f"{title}：算一个人，每项结果和依据的条款")},
        f"{base}/explain": {"post": _post(served, "explain", f"{title}：算一个人，带每一步")},
    }


# ---- operations --------------------------------------------------------------------------------------
def _get(name: str, summary: str, schema: Data, *problems: str) -> Data:
    return {
        "operationId": name,
        "summary": summary,
        "responses": {"200": _content(summary, schema), **_problems(*_ANYWHERE, *problems)},
    }


def _post(served: Served, verb: str, summary: str) -> Data:
    person, answer = _ref(f"{served.name}.person"), _ref(f"{served.name}.answer")
    return {
        "operationId": f"{served.name}.{verb}",
        "summary": summary,
        "parameters": _assume(served),
        "requestBody": {"required": True, "content": {JSON: {"schema": person}}},
        "responses": {"200": _content(summary, answer), **_problems(*_ANYWHERE, *_WITH_BODY)},
    }


def _assume(served: Served) -> list[Data]:
    """The readings that can be chosen, as the parameter `assume`."""
    offered = [
        f"{decl.name}={reading}"
        for decl in served.kernel.assumptions
        for reading in (*(known.name for known in decl.readings), NO_READING)
    ]
    if not offered:
        return []
    return [
        {
            "name": "assume",
            "in": "query",
            "description": "假定=读法；可以写多个",
            "schema": {"type": "array", "items": {"enum": offered}},
        }
    ]


def _content(description: str, schema: Data, media: str = JSON) -> Data:
    return {"description": description, "content": {media: {"schema": schema}}}


def _problems(*names: str) -> Data:
    """The problems that an operation may tell, by status."""
    by_status: dict[int, list[str]] = {}
    for name in names:
        status, text = PROBLEMS[name]
        by_status.setdefault(status, []).append(text.zh)
    return {
        str(status): _content("；".join(texts), _ref("problem"), MEDIA_TYPE)
        for status, texts in sorted(by_status.items())
    }


def _ref(name: str) -> Data:
    return {"$ref": f"{_COMPONENTS}/{name}"}


# ---- schemas -----------------------------------------------------------------------------------------
def _schemas(served: list[Served]) -> Data:
    found = {name: moved(each, f"{_COMPONENTS}/") for name, each in _document("serve")["$defs"].items()}
    found["eval"] = moved(_document("eval"), f"{_COMPONENTS}/eval/$defs/")
    for each in served:
        person, answer = f"{each.name}.person", f"{each.name}.answer"
        own = moved(each.answer_schema, f"{_COMPONENTS}/{answer}/allOf/1/$defs/")
        found[person] = moved(each.person_schema, f"{_COMPONENTS}/{person}/$defs/")
        found[answer] = {"allOf": [_ref("eval"), own]}
    return found


@cache
def _document(name: str) -> Data:
    text = files("polc").joinpath("schemas", f"{name}.schema.json").read_text(encoding="utf-8")
    found: Data = json.loads(text)
    return found


def moved(schema: Any, place: str) -> Any:
    """A schema as a component: what it refers to among its own definitions is found at `place`."""
    if isinstance(schema, list):
        return [moved(each, place) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inside = {key: moved(each, place) for key, each in schema.items() if key != "$id"}
    reference = inside.get("$ref")
    if isinstance(reference, str):
        inside["$ref"] = reference.replace("#/$defs/", place)
    return inside
