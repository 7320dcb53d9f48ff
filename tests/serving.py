"""A server in a process of its own, for tests to talk to: its address, and requests without any client's habits."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from conftest import ROOT


@dataclass(frozen=True)
class Got:
    """A response as it came."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(frozen=True)
class Server:
    """A running server: where it is, and its process."""

    url: str
    process: subprocess.Popen[str]

    @property
    def port(self) -> int:
        return urlsplit(self.url).port or 0

    def ask(self, method: str, target: str, headers: Mapping[str, str] | None = None, body: bytes | None = None) -> Got:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.putrequest(method, target, skip_accept_encoding=True, skip_host="Host" in (headers or {}))
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            return Got(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def get(self, target: str, **headers: str) -> Got:
        return self.ask("GET", target, {name.replace("_", "-"): value for name, value in headers.items()})

    def query(self, text: str, accept: str = "application/sparql-results+json") -> Got:
        return self.ask("GET", f"/sparql?{urlencode({'query': text}, quote_via=quote)}", {"Accept": accept})

    def post(self, text: str, accept: str = "*/*") -> Got:
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", "/sparql", headers, urlencode({"query": text}).encode())


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Server]:
    """`kg serve` on a free port of loopback, ended afterwards."""
    command = [sys.executable, "-m", "kg.cli", "serve", str(folder), "--port", "0", *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment, cwd=ROOT)
    assert process.stderr is not None
    said = ""
    try:
        while not (found := re.search(r"served on (http://\S+?)/ ", said)):
            line = process.stderr.readline()
            assert line, f"the server ended: {said}"
            said += line
        yield Server(found[1], process)
    finally:
        process.terminate()
        process.wait(20)
        process.stderr.close()
