"""The statement record: what `kg statements --format jsonl` prints, one object a line."""

from __future__ import annotations

from typing import TypedDict

from kg.model import NodeType


class Span(TypedDict):
    """Characters of the document's text, end exclusive."""

    start: int
    end: int


class Passage(Span):
    """Characters of the document's text and exactly these."""

    text: str


class Named(TypedDict):
    """A node and its label."""

    iri: str
    label: str


class Party(Named):
    """A node that takes part: its type, country code, and the words that name it here."""

    type: NodeType | None
    country: str | None
    mention: str | None
    mention_at: Span | None


class Participant(Party):
    """A party besides subject and object."""

    role: str


class Statement(TypedDict):
    """One claim of the graph; offsets count code points of the document's text, ends are exclusive.

    ``copy_of`` names the document that its document is a near duplicate of. ``act_type`` is the PLOVER root of what
    the text tells. ``event_type`` is the same root where the act is one between actors, as PLOVER's events have a
    source and a target: blocking a road is an act of COERCE and an event of nobody with anybody. ``relation_type`` is
    what the vocabulary gives the relation: what is only proposed or possible has no type of its own, and still concerns
    an act of some type.
    """

    statement: str
    event: str
    document: str
    copy_of: str | None
    title: str | None
    subject: Party
    predicate: Named
    object: Party | None
    participants: list[Participant]
    trigger: str
    trigger_at: Span
    event_type: str | None
    act_type: str | None
    relation_type: str | None
    mode: str | None
    status: str
    doubted: bool
    tense: str | None
    habitual: bool
    speaker: Named | None
    speakers: list[Named]
    time: str | None
    time_latest: str | None
    time_text: str | None
    place: Named | None
    evidence: Passage
    sentence: Passage
    lifted_from: str | None
    confidence: float
