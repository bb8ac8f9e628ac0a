"""The desk as people get it: one file in a real Chromium, offline, under its own policy of security."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from checkout import ROOT
from desk.chromium import Page

from polc.cli.main import run

pytestmark = pytest.mark.heavy
NAN_AN = "南安2026/南安2026.pol"
DONE = "document.getElementById('stage').textContent === '已查完'"


def built(out: Path) -> bytes:
    subprocess.run(["make", "desk", f"DESK={out}"], cwd=ROOT, check=True, timeout=900, capture_output=True)
    return out.read_bytes()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file, below a folder whose name needs care."""
    out = tmp_path_factory.mktemp("工作台 #1") / "desk.html"
    out.write_bytes(built(tmp_path_factory.mktemp("built") / "desk.html"))
    return out


@pytest.fixture
def page(desk: Path, tmp_path: Path) -> Iterator[Page]:
    made = offline(Page.start(tmp_path / "profile"))
    made.open("file://" + quote(str(desk)))
    yield made
    made.end()


def offline(page: Page) -> Page:
    speed = {"latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
    page.ask("Network.emulateNetworkConditions", offline=True, **speed)
    return page


def opened(page: Page, path: str = NAN_AN) -> None:
    """The page with a policy open and checked to the end."""
    page.until("window.desk && desk.ready")
    page.run(f"[...document.querySelectorAll('#files button')].find(b => b.textContent === '{path}').click()")
    page.until(f"desk.state.path === '{path}' && desk.form.about.title && {DONE}")


def polc(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], folder: Path, *words: str
) -> str:
    monkeypatch.chdir(folder)
    capfdbinary.readouterr()
    run(list(words))
    return capfdbinary.readouterr().out.decode()


def folder_of(tmp_path: Path) -> Path:
    """The shipped policies as the page has them."""
    folder = tmp_path / "样例"
    shutil.copytree(ROOT / "policies", folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    (folder / "polc.toml").write_text("", encoding="utf-8")
    return folder


def quiet(page: Page) -> list[str]:
    """What was loaded; nothing of it from elsewhere, and nothing against the policy of security."""
    asked = [e["params"]["request"]["url"] for e in page.events if e["method"] == "Network.requestWillBeSent"]
    assert [url for url in asked if not url.startswith(("file:", "blob:", "data:", "about:"))] == []
    issues = [e["params"]["issue"]["code"] for e in page.events if e["method"] == "Audits.issueAdded"]
    assert "ContentSecurityPolicyIssue" not in issues
    said = [e["params"]["entry"]["text"] for e in page.events if e["method"] == "Log.entryAdded"]
    assert [text for text in said if "Content Security Policy" in text or "Refused" in text] == []
    thrown = [e for e in page.events if e["method"] == "Runtime.exceptionThrown"]
    assert thrown == []
    return asked


def tab(page: Page, name: str) -> None:
    page.run(f"document.querySelector('nav [data-pane={name}]').click()")


def test_one_file_that_asks_for_nothing(page: Page, desk: Path) -> None:
    assert desk.stat().st_size <= 13_000_000
    opened(page)
    assert sum(url.startswith("file:") for url in quiet(page)) == 1
    refused = page.run("fetch('data:text/plain,x').then(() => 'sent', () => 'refused')")
    assert refused == "refused"


@pytest.mark.parametrize("path", [NAN_AN, "石狮2025/石狮2025.pol", "梅州2025/梅州2025.pol"])
def test_findings_are_those_of_polc_check(
    page: Page,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
    path: str,
) -> None:
    opened(page, path)
    command = ("check", "--no-cache", "--output-format", "json", path)
    assert page.run("desk.ask('polc/report')") == polc(
        monkeypatch, capfdbinary, folder_of(tmp_path), *command
    )
    codes = sorted(d["code"] for d in json.loads(page.run("desk.ask('polc/report')"))["diagnostics"])
    page.until(f"desk.state.shown.map(found => found.code).sort().join() === '{','.join(codes)}'")


def test_a_person_tried_pinned_and_saved(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    opened(page)
    facts = json.loads((ROOT / "examples/persons/南安尘肺.json").read_text(encoding="utf-8"))
    page.run(f"desk.form.fill({{facts: {json.dumps(facts, ensure_ascii=False)}, readings: {{}}}})")
    page.run("document.getElementById('form').dispatchEvent(new Event('input', {bubbles: true}))")
    folder = folder_of(tmp_path)
    person = tmp_path / "person.json"
    person.write_text(page.run("JSON.stringify(desk.form.person.facts)"), encoding="utf-8")
    told = polc(monkeypatch, capfdbinary, folder, "eval", NAN_AN, "-i", str(person), "--trace")
    page.until("document.querySelector('#answer pre')")
    page.until(f"document.querySelector('#answer pre').textContent === {json.dumps(told)}")
    page.run("document.getElementById('pin').click()")
    page.until("document.querySelectorAll('.pin').length === 1")
    page.run("desk.addCase('试算')")
    page.until(f"desk.state.files.get('{NAN_AN}').includes('案例 \"试算\"') && {DONE}")
    (folder / NAN_AN).write_text(page.run(f"desk.state.files.get('{NAN_AN}')"), encoding="utf-8")
    passed = polc(monkeypatch, capfdbinary, folder, "test", NAN_AN)
    assert "  通过  试算\n" in passed
    monkeypatch.chdir(folder)
    assert run(["test", NAN_AN]) == 0


def test_a_pinned_person_follows_the_text(page: Page) -> None:
    opened(page)
    page.run("document.getElementById('pin').click()")
    page.until("document.querySelectorAll('.pin').length === 1")
    page.run(
        "(() => { const text = desk.view.state.doc.toString(), at = text.indexOf('400元');"
        " desk.view.dispatch({changes: {from: at, to: at + 4, insert: '401元'}}) })()"
    )
    page.until(f"document.getElementById('found').textContent && {DONE}")
    assert page.run("document.querySelectorAll('.pin').length") == 1


def test_a_word_of_an_input_method_opens_completion(page: Page) -> None:
    opened(page)
    page.run("desk.view.focus(); desk.view.dispatch({selection: {anchor: desk.view.state.doc.length}})")
    page.type("\n【三】 群体 试 = 参")
    page.until("document.querySelector('.cm-tooltip-autocomplete')")
    assert "参" in page.run("document.querySelector('.cm-tooltip-autocomplete').textContent")


def test_a_draft_survives_a_crash(desk: Path, tmp_path: Path) -> None:
    first = Page.start(tmp_path / "profile")
    first.open("file://" + quote(str(desk)))
    first.until("window.desk && desk.view")
    first.run("desk.view.focus(); desk.view.dispatch({selection: {anchor: desk.view.state.doc.length}})")
    first.type("# 没有保存的一行")
    path = first.run("desk.state.path")
    first.run("new Promise(done => setTimeout(done, 500))")
    first.end()
    second = Page.start(tmp_path / "profile")
    second.open("file://" + quote(str(desk)))
    second.until("window.desk && desk.view")
    assert "# 没有保存的一行" in second.run(f"desk.state.files.get('{path}')")
    second.open("file://" + quote(str(desk)) + "#safe")
    second.run("location.reload()")
    second.until("window.desk && desk.view")
    assert "# 没有保存的一行" not in second.run(f"desk.state.files.get('{path}')")
    second.end()


def test_the_engine_can_be_started_again(page: Page) -> None:
    opened(page)
    page.run("document.getElementById('restart').click()")
    page.until("!desk.ready")
    page.until(f"desk.ready && {DONE}")
    assert page.run("desk.state.shown.length") == 7


def test_built_twice_the_same(desk: Path, tmp_path: Path) -> None:
    again = hashlib.sha256(built(tmp_path / "again.html")).hexdigest()
    assert again == hashlib.sha256(desk.read_bytes()).hexdigest()
    assert os.path.getsize(tmp_path / "again.html") <= 13_000_000


SMALL = (
    '政策 "示例" { 条款 【一】 }\n事实 户型: 选项（平房、楼房） 别名 kind\n输出 补贴: 金额 别名 grant\n'
    "【一】 规定 补贴 { 【一】 户型 是 平房 为 10元  【一】 其余 为 0元 }\n"
)


def test_what_has_changed_since_it_was_saved(page: Page) -> None:
    page.until("window.desk && desk.ready")
    page.run(f"[desk.state.saved, desk.state.files].map(all => all.set('x.pol', {json.dumps(SMALL)})).length")
    page.run("desk.open('x.pol')")
    page.until(f"desk.form.about.title === '示例' && {DONE}")
    page.run(
        "desk.view.dispatch({changes: {insert: '1', from: desk.view.state.doc.toString().indexOf('10元')}})"
    )
    tab(page, "compare")
    page.run("document.getElementById('compare-go').click()")
    page.until("document.getElementById('compare-page').srcdoc.includes('110元')")
