"""The tables in which identity keeps documents: their records by name, their events by block, and what was merged.

They lie in an SQLite database, whose transactions belong to the caller. Names and blocks are kept as digests of eight
bytes: a chance meeting of two costs a comparison and never a merge.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import blake2b
from typing import Literal, NamedTuple

import msgspec

from kg.identity.actors import blocks
from kg.identity.events import Told
from kg.identity.groups import Named
from kg.identity.merges import Merge
from kg.identity.records import Actor, Event, Summary

At = tuple[str, str]
Kind = Literal["thing", "person", "event"]

# ``fresh`` marks what was reached and from which nobody has gone on yet.
_SCHEMA = """
CREATE TABLE IF NOT EXISTS document (id INTEGER PRIMARY KEY, name TEXT UNIQUE, context BLOB, events BLOB);
CREATE TABLE IF NOT EXISTS actor (id INTEGER PRIMARY KEY, document INTEGER, key TEXT, person INTEGER, content BLOB);
CREATE UNIQUE INDEX IF NOT EXISTS actor_at ON actor (document, key);
CREATE TABLE IF NOT EXISTS name (digest INTEGER, document INTEGER, actor INTEGER,
    PRIMARY KEY (digest, document, actor)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS name_of ON name (actor, digest);
CREATE TABLE IF NOT EXISTS event (document INTEGER, key TEXT, block INTEGER, content BLOB,
    PRIMARY KEY (document, key)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS event_block ON event (block, document);
CREATE TABLE IF NOT EXISTS merge (document INTEGER, key TEXT, kind TEXT, settles TEXT, content BLOB,
    PRIMARY KEY (document, key, kind)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS reached (digest INTEGER PRIMARY KEY, fresh INTEGER DEFAULT 1);
CREATE TEMP TABLE IF NOT EXISTS met (actor INTEGER PRIMARY KEY, fresh INTEGER DEFAULT 1);
CREATE TEMP TABLE IF NOT EXISTS retold (block INTEGER PRIMARY KEY);
"""
# CROSS JOIN keeps SQLite to the order in which tables are named: from the few that are concerned to what they have.
_MEET = """
INSERT OR IGNORE INTO met (actor) SELECT DISTINCT name.actor FROM reached CROSS JOIN name USING (digest)
WHERE reached.fresh AND EXISTS (SELECT 1 FROM name AS mine CROSS JOIN name AS other
    WHERE mine.actor = name.actor AND other.digest = mine.digest AND other.document <> mine.document)
"""
_REACH = "INSERT OR IGNORE INTO reached (digest) SELECT name.digest FROM met CROSS JOIN name USING (actor) WHERE fresh"
_REACH_PERSONS = """
INSERT OR IGNORE INTO reached (digest) SELECT name.digest FROM document CROSS JOIN actor CROSS JOIN name
WHERE document.name = ? AND actor.document = document.id AND person AND name.actor = actor.id
"""
_RECORDS = """
SELECT document.id, document.name, context, content FROM met CROSS JOIN actor CROSS JOIN document
WHERE actor.id = met.actor AND person = ? AND document.id = actor.document
"""
_MERGED = """
SELECT DISTINCT document.name, merge.key, kind, settles, merge.content
FROM reached CROSS JOIN name USING (digest) CROSS JOIN actor CROSS JOIN merge CROSS JOIN document
WHERE actor.id = name.actor AND merge.document = actor.document AND merge.key = actor.key AND kind <> 'event'
AND document.id = merge.document
"""
_SETTLED = """
SELECT document.name, key, settles FROM
(SELECT DISTINCT actor.document FROM met CROSS JOIN actor WHERE actor.id = met.actor AND person) AS those
CROSS JOIN merge CROSS JOIN document
WHERE merge.document = those.document AND kind = 'thing' AND document.id = merge.document
"""
_TOLD = """
SELECT document.name, content FROM retold CROSS JOIN event USING (block) CROSS JOIN document
WHERE document.id = event.document AND EXISTS
    (SELECT 1 FROM event AS other WHERE other.block = event.block AND other.document <> event.document)
"""
_TOLD_MERGED = """
SELECT document.name, merge.key, settles, merge.content FROM retold CROSS JOIN event USING (block) CROSS JOIN merge
CROSS JOIN document WHERE merge.document = event.document AND merge.key = event.key AND kind = 'event'
AND document.id = merge.document
"""

_MERGED_AT = "SELECT settles, content FROM merge WHERE document = ? AND key = ? AND kind = 'event'"


class Settled(NamedTuple):
    """What the rules made of a node (the key that it ``settles`` on), and the merge after what people decided."""

    kind: Kind
    settles: str
    merge: Merge | None


class _Context(NamedTuple):
    """What is told of a document besides its actors and events."""

    published: date | None
    states: frozenset[str]
    company: frozenset[str]


class _Content(NamedTuple):
    """A telling without its document, whose name it would repeat."""

    event: Event
    agents: tuple[str, ...]
    targets: tuple[str, ...]
    persons: frozenset[str]


class Table:
    """Documents as identity knows them; ``reached`` and ``met`` hold the names and records that a change concerns."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        for statement in _SCHEMA.split(";"):
            database.execute(statement)

    def begin(self) -> None:
        """Nothing, once no name, record or event is concerned."""
        for table in ("reached", "met", "retold"):
            self._database.execute(f"DELETE FROM temp.{table}")

    def put(self, summary: Summary) -> None:
        """Nothing, once the document is in the tables and its names are reached."""
        context = _Context(summary.published, summary.states, summary.company)
        row = summary.document, _ENCODER.encode(context), _ENCODER.encode(summary.events)
        document = self._run("INSERT INTO document (name, context, events) VALUES (?, ?, ?)", *row).lastrowid
        for actor in summary.actors:
            digests = {_digest(name) for name in blocks(actor)}
            if not digests:
                continue
            values = document, actor.key, actor.type == "Person", _ENCODER.encode(actor)
            one = self._run("INSERT INTO actor (document, key, person, content) VALUES (?, ?, ?, ?)", *values).lastrowid
            rows = ((digest, document, one) for digest in digests)
            self._database.executemany("INSERT INTO name (digest, document, actor) VALUES (?, ?, ?)", rows)
            self._database.executemany("INSERT OR IGNORE INTO reached (digest) VALUES (?)", ((d,) for d in digests))

    def drop(self, name: str) -> None:
        """Nothing, once the document has left the tables; its names are reached, its events retold."""
        found = self._run("SELECT id FROM document WHERE name = ?", name).fetchone()
        if found is None:
            return
        own = "SELECT id FROM actor WHERE document = ?"
        self._run(f"INSERT OR IGNORE INTO reached (digest) SELECT digest FROM name WHERE actor IN ({own})", *found)
        self._run("INSERT OR IGNORE INTO retold SELECT block FROM event WHERE document = ?", *found)
        self._run(f"DELETE FROM name WHERE actor IN ({own})", *found)
        for table in ("actor", "event", "merge"):
            self._run(f"DELETE FROM {table} WHERE document = ?", *found)
        self._run("DELETE FROM document WHERE id = ?", *found)

    def reach_persons(self, documents: Iterable[str]) -> None:
        """Nothing, once the names of all persons of these documents are reached."""
        self._database.executemany(_REACH_PERSONS, ((name,) for name in documents))

    def meet(self) -> None:
        """Nothing, once every record is met that is connected with a name reached, by names that records share.

        A record none of whose names another document has is passed over, as it can be merged with nothing.
        """
        while self._run("SELECT 1 FROM reached WHERE fresh LIMIT 1").fetchone():
            self._run(_MEET)
            self._run("UPDATE reached SET fresh = 0 WHERE fresh")
            self._run(_REACH)
            self._run("UPDATE met SET fresh = 0 WHERE fresh")

    def records(self, person: bool) -> Iterator[Named]:
        """The records met, of persons or of all else."""
        last, known = 0, _Context(None, frozenset(), frozenset())
        for document, name, context, content in self._run(_RECORDS, person):
            if document != last:
                last, known = document, _CONTEXT.decode(context)
            yield Named(name, known.published, known.states, known.company, _ACTOR.decode(content))

    def merged(self) -> dict[At, Settled]:
        """What was made of the records with a name reached, where anything was."""
        return {
            (document, key): Settled(kind, settles, _merge(content))
            for document, key, kind, settles, content in self._run(_MERGED)
        }

    def settled(self) -> dict[At, str]:
        """The keys on which things settled in the documents whose persons are met."""
        return {(document, key): into for document, key, into in self._run(_SETTLED)}

    def replace(self, old: Mapping[At, Settled], new: Mapping[At, Settled]) -> set[str]:
        """The documents whose merges differ, after the new ones have taken the place of the old."""
        differing = [at for at in old.keys() | new.keys() if old.get(at) != new.get(at)]
        for at in differing:
            if at in old:
                where = "document = (SELECT id FROM document WHERE name = ?) AND key = ? AND kind = ?"
                self._run(f"DELETE FROM merge WHERE {where}", *at, old[at].kind)
            if at in new:
                kind, settles, merge = new[at]
                row = at[0], at[1], kind, settles, _ENCODER.encode(merge) if merge else None
                self._run("INSERT INTO merge SELECT id, ?2, ?3, ?4, ?5 FROM document WHERE name = ?1", *row)
        return {at[0] for at in differing if _outcome(old.get(at)) != _outcome(new.get(at))}

    def events(self, document: str) -> tuple[Event, ...]:
        """The events of a document, as it tells them."""
        (events,) = self._run("SELECT events FROM document WHERE name = ?", document).fetchone()
        return _EVENTS.decode(events)

    def retell(self, document: str, tellings: Iterable[Told]) -> dict[At, Settled]:
        """The former merges of events that are told otherwise now, after these tellings have taken their place."""
        (one,) = self._run("SELECT id FROM document WHERE name = ?", document).fetchone()
        before = {
            key: (block, _CONTENT.decode(content))
            for key, block, content in self._run("SELECT key, block, content FROM event WHERE document = ?", one)
        }
        after = {told.event.key: (_digest(told.block), _Content(*told[1:])) for told in tellings}
        differing = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
        former: dict[At, Settled] = {}
        for key in differing:
            for settles, content in self._run(_MERGED_AT, one, key):
                former[document, key] = Settled("event", settles, _merge(content))
            for block, _ in (side[key] for side in (before, after) if key in side):
                self._run("INSERT OR IGNORE INTO retold VALUES (?)", block)
            self._run("DELETE FROM event WHERE document = ? AND key = ?", one, key)
            if key in after:
                block, content = after[key]
                self._run("INSERT INTO event VALUES (?, ?, ?, ?)", one, key, block, _ENCODER.encode(content))
        return former

    def told(self) -> Iterator[Told]:
        """The events in the blocks that are told otherwise, where several documents tell some."""
        for document, content in self._run(_TOLD):
            yield Told(document, *_CONTENT.decode(content))

    def told_merged(self) -> dict[At, Settled]:
        """What was made of the events in the blocks that are told otherwise."""
        return {
            (document, key): Settled("event", settles, _merge(content))
            for document, key, settles, content in self._run(_TOLD_MERGED)
        }

    def merges(self, document: str | None = None) -> Iterator[Merge]:
        """The merges of a document, or all."""
        where = "" if document is None else "AND document = (SELECT id FROM document WHERE name = ?)"
        query = f"SELECT content FROM merge WHERE content IS NOT NULL {where}"
        for (content,) in self._run(query, *([] if document is None else [document])):
            yield _MERGE.decode(content)

    def _run(self, statement: str, *values: object) -> sqlite3.Cursor:
        return self._database.execute(statement, values)


def _merge(content: bytes | None) -> Merge | None:
    return _MERGE.decode(content) if content else None


def _outcome(one: Settled | None) -> Merge | None:
    return one.merge if one else None


def _digest(name: str) -> int:
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)


_ENCODER = msgspec.msgpack.Encoder()
_CONTEXT, _ACTOR = msgspec.msgpack.Decoder(_Context), msgspec.msgpack.Decoder(Actor)
_EVENTS, _CONTENT = msgspec.msgpack.Decoder(tuple[Event, ...]), msgspec.msgpack.Decoder(_Content)
_MERGE = msgspec.msgpack.Decoder(Merge)
