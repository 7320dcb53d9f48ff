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
    """The graph of a build folder or RDF file, as :func:`kg.store.open_graph` opens it.

    Raises:
        KgError: there is none, or it cannot be read.
    """
    store = open_graph(path)
    on_disk = _is_read_only(store)
    together = _stands_together(store)
    if not together and not on_disk:
        _put_together(store, path / "graph.ttl" if (path / "graph.trig").is_file() else None)
        together = True
    return Opened(store, union=not together, folder=path / STORE_FOLDER if on_disk else None)


def _is_read_only(store: ox.Store) -> bool:
    """True for a store on disk, which is opened for reading only; that is all that tells it from one in memory."""
    try:
        store.update("CLEAR SILENT GRAPH <urn:x-nothing>")
    except RuntimeError:
        return True
    return False


def _stands_together(store: ox.Store) -> bool:
    """True where the default graph holds the claims, not only the named graphs of their documents."""
    claims = store.quads_for_pattern(None, RDF.type, KG.Claim, ox.DefaultGraph())
    return next(iter(claims), None) is not None


def _put_together(store: ox.Store, turtle: Path | None) -> None:
    """Fill the default graph: from the build's own file of it, where there is one, else from the named graphs."""
    if turtle is None or not turtle.is_file():
        store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
        return
    try:
        store.bulk_load(path=str(turtle), format=ox.RdfFormat.TURTLE)
    except SyntaxError as error:
        raise KgError(f"{turtle}: not valid RDF ({error}); build it anew with kg build") from error
