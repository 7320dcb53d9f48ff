"""Corrections: read from the file, replayed on claims, marked in the graph, reported where they no longer apply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import yaml
from claims_by_hand import pact, stored
from conftest import Kg, lines
from pyoxigraph import NamedNode

from kg.errors import DataError
from kg.graph import quads
from kg.model import Claim
from kg.pipeline import Outcome
from kg.review import Replay, load
from kg.review.entries import ACTIONS, parse
from kg.review.replay import Replayed, replay
from kg.validate import validate
from kg.vocab import DCTERMS, KG, PROV, RDFS

MALFORMED: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "review.yaml").read_text("utf-8"))
assert len(MALFORMED) > 10


def entry(action: str, **rest: object) -> dict[str, object]:
    return {"do": action, "by": "Jane Doe", "date": date(2025, 11, 22), **rest}


def about(subject: str, relation: str, sentence: str, object_: str | None = None) -> dict[str, object]:
    thing = {"object": object_} if object_ else {}
    return {"claim": {"document": "pact.txt", "sentence": sentence, "subject": subject, "relation": relation, **thing}}


def done(*entries: dict[str, object]) -> Replayed:
    article, claims = pact()
    return replay(article, claims, parse(yaml.safe_dump(list(entries)), "review.yaml"))


def told(claims: Sequence[Claim]) -> list[str]:
    return [
        f"{c.subject.node.label} {c.relation} {c.object.node.label if c.object else '-'} {c.status}" for c in claims
    ]


def remarks(*entries: dict[str, object]) -> list[str]:
    article, claims = pact()
    run = Replay(parse(yaml.safe_dump(list(entries), sort_keys=False), "review.yaml"))
    run(Outcome(article, [], list(claims), []))
    return list(run.remarks())


PROPOSED = about("Iran", "proposed", "Iran proposed a regional coalition")
SIGNED = about("Shahbaz Sharif", "signed", "Sharif signed the Strategic", "Strategic Mutual Defense Agreement")


@pytest.mark.parametrize("case", MALFORMED, ids=lambda case: case["words"])
def test_a_malformed_file_names_the_line(case: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "review.yaml").write_text(case["text"], "utf-8")
    with pytest.raises(DataError) as caught:
        load(tmp_path / "review.yaml")
    assert str(caught.value).startswith(f"review.yaml:{case['line']}: "), caught.value
    assert case["words"] in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_and_an_empty_file(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        load(tmp_path / "review.yaml")
    (tmp_path / "review.yaml").write_text("# nothing yet\n", "utf-8")
    assert load(tmp_path / "review.yaml") == []


def test_without_entries_nothing_changes() -> None:
    _, claims = pact()
    assert done().claims == list(claims)
    assert done().corrections == ()


def test_reject_takes_with_it_what_rests_on_the_claim() -> None:
    result = done(entry("reject", **SIGNED, why="a draft only"))
    assert [claim.relation for claim in result.claims] == ["proposed", "created", "joined", "attacked"]
    assert {one.reason for one in result.dropped} == {"rejected by Jane Doe"}
    assert len(result.dropped) == 3
    lifted = about("Pakistan", "signedWith", "signed the Strategic")
    kept = done(entry("reject", **SIGNED), entry("accept", **lifted)).claims[0]
    assert (kept.relation, kept.lifted_from) == ("signedWith", None), "what it rested on is gone"


def test_status_decides_about_the_plain_triple_and_keeps_the_name() -> None:
    before = next(claim for claim in pact()[1] if claim.relation == "proposed")
    result = done(entry("status", **PROPOSED, to="alleged"))
    after = next(claim for claim in result.claims if claim.relation == "proposed")
    assert (before.is_plain, after.is_plain, after.status) == (True, False, "alleged")
    assert after.key == before.key
    join = about("Iran", "joined", "Safavi suggested")
    assert "Iran joined Strategic Mutual Defense Agreement asserted" in told(
        done(entry("status", **join, to="asserted")).claims
    )


def test_merge_joins_every_mention_and_drops_what_says_nothing_then() -> None:
    result = done(entry("merge", actors=["Iran", "Israel"]))
    assert "Iran attacked Saudi Arabia negated" in told(result.claims)
    merged = {f.node for c in result.claims for f in (c.subject, c.object) if f and f.node.key == "Iran"}
    assert {"Israel", "Islamic Republic of Iran"} <= {name for node in merged for name in node.aliases}
    result = done(entry("merge", actors=["Saudi Arabia", "Israel"]))
    assert "attacked" not in {claim.relation for claim in result.claims}
    assert [one.reason for one in result.dropped] == ["subject and object are the same actor, says Jane Doe"]
    assert "Persia proposed" in " ".join(told(done(entry("merge", actors=["Persia", "Iran"])).claims))


def test_rename_keeps_the_iri_and_the_old_name() -> None:
    result = done(entry("rename", actor="Iran", to="Persia"), entry("reject", **PROPOSED))
    (node, *_) = [claim.subject.node for claim in result.claims if claim.subject.node.key == "Iran"]
    assert (node.label, "Iran" in node.aliases) == ("Persia", True)
    assert "proposed" not in {claim.relation for claim in result.claims}, "the old name is still understood"


def test_retype_and_split() -> None:
    result = done(entry("retype", actor="IRNA", to="ArmedGroup"))
    speakers = {filler.node.label: filler.node.type for claim in result.claims for filler in claim.speakers}
    assert speakers == {"Yahya Rahim Safavi": "Person", "IRNA": "ArmedGroup"}
    apart = entry("split", actor="Iran", document="pact.txt", sentence="Safavi suggested", to="Iran of 1979")
    assert sorted(told(done(apart).claims))[:3] == [
        "Iran created regional military and security coalition proposed",
        "Iran of 1979 joined Strategic Mutual Defense Agreement proposed",
        "Iran proposed regional military and security coalition asserted",
    ]


def test_an_iri_names_one_actor_only() -> None:
    iri = "https://w3id.org/actorkg/data/entity/Saudi_Arabia"
    assert "KSA" in " ".join(told(done(entry("rename", actor=iri, to="KSA")).claims))
    article, claims = pact()
    twin = replace(claims[3], subject=replace(claims[3].subject, node=replace(claims[3].subject.node, key="Iran_2")))
    run = Replay(parse(yaml.safe_dump([entry("rename", actor="Iran", to="Persia")]), "review.yaml"))
    assert run(Outcome(article, [], [*claims, twin], [])).claims == [*claims, twin]
    (line,) = run.remarks()
    assert "does not apply to pact.txt: Iran names several (Iran, Iran_2); give the IRI" in line


def test_the_last_decision_counts_and_the_first_is_reported() -> None:
    accept, reject = entry("accept", **PROPOSED), entry("reject", **PROPOSED)
    assert "Iran proposed" not in " ".join(told(done(accept, reject).claims))
    assert "Iran proposed" in " ".join(told(done(reject, accept).claims))
    assert [line.partition(" is ")[2] for line in remarks(accept, reject)] == [
        "overruled by line 9, reject; remove one of the two"
    ]
    assert remarks(accept, accept) == []
    assert remarks(entry("status", **PROPOSED, to="possible"), accept) == []
    assert len(remarks(entry("status", **PROPOSED, to="possible"), entry("status", **PROPOSED, to="negated"))) == 1


def test_what_no_longer_applies_is_reported_with_the_reason() -> None:
    gone = about("Iran", "proposed", "Iran proposed a cease-fire")
    other = about("Iran", "signed", "Iran proposed a regional")
    elsewhere = {"claim": {**PROPOSED["claim"], "document": "gone.txt"}}  # type: ignore[dict-item]
    found = remarks(
        entry("accept", **gone),
        entry("accept", **other),
        entry("accept", **elsewhere),
        entry("rename", actor="Atlantis", to="Thera"),
        entry("distinct", actors=["NATO", "Islamic NATO"]),
    )
    assert [line.partition(": accept ")[2] or line.partition(": rename ")[2] for line in found] == [
        "no longer applies: no claim of pact.txt rests on a sentence with these words",
        "no longer applies: that sentence now gives: "
        "Iran proposed regional military and security coalition (asserted); "
        "Iran created regional military and security coalition (proposed)",
        "does not apply: gone.txt is not in this build",
        "no longer applies: no document of this build names Atlantis",
    ]


def test_decisions_about_different_claims_do_not_hang_on_their_order() -> None:
    entries = [
        entry("reject", **PROPOSED),
        entry("status", **SIGNED, to="possible"),
        entry("retype", actor="IRNA", to="Group"),
    ]
    results = [told(done(*order).claims) for order in permutations(entries)]
    assert all(result == results[0] for result in results)


def test_corrections_are_in_the_graph_with_who_and_when() -> None:
    article, _ = pact()
    rejected, merged = entry("reject", **PROPOSED, why="a rumour"), entry("merge", actors=["Israel", "IRNA"])
    result = done(entry("accept", **SIGNED), rejected, merged)
    store = stored(*quads(article, result.claims, corrections=result.corrections))
    assert validate(store) == []
    nodes = {quad.object for quad in store.quads_for_pattern(None, KG.correction, None)}
    assert len(nodes) == 3
    labels = {quad.object.value for node in nodes for quad in store.quads_for_pattern(node, RDFS.label, None)}
    assert "reject: Iran proposed" in labels
    assert [quad.object.value for quad in store.quads_for_pattern(None, DCTERMS.description, None)] == ["a rumour"]
    reviewers = {quad.object for quad in store.quads_for_pattern(None, PROV.wasAssociatedWith, None)}
    assert reviewers == {NamedNode("https://w3id.org/actorkg/data/reviewer/Jane%20Doe")}
    days = {quad.object.value for quad in store.quads_for_pattern(None, KG.correctedOn, None)}
    assert days == {"2025-11-22"}
    marked = {quad.subject.value for quad in store.quads_for_pattern(None, KG.correction, None)}
    assert len(marked) > 3, "claims and their document"


@pytest.mark.parametrize("action", [action for action in ACTIONS if action not in ("distinct", "split")])
def test_every_action_leaves_a_sound_graph(action: str) -> None:
    rest = {
        "merge": {"actors": ["Israel", "IRNA"]},
        "rename": {"actor": "Iran", "to": '</script>"\\ .\n<a>'},
        "retype": {"actor": "Iran", "to": "Bloc"},
        "status": {**PROPOSED, "to": "conditional"},
    }
    result = done(entry(action, **rest.get(action, PROPOSED)))
    assert result.applied == {0}
    assert validate(stored(*quads(pact()[0], result.claims, corrections=result.corrections))) == []


def test_a_build_replays_the_file_in_its_folder(kg: Kg, tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    (news / "a.txt").write_text("Israel attacked Iran in June 2025. Turkey condemned Israel.\n", "utf-8")
    claim = {"document": "a.txt", "sentence": "Israel attacked", "subject": "Israel", "relation": "attacked"}
    corrections = [entry("reject", claim=claim), entry("accept", claim={**claim, "sentence": "gone"})]
    (news / "review.yaml").write_text(yaml.safe_dump(corrections), "utf-8")
    ran = kg("build", news, "-o", tmp_path / "out")
    assert ran.code == 0, ran.err
    assert "1 replayed" in ran.out
    (line,) = lines(ran.err)
    assert "review.yaml:" in line and "no longer applies" in line
    assert "attacked" not in kg("statements", tmp_path / "out", "--format", "csv").out
    again = kg("build", news, "-o", tmp_path / "again", "--review", news / "review.yaml")
    assert again.code == 0
    for file in ("graph.ttl", "graph.trig", "graph.html", "report.json"):
        assert (tmp_path / "again" / file).read_bytes() == (tmp_path / "out" / file).read_bytes()
    (news / "review.yaml").write_text("- do: rejct\n", "utf-8")
    broken = kg("build", news, "-o", tmp_path / "never")
    assert (broken.code, (tmp_path / "never").exists()) == (1, False)
    assert lines(broken.err)[0].startswith("kg: review.yaml:1: ")
