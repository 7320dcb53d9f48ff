"""`kg explain`: every claim of the sentence is there with its reasons, and near misses say what was missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from parses import cases
from told import telling

from kg.errors import CallError
from kg.explanation import explain, explain_claim
from kg.model import Claim
from kg.pipeline import Resources
from kg.record import Statement
from kg.store import open_graph

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def explained(resources: Resources) -> Callable[[str], dict[str, list[str]]]:
    """A function from a text to the rows of each part of its explanation, blanks run together."""

    def parts(text: str) -> dict[str, list[str]]:
        found = {}
        for part in explain(text, resources).strip().split("\n\n"):
            name, *rows = part.splitlines()
            found[name] = [" ".join(row.split()) for row in rows]
        return found

    return parts


Explained = Callable[[str], dict[str, list[str]]]


def test_a_proposal_shows_its_mentions_roles_cues_and_claims(explained: Explained) -> None:
    parts = explained("Iran proposed forming a regional military coalition.")
    assert list(parts) == ["Words that matter", "Mentions", "Triggers", "Near misses"]
    assert "Iran State Iran, known actor (known name)" in parts["Mentions"]
    assert "'proposed': entry propose" in parts["Triggers"]
    assert "actor Iran -> State Iran" in parts["Triggers"]
    assert "status proposed, set by 'proposed' (proposed)" in parts["Triggers"]
    claims = [row for row in parts["Triggers"] if row.startswith("=>")]
    assert claims[0].startswith("=> Iran | proposed | regional military coalition | asserted | confidence 0.")
    assert claims[1].startswith("=> Iran | created | regional military coalition | proposed | confidence 0.")


def test_every_claim_of_the_pipeline_is_shown(explained: Explained, extract_text: Callable[[str], list[Claim]]) -> None:
    text = "The Pakistani prime minister said that India had not attacked Kashmir. He might visit Tehran in May 2024."
    claims = extract_text(text)
    rows = [row for row in explained(text)["Triggers"] if row.startswith("=>")]
    assert len(claims) == len(rows) > 2
    for claim, row in zip(claims, rows, strict=True):
        assert f"{claim.subject.node.label} | {claim.label} | " in row
        assert f"| {claim.status}" in row
        assert f"confidence {claim.confidence:.2f} = rule" in row


def test_confidence_is_the_product_of_what_is_shown(explained: Explained) -> None:
    (row,) = [r for r in explained("Israel attacked Iran.")["Triggers"] if r.startswith("=>")]
    figure, factors = row.split("confidence ")[1].split(" = ")
    product = 1.0
    for factor in factors.split(" x "):
        product *= float(factor.split()[1])
    assert float(figure) == pytest.approx(product, abs=0.02)


def test_speakers_and_doubt_are_named(explained: Explained) -> None:
    triggers = explained("Iran claimed that Israel had attacked Syria.")["Triggers"]
    assert "speaker Iran, by a word of doubt" in triggers
    assert "status alleged, set by 'claimed' (alleged)" in triggers


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Saudi Arabia spoke. He left.", "He nobody, it stays open (pronoun without one clear antecedent)"),
        ("Iran left. Its minister returned.", "Its State Iran, known actor (pronoun)"),
        ("Iran left. The regime returned.", "The regime State Iran, known actor (points back to an earlier mention)"),
        ("The Turkish president left.", "The Turkish president Person Turkish president, acts for Turkey (title)"),
        ("Iraqi soldiers left.", "Iraqi soldiers Group Iraqi soldiers, acts for Iraq (role noun)"),
    ],
)
def test_mentions_say_why(explained: Explained, text: str, why: str) -> None:
    assert why in explained(text)["Mentions"]


@pytest.mark.parametrize(
    ("text", "miss"),
    [
        ("He was attacked on Thursday.", "attacked passive without a doer"),
        ("He attacked Iraq.", "attacked subject 'He' stays open"),
        ("Turkey hosted the talks.", "talks event noun without two parties in its phrase"),
        ("The attack was long.", "attack event noun without a doer in its phrase"),
        ("Iran was hostile.", "hostile adjective only as 'hostile to', 'hostile towards', 'hostile toward'"),
        ("Iran slept.", "slept verb outside the lexicon: object missing"),
    ],
)
def test_near_misses_say_what_was_missing(explained: Explained, text: str, miss: str) -> None:
    assert miss in explained(text)["Near misses"]


def test_every_sentence_of_the_tables_is_explained(resources: Resources) -> None:
    tell = telling(resources)
    rows = [case.values[0] for file in ("claims.yaml", "resolve.yaml", "speakers.yaml") for case in cases(file)]
    for row in rows:
        shown = explain(row["text"], resources)
        assert all(name in shown for name in ("Words that matter", "Mentions", "Triggers", "Near misses"))
        assert shown.count("\n      => ") >= len(tell({"text": row["text"]})), row["text"]


def test_nothing_to_tell_is_said_too(explained: Explained) -> None:
    parts = explained("Rain fell.\n\nSnow fell.")
    assert parts["Mentions"] == parts["Triggers"] == parts["Near misses"] == ["none"]


def test_text_without_words_is_explained_as_empty(explained: Explained) -> None:
    assert explained("\n")["Triggers"] == ["none"]


def test_a_claim_of_the_graph(seed_build: Path, seed_statements: list[Statement]) -> None:
    record = next(r for r in seed_statements if r["lifted_from"] and r["object"])
    shown = explain_claim(open_graph(seed_build), record["statement"])
    first, *rows = shown.splitlines()
    assert record["object"] is not None
    assert first == f"{record['subject']['label']} | {record['predicate']['label']} | {record['object']['label']}"
    facts = {row.split(None, 1)[0]: row.split(None, 1)[1] for row in rows}
    assert facts["status"].startswith(record["status"])
    speaker = record["speaker"]
    assert facts["speaker"].startswith(speaker["label"] if speaker else "the document's author")
    assert facts["confidence"] == f"{record['confidence']:.2f}"
    assert f"*{record['trigger']}*" in facts["sentence"]
    assert record["lifted_from"] in shown
    assert f"{record['document']}, characters {record['evidence']['start']}" in shown


def test_an_event_shows_all_its_claims(seed_build: Path, seed_statements: list[Statement]) -> None:
    event = next(r["event"] for r in seed_statements if r["lifted_from"])
    shown = explain_claim(open_graph(seed_build), event).split("\n\n")
    assert len(shown) == sum(r["event"] == event for r in seed_statements) > 1


def test_an_unknown_iri_is_a_wrong_call(seed_build: Path) -> None:
    with pytest.raises(CallError, match=r"no claim or event <https://example\.org/none>"):
        explain_claim(open_graph(seed_build), "https://example.org/none")
