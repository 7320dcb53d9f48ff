"""Quotes read again in their sources: every drift is found."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from claims_by_hand import PACT_TEXT, pact, stored
from conftest import SEEDS, Kg

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


def test_a_source_is_known_by_its_text_whatever_its_name() -> None:
    store = stored(*quads(*pact()))
    assert verify(store, {"elsewhere/copy of pact.txt": PACT_TEXT}) == []
    assert verify(store, {"pact.txt": "Another text of that name.", "a/pact.txt": PACT_TEXT}) == []


# --- the command, on files


def rename(file: Path) -> None:
    target = file.parent / "archive" / "2025" / f"renamed {file.name}"
    target.parent.mkdir(parents=True)
    file.rename(target)


def edit(change: Callable[[str], str]) -> Callable[[Path], None]:
    return lambda file: file.write_bytes(change(file.read_text("utf-8")).encode())


EDITS: dict[str, tuple[Callable[[Path], None], set[str]]] = {
    "untouched": (lambda file: None, set()),
    "elsewhere": (rename, set()),
    "line ends of Windows": (edit(lambda text: text.replace("\n", "\r\n")), set()),
    "one character": (edit(lambda text: text.replace(" Iran ", " Iram ", 1)), {"source-changed", "words"}),
    "a sentence before": (edit(lambda text: "Read this first.\n\n" + text), {"source-changed", "words"}),
    "the end cut off": (edit(lambda text: text[: len(text) // 2]), {"source-changed", "words"}),
    "deleted": (Path.unlink, {"source-missing"}),
}


@pytest.mark.model
@pytest.mark.parametrize("name", EDITS)
def test_the_command_reports_drift_of_the_files(kg: Kg, seed_build: Path, tmp_path: Path, name: str) -> None:
    change, expected = EDITS[name]
    articles = tmp_path / "articles"
    shutil.copytree(SEEDS, articles)
    (first, _) = sorted(articles.glob("0*.txt"))
    change(first)
    ran = kg("verify", seed_build, "--articles", articles)
    rules = {re.sub(r"^.*-words$", "words", rule) for rule in re.findall(r"\[([\w-]+)\]$", ran.out, re.MULTILINE)}
    assert (ran.code, rules) == (1 if expected else 0, expected)
