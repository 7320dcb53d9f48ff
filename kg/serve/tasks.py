"""What workers can do, by name, and the graph they do it with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.ontology import relation_types
from kg.query import prefixes_of
from kg.serve.answers import answer, rdf
from kg.serve.description import service_description, void_description
from kg.serve.editor import editor_page, prepare_editor
from kg.serve.limits import Limits
from kg.serve.lookup import description, document_of
from kg.serve.messages import Reply, Task, problem
from kg.serve.opening import Opened, open_served
from kg.serve.pages import Pages
from kg.serve.paths import iri_of
from kg.serve.protocol import Operation
from kg.serve.search import Index


@dataclass(slots=True)
class Graph:
    """An opened graph with what the tasks need of it; made once, in the nursery, and inherited by each worker."""

    opened: Opened
    limits: Limits
    triples: int
    names: Mapping[str, str]
    base: str
    pages: Pages

    @property
    def store(self) -> ox.Store:
        """The store, as this process has it."""
        return self.opened.store

    @property
    def on_disk(self) -> bool:
        """True where the store reads files while it is asked."""
        return self.opened.folder is not None

    def enter_worker(self) -> None:
        """Make it usable in a fork."""
        self.opened.reopen()
        self.pages.store = self.opened.store


def open_graph_for_tasks(path: Path, limits: Limits) -> Graph:
    """The graph of a build folder or RDF file with all that is made from it once; KgError where it cannot be opened."""
    opened = open_served(path)
    names = prefixes_of(opened.store)
    base = names["ent"].removesuffix("entity/")
    index, triples = Index(opened.store), opened.size()
    prepare_editor()
    relation_types()
    opened.close()
    return Graph(opened, limits, triples, names, base, Pages(opened.store, base, index))


def perform(graph: Graph, task: Task) -> Reply:
    """The reply to a task; 500 where it is unknown, which is a fault of the server's own."""
    if task.name not in TASKS:
        return problem(500, f"no task is named {task.name}")
    return TASKS[task.name](graph, **task.given)


def _query(graph: Graph, query: str, default_graphs: list[str], named_graphs: list[str], accept: str) -> Reply:
    asked = Operation(query, tuple(default_graphs), tuple(named_graphs))
    return answer(graph.store, asked, accept, graph.names, graph.base, graph.limits)


def _service(graph: Graph, endpoint: str, accept: str) -> Reply:
    return service_description(graph.store, endpoint, graph.triples, graph.names, accept)


def _void(graph: Graph, endpoint: str, accept: str) -> Reply:
    return void_description(graph.store, endpoint, graph.base, graph.names, accept)


def _source(graph: Graph, scheme: str, rest: str) -> Reply:
    """The file name of the document that a page is about, as plain text."""
    iri = iri_of(graph.base, scheme, rest)
    return Reply(200, (document_of(graph.store, iri) if iri else "").encode("utf-8", "surrogatepass"))


def _page(graph: Graph, scheme: str, rest: str, root: str, text: str | None, choice: dict[str, str]) -> Reply:
    iri = iri_of(graph.base, scheme, rest)
    found = graph.pages.of(iri, root, text, choice) if iri else None
    return found or graph.pages.problem(404, "Not in this graph", "The graph says nothing under this name.", root)


def _data(graph: Graph, scheme: str, rest: str, accept: str) -> Reply:
    iri = iri_of(graph.base, scheme, rest)
    triples = description(graph.store, iri) if iri else []
    return rdf(triples, accept, graph.names) if triples else problem(404, "the graph says nothing under this name")


def _search(graph: Graph, asked: str, number: int, root: str) -> Reply:
    return graph.pages.search(asked, number, root)


def _editor(graph: Graph, endpoint: str, root: str) -> Reply:
    return editor_page(graph.pages, graph.names, endpoint, root)


def _problem(graph: Graph, status: int, title: str, message: str, root: str) -> Reply:
    return graph.pages.problem(status, title, message, root)


TASKS: Mapping[str, Callable[..., Reply]] = {
    "query": _query,
    "service": _service,
    "void": _void,
    "source": _source,
    "page": _page,
    "data": _data,
    "search": _search,
    "editor": _editor,
    "problem": _problem,
}
