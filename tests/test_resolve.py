"""What pronouns, titles, acronyms and short phrases stand for, with the real model: `tests/cases/resolve.yaml`."""

from __future__ import annotations

from typing import Any

import pytest
from parses import cases
from told import Telling, check, telling

from kg.pipeline import Resources

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def tell(resources: Resources) -> Telling:
    return telling(resources)


@pytest.mark.parametrize("row", cases("resolve.yaml"))
def test_resolution(row: dict[str, Any], tell: Telling) -> None:
    check(row, tell(row))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("An Islamic NATO could threaten Israel.", "NATO could threaten Israel."),
        ("Hezbollah in Iraq attacked Kuwait.", "Hezbollah attacked Kuwait."),
        ("Iran rejected Resolution 2216.", "Iran rejected Resolution 2249."),
        ("The Republic of the Congo praised Japan.", "The Democratic Republic of the Congo praised Japan."),
        ("North Korea praised Japan.", "South Korea praised Japan."),
        ("Bashar al-Assad praised Japan.", "Hafez al-Assad praised Japan."),
    ],
)
def test_likeness_is_no_identity(one: str, other: str, tell: Telling) -> None:
    def keys(text: str) -> set[str]:
        claims = [c for c in tell({"text": text}) if c.object is not None]
        assert claims
        return {c.subject.node.key for c in claims} | {c.object.node.key for c in claims if c.object}

    assert len(keys(one) ^ keys(other)) >= 2


def test_the_seat_of_a_government_is_a_place_where_things_happen(tell: Telling) -> None:
    rows = {"Tehran condemned Israel.": "State", "An explosion in Tehran killed three Israelis.": "Place"}
    found = {
        text: {f.node.type for c in tell({"text": text}) for f in (c.subject, c.place) if f and f.node.country == "IRN"}
        for text in rows
    }
    assert "State" in found["Tehran condemned Israel."]
    assert "State" not in found["An explosion in Tehran killed three Israelis."]
