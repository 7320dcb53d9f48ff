"""Who takes part in a claim, in which role, and the words that name them there."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

from kg.graph.written import KG, RDF, entity_iri, line, number, role_iri, rule_iri, text
from kg.model import Claim, Filler

# A role of the lexicon that has a property of its own; any other keeps its name on the role node alone.
PROPERTIES: dict[str, str] = {
    "actor": KG.actor,
    "instrument": KG.instrument,
    "object": KG.object,
    "origin": KG.origin,
    "place": KG.place,
    "recipient": KG.recipient,
    "topic": KG.topic,
    "with": KG.with_,
}


def role_property(role: str) -> str:
    """The property that links a claim or event to the filler of this role."""
    return PROPERTIES.get(role, KG.participant)


def fillers(claim: Claim) -> Iterator[tuple[str, int, Filler]]:
    """Each filler with its part in the claim and its place in that part: subject, object, the others, speakers."""
    yield "subject", 1, claim.subject
    if claim.object:
        yield "object", 1, claim.object
    for order, filler in enumerate(claim.participants, 1):
        yield "participant", order, filler
    if claim.place:
        yield "place", 1, claim.place
    for order, filler in enumerate(claim.speakers, 1):
        yield "speaker", order, filler


def role_triples(document: str, claim: Claim, subject: str, base: str) -> Iterator[str]:
    """The role nodes of a claim: entity, role, order after the first, and mention with its offsets where there is one.

    Claims of one document in which the same words name the same filler in the same part share the node.
    """
    for part, order, filler in fillers(claim):
        node = role_iri(_key(document, filler), part, order, base)
        yield line(subject, KG.role, node)
        yield line(node, RDF.type, KG.Role)
        yield line(node, KG.part, text(part))
        yield line(node, KG.roleName, text(filler.role))
        if order > 1:
            yield line(node, KG.order, number(order))
        yield line(node, KG.entity, entity_iri(filler.node.key, base))
        if filler.mention:
            yield line(node, KG.mention, text(filler.mention.text))
            yield line(node, KG.mentionStart, number(filler.mention.start))
            yield line(node, KG.mentionEnd, number(filler.mention.end))
        if filler.rule:
            yield line(node, KG.namedBy, rule_iri(filler.rule))


def _key(document: str, filler: Filler) -> str:
    """A digest of all that is told of a filler, so that two that differ in anything are two nodes."""
    at = f"{filler.mention.start}-{filler.mention.end}" if filler.mention else ""
    told = "\0".join((document, filler.node.key, filler.role, at, filler.rule or ""))
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
