"""The nodes of one name that several documents made: which of them are one, and why.

A name alone joins nothing unless it is no common noun. State, post and kind of thing must agree as far as they are
told, and what tells neither goes only where nothing else fits (:mod:`kg.identity.partition`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kg.identity.merges import Merge, apart_key
from kg.identity.partition import partition
from kg.identity.records import Actor
from kg.identity.words import Words, is_name, plain
from kg.keys import key_of, words_of

BODIES = frozenset({"Organisation", "ArmedGroup", "Bloc", "Group"})


@dataclass(frozen=True, slots=True)
class Named:
    """An actor of one document with what the document tells besides."""

    document: str
    published: date | None
    states: frozenset[str]
    company: frozenset[str]
    actor: Actor

    @property
    def name(self) -> str:
        """The words of the key, in which spellings do not count."""
        return plain(words_of(self.actor.key))


class Detail(NamedTuple):
    """What kind of thing bears a name, and in which state and post as far as a document tells."""

    family: str
    state: str
    post: str

    def __str__(self) -> str:
        """The post and the state, as people read them."""
        return ", ".join(part for part in (self.post, self.state) if part)


class Reason(NamedTuple):
    """A rule and what it rests on."""

    rule: str
    because: str


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes that are one, under one key and label; each with its reason, None where it stands as it stood."""

    key: str
    label: str
    detail: Detail
    members: tuple[tuple[Named, Reason | None], ...]

    def merges(self) -> Iterator[Merge]:
        """One merge for each member with a reason."""
        for one, reason in self.members:
            if reason:
                yield Merge(one.document, one.actor.key, self.key, reason.rule, reason.because, self.label)


def groups(same: Sequence[Named], words: Words) -> list[Group]:
    """The records of one name, by what they stand for.

    One group keeps the key that all share; of several groups each has its state and post added, and what stays alone
    gets a key of its document's own. Persons of a name that is known to have several bearers need state and post.
    """
    if not same:
        return []
    classes = _classes(same)
    bearers = len(classes)
    joined: list[tuple[Detail, list[tuple[Named, Reason]]]] = []
    alone: list[Named] = []
    for detail, members in classes:
        told = _Evidence(members)
        reasons = {one.document: reason for one in members if (reason := _reason(one, told, detail, bearers, words))}
        found = [(one, reasons[one.document]) for one in members if one.document in reasons]
        if len(reasons) > 1:
            joined.append((detail, found))
            alone += [one for one in members if one.document not in reasons]
        else:
            alone += members
    if len(joined) + len(alone) == 1:
        return [_whole(same, *(joined[0] if joined else (_detail(alone[0].actor), [(alone[0], None)])))]
    times = Counter((detail.family, detail.state) for detail, _ in joined)
    made = [_qualified(detail, members, times[detail.family, detail.state] > 1) for detail, members in joined]
    made = [_whole([one for one, _ in joined[0][1]], *joined[0])] if len(joined) == 1 else made
    return made + [_apart(one) for one in alone]


def _classes(same: Sequence[Named]) -> list[tuple[Detail, list[Named]]]:
    """The records by the most exact detail that each can only mean."""
    told = [(_detail(one.actor), one) for one in same]
    settled = partition(sorted({detail for detail, _ in told}), _refines)
    found: dict[Detail, list[Named]] = defaultdict(list)
    for detail, one in told:
        found[settled[detail]].append(one)
    return sorted(found.items())


def _detail(actor: Actor) -> Detail:
    family = "Body" if actor.type in BODIES else actor.type
    return Detail(family, actor.country or "", actor.post or "")


def _refines(exact: Detail, rough: Detail) -> bool:
    """True where ``exact`` is of the same kind and tells the same state and post as ``rough``, or more."""
    if exact.family != rough.family or rough.state not in {"", exact.state}:
        return False
    return rough.post in {"", exact.post} or exact.post.endswith(f" {rough.post}")


class _Evidence:
    """What the documents of one class tell, so that each can be asked what another tells as well."""

    def __init__(self, members: Sequence[Named]) -> None:
        self.by_state, self.by_post = _documents(members, "country"), _documents(members, "post")
        self.by_detail: dict[Detail, set[str]] = defaultdict(set)
        self.by_company: dict[str, set[str]] = defaultdict(set)
        for one in members:
            self.by_detail[_detail(one.actor)].add(one.document)
            for key in one.company - {one.actor.key}:
                self.by_company[key].add(one.document)
        self.days = sorted((one.published, one.document) for one in members if one.published)

    def company(self, one: Named) -> str | None:
        """The first actor that the document shares with another of the class."""
        return min((key for key in one.company - {one.actor.key} if len(self.by_company[key]) > 1), default=None)

    def in_one_month(self, one: Named) -> bool:
        """True where another document was published within a month."""
        at = bisect_left(self.days, (one.published, one.document)) if one.published else 0
        near = self.days[max(0, at - 1) : at] + self.days[at + 1 : at + 2]
        return any(one.published and abs((day - one.published).days) <= 31 for day, _ in near)


def _documents(members: Sequence[Named], part: str) -> set[str]:
    return {one.document for one in members if getattr(one.actor, part)}


def _reason(one: Named, told: _Evidence, detail: Detail, bearers: int, words: Words) -> Reason | None:
    """Why a record belongs to its class, None where only the name says so."""
    actor = one.actor
    if not is_name(actor.label):
        return None
    if actor.type == "Person" and bearers > 1:
        same = len(told.by_detail[_detail(actor)]) > 1
        return Reason("nameAndPost", str(detail)) if same and actor.country and actor.post else None
    if actor.country and len(told.by_state) > 1:
        return Reason("nameAndState", str(detail))
    if actor.post and len(told.by_post) > 1:
        return Reason("nameAndPost", str(detail))
    if actor.type != "Person" and words.is_distinct(actor.label) and _is_single(one, told):
        return Reason("distinctName", actor.label)
    shared = told.company(one)
    return Reason("nameInContext", shared) if shared else None


def _is_single(one: Named, told: _Evidence) -> bool:
    """False for a happening that may be held again ("Paris Summit"), unless numbered or told in the same month."""
    numbered = any(letter.isdigit() for letter in one.actor.label)
    return one.actor.type != "Event" or numbered or told.in_one_month(one)


def _whole(same: Sequence[Named], detail: Detail, members: Sequence[tuple[Named, Reason | None]]) -> Group:
    keys = Counter(one.actor.key for one in same)
    key = min(keys, key=lambda key: (-keys[key], key))
    return Group(key, _label(members), detail, tuple(members))


def _qualified(detail: Detail, members: Sequence[tuple[Named, Reason]], with_post: bool) -> Group:
    """A group that shares its name with others: what tells it from them is added to its key."""
    parts = (detail.state, detail.post if with_post or not detail.state else "")
    mark = "_".join(key_of(part) for part in parts if part) or detail.family
    key = key_of(words_of(members[0][0].actor.key))
    return Group(f"{key}_({mark})", _label(members), detail, tuple(members))


def _apart(one: Named) -> Group:
    """A record that shares its key with others and nothing shows that it means the same."""
    detail, key = _detail(one.actor), apart_key(one.actor.key, one.document)
    return Group(key, one.actor.label, detail, ((one, Reason("keptApart", str(detail) or one.actor.label)),))


def _label(members: Sequence[tuple[Named, Reason | None]]) -> str:
    told = Counter(one.actor.label for one, _ in members)
    return min(told, key=lambda label: (-told[label], label))
