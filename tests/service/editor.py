"""An editor in the tests: one dispatcher, texts in memory over the files of the project."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
from checkout import ROOT

from polc.dsl.lexer import Lexeme
from polc.dsl.source import Source
from polc.service.positions import position
from polc.service.rpc import Dispatcher
from polc.service.workspace import Workspace

POLICIES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("policies", "examples")
    for path in (ROOT / folder).rglob("*.pol")
)


def below(path: str) -> Source:
    """A file of the project."""
    file = ROOT / path
    if not file.is_file():
        raise FileNotFoundError(path)
    return Source(path=path, text=file.read_text(encoding="utf-8"))


def workspace(*paths: str, **texts: str) -> Workspace:
    """A workspace over the project's files, of which these are the policies."""
    made = Workspace(below=below, listed=lambda: paths)
    for path, text in texts.items():
        made.put(path, text)
    return made


@attrs.frozen
class OneFolder:
    """A host with one workspace; a URI is pol:/ and the path."""

    space: Workspace

    def begin(self, folders: list[str]) -> None:
        """Nothing to do."""

    def place(self, uri: str) -> tuple[Workspace, str]:
        """The workspace, and the path."""
        return self.space, uri.removeprefix("pol:/")

    def uri(self, _space: Workspace, path: str) -> str:
        """The path as a URI."""
        return f"pol:/{path}"


@attrs.define
class Editor:
    """A client that keeps what it's sent; a fault of the service is raised where it's asked for."""

    space: Workspace
    sent: list[dict[str, Any]] = attrs.field(factory=list)
    dispatcher: Dispatcher = attrs.field(init=False)
    numbers: int = 0

    def __attrs_post_init__(self) -> None:
        self.dispatcher = Dispatcher(host=OneFolder(self.space), send=self.sent.append, report=self._fault)
        self.ask("initialize", {})

    @staticmethod
    def _fault(error: Exception) -> None:
        raise error

    def tell(self, method: str, params: dict[str, Any]) -> None:
        """A notification."""
        self.dispatcher.receive({"jsonrpc": "2.0", "method": method, "params": params})

    def answer(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        """The whole answer to a request."""
        self.numbers += 1
        self.dispatcher.receive({"jsonrpc": "2.0", "id": self.numbers, "method": method, "params": params})
        return next(message for message in reversed(self.sent) if message.get("id") == self.numbers)

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        """The result of a request that is answered."""
        found = self.answer(method, params)
        assert "error" not in found, found
        return found["result"]

    def open(self, path: str, text: str | None = None, *, version: int = 1) -> None:
        """Open a document; its text by default the file's."""
        told = {"uri": f"pol:/{path}", "text": below(path).text if text is None else text, "version": version}
        self.tell("textDocument/didOpen", {"textDocument": told})

    def change(self, path: str, text: str, *, version: int = 2) -> None:
        """The document's whole text anew."""
        document = {"uri": f"pol:/{path}", "version": version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def about(self, path: str, mark: str | int | None = None, **more: Any) -> dict[str, Any]:
        """The parameters of a request about a document, or about an offset or a text in it."""
        params: dict[str, Any] = {"textDocument": {"uri": f"pol:/{path}"}, **more}
        if mark is not None:
            source = self.space.source(path)
            offset = mark if isinstance(mark, int) else source.text.index(mark)
            params["position"] = position(source, offset)
        return params

    def finish(self) -> None:
        """Run all checks to their end."""
        while self.dispatcher.tick():
            pass

    def shown(self, path: str) -> list[dict[str, Any]]:
        """The findings that a document shows now."""
        told = (
            m["params"] for m in reversed(self.sent) if m.get("method") == "textDocument/publishDiagnostics"
        )
        return next((p["diagnostics"] for p in told if p["uri"] == f"pol:/{path}"), [])

    def codes(self, path: str) -> list[str]:
        """Their codes."""
        return [found["code"] for found in self.shown(path)]


class Nothing:
    """Lets the parser run without making anything."""

    def leaf(self, terminal: str, lexeme: Lexeme) -> object:
        """No value."""
        return None

    def node(self, name: str, parts: object) -> object:
        """No value."""
        return None


def place_of(path: Path) -> str:
    """A file of the project as a policy's path."""
    return path.relative_to(ROOT).as_posix()
