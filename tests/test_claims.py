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


@pytest.mark.parametrize("row", cases("claims.yaml"))
def test_claims(row: dict[str, Any], tell: Telling) -> None:
    check(row, tell(row))


@pytest.mark.parametrize("row", cases("news.yaml"))
def test_sentences_of_news(row: dict[str, Any], tell: Telling) -> None:
    check(row, tell(row))


@pytest.mark.parametrize("row", cases("truth.yaml"))
def test_sentences_once_told_wrong(row: dict[str, Any], tell: Telling) -> None:
    check(row, tell(row))


@pytest.mark.parametrize("row", cases("idioms.yaml"))
def test_idioms(row: dict[str, Any], tell: Telling) -> None:
    check(row, tell(row))


@pytest.mark.parametrize("row", cases("wire.yaml"))
def test_leads_of_wire_news(row: dict[str, Any], tell: Telling) -> None:
    check(row, tell(row))


@pytest.mark.parametrize("row", cases("speakers.yaml"))
def test_speakers(row: dict[str, Any], tell: Telling) -> None:
    check(row, tell(row))


@pytest.mark.parametrize("row", cases("voices.yaml"))
def test_voices(row: dict[str, Any], tell: Telling) -> None:
    check(row, tell(row))


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
