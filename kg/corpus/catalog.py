"""What a build folder knows of its documents together: who is the same in them, which are copies, what was corrected.

It is kept in one SQLite file beside the shards and follows the folder: what has come or gone since the last time is
found out from the file itself, and each change is one transaction, so that a run killed at any moment leaves it as it
was or as it should be. It holds nothing that the shards do not tell; a lost or damaged one is made again from them.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from kg.corpus.copies import Copies
from kg.corpus.manifest import Kept
from kg.corpus.stamp import digest, program, vocabulary
from kg.errors import KgError
from kg.identity import Identity, Index, Summary, summary
from kg.pipeline import Outcome
from kg.read import Copy, Told, told
from kg.review import Entry, Note, Replay

NAME = "catalog.sqlite"
# Kilobytes of memory for pages of the file.
_CACHE = 65_536
_SCHEMA = """
CREATE TABLE IF NOT EXISTS stamp (value TEXT);
CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, claims TEXT, amended TEXT, note BLOB) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the documents of a folder stand to one another.

    ``amended`` has the digest of each document's claims as the graph tells them, where that is known; ``notes`` what
    became of the corrections.
    """

    amended: Mapping[str, str]
    copies: tuple[Copy, ...]
    notes: Mapping[str, Note]


class Catalog:
    """The catalog of the build whose shards lie in ``folder``, under these corrections."""

    def __init__(self, folder: Path, entries: Sequence[Entry]) -> None:
        self._path, self._entries = folder / NAME, entries
        self._stamp = digest("catalog", program(), vocabulary(), *map(repr, entries))

    def follow(self, documents: Sequence[Kept], outcome_of: Callable[[Kept], Outcome]) -> Standing:
        """How these documents stand to one another, after the catalog has taken up those that it did not know.

        Only their outcomes are asked for; where corrections, words or program are others than before, those of all.

        Raises:
            KgError: the disk is full or not to be written to, or ``outcome_of`` raises it.
        """
        try:
            return self._follow(documents, outcome_of)
        except (sqlite3.DatabaseError, msgspec.DecodeError):
            # Damaged, as by a disk.
            self._remove()
        return self._follow(documents, outcome_of)

    def identities(self, names: Iterable[str]) -> dict[str, Identity]:
        """The merges of each of these documents."""
        with self._transaction() as database:
            index = Index(database)
            return {name: index.identity(name) for name in names}

    def note(self, amended: Mapping[str, str]) -> None:
        """Nothing, once it is kept what the claims of these documents were found to be; KgError as above."""
        with self._transaction() as database:
            rows = ((key, name) for name, key in amended.items())
            database.executemany("UPDATE kept SET amended = ? WHERE name = ?", rows)

    def _follow(self, documents: Sequence[Kept], outcome_of: Callable[[Kept], Outcome]) -> Standing:
        with self._transaction() as database:
            index, copies = Index(database), Copies(database)
            known = dict(database.execute("SELECT name, claims FROM kept"))
            wanted = {document.name: document.claims for document in documents}
            gone = [name for name, claims in known.items() if wanted.get(name) != claims]
            come = [document for document in documents if known.get(document.name) != document.claims]
            if gone or come:
                self._take_up(database, index, copies, gone, ((one, outcome_of(one)) for one in come))
            amended = dict(database.execute("SELECT name, amended FROM kept WHERE amended IS NOT NULL"))
            notes = database.execute("SELECT name, note FROM kept WHERE note IS NOT NULL")
            return Standing(amended, tuple(copies.all()), {name: _NOTE.decode(note) for name, note in notes})

    def _take_up(
        self,
        database: sqlite3.Connection,
        index: Index,
        copies: Copies,
        gone: Sequence[str],
        come: Iterable[tuple[Kept, Outcome]],
    ) -> None:
        """Bring the tables up to date; what a document is amended by is unknown for those that are concerned."""
        database.executemany("DELETE FROM kept WHERE name = ?", ((name,) for name in gone))
        stories: list[Told] = []

        def arriving() -> Iterator[Summary]:
            for document, outcome in come:
                review = Replay(self._entries)
                reviewed = review(outcome)
                note = review.notes.get(document.name)
                row = document.name, document.claims, _ENCODER.encode(note) if note else None
                database.execute("INSERT INTO kept (name, claims, note) VALUES (?, ?, ?)", row)
                stories.append(told(reviewed.article))
                yield summary(reviewed.article, reviewed.claims)

        concerned = index.change(gone, arriving())
        database.executemany("UPDATE kept SET amended = NULL WHERE name = ?", ((name,) for name in concerned))
        copies.change(gone, stories)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """The database in a transaction that stands only if nothing goes wrong; closed before any process is forked."""
        try:
            with closing(self._connected()) as database:
                database.execute("BEGIN IMMEDIATE")
                for statement in _SCHEMA.split(";"):
                    database.execute(statement)
                database.execute("INSERT INTO stamp SELECT ? WHERE NOT EXISTS (SELECT 1 FROM stamp)", (self._stamp,))
                yield database
                database.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise self._unwritable(error) from error

    def _connected(self) -> sqlite3.Connection:
        """The database of this stamp; one of another is removed."""
        database = sqlite3.connect(self._path, isolation_level=None)
        database.execute(f"PRAGMA cache_size = -{_CACHE}")
        tables = database.execute("SELECT 1 FROM sqlite_master WHERE name = 'stamp'").fetchone()
        if tables is None or database.execute("SELECT value FROM stamp").fetchall() == [(self._stamp,)]:
            return database
        database.close()
        self._remove()
        return sqlite3.connect(self._path, isolation_level=None)

    def _remove(self) -> None:
        """Nothing; the file is gone, with the journal of a run that was killed, which must not meet another file."""
        for path in (self._path, self._path.with_name(f"{NAME}-journal")):
            path.unlink(missing_ok=True)

    def _unwritable(self, error: sqlite3.Error) -> KgError:
        full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
        reason = os.strerror(errno.ENOSPC) if full else str(error)
        return KgError(
            f"{self._path}: cannot be written ({reason}); make room or choose another folder with -o, "
            "then run the same command again: what was read so far is kept"
        )


_ENCODER = msgspec.msgpack.Encoder()
_NOTE = msgspec.msgpack.Decoder(Note)
