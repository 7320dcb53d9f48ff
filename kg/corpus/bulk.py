"""Many lines of N-Quads into a store on disk, in portions that bound memory and that cores share."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from pyoxigraph import RdfFormat, Store

# Bytes of text in a portion, some 300,000 statements: Oxigraph holds and sorts it whole, in five times the room.
_PORTION = 60_000_000
# Each thread holds a portion; Oxigraph works without Python's lock.
_THREADS = 2


def load(store: Store, parts: Iterable[bytes]) -> None:
    """Nothing, once the store holds the statements of all parts, each of which ends with a line; any order will do.

    One call for everything would hold a million statements at a time and sort them on one core.
    """
    loading: deque[Future[None]] = deque()
    with ThreadPoolExecutor(_THREADS) as threads:
        for portion in _portions(parts):
            if len(loading) == _THREADS:
                loading.popleft().result()
            loading.append(threads.submit(_load, store, portion))
            # Else the caller holds it as well, while it gathers the next.
            del portion
        while loading:
            loading.popleft().result()


def _load(store: Store, lines: bytes) -> None:
    # The lines were made by this program; to check each IRI again takes a tenth of the time.
    store.bulk_load(input=lines, format=RdfFormat.N_QUADS, lenient=True)


def _portions(parts: Iterable[bytes]) -> Iterator[bytes]:
    held: list[bytes] = []
    size = 0
    for part in parts:
        held.append(part)
        size += len(part)
        if size >= _PORTION:
            portion, held, size = b"".join(held), [], 0
            yield portion
    if held:
        yield b"".join(held)
