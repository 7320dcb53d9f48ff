"""Where the nodes of the page stand: no name over another, the weightiest drawn, the lone beneath."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from view_records import IRAN, ISRAEL, data_of, large_records, node, seed_records, statement

from kg.view import network, page, render
from kg.view.layout import positions
from kg.view.spread import clear_lines, spread
from kg.view.tally import tally


def overlaps(data: dict[str, Any], x: str = "x", y: str = "y") -> list[tuple[str, str]]:
    """Pairs whose disc-and-name boxes overlap, measured with a wide 7.4 units a letter at 13 units."""
    boxes = []
    for each in data["nodes"]:
        if x in each:
            half = max(each["size"], 3.7 * min(len(each["label"]), 28))
            top, bottom = each[y] - each["size"], each[y] + each["size"] + 20
            boxes.append((each["label"], each[x] - half, each[x] + half, top, bottom))
    return [
        (a[0], b[0]) for a, b in combinations(boxes, 2) if a[1] < b[2] and b[1] < a[2] and a[3] < b[4] and b[3] < a[4]
    ]


def test_no_names_overlap() -> None:
    assert overlaps(data_of(render(seed_records()))) == []
    large = data_of(render(large_records(500)))
    assert len(large["nodes"]) == 500
    assert overlaps(large) == []


def test_what_is_seen_at_first_has_positions_of_its_own_and_the_lone_stand_beneath() -> None:
    records = seed_records() + [
        statement(100 + at, IRAN, "mentioned", node(f"Topic {at}", "Topic")) for at in range(40)
    ]
    alone = [node("Lone actor", "Organisation"), node("Lone report", "Instrument"), node("Topic 1", "Topic")]
    records += [statement(200, alone[0], "mentioned", alone[2]), statement(201, alone[1], "mentioned", alone[2])]
    data = data_of(render(records))
    assert data["actorsFirst"]
    hidden = {each["label"] for each in data["nodes"] if each["kind"] in page.HIDDEN_FIRST}
    assert {each["label"] for each in data["nodes"] if "coreX" not in each} == hidden
    height = {each["label"]: each["coreY"] for each in data["nodes"] if "coreX" in each}
    lone = {"Lone actor", "Lone report"}
    assert min(height[name] for name in lone) > max(y for name, y in height.items() if name not in lone)
    assert "Strategic Mutual Defense Agreement" in height
    assert overlaps(data) == []
    assert overlaps(data, "coreX", "coreY") == []
    assert not data_of(render(seed_records()))["actorsFirst"]


def test_above_the_cap_the_weightiest_are_drawn_and_all_claims_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "DRAWN_LIMIT", 30)
    monkeypatch.setattr(network, "DRAWN_LIMIT", 30)
    records = large_records(120)
    data = data_of(render(records))
    assert (len(data["nodes"]), len(data["undrawn"]), len(data["claims"])) == (30, 90, len(records))
    assert min(each["weight"] for each in data["nodes"]) >= max(each["weight"] for each in data["undrawn"])
    assert [each["id"] for each in data["nodes"] + data["undrawn"]] == list(range(120))


def test_a_very_long_name_is_cut_and_takes_the_room_of_a_short_one() -> None:
    data = data_of(render([statement(1, node("x" * 10_000, "State"), "met", ISRAEL, text="They met.")]))
    long = next(each for each in data["nodes"] if each["label"].startswith("x"))
    assert len(long["label"]) == 300
    assert max(abs(each["x"]) for each in data["nodes"]) < 1000


def test_boxes_spread_apart_even_from_one_point() -> None:
    moved = spread(np.zeros((12, 2)), [(40.0, 10.0)] * 12)
    gaps = [np.abs(moved[a] - moved[b]) for a, b in combinations(range(12), 2)]
    assert all(x >= 39.9 or y >= 9.9 for x, y in gaps)


def test_a_node_on_a_line_that_leads_elsewhere_steps_aside() -> None:
    moved = clear_lines(np.array([[0.0, 0.0], [400.0, 0.0], [200.0, 0.0]]), [(0, 1)], [(30.0, 30.0)] * 3)
    assert abs(moved[2, 1]) > 15


def test_parts_without_a_link_stand_beside_each_other() -> None:
    places = positions(4, [(0, 1), (2, 3)], [(50.0, 50.0)] * 4)
    assert len(set(places)) == 4


def test_nodes_are_numbered_by_weight_then_iri() -> None:
    nodes = tally(seed_records()).nodes
    assert nodes[0].label == "Iran"
    assert nodes == sorted(nodes, key=lambda each: (-each.weight, each.iri))
