"""The folder of shards: immutable files, each under the digest of what it was made from."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Literal, get_args

from kg.corpus.durable import DRAFT, clear_drafts, put
from kg.corpus.shard import is_whole
from kg.errors import KgError

FOLDER = "shards"
Kind = Literal["claims", "quads"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Shards:
    """The shards of one build folder, below ``DIR/shards``: claims as read, and quads made of them."""

    def __init__(self, out: Path) -> None:
        self.folder = out / FOLDER

    def has(self, kind: Kind, key: str) -> bool:
        """True where there is a shard of this key; whether it is whole shows when it is read."""
        return self._path(kind, key).is_file()

    def get(self, kind: Kind, key: str) -> bytes | None:
        """The bytes of a shard, None where it is absent or damaged; a damaged one is removed."""
        path = self._path(kind, key)
        try:
            shard = path.read_bytes()
        except OSError:
            return None
        if is_whole(shard):
            return shard
        path.unlink(missing_ok=True)
        return None

    def put(self, kind: Kind, key: str, shard: bytes) -> None:
        """Nothing, once the shard is kept; KgError where the disk is full or not to be written to."""
        path = self._path(kind, key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            put(path, shard)
        except OSError as error:
            raise KgError(
                f"{self.folder}: cannot be written ({error.strerror}); make room or choose another folder with -o, "
                "then run the same command again: what was read so far is kept"
            ) from error

    def keys(self, kind: Kind) -> set[str]:
        """The keys of all shards of a kind that are there; whether they are whole shows when they are read."""
        return {entry.name for entry in self._entries(kind)}

    def tidy(self) -> None:
        """Nothing; drafts of a killed run are gone."""
        clear_drafts(self.folder)
        for kind in KINDS:
            for entry in self._entries(kind):
                if entry.name.startswith(DRAFT):
                    Path(entry.path).unlink(missing_ok=True)

    def prune(self, needed: Collection[tuple[Kind, str]]) -> int:
        """How many shards were removed: none as long as at least half of them are needed, then all that are not."""
        kept = [(kind, key) for kind in KINDS for key in self.keys(kind)]
        unused = [one for one in kept if one not in needed]
        if len(unused) <= len(kept) - len(unused):
            return 0
        for kind, key in unused:
            self._path(kind, key).unlink(missing_ok=True)
        return len(unused)

    def _entries(self, kind: Kind) -> Iterator[os.DirEntry[str]]:
        """What lies in the folders of a kind."""
        for folder in _listed(self.folder / kind):
            yield from _listed(Path(folder.path))

    def _path(self, kind: Kind, key: str) -> Path:
        return self.folder / kind / key[:2] / key


def _listed(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except (FileNotFoundError, NotADirectoryError):
        return []
