"""How much there is in many graphs together, counted without holding it: hashes, sorted in portions."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from kg.corpus.manifest import Sizes
from kg.corpus.shard import DocumentQuads
from kg.graph.dataset import dataset_triples

_PORTIONS = 64


def sizes_of(documents: Iterable[DocumentQuads]) -> Sizes:
    """The sizes of the documents' graphs together; what several of them say counts once.

    Two different statements would count as one where their 64-bit hashes meet, which for a hundred million of them is
    to be expected once in some four thousand corpora.
    """
    count = own = claims = 0
    with tempfile.TemporaryDirectory(prefix="kg-sizes-") as name:
        shared, events, actors = (_Distinct(Path(name, kind)) for kind in ("shared", "events", "actors"))
        for document in documents:
            count, own, claims = count + 1, own + document.own, claims + document.claims
            shared.add(document.shared)
            events.add(document.events)
            actors.add(document.actors)
        described = len(list(dataset_triples()))
        return Sizes(own + shared.count() + described, count, claims, events.count(), actors.count())


class _Distinct:
    """Counts different hashes of eight bytes; each portion of their range is a file that fits into memory."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._files = [(folder / str(number)).open("w+b") for number in range(_PORTIONS)]

    def add(self, hashes: bytes) -> None:
        numbers = np.sort(np.frombuffer(hashes, ">u8"))
        borders = np.searchsorted(numbers, np.arange(1, _PORTIONS, dtype=np.uint64) << np.uint64(58))
        for file, portion in zip(self._files, np.split(numbers, borders), strict=True):
            file.write(portion.tobytes())

    def count(self) -> int:
        """How many different ones were added; nothing can be added afterwards."""
        total = 0
        for file in self._files:
            file.seek(0)
            total += len(np.unique(np.fromfile(file, ">u8")))
            file.close()
        return total
