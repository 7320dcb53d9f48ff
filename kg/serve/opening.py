"""The graph as the server asks it: in memory, or on disk where the build folder has a store.

Oxigraph can ask all named graphs together, but counts a statement once for each graph that has it, where the union of
graphs is a set: an actor of three documents would be three rows. In memory, the default graph therefore holds every
statement once, as ``graph.ttl`` does, beside the named graphs of ``graph.trig``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import KgError
from kg.store import open_graph
from kg.vocab import KG, RDF

STORE_FOLDER = "store"


@dataclass(slots=True)
class Opened:
    """A store; ``folder`` where it is on disk, ``union`` where its statements stand in named graphs alone."""

    store: ox.Store
    union: bool
    folder: Path | None = None

    def size(self) -> int:
        """How many statements there are, each once as far as the store can tell."""
        solutions = self.store.query(
            "SELECT (COUNT(*) AS ?triples) { ?s ?p ?o }", use_default_graph_as_union=self.union
        )
        if isinstance(solutions, ox.QuerySolutions):
            for row in solutions:
                return int(getattr(row[0], "value", 0))
        return 0

    def close(self) -> None:
        """Let go of a store on disk: its threads and locks do not survive a fork."""
        if self.folder is not None:
            self.store = ox.Store()

    def reopen(self) -> None:
        """Open a store on disk again, in a process of one's own."""
        if self.folder is not None:
            self.store = ox.Store.read_only(str(self.folder))


def open_served(path: Path) -> Opened:
    """The graph of a build folder, from its store on disk if it has one, or of an RDF file.

    Raises:
        KgError: there is none, or it cannot be read.
    """
    folder = path / STORE_FOLDER
    if not folder.is_dir():
        return Opened(_in_memory(path), union=False)
    try:
        store = ox.Store.read_only(str(folder))
    except OSError as error:
        raise KgError(f"{folder}: cannot be opened ({error}); build it anew with kg build") from error
    claims = store.quads_for_pattern(None, RDF.type, KG.Claim, ox.DefaultGraph())
    return Opened(store, union=next(iter(claims), None) is None, folder=folder)


def _in_memory(path: Path) -> ox.Store:
    """The named graphs, and in the default graph everything once."""
    store = open_graph(path)
    together = path / "graph.ttl"
    if together.is_file() and (path / "graph.trig").is_file():
        try:
            store.bulk_load(path=str(together), format=ox.RdfFormat.TURTLE)
        except SyntaxError as error:
            raise KgError(f"{together}: not valid RDF ({error}); build it anew with kg build") from error
    else:
        store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
    return store
