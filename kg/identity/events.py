"""Which events that several documents tell are one: same act, same parties, same day, same place.

An event is known by the kind of act (PLOVER root and family of relations), by all its parties, states before their
officials, and by its date. What else is told (place, officials, mode, a narrower relation) must agree as far as told,
and what tells less goes only where nothing else fits. Acts that parties may do twice a day need their place told in
every document; acts that can be done only once need no exact day. Only what is told as having happened takes part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from kg.identity.merges import Merge
from kg.identity.partition import partition
from kg.identity.records import Event, Place
from kg.identity.words import Words, is_name
from kg.keys import is_local, words_of
from kg.ontology import load
from kg.vocab import RDFS, REL, relation_iri

KeyOf = Callable[[str], str]
_TOP = "related"


class Told(NamedTuple):
    """An event of one document, its parties under the keys that stand for them."""

    document: str
    event: Event
    agents: tuple[str, ...]
    targets: tuple[str, ...]
    persons: frozenset[str]

    @property
    def block(self) -> str:
        """What two tellings of one event have in common at the least."""
        relation = _family(_general(self.event.relations))
        return f"event {self.event.root} {relation} {self.event.day[:7]} {self.agents} {self.targets}"


class Detail(NamedTuple):
    """What documents may tell in more or less detail."""

    day: str
    relation: str
    mode: str
    place: Place | None
    persons: frozenset[str]


def told(document: str, event: Event, key_of: KeyOf) -> Told | None:
    """The event under the keys of the whole; None where a party is known in its own document only, or is too vague."""
    agents = tuple(sorted({key_of(key) for key in event.agents}))
    targets = tuple(sorted({key_of(key) for key, _ in event.targets} - set(agents)))
    exact = len(event.day) >= len("2025-09")
    vague = any(is_local(key) for key in (*agents, *targets))
    vague = vague or (len(agents) < 2 and any(kind == "Topic" for _, kind in event.targets))
    persons = frozenset(key_of(key) for key in event.persons)
    known = exact and not vague and len(agents) + len(targets) > 1
    return Told(document, event, agents, targets, persons) if known else None


def event_merges(events: Iterable[Told], words: Words) -> list[Merge]:
    """The merges of all events, sorted; whatever the order of the events."""
    by_block: dict[str, list[Told]] = defaultdict(list)
    for one in events:
        by_block[one.block].append(one)
    return sorted(merge for _, same in sorted(by_block.items()) for merge in _merges(same, words))


def _merges(same: Sequence[Told], words: Words) -> list[Merge]:
    details = [(_detail(one), one) for one in same]
    settled = partition(sorted({detail for detail, _ in details}, key=str), _refines)
    classes: dict[Detail, list[tuple[Detail, Told]]] = defaultdict(list)
    for detail, one in details:
        classes[settled[detail]].append((detail, one))
    found = []
    for exact, members in classes.items():
        kept = [(rule, one) for detail, one in members if (rule := _rule(one, detail, exact, words))]
        if len({one.document for _, one in kept}) > 1:
            key, because = _key(same[0], exact), _shown(same[0], exact)
            found += [Merge(one.document, one.event.key, key, rule, because, "", "event") for rule, one in kept]
    return found


def _rule(one: Told, detail: Detail, exact: Detail, words: Words) -> str | None:
    """The rule by which this telling belongs to the most exact one of its class; None where none does."""
    to_the_day = len(detail.day) == len("2025-09-17")
    if to_the_day and detail.place and detail.place == exact.place and _is_narrow(detail.place, words):
        return "sameDayAndPlace"
    if to_the_day and set(one.event.relations) <= words.once_a_day:
        return "onceADay"
    kinds = {kind for relation in one.event.relations for kind in words.once_only.get(relation, ())}
    named = all(kind in kinds and is_name(words_of(key)) for key, kind in one.event.targets)
    return "onceOnly" if named and len(one.event.targets) == 1 else None


def _is_narrow(place: Place, words: Words) -> bool:
    """True for a town: in a state or a region a party may do the same twice a day."""
    return not place.is_state and place.country is not None and place.key not in words.wide_places


def _detail(one: Told) -> Detail:
    event = one.event
    return Detail(event.day, _general(event.relations), event.mode or "", event.place, one.persons)


def _refines(exact: Detail, rough: Detail) -> bool:
    """True where ``exact`` tells in each respect what ``rough`` tells, or more."""
    return (
        exact.day.startswith(rough.day)
        and (exact.relation == rough.relation or rough.relation in _above(exact.relation))
        and rough.mode in {"", exact.mode}
        and _lies_in(exact.place, rough.place)
        and rough.persons <= exact.persons
    )


def _lies_in(exact: Place | None, rough: Place | None) -> bool:
    if rough is None or exact == rough:
        return True
    return exact is not None and rough.is_state and exact.country == rough.country and not exact.is_state


def _key(one: Told, exact: Detail) -> str:
    """The key of the event that documents share: sixteen hex digits that depend on what is told alone."""
    place = exact.place.key if exact.place else ""
    parts = (one.event.root, exact.relation, *one.agents, ">", *one.targets, exact.day, place, exact.mode)
    return sha256("\x1f".join((*parts, *sorted(exact.persons))).encode()).hexdigest()[:16]


def _shown(one: Told, exact: Detail) -> str:
    parties = ", ".join(one.agents) + (f" > {', '.join(one.targets)}" if one.targets else "")
    return "; ".join(
        part for part in (parties, exact.relation, exact.day, exact.place.key if exact.place else "") if part
    )


def _general(relations: Iterable[str]) -> str:
    """The relation of an event that has several: the widest where the others are kinds of it, else all of them."""
    given = set(relations)
    return "+".join(sorted(one for one in given if not _above(one) & given))


def _family(relation: str) -> str:
    """The widest relation above this one that is not every relation."""
    return min((one for one in _above(relation) if _above(one) <= {_TOP} and one != _TOP), default=relation)


@cache
def _above(relation: str) -> frozenset[str]:
    """All relations above one in the ontology, by local name."""
    found: set[str] = set()
    queue = [relation]
    while queue:
        for quad in load().quads_for_pattern(relation_iri(queue.pop()), RDFS.subPropertyOf, None):
            name = str(quad.object).strip("<>").removeprefix(REL)
            if name not in found:
                found.add(name)
                queue.append(name)
    return frozenset(found)
