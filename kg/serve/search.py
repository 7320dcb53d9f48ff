"""Full-text search over names, titles and quoted sentences: an index of SQLite's FTS5, in memory.

It is filled once, before workers are forked, and never written again. Words are matched by their beginnings, whatever
their case and accents; the better match first (BM25), names before sentences.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.serve.segments import Mark, Segment, shown
from kg.vocab import PREFIXES

_BEGIN, _END = "\x02", "\x03"
_MOST_WORDS = 12
_SNIPPET_WORDS = 28
_HIT = (Mark(0, 0, "hit"),)
_NAMES = """SELECT ?node ?kind (MIN(?label) AS ?title) (GROUP_CONCAT(DISTINCT ?name; SEPARATOR=" | ") AS ?names) {
  VALUES (?class ?kind) { %s }
  ?node a ?class ; rdfs:label ?label . { ?node rdfs:label ?name } UNION { ?node skos:altLabel ?name }
} GROUP BY ?node ?kind"""
_CLASSES = (
    "(kg:Actor 'actor') (kg:Speaker 'actor') (kg:Place 'thing') (kg:Instrument 'thing') (kg:Topic 'thing') "
    "(kg:Occurrence 'thing') (kg:Document 'document')"
)
_SENTENCES = """SELECT DISTINCT ?node ?title ?names {
  ?node a kg:Claim ; rdfs:label ?title ; kg:sentence/oa:hasSelector/oa:exact ?names }"""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: what it is, and the words around the match."""

    kind: str
    iri: str
    title: str
    snippet: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Hits of one kind: those of a page, and how many there are."""

    hits: tuple[Hit, ...]
    total: int


class Index:
    """The words of one graph."""

    def __init__(self, store: ox.Store) -> None:
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.execute("PRAGMA temp_store = MEMORY")
        self._database.execute(
            "CREATE VIRTUAL TABLE words USING fts5"
            "(title, text, kind UNINDEXED, iri UNINDEXED, tokenize = 'unicode61 remove_diacritics 2')"
        )
        self._database.executemany("INSERT INTO words (title, text, kind, iri) VALUES (?, ?, ?, ?)", _rows(store))
        self._database.execute("INSERT INTO words (words) VALUES ('optimize')")
        self._database.commit()

    def find(self, asked: str, kind: str, limit: int, offset: int = 0) -> Found:
        """The hits of this kind for the words asked, best first; none where nothing is asked."""
        match = expression(asked)
        if not match:
            return Found((), 0)
        (total,) = self._database.execute(
            "SELECT COUNT(*) FROM words WHERE words MATCH ? AND kind = ?", (match, kind)
        ).fetchone()
        rows = self._database.execute(
            "SELECT iri, title, snippet(words, 1, ?, ?, ' … ', ?) FROM words WHERE words MATCH ? AND kind = ? "
            "ORDER BY bm25(words, 4.0, 1.0), title, iri LIMIT ? OFFSET ?",
            (_BEGIN, _END, _SNIPPET_WORDS, match, kind, limit, offset),
        )
        return Found(tuple(Hit(kind, iri, shown(title), marked(snippet)) for iri, title, snippet in rows), total)


def expression(asked: str) -> str:
    """The words as FTS5 wants them: each quoted, so that none is an operator, and open at its end.

    >>> expression('Iran NEAR(x) "OR')
    '"Iran"* "NEAR"* "x"* "OR"*'
    """
    return " ".join(f'"{word}"*' for word in re.findall(r"\w+", asked)[:_MOST_WORDS])


def marked(snippet: str) -> tuple[Segment, ...]:
    """The pieces of a snippet; those that match are marked."""
    pieces = []
    for part in re.split(f"({_BEGIN}[^{_END}]*{_END})", snippet):
        if part:
            words = part.strip(_BEGIN + _END)
            pieces.append((words, part.startswith(_BEGIN)))
    return tuple(Segment(shown(words), _HIT if hit else ()) for words, hit in pieces)


def _rows(store: ox.Store) -> Iterator[tuple[str, str, str, str]]:
    """Title, text, kind and IRI of everything that can be found; an actor that speaks is there once."""
    seen: set[str] = set()
    for query in (_NAMES % _CLASSES, _SENTENCES):
        solutions = store.query(query, prefixes=PREFIXES)
        if not isinstance(solutions, ox.QuerySolutions):
            continue
        kinds = {variable.value for variable in solutions.variables}
        for row in solutions:
            iri = str(row["node"].value)
            if iri not in seen:
                seen.add(iri)
                kind = str(row["kind"].value) if "kind" in kinds else "claim"
                # The marks of a snippet are no letters of any text.
                texts = (str(row[name].value).replace(_BEGIN, " ").replace(_END, " ") for name in ("title", "names"))
                title, text = texts
                yield title, text, kind, iri
