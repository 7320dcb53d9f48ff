"""The claims that a filter may let pass, found through the indexes of the store before any record is read.

A graph of millions of triples has tens of thousands of claims; reading all of them to show those of one actor takes
seconds. What is found here is at least what :func:`kg.filters.select` lets pass, which has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Store

from kg.default_graph import asked
from kg.filters import Filters
from kg.vocab import KG, PLOVER, PROV, RDF, RDFS


def candidates(store: Store, filters: Filters) -> set[str]:
    """The IRIs of all claims that the filters may let pass, and perhaps of others; dates are not looked at."""
    found = {_iri(node) for node in _subjects(store, RDF.type, [KG.Claim])}
    if filters.status is not None:
        status = NamedNode(KG.iri + filters.status.casefold())
        found &= set(map(_iri, _subjects(store, KG.status, [status])))
    if filters.event_type is not None:
        event_type = NamedNode(PLOVER.iri + filters.event_type.upper())
        found &= set(map(_iri, _subjects(store, KG.eventType, [event_type])))
    if filters.document is not None:
        documents = _subjects(store, KG.fileName, [Literal(filters.document)])
        found &= set(map(_iri, _subjects(store, PROV.wasDerivedFrom, documents)))
    for name in (filters.actor, filters.speaker):
        if name is not None:
            found &= set(map(_iri, _taking_part(store, name)))
    return found


def _taking_part(store: Store, name: str) -> Iterator[NamedNode]:
    """The claims with a role filled by a node of this IRI, or with this in a label, in any case."""
    part = name.casefold()
    labels = store.quads_for_pattern(None, RDFS.label, None, asked(store))
    nodes = {quad.subject for quad in labels if part in _text(quad.object)}
    if re.match(r"https?://[^\s<>\"{}|\\^`]+$", name):
        nodes.add(NamedNode(name))
    roles = _subjects(store, KG.entity, (node for node in nodes if isinstance(node, NamedNode)))
    return _subjects(store, KG.role, roles)


def _subjects(store: Store, property_: NamedNode, objects: Iterable[NamedNode | Literal]) -> Iterator[NamedNode]:
    """The nodes with one of these values."""
    graph = asked(store)
    for value in objects:
        for quad in store.quads_for_pattern(None, property_, value, graph):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject


def _iri(node: NamedNode) -> str:
    return node.value


def _text(term: object) -> str:
    return term.value.casefold() if isinstance(term, Literal) else ""
