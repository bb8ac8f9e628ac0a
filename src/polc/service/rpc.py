"""The dispatcher: messages of the Language Server Protocol in, messages out. One for every transport.

In: messages as data (`receive`). Out: messages as data (`send`). Requests are answered at once; checking is
cut into jobs, which whoever holds the dispatcher runs when nothing else waits: `job` gives the next one, it
may run anywhere, and `settle` takes what it gave. A newer text drops the jobs of the older one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Protocol

import attrs

from polc import __version__
from polc.compiler.readings import TooManyReadings
from polc.dsl.diagnostics.model import Diagnostic, Lang, Text
from polc.refusals import Refusal
from polc.service.checking import Stage, carried, steps
from polc.service.desk import NoKernel
from polc.service.findings import as_data
from polc.service.methods import METHODS, Context
from polc.service.positions import Data
from polc.service.renaming import NotRenamed
from polc.service.tokens import TYPES
from polc.service.workspace import Workspace
from polc.telling.wording import refusal_text

PARSE_ERROR, INVALID_REQUEST, NO_METHOD, BAD_PARAMS, FAULT = -32700, -32600, -32601, -32602, -32603
NOT_READY, REFUSED = -32002, -32803

NO_KERNEL = Text("这份政策还有错误，改好以后才能算", "this policy has errors; mend them first")
OPEN_READINGS = Text("没有选定读法的假定太多（{names}）", "too many assumptions are left open ({names})")


class Host(Protocol):
    """Where documents are: the workspace and path of a URI, and back."""

    def begin(self, folders: list[str]) -> None:
        """The folders that the client has open, as URIs."""

    def place(self, uri: str) -> tuple[Workspace, str]:
        """The workspace that a document belongs to, and its path there."""

    def uri(self, workspace: Workspace, path: str) -> str:
        """The URI of a file of a workspace."""


@attrs.define
class _Check:
    """The check of one document, on its way; `stage` is what is shown of it."""

    version: int | None
    steps: Iterator[Stage | None]


@attrs.frozen
class Job:
    """A piece of work of one check."""

    key: tuple[int, str]
    check: _Check

    def __call__(self) -> Stage | None:
        """Run it: what is known then, if something is; StopIteration is the end."""
        return next(self.check.steps)


@attrs.define
class Dispatcher:
    """One client. `report` is told of faults; everything else goes through `send`."""

    host: Host
    send: Callable[[Data], None]
    report: Callable[[Exception], None]
    lang: Lang = Lang.ZH
    closed: bool = False
    shut_down: bool = False
    _started: bool = False
    _versions: dict[tuple[int, str], int | None] = attrs.field(factory=dict)
    _spaces: dict[int, Workspace] = attrs.field(factory=dict)
    _waiting: dict[tuple[int, str], None] = attrs.field(factory=dict)
    _checks: dict[tuple[int, str], _Check] = attrs.field(factory=dict)
    _full: dict[tuple[int, str], Stage] = attrs.field(factory=dict)
    _shown: dict[tuple[int, str], Stage] = attrs.field(factory=dict)
    _stale: dict[tuple[int, str], tuple[Diagnostic, ...]] = attrs.field(factory=dict)
    _published: dict[tuple[int, str], set[str]] = attrs.field(factory=dict)

    # ---- messages -----------------------------------------------------------------------------------
    def receive(self, message: object) -> None:
        """Take one message. Whatever it is, the answer is a message and never an exception."""
        if not isinstance(message, dict) or not isinstance(message.get("method"), str):
            if not (isinstance(message, dict) and ("result" in message or "error" in message)):
                self._fail(None, INVALID_REQUEST, "a message is an object with a method")
            return
        method, params, id_ = message["method"], message.get("params") or {}, message.get("id")
        try:
            result = self._handle(method, params, is_request="id" in message)
        except _Refused as refused:
            if "id" in message:
                self._fail(id_, refused.code, refused.reason)
        except NotRenamed as found:
            self._fail(id_, REFUSED, found.text.in_(self.lang).format(**found.facts))
        except NoKernel:
            self._fail(id_, REFUSED, NO_KERNEL.in_(self.lang))
        except Refusal as refusal:
            self._fail(id_, REFUSED, refusal_text(refusal, self.lang))
        except TooManyReadings as many:
            self._fail(id_, REFUSED, OPEN_READINGS.in_(self.lang).format(names="、".join(many.names)))
        except FileNotFoundError as error:
            self._fail(id_, BAD_PARAMS, f"no such document: {error.args[-1]}")
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            self._broken(id_, "id" in message, params, error)
        except Exception as error:
            self.report(error)
            self._fail(id_, FAULT, f"{type(error).__name__}: {error}")
        else:
            if "id" in message:
                self.send({"jsonrpc": "2.0", "id": id_, "result": result})

    def _broken(self, id_: object, asked: bool, params: object, error: Exception) -> None:
        """Parameters of another form than the protocol's, or a fault of ours: told apart by their form."""
        if _is_plain(params):
            self.report(error)
            code, told = FAULT, f"{type(error).__name__}: {error}"
        else:
            code, told = BAD_PARAMS, f"parameters of another form: {error!r}"
        if asked:
            self._fail(id_, code, told)

    def _fail(self, id_: object, code: int, text: str) -> None:
        self.send({"jsonrpc": "2.0", "id": id_, "error": {"code": code, "message": text}})

    def _handle(self, method: str, params: Any, *, is_request: bool) -> object:
        own = _OWN.get(method)
        if method == "exit":
            self.closed = True
            return None
        if not self._started and method != "initialize":
            raise _Refused(NOT_READY, "initialize comes first")
        if self.shut_down:
            raise _Refused(INVALID_REQUEST, "shut down already")
        if own is not None:
            return own(self, params)
        if method in METHODS:
            return METHODS[method](self._context(params), params)
        if is_request:
            raise _Refused(NO_METHOD, f"no method {method}")
        return None

    def _context(self, params: Any) -> Context:
        workspace, path = self.host.place(params["textDocument"]["uri"])
        key = (id(workspace), path)
        stage = self._shown.get(key)
        uri = partial(self.host.uri, workspace)
        return Context(
            workspace=workspace,
            path=path,
            lang=self.lang,
            told=stage.diagnostics if stage is not None else (),
            done=stage is not None and stage.done and key not in self._waiting,
            uri=uri,
        )

    # ---- life ---------------------------------------------------------------------------------------
    def initialize(self, params: Any) -> Data:
        """What the service can do."""
        self._started = True
        folders = [f["uri"] for f in params.get("workspaceFolders") or ()] or [params.get("rootUri")]
        self.host.begin([folder for folder in folders if isinstance(folder, str)])
        if str(params.get("locale") or "").lower().startswith("en"):
            self.lang = Lang.EN
        return {"capabilities": CAPABILITIES, "serverInfo": {"name": "polc", "version": __version__}}

    def shutdown(self, _params: Any) -> None:
        """Nothing more is asked after this."""
        self.shut_down = True
        self._waiting.clear()
        self._checks.clear()

    # ---- texts --------------------------------------------------------------------------------------
    def opened(self, params: Any) -> None:
        """A document with its text."""
        document = params["textDocument"]
        self._put(document["uri"], document["text"], document.get("version"))

    def changed(self, params: Any) -> None:
        """The whole new text of a document."""
        changes = params["contentChanges"]
        if changes:
            document = params["textDocument"]
            self._put(document["uri"], changes[-1]["text"], document.get("version"))

    def _put(self, uri: str, text: str, version: int | None) -> None:
        workspace, path = self.host.place(uri)
        if not isinstance(text, str):
            raise TypeError("text")
        workspace.put(path, text)
        key = (id(workspace), path)
        self._spaces[id(workspace)], self._versions[key] = workspace, version
        self._look_again(workspace, path)

    def closed_document(self, params: Any) -> None:
        """A document counts as it lies below again; its findings go."""
        workspace, path = self.host.place(params["textDocument"]["uri"])
        workspace.forget(path)
        key = (id(workspace), path)
        for kept in (self._versions, self._waiting, self._checks, self._full, self._shown, self._stale):
            kept.pop(key, None)
        self._publish(workspace, self._published.pop(key, set()))
        self._look_again(workspace, path)

    def files_changed(self, _params: Any) -> None:
        """Files below may be others now."""
        for workspace in self._spaces.values():
            workspace.changed_below()
            self._look_again(workspace, None)

    def saved(self, params: Any) -> None:
        """What lies below is what was written."""

    def _look_again(self, workspace: Workspace, path: str | None) -> None:
        """Check the document, and those that read it; the document first."""
        keys = [key for key in self._versions if key[0] == id(workspace)]
        for key in sorted(keys, key=lambda key: key[1] != path):
            stage = self._shown.get(key)
            if path is None or key[1] == path or stage is None or path in stage.sources or _lacks(stage):
                self._checks.pop(key, None)
                self._waiting.pop(key, None)
                self._waiting[key] = None

    # ---- checking -----------------------------------------------------------------------------------
    def job(self) -> Job | None:
        """The next piece of work: texts that weren't read come first."""
        for key in self._waiting:
            del self._waiting[key]
            check = _Check(self._versions[key], steps(self._spaces[key[0]], key[1]))
            self._checks[key] = check
            return Job(key, check)
        for key, check in self._checks.items():
            return Job(key, check)
        return None

    def settle(self, job: Job, stage: Stage | None, ended: bool) -> None:
        """Take what a job gave; nothing of a text that isn't the newest."""
        if self._checks.get(job.key) is not job.check:
            return
        if ended:
            del self._checks[job.key]
        if stage is not None:
            self._take(job.key, stage)

    def tick(self) -> bool:
        """Run one job here and now; whether there may be more."""
        job = self.job()
        if job is None:
            return False
        self.settle(job, *run_job(job, self.report))
        return True

    def _take(self, key: tuple[int, str], stage: Stage) -> None:
        last = self._full.get(key)
        stale = carried(last, stage) if last is not None and not stage.done else ()
        if stage.done and stage.has_kernel:
            self._full[key] = stage
        self._shown[key] = stage
        workspace = self._spaces[key[0]]
        paths = {key[1], *(found.span.path for found in (*stage.diagnostics, *stale))}
        self._stale[key] = stale
        self._publish(workspace, paths | self._published.get(key, set()))
        self._published[key] = paths

    def _publish(self, workspace: Workspace, paths: set[str]) -> None:
        """What all open documents show in each of these files."""
        for path in sorted(paths):
            found: dict[str, Data] = {}
            done = True
            for key, stage in self._shown.items():
                if key[0] != id(workspace):
                    continue
                done = done and (stage.done or path not in stage.sources)
                stale = self._stale.get(key, ())
                for finding in (*stage.diagnostics, *stale):
                    if finding.span.path == path:
                        data = as_data(finding, stage.sources, self.lang, stale=finding in stale)
                        _with_uris(data, partial(self.host.uri, workspace))
                        found.setdefault(repr((data["range"], data["code"], data["message"])), data)
            self._tell(workspace, path, list(found.values()), done)

    def _tell(self, workspace: Workspace, path: str, found: list[Data], done: bool) -> None:
        version = self._versions.get((id(workspace), path))
        params: Data = {"uri": self.host.uri(workspace, path), "diagnostics": found}
        if version is not None:
            params["version"] = version
        self.send({"jsonrpc": "2.0", "method": "textDocument/publishDiagnostics", "params": params})
        state = {"uri": params["uri"], "done": done, "version": version}
        self.send({"jsonrpc": "2.0", "method": "polc/checked", "params": state})


def run_job(job: Job, report: Callable[[Exception], None]) -> tuple[Stage | None, bool]:
    """What a job gives, and whether the check has ended; a fault ends it and is reported."""
    try:
        return job(), False
    except StopIteration:
        return None, True
    except FileNotFoundError:
        return None, True
    except Exception as error:
        report(error)
        return None, True


class _Refused(Exception):
    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


def _lacks(stage: Stage) -> bool:
    """True where a file was imported that wasn't there: any new text may be it."""
    return any(found.code.id == "POL203" for found in stage.diagnostics)


def _with_uris(data: Data, uri: Callable[[str], str]) -> None:
    for related in data["relatedInformation"]:
        related["location"]["uri"] = uri(related["location"]["uri"])


def _is_plain(params: object) -> bool:
    """True when the parameters have the form that every request about a document has."""
    document = params.get("textDocument") if isinstance(params, dict) else None
    if not isinstance(document, dict) or not isinstance(document.get("uri"), str):
        return False
    place = params.get("position", {"line": 0, "character": 0}) if isinstance(params, dict) else None
    return isinstance(place, dict) and all(
        isinstance(place.get(name), int) and place[name] >= 0 for name in ("line", "character")
    )


_OWN: dict[str, Callable[[Dispatcher, Any], object]] = {
    "initialize": Dispatcher.initialize,
    "initialized": lambda _dispatcher, _params: None,
    "shutdown": Dispatcher.shutdown,
    "textDocument/didOpen": Dispatcher.opened,
    "textDocument/didChange": Dispatcher.changed,
    "textDocument/didClose": Dispatcher.closed_document,
    "textDocument/didSave": Dispatcher.saved,
    "workspace/didChangeWatchedFiles": Dispatcher.files_changed,
}

CAPABILITIES: Data = {
    "positionEncoding": "utf-16",
    "textDocumentSync": {"openClose": True, "change": 1, "save": True},
    "hoverProvider": True,
    "definitionProvider": True,
    "referencesProvider": True,
    "documentHighlightProvider": True,
    "renameProvider": {"prepareProvider": True},
    "documentFormattingProvider": True,
    "documentSymbolProvider": True,
    "foldingRangeProvider": True,
    "codeActionProvider": {"codeActionKinds": ["quickfix"]},
    "codeLensProvider": {"resolveProvider": False},
    "completionProvider": {"triggerCharacters": list(" 【、且或非在为")},
    "semanticTokensProvider": {"legend": {"tokenTypes": list(TYPES), "tokenModifiers": []}, "full": True},
}
