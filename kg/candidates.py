"""The claims that a filter may let pass, found through the indexes of the store before any record is read.

A graph of millions of triples has tens of thousands of claims; reading all of them to show those of one actor takes
seconds. What is found here is at least what :func:`kg.statements.select` lets pass, which has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Store

from kg.default_graph import asked
from kg.errors import CallError
from kg.model import STATUSES
from kg.vocab import KG, PLOVER, PROV, RDF, RDFS

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def candidates(
    store: Store,
    actor: str | None = None,
    status: str | None = None,
    event_type: str | None = None,
    speaker: str | None = None,
    document: str | None = None,
) -> set[str]:
    """The IRIs of all claims that these filters of :func:`kg.statements.select` may let pass, and perhaps of others."""
    found = {_iri(node) for node in _subjects(store, RDF.type, [KG.Claim])}
    if status is not None:
        found &= set(map(_iri, _subjects(store, KG.status, [NamedNode(KG.iri + status.casefold())])))
    if event_type is not None:
        found &= set(map(_iri, _subjects(store, KG.eventType, [NamedNode(PLOVER.iri + event_type.upper())])))
    if document is not None:
        documents = _subjects(store, KG.fileName, [Literal(document)])
        found &= set(map(_iri, _subjects(store, PROV.wasDerivedFrom, documents)))
    for name in (actor, speaker):
        if name is not None:
            found &= set(map(_iri, _taking_part(store, name)))
    return found


def check_filters(
    status: str | None = None, event_type: str | None = None, since: str | None = None, until: str | None = None
) -> None:
    """Nothing where each value is one that claims can have; CallError naming those there are."""
    if status is not None and status.casefold() not in STATUSES:
        raise CallError(f"{status!r} is no status; choose one of {', '.join(STATUSES)}")
    if event_type is not None and event_type.upper() not in PLOVER.__annotations__:
        raise CallError(f"{event_type!r} is no PLOVER type; choose one of {', '.join(sorted(PLOVER.__annotations__))}")
    for day in (since, until):
        if day and not _DATE.fullmatch(day):
            raise CallError(f"{day} is no date; write 2025, 2025-09 or 2025-09-17")


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
