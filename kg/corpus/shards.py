"""The folder of shards: immutable files, each under the digest of what it was made from."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, get_args

from kg.corpus.durable import DRAFT, clear_drafts, put
from kg.corpus.shard import is_whole
from kg.errors import KgError

FOLDER = "shards"
Kind = Literal["claims", "quads"]
KINDS: tuple[Kind, ...] = get_args(Kind)
# Most of the time that a small file takes is the disk's, which confirms several in the time of one. They wait for one
# another until they are so many, or the first has waited for so many seconds.
_WRITERS = 8
_TOGETHER = 32
_WAIT = 1.0


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

    @contextmanager
    def together(self, kind: Kind) -> Iterator[Callable[[str, bytes], None]]:
        """What keeps a shard under its key, several with one wait for the disk; KgError as from :meth:`put`.

        All are kept once the block ends, however it does; a process that is killed in it loses the last few. No thread
        outlives a call, because workers may be forked between two.
        """
        waiting: dict[str, bytes] = {}
        since = time.monotonic()

        def write() -> None:
            with ThreadPoolExecutor(_WRITERS) as pool:
                writing = [pool.submit(self.put, kind, key, shard) for key, shard in waiting.items()]
                waiting.clear()
                for one in writing:
                    one.result()

        def keep(key: str, shard: bytes) -> None:
            nonlocal since
            since = since if waiting else time.monotonic()
            waiting[key] = shard
            if len(waiting) == _TOGETHER or time.monotonic() - since > _WAIT:
                write()

        try:
            yield keep
        finally:
            write()

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
