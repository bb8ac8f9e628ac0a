"""What decided the entries of a list, and which cell of it is missing, is told by eval and asked by 依据."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from agreement.python_module import load
from cli.runs import Polc
from compile import kernel_of

POLICY = """政策 "购物补贴" { 文号 "示例〔2031〕1号"  条款 【一、二、三】 }
清单 购物 不超过 5 别名 items {
  事实 智能: 是非  别名 smart
  事实 价: 金额  别名 price
  事实 店: 选项（东、西）  别名 shop
}
输出 补贴: 金额  别名 total
输出 件数: 整数  别名 pieces
【二】 规定 应补 每笔 购物 {
  【一】 智能  为 0元
  【二】 其余 为 价 的 15% 舍入 到 1分
}
【三】 规定 补贴 { 【三】 为 合计 购物 的 应补 }
【三】 规定 件数 { 【三】 为 条数 购物 }
案例 "智能的" {
  一条 购物（智能 = 是，价 = 100元）
  期望 补贴 = 0元 依据 【一】
}
"""
ITEMS = [{"smart": True, "price": "100元"}, {"smart": False, "price": "30元"}]


@pytest.fixture
def shop(polc: Polc, tmp_path: Path) -> Path:
    (tmp_path / "购物.pol").write_text(POLICY, encoding="utf-8")
    return tmp_path / "购物.pol"


def person(tmp_path: Path, items: list[dict[str, object]]) -> Path:
    (tmp_path / "人.json").write_text(json.dumps({"items": items}), encoding="utf-8")
    return tmp_path / "人.json"


def test_a_case_may_name_the_clause_that_decided_an_entry(polc: Polc, shop: Path) -> None:
    assert polc("test", shop).status == 0
    assert polc("check", shop).status == 0
    shop.write_text(POLICY.replace("依据 【一】", "依据 【二】"), encoding="utf-8")
    assert polc("test", shop).status == 1
    assert "POL704" in polc("check", shop).out


def test_eval_tells_what_decided_each_entry(polc: Polc, shop: Path, tmp_path: Path) -> None:
    said = polc("eval", shop, "-i", person(tmp_path, ITEMS), "--trace").out
    assert "补贴  4.50元  【三】（各条记录：【一】【二】）" in said
    assert "件数  2       【三】\n" in said
    assert "规定 应补（第1条） → 0元" in said
    assert "规定 应补（第2条） → 4.50元" in said


def test_programs_are_told_too(polc: Polc, shop: Path, tmp_path: Path) -> None:
    said = polc("eval", shop, "-i", person(tmp_path, ITEMS), "--trace", "--output-format", "json").out
    document = json.loads(said)
    assert document["outputs"]["total"]["entry_clauses"] == ["一", "二"]
    assert "entry_clauses" not in document["outputs"]["pieces"]
    module = load(kernel_of(POLICY))
    told = module.evaluate(module.Person.from_mapping({"items": ITEMS}))
    assert told.entry_clauses == {"total": ("一", "二")}
    assert told.to_dict()["outputs"] == document["outputs"]
    entries = [(step["block"], step["entry"]) for step in document["trace"] if "entry" in step]
    assert entries == [("应补", 1), ("应补", 2)]


def test_a_missing_cell_is_named_where_something_reads_it(polc: Polc, shop: Path, tmp_path: Path) -> None:
    given = person(tmp_path, [*ITEMS, {"price": "30元"}, {"smart": False, "shop": "东"}])
    assert "还缺的资料: 购物（第3条的智能、第4条的价）" in polc("eval", shop, "-i", given).out
    document = json.loads(polc("eval", shop, "-i", given, "--output-format", "json").out)
    assert document["missing_cells"] == [
        {"list": "items", "entry": 3, "column": "smart"},
        {"list": "items", "entry": 4, "column": "price"},
    ]
    assert "还缺的资料: 购物\n" in polc("eval", shop).out
    module = load(kernel_of(POLICY))
    decision = module.evaluate(module.Person.from_mapping(json.loads(given.read_text(encoding="utf-8"))))
    assert decision.missing_cells == (("items", 3, "smart"), ("items", 4, "price"))
    assert decision.to_dict()["missing_cells"] == document["missing_cells"]
    assert "missing_cells" not in module.evaluate(module.Person()).to_dict()
