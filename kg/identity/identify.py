"""Summaries to merges in bounded memory: what is remembered of a document is eight bytes for each name it has.

The summaries lie in a file and are read four times. The first reading counts names, and only records of names that two
documents share are kept in the second; the third and fourth do the same for events. What is counted is a digest of what
must agree, so a chance meeting of two digests costs a comparison and never a merge.
"""

from __future__ import annotations

import pickle
import tempfile
from array import array
from collections.abc import Iterable, Iterator
from hashlib import blake2b

import numpy as np

from kg.identity.actors import actor_merges, blocks
from kg.identity.decisions import NO_DECISIONS, Decisions
from kg.identity.events import Told, event_merges, told
from kg.identity.groups import Named
from kg.identity.merges import Identity, Merge, without
from kg.identity.records import Summary
from kg.identity.words import Words, load_words


def identify(summaries: Iterable[Summary], decisions: Decisions = NO_DECISIONS, words: Words | None = None) -> Identity:
    """What is the same across the documents of these summaries, whatever their order."""
    known = words or load_words()
    with _Spool(summaries) as spool:
        shared = _shared(_digests(blocks(actor) for actor in one.actors) for one in spool)
        records = (
            Named(one.document, one.published, one.states, one.company, actor)
            for one in spool
            for actor in one.actors
            if any(_digest(block) in shared for block in blocks(actor))
        )
        entities = _by_former(without(decisions, actor_merges(records, known)))
        actors = Identity(entities, {}, decisions)
        told_twice = _shared(_digests([event.block] for event in _events(one, actors)) for one in spool)
        events = (event for one in spool for event in _events(one, actors) if _digest(event.block) in told_twice)
        return Identity(entities, _by_former(without(decisions, event_merges(events, known))), decisions)


class _Spool:
    """Summaries in a file without a name, to be gone through as often as needed; nobody else can read or write it."""

    def __init__(self, summaries: Iterable[Summary]) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        for one in summaries:
            pickle.dump(one, self._file, pickle.HIGHEST_PROTOCOL)
        self._end = self._file.tell()

    def __enter__(self) -> _Spool:
        """The spool."""
        return self

    def __exit__(self, *_: object) -> None:
        """Gives the room back."""
        self._file.close()

    def __iter__(self) -> Iterator[Summary]:
        """The summaries, from the first one on; one reading at a time."""
        self._file.seek(0)
        while self._file.tell() < self._end:
            summary: Summary = pickle.load(self._file)
            yield summary


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
