"""The application: which path is answered by what."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.serve.endpoint import Endpoint
from kg.serve.headers import Guarded
from kg.serve.protocol import METHODS
from kg.serve.site import Site
from kg.serve.workers import Pool

_SMALLEST_GZIPPED = 1000


def application(pool: Pool, site: Site) -> Starlette:
    """The ASGI application on a started pool; the pool stops with it."""
    endpoint = Endpoint(pool, site)

    async def sparql(request: Request) -> Response:
        if request.method == "OPTIONS":
            return await endpoint.options(request)
        return await endpoint.sparql(request)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        pool.stop()

    routes = [
        Route("/sparql", sparql, methods=METHODS),
        Route("/sparql/", sparql, methods=METHODS),
        Route("/.well-known/void", endpoint.void),
    ]
    middleware = [
        Middleware(Guarded, hosts=site.hosts),
        Middleware(GZipMiddleware, minimum_size=_SMALLEST_GZIPPED),
    ]
    return Starlette(routes=routes, middleware=middleware, lifespan=lifespan)

