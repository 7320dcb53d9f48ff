"""The terms of other vocabularies that the graph uses, as closed namespaces like our own in `kg.terms`."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.namespace import Terms


class RDF(Terms, iri="http://www.w3.org/1999/02/22-rdf-syntax-ns#"):
    """RDF: typing and the reification vocabulary that claims use."""

    Statement: NamedNode
    object: NamedNode
    predicate: NamedNode
    reifies: NamedNode
    subject: NamedNode
    type: NamedNode


class RDFS(Terms, iri="http://www.w3.org/2000/01/rdf-schema#"):
    """RDF Schema: labels and relation parents."""

    label: NamedNode
    subPropertyOf: NamedNode


class SKOS(Terms, iri="http://www.w3.org/2004/02/skos/core#"):
    """SKOS: other names, and links to Wikidata."""

    altLabel: NamedNode
    exactMatch: NamedNode


class SEM(Terms, iri="http://semanticweb.cs.vu.nl/2009/11/sem/"):
    """The Simple Event Model."""

    Event: NamedNode
    eventType: NamedNode
    hasActor: NamedNode
    hasEarliestBeginTimeStamp: NamedNode
    hasLatestEndTimeStamp: NamedNode
    hasPlace: NamedNode
    hasTimeStamp: NamedNode


class PROV(Terms, iri="http://www.w3.org/ns/prov#"):
    """PROV-O: where a claim comes from and whose it is."""

    Activity: NamedNode
    Agent: NamedNode
    wasAssociatedWith: NamedNode
    wasAttributedTo: NamedNode
    wasDerivedFrom: NamedNode


class OA(Terms, iri="http://www.w3.org/ns/oa#"):
    """Web Annotation: selectors into a text."""

    SpecificResource: NamedNode
    TextPositionSelector: NamedNode
    TextQuoteSelector: NamedNode
    end: NamedNode
    exact: NamedNode
    hasSelector: NamedNode
    hasSource: NamedNode
    start: NamedNode


class DCTERMS(Terms, iri="http://purl.org/dc/terms/"):
    """Dublin Core: what is known about a document."""

    creator: NamedNode
    description: NamedNode
    isPartOf: NamedNode
    issued: NamedNode
    language: NamedNode
    publisher: NamedNode
    source: NamedNode
    title: NamedNode


class SCHEMA(Terms, iri="https://schema.org/"):
    """schema.org: the kind of document; what a post was, from when to when."""

    NewsArticle: NamedNode
    endDate: NamedNode
    roleName: NamedNode
    startDate: NamedNode


class ORG(Terms, iri="http://www.w3.org/ns/org#"):
    """W3C ORG: who held which post."""

    Membership: NamedNode
    member: NamedNode
    organization: NamedNode


class VOID(Terms, iri="http://rdfs.org/ns/void#"):
    """VoID: the data set as a whole."""

    Dataset: NamedNode
    class_: NamedNode
    classPartition: NamedNode
    classes: NamedNode
    distinctObjects: NamedNode
    distinctSubjects: NamedNode
    entities: NamedNode
    feature: NamedNode
    properties: NamedNode
    property_: NamedNode
    propertyPartition: NamedNode
    triples: NamedNode
    uriSpace: NamedNode
    vocabulary: NamedNode


class DCAT(Terms, iri="http://www.w3.org/ns/dcat#"):
    """DCAT: the data set as an entry of a catalogue, and the files it comes in."""

    Dataset: NamedNode
    Distribution: NamedNode
    distribution: NamedNode
    keyword: NamedNode
    mediaType: NamedNode


class XSD(Terms, iri="http://www.w3.org/2001/XMLSchema#"):
    """Datatypes of literals."""

    anyURI: NamedNode
    boolean: NamedNode
    date: NamedNode
    decimal: NamedNode
    gYear: NamedNode
    gYearMonth: NamedNode
    integer: NamedNode
    string: NamedNode
