"""No network at run time: with every socket but loopback blocked, build, query and page still work."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from conftest import ROOT, SEEDS

GUARD = """
import socket, sys
def blocked(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.bind"):
        address = arguments[1]
        if not isinstance(address, tuple) or address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise PermissionError(f"network: {event} {address}")
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"):
        raise PermissionError(f"network: {event} {arguments}")
sys.addaudithook(blocked)
"""
PROBE = "import urllib.request; urllib.request.urlopen('http://example.org/')"
RUN = "from kg.cli import main; sys.argv[0] = 'kg'; main()"


def guarded(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", GUARD + program, *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=300)


def test_the_guard_blocks() -> None:
    ran = guarded(PROBE)
    assert ran.returncode != 0
    assert "network:" in ran.stderr


def test_build_query_and_page_need_no_network(tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    for arguments in (
        ["build", str(SEEDS), "-o", out],
        ["query", "-d", out, "--name", "who-signed-what"],
        ["query", "-d", out, "SELECT * { ?s ?p ?o } LIMIT 1"],
        ["statements", out],
        ["view", out, "--no-open"],
        ["validate", out],
        ["verify", out, "--articles", str(SEEDS)],
        ["export", out, "--format", "jsonld"],
        ["export", out, "--format", "csv", "-o", str(tmp_path / "tables")],
        ["explain", "Iran proposed forming a regional coalition."],
    ):
        ran = guarded(RUN, *arguments)
        assert ran.returncode == 0, (arguments, ran.stderr)
        assert "network:" not in ran.stderr


def test_load_alone_goes_out(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("<urn:a> <urn:b> <urn:c> .", "utf-8")
    ran = guarded(RUN, "load", "http://198.51.100.1/store", str(tmp_path), "--retries", "0")
    assert ran.returncode == 1 and "network:" in ran.stderr


def test_oxigraph_is_not_asked_to_fetch(tmp_path: Path) -> None:
    """Oxigraph opens sockets beneath Python, where no hook sees them: the query must be refused before."""
    (tmp_path / "graph.ttl").write_text(
        "<http://example.org/a> <http://example.org/b> <http://example.org/c> .", "utf-8"
    )
    for query in (
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * FROM <http://127.0.0.1:1/> { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:1/>",
    ):
        ran = guarded(RUN, "query", "-d", str(tmp_path), query)
        assert "refused" in ran.stderr or "0 rows" in ran.stderr
