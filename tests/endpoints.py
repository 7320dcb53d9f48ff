"""Programs and servers run by a test, SPARQL asked over HTTP, and rows that can be compared."""

from __future__ import annotations

import json
import socket
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import rdflib

Row = tuple[tuple[str, str], ...]
START_SECONDS = 30


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def server(command: list[str], port: int, cwd: Path) -> Iterator[None]:
    """A server process that listens on this port of the loopback, gone again afterwards."""
    with (cwd / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=cwd, stdout=log, stderr=log)
        try:
            for _ in range(START_SECONDS * 10):
                if process.poll() is not None:
                    raise RuntimeError((cwd / "server.log").read_text("utf-8", "replace"))
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def run(*command: str | Path, cwd: Path | None = None) -> str:
    ran = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, cwd=cwd, timeout=300)
    if ran.returncode:
        raise RuntimeError(f"{command[0]}: {ran.stderr or ran.stdout}")
    return ran.stdout


def over_http(url: str, query: str) -> list[Row]:
    """The rows of a SELECT query sent to a SPARQL endpoint."""
    body = urllib.parse.urlencode({"query": query}).encode()
    request = urllib.request.Request(url, body, {"Accept": "application/sparql-results+json"})
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=60) as answer:
        return rows(json.load(answer))


def rows(answer: dict[str, Any]) -> list[Row]:
    """The rows of a SPARQL JSON result as a sorted bag, with literals as their value and not as they are spelt."""
    return sorted(
        tuple(sorted((name, value(**term)) for name, term in row.items())) for row in answer["results"]["bindings"]
    )


def value(type: str, value: str, datatype: str = "", **_: str) -> str:
    """One term: a node by its IRI, a literal by its value, so that 1 is 01 and a plain string a typed one."""
    if type == "uri":
        return f"<{value}>"
    if datatype.startswith(str(rdflib.XSD)) and datatype != str(rdflib.XSD.string):
        made = rdflib.Literal(value, datatype=datatype).toPython()
        return str(
            made.normalize() if isinstance(made, Decimal) else value if isinstance(made, rdflib.Literal) else made
        )
    return value
