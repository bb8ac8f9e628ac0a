"""Files of notices: what holds a text, and x.notice.json beside a policy, which holds none."""

from __future__ import annotations

from functools import partial

from polc.compiler.driver import Against
from polc.compiler.resolve import Read
from polc.dsl.diagnostics.model import Diagnostic, Sink

SUFFIX = ".notice.json"


def path_beside(policy: str) -> str:
    """石狮2025.pol → 石狮2025.notice.json."""
    return policy.removesuffix(".pol") + SUFFIX


def notice_beside(policy: str, read: Read) -> tuple[Against | None, tuple[Diagnostic, ...]]:
    """What holds a policy against the notice beside it, if one is there, and why it can't be used."""
    try:
        source = read(path_beside(policy))
    except FileNotFoundError:
        return None, ()
    from polc.compiler.ledger import account
    from polc.notices.store import read as read_stored

    sink = Sink()
    notice = read_stored(source, sink)
    return (partial(account, notice) if notice is not None else None), sink.sorted()
