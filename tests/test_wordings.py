"""Wordings of wire news and the claims they give, and everyday uses of the same verbs: `wordings.yaml`."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
import yaml
from parses import CASES, cases
from told import check

from kg.model import Article, Block, Claim
from kg.pipeline import Resources, claims_of

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def claims(resources: Resources) -> dict[str, list[Claim]]:
    """The claims of every sentence of the table, all parsed in one run."""
    texts = [case.values[0]["text"] for case in cases("wordings.yaml")]
    found = claims_of(map(_article, texts), resources)
    return {text: claims for text, (_, claims, _) in zip(texts, found, strict=True)}


def _article(text: str) -> Article:
    return Article("text.txt", text, hashlib.sha256(text.encode()).hexdigest(), (Block(0, len(text), "text"),))


@pytest.mark.parametrize("row", cases("wordings.yaml"))
def test_wording(row: dict[str, Any], claims: dict[str, list[Claim]]) -> None:
    check(row, claims[row["text"]])


def test_the_table_has_every_root_and_everyday_uses() -> None:
    rows = yaml.safe_load((CASES / "wordings.yaml").read_text(encoding="utf-8"))
    roots = {line.rpartition("type ")[2] for row in rows for line in row.get("claims", ())}
    assert len(roots) == 16
    assert sum("claims" in row for row in rows) >= 120
    assert sum("not" in row for row in rows) >= 30
