"""In which order declarations stand never matters: the same kernel, the same findings."""

from pathlib import Path
from random import Random

import attrs
import pytest

from polc.compiler.driver import Compiled, compile_file
from polc.dsl import nodes
from polc.dsl.diagnostics.model import Sink
from polc.dsl.format import format_module
from polc.dsl.parser import parse
from polc.dsl.source import Source

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(
    path for path in ROOT.glob("examples/语言/*/*.pol") if "引用" not in path.read_text(encoding="utf-8")
)
BEFORE_ITS_OUTPUT = """
政策 "示例" { 文号 "示例〔2025〕1号" 条款 【一】 }
事实 缴费日: 日期 别名 pay_date
关系 缴费日 在 2025-01-01 至 2025-12-31
【一】 时段 缴费时段 按 缴费日 { 【一】 集中期 2025-01-01 至 2025-12-31 }
输出 缴费时段: 选项 别名 w
"""


def compiled(text: str, *, analyse: bool = False) -> Compiled:
    return compile_file("次序.pol", lambda name: Source(path=name, text=text), analyse=analyse)


def told(found: Compiled) -> list[object]:
    """The findings without their places."""
    return sorted((d.code.id, d.level.name, d.facts) for d in found.diagnostics)


def meant(found: Compiled) -> dict[str, object]:
    """The kernel by name, without places; rows are a set."""
    kernel = found.kernel
    if kernel is None:
        return {}
    choices = {
        c.name: (c.form, c.fields, len(c.rows), len(c.beats), c.otherwise, c.pick) for c in kernel.choices
    }
    return choices | {decl.name: (decl.type, decl.default, decl.alias) for decl in kernel.inputs}


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_permuted_declarations_mean_the_same(path: Path, seed: int) -> None:
    """Turned round, and shuffled; the 案例 are judged as well."""
    text = path.read_text(encoding="utf-8")
    module = parse(Source(path="次序.pol", text=text), Sink())
    items = list(module.items)
    if seed:
        Random(seed).shuffle(items)
    turned = attrs.evolve(module, items=tuple(items if seed else reversed(items)), comments=())
    plain, other = (compiled(format_module(m)) for m in (attrs.evolve(module, comments=()), turned))
    assert told(other) == told(plain)
    assert meant(other) == meant(plain)


def test_a_block_may_stand_before_the_output_of_its_name() -> None:
    assert [code for code, *_ in told(compiled(BEFORE_ITS_OUTPUT, analyse=True))] == []


def test_every_declaration_says_what_it_is() -> None:
    """A new kind of declaration without traits would be none of those who must stand under a clause."""
    assert set(nodes.TRAITS) == set(nodes.Declaration.__args__)


WITHOUT_CLAUSE = [
    "量 补 = 1元",
    "表 档 按 岁数 { 【一】 0 至 60 为 1元 【一】 其余 为 2元 }",
    "恒真 岁数 不低于 0",
]


@pytest.mark.parametrize("block", WITHOUT_CLAUSE)
def test_whatever_says_what_the_notice_says_stands_under_a_clause(block: str) -> None:
    text = f'政策 "示例" {{ 文号 "示例〔2025〕1号" 条款 【一】 }}\n事实 岁数: 整数 别名 age\n{block}\n'
    sink = Sink()
    parse(Source(path="示例.pol", text=text), sink)
    assert [d.code.id for d in sink.found][-1:] == ["POL701"]
