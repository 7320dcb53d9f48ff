"""The folder of shards: immutable files, each under the digest of what it was made from."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Literal

from kg.corpus.durable import clear_drafts, put
from kg.corpus.shard import is_whole
from kg.errors import KgError

FOLDER = "shards"
Kind = Literal["claims", "quads"]


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

    def tidy(self) -> None:
        """Nothing; drafts of a killed run are gone."""
        for folder in (self.folder, *self.folder.glob("*/*/")):
            clear_drafts(folder)

    def prune(self, needed: Collection[tuple[Kind, str]]) -> int:
        """How many shards were removed: none as long as at least half of them are needed, then all that are not."""
        kept = list(self._all())
        unused = [(kind, key) for kind, key in kept if (kind, key) not in needed]
        if len(unused) <= len(kept) - len(unused):
            return 0
        for kind, key in unused:
            self._path(kind, key).unlink(missing_ok=True)
        return len(unused)

    def _all(self) -> Iterator[tuple[Kind, str]]:
        kinds: tuple[Kind, ...] = ("claims", "quads")
        for kind in kinds:
            for path in (self.folder / kind).glob("*/*"):
                yield kind, path.name

    def _path(self, kind: Kind, key: str) -> Path:
        return self.folder / kind / key[:2] / key
