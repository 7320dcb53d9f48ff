"""The pages over HTTP: which task of the workers makes each, and what of a request it needs to know."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from kg.serve.answers import TRIPLES
from kg.serve.endpoint import Endpoint, accept_of, response, until_gone
from kg.serve.headers import CARRIED_POLICY, EDITOR_POLICY
from kg.serve.kinds import kinds_css
from kg.serve.messages import Reply, Task
from kg.serve.negotiation import best
from kg.serve.site import Site
from kg.serve.workers import Pool

# Whose files are sent as they are, and as what; anything else under static/ is not there.
STATIC: Mapping[str, str] = {
    "pages.css": "text/css",
    "pages.js": "text/javascript",
    "editor.css": "text/css",
    "editor.js": "text/javascript",
    "yasgui/yasgui.min.css": "text/css",
    "yasgui/yasgui.min.js": "text/javascript",
    "yasgui/LICENSES.txt": "text/plain",
}
DUMPS: Mapping[str, str] = {"graph.ttl": "text/turtle", "graph.trig": "application/trig"}
_CHOICES = ("part", "type", "year", "status", "page")
_MOST_CHARACTERS = 200


class Browsing:
    """Network view, node pages, search and editor on one pool of workers."""

    def __init__(self, pool: Pool, site: Site, endpoint: Endpoint) -> None:
        self._pool = pool
        self._site = site
        self._endpoint = endpoint

    async def network(self, request: Request) -> Response:
        """The network view, with links to the other pages in its bar."""
        page = await asyncio.to_thread(self._site.page)
        return _cached(request, page.encode(), "text/html; charset=utf-8", {"Content-Security-Policy": CARRIED_POLICY})

    async def node(self, request: Request) -> Response:
        """A node of the graph: its page, or its RDF for who likes that better."""
        scheme, rest = _raw_steps(request, self._site.root)
        accept = accept_of(request)
        offers = [*TRIPLES, "application/json", "application/xml", "text/plain", "text/html"]
        # Only who says so gets the page; "*/*", as curl says, is a program's.
        if best(accept, offers) != "text/html":
            data = Task("data", {"scheme": scheme, "rest": rest, "accept": accept})
            return await self._endpoint.run(request, data)
        source = await until_gone(request, self._pool, Task("source", {"scheme": scheme, "rest": rest}))
        if source.status != 200:
            return response(source)
        name = source.body.decode("utf-8", "surrogatepass")
        text = await asyncio.to_thread(self._site.text_of, name) if name else None
        choice = {key: request.query_params[key][:_MOST_CHARACTERS] for key in _CHOICES if key in request.query_params}
        given = {"scheme": scheme, "rest": rest, "root": self._site.root, "text": text, "choice": choice}
        return await self._shown(request, Task("page", given))

    async def search(self, request: Request) -> Response:
        """What is found for the words of ``?q=``."""
        asked = request.query_params.get("q", "")[:_MOST_CHARACTERS]
        number = request.query_params.get("page", "1")
        page = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
        return await self._shown(request, Task("search", {"asked": asked, "number": page, "root": self._site.root}))

    async def editor(self, request: Request) -> Response:
        """The query editor."""
        given = {"endpoint": f"{self._site.root}/sparql", "root": self._site.root}
        return await self._shown(request, Task("editor", given), {"Content-Security-Policy": EDITOR_POLICY})

    async def missing(self, request: Request, _: Exception) -> Response:
        """404, as a page for who likes pages."""
        if best(accept_of(request), ["text/plain", "text/html"]) != "text/html":
            return PlainTextResponse("there is nothing here; see / and /sparql\n", 404)
        given = {
            "status": 404,
            "title": "Nothing here",
            "message": "No page has this address.",
            "root": self._site.root,
        }
        return await self._shown(request, Task("problem", given))

    async def dump(self, request: Request) -> Response:
        """The files of the build, whole."""
        name = request.url.path.rpartition("/")[2]
        file = (self._site.folder or Path()) / name
        if self._site.folder is None or not file.is_file():
            return PlainTextResponse("this build has no such file\n", 404)
        return FileResponse(file, media_type=DUMPS[name], headers={"Access-Control-Allow-Origin": "*"})

    async def static(self, request: Request) -> Response:
        """A file of the pages: style, script, editor."""
        name = request.path_params["name"]
        if name == "kinds.css":
            return _cached(request, kinds_css().encode(), "text/css; charset=utf-8", {})
        if name not in STATIC:
            return PlainTextResponse("there is no such file\n", 404)
        data = (files("kg.serve") / "static" / name).read_bytes()
        return _cached(request, data, f"{STATIC[name]}; charset=utf-8", {})

    async def _shown(self, request: Request, task: Task, headers: Mapping[str, str] | None = None) -> Response:
        reply = await until_gone(request, self._pool, task)
        return response(reply, {"Vary": "Accept", **(headers or {})})


def _raw_steps(request: Request, root: str) -> tuple[str, str]:
    """Kind and name of a path as the client wrote it: decoded, ``a%2Fb`` and ``a/b`` would be one."""
    raw = request.scope.get("raw_path", b"").partition(b"?")[0].decode("latin-1")
    scheme, _, rest = raw.removeprefix(root).lstrip("/").partition("/")
    return scheme, rest


def _cached(request: Request, body: bytes, media_type: str, headers: Mapping[str, str]) -> Response:
    """A body that browsers keep and ask about by its hash."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    known = {"ETag": tag, "Cache-Control": "no-cache", **headers}
    # Compression on the way marks a tag as weak.
    if tag in (part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")):
        return Response(status_code=304, headers=known)
    return response(Reply(200, body, media_type, known))
