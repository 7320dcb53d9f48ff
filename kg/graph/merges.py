"""What a document's nodes and events are called because of other documents, and by which rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Triple

from kg.graph.literals import text
from kg.identity.merges import Merge
from kg.vocab import DCTERMS, KG, RDF, RDFS, document_iri, entity_iri, event_iri, merge_iri, rule_iri


def merge_triples(merges: Iterable[Merge], base: str) -> Iterator[Triple]:
    """A node for each merge, in the graph of its document: what it was, what stands for it, the rule and its reason."""
    for merge in merges:
        node = merge_iri(merge.document, merge.former, base)
        into = event_iri(merge.into, base) if merge.kind == "event" else entity_iri(merge.into, base)
        yield Triple(node, RDF.type, KG.Merge)
        yield Triple(node, RDFS.label, text(f"{merge.former} as {merge.into}"))
        yield Triple(node, KG.formerKey, text(merge.former))
        yield Triple(node, KG.mergedInto, into)
        yield Triple(node, KG.mergedBy, rule_iri(merge.rule))
        yield Triple(node, DCTERMS.source, document_iri(merge.document, base))
        if merge.because:
            yield Triple(node, KG.because, text(merge.because))
