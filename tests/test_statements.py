"""Claims written and read back: what `kg statements` prints is what the claims say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from claims_by_hand import IRAN, ISRAEL, PACT_TEXT, Sheet, article, pact, stored
from conftest import Kg

from kg.errors import KgError
from kg.filters import Filters, select
from kg.graph import quads, write_trig, write_turtle
from kg.model import Claim, Filler, Node, TimeValue
from kg.record import Statement
from kg.statements import statements
from kg.store import open_graph
from kg.vocab import claim_iri, entity_iri, event_iri, relation_iri

# What ontology/relations.ttl says of the relations of the hand-made claims.
TYPES = {"signed": "SUPPORT", "signedWith": "SUPPORT", "attacked": "ASSAULT"}


@pytest.fixture(scope="module")
def told() -> list[Statement]:
    return list(statements(stored(*quads(*pact()))))


def test_each_claim_comes_back_whole(told: list[Statement]) -> None:
    claims = {claim_iri(claim.key).value: claim for claim in pact()[1]}
    assert {statement["statement"] for statement in told} == set(claims)
    for statement in told:
        claim = claims[statement["statement"]]
        assert statement == _expected(claim), claim.key


def test_statements_stand_in_text_order(told: list[Statement]) -> None:
    places = [(s["evidence"]["start"], s["trigger_at"]["start"], s["statement"]) for s in told]
    assert places == sorted(places)


def test_offsets_give_the_words(told: list[Statement]) -> None:
    for statement in told:
        for passage in (statement["evidence"], statement["sentence"]):
            assert PACT_TEXT[passage["start"] : passage["end"]] == passage["text"]
        at = statement["trigger_at"]
        assert PACT_TEXT[at["start"] : at["end"]] == statement["trigger"]


@pytest.mark.parametrize(
    ("filters", "relations"),
    [
        ({}, ["signed", "signed", "signedWith", "created", "proposed", "joined", "attacked"]),
        ({"actor": "saudi"}, ["signed", "signedWith", "attacked"]),
        ({"actor": entity_iri("Israel").value}, ["attacked"]),
        ({"status": "Proposed"}, ["created", "joined"]),
        ({"event_type": "assault"}, ["attacked"]),
        ({"since": "2025-09"}, ["signed", "signed", "signedWith"]),
        ({"since": "2025-09-18"}, []),
        ({"until": "2025"}, ["signed", "signed", "signedWith"]),
        ({"until": "2025-08"}, []),
        ({"speaker": "irna"}, ["joined"]),
        ({"document": "pact.txt", "actor": "Shahbaz Sharif"}, ["signed"]),
        ({"document": "other.txt"}, []),
    ],
)
def test_filters(told: list[Statement], filters: dict[str, Any], relations: list[str]) -> None:
    assert sorted(s["predicate"]["label"] for s in select(told, Filters(**filters))) == sorted(relations)


def test_a_range_of_time_is_met_by_any_part_of_it() -> None:
    (claim,) = _dated("2025-06", "2025-08")
    assert Filters(since="2025-07-15").passes(claim) and Filters(until="2025-06-02").passes(claim)
    assert not Filters(since="2025-09").passes(claim) and not Filters(until="2025-05-31").passes(claim)


def test_turtle_and_trig_tell_the_same(tmp_path: Path, told: list[Statement]) -> None:
    write_turtle(quads(*pact()), tmp_path / "graph.ttl")
    assert list(statements(open_graph(tmp_path))) == told
    write_trig(quads(*pact()), tmp_path / "graph.trig")
    assert list(statements(open_graph(tmp_path))) == told
    assert any(open_graph(tmp_path).named_graphs())


def test_what_cannot_be_opened_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("<a> <b> .")
    (tmp_path / "graph.doc").touch()
    for path, message in (
        (tmp_path, "no graph.trig or graph.ttl here"),
        (tmp_path / "none.ttl", "no such graph"),
        (tmp_path / "graph.doc", "unknown kind of graph"),
        (tmp_path / "broken.ttl", "not valid RDF"),
    ):
        with pytest.raises(KgError, match=message) as caught:
            open_graph(path)
        assert "\n" not in str(caught.value) and str(path) in str(caught.value)


def _dated(value: str, latest: str) -> list[Statement]:
    sheet = Sheet(article("dated.txt", PACT_TEXT))
    when = TimeValue(sheet.quote("On September 17"), value, latest)
    israel, iran = sheet.filler("actor", ISRAEL, "Israel"), sheet.filler("recipient", IRAN)
    sheet.claim(israel, "attacked", "attack", iran, time=when)
    return list(statements(stored(*quads(sheet.article, sheet.claims))))


def _party(filler: Filler) -> dict[str, Any]:
    mention = filler.mention
    return {
        "iri": entity_iri(filler.node.key).value,
        "label": filler.node.label,
        "type": filler.node.type,
        "country": filler.node.country,
        "mention": mention.text if mention else None,
        "mention_at": {"start": mention.start, "end": mention.end} if mention else None,
    }


def _named(filler: Filler) -> dict[str, str]:
    return {"iri": entity_iri(filler.node.key).value, "label": filler.node.label}


def _expected(claim: Claim) -> dict[str, Any]:
    speakers = [_named(filler) for filler in claim.speakers]
    return {
        "statement": claim_iri(claim.key).value,
        "event": event_iri(claim.event).value,
        "document": "pact.txt",
        "copy_of": None,
        "title": "A pact",
        "subject": _party(claim.subject),
        "predicate": {"iri": relation_iri(claim.relation).value, "label": claim.label},
        "object": _party(claim.object) if claim.object else None,
        "participants": [{"role": filler.role, **_party(filler)} for filler in claim.participants],
        "trigger": claim.trigger.text,
        "trigger_at": {"start": claim.trigger.start, "end": claim.trigger.end},
        "event_type": claim.event_type,
        "act_type": claim.event_type,
        "relation_type": TYPES.get(claim.relation),
        "mode": claim.mode,
        "status": claim.status,
        "doubted": claim.doubted,
        "tense": claim.tense,
        "habitual": claim.habitual,
        "speaker": speakers[0] if speakers else None,
        "speakers": speakers,
        "time": claim.time.value if claim.time else None,
        "time_latest": claim.time.latest if claim.time else None,
        "time_text": claim.time.words.text if claim.time else None,
        "place": _named(claim.place) if claim.place else None,
        "evidence": {"start": claim.evidence.start, "end": claim.evidence.end, "text": claim.evidence.text},
        "sentence": {"start": claim.sentence.start, "end": claim.sentence.end, "text": claim.sentence.text},
        "lifted_from": claim_iri(claim.lifted_from).value if claim.lifted_from else None,
        "confidence": claim.confidence,
    }


def test_an_act_on_a_thing_is_an_act_and_no_event_between_actors() -> None:
    road = Node("road", "road", "Topic")
    sheet = Sheet(article("act.txt", PACT_TEXT))
    israel = sheet.filler("actor", ISRAEL, "Israel")
    sheet.claim(israel, "attacked", "attack", sheet.filler("recipient", road), event_type="ASSAULT")
    (statement,) = statements(stored(*quads(sheet.article, sheet.claims)))
    assert (statement["act_type"], statement["event_type"]) == ("ASSAULT", None)
    assert Filters(event_type="assault").passes(statement)


@pytest.mark.model
def test_a_state_before_the_colon_of_a_headline_says_nothing(tmp_path: Path, kg: Kg) -> None:
    """What stands there is what the article is about: "CAR: UN mission condemns attack"."""
    document = tmp_path / "news.txt"
    document.write_text("CAR: UN mission condemns attack on Chad\n\nUN News\n\nRwanda has troops in Goma.\n", "utf-8")
    assert kg("build", document, "-o", tmp_path / "out").code == 0
    printed = kg("statements", tmp_path / "out", "--format", "jsonl").out
    told = [json.loads(line) for line in printed.splitlines()]
    headline = [claim for claim in told if claim["trigger"] == "condemns"]
    assert headline and all(claim["speaker"] is None for claim in headline)


@pytest.mark.model
def test_a_dateline_takes_no_subject_away(tmp_path: Path, kg: Kg) -> None:
    """Models begin a sentence behind "Brazil" there, and who lends is lost."""
    document = tmp_path / "news.txt"
    document.write_text("QUITO, May 11 - Brazil will lend Ecuador 90 million dollars.\n", "utf-8")
    assert kg("build", document, "-o", tmp_path / "out").code == 0
    printed = kg("statements", tmp_path / "out", "--format", "jsonl").out
    told = [json.loads(line) for line in printed.splitlines()]
    assert ("Brazil", "Ecuador") in {
        (claim["subject"]["label"], (claim["object"] or {}).get("label")) for claim in told
    }
