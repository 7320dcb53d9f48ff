"""A built graph, opened for questions: Oxigraph in memory, or on disk where the folder has a store of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from kg.default_graph import fill
from kg.errors import KgError

FOLDER = "store"
RECORD = "store.json"
GRAPH_FILES = ("graph.trig", "graph.ttl")
_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".jsonld": RdfFormat.JSON_LD,
}


@dataclass(frozen=True, slots=True)
class Record:
    """What the store on disk holds: the graph of this digest and of these files, by the digest of each.

    While it is being changed it has no ``graph``; ``changing`` then names the documents concerned.
    """

    graph: str | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    changing: tuple[str, ...] = ()


def open_graph(folder_or_file: Path) -> Store:
    """The graph of a build folder (its store, else ``graph.trig``, else ``graph.ttl``) or of one RDF file.

    A store is opened for reading only, and only where it holds the same graph as the files beside it.

    Raises KgError where there is no graph, the file is of an unknown kind, or it is not valid RDF.
    """
    if store := _on_disk(folder_or_file):
        return store
    return _in_memory(folder_or_file)


def _in_memory(folder_or_file: Path) -> Store:
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

    In memory, half as much to load as :func:`open_by_document`, and quicker to ask: there Oxigraph finds what is said
    of a node by going through all that any graph says of it. Raises KgError as :func:`open_graph` does.
    """
    turtle = folder_or_file / "graph.ttl"
    return open_graph(turtle) if turtle.is_file() else open_by_document(folder_or_file)


def open_by_document(folder_or_file: Path) -> Store:
    """The graph of each document by name, and of all together as the default graph; errors as :func:`open_graph`."""
    turtle = folder_or_file / "graph.ttl"
    if not turtle.is_file() and (on_disk := _on_disk(folder_or_file)):
        return on_disk
    store = _in_memory(folder_or_file)
    fill(store, turtle if turtle.is_file() else None)
    return store


def is_built(folder_or_file: Path) -> bool:
    """True for a file, and for a folder that a build wrote a graph to."""
    names = (*GRAPH_FILES, RECORD)
    return folder_or_file.is_file() or any((folder_or_file / name).is_file() for name in names)


def read_record(folder: Path) -> Record | None:
    """What the store of a build folder holds, None where there is no store."""
    try:
        told = json.loads((folder / RECORD).read_text("utf-8"))
        record = Record(told["graph"], told["files"], tuple(told["changing"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return record if (folder / FOLDER).is_dir() else None


def record_text(record: Record) -> str:
    """The record as it stands in its file."""
    return json.dumps(asdict(record), indent=1) + "\n"


def file_digest(path: Path) -> str:
    """Thirty-two hex digits of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def _on_disk(folder: Path) -> Store | None:
    """The store of a build folder, None where there is none or it holds another graph than the files."""
    record = read_record(folder) if folder.is_dir() else None
    if record is None:
        return None
    here = [name for name in GRAPH_FILES if (folder / name).is_file()]
    if record.graph is None or any(file_digest(folder / name) != record.files.get(name) for name in here):
        if here:
            return None
        raise KgError(f"{folder}: its store was being changed and is not whole; run kg build again")
    try:
        return Store.read_only(str(folder / FOLDER))
    except OSError as error:
        raise KgError(f"{folder / FOLDER}: cannot be opened ({error}); remove it and run kg build again") from error


def _graph_file(path: Path) -> Path:
    if path.is_dir():
        for name in GRAPH_FILES:
            if (path / name).is_file():
                return path / name
        raise KgError(f"{path}: no {' or '.join(GRAPH_FILES)} here; make them with: kg build ARTICLES -o {path}")
    if not path.is_file():
        raise KgError(f"{path}: no such graph; make one with: kg build ARTICLES -o {path}")
    return path
