"""What is the same in two documents and what is not: `identity.yaml`, and the score on the invented news of gold."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from gold import identity as gold
from parses import cases

from kg.identity import Identity, identify, summary
from kg.model import Article, Block, Claim
from kg.pipeline import Resources, claims_of

pytestmark = pytest.mark.model
Read = Callable[[str, str, date | None], tuple[Article, list[Claim]]]


@pytest.fixture(scope="module")
def reading(resources: Resources) -> Read:
    """A function from a name, a text and a day to the article and its claims."""

    def read(name: str, text: str, published: date | None) -> tuple[Article, list[Claim]]:
        digest = hashlib.sha256(f"{name}{text}".encode()).hexdigest()
        article = Article(name, text, digest, (Block(0, len(text), "text"),), published=published)
        ((_, claims, _),) = claims_of([article], resources)
        return article, claims

    return read


def together(told: Sequence[tuple[Article, list[Claim]]]) -> Identity:
    return identify(summary(*one) for one in told)


@pytest.mark.parametrize("row", cases("identity.yaml"))
def test_same_or_not(row: dict[str, Any], reading: Read) -> None:
    days = row.get("days", [None, None])
    told = [reading(*one) for one in zip(("one.txt", "other.txt"), (row["one"], row["other"]), days, strict=True)]
    identity = together(told)
    one, other = (_meant(identity.applied(article.name, claims), row) for article, claims in told)
    assert (one == other) is row["same"], (one, other)


def _meant(claims: Sequence[Claim], row: dict[str, Any]) -> str:
    """Who acts, the state where an official or organ does; the object or the one who acts himself where asked."""
    told = [claim for claim in claims if claim.relation != "holdsPost"]
    assert told
    if row.get("of") == "object":
        return {claim.object.node.key for claim in told if claim.object}.pop()
    lifted = [claim for claim in told if claim.lifted_from and not row.get("actor")]
    return (lifted or told)[0].subject.node.key


@pytest.fixture(scope="module")
def news(resources: Resources) -> gold.Told:
    return gold.tell(gold.read_gold(), resources)


def test_nothing_of_the_invented_news_is_merged_wrongly(news: gold.Told) -> None:
    scores = gold.scores(gold.read_gold(), news, gold.together(news))
    for score in scores.values():
        assert score.wrong == [] and score.pairs[0] == score.b_cubed[0] == 1.0
    assert scores["actors"].pairs[1] > 0.8 and scores["events"].pairs[1] > 0.7


def test_the_order_of_documents_changes_nothing(news: gold.Told) -> None:
    expected = gold.together(news)
    assert expected.entities and expected.events
    for seed in range(5):
        shuffled = random.Random(seed).sample(list(news), len(news))
        assert gold.together(shuffled) == expected


def test_a_set_without_a_document_is_as_if_it_had_never_been(news: gold.Told) -> None:
    """No merge of the others rests on a document that is gone."""
    for gone in range(0, len(news), 5):
        rest = [one for number, one in enumerate(news) if number != gone]
        left = gold.together(rest)
        names = {article.name for article, _ in rest}
        assert {document for document, _ in (*left.entities, *left.events)} <= names
        for key, merge in left.events.items():
            sharing = {at[0] for at, other in left.events.items() if other.into == merge.into}
            assert len(sharing) > 1, key
