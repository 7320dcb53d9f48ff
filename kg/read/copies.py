"""Which documents tell the same story in the same words: copies and near copies of one report.

Two texts are alike where they share most of their runs of five words, estimated by MinHash (Broder 1997): a text is
kept as a signature of half a kilobyte, and signatures are compared only where they agree in a band of four numbers.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kg.model import Article
from kg.read.wording import words

_RUN = 5
_NUMBERS, _BAND, _SEED = 128, 4, 42
# Bands of four make it near certain (1 - (1 - 0.7^4)^32 > 0.999) that texts this much alike are compared at all.
ALIKE = 0.7
# A shorter text has too few runs to tell a copy from a stock phrase; it counts as a copy only where all is equal.
_FEWEST_RUNS = 30


@dataclass(frozen=True, slots=True)
class Told:
    """What is kept of a document: its name, its day, and the signature of its words without page furniture."""

    name: str
    published: date | None
    digest: bytes
    signature: array[int] | None

    @property
    def rank(self) -> tuple[bool, str, str]:
        """Its place among documents of one story: the earliest first, those without a day last, then by name."""
        return self.published is None, self.published.isoformat() if self.published else "", self.name


@dataclass(frozen=True, slots=True)
class Copy:
    """A document that tells what ``original`` tells in nearly the same words; ``likeness`` runs from ``ALIKE`` to 1."""

    name: str
    original: str
    likeness: float


def told(article: Article) -> Told:
    """The signature of one article."""
    from rensa import RMinHash

    spoken = (article.text[block.start : block.end] for block in article.blocks if block.kind != "furniture")
    said = [word for passage in spoken for word in words(passage)]
    runs = {" ".join(said[at : at + _RUN]) for at in range(len(said) - _RUN + 1)}
    signature = None
    if len(runs) >= _FEWEST_RUNS:
        hashing = RMinHash(num_perm=_NUMBERS, seed=_SEED)
        hashing.update(sorted(runs))
        signature = array("I", hashing.digest())
    digest = hashlib.blake2b(" ".join(said).encode(), digest_size=16).digest()
    return Told(article.name, article.published, digest, signature)


def bands(document: Told) -> Iterator[bytes]:
    """What two documents have in common, one at the least, where one can be a copy of the other."""
    yield document.digest
    signature = document.signature or array("I")
    for first in range(0, len(signature), _BAND):
        yield b"%d " % first + signature[first : first + _BAND].tobytes()


def near_duplicates(documents: Iterable[Told]) -> Iterator[Copy]:
    """Each copy with the document it is a copy of, in the order of their rank.

    The same whatever the order of ``documents``. Each copy points at one original, the earliest document of its story
    that is not a copy itself, so copies of copies make no chains that end far from where they began.
    """
    ranked = sorted(documents, key=lambda one: one.rank)
    groups = _groups(ranked)
    originals: dict[tuple[int, int], list[Told]] = defaultdict(list)
    known: dict[bytes, tuple[str, float]] = {}
    for at, document in enumerate(ranked):
        near = {one.name: one for group in groups.get(at, ()) for one in originals[group]}
        found = known.get(document.digest) or _original(document, near.values())
        if found is not None:
            yield Copy(document.name, *found)
        else:
            for group in groups.get(at, ()):
                originals[group].append(document)
        known.setdefault(document.digest, found or (document.name, 1.0))


def _groups(documents: Sequence[Told]) -> dict[int, list[tuple[int, int]]]:
    """For each document, by its place, the groups of those that agree in a band; most are in none.

    One band at a time is sorted, so that besides the signatures only what agrees is held in memory.
    """
    import numpy as np

    places = [at for at, document in enumerate(documents) if document.signature]
    numbers = np.array([documents[at].signature for at in places], dtype=np.uint32).reshape(-1, _NUMBERS)
    groups: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for band in range(0, _NUMBERS, _BAND):
        _, group, size = np.unique(numbers[:, band : band + _BAND], axis=0, return_inverse=True, return_counts=True)
        group = group.reshape(-1)
        for row in np.flatnonzero(size[group] > 1):
            groups[places[row]].append((band, int(group[row])))
    return groups


def _original(document: Told, near: Iterable[Told]) -> tuple[str, float] | None:
    """The original that a document is most alike, the earliest of equals, and how much."""
    alike = [(-_likeness(document, one), one.rank, one.name) for one in near]
    likeness, _, name = min(alike, default=(0.0, document.rank, ""))
    return (name, -likeness) if -likeness >= ALIKE else None


def _likeness(one: Told, other: Told) -> float:
    """The share of equal numbers, which estimates the share of runs of words that both texts have."""
    pairs = zip(one.signature or (), other.signature or (), strict=True)
    return sum(a == b for a, b in pairs) / _NUMBERS
