"""Repairs of parses, and parses that must stay as they are: `tests/cases/mend.yaml`."""

from __future__ import annotations

from typing import Any

import pytest
from parses import cases, parse_of, rows_of

from kg.parse import Parse


def _shown(parse: Parse, i: int) -> str:
    head = parse.heads[i]
    return "ROOT" if head == i else f"{parse.deps[i]} {parse.words[head]}"


@pytest.mark.parametrize("row", cases("mend.yaml"))
def test_mending(row: dict[str, Any]) -> None:
    parse, (rows, _) = parse_of(row["parse"]), rows_of(row["parse"])
    changed = {
        parse.words[i]: _shown(parse, i)
        for i, (_, _, _, _, head, dep) in enumerate(rows)
        if (parse.deps[i], parse.heads[i]) != (dep, int(head))
    }
    assert changed == row["changed"]


@pytest.mark.parametrize("row", cases("mend.yaml"))
def test_a_mended_parse_is_a_tree_and_stays_as_it_is(row: dict[str, Any]) -> None:
    parse, (rows, entities) = parse_of(row["parse"]), rows_of(row["parse"])
    roots = {i for i, head in enumerate(parse.heads) if head == i}
    assert roots
    for i in range(len(parse)):
        above = [i]
        while parse.heads[above[-1]] not in above:
            above.append(parse.heads[above[-1]])
        assert above[-1] in roots
    again = [[*r[:4], str(h), d] for r, h, d in zip(rows, parse.heads, parse.deps, strict=True)]
    twice = Parse.from_rows(again, entities)
    assert (twice.deps, twice.heads) == (parse.deps, parse.heads)


def test_there_are_parses_to_mend_and_parses_to_leave() -> None:
    mended = [bool(case.values[0]["changed"]) for case in cases("mend.yaml")]
    assert mended.count(True) >= 6
    assert mended.count(False) >= 6
