"""One article and its claims as quads: each statement in the named graph of its document, no blank nodes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.graph.claims import claim_triples, plain_triples
from kg.graph.events import event_triples
from kg.graph.literals import moment, number, text
from kg.graph.roles import fillers
from kg.model import Article, Claim, Node
from kg.vocab import (
    BASE,
    DCTERMS,
    KG,
    PROV,
    RDF,
    RDFS,
    REL,
    SCHEMA,
    SKOS,
    VOID,
    XSD,
    author_iri,
    class_iri,
    document_iri,
    entity_iri,
    wikidata_iri,
)


def quads(article: Article, claims: Sequence[Claim], base: str = BASE) -> Iterator[Quad]:
    """Each quad of one article once: the data set (default graph), then document, entities and the four layers.

    The order is that of the claims; a file's order is the writer's business. Raises ValueError for a claim of
    another article, DataError for a value that RDF cannot hold.
    """
    graph = document_iri(article.name, base)
    seen: set[Triple] = set()
    for triple in dataset_triples(base):
        yield Quad(triple.subject, triple.predicate, triple.object)
    for triple in _triples(article, claims, base):
        if triple not in seen:
            seen.add(triple)
            yield Quad(triple.subject, triple.predicate, triple.object, graph)


def dataset_triples(base: str = BASE) -> Iterator[Triple]:
    """The description of the data set; the same for every build, so that a file is a function of its articles."""
    node = NamedNode(f"{base}dataset")
    yield Triple(node, RDF.type, VOID.Dataset)
    yield Triple(node, RDFS.label, text("Actors and their relations, claim by claim"))
    yield Triple(node, VOID.uriSpace, text(base))
    for vocabulary in (KG.iri, REL):
        yield Triple(node, VOID.vocabulary, NamedNode(vocabulary))


def _triples(article: Article, claims: Sequence[Claim], base: str) -> Iterator[Triple]:
    yield from _document(article, base)
    for claim in claims:
        if claim.article != article.name:
            raise ValueError(f"claim {claim.key} is of {claim.article}, not of {article.name}")
        for _, _, filler in fillers(claim):
            yield from _entity(filler.node, base)
        yield from plain_triples(claim, base)
        yield from event_triples(claim, base)
        yield from claim_triples(article, claim, base)


def _document(article: Article, base: str) -> Iterator[Triple]:
    node = document_iri(article.name, base)
    yield Triple(node, RDF.type, KG.Document)
    yield Triple(node, RDF.type, SCHEMA.NewsArticle)
    yield Triple(node, RDFS.label, text(article.title or article.name))
    yield Triple(node, DCTERMS.isPartOf, NamedNode(f"{base}dataset"))
    yield Triple(node, KG.fileName, text(article.name))
    yield Triple(node, KG.sha256, text(article.sha256))
    yield Triple(node, KG.length, number(len(article.text)))
    known: dict[NamedNode, Literal | None] = {
        DCTERMS.title: text(article.title) if article.title else None,
        DCTERMS.issued: moment(article.published.isoformat()) if article.published else None,
        DCTERMS.publisher: text(article.source) if article.source else None,
        DCTERMS.source: Literal(article.url, datatype=XSD.anyURI) if article.url else None,
        DCTERMS.language: text(article.language),
    }
    for property_, value in known.items():
        if value:
            yield Triple(node, property_, value)
    author = author_iri(article.author, article.name, base)
    yield Triple(node, DCTERMS.creator, author)
    yield Triple(author, RDF.type, PROV.Agent)
    yield Triple(author, RDF.type, KG.Speaker)
    yield Triple(author, RDFS.label, text(article.author or f"author of {article.name}"))


def _entity(node: Node, base: str) -> Iterator[Triple]:
    subject = entity_iri(node.key, base)
    yield Triple(subject, RDF.type, class_iri(node.type))
    if node.is_actor:
        yield Triple(subject, RDF.type, KG.Actor)
    yield Triple(subject, RDFS.label, text(node.label))
    for alias in node.aliases:
        if alias != node.label:
            yield Triple(subject, SKOS.altLabel, text(alias))
    if node.country:
        yield Triple(subject, KG.country, text(node.country))
    if node.wikidata:
        yield Triple(subject, SKOS.exactMatch, wikidata_iri(node.wikidata))
