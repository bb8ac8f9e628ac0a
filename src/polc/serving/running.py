"""The process of `polc serve`: a socket, the server, the look at the files, and signals.

In: who keeps the policies, and where to listen. Out: nothing; ends on SIGTERM or Ctrl-C, after every request
that is under way has its answer. SIGHUP, or a change of the files, loads the policies again.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Callable

import uvicorn

from polc.refusals import Refusal
from polc.serving.app import Limits, Service, application
from polc.serving.keeping import Keeper

LOOK_SECONDS = 0.5
_HANDED_OVER = 3  # the first descriptor that systemd hands over, by LISTEN_FDS


def listening(host: str, port: int) -> socket.socket:
    """The socket that systemd handed over, else one of our own."""
    if os.environ.get("LISTEN_PID") == str(os.getpid()) and os.environ.get("LISTEN_FDS") == "1":
        return socket.socket(fileno=_HANDED_OVER)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((host, port))
        sock.listen(1024)
    except OSError as error:
        sock.close()
        raise Refusal("no_port", port=str(port), reason=os.strerror(error.errno or 0)) from None
    return sock


def address_of(sock: socket.socket) -> str:
    """The address to open."""
    host, port = sock.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(keeper: Keeper, sock: socket.socket, limits: Limits, tell: Callable[[bool], None]) -> None:
    """Answer until a signal ends it; `tell` is called with whether a change could be taken over."""
    service = Service(keeper, limits, _log)
    config = uvicorn.Config(
        application(service),
        lifespan="off",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=2 * limits.seconds,
    )
    # The server catches the signal, ends in peace and raises it once more: that shall end nothing.
    signal.signal(signal.SIGTERM, lambda *_: None)
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(_run(uvicorn.Server(config), keeper, sock, tell))


async def _run(
    server: uvicorn.Server, keeper: Keeper, sock: socket.socket, tell: Callable[[bool], None]
) -> None:
    asked = asyncio.Event()
    if hasattr(signal, "SIGHUP"):
        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, asked.set)
    watching = asyncio.create_task(_watch(keeper, asked, tell))
    await server.serve([sock])
    watching.cancel()


async def _watch(keeper: Keeper, asked: asyncio.Event, tell: Callable[[bool], None]) -> None:
    """Take over changes of the files; loading them happens beside the answering."""
    while True:
        try:
            await asyncio.wait_for(asked.wait(), LOOK_SECONDS)
        except TimeoutError:
            if not keeper.changed():
                continue
        asked.clear()
        attempt = await asyncio.to_thread(keeper.attempt)
        keeper.take(attempt)
        tell(attempt.shelf is not None)


def _log(line: str) -> None:
    sys.stderr.write(line)
    sys.stderr.flush()
