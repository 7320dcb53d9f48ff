"""A built graph, opened for questions: Oxigraph in memory, or on disk where the folder has a store of it.

The store of a folder is replaced as a whole, never changed: each version lies in a folder of its own, which the record
beside them names. Who reads one holds a lock on it, because Oxigraph opens files when it comes to need them, and takes
memory without end where one is gone.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, Store

from kg.default_graph import fill, tells_all
from kg.errors import KgError

FOLDER = "store"
RECORD = "store.json"
# What a store holds where: named graphs, and all together as the default graph. Stores of another form are made anew.
_FORM = 2
# Locks on the stores that this process reads, by inode. Nothing tells when the last reference to a store goes.
_HELD: Final[dict[tuple[int, int], int]] = {}
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

    ``version`` is the name of its folder, within that of all versions.
    """

    graph: str
    version: str
    files: Mapping[str, str] = field(default_factory=dict)
    form: int = _FORM


def open_graph(folder_or_file: Path) -> Store:
    """The graph of a build folder (its store, else ``graph.trig``, else ``graph.ttl``) or of one RDF file.

    A store is opened for reading only, and only where it holds the same graph as the files beside it. Only a store has
    a default graph that says what the named graphs say: :func:`kg.default_graph.asked` tells where to look.

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
    """The graph of all documents together, for queries that name no graphs: its store, else ``graph.ttl``, else all.

    In memory, half as much to load as :func:`open_by_document`, and quicker to ask: there Oxigraph finds what is said
    of a node by going through all that any graph says of it. Raises KgError as :func:`open_graph` does.
    """
    turtle = folder_or_file / "graph.ttl"
    if on_disk := _on_disk(folder_or_file):
        return on_disk
    return _in_memory(turtle) if turtle.is_file() else open_by_document(folder_or_file)


def open_by_document(folder_or_file: Path) -> Store:
    """The graph of each document by name, and of all together as the default graph; errors as :func:`open_graph`."""
    if on_disk := _on_disk(folder_or_file):
        return on_disk
    store = _in_memory(folder_or_file)
    turtle = folder_or_file / "graph.ttl"
    if not turtle.is_file():
        fill(store)
        return store
    fill(store, turtle)
    if not tells_all(store):
        names = " and ".join(GRAPH_FILES)
        raise KgError(f"{folder_or_file}: {names} are of different builds; run kg build again")
    return store


def is_built(folder_or_file: Path) -> bool:
    """True for a file, and for a folder that a build wrote a graph to."""
    names = (*GRAPH_FILES, RECORD)
    return folder_or_file.is_file() or any((folder_or_file / name).is_file() for name in names)


def read_record(folder: Path) -> Record | None:
    """What the store of a build folder holds, None where there is no store, or one of another form."""
    try:
        told = json.loads((folder / RECORD).read_text("utf-8"))
        record = Record(told["graph"], told["version"], told["files"], told["form"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return record if record.form == _FORM and (folder / FOLDER / record.version).is_dir() else None


def record_text(record: Record) -> str:
    """The record as it stands in its file."""
    return json.dumps(asdict(record), indent=1) + "\n"


def file_digest(path: Path) -> str:
    """Thirty-two hex digits of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def stored(folder: Path) -> Path | None:
    """Where the store of a build folder lies, held for this process; None where it has none of the graph in its files.

    Nobody removes it as long as the process lives, whatever is built meanwhile.
    """
    while record := read_record(folder) if folder.is_dir() else None:
        here = [name for name in GRAPH_FILES if (folder / name).is_file()]
        if any(file_digest(folder / name) != record.files.get(name) for name in here):
            return None
        version = folder / FOLDER / record.version
        # Between reading the record and holding its store, a build may have put another in its place.
        if _hold(version) and read_record(folder) == record:
            return version
    return None


def _on_disk(folder: Path) -> Store | None:
    """The store of a build folder, None where there is none or it holds another graph than the files."""
    path = stored(folder)
    if path is None:
        return None
    try:
        return Store.read_only(str(path))
    except OSError as error:
        raise KgError(f"{path}: cannot be opened ({error}); remove {folder / RECORD} and run kg build again") from error


def _hold(path: Path) -> bool:
    """True where the folder is there, and now locked by this process and its forks as one that is read."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return False
    about = os.fstat(handle)
    if (about.st_dev, about.st_ino) in _HELD:
        os.close(handle)
        return True
    with suppress(ImportError):
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_SH)
    _HELD[about.st_dev, about.st_ino] = handle
    return True


def _graph_file(path: Path) -> Path:
    if path.is_dir():
        for name in GRAPH_FILES:
            if (path / name).is_file():
                return path / name
        if (path / RECORD).is_file():
            raise KgError(f"{path}: its store is of another version of kg, or damaged; run kg build again")
        raise KgError(f"{path}: no {' or '.join(GRAPH_FILES)} here; make them with: kg build ARTICLES -o {path}")
    if not path.is_file():
        raise KgError(f"{path}: no such graph; make one with: kg build ARTICLES -o {path}")
    return path
