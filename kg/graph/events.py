"""Layer 2: the event that claims are about, with its participants, time, place and type, as SEM has them.

An event node says what is told, never that it took place: that is the status of its claims.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg.graph.claims import headline
from kg.graph.literals import moment, text
from kg.graph.roles import PROPERTIES, role_property
from kg.model import Claim, Filler
from kg.vocab import KG, RDF, RDFS, SEM, entity_iri, event_iri, mode_iri, type_iri


def event_triples(claim: Claim, base: str, names_it: bool = True) -> Iterator[Triple]:
    """What one claim tells of its event; the claims of an event add up, and one of them names it."""
    node = event_iri(claim.event, base)
    yield Triple(node, RDF.type, KG.Event)
    yield Triple(node, RDF.type, SEM.Event)
    if names_it:
        yield Triple(node, RDFS.label, text(headline(claim)))
    if claim.event_type:
        yield Triple(node, SEM.eventType, type_iri(claim.event_type))
        if claim.mode:
            yield Triple(node, KG.mode, mode_iri(claim.event_type, claim.mode))
    yield from _parties(claim, node, base)
    yield from _when(claim, node)
    if claim.place:
        yield Triple(node, SEM.hasPlace, entity_iri(claim.place.node.key, base))


def _parties(claim: Claim, node: NamedNode, base: str) -> Iterator[Triple]:
    subject = entity_iri(claim.subject.node.key, base)
    yield Triple(node, KG.onBehalfOf if claim.lifted_from else SEM.hasActor, subject)
    if claim.object:
        yield from _party(claim, claim.object, PROPERTIES.get(claim.object.role, KG.object), node, base)
    for filler in claim.participants:
        yield from _party(claim, filler, role_property(filler.role), node, base)


def _party(claim: Claim, filler: Filler, property_: NamedNode, node: NamedNode, base: str) -> Iterator[Triple]:
    """One party but the subject; a co-party of a lifted claim is a state for which someone acts, as the subject is."""
    other = entity_iri(filler.node.key, base)
    if filler.role == "with" and claim.lifted_from:
        yield Triple(node, KG.onBehalfOf, other)
        return
    yield Triple(node, property_, other)
    if filler.role == "with" and filler.node.is_actor:
        yield Triple(node, SEM.hasActor, other)


def _when(claim: Claim, node: NamedNode) -> Iterator[Triple]:
    if not claim.time:
        return
    yield Triple(node, KG.timeText, text(claim.time.words.text))
    if claim.time.value and claim.time.latest:
        yield Triple(node, SEM.hasEarliestBeginTimeStamp, moment(claim.time.value))
        yield Triple(node, SEM.hasLatestEndTimeStamp, moment(claim.time.latest))
    elif claim.time.value:
        yield Triple(node, SEM.hasTimeStamp, moment(claim.time.value))
