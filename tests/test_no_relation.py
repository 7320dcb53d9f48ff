"""Names that stand side by side give no edge: weather, scores, recipes, lists and the like join no two actors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from kg.model import Claim

CASES = [
    (kind, row["text"], row["actors"])
    for kind, rows in yaml.safe_load(
        (Path(__file__).parent / "cases" / "no_relation.yaml").read_text(encoding="utf-8")
    ).items()
    for row in rows
]


def test_there_are_enough_cases_and_most_name_several_actors() -> None:
    texts = [text for _, text, _ in CASES]
    assert len(texts) == len(set(texts)) >= 200
    assert sum(len(actors) >= 2 for _, _, actors in CASES) >= 120
    assert all(actor in text for _, text, actors in CASES for actor in actors)


@pytest.mark.model
@pytest.mark.parametrize(("kind", "text", "actors"), CASES, ids=[f"{kind}-{i}" for i, (kind, _, _) in enumerate(CASES)])
def test_no_claim_joins_two_actors(
    kind: str, text: str, actors: list[str], extract_text: Callable[[str], list[Claim]]
) -> None:
    joined = [
        (claim.subject.node.label, claim.label, other.node.label)
        for claim in extract_text(text)
        for other in (claim.object, *claim.participants)
        if other is not None and claim.subject.node.is_actor and other.node.is_actor
    ]
    assert joined == []
