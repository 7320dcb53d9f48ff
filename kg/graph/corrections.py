"""An analyst's corrections in the graph: what was changed, by whom, on which day, and on which claims it bears."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.graph.written import (
    DCTERMS,
    KG,
    PROV,
    RDF,
    RDFS,
    claim_iri,
    document_iri,
    line,
    mint,
    moment,
    text,
)
from kg.model import Article, Claim, Correction


def correction_triples(
    article: Article, claims: Sequence[Claim], corrections: Sequence[Correction], base: str
) -> Iterator[str]:
    """The corrections that apply to an article, linked from it and from the claims that they changed or confirmed.

    A rejected claim is not in the graph any more; its correction is, with its words and linked from the document.
    """
    for correction in corrections:
        node = mint("correction", correction.key, base)
        yield line(document_iri(article.name, base), KG.correction, node)
        yield from _described(node, correction, base)
    for claim in claims:
        for correction in claim.corrections:
            yield line(claim_iri(claim.key, base), KG.correction, mint("correction", correction.key, base))


def _described(node: str, correction: Correction, base: str) -> Iterator[str]:
    yield line(node, RDF.type, KG.Correction)
    yield line(node, RDF.type, PROV.Activity)
    yield line(node, RDFS.label, text(correction.label))
    yield line(node, KG.action, text(correction.action))
    yield line(node, KG.correctedOn, moment(correction.on.isoformat()))
    if correction.why:
        yield line(node, DCTERMS.description, text(correction.why))
    reviewer = mint("reviewer", correction.by, base)
    yield line(node, PROV.wasAssociatedWith, reviewer)
    yield line(reviewer, RDF.type, PROV.Agent)
    yield line(reviewer, RDFS.label, text(correction.by))
