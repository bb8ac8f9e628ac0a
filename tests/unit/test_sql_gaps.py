"""What SQL refuses is written down in one place; nothing else is refused, and how long the rest may be."""

from __future__ import annotations

from functools import cache

import pytest
from agreement.shipped import HAND_MADE, examples, kernel_of, names
from checkout import ROOT
from compile import kernel_of as compiled

from polc.targets.api import NotExpressible
from polc.targets.constructs import Construct
from polc.targets.sql.dialects import DIALECTS
from polc.targets.sql.gaps import GAPS, table
from polc.targets.sql.register import Register
from polc.targets.sql.statement import statement

MOST = 90_000
LONGER = {"石狮2025": 200_000, "南安2026": 310_000, "梅州2025": 420_000, "汽车报废更新2025": 120_000}


UNROUNDED = """政策 "示例" { 文号 "示例〔2031〕1号" 条款 【一】 }
事实 收入: 金额  别名 income
输出 补贴: 金额  别名 subsidy
【一】 规定 补贴 {
  【一】 其余 为 收入 的 3.3%
}
"""
DIVIDED = "examples/语言/18-人均与零头/18-人均与零头.pol"
PER_ENTRY = "examples/语言/19-一件一个数/19-一件一个数.pol"
SHOWN = {
    Construct.LIST: lambda: kernel_of("books"),
    Construct.FACT: lambda: kernel_of("purchases"),
    Construct.PER_ENTRY: lambda: kernel_of(PER_ENTRY),
    Construct.DIVISION: lambda: kernel_of(DIVIDED),
    Construct.FRACTION: lambda: compiled(UNROUNDED),
    Construct.BOUND: lambda: kernel_of("everything"),
}


@cache
def said(name: str, dialect: str) -> str | Construct:
    """The statement, or the construct for which there's none."""
    try:
        return statement(kernel_of(name), DIALECTS[dialect], Register())
    except NotExpressible as refused:
        return refused.construct


EVERYTHING = (*names(), *examples(), *HAND_MADE)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_what_is_refused_is_in_the_list(dialect):
    refused = {name: found for name in EVERYTHING if isinstance(found := said(name, dialect), Construct)}
    assert {name: c for name, c in refused.items() if dialect not in GAPS[c][0]} == {}
    served = [name for name in (*names(), *examples()) if name not in refused]
    assert len(served) >= len((*names(), *examples())) - (7 if dialect == "oracle" else 2)


@pytest.mark.parametrize("construct", GAPS)
def test_what_is_in_the_list_is_refused(construct):
    assert set(SHOWN) == set(GAPS)
    kernel = SHOWN[construct]()
    for name in GAPS[construct][0]:
        with pytest.raises(NotExpressible) as refused:
            statement(kernel, DIALECTS[name], Register())
        assert refused.value.construct is construct


def test_the_table_in_the_docs_is_the_list():
    page = (ROOT / "docs" / "decisions" / "032-sql-from-the-program.md").read_text("utf-8")
    assert table() in page


@pytest.mark.parametrize("name", [*names(), *examples()])
def test_no_statement_is_longer_than_it_was(name):
    short = name.rsplit("/", maxsplit=1)[-1].removesuffix(".pol")
    for dialect in DIALECTS:
        text = said(name, dialect)
        assert isinstance(text, Construct) or len(text) < LONGER.get(short, MOST), dialect
