"""What an analyst should look at: claims that may be misread, and actors that may be one."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from pyoxigraph import Literal, NamedNode, Store

from kg.default_graph import asked
from kg.model import ACTOR_TYPES
from kg.record import Party, Statement
from kg.review.entries import ClaimRef, Entry
from kg.review.naming import plain
from kg.vocab import KG

BELOW = 0.7
_PRONOUNS = frozenset(
    {"he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "we", "us", "our", "i", "my", "me"}
)
# Statuses that hang on one small word ("could", "would", "if", "hopes to"), where a parser errs most.
_WEAK = frozenset({"possible", "conditional", "alleged"})
_ALIKE = 0.86
# Words that many names share tell nothing about who is one with whom.
_MOST_SHARING = 40


@dataclass(frozen=True, slots=True)
class Doubt:
    """A claim with the reasons to doubt its reading."""

    statement: Statement
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors that may be one, each with its number of claims; the first has more of them."""

    first: Party
    second: Party
    counts: tuple[int, int]
    reason: str


def doubts(statements: Iterable[Statement], below: float = BELOW) -> list[Doubt]:
    """The doubtful claims, the least sure first; claims lifted from others are judged with those."""
    found = [
        Doubt(statement, reasons)
        for statement in statements
        if not statement["lifted_from"] and (reasons := tuple(_reasons(statement, below)))
    ]
    return sorted(found, key=lambda doubt: (doubt.statement["confidence"], doubt.statement["statement"]))


def _reasons(statement: Statement, below: float) -> Iterator[str]:
    if statement["confidence"] < below:
        yield f"confidence {statement['confidence']:.2f}"
    for party in (statement["subject"], statement["object"]):
        if party and (party["mention"] or "").casefold() in _PRONOUNS:
            yield f"“{party['mention']}” is taken for {party['label']}"
    if statement["status"] in _WEAK and not statement["speaker"]:
        yield f"{statement['status']} by a word of the author's"
    if statement["time_text"] and not statement["time"]:
        yield f"“{statement['time_text']}” has no date"


def settled_in(store: Store) -> set[str]:
    """The claims of a graph that were accepted or restated when it was built."""
    decided = {
        quad.subject
        for action in ("accept", "status")
        for quad in store.quads_for_pattern(None, KG.action, Literal(action), asked(store))
    }
    links = (link for node in decided for link in store.quads_for_pattern(None, KG.correction, node, asked(store)))
    return {link.subject.value for link in links if isinstance(link.subject, NamedNode)}


def unsettled(doubts: Iterable[Doubt], settled: Collection[str], entries: Collection[Entry]) -> list[Doubt]:
    """The doubts about claims that are not among those settled, and that no entry of the review file judges."""
    return [
        doubt
        for doubt in doubts
        if doubt.statement["statement"] not in settled and not _is_judged(doubt.statement, entries)
    ]


def _is_judged(statement: Statement, entries: Iterable[Entry]) -> bool:
    """True where an entry accepts, rejects or restates this claim, built with it or not."""
    return any(entry.claim is not None and _is_meant(statement, entry.claim, entry.to) for entry in entries)


def _is_meant(statement: Statement, ref: ClaimRef, to: str | None) -> bool:
    thing = statement["object"]
    return (
        statement["document"] == ref.document
        and plain(ref.sentence) in plain(statement["sentence"]["text"])
        and _is_called(statement["subject"], ref.subject)
        and plain(ref.relation)
        in (plain(statement["predicate"]["label"]), plain(statement["predicate"]["iri"].rpartition("#")[2]))
        and (ref.object is None or (thing is not None and _is_called(thing, ref.object)))
        and ref.status in (None, statement["status"] if to is None else ref.status)
    )


def _is_called(party: Party, name: str) -> bool:
    return name == party["iri"] or plain(name) == plain(party["label"])


def pairs(statements: Sequence[Statement], entries: Sequence[Entry]) -> list[Pair]:
    """Actors of one type and country with names alike, the most told first, without those an entry has judged.

    A name alike is the same words in another order or spelling, or all the words of the other and one more. Nothing is
    merged by it: "Islamic NATO" is not NATO, and only a reader can tell.
    """
    parties, counts = _actors(statements)
    judged = [{plain(name) for name in entry.actors} for entry in entries if entry.action in ("merge", "distinct")]
    sharing: dict[str, list[str]] = defaultdict(list)
    for iri, party in sorted(parties.items()):
        for word in _words(party["label"]):
            sharing[word].append(iri)
    candidates = {
        pair for group in sharing.values() if len(group) <= _MOST_SHARING for pair in combinations(sorted(group), 2)
    }
    found = []
    for one, other in candidates:
        first, second = sorted((parties[one], parties[other]), key=lambda party: (-counts[party["iri"]], party["iri"]))
        labels = {plain(first["label"]), plain(second["label"])}
        reason = _likeness(first, second)
        if reason and not any(labels <= names for names in judged):
            found.append(Pair(first, second, (counts[first["iri"]], counts[second["iri"]]), reason))
    return sorted(found, key=lambda pair: (-sum(pair.counts), pair.first["iri"], pair.second["iri"]))


def _actors(statements: Sequence[Statement]) -> tuple[dict[str, Party], Counter[str]]:
    parties: dict[str, Party] = {}
    counts: Counter[str] = Counter()
    for statement in statements:
        everyone: list[Party] = [statement["subject"], *statement["participants"]]
        if statement["object"]:
            everyone.append(statement["object"])
        for party in {party["iri"]: party for party in everyone if party["type"] in ACTOR_TYPES}.values():
            parties.setdefault(party["iri"], party)
            counts[party["iri"]] += 1
    return parties, counts


def _words(label: str) -> set[str]:
    return set(re.findall(r"\w+", label.casefold())) - {"the", "of", "and", "a", "an", "in", "for"}


def _likeness(first: Party, second: Party) -> str | None:
    """Why two actors may be one, None where nothing speaks for it."""
    if first["type"] != second["type"] or (first["country"] or second["country"]) != (
        second["country"] or first["country"]
    ):
        return None
    one, other = _words(first["label"]), _words(second["label"])
    if one == other:
        return "the same words"
    if min(len(one), len(other)) > 1 - (first["type"] == "Person") and (one < other or other < one):
        return "one name has all the words of the other"
    if difflib.SequenceMatcher(None, plain(first["label"]), plain(second["label"])).ratio() >= _ALIKE:
        return "names spelt alike"
    return None
