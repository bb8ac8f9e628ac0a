"""Leaflets of policies without 待遇期: the examples, whose 案例 are asked of the rows that are printed."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from checkout import ROOT
from summary.leaflets import OPTIONS, holds
from summary.pages import compiled_at, kernel_from
from summary.test_leaflet import NEVER

from polc.compiler.interpret import evaluate
from polc.compiler.kernel import Form, Kernel
from polc.dsl.values import is_status
from polc.targets.summary.leaflet import MOST_CHARACTERS, Unworded, characters, leaflet, texts
from polc.targets.summary.leaflet_model import Leaflet
from polc.targets.summary.leaflet_rules import APPLIES, WHOM, shown
from polc.targets.summary.plain import PlainSpeaker
from polc.targets.summary.view import view_of

EXAMPLES = sorted((ROOT / "examples" / "语言").glob("*/*.pol"))
FEWEST_ASKED = 20
UNWORDED = """政策 "示例" { 文号 "示例〔2031〕1号"  条款 【一】 }
事实 年数: 整数 别名 years
输出 补贴: 金额 别名 aid
关系 年数 在 0 至 9
【一】 规定 补贴 { 【一】 年数 不低于 2 为 40元 【一】 其余 为 0元 }
"""


@cache
def kernel(path: Path) -> Kernel:
    return compiled_at(str(path.relative_to(ROOT)))


@cache
def page(path: Path) -> Leaflet:
    return leaflet(kernel(path), OPTIONS)


@pytest.mark.parametrize("path", EXAMPLES, ids=[str(number) for number in range(len(EXAMPLES))])
def test_every_example_is_a_page(path: Path) -> None:
    made = page(path)
    lead = [line.text for line in made.opening.lead]
    assert characters(made) <= MOST_CHARACTERS and made.contact
    assert 0 < len(lead) <= 2 and sum(map(len, lead)) <= 75 and max(map(len, lead)) <= 60
    assert made.opening.rules and all(rule.rows for rule in made.opening.rules)


@pytest.mark.parametrize("path", EXAMPLES, ids=[str(number) for number in range(len(EXAMPLES))])
def test_no_word_of_the_program_and_no_name_of_the_file(path: Path) -> None:
    said = "\n".join(texts(page(path)))
    assert [word for word in NEVER if word in said] == []
    known = kernel(path)
    own = "\n".join(w.text + w.opposite for w in known.wordings) + known.info.title
    options = [o for decl in (*known.inputs, *known.fields) for o in decl.type.options]
    names = [d.name for d in (*known.inputs, *known.assumptions, *known.fields)]
    names += [column.name for decl in known.inputs for column in decl.columns]
    assert [n for n in names if len(n) > 3 and n in said and n not in own and n not in options] == []


def test_rows_say_what_people_get() -> None:
    """Of whom one row is true and no other, an amount that is printed there is what they get."""
    assert sum(_asked(path) for path in EXAMPLES) > FEWEST_ASKED


def _asked(path: Path) -> int:
    known, asked = kernel(path), 0
    speaker, titles = PlainSpeaker(known), {rule.title: rule for rule in page(path).opening.rules}
    decided = [c for c in known.choices if c.form in (Form.RULE, Form.TABLE)]
    choices = [c for c in shown(view_of(known)) if c in decided]
    for case, choice in product(known.cases, choices):
        rule = titles.get(speaker.called(choice.fields[0]))
        if rule is None or choice.fields[0] not in known.choice_of:
            continue
        facts = {decl.name: None for decl in known.inputs} | dict(case.given)
        found = evaluate(known, facts, dict(case.readings), traced=False)
        true = [row for row in choice.rows if holds(known, row.guard, facts, found)]
        if len(true) == 1 and not true[0].bar:
            said = [row.gets.text for row in rule.rows if speaker.condition(true[0].guard) in row.who.text]
            plain = [text for text in said if re.fullmatch(r"[0-9.,]+元", text)]
            result = found.result(choice.fields[0])
            if len(said) == len(plain) == 1 and not is_status(result):
                asked += 1
                assert plain == [speaker.result(result)], (choice.name, case.title)
    return asked


def test_whom_it_applies_to_stands_first() -> None:
    gated = [path for path in EXAMPLES if any(choice.gate is not None for choice in kernel(path).choices)]
    assert gated
    for path in gated:
        first = page(path).opening.rules[0]
        assert first.title == WHOM
        assert [row.gets.text for row in first.rows] == [APPLIES] * len(first.rows) != []


def test_names_without_words_are_listed() -> None:
    with pytest.raises(Unworded) as refused:
        leaflet(kernel_from(UNWORDED), OPTIONS)
    assert refused.value.names == ("补贴", "年数", "解释")


def test_what_was_dropped_needs_no_words() -> None:
    """说明 of what 废止 drops goes with it."""
    (path,) = (path for path in EXAMPLES if path.stem == "15-沿用与衔接")
    assert "迟报处理" not in {wording.name for wording in kernel(path).wordings}
