"""Every namespace as a closed set of terms: a misspelt term is an ``AttributeError``, and an error of mypy.

As rdflib's ``DefinedNamespace``, but with pyoxigraph nodes: importing rdflib takes a fifth of a second, which the
commands that only query cannot spend.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.namespace import Terms


class KG(Terms, iri="https://w3id.org/actorkg/ontology#"):
    """The terms of ``ontology/kg.ttl``."""

    # classes
    Actor: NamedNode
    ArmedGroup: NamedNode
    Bloc: NamedNode
    Claim: NamedNode
    Document: NamedNode
    Entity: NamedNode
    Event: NamedNode
    Evidence: NamedNode
    Group: NamedNode
    Instrument: NamedNode
    Occurrence: NamedNode
    Organisation: NamedNode
    People: NamedNode
    Person: NamedNode
    Place: NamedNode
    Relation: NamedNode
    Role: NamedNode
    Situation: NamedNode
    Speaker: NamedNode
    State: NamedNode
    Status: NamedNode
    Topic: NamedNode
    TypedThing: NamedNode
    # statuses
    alleged: NamedNode
    asserted: NamedNode
    conditional: NamedNode
    intended: NamedNode
    negated: NamedNode
    possible: NamedNode
    proposed: NamedNode
    statuses: NamedNode
    # who takes part
    participant: NamedNode
    actor: NamedNode
    instrument: NamedNode
    object: NamedNode
    onBehalfOf: NamedNode
    origin: NamedNode
    place: NamedNode
    recipient: NamedNode
    topic: NamedNode
    with_: NamedNode
    # claims
    aboutEvent: NamedNode
    confidence: NamedNode
    confidenceFrom: NamedNode
    doubted: NamedNode
    eventType: NamedNode
    evidence: NamedNode
    habitual: NamedNode
    liftedFrom: NamedNode
    mode: NamedNode
    relationLabel: NamedNode
    sentence: NamedNode
    speaker: NamedNode
    status: NamedNode
    tense: NamedNode
    time: NamedNode
    timeEnd: NamedNode
    timeLatest: NamedNode
    timeStart: NamedNode
    timeText: NamedNode
    timeUnresolved: NamedNode
    trigger: NamedNode
    triggerEnd: NamedNode
    triggerStart: NamedNode
    # roles
    entity: NamedNode
    mention: NamedNode
    mentionEnd: NamedNode
    mentionStart: NamedNode
    order: NamedNode
    part: NamedNode
    role: NamedNode
    roleName: NamedNode
    # corrections
    Correction: NamedNode
    action: NamedNode
    correctedOn: NamedNode
    correction: NamedNode
    # entities, documents, relations
    actsFor: NamedNode
    country: NamedNode
    demonym: NamedNode
    fileName: NamedNode
    length: NamedNode
    metonym: NamedNode
    nearDuplicateOf: NamedNode
    office: NamedNode
    sha256: NamedNode
    shortName: NamedNode
    quadClass: NamedNode
    recipientNeeded: NamedNode
    score: NamedNode
    # identity
    IdentityRule: NamedNode
    Merge: NamedNode
    because: NamedNode
    formerKey: NamedNode
    identityRules: NamedNode
    mergedBy: NamedNode
    mergedInto: NamedNode
    namedBy: NamedNode
    acronym: NamedNode
    decided: NamedNode
    distinctName: NamedNode
    introducedAcronym: NamedNode
    keptApart: NamedNode
    knownAcronym: NamedNode
    knownMetonym: NamedNode
    knownName: NamedNode
    knownOffice: NamedNode
    nameAndPost: NamedNode
    nameAndState: NamedNode
    nameInContext: NamedNode
    nationality: NamedNode
    onceADay: NamedNode
    onceOnly: NamedNode
    partOfName: NamedNode
    post: NamedNode
    pronoun: NamedNode
    sameDayAndPlace: NamedNode
    seatOfGovernment: NamedNode
    shortDescription: NamedNode
    spelling: NamedNode
    surnameAndPost: NamedNode


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


class PLOVER(Terms, iri="https://w3id.org/actorkg/plover#"):
    """The sixteen event types of ``ontology/plover.ttl``; modes are minted by :func:`mode_iri`."""

    ACCUSE: NamedNode
    AGREE: NamedNode
    AID: NamedNode
    ASSAULT: NamedNode
    COERCE: NamedNode
    CONCEDE: NamedNode
    CONSULT: NamedNode
    COOPERATE: NamedNode
    MOBILIZE: NamedNode
    PROTEST: NamedNode
    REJECT: NamedNode
    REQUEST: NamedNode
    RETREAT: NamedNode
    SANCTION: NamedNode
    SUPPORT: NamedNode
    THREATEN: NamedNode
