"""The actors and documents of a graph: names, kind, country, and how much is said of an actor."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg.default_graph import asked
from kg.model import ACTOR_TYPES, NodeType
from kg.queries import find
from kg.query import run
from kg.vocab import DCTERMS, KG, RDF, RDFS, SKOS, class_iri


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, person, organisation, armed group, bloc, people or group of the graph.

    ``names`` are its other names, ``country`` is ISO 3166-1 alpha-3 or IGO, NGO, IMG. ``claims`` counts the claims it
    takes part in, ``asserted`` those that their document tells as facts, ``acts`` those in which it is who acts.
    """

    iri: str
    label: str
    type: NodeType | None
    country: str | None
    names: tuple[str, ...]
    wikidata: str | None
    claims: int
    asserted: int
    acts: int

    def __str__(self) -> str:
        """The label."""
        return self.label


def actors(store: Store, name: str | None = None, kind: NodeType | None = None) -> Iterator[Actor]:
    """Each actor that takes part in a claim, the one most is said of first.

    The ready question ``actors-ranked`` counts. ``name`` is part of a label or other name in any case, or a whole IRI;
    ``kind`` is a type of actor.
    """
    seen: set[str] = set()
    counted = run(store, find("actors-ranked").text)
    for row in counted if isinstance(counted, QuerySolutions) else ():
        node, claims, asserted, acts = (row[column] for column in ("actor", "claims", "asserted", "as_subject"))
        if not isinstance(node, NamedNode) or node.value in seen:
            continue
        seen.add(node.value)
        labels = _values(store, node, RDFS.label)
        label, *others = labels or [node.value]
        names = tuple(dict.fromkeys([*others, *_values(store, node, SKOS.altLabel)]))
        if name and name != node.value and not any(name.casefold() in one.casefold() for one in (label, *names)):
            continue
        classes = _values(store, node, RDF.type)
        type_ = next((one for one in sorted(ACTOR_TYPES) if class_iri(one).value in classes), None)
        if kind is None or kind == type_:
            country, match = _values(store, node, KG.country), _values(store, node, SKOS.exactMatch)
            yield Actor(
                node.value,
                label,
                type_,
                country[0] if country else None,
                names,
                match[0] if match else None,
                *(int(count.value) if isinstance(count, Literal) else 0 for count in (claims, asserted, acts)),
            )


@dataclass(frozen=True, slots=True)
class Document:
    """An article the graph was built from; ``sha256`` is that of its text in UTF-8, ``length`` counts code points."""

    iri: str
    name: str
    title: str | None
    author: str
    published: date | None
    source: str | None
    sha256: str
    length: int

    def is_of(self, text: str) -> bool:
        """True for the text that the graph was built from."""
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() == self.sha256


def documents(store: Store) -> Iterator[Document]:
    """Each document, by file name."""
    named = store.quads_for_pattern(None, KG.fileName, None, asked(store))
    found = {quad.subject for quad in named if isinstance(quad.subject, NamedNode)}
    yield from sorted((_document(store, node) for node in found), key=lambda document: document.name)


def _document(store: Store, node: NamedNode) -> Document:
    def first(property_: NamedNode, of: NamedNode = node) -> str | None:
        return next(iter(_values(store, of, property_)), None)

    issued, creator = first(DCTERMS.issued), first(DCTERMS.creator)
    return Document(
        node.value,
        first(KG.fileName) or "",
        first(DCTERMS.title),
        (creator and first(RDFS.label, NamedNode(creator))) or "",
        date.fromisoformat(issued) if issued else None,
        first(DCTERMS.publisher),
        first(KG.sha256) or "",
        int(first(KG.length) or 0),
    )


def _values(store: Store, node: NamedNode, property_: NamedNode) -> list[str]:
    """The values of a property, first those that most documents tell, then in alphabetical order."""
    told = Counter(
        quad.object.value
        for quad in store.quads_for_pattern(node, property_, None, asked(store))
        if isinstance(quad.object, NamedNode | Literal)
    )
    return sorted(told, key=lambda text: (-told[text], text))
