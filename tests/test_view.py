"""The page as text: what is in it, that it is safe and closed, and where its nodes stand."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from view_records import large_records, node, seed_records, statement

from kg.errors import DataError
from kg.view import network, page, render
from kg.view.layout import positions
from kg.view.spread import clear_lines, spread
from kg.view.tally import tally
from kg.view.words import SENTENCE_LIMIT, label, marks_of, sentence_of, visible

HOSTILE = '</script><img src=x onerror="alert(1)"><!--'
IRAN, ISRAEL, PACT = node("Iran", "State", "IRN"), node("Israel", "State", "ISR"), node("Pact", "Instrument")


class Tags(HTMLParser):
    """Each start tag with its attributes, and the text of each script and style."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.starts: list[tuple[str, dict[str, str | None]]] = []
        self.bodies: dict[str, list[str]] = {"script": [], "style": []}
        self.open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.starts.append((tag, dict(attrs)))
        self.open = tag
        if tag in self.bodies:
            self.bodies[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self.open = ""

    def handle_data(self, data: str) -> None:
        if self.open in self.bodies:
            self.bodies[self.open][-1] += data


def data_of(text: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)
    assert found
    return json.loads(found[1])


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


def test_an_empty_graph_gives_a_page() -> None:
    assert data_of(render([]))["nodes"] == []


@pytest.mark.parametrize(
    "where", ["label", "relation", "trigger", "document", "title", "speaker", "sentence", "iri", "role"]
)
def test_hostile_words_end_up_as_data(where: str) -> None:
    record = statement(1, dict(IRAN), "attacked", dict(ISRAEL), participants=[{"role": "with", **PACT}])
    if where in {"label", "iri"}:
        record["subject"][where] = HOSTILE
    elif where == "relation":
        record["predicate"]["label"] = HOSTILE
    elif where == "speaker":
        record["speakers"] = [{"iri": "javascript:alert(1)", "label": HOSTILE}]
    elif where == "sentence":
        record["sentence"] = {"start": 0, "end": len(HOSTILE), "text": HOSTILE}
    elif where == "role":
        record["participants"][0]["role"] = HOSTILE
    else:
        record[where] = HOSTILE
    text = render([record], title=HOSTILE)
    plain, hostile = Tags(render([])), Tags(text)
    assert [tag for tag, _ in hostile.starts] == [tag for tag, _ in plain.starts]
    assert "onerror" in json.dumps(data_of(text)), "the words themselves are kept"
    assert "<img" not in text.replace(page._library(), "")


def test_nothing_is_asked_of_the_network() -> None:
    tags = Tags(render(seed_records()))
    targets = [value for _, attrs in tags.starts for name, value in attrs.items() if name in {"src", "href", "action"}]
    assert targets == ["data:,", "#table"]
    assert "@import" not in tags.bodies["style"][0]
    assert "url(" not in tags.bodies["style"][0]
    assert not any(name.startswith("on") for _, attrs in tags.starts for name in attrs)


def test_the_policy_names_each_script_by_hash() -> None:
    tags = Tags(render(seed_records()))
    (policy,) = [attrs["content"] for tag, attrs in tags.starts if attrs.get("http-equiv") == "Content-Security-Policy"]
    assert policy and policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for body in [*tags.bodies["script"][1:], *tags.bodies["style"]]:
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_the_same_statements_give_the_same_bytes_under_any_hash_seed() -> None:
    code = "import hashlib, view_records as v; from kg.view import render; "
    code += "print(hashlib.sha256((render(v.seed_records()) + render(v.large_records(300))).encode()).hexdigest())"
    tests = Path(__file__).parent
    digests = set()
    for seed in ("1", "77"):
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": f"{tests}{os.pathsep}{tests.parent}",
            "LC_ALL": "C",
        }
        run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        digests.add(run.stdout)
    assert len(digests) == 1


def test_a_missing_library_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "VIS_SCRIPT", "templates/none.js")
    with pytest.raises(DataError, match=r"none\.js is missing .* install pyvis"):
        render([])


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


def test_nodes_are_numbered_by_weight_then_iri() -> None:
    nodes = tally(seed_records()).nodes
    assert nodes[0].label == "Iran"
    assert nodes == sorted(nodes, key=lambda each: (-each.weight, each.iri))
