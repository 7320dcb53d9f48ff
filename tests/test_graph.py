"""The graph as written: four layers, reproducible bytes, nothing that breaks Turtle."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from claims_by_hand import IRAN, Sheet, article, pact, stored
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, parse

from kg.errors import DataError, KgError
from kg.graph import quads, write_nquads, write_trig, write_turtle
from kg.graph.dataset import counted
from kg.model import Article, Claim, Node, Quote, TimeValue
from kg.statements import statements
from kg.store import open_graph
from kg.validate import validate
from kg.vocab import BASE, KG, PREFIXES, RDF, RDFS, SEM, author_iri, document_iri, entity_iri, local, wikidata_iri

WRITERS = (write_turtle, write_trig, write_nquads)
HOSTILE = "</script>\"\\ .\n<a> <b> <c> ; \u2028 \u202e é 😀 '''"
# One query: plain triples without a claim that asserts them, and asserting claims without their plain triple.
PLAIN_IF_AND_ONLY_IF = """SELECT ?s ?p ?o {
  { ?s ?p ?o FILTER(STRSTARTS(STR(?p), STR(rel:)))
    FILTER NOT EXISTS { ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kg:status kg:asserted
                        FILTER NOT EXISTS { ?c kg:doubted true } } }
  UNION
  { ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kg:status kg:asserted
    FILTER NOT EXISTS { ?c kg:doubted true } FILTER NOT EXISTS { ?s ?p ?o } } }"""


def test_every_claim_is_written_in_four_layers(tmp_path: Path) -> None:
    write_turtle(quads(*pact()), tmp_path / "graph.ttl")
    golden = Path(__file__).parent / "graphs" / "good_pact.ttl"
    assert (tmp_path / "graph.ttl").read_text("utf-8") == golden.read_text("utf-8")


@pytest.mark.parametrize("change", [{}, {"doubted": True}, {"status": "possible"}, {"object": None}])
def test_plain_triples_exist_if_and_only_if_a_claim_asserts_them(change: dict[str, object]) -> None:
    read, claims = pact()
    changed = [replace(claim, **change) if claim.relation == "proposed" else claim for claim in claims]  # type: ignore[arg-type]
    store = stored(*quads(read, changed))
    assert not list(store.query(PLAIN_IF_AND_ONLY_IF, prefixes=PREFIXES, use_default_graph_as_union=True))  # type: ignore[arg-type]
    plain = store.quads_for_pattern(None, NamedNode("https://w3id.org/actorkg/relation#proposed"), None)
    assert len(list(plain)) == (0 if change else 1)


def test_what_is_not_asserted_is_in_no_plain_triple() -> None:
    plain = {quad.predicate.value.partition("#")[2] for quad in quads(*pact()) if "/relation#" in quad.predicate.value}
    assert plain == {"signed", "signedWith", "proposed"}


def test_no_blank_nodes_and_one_named_graph() -> None:
    read, claims = pact()
    for quad in quads(read, claims):
        assert not isinstance(quad.subject, BlankNode) and not isinstance(quad.object, BlankNode)
        in_document = quad.graph_name == document_iri(read.name)
        assert in_document or quad.subject == NamedNode(f"{BASE}dataset")


@pytest.mark.parametrize("write", WRITERS)
def test_order_of_quads_does_not_change_a_byte(tmp_path: Path, write: Callable[[Iterable[Quad], Path], None]) -> None:
    one, other = list(quads(*pact())), list(quads(*_hostile()))
    written = set()
    for number, parts in enumerate(permutations([one, other, list(reversed(one))])):
        write([quad for part in parts for quad in part], tmp_path / str(number))
        written.add((tmp_path / str(number)).read_bytes())
    assert len(written) == 1


def test_names_that_differ_by_leading_zeros_have_one_order(tmp_path: Path) -> None:
    read, (claim, *_) = pact()
    names = ["0" * zeros + "7" for zeros in range(9)]
    named = replace(claim, subject=replace(claim.subject, node=Node("X", "X", "Group", aliases=tuple(names))))
    write_turtle(quads(read, [named]), tmp_path / "graph.ttl")
    (line,) = [one for one in (tmp_path / "graph.ttl").read_text("utf-8").splitlines() if '"07"' in one]
    assert re.findall(r"\d+", line) == sorted(names)


def test_same_bytes_under_other_hash_seeds_and_locale(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from claims_by_hand import pact, stored; from kg.graph import *\n"
        "q = list(quads(*pact())); p = Path(sys.argv[1])\n"
        "write_turtle(q, p / 'a'); write_trig(q, p / 'b'); write_nquads(q, p / 'c')\n"
        "sys.stdout.buffer.write(b''.join((p / n).read_bytes() for n in 'abc'))"
    )
    here = Path(__file__).parent
    seen = set()
    for seed in ("0", "7"):
        env = os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": "C", "PYTHONPATH": f"{here.parent}{os.pathsep}{here}"}
        run = subprocess.run([sys.executable, "-c", script, tmp_path], env=env, check=True, capture_output=True)
        seen.add(run.stdout)
    assert len(seen) == 1 and b"rel:signed" in seen.pop()


@pytest.mark.parametrize(
    ("write", "format_"),
    [(write_turtle, RdfFormat.TURTLE), (write_trig, RdfFormat.TRIG), (write_nquads, RdfFormat.N_QUADS)],
)
def test_hostile_names_survive_every_format(
    tmp_path: Path, write: Callable[[Iterable[Quad], Path], None], format_: RdfFormat
) -> None:
    given_quads = set(quads(*_hostile()))
    write(given_quads, tmp_path / "graph")
    back = set(parse(path=str(tmp_path / "graph"), format=format_))
    if format_ == RdfFormat.TURTLE:
        assert {_triple(quad) for quad in back} == {_triple(quad) for quad in counted(given_quads)}
    else:
        assert back == counted(given_quads)


@pytest.mark.parametrize("reader", [["rapper", "-q", "-c", "-i", "turtle"], ["serdi", "-q"]], ids=lambda one: one[0])
@pytest.mark.parametrize("case", ["pact", "hostile"])
def test_other_readers_find_the_same_triples(tmp_path: Path, reader: list[str], case: str) -> None:
    if not shutil.which(reader[0]):
        pytest.skip(f"{reader[0]} is not installed")
    given_quads = list(quads(*(pact() if case == "pact" else _hostile())))
    write_turtle(given_quads, tmp_path / "graph.ttl")
    run = subprocess.run([*reader, tmp_path / "graph.ttl"], check=True, capture_output=True, text=True)
    assert not run.stderr
    if reader[0] == "serdi":
        assert len(run.stdout.splitlines()) == len({_triple(quad) for quad in counted(given_quads)})


def test_loading_twice_adds_nothing() -> None:
    store = stored(*quads(*pact()))
    before = len(store)
    store.extend(quads(*pact()))
    assert len(store) == before


def test_removing_a_document_leaves_the_graph_of_the_others(tmp_path: Path) -> None:
    one, other = pact(), _hostile()
    store = stored(*quads(*one), *quads(*other))
    store.remove_graph(document_iri(other[0].name))
    write_trig(store, tmp_path / "left")
    write_trig(quads(*one), tmp_path / "alone")
    assert (tmp_path / "left").read_bytes() == (tmp_path / "alone").read_bytes()


def test_a_name_spelt_in_several_ways_is_one_label_and_further_names(tmp_path: Path) -> None:
    docs = [_spelling("a.txt", "Islamic Nato"), _spelling("b.txt", "Islamic Nato", "Islamic NATO"), _spelling("c.txt")]
    written = set()
    for order in permutations(docs):
        write_turtle([quad for one in order for quad in quads(*one)], tmp_path / "graph.ttl")
        write_trig([quad for one in order for quad in quads(*one)], tmp_path / "graph.trig")
        written.add((tmp_path / "graph.ttl").read_bytes() + (tmp_path / "graph.trig").read_bytes())
    assert len(written) == 1
    # One of two equals: the smallest in b.txt and, between a.txt and b.txt, in the whole.
    for name in ("graph.ttl", "graph.trig"):
        told = [s["subject"] for s in statements(open_graph(tmp_path / name))]
        assert {party["label"] for party in told} == {"Islamic NATO", "Iran"}
        assert [party["mention"] for party in told if party["label"] != "Iran"] == ["Islamic Nato"] * 2 + [
            "Islamic NATO"
        ]
        assert not validate(open_graph(tmp_path / name))
    assert (tmp_path / "graph.ttl").read_text("utf-8").count('skos:altLabel "Islamic Nato"') == 1


def test_the_label_of_most_documents_wins(tmp_path: Path) -> None:
    docs = [_spelling(f"{n}.txt", spelt) for n, spelt in enumerate(["Islamic Nato", "Islamic NATO", "Islamic Nato"])]
    write_turtle([quad for one in docs for quad in quads(*one)], tmp_path / "graph.ttl")
    assert {s["subject"]["label"] for s in statements(open_graph(tmp_path))} == {"Islamic Nato"}


def test_an_event_has_one_name_a_document() -> None:
    labels = [quad for quad in quads(*pact()) if quad.predicate == RDFS.label and "/event/" in quad.subject.value]
    assert len(labels) == len({quad.subject for quad in labels})
    assert "Shahbaz Sharif signed Strategic Mutual Defense Agreement" in {quad.object.value for quad in labels}


@pytest.mark.parametrize("write", WRITERS)
def test_the_data_set_says_how_much_there_is(tmp_path: Path, write: Callable[[Iterable[Quad], Path], None]) -> None:
    sizes = """SELECT ?of (SUM(?size) AS ?told) { { ?of void:triples ?size } UNION
        { ?part void:class ?of ; void:entities ?size } } GROUP BY ?of"""
    both = [*quads(*pact()), *quads(*_hostile())]
    write(both, tmp_path / "once.nq")
    write(counted(both), tmp_path / "again.nq")
    assert (tmp_path / "once.nq").read_bytes() == (tmp_path / "again.nq").read_bytes()
    format_ = {write_turtle: RdfFormat.TURTLE, write_trig: RdfFormat.TRIG}.get(write, RdfFormat.N_QUADS)  # type: ignore[call-overload]
    store = stored(*parse(path=str(tmp_path / "once.nq"), format=format_))
    told = {row["of"].value: int(row["told"].value) for row in store.query(sizes, prefixes=PREFIXES)}  # type: ignore[union-attr]
    assert told == {
        f"{BASE}dataset": len({_triple(quad) for quad in store}),
        KG.Document.value: 2,
        KG.Claim.value: 8,
        KG.Event.value: 6,
        KG.Actor.value: len({q.subject for q in store.quads_for_pattern(None, RDF.type, KG.Actor)}),
    }


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="cannot be written"):
        write_turtle(quads(*pact()), tmp_path / "missing" / "graph.ttl")
    target = tmp_path / "graph.ttl"
    target.mkdir()
    (target / "kept").touch()
    with pytest.raises(KgError, match="cannot be written"):
        write_turtle(quads(*pact()), target)
    assert [path.name for path in tmp_path.iterdir()] == ["graph.ttl"]


@pytest.mark.parametrize(
    ("value", "latest", "expected"),
    [
        ("2025-09-17", None, ["sem:hasTimeStamp 2025-09-17 date"]),
        ("2025-06", None, ["sem:hasTimeStamp 2025-06 gYearMonth"]),
        ("2024", "2025", ["sem:hasEarliestBeginTimeStamp 2024 gYear", "sem:hasLatestEndTimeStamp 2025 gYear"]),
        (None, None, []),
    ],
)
def test_dates_have_the_type_of_their_precision(value: str | None, latest: str | None, expected: list[str]) -> None:
    read, claims = pact()
    moved = replace(claims[0], time=TimeValue(Quote(0, 15, "On September 17"), value, latest))
    found = [
        f"sem:{quad.predicate.value.removeprefix(SEM.iri)} {quad.object.value} {quad.object.datatype.value[33:]}"
        for quad in quads(read, [moved])
        if quad.predicate.value.endswith("TimeStamp")
    ]
    assert sorted(found) == expected
    unresolved = [quad for quad in quads(read, [moved]) if quad.predicate == KG.timeUnresolved]
    assert len(unresolved) == (value is None)


def test_an_unknown_author_is_one_of_the_document(tmp_path: Path) -> None:
    read, claims = pact()
    anonymous = replace(read, author=None)
    labels = {q.subject: q.object.value for q in quads(anonymous, claims) if q.predicate == RDFS.label}
    assert labels[author_iri(None, read.name)] == "author of pact.txt"


@given(st.text(min_size=1), st.text(min_size=1))
def test_keys_never_meet_and_never_break_out(one: str, other: str) -> None:
    assert (local(one) == local(other)) == (one == other)
    text = f"<{BASE}entity/{local(one)}> <urn:p> <{entity_iri(other).value}> ."
    (triple,) = parse(text, format=RdfFormat.TURTLE)
    assert triple.subject == entity_iri(one)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_labels_come_back_as_they_were(label: str) -> None:
    read, claims = pact()
    (claim, *_) = claims
    named = replace(claim, subject=replace(claim.subject, node=Node("X", label, "Person")))
    assert label in {q.object.value for q in quads(read, [named]) if q.subject == entity_iri("X")}


def test_wrong_values_are_named() -> None:
    read, (claim, *_) = pact()
    with pytest.raises(DataError, match="FIGHT is not one of PLOVER's"):
        list(quads(read, [replace(claim, event_type="FIGHT")]))
    with pytest.raises(DataError, match="no Wikidata identifier"):
        wikidata_iri("Q1> <x")
    with pytest.raises(ValueError, match=r"not of other\.txt"):
        list(quads(replace(read, name="other.txt"), [claim]))


def _triple(quad: Quad | Triple) -> tuple[object, ...]:
    return quad.subject, quad.predicate, quad.object


def _spelling(name: str, *spelt: str) -> tuple[Article, list[Claim]]:
    """An article in which a group of these spellings acts; one of Iran where there is none."""
    sheet = Sheet(article(name, " ".join(f"{words} met." for words in spelt or ["Iran"])))
    for words in spelt:
        sheet.claim(sheet.filler("actor", Node("Islamic_NATO", words, "Bloc"), words), "metWith", words)
    if not spelt:
        sheet.claim(sheet.filler("actor", IRAN, "Iran"), "metWith", "met")
    return sheet.article, sheet.claims


def _hostile() -> tuple[object, list[Claim]]:
    sheet = Sheet(article(f"{HOSTILE}.txt", f"{HOSTILE} met Iran.", author=HOSTILE, title=HOSTILE))
    odd = Node(HOSTILE, HOSTILE, "Group", aliases=(HOSTILE + "2",))
    made = sheet.claim(sheet.filler("actor", odd), "metWith", "met", sheet.filler("with", IRAN, "Iran"))
    return sheet.article, [replace(made, key=HOSTILE, event=HOSTILE)]
