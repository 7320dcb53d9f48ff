"""What the graph says about one node, as the pages need it: read by pattern or by one query, never by a scan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.ontology import relation_types
from kg.resources import ontology
from kg.vocab import KG, OA, ORG, PREFIXES, PROV, RDFS, SCHEMA

Term = ox.NamedNode | ox.Literal
# Where each statement stands once.
_GRAPH = ox.DefaultGraph()
# Where these lead is part of the claim.
_WHOLE = (KG.role, KG.evidence, KG.sentence, OA.hasSelector)
_INVOLVED = """SELECT DISTINCT ?entity ?claim ?part ?relation ?type ?status ?label ?time {
  ?role kg:entity ?entity ; kg:part ?part . ?claim kg:role ?role ; rdf:predicate ?relation ;
    kg:status ?status ; rdfs:label ?label .
  OPTIONAL { ?claim kg:eventType ?type } OPTIONAL { ?claim kg:time ?time } }"""
_PARTNERS = """SELECT ?entity ?other (SAMPLE(?name) AS ?label) (COUNT(DISTINCT ?claim) AS ?told) {
  ?role kg:entity ?entity ; kg:part ?part . ?claim kg:role ?role , ?beside . ?beside kg:entity ?other ; kg:part ?place .
  ?other rdfs:label ?name
  FILTER(?other != ?entity && ?part NOT IN ("speaker", "place") && ?place NOT IN ("speaker", "place"))
} GROUP BY ?entity ?other ORDER BY DESC(?told) ?label LIMIT 16"""
_POSTS = """SELECT DISTINCT ?entity ?title ?body ?name ?start ?end {
  ?post org:member ?entity ; org:organization ?body ; schema:roleName ?title ; schema:startDate ?start .
  OPTIONAL { ?post schema:endDate ?end } OPTIONAL { ?body rdfs:label ?name } } ORDER BY ?start ?title ?body"""


@dataclass(frozen=True, slots=True)
class Involvement:
    """One claim in which an entity has a part; ``type`` is the PLOVER root of what is told, or of the relation."""

    claim: str
    part: str
    relation: str
    type: str
    status: str
    label: str
    time: str

    @property
    def year(self) -> str:
        """The year it is dated to, or nothing."""
        return self.time[:4]


@dataclass(frozen=True, slots=True)
class Partner:
    """Who stands in the same claims, and in how many."""

    iri: str
    label: str
    claims: int


@dataclass(frozen=True, slots=True)
class PostHeld:
    """A post, from when to when as exact as known."""

    title: str
    body: str
    body_label: str
    start: str
    end: str


class Described:
    """The values of one node by property, in order."""

    def __init__(self, store: ox.Store, iri: str) -> None:
        told: dict[str, list[Term]] = defaultdict(list)
        for quad in store.quads_for_pattern(ox.NamedNode(iri), None, None, _GRAPH):
            if isinstance(quad.object, ox.NamedNode | ox.Literal):
                told[quad.predicate.value].append(quad.object)
        self.values: Mapping[str, list[Term]] = {
            name: sorted(values, key=lambda value: value.value) for name, values in told.items()
        }

    def __bool__(self) -> bool:
        """True where the graph says anything about it."""
        return bool(self.values)

    def all(self, property_: ox.NamedNode) -> list[str]:
        """The values of a property, as text."""
        return [term.value for term in self.values.get(property_.value, [])]

    def first(self, property_: ox.NamedNode) -> str:
        """The first value, or nothing."""
        return next(iter(self.all(property_)), "")


def label_of(store: ox.Store, iri: str) -> str:
    """The label, else the end of the IRI."""
    return Described(store, iri).first(RDFS.label) or iri.rpartition("#")[2].rpartition("/")[2]


def involvements(store: ox.Store, entity: str) -> list[Involvement]:
    """Each part an entity has in claims: dated first, by date, then the others, by label."""
    found = []
    for row in _rows(store, _INVOLVED, entity):
        kind = _after_hash(row["type"]) or relation_types().get(row["relation"], "")
        status = _after_hash(row["status"])
        found.append(Involvement(row["claim"], row["part"], row["relation"], kind, status, row["label"], row["time"]))
    return sorted(found, key=lambda one: (not one.time, one.time, one.label, one.claim, one.part))


def partners(store: ox.Store, entity: str) -> list[Partner]:
    """Who and what stands in most claims with an entity, at most sixteen."""
    return [Partner(row["other"], row["label"], int(row["told"])) for row in _rows(store, _PARTNERS, entity)]


def posts(store: ox.Store, known: ox.Store, entity: str) -> list[PostHeld]:
    """The posts an entity held, by date; those of the graph, where it has any, else of the known actors."""
    found = list(_rows(store, _POSTS, entity)) or list(_rows(known, _POSTS, entity))
    return [PostHeld(row["title"], row["body"], row["name"] or row["body"], row["start"], row["end"]) for row in found]


def known_actors() -> ox.Store:
    """The known actors with their posts, as :mod:`kg.roster` has them."""
    store = ox.Store()
    store.bulk_load(path=str(ontology("actors.ttl")), format=ox.RdfFormat.TURTLE)
    return store


def claims_about(store: ox.Store, property_: ox.NamedNode, iri: str) -> list[str]:
    """The claims that point to a node by this property, as ``kg:aboutEvent`` or ``prov:wasDerivedFrom``."""
    quads = store.quads_for_pattern(None, property_, ox.NamedNode(iri), _GRAPH)
    return sorted({quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)})


def description(store: ox.Store, iri: str) -> list[ox.Triple]:
    """Everything the graph says of a node, of the roles and words a claim rests on, and the labels of what it names.

    What a symmetric concise bounded description gives, for a graph whose parts have names.
    """
    node = ox.NamedNode(iri)
    triples, parts, seen = set[ox.Triple](), [node], {node}
    while parts:
        for quad in store.quads_for_pattern(parts.pop(), None, None, _GRAPH):
            triples.add(_triple(quad))
            if not isinstance(quad.object, ox.NamedNode) or quad.object in seen:
                continue
            seen.add(quad.object)
            if quad.predicate in _WHOLE:
                parts.append(quad.object)
            triples |= {_triple(label) for label in store.quads_for_pattern(quad.object, RDFS.label, None, _GRAPH)}
    return [*triples, *(_triple(quad) for quad in _pointing(store, node))] if triples else []


def _triple(quad: ox.Quad) -> ox.Triple:
    return ox.Triple(quad.subject, quad.predicate, quad.object)


def _pointing(store: ox.Store, node: ox.NamedNode) -> Iterator[ox.Quad]:
    """The plain facts about an entity, and the claims of an event: what points to it and is not a part of something."""
    for quad in store.quads_for_pattern(None, None, node, _GRAPH):
        if quad.predicate.value.startswith(PREFIXES["rel"]) or quad.predicate in (KG.aboutEvent, KG.liftedFrom):
            yield quad


def document_of(store: ox.Store, iri: str) -> str:
    """The file name of the document a claim is taken from, or of a document itself; nothing for other nodes."""
    node = Described(store, iri)
    source = node.first(PROV.wasDerivedFrom)
    return node.first(KG.fileName) or (Described(store, source).first(KG.fileName) if source else "")


def _rows(store: ox.Store, query: str, entity: str) -> Iterator[dict[str, str]]:
    """The rows of a query about one entity, each value as text, nothing for unbound."""
    known = PREFIXES | {"org": ORG.iri, "schema": SCHEMA.iri}
    fixed: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
        ox.Variable("entity"): ox.NamedNode(entity)
    }
    solutions = store.query(query, prefixes=known, substitutions=fixed)
    if isinstance(solutions, ox.QuerySolutions):
        names = [variable.value for variable in solutions.variables]
        for row in solutions:
            # An aggregate over no rows gives one row with nothing in it.
            if row[0] is not None:
                yield {name: getattr(row[name], "value", "") or "" for name in names}


def _after_hash(iri: str) -> str:
    return iri.rpartition("#")[2]
