"""The application: which path is answered by what."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.serve.browsing import DUMPS, Browsing
from kg.serve.endpoint import Endpoint
from kg.serve.headers import Guarded
from kg.serve.protocol import METHODS
from kg.serve.site import Site
from kg.serve.workers import Pool
from kg.vocab import SCHEMES

_SMALLEST_GZIPPED = 1000


def application(pool: Pool, site: Site) -> Starlette:
    """The ASGI application on a started pool."""
    endpoint = Endpoint(pool, site)
    pages = Browsing(pool, site, endpoint)

    async def sparql(request: Request) -> Response:
        if request.method == "OPTIONS":
            return await endpoint.options(request)
        if endpoint.wants_page(request):
            return await pages.editor(request)
        return await endpoint.sparql(request)

    routes = [
        Route("/sparql", sparql, methods=METHODS),
        Route("/sparql/", sparql, methods=METHODS),
        Route("/.well-known/void", endpoint.void),
        Route("/", pages.network),
        Route("/search", pages.search),
        Route("/static/{name:path}", pages.static),
        *(Route(f"/{name}", pages.dump) for name in DUMPS),
        *(Route(f"/{kind}/{{name:path}}", pages.node) for kind in (*SCHEMES, "document")),
    ]
    middleware = [
        Middleware(Guarded, hosts=site.hosts),
        Middleware(GZipMiddleware, minimum_size=_SMALLEST_GZIPPED),
    ]
    return Starlette(routes=routes, middleware=middleware, exception_handlers={404: pages.missing})
