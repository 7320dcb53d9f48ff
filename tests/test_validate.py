"""Every rule of the validator catches the fault it is for, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from claims_by_hand import pact, stored
from pyoxigraph import NamedNode, Store

from kg.checks import CHECKS
from kg.graph import quads
from kg.ontology import declared_terms
from kg.resources import ontology
from kg.store import open_graph
from kg.validate import validate
from kg.vocab import PREFIXES, document_iri

HERE = Path(__file__).parent
GOOD = HERE / "graphs" / "good_pact.ttl"
FAULTS: list[dict[str, Any]] = yaml.safe_load((HERE / "cases" / "validate.yaml").read_text("utf-8"))
BAD = sorted(HERE.glob("graphs/bad_*.ttl"))


def test_a_sound_graph_has_no_problems() -> None:
    assert validate(open_graph(GOOD)) == []
    assert validate(stored(*quads(*pact()))) == []


def test_the_bad_graphs_are_a_good_one_with_one_fault_each() -> None:
    good = HERE / "graphs" / "good_proposal.ttl"
    assert validate(open_graph(good)) == []
    for path in BAD:
        assert 1 <= len(set(open_graph(path)) ^ set(open_graph(good))) <= 7, path.name


def test_there_is_a_bad_graph_for_each_fault_that_users_meet() -> None:
    named = {re.findall(r"^# breaks (\S+)$", path.read_text("utf-8"), re.MULTILINE)[0] for path in BAD}
    assert named >= {
        "claim-evidence", "claim-speaker", "claim-status", "evidence-range", "plain-without-claim",
        "claim-without-plain", "event-participant", "entity-label", "event-label", "claim-time", "dangling",
        "relation-kind",
    }  # fmt: skip


def test_a_date_that_is_none_is_told_without_a_traceback(caplog: pytest.LogCaptureFixture) -> None:
    assert validate(open_graph(HERE / "graphs" / "bad_month_as_day.ttl"))
    assert caplog.text == ""


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["rule"])
def test_one_fault_breaks_one_rule(fault: dict[str, Any]) -> None:
    store = open_graph(GOOD)
    before = set(store)
    update = "\n".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items())
    update += f"\nDELETE WHERE {{ {fault['remove']} }} ;" if "remove" in fault else ""
    update += f"\nINSERT DATA {{ {fault['add']} }}" if "add" in fault else ""
    store.update(update)
    assert set(store) != before
    assert {problem.rule for problem in validate(store)} == {fault["rule"], *fault.get("also", [])}


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_bad_graphs_break_the_rule_they_name(path: Path) -> None:
    named = re.findall(r"^# breaks (\S+)$", path.read_text("utf-8"), re.MULTILINE)
    assert len(named) == 1
    assert {problem.rule for problem in validate(open_graph(path))} == set(named)


def test_every_rule_has_a_fault_that_breaks_it() -> None:
    text = ontology("shapes.ttl").read_text("utf-8")
    shapes = set(re.findall(r"^shape:(\S+) a sh:PropertyShape", text, re.MULTILINE))
    rules = shapes | {check.rule for check in CHECKS} | {"undeclared", "relation-kind"}
    assert len(shapes) > 40 and len(BAD) >= 8
    assert rules == {fault["rule"] for fault in FAULTS}


def test_a_document_must_be_whole_without_the_others() -> None:
    store = stored(*quads(*pact()))
    other = document_iri("other.txt")
    moved = [quad for quad in store if quad.object == document_iri("pact.txt") and "wasDerived" in str(quad.predicate)]
    store.remove(moved[0])
    store.add(type(moved[0])(moved[0].subject, moved[0].predicate, moved[0].object, other))
    assert {problem.rule for problem in validate(store)} >= {"dangling", "untyped"}


def test_problems_say_which_node_and_what_is_wrong() -> None:
    store = open_graph(GOOD)
    store.update(f"PREFIX kg: <{PREFIXES['kg']}> DELETE WHERE {{ <{PREFIXES['claim']}pact006> kg:status ?x }}")
    (problem,) = validate(store)
    assert str(problem) == (
        "https://w3id.org/actorkg/data/claim/pact006: A claim has exactly one of the seven statuses. [claim-status]"
    )


def test_the_shapes_name_declared_terms_only() -> None:
    shapes = Store()
    shapes.load(path=str(ontology("shapes.ttl")))
    used = {quad.object.value for quad in shapes if isinstance(quad.object, NamedNode)}
    ours = {iri for iri in used if iri.startswith(PREFIXES["kg"])}
    assert len(ours) > 40 and ours <= declared_terms()
