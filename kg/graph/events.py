"""Layer 2: the event that claims are about, with its participants, time, place and type, as SEM has them.

An event node says what is told, never that it took place: that is the status of its claims.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.claims import headline
from kg.graph.roles import PROPERTIES, role_property
from kg.graph.written import KG, RDF, RDFS, SEM, entity_iri, event_iri, line, mode_iri, moment, text, type_iri
from kg.model import Claim, Filler


def event_triples(claim: Claim, base: str, names_it: bool = True) -> Iterator[str]:
    """What one claim tells of its event; the claims of an event add up, and one of them names it."""
    node = event_iri(claim.event, base)
    yield line(node, RDF.type, KG.Event)
    yield line(node, RDF.type, SEM.Event)
    if names_it:
        yield line(node, RDFS.label, text(headline(claim)))
    if claim.event_type:
        yield line(node, SEM.eventType, type_iri(claim.event_type))
        if claim.mode:
            yield line(node, KG.mode, mode_iri(claim.event_type, claim.mode))
    yield from _parties(claim, node, base)
    yield from _when(claim, node)
    if claim.place:
        yield line(node, SEM.hasPlace, entity_iri(claim.place.node.key, base))


def _parties(claim: Claim, node: str, base: str) -> Iterator[str]:
    subject = entity_iri(claim.subject.node.key, base)
    yield line(node, KG.onBehalfOf if claim.lifted_from else SEM.hasActor, subject)
    if claim.object:
        yield from _party(claim, claim.object, PROPERTIES.get(claim.object.role, KG.object), node, base)
    for filler in claim.participants:
        yield from _party(claim, filler, role_property(filler.role), node, base)


def _party(claim: Claim, filler: Filler, property_: str, node: str, base: str) -> Iterator[str]:
    """One party but the subject; a co-party of a lifted claim is a state for which someone acts, as the subject is."""
    other = entity_iri(filler.node.key, base)
    if filler.role == "with" and claim.lifted_from:
        yield line(node, KG.onBehalfOf, other)
        return
    yield line(node, property_, other)
    if filler.role == "with" and filler.node.is_actor:
        yield line(node, SEM.hasActor, other)


def _when(claim: Claim, node: str) -> Iterator[str]:
    if not claim.time:
        return
    yield line(node, KG.timeText, text(claim.time.words.text))
    if claim.time.value and claim.time.latest:
        yield line(node, SEM.hasEarliestBeginTimeStamp, moment(claim.time.value))
        yield line(node, SEM.hasLatestEndTimeStamp, moment(claim.time.latest))
    elif claim.time.value:
        yield line(node, SEM.hasTimeStamp, moment(claim.time.value))
