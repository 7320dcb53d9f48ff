"""The graphs of all documents as one, where what several documents describe has one description."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.vocab import KG, RDFS, SKOS

# Of these a node has one value, however many documents give; what loses as a label becomes a further name.
ONCE = (RDFS.label, KG.country)
Told = dict[NamedNode, Counter[Literal]]


def union(quads: Iterable[Quad]) -> set[Triple]:
    """The statements of all graphs without their names.

    A node that documents label differently keeps the label that most of them use, the smallest of equals, and the
    others become further names; of several country codes one is kept in the same way.
    """
    triples: set[Triple] = set()
    told: dict[NamedNode, Told] = {predicate: defaultdict(Counter) for predicate in ONCE}
    for quad in quads:
        if quad.predicate in told and isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            told[quad.predicate][quad.subject][quad.object] += 1
        else:
            triples.add(Triple(quad.subject, quad.predicate, quad.object))
    for node, codes in told[KG.country].items():
        triples.add(Triple(node, KG.country, _best(codes)))
    for node, names in told[RDFS.label].items():
        best = _best(names)
        triples |= {Triple(node, SKOS.altLabel, name) for name in names if name != best}
        triples.add(Triple(node, RDFS.label, best))
        triples.discard(Triple(node, SKOS.altLabel, best))
    return triples


def _best(told: Counter[Literal]) -> Literal:
    return min(told, key=lambda literal: (-told[literal], literal.value))
