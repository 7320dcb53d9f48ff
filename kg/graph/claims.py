"""Layers 1 and 3: the claim with everything known about it, and the plain triple that an asserted one earns."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph import literals
from kg.graph.evidence import passage
from kg.graph.roles import role_property, role_triples
from kg.graph.written import (
    KG,
    PROV,
    RDF,
    RDFS,
    TRUE,
    author_iri,
    claim_iri,
    decimal,
    document_iri,
    entity_iri,
    event_iri,
    line,
    mode_iri,
    moment,
    number,
    relation_iri,
    text,
    type_iri,
)
from kg.model import Article, Claim


def claim_triples(article: Article, claim: Claim, base: str) -> Iterator[str]:
    """Everything said about one claim: statement, status, speaker, participants, time, place, words."""
    node = claim_iri(claim.key, base)
    yield from _statement(claim, node, base)
    yield from _standing(claim, node)
    yield from _provenance(article, claim, node, base)
    yield from _participants(claim, node, base)
    yield from _time(claim, node)
    yield from role_triples(article.name, claim, node, base)


def plain_triples(claim: Claim, base: str) -> Iterator[str]:
    """The triple of a claim that is asserted without doubt; nothing for any other."""
    if claim.is_plain and claim.object:
        subject, object_ = entity_iri(claim.subject.node.key, base), entity_iri(claim.object.node.key, base)
        yield line(subject, relation_iri(claim.relation), object_)


def headline(claim: Claim) -> str:
    """The claim in a few words, as its label: subject, relation, object."""
    words = (claim.subject.node.label, claim.label, claim.object.node.label if claim.object else "")
    return " ".join(word for word in words if word)


def _statement(claim: Claim, node: str, base: str) -> Iterator[str]:
    yield line(node, RDF.type, KG.Claim)
    yield line(node, RDF.type, RDF.Statement)
    yield line(node, RDFS.label, text(headline(claim)))
    yield line(node, RDF.subject, entity_iri(claim.subject.node.key, base))
    yield line(node, RDF.predicate, relation_iri(claim.relation))
    yield line(node, KG.relationLabel, text(claim.label))
    if claim.object:
        yield line(node, RDF.object, entity_iri(claim.object.node.key, base))
    if claim.event_type:
        yield line(node, KG.eventType, type_iri(claim.event_type))
        if claim.mode:
            yield line(node, KG.mode, mode_iri(claim.event_type, claim.mode))
    yield line(node, KG.aboutEvent, event_iri(claim.event, base))
    if claim.lifted_from:
        yield line(node, KG.liftedFrom, claim_iri(claim.lifted_from, base))


def _standing(claim: Claim, node: str) -> Iterator[str]:
    yield line(node, KG.status, getattr(KG, claim.status))
    yield line(node, KG.confidence, decimal(claim.confidence))
    if claim.ingredients:
        parts = [f"{name} {literals.decimal(value).value}" for name, value in sorted(claim.ingredients.items())]
        yield line(node, KG.confidenceFrom, text("; ".join(parts)))
    if claim.doubted:
        yield line(node, KG.doubted, TRUE)
    if claim.habitual:
        yield line(node, KG.habitual, TRUE)
    if claim.tense:
        yield line(node, KG.tense, text(claim.tense))


def _provenance(article: Article, claim: Claim, node: str, base: str) -> Iterator[str]:
    yield line(node, PROV.wasDerivedFrom, document_iri(article.name, base))
    for property_, words in ((KG.evidence, claim.evidence), (KG.sentence, claim.sentence)):
        found, triples = passage(article, words, base)
        yield line(node, property_, found)
        yield from triples
    yield line(node, KG.trigger, text(claim.trigger.text))
    yield line(node, KG.triggerStart, number(claim.trigger.start))
    yield line(node, KG.triggerEnd, number(claim.trigger.end))
    speakers = [entity_iri(filler.node.key, base) for filler in claim.speakers]
    for speaker in speakers:
        yield line(node, KG.speaker, speaker)
    sayer = speakers[0] if speakers else author_iri(article.author, article.name, base)
    yield line(node, PROV.wasAttributedTo, sayer)


def _participants(claim: Claim, node: str, base: str) -> Iterator[str]:
    for filler in claim.participants:
        yield line(node, role_property(filler.role), entity_iri(filler.node.key, base))
    if claim.place:
        yield line(node, KG.place, entity_iri(claim.place.node.key, base))


def _time(claim: Claim, node: str) -> Iterator[str]:
    if not claim.time:
        return
    yield line(node, KG.timeText, text(claim.time.words.text))
    yield line(node, KG.timeStart, number(claim.time.words.start))
    yield line(node, KG.timeEnd, number(claim.time.words.end))
    if not claim.time.value:
        yield line(node, KG.timeUnresolved, TRUE)
        return
    yield line(node, KG.time, moment(claim.time.value))
    if claim.time.latest:
        yield line(node, KG.timeLatest, moment(claim.time.latest))
