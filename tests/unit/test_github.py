"""GitHub annotations, read back as the runner parses them; limits, hostile text, the table of the summary."""

import re

import attrs
import pytest
from findings import ALL, HOLE, NO_PLACE, NOTE, PATH, SOURCE, SOURCES, TEXT, UNREAD, WARNING, at, hole

from polc.dsl.diagnostics.github import ANNOTATIONS_PER_KIND, SUMMARY_BYTES, to_github, to_github_summary
from polc.dsl.diagnostics.model import Diagnostic, Lang, Severity
from polc.dsl.source import Source, Span

KINDS = ("error", "warning", "notice")
COMMAND = re.compile(r"::(?P<kind>[a-z]+) (?P<properties>[^:]*)::(?P<message>.*)")


@attrs.frozen
class Annotation:
    """One command as the runner takes it apart."""

    kind: str
    properties: dict[str, str]
    message: str


def unescaped(text: str, **marks: str) -> str:
    for code, char in {"%0D": "\r", "%0A": "\n", **marks, "%25": "%"}.items():
        text = text.replace(code, char)
    return text


def annotations(page: str) -> list[Annotation]:
    """Every line that the runner takes for a command, which is one that starts with ::."""
    found = []
    for line in page.split("\n"):
        if not line.strip().startswith("::"):
            continue
        command = COMMAND.fullmatch(line)
        assert command is not None, line
        pairs = (pair.partition("=")[::2] for pair in command["properties"].split(","))
        properties = {name: unescaped(value, **{"%3A": ":", "%2C": ","}) for name, value in pairs}
        found.append(Annotation(command["kind"], properties, unescaped(command["message"])))
    return found


def many(number: int, level: Severity) -> list[Diagnostic]:
    return [attrs.evolve(hole(f"窗口{level.value}{at}"), severity=level) for at in range(number)]


def test_file_line_and_columns() -> None:
    (found,) = annotations(to_github([HOLE], SOURCES))
    start = TEXT.splitlines()[1].index("2025") + 1
    assert found.kind == "error"
    assert found.properties == {
        "file": PATH,
        "line": "2",
        "col": str(start),
        "endColumn": str(start + 10),
        "title": f"POL402 {HOLE.code.title.zh}",
    }


def test_columns_stay_away_from_several_lines() -> None:
    (found,) = annotations(to_github([WARNING], SOURCES))
    assert found.kind == "warning"
    assert {"line": "2", "endLine": "3"}.items() <= found.properties.items()
    assert found.properties.keys().isdisjoint({"col", "endColumn"})


def test_places_that_are_points_unread_or_none() -> None:
    page = to_github([NOTE, UNREAD, NO_PLACE], SOURCES)
    places = {found.properties.get("file"): found for found in annotations(page)}
    assert places[PATH].kind == "notice"
    assert places[PATH].properties.keys() == {"file", "line", "endLine", "title"}
    assert places["没有读到.pol"].properties.keys() == {"file", "title"}
    assert places[None].properties.keys() == {"title"}


def test_the_message_has_basis_and_next_steps() -> None:
    (found,) = annotations(to_github([HOLE], SOURCES, Lang.EN))
    first, basis, *steps, last = found.message.split("\n")
    assert first.startswith("缴费时段 has a hole")
    assert basis == "basis: 示例〔2025〕1号 六（一）"
    assert len(steps) == 4
    assert last == "polc rule POL402"


def test_the_most_severe_come_first_and_none_is_lost() -> None:
    numbers = {Severity.NOTE: 12, Severity.WARNING: 11, Severity.ERROR: 13}
    page = to_github([one for level, n in numbers.items() for one in many(n, level)], SOURCES)
    kinds = [found.kind for found in annotations(page)]
    assert kinds == [kind for kind in KINDS for _ in range(ANNOTATIONS_PER_KIND)]
    lines = page.splitlines()
    rest = [line for line in lines if line.startswith("- ")]
    assert len(rest) == 3 + 1 + 2
    assert len(set(lines)) == len(lines) == sum(numbers.values()) + 1
    assert lines[-1] == "2 个文件：13 个错误，11 个警告，12 个提示"


@pytest.mark.parametrize(
    "name",
    [
        "甲,line=1::乙",
        "100%\r\n::error::假的",
        "::stop-commands::x",
        "a%0A::set-output name=x::y",
        "##[add-mask]甲",
        "\x1b[31m甲\u202e",
    ],
)
def test_text_of_an_author_is_no_command(name: str) -> None:
    found = [hole(f"{name}{at}") for at in range(ANNOTATIONS_PER_KIND + 1)]
    page = to_github(found, SOURCES)
    assert [each.kind for each in annotations(page)] == ["error"] * ANNOTATIONS_PER_KIND
    assert not re.search(r"^(?!::error ).*##\[", page, re.M)
    assert "\x1b" not in page and "\u202e" not in page
    assert "\n::error::" not in page


def test_hostile_file_names() -> None:
    source = Source(path="::error::甲,b=1\n%.pol", text=TEXT)
    page = to_github([attrs.evolve(HOLE, span=at("甲", source))], {source.path: source})
    assert [found.properties["file"] for found in annotations(page)] == [source.path]


# ---- the summary of the job -------------------------------------------------------------------------
def test_the_table_lists_everything_most_severe_first() -> None:
    rows = [line for line in to_github_summary(ALL, SOURCES).splitlines() if line.startswith("|")]
    assert rows[0] == "| 级别 | 编号 | 位置 | 说明 |"
    assert [row.split(" | ")[1] for row in rows[2:]] == ["POL201", "POL402", "POL201", "POL605", "POL102"]
    assert ":2:" in rows[3]
    assert to_github_summary([], SOURCES, Lang.EN).count("\n") == 2


def test_cells_hold_no_markdown() -> None:
    window = "甲|乙 `丙` <script> [丁](x) *戊* @某 &amp; \\"
    row = to_github_summary([hole(window)], SOURCES).splitlines()[-1]
    assert len(re.findall(r"(?<!\\)\|", row)) == 5
    assert "<script>" not in row and "&lt;script>" in row
    assert r"\[丁\](x)" in row and r"\`丙\`" in row and r"\@某" in row


def test_a_table_that_would_be_refused_is_cut_and_says_so() -> None:
    found = [hole("长" * 10_000 + str(number)) for number in range(50)]
    page = to_github_summary(found, SOURCES)
    shown = page.count("POL402")
    assert 0 < shown < len(found)
    assert len(page.encode()) < SUMMARY_BYTES + 1_000
    assert page.splitlines()[-1] == f"另有 {len(found) - shown} 个没有列出"


def test_a_span_past_the_end() -> None:
    source = Source(path=SOURCE.path, text="短")
    (found,) = annotations(to_github([attrs.evolve(HOLE, span=Span(PATH, 90, 99))], {PATH: source}))
    assert found.properties["line"] == "1"
