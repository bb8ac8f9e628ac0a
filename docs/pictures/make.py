"""Draw the pictures of the README again, from what polc really says.

    make pictures

finding.svg    what `polc check` prints, as a terminal shows it
timeline.svg   the timeline out of a leaflet
summary.png    the first screen of a leaflet, in a headless browser
calculator.png three screens of a calculator as a phone shows them, in a headless browser

Every character of finding.svg stands at the column where a terminal puts it, whatever font is at hand.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from wcwidth import wcwidth

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
POLICY = "policies/石狮2025/石狮2025.pol"
FINDING = ("check", "--select", "POL605", POLICY)
QUOTED = {'"': "&quot;"}
SUMMARY = ("summary", "--to", "html", POLICY)

COLUMN, LINE, SIZE, PAD = 9, 24, 15, 20
WIDTH_MOST = 104
MARGIN = re.compile(r" *\d* \| *| *(?:=|-->) *| *")
CLOSING, OPENING = "，。、；：】）〕」》？！ ", "【（〔「《"
FONTS = "'Noto Sans Mono CJK SC', 'Sarasa Mono SC', Menlo, Consolas, monospace"
INK, GROUND, DIM = "#dfe3ea", "#20242c", "#8b95a7"
COLOURS = (
    (re.compile(r"^(错误|error)\S*"), "#ff8b81"),
    (re.compile(r"^(警告|warning)\S*"), "#f2c063"),
    (re.compile(r"\^+"), "#f2c063"),
    (re.compile(r"^ *\d* \|"), DIM),
    (re.compile(r"^ *(-->|=)"), DIM),
)

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
SCREEN = (920, 1180)
# Screens of a calculator: what is answered before each, options by their text and days by their numbers.
PHONE = (390, 900)
ANSWERS = ("2025-08-15", "是", "以上都没有", "1985-05-20", "以上都没有", "重度残疾人")
SHOWN = (0, 5, 6)
DRIVE = """
const wait = () => new Promise(done => setTimeout(done, 50));
async function drive(frame, answers) {
  const page = frame.contentDocument;
  for (const answer of answers) {
    const days = answer.split("-"), fields = [...page.querySelectorAll(".day input")];
    if (days.length === 3) fields.forEach((field, at) => (field.value = days[at]));
    const option = [...page.querySelectorAll(".option")].find(each => each.textContent === answer);
    if (option) option.querySelector("input").click();
    page.querySelector("form").requestSubmit();
    await wait();
  }
  frame.contentWindow.scrollTo(0, 0);
  page.activeElement.blur();
}
addEventListener("load", async () => {
  const frames = document.querySelectorAll("iframe");
  for (const frame of frames) await drive(frame, JSON.parse(frame.dataset.answers));
});
"""


def main() -> int:
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        print("no browser: apt-get install chromium fonts-noto-cjk", file=sys.stderr)
        return 2
    command = " ".join(("polc", *FINDING))
    (HERE / "finding.svg").write_text(terminal(f"$ {command}\n{polc(*FINDING)}"), encoding="utf-8")
    page = polc(*SUMMARY)
    (HERE / "timeline.svg").write_text(timeline(page), encoding="utf-8")
    photograph(browser, page, HERE / "summary.png", SCREEN)
    photograph(
        browser,
        phones(calculator()),
        HERE / "calculator.png",
        (len(SHOWN) * (PHONE[0] + PAD) + PAD, PHONE[1]),
    )
    return 0


def polc(*arguments: str) -> str:
    """What the command prints; 1 is its status when it has found something."""
    command = [sys.executable, "-m", "polc", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode > 1:
        raise SystemExit(done.stderr)
    return done.stdout


# ---- terminal ---------------------------------------------------------------------------------------
def terminal(text: str) -> str:
    """Text as an SVG picture of a terminal."""
    lines = [piece for line in text.rstrip().splitlines() for piece in fold(line)]
    wide = max(columns(line) for line in lines) * COLUMN + 2 * PAD
    high = len(lines) * LINE + 2 * PAD
    rows = "\n".join(drawn(line, number) for number, line in enumerate(lines) if line.strip())
    size = f'width="{wide}" height="{high}"'
    return f"""<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {wide} {high}" {size}>
<title>{escape(lines[0])}</title>
<rect {size} rx="8" fill="{GROUND}"/>
<g font-family="{FONTS}" font-size="{SIZE}" fill="{INK}">
{rows}
</g>
</svg>
"""


def columns(text: str) -> int:
    return sum(wcwidth(char) for char in text)


def fold(line: str) -> list[str]:
    """The line in pieces that fit, the later ones indented to where its text begins."""
    margin = MARGIN.match(line)
    indent = " " * columns(margin[0] if margin else "")
    pieces: list[str] = []
    while columns(line) > WIDTH_MOST:
        most = max(n for n in range(len(line)) if columns(line[:n]) <= WIDTH_MOST)
        least = len(indent) + 1
        at = next((n for n in range(most, least, -1) if may_break(line[n - 1], line[n])), most)
        pieces.append(line[:at].rstrip())
        line = indent + line[at:].lstrip()
    return [*pieces, line]


def may_break(before: str, after: str) -> bool:
    """Not inside a number or a word, not before punctuation that closes, not after a mark that opens."""
    number = before.isascii() and after.isascii() and " " not in (before, after)
    return not number and after not in CLOSING and before not in OPENING and not before.isdigit()


def drawn(line: str, number: int) -> str:
    """One line: runs of equally wide characters, each stretched to the columns it takes."""
    y = PAD + number * LINE + SIZE
    spans = "".join(
        f'<text x="{PAD + at * COLUMN}" y="{y}" textLength="{columns(run) * COLUMN}" '
        f'lengthAdjust="spacingAndGlyphs" fill="{colour}">{escape(run)}</text>'
        for at, run, colour in runs(line)
    )
    return f"<g>{spans}</g>"


def runs(line: str) -> list[tuple[int, str, str]]:
    """(column, text, colour) of stretches that have one width and one colour; blanks are left out."""
    colours = [INK] * len(line)
    for pattern, colour in COLOURS:
        for match in pattern.finditer(line):
            colours[match.start() : match.end()] = [colour] * (match.end() - match.start())
    found: list[tuple[int, str, str]] = []
    at = 0
    for char, colour in zip(line, colours, strict=True):
        last = found[-1] if found else None
        joins = last and last[2] == colour and wcwidth(last[1][-1]) == wcwidth(char) and char != " "
        if last and joins and last[0] + columns(last[1]) == at:
            found[-1] = (last[0], last[1] + char, colour)
        elif char != " ":
            found.append((at, char, colour))
        at += wcwidth(char)
    return found


# ---- page -------------------------------------------------------------------------------------------
def timeline(page: str) -> str:
    """The first drawing of a summary as a file of its own."""
    found = re.search(r"<svg.*?</svg>", page, re.S)
    if found is None:
        raise SystemExit("the summary has no timeline")
    root = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{3,6})", page.partition("@media")[0]))
    rules = "\n".join(re.findall(r"^svg .*$", page, re.M)).replace("svg ", "")
    style = re.sub(r"var\(--([a-z]+)\)", lambda m: root[m[1]], rules).replace("inherit", "sans-serif")
    ground = '<rect width="100%" height="100%" fill="#fff"/>'
    head, rest = found[0].replace("<svg ", '<svg width="1000" ', 1).split("<defs>", 1)
    return f"{head}<style>\n{style}\n</style>\n<defs>{rest}\n".replace("</defs>", f"</defs>\n{ground}", 1)


def calculator() -> str:
    """The page that `polc build --target page` writes."""
    with tempfile.TemporaryDirectory() as folder:
        polc("build", POLICY, "--target", "page", "-o", folder)
        return next(Path(folder).glob("*.html")).read_text(encoding="utf-8")


def phones(page: str) -> str:
    """The page in several phones, each some answers further."""
    frames = "".join(
        f"<iframe width={PHONE[0]} height={PHONE[1]} data-answers='{json.dumps(ANSWERS[:shown])}' "
        f'srcdoc="{escape(page, QUOTED)}"></iframe>'
        for shown in SHOWN
    )
    style = f"body{{margin:0;background:#888;display:flex;gap:{PAD}px;padding:0 {PAD}px}}"
    style += "iframe{border:0;flex:none}"
    return f'<!DOCTYPE html><meta charset="utf-8"><style>{style}</style>{frames}<script>{DRIVE}</script>'


def photograph(browser: str, page: str, target: Path, screen: tuple[int, int]) -> None:
    """The top of a page as PNG."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "page.html")
        source.write_text(page, encoding="utf-8")
        profile, size = Path(folder, "profile"), ",".join(map(str, screen))
        command = [
            browser,
            *FLAGS,
            f"--user-data-dir={profile}",
            f"--window-size={size}",
            "--virtual-time-budget=9000",
        ]
        subprocess.run([*command, f"--screenshot={target}", source.as_uri()], check=True, capture_output=True)


if __name__ == "__main__":
    sys.exit(main())
