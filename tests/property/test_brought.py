"""A file that is brought in means what it means by itself, however deep, whatever header brings it in.

Chains of notices are made up, each with its own way to count months, its birthdays of 29 February, scope,
validity, year, windows and choices, all under the same names. What a row leaves to the next notice is what
that notice gives by itself; what a row decides itself doesn't change with what is brought in.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

import attrs
import pytest
from agreement.python_module import differences, load
from compile import compile_text, kernel_of

from polc.compiler.interpret import Evaluation, Person, Step, Verdict, evaluate
from polc.compiler.kernel import FieldRef, Kernel, Row
from polc.dsl.values import Fraction, Result, is_status

CHAINS = 10
PERSONS = 40
WORDS = """词汇 词 {
  事实 缴费日: 日期  别名 pay_date
  事实 出生日期: 日期  别名 birth
  事实 户籍: 选项（本县、本市、外地）  别名 home
  事实 档: 整数  别名 level
  周岁 按 出生日期
  输出 缴费时段: 选项  别名 window
  输出 起始日: 日期  别名 start
  输出 成年: 是非  别名 adult
  输出 应缴: 金额  别名 due
  输出 半数: 金额 = 应缴 的 50%  别名 half
}
"""
OUTPUTS = ("缴费时段", "起始日", "成年", "应缴")
DAYS = [date(2031, 1, 31), date(2031, 2, 28), date(2030, 2, 28), date(2031, 6, 30), date(2032, 2, 29)]
DAYS += [date(2030, 12, 31), date(2031, 8, 31), date(2029, 12, 31)]
BIRTHS = [date(2012, 2, 29), date(2013, 3, 1), date(1971, 2, 28), date(2012, 2, 28)]


def notice(level: int, last: int, rng: random.Random) -> str:
    """One file of a chain. 0 is the one that people apply; the last has nobody below."""
    mark = "甲乙丙丁"[level]
    header = [f'文号 "{level}号"', f"按月计算 {rng.choice(('当月末日', '次月首日'))}"]
    header += [f"闰日生日 {rng.choice(('2月28日', '3月1日'))}"]
    year = rng.choice((2030, 2031, 2032))
    header.append(f"【五】 保障年度 {year}-01-01 至 {year}-12-31")
    if rng.random() < 0.5:
        header.append(f"【六】 有效期 2030-0{rng.randint(1, 9)}-01 至 2031-0{rng.randint(1, 9)}-28 按 缴费日")
    if rng.random() < 0.5:
        header.append(f"【七】 适用于 对象{mark}")
    below = f'执行 "{level + 1}号"' if level < last else '待定 "没有下文"'
    homes = "、".join(rng.sample(("本县", "本市", "外地"), k=2))
    middle = f"2031-0{rng.randint(2, 6)}-15"
    use = f'引用 "文{level + 1}" 落实 "{level + 1}号"' if level < last else ""
    chosen = f"【八】 选择 档 由 本人 {{ 【八】 其余 可选 1 至 {rng.randint(2, 4)} }}"
    return f"""引用 "词"
{use}
政策 "第{level}级" {{ {" ".join(header)} }}
【七】 群体 对象{mark} = 户籍 是 {homes}
【四】 假定 起算{mark} "没有写明" {{ 当天 缴费日  隔天 缴费日 的 次日  采用 {rng.choice(("当天", "隔天"))} }}
【四】 标准 底数{mark} = {rng.randint(1, 9)}00元
{chosen if rng.random() < 0.5 else ""}
【一】 时段 缴费时段 按 缴费日 {{
  【一（一）】 前期  2030-01-01 至 {middle}
  【一（二）】 后期  前期末日 + 1日 至 2031-12-31
  【一】 其余 {below}
}}
【二】 规定 起始日 {{
  【二（一）】 在 前期  为 起算{mark} + {rng.randint(1, 3)}个月
  【二（二）】 在 后期 且 户籍 是 本县  {rng.choice((below, "为 保障年度末日"))}
  【二】 其余 {below}
}}
【三】 规定 成年 {{
  【三（一）】 截至 缴费日 满18周岁  为 是
  【三】 其余 {rng.choice((below, "为 否"))}
}}
【四】 规定 应缴 {{
  【四（一）】 成年 且 户籍 是 本市  为 底数{mark} * 档
  【四（二）】 起始日 不早于 保障年度首日 且 非 （户籍 是 本市）  为 10元 * 档
  【四】 其余 {below}
}}
"""


@cache
def chain(seed: int) -> Mapping[str, str]:
    rng = random.Random(seed)
    last = rng.choice((1, 2, 3))
    files = {f"文{level}.pol": notice(level, last, rng) for level in range(last + 1)}
    return {**files, "词.pol": WORDS}


def kernel(files: Mapping[str, str], name: str) -> Kernel:
    return kernel_of({**files, "main.pol": files[name]})


def alone(files: Mapping[str, str], name: str) -> Kernel:
    """The file with nothing brought in that fills its places."""
    text = "\n".join(line for line in files[name].splitlines() if "落实" not in line)
    return kernel_of({**files, "main.pol": text})


def people(seed: int, unknown: float) -> Iterator[Person]:
    rng = random.Random(seed)
    for _ in range(PERSONS):
        person = {
            "缴费日": rng.choice(DAYS),
            "出生日期": rng.choice(BIRTHS),
            "户籍": rng.choice(("本县", "本市", "外地")),
            "档": Fraction(rng.randint(0, 5)),
        }
        yield {fact: None if rng.random() < unknown else value for fact, value in person.items()}


def said(result: Result) -> object:
    """A result without the clauses it cites, which carry the title of the notice elsewhere."""
    return attrs.evolve(result, clauses=()) if is_status(result) else result


def taken(evaluation: Evaluation, output: str) -> str | None:
    """What the only row says that decided an output, 其余 too; None where a gate, a status or several did."""
    step = next(step for step in evaluation.steps if output in step.choice.fields)
    if step.gate is not True or any(row.verdict is Verdict.OPEN for row in step.rows):
        return None
    rows = [row.row.outcome for row in step.rows if row.verdict is Verdict.TAKEN]
    if not rows:
        return "执行" if isinstance(step.choice.otherwise[0], FieldRef) else "其余"
    return rows[0] if len(rows) == 1 else None


@pytest.mark.parametrize("seed", range(CHAINS))
def test_what_is_left_to_a_notice_is_what_it_gives_by_itself(seed: int) -> None:
    files = chain(seed)
    delegated = 0
    for level in range(len(files) - 2):
        upper, own = kernel(files, f"文{level + 1}.pol"), kernel(files, f"文{level}.pol")
        bare = alone(files, f"文{level}.pol")
        for person in people(seed, 0.1):
            there, here, without = evaluate(upper, person), evaluate(own, person), evaluate(bare, person)
            for output in OUTPUTS:
                outcome = taken(here, output)
                if outcome is not None and outcome.startswith("执行"):
                    delegated += 1
                    assert said(here.result(output)) == said(there.result(output)), (output, person)
                elif outcome is not None and outcome == taken(without, output) and output != "应缴":
                    assert said(here.result(output)) == said(without.result(output)), (output, person)
    assert delegated


@pytest.mark.parametrize("seed", range(0, CHAINS, 4))
def test_modules_agree_on_chains(seed: int) -> None:
    own = kernel(chain(seed), "文0.pol")
    module = load(own)
    for person in people(seed, 0.2):
        assert differences(own, module, person, reasons=False) == []


def wins(files: Mapping[str, str]) -> Mapping[str, str]:
    """The first file with the second above it, instead of below."""
    text = files["文0.pol"].replace('落实 "1号"', "覆盖 起始日、成年、应缴")
    return {**files, "main.pol": text}


def step_of(evaluation: Evaluation, output: str) -> tuple[Step, list[Row]]:
    """How an output was decided, and the rows that held."""
    step = next(step for step in evaluation.steps if output in step.choice.fields)
    return step, [row.row for row in step.rows if row.verdict is Verdict.TAKEN]


def outside(evaluation: Evaluation, output: str) -> bool:
    """This file itself puts the person outside."""
    step, held = step_of(evaluation, output)
    return step.gated or any(row.bar for row in held)


def stays_out(evaluation: Evaluation, output: str) -> bool:
    """The notice isn't meant for the person, isn't in force, or has no row for them."""
    step, held = step_of(evaluation, output)
    return step.gated or not held or held[0].condition == "期外"


@pytest.mark.parametrize("seed", range(CHAINS))
def test_what_wins_wins_for_whom_it_is_meant_while_in_force(seed: int) -> None:
    files = chain(seed)
    upper, bare, both = kernel(files, "文1.pol"), alone(files, "文0.pol"), kernel_of(wins(files))
    for person in people(seed, 0):
        there, own, here = evaluate(upper, person), evaluate(bare, person), evaluate(both, person)
        for output in ("起始日", "成年"):
            if any(row.verdict is Verdict.OPEN for row in step_of(there, output)[0].rows):
                continue
            if outside(own, output) or stays_out(there, output):
                assert said(here.result(output)) == said(own.result(output)), (output, person)
            else:
                assert said(here.result(output)) == said(there.result(output)), (output, person)


@pytest.mark.parametrize("seed", range(CHAINS))
def test_what_is_brought_in_as_a_whole_keeps_its_header(seed: int) -> None:
    """A file of other outputs that imports the last notice as it is gives what that notice gives."""
    files = chain(seed)
    last = f"文{len(files) - 2}"
    other = """政策 "另一份" { 文号 "另1号" 按月计算 当月末日 闰日生日 2月28日 条款 【一】 }
输出 早: 是非 别名 early
【一】 规定 早 { 【一】 起始日 早于 2031-06-01 为 是 【一】 其余 为 否 }
"""
    both = kernel_of({**files, "main.pol": f'引用 "{last}"\n引用 "词"\n{other}'})
    by_itself = kernel(files, f"{last}.pol")
    for person in people(seed, 0.1):
        there, here = evaluate(by_itself, person), evaluate(both, person)
        for output in OUTPUTS:
            assert said(here.result(output)) == said(there.result(output)), (output, person)


def test_a_shared_word_is_read_once_for_each_way_to_count() -> None:
    """A group of a file without a notice, asked by two notices that count birthdays in two ways."""
    files = {
        "词.pol": WORDS + "【二】 群体 大人 = 截至 缴费日 满18周岁\n",
        "省.pol": '引用 "词"\n政策 "省" { 文号 "省1号" 闰日生日 3月1日 }\n'
        "【一】 规定 成年 { 【一】 大人 为 是 【一】 其余 为 否 }",
        "main.pol": '引用 "词"\n引用 "省" 落实 "省1号"\n政策 "县" { 文号 "县1号" 闰日生日 2月28日 }\n'
        '【一】 规定 成年 { 【一】 执行 "省1号" }\n'
        "【二】 规定 应缴 { 【二】 大人 为 1元 【二】 其余 为 2元 }",
    }
    person = {"出生日期": date(2012, 2, 29), "缴费日": date(2030, 2, 28)}
    found = evaluate(kernel_of(files), person)
    assert found.result("成年") is False
    assert found.fields["应缴"].result.fen == 100


def test_two_calendars_are_told() -> None:
    files = {
        "词.pol": WORDS,
        "省.pol": '引用 "词"\n政策 "省" { 文号 "省1号" }\n'
        '【一】 历法 "省历" 2031-01-01 至 2031-12-31 { 休 2031-01-01 }\n'
        "【一】 规定 起始日 { 【一】 为 缴费日 + 3个工作日 }",
        "main.pol": '引用 "词"\n引用 "省" 落实 "省1号"\n政策 "县" { 文号 "县1号" }\n'
        '【一】 历法 "县历" 2031-01-01 至 2031-12-31 { 休 2031-01-02 }\n'
        '【一】 规定 起始日 { 【一】 执行 "省1号" }',
    }
    assert "POL322" in [found.code.id for found in compile_text(files).diagnostics]
