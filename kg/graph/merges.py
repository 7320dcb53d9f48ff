"""What a document's nodes and events are called because of other documents, and by which rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.graph.written import (
    DCTERMS,
    KG,
    RDF,
    RDFS,
    document_iri,
    entity_iri,
    event_iri,
    line,
    merge_iri,
    rule_iri,
    text,
)
from kg.identity.merges import Merge


def merge_triples(merges: Iterable[Merge], base: str) -> Iterator[str]:
    """A node for each merge, in the graph of its document: what it was, what stands for it, the rule and its reason."""
    for merge in merges:
        node = merge_iri(merge.document, merge.former, base)
        into = event_iri(merge.into, base) if merge.kind == "event" else entity_iri(merge.into, base)
        yield line(node, RDF.type, KG.Merge)
        yield line(node, RDFS.label, text(f"{merge.former} as {merge.into}"))
        yield line(node, KG.formerKey, text(merge.former))
        yield line(node, KG.mergedInto, into)
        yield line(node, KG.mergedBy, rule_iri(merge.rule))
        yield line(node, DCTERMS.source, document_iri(merge.document, base))
        if merge.because:
            yield line(node, KG.because, text(merge.because))
