"""What a clause's words do to its truth, on parses written by hand: `tests/cases/status.yaml`."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from parses import at, cases, parse_of

from kg.errors import DataError
from kg.extract.context import combine
from kg.extract.cues import load_cues
from kg.extract.status import StatusReader
from kg.model import STATUSES, Status


def reader(text: str, speaker: str | None = None) -> StatusReader:
    """The reader of a parse, all of whose sentences ``speaker`` speaks."""
    parse = parse_of(text)
    head = at(parse, speaker) if speaker else None
    return StatusReader(parse, load_cues(), lambda _: head)


@pytest.mark.parametrize("row", cases("status.yaml"))
def test_status(row: dict[str, Any]) -> None:
    statuses = reader(row["parse"], row.get("quoted"))
    parse = statuses.parse
    for word, expected in row["status"].items():
        assert statuses.of(at(parse, word)).status == expected, word
    for word, expected in row.get("speakers", {}).items():
        assert [parse.words[k] for k in statuses.of(at(parse, word)).speakers] == expected, word
    for word, expected in row.get("cues", {}).items():
        assert [parse.words[k] for k in statuses.of(at(parse, word)).cues] == expected, word
    for name in ("doubted", "tense", "habitual"):
        for word, expected in row.get(name, {}).items():
            assert getattr(statuses.of(at(parse, word)), name) == expected, f"{name} of {word}"


def test_every_status_has_rows() -> None:
    given = {status for case in cases("status.yaml") for status in case.values[0]["status"].values()}
    assert given == set(STATUSES)


# Rows: the status of what governs; columns: the status within it.
COMBINED = """
                asserted     negated  alleged      possible     conditional  proposed  intended
asserted        asserted     negated  alleged      possible     conditional  proposed  intended
negated         negated      possible negated      negated      negated      negated   negated
alleged         alleged      negated  alleged      possible     conditional  proposed  alleged
possible        possible     negated  possible     possible     possible     possible  possible
conditional     conditional  conditional conditional  conditional  conditional  conditional conditional
proposed        proposed     possible proposed     proposed     proposed     proposed  proposed
intended        intended     negated  intended     possible     intended     intended  intended
"""


@pytest.mark.parametrize("row", COMBINED.strip().splitlines()[1:], ids=lambda row: row.split()[0])
def test_combination(row: str) -> None:
    inner = COMBINED.split("\n")[1].split()
    outer, *expected = row.split()
    assert [combine(outer, status) for status in inner] == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(("outer", "inner"), list(product(STATUSES, repeat=2)))
def test_nothing_unreal_becomes_asserted(outer: Status, inner: Status) -> None:
    assert (combine(outer, inner) == "asserted") == (outer == inner == "asserted")


def test_a_word_under_two_effects_is_refused(tmp_path: Path) -> None:
    words = "\n".join(f"{key}: {{}}" for key in ("modals", "adverbs", "noun_modifiers"))
    file = tmp_path / "status.yaml"
    file.write_text(f"complements: {{said: {{verbs: [say]}}, denied: {{verbs: [say]}}}}\n{words}\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"status\.yaml: verbs 'say' stands under both 'said' and 'denied'"):
        load_cues(file)


@pytest.mark.parametrize(
    ("text", "message"),
    [("complement: {}", "unknown key 'complement'"), ("complements: {sayed: {}}", "unknown effect 'sayed'")],
)
def test_unknown_keys_are_named(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "status.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        load_cues(file)
