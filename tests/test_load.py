"""`kg load` into Oxigraph's server and Virtuoso, and the addresses it takes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from claims_by_hand import pact
from conftest import Kg
from endpoints import free_port, over_http, server
from triple_stores import Oxigraph, Virtuoso

from kg.errors import CallError
from kg.graph import quads
from kg.graph.write import write_trig, write_turtle
from kg.load import load, target
from kg.load.client import Client
from kg.vocab import document_iri

pytestmark = pytest.mark.usefixtures("no_credentials")
COUNTS = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
DOCUMENT = document_iri("pact.txt").value


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A folder as `kg build` leaves it, of the pact."""
    folder = tmp_path / "out"
    folder.mkdir()
    write_turtle(quads(*pact()), folder / "graph.ttl")
    write_trig(quads(*pact()), folder / "graph.trig")
    return folder


@pytest.fixture
def oxigraph(tmp_path: Path) -> Iterator[str]:
    """The address of an empty Oxigraph server."""
    if reason := Oxigraph.missing():
        pytest.skip(reason)
    port = free_port()
    command = [Oxigraph.program() or "", "serve", "--location", str(tmp_path / "ox"), "--bind", f"127.0.0.1:{port}"]
    with server(command, port, tmp_path):
        yield f"http://127.0.0.1:{port}"


def held(address: str) -> dict[str, int]:
    return {row["g"].strip("<>"): int(row["n"]) for row in map(dict, over_http(f"{address}/query", COUNTS))}


@pytest.mark.parametrize("end", ["store", "update"])
def test_a_load_arrives_whole_and_twice_is_once(kg: Kg, built: Path, oxigraph: str, end: str) -> None:
    whole = list(ox.parse(path=str(built / "graph.trig")))
    graph = [quad for quad in whole if quad.graph_name != ox.DefaultGraph()]
    for _ in range(2):
        ran = kg("load", f"{oxigraph}/{end}", built, "--chunk", "50")
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.startswith(f"{len(whole):,} triples in 2 graphs")
        assert held(oxigraph) == {DOCUMENT: len(graph)}
    back = over_http(f"{oxigraph}/query", "SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }")
    assert len(back) == len(graph)


@pytest.mark.parametrize("end", ["store", "update"])
def test_all_into_one_graph_is_the_turtle(kg: Kg, built: Path, oxigraph: str, end: str) -> None:
    assert kg("load", f"{oxigraph}/{end}", built, "--graph", "urn:news").code == 0
    assert held(oxigraph) == {"urn:news": len(list(ox.parse(path=str(built / "graph.ttl"))))}


@pytest.mark.parametrize("end", ["store", "update"])
def test_replace_takes_the_place_of_a_former_build(kg: Kg, built: Path, oxigraph: str, end: str) -> None:
    (built / "old.nq").write_text(f"<urn:a> <urn:b> <urn:c> <{DOCUMENT}> .\n", "utf-8")
    assert kg("load", f"{oxigraph}/{end}", built / "old.nq").code == 0
    merged = kg("load", f"{oxigraph}/{end}", built)
    assert merged.code == 0 and "holds 1 triples more than were sent" in merged.err
    replaced = kg("load", f"{oxigraph}/{end}", built, "--replace", "--chunk", "50")
    assert (replaced.code, replaced.err) == (0, "")
    assert over_http(f"{oxigraph}/query", "SELECT ?s { GRAPH ?g { ?s <urn:b> ?o } }") == []


@pytest.mark.parametrize("password", ["dba", "wrong"])
def test_virtuoso_takes_it_with_its_password_only(
    kg: Kg, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    if reason := Virtuoso.missing():
        pytest.skip(reason)
    folder = tmp_path / "v"
    folder.mkdir()
    store = Virtuoso(folder)
    with store.started():
        address = f"http://127.0.0.1:{store.http}/sparql-graph-crud-auth"
        assert "401" in kg("load", address, built, "--graph", "urn:news").err
        (tmp_path / "netrc").write_text(f"machine 127.0.0.1 login dba password {password}\n", "utf-8")
        monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
        ran = kg("load", address, built, "--graph", "urn:news", "--chunk", "100")
        assert ran.code == (1 if password == "wrong" else 0), ran.err
        (((_, count),),) = store.ask("SELECT (COUNT(*) AS ?n) { GRAPH <urn:news> { ?s ?p ?o } }")
        assert int(count) == (0 if password == "wrong" else len(list(ox.parse(path=str(built / "graph.ttl")))))


def test_nobody_there_is_one_clear_line(kg: Kg, built: Path) -> None:
    ran = kg("load", f"http://127.0.0.1:{free_port()}/store", built, "--retries", "0")
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err.splitlines()) == 1 and "nobody answers there; is the store running?" in ran.err


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://a.example/store",
        "http://",
        "http://a b/store",
        "http://a:99999/store",
        "x",
        "http://a:b@c.example/store",
        "http://[::1/store",
    ],
)
def test_odd_addresses_are_refused_before_anything_is_sent(kg: Kg, built: Path, url: str) -> None:
    ran = kg("load", url, built)
    assert ran.code == 2 and len(ran.err.splitlines()) == 1
    assert "a:b" not in ran.err


@pytest.mark.parametrize(
    ("url", "protocol", "query"),
    [
        ("http://a/store", "graph-store", "http://a/query"),
        ("http://a/ds/data", "graph-store", "http://a/ds/query"),
        ("http://a/ds/update", "update", "http://a/ds/query"),
        ("http://a/sparql-graph-crud-auth", "graph-store", "http://a/sparql"),
        ("http://a/repositories/x/statements", "update", "http://a/repositories/x"),
        ("http://a/repositories/x/rdf-graphs/service", "graph-store", "http://a/repositories/x"),
    ],
)
def test_known_stores_need_no_options(url: str, protocol: str, query: str) -> None:
    assert (target(url).protocol, target(url).query) == (protocol, query)


def test_an_unknown_address_asks_for_what_it_needs() -> None:
    with pytest.raises(CallError, match="--protocol and --query URL"):
        target("http://a/")
    assert target("http://a/", "update", "http://a/q").query == "http://a/q"


def test_what_cannot_be_loaded_twice_is_not_loaded(tmp_path: Path) -> None:
    place = target("http://127.0.0.1:1/store")
    client = Client("http://127.0.0.1:1/", retries=0)
    blank = ox.Quad(ox.BlankNode(), ox.NamedNode("urn:p"), ox.NamedNode("urn:o"))
    for graph, said in (([blank], "blank nodes"), ([], "nothing to load")):
        with pytest.raises(CallError, match=said):
            load(graph, place, client)
    with pytest.raises(CallError, match="is no IRI"):
        load(quads(*pact()), place, client, graph="x> } ; DROP ALL ; {")
