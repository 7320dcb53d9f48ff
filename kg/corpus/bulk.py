"""Many lines of N-Quads into a store on disk, in portions that bound memory and that cores share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from pyoxigraph import RdfFormat, Store

# Bytes of text in a portion, some 40,000 statements. Oxigraph sorts it whole for each index, fastest while it fits the
# processor's caches: of 2 to 100 million bytes, tried on 3 million statements, this took the least time.
_PORTION = 8_000_000
# Each thread holds a portion; Oxigraph works without Python's lock. It makes indexes anew in threads of its own, which
# get less to do the faster portions come: two take less of the processors' time than one, on one core too.
_THREADS = 2


def load(store: Store, parts: Iterable[Sequence[bytes]]) -> None:
    """Nothing, once the store holds the statements of all parts, each of which ends with a line; any order will do.

    One call for everything would hold a million statements at a time and sort them on one core. A part has the same
    number of pieces as every other: those at one place go into the same indexes, and portions are made of them alone,
    because Oxigraph makes each index anew once four portions have gone into it.
    """
    loading: set[Future[None]] = set()
    with ThreadPoolExecutor(_THREADS) as pool:
        for portion in _portions(parts):
            # Whichever ends first: those of named graphs take longer, and a thread is not to wait for the older one.
            if len(loading) == _THREADS:
                done, loading = wait(loading, return_when=FIRST_COMPLETED)
                for one in done:
                    one.result()
            loading.add(pool.submit(_load, store, portion))
            # Else the caller holds it as well, while it gathers the next.
            del portion
        for one in loading:
            one.result()


def _load(store: Store, lines: bytes) -> None:
    # The lines were made by this program; to check each IRI again takes a tenth of the time.
    store.bulk_load(input=lines, format=RdfFormat.N_QUADS, lenient=True)


def _portions(parts: Iterable[Sequence[bytes]]) -> Iterator[bytes]:
    held: dict[int, list[bytes]] = defaultdict(list)
    sizes = Counter[int]()
    for part in parts:
        for place, piece in enumerate(part):
            held[place].append(piece)
            sizes[place] += len(piece)
            if sizes[place] >= _PORTION:
                portion, held[place], sizes[place] = b"".join(held[place]), [], 0
                yield portion
                del portion
    for place in sorted(held):
        if portion := b"".join(held.pop(place)):
            yield portion
