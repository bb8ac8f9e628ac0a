"""The service as an ASGI application: addresses, limits, and a line for the log of each request.

In: who keeps the policies, and limits. Out: answers as JSON; whatever goes wrong is a problem of the
catalogue. The log has the address without what a caller put into it, the status and the time taken: no fact
of a person, no query, no address of a client.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from time import perf_counter
from typing import Any, TypeAlias

import attrs
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from polc.serving.answering import evaluated, explained
from polc.serving.keeping import Keeper, as_bytes
from polc.serving.shelf import Served
from polc.telling.fault import fault_facts
from polc.telling.lines import as_json
from polc.telling.problem_wording import MEDIA_TYPE, Problem

JSON = "application/json"
GONE = 499
Answer: TypeAlias = Callable[[Served, bytes, Iterable[str]], Mapping[str, Any]]
Handler: TypeAlias = Callable[[Request], Awaitable[Response]]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]


@attrs.frozen(kw_only=True)
class Limits:
    """How long a body may be and take, and how many requests may be under way."""

    body: int = 1_000_000
    seconds: int = 10
    requests: int = 200


@attrs.define
class Service:
    """What answers; `log` takes a line."""

    keeper: Keeper
    limits: Limits
    log: Callable[[str], None]
    _under_way: int = 0

    # ---- what is served ------------------------------------------------------------------------------
    async def health(self, _request: Request) -> Response:
        """Whether what is served is what the files say."""
        return _json(self.keeper.health())

    async def openapi(self, _request: Request) -> Response:
        """The description of all this."""
        return Response(self.keeper.openapi, media_type=JSON)

    async def policies(self, _request: Request) -> Response:
        """All policies."""
        served = self.keeper.shelf.policies.values()
        return _json({"schema": "polc.policies/1", "policies": [each.particulars for each in served]})

    async def policy(self, request: Request) -> Response:
        """One policy, and the places that its notice leaves open."""
        served = self._served(request)
        found = {"policy": served.particulars, "assumptions": served.assumptions}
        return _json({"schema": "polc.policy/1", **found})

    async def schemas(self, request: Request) -> Response:
        """The JSON schemas of its facts and of its answer."""
        served = self._served(request)
        found = {"person": served.person_schema, "answer": served.answer_schema}
        return _json({"schema": "polc.schemas/1", **found})

    def answering(self, answer: Answer) -> Handler:
        """What answers about one person."""

        async def handler(request: Request) -> Response:
            served = self._served(request)
            _require(request, JSON)
            body = await self._body(request)
            document = answer(served, body, request.query_params.getlist("assume"))
            return Response(as_json(document).encode("utf-8"), media_type=JSON)

        return handler

    def _served(self, request: Request) -> Served:
        policies, name = self.keeper.shelf.policies, request.path_params["policy"]
        if name not in policies:
            raise Problem("no_such_policy", name=name[:80], known="、".join(policies))
        return policies[name]

    async def _body(self, request: Request) -> bytes:
        """The whole body, within its limits. Problem."""
        limit, seconds = self.limits.body, self.limits.seconds
        parts: list[bytes] = []
        size = 0
        try:
            async with asyncio.timeout(seconds):
                async for part in request.stream():
                    size += len(part)
                    if size > limit:
                        raise Problem("too_large", limit=str(limit))
                    parts.append(part)
        except TimeoutError:
            raise Problem("too_slow", seconds=str(seconds)) from None
        return b"".join(parts)

    # ---- what goes wrong -----------------------------------------------------------------------------
    def guarded(self, handler: Handler) -> Handler:
        """The same; whatever it raises becomes a response."""

        async def safe(request: Request) -> Response:
            if self._under_way >= self.limits.requests:
                return _problem(Problem("busy", limit=str(self.limits.requests)))
            self._under_way += 1
            try:
                return await handler(request)
            except Problem as problem:
                return _problem(problem)
            except ClientDisconnect:
                return Response(status_code=GONE)
            except Exception as error:
                facts = fault_facts(error)
                self.log("fault {id} {kind} {place}\n".format(**facts))
                return _problem(Problem("fault", id=facts["id"]))
            finally:
                self._under_way -= 1

        return safe

    async def http_error(self, _request: Request, error: Exception) -> Response:
        """An address or a method that there isn't."""
        assert isinstance(error, HTTPException)
        if error.status_code == 405:
            allowed = (error.headers or {}).get("Allow", "")
            response = _problem(Problem("wrong_method", allowed=allowed))
            response.headers["Allow"] = allowed
            return response
        return _problem(Problem("no_such_address"))


def _require(request: Request, media: str) -> None:
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if given != media:
        raise Problem("wrong_type", expected=media)


def _json(document: Mapping[str, Any]) -> Response:
    return Response(as_bytes(document), media_type=JSON)


def _problem(problem: Problem) -> Response:
    """A problem as a response; where the body wasn't read to its end, the connection ends with it."""
    headers = (
        {"Connection": "close"} if problem.name in ("too_large", "too_slow", "wrong_type", "busy") else {}
    )
    if problem.name == "busy":
        headers["Retry-After"] = "1"
    return Response(as_json(problem.document()).encode("utf-8"), problem.status, headers, MEDIA_TYPE)


# ---- the application ---------------------------------------------------------------------------------
def application(service: Service) -> Callable[[Message, Receive, Send], Awaitable[None]]:
    """The ASGI application of a service."""
    get: dict[str, Handler] = {
        "/health": service.health,
        "/openapi.json": service.openapi,
        "/policies": service.policies,
        "/policies/{policy}": service.policy,
        "/policies/{policy}/schemas": service.schemas,
    }
    post: dict[str, Handler] = {
        "/policies/{policy}/evaluate": service.answering(evaluated),
        "/policies/{policy}/explain": service.answering(explained),
    }
    routes = [
        Route(path, service.guarded(handler), methods=[method])
        for method, handlers in (("GET", get), ("POST", post))
        for path, handler in handlers.items()
    ]
    inner = Starlette(routes=routes, exception_handlers={HTTPException: service.http_error})
    inner.router.redirect_slashes = False
    return _logged(inner, service.log)


def _logged(inner: Any, log: Callable[[str], None]) -> Callable[[Message, Receive, Send], Awaitable[None]]:
    """A line for each request, once its answer has been handed on whole."""

    async def app(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await inner(scope, receive, send)
            return
        started, status = perf_counter(), 0

        async def noting(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        await inner(scope, receive, noting)
        route = getattr(scope.get("route"), "path", "-")
        log(f"{scope['method']} {route} {status} {round((perf_counter() - started) * 1e6)}us\n")

    return app
