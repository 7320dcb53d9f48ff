"""How well documents are brought together, on the invented news of `identity.yaml`.

    python tests/gold/identity.py [--misses]

Prints precision and recall, by pairs and by B-cubed (Bagga & Baldwin 1998), of actors and events across documents.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from kg.graph.roles import fillers
from kg.identity import NO_DECISIONS, Decisions, Identity, identify, summary
from kg.model import Article, Block, Claim
from kg.pipeline import Resources, claims_of, load_resources

GOLD = Path(__file__).with_suffix(".yaml")
Telling = tuple[str, str]
Told = Sequence[tuple[Article, Sequence[Claim]]]


class Score(NamedTuple):
    """Precision and recall by pairs and by B-cubed, and the pairs that are wrong and that are missing."""

    pairs: tuple[float, float]
    b_cubed: tuple[float, float]
    wrong: list[tuple[Telling, Telling]]
    missing: list[tuple[Telling, Telling]]


def articles(gold: Mapping[str, Any]) -> Iterator[Article]:
    """The invented documents, one sentence after the other in a single block."""
    for row in gold["documents"]:
        text = row["text"].strip()
        digest = hashlib.sha256(text.encode()).hexdigest()
        yield Article(row["name"], text, digest, (Block(0, len(text), "text"),), published=row["published"])


def read_gold() -> dict[str, Any]:
    """The table of documents, actors and events."""
    table: dict[str, Any] = yaml.safe_load(GOLD.read_text("utf-8"))
    return table


def tell(gold: Mapping[str, Any], resources: Resources) -> Told:
    """Each document with its claims."""
    return [(article, claims) for article, claims, _ in claims_of(articles(gold), resources)]


def together(told: Told, decisions: Decisions = NO_DECISIONS) -> Identity:
    """What is one across these documents."""
    return identify((summary(article, claims) for article, claims in told), decisions)


def scores(gold: Mapping[str, Any], told: Told, identity: Identity) -> dict[str, Score]:
    """The score of actors and of events."""
    applied = {article.name: identity.applied(article.name, claims) for article, claims in told}
    actors = _answer(gold["actors"], lambda name, words: _actor(applied[name], words))
    events = _answer(gold["events"], lambda name, words: _event(applied[name], words))
    return {"actors": _score(gold["actors"], actors), "events": _score(gold["events"], events)}


def _answer(rows: Sequence[Mapping[str, str]], find: Any) -> dict[Telling, str]:
    """The key under which each telling stands; what the extraction misses is alone under its own words."""
    return {one: find(*one) or f"missed: {one}" for row in rows for one in row.items()}


def _actor(claims: Sequence[Claim], words: str) -> str | None:
    found = {f.node.key for c in claims for _, _, f in fillers(c) if f.mention and f.mention.text == words}
    assert len(found) < 2, (words, found)
    return found.pop() if found else None


def _event(claims: Sequence[Claim], words: str) -> str | None:
    told = (c for c in claims if c.relation != "holdsPost" and words in c.sentence.text)
    found = {claim.event for claim in told if claim.trigger.text in words}
    assert len(found) < 2, (words, found)
    return found.pop() if found else None


def _score(rows: Sequence[Mapping[str, str]], answer: Mapping[Telling, str]) -> Score:
    truth = {one: number for number, row in enumerate(rows) for one in row.items()}
    pairs = list(combinations(truth, 2))
    same = {pair for pair in pairs if truth[pair[0]] == truth[pair[1]]}
    found = {pair for pair in pairs if answer[pair[0]] == answer[pair[1]]}
    right = len(same & found)
    return Score(
        (right / len(found) if found else 1.0, right / len(same)),
        (_mean_overlap(answer, truth), _mean_overlap(truth, answer)),
        sorted(found - same),
        sorted(same - found),
    )


def _mean_overlap(by: Mapping[Telling, object], of: Mapping[Telling, object]) -> float:
    """The mean, over all tellings, of the part of its class ``by`` one division that is in one class ``of`` another."""
    parts = []
    for one in by:
        own = [other for other in by if by[other] == by[one]]
        parts.append(sum(of[other] == of[one] for other in own) / len(own))
    return sum(parts) / len(parts)


def main() -> None:
    gold = read_gold()
    told = tell(gold, load_resources())
    for what, score in scores(gold, told, together(told)).items():
        pairs, cubed = score.pairs, score.b_cubed
        print(f"{what:8} pairs P {pairs[0]:.2f} R {pairs[1]:.2f}   B-cubed P {cubed[0]:.2f} R {cubed[1]:.2f}")
        for kind, found in (("wrong", score.wrong), ("missing", score.missing)) if "--misses" in sys.argv else ():
            for one, other in found:
                print(f"  {kind}: {': '.join(one)} = {': '.join(other)}")


if __name__ == "__main__":
    main()
