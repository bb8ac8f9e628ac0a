"""One tree from every form of a notice; the goldens show the trees."""

from __future__ import annotations

from pathlib import Path

import pytest
from notices import forms
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from polc.compiler.driver import compile_file
from polc.dsl.diagnostics.model import Sink
from polc.dsl.notice.model import DoubtKind, Notice, NumberKind, Place
from polc.dsl.notice.reading import read_notice
from polc.dsl.notice.wording import bounded_text
from polc.dsl.source import Source
from polc.files import decode
from polc.notices import store
from polc.notices.readers import open_notice
from polc.notices.skeleton import skeleton

SAMPLES = {path.stem: path for path in sorted((Path(__file__).parent / "samples").glob("*.txt"))}
NARROW, USUAL, WIDE = 44, 56, 72
NUMBERED = ("auto_numbered", "portal", "letterhead")
EACH = pytest.mark.parametrize("name", SAMPLES)


class TreeExtension(SingleFileSnapshotExtension):
    """One text file a sample."""

    file_extension = "tree"
    _write_mode = WriteMode.TEXT


def text_of(name: str) -> str:
    return SAMPLES[name].read_text(encoding="utf-8")


def places(notice: Notice) -> list[tuple[object, ...]]:
    return [(p.at, p.kind, p.labels, p.digest, p.characters, p.numbers) for p in notice.places]


def head(notice: Notice) -> tuple[object, ...]:
    return (notice.title, notice.document, notice.issued)


def drawn(place: Place) -> str:
    """A line of the golden: how the place is cited, and its numbers."""
    tails = "、".join(tail for tail in place.label.tails if "段" not in tail or "句" not in tail)
    others = "".join(f" = {label.text}{label.tails[0]}" for label in place.labels[1:])
    numbers = "，".join(map(bounded_text, place.numbers))
    return f"{place.at} [{place.kind.value}] {tails}{others} {place.characters}字 {numbers}".rstrip()


def test_there_are_enough_samples() -> None:
    assert len(SAMPLES) >= 8


@EACH
def test_the_tree(name: str, snapshot: SnapshotAssertion) -> None:
    notice = read_notice(text_of(name))
    lines = [f"{notice.title}|{notice.document}|{notice.issuer}|{notice.issued}", *map(drawn, notice.places)]
    lines += [f"? {doubt.kind.value} {doubt.at} {doubt.what} {doubt.other}" for doubt in notice.doubts]
    assert "\n".join(lines) + "\n" == snapshot.use_extension(TreeExtension)


@EACH
@pytest.mark.parametrize("width", [NARROW, USUAL, 64, WIDE])
def test_rewrapped(name: str, width: int) -> None:
    plain, wrapped = read_notice(text_of(name)), read_notice(forms.wrapped(text_of(name), width))
    assert places(wrapped) == places(plain)
    assert head(wrapped) == head(plain)


@EACH
def test_a_page_of_a_portal(name: str, tmp_path: Path) -> None:
    path = tmp_path / "通知"
    path.write_text(forms.page(text_of(name)), encoding="utf-8")
    assert places(read_notice(open_notice(str(path)).text)) == places(read_notice(text_of(name)))


@EACH
def test_a_word_processors_file(name: str, tmp_path: Path) -> None:
    path = tmp_path / "通知.docx"
    path.write_bytes(forms.docx(text_of(name)))
    assert places(read_notice(open_notice(str(path)).text)) == places(read_notice(text_of(name)))


@pytest.mark.parametrize("name", NUMBERED)
def test_numbers_that_only_the_word_processor_shows(name: str, tmp_path: Path) -> None:
    path = tmp_path / "通知.docx"
    path.write_bytes(forms.docx(text_of(name), automatic=True))
    assert "一、" not in forms.docx(text_of(name), automatic=True).decode("latin-1")
    assert places(read_notice(open_notice(str(path)).text)) == places(read_notice(text_of(name)))


@EACH
def test_a_pdf_with_a_text_layer(name: str, tmp_path: Path) -> None:
    path = tmp_path / "通知.pdf"
    path.write_bytes(forms.pdf(text_of(name)))
    assert places(read_notice(open_notice(str(path)).text)) == places(read_notice(text_of(name)))


@EACH
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_encodings(name: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "通知.txt"
    path.write_bytes(text_of(name).replace("\n", "\r\n").encode(encoding))
    assert places(read_notice(open_notice(str(path)).text)) == places(read_notice(text_of(name)))
    assert decode(path.read_bytes())[1]


@EACH
def test_what_is_kept_is_what_was_read(name: str) -> None:
    notice = read_notice(text_of(name), "0" * 64)
    sink = Sink()
    assert store.read(Source(path="x", text=store.text_of(notice)), sink) == notice
    assert sink.found == []


@EACH
def test_what_is_kept_holds_no_sentence(name: str) -> None:
    """No ten characters in a row of any sentence; titles, senders and 文号 are facts and may be there."""
    notice = read_notice(text_of(name))
    kept = store.text_of(notice)
    documents = [str(n.value) for p in notice.places for n in p.numbers if n.kind is NumberKind.DOCUMENT]
    for known in (notice.title, notice.issuer, notice.document, *documents):
        kept = kept.replace(known, "") if known else kept
    for place in notice.places:
        text = place.text.replace("\n", "")
        if document := next((p.label.document for p in notice.places if p.label.document), ""):
            text = text.replace(document.strip("《》"), "")
        runs = {text[at : at + 10] for at in range(len(text) - 9)}
        assert [run for run in runs if run in kept] == []


@EACH
def test_the_skeleton_waits_for_its_lines_only(name: str) -> None:
    text = skeleton(read_notice(text_of(name)))
    found = compile_file("x.pol", lambda path: Source(path=path, text=text)).diagnostics
    assert {each.code.id for each in found} == {"POL702"}


@EACH
def test_no_sample_is_called_wrong(name: str) -> None:
    """The samples have nothing wrong in themselves; a second document is only pointed out."""
    doubts = {doubt.kind for doubt in read_notice(text_of(name)).doubts}
    assert doubts <= {DoubtKind.SECOND_DOCUMENT}


def test_an_ambiguous_line_end_is_said() -> None:
    """Without indents nobody can tell whether a full line that ends in 。 ends its paragraph."""
    full = "缴费的人，" * 4
    ends = full[:-1] + "。"
    notice = read_notice("\n".join(["一、" + full[:-2], *[full] * 8, ends, "另有规定的，从其规定。"]))
    assert [(doubt.kind, doubt.line) for doubt in notice.doubts] == [(DoubtKind.LINE_END, 10)]
    indented = read_notice(
        "\n".join(["　　一、" + full[:-4], *[full] * 8, ends, "　　另有规定的，从其规定。"])
    )
    assert indented.doubts == ()
    assert indented.places[-1].at == "一第2句"
    assert "第2段" in indented.places[-1].label.tails
