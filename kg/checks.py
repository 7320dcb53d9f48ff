"""Checks of the graph as a whole, each a SPARQL query that selects the nodes at fault as ``?node``.

``IN_GRAPH`` stands for ``GRAPH ?g`` where the store has named graphs, and for nothing where it has none.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.vocab import REL


class Check(NamedTuple):
    """A rule by name, what a node that breaks it has wrong, and the query that finds such nodes."""

    rule: str
    message: str
    query: str


_UNDOUBTED = "kg:status kg:asserted . FILTER NOT EXISTS { ?claim kg:doubted true }"

CHECKS: tuple[Check, ...] = (
    Check(
        "plain-without-claim",
        "A plain triple of this node has no claim that asserts it.",
        f"""SELECT DISTINCT ?node {{ IN_GRAPH {{ ?node ?p ?o FILTER(STRSTARTS(STR(?p), "{REL}")) FILTER NOT EXISTS {{
            ?claim rdf:subject ?node ; rdf:predicate ?p ; rdf:object ?o ; {_UNDOUBTED} }} }} }}""",
    ),
    Check(
        "claim-without-plain",
        "The claim is asserted and not doubted, and its plain triple is missing.",
        f"""SELECT ?node {{ IN_GRAPH {{ ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; {_UNDOUBTED}
            FILTER NOT EXISTS {{ ?s ?p ?o }} BIND(?claim AS ?node) }} }}""",
    ),
    Check(
        "evidence-range",
        "The offsets of the evidence are not within the text of its document.",
        """SELECT ?node { IN_GRAPH { ?node oa:hasSource ?doc ; oa:hasSelector ?at . ?doc kg:length ?length .
            ?at oa:start ?start ; oa:end ?end FILTER(?start < 0 || ?start >= ?end || ?end > ?length) } }""",
    ),
    Check(
        "evidence-length",
        "The quote of the evidence is not as long as its offsets say.",
        """SELECT ?node { IN_GRAPH { ?node oa:hasSelector ?at, ?quote . ?at oa:start ?start ; oa:end ?end .
            ?quote oa:exact ?exact FILTER(STRLEN(?exact) != ?end - ?start) } }""",
    ),
    Check(
        "evidence-document",
        "The evidence of the claim is from another document.",
        """SELECT ?node { IN_GRAPH { ?node prov:wasDerivedFrom ?doc ; kg:evidence|kg:sentence ?words .
            ?words oa:hasSource ?source FILTER(?source != ?doc) } }""",
    ),
    Check(
        "trigger-range",
        "The offsets of the trigger do not fit its words or the text.",
        """SELECT ?node { IN_GRAPH { ?node kg:trigger ?words ; kg:triggerStart ?start ; kg:triggerEnd ?end ;
            prov:wasDerivedFrom/kg:length ?length FILTER(STRLEN(?words) != ?end - ?start || ?end > ?length) } }""",
    ),
    Check(
        "time-range",
        "The offsets of the time words are missing or do not fit the words or the text.",
        """SELECT ?node { IN_GRAPH { ?node a kg:Claim ; kg:timeText ?words ; prov:wasDerivedFrom/kg:length ?length .
            OPTIONAL { ?node kg:timeStart ?start ; kg:timeEnd ?end }
            FILTER(!BOUND(?start) || STRLEN(?words) != ?end - ?start || ?end > ?length) } }""",
    ),
    Check(
        "time-order",
        "The latest time of the claim is before its time.",
        "SELECT ?node { IN_GRAPH { ?node kg:time ?first ; kg:timeLatest ?last FILTER(STR(?last) < STR(?first)) } }",
    ),
    Check(
        "mention-range",
        "The offsets of the mention are missing or do not fit the words or the text.",
        """SELECT ?node { IN_GRAPH { ?node kg:mention ?words . ?claim kg:role ?node ;
            prov:wasDerivedFrom/kg:length ?length . OPTIONAL { ?node kg:mentionStart ?start ; kg:mentionEnd ?end }
            FILTER(!BOUND(?start) || STRLEN(?words) != ?end - ?start || ?end > ?length) } }""",
    ),
    Check(
        "claim-roles",
        "The subject or object of the claim is not the one of its roles.",
        """SELECT DISTINCT ?node { IN_GRAPH {
            { ?node rdf:subject ?it OPTIONAL { ?node kg:role ?role . ?role kg:part "subject" ; kg:entity ?same } }
            UNION { ?node rdf:object ?it OPTIONAL { ?node kg:role ?role . ?role kg:part "object" ; kg:entity ?same } }
            FILTER(!BOUND(?same) || ?same != ?it) } }""",
    ),
    Check(
        "claim-sayer",
        "The claim is attributed neither to its nearest speaker nor, having none, to its document's author.",
        """SELECT ?node { IN_GRAPH { ?node a kg:Claim ; prov:wasAttributedTo ?sayer .
            OPTIONAL { ?node kg:role ?role . ?role kg:part "speaker" ; kg:entity ?speaker
                FILTER NOT EXISTS { ?role kg:order ?order FILTER(?order > 1) } }
            OPTIONAL { ?node prov:wasDerivedFrom/dcterms:creator ?author }
            FILTER(?sayer != COALESCE(?speaker, ?author)) } }""",
    ),
    Check(
        "one-value",
        "The node has two labels or two countries.",
        """SELECT DISTINCT ?node { IN_GRAPH { { ?node rdfs:label ?one, ?other } UNION { ?node kg:country ?one, ?other }
            FILTER(STR(?one) < STR(?other)) } }""",
    ),
    Check(
        "dangling",
        "The node is linked to and not described.",
        """SELECT DISTINCT ?node { IN_GRAPH { ?s ?p ?node FILTER(isIRI(?node) && ?p NOT IN (rdf:type, rdf:predicate,
            kg:status, kg:eventType, kg:mode, kg:namedBy, kg:mergedBy, sem:eventType, skos:exactMatch, dcterms:isPartOf,
            void:vocabulary, void:class))
            FILTER NOT EXISTS { ?node ?any ?thing } } }""",
    ),
    Check(
        "untyped",
        "The node has no class.",
        "SELECT DISTINCT ?node { IN_GRAPH { ?node ?p ?o FILTER NOT EXISTS { ?node a ?class } } }",
    ),
    Check(
        "blank",
        "The node is blank; every node of this graph has an IRI.",
        "SELECT DISTINCT ?node { IN_GRAPH { { ?node ?p ?o } UNION { ?s ?q ?node } FILTER(isBlank(?node)) } }",
    ),
)
