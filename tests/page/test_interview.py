"""The interview of the calculator: it comes to what the interpreter gives, and asks no more than it must.

Never does it show a result that an answer not yet given could change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from random import Random

import pytest
from agreement.persons import Person, persons
from agreement.shipped import examples, kernel_of, names
from page.walked import Walked, asked, fact_keys, said, texts, value_of, walk
from summary.leaflets import may_exist
from summary.pages import kernel_from

from polc.compiler.kernel import Kernel
from polc.dsl.values import Given

MOST_SCREENS = 9
COMPLETIONS, PEOPLE = 12, 10
CACHED = cache(kernel_of)


def not_asked(kernel: Kernel) -> set[str]:
    return {wording.name for wording in kernel.wordings if not wording.asked}


def usual(kernel: Kernel, person: Mapping[str, Given | None]) -> bool:
    """Whether somebody is what nobody is asked."""
    defaults = {decl.name: decl.default for decl in kernel.inputs}
    return all(person[name] == defaults[name] for name in not_asked(kernel))


def people(kernel: Kernel) -> list[dict[str, Given | None]]:
    return [asked(kernel, dict(case.given)) for case in kernel.cases]


# ---- 案例 -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", [*names(), *examples()])
def test_every_case_comes_to_what_the_interpreter_gives(name: str, tmp_path: Path) -> None:
    kernel = CACHED(name)
    everybody = [person for person in people(kernel) if usual(kernel, person)]
    assert len(everybody) >= 0.8 * len(kernel.cases) > 0
    for person, walked in zip(everybody, walk(kernel, everybody, tmp_path), strict=True):
        assert said(walked) == texts(kernel, person), person
        assert walked.left == []
        if name in names():
            assert len(walked.screens) <= MOST_SCREENS


@pytest.mark.parametrize("name", names())
def test_what_nobody_is_asked_is_named_where_it_changes_the_result(name: str, tmp_path: Path) -> None:
    kernel = CACHED(name)
    keys, hidden = fact_keys(kernel), not_asked(kernel)
    others = [person for person in people(kernel) if not usual(kernel, person)][:3]
    assert others
    for person, walked in zip(others, walk(kernel, others, tmp_path, shown=True), strict=True):
        assert not {fact for screen in walked.screens for fact in screen["facts"]} & {keys[n] for n in hidden}
        differs = texts(kernel, person) != said(walked)
        assert walked.answer is not None and bool(walked.answer["fixed"]) >= differs


# ---- no more than needed ----------------------------------------------------------------------------
@pytest.mark.parametrize("name", names())
def test_each_screen_asks_what_still_matters(name: str, tmp_path: Path) -> None:
    kernel = CACHED(name)
    for walked in walk(kernel, people(kernel)[::8], tmp_path, before=True):
        shown = [fact for screen in walked.screens for fact in screen["facts"]]
        assert len(shown) == len(set(shown))
        for screen in walked.screens:
            assert screen["facts"] and set(screen["facts"]) <= set(screen["before"])


@pytest.mark.parametrize("name", names())
def test_no_result_hangs_on_what_was_not_asked(name: str, tmp_path: Path) -> None:
    kernel, rng = CACHED(name), Random(15)
    everybody = people(kernel)
    chosen = rng.sample(everybody, PEOPLE) + [
        _forgetful(person, rng) for person in rng.sample(everybody, PEOPLE)
    ]
    compared = 0
    for walked in walk(kernel, chosen, tmp_path):
        results = {o["name"]: o["text"] for o in walked.outputs.values() if o["status"] != "missing"}
        for person in _completions(kernel, walked):
            found = texts(kernel, person)
            assert {field: found[field] for field in results} == results, person
            compared += len(results)
    assert compared > 5 * PEOPLE * COMPLETIONS


def _forgetful(person: Person, rng: Random) -> Person:
    """Somebody who is unsure of some things."""
    return {name: None if rng.random() < 0.15 else value for name, value in person.items()}


def _completions(kernel: Kernel, walked: Walked) -> Iterator[Person]:
    """People who may exist and have given these answers."""
    names = {key: name for name, key in fact_keys(kernel).items()}
    known = {names[key]: value_of(kernel, names[key], value) for key, value in walked.known.items()}
    found = 0
    for drawn in persons(kernel, 60 * COMPLETIONS, seed=7):
        person = {**drawn, **known}
        if None not in person.values() and may_exist(kernel, person):
            yield person
            found += 1
        if found == COMPLETIONS:
            return


# ---- what is not known ------------------------------------------------------------------------------
SMALL = """政策 "示例" { 条款 【一、二】 }
事实 户籍: 是非 别名 local
事实 低保: 是非 默认 否 别名 poor
事实 残疾: 是非 默认 否 别名 disabled
事实 岁数: 整数 别名 age
输出 补贴: 金额 别名 due
关系 低保、残疾 互斥
说明 户籍 "本地人" 问 "户口在本地吗？"
说明 低保 "低保对象"
说明 残疾 "残疾人"
【一】 规定 补贴 {
  【一】 户籍 且 低保 为 40元
  【一】 户籍 且 残疾 为 0元
  【二】 户籍 且 岁数 超过 60 为 5元
  【一】 其余 为 400元
}
案例 "一" { 户籍 = 否 期望 补贴 = 400元 }
"""


def shown(person: dict[str, Given | None], folder: Path, text: str = SMALL) -> Walked:
    (walked,) = walk(kernel_from(text), [person], folder, shown=True)
    return walked


def test_screens_end_when_the_result_is_settled(tmp_path: Path) -> None:
    walked = shown({"户籍": False}, tmp_path)
    assert [screen["title"] for screen in walked.screens] == ["户口在本地吗？"]
    assert walked.answer is not None and walked.answer["headlines"] == [["补贴", "400元"]]


def test_unsure_is_an_answer_and_each_possibility_is_told(tmp_path: Path) -> None:
    text = SMALL.replace("  【二】 户籍 且 岁数 超过 60 为 5元\n", "")
    walked = shown({"户籍": True, "低保": None, "残疾": None}, tmp_path, text)
    assert walked.answer is not None
    assert walked.answer["headlines"] == [["补贴", "还要看：低保对象、残疾人"]]
    (unsure,) = walked.answer["unsure"]
    assert unsure["ways"] == ["低保对象：40元", "残疾人：0元", "都不是：400元"]
    local = shown({"户籍": None, "低保": True, "残疾": False}, tmp_path, text)
    assert local.answer is not None and local.answer["unsure"][0]["ways"] == ["是：40元", "不是：400元"]


def test_a_number_that_is_not_known_is_told_as_missing(tmp_path: Path) -> None:
    walked = shown({"户籍": True, "低保": False, "残疾": False, "岁数": None}, tmp_path)
    assert walked.answer is not None and walked.answer["unsure"][0]["ways"] == ["弄清了才能算。"]
