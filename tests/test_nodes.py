"""Keys of nodes are made of words alone, and referents that are not the same get different ones: `nodes.yaml`."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parses import cases

from kg.actors import Gazetteer, load_actors
from kg.ground.nodes import key_of, node_of
from kg.model import Article, Block, Node, Referent

HERE, THERE = "0" * 64, "f" * 64


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_actors()


def grounded(referent: Referent, gazetteer: Gazetteer, sha256: str = HERE) -> Node:
    return node_of(referent, Article("x.txt", "x", sha256, (Block(0, 1, "text"),)), gazetteer)


@pytest.mark.parametrize("row", cases("nodes.yaml"))
def test_node(row: dict[str, Any], gazetteer: Gazetteer) -> None:
    found = grounded(Referent(**row["referent"]), gazetteer)
    assert found.key == row["key"]
    for field in ("type", "country"):
        if field in row:
            assert getattr(found, field) == (None if row[field] == "none" else row[field])


@pytest.mark.parametrize(
    ("referent", "shared"),
    [
        (Referent("Iran", "State", node="Iran"), True),
        (Referent("Hakan Yilmaz", "Person"), True),
        (Referent("defence pact", "Instrument"), True),
        (Referent("Yilmaz", "Person"), False),
        (Referent("Turkish president", "Person", title="president"), False),
        (Referent("rebels", "Group", local=True), False),
    ],
)
def test_who_is_the_same_in_two_documents(referent: Referent, shared: bool, gazetteer: Gazetteer) -> None:
    keys = {grounded(referent, gazetteer, sha256).key for sha256 in (HERE, THERE)}
    assert (len(keys) == 1) is shared


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Islamic NATO", "NATO"),
        ("Resolution 2216", "Resolution 2249"),
        ("Hezbollah in Iraq", "Hezbollah"),
        ("North Korea", "South Korea"),
        ("Republic of the Congo", "Democratic Republic of the Congo"),
    ],
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


@given(st.text(max_size=200))
def test_keys_are_fit_for_an_iri_and_stable(name: str) -> None:
    key = key_of(name)
    assert len(key) <= 120
    assert not set(key) & set(' <>"{}|\\^`/?#%\n\t')


@given(st.text(alphabet=st.characters(categories=["L", "N", "Zs"]), min_size=1, max_size=60))
def test_blanks_do_not_count(name: str) -> None:
    assert key_of(name) == key_of(f"  {name.replace(' ', '   ')} ")
