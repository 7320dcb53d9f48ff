"""Documents of a built folder, one at a time: added, removed, replaced; only they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from kg.corpus.durable import put
from kg.corpus.gather import Progress
from kg.corpus.manifest import NAME, Manifest, load
from kg.corpus.shards import FOLDER, Shards
from kg.corpus.update import Built, Settings, found_at, update, workplace
from kg.errors import CallError, KgError

_ACTORS = "actors.ttl"


def add(paths: Sequence[Path], out: Path, settings: Settings, progress: Progress) -> Built:
    """What was done to give the folder these documents besides its own; one that is there already changes nothing.

    Raises:
        CallError: the folder has no build, or has a document of the same name and another text.
    """
    with _folder(out, settings) as (manifest, shards, told):
        found = found_at(paths, told)
        there = {row.name: row.content for row in manifest.rows}
        if other := [s.name for s in found.sources if there.get(s.name, s.content) != s.content]:
            raise CallError(f"{other[0]}: the graph has another text of this name; use kg replace, or rename the file")
        # One that is there stays as it was read, whatever has changed since.
        new = tuple(source for source in found.sources if source.name not in there)
        return update(out, shards, manifest, replace(found, sources=new), manifest.rows, told, progress)


def put_in_place(paths: Sequence[Path], out: Path, settings: Settings, progress: Progress) -> Built:
    """What was done to give the folder these documents in place of all that came from files of the same names.

    Raises:
        CallError: the folder has no build, or no document of such a name.
    """
    with _folder(out, settings) as (manifest, shards, told):
        found = found_at(paths, told)
        files = {source.document.name for source in found.sources}
        _check_names(sorted(files), manifest, out)
        # A file of one article stays as it was where the new one cannot be read.
        rows = [row for row in manifest.rows if row.name == row.file or row.file not in files]
        return update(out, shards, manifest, found, rows, told, progress)


def remove(names: Sequence[str], out: Path, settings: Settings, progress: Progress) -> Built:
    """What was done to take the documents of these names out of the folder; shared actors and others' facts stay.

    Raises:
        CallError: the folder has no build, or no document of such a name, or no other document.
    """
    with _folder(out, settings) as (manifest, shards, told):
        _check_names(names, manifest, out)
        rows = [row for row in manifest.rows if not {row.name, row.file} & set(names)]
        if not rows:
            raise CallError(f"{out}: these are all its documents; remove the folder instead")
        return update(out, shards, manifest, found_at([], told), rows, told, progress)


@contextmanager
def _folder(out: Path, settings: Settings) -> Iterator[tuple[Manifest, Shards, Settings]]:
    """The manifest and shards of a build folder, for this process alone, and the settings it was built with."""
    if not (out / FOLDER / NAME).is_file():
        raise CallError(f"{out}: no build to change here; make one with: kg build ARTICLES -o {out}")
    with workplace(out) as shards:
        manifest = load(out)
        if manifest is None:
            raise KgError(f"{out}: its manifest is of another version, or damaged; run kg build again")
        told = replace(
            settings,
            model=manifest.model,
            base=manifest.base,
            store=manifest.store,
            entries=manifest.entries,
            options=manifest.options,
            page=manifest.page,
        )
        if manifest.actors is not None:
            actors = out / FOLDER / _ACTORS
            put(actors, manifest.actors.encode())
            told = replace(told, actors=actors)
        yield manifest, shards, told


def _check_names(names: Sequence[str], manifest: Manifest, out: Path) -> None:
    known = {name for row in manifest.rows for name in (row.name, row.file)}
    if unknown := [name for name in names if name not in known]:
        raise CallError(f"{unknown[0]}: no such document in {out}; kg stats {out} lists them")
