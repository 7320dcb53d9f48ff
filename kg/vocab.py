"""Every namespace, the prefix table and the minting of IRIs: nobody else writes an IRI string.

A namespace here is closed: a misspelt term is an ``AttributeError`` (and an error of mypy) instead of a new IRI, as in
rdflib's ``DefinedNamespace``. It holds pyoxigraph nodes because importing rdflib takes a fifth of a second, which the
commands that only query cannot spend.
"""

from __future__ import annotations

import re
from typing import ClassVar
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.errors import DataError
from kg.model import NodeType

BASE = "https://w3id.org/actorkg/data/"
REL = "https://w3id.org/actorkg/relation#"
WIKIDATA = "http://www.wikidata.org/entity/"
SCHEMES = ("entity", "event", "claim", "role", "evidence", "position", "quote", "doc", "author")


class Terms:
    """A closed namespace: each annotated name of a subclass is a term of it, less a trailing underscore."""

    iri: ClassVar[str]

    def __init_subclass__(cls, iri: str) -> None:
        """Turn the annotations of ``cls`` into nodes under ``iri``."""
        cls.iri = iri
        for name in cls.__annotations__:
            setattr(cls, name, NamedNode(iri + name.rstrip("_")))


class KG(Terms, iri="https://w3id.org/actorkg/ontology#"):
    """The terms of ``ontology/kg.ttl``."""

    # classes
    Actor: NamedNode
    ArmedGroup: NamedNode
    Bloc: NamedNode
    Claim: NamedNode
    Document: NamedNode
    Entity: NamedNode
    Event: NamedNode
    Evidence: NamedNode
    Group: NamedNode
    Instrument: NamedNode
    Occurrence: NamedNode
    Organisation: NamedNode
    People: NamedNode
    Person: NamedNode
    Place: NamedNode
    Relation: NamedNode
    Role: NamedNode
    Situation: NamedNode
    Speaker: NamedNode
    State: NamedNode
    Status: NamedNode
    Topic: NamedNode
    TypedThing: NamedNode
    # statuses
    alleged: NamedNode
    asserted: NamedNode
    conditional: NamedNode
    intended: NamedNode
    negated: NamedNode
    possible: NamedNode
    proposed: NamedNode
    statuses: NamedNode
    # who takes part
    participant: NamedNode
    actor: NamedNode
    instrument: NamedNode
    object: NamedNode
    onBehalfOf: NamedNode
    origin: NamedNode
    place: NamedNode
    recipient: NamedNode
    topic: NamedNode
    with_: NamedNode
    # claims
    aboutEvent: NamedNode
    confidence: NamedNode
    confidenceFrom: NamedNode
    doubted: NamedNode
    eventType: NamedNode
    evidence: NamedNode
    habitual: NamedNode
    liftedFrom: NamedNode
    mode: NamedNode
    relationLabel: NamedNode
    sentence: NamedNode
    speaker: NamedNode
    status: NamedNode
    tense: NamedNode
    time: NamedNode
    timeEnd: NamedNode
    timeLatest: NamedNode
    timeStart: NamedNode
    timeText: NamedNode
    timeUnresolved: NamedNode
    trigger: NamedNode
    triggerEnd: NamedNode
    triggerStart: NamedNode
    # roles
    entity: NamedNode
    mention: NamedNode
    mentionEnd: NamedNode
    mentionStart: NamedNode
    order: NamedNode
    part: NamedNode
    role: NamedNode
    roleName: NamedNode
    # entities, documents, relations
    country: NamedNode
    fileName: NamedNode
    length: NamedNode
    sha256: NamedNode
    quadClass: NamedNode
    recipientNeeded: NamedNode
    score: NamedNode


class RDF(Terms, iri="http://www.w3.org/1999/02/22-rdf-syntax-ns#"):
    """RDF: typing and the reification vocabulary that claims use."""

    Statement: NamedNode
    object: NamedNode
    predicate: NamedNode
    subject: NamedNode
    type: NamedNode


class RDFS(Terms, iri="http://www.w3.org/2000/01/rdf-schema#"):
    """RDF Schema: labels and relation parents."""

    label: NamedNode
    subPropertyOf: NamedNode


class SKOS(Terms, iri="http://www.w3.org/2004/02/skos/core#"):
    """SKOS: other names, and links to Wikidata."""

    altLabel: NamedNode
    exactMatch: NamedNode


class SEM(Terms, iri="http://semanticweb.cs.vu.nl/2009/11/sem/"):
    """The Simple Event Model."""

    Event: NamedNode
    eventType: NamedNode
    hasActor: NamedNode
    hasEarliestBeginTimeStamp: NamedNode
    hasLatestEndTimeStamp: NamedNode
    hasPlace: NamedNode
    hasTimeStamp: NamedNode


class PROV(Terms, iri="http://www.w3.org/ns/prov#"):
    """PROV-O: where a claim comes from and whose it is."""

    Agent: NamedNode
    wasAttributedTo: NamedNode
    wasDerivedFrom: NamedNode


class OA(Terms, iri="http://www.w3.org/ns/oa#"):
    """Web Annotation: selectors into a text."""

    SpecificResource: NamedNode
    TextPositionSelector: NamedNode
    TextQuoteSelector: NamedNode
    end: NamedNode
    exact: NamedNode
    hasSelector: NamedNode
    hasSource: NamedNode
    start: NamedNode


class DCTERMS(Terms, iri="http://purl.org/dc/terms/"):
    """Dublin Core: what is known about a document."""

    creator: NamedNode
    description: NamedNode
    isPartOf: NamedNode
    issued: NamedNode
    language: NamedNode
    publisher: NamedNode
    source: NamedNode
    title: NamedNode


class SCHEMA(Terms, iri="https://schema.org/"):
    """schema.org: the kind of document."""

    NewsArticle: NamedNode


class VOID(Terms, iri="http://rdfs.org/ns/void#"):
    """VoID: the data set as a whole."""

    Dataset: NamedNode
    uriSpace: NamedNode
    vocabulary: NamedNode


class XSD(Terms, iri="http://www.w3.org/2001/XMLSchema#"):
    """Datatypes of literals."""

    anyURI: NamedNode
    boolean: NamedNode
    date: NamedNode
    decimal: NamedNode
    gYear: NamedNode
    gYearMonth: NamedNode
    integer: NamedNode
    string: NamedNode


class PLOVER(Terms, iri="https://w3id.org/actorkg/plover#"):
    """The sixteen event types of ``ontology/plover.ttl``; modes are minted by :func:`mode_iri`."""

    ACCUSE: NamedNode
    AGREE: NamedNode
    AID: NamedNode
    ASSAULT: NamedNode
    COERCE: NamedNode
    CONCEDE: NamedNode
    CONSULT: NamedNode
    COOPERATE: NamedNode
    MOBILIZE: NamedNode
    PROTEST: NamedNode
    REJECT: NamedNode
    REQUEST: NamedNode
    RETREAT: NamedNode
    SANCTION: NamedNode
    SUPPORT: NamedNode
    THREATEN: NamedNode


def prefixes(base: str = BASE) -> dict[str, str]:
    """The prefix table of everything written and asked: vocabularies first, then one prefix a kind of node."""
    known = {
        "dcterms": DCTERMS, "kg": KG, "oa": OA, "plover": PLOVER, "prov": PROV, "rdf": RDF, "rdfs": RDFS,
        "schema": SCHEMA, "sem": SEM, "skos": SKOS, "void": VOID, "xsd": XSD,
    }  # fmt: skip
    table = {name: terms.iri for name, terms in known.items()}
    table |= {"rel": REL, "wd": WIKIDATA}
    short = {"entity": "ent", "evidence": "ev", "position": "pos"}
    return table | {short.get(scheme, scheme): f"{base}{scheme}/" for scheme in SCHEMES}


PREFIXES: dict[str, str] = prefixes()


def local(key: str) -> str:
    r"""``key`` as the last step of an IRI: unreserved ASCII as it is, everything else as UTF-8 percent codes.

    Different keys never meet, and no key can leave its place in a Turtle file or climb a path.

    >>> local('Strategic_Mutual_Defense_Agreement'), local('a> .\n<b'), local('..')
    ('Strategic_Mutual_Defense_Agreement', 'a%3E%20.%0A%3Cb', '%2E%2E')
    """
    if not key:
        raise DataError("a node without a key cannot get an IRI; give it the words that name it")
    if not key.strip("."):
        return key.replace(".", "%2E")
    return quote(key.encode("utf-8", "surrogatepass"), safe="")


def mint(scheme: str, key: str, base: str = BASE) -> NamedNode:
    """The IRI of the node of kind ``scheme`` (one of ``SCHEMES``) with this key."""
    if scheme not in SCHEMES:
        raise ValueError(f"no such kind of node: {scheme}")
    return NamedNode(f"{base}{scheme}/{local(key)}")


def entity_iri(key: str, base: str = BASE) -> NamedNode:
    """The IRI of an actor, place, instrument or topic, from ``Node.key``."""
    return mint("entity", key, base)


def event_iri(key: str, base: str = BASE) -> NamedNode:
    """The IRI of an event, from ``Claim.event``."""
    return mint("event", key, base)


def claim_iri(key: str, base: str = BASE) -> NamedNode:
    """The IRI of a claim, from ``Claim.key``."""
    return mint("claim", key, base)


def document_iri(name: str, base: str = BASE) -> NamedNode:
    """The IRI of a document, from its file name; it also names the document's graph."""
    return mint("doc", name, base)


def evidence_iri(name: str, start: int, end: int, base: str = BASE) -> NamedNode:
    """The IRI of the words ``[start:end]`` of document ``name``."""
    return mint("evidence", f"{name}-{start}-{end}", base)


def role_iri(claim: str, role: str, order: int, base: str = BASE) -> NamedNode:
    """The IRI of one filler of a claim: its claim's key, its role, and its place among the fillers of that role."""
    return mint("role", f"{claim}-{role}-{order}", base)


def author_iri(author: str | None, document: str, base: str = BASE) -> NamedNode:
    """The IRI of a document's author: an entity where there is a name, else one of the document's own."""
    key = re.sub(r"\W+", "_", author or "").strip("_")
    return entity_iri(key, base) if key else mint("author", document, base)


def relation_iri(name: str) -> NamedNode:
    """The property of ``ontology/relations.ttl`` with this local name."""
    return NamedNode(REL + local(name))


def class_iri(node_type: NodeType) -> NamedNode:
    """The class of an entity; a named happening is no event of the graph's own, so its class has another name."""
    return KG.Occurrence if node_type == "Event" else NamedNode(KG.iri + node_type)


def mode_iri(event_type: str, mode: str) -> NamedNode:
    """The concept of a mode of an event type, as ``plover:CONSULT-visit``."""
    return NamedNode(f"{PLOVER.iri}{event_type}-{local(mode)}")


def type_iri(event_type: str) -> NamedNode:
    """The concept of an event type; DataError where PLOVER has no such root."""
    if event_type not in PLOVER.__annotations__:
        raise DataError(f"event type {event_type} is not one of PLOVER's: {', '.join(sorted(PLOVER.__annotations__))}")
    node: NamedNode = getattr(PLOVER, event_type)
    return node


def wikidata_iri(identifier: str) -> NamedNode:
    """The Wikidata entity, from ``Q843``; DataError where the identifier is none."""
    if not re.fullmatch(r"Q[1-9][0-9]*", identifier):
        raise DataError(f"{identifier!r} is no Wikidata identifier; expected Q and a number, as Q843")
    return NamedNode(WIKIDATA + identifier)
