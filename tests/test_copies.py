"""Copies and near copies of one report: known whatever the order, linked in the graph, counted once."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from claims_by_hand import article
from conftest import SEEDS, Kg
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article
from kg.read import Copy, Document, near_duplicates, read, told
from kg.statements import statements
from kg.store import open_graph
from kg.stories import once_told
from kg.validate import validate

TEXT = (SEEDS / "003_37e8a2a38bea86b4.txt").read_text("utf-8")
OTHER = (SEEDS / "000_bcc5feb58b302aa3.txt").read_text("utf-8")
SENTENCES = TEXT.split(". ")


def named(name: str, text: str, published: date | None = None) -> Article:
    return replace(article(name, text), published=published)


def found(*articles: Article) -> list[tuple[str, str]]:
    return [(copy.name, copy.original) for copy in near_duplicates(map(told, articles))]


def test_the_earliest_is_the_original_whatever_the_order() -> None:
    agency = named("z_agency", TEXT, date(2025, 10, 1))
    cut = named("a_cut", ". ".join(SENTENCES[: len(SENTENCES) * 9 // 10]), date(2025, 10, 2))
    edited = named("m_edited", TEXT.replace("alliance", "union"), None)
    exact = named("b_exact", TEXT, date(2025, 10, 3))
    other = named("other", OTHER, date(2025, 1, 1))
    wanted = [("a_cut", "z_agency"), ("b_exact", "z_agency"), ("m_edited", "z_agency")]
    for order in permutations([agency, cut, edited, exact, other]):
        assert found(*order) == wanted


def test_likeness_is_that_of_the_words(tmp_path: Path) -> None:
    half = ". ".join(SENTENCES[: len(SENTENCES) // 2])
    assert found(named("a", TEXT), named("b", half)) == []
    assert found(named("a", TEXT), named("b", half + OTHER)) == []
    (copy,) = near_duplicates(map(told, [named("a", TEXT), named("b", TEXT + " A last word of the editor here.")]))
    assert copy.likeness == pytest.approx(0.99, abs=0.03)
    assert list(near_duplicates(map(told, [named("a", TEXT), named("b", TEXT.upper())]))) == [Copy("b", "a", 1.0)]


def test_furniture_does_not_part_copies(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.txt").write_text(
        "Home | News | World\n\n" + TEXT + "\n\nMore on this topic\n\n" + "Shadow. " * 400, "utf-8"
    )
    pair = [read(Document(tmp_path / name, name)) for name in ("a.txt", "b.txt")]
    assert found(*pair) == [("b.txt", "a.txt")]


@pytest.mark.parametrize(
    ("one", "other", "copies"), [("Iran signed.", "Iran signed!", 1), ("Iran signed.", "Iran left.", 0)]
)
def test_short_texts_are_copies_only_word_by_word(one: str, other: str, copies: int) -> None:
    assert len(found(named("a", one), named("b", other))) == copies


@given(seed=st.integers(0, 10_000))
def test_copies_do_not_hang_on_the_order(seed: int) -> None:
    chance = random.Random(seed)
    articles = []
    for number in range(8):
        kept = [sentence for sentence in SENTENCES if chance.random() < 0.93]
        articles.append(named(f"d{number}", ". ".join(kept), date(2025, 1, chance.randint(1, 3))))
    once = found(*articles)
    chance.shuffle(articles)
    assert found(*articles) == once
    assert not {name for name, _ in once} & {original for _, original in once}, "an original is no copy"


def test_a_reprint_is_linked_and_counted_once(kg: Kg, tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "agency.md").write_text(f"---\ndate: 2025-10-01\n---\n\n{TEXT}", "utf-8")
    own = "Turkey condemned Israel in Ankara on Monday."
    body, _, last = TEXT.rstrip().rpartition("\n\n")
    (news / "a_reprint.txt").write_text(f"{body}\n\n{own}\n\n{last}\n", "utf-8")
    alone, both = tmp_path / "alone", tmp_path / "both"
    assert kg("build", news / "agency.md", "-o", alone).code == 0
    ran = kg("build", news, "-o", both, "--report")
    assert ran.code == 0, ran.err
    assert "2, 1 near duplicates of others" in ran.out
    assert "a_reprint.txt repeats agency.md" in ran.out
    for file in ("graph.trig", "graph.ttl"):
        store = open_graph(both / file)
        assert validate(store) == []
        linked = store.query(
            "SELECT ?a ?b { ?x <https://w3id.org/actorkg/ontology#nearDuplicateOf> ?y . ?x ?n ?a . ?y ?n ?b "
            "FILTER(?n = <https://w3id.org/actorkg/ontology#fileName>) }",
            use_default_graph_as_union=True,
        )
        assert [[term.value for term in row] for row in linked] == [["a_reprint.txt", "agency.md"]]  # type: ignore[union-attr]
    records = list(statements(open_graph(both)))
    kept = once_told(records)
    assert len(records) > len(kept)
    added = [record for record in kept if record["document"] == "a_reprint.txt"]
    assert {record["sentence"]["text"] for record in added} == {own}, "what the reprint adds stays"
    assert len(kept) - len(added) == len(list(statements(open_graph(alone))))
    counted = kg("stats", both, "--format", "json").out
    assert f'"claims": {len(kept)}' in counted
    assert '"near duplicates": 1' in counted
