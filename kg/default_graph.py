"""The default graph of a store: what all documents say together, each statement once, one label for each node.

Each document describes the actors it names, so a statement may stand in many named graphs. Oxigraph 0.5 can ask their
union, but counts a statement once for each graph it is in (oxigraph#1919): a join over a label told by a hundred
documents gives a hundred rows for one, `COUNT` is wrong, and questions take a hundred times as long. A default graph
that holds the union, as ``graph.ttl`` does, is asked instead.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from kg.union import ONCE, union
from kg.vocab import KG, RDF, SKOS, VOID

# What the label and the country of a node in the union follow from.
NAMING = frozenset({*ONCE, SKOS.altLabel})
_SAMPLE = 20
_DEFAULT = DefaultGraph()


def fill(store: Store, turtle: Path | None = None) -> None:
    """Put the statements of all named graphs into the default graph.

    ``turtle`` is the file of a build that has them already; it replaces what the default graph held. A store without
    named graphs stays as it is.
    """
    if not any(store.named_graphs()):
        return
    if turtle is None:
        store.bulk_extend([Quad(quad.subject, quad.predicate, quad.object) for quad in store])
        settle(store, disputed(store))
        return
    store.clear_graph(_DEFAULT)
    store.bulk_load(path=str(turtle), format=RdfFormat.TURTLE, to_graph=_DEFAULT)


def disputed(store: Store) -> list[NamedNode]:
    """The nodes with several labels, or codes of several countries, in the default graph."""
    import numpy as np

    found: dict[NamedNode, None] = {}
    for predicate in ONCE:
        # A query would look up each node's labels by themselves: ten times the time of two looks at all.
        told = array("q", (hash(quad.subject) for quad in store.quads_for_pattern(None, predicate, None, _DEFAULT)))
        numbers, counts = np.unique(told, return_counts=True)
        several = frozenset(numbers[counts > 1].tolist())
        for quad in store.quads_for_pattern(None, predicate, None, _DEFAULT) if several else ():
            if isinstance(quad.subject, NamedNode) and hash(quad.subject) in several:
                found[quad.subject] = None
    return list(found)


def settle(store: Store, nodes: Iterable[NamedNode], without: Collection[NamedNode] = ()) -> int:
    """How many statements the default graph has more, once it names these nodes as :func:`kg.union.union` does.

    What the named graphs say decides, but for those it is to be ``without``.
    """
    more = 0
    for node in nodes:
        told = [quad for predicate in NAMING for quad in store.quads_for_pattern(node, predicate, None)]
        there = {quad for quad in told if quad.graph_name == _DEFAULT}
        others = (quad for quad in told if quad.graph_name != _DEFAULT and quad.graph_name not in without)
        wanted = {Quad(triple.subject, triple.predicate, triple.object) for triple in union(others)}
        for quad in there - wanted:
            store.remove(quad)
        store.extend(wanted - there)
        more += len(wanted) - len(there)
    return more


def is_whole(store: Store) -> bool:
    """True where the default graph is to be asked, False where it lacks what the named graphs say.

    >>> store, node = Store(), NamedNode("https://example.org/")
    >>> store.add(Quad(node, node, node, node)); is_whole(store)
    False
    >>> fill(store); is_whole(store)
    True
    """
    graph = next(iter(store.named_graphs()), None)
    if graph is None:
        return True
    # Several are looked for, because a label that few documents use is another name in the union.
    some = islice(store.quads_for_pattern(None, None, None, graph), _SAMPLE)
    return any(Quad(quad.subject, quad.predicate, quad.object) in store for quad in some)


def tells_all(store: Store) -> bool:
    """True where the default graph tells of the documents and claims of the named graphs, and of no others.

    Their names follow from what they say, so that those of another build are others.
    """
    for kind in (KG.Document, KG.Claim):
        told = list(store.quads_for_pattern(None, RDF.type, kind))
        whole = {quad.subject for quad in told if quad.graph_name == _DEFAULT}
        if any(store.named_graphs()) and whole != {quad.subject for quad in told if quad.graph_name != _DEFAULT}:
            return False
    return True


def asked(store: Store) -> DefaultGraph | None:
    """The graph in which patterns find each statement once: the default graph, where it is whole, else all (None)."""
    return _DEFAULT if is_whole(store) else None


def by_document(store: Store) -> Iterator[Quad]:
    """The statements as ``graph.trig`` has them: the named graphs, and what is said of the data set as a whole.

    A store whose default graph says something of its own is given as it is.
    """
    if not any(store.named_graphs()) or not is_whole(store):
        yield from store
        return
    for graph in store.named_graphs():
        yield from store.quads_for_pattern(None, None, None, graph)
    yield from description_in(store)


def union_in(store: Store) -> Iterator[Quad]:
    """The statements of a whole default graph."""
    yield from store.quads_for_pattern(None, None, None, _DEFAULT)


def description_in(store: Store) -> Iterator[Quad]:
    """What the default graph says of the data set: itself, its parts with their sizes, documents that repeat others."""
    for quad in store.quads_for_pattern(None, RDF.type, VOID.Dataset, _DEFAULT):
        if isinstance(quad.subject, NamedNode):
            yield from store.quads_for_pattern(quad.subject, None, None, _DEFAULT)
    yield from store.quads_for_pattern(None, KG.nearDuplicateOf, None, _DEFAULT)
