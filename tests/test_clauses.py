"""Who does what in a clause, on parses written by hand: `tests/cases/clauses.yaml`."""

from __future__ import annotations

from typing import Any

import pytest
from parses import at, cases, parse_of

from kg import clauses, nouns, verbs
from kg.parse import Parse

FOUND = ("subjects", "doers", "undergoers", "owners", "agents", "examples", "members", "antecedent")


@pytest.mark.parametrize("row", cases("clauses.yaml"))
def test_clause(row: dict[str, Any]) -> None:
    parse = parse_of(row["parse"])
    for name in FOUND:
        for word, expected in row.get(name, {}).items():
            found = getattr(nouns if hasattr(nouns, name) else clauses, name)(parse, at(parse, word))
            assert [parse.words[i] for i in found] == expected, f"{name} of {word}"
    for name, function in (("passive", verbs.is_passive), ("verb", verbs.is_verb)):
        for word, answer in row.get(name, {}).items():
            assert function(parse, at(parse, word)) is answer, f"{name}: {word}"
    for word, expected in row.get("prepositions", {}).items():
        assert _prepositions(parse, at(parse, word)) == expected


def _prepositions(parse: Parse, i: int) -> dict[str, list[str]]:
    return {p.word: [parse.words[o] for o in p.objects] for p in nouns.prepositions(parse, i)}


def test_every_function_of_the_module_has_rows() -> None:
    asked = {name for case in cases("clauses.yaml") for name in case.values[0]}
    assert asked >= {*FOUND, "passive", "verb", "prepositions"}


def test_a_cycle_of_subjects_ends() -> None:
    parse = Parse.from_rows([["a", "do", "VERB", "VB", "1", "conj"], ["b", "do", "VERB", "VB", "0", "conj"]])
    assert clauses.subjects(parse, 0) == []
