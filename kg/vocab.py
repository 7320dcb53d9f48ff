"""The prefix table and the minting of IRIs: nobody else writes an IRI string.

The namespaces themselves are those of :mod:`kg.terms`, importable from here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.errors import DataError
from kg.model import NodeType
from kg.reused import DCAT, DCTERMS, OA, ORG, PROV, RDF, RDFS, SCHEMA, SEM, SKOS, VOID, XSD
from kg.terms import KG, PLOVER

BASE = "https://w3id.org/actorkg/data/"
REL = "https://w3id.org/actorkg/relation#"
WIKIDATA = "http://www.wikidata.org/entity/"
_END = re.compile(r"^[.-]|\.$")
SCHEMES = ("entity", "event", "claim", "role", "evidence", "position", "quote", "doc", "author", "merge")
# Kinds of node that few graphs have: without a prefix, which would change the first lines of all the others.
RARE_SCHEMES = ("correction", "reviewer")
# Kinds of node that several documents may describe; the keys of the others name their document or claim.
SHARED_SCHEMES = ("entity", "event", "author", *RARE_SCHEMES)
# What nearly all keys consist of; asking first is several times faster than quoting.
_UNRESERVED = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?")

# fmt: off
__all__ = [
    "BASE", "DCAT", "DCTERMS", "KG", "OA", "ORG", "PLOVER", "PREFIXES", "PROV", "RDF", "RDFS", "REL", "SCHEMA",
    "SCHEMES", "SEM", "SHARED_SCHEMES", "SKOS", "VOID", "WIKIDATA", "XSD", "author_iri", "claim_iri", "class_iri",
    "document_iri", "entity_iri", "event_iri", "evidence_iri", "local", "merge_iri", "mint", "mode_iri", "prefixes",
    "relation_iri", "role_iri", "rule_iri", "type_iri", "wikidata_iri",
]
# fmt: on


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

    Different keys never meet, and no key can leave its place in a Turtle file or climb a path. A tilde, and a point or
    hyphen at an end, are coded too: a prefixed name would need a backslash there, which Virtuoso 7 takes into the IRI.

    >>> local('Strategic_Mutual_Defense_Agreement'), local('a> .\n<b'), local('..'), local('-Inc.')
    ('Strategic_Mutual_Defense_Agreement', 'a%3E%20.%0A%3Cb', '%2E%2E', '%2DInc%2E')
    """
    if not key:
        raise DataError("a node without a key cannot get an IRI; give it the words that name it")
    if not key.strip("."):
        return key.replace(".", "%2E")
    if _UNRESERVED.fullmatch(key):
        return key
    coded = quote(key.encode("utf-8", "surrogatepass"), safe="").replace("~", "%7E")
    return _END.sub(lambda end: f"%{ord(end[0]):X}", coded)


@lru_cache(maxsize=50_000)
def mint(scheme: str, key: str, base: str = BASE) -> NamedNode:
    """The IRI of the node of kind ``scheme`` (one of ``SCHEMES`` or ``RARE_SCHEMES``) with this key."""
    if scheme not in SCHEMES + RARE_SCHEMES:
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


def role_iri(filler: str, part: str, order: int, base: str = BASE) -> NamedNode:
    """The IRI of a filler, by its key, as one part of a claim, with its place among the fillers of that part."""
    return mint("role", f"{filler}-{part}-{order}", base)


def author_iri(author: str | None, document: str, base: str = BASE) -> NamedNode:
    """The IRI of a document's author: an entity where there is a name, else one of the document's own."""
    key = re.sub(r"\W+", "_", author or "").strip("_")
    return entity_iri(key, base) if key else mint("author", document, base)


def relation_iri(name: str) -> NamedNode:
    """The property of ``ontology/relations.ttl`` with this local name."""
    return NamedNode(REL + local(name))


def merge_iri(document: str, key: str, base: str = BASE) -> NamedNode:
    """The IRI of what is known about the merging of a document's node or event ``key``."""
    return mint("merge", f"{document}-{key}", base)


def rule_iri(name: str) -> NamedNode:
    """The identity rule of ``ontology/kg.ttl`` with this local name; AttributeError where there is none."""
    rule: NamedNode = getattr(KG, name)
    return rule


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
