"""Layer 4: words of a document, by position and by quote, in the terms of the Web Annotation model."""

from __future__ import annotations

from functools import lru_cache

from pyoxigraph import NamedNode, Triple

from kg.graph.literals import number, text
from kg.model import Article, Quote
from kg.vocab import KG, OA, RDF, document_iri, evidence_iri, mint


def passage(article: Article, words: Quote, base: str) -> tuple[NamedNode, list[Triple]]:
    """The node of these words and the triples that describe it; equal words at one place are one node.

    Offsets count code points of the document's text, the end is exclusive.
    """
    return _passage(article.name, words, base)


@lru_cache(maxsize=5_000)
def _passage(name: str, words: Quote, base: str) -> tuple[NamedNode, list[Triple]]:
    """The same by the document's name; many claims rest on one sentence."""
    node = evidence_iri(name, words.start, words.end, base)
    key = f"{name}-{words.start}-{words.end}"
    position, quote = mint("position", key, base), mint("quote", key, base)
    return node, [
        Triple(node, RDF.type, KG.Evidence),
        Triple(node, RDF.type, OA.SpecificResource),
        Triple(node, OA.hasSource, document_iri(name, base)),
        Triple(node, OA.hasSelector, position),
        Triple(node, OA.hasSelector, quote),
        Triple(position, RDF.type, OA.TextPositionSelector),
        Triple(position, OA.start, number(words.start)),
        Triple(position, OA.end, number(words.end)),
        Triple(quote, RDF.type, OA.TextQuoteSelector),
        Triple(quote, OA.exact, text(words.text)),
    ]
