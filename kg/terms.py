"""Every namespace as a closed set of terms: a misspelt term is an ``AttributeError``, and an error of mypy.

As rdflib's ``DefinedNamespace``, but with pyoxigraph nodes: importing rdflib takes a fifth of a second, which the
commands that only query cannot spend. What other vocabularies we use stands in `kg.reused`.
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
    ownersPronoun: NamedNode
    partOfName: NamedNode
    post: NamedNode
    pronoun: NamedNode
    sameDayAndPlace: NamedNode
    seatOfGovernment: NamedNode
    shortDescription: NamedNode
    spelling: NamedNode
    surnameAndPost: NamedNode


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
