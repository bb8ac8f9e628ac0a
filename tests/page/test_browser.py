"""The calculator in a real Chromium, offline: three people go through it, with axe, back key and printer."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pytest
from agreement.shipped import kernel_of
from desk.chromium import Page
from page.walked import OPTIONS, texts
from pypdf import PdfReader
from summary.browser import PACKAGES, install

from polc.compiler.kernel import Kernel
from polc.dsl.values import Records
from polc.targets.page.emit import render

pytestmark = pytest.mark.heavy

AXE = files("axe_core_python") / "axe.min.js"
WIDTHS = (320, 390, 1280)
FOUND = """axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(
  all => all.violations.map(each => each.id + ': ' + each.nodes.map(node => node.html).join(' ')))"""
TITLE = "document.querySelector('h1').textContent"
NARROW = """[...document.querySelectorAll('main *')].filter(
  e => e.getBoundingClientRect().right > innerWidth + 1).length
  + Number(document.documentElement.scrollWidth > innerWidth)"""
LOW = """[...document.querySelectorAll('main button, main label.option, .day input')]
  .filter(e => e.offsetParent && e.getBoundingClientRect().height < 60).length"""
AMOUNT = "document.querySelector('.amount strong').textContent"


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    assert install(), f"no browser: apt-get install {' '.join(PACKAGES)}"
    made = Page.start(tmp_path / "profile")
    limits = {"latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
    made.ask("Network.emulateNetworkConditions", offline=True, **limits)
    yield made
    made.end()


def opened(page: Page, kernel: Kernel, folder: Path) -> None:
    """The page of a policy at its first question; sizes and axe at hand."""
    path = folder / "自己算 #1.html"
    path.write_text(render(kernel, OPTIONS), encoding="utf-8")
    page.open("file://" + quote(str(path)))
    page.until("document.querySelector('h1')")
    page.run(AXE.read_text(encoding="utf-8"))


def wide(page: Page, width: int) -> None:
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600}
    page.ask("Emulation.setDeviceMetricsOverride", **size)


def looked_at(page: Page) -> None:
    """Nothing is kept from anybody, nothing sticks out, everything to press is high enough."""
    for width in WIDTHS:
        wide(page, width)
        assert (page.run(FOUND), page.run(NARROW), page.run(LOW)) == ([], 0, 0), (width, page.run(TITLE))


def key(page: Page, name: str, code: int, text: str = "") -> None:
    for kind in ("keyDown", "keyUp"):
        more = {"text": text} if text and kind == "keyDown" else {}
        page.ask("Input.dispatchKeyEvent", type=kind, key=name, code=name, windowsVirtualKeyCode=code, **more)


def sent(page: Page) -> None:
    """Enter, in a field; the next screen begins at its title."""
    before = page.run(TITLE)
    key(page, "Enter", 13, "\r")
    page.until(f"{TITLE} !== {before!r} || document.querySelector('.error')?.textContent")


def dated(page: Page, *numbers: str) -> None:
    for part, number in zip(("year", "month", "day"), numbers, strict=True):
        page.run(f"document.querySelector('[data-part={part}]').focus()")
        page.type(number)
    sent(page)


def chosen(page: Page, *texts: str) -> None:
    """Press what has these words, by keyboard, and go on."""
    for text in texts:
        page.run(
            f"[...document.querySelectorAll('.option')].find(e => e.textContent === {text!r})"
            ".querySelector('input').focus()"
        )
        key(page, " ", 32, " ")
    sent(page)


def silent(page: Page) -> None:
    """One request, for the file; no complaint of any kind."""
    asked = [e["params"]["request"]["url"] for e in page.events if e["method"] == "Network.requestWillBeSent"]
    assert len(asked) == 1 and asked[0].startswith("file:")
    issues = [e["params"]["issue"]["code"] for e in page.events if e["method"] == "Audits.issueAdded"]
    assert "ContentSecurityPolicyIssue" not in issues
    assert [e for e in page.events if e["method"] in ("Runtime.exceptionThrown", "Log.entryAdded")] == []


def printed(page: Page) -> int:
    pdf = page.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"]
    return len(PdfReader(BytesIO(base64.b64decode(pdf))).pages)


def test_an_adult_with_an_allowance(page: Page, tmp_path: Path) -> None:
    kernel = kernel_of("石狮2025")
    opened(page, kernel, tmp_path)
    looked_at(page)
    dated(page, "２０２４年", "11", "5日")
    assert page.run("document.activeElement.textContent") == "户口在本市吗？"
    chosen(page, "是")
    chosen(page, "以上都没有")
    dated(page, "1980", "5", "20")
    looked_at(page)
    chosen(page, "以上都没有")
    looked_at(page)
    chosen(page, "最低生活保障对象（低保）")
    page.until("document.querySelector('.result') && !document.querySelector('[data-part=days]').hidden")
    assert page.run(AMOUNT) == "40元"
    looked_at(page)
    assert printed(page) == 1
    silent(page)


def test_somebody_who_is_not_sure_goes_back(page: Page, tmp_path: Path) -> None:
    opened(page, kernel_of("石狮2025"), tmp_path)
    dated(page, "2025", "8", "15")
    chosen(page, "不清楚")
    assert page.run(TITLE) == "下面哪些符合？"
    page.run("history.back()")
    page.until(f"{TITLE} === '户口在本市吗？'")
    assert page.run("document.querySelector('input:checked').parentElement.textContent") == "不清楚"
    chosen(page, "是")
    chosen(page, "以上都没有")
    dated(page, "2025", "2", "30")
    assert "没有这一天" in page.run("document.querySelector('[role=alert]').textContent")
    page.run("document.querySelectorAll('.day input').forEach(input => (input.value = ''))")
    dated(page, "2026", "2", "1")
    assert "合不到一起" in page.run("document.querySelector('[role=alert]').textContent")
    looked_at(page)
    page.run("document.querySelectorAll('.day input').forEach(input => (input.value = ''))")
    dated(page, "1985", "5", "20")
    chosen(page, "不清楚")
    chosen(page, "不清楚")
    page.until("document.querySelector('.result')")
    assert page.run("document.querySelectorAll('[data-part=unsure] li').length") > 2
    looked_at(page)
    assert printed(page) == 1
    page.run("[...document.querySelectorAll('[data-part=again]')][0].click()")
    page.until(f"{TITLE} === '哪天缴费？'")
    assert page.run("document.querySelector('[data-part=year]').value") == ""
    silent(page)


def test_somebody_with_a_list(page: Page, tmp_path: Path) -> None:
    kernel = kernel_of("examples/通知/育儿补贴2025/育儿补贴2025.pol")
    opened(page, kernel, tmp_path)
    dated(page, "2025", "9", "1")
    page.run("document.querySelector('form').requestSubmit()")
    assert "请加一条" in page.run("document.querySelector('[role=alert]').textContent")
    page.run("document.querySelector('[data-part=add]').click()")
    looked_at(page)
    for part, number in zip(("year", "month", "day"), ("2023", "3", "1"), strict=True):
        page.run(f"document.querySelector('.entry [data-part={part}]').focus()")
        page.type(number)
    page.run(
        "document.querySelectorAll('[role=radiogroup]').forEach(group => "
        "group.querySelectorAll('input')[group.getAttribute('aria-label') === '他人已申领' ? 1 : 0].click())"
    )
    page.run("document.querySelector('form').requestSubmit()")
    page.until("document.querySelector('.result')")
    looked_at(page)
    child = (date(2023, 3, 1), True, True, False)
    wanted = texts(kernel, {"申领日": date(2025, 9, 1), "子女": Records((child,))})
    assert page.run(AMOUNT) == wanted["补贴总额"] == "4500元"
    silent(page)
