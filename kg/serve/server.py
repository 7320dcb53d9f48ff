"""Starting and stopping: the pool first, then the socket, so that whoever can connect gets an answer."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from kg.errors import CallError
from kg.serve.app import application
from kg.serve.limits import Limits
from kg.serve.nursery import Started
from kg.serve.site import Site
from kg.serve.workers import Pool

_KEEP_ALIVE_SECONDS = 15
_CLOSING_SECONDS = 3
_MOST_CONNECTIONS = 1000
_WAITING_CONNECTIONS = 512


def listen(
    folder: Path,
    site: Site,
    limits: Limits,
    host: str,
    port: int,
    tell: Callable[[str], None],
    renewed: Callable[[], None] = lambda: None,
) -> None:
    """Serve until interrupted; ``tell`` gets a line when ready, and one for each thing worth knowing.

    ``renewed`` is called after another graph has taken the place of the one that is served.

    Raises:
        CallError: the address cannot be listened on.
        KgError: the graph cannot be opened.
    """
    # Until the server takes signals itself, ending must not leave processes behind.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    with _socket(host, port) as bound:
        pool = Pool(folder, limits)
        pool.start()
        try:
            _announce(pool, site, bound, tell)
            config = uvicorn.Config(
                application(pool, site),
                log_level="warning",
                access_log=False,
                server_header=False,
                lifespan="off",
                timeout_keep_alive=_KEEP_ALIVE_SECONDS,
                timeout_graceful_shutdown=_CLOSING_SECONDS,
                limit_concurrency=_MOST_CONNECTIONS,
                proxy_headers=False,
                root_path=site.root,
            )

            def changed(started: Started) -> None:
                renewed()
                tell(f"the graph has changed: {started.triples:,} triples are served now")

            _Server(config, lambda: pool.watch(changed, tell)).run(sockets=[bound])
        finally:
            pool.stop()


class _Server(uvicorn.Server):
    """A server that a signal stops and that then returns; uvicorn's own raises the signal again.

    ``watch`` runs as long as it does.
    """

    def __init__(self, config: uvicorn.Config, watch: Callable[[], Coroutine[None, None, None]]) -> None:
        super().__init__(config)
        self._watch = watch

    async def main_loop(self) -> None:
        """Handle requests until there is a wish to end."""
        watching = asyncio.create_task(self._watch())
        try:
            await super().main_loop()
        finally:
            watching.cancel()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take both signals that stop a program as a wish to end."""
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _socket(host: str, port: int) -> socket.socket:
    """A socket bound to this address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
        # Who connects from here on waits until there is an answer.
        bound.listen(_WAITING_CONNECTIONS)
    except (OSError, OverflowError) as error:
        bound.close()
        raise CallError(
            f"{host}:{port}: cannot be listened on ({error}); choose another with --host, --port"
        ) from error
    return bound


def _announce(pool: Pool, site: Site, bound: socket.socket, tell: Callable[[str], None]) -> None:
    host, port = bound.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    if not pool.started.locks:
        tell("the system offers no way to keep queries off the network; their text is checked, and nothing else")
    if host not in ("127.0.0.1", "::1"):
        tell(f"listening on {shown}: everyone who can reach this machine can read the graph")
    size = f"{pool.started.triples:,} triples"
    known = f", known as {site.address}/" if site.address else ""
    tell(f"{size}, served on http://{shown}:{port}/ (network view), /sparql, /search{known}; Ctrl-C stops")
