"""A build folder brought up to date with its documents: only what is new or changed is read, the rest is kept.

The folder's manifest is written last. Whatever is killed before leaves shards, which the next run finds, and the former
build, which stays whole until the new one is moved into its place.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.builder import check_call, documents_at
from kg.corpus.catalog import Standing
from kg.corpus.durable import alone, clear_drafts
from kg.corpus.gather import Progress, Unread, read_sources
from kg.corpus.manifest import NAME, Kept, Manifest, Row, load, save
from kg.corpus.pool import Executor, Pool
from kg.corpus.rows import RowMaker
from kg.corpus.shards import Shards
from kg.corpus.sources import Source, reason, sources_of, stamp_digest
from kg.corpus.stamp import Stamp, digest, stamp_of
from kg.corpus.work import Extract
from kg.corpus.write import write_graph
from kg.errors import KgError
from kg.page import PageOptions
from kg.read import Options
from kg.read.options import DEFAULT
from kg.review import Entry, remarks
from kg.vocab import BASE


@dataclass(frozen=True, slots=True)
class Settings:
    """How a folder is built. ``jobs`` of None is one worker a core, ``limit`` the seconds a document may take.

    ``entries`` are an analyst's corrections, ``options`` say how to read, ``page`` what the page carries.
    """

    model: str | None = None
    actors: Path | None = None
    base: str = BASE
    store: bool = False
    jobs: int | None = None
    limit: float = 60.0
    executor: Executor | None = None
    entries: tuple[Entry, ...] = ()
    options: Options = DEFAULT
    page: PageOptions = PageOptions()  # noqa: RUF009 - it cannot be changed


@dataclass(frozen=True, slots=True)
class Found:
    """The articles of a call, what they are read with, and a line for each file or article that is none of them.

    ``files`` are the names of all files looked at.
    """

    sources: tuple[Source, ...]
    stamp: Stamp
    failed: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    files: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Built:
    """What a run did: the folder as it is now, and what came from where.

    ``read`` counts the documents read by the reason for it, ``kept`` those whose result was there; ``gone`` are the
    names that left. ``failed`` is one line for each document that is not in the graph,
    ``set_aside`` for each in another language.
    """

    manifest: Manifest
    failed: tuple[str, ...]
    set_aside: tuple[str, ...]
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
    found = found_at(paths, settings)
    with workplace(out) as shards:
        return update(out, shards, load(out), found, (), settings, progress)


def found_at(paths: Sequence[Path], settings: Settings) -> Found:
    """The articles at the paths, and what is wrong with others."""
    failed: list[str] = []
    aside: list[str] = []
    stamp = {**stamp_of(settings.model, settings.actors), "reading": _reading(settings.options)}
    documents = list(documents_at(paths, failed))
    sources = list(sources_of(documents, stamp_digest(stamp), settings.options, failed, aside))
    return Found(tuple(sources), stamp, tuple(failed), tuple(aside), frozenset(one.name for one in documents))


def update(
    out: Path,
    shards: Shards,
    old: Manifest | None,
    found: Found,
    others: Sequence[Row],
    settings: Settings,
    progress: Progress,
) -> Built:
    """What was done to make ``out`` the graph of the sources, and of the ``others`` as they were read before.

    ``old`` is what the folder holds so far. With others, what was wrong with documents before stays on record.
    """
    sources, stamp, mark = found.sources, found.stamp, stamp_digest(found.stamp)
    former = {row.name: row for row in old.rows} if old else {}
    refused, aside = (old.refused, old.aside) if old else ({}, {})
    missing = [one for one in sources if one.key not in refused | aside and not shards.has("claims", one.key)]
    unread = _read(missing, stamp, settings, shards, progress)
    good = [
        Kept(one.name, one.document.name, one.content, mark, one.key)
        for one in sources
        if shards.has("claims", one.key)
    ]
    rows, unmade, standing = _rows(good, others, former, settings, shards, progress)
    refused_now, aside_now = (
        {one.key: lines[one.key] for one in sources if one.key in lines}
        for lines in (refused | unread.refused, aside | unread.aside)
    )
    lines = (*found.failed, *refused_now.values(), *unread.lost, *unmade)
    lines_aside = (*found.aside, *aside_now.values())
    stamps = {**(old.stamps if old else {}), mark: stamp}
    used = {row.stamp for row in rows}
    manifest = Manifest(
        base=settings.base,
        model=settings.model,
        actors=settings.actors.read_text("utf-8") if settings.actors else None,
        stamps={key: stamps[key] for key in sorted(used)},
        rows=tuple(rows),
        store=settings.store,
        failed=_on_record(old.failed, lines, rows, found.files) if others and old else lines,
        set_aside=_on_record(old.set_aside, lines_aside, rows, found.files) if others and old else lines_aside,
        entries=settings.entries,
        review=tuple(remarks(settings.entries, standing.notes)),
        replayed=len({place for note in standing.notes.values() for place in note.applied}),
        copies=standing.copies,
        options=settings.options,
        page=settings.page,
        refused={**(refused if others else {}), **refused_now},
        aside={**(aside if others else {}), **aside_now},
    )
    written: tuple[str, ...] = ()
    if rows:
        manifest, written = write_graph(out, old, manifest, shards, progress)
        save(manifest, out)
        shards.prune({shard for row in rows for shard in (("claims", row.claims), ("quads", row.quads))})
    read = Counter(reason(one, stamp, old, former.get(one.name)) for one in missing)
    gone = tuple(sorted(former.keys() - {row.name for row in rows}))
    new = {one.key for one in missing}
    return Built(
        manifest,
        lines,
        lines_aside,
        sum(row.claims not in new for row in rows),
        dict(sorted(read.items())),
        gone,
        written,
    )


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


def _read(missing: Sequence[Source], stamp: Stamp, settings: Settings, shards: Shards, progress: Progress) -> Unread:
    if not missing:
        return Unread()
    extract = Extract(settings.model, settings.actors, tuple(stamp.items()), settings.options)
    jobs = min(_jobs(settings), len(missing))
    return read_sources(missing, extract, shards, _executor(settings, jobs), jobs, progress)


def _rows(
    good: Sequence[Kept],
    others: Sequence[Row],
    former: Mapping[str, Row],
    settings: Settings,
    shards: Shards,
    progress: Progress,
) -> tuple[list[Row], list[str], Standing]:
    """The rows of all documents, sorted by name, a line for each whose quads could not be made, and how they stand."""
    kept = (Kept(one.name, one.file, one.content, one.stamp, one.claims) for one in others)
    documents = list({one.name: one for one in (*kept, *good)}.values())
    if not documents:
        return [], [], Standing({}, (), {})
    maker = RowMaker(shards, settings.base, settings.entries)
    jobs = _jobs(settings)
    return maker.rows(documents, former, lambda count: _executor(settings, max(1, min(jobs, count))), progress)


def _reading(options: Options) -> str:
    return digest(repr(sorted(options.columns.items())), str(options.date_format), str(options.any_language))


def _on_record(
    before: Sequence[str], lines: Sequence[str], rows: Sequence[Row], files: Collection[str]
) -> tuple[str, ...]:
    """What is wrong with documents that are not in the graph, new lines and those old ones that were not looked into.

    An old line about one of the ``files``, or about an article in it, is out of date.
    """
    names = {row.name for row in rows}
    kept = [line for line in before if not {about := line.partition(":")[0], about.partition("#")[0]} & set(files)]
    return tuple(line for line in dict.fromkeys((*kept, *lines)) if line.partition(":")[0] not in names)


def _executor(settings: Settings, jobs: int) -> Executor:
    return settings.executor or Pool(jobs, settings.limit)


def _jobs(settings: Settings) -> int:
    """How many workers: as asked, else one for each core this process may use."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return settings.jobs or cores
