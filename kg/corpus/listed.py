"""The articles of a large folder in one file, of which the lines that stay are copied and not made again."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.articles import ARTICLES_FILE, article_line
from kg.corpus.durable import DRAFT
from kg.corpus.manifest import Manifest, Row
from kg.corpus.rows import outcomes
from kg.corpus.shards import Shards
from kg.store import read_record


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of articles and the rows whose articles its lines are, in their order."""

    file: Path
    rows: tuple[Row, ...]

    def lines(self) -> Iterator[tuple[Row, bytes]]:
        """Each row with its line."""
        with self.file.open("rb") as file:
            yield from zip(self.rows, file, strict=False)


def listed_in(out: Path, old: Manifest | None) -> Listed | None:
    """The file that the last run wrote, None where that is not certain; to be asked before anything is changed.

    A run that was killed has left the store for another graph than the manifest tells of, or for none.
    """
    record, file = read_record(out), out / ARTICLES_FILE
    if old is None or record is None or record.graph != old.digest or not file.is_file():
        return None
    return Listed(file, old.rows) if file.stat().st_size == old.files.get(ARTICLES_FILE) else None


def write_listed(out: Path, former: Listed | None, rows: Sequence[Row], shards: Shards) -> None:
    """Nothing, once the file has the article of each of the rows, which are sorted by name, and no others."""
    draft = out / f"{DRAFT}{ARTICLES_FILE}"
    with draft.open("wb") as file:
        file.writelines(_lines(former.lines() if former else iter(()), rows, shards))
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, out / ARTICLES_FILE)


def _lines(former: Iterator[tuple[Row, bytes]], rows: Sequence[Row], shards: Shards) -> Iterator[bytes]:
    old, line = next(former, (None, b""))
    for row in rows:
        while old and old.name < row.name:
            old, line = next(former, (None, b""))
        if old and (old.name, old.claims) == (row.name, row.claims) and row.sha256.encode() in line:
            yield line
        else:
            yield from (article_line(outcome.article).encode("ascii") for outcome in outcomes([row], shards))
