"""Merges in the graph: explained, undone by a decision, gone with their document; on claims written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from claims_by_hand import Sheet, article, stored
from pyoxigraph import Quad, QuerySolutions, Store

from kg.errors import DataError
from kg.graph import quads, write_trig, write_turtle
from kg.identity import (
    NO_DECISIONS,
    Decisions,
    Identity,
    Mentioned,
    Pair,
    Unnamed,
    differing,
    identify,
    summary,
    together,
)
from kg.identity.partition import partition
from kg.identity.words import load_words
from kg.model import Article, Claim, Filler, Node, NodeType, Quote, TimeValue
from kg.ontology import load, relation_types
from kg.pipeline import Outcome
from kg.store import open_graph
from kg.validate import validate
from kg.vocab import PREFIXES, document_iri

Told = Sequence[tuple[Article, list[Claim]]]
SERBIA = Node("Serbia", "Serbia", "State", "SRB")
GREECE = Node("Greece", "Greece", "State", "GRC")
NIS = Node("Nis", "Nis", "Place", "SRB")


def minted(key: str, label: str, kind: NodeType, country: str | None = None, post: str | None = None) -> Node:
    return Node(key, label, kind, country, minted=True, post=post)


def document(
    name: str, subject: Node, object_: Node = GREECE, day: str | None = None, place: Node | None = None, **rest: object
) -> tuple[Article, list[Claim]]:
    """A document of one attack."""
    text = f"{subject.label} attacked {object_.label} on that day in {place.label if place else 'no place'}."
    sheet = Sheet(article(name, text, published=date(2031, 3, 5)))
    told: dict[str, object] = {"event": f"e{name}", "event_type": "ASSAULT", **rest}
    if day:
        told["time"] = TimeValue(sheet.quote("on that day"), day)
    if place:
        told["place"] = sheet.filler("place", place, place.label)
    who, whom = sheet.filler("actor", subject, subject.label), sheet.filler("recipient", object_, object_.label)
    sheet.claim(who, str(told.pop("relation", "attacked")), "attacked", whom, **told)
    return sheet.article, sheet.claims


def identified(told: Told, decisions: Decisions = NO_DECISIONS) -> Identity:
    return identify((summary(*one) for one in told), decisions)


def written(told: Told, decisions: Decisions = NO_DECISIONS) -> list[Quad]:
    outcomes = [Outcome(read, [], list(claims), []) for read, claims in told]
    placed = map(together(lambda: outcomes, decisions), outcomes)
    return [quad for one in placed for quad in quads(one.article, one.claims, merges=one.merges)]


def rows(store: Store, query: str) -> list[tuple[str, ...]]:
    found = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return sorted(tuple(term.value.rpartition("/")[2].rpartition("#")[2] for term in row) for row in found)


SURNAME = minted("Quill--0a0a0a0a", "Quill", "Person", "IRL", "foreign minister")
FULL = minted("Liam_Quill", "Liam Quill", "Person", "IRL", "foreign minister")
BOARD = minted("Balkan_Water_Board", "Balkan Water Board", "Organisation", "SRB")
MERGES = """SELECT DISTINCT ?former ?into ?rule ?because { ?merge a kg:Merge ; kg:formerKey ?former ;
    kg:mergedInto ?into ; kg:mergedBy ?rule ; kg:because ?because }"""


def test_a_merge_says_what_was_merged_by_which_rule_and_why() -> None:
    store = stored(*written([document("a.txt", SURNAME), document("b.txt", FULL)]))
    assert rows(store, MERGES) == [("Quill--0a0a0a0a", "Liam_Quill", "surnameAndPost", "foreign minister, IRL")]
    names = "SELECT DISTINCT ?label ?name { ?who rdfs:label ?label ; skos:altLabel ?name FILTER(?name = 'Quill') }"
    assert rows(store, names) == [("Liam Quill", "Quill")]
    assert validate(store) == []


def test_one_event_of_two_documents_is_one_node_with_two_claims() -> None:
    told = [document(name, BOARD, GREECE, "2031-03-04", NIS) for name in ("a.txt", "b.txt")]
    store = stored(*written(told))
    count = (
        "SELECT (COUNT(DISTINCT ?event) AS ?events) (COUNT(DISTINCT ?claim) AS ?claims) { ?claim kg:aboutEvent ?event }"
    )
    assert rows(store, count) == [("1", "2")]
    assert [row[2] for row in rows(store, MERGES) if row[0].startswith("e")] == ["sameDayAndPlace"] * 2
    assert validate(store) == []


@pytest.mark.parametrize(
    ("change", "merged"),
    [
        ({}, True),
        ({"place": None}, False),
        ({"place": SERBIA}, False),
        ({"day": "2031-03-05"}, False),
        ({"day": "2031-03"}, False),
        ({"day": None}, False),
        ({"subject": SERBIA}, False),
        ({"object_": SERBIA}, False),
        ({"event_type": "COERCE"}, False),
        ({"event_type": None}, False),
        ({"status": "negated"}, False),
        ({"status": "proposed"}, False),
        ({"status": "alleged"}, True),
        ({"doubted": True}, True),
        ({"tense": "future"}, False),
        ({"habitual": True}, False),
        ({"mode": "explosives"}, True),
        ({"relation": "bombed"}, True),
        ({"relation": "hostileTo"}, False),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_when_two_events_are_one(change: dict[str, object], merged: bool) -> None:
    given: dict[str, object] = {"subject": BOARD, "object_": GREECE, "day": "2031-03-04", "place": NIS}
    identity = identified([document("a.txt", **given), document("b.txt", **(given | change))])  # type: ignore[arg-type]
    assert bool(identity.events) is merged


@pytest.mark.parametrize(
    ("relation", "target", "days", "merged"),
    [
        ("metWith", GREECE, ("2031-03-04", "2031-03-04"), True),
        ("metWith", GREECE, ("2031-03", "2031-03-04"), False),
        (
            "signed",
            minted("Fishing_Charter_of_Nis", "Fishing Charter of Nis", "Instrument"),
            ("2031-03", "2031-03-04"),
            True,
        ),
        ("signed", minted("agreements", "agreements", "Instrument"), ("2031-03", "2031-03-04"), False),
        (
            "signed",
            minted("Fishing_Charter_of_Nis", "Fishing Charter of Nis", "Instrument"),
            ("2031", "2031-03-04"),
            False,
        ),
        ("killed", minted("Liam_Quill", "Liam Quill", "Person", "IRL"), ("2031-03", "2031-03-04"), True),
        ("attacked", minted("Liam_Quill", "Liam Quill", "Person", "IRL"), ("2031-03", "2031-03-04"), False),
    ],
)
def test_acts_done_once(relation: str, target: Node, days: tuple[str, str], merged: bool) -> None:
    told = [document(f"{day}.txt", SERBIA, target, day, relation=relation) for day in dict.fromkeys(days)]
    told += [document("again.txt", SERBIA, target, days[0], relation=relation)] if len(told) == 1 else []
    events = identified(told).events
    assert bool(events) is merged and {merge.document for merge in events.values()} in (
        {a.name for a, _ in told},
        set(),
    )


def test_a_month_with_two_days_means_neither() -> None:
    charter = minted("Fishing_Charter_of_Nis", "Fishing Charter of Nis", "Instrument")
    told = [
        document(f"{day}.txt", SERBIA, charter, day, relation="signed")
        for day in ("2031-03-04", "2031-03-09", "2031-03")
    ]
    assert identified(told).events == {}


def test_who_tells_two_places_leaves_a_report_without_one_alone() -> None:
    town = Node("Pirot", "Pirot", "Place", "SRB")
    places = {"a.txt": NIS, "b.txt": town, "c.txt": None, "d.txt": NIS}
    told = [document(name, SERBIA, GREECE, "2031-03-04", place, relation="metWith") for name, place in places.items()]
    assert {document for document, _ in identified(told).events} == {"a.txt", "d.txt"}


def test_words_of_repetition_keep_an_event_alone() -> None:
    read, (claim,) = document("a.txt", BOARD, GREECE, "2031-03-04", NIS)
    again = replace(claim, sentence=Quote(0, 5, "The Board attacked Greece again."))
    told = [(read, [again]), document("b.txt", BOARD, GREECE, "2031-03-04", NIS)]
    assert identified(told).events == {}


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
