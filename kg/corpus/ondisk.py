"""The graph of a build folder as an Oxigraph store on disk, made from quads or changed document by document.

The record beside the store says which graph it holds. While the store is being changed, the record names the documents
concerned instead: a run that is killed leaves no store that passes for whole, and the next run mends just those.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from kg.corpus.bulk import load
from kg.corpus.durable import DRAFT, put, settle
from kg.corpus.manifest import Sizes
from kg.corpus.shard import DocumentQuads
from kg.graph.dataset import copy_quads, dataset_triples, size_quads
from kg.read import Copy
from kg.store import FOLDER, GRAPH_FILES, RECORD, Record, file_digest, record_text
from kg.vocab import KG, RDF, SHARED_SCHEMES, document_iri


def make(out: Path, base: str, documents: Iterable[DocumentQuads], sizes: Sizes, copies: Sequence[Copy]) -> None:
    """Nothing, once ``out`` has a new store of these documents in place of any former one."""
    draft = out / f"{DRAFT}{FOLDER}"
    shutil.rmtree(draft, ignore_errors=True)
    store = Store(str(draft))
    load(store, (document.nquads for document in documents))
    _describe(store, base, sizes, copies)
    # Oxigraph lets go of its files when the last reference goes.
    del store
    shutil.rmtree(out / FOLDER, ignore_errors=True)
    os.replace(draft, out / FOLDER)
    settle(out)


def change(
    out: Path,
    base: str,
    gone: Collection[str],
    come: Iterable[tuple[str, DocumentQuads]],
    sizes: Sizes,
    copies: Sequence[Copy],
) -> Sizes:
    """The sizes after the graphs of the documents ``gone`` have left the store and those of ``come`` have entered it.

    A document that comes in place of its former self is in both. The time follows from these documents alone.
    ``sizes`` are those before.
    """
    store = Store(str(out / FOLDER))
    count = _Count(store, base, sizes)
    for name in gone:
        graph = document_iri(name, base)
        left = list(store.quads_for_pattern(None, None, None, graph))
        store.remove_graph(graph)
        count.add(left, -1)
    for _, document in come:
        count.add(parse(input=document.nquads, format=RdfFormat.N_QUADS), 1)
        store.load(input=document.nquads, format=RdfFormat.N_QUADS)
    _describe(store, base, count.sizes, copies)
    return count.sizes


def description(base: str, sizes: Sizes, copies: Sequence[Copy]) -> list[Quad]:
    """What the default graph says: the data set, its size, and which documents are copies of which."""
    told = list(copy_quads(((copy.name, copy.original) for copy in copies), base))
    members = {name: getattr(sizes, name) for name in ("documents", "claims", "events", "actors")}
    described = [Quad(triple.subject, triple.predicate, triple.object) for triple in dataset_triples(base)]
    return [*described, *told, *size_quads(base, sizes.triples + len(told), members)]


def describe(out: Path, base: str, sizes: Sizes, copies: Sequence[Copy]) -> None:
    """Nothing, once the store tells these sizes."""
    _describe(Store(str(out / FOLDER)), base, sizes, copies)


def mark(out: Path, graph: str | None, changing: Iterable[str] = ()) -> None:
    """Nothing, once the record says that the store holds this graph, or else which documents are being changed."""
    files = {name: file_digest(out / name) for name in GRAPH_FILES if graph and (out / name).is_file()}
    put(out / RECORD, record_text(Record(graph, files, tuple(sorted(changing)))).encode())
    settle(out)


def discard(out: Path) -> None:
    """Nothing; the folder has no store any more."""
    (out / RECORD).unlink(missing_ok=True)
    shutil.rmtree(out / FOLDER, ignore_errors=True)


def _describe(store: Store, base: str, sizes: Sizes, copies: Sequence[Copy]) -> None:
    """Put the description of the data set into the default graph, in place of the former one."""
    for quad in list(store.quads_for_pattern(None, None, None, DefaultGraph())):
        store.remove(quad)
    store.extend(description(base, sizes, copies))
    store.flush()


class _Count:
    """Sizes of a store, kept up as graphs leave and enter: what another graph says too, counts once."""

    def __init__(self, store: Store, base: str, sizes: Sizes) -> None:
        self._store = store
        self._shared = tuple(f"{base}{scheme}/" for scheme in SHARED_SCHEMES)
        self._kinds = {KG.Document: "documents", KG.Claim: "claims", KG.Event: "events", KG.Actor: "actors"}
        self._sizes = {name: getattr(sizes, name) for name in ("triples", *self._kinds.values())}

    @property
    def sizes(self) -> Sizes:
        return Sizes(**self._sizes)

    def add(self, quads: Iterable[Quad], sign: int) -> None:
        """Count quads that are not in the store: not yet, or no longer."""
        for quad in quads:
            subject = quad.subject
            if isinstance(subject, NamedNode) and subject.value.startswith(self._shared) and self._is_there(quad):
                continue
            self._sizes["triples"] += sign
            if quad.predicate == RDF.type and quad.object in self._kinds:
                self._sizes[self._kinds[quad.object]] += sign  # type: ignore[index]

    def _is_there(self, quad: Quad) -> bool:
        return next(iter(self._store.quads_for_pattern(quad.subject, quad.predicate, quad.object)), None) is not None
