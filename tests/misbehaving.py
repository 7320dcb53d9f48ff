"""A store whose answers a test makes up, and the pact loaded into it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from claims_by_hand import pact

from kg.graph import quads
from kg.load import Loaded, load, target
from kg.load.client import Client

Answer = tuple[int, dict[str, str], bytes]
Behaviour = Callable[[int, BaseHTTPRequestHandler, bytes], "Answer | None"]
TAKEN: Answer = (204, {}, b"")
SIZE = len({quad_[:3] for quad_ in map(tuple, quads(*pact()))})


class Misbehaving:
    """A server whose answers to the requests sent so far, counted from 1, are made by a function; None breaks off."""

    def __init__(self, behaviour: Behaviour) -> None:
        self.requests: list[tuple[str, str, dict[str, str], bytes]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                outer.requests.append((self.command, self.path, dict(self.headers), body))
                made = behaviour(len(outer.requests), self, body)
                if made is None:
                    self.close_connection = True
                    return
                status, headers, text = made
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(text))} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(text)

            do_GET = do_POST = do_PUT = answer

            def log_message(self, *_: object) -> None:
                """Keeps silent."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> Misbehaving:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def count_of(number: int) -> Answer:
    answer = {"results": {"bindings": [{"n": {"value": str(number)}}]}}
    return 200, {"Content-Type": "application/sparql-results+json"}, json.dumps(answer).encode()


def counting(count: Answer) -> Behaviour:
    """Takes all that is sent, and gives this answer when it is asked for a count."""
    return lambda number, handler, body: count if handler.path == "/query" else TAKEN


def push(server: Misbehaving, chunk: int = 5000, **options: object) -> tuple[Loaded, list[float]]:
    """Load the pact into one graph of this server; with the pauses that were made."""
    pauses: list[float] = []
    client = Client(server.url, timeout=2, sleep=pauses.append)
    place = target(f"{server.url}/store")
    return load(quads(*pact()), place, client, graph="urn:g", chunk=chunk, **options), pauses  # type: ignore[arg-type]
