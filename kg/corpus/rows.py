"""From kept outcomes to the rows of a manifest, with the quads of each document made where they are missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.corpus.gather import Progress, make_quads
from kg.corpus.manifest import Kept, Row, row_of
from kg.corpus.pool import Executor
from kg.corpus.shard import outcome_in, pack, triples_in
from kg.corpus.shards import Shards
from kg.corpus.stamp import digest, program
from kg.errors import KgError
from kg.pipeline import Outcome
from kg.review import Replay

# Given a way to go through all outcomes, as often as needed: the pure function that corrects one of them. It stands
# between the claims as read and their quads; a document that it leaves as it is keeps its quads.
Amend = Callable[[Callable[[], Iterator[Outcome]]], Callable[[Outcome], Outcome]]


class RowMaker:
    """Makes the rows of documents whose outcomes are kept in ``shards``.

    ``review`` replays an analyst's corrections of each outcome by itself, then ``amend`` sees them all.
    """

    def __init__(self, shards: Shards, base: str, amend: Amend | None, review: Replay) -> None:
        self._shards, self._base, self._amend, self._review = shards, base, amend, review

    def rows(
        self, documents: Sequence[Kept], former: Mapping[str, Row], executor: Executor, progress: Progress
    ) -> tuple[list[Row], list[str]]:
        """The row of each document, after its quads are kept; and a line for each whose quads could not be made."""
        change = self._change(documents)
        rows: dict[str, Row] = {}
        todo = self._missing(documents, former, change, rows)
        triples, failed = make_quads(todo, self._base, self._shards, executor, progress)
        made = (replace(row, triples=triples.get(row.name, row.triples)) for row in rows.values())
        return [row for row in made if row.triples], failed

    def _change(self, documents: Sequence[Kept]) -> Callable[[Outcome], Outcome] | None:
        """The function from an outcome as read to the one that the graph tells; None where they are the same."""
        if self._amend is None:
            return self._review if self._review.entries else None
        placed = self._amend(lambda: map(self._review, outcomes(documents, self._shards)))
        return lambda outcome: placed(self._review(outcome))

    def _missing(
        self,
        documents: Sequence[Kept],
        former: Mapping[str, Row],
        change: Callable[[Outcome], Outcome] | None,
        rows: dict[str, Row],
    ) -> Iterator[tuple[str, str, bytes]]:
        """Name, key and packed outcome of each document without quads; every document gets its row on the way."""
        for document in documents:
            key, old = self._key(document.claims), former.get(document.name)
            if change is None and old and (old.claims, old.quads) == (document.claims, key):
                rows[document.name] = old
                if self._shards.has("quads", key):
                    continue
            packed = _outcome(document, self._shards)
            outcome = outcome_in(packed)
            if change and (amended := change(outcome)) != outcome:
                outcome, packed = amended, pack(amended)
                key = self._key(digest(packed))
            row = row_of(outcome, document, key, old.story if old and old.claims == document.claims else None)
            quads = self._shards.get("quads", key)
            rows[document.name] = replace(row, triples=triples_in(quads)) if quads else row
            if quads is None:
                yield document.name, key, packed

    def _key(self, claims: str) -> str:
        """The key of the quads of an outcome: they depend on it, on the base and on the program."""
        return digest("quads", claims, self._base, program())


def outcomes(documents: Iterable[Kept | Row], shards: Shards) -> Iterator[Outcome]:
    """The outcome of each document, as read; KgError where its shard is lost."""
    for document in documents:
        yield outcome_in(_outcome(document, shards))


def _outcome(document: Kept | Row, shards: Shards) -> bytes:
    shard = shards.get("claims", document.claims)
    if shard is None:
        raise KgError(f"{document.name}: its shard is lost; run kg build again with its file")
    return shard
