"""The types that cross stage boundaries: Article, Frame, Claim and their parts.

Every offset counts characters (Unicode code points) of ``Article.text`` and every end is exclusive,
so ``article.text[quote.start:quote.end] == quote.text`` holds for each :class:`Quote`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

BlockKind = Literal["text", "heading", "furniture"]
Status = Literal["asserted", "negated", "alleged", "possible", "conditional", "proposed", "intended"]
Precision = Literal["day", "month", "year"]
NodeType = Literal[
    "State",
    "Person",
    "Organisation",
    "ArmedGroup",
    "Bloc",
    "People",
    "Group",
    "Place",
    "Instrument",
    "Event",
    "Topic",
]

STATUSES: tuple[Status, ...] = get_args(Status)
ACTOR_TYPES: frozenset[NodeType] = frozenset(
    {"State", "Person", "Organisation", "ArmedGroup", "Bloc", "People", "Group"}
)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of one article with their place in it."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or piece of page furniture: ``article.text[start:end]``, without line ends."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class TimeValue:
    """A date as precise as the text gives it.

    ``value`` is ISO 8601 (``2024``, ``2025-06``, ``2025-09-17``), or None where the words are relative and the
    article has no date to count from. ``latest`` closes a range and is None for a single date.
    """

    words: Quote
    value: str | None
    latest: str | None = None

    @property
    def precision(self) -> Precision | None:
        """How exact ``value`` is, None where it is unresolved."""
        sizes: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}
        return sizes[len(self.value)] if self.value else None


@dataclass(frozen=True, slots=True)
class Article:
    """One document as read: its text, what is known about it, and which parts of it speak."""

    name: str
    text: str
    sha256: str
    blocks: tuple[Block, ...]
    title: str | None = None
    author: str | None = None
    published: date | None = None
    source: str | None = None
    url: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Node:
    """A grounded actor, place, instrument or topic.

    ``key`` is the local part of its IRI and a pure function of content; ``country`` is ISO 3166-1 alpha-3 of the
    state it is, belongs to or acts for, or ``IGO``/``NGO``/``IMG``. ``minted`` marks a node made from the words of one
    document, which another document may use for somebody else; ``post`` is the title it gives such a person.
    """

    key: str
    label: str
    type: NodeType
    country: str | None = None
    wikidata: str | None = None
    aliases: tuple[str, ...] = ()
    minted: bool = False
    post: str | None = None

    @property
    def is_actor(self) -> bool:
        """True for a state, person, organisation, armed group, bloc, people or group."""
        return self.type in ACTOR_TYPES


@dataclass(frozen=True, slots=True)
class Filler:
    """A node in a role, with the words that name it here; ``mention`` is None where it is lifted or inferred.

    ``rule`` is the identity rule by which these words mean this node, None where they are its own name.
    """

    role: str
    node: Node
    mention: Quote | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What an analyst changed, who it was and when; ``key`` is equal for equal content."""

    key: str
    action: str
    label: str
    by: str
    on: date
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One grounded statement: subject, relation, object, whether it holds and who says so.

    Claims with equal ``event`` tell one event. ``event`` and ``lifted_from`` are keys, equal for equal content;
    ``lifted_from`` names the ``key`` of the claim about the official that this claim about the state rests on.
    """

    key: str
    event: str
    article: str
    subject: Filler
    relation: str
    label: str
    trigger: Quote
    evidence: Quote
    sentence: Quote
    status: Status
    confidence: float
    object: Filler | None = None
    participants: tuple[Filler, ...] = ()
    event_type: str | None = None
    mode: str | None = None
    speakers: tuple[Filler, ...] = ()
    doubted: bool = False
    tense: Literal["past", "future"] | None = None
    habitual: bool = False
    time: TimeValue | None = None
    place: Filler | None = None
    lifted_from: str | None = None
    ingredients: Mapping[str, float] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()

    @property
    def is_plain(self) -> bool:
        """True where the claim earns a plain triple: asserted, with an object, and by no doubting verb."""
        return self.status == "asserted" and self.object is not None and not self.doubted


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something recognised and not claimed, with the reason."""

    article: str
    words: Quote
    reason: str


@dataclass(frozen=True, slots=True)
class Miss:
    """A sentence that names two actors or more and gave nothing; ``reasons`` are words of it with why they missed."""

    sentence: Quote
    actors: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Referent:
    """What a mention stands for, before grounding; the mentions of one chain have equal referents.

    ``node`` and ``state`` are keys of the known actors: who this is, and the state it belongs to. ``acts`` marks
    officials and organs, whose acts count as their state's. ``local`` marks an unnamed actor ("the rebels") who is the
    same only within one document.
    """

    name: str
    type: NodeType
    node: str | None = None
    state: str | None = None
    acts: bool = False
    title: str | None = None
    local: bool = False


@dataclass(frozen=True, slots=True)
class Argument:
    """A referent in a role of a frame, with the words that name it there (None where it is only implied)."""

    role: str
    referent: Referent
    mention: Quote | None


@dataclass(frozen=True, slots=True)
class Frame:
    """An event or state as a clause or noun phrase tells it: trigger, arguments, status, speakers.

    ``pairs`` holds the edges the frame gives, each a relation, a subject and an object (None for none); ``others`` the
    arguments that belong to the event without an edge of their own. ``depth`` counts the embedding clauses.
    """

    entry: str
    trigger: Quote
    pairs: tuple[tuple[str, str, Argument, Argument | None], ...]
    others: tuple[Argument, ...]
    evidence: Quote
    sentence: Quote
    status: Status
    speakers: tuple[Argument, ...] = ()
    doubted: bool = False
    tense: Literal["past", "future"] | None = None
    habitual: bool = False
    event_type: str | None = None
    mode: str | None = None
    time: Quote | None = None
    place: Argument | None = None
    cues: tuple[Quote, ...] = ()
    ingredients: Mapping[str, float] = field(default_factory=dict)
