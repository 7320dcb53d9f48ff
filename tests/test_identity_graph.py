"""Merges in the graph: explained, undone by a decision, gone with their document; on claims written by hand."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from claims_by_hand import stored
from tellings import (
    BOARD,
    FULL,
    GREECE,
    MERGES,
    NIS,
    SERBIA,
    SURNAME,
    document,
    identified,
    minted,
    rows,
    written,
)

from kg.errors import DataError
from kg.graph import quads, write_trig, write_turtle
from kg.identity import (
    Decisions,
    Mentioned,
    Pair,
    Unnamed,
    differing,
)
from kg.identity.partition import partition
from kg.identity.words import load_words
from kg.model import Filler, Quote
from kg.ontology import load, relation_types
from kg.store import open_graph
from kg.validate import validate
from kg.vocab import document_iri


def test_a_merge_says_what_was_merged_by_which_rule_and_why() -> None:
    store = stored(*written([document("a.txt", SURNAME), document("b.txt", FULL)]))
    assert rows(store, MERGES) == [("Quill--0a0a0a0a", "Liam_Quill", "surnameAndPost", "foreign minister, IRL")]
    names = "SELECT DISTINCT ?label ?name { ?who rdfs:label ?label ; skos:altLabel ?name FILTER(?name = 'Quill') }"
    assert rows(store, names) == [("Liam Quill", "Quill")]
    assert validate(store) == []


def test_namesakes_of_two_states_are_two_nodes() -> None:
    bearers = {"a.txt": "IRL", "b.txt": "IRL", "c.txt": "CAN", "d.txt": "CAN", "e.txt": "NOR"}
    told = [
        document(name, minted("John_Reed", "John Reed", "Person", state, "banker")) for name, state in bearers.items()
    ]
    keys = {merge.document: merge.into for merge in identified(told).entities.values()}
    assert keys["a.txt"] == keys["b.txt"] == "John_Reed_(IRL)"
    assert keys["c.txt"] == keys["d.txt"] == "John_Reed_(CAN)"
    assert keys["e.txt"].startswith("John_Reed--")
    assert validate(stored(*written(told))) == []


def test_among_namesakes_the_state_alone_says_too_little() -> None:
    told = [document(name, minted("John_Reed", "John Reed", "Person", "IRL")) for name in ("a.txt", "b.txt")]
    assert {merge.into for merge in identified(told).entities.values()} == {"John_Reed"}
    told.append(document("c.txt", minted("John_Reed", "John Reed", "Person", "CAN")))
    assert len({merge.into for merge in identified(told).entities.values()}) == 3


def test_a_rough_name_among_namesakes_goes_with_neither() -> None:
    told = [document(f"{state}.txt", minted("John_Reed", "John Reed", "Person", state)) for state in ("IRL", "CAN")]
    told.append(document("open.txt", minted("John_Reed", "John Reed", "Person")))
    assert len({merge.into for merge in identified(told).entities.values()}) == 3


def test_denying_a_merge_restores_two_nodes(tmp_path: Path) -> None:
    told = [document("a.txt", SURNAME), document("b.txt", FULL)]
    denied = Decisions(different=(Pair(Mentioned("Quill--0a0a0a0a"), Mentioned("Liam_Quill")),))
    assert identified(told, denied).entities == {}
    for number, some in enumerate((written(told, denied), [q for read, claims in told for q in quads(read, claims)])):
        write_turtle(some, tmp_path / str(number))
    assert (tmp_path / "0").read_bytes() == (tmp_path / "1").read_bytes()


def test_denying_that_documents_mean_one_by_one_key_gives_two() -> None:
    told = [document(name, FULL) for name in ("a.txt", "b.txt", "c.txt")]
    assert {merge.into for merge in identified(told).entities.values()} == {"Liam_Quill"}
    pair = Pair(Mentioned("Liam_Quill", "a.txt"), Mentioned("Liam_Quill", "b.txt"))
    keys = {merge.document: merge.into for merge in identified(told, Decisions(different=(pair,))).entities.values()}
    assert keys["a.txt"] == keys["c.txt"] == "Liam_Quill" != keys["b.txt"]


def test_denying_an_event_restores_two() -> None:
    told = [document(name, BOARD, GREECE, "2031-03-04", NIS) for name in ("a.txt", "b.txt")]
    pair = Pair(Mentioned("ea.txt"), Mentioned("eb.txt"))
    assert identified(told, Decisions(different=(pair,))).events == {}


def test_what_somebody_declares_the_same_is_one_node() -> None:
    told = [document("a.txt", minted("BWB", "BWB", "Organisation")), document("b.txt", BOARD)]
    decisions = Decisions(same=(Pair(Mentioned("BWB"), Mentioned("Balkan_Water_Board"), "by N. N. on 2031-04-01"),))
    store = stored(*written(told, decisions))
    assert rows(store, MERGES) == [("BWB", "Balkan_Water_Board", "decided", "by N. N. on 2031-04-01")]
    assert validate(store) == []
    both = replace(decisions, different=decisions.same)
    assert rows(stored(*written(told, both)), MERGES) == []


def test_a_decision_about_a_surname_is_about_every_document() -> None:
    told = [document("a.txt", SURNAME), document("b.txt", replace(SURNAME, key="Quill--0b0b0b0b", post=None))]
    decisions = Decisions(same=(Pair(Mentioned("Quill"), Mentioned("Liam_Quill"), "N. N."),))
    assert {row[:2] for row in rows(stored(*written(told, decisions)), MERGES)} == {
        ("Quill--0a0a0a0a", "Liam_Quill"),
        ("Quill--0b0b0b0b", "Liam_Quill"),
    }


def test_the_rules_of_code_ontology_and_page_are_the_same() -> None:
    declared = {row[0] for row in rows(load(), "SELECT ?rule { ?rule a kg:IdentityRule }")}
    root = Path(__file__).parents[1]
    files = [root / "kg" / "ground" / "naming.py", *sorted((root / "kg" / "identity").glob("*.py"))]
    code = " ".join(file.read_text("utf-8") for file in files)
    page = (root / "docs" / "identity.md").read_text("utf-8")
    assert len(declared) > 20
    assert {rule for rule in declared if f'"{rule}"' not in code} == set()
    assert {rule for rule in declared if f"`{rule}`" not in page and f"kg:{rule}" not in page} == set()


def test_a_name_can_be_denied() -> None:
    read, (claim,) = document("a.txt", SERBIA)
    capital = replace(claim, subject=Filler("actor", SERBIA, Quote(0, 8, "Belgrade"), "seatOfGovernment"))
    decisions = Decisions(names=(Unnamed("Belgrade", "Serbia", "a.txt"),))
    for name, key in {"a.txt": "Belgrade", "b.txt": "Serbia"}.items():
        (told,) = identified([(read, [capital])], decisions).applied(name, [capital])
        assert told.subject.node.key == key
    (denied,) = identified([(read, [capital])], decisions).applied("a.txt", [capital])
    assert (denied.subject.rule, denied.subject.node.label) == ("decided", "Belgrade")


def test_a_document_that_goes_changes_only_those_that_shared_a_merge(tmp_path: Path) -> None:
    told = [
        document("a.txt", SURNAME, GREECE, "2031-03-04", NIS),
        document("b.txt", FULL, GREECE, "2031-03-04", NIS),
        document("c.txt", SERBIA, GREECE, "2031-03-04", NIS),
    ]
    rest = [told[0], told[2]]
    whole, left = identified(told), identified(rest)
    assert differing(whole, left) == {"a.txt", "b.txt"}
    # What a store does on removal: drop the document, write those again that differ; the bytes are those of the rest.
    store = stored(*written(told))
    for name in differing(whole, left):
        store.remove_graph(document_iri(name))
    read, claims = told[0]
    store.extend(quads(read, left.applied(read.name, claims), merges=left.of(read.name, claims)))
    write_trig(store, tmp_path / "left")
    write_trig(written(rest), tmp_path / "rest")
    assert (tmp_path / "left").read_bytes() == (tmp_path / "rest").read_bytes()


def test_the_order_of_documents_does_not_change_a_byte(tmp_path: Path) -> None:
    told = [
        document("a.txt", SURNAME, GREECE, "2031-03-04", NIS),
        document("b.txt", FULL, GREECE, "2031-03-04", NIS),
        document("c.txt", minted("Liam_Quill", "Liam Quill", "Person", "CAN")),
    ]
    seen = set()
    for some in permutations(told):
        write_trig(written(some), tmp_path / "graph.trig")
        write_turtle(written(some), tmp_path / "graph.ttl")
        seen.add((tmp_path / "graph.trig").read_bytes() + (tmp_path / "graph.ttl").read_bytes())
    assert len(seen) == 1
    assert validate(open_graph(tmp_path)) == []


def test_one_document_is_not_touched() -> None:
    for one in (document("a.txt", SURNAME), document("a.txt", BOARD, GREECE, "2031-03-04", NIS)):
        assert not identified([one]).entities and not identified([one]).events


def test_what_is_rough_goes_only_where_nothing_else_fits() -> None:
    found = partition([(), (1,), (1, 2), (1, 3), (4,)], lambda exact, rough: set(rough) <= set(exact))
    assert found == {(): (), (1,): (1,), (1, 2): (1, 2), (1, 3): (1, 3), (4,): (4,)}


def test_bad_words_are_refused(tmp_path: Path) -> None:
    (tmp_path / "identity.yaml").write_text("one_holder: [king]\n", "utf-8")
    with pytest.raises(DataError, match=r"identity\.yaml: has the keys"):
        load_words(tmp_path / "identity.yaml")


def test_the_relations_of_the_word_list_have_an_event_type() -> None:
    words = load_words()
    typed = {relation.rpartition("#")[2] for relation in relation_types()}
    assert (words.once_a_day | set(words.once_only)) <= typed
