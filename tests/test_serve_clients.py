"""Other people's clients ask our endpoint: what they get is what the graph holds."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from serving import Server, serving
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from kg.queries import load_queries
from kg.query import run
from kg.store import open_graph
from kg.vocab import KG, RDFS

STATES = "SELECT ?state { ?state a kg:State }"
COMUNICA = os.environ.get("KG_COMUNICA", "") or shutil.which("comunica-sparql") or ""


@pytest.fixture(scope="module")
def server(seed_build: Path) -> Iterator[Server]:
    with serving(seed_build, "--workers", "2") as running:
        yield running


@pytest.fixture(scope="module")
def states(seed_build: Path) -> set[str]:
    """The states of the graph, read without any server."""
    store = open_graph(seed_build)
    return {quad.subject.value for quad in store.quads_for_pattern(None, None, KG.State)}  # type: ignore[union-attr]


def test_sparqlwrapper(server: Server, states: set[str]) -> None:
    client = SPARQLWrapper(f"{server.url}/sparql")
    client.setQuery(STATES)
    for method, directly in (("GET", None), (POST, None), (POST, POSTDIRECTLY)):
        client.setMethod(method)
        if directly:
            client.setRequestMethod(directly)
        client.setReturnFormat(JSON)
        rows = client.query().convert()["results"]["bindings"]
        assert {row["state"]["value"] for row in rows} == states
    client.setReturnFormat(XML)
    assert len(client.query().convert().getElementsByTagName("result")) == len(states)
    client.setReturnFormat(CSV)
    assert len(client.query().convert().decode().split()) == len(states) + 1
    client.setQuery("CONSTRUCT WHERE { ?state a kg:State }")
    client.setReturnFormat(TURTLE)
    assert len(Graph().parse(data=client.query().convert(), format="turtle")) == len(states)
    client.setQuery("SELECT")
    with pytest.raises(QueryBadFormed):
        client.query()


def test_rdflib_as_a_store(server: Server, states: set[str]) -> None:
    for method in ("GET", "POST"):
        graph = Graph(SPARQLStore(f"{server.url}/sparql", method=method))
        assert {str(node) for node in graph.subjects(RDF.type, URIRef(KG.State.value))} == states
        asked = graph.query("SELECT ?s { ?s a <https://w3id.org/actorkg/ontology#State> }")
        assert {str(row[0]) for row in asked} == states  # type: ignore[index]


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/sparql-results+json"),
        ("text/csv", "text/csv"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/tab-separated-values", "text/tab-separated-values"),
    ],
)
def test_curl(server: Server, accept: str, media_type: str) -> None:
    command = ["curl", "-sS", "--compressed", "-w", "\n%{content_type} %{http_code}", "-H", f"Accept: {accept}"]
    command += ["--data-urlencode", f"query={STATES}", f"{server.url}/sparql"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
    assert said.startswith(media_type)
    assert said.endswith(" 200")


@pytest.mark.skipif(not COMUNICA, reason="comunica-sparql is not installed, nor named by KG_COMUNICA")
def test_comunica(server: Server, states: set[str]) -> None:
    query = f"SELECT ?state {{ ?state a <{KG.State.value}> }}"
    command = [COMUNICA, f"sparql@{server.url}/sparql", query, "-t", "application/sparql-results+json"]
    run_ = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    rows = json.loads(run_.stdout)["results"]["bindings"]
    assert {row["state"]["value"] for row in rows} == states


def test_another_store_federates_into_ours(server: Server, states: set[str]) -> None:
    """A store of someone else's own joins its data with ours: SERVICE from there to here."""
    theirs = ox.Store()
    iran = ox.NamedNode("https://w3id.org/actorkg/data/entity/Iran")
    theirs.add(ox.Quad(iran, ox.NamedNode("urn:capital"), ox.Literal("Tehran")))
    solutions = theirs.query(f"""SELECT ?capital ?label {{ ?state <urn:capital> ?capital
        SERVICE <{server.url}/sparql> {{ ?state a <{KG.State.value}> ; <{RDFS.label.value}> ?label }} }}""")
    assert isinstance(solutions, ox.QuerySolutions)
    assert {(row["capital"].value, row["label"].value) for row in solutions} == {("Tehran", "Iran")}  # type: ignore[union-attr]
    assert iran.value in states


@pytest.mark.parametrize(
    "name", [ready.name for ready in load_queries().values() if not any(s.needed for s in ready.settings)]
)
def test_ready_questions_give_the_same_rows_as_kg_query(server: Server, seed_build: Path, name: str) -> None:
    text = load_queries()[name].text
    ours = run(open_graph(seed_build), text)
    assert isinstance(ours, ox.QuerySolutions)
    expected = json.loads(ours.serialize(format=ox.QueryResultsFormat.JSON) or b"")
    got = server.query(text).json

    def sortable(answer: dict[str, dict[str, list[object]]]) -> list[str]:
        return sorted(json.dumps(row, sort_keys=True) for row in answer["results"]["bindings"])

    assert sortable(got) == sortable(expected)


def test_data_names_answer_rdf_and_pages(server: Server) -> None:
    for accept, media_type in (
        ("text/turtle", "text/turtle"),
        ("application/ld+json;q=0.9, text/html;q=0.1", "application/ld+json"),
        ("*/*", "text/turtle"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
    ):
        got = server.get("/entity/Iran", Accept=accept)
        assert (got.status, got.media_type) == (200, media_type)
        assert "Accept" in got.headers["vary"]
    graph = Graph().parse(data=server.get("/entity/Iran", Accept="text/turtle").text, format="turtle")
    iran = URIRef("https://w3id.org/actorkg/data/entity/Iran")
    assert (iran, RDF.type, URIRef(KG.State.value)) in graph
    assert any(str(predicate).startswith("https://w3id.org/actorkg/relation#") for predicate in graph.predicates(iran))
    claim = next(iter(server.query("SELECT ?c { ?c a kg:Claim } LIMIT 1").json["results"]["bindings"]))["c"]["value"]
    path = claim.removeprefix("https://w3id.org/actorkg/data")
    described = Graph().parse(data=server.get(path, Accept="application/n-triples").text, format="nt")
    assert list(described.objects(None, URIRef("http://www.w3.org/ns/oa#exact")))
    assert server.get("/entity/Nobody", Accept="text/turtle").status == 404
    assert server.get("/entity/Nobody", Accept="text/html").status == 404


def test_the_files_of_the_build_can_be_had(server: Server, seed_build: Path) -> None:
    got = server.get("/graph.trig")
    assert got.body == (seed_build / "graph.trig").read_bytes()
    assert got.media_type == "application/trig"
    assert server.get("/graph.ttl").media_type == "text/turtle"
