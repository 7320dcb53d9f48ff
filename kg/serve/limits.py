"""How much one query may take: time, memory, rows, bytes; and how many may run or wait."""

from __future__ import annotations

import io
import resource
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from typing_extensions import Buffer

Row = TypeVar("Row")

# What a query text may measure; the longest ready question has two thousand characters.
MOST_QUERY_BYTES = 200_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a server; seconds, megabytes (a million bytes), rows, and numbers of queries."""

    seconds: float = 30.0
    megabytes: int = 2000
    rows: int = 1_000_000
    answer_megabytes: int = 64
    workers: int = 4
    waiting: int = 64


class TooLarge(Exception):
    """An answer grew past the limit of rows or bytes; the message names the limit."""


class CappedOutput(io.BytesIO):
    """A buffer in memory that refuses more than the limits: what a serialiser writes to.

    Rows are counted by the bytes ``row`` between them, for the engine writes whole chunks. A literal that holds the
    same bytes counts as one more row; the limit errs on the safe side.
    """

    def __init__(self, limits: Limits, row: bytes) -> None:
        super().__init__()
        self._most_bytes = limits.answer_megabytes * 1_000_000
        self._most_rows = limits.rows
        self._row = row
        self._tail = b""
        self._rows = 0

    def write(self, chunk: Buffer) -> int:
        """How many bytes were taken: all; TooLarge where they pass a limit."""
        data = bytes(chunk)
        # A separator that the end of a chunk cuts in two is found with the next chunk.
        seen = self._tail + data
        self._rows += seen.count(self._row)
        self._tail = seen[len(seen) - len(self._row) + 1 :]
        if self.tell() + len(data) > self._most_bytes:
            raise TooLarge(f"the answer has more than {self._most_bytes // 1_000_000} MB")
        if self._rows > self._most_rows:
            raise TooLarge(f"the answer has more than {self._most_rows:,} rows")
        return super().write(data)


def capped(rows: Iterable[Row], limits: Limits) -> Iterator[Row]:
    """The rows, as they come; TooLarge after the last that may be.

    >>> list(capped("ab", Limits(rows=2)))
    ['a', 'b']
    """
    for number, row in enumerate(rows, 1):
        if number > limits.rows:
            raise TooLarge(f"the answer has more than {limits.rows:,} rows")
        yield row


def limit_memory(megabytes: int) -> None:
    """Let this process take so much memory beyond what it has now; asking for more ends it.

    Only where the system tells how much that is, as Linux does; elsewhere time and size limits have to do.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        now = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    except OSError:
        return
    most = now + megabytes * 1_000_000
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
