"""Claims as nodes and edges of the page: every claim kept, each told once, parties joined where they are related."""

from __future__ import annotations

from typing import Any

import pytest
from view_records import IRAN, ISRAEL, PACT, data_of, seed_records, statement

from kg.view import render


def edge_between(data: dict[str, Any], one: str, two: str) -> dict[str, Any]:
    names = [each["label"] for each in data["nodes"]]
    ends = {names.index(one), names.index(two)}
    (edge,) = [edge for edge in data["edges"] if {edge["from"], edge["to"]} == ends]
    return edge


def test_every_statement_is_in_the_page() -> None:
    records = seed_records()
    data = data_of(render(records))
    assert [claim["iri"] for claim in data["claims"]] == [record["statement"] for record in records]
    assert len({each["iri"] for each in data["nodes"]}) == len(data["nodes"])


def test_relations_of_one_pair_all_survive_in_one_edge() -> None:
    relations = ["attacked", "threatened", "met with", "attacked"]
    records = [statement(at, IRAN, relation, ISRAEL) for at, relation in enumerate(relations)]
    records.append(statement(9, ISRAEL, "attacked", IRAN))
    data = data_of(render(records))
    (edge,) = data["edges"]
    assert [data["claims"][claim]["relation"] for claim, _ in edge["links"]] == [*relations, "attacked"]
    assert {direction for _, direction in edge["links"]} == {1, -1}


def test_co_signatories_are_joined_without_direction() -> None:
    data = data_of(render(seed_records()))
    edge = edge_between(data, "Pakistan", "Saudi Arabia")
    directions = {data["claims"][claim]["relation"]: direction for claim, direction in edge["links"]}
    assert directions == {"signed": 0, "allied with": 0}


@pytest.mark.parametrize(
    ("role", "kind", "linked"),
    [
        ("actor", "SUPPORT", True),
        ("actor", "ASSAULT", False),
        ("with", "ASSAULT", True),
        ("recipient", "AID", True),
        ("topic", "CONSULT", False),
    ],
)
def test_a_party_is_joined_to_the_subject_only_where_the_two_are_related(role: str, kind: str, linked: bool) -> None:
    record = statement(1, IRAN, "acted", PACT, event_type=kind, participants=[{"role": role, **ISRAEL}])
    data = data_of(render([record]))
    assert len(data["edges"]) == 1 + linked
    assert [party[0] for party in data["claims"][0]["others"]] == [role]


def test_a_pair_with_its_own_statement_is_not_told_twice() -> None:
    together = {"role": "with", **ISRAEL}
    records = [
        statement(1, IRAN, "signed", PACT, event="e", participants=[together]),
        statement(2, IRAN, "signed with", ISRAEL, event="e"),
    ]
    edge = edge_between(data_of(render(records)), "Iran", "Israel")
    assert [claim for claim, _ in edge["links"]] == [1]


@pytest.mark.parametrize(
    ("relation", "more", "kept"),
    [
        ("metWith", {}, [0]),
        ("metWith", {"event": "another"}, [0, 1]),
        ("metWith", {"status": "proposed"}, [0, 1]),
        ("metWith", {"confidence": 0.9}, [1]),
        ("attacked", {}, [0, 1]),
    ],
)
def test_what_is_told_both_ways_counts_once(relation: str, more: dict[str, Any], kept: list[int]) -> None:
    there = statement(0, IRAN, relation, ISRAEL, event="e")
    back = statement(1, ISRAEL, relation, IRAN, **{"event": "e", **more})
    data = data_of(render([there, back]))
    (edge,) = data["edges"]
    assert [claim for claim, _ in edge["links"]] == kept
    assert {each["weight"] for each in data["nodes"]} == {len(kept)}
    assert [claim["mirror"] for claim in data["claims"]] == ([1, 0] if len(kept) == 1 else [None, None])


def test_what_two_did_together_counts_once_between_them() -> None:
    records = [
        statement(0, IRAN, "adopted", PACT, event="e", participants=[{"role": "actor", **ISRAEL}]),
        statement(1, ISRAEL, "adopted", PACT, event="e", participants=[{"role": "actor", **IRAN}]),
    ]
    data = data_of(render(records))
    assert len(edge_between(data, "Iran", "Israel")["links"]) == 1
    assert len(edge_between(data, "Iran", "Pact")["links"]) == 1


@pytest.mark.parametrize(
    ("event_type", "relation_type", "shown"),
    [
        ("AID", "ASSAULT", ("AID", True, "material-cooperation")),
        (None, "ASSAULT", ("ASSAULT", False, "material-conflict")),
        (None, None, (None, False, "none")),
    ],
)
def test_a_claim_without_event_has_the_type_of_its_relation(
    event_type: str | None, relation_type: str | None, shown: tuple[str | None, bool, str]
) -> None:
    record = statement(0, IRAN, "acted", ISRAEL, event_type=event_type, relation_type=relation_type, status="proposed")
    (claim,) = data_of(render([record]))["claims"]
    assert (claim["type"], claim["happened"], claim["quad"]) == shown


def test_a_statement_without_object_stays() -> None:
    data = data_of(render([statement(1, IRAN, "mobilised", None)]))
    assert data["edges"] == []
    assert data["claims"][0]["object"] is None
