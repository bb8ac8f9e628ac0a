"""docs/findings.md says what the checks do: every code of the analysis, and what it finds on the notices.

The places in the first table and the codes in the second are computed; `make snapshots` rewrites those of
the first. What the documentation explains besides (why there is no hit, why a line had to say it) is there
exactly where it's needed.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache

import attrs
import pytest
from checkout import ROOT

from polc.compiler import analysis
from polc.compiler.analysis.across import collisions, outline
from polc.compiler.driver import Compiled, compile_file
from polc.dsl.diagnostics.codes import BY_ID
from polc.dsl.diagnostics.explain import sections
from polc.dsl.diagnostics.model import Code, Diagnostic
from polc.dsl.source import Source

PAGE = ROOT / "docs" / "findings.md"
NOTICES = {"A": "石狮2025", "B": "南安2026", "C": "梅州2025"}
DEFECTS = {"A": 16, "B": 14, "C": 14}
SHOWN = 4
ALSO = {"POL221", "POL606"}  # a list is seen to be open where it's read, before any analysis
ASKED = {"POL609", "POL611"}  # found, or found in full, only with --worth
NONE = "无："
# What follows from taking a line out, whatever the line: it was used, cited, and relied on by 案例.
FOLLOWS = {"POL607", "POL613", "POL614", "POL704", "POL708"}


@attrs.frozen(kw_only=True)
class Row:
    """A row of a table, its cells without the outer bars."""

    cells: tuple[str, ...]
    start: int
    end: int


def rows(heading: str) -> list[Row]:
    """The body of the table below a heading."""
    text = PAGE.read_text(encoding="utf-8")
    start = text.index("|---", text.index(f"\n## {heading}"))
    found = []
    for match in re.finditer(r"^\|(?!-)(.+)\|$", text[start:].partition("\n\n")[0], re.MULTILINE):
        cells = tuple(cell.strip() for cell in match[1].split("|"))
        found.append(Row(cells=cells, start=start + match.start(), end=start + match.end()))
    return found


QUESTIONS, KNOWN = "问题 · The questions", "三份通知的毛病"


# ---- what the checker finds -------------------------------------------------------------------------
def compiled(name: str, *edits: tuple[str, str], worth: bool = False) -> Compiled:
    """A notice as shipped, or with some words of it exchanged."""

    def read(path: str) -> Source:
        text = (ROOT / "policies" / path).read_text(encoding="utf-8")
        for old, new in edits if path.endswith(f"{name}.pol") else ():
            assert text.count(old) == 1, (name, old)
            text = text.replace(old, new)
        return Source(path=path, text=text)

    return compile_file(f"{name}/{name}.pol", read, worth=worth)


@cache
def shipped(name: str, *, worth: bool = False) -> Compiled:
    return compiled(name, worth=worth)


def place(found: Diagnostic) -> str:
    """The clause that a finding rests on; of one about the whole document, its header."""
    return f"【{found.basis[0].split(' ', 1)[1]}】" if found.basis else "（题头）"


def hits(code: str, *, worth: bool) -> str:
    """Where a code is found on the notices, as the first table writes it."""
    said = []
    for name in NOTICES.values():
        found = [d for d in shipped(name, worth=worth).diagnostics if d.code.id == code]
        places = dict.fromkeys(map(place, found))
        if found:
            said.append(name[:2] + (f" {len(found)} 处" if len(found) > SHOWN else "".join(places)))
    return "、".join(said)


def analysis_codes() -> set[str]:
    """Every code that a module of the analysis can report."""
    modules = pkgutil.iter_modules(analysis.__path__)
    loaded = [importlib.import_module(f"{analysis.__name__}.{module.name}") for module in modules]
    return {value.id for module in loaded for value in vars(module).values() if isinstance(value, Code)}


# ---- the questions ----------------------------------------------------------------------------------
def rewrite(wanted: list[tuple[Row, str]]) -> None:
    text = PAGE.read_text(encoding="utf-8")
    for row, cell in reversed(wanted):
        question, code, _ = row.cells
        text = text[: row.start] + f"| {question} | {code} | {cell} |" + text[row.end :]
    PAGE.write_text(text, encoding="utf-8")


def test_every_code_of_the_analysis_is_listed_once() -> None:
    listed = [row.cells[1] for row in rows(QUESTIONS)]
    assert sorted(listed) == sorted(analysis_codes() | ALSO)


def test_every_code_has_its_page_in_two_languages() -> None:
    for row in rows(QUESTIONS):
        code, parts = BY_ID[row.cells[1]], sections(row.cells[1])
        assert code.title.zh and code.title.en
        assert parts["概要"].strip() and parts["In English"].strip()


@pytest.mark.parametrize("worth", [False, pytest.param(True, marks=pytest.mark.thorough)])
def test_the_places_are_those_that_are_found(worth: bool, request: pytest.FixtureRequest) -> None:
    asked = [row for row in rows(QUESTIONS) if worth or row.cells[1] not in ASKED]
    found = [(row, hits(row.cells[1], worth=worth)) for row in asked]
    wanted = [(row, hit or row.cells[2]) for row, hit in found]
    if request.config.getoption("update_snapshots"):
        rewrite(wanted)
        return
    assert [row.cells for row, cell in wanted if row.cells[2] != cell] == []
    assert [row.cells for row, hit in found if not hit and not row.cells[2].startswith(NONE)] == []


def test_the_notices_of_three_places_do_not_collide() -> None:
    kernels = [kernel for name in NOTICES.values() if (kernel := shipped(name).kernel) is not None]
    assert len(kernels) == len(NOTICES)
    assert list(collisions([outline(kernel) for kernel in kernels])) == []


# ---- the known defects ------------------------------------------------------------------------------
# The line that answers a defect, taken out or written as somebody would who hadn't noticed.
UNSAID: dict[str, tuple[tuple[tuple[str, str], ...], ...]] = {
    "A1": ((("  【二（一）】 在 集中参保缴费期  为 集中期起始日\n", ""),),),
    "A2": ((("集中期首日 至 2024-12-31", "2024-09-01 至 2024-12-31"),),),
    "A5": (
        (("困难人口、职工医保转居民医保人员 等", "困难户、职工医保转居民医保人员 等"),),
        (("等 其他特定参保人群", '等 待定 "还有谁，未写明"'),),
    ),
    "A6": (
        (("  【四末段】 并存 享受哪一种\n", ""),),
        (('  【四末段】 同额 待定 "几项一样高时算哪一项、由谁付款，未写明"', ""),),
    ),
    "A7": ((("且 当年出生  为 出生日期  优先于 【二（三）第3句】", "且 当年出生  为 出生日期"),),),
    "A8": ((("例外 高校其他在校学生 且", "高校其他在校学生 且"),),),
    "A9": ((("截至 年龄计算日 满60周岁", "满60周岁"),),),
    "B1": ((("  【五】 并存 多项并存\n", ""),),),
    "B2": (
        (
            (
                "缴费日 在 2026-01-01 至 2026-06-30  为",
                "在 参保补缴期 且 缴费日 不晚于 2026-06-30  为",
            ),
        ),
    ),
    "B3": ((("集中期首日 至 2025-12-31", "2025-10-20 至 2025-12-31"),),),
    "B4": ((("例外 断保须等待  执行", "断保须等待  执行"), ('3号"  优先于 【二（三）第2句】', '3号"')),),
    "B5": (
        (("新生儿、医疗救助对象、当年退役", "新生儿、救助对象、当年退役"),),
        (
            ("  【二（三）第2句：特殊群体】 例外 在 参保补缴期 且 特殊群体  为 特殊群体起始日\n", ""),
            ("在 参保补缴期  为 等待期后首日", "在 参保补缴期 且 非 特殊群体  为 等待期后首日"),
        ),
        (("等 其他特殊群体", '等 待定 "还有谁，未写明"'),),
    ),
    "B7": (
        (
            (" 且 非 关系已终止  为", "  为"),
            (
                "年内终止情形 或 （年内转职工医保 且 非 （年内退出职工医保 且 退出后可恢复））",
                "年内终止情形 或 年内转职工医保",
            ),
        ),
    ),
    "B9": ((('独男户  待定 "按原标准补助，数额未写明"  由', "独男户  由"),),),
    "C1": (
        (
            (
                "  【六（二）：等待期】 在 个人标准补缴期、全额筹资补缴期  "
                '待定 "等待期多长、从哪天起算，只写“按规定”，没写哪份规定" 问 "补缴要等多久才能享受？"',
                "",
            ),
        ),
    ),
    "C2": (
        (
            (
                "  【六（二）：中途参保】 例外 在 个人标准补缴期、全额筹资补缴期 且 中途参保人员  "
                "为 中途参保起始日\n",
                "",
            ),
            (
                "在 个人标准补缴期、全额筹资补缴期  待定",
                "在 个人标准补缴期、全额筹资补缴期 且 非 中途参保人员  待定",
            ),
        ),
    ),
    "C3": (
        (
            (
                '  【三、六（一）】 其余 待定 "集中缴费期以前、2025年9月30日以后能否缴费，未写明"',
                "",
            ),
        ),
    ),
    "C4": (
        (
            (
                "例外 在 全额筹资补缴期 且 中途参保人员  为 中途参保应缴",
                "在 全额筹资补缴期 且 中途参保人员  为 个人缴费",
            ),
        ),
    ),
    "C5": ((("群体 中途参保人员 = 新生儿、", "群体 中途参保人员 = 新生婴儿、"),),),
    "C9": ((('  【五（三）】 同额 待定 "几项都是全额时算哪一项、由谁付款，未写明"', ""),),),
    "C10": (
        (("等 其他县级全额资助人员", '等 待定 "还有谁，未写明"'),),
        (("等 其他中途参保人员", '等 待定 "还有谁，未写明"'),),
    ),
}


def codes(cell: str) -> list[str]:
    return re.findall(r"POL\d{3}", cell)


def cited(cell: str) -> Iterator[tuple[str, str]]:
    """Codes with their places, as the second table writes them."""
    yield from re.findall(r"(POL\d{3})(【[^】]+】|（题头）)", cell)


def test_every_known_defect_is_listed() -> None:
    listed = [row.cells[0] for row in rows(KNOWN)]
    assert listed == [f"{letter}{n}" for letter, count in DEFECTS.items() for n in range(1, count + 1)]


@pytest.mark.parametrize("row", rows(KNOWN), ids=lambda row: row.cells[0])
def test_what_stands_there_by_itself(row: Row) -> None:
    defect, _, found, unsaid, told = row.cells
    there = {(d.code.id, place(d)) for d in shipped(NOTICES[defect[0]]).diagnostics}
    assert set(cited(found)) <= there
    assert [code for code, _ in cited(found)] == codes(found)
    assert bool(unsaid) == (defect in UNSAID)
    assert found or unsaid or told, "nobody says it"


def test_whatever_is_found_is_a_known_defect_or_the_calendar() -> None:
    """Nothing on the notices is noise: each warning answers to a defect; 2月28日 isn't one yet, nor is a
    vocabulary that asks for more than one notice needs."""
    known = {(NOTICES[row.cells[0][0]], *pair) for row in rows(KNOWN) for pair in cited(row.cells[2])}
    found = {(name, d.code.id, place(d)) for name in NOTICES.values() for d in shipped(name).diagnostics}
    assert {each for each in found - known if each[1] not in ("POL304", "POL409", "POL612")} == set()


@pytest.mark.heavy
@pytest.mark.parametrize("defect", UNSAID)
def test_what_is_found_if_it_is_not_said(defect: str) -> None:
    name = NOTICES[defect[0]]
    before = [d.code.id for d in shipped(name).diagnostics]
    found: set[str] = set()
    for edits in UNSAID[defect]:
        after = [d.code.id for d in compiled(name, *edits).diagnostics]
        found |= {code for code in after if after.count(code) > before.count(code)} - FOLLOWS
    (row,) = (row for row in rows(KNOWN) if row.cells[0] == defect)
    assert codes(row.cells[3]) == sorted(found)
