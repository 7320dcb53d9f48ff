"""A graph sent in chunks, graph by graph, and counted there afterwards.

There are no blank nodes, so that sending a chunk twice adds nothing: after a failure the same call goes on safely.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.errors import CallError, KgError
from kg.load.client import Client, RequestError
from kg.load.target import DEFAULT_GRAPH, Target

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: triples sent by graph (``""`` is the default graph), and what the store holds of each now."""

    sent: dict[str, int]
    held: dict[str, int]

    @property
    def grown(self) -> dict[str, int]:
        """The graphs that hold more than was sent, with how much: others' statements, or those of a former build."""
        return {graph: self.held[graph] - sent for graph, sent in self.sent.items() if self.held[graph] > sent}


def load(
    quads: Iterable[Quad],
    target: Target,
    client: Client,
    *,
    graph: str | None = None,
    replace: bool = False,
    chunk: int = 5000,
    progress: Progress = lambda done, total: None,
) -> Loaded:
    """What arrived, after sending each named graph under its name, or everything into ``graph``.

    ``replace`` puts each named graph in place of what the store holds under its name; the default graph, which others
    may use too, is only added to. ``chunk`` is the number of triples a request.

    Raises:
        CallError: There is nothing to load, or ``graph`` is no IRI.
        KgError: The store failed or says no; the message tells what it has by then. The count is not right.
    """
    if graph is not None:
        _check_name(graph)
    lines = _lines(quads, graph)
    total = sum(map(len, lines.values()))
    if not total:
        raise CallError("the graph is empty; there is nothing to load")
    sent: dict[str, int] = {}
    done = 0
    progress(done, total)
    for name in sorted(lines):
        for start in range(0, len(lines[name]), chunk):
            part = lines[name][start : start + chunk]
            try:
                client.send(target.add(name, b"".join(part), replace and not start and name != DEFAULT_GRAPH))
            except RequestError as error:
                raise KgError(f"{error}. {_so_far(name, start, sent, done, lines)}") from error
            done += len(part)
            progress(done, total)
        sent[name] = len(lines[name])
    return _counted(sent, target, client, replace)


def _check_name(graph: str) -> None:
    try:
        NamedNode(graph)
    except ValueError as error:
        raise CallError(f"--graph {graph}: is no IRI; write it as https://example.org/news") from error


def _lines(quads: Iterable[Quad], graph: str | None) -> dict[str, Sequence[bytes]]:
    """The statements as N-Triples lines by graph, each once and sorted."""
    by_graph: dict[str, set[Triple]] = defaultdict(set)
    for quad in quads:
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            raise CallError("the graph has blank nodes, which a second load would double; build it with kg")
        own = DEFAULT_GRAPH if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name).strip("<>")
        by_graph[own if graph is None else graph].add(Triple(quad.subject, quad.predicate, quad.object))
    written = {name: serialize(triples, format=RdfFormat.N_TRIPLES) or b"" for name, triples in by_graph.items()}
    return {name: sorted(text.splitlines(keepends=True)) for name, text in written.items()}


def _so_far(name: str, start: int, sent: dict[str, int], done: int, lines: dict[str, Sequence[bytes]]) -> str:
    """What the store has when a request failed."""
    whole = (
        f"{done:,} of {sum(map(len, lines.values())):,} triples are loaded: {len(sent)} of {len(lines)} graphs whole"
    )
    part = f", and {start:,} of {len(lines[name]):,} triples of {_called(name)}" if start else ""
    return f"{whole}{part}. The same command adds nothing twice"


def _counted(sent: dict[str, int], target: Target, client: Client, replace: bool) -> Loaded:
    """What the store holds of each graph; KgError where that is less than was sent, or more than was to replace it."""
    held: dict[str, int] = {}
    for name, expected in sent.items():
        try:
            held[name] = client.number(target.count(name))
        except RequestError as error:
            raise KgError(f"{error}. All {sum(sent.values()):,} triples were sent, but not counted there") from error
        if held[name] < expected or (replace and name != DEFAULT_GRAPH and held[name] > expected):
            raise KgError(
                f"{target.query}: {_called(name)} holds {held[name]:,} triples, and {expected:,} were sent; "
                "look at the store's log"
            )
    return Loaded(sent, held)


def _called(graph: str) -> str:
    return f"<{graph}>" if graph else "the default graph"
