"""Documents of a built folder, one at a time: added, removed, replaced, each in time proportional to itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from kg.build import documents_at
from kg.corpus.durable import put
from kg.corpus.gather import Progress
from kg.corpus.manifest import Manifest, Row, load
from kg.corpus.shards import FOLDER, Shards
from kg.corpus.sources import Source, sources_of, stamp_digest
from kg.corpus.stamp import stamp_of
from kg.corpus.update import Built, Settings, update, workplace
from kg.errors import CallError, KgError

_ACTORS = "actors.ttl"


def add(paths: Sequence[Path], out: Path, settings: Settings, progress: Progress) -> Built:
    """What was done to give the folder these documents besides its own; one that is there already changes nothing.

    Raises:
        CallError: the folder has no build, or has a document of the same name and another text.
    """
    with _folder(out, settings) as (manifest, shards, told):
        failed: list[str] = []
        sources = _sources(paths, told, failed)
        there = {row.name: row.content for row in manifest.rows}
        if other := [s.document.name for s in sources if there.get(s.document.name, s.content) != s.content]:
            raise CallError(f"{other[0]}: the graph has another text of this name; use kg replace, or rename the file")
        # One that is there stays as it was read, whatever has changed since.
        new = [source for source in sources if source.document.name not in there]
        return _update(out, manifest, shards, new, manifest.rows, told, failed, progress)


def put_in_place(paths: Sequence[Path], out: Path, settings: Settings, progress: Progress) -> Built:
    """What was done to give the folder these documents in place of those of the same names.

    Raises:
        CallError: the folder has no build, or no document of such a name.
    """
    with _folder(out, settings) as (manifest, shards, told):
        failed: list[str] = []
        sources = _sources(paths, told, failed)
        _check_names([source.document.name for source in sources], manifest, out)
        return _update(out, manifest, shards, sources, manifest.rows, told, failed, progress)


def remove(names: Sequence[str], out: Path, settings: Settings, progress: Progress) -> Built:
    """What was done to take the documents of these names out of the folder; shared actors and others' facts stay.

    Raises:
        CallError: the folder has no build, or no document of such a name, or no other document.
    """
    with _folder(out, settings) as (manifest, shards, told):
        _check_names(names, manifest, out)
        rows = [row for row in manifest.rows if row.name not in names]
        if not rows:
            raise CallError(f"{out}: these are all its documents; remove the folder instead")
        return _update(out, manifest, shards, [], rows, told, [], progress)


@contextmanager
def _folder(out: Path, settings: Settings) -> Iterator[tuple[Manifest, Shards, Settings]]:
    """The manifest and shards of a build folder, for this process alone, and the settings it was built with."""
    if load(out) is None:
        raise CallError(f"{out}: no build to change here; make one with: kg build ARTICLES -o {out}")
    with workplace(out) as shards:
        manifest = load(out)
        if manifest is None:
            raise KgError(f"{out}: its manifest is gone; run kg build again")
        told = replace(settings, model=manifest.model, base=manifest.base, store=manifest.store)
        if manifest.actors is not None:
            actors = out / FOLDER / _ACTORS
            put(actors, manifest.actors.encode())
            told = replace(told, actors=actors)
        yield manifest, shards, told


def _sources(paths: Sequence[Path], settings: Settings, failed: list[str]) -> list[Source]:
    mark = stamp_digest(stamp_of(settings.model, settings.actors))
    return list(sources_of(documents_at(paths, failed), mark, failed))


def _update(
    out: Path,
    manifest: Manifest,
    shards: Shards,
    sources: Sequence[Source],
    rows: Sequence[Row],
    settings: Settings,
    failed: Sequence[str],
    progress: Progress,
) -> Built:
    stamp = stamp_of(settings.model, settings.actors)
    return update(out, shards, sources, rows, stamp, settings, failed, progress)


def _check_names(names: Sequence[str], manifest: Manifest, out: Path) -> None:
    known = {row.name for row in manifest.rows}
    if unknown := [name for name in names if name not in known]:
        raise CallError(f"{unknown[0]}: no such document in {out}; kg stats {out} lists them")
