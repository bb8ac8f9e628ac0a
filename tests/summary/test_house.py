"""Every page of polc in one house style: filled into templates, sound in a browser, on paper and by night."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO

import pytest
from checkout import FLOORS, ROOT, files
from pypdf import PdfReader
from summary.axe import violations
from summary.browser import PACKAGES, Browser, install
from summary.leaflets import leaflet_of
from summary.pages import body, read_html, summary

from polc.cli.check_page import check_page
from polc.compiler.comparing import Side, compare
from polc.compiler.driver import compile_file
from polc.compiler.ledger import ledger_file
from polc.dsl.diagnostics.model import Lang, Sink
from polc.dsl.source import Source
from polc.notices.page import ledger_page
from polc.notices.store import read as read_stored
from polc.targets.summary.emit import render_leaflet
from polc.telling.comparison import comparison_page
from polc.telling.diff_view import view_of

# An element's tag as HTML writes one: HTML's own names only, for <党> or a<b> is text.
TAG = re.compile(
    r"</?(?:html|head|body|header|main|footer|nav|section|article|div|span|p|h[1-6]|table|thead|tbody|tr|t[dh]"
    r"|caption|ul|ol|li|dl|dt|dd|a|b|strong|mark|code|pre|figure|svg|style|title|meta|link|button|input"
    r"|label|form|details|summary)(?:\s[^<>]*)?/?>",
    re.I,
)
GROUP = re.compile(r"\(\?P<\w+>")
# Filters that mark up what a page shows, in the house's own module; notices as HTML are read, not written.
ALLOWED = {"targets/pages.py"}
POLICY = """政策 "样例" { 文号 "一" 条款 【一、二】 }
事实 低保对象: 是非 别名 low
事实 残疾人: 是非 别名 disabled
输出 应缴: 金额 别名 due
输出 没有定的: 金额 别名 open
【一】 规定 应缴 {
  【一】 低保对象 为 400元
  【二】 残疾人 为 300元
}
"""
OTHER = POLICY.replace("400元", "420元").replace("没有定的", "另一项")


def texts_of(tree: ast.AST) -> Iterator[str]:
    """Every text of a module but the docstrings: constants, and f-strings with their places left empty."""
    bare = (n.value for n in ast.walk(tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant))
    docs = {id(node) for node in bare}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(p.value) if isinstance(p, ast.Constant) else "…" for p in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def test_html_stands_in_templates_only() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): tag[0]
        for path in files("src/polc", *FLOORS)
        if path.suffix == ".py"
        for text in texts_of(ast.parse(path.read_text(encoding="utf-8")))
        if (tag := TAG.search(GROUP.sub("", text)))
    }
    assert set(found) <= ALLOWED, found


@pytest.mark.parametrize("text", ['x = f"<td>{y}</td>"', 'x = "<p class=\\"a\\">"', 'x = f"<a href={y}>"'])
def test_html_in_strings_is_seen(text: str) -> None:
    assert any(TAG.search(said) for said in texts_of(ast.parse(text)))


OWN = ("house.html.j2", "page.html.j2")  # the house itself; the calculator, one file with its engine


def test_every_page_is_of_the_house() -> None:
    pages = [path for path in files("src/polc", *FLOORS) if path.name.endswith(".html.j2")]
    assert len(pages) >= 5
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert path.name in OWN or text.startswith('{% extends "house.html.j2" %}'), path


# ---- the pages --------------------------------------------------------------------------------------
def found_of(text: str) -> dict[str, Source]:
    return {"样例.pol": Source(path="样例.pol", text=text)}


def a_check() -> str:
    sources = found_of(POLICY)
    compiled = compile_file("样例.pol", sources.get)
    return check_page(compiled.diagnostics, sources, Lang.ZH)


def a_comparison() -> str:
    kernels = [compile_file("样例.pol", found_of(text).get, analyse=False).kernel for text in (POLICY, OTHER)]
    old, new = (Side(kernel=kernel) for kernel in kernels if kernel is not None)
    return comparison_page(view_of(compare(old, new), ("旧", "新"), Lang.ZH), Lang.ZH)


def a_ledger() -> str:
    def read(path: str) -> Source:
        return Source(path=path, text=(ROOT / path).read_text("utf-8"))

    stored = read("policies/梅州2025/梅州2025.notice.json")
    notice = read_stored(stored, Sink())
    assert notice is not None
    path = "policies/梅州2025/梅州2025.pol"
    return ledger_page(ledger_file(path, read, notice, None), path, {})


PAGES = {
    "check": a_check,
    "diff": a_comparison,
    "ledger": a_ledger,
    "staff": lambda: summary("town", "经办", "html"),
    "leaflet": lambda: render_leaflet(leaflet_of("石狮2025"), "html"),
}


@cache
def page_of(name: str) -> str:
    return PAGES[name]()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_well_formed(name: str) -> None:
    text = page_of(name)
    page = read_html(text)
    assert "<script" not in text and not re.search(r"https?://(?!www\.w3\.org/2000/svg)", text)
    assert len(page.all("h1")) == 1 and len(page.all("main")) == 1 and page.all("title")[0].text
    assert all(head.attributes.get("scope") for head in page.all("th"))
    ids = [each.attributes["id"] for each in page.all() if "id" in each.attributes]
    assert len(ids) == len(set(ids))


def test_findings_are_told_whole() -> None:
    compiled = compile_file("样例.pol", found_of(POLICY).get)
    told = body(page_of("check")).text
    assert compiled.diagnostics
    for each in compiled.diagnostics:
        assert each.code.id in told and each.code.title.zh in told
        assert all(row.who in told for row in each.witness)
    assert "1 个文件：" in told and "第 6 行" in told


def test_hostile_text_stays_text() -> None:
    text = POLICY.replace("低保对象", "「<b>x&」") + "\n<script>alert(1)</script>\u202e\x1b[31m"
    page = check_page(compile_file("样例.pol", found_of(text).get).diagnostics, found_of(text), Lang.EN)
    assert "<script" not in page and "<b>" not in page and "\u202e" not in page and "\x1b" not in page


# ---- in a browser -----------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    program = install()
    assert program, f"no browser: apt-get install {' '.join(PACKAGES)}"
    return Browser(program, tmp_path_factory.mktemp("browser"))


@pytest.mark.heavy
@pytest.mark.parametrize(("width", "night"), [(320, False), (390, True), (1280, False), (1280, True)])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(browser: Browser, name: str, width: int, night: bool) -> None:
    flags = ["--blink-settings=preferredColorScheme=0"] if night else []
    assert violations(browser, page_of(name), f"--window-size={width},900", *flags) == []


@pytest.mark.heavy
def test_axe_sees_what_is_wrong(browser: Browser) -> None:
    page = page_of("check").replace(
        "<main>", '<main><p style="color:#eee">这一行太浅了</p><img src="x.png">', 1
    )
    found = {each[0] for each in violations(browser, page)}
    assert {"color-contrast", "image-alt"} <= found


@pytest.mark.heavy
@pytest.mark.parametrize("name", PAGES)
def test_a_page_prints_on_a4(browser: Browser, name: str) -> None:
    printed = PdfReader(BytesIO(browser.pdf(browser.page("print.html", page_of(name)))))
    for sheet in printed.pages:
        assert sorted(round(float(side)) for side in sheet.mediabox[2:]) in (
            [595, 842],
            [594, 842],
            [595, 841],
        )
