"""One article and its claims as quads: each statement in the named graph of its document, no blank nodes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

from pyoxigraph import Literal, Quad, RdfFormat, parse

from kg.graph.claims import claim_triples, plain_triples
from kg.graph.corrections import correction_triples
from kg.graph.dataset import dataset_iri, dataset_triples
from kg.graph.entities import described
from kg.graph.events import event_triples
from kg.graph.merges import merge_triples
from kg.graph.roles import fillers
from kg.graph.written import DCTERMS, KG, RDF, RDFS, SCHEMA, author_iri, document_iri, line, moment, number, text
from kg.identity.merges import Merge
from kg.model import Article, Claim, Correction
from kg.vocab import BASE, XSD


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
    for triple in dataset_triples(base):
        yield Quad(triple.subject, triple.predicate, triple.object)
    lines = document_lines(article, claims, base, corrections, merges)
    yield from parse(input=nquads_of(lines, article.name, base), format=RdfFormat.N_QUADS)


def document_lines(
    article: Article,
    claims: Sequence[Claim],
    base: str = BASE,
    corrections: Sequence[Correction] = (),
    merges: Sequence[Merge] = (),
) -> Collection[str]:
    """What the named graph of one article holds as N-Triples without full stops, each once, in the order of claims."""
    told = _triples(article, claims, base, merges)
    return dict.fromkeys(chain(told, correction_triples(article, claims, corrections, base)))


def nquads_of(lines: Iterable[str], document: str, base: str) -> bytes:
    """These statements as N-Quads in the graph of a document."""
    end = f" {document_iri(document, base)} .\n"
    # A string holds no line feed: Oxigraph writes it as an escape.
    return (end.join(lines) + end).encode()


def _triples(article: Article, claims: Sequence[Claim], base: str, merges: Sequence[Merge]) -> Iterator[str]:
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


def _document(article: Article, base: str) -> Iterator[str]:
    node = document_iri(article.name, base)
    yield line(node, RDF.type, KG.Document)
    yield line(node, RDF.type, SCHEMA.NewsArticle)
    yield line(node, RDFS.label, text(article.title or article.name))
    yield line(node, DCTERMS.isPartOf, str(dataset_iri(base)))
    yield line(node, KG.fileName, text(article.name))
    yield line(node, KG.sha256, text(article.sha256))
    yield line(node, KG.length, number(len(article.text)))
    known: dict[str, str | None] = {
        DCTERMS.title: text(article.title) if article.title else None,
        DCTERMS.issued: moment(article.published.isoformat()) if article.published else None,
        DCTERMS.publisher: text(article.source) if article.source else None,
        DCTERMS.source: str(Literal(article.url, datatype=XSD.anyURI)) if article.url else None,
        DCTERMS.language: text(article.language),
    }
    for property_, value in known.items():
        if value:
            yield line(node, property_, value)
    yield line(node, DCTERMS.creator, author_iri(article.author, article.name, base))
