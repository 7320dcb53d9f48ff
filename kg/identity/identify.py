"""Summaries to merges at once, in bounded memory: an index in a file without a name, which is gone again afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing

from kg.identity.decisions import NO_DECISIONS, Decisions
from kg.identity.index import Index
from kg.identity.merges import Identity
from kg.identity.records import Summary
from kg.identity.words import Words


def identify(summaries: Iterable[Summary], decisions: Decisions = NO_DECISIONS, words: Words | None = None) -> Identity:
    """What is the same across the documents of these summaries, whatever their order."""
    with closing(sqlite3.connect("", isolation_level=None)) as database:
        database.execute("BEGIN")
        index = Index(database, decisions, words)
        index.change((), summaries)
        return index.identity()
