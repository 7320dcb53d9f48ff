"""The graph of a build folder as an Oxigraph store on disk, made from quads or changed document by document.

Each statement stands in the named graph of its document, and once in the default graph, which is the one that most
questions are asked of (:mod:`kg.default_graph`). A change makes a new version of the store (:mod:`kg.corpus.versions`);
the record beside them names the one that counts, and the graph it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store, parse

from kg.corpus.bulk import load
from kg.corpus.disputes import Disputes
from kg.corpus.durable import put, settle
from kg.corpus.manifest import Sizes
from kg.corpus.shard import DocumentQuads
from kg.corpus.versions import new_version, remove_versions
from kg.corpus.whole import Whole, sizes_in
from kg.default_graph import description_in
from kg.default_graph import settle as settle_names
from kg.graph.dataset import copy_quads, dataset_triples, size_quads
from kg.read import Copy
from kg.store import RECORD, Record, file_digest, read_record, record_text
from kg.vocab import document_iri


def make(
    out: Path,
    base: str,
    documents: Iterable[DocumentQuads],
    copies: Sequence[Copy],
    loaded: Callable[[], object] = lambda: None,
) -> tuple[str, Sizes]:
    """The name of a new version of the store, of these documents, and the sizes of the graph.

    ``loaded`` is called when from then on one core at the most is busy.
    """
    with new_version(out) as version:
        store, disputes = Store(str(version)), Disputes(base)
        load(store, (_twice(document.nquads, disputes) for document in documents))
        loaded()
        # Else each look into an index goes through the tables of many portions, and most questions take four times as
        # long, from those asked next on. All at once is also less work than what Oxigraph would go on to do by itself.
        store.optimize()
        settle_names(store, disputes.nodes())
        sizes = sizes_in(store, base)
        _describe(store, base, sizes, copies)
        # Oxigraph lets go of its files when the last reference goes.
        del store
    return version.name, sizes


def change(
    out: Path,
    former: str,
    base: str,
    gone: Iterable[str],
    come: Iterable[DocumentQuads],
    sizes: Sizes | None,
    copies: Sequence[Copy],
) -> tuple[str, Sizes]:
    """The name of a new version, the former one without the documents ``gone`` and with those of ``come``; its sizes.

    A document that comes in place of its former self is in both. The time follows from these documents alone, where
    ``sizes`` are those of the former version; without them the whole store is counted.
    """
    with new_version(out, former) as version:
        store = Store(str(version))
        whole = Whole(store, base, sizes)
        leaving = [document_iri(name, base) for name in gone]
        whole.leave(leaving)
        for graph in leaving:
            store.remove_graph(graph)
        for document in come:
            store.load(input=document.nquads, format=RdfFormat.N_QUADS)
            whole.enter(parse(input=document.nquads, format=RdfFormat.N_QUADS))
        whole.settle()
        sizes = whole.sizes if sizes else sizes_in(store, base)
        _describe(store, base, sizes, copies)
        del whole, store
    return version.name, sizes


def description(base: str, sizes: Sizes, copies: Sequence[Copy]) -> list[Quad]:
    """What is said of the whole: the data set, its size, and which documents are copies of which."""
    told = list(copy_quads(((copy.name, copy.original) for copy in copies), base))
    members = {name: getattr(sizes, name) for name in ("documents", "claims", "events", "actors")}
    described = [Quad(triple.subject, triple.predicate, triple.object) for triple in dataset_triples(base)]
    return [*described, *told, *size_quads(base, sizes.triples + len(told), members)]


def mark(out: Path, graph: str, version: str, files: Iterable[str]) -> None:
    """Nothing, once this version is the store, with the same graph as these files; former ones are removed."""
    digests = {name: file_digest(out / name) for name in files}
    put(out / RECORD, record_text(Record(graph, version, digests)).encode())
    settle(out)
    remove_versions(out, version)


def tidy(out: Path) -> None:
    """Nothing; versions that a killed run left, and former ones that nobody reads any more, are removed."""
    record = read_record(out)
    remove_versions(out, record.version if record else None)


def discard(out: Path) -> None:
    """Nothing; the folder has no store any more."""
    (out / RECORD).unlink(missing_ok=True)
    remove_versions(out)


def _describe(store: Store, base: str, sizes: Sizes, copies: Sequence[Copy]) -> None:
    """Put the description of the data set into the default graph, in place of the former one."""
    former, wanted = set(description_in(store)), set(description(base, sizes, copies))
    for quad in former - wanted:
        store.remove(quad)
    store.extend(wanted - former)
    store.flush()


def _twice(nquads: bytes, disputes: Disputes) -> tuple[bytes, bytes]:
    """The lines of one named graph, and the same for the default graph; ``disputes`` takes up the names in them."""
    disputes.watch(nquads)
    # All lines end with the name of the graph; within a literal a line feed is escaped.
    return nquads, nquads.replace(nquads[nquads.rindex(b" <") :], b" .\n")
