"""The page in a real browser: it's there, it fits a phone and a sheet of A4, and it prints."""

from __future__ import annotations

import html
import json
import re
from io import BytesIO

import pytest
from pypdf import PdfReader
from summary.browser import PACKAGES, Browser, install
from summary.leaflets import leaflet_of
from summary.pages import SHIPPED, body, kernel_of, read_html, summary
from summary.test_leaflet_rules import EXAMPLES
from summary.test_leaflet_rules import page as leaflet_at

from polc.targets.summary.emit import render_leaflet
from polc.targets.summary.leaflet import characters

pytestmark = pytest.mark.heavy

PHONE, A4 = 360, 794
POINTS = (595, 842)

MEASURE = """
const found = [...document.querySelectorAll("iframe")].map(frame => {
  const page = frame.contentDocument, width = page.documentElement.clientWidth;
  const wide = [...page.querySelectorAll("main *, header *")]
    .filter(e => e.getBoundingClientRect().right > width + 1)
    .map(e => e.tagName + " " + e.textContent);
  return {width, scroll: page.documentElement.scrollWidth, wide};
});
document.body.textContent = JSON.stringify(found);
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    program = install()
    assert program, f"no browser: apt-get install {' '.join(PACKAGES)}"
    return Browser(program, tmp_path_factory.mktemp("browser"))


def in_frames(page: str, *widths: int) -> str:
    """A page that shows `page` in frames of these widths and then says how wide it came out."""
    source = html.escape(page, quote=True)
    frames = "".join(
        f'<iframe style="width:{w}px;height:900px;border:0" srcdoc="{source}"></iframe>' for w in widths
    )
    script = f"addEventListener('load', () => {{{MEASURE}}});"
    return f'<!DOCTYPE html><meta charset="utf-8"><body>{frames}<script>{script}</script></body>'


def test_the_page_is_rendered(browser: Browser) -> None:
    name = SHIPPED[0]
    page = read_html(browser.dom(browser.page("page.html", summary(name, "经办", "html"))))
    assert page.all("h1")[0].text == kernel_of(name).info.title
    assert [t.all("caption")[0].text for t in page.all("table")] == [
        t.all("caption")[0].text for t in body(summary(name, "经办", "html")).all("table")
    ]


@pytest.mark.parametrize("name", ["town", *SHIPPED])
def test_nothing_sticks_out(browser: Browser, name: str) -> None:
    page = in_frames(summary(name, "经办", "html"), PHONE, A4)
    said = re.search(r"<body>(.*?)</body>", browser.dom(browser.page("frames.html", page)), re.S)
    assert said is not None
    phone, sheet = json.loads(html.unescape(said[1]))
    assert (phone["width"], sheet["width"]) == (PHONE, A4)
    assert (phone["scroll"], sheet["scroll"]) == (PHONE, A4)
    assert phone["wide"] == [] and sheet["wide"] == []


def test_what_sticks_out_is_seen(browser: Browser) -> None:
    page = in_frames("<body><main><p style='width:500px'>宽</p></main></body>", PHONE)
    said = browser.dom(browser.page("wide.html", page))
    assert '"wide":["P 宽"]' in html.unescape(said)


def test_a_picture_can_be_taken(browser: Browser) -> None:
    picture = browser.screenshot(browser.page("town.html", summary("town", "经办", "html")), A4, 1123)
    assert picture.startswith(b"\x89PNG\r\n")
    blank = browser.screenshot(browser.page("blank.html", "<!DOCTYPE html><title>空</title>"), A4, 1123)
    assert len(picture) > 10 * len(blank)


def test_it_prints_on_a4(browser: Browser) -> None:
    printed = browser.pdf(browser.page("town.html", summary("town", "经办", "html")))
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert boxes
    assert all((int(float(w)), int(float(h))) in (POINTS, (594, 841), (595, 841)) for w, h in boxes)


# ---- the leaflet ------------------------------------------------------------------------------------
FONTS = ("", "body{font-family:'WenQuanYi Zen Hei','Noto Sans CJK SC',sans-serif!important}")


@pytest.mark.parametrize("fonts", FONTS, ids=["noto", "wenquanyi"])
@pytest.mark.parametrize("name", SHIPPED)
def test_a_leaflet_is_one_page(browser: Browser, name: str, fonts: str) -> None:
    page = render_leaflet(leaflet_of(name), "html").replace("</style>", f"{fonts}</style>", 1)
    assert len(PdfReader(BytesIO(browser.pdf(browser.page("leaflet.html", page)))).pages) == 1


@pytest.mark.parametrize("name", SHIPPED)
def test_a_large_leaflet_is_two_sides(browser: Browser, name: str) -> None:
    page = render_leaflet(leaflet_of(name), "html", large=True)
    assert len(PdfReader(BytesIO(browser.pdf(browser.page("large.html", page)))).pages) <= 2


@pytest.mark.parametrize("name", SHIPPED)
def test_a_leaflet_fits_phones(browser: Browser, name: str) -> None:
    page = in_frames(render_leaflet(leaflet_of(name), "html"), 320, 390, 1280)
    said = re.search(r"<body>(.*?)</body>", browser.dom(browser.page("phones.html", page)), re.S)
    assert said is not None
    for found in json.loads(html.unescape(said[1])):
        assert found["scroll"] == found["width"] and found["wide"] == []


@pytest.mark.parametrize("fonts", FONTS, ids=["noto", "wenquanyi"])
def test_the_longest_leaflet_of_results_is_one_page(browser: Browser, fonts: str) -> None:
    longest = max((leaflet_at(path) for path in EXAMPLES), key=characters)
    page = render_leaflet(longest, "html").replace("</style>", f"{fonts}</style>", 1)
    assert len(PdfReader(BytesIO(browser.pdf(browser.page("results.html", page)))).pages) == 1


def test_the_longest_leaflet_of_results_fits_phones(browser: Browser) -> None:
    longest = max((leaflet_at(path) for path in EXAMPLES), key=characters)
    page = in_frames(render_leaflet(longest, "html"), 320, 390, 1280)
    said = re.search(r"<body>(.*?)</body>", browser.dom(browser.page("results.html", page)), re.S)
    assert said is not None
    found = json.loads(html.unescape(said[1]))
    assert [(each["scroll"], each["wide"]) for each in found] == [(320, []), (390, []), (1280, [])]
