"""Layers 1 and 3: the claim with everything known about it, and the plain triple that an asserted one earns."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg.graph.evidence import passage
from kg.graph.literals import decimal, moment, number, text, truth
from kg.graph.roles import role_property, role_triples
from kg.model import Article, Claim
from kg.vocab import (
    KG,
    PROV,
    RDF,
    RDFS,
    author_iri,
    claim_iri,
    document_iri,
    entity_iri,
    event_iri,
    mode_iri,
    relation_iri,
    type_iri,
)


def claim_triples(article: Article, claim: Claim, base: str) -> Iterator[Triple]:
    """Everything said about one claim: statement, status, speaker, participants, time, place, words."""
    node = claim_iri(claim.key, base)
    yield from _statement(claim, node, base)
    yield from _standing(claim, node)
    yield from _provenance(article, claim, node, base)
    yield from _participants(claim, node, base)
    yield from _time(claim, node)
    yield from role_triples(claim, node, base)


def plain_triples(claim: Claim, base: str) -> Iterator[Triple]:
    """The triple of a claim that is asserted without doubt; nothing for any other."""
    if claim.is_plain and claim.object:
        subject, object_ = entity_iri(claim.subject.node.key, base), entity_iri(claim.object.node.key, base)
        yield Triple(subject, relation_iri(claim.relation), object_)


def headline(claim: Claim) -> str:
    """The claim in a few words, as its label: subject, relation, object."""
    words = (claim.subject.node.label, claim.label, claim.object.node.label if claim.object else "")
    return " ".join(word for word in words if word)


def _statement(claim: Claim, node: NamedNode, base: str) -> Iterator[Triple]:
    yield Triple(node, RDF.type, KG.Claim)
    yield Triple(node, RDF.type, RDF.Statement)
    yield Triple(node, RDFS.label, text(headline(claim)))
    yield Triple(node, RDF.subject, entity_iri(claim.subject.node.key, base))
    yield Triple(node, RDF.predicate, relation_iri(claim.relation))
    yield Triple(node, KG.relationLabel, text(claim.label))
    if claim.object:
        yield Triple(node, RDF.object, entity_iri(claim.object.node.key, base))
    if claim.event_type:
        yield Triple(node, KG.eventType, type_iri(claim.event_type))
        if claim.mode:
            yield Triple(node, KG.mode, mode_iri(claim.event_type, claim.mode))
    yield Triple(node, KG.aboutEvent, event_iri(claim.event, base))
    if claim.lifted_from:
        yield Triple(node, KG.liftedFrom, claim_iri(claim.lifted_from, base))


def _standing(claim: Claim, node: NamedNode) -> Iterator[Triple]:
    yield Triple(node, KG.status, NamedNode(KG.iri + claim.status))
    yield Triple(node, KG.confidence, decimal(claim.confidence))
    if claim.ingredients:
        parts = [f"{name} {decimal(value).value}" for name, value in sorted(claim.ingredients.items())]
        yield Triple(node, KG.confidenceFrom, text("; ".join(parts)))
    if claim.doubted:
        yield Triple(node, KG.doubted, truth())
    if claim.habitual:
        yield Triple(node, KG.habitual, truth())
    if claim.tense:
        yield Triple(node, KG.tense, text(claim.tense))


def _provenance(article: Article, claim: Claim, node: NamedNode, base: str) -> Iterator[Triple]:
    yield Triple(node, PROV.wasDerivedFrom, document_iri(article.name, base))
    for property_, words in ((KG.evidence, claim.evidence), (KG.sentence, claim.sentence)):
        found, triples = passage(article, words, base)
        yield Triple(node, property_, found)
        yield from triples
    yield Triple(node, KG.trigger, text(claim.trigger.text))
    yield Triple(node, KG.triggerStart, number(claim.trigger.start))
    yield Triple(node, KG.triggerEnd, number(claim.trigger.end))
    speakers = [entity_iri(filler.node.key, base) for filler in claim.speakers]
    for speaker in speakers:
        yield Triple(node, KG.speaker, speaker)
    sayer = speakers[0] if speakers else author_iri(article.author, article.name, base)
    yield Triple(node, PROV.wasAttributedTo, sayer)


def _participants(claim: Claim, node: NamedNode, base: str) -> Iterator[Triple]:
    for filler in claim.participants:
        yield Triple(node, role_property(filler.role), entity_iri(filler.node.key, base))
    if claim.place:
        yield Triple(node, KG.place, entity_iri(claim.place.node.key, base))


def _time(claim: Claim, node: NamedNode) -> Iterator[Triple]:
    if not claim.time:
        return
    yield Triple(node, KG.timeText, text(claim.time.words.text))
    yield Triple(node, KG.timeStart, number(claim.time.words.start))
    yield Triple(node, KG.timeEnd, number(claim.time.words.end))
    if not claim.time.value:
        yield Triple(node, KG.timeUnresolved, truth())
        return
    yield Triple(node, KG.time, moment(claim.time.value))
    if claim.time.latest:
        yield Triple(node, KG.timeLatest, moment(claim.time.latest))
