"""Who and what is the same, kept up as documents come and go.

What is the same rests on names that documents share. A document that comes or goes concerns the records that have one
of its names, those that share a name with these, and so on; where things of a document are merged otherwise, persons
who were known by that company are concerned too; and where actors are, the events that they took part in. All that is
worked out anew by the functions that work out a whole, which is the case in which every document has just come.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import partial

from kg.identity.actors import person_merges, thing_merges
from kg.identity.decisions import NO_DECISIONS, Decisions
from kg.identity.events import event_merges, told
from kg.identity.merges import Identity, Merge, without
from kg.identity.records import Summary
from kg.identity.table import At, Settled, Table
from kg.identity.words import Words, load_words


class Index:
    """Summaries of documents, and the merges that follow from them, in the tables of a database.

    The outcome is a function of the documents that are in it, whatever came and went before and in what order. The
    decisions must stay the same. Transactions are the caller's.
    """

    def __init__(
        self, database: sqlite3.Connection, decisions: Decisions = NO_DECISIONS, words: Words | None = None
    ) -> None:
        self._table, self._decisions, self._words = Table(database), decisions, words or load_words()

    def change(self, gone: Iterable[str], come: Iterable[Summary]) -> set[str]:
        """The documents to write, after some have gone and others have come: these, and those now merged otherwise.

        A document that comes in place of its former self is in both.
        """
        self._table.begin()
        for name in gone:
            self._table.drop(name)
        names = set()
        for summary in come:
            self._table.put(summary)
            names.add(summary.document)
        names |= self._actors()
        return names | self._events(names)

    def identity(self, document: str | None = None) -> Identity:
        """The merges of one document, or of all."""
        entities: dict[At, Merge] = {}
        events: dict[At, Merge] = {}
        for merge in self._table.merges(document):
            (events if merge.kind == "event" else entities)[merge.at] = merge
        return Identity(entities, events, self._decisions)

    def _actors(self) -> set[str]:
        """The documents whose actors are merged otherwise, after the records concerned have been grouped anew."""
        table = self._table
        table.meet()
        things = thing_merges(table.records(person=False), self._words)
        before = {at: one.settles for at, one in table.merged().items() if one.kind == "thing"}
        after = {merge.at: merge.into for merge in things}
        if moved := {at[0] for at in before.keys() | after.keys() if before.get(at) != after.get(at)}:
            table.reach_persons(moved)
            table.meet()
            things = thing_merges(table.records(person=False), self._words)
        old = table.merged()
        settled = {at: into for at, into in table.settled().items() if at not in old}
        settled |= {merge.at: merge.into for merge in things}
        persons = person_merges(table.records(person=True), settled, self._words)
        final = {merge.at: merge for merge in without(self._decisions, [*things, *persons])}
        new = {merge.at: Settled("thing", merge.into, final.get(merge.at)) for merge in things}
        new |= {merge.at: Settled("person", merge.into, final.get(merge.at)) for merge in persons}
        return table.replace(old, new)

    def _events(self, documents: Iterable[str]) -> set[str]:
        """The documents whose events are merged otherwise, after these have been told with the actors of the whole."""
        table = self._table
        old: dict[At, Settled] = {}
        for name in documents:
            if events := table.events(name):
                key_of = partial(self.identity(name).entity, name)
                old |= table.retell(name, filter(None, (told(name, event, key_of) for event in events)))
        old |= table.told_merged()
        merges = event_merges(table.told(), self._words)
        final = {merge.at: merge for merge in without(self._decisions, merges)}
        return table.replace(old, {merge.at: Settled("event", merge.into, final.get(merge.at)) for merge in merges})
