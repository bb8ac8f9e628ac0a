"""`polc lsp` as a process: files below, URIs, broken frames, how it ends, and how long anybody waits."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from urllib.parse import quote

import pytest
from checkout import ROOT
from lsp.client import Client, framed
from service.editor import below

from polc.compiler.driver import compile_file

FOLDER = "政策 空格#1"
NAN_AN = "南安2026/南安2026.pol"


def uri_of(path: Path) -> str:
    return "file://" + quote(str(path.resolve()))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The shipped policies in a folder whose name needs care."""
    folder = tmp_path / FOLDER
    shutil.copytree(ROOT / "policies", folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    return folder


@pytest.fixture
def client(project: Path) -> Iterator[Client]:
    made = Client.start(project, "--stdio")
    yield made
    made.process.kill()
    made.process.wait()
    for stream in (made.process.stdin, made.process.stdout, made.process.stderr):
        assert stream is not None
        stream.close()


def begin(client: Client, project: Path) -> None:
    client.ask("initialize", {"processId": os.getpid(), "rootUri": uri_of(project), "capabilities": {}})
    client.tell("initialized", {})


def opened(client: Client, path: Path, text: str | None = None) -> str:
    uri = uri_of(path)
    text = path.read_text(encoding="utf-8") if text is None else text
    document = {"uri": uri, "languageId": "polc", "version": 1, "text": text}
    client.tell("textDocument/didOpen", {"textDocument": document})
    return uri


def test_a_policy_with_its_vocabulary(client: Client, project: Path) -> None:
    begin(client, project)
    uri = opened(client, project / NAN_AN)
    found = client.findings(uri)
    assert len(found) == 7
    text = (project / NAN_AN).read_text(encoding="utf-8")
    line = next(n for n, row in enumerate(text.split("\n")) if "参加职工医保" in row)
    place = {"line": line, "character": text.split("\n")[line].index("参加职工医保")}
    params = {"textDocument": {"uri": uri}, "position": place}
    (there,) = client.ask("textDocument/definition", params)
    assert there["uri"] == uri_of(project / "词汇/居民医保.pol")
    assert "事实 参加职工医保" in client.ask("textDocument/hover", params)["contents"]["value"]


def test_a_file_in_gb18030_and_one_that_is_no_text(client: Client, project: Path) -> None:
    begin(client, project)
    (project / "词.pol").write_bytes("事实 低保: 是非 别名 poor\n".encode("gb18030"))
    (project / "图.pol").write_bytes(b"\x00\xff\xfe\x00" * 9)
    uri = opened(client, project / "x.pol", '引用 "词"\n引用 "图"\n政策 "示例" { }\n【一】 群体 甲 = 低保\n')
    codes = [found["code"] for found in client.findings(uri)]
    assert codes.count("POL203") == 1
    assert "POL201" not in codes


def test_a_document_without_a_file(client: Client, project: Path) -> None:
    begin(client, project)
    document = {"uri": "untitled:Untitled-1", "languageId": "polc", "version": 1, "text": "政策"}
    client.tell("textDocument/didOpen", {"textDocument": document})
    (found,) = client.findings("untitled:Untitled-1")
    assert found["code"] == "POL105"


def test_a_file_changed_below_is_seen(client: Client, project: Path) -> None:
    begin(client, project)
    (project / "词.pol").write_text("事实 低宝: 是非 别名 poor\n", encoding="utf-8")
    uri = opened(client, project / "x.pol", '引用 "词"\n政策 "示例" { }\n【一】 群体 甲 = 低保\n')
    assert "POL201" in [found["code"] for found in client.findings(uri)]
    (project / "词.pol").write_text("事实 低保: 是非 别名 poor\n", encoding="utf-8")
    client.tell("workspace/didChangeWatchedFiles", {"changes": []})
    assert "POL201" not in [found["code"] for found in client.findings(uri)]


# ---- the end --------------------------------------------------------------------------------------------
def test_shutdown_then_exit(client: Client, project: Path) -> None:
    begin(client, project)
    client.ask("shutdown", None)
    client.tell("exit", None)
    assert client.end() == (0, "")


def test_exit_alone_is_told_by_the_status(client: Client, project: Path) -> None:
    begin(client, project)
    client.tell("exit", None)
    assert client.end() == (1, "")


def test_a_client_that_goes_is_no_fault(client: Client, project: Path) -> None:
    begin(client, project)
    opened(client, project / NAN_AN)
    assert client.end() == (1, "")


# ---- frames ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "data",
    [
        b"hello\n",
        b"Content-Length: many\r\n\r\n{}",
        b"Content-Length: -5\r\n\r\n{}",
        b"Content-Length: 99999999999999\r\n\r\n{}",
        b"Content-Length: 500\r\n\r\n{}",
        b"\r\n\r\n",
        b"X" * 20_000,
        b"Content-Length: 2",
    ],
)
def test_what_has_no_frames_ends_with_a_sentence(client: Client, data: bytes) -> None:
    client.write(data)
    status, errors = client.end()
    assert status == 2
    assert errors.startswith("polc lsp：收到的不是语言服务器协议的消息")
    assert errors.count("\n") == 1


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", -32700),
        (b"\xff\xfe", -32700),
        (b"[" * 100_000, -32700),
        (b"[]", -32600),
        (b"3", -32600),
        (b"{}", -32600),
    ],
)
def test_a_body_that_is_no_message_is_answered(client: Client, project: Path, body: bytes, code: int) -> None:
    client.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
    assert client.wait(lambda message: "error" in message)["error"]["code"] == code
    begin(client, project)
    client.ask("shutdown", None)
    client.tell("exit", None)
    assert client.end() == (0, "")


def test_a_header_of_another_writing_is_read(client: Client) -> None:
    body = framed({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {}}).split(b"\r\n\r\n")[1]
    head = b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length:%d\r\n\r\n" % len(body)
    client.write(head + body)
    assert client.wait(lambda message: message.get("id") == 1)["result"]["serverInfo"]["name"] == "polc"


# ---- time -----------------------------------------------------------------------------------------------
@pytest.mark.heavy
def test_nobody_waits(client: Client, project: Path) -> None:
    """Errors come as soon as the file is read, a hover in a part of that, whatever is being proved.

    Counted in readings of the file: milliseconds are the machine's.
    """
    begin(client, project)
    path = project / NAN_AN
    uri, text = opened(client, path), path.read_text(encoding="utf-8")
    client.findings(uri)
    errors, hovers, readings = [], [], []
    for number in range(4):
        changed = {"uri": uri, "version": number + 2}
        content = {"text": f"{text}# {'一' * number}\n"}
        started = time.perf_counter()
        client.tell("textDocument/didChange", {"textDocument": changed, "contentChanges": [content]})
        client.findings(uri, done=False)
        errors.append(time.perf_counter() - started)
        for character in (3, 4, 5):
            started = time.perf_counter()
            place = {"line": 40, "character": character}
            client.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": place})
            hovers.append(time.perf_counter() - started)
        client.findings(uri)
        started = time.perf_counter()
        compile_file(f"policies/{NAN_AN}", below, analyse=False)
        readings.append(time.perf_counter() - started)
    reading = median(readings)
    assert median(errors) < 2 * reading, (errors, readings)
    assert median(hovers) < reading / 2, (hovers, readings)
