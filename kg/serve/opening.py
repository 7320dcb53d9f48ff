"""The graph as the server asks it: in memory, or on disk where the build folder has a store."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.store import open_by_document, stored


@dataclass(slots=True)
class Opened:
    """A store whose default graph holds each statement once; ``folder`` is where it lies, None for one in memory."""

    store: ox.Store
    folder: Path | None = None

    def size(self) -> int:
        """How many statements there are, each once."""
        solutions = self.store.query("SELECT (COUNT(*) AS ?triples) { ?s ?p ?o }")
        if isinstance(solutions, ox.QuerySolutions):
            for row in solutions:
                return int(getattr(row[0], "value", 0))
        return 0

    def close(self) -> None:
        """Let go of a store on disk: its threads and locks do not survive a fork."""
        if self.folder is not None:
            self.store = ox.Store()

    def reopen(self) -> None:
        """Open a store on disk again, in a process of one's own; the same version, whatever was built meanwhile."""
        if self.folder is not None:
            self.store = ox.Store.read_only(str(self.folder))


def open_served(path: Path) -> Opened:
    """The graph of a build folder or RDF file, as :func:`kg.store.open_by_document` opens it.

    Raises:
        KgError: there is none, or it cannot be read.
    """
    folder = stored(path)
    return Opened(ox.Store.read_only(str(folder)) if folder else open_by_document(path), folder)
