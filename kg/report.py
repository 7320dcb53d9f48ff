"""What a build did: documents and sentences read, claims by status, what was dropped and why, what failed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import STATUSES, Article, Dropped, Miss, Quote
from kg.pipeline import Outcome

if TYPE_CHECKING:
    from kg.read import Copy


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """The count of one document; ``silent`` are its sentences that gave neither a claim nor a dropped frame.

    ``misses`` are those of them that mention two actors, with the words in them that could have told something.
    """

    article: Article
    sentences: int
    claims: Mapping[str, int]
    dropped: tuple[Dropped, ...]
    silent: tuple[Quote, ...]
    misses: tuple[Miss, ...] = ()


@dataclass(frozen=True, slots=True)
class BuildReport:
    """The outcome of a build. ``failed`` and ``violations`` are one line each and make the build a partial one.

    ``set_aside`` has a line for each document that is sound and in another language, ``review`` one for each
    correction that no longer applies or that another one takes back. ``copies`` are near duplicates of others.
    """

    documents: tuple[DocumentReport, ...]
    failed: tuple[str, ...] = ()
    violations: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    copies: tuple[Copy, ...] = ()

    @property
    def claims(self) -> dict[str, int]:
        """Claims by status, in the order of the statuses, without those that are absent."""
        counted: Counter[str] = Counter()
        for document in self.documents:
            counted.update(document.claims)
        return {status: counted[status] for status in STATUSES if counted[status]}

    @property
    def reasons(self) -> dict[str, int]:
        """Dropped frames by reason, the most frequent first."""
        counted = Counter(dropped.reason for document in self.documents for dropped in document.dropped)
        return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))

    @property
    def sentences(self) -> int:
        """How many sentences were read, page furniture aside."""
        return sum(document.sentences for document in self.documents)


def document_report(outcome: Outcome) -> DocumentReport:
    """The count of one article, from what the text stages made of it."""
    told = [claim.sentence for claim in outcome.claims] + [dropped.words for dropped in outcome.dropped]
    starts = [words.start for words in told]
    silent = [quote for quote in outcome.sentences if not any(quote.start <= start < quote.end for start in starts)]
    by_status = Counter[str](claim.status for claim in outcome.claims)
    return DocumentReport(
        outcome.article, len(outcome.sentences), by_status, tuple(outcome.dropped), tuple(silent), outcome.misses
    )


def as_json(report: BuildReport) -> str:
    """The report as JSON text, equal for equal builds: no clock, no path of the machine."""
    return json.dumps(
        {
            "documents": [_document(document) for document in report.documents],
            "sentences": report.sentences,
            "claims": report.claims,
            "dropped": report.reasons,
            "failed": report.failed,
            "set_aside": report.set_aside,
            "review": report.review,
            "near_duplicates": copies_as_json(report.copies),
            "violations": report.violations,
        },
        ensure_ascii=False,
        indent=1,
    )


def copies_as_json(copies: Iterable[Copy]) -> list[dict[str, object]]:
    """Near duplicates as reports list them."""
    return [{"document": copy.name, "of": copy.original, "likeness": round(copy.likeness, 2)} for copy in copies]


def _document(document: DocumentReport) -> dict[str, object]:
    article = document.article
    return {
        "document": article.name,
        "sha256": article.sha256,
        "title": article.title,
        "author": article.author,
        "published": article.published.isoformat() if article.published else None,
        "sentences": document.sentences,
        "claims": {status: document.claims[status] for status in STATUSES if document.claims.get(status)},
        "dropped": [{**_quote(dropped.words), "reason": dropped.reason} for dropped in document.dropped],
        "two actors, no claim": [
            {
                **_quote(miss.sentence),
                "actors": miss.actors,
                "reasons": [{"word": word, "reason": reason} for word, reason in miss.reasons],
            }
            for miss in document.misses
        ],
        "silent": [_quote(sentence) for sentence in document.silent],
    }


def _quote(words: Quote) -> dict[str, object]:
    return {"start": words.start, "end": words.end, "text": words.text}
