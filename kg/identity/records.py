"""What identity needs to know of one document: a small summary of its actors and events, without its claims."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kg.countries import BODIES
from kg.identity.words import Words, is_name, load_words
from kg.keys import is_local
from kg.model import Article, Claim, Filler, Node, NodeType

NAMED: frozenset[NodeType] = frozenset(
    {"Person", "Organisation", "ArmedGroup", "Bloc", "Group", "Instrument", "Event", "Place"}
)
_BODIES: frozenset[NodeType] = frozenset({"Organisation", "ArmedGroup", "Bloc"})
_TELLING: frozenset[NodeType] = _BODIES | {"Person", "Instrument"}
_HAPPENED = frozenset({"asserted", "alleged"})
_MOST_COMPANY = 60
_SHORT = r"\(\W?([A-Z][A-Za-z0-9.&-]{1,9})\W?[);,]"
_IN_BRACKETS = re.compile(_SHORT)


@dataclass(frozen=True, slots=True)
class Actor:
    """A node that one document made from its own words; ``acronyms`` are those it introduces behind the name."""

    key: str
    label: str
    type: NodeType
    country: str | None
    post: str | None
    acronyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place of an event: a state where the text is no more exact."""

    key: str
    country: str | None
    is_state: bool


@dataclass(frozen=True, slots=True)
class Event:
    """An event told as having happened, at a date: what was done by whom to whom, keys of states before officials'."""

    key: str
    root: str
    mode: str | None
    relations: frozenset[str]
    agents: frozenset[str]
    targets: frozenset[tuple[str, NodeType]]
    persons: frozenset[str]
    day: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class Summary:
    """The actors and events of one document that others might tell as well.

    ``states`` are the country codes it names, ``company`` the keys of its actors that tell a subject: known persons,
    groups and bodies that are not the world's, and bodies with a distinct name of their own.
    """

    document: str
    published: date | None
    states: frozenset[str]
    company: frozenset[str]
    actors: tuple[Actor, ...]
    events: tuple[Event, ...]


def summary(article: Article, claims: Sequence[Claim], words: Words | None = None) -> Summary:
    """What identity needs to know of an article; a pure function of it and its claims."""
    known = words or load_words()
    nodes = sorted(
        {filler.node for claim in claims for filler in _fillers(claim)}, key=lambda node: (node.key, str(node))
    )
    return Summary(
        document=article.name,
        published=article.published,
        states=frozenset(n.country for n in nodes if n.country and len(n.country) == 3) - BODIES,
        company=frozenset(sorted(node.key for node in nodes if _tells_a_subject(node))[:_MOST_COMPANY]),
        actors=tuple(_actors(article, [node for node in nodes if node.minted and node.type in NAMED], known)),
        events=tuple(_events(claims, known)),
    )


def _tells_a_subject(node: Node) -> bool:
    if node.minted:
        return node.type in _BODIES and is_name(node.label) and not is_local(node.key)
    return node.type in _TELLING and node.country not in BODIES


def _fillers(claim: Claim) -> Iterator[Filler]:
    yield claim.subject
    if claim.object:
        yield claim.object
    yield from claim.participants
    yield from claim.speakers
    if claim.place:
        yield claim.place


def _actors(article: Article, nodes: Iterable[Node], words: Words) -> Iterator[Actor]:
    """One record a key, with what the mentions of the document add up to."""
    by_key: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        by_key[node.key].append(node)
    for key, same in sorted(by_key.items()):
        posts = {post for node in same if (post := _post(node, words))}
        countries = {node.country for node in same if node.country}
        label = min((node.label for node in same), key=lambda name: (-len(name), name))
        if same[0].type == "Person" and label.lower().endswith(tuple(node.post or "\0" for node in same)):
            continue
        yield Actor(
            key=key,
            label=label,
            type=same[0].type,
            country=countries.pop() if len(countries) == 1 else None,
            post=min(posts, key=lambda post: (-len(post), post), default=None),
            acronyms=tuple(introduced(label, article.text)) if same[0].type != "Person" else (),
        )


def _post(node: Node, words: Words) -> str | None:
    """The title of a person without forms of address, which are no post."""
    left = [word for word in (node.post or "").split() if word not in words.courtesy]
    return " ".join(left) or None


def introduced(name: str, text: str) -> list[str]:
    """The acronyms that a text puts in brackets behind a name and that its initials make, after Schwartz and Hearst.

    >>> introduced("Balkan Water Board", "The Balkan Water Board (BWB) met. Balkan Water Board (see below) met.")
    ['BWB']
    """
    if " " not in name:
        return []
    blanks = r"\s+".join(re.escape(word) for word in name.split())
    initials = [word[0] for word in re.split(r"[\s-]+", name) if word]
    allowed = {"".join(c for c in initials if c.isupper()), "".join(initials).upper()}
    if allowed.isdisjoint(short.replace(".", "").upper() for short in _IN_BRACKETS.findall(text)):
        return []
    found = re.findall(rf"\b{blanks}\s*{_SHORT}", text)
    return sorted({short for short in found if short.replace(".", "").upper() in allowed})


def _events(claims: Sequence[Claim], words: Words) -> Iterator[Event]:
    """The events that one document tells as having happened, with a date to tell them by."""
    by_event: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_event[claim.event].append(claim)
    for key, told in sorted(by_event.items()):
        if event := _event(key, told, words):
            yield event


def _event(key: str, told: Sequence[Claim], words: Words) -> Event | None:
    days = {claim.time.value for claim in told if claim.time and claim.time.value and not claim.time.latest}
    roots = {claim.event_type for claim in told if claim.event_type}
    places = {_place(claim.place.node) for claim in told if claim.place}
    settled = all(c.status in _HAPPENED and c.tense != "future" and not c.habitual for c in told)
    single = len(days) == len(roots) == 1 and len(places) < 2 and settled
    if not single or any(words.repetition.search(claim.sentence.text) for claim in told):
        return None
    lifted = _lifted(told)
    doing = [f for claim in told for f in _doing(claim)]
    agents = frozenset(lifted.get(f.node.key, f.node.key) for f in doing)
    done_to = {(lifted.get(f.node.key, f.node.key), f.node.type) for claim in told for f in _done_to(claim)}
    targets = frozenset(target for target in done_to if target[0] not in agents)
    everyone = [f.node for claim in told for f in (claim.subject, *([claim.object] if claim.object else []))]
    everyone += [f.node for claim in told for f in claim.participants]
    return Event(
        key=key,
        root=roots.pop(),
        mode=min((claim.mode for claim in told if claim.mode), default=None),
        relations=frozenset(claim.relation for claim in told),
        agents=agents,
        targets=targets,
        persons=frozenset(n.key for n in everyone if n.type == "Person" and n.key in lifted and is_name(n.label)),
        day=days.pop() or "",
        place=_where(everyone, targets) or (places.pop() if places else None),
    )


def _lifted(told: Sequence[Claim]) -> dict[str, str]:
    """From each official or organ of an event to the state whose act it is."""
    by_key = {claim.key: claim for claim in told}
    found: dict[str, str] = {}
    for claim in told:
        base = by_key.get(claim.lifted_from or "")
        if base is None:
            continue
        found[base.subject.node.key] = claim.subject.node.key
        if base.object and claim.object:
            found[base.object.node.key] = claim.object.node.key
        for one, state in zip(base.participants, claim.participants, strict=False):
            if len(base.participants) == len(claim.participants):
                found[one.node.key] = state.node.key
    return {key: state for key, state in found.items() if key != state}


def _doing(claim: Claim) -> Iterator[Filler]:
    """Who acts: the subject, its fellows, and the other side of a mutual act."""
    yield claim.subject
    yield from (filler for filler in claim.participants if filler.role in {"actor", "with"})
    if claim.object and claim.object.role == "with" and claim.object.node.is_actor:
        yield claim.object


def _done_to(claim: Claim) -> Iterator[Filler]:
    if claim.object:
        yield claim.object
    yield from (filler for filler in claim.participants if filler.role in {"recipient", "object"})


def _where(everyone: Sequence[Node], targets: frozenset[tuple[str, NodeType]]) -> Place | None:
    """The place that the act was done to: "bombed Natanz in Iran" happened in Natanz."""
    aims = {key for key, kind in targets if kind == "Place"}
    found = {_place(node) for node in everyone if node.key in aims}
    return found.pop() if len(found) == 1 else None


def _place(node: Node) -> Place:
    return Place(node.key, node.country, node.type == "State")
