"""Every code's bad example gives exactly that code, its fixed twin gives nothing, and the finding reads well.

The goldens show the source first, then the finding as a terminal draws it, in both languages.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus.corrections import unread
from corpus.pages import ASKED, MAIN, compiled, project
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from polc.dsl.diagnostics.codes import ALL
from polc.dsl.diagnostics.model import Lang
from polc.dsl.diagnostics.render import render

GOLDENS = Path(__file__).parent / "__snapshots__" / "test_pages"
SHOWN = [code.id for code in ALL if project(code.id, "错误示例")]
# What no policy file can show: bytes that aren't text, sizes, persons given as JSON, faults of polc itself.
NOT_IN_A_FILE = {
    "POL101", "POL102", "POL114", "POL117", "POL690", "POL801", "POL802", "POL803", "POL804", "POL805",
    "POL720", "POL806", "POL901", "POL902",
}  # fmt: skip


class DiagExtension(SingleFileSnapshotExtension):
    """One text file a code."""

    file_extension = "diag"
    _write_mode = WriteMode.TEXT


@pytest.fixture
def diag(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(DiagExtension)


def test_every_code_is_shown_or_known_not_to_fit_a_file() -> None:
    assert {code.id for code in ALL} - set(SHOWN) == NOT_IN_A_FILE


@pytest.mark.parametrize("code", SHOWN)
def test_the_bad_example_gives_exactly_its_code(code: str) -> None:
    found = compiled(project(code, "错误示例"), worth=code == ASKED).diagnostics
    assert {d.code.id for d in found} == {code}


@pytest.mark.parametrize("code", SHOWN)
def test_the_fixed_twin_gives_nothing(code: str) -> None:
    found = compiled(project(code, "正确示例"), worth=code == ASKED).diagnostics
    assert [d.code.id for d in found] == []


@pytest.mark.parametrize("code", SHOWN)
def test_the_finding_reads_well(code: str, diag: SnapshotAssertion) -> None:
    files = project(code, "错误示例")
    result = compiled(files, worth=code == ASKED)
    pages = [f"{name}\n{text}" if name != MAIN else text for name, text in files.items()]
    for lang in (Lang.ZH, Lang.EN):
        pages += [render(d, result.sources, lang) + "\n" for d in result.diagnostics]
    assert "\n".join(pages) == diag
    assert unread(result.diagnostics) == []


def test_no_golden_is_orphaned() -> None:
    assert {path.stem.partition("[")[2].rstrip("]") for path in GOLDENS.glob("*.diag")} == set(SHOWN)
