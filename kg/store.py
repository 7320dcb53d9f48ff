"""A built graph, loaded for questions: Oxigraph in memory, named graphs kept, or all of them together."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import RdfFormat, Store

from kg.default_graph import fill
from kg.errors import KgError

GRAPH_FILES = ("graph.trig", "graph.ttl")
_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".jsonld": RdfFormat.JSON_LD,
}


def open_graph(folder_or_file: Path) -> Store:
    """The graph of a build folder (``graph.trig``, else ``graph.ttl``) or of one RDF file.

    Raises KgError where there is no graph, the file is of an unknown kind, or it is not valid RDF.
    """
    path = _graph_file(folder_or_file)
    if path.suffix not in _FORMATS:
        raise KgError(f"{path}: unknown kind of graph; expected one of {', '.join(sorted(_FORMATS))}")
    store = Store()
    try:
        store.bulk_load(path=str(path), format=_FORMATS[path.suffix])
    except SyntaxError as error:
        raise KgError(f"{path}: not valid RDF ({error}); build it anew with kg build") from error
    except OSError as error:
        raise KgError(f"{path}: cannot be read ({error}); build it anew with kg build") from error
    return store


def open_together(folder_or_file: Path) -> Store:
    """The graph of all documents together, for queries that name no graphs: ``graph.ttl`` of a build folder, else all.

    Half as much to load as :func:`open_by_document`, and quicker to ask: in memory Oxigraph finds what is said of a
    node by going through all that any graph says of it. Raises KgError as :func:`open_graph` does.
    """
    turtle = folder_or_file / "graph.ttl"
    return open_graph(turtle) if turtle.is_file() else open_by_document(folder_or_file)


def open_by_document(folder_or_file: Path) -> Store:
    """The graph of each document by name, and of all together as the default graph; errors as :func:`open_graph`."""
    store = open_graph(folder_or_file)
    turtle = folder_or_file / "graph.ttl"
    fill(store, turtle if turtle.is_file() else None)
    return store


def _graph_file(path: Path) -> Path:
    if path.is_dir():
        for name in GRAPH_FILES:
            if (path / name).is_file():
                return path / name
        raise KgError(f"{path}: no {' or '.join(GRAPH_FILES)} here; make them with: kg build ARTICLES -o {path}")
    if not path.is_file():
        raise KgError(f"{path}: no such graph; make one with: kg build ARTICLES -o {path}")
    return path
