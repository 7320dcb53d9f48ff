"""What worker processes do: documents to packed outcomes, packed outcomes to packed quads.

A task is a small value that can be sent to another process or machine; what it needs loaded stays with the worker.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg import pipeline
from kg.corpus.shard import DocumentQuads, outcome_in, pack
from kg.corpus.stamp import Stamp, stamp_of
from kg.errors import DataError, SetAside
from kg.graph import document_lines, nquads_of
from kg.model import Article
from kg.pipeline import Outcome, Resources
from kg.read import Document, Options
from kg.read.options import DEFAULT

Reply = tuple[int, bytes | str]


class Aside(str):
    """The line of a document that is sound and in another language, where other lines tell of a fault."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Extract:
    """The text part of the pipeline with this model and these actors; ``stamp`` is what the results are named by."""

    model: str | None
    actors: Path | None
    stamp: tuple[tuple[str, str], ...]
    options: Options = DEFAULT

    def prepare(self) -> None:
        """Nothing, once this process has the model loaded.

        Raises:
            DataError: the model or a data file is missing or malformed, or differs from that of the calling process.
        """
        _resources(self.model, self.actors, self.stamp)

    def __call__(self, items: Sequence[Document | Article]) -> Iterator[Reply]:
        """For each file of one article, or article out of a file of many, the packed outcome, by its place.

        In place of the outcome of a file that cannot be read the line that says why.
        """
        resources = _resources(self.model, self.actors, self.stamp)
        places, articles = [], []
        for place, item in enumerate(items):
            read = item if isinstance(item, Article) else next(pipeline.articles_in(item, self.options))
            if isinstance(read, Article):
                articles.append(read)
                places.append(place)
            else:
                yield place, Aside(read) if isinstance(read, SetAside) else str(read)
        # The words of a batch leave spaCy's tables with it, so that memory doesn't grow with the corpus.
        with resources.nlp.memory_zone():
            for place, outcome in zip(places, pipeline.outcomes_of(articles, resources), strict=True):
                yield place, pack(outcome)


@dataclass(frozen=True, slots=True)
class MakeQuads:
    """Packed outcomes to the packed statements of their named graphs."""

    base: str

    def prepare(self) -> None:
        """Nothing: quads need no model."""

    def __call__(self, outcomes: Sequence[bytes]) -> Iterator[Reply]:
        """For each packed outcome, by its place, its packed quads."""
        for place, shard in enumerate(outcomes):
            yield place, pack(quads_of_document(outcome_in(shard), self.base))


def quads_of_document(outcome: Outcome, base: str) -> DocumentQuads:
    """The named graph of one document as N-Quads."""
    lines = document_lines(outcome.article, outcome.claims, base, outcome.corrections, outcome.merges)
    return DocumentQuads(nquads_of(lines, outcome.article.name, base), len(lines))


@lru_cache(maxsize=1)
def _resources(model: str | None, actors: Path | None, stamp: tuple[tuple[str, str], ...]) -> Resources:
    here, expected = stamp_of(model, actors), Stamp(stamp)
    if different := [name for name in here if here[name] != expected.get(name)]:
        raise DataError(f"a worker has another {different[0]} than this machine; install the same version on both")
    return pipeline.load_resources(model, actors)
