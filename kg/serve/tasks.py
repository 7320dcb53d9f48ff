"""What workers can do, by name, and the graph they do it with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg.errors import KgError
from kg.query import prefixes_of
from kg.serve.answers import answer
from kg.serve.description import service_description, void_description
from kg.serve.limits import Limits
from kg.serve.messages import Reply, Task, problem
from kg.serve.protocol import Operation
from kg.store import open_graph
from kg.vocab import BASE

STORE_FOLDER = "store"


@dataclass(slots=True)
class Graph:
    """An opened graph with what the tasks need of it; made once, in the nursery, and inherited by each worker."""

    folder: Path
    limits: Limits
    store: ox.Store
    on_disk: bool
    triples: int
    names: Mapping[str, str] = field(default_factory=dict)
    base: str = BASE

    def enter_worker(self) -> None:
        """Open the store anew where it is on disk: its threads and files do not survive a fork."""
        if self.on_disk:
            self.store = ox.Store.read_only(str(self.folder / STORE_FOLDER))


def open_graph_for_tasks(folder: Path, limits: Limits) -> Graph:
    """The graph of a build folder or RDF file: the store on disk where the folder has one, else loaded into memory.

    Raises KgError where there is none, or it cannot be read.
    """
    on_disk = (folder / STORE_FOLDER).is_dir()
    try:
        store = ox.Store.read_only(str(folder / STORE_FOLDER)) if on_disk else open_graph(folder)
    except OSError as error:
        raise KgError(f"{folder / STORE_FOLDER}: cannot be opened ({error}); build it anew with kg build") from error
    names = prefixes_of(store)
    base = names["ent"].removesuffix("entity/")
    graph = Graph(folder, limits, store, on_disk, len(store), names, base)
    if on_disk:
        # The threads of a store on disk would be lost in a fork, and with them whoever waits for them.
        graph.store = ox.Store()
    return graph


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


TASKS: Mapping[str, Callable[..., Reply]] = {"query": _query, "service": _service, "void": _void}
