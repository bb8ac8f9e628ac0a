"""docs/limits.md: its figures are the constants', and each bound is reached with what the page says."""

import re
from importlib import import_module

import pytest
from checkout import ROOT
from compile import codes_of, policy

from polc.dsl.diagnostics.model import Sink
from polc.dsl.diagnostics.render import render
from polc.dsl.parser import parse
from polc.dsl.source import Source

PAGE = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| .*\| ([0-9,]+) \|.*`([a-z_.0-9]+)\.([A-Z_]+)` \|$", re.M)
TABLE = {f"{module}.{name}": int(figure.replace(",", "")) for figure, module, name in ROW.findall(PAGE)}
DIGITS = "东南西北中梅兰竹菊松"


def name(kind: str, number: int) -> str:
    return kind + "".join(DIGITS[int(digit)] for digit in str(number))


def test_the_figures_are_the_constants() -> None:
    assert len(TABLE) == PAGE.count("| `polc.")
    for path, figure in TABLE.items():
        module, _, constant = path.rpartition(".")
        assert getattr(import_module(module), constant) == figure, path


def chain(kind: str, first: str, further: str, number: int) -> str:
    """So many declarations, each of which uses the one before."""
    lines = [first.format(it=name(kind, 1))]
    lines += [further.format(it=name(kind, n), last=name(kind, n - 1)) for n in range(2, number + 1)]
    return "\n".join(lines)


USES = {
    "量": ("【一】 量 {it} = 收入", "【一】 量 {it} = {last} + 1元", "金额"),
    "假定": (
        '【一】 假定 {it} "原因" {{ 一读 残疾人 二读 否 采用 一读 }}',
        '【一】 假定 {it} "原因" {{ 一读 {last} 二读 非 残疾人 采用 一读 }}',
        "是非",
    ),
    "群体": ("【一】 群体 {it} = 残疾人", "【一】 群体 {it} = {last} 且（本市户籍 或 非 {last}）", "是非"),
    "规定": (
        "输出 {it}: 金额\n【一】 规定 {it} {{ 【一】 为 1元 }}",
        "输出 {it}: 金额\n【一】 规定 {it} {{ 【一】 为 {last} + 1元 }}",
        "金额",
    ),
}


def built(kind: str, number: int, *, backwards: bool = False) -> str:
    first, further, type_ = USES[kind]
    lines = chain(kind, first, further, number)
    lines = "\n".join(reversed(lines.split("\n"))) if backwards and kind != "规定" else lines
    last = name(kind, number)
    rows = f"【一】 为 {last}" if type_ == "金额" else f"【一】 {last} 为 1元 【一】 其余 为 0元"
    return policy(f"事实 收入: 金额\n{lines}\n【一】 规定 应缴金额 {{ {rows} }}")


@pytest.mark.parametrize("kind", USES)
@pytest.mark.parametrize("number", [300, 1000, 3000])
def test_chains_of_every_kind(kind: str, number: int) -> None:
    """In either order of the lines: an answer, or the bound by its code."""
    for backwards in (False, True):
        codes = set(codes_of(built(kind, number, backwards=backwards))) - {"POL212", "POL705", "POL701"}
        assert "POL230" in codes or number == 300, codes


def test_below_the_bound_there_is_an_answer() -> None:
    for kind in USES:
        assert "POL230" not in codes_of(built(kind, 100)), kind


def test_what_is_used_twice_at_every_step_counts_once() -> None:
    """Sixty groups that use the one before twice: the way down is long, the paths are 2**60."""
    assert "POL230" not in codes_of(built("群体", 60))


def test_imports() -> None:
    files = {f"{n}.pol": f'引用 "{n + 1}.pol"\n' for n in range(1, 80)}
    last = {"80.pol": "事实 甲: 是非 别名 a\n"}
    assert "POL230" in codes_of({"main.pol": '引用 "1.pol"\n' + policy(""), **files, **last})
    short = {name: text for name, text in files.items() if int(name[:-4]) > 40}
    assert "POL230" not in codes_of({"main.pol": '引用 "41.pol"\n' + policy(""), **short, **last})


READ = {
    "POL114": "甲" * 2_000_001,
    "POL117": '"\n' * 200,
    "POL111": f"【一】 群体 甲 = {'（' * 101}乙{'）' * 101}",
    "POL112": f"【一】 标准 甲 = {'9' * 19}元",
}


@pytest.mark.parametrize("code", READ)
def test_bounds_of_reading(code: str) -> None:
    sink = Sink()
    parse(Source(path="x.pol", text=READ[code]), sink)
    assert code in {found.code.id for found in sink.found}


@pytest.mark.parametrize(
    "piece", ["[", "(", "{", '"', "【", "（【一】", "甲、", "且", "1元 + ", "\u202e", "｜"]
)
def test_noise_without_end(piece: str) -> None:
    """200 kB of one sign: the first problems are told, each with a part of the line only."""
    source, sink = Source(path="x.pol", text=piece * (200_000 // len(piece))), Sink()
    parse(source, sink)
    assert 1 <= len(sink.found) <= 101
    page = render(sink.found[0], {"x.pol": source})
    assert max(map(len, page.split("\n"))) < 4_000


LOWERED = {
    "months": "事实 收入: 金额\n【一】 规定 津贴 每月 { 【一】 为 1元 }\n"
    "【一】 规定 应缴金额 { 【一】 为 合计 津贴 自 2000-01-01 至 2031-12-31 }",
    "entries": "清单 购书 不超过 1001 别名 buys { 事实 实付: 金额 别名 paid }"
    "【一】 规定 应缴金额 { 【一】 为 1元 }",
    "years": "输出 首日: 日期 别名 first\n【一】 规定 首日 { 【一】 为 缴费日 + 201年 }",
}


@pytest.mark.parametrize("what", LOWERED)
def test_bounds_of_lowering(what: str) -> None:
    assert "POL306" in codes_of(policy(LOWERED[what]))


def social_quarters(number: int) -> str:
    options = "、".join(name("社区", n) for n in range(number))
    return policy(f"事实 社区: 选项（{options}）\n【一】 规定 应缴金额 {{ 【一】 为 1元 }}")


def test_options_have_a_bound() -> None:
    assert "POL902" in codes_of(social_quarters(2_001))
    assert "POL902" not in codes_of(social_quarters(200))


FAR = {
    "one row": "【一】 规定 首日 { 【一】 为 缴费日 + 200年 + 200年 + 200年 + 200年 + 200年 + 1日 }",
    "through names": "【一】 量 远 = 缴费日 - 200年 - 200年 - 200年\n"
    "【一】 群体 很早 = 远 - 200年 - 200年 - 1年 早于 缴费日\n"
    "【一】 规定 首日 { 【一】 很早 为 缴费日 }",
    "a relation": "关系 出生日期 不晚于 缴费日 + 200年 + 200年 + 200年 + 200年 + 200年 + 200年",
}


@pytest.mark.parametrize("where", FAR)
def test_days_are_moved_no_further_than_the_calendar(where: str) -> None:
    assert "POL306" in codes_of(policy("输出 首日: 日期 别名 first\n" + FAR[where]))
    near = FAR[where].replace(" + 200年 + 200年", "").replace(" - 200年 - 200年", "")
    assert "POL306" not in codes_of(policy("输出 首日: 日期 别名 first\n" + near))


def test_days_counted_one_by_one_have_a_bound() -> None:
    """Many months, one after the other: the check says that it isn't finished, and ends."""
    sums = " + 2个月" * 90
    body = f"输出 首日: 日期 别名 first\n【一】 规定 首日 {{ 【一】 为 缴费日{sums} }}"
    assert "POL690" in codes_of(policy(body), analyse=True)
