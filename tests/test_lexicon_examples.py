"""Every entry of the relation lexicon against its own examples and counter-examples, with the real extractor."""

from __future__ import annotations

import hashlib

import pytest

from kg.lexicon import load_lexicon
from kg.model import Article, Block, Claim, Filler
from kg.pipeline import Resources, claims_of

pytestmark = pytest.mark.model

ENTRIES = load_lexicon().entries
EXAMPLES = [(e.id, x.text, x.gives) for e in ENTRIES.values() for x in e.examples]
COUNTER_EXAMPLES = [(e.id, e.relation, text) for e in ENTRIES.values() for text in e.counter_examples]


@pytest.fixture(scope="module")
def claims(resources: Resources) -> dict[str, list[Claim]]:
    """The claims of every sentence of the lexicon, all parsed in one run."""
    texts = dict.fromkeys([text for _, text, _ in EXAMPLES] + [text for _, _, text in COUNTER_EXAMPLES])
    found = claims_of(map(_article, texts), resources)
    return {text: claims for text, (_, claims, _) in zip(texts, found, strict=True)}


def _article(text: str) -> Article:
    return Article("text.txt", text, hashlib.sha256(text.encode()).hexdigest(), (Block(0, len(text), "text"),))


def _names(filler: Filler | None, words: str) -> bool:
    """True where the node or its mention goes by ``words``."""
    if filler is None:
        return False
    mention = filler.mention.text if filler.mention else ""
    return words.casefold() in f"{mention} | {filler.node.label}".casefold()


@pytest.mark.parametrize(("entry", "text", "gives"), EXAMPLES, ids=[f"{e}-{i}" for i, (e, _, _) in enumerate(EXAMPLES)])
def test_example(entry: str, text: str, gives: tuple[str, str, str], claims: dict[str, list[Claim]]) -> None:
    who, relation, what = gives
    found = [
        claim
        for claim in claims[text]
        if claim.relation == relation
        and _names(claim.subject, who)
        and any(_names(other, what) for other in (claim.object, *claim.participants))
    ]
    assert found, [(c.subject.node.label, c.relation, c.object and c.object.node.label) for c in claims[text]]


@pytest.mark.parametrize(
    ("entry", "relation", "text"), COUNTER_EXAMPLES, ids=[f"{e}-{i}" for i, (e, _, _) in enumerate(COUNTER_EXAMPLES)]
)
def test_counter_example(entry: str, relation: str, text: str, claims: dict[str, list[Claim]]) -> None:
    wrong = [(c.subject.node.label, c.trigger.text) for c in claims[text] if c.relation == relation]
    assert wrong == []
