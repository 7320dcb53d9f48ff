"""Which nodes of several documents are one: full names, then acronyms that one document introduces, then surnames."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

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


def thing_merges(records: Iterable[Named], words: Words) -> list[Merge]:
    """The merges of everything but persons, sorted; whatever the order of the records."""
    by_name: dict[str, list[Named]] = defaultdict(list)
    for one in _ordered(records):
        by_name[one.name].append(one)
    found = [group for _, same in sorted(by_name.items()) for group in groups(same, words)]
    merges = {merge.at: merge for group in found for merge in group.merges()}
    merges |= {merge.at: merge for merge in _acronyms(found)}
    return sorted(merges.values())


def person_merges(records: Iterable[Named], settled: Mapping[tuple[str, str], str], words: Words) -> list[Merge]:
    """The merges of persons, sorted; ``settled`` has the key that stands for a thing, by its document and key."""
    by_name: dict[str, list[Named]] = defaultdict(list)
    surnames: list[Named] = []
    for one in _ordered(records):
        if is_local(one.actor.key):
            surnames.append(one)
        else:
            by_name[one.name].append(_among(one, settled))
    found = [group for _, same in sorted(by_name.items()) for group in groups(same, words)]
    named = (merge for group in found for merge in group.merges())
    return sorted([*named, *_surnames(surnames, found, words)])


def _ordered(records: Iterable[Named]) -> list[Named]:
    return sorted(records, key=lambda record: (record.document, record.actor.key))


def _among(one: Named, settled: Mapping[tuple[str, str], str]) -> Named:
    """The record with its company under the keys that stand for it."""
    return replace(one, company=frozenset(settled.get((one.document, key), key) for key in one.company))


def _is_kind(actor: Actor) -> bool:
    """True for what is described and no individual: "Israeli forces", "nuclear weapons" mean the same everywhere."""
    return not is_name(actor.label) and (actor.type not in _INDIVIDUALS or actor.label.endswith("s"))


@dataclass(frozen=True, slots=True)
class _Long:
    """A long name that some documents shorten, with the states and the company in which they do."""

    group: Group
    states: frozenset[str]
    company: frozenset[str]

    def shares(self, one: Named) -> str:
        """What a document has in common with those that introduce the acronym; empty for nothing."""
        if one.actor.country and self.group.detail.state not in {"", one.actor.country}:
            return ""
        shared = self.states & (one.states | {one.actor.country or ""})
        return min(self.company & one.company, default="") or min(shared, default="")


def _acronyms(found: Sequence[Group]) -> Iterator[Merge]:
    """The acronyms that stand alone in a document and that only one long name of another document explains."""
    long: dict[str, list[_Long]] = defaultdict(list)
    for group in (one for one in found if one.detail.family == "Body"):
        introducing = [one for one, _ in group.members if one.actor.acronyms]
        states = {group.detail.state} if group.detail.state else {code for one in introducing for code in one.states}
        name = _Long(group, frozenset(states), frozenset(key for one in introducing for key in one.company))
        for short in {plain(short) for one in introducing for short in one.actor.acronyms}:
            long[short].append(name)
    for one in (one for group in found if group.detail.family == "Body" for one, _ in group.members):
        fitting = [(name.group, why) for name in long.get(one.name, ()) if (why := name.shares(one))]
        if len(fitting) == 1:
            ((group, why),) = fitting
            yield Merge(one.document, one.actor.key, group.key, "introducedAcronym", why, group.label)


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
    dates = sorted({member.published for member, _ in group.members if member.published})
    for one in same:
        at = bisect_left(dates, one.published) if one.published else 0
        if any(_within_a_year([one.published, day]) for day in dates[max(0, at - 1) : at + 1]):
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
