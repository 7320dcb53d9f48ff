"""When events of several documents are one: same act, parties, day and place; on claims written by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from claims_by_hand import stored
from tellings import (
    BOARD,
    GREECE,
    MERGES,
    NIS,
    SERBIA,
    document,
    identified,
    minted,
    rows,
    written,
)

from kg.model import Node, Quote
from kg.validate import validate


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
