"""Summaries to merges in bounded memory: what is remembered of a document is eight bytes for each name it has.

The summaries are read four times. The first reading counts names, and only records of names that two documents share
are kept in the second; the third and fourth do the same for events. Names and events are remembered by a digest of
what must agree, so a chance meeting of two digests costs a comparison and never a merge.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b

import numpy as np

from kg.identity.actors import actor_merges, blocks
from kg.identity.decisions import NO_DECISIONS, Decisions
from kg.identity.events import Told, event_merges, told
from kg.identity.groups import Named
from kg.identity.merges import Identity, Merge, without
from kg.identity.records import Summary
from kg.identity.words import Words, load_words

Source = Callable[[], Iterable[Summary]]


def identify(source: Source, decisions: Decisions = NO_DECISIONS, words: Words | None = None) -> Identity:
    """What is the same across the documents whose summaries ``source`` gives anew at each call, in any order."""
    known = words or load_words()
    shared = _shared(_digests(blocks(actor) for actor in one.actors) for one in source())
    records = (
        Named(one.document, one.published, one.states, one.company, actor)
        for one in source()
        for actor in one.actors
        if any(_digest(block) in shared for block in blocks(actor))
    )
    entities = _by_former(without(decisions, actor_merges(records, known)))
    actors = Identity(entities, {}, decisions)
    told_twice = _shared(_digests([event.block] for event in _events(one, actors)) for one in source())
    events = (event for one in source() for event in _events(one, actors) if _digest(event.block) in told_twice)
    return Identity(entities, _by_former(without(decisions, event_merges(events, known))), decisions)


def _events(one: Summary, actors: Identity) -> Iterator[Told]:
    """The events of a document with their parties under the keys of the whole."""
    for event in one.events:
        if found := told(one.document, event, lambda key: actors.entity(one.document, key)):
            yield found


def _shared(documents: Iterable[set[int]]) -> frozenset[int]:
    """The digests that two documents have; the rest is forgotten again."""
    seen = array("Q")
    for digests in documents:
        seen.extend(digests)
    ordered = np.sort(np.frombuffer(seen, dtype=np.uint64)) if seen else np.empty(0, np.uint64)
    return frozenset(np.unique(ordered[1:][ordered[1:] == ordered[:-1]]).tolist())


def _digests(names: Iterable[Iterable[str]]) -> set[int]:
    return {_digest(name) for some in names for name in some}


def _digest(name: str) -> int:
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def _by_former(merges: Iterable[Merge]) -> dict[tuple[str, str], Merge]:
    return {(merge.document, merge.former): merge for merge in merges}
