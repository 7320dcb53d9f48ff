"""`kg build --report`: sentences that name two actors and gave nothing, with the reason, and what was dropped."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import Kg

TEXT = """Israel attacked Iran in June 2025.

Turkey and Egypt are countries of the region.

The weather was fine on Friday.

It was raised by Pakistan and Iraq that the sky was blue.
"""
SILENT = {
    "Turkey and Egypt are countries of the region.",
    "It was raised by Pakistan and Iraq that the sky was blue.",
}


def test_sentences_with_two_actors_and_no_claim_are_listed(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    ran = kg("build", tmp_path / "a.txt", "-o", tmp_path / "out", "--report")
    (document,) = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))["documents"]
    told = {miss["text"]: miss for miss in document["two actors, no claim"]}
    silent = {quote["text"] for quote in document["silent"]}
    assert set(told) == SILENT & silent, "those that gave nothing, and no others"
    assert told["Turkey and Egypt are countries of the region."]["actors"][:2] == ["Turkey", "Egypt"]
    for text, miss in told.items():
        assert TEXT[miss["start"] : miss["end"]] == text
        assert all(reason["reason"] for reason in miss["reasons"])
        assert 1 <= len(miss["reasons"]) <= 3
        assert text in ran.out
    assert "The weather was fine" not in ran.out
    assert "without two actors in them: 1;" in ran.out


def test_the_list_is_bounded(kg: Kg, tmp_path: Path) -> None:
    text = "\n\n".join(f"Turkey and Egypt are countries of region {number}." for number in range(230))
    (tmp_path / "a.txt").write_text(text, "utf-8")
    ran = kg("build", tmp_path / "a.txt", "-o", tmp_path / "out", "--report")
    assert ran.out.count("are countries of region") == 200
    assert "and 30 more; report.json lists them all" in ran.out


def test_nothing_is_listed_unasked(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    assert "Turkey and Egypt" not in kg("build", tmp_path / "a.txt", "-o", tmp_path / "out").out
