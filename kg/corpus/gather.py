"""From sources to shards: reads what has no shard yet, and makes the quads that are missing, in worker processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.corpus.pool import Executor
from kg.corpus.shard import triples_in
from kg.corpus.shards import Shards
from kg.corpus.sources import Source, is_alone, members_of
from kg.corpus.work import Aside, Extract, MakeQuads
from kg.corpus.worker import Item, Lost, Sized
from kg.model import Article
from kg.read import Document

Progress = Callable[[int, int, str], None]
# Enough for the model to work at full speed, and few enough for all workers to finish at about the same time.
_BATCH = 32
_BATCH_BYTES = 100_000


@dataclass(slots=True)
class Unread:
    """Why sources gave nothing: ``refused`` and ``aside`` have a line by key, ``lost`` what may go well next time."""

    refused: dict[str, str] = field(default_factory=dict)
    aside: dict[str, str] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)


def read_sources(
    sources: Sequence[Source], extract: Extract, shards: Shards, executor: Executor, jobs: int, progress: Progress
) -> Unread:
    """What went wrong with sources, after the outcome of each of the others is kept as a shard."""
    by_name = {source.name: source for source in sources}
    unread = Unread()
    batches = _batches(_items(sources, extract), _batch_size(len(sources), jobs))
    with shards.together("claims") as keep:
        for done, (item, result) in enumerate(executor.run(extract, batches), 1):
            source = by_name.pop(item.item.name)
            name, key = source.name, source.key
            if isinstance(result, Lost):
                unread.lost.append(f"{name}: set aside, it {result.reason}; look into it, or raise --limit")
            elif isinstance(result, str):
                (unread.aside if isinstance(result, Aside) else unread.refused)[key] = str(result)
            elif is_alone(source) and _has_changed(source):
                unread.lost.append(_changed(name))
            else:
                keep(key, result)
            progress(done, len(sources), name)
    unread.lost = sorted([*unread.lost, *map(_changed, by_name)])
    return unread


def _items(sources: Sequence[Source], extract: Extract) -> Iterator[Sized[Document | Article]]:
    """What the workers are given: whole files, the largest first, then the articles of files of many as they come.

    Similar lengths make the best batches, and small ones fill the end.
    """
    for source in sorted(filter(is_alone, sources), key=lambda source: (-source.size, source.name)):
        yield Sized(source.document, source.size)
    for source, article in members_of(sources, extract.options):
        yield Sized(article, source.size)


def _changed(name: str) -> str:
    return f"{name}: changed while it was read; run the same command again"


def make_quads(
    outcomes: Iterable[tuple[str, str, bytes]], base: str, shards: Shards, executor: Executor, progress: Progress
) -> tuple[dict[str, int], list[str]]:
    """How many triples each document has, by name, after their quads are kept; and a line for each that failed.

    ``outcomes`` gives name, key and packed outcome, and is gone through as the work proceeds.
    """
    triples: dict[str, int] = {}
    failed: list[str] = []
    keys: dict[bytes, tuple[str, str]] = {}

    def items() -> Iterator[Sized[bytes]]:
        for name, key, shard in outcomes:
            keys[shard] = name, key
            yield Sized(shard, len(shard))

    with shards.together("quads") as keep:
        for item, result in executor.run(MakeQuads(base), _batches(items(), _BATCH)):
            name, key = keys.pop(item.item)
            if isinstance(result, bytes):
                keep(key, result)
                triples[name] = triples_in(result)
            else:
                failed.append(f"{name}: set aside, its graph {result.reason if isinstance(result, Lost) else result}")
            progress(len(triples), 0, name)
    return triples, sorted(failed)


def _batches(items: Iterable[Sized[Item]], most: int) -> Iterator[Sequence[Sized[Item]]]:
    """The items in order, in groups of at most ``most`` and not much more than ``_BATCH_BYTES``."""
    batch: list[Sized[Item]] = []
    for item in items:
        batch.append(item)
        if len(batch) == most or sum(sized.size for sized in batch) >= _BATCH_BYTES:
            yield batch
            batch = []
    if batch:
        yield batch


def _batch_size(count: int, jobs: int) -> int:
    return max(1, min(_BATCH, count // (4 * jobs)))


def _has_changed(source: Source) -> bool:
    """True where the file is no longer the one whose digest was taken."""
    try:
        return source.document.path.stat().st_mtime_ns != source.modified
    except OSError:
        return True
