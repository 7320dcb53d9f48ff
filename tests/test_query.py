"""SPARQL: ready questions against expected rows, formats, other stores, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
import rdflib
import yaml
from conftest import Kg

from kg.errors import CallError, DataError
from kg.guard import check_reads_only
from kg.queries import bind, load_queries, parse
from kg.query import prefixes_of, rows, run
from kg.store import open_graph

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "queries.yaml").read_text("utf-8"))
REFUSED = [
    "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://example.org/> { ?s ?p ?o } }",
    "SELECT * { SERVICE#comment\n<http://example.org/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <http://example.org/> { ?s ?p ?o } } }",
    "PREFIX : <http://example.org/> SELECT * { SERVICE:a { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE<http://example.org/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p true SERVICESILENT<http://example.org/> { ?s ?p ?o } }",
    "# a comment ends here\rSELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ex:a\\# SERVICE <http://example.org/> { ?s ?p ?o }\n }",
    "SELECT * { ?s ?p <http://example.org/\\u0041#> SERVICE <http://example.org/> { ?s ?p ?o }\n }",
    "SELECT * { ?s ?p 'it\\'s' SERVICE <http://example.org/> { ?s ?p ?o } }",
    'SELECT * { ?s ?p """a"b""" SERVICE <http://example.org/> { ?s ?p "" } }',
    "SELECT * { SERVI\\u0043E <http://example.org/> { ?s ?p ?o } }",
    "SELECT * { FILTER(1<?b)SERVICE?s{?x ?y ?z} FILTER(1>2) }",
    "SELECT * { ?s ?p ?o } # \\u000A SERVICE <http://example.org/> {}",
    "LOAD <http://example.org/data.ttl>",
    "PREFIX ex: <http://example.org/> INSERT DATA { ex:a ex:b ex:c }",
    "DELETE WHERE { ?s ?p ?o }",
    "clear all",
    "BASE <http://example.org/> DROP ALL",
]
ALLOWED = [
    "SELECT ?service { ?service rdfs:label 'SERVICE <x>' } # SERVICE <x>",
    "SELECT * { ?s ex:service <http://example.org/service> }",
    'SELECT * { ?s rdfs:label """two "SERVICE" here""", "a \\" SERVICE" }',
    "SELECT ?load { ?load ?insert 'DELETE' }",
]


@pytest.fixture(scope="module")
def store(seed_build: Path) -> ox.Store:
    return open_graph(seed_build)


def asked(store: ox.Store, name: str, settings: dict[str, str]) -> list[dict[str, str]]:
    ready = load_queries()[name]
    result = run(store, ready.text, bind(store, ready, settings))
    assert isinstance(result, ox.QuerySolutions)
    columns, found = rows(result, prefixes_of(store))
    return [dict(zip(columns, row, strict=True)) for row in found]


def holds(row: dict[str, str], wanted: dict[str, str]) -> bool:
    return all(str(value) == row[column] for column, value in wanted.items())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['query']} {case.get('with', '')}".strip())
def test_ready_questions_give_the_rows_expected_on_the_seeds(store: ox.Store, case: dict[str, Any]) -> None:
    found = asked(store, case["query"], case.get("with", {}))
    for wanted in case.get("has", []):
        assert any(holds(row, wanted) for row in found), (wanted, found)
    for unwanted in case.get("lacks", []):
        assert not any(holds(row, unwanted) for row in found), unwanted
    for column, value in case.get("every", {}).items():
        assert found
        assert {row[column] for row in found} == {value}


def test_there_are_twelve_questions_and_each_has_a_case() -> None:
    assert len(load_queries()) >= 12
    assert {case["query"] for case in CASES} == set(load_queries())


@pytest.mark.parametrize("name", load_queries())
def test_ready_questions_are_documented_and_need_no_graph_names(name: str) -> None:
    ready = load_queries()[name]
    assert len(ready.about) > 40
    assert "GRAPH" not in ready.text
    columns = ox.Store().query(ready.text)
    assert isinstance(columns, ox.QuerySolutions)
    names = {variable.value for variable in columns.variables}
    assert {setting.name for setting in ready.settings} <= names


@pytest.mark.parametrize("name", load_queries())
def test_ready_questions_give_the_same_rows_in_another_store(store: ox.Store, turtle: rdflib.Graph, name: str) -> None:
    """The same text, asked of graph.ttl by rdflib, without prefixes or settings of ours."""
    if any(setting.needed for setting in load_queries()[name].settings):
        settings = "VALUES (?from ?to) { (ent:Pakistan ent:Iran) }" if "from" in name or "paths" in name else ""
        settings = settings or "VALUES ?actor { ent:Pakistan }"
        text = load_queries()[name].text.replace("WHERE {", f"WHERE {{ {settings}", 1)
        text = f"PREFIX ent: <{prefixes_of(store)['ent']}>\n{text}"
    else:
        text = load_queries()[name].text
    ours = run(store, text)
    assert isinstance(ours, ox.QuerySolutions)
    expected = sorted([["" if term is None else term.value for term in row] for row in ours])  # type: ignore[union-attr]
    theirs = [["" if term is None else str(term) for term in row] for row in turtle.query(text)]  # type: ignore[union-attr]
    assert sorted(theirs) == expected


@pytest.fixture(scope="module")
def turtle(seed_build: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(seed_build / "graph.ttl")


def test_settings_are_terms_never_text(store: ox.Store) -> None:
    hostile = '"} SERVICE <http://example.org/> { ?s ?p "'
    with pytest.raises(CallError, match="nobody and nothing"):
        asked(store, "relations-of", {"actor": hostile})
    with pytest.raises(CallError, match="is no month"):
        asked(store, "in-month", {"month": "2025-09' )"})
    with pytest.raises(CallError, match="is no IRI"):
        asked(store, "relations-of", {"actor": "https://example.org/> } #"})
    with pytest.raises(CallError, match="did you mean 'pakistan'"):
        asked(store, "relations-of", {"actor": "Pakisten"})
    with pytest.raises(CallError, match="needs --param actor"):
        asked(store, "relations-of", {})
    with pytest.raises(CallError, match="no parameter 'who'"):
        asked(store, "in-month", {"who": "Iran"})


def test_an_actor_is_found_by_name_other_name_and_iri(store: ox.Store) -> None:
    rows_ = asked(store, "relations-of", {"actor": "Iran"})
    assert rows_ == asked(store, "relations-of", {"actor": "iran"})
    assert rows_ == asked(store, "relations-of", {"actor": prefixes_of(store)["ent"] + "Iran"})


@pytest.mark.parametrize("query", REFUSED)
def test_other_servers_and_updates_are_refused(query: str) -> None:
    with pytest.raises(CallError, match="is refused"):
        check_reads_only(query)


@pytest.mark.parametrize("query", ALLOWED)
def test_the_words_alone_are_not_refused(query: str) -> None:
    check_reads_only(query)


def test_all_documents_are_asked_unless_the_query_names_one(store: ox.Store) -> None:
    counts = {}
    for clause in ("", "FROM doc:000_bcc5feb58b302aa3.txt", "FROM doc:nothing.txt"):
        result = run(store, f"SELECT (COUNT(*) AS ?n) {clause} {{ ?claim a kg:Claim }}")
        assert isinstance(result, ox.QuerySolutions)
        counts[clause] = int(rows(result, {})[1][0][0])
    everything, one, none = counts.values()
    assert everything > one > none == 0


def test_a_header_without_title_is_reported() -> None:
    with pytest.raises(DataError, match=r"nameless\.rq"):
        parse("nameless", "# about: nothing\nASK {}")
    with pytest.raises(DataError, match="KIND"):
        parse("odd", "# title: t\n# about: a\n# param x (colour): red\nASK {}")


def test_answers_in_every_format(kg: Kg, seed_build: Path) -> None:
    select = "SELECT ?o { ent:Pakistan rel:signed ?o . ?o a kg:Instrument }"
    pact = "Strategic_Mutual_Defense_Agreement"
    table = kg("query", "-d", seed_build, select)
    assert f"ent:{pact}" in table.out
    assert "1 row" in table.err
    assert kg("query", "-d", seed_build, select, "--format", "csv").out.splitlines()[1].endswith(pact)
    answer = json.loads(kg("query", "-d", seed_build, select, "--format", "json").out)
    assert answer["results"]["bindings"][0]["o"]["value"].endswith(pact)
    assert ElementTree.fromstring(kg("query", "-d", seed_build, select, "--format", "xml").out).tag.endswith("sparql")
    assert kg("query", "-d", seed_build, select, "--format", "ttl").code == 2
    construct = "CONSTRUCT { ?a rel:attacked ?b } { ?a rel:attacked ?b }"
    for form in ("ttl", "table"):
        graph = rdflib.Graph().parse(
            data=kg("query", "-d", seed_build, construct, "--format", form).out, format="turtle"
        )
        assert len(graph) > 1
    assert kg("query", "-d", seed_build, construct, "--format", "csv").code == 2
    assert kg("query", "-d", seed_build, "ASK { ent:Israel rel:attacked ent:Iran }").out == "true\n"
    assert json.loads(kg("query", "-d", seed_build, "ASK {?s rel:no ?o}", "--format", "json").out)["boolean"] is False


def test_a_query_from_a_file_and_a_listing(kg: Kg, seed_build: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("ASK { ?claim kg:status kg:negated }", "utf-8")
    assert kg("query", "-d", seed_build, "-f", tmp_path / "q.rq").out == "true\n"
    listed = kg("query", "--list").out
    assert all(f"{name}: " in listed for name in load_queries())
    assert kg("query", "--name", "in-month", "--show").out == load_queries()["in-month"].text
    named = kg("query", "-d", seed_build, "-n", "in-month", "-p", "month=2025-09", "--format", "csv")
    assert "2025-09-17" in named.out
    assert kg("query", "-d", seed_build, "-n", "in-month", "-p", "month").code == 2


def test_a_syntax_error_is_one_line_with_its_place(kg: Kg, seed_build: Path) -> None:
    ran = kg("query", "-d", seed_build, "SELECT ?s { ?s ?p ")
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert "1:19" in ran.err


def test_labels_that_are_markup_stay_text_in_every_format(kg: Kg, tmp_path: Path) -> None:
    nasty = '</script><img src=x onerror=alert(1)>\x1b[31m"'
    quad = ox.Triple(ox.NamedNode("http://example.org/a"), ox.NamedNode("http://example.org/b"), ox.Literal(nasty))
    ox.serialize([quad], str(tmp_path / "graph.ttl"), format=ox.RdfFormat.TURTLE)
    query = ("query", "-d", tmp_path, "SELECT ?o { ?s ?p ?o }", "--format")
    assert json.loads(kg(*query, "json").out)["results"]["bindings"][0]["o"]["value"] == nasty
    assert "<img" not in kg(*query, "xml").out
    assert "\x1b" not in kg(*query, "table").out
