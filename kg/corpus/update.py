"""A build folder brought up to date with its documents: only what is new or changed is read, the rest is kept.

The folder's manifest is written last. Whatever is killed before leaves shards, which the next run finds, and the former
build, which stays whole until the new one is moved into its place.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.build import check_call, documents_at
from kg.corpus.durable import alone, clear_drafts
from kg.corpus.gather import Progress, read_sources
from kg.corpus.manifest import NAME, Manifest, Row, load, save
from kg.corpus.pool import Executor, Pool
from kg.corpus.rows import Amend, Kept, RowMaker
from kg.corpus.shards import Shards
from kg.corpus.sources import Source, reason, sources_of, stamp_digest
from kg.corpus.stamp import Stamp, stamp_of
from kg.corpus.work import Extract
from kg.corpus.write import write_graph
from kg.errors import KgError
from kg.vocab import BASE


@dataclass(frozen=True, slots=True)
class Settings:
    """How a folder is built. ``jobs`` of None is one worker a core, ``limit`` the seconds a document may take."""

    model: str | None = None
    actors: Path | None = None
    base: str = BASE
    store: bool = False
    jobs: int | None = None
    limit: float = 60.0
    executor: Executor | None = None
    amend: Amend | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """What a run did: the folder as it is now, and what came from where.

    ``read`` counts the documents read by the reason for it, ``kept`` those whose result was there; ``gone`` are the
    names that left. ``failed`` is one line for each document that is not in the graph.
    """

    manifest: Manifest
    failed: tuple[str, ...]
    kept: int
    read: Mapping[str, int]
    gone: tuple[str, ...]
    written: tuple[str, ...]


def build(paths: Sequence[Path], out: Path, settings: Settings, progress: Progress) -> Built:
    """What was done to make ``out`` the graph of the documents at ``paths`` and of no others.

    Nothing is written where no document could be read.

    Raises:
        CallError: the base is no IRI that names can be added to, or ``out`` is no folder to write to.
        KgError: a data file is wrong, the disk is full, or another process writes to the folder.
    """
    check_call(out, settings.base)
    failed: list[str] = []
    documents = list(documents_at(paths, failed))
    stamp = stamp_of(settings.model, settings.actors)
    sources = list(sources_of(documents, stamp_digest(stamp), failed))
    with workplace(out) as shards:
        return update(out, shards, sources, (), stamp, settings, failed, progress)


def update(
    out: Path,
    shards: Shards,
    sources: Sequence[Source],
    others: Sequence[Row],
    stamp: Stamp,
    settings: Settings,
    failed: Sequence[str],
    progress: Progress,
) -> Built:
    """What was done to make ``out`` the graph of the sources, and of the ``others`` as they were read before.

    With others, what was wrong with documents before stays on record.
    """
    old = load(out)
    former = {row.name: row for row in old.rows} if old else {}
    known = old.refused if old else {}
    missing = [one for one in sources if one.key not in known and not shards.has("claims", one.key)]
    refused, lost = _read(missing, stamp, settings, shards, progress)
    refused |= {one.key: known[one.key] for one in sources if one.key in known}
    mark = stamp_digest(stamp)
    good = [Kept(one.document.name, one.content, mark, one.key) for one in sources if shards.has("claims", one.key)]
    rows, unmade = _rows(good, others, former, settings, shards, progress)
    lines = (*failed, *(refused[one.key] for one in sources if one.key in refused), *lost, *unmade)
    stamps = {**(old.stamps if old else {}), mark: stamp}
    used = {row.stamp for row in rows}
    manifest = Manifest(
        base=settings.base,
        model=settings.model,
        actors=settings.actors.read_text("utf-8") if settings.actors else None,
        stamps={key: stamps[key] for key in sorted(used)},
        rows=tuple(rows),
        store=settings.store,
        failed=_on_record(old, lines, rows) if others else lines,
        refused={**(known if others else {}), **refused},
    )
    written: tuple[str, ...] = ()
    if rows:
        manifest, written = write_graph(out, old, manifest, shards, progress)
        save(manifest, out)
        shards.prune({shard for row in rows for shard in (("claims", row.claims), ("quads", row.quads))})
    read = Counter(reason(one, stamp, old, former.get(one.document.name)) for one in missing)
    gone = tuple(sorted(former.keys() - {row.name for row in rows}))
    new = {one.key for one in missing}
    return Built(manifest, lines, sum(row.claims not in new for row in rows), dict(sorted(read.items())), gone, written)


@contextmanager
def workplace(out: Path) -> Iterator[Shards]:
    """The shards of a build folder, for this process alone; folders made for nothing are removed again."""
    shards = Shards(out)
    made = [path for path in (shards.folder, *shards.folder.parents) if not path.exists()]
    try:
        shards.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KgError(f"{out}: cannot be written ({error.strerror}); choose another folder with -o") from error
    try:
        with alone(shards.folder):
            shards.tidy()
            clear_drafts(out)
            yield shards
    finally:
        if made and not (shards.folder / NAME).exists() and not any(shards.folder.glob("*/*")):
            (shards.folder / ".lock").unlink(missing_ok=True)
            for path in made:
                if not any(path.iterdir()):
                    path.rmdir()


def _read(
    missing: Sequence[Source], stamp: Stamp, settings: Settings, shards: Shards, progress: Progress
) -> tuple[dict[str, str], list[str]]:
    if not missing:
        return {}, []
    extract = Extract(settings.model, settings.actors, tuple(stamp.items()))
    jobs = min(_jobs(settings), len(missing))
    return read_sources(missing, extract, shards, _executor(settings, jobs), jobs, progress)


def _rows(
    good: Sequence[Kept],
    others: Sequence[Row],
    former: Mapping[str, Row],
    settings: Settings,
    shards: Shards,
    progress: Progress,
) -> tuple[list[Row], list[str]]:
    """The rows of all documents, sorted by name, and a line for each whose quads could not be made."""
    names = {document.name for document in good}
    staying = [row for row in others if row.name not in names]
    if settings.amend:
        # What corrects one document may depend on any other.
        good = [*good, *(Kept(row.name, row.content, row.stamp, row.claims) for row in staying)]
        staying = []
    executor = _executor(settings, min(_jobs(settings), len(good)))
    made, failed = RowMaker(shards, settings.base, settings.amend).rows(good, former, executor, progress)
    return sorted([*made, *staying], key=lambda row: row.name), failed


def _on_record(old: Manifest | None, lines: Sequence[str], rows: Sequence[Row]) -> tuple[str, ...]:
    """What is wrong with documents that are not in the graph, old lines and new ones."""
    names = {row.name for row in rows}
    every = dict.fromkeys((*(old.failed if old else ()), *lines))
    return tuple(line for line in every if line.partition(":")[0] not in names)


def _executor(settings: Settings, jobs: int) -> Executor:
    return settings.executor or Pool(jobs, settings.limit)


def _jobs(settings: Settings) -> int:
    """How many workers: as asked, else one for each core this process may use."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return settings.jobs or cores
