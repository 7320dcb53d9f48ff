"""The words the page shows: names without hidden characters, sentences with their marks."""

from __future__ import annotations

from typing import Any

import pytest
from view_records import IRAN, ISRAEL, seed_records, statement

from kg.view.words import SENTENCE_LIMIT, label, marks_of, sentence_of, visible


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\u202egnp.exe", "agnp.exe"),
        ("\ud800x", "x"),
        ("  ", "(unnamed)"),
        ("Иран “x”", "Иран “x”"),
        ("a\x00b\nc", "ab c"),
    ],
)
def test_labels_carry_no_hidden_characters(raw: str, clean: str) -> None:
    assert label(raw) == clean


def test_visible_keeps_every_offset() -> None:
    raw = "a\u2066b\U0001f600\x07c\n"
    assert len(visible(raw)) == len(raw)


def marked(record: dict[str, Any]) -> list[tuple[str, str]]:
    start, text = sentence_of(record)
    units = visible(text).encode("utf-16-le")
    return [(role, units[2 * a : 2 * b].decode("utf-16-le")) for a, b, role in marks_of(record, start, text)]


def test_marks_show_trigger_and_arguments_of_every_seed_statement() -> None:
    for record in seed_records():
        found = marked(record)
        assert ("trigger", record["trigger"]) in found, record["statement"]
        named = [record["subject"]["mention"], (record["object"] or {}).get("mention")]
        missing = [words for words in named if words and words not in [text for _, text in found]]
        assert not missing or any(words in record["trigger"] or record["trigger"] in words for words in missing)


def test_marks_count_as_a_browser_does_and_take_the_nearest_mention() -> None:
    text = "Iran 😀 said Iran attacked Israel."
    record = statement(1, IRAN | {"mention": "Iran"}, "attacked", ISRAEL | {"mention": "Israel"}, text=text)
    record["trigger_at"] = {"start": text.index("attacked"), "end": text.index("attacked") + 8}
    assert marked(record) == [("subject", "Iran"), ("trigger", "attacked"), ("object", "Israel")]
    assert marks_of(record, 0, text)[0][0] == text.rindex("Iran") + 1


def test_a_given_place_is_marked_even_where_another_mention_is_nearer() -> None:
    record = statement(1, IRAN | {"mention": "Iran"}, "attacked", ISRAEL, text="Iran, said Iran, attacked Israel.")
    record["subject"]["mention_at"] = {"start": 0, "end": 4}
    assert marks_of(record, 0, record["sentence"]["text"]) == [(0, 4, "subject"), (17, 25, "trigger")]
    record["subject"]["mention_at"] = {"start": 900, "end": 904}
    assert marked(record) == [("trigger", "attacked")], "the words that name it stand in another sentence"


def test_a_sentence_without_end_is_cut_around_its_trigger() -> None:
    text = "word " * 2000 + "attacked " + "word " * 2000
    record = statement(1, IRAN, "attacked", ISRAEL, text=text)
    record["trigger_at"] = {"start": 10_000, "end": 10_008}
    assert len(sentence_of(record)[1]) == SENTENCE_LIMIT
    assert marked(record) == [("trigger", "attacked")]
