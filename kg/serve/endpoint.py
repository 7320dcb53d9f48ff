"""The SPARQL endpoint over HTTP: requests to tasks of the workers, and replies back."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from kg.serve.answers import SOLUTIONS, TRIPLES
from kg.serve.limits import MOST_QUERY_BYTES
from kg.serve.messages import Reply, Task, problem
from kg.serve.negotiation import best
from kg.serve.protocol import METHODS, Refused, Request, operation
from kg.serve.site import Site
from kg.serve.workers import Pool

# A form may write each byte as %41.
_MOST_BODY_BYTES = 3 * MOST_QUERY_BYTES + 10_000
# A client that is still sending when it is refused may never see why: so much more is read and thrown away.
_MOST_BYTES_PASSED_OVER = 10_000_000
_BODY_SECONDS = 20.0
_PREFLIGHT_SECONDS = "86400"


class Endpoint:
    """``/sparql`` and ``/.well-known/void`` on one pool of workers."""

    def __init__(self, pool: Pool, site: Site) -> None:
        self._pool = pool
        self._site = site

    async def sparql(self, request: HttpRequest) -> Response:
        """The answer to a query; the service description for a bare GET."""
        try:
            body = await body_of(request) if request.method == "POST" else b""
            query_string = request.scope.get("query_string", b"")
            content_type = request.headers.get("content-type", "")
            asked = operation(Request(request.method, query_string, content_type, body))
        except Refused as refused:
            return self.shared(refused.reply)
        accept = accept_of(request)
        if asked is None:
            return await self.run(request, Task("service", {"endpoint": self.address(request), "accept": accept}))
        given = {
            "query": asked.query,
            "default_graphs": list(asked.default_graphs),
            "named_graphs": list(asked.named_graphs),
            "accept": accept,
        }
        return await self.run(request, Task("query", given))

    async def void(self, request: HttpRequest) -> Response:
        """The description of the data set."""
        return await self.run(request, Task("void", {"endpoint": self.address(request), "accept": accept_of(request)}))

    async def options(self, request: HttpRequest) -> Response:
        """What a browser asks before a request from another site."""
        return Response(
            status_code=204,
            headers={
                **self._cors(),
                "Allow": ", ".join(METHODS),
                "Access-Control-Allow-Methods": ", ".join(METHODS),
                "Access-Control-Allow-Headers": "Accept, Content-Type",
                "Access-Control-Max-Age": _PREFLIGHT_SECONDS,
            },
        )

    def wants_page(self, request: HttpRequest) -> bool:
        """True for a browser: it likes HTML at least as well as any form an answer has."""
        offers = ["text/html", *SOLUTIONS, *TRIPLES]
        accept = accept_of(request)
        return request.method in ("GET", "HEAD") and "text/html" in accept and best(accept, offers) == "text/html"

    async def run(self, request: HttpRequest, task: Task) -> Response:
        """The reply of a worker as a response; the work stops when the client goes."""
        return self.shared(await until_gone(request, self._pool, task))

    def shared(self, reply: Reply) -> Response:
        """A reply as a response that pages of other sites may read, as far as the settings have it."""
        return response(reply, {**self._cors(), "Vary": "Accept"})

    def address(self, request: HttpRequest) -> str:
        """Where clients find the endpoint."""
        root = self._site.address or f"{request.url.scheme}://{request.url.netloc}"
        return f"{root}/sparql"

    def _cors(self) -> dict[str, str]:
        if not self._site.origin:
            return {}
        return {
            "Access-Control-Allow-Origin": self._site.origin,
            "Access-Control-Expose-Headers": "Retry-After, Link",
        }


def accept_of(request: HttpRequest) -> str:
    """The whole Accept header, which may come in several lines."""
    return ", ".join(request.headers.getlist("accept"))


def response(reply: Reply, headers: Mapping[str, str] | None = None) -> Response:
    """A reply as a response."""
    made = Response(reply.body, reply.status, {**reply.headers, **(headers or {})})
    made.headers["Content-Type"] = reply.media_type
    return made


async def until_gone(request: HttpRequest, pool: Pool, task: Task) -> Reply:
    """The reply of a worker; the work is stopped where the client leaves before."""
    work = asyncio.ensure_future(pool.run(task))
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            return work.result()
        return problem(499, "the client has gone")
    finally:
        work.cancel()
        gone.cancel()


async def _gone(request: HttpRequest) -> None:
    """Come back when the client has closed its connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def body_of(request: HttpRequest) -> bytes:
    """The body, up to its limit; Refused beyond it, and where it does not come in time."""
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            async for part in request.stream():
                size += len(part)
                if size <= _MOST_BODY_BYTES:
                    parts.append(part)
                elif size > _MOST_BYTES_PASSED_OVER:
                    break
    except TimeoutError as error:
        raise Refused(problem(408, f"the request did not arrive within {_BODY_SECONDS:g} s")) from error
    except ClientDisconnect as error:
        raise Refused(problem(400, "the request ended before its body did")) from error
    if size > _MOST_BODY_BYTES:
        raise Refused(problem(413, f"the request has more than {_MOST_BODY_BYTES:,} bytes; shorten it"))
    return b"".join(parts)
