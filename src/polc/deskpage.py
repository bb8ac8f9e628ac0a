"""The desk's page with the files of a folder in it, and a server that shows it to this computer alone.

In: the page as it was built, and a folder. Out: the page. The server reads nothing but what it was started
with, answers one path, and only who asks for it by an address of this computer.
"""

from __future__ import annotations

import json
import os
import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from polc.files import NotRegular, NotText, TooLarge, decoded, discover, project_root, read_inside
from polc.notices import path_beside
from polc.refusals import Refusal

_SAMPLE = re.compile(r'(<script type="text/plain" id="sample">)(.*?)(</script>)', re.DOTALL)
_HOSTS = frozenset({"127.0.0.1", "localhost"})


def page_at(path: str) -> str:
    """The page that `make desk` built."""
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError):
        raise Refusal("no_desk", path=path) from None
    if _SAMPLE.search(text) is None:
        raise Refusal("no_desk", path=path)
    return text


def with_files(page: str, files: dict[str, str]) -> str:
    """The page with these files in the place of the samples."""
    data = json.dumps(files, ensure_ascii=False).replace("</", "<\\/")
    return _SAMPLE.sub(lambda found: found[1] + data + found[3], page, count=1)


def files_below(folder: str) -> dict[str, str]:
    """The policies of a folder and what lies beside them, as text; what is no text is left out."""
    root = project_root([folder])
    found: dict[str, str] = {}
    for path in discover(root, [folder]):
        for each in (path, path_beside(path)):
            try:
                found[each] = decoded(read_inside(root, each))[0]
            except (NotText, TooLarge, NotRegular, OSError):
                continue
    if not found:
        raise Refusal("no_policies", paths=folder)
    return found


class _Handler(BaseHTTPRequestHandler):
    """Answers `/` with the page."""

    page = b""

    def do_GET(self) -> None:
        """The page, or nothing."""
        host = (self.headers.get("Host") or "").rpartition(":")[0]
        status = 200 if self.path == "/" and host in _HOSTS else 404
        body = self.page if status == 200 else b""
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads a log of one page."""


def server_of(page: str, port: int = 0) -> ThreadingHTTPServer:
    """A server for this computer; port 0 takes a free one."""
    handler = type("Handler", (_Handler,), {"page": page.encode("utf-8")})
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        raise Refusal("no_port", port=str(port), reason=os.strerror(error.errno or 0)) from None
