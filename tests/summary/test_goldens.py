"""The summaries as they are published: read a difference as a reader would, before accepting it."""

import pytest
from summary.leaflets import leaflet_of
from summary.pages import AUDIENCES, SHIPPED, kernel_of, summaries, summary
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from polc.targets.summary.emit import render_leaflet


class MarkdownExtension(SingleFileSnapshotExtension):
    _write_mode = WriteMode.TEXT
    file_extension = "md"


class HtmlExtension(SingleFileSnapshotExtension):
    _write_mode = WriteMode.TEXT
    file_extension = "html"


# pytest spells Chinese identifiers with backslashes, which no file name may hold.
WHERE = {
    "town": "town",
    "bare": "bare",
    "books": "books",
    "石狮2025": "shishi",
    "南安2026": "nanan",
    "梅州2025": "meizhou",
}
FOR = {"经办": "staff"}


@pytest.mark.parametrize("audience", AUDIENCES, ids=FOR.get)
@pytest.mark.parametrize("name", ["town", "bare", "books", *SHIPPED], ids=WHERE.get)
def test_markdown(name: str, audience: str, snapshot: SnapshotAssertion) -> None:
    assert summary(name, audience, "md") == snapshot.use_extension(MarkdownExtension)


@pytest.mark.parametrize("name", SHIPPED, ids=WHERE.get)
def test_leaflet(name: str, snapshot: SnapshotAssertion) -> None:
    assert render_leaflet(leaflet_of(name), "md") == snapshot.use_extension(MarkdownExtension)


def test_html(snapshot: SnapshotAssertion) -> None:
    assert summary("town", "经办", "html") == snapshot.use_extension(HtmlExtension)


@pytest.mark.parametrize("suffix", ["md", "html"])
def test_the_same_kernel_gives_the_same_bytes(suffix: str) -> None:
    assert summaries(kernel_of("town"), "经办")[suffix] == summary("town", "经办", suffix)
