"""`polc desk`: a folder's files in the page, written or shown to this computer alone."""

from __future__ import annotations

import json
import re
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

import pytest
from cli.runs import Polc

from polc.deskpage import files_below, page_at, server_of, with_files
from polc.refusals import Refusal

PAGE = '<html><script type="text/plain" id="sample">{"a.pol": "x"}</script><script>1</script></html>'


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "desk.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def files_in(text: str) -> dict[str, str]:
    """What the page gets when it reads its block."""
    found = re.search(r'id="sample">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    return dict(json.loads(found[1]))


def test_a_folder_goes_into_one_file(polc: Polc, sample: Path, page: Path, tmp_path: Path) -> None:
    out = tmp_path / "工作台.html"
    done = polc("desk", sample, "--page", page, "--one-file", out)
    assert (done.status, done.out) == (0, "")
    assert str(out) in done.err
    files = files_in(out.read_text(encoding="utf-8"))
    assert files == files_below(str(sample))
    assert "政策/样例2025.pol" in files


def test_text_that_looks_like_the_end_of_the_block_stays_text(tmp_path: Path, page: Path) -> None:
    (tmp_path / "x.pol").write_text("# </script><script>alert(1)</script> \\1\n", encoding="gb18030")
    text = with_files(page_at(str(page)), files_below(str(tmp_path)))
    assert text.count("<script>") == 2
    assert files_in(text) == {"x.pol": "# </script><script>alert(1)</script> \\1\n"}


@pytest.mark.parametrize("content", [None, b"<html></html>", b"\xff\xfe\xfa"])
def test_what_is_no_page_is_refused(polc: Polc, sample: Path, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "other.html"
    if content is not None:
        path.write_bytes(content)
    done = polc("desk", sample, "--page", path)
    assert done.status == 2
    assert "make desk" in done.err


def test_a_folder_without_policies_is_refused(polc: Polc, tmp_path: Path, page: Path) -> None:
    (tmp_path / "空").mkdir()
    assert polc("desk", tmp_path / "空", "--page", page).status == 2


@pytest.mark.parametrize(
    ("path", "host", "status"),
    [
        ("/", "127.0.0.1:1", 200),
        ("/", "localhost:1", 200),
        ("/", "example.org:1", 404),
        ("/", "127.0.0.1.example.org:1", 404),
        ("/../x", "127.0.0.1:1", 404),
        ("/desk.html", "127.0.0.1:1", 404),
    ],
)
def test_only_this_computer_gets_only_the_page(path: str, host: str, status: int) -> None:
    with server_of(PAGE) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        connection = HTTPConnection("127.0.0.1", int(server.server_address[1]))
        connection.putrequest("GET", path, skip_host=True)
        connection.putheader("Host", host)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        server.shutdown()
        thread.join()
    assert answer.status == status
    assert body == (PAGE.encode() if status == 200 else b"")


def test_a_port_in_use_is_told() -> None:
    with server_of(PAGE) as server, pytest.raises(Refusal, match="no_port"):
        server_of(PAGE, int(server.server_address[1]))
