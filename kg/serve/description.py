"""What the endpoint says of itself: a SPARQL 1.1 service description, and the VoID of the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from kg.serve.answers import SOLUTIONS, TRIPLES, rdf
from kg.serve.messages import Reply
from kg.vocab import RDF, VOID, XSD

SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
# The names that W3C gives the formats of an answer, https://www.w3.org/ns/formats/
_FORMAT_NAMES = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/ld+json": "JSON-LD",
    "application/rdf+xml": "RDF_XML",
}


def service_description(store: ox.Store, endpoint: str, triples: int, names: Mapping[str, str], accept: str) -> Reply:
    """The service at the address ``endpoint`` as RDF, in the format that the client likes best."""
    return rdf(list(_service(store, endpoint, triples)), accept, {**names, "sd": SD, "formats": _FORMATS})


def void_description(store: ox.Store, endpoint: str, base: str, names: Mapping[str, str], accept: str) -> Reply:
    """The data set's own description, and where it can be asked."""
    dataset = ox.NamedNode(f"{base}dataset")
    parts = [dataset, *(ox.NamedNode(f"{base}dataset/{part}") for part in ("documents", "claims", "events", "actors"))]
    quads = (quad for part in parts for quad in store.quads_for_pattern(part, None, None, ox.DefaultGraph()))
    about = {ox.Triple(quad.subject, quad.predicate, quad.object) for quad in quads}
    about |= {
        ox.Triple(dataset, RDF.type, VOID.Dataset),
        ox.Triple(dataset, ox.NamedNode(VOID.iri + "sparqlEndpoint"), ox.NamedNode(endpoint)),
    }
    return rdf(list(about), accept, names)


def _service(store: ox.Store, endpoint: str, triples: int) -> Iterator[ox.Triple]:
    service, data, graph = (ox.NamedNode(f"{endpoint}#{part}") for part in ("service", "dataset", "default-graph"))
    yield ox.Triple(service, RDF.type, _sd("Service"))
    yield ox.Triple(service, _sd("endpoint"), ox.NamedNode(endpoint))
    yield ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield ox.Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    yield ox.Triple(service, _sd("defaultEntailmentRegime"), ox.NamedNode("http://www.w3.org/ns/entailment/Simple"))
    for media_type in (*SOLUTIONS, *TRIPLES):
        yield ox.Triple(service, _sd("resultFormat"), ox.NamedNode(_FORMATS + _FORMAT_NAMES[media_type]))
    yield ox.Triple(service, _sd("defaultDataset"), data)
    yield ox.Triple(data, RDF.type, _sd("Dataset"))
    yield ox.Triple(data, _sd("defaultGraph"), graph)
    yield ox.Triple(graph, RDF.type, _sd("Graph"))
    yield ox.Triple(graph, VOID.triples, ox.Literal(str(triples), datatype=XSD.integer))
    for number, name in enumerate(sorted(store.named_graphs(), key=str)):
        node = ox.NamedNode(f"{endpoint}#graph-{number}")
        yield ox.Triple(data, _sd("namedGraph"), node)
        yield ox.Triple(node, RDF.type, _sd("NamedGraph"))
        yield ox.Triple(node, _sd("name"), name)


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)
