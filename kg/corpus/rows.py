"""From kept outcomes to the rows of a manifest, with the quads of each document made where they are missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.corpus.catalog import Catalog, Standing
from kg.corpus.gather import Progress, make_quads
from kg.corpus.manifest import Kept, Row, row_of
from kg.corpus.pool import Executor
from kg.corpus.shard import outcome_in, pack, triples_in
from kg.corpus.shards import Shards
from kg.corpus.stamp import digest, program
from kg.errors import KgError
from kg.identity import placed
from kg.pipeline import Outcome
from kg.review import Entry, Replay

# What carries out the work on so many documents.
Executors = Callable[[int], Executor]


class RowMaker:
    """Makes the rows of documents whose outcomes are kept in ``shards``.

    Two things stand between claims as read and their quads: an analyst's corrections of each document by itself, then
    what the others tell of its actors and events. A document that neither changes keeps its quads.
    """

    def __init__(self, shards: Shards, base: str, entries: Sequence[Entry]) -> None:
        self._shards, self._base, self._program, self._review = shards, base, program(), Replay(entries)
        self._catalog = Catalog(shards.folder, entries)

    def rows(
        self, documents: Sequence[Kept], former: Mapping[str, Row], executor: Executors, progress: Progress
    ) -> tuple[list[Row], list[str], Standing]:
        """The row of each document, by name, after its quads are kept, and how the documents stand to one another.

        With them a line for each whose quads could not be made: the others are as if it were not there.
        """
        standing = self._catalog.follow(documents, lambda document: outcome_in(self._shard(document)))
        rows = self._unchanged(documents, former, standing.amended)
        todo = [document for document in documents if document.name not in rows]
        amended: dict[str, str] = {}
        triples: dict[str, int] = {}
        failed: list[str] = []
        if todo:
            missing = self._missing(todo, rows, amended)
            triples, failed = make_quads(missing, self._base, self._shards, executor(len(todo)), progress)
            self._catalog.note(amended)
        made = (replace(row, triples=triples.get(row.name, row.triples)) for row in rows.values())
        whole = {row.name: row for row in made if row.triples}
        if not failed or not whole:
            return [whole[name] for name in sorted(whole)], failed, standing
        left = [document for document in documents if document.name in whole]
        found, more, standing = self.rows(left, whole, executor, progress)
        return found, sorted([*failed, *more]), standing

    def _unchanged(
        self, documents: Sequence[Kept], former: Mapping[str, Row], amended: Mapping[str, str]
    ) -> dict[str, Row]:
        """The former row of each document that tells what it told before, and whose quads are kept."""
        kept = self._shards.keys("quads")
        rows = {}
        for document in documents:
            row, claims = former.get(document.name), amended.get(document.name)
            same = row and claims and (row.claims, row.quads) == (document.claims, self._key(claims))
            if row and same and row.quads in kept:
                rows[document.name] = row
        return rows

    def _missing(
        self, documents: Sequence[Kept], rows: dict[str, Row], amended: dict[str, str]
    ) -> Iterator[tuple[str, str, bytes]]:
        """Name, key and packed outcome of each document without quads; every document gets its row on the way.

        ``amended`` gets the digest of the claims of each, as the graph tells them.
        """
        identities = self._catalog.identities(document.name for document in documents)
        for document in documents:
            packed = self._shard(document)
            outcome = outcome_in(packed)
            claims, told = document.claims, placed(self._review(outcome), identities[document.name])
            if told != outcome:
                packed = pack(told)
                claims = digest(packed)
            amended[document.name], key = claims, self._key(claims)
            row, quads = row_of(told, document, key), self._shards.get("quads", key)
            rows[document.name] = replace(row, triples=triples_in(quads)) if quads else row
            if quads is None:
                yield document.name, key, packed

    def _shard(self, document: Kept) -> bytes:
        shard = self._shards.get("claims", document.claims)
        if shard is None:
            raise KgError(f"{document.name}: its shard is lost; run kg build again with its file")
        return shard

    def _key(self, claims: str) -> str:
        """The key of the quads of an outcome: they depend on it, on the base and on the program."""
        return digest("quads", claims, self._base, self._program)


def outcomes(rows: Iterable[Row], shards: Shards) -> Iterator[Outcome]:
    """The outcome of each document, as read; KgError where its shard is lost."""
    for row in rows:
        shard = shards.get("claims", row.claims)
        if shard is None:
            raise KgError(f"{row.name}: its shard is lost; run kg build again with its file")
        yield outcome_in(shard)
