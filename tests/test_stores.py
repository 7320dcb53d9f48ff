"""The graph in other people's stores: the same number of triples, the same rows for every ready question."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import ROOT
from endpoints import Row, run, value
from triple_stores import STORES, Comunica, Jena, TripleStore, answers

from kg.queries import load_queries
from kg.resources import ontology
from kg.store import open_graph

FILES = ("graph.ttl", "graph.trig")


@pytest.fixture(scope="module", params=STORES, ids=lambda store: store.name)
def kind(request: pytest.FixtureRequest) -> type[TripleStore]:
    store: type[TripleStore] = request.param
    if reason := store.missing():
        pytest.skip(reason)
    return store


@pytest.fixture(scope="module", params=FILES)
def loaded(
    request: pytest.FixtureRequest,
    kind: type[TripleStore],
    seed_build: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[TripleStore]:
    """A store with one file of the seeds' graph in it."""
    folder = tmp_path_factory.mktemp("store") / "of"
    folder.mkdir()
    shutil.copy(seed_build / request.param, folder.parent)
    with kind(folder).loaded(folder.parent / request.param) as store:
        yield store


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of many made-up documents, which name the same actors and places in turn."""
    out = tmp_path_factory.mktemp("made")
    run(sys.executable, ROOT / "benchmarks" / "generate.py", "--triples", "12000", "-o", out)
    return out / "graph.trig"


@pytest.fixture(scope="module")
def expected(seed_build: Path) -> dict[str, list[Row]]:
    return answers(seed_build)


def test_every_ready_question_gives_the_same_rows(loaded: TripleStore, expected: dict[str, list[Row]]) -> None:
    found = {name: loaded.ask(query.text) for name, query in load_queries().items()}
    assert len(expected) >= 12 and all(expected.values())
    assert {name for name in expected if found[name] != expected[name]} == set()


def test_every_ready_question_gives_the_same_rows_of_many_documents(
    kind: type[TripleStore], made: Path, tmp_path: Path
) -> None:
    if kind is Comunica:
        pytest.skip("Comunica has no store; it is compared on the graph of the seeds")
    shutil.copy(made, tmp_path)
    folder = tmp_path / "of"
    folder.mkdir()
    expected = answers(made)
    with kind(folder).loaded(tmp_path / made.name) as store:
        found = {name: store.ask(query.text) for name, query in load_queries().items()}
    assert sum(map(bool, expected.values())) > 8
    assert {name for name in expected if found[name] != expected[name]} == set()


def test_all_triples_have_arrived(loaded: TripleStore, seed_build: Path) -> None:
    if isinstance(loaded, Comunica):
        pytest.skip("Comunica takes minutes for GRAPH over a file; its rows are compared")
    assert loaded.count() == len(open_graph(seed_build / "graph.ttl"))


# --- readers


@pytest.fixture
def jena(tmp_path: Path) -> Path:
    if reason := Jena.missing():
        pytest.skip(reason)
    return tmp_path


@pytest.mark.parametrize("name", FILES)
def test_riot_finds_nothing_to_warn_of(jena: Path, seed_build: Path, name: str) -> None:
    command = ["java", "-XX:TieredStopAtLevel=1", "-cp", Jena.classpath(jena), "riotcmd.riot", "--validate", "--strict"]
    ran = subprocess.run([*command, str(seed_build / name)], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_jena_finds_our_shapes_kept(jena: Path, seed_build: Path) -> None:
    told = Jena.java(
        jena, "shacl.shacl", "validate", "--shapes", ontology("shapes.ttl"), "--data", seed_build / "graph.ttl"
    )
    assert "sh:conforms  true" in told


def test_jena_finds_the_faults_that_pyshacl_finds(jena: Path) -> None:
    bad = Path(__file__).parent / "graphs" / "bad_no_speaker.ttl"
    told = Jena.java(jena, "shacl.shacl", "validate", "--shapes", ontology("shapes.ttl"), "--data", bad)
    assert "sh:conforms     false" in told or "sh:conforms  false" in told
    assert "claim-speaker" in told


@pytest.mark.parametrize(
    "reader",
    [["rapper", "-q", "-i", "turtle", "-o", "ntriples"], ["serdi", "-q", "-o", "ntriples"]],
    ids=lambda one: one[0],
)
def test_other_readers_read_the_same_graph(reader: list[str], seed_build: Path) -> None:
    if not shutil.which(reader[0]):
        pytest.skip(f"{reader[0]} is not installed: apt-get install raptor2-utils serdi")
    read = set(ox.parse(run(*reader, seed_build / "graph.ttl"), format=ox.RdfFormat.N_TRIPLES))
    assert read == set(open_graph(seed_build / "graph.ttl"))


def test_literals_are_compared_by_value() -> None:
    decimal = "http://www.w3.org/2001/XMLSchema#decimal"
    assert (
        value("literal", "0.50", decimal) == value("typed-literal", "0.5", decimal) != value("literal", "0.6", decimal)
    )
    assert value("literal", "a", "http://www.w3.org/2001/XMLSchema#string") == value("literal", "a")
    assert value("uri", "urn:a") != value("literal", "urn:a")
