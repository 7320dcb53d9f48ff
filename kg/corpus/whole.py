"""The default graph of a store on disk, and its size, kept up as the graphs of documents leave and enter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store

from kg.corpus.manifest import Sizes
from kg.default_graph import NAMING, description_in, settle
from kg.graph.dataset import dataset_triples
from kg.vocab import KG, RDF, SHARED_SCHEMES

_KINDS: Final = {KG.Document: "documents", KG.Claim: "claims", KG.Event: "events", KG.Actor: "actors"}
_DEFAULT = DefaultGraph()


class Whole:
    """What all documents of a store say together; ``sizes`` are those before the change.

    Only nodes of some kinds can be told of by several documents (``SHARED_SCHEMES``): for all other statements nothing
    has to be asked.
    """

    def __init__(self, store: Store, base: str, sizes: Sizes | None) -> None:
        self._store = store
        self._shared = tuple(f"{base}{scheme}/" for scheme in SHARED_SCHEMES)
        self._sizes = Counter({name: getattr(sizes or Sizes(), name) for name in ("triples", *_KINDS.values())})
        self._named: dict[NamedNode, None] = {}

    @property
    def sizes(self) -> Sizes:
        """What there is now, once all are settled."""
        return Sizes(**self._sizes)

    def leave(self, graphs: Collection[NamedNode]) -> None:
        """Take out what these graphs say, which are still there and about to be removed, and no other does."""
        leaving = frozenset(graphs)
        asked: set[Quad] = set()
        for graph in graphs:
            for quad in self._ours(self._store.quads_for_pattern(None, None, None, graph)):
                if quad in asked:
                    continue
                if self._is_shared(quad):
                    asked.add(quad)
                    if self._is_said(quad, leaving):
                        continue
                if quad in self._store:
                    self._store.remove(quad)
                    self._count(quad, -1)
        self._settle(leaving)

    def enter(self, quads: Iterable[Quad]) -> None:
        """Put in what a graph that has come says."""
        new = [quad for quad in self._ours(quads) if not self._is_shared(quad) or quad not in self._store]
        self._store.extend(new)
        for quad in new:
            self._count(quad, 1)

    def settle(self) -> None:
        """Name the nodes that the graphs which came tell of as all graphs together do."""
        self._settle(frozenset())

    def _ours(self, quads: Iterable[Quad]) -> list[Quad]:
        """The statements for the default graph; what names a node waits for all that do."""
        found = []
        for quad in quads:
            if quad.predicate in NAMING and self._is_shared(quad) and isinstance(quad.subject, NamedNode):
                self._named[quad.subject] = None
            else:
                found.append(Quad(quad.subject, quad.predicate, quad.object))
        return found

    def _settle(self, leaving: Collection[NamedNode]) -> None:
        self._sizes["triples"] += settle(self._store, self._named, leaving)
        self._named.clear()

    def _is_shared(self, quad: Quad) -> bool:
        return isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(self._shared)

    def _is_said(self, quad: Quad, leaving: Collection[NamedNode]) -> bool:
        """True where a graph that stays says it too."""
        told = self._store.quads_for_pattern(quad.subject, quad.predicate, quad.object)
        return any(one.graph_name != _DEFAULT and one.graph_name not in leaving for one in told)

    def _count(self, quad: Quad, sign: int) -> None:
        self._sizes["triples"] += sign
        if quad.predicate == RDF.type and quad.object in _KINDS:
            self._sizes[_KINDS[quad.object]] += sign  # type: ignore[index]


def sizes_in(store: Store, base: str) -> Sizes:
    """The sizes of a store, counted in its default graph: all of it but what it says of sizes and copies."""
    of_kind = {name: _counted(store, f"?node a {kind}") for kind, name in _KINDS.items()}
    described = len(set(description_in(store))) - len(list(dataset_triples(base)))
    return Sizes(triples=_counted(store, "?s ?p ?o") - described, **of_kind)


def _counted(store: Store, pattern: str) -> int:
    rows = store.query(f"SELECT (COUNT(*) AS ?count) {{ {pattern} }}")
    counts = [row["count"] for row in rows] if isinstance(rows, QuerySolutions) else []
    return sum(int(count.value) for count in counts if isinstance(count, Literal))
