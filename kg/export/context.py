"""The JSON-LD context: a short name for each term, made from the ontology so that the two cannot part."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from functools import cache
from typing import NamedTuple

from pyoxigraph import NamedNode

from kg.ontology import load
from kg.vocab import BASE, DCTERMS, KG, OA, PROV, RDF, RDFS, REL, SEM, SKOS, VOID, XSD, prefixes

IRI = "@id"
_OBJECT_PROPERTY = NamedNode("http://www.w3.org/2002/07/owl#ObjectProperty")
_RANGE = NamedNode("http://www.w3.org/2000/01/rdf-schema#range")
# JSON has no decimal numbers: 0.86 would come back as an xsd:double.
_COERCED = {XSD.decimal.value, XSD.date.value, XSD.anyURI.value}


class Term(NamedTuple):
    """A property's name in JSON, and what its bare values are: IRIs (``@id``), a datatype, or what JSON says."""

    name: str
    type: str = ""


# Terms of other vocabularies under their local names; one of ours that shares such a name, or a prefix, is qualified.
_REUSED: Mapping[NamedNode, str] = {
    RDFS.label: "", RDF.subject: IRI, RDF.predicate: IRI, RDF.object: IRI, RDFS.subPropertyOf: IRI,
    SKOS.altLabel: "", SKOS.exactMatch: IRI,
    PROV.wasAttributedTo: IRI, PROV.wasDerivedFrom: IRI,
    OA.hasSelector: IRI, OA.hasSource: IRI, OA.start: "", OA.end: "", OA.exact: "",
    SEM.hasActor: IRI, SEM.hasPlace: IRI, SEM.hasTimeStamp: "",
    SEM.hasEarliestBeginTimeStamp: "", SEM.hasLatestEndTimeStamp: "",
    DCTERMS.creator: IRI, DCTERMS.isPartOf: IRI, DCTERMS.issued: XSD.date.value, DCTERMS.language: "",
    DCTERMS.publisher: "", DCTERMS.source: XSD.anyURI.value, DCTERMS.title: "", DCTERMS.description: "",
    VOID.triples: "", VOID.entities: "", VOID.uriSpace: "", VOID.vocabulary: IRI, VOID.classPartition: IRI,
}  # fmt: skip
_QUALIFIED: Mapping[NamedNode, Term] = {
    SEM.eventType: Term("sem:eventType", IRI),
    VOID.class_: Term("void:class", IRI),
}


@cache
def terms() -> Mapping[str, Term]:
    """The term of each property that may stand in a graph, by IRI: ours, those reused, and all relations."""
    named = {property_.value: Term(_local(property_.value), type_) for property_, type_ in _REUSED.items()}
    taken = {*prefixes(), *(term.name for term in named.values())}
    for iri, type_ in _declared(KG.iri).items():
        name = _local(iri)
        named[iri] = Term(f"kg:{name}" if name in taken else name, type_)
    named |= {property_.value: term for property_, term in _QUALIFIED.items()}
    return named | {iri: Term(f"rel:{_local(iri)}", IRI) for iri in _declared(REL)}


def context(base: str = BASE, used: Collection[str] | None = None) -> dict[str, object]:
    """The value of ``@context``: prefixes, ``id`` and ``type``, and the terms, of only the ``used`` IRIs if given."""
    table = prefixes(base)
    made: dict[str, object] = dict(sorted(table.items()))
    made |= {"id": "@id", "type": "@type"}
    for iri, term in sorted(terms().items(), key=lambda item: (":" in item[1].name, item[1].name)):
        if used is not None and iri not in used:
            continue
        space = max((space for space in table.values() if iri.startswith(space)), key=len)
        prefix = next(name for name, other in table.items() if other == space)
        short = f"{prefix}:{iri.removeprefix(space)}"
        type_ = term.type.replace(XSD.iri, "xsd:")
        made[term.name] = {"@id": short, "@type": type_} if type_ else short
    return made


def context_file() -> str:
    """The text of ``ontology/context.jsonld``, with every term."""
    return json.dumps({"@context": context()}, indent=1, ensure_ascii=False) + "\n"


def _declared(space: str) -> dict[str, str]:
    """The properties that the ontology declares in this namespace, with the type of their bare values."""
    ontology = load()
    objects = {str(q.subject).strip("<>") for q in ontology.quads_for_pattern(None, RDF.type, _OBJECT_PROPERTY)}
    ranges = {
        str(q.subject).strip("<>"): str(q.object).strip("<>") for q in ontology.quads_for_pattern(None, _RANGE, None)
    }
    found = dict.fromkeys(ranges, "") | dict.fromkeys(objects, "")
    return {
        iri: IRI if iri in objects else ranges[iri] if ranges[iri] in _COERCED else ""
        for iri in sorted(found)
        if iri.startswith(space)
    }


def _local(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]


def _iri(node: object) -> str:
    return str(node).strip("<>")
