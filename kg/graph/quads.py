"""One article and its claims as quads: each statement in the named graph of its document, no blank nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.graph.claims import claim_triples, plain_triples
from kg.graph.corrections import correction_triples
from kg.graph.dataset import dataset_triples
from kg.graph.entities import described
from kg.graph.events import event_triples
from kg.graph.literals import moment, number, text
from kg.graph.merges import merge_triples
from kg.graph.roles import fillers
from kg.identity.merges import Merge
from kg.model import Article, Claim, Correction
from kg.vocab import BASE, DCTERMS, KG, RDF, RDFS, SCHEMA, XSD, author_iri, document_iri


def quads(
    article: Article,
    claims: Sequence[Claim],
    base: str = BASE,
    corrections: Sequence[Correction] = (),
    merges: Sequence[Merge] = (),
) -> Iterator[Quad]:
    """Each quad of one article once: the data set (default graph), then document, entities and the four layers.

    ``corrections`` are an analyst's that apply to this article, ``merges`` those that the claims rest on. The order is
    that of the claims; a file's order is the writer's business. Raises ValueError for a claim of another article,
    DataError for a value that RDF cannot hold.
    """
    graph = document_iri(article.name, base)
    for triple in dataset_triples(base):
        yield Quad(triple.subject, triple.predicate, triple.object)
    for triple in document_triples(article, claims, base, corrections, merges):
        yield Quad(triple.subject, triple.predicate, triple.object, graph)


def document_triples(
    article: Article,
    claims: Sequence[Claim],
    base: str = BASE,
    corrections: Sequence[Correction] = (),
    merges: Sequence[Merge] = (),
) -> Iterable[Triple]:
    """What the named graph of one article holds, each triple once, in the order of the claims."""
    told = _triples(article, claims, base, merges)
    return dict.fromkeys((*told, *correction_triples(article, claims, corrections, base)))


def _triples(article: Article, claims: Sequence[Claim], base: str, merges: Sequence[Merge]) -> Iterator[Triple]:
    yield from _document(article, base)
    yield from described(article, [filler.node for claim in claims for _, _, filler in fillers(claim)], base)
    naming = {claim.event: claim.key for claim in reversed(claims) if not claim.lifted_from}
    for claim in claims:
        if claim.article != article.name:
            raise ValueError(f"claim {claim.key} is of {claim.article}, not of {article.name}")
        yield from plain_triples(claim, base)
        yield from event_triples(claim, base, names_it=naming.get(claim.event, claim.key) == claim.key)
        yield from claim_triples(article, claim, base)
    yield from merge_triples(merges, base)


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
    yield Triple(node, DCTERMS.creator, author_iri(article.author, article.name, base))
