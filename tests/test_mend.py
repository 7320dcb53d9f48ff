"""Repairs of parses, and parses that must stay as they are.

Those of `tests/cases/mend.yaml` are written by hand, those of `tests/cases/mend_parsed.yaml` made by a model.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from parses import cases, parse_of, rows_of

import kg.mend
from kg.mend.tree import Tree
from kg.parse import Parse

CASES = [*cases("mend.yaml"), *cases("mend_parsed.yaml")]


def _shown(parse: Parse, i: int) -> str:
    head = parse.heads[i]
    return "ROOT" if head == i else f"{parse.deps[i]} {parse.words[head]}"


def _mended(row: dict[str, Any]) -> dict[str, Any]:
    """What mending changes in the parse of ``row``, as the row tells it."""
    parse, (rows, entities) = parse_of(row["parse"]), rows_of(row["parse"])
    words = parse.words
    changed = {
        words[i]: _shown(parse, i)
        for i, (_, _, _, _, head, dep) in enumerate(rows)
        if (parse.deps[i], parse.heads[i]) != (dep, int(head))
    }
    tags = {words[i]: tag for i, tag in enumerate(parse.tags) if tag != rows[i][3]}
    found = {"changed": changed, "tags": tags}
    if "lemmas" in row:
        found["lemmas"] = {words[i]: lemma for i, lemma in enumerate(parse.lemmas) if lemma != rows[i][1]}
    if parse.entities != entities:
        found["entities"] = [" ".join(words[start:end]) for start, end, _ in parse.entities]
    return found


def _told(row: dict[str, Any]) -> dict[str, Any]:
    """What mending must change, where a row leaves out what stays."""
    return {"tags": {}} | {key: told for key, told in row.items() if key not in {"label", "parse"}}


@pytest.mark.parametrize("row", CASES)
def test_mending(row: dict[str, Any]) -> None:
    assert _mended(row) == _told(row)


@pytest.mark.parametrize("row", CASES)
def test_a_mended_parse_is_a_tree_and_stays_as_it_is(row: dict[str, Any]) -> None:
    parse, (rows, _) = parse_of(row["parse"]), rows_of(row["parse"])
    roots = {i for i, head in enumerate(parse.heads) if head == i}
    assert roots
    for i in range(len(parse)):
        above = [i]
        while parse.heads[above[-1]] not in above:
            above.append(parse.heads[above[-1]])
        assert above[-1] in roots
    mended = zip(rows, parse.tags, parse.heads, parse.deps, strict=True)
    again = [[*row[:3], tag, str(head), dep] for row, tag, head, dep in mended]
    twice = Parse.from_rows(again, parse.entities, parse.names)
    assert (twice.tags, twice.deps, twice.heads) == (parse.tags, parse.deps, parse.heads)
    assert twice.entities == parse.entities


@pytest.mark.parametrize("repair", kg.mend.REPAIRS, ids=lambda repair: repair.__name__)
def test_no_repair_can_be_spared(repair: Callable[[Tree], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each repair has a row that is not met without it."""
    monkeypatch.setattr(kg.mend, "REPAIRS", [_nothing if one is repair else one for one in kg.mend.REPAIRS])
    assert any(_mended(case.values[0]) != _told(case.values[0]) for case in CASES)


def test_what_a_repair_ties_into_a_knot_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing else of what it did."""

    def knotting(tree: Tree) -> None:
        tree.move(1, "conj", 2)
        tree.move(0, "dep", 1)
        tree.move(3, "advmod", 1)

    monkeypatch.setattr(kg.mend, "REPAIRS", [knotting])
    words = ["Chad", "left", "Mali", "today"]
    tree = Tree(words, words, ["NNP", "VBD", "NNP", "NN"], ["nsubj", "ROOT", "dobj", "npadvmod"], [1, 1, 1, 1], [])
    kg.mend.mend(tree)
    assert (tree.deps, tree.heads) == (["dep", "ROOT", "dobj", "advmod"], [1, 1, 1, 1])
    assert tree.below == [[], [0, 2, 3], [], []]


def _nothing(tree: Tree) -> None:
    """A repair that repairs nothing."""


def test_there_are_parses_to_mend_and_parses_to_leave() -> None:
    mended = [any(_told(case.values[0]).values()) for case in CASES]
    assert mended.count(True) >= 6
    assert mended.count(False) >= 6
