"""Quotes read again in their sources: every drift is found."""

from __future__ import annotations

from claims_by_hand import PACT_TEXT, pact, stored

from kg.graph import quads
from kg.verify import verify


def test_an_unchanged_source_is_as_quoted() -> None:
    assert verify(stored(*quads(*pact())), {"pact.txt": PACT_TEXT, "unrelated.txt": ""}) == []


def test_any_one_flipped_character_is_caught() -> None:
    store = stored(*quads(*pact()))
    for at, character in enumerate(PACT_TEXT):
        flipped = PACT_TEXT[:at] + chr(ord(character) ^ 1) + PACT_TEXT[at + 1 :]
        problems = verify(store, {"pact.txt": flipped})
        assert "source-changed" in {problem.rule for problem in problems}
        quoted = {problem.rule for problem in problems} - {"source-changed"}
        # The sentences of the text stand one space apart; only these spaces are in no quote.
        assert quoted or (character == " " and PACT_TEXT[at - 1] == "."), at


def test_the_faulty_quote_is_named() -> None:
    problems = verify(stored(*quads(*pact())), {"pact.txt": PACT_TEXT.replace("proposed", "opposed ")})
    assert {problem.rule for problem in problems} == {"source-changed", "evidence-words", "trigger-words"}
    (trigger, *_) = [problem for problem in problems if problem.rule == "trigger-words"]
    assert trigger.message == "pact.txt[118:126] is 'opposed ', not 'proposed'."


def test_inserted_words_move_all_that_follows() -> None:
    problems = verify(stored(*quads(*pact())), {"pact.txt": "Today. " + PACT_TEXT})
    assert {problem.rule for problem in problems} == {
        "source-changed", "evidence-words", "trigger-words", "mention-words", "time-words"
    }  # fmt: skip


def test_a_missing_source_is_no_success() -> None:
    (problem,) = verify(stored(*quads(*pact())), {})
    assert problem.rule == "source-missing" and "pact.txt" in str(problem)
