"""Near duplicates kept up as documents come and go, in tables of a database whose transactions are the caller's.

A document that comes or goes concerns those that share a band of their signatures with it, those that share one with
these, and so on: who is a copy of whom is worked out anew for them alone (:func:`kg.read.near_duplicates`).
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import blake2b

from kg.read import Copy, Told, bands, near_duplicates

# ``fresh`` marks what was reached and from which nobody has gone on yet.
_SCHEMA = """
CREATE TABLE IF NOT EXISTS story (id INTEGER PRIMARY KEY, name TEXT UNIQUE, published TEXT, digest BLOB,
    signature BLOB);
CREATE TABLE IF NOT EXISTS band (digest INTEGER, story INTEGER, PRIMARY KEY (digest, story)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS copy (story INTEGER PRIMARY KEY, original TEXT, likeness REAL);
CREATE TEMP TABLE IF NOT EXISTS touched (digest INTEGER PRIMARY KEY, fresh INTEGER DEFAULT 1);
CREATE TEMP TABLE IF NOT EXISTS near (story INTEGER PRIMARY KEY, fresh INTEGER DEFAULT 1)
"""
_NEAR = """
INSERT OR IGNORE INTO near (story) SELECT DISTINCT story FROM touched CROSS JOIN band USING (digest) WHERE fresh
"""
_STORY = "SELECT id, name, published, digest, signature FROM"
_STORIES = f"{_STORY} near CROSS JOIN story ON id = story"


class Copies:
    """The signatures of documents, and which of them are copies of which."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        for statement in _SCHEMA.split(";"):
            database.execute(statement)

    def change(self, gone: Iterable[str], come: Iterable[Told]) -> None:
        """Nothing, once the copies are those without what is gone and with what has come."""
        self._run("DELETE FROM touched")
        self._run("DELETE FROM near")
        for name in gone:
            self._drop(name)
        for document in come:
            self._put(document)
        self._spread()
        near = {told.name: (story, told) for story, told in self._stories(_STORIES)}
        self._run("DELETE FROM copy WHERE story IN (SELECT story FROM near)")
        found = near_duplicates(told for _, told in near.values())
        rows = ((near[copy.name][0], copy.original, copy.likeness) for copy in found)
        self._database.executemany("INSERT INTO copy VALUES (?, ?, ?)", rows)

    def all(self) -> Iterator[Copy]:
        """Every copy, in the order of :func:`kg.read.near_duplicates`."""
        order = "published IS NULL, published, name"
        for row in self._run(f"SELECT name, original, likeness FROM copy JOIN story ON id = story ORDER BY {order}"):
            yield Copy(*row)

    def _put(self, document: Told) -> None:
        published = document.published.isoformat() if document.published else None
        signature = document.signature.tobytes() if document.signature is not None else None
        row = document.name, published, document.digest, signature
        statement = "INSERT INTO story (name, published, digest, signature) VALUES (?, ?, ?, ?)"
        story = self._run(statement, *row).lastrowid
        digests = self._touch(document)
        self._database.executemany("INSERT INTO band VALUES (?, ?)", ((digest, story) for digest in digests))
        self._run("INSERT INTO near VALUES (?, 0)", story)

    def _drop(self, name: str) -> None:
        for story, told in list(self._stories(f"{_STORY} story WHERE name = ?", name)):
            digests = self._touch(told)
            self._database.executemany("DELETE FROM band WHERE digest = ? AND story = ?", ((d, story) for d in digests))
            self._run("DELETE FROM copy WHERE story = ?", story)
            self._run("DELETE FROM story WHERE id = ?", story)

    def _spread(self) -> None:
        """Go from the bands touched to the documents that have them, to their bands, until there are no others."""
        while self._run("SELECT 1 FROM touched WHERE fresh LIMIT 1").fetchone():
            self._run(_NEAR)
            self._run("UPDATE touched SET fresh = 0 WHERE fresh")
            for _, told in list(self._stories(f"{_STORIES} WHERE fresh")):
                self._touch(told)
            self._run("UPDATE near SET fresh = 0 WHERE fresh")

    def _touch(self, document: Told) -> set[int]:
        """The digests of a document's bands, after these are marked as touched."""
        digests = {int.from_bytes(blake2b(band, digest_size=8).digest(), signed=True) for band in bands(document)}
        rows = ((digest,) for digest in digests)
        self._database.executemany("INSERT OR IGNORE INTO touched (digest) VALUES (?)", rows)
        return digests

    def _stories(self, query: str, *values: object) -> Iterator[tuple[int, Told]]:
        for story, name, published, digest, signature in self._run(query, *values):
            numbers = array("I", signature) if signature is not None else None
            yield story, Told(name, date.fromisoformat(published) if published else None, digest, numbers)

    def _run(self, statement: str, *values: object) -> sqlite3.Cursor:
        return self._database.execute(statement, values)
