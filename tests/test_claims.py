"""Sentences and the claims they give with the real model, and who says them: the tables named below."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from parses import CASES, cases
from told import Telling, check, telling

from kg.model import STATUSES
from kg.pipeline import Resources

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def tell(resources: Resources) -> Telling:
    return telling(resources)


TABLES = ("claims", "news", "truth", "places", "idioms", "wire", "speakers", "voices")


@pytest.mark.parametrize("row", [row for table in TABLES for row in cases(f"{table}.yaml")])
def test_claims(row: dict[str, Any], tell: Telling) -> None:
    check(row, tell(row))


@pytest.mark.parametrize("table", TABLES)
def test_the_tables_name_relations_that_there_are(table: str, resources: Resources) -> None:
    """Else a line of what must not be told could not fail."""
    rows = [case.values[0] for case in cases(f"{table}.yaml")]
    lines = [line for row in rows for line in (*row.get("claims", ()), *row.get("not", ()))]
    assert {line.split(" | ")[1] for line in lines} - {"*", *resources.lexicon.relations} == set()


@pytest.mark.parametrize("text", [case.values[0]["text"] for case in cases("claims.yaml")])
def test_evidence_is_in_the_text_and_in_its_sentence(text: str, tell: Telling) -> None:
    for claim in tell({"text": text}):
        fillers = (claim.subject, claim.object, claim.place, *claim.participants, *claim.speakers)
        mentions = [filler.mention for filler in fillers if filler is not None and filler.mention is not None]
        for quote in (claim.trigger, claim.evidence, claim.sentence, *mentions):
            assert text[quote.start : quote.end] == quote.text
        assert claim.sentence.start <= claim.evidence.start <= claim.trigger.start
        assert claim.trigger.end <= claim.evidence.end <= claim.sentence.end


def test_the_table_is_wide() -> None:
    rows = yaml.safe_load((CASES / "claims.yaml").read_text(encoding="utf-8"))
    told = " | ".join(claim for row in rows for claim in row.get("claims", ()))
    assert len(rows) >= 80
    assert len({row["text"] for row in rows}) == len(rows)
    assert sum(len(row.get("not", ())) for row in rows) >= 20
    assert all(status in told for status in STATUSES if status != "asserted")
