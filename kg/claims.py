"""The claims of a built graph as typed objects, for Python programs: frozen, comparable, with the IRI of each part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from kg.model import NodeType, Quote, Status
from kg.record import Named, Participant, Passage, Statement
from kg.record import Party as PartyRecord


@dataclass(frozen=True, slots=True)
class Entity:
    """A node of the graph by IRI and label."""

    iri: str
    label: str

    def __str__(self) -> str:
        """The label."""
        return self.label


@dataclass(frozen=True, slots=True)
class Party(Entity):
    """Who or what takes part in a claim; ``mention`` is the words that name it there, None where it is lifted.

    ``country`` is ISO 3166-1 alpha-3, or IGO, NGO, IMG. ``role`` says how it takes part: actor, recipient, with ...
    """

    type: NodeType | None
    country: str | None
    mention: Quote | None
    role: str | None = None

    __str__ = Entity.__str__


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a document: characters ``start`` to ``end``, exclusive, of its text, counted in code points."""

    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Time:
    """When, as precise as the text says it: ``2024``, ``2025-06`` or ``2025-09-17``; None where its words stay open.

    ``latest`` closes a span and is None for a single date.
    """

    value: str | None
    latest: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What one document says, or reports that somebody says: who does what to whom, and whether it is said to hold.

    ``relation`` is the local name of a property of the vocabulary (``signed``), ``label`` the same in words.
    ``speakers`` are those the text names, the nearest first; without any it is the author's own word. ``event`` is the
    IRI of what is told, shared by the claims that tell it; ``lifted_from`` is that of the claim about an official on
    which a claim about the state rests. ``act_type`` is the PLOVER root of the act, ``event_type`` the same where it
    is one between actors, and ``mode`` its mode.
    """

    iri: str
    subject: Party
    relation: str
    label: str
    object: Party | None
    participants: tuple[Party, ...]
    status: Status
    doubted: bool
    speakers: tuple[Entity, ...]
    time: Time | None
    place: Entity | None
    event: str
    event_type: str | None
    act_type: str | None
    mode: str | None
    tense: str | None
    habitual: bool
    confidence: float
    evidence: Evidence
    sentence: Evidence
    trigger: Evidence
    title: str | None
    lifted_from: str | None

    def __str__(self) -> str:
        """Subject, relation and object in words, with the status of what is not asserted and the nearest speaker."""
        words = " ".join(str(part) for part in (self.subject, self.label, self.object) if part)
        marks: list[str] = [] if self.status == "asserted" else [self.status]
        marks += [f"says {self.speakers[0]}"] if self.speakers else []
        return f"{words} ({', '.join(marks)})" if marks else words

    @property
    def document(self) -> str:
        """The file name of the document that makes the claim."""
        return self.evidence.document

    @property
    def is_plain(self) -> bool:
        """True where the graph has the plain triple: asserted, with an object, and by no doubting verb."""
        return self.status == "asserted" and self.object is not None and not self.doubted


def claim_of(record: Statement) -> Claim:
    """The typed form of one record of :func:`kg.statements.statements`."""
    document, at = record["document"], record["trigger_at"]
    return Claim(
        iri=record["statement"],
        subject=_party(record["subject"]),
        relation=record["predicate"]["iri"].rpartition("#")[2],
        label=record["predicate"]["label"],
        object=_party(record["object"]) if record["object"] else None,
        participants=tuple(_party(one, one["role"]) for one in record["participants"]),
        status=cast(Status, record["status"]),
        doubted=record["doubted"],
        speakers=tuple(map(_entity, record["speakers"])),
        time=Time(record["time"], record["time_latest"], record["time_text"]) if record["time_text"] else None,
        place=_entity(record["place"]) if record["place"] else None,
        event=record["event"],
        event_type=record["event_type"],
        act_type=record["act_type"],
        mode=record["mode"],
        tense=record["tense"],
        habitual=record["habitual"],
        confidence=record["confidence"],
        evidence=_passage(document, record["evidence"]),
        sentence=_passage(document, record["sentence"]),
        trigger=Evidence(document, at["start"], at["end"], record["trigger"]),
        title=record["title"],
        lifted_from=record["lifted_from"],
    )


def _entity(record: Named) -> Entity:
    return Entity(record["iri"], record["label"])


def _party(record: PartyRecord | Participant, role: str | None = None) -> Party:
    at, words = record["mention_at"], record["mention"]
    mention = Quote(at["start"], at["end"], words) if at and words else None
    return Party(record["iri"], record["label"], record["type"], record["country"], mention, role)


def _passage(document: str, record: Passage) -> Evidence:
    return Evidence(document, record["start"], record["end"], record["text"])
