"""Where a graph is sent: the protocol an address speaks, and where the same store answers questions.

Follows the SPARQL 1.1 Graph Store HTTP Protocol and SPARQL 1.1 Update.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, urlsplit, urlunsplit

from kg.errors import CallError

Protocol = Literal["graph-store", "update"]
Request = tuple[str, str, str, bytes]
"""Method, address, media type and body."""

DEFAULT_GRAPH = ""
# The end of an address: what it speaks, and what stands in its place at the store's query endpoint.
_KNOWN: Mapping[str, tuple[Protocol, str]] = {
    "/store": ("graph-store", "/query"),  # Oxigraph
    "/data": ("graph-store", "/query"),  # Fuseki
    "/sparql-graph-crud-auth": ("graph-store", "/sparql"),  # Virtuoso
    "/rdf-graphs/service": ("graph-store", ""),  # RDF4J, GraphDB
    "/update": ("update", "/query"),  # Oxigraph, Fuseki
    "/statements": ("update", ""),  # RDF4J, GraphDB
}


@dataclass(frozen=True, slots=True)
class Target:
    """A store to load into: its address, the protocol spoken there, and its query endpoint."""

    url: str
    protocol: Protocol
    query: str

    def add(self, graph: str, lines: bytes, replace: bool = False) -> Request:
        """The request that adds N-Triples lines to a graph, in place of what it holds if ``replace``."""
        if self.protocol == "graph-store":
            which = f"graph={quote(graph, safe='')}" if graph else "default"
            address = f"{self.url}{'&' if '?' in self.url else '?'}{which}"
            # N-Triples is Turtle, and Turtle is the format that every Graph Store takes.
            return ("PUT" if replace else "POST"), address, "text/turtle; charset=utf-8", lines
        data = b"GRAPH <%s> {\n%s}" % (graph.encode(), lines) if graph else lines
        emptied = f"CLEAR SILENT GRAPH <{graph}> ;\n" if replace else ""
        return (
            "POST",
            self.url,
            "application/sparql-update; charset=utf-8",
            emptied.encode() + b"INSERT DATA {\n%s}" % data,
        )

    def count(self, graph: str) -> Request:
        """The request that asks how many triples a graph holds, in the variable ``n``."""
        pattern = f"GRAPH <{graph}> {{ ?s ?p ?o }}" if graph else "?s ?p ?o"
        body = "query=" + quote(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}", safe="")
        return "POST", self.query, "application/x-www-form-urlencoded", body.encode()


def target(url: str, protocol: Protocol | None = None, query: str | None = None) -> Target:
    """What an address stands for, from its end where ``protocol`` or ``query`` don't say.

    >>> target("http://127.0.0.1:7878/store")
    Target(url='http://127.0.0.1:7878/store', protocol='graph-store', query='http://127.0.0.1:7878/query')

    Raises:
        CallError: The address is not http or https, holds a password, or does not tell its protocol or query endpoint.
    """
    for address in (url, query or url):
        _check(address)
    parts = urlsplit(url)
    end = next((end for end in _KNOWN if parts.path.rstrip("/").endswith(end)), None)
    if end is None and (protocol is None or query is None):
        raise CallError(
            f"{url}: is it a Graph Store or an update endpoint? Name one, as http://127.0.0.1:7878/store, "
            "or say --protocol and --query URL"
        )
    spoken, other = _KNOWN[end] if end else ("graph-store", "")
    asked = urlunsplit(parts._replace(path=parts.path.rstrip("/").removesuffix(end or "") + other, query=""))
    return Target(url, protocol or spoken, query or asked)


def _check(url: str) -> None:
    """Nothing for an address that a request may be sent to."""
    try:
        parts = urlsplit(url)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        valid = False
    if not valid or any(character <= " " for character in url):
        raise CallError(f"{url}: expected an address of a store, as http://127.0.0.1:7878/store")
    if parts.username is not None or parts.password is not None:
        raise CallError("no user or password in the address: set KG_LOAD_USER and KG_LOAD_PASSWORD, or use ~/.netrc")
