"""An analyst's corrections in the graph: what was changed, by whom, on which day, and on which claims it bears."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph.literals import text
from kg.model import Article, Claim, Correction
from kg.vocab import DCTERMS, KG, PROV, RDF, RDFS, XSD, claim_iri, document_iri, mint


def correction_triples(
    article: Article, claims: Sequence[Claim], corrections: Sequence[Correction], base: str
) -> Iterator[Triple]:
    """The corrections that apply to an article, linked from it and from the claims that they changed or confirmed.

    A rejected claim is not in the graph any more; its correction is, with its words and linked from the document.
    """
    for correction in corrections:
        node = mint("correction", correction.key, base)
        yield Triple(document_iri(article.name, base), KG.correction, node)
        yield from _described(node, correction, base)
    for claim in claims:
        for correction in claim.corrections:
            yield Triple(claim_iri(claim.key, base), KG.correction, mint("correction", correction.key, base))


def _described(node: NamedNode, correction: Correction, base: str) -> Iterator[Triple]:
    yield Triple(node, RDF.type, KG.Correction)
    yield Triple(node, RDF.type, PROV.Activity)
    yield Triple(node, RDFS.label, text(correction.label))
    yield Triple(node, KG.action, text(correction.action))
    yield Triple(node, KG.correctedOn, Literal(correction.on.isoformat(), datatype=XSD.date))
    if correction.why:
        yield Triple(node, DCTERMS.description, text(correction.why))
    reviewer = mint("reviewer", correction.by, base)
    yield Triple(node, PROV.wasAssociatedWith, reviewer)
    yield Triple(reviewer, RDF.type, PROV.Agent)
    yield Triple(reviewer, RDFS.label, text(correction.by))
