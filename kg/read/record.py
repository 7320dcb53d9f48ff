"""One article out of a file that holds many: its key there, its text and its credits."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.read.credits import UNKNOWN, Credits

if TYPE_CHECKING:
    from kg.errors import InputError
    from kg.read.documents import Document
    from kg.read.options import Options

# Nobody writes an article of this size; whatever is longer is a damaged or a hostile file.
LONGEST = 20_000_000
_LONGEST_KEY = 300


@dataclass(frozen=True, slots=True)
class Record:
    """An article as the file has it. ``key`` tells it from the others of the file, wherever in it it stands."""

    key: str
    text: str
    credits: Credits = UNKNOWN
    language: str | None = None


Records = Callable[["Document", "Options"], "Iterator[Record | InputError]"]


def member(name: str, key: str) -> str:
    """The name of a document inside the file ``name``; a very long key is cut, with a hash of the whole.

    >>> member("news.jsonl", "17")
    'news.jsonl#17'
    """
    if len(key) > _LONGEST_KEY:
        key = f"{key[:_LONGEST_KEY]}~{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:12]}"
    return f"{name}#{key}"


class Keys:
    """Which keys a file has had, as hashes of eight bytes each, so that many files fit in memory."""

    def __init__(self) -> None:
        self._seen: set[bytes] = set()

    def is_new(self, key: str) -> bool:
        """True at the first time a key is asked for."""
        digest = hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=8).digest()
        new = digest not in self._seen
        self._seen.add(digest)
        return new
