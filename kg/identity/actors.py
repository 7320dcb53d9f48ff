"""Which nodes of several documents are one: full names, then acronyms that one document introduces, then surnames."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from kg.identity.groups import Group, Named, groups
from kg.identity.merges import Merge
from kg.identity.records import Actor
from kg.identity.words import Words, is_name, plain
from kg.keys import is_local, key_of, words_of

_INDIVIDUALS = frozenset({"Person", "Instrument", "Event", "Bloc"})
_MOST_DAYS = 366


def blocks(actor: Actor) -> Iterator[str]:
    """Under which names a record may meet those of other documents; none for what no rule joins."""
    if _is_kind(actor) or (is_local(actor.key) and actor.type != "Person"):
        return
    name = plain(words_of(actor.key))
    if actor.type == "Person":
        yield f"surname {name.split()[-1]}"
    yield f"name {name}"
    yield from (f"name {plain(short)}" for short in actor.acronyms)


def actor_merges(records: Iterable[Named], words: Words) -> list[Merge]:
    """The merges of all records, sorted; whatever the order of the records."""
    by_name: dict[str, list[Named]] = defaultdict(list)
    surnames: list[Named] = []
    for one in sorted(records, key=lambda record: (record.document, record.actor.key)):
        if is_local(one.actor.key):
            surnames += [one] if one.actor.type == "Person" else []
        elif not _is_kind(one.actor):
            by_name[one.name].append(one)
    things = [group for _, same in sorted(by_name.items()) for group in groups(_of(same, person=False), words)]
    merges = {merge.at: merge for group in things for merge in group.merges()}
    merges |= {merge.at: merge for merge in _acronyms(things)}
    settled = {at: merge.into for at, merge in merges.items()}
    persons = [_among(one, settled) for _, same in sorted(by_name.items()) for one in _of(same, person=True)]
    found = [group for _, same in groupby(persons, key=lambda one: one.name) for group in groups(list(same), words)]
    named = (merge for group in found for merge in group.merges())
    return sorted([*merges.values(), *named, *_surnames(surnames, found, words)])


def _of(same: Sequence[Named], person: bool) -> list[Named]:
    return [one for one in same if (one.actor.type == "Person") is person]


def _among(one: Named, settled: Mapping[tuple[str, str], str]) -> Named:
    """The record with its company under the keys that stand for it."""
    return replace(one, company=frozenset(settled.get((one.document, key), key) for key in one.company))


def _is_kind(actor: Actor) -> bool:
    """True for what is described and no individual: "Israeli forces", "nuclear weapons" mean the same everywhere."""
    return not is_name(actor.label) and (actor.type not in _INDIVIDUALS or actor.label.endswith("s"))


def _acronyms(found: Sequence[Group]) -> Iterator[Merge]:
    """The acronyms that stand alone in a document and that only one long name of another document explains."""
    long: dict[str, list[Group]] = defaultdict(list)
    for group in found:
        for short in {short for one, _ in group.members for short in one.actor.acronyms}:
            long[plain(short)].append(group)
    for group in found:
        if group.detail.family != "Body" or not long.get(group.members[0][0].name):
            continue
        for one, _ in group.members:
            fitting = [(other, why) for other in long[one.name] if (why := _shared(one, other))]
            if len(fitting) == 1:
                ((other, why),) = fitting
                yield Merge(one.document, one.actor.key, other.key, "introducedAcronym", why, other.label)


def _shared(one: Named, group: Group) -> str:
    """What a document shares with those that introduce the long name: its state, or an actor; empty for nothing."""
    if group.detail.family != "Body" or (one.actor.country and group.detail.state not in {"", one.actor.country}):
        return ""
    introducing = [member for member, _ in group.members if member.actor.acronyms]
    states = {group.detail.state} if group.detail.state else {code for member in introducing for code in member.states}
    shared = states & (one.states | {one.actor.country})
    company = {key for member in introducing for key in member.company & one.company}
    return min(company, default="") or min((code for code in shared if code), default="")


def _surnames(surnames: Sequence[Named], found: Sequence[Group], words: Words) -> Iterator[Merge]:
    """The persons known by surname, state and post: with the full name that bears all three, else with one another."""
    full: dict[tuple[str, str, str], list[Group]] = defaultdict(list)
    for group in found:
        name = group.members[0][0].name.split()[-1]
        full[name, group.detail.state, group.detail.post].append(group)
    by_post: dict[tuple[str, str, str], list[Named]] = defaultdict(list)
    for one in surnames:
        if one.actor.post in words.one_holder and one.actor.country and is_name(one.actor.label):
            by_post[one.name.split()[-1], one.actor.country, one.actor.post or ""].append(one)
    for post, same in sorted(by_post.items()):
        candidates = full.get(post, [])
        if len(candidates) == 1:
            yield from _joining(same, candidates[0], post)
        elif not candidates and _within_a_year([one.published for one in same]):
            yield from _together(same, post)


def _joining(same: Sequence[Named], group: Group, post: tuple[str, str, str]) -> Iterator[Merge]:
    dates = [member.published for member, _ in group.members]
    for one in same:
        if any(_within_a_year([one.published, day]) for day in dates):
            yield _merge(one, group.key, group.label, post)


def _together(same: Sequence[Named], post: tuple[str, str, str]) -> Iterator[Merge]:
    if len({one.document for one in same}) > 1:
        label = same[0].actor.label
        key = f"{key_of(label)}_({post[1]}_{key_of(post[2])})"
        yield from (_merge(one, key, label, post) for one in same)


def _merge(one: Named, key: str, label: str, post: tuple[str, str, str]) -> Merge:
    return Merge(one.document, one.actor.key, key, "surnameAndPost", f"{post[2]}, {post[1]}", label)


def _within_a_year(days: Sequence[date | None]) -> bool:
    """True where all days are known and lie within a year, so that a post has hardly changed hands within a family."""
    known = [day for day in days if day]
    return len(known) == len(days) and (max(known) - min(known)).days <= _MOST_DAYS
