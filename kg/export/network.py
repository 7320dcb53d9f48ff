"""The claims as a network for Gephi and its kin: an edge a claim, so that several between one pair all survive.

A claim without an object ("Iran protested") leads to the node of its event: no claim is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

import networkx as nx
from pyoxigraph import Literal, NamedNode, Store

from kg.default_graph import asked
from kg.ontology import quad_classes
from kg.record import Party, Statement
from kg.statements import statements
from kg.vocab import PROV, RDF, RDFS, REL, SKOS

# What XML 1.0 cannot hold, not even escaped; a document may contain it all the same.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """An actor, thing or topic that a claim is about; ``claims`` counts those it is subject or object of."""

    id: str
    label: str
    type: str
    country: str
    aliases: str
    wikidata: str
    claims: int


@dataclass(frozen=True, slots=True)
class NetworkEdge:
    """One claim; offsets count code points of the document's text, the end is exclusive."""

    id: str
    source: str
    target: str
    label: str
    relation: str
    status: str
    speaker: str
    date: str
    date_latest: str
    event_type: str
    quad_class: str
    place: str
    participants: str
    document: str
    evidence: str
    evidence_start: int
    evidence_end: int
    confidence: float
    doubted: bool


def parts(store: Store) -> tuple[list[NetworkNode], list[NetworkEdge]]:
    """The nodes by IRI, and the edges in the order of the text, document by document."""
    records = list(statements(store))
    edges = [_edge(store, record) for record in records]
    ends = Counter(end for edge in edges for end in {edge.source, edge.target})
    return sorted(_nodes(store, records, ends), key=lambda node: node.id), edges


def network(store: Store) -> nx.MultiDiGraph[str]:
    """The same as a networkx graph, its text fit for XML; edge keys are the IRIs of the claims."""
    nodes, edges = parts(store)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in nodes:
        told = _in_xml(asdict(node))
        graph.add_node(str(told.pop("id")), **told)
    for edge in edges:
        told = _in_xml(asdict(edge))
        graph.add_edge(str(told.pop("source")), str(told.pop("target")), key=str(told["id"]), **told)
    return graph


def _edge(store: Store, record: Statement) -> NetworkEdge:
    kind = record["act_type"] or record["relation_type"] or ""
    told = [f"{party['role']}: {party['label']}" for party in record["participants"]]
    return NetworkEdge(
        id=record["statement"],
        source=record["subject"]["iri"],
        target=record["object"]["iri"] if record["object"] else record["event"],
        label=record["predicate"]["label"],
        relation=record["predicate"]["iri"].removeprefix(REL),
        status=record["status"],
        speaker=record["speaker"]["label"] if record["speaker"] else _author(store, record["statement"]),
        date=record["time"] or "",
        date_latest=record["time_latest"] or "",
        event_type=kind,
        quad_class=quad_classes().get(kind, ""),
        place=record["place"]["label"] if record["place"] else "",
        participants="; ".join(told),
        document=record["document"],
        evidence=record["evidence"]["text"],
        evidence_start=record["evidence"]["start"],
        evidence_end=record["evidence"]["end"],
        confidence=record["confidence"],
        doubted=record["doubted"],
    )


def _author(store: Store, claim: str) -> str:
    """Who says what nobody else is reported to say."""
    labels = [_values(store, agent, RDFS.label) for agent in _values(store, claim, PROV.wasAttributedTo)]
    return next((names[0] for names in labels if names), "")


def _nodes(store: Store, records: Iterable[Statement], ends: Counter[str]) -> Iterator[NetworkNode]:
    """Each end of an edge once."""
    seen: set[str] = set()
    for record in records:
        parties = [record["subject"], *([record["object"]] if record["object"] else [])]
        for party in parties:
            if party["iri"] not in seen:
                seen.add(party["iri"])
                yield _entity(store, party, ends[party["iri"]])
        event = record["event"]
        if not record["object"] and event not in seen:
            seen.add(event)
            label = next(iter(_values(store, event, RDFS.label)), record["predicate"]["label"])
            yield NetworkNode(event, label, "Event", "", "", "", ends[event])


def _entity(store: Store, party: Party, claims: int) -> NetworkNode:
    iri = party["iri"]
    return NetworkNode(
        id=iri,
        label=party["label"],
        type=party["type"] or _local(_values(store, iri, RDF.type)),
        country=party["country"] or "",
        aliases="; ".join(name for name in _values(store, iri, SKOS.altLabel) if name != party["label"]),
        wikidata=next(iter(_values(store, iri, SKOS.exactMatch)), "").rpartition("/")[2],
        claims=claims,
    )


def _values(store: Store, iri: str, property_: NamedNode) -> list[str]:
    """The values of one property of a node over all documents, each once, sorted."""
    found = store.quads_for_pattern(NamedNode(iri), property_, None, asked(store))
    return sorted({quad.object.value for quad in found if isinstance(quad.object, NamedNode | Literal)})


def _local(classes: list[str]) -> str:
    """The name of the first class, for a node of none of our kinds."""
    return re.split("[/#]", classes[0])[-1] if classes else ""


def _in_xml(told: dict[str, object]) -> dict[str, object]:
    return {name: _NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value for name, value in told.items()}
