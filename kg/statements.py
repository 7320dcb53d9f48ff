"""The claims of a graph as flat records, one for each subject, predicate and object."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import get_args

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from kg.default_graph import asked
from kg.model import ACTOR_TYPES, NodeType
from kg.ontology import relation_types
from kg.record import Named, Participant, Party, Passage, Span, Statement
from kg.values import Values
from kg.vocab import DCTERMS, KG, OA, PROV, RDF, RDFS, class_iri

# Whoever promises reform, lays down arms, lifts martial law or tests a missile does so whoever is meant: events without
# a counterpart.
_WHOLE = frozenset({"AGREE", "RETREAT", "CONCEDE", "MOBILIZE"})
NODE_TYPES: tuple[NodeType, ...] = get_args(NodeType)


def statements(store: Store, claims: Iterable[str] | None = None) -> Iterator[Statement]:
    """Each claim as a record, by document, then place in the text (evidence, trigger), then IRI.

    ``claims`` are the IRIs of those wanted; all without it. One document is held at a time, besides what is known of
    the actors.
    """
    reader = _Reader(store)
    wanted = None if claims is None else frozenset(claims)
    for document in _documents(store):
        told = store.quads_for_pattern(None, PROV.wasDerivedFrom, document, asked(store))
        here = {quad.subject.value for quad in told if isinstance(quad.subject, NamedNode)}
        yield from sorted(map(reader.statement, here if wanted is None else here & wanted), key=_place_in_text)
        reader.forget_passages()


def _documents(store: Store) -> list[NamedNode]:
    """The documents of a graph by file name."""
    named = {
        quad.subject: quad.object.value
        for quad in store.quads_for_pattern(None, KG.fileName, None, asked(store))
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
    }
    return sorted(named, key=lambda document: (named[document], document.value))


def statements_of(store: Store, claims: Iterable[str]) -> Iterator[Statement]:
    """The records of these claims, given by IRI, in their order."""
    reader = _Reader(store)
    return (reader.statement(claim) for claim in claims)


def _place_in_text(statement: Statement) -> tuple[str, int, int, str]:
    return (
        statement["document"],
        statement["evidence"]["start"],
        statement["trigger_at"]["start"],
        statement["statement"],
    )


class _Reader:
    """Reads claims out of a store; nodes that many claims share are read once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._graph = asked(store)
        self._shared: dict[str, Values] = {}
        self._passages: dict[str, Passage] = {}

    def forget_passages(self) -> None:
        """Let go of the words of a document, to which no other document refers."""
        self._passages.clear()

    def statement(self, iri: str) -> Statement:
        """The record of one claim."""
        claim = self._values(iri)
        document = self._shared_values(claim.text(PROV.wasDerivedFrom))
        original = document.first(KG.nearDuplicateOf)
        parts = self._parts(claim)
        speakers = [self._named(role.text(KG.entity)) for role in parts["speaker"]]
        subject = self._party(parts["subject"][0])
        object_ = self._party(parts["object"][0]) if parts["object"] else None
        participants = [Participant(role=r.text(KG.roleName), **self._party(r)) for r in parts["participant"]]
        # Who does it together with the subject is nobody it is done to.
        faced = [party for party in participants if party["role"] != "actor"]
        act_type = _after_hash(claim.first(KG.eventType))
        return Statement(
            statement=iri,
            event=claim.text(KG.aboutEvent),
            document=document.text(KG.fileName),
            copy_of=self._shared_values(original).text(KG.fileName) if original else None,
            title=document.first(DCTERMS.title),
            subject=subject,
            predicate=Named(iri=claim.text(RDF.predicate), label=claim.text(KG.relationLabel)),
            object=object_,
            participants=participants,
            trigger=claim.text(KG.trigger),
            trigger_at=Span(start=claim.number(KG.triggerStart), end=claim.number(KG.triggerEnd)),
            event_type=act_type if act_type in _WHOLE or _faces(subject, [object_, *faced]) else None,
            act_type=act_type,
            relation_type=relation_types().get(claim.text(RDF.predicate)),
            mode=(_after_hash(claim.first(KG.mode)) or "").partition("-")[2] or None,
            status=_after_hash(claim.first(KG.status)) or "",
            doubted=bool(claim.first(KG.doubted)),
            tense=claim.first(KG.tense),
            habitual=bool(claim.first(KG.habitual)),
            speaker=speakers[0] if speakers else None,
            speakers=speakers,
            time=claim.first(KG.time),
            time_latest=claim.first(KG.timeLatest),
            time_text=claim.first(KG.timeText),
            place=self._named(claim.text(KG.place)) if claim.first(KG.place) else None,
            evidence=self._passage(claim.text(KG.evidence)),
            sentence=self._passage(claim.text(KG.sentence)),
            lifted_from=claim.first(KG.liftedFrom),
            confidence=float(claim.text(KG.confidence) or 0),
        )

    def _parts(self, claim: Values) -> Mapping[str, Sequence[Values]]:
        """The roles of a claim by the part they play in its record, each in order; empty for a part nobody plays."""
        parts: dict[str, list[Values]] = defaultdict(list)
        for role in sorted(map(self._values, claim.all(KG.role)), key=lambda role: role.number(KG.order)):
            parts[role.text(KG.part)].append(role)
        return parts

    def _party(self, role: Values) -> Party:
        entity = self._shared_values(role.text(KG.entity))
        classes = entity.all(RDF.type)
        mention_at = Span(start=role.number(KG.mentionStart), end=role.number(KG.mentionEnd))
        return Party(
            **self._named(role.text(KG.entity)),
            type=next((type_ for type_ in NODE_TYPES if class_iri(type_).value in classes), None),
            country=entity.first(KG.country),
            mention=role.first(KG.mention),
            mention_at=mention_at if role.first(KG.mention) else None,
        )

    def _named(self, iri: str) -> Named:
        return Named(iri=iri, label=self._shared_values(iri).text(RDFS.label))

    def _passage(self, iri: str) -> Passage:
        if iri not in self._passages:
            selectors = [self._values(selector) for selector in self._values(iri).all(OA.hasSelector)]
            position = next(s for s in selectors if s.first(OA.start) is not None)
            quote = next(s for s in selectors if s.first(OA.exact) is not None)
            start, end = position.number(OA.start), position.number(OA.end)
            self._passages[iri] = Passage(start=start, end=end, text=quote.text(OA.exact))
        return self._passages[iri]

    def _shared_values(self, iri: str) -> Values:
        if iri not in self._shared:
            self._shared[iri] = self._values(iri)
        return self._shared[iri]

    def _values(self, iri: str) -> Values:
        found: dict[NamedNode, Counter[str]] = defaultdict(Counter)
        for quad in self._store.quads_for_pattern(NamedNode(iri), None, None, self._graph):
            if not isinstance(quad.object, BlankNode | Triple):
                found[quad.predicate][quad.object.value] += 1
        return Values({property_: sorted(told, key=lambda v: (-told[v], v)) for property_, told in found.items()})


def _faces(subject: Party, others: Sequence[Party | None]) -> bool:
    """True where an actor, an event, a named agreement or what belongs to another country stands on the other side.

    ``others`` begins with the object; acts without one ("resigned", "withdrew") are whole events as well.
    """
    return others[0] is None or any(
        other["type"] in ACTOR_TYPES
        or other["type"] == "Event"
        or (other["type"] == "Instrument" and other["label"][:1].isupper())
        or other["country"] not in {None, subject["country"]}
        for other in others
        if other is not None
    )


def _after_hash(iri: str | None) -> str | None:
    return iri.rpartition("#")[2] if iri else None
