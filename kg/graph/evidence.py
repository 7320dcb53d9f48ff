"""Layer 4: words of a document, by position and by quote, in the terms of the Web Annotation model."""

from __future__ import annotations

from functools import lru_cache

from kg.graph.written import KG, OA, RDF, document_iri, evidence_iri, line, mint, number, text
from kg.model import Article, Quote


def passage(article: Article, words: Quote, base: str) -> tuple[str, list[str]]:
    """The node of these words and the triples that describe it; equal words at one place are one node.

    Offsets count code points of the document's text, the end is exclusive.
    """
    return _passage(article.name, words, base)


@lru_cache(maxsize=5_000)
def _passage(name: str, words: Quote, base: str) -> tuple[str, list[str]]:
    """The same by the document's name; many claims rest on one sentence."""
    node = evidence_iri(name, words.start, words.end, base)
    key = f"{name}-{words.start}-{words.end}"
    position, quote = mint("position", key, base), mint("quote", key, base)
    return node, [
        line(node, RDF.type, KG.Evidence),
        line(node, RDF.type, OA.SpecificResource),
        line(node, OA.hasSource, document_iri(name, base)),
        line(node, OA.hasSelector, position),
        line(node, OA.hasSelector, quote),
        line(position, RDF.type, OA.TextPositionSelector),
        line(position, OA.start, number(words.start)),
        line(position, OA.end, number(words.end)),
        line(quote, RDF.type, OA.TextQuoteSelector),
        line(quote, OA.exact, text(words.text)),
    ]
