"""`kg review`: doubtful claims and actors that may be one, asked one by one, answers added to the file."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from claims_by_hand import pact, stored
from conftest import Kg, Ran, lines

from kg.errors import DataError
from kg.graph import quads, write_trig
from kg.model import Node
from kg.record import Statement
from kg.review import load
from kg.review.append import append
from kg.review.doubts import doubts, pairs
from kg.statements import statements

ENTRY = {"do": "rename", "by": "Jane", "date": "2025-11-22", "actor": "A", "to": "B"}
Review = Callable[..., Ran]


def doubtful() -> list[Statement]:
    """The pact with an unsure claim, a pronoun, and two actors with names alike."""
    article, claims = pact()
    twin = Node("Yahya_Safavi", "Yahya Safavi", "Person", "IRN")
    unsure = replace(claims[3], confidence=0.4)
    spoken = replace(claims[6], subject=replace(claims[6].subject, node=twin))
    safavi = replace(claims[5], subject=claims[5].speakers[0])
    return list(statements(stored(*quads(article, [*claims[:3], unsure, safavi, spoken]))))


@pytest.fixture
def review(kg: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Review:
    """Run `kg review` on a small graph with these lines of input."""
    article, claims = pact()
    unsure = [replace(claim, confidence=0.4 + number / 100) for number, claim in enumerate(claims)]
    unsure[3] = replace(unsure[3], label="\x1b[31mred")
    write_trig(quads(article, unsure), tmp_path / "graph.trig")

    def run(answers: str, *options: str) -> Ran:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(answers.encode())))
        file = ["--review", tmp_path / "review.yaml", "--by", "Jane", "--date", "2025-11-22"]
        return kg("review", tmp_path, *file, *options)

    return run


def test_doubts_come_with_their_reasons_the_least_sure_first() -> None:
    found = doubts(doubtful(), 0.7)
    assert [doubt.reasons for doubt in found] == [("confidence 0.40",)]
    everything = doubts(doubtful(), 1.0)
    confidences = [doubt.statement["confidence"] for doubt in everything]
    assert confidences == sorted(confidences)
    assert not [doubt for doubt in everything if doubt.statement["lifted_from"]]


def test_names_alike_are_proposed_and_never_merged() -> None:
    (pair,) = pairs(doubtful(), [])
    assert {pair.first["label"], pair.second["label"]} == {"Yahya Rahim Safavi", "Yahya Safavi"}
    assert pair.reason == "one name has all the words of the other"


def test_answers_become_entries(review: Review, tmp_path: Path) -> None:
    ran = review("a\nr\ns\npossible\nq\n")
    assert ran.code == 0
    assert "3 saved" in ran.err
    entries = load(tmp_path / "review.yaml")
    assert [(entry.action, entry.by, str(entry.on), entry.to) for entry in entries] == [
        ("accept", "Jane", "2025-11-22", None),
        ("reject", "Jane", "2025-11-22", None),
        ("status", "Jane", "2025-11-22", "possible"),
    ]
    assert entries[0].claim is not None
    assert (entries[0].claim.document, entries[0].claim.subject) == ("pact.txt", "Shahbaz Sharif")


def test_what_was_answered_is_not_asked_again(review: Review, tmp_path: Path) -> None:
    first = review("a\nn\nr\nq\n")
    total = int(first.out.partition("[1 of ")[2].partition("]")[0])
    second = review("n\n" * 99)
    assert f"[1 of {total - 2}]" in second.out
    assert "0 saved" in second.err
    assert len(load(tmp_path / "review.yaml")) == 2


@pytest.mark.parametrize("answers", ["", "q\n", "n\n", "a", "?\nx\n\nq\n", "s\n99\nq\n", "s\n"])
def test_any_end_of_input_is_a_stop(answers: str, review: Review) -> None:
    ran = review(answers)
    assert ran.code == 0
    assert "Traceback" not in ran.err
    assert ("1 saved" in ran.err) == (answers == "a")


def test_the_terminal_gets_no_control_characters(review: Review) -> None:
    ran = review("n\n" * 20)
    assert "red" in ran.out
    assert "\x1b" not in ran.out


def test_entries_asked_for_are_replayed(kg: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("Israel attacked Iran in June 2025.\n", "utf-8")
    out, file = tmp_path / "out", tmp_path / "review.yaml"
    assert kg("build", tmp_path / "a.txt", "-o", out).code == 0
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"r\nq\n")))
    assert "1 saved" in kg("review", out, "--review", file, "--below", "1.0").err
    ran = kg("build", tmp_path / "a.txt", "-o", out, "--review", file)
    assert "1 replayed" in ran.out
    assert lines(ran.err) == []
    assert '"reject"' in (out / "graph.ttl").read_text("utf-8")


def test_comments_and_order_of_the_user_stay(tmp_path: Path) -> None:
    path = tmp_path / "review.yaml"
    own = "# mine\n- {do: rename, by: Jo, date: 2025-01-01, actor: X, to: Y}   # why not"
    path.write_text(own, "utf-8")
    path.chmod(0o640)
    append(path, ENTRY)
    assert path.read_text("utf-8").startswith(own + "\n")
    assert [entry.by for entry in load(path)] == ["Jo", "Jane"]
    assert path.stat().st_mode & 0o777 == 0o640
    assert [file.name for file in tmp_path.iterdir()] == ["review.yaml"]


@pytest.mark.parametrize("before", ["[]\n", "- do: wrong\n", "a: b\n", "- {do: rename\n"])
def test_a_file_that_cannot_be_added_to_is_left_alone(before: str, tmp_path: Path) -> None:
    path = tmp_path / "review.yaml"
    path.write_text(before, "utf-8")
    with pytest.raises(DataError, match=r"review\.yaml"):
        append(path, ENTRY)
    assert path.read_text("utf-8") == before
    assert os.listdir(tmp_path) == ["review.yaml"]
