"""The dispatcher in the page: one workspace, whose files are what the page has put there."""

import json
import traceback
from urllib.parse import quote, unquote

from polc.dsl.source import Source
from polc.service.rpc import Dispatcher
from polc.service.workspace import Workspace

SCHEME = "desk:///"
files = {}


def below(path):
    if path not in files:
        raise FileNotFoundError(path)
    return files[path]


space = Workspace(below=below, listed=lambda: [path for path in files if path.endswith(".pol")])


class Page:
    def begin(self, folders):
        pass

    def place(self, uri):
        return space, unquote(uri.removeprefix(SCHEME))

    def uri(self, _space, path):
        return SCHEME + quote(path)


def start(post):
    def send(message):
        post(json.dumps(message, ensure_ascii=False))

    def report(error):
        told = "".join(traceback.format_exception(error))
        send({"jsonrpc": "2.0", "method": "polc/fault", "params": {"trace": told}})

    dispatcher = Dispatcher(host=Page(), send=send, report=report)

    def receive(text):
        dispatcher.receive(json.loads(text))

    def put(path, text):
        files[path] = Source(path=path, text=text.replace("\r\n", "\n").replace("\r", "\n"))
        dispatcher.receive({"jsonrpc": "2.0", "method": "workspace/didChangeWatchedFiles", "params": {}})

    return receive, dispatcher.tick, put


def decode(data):
    from polc.files import NotText, decoded

    try:
        text, encoding, _ = decoded(bytes(data))
    except NotText:
        return None
    return json.dumps([text, encoding])
