"""The SPARQL 1.1 Protocol, request by request, and the W3C's own manifest where its folder is named."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
import rdflib
import yaml
from rdflib.collection import Collection
from serving import Got, Server, serving

from kg.serve.negotiation import best
from kg.serve.opening import Opened, open_served
from kg.store import RECORD, Record, record_text

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "protocol.yaml").read_text("utf-8"))
MANIFEST_FOLDER = os.environ.get("KG_W3C_PROTOCOL", "")
DATA = "http://kasei.us/2009/09/sparql/data/"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    file = tmp_path_factory.mktemp("protocol") / "graph.trig"
    file.write_text("".join(f"<urn:g:{n}> {{ <urn:d:{n}> a <urn:Doc> }}\n" for n in (1, 2, 3)), "utf-8")
    with serving(file, "--workers", "2", "--timeout", "10") as running:
        yield running


def sent(server: Server, case: dict[str, Any]) -> Got:
    target = case.get("path", "/sparql")
    if "params" in case:
        target += "?" + urlencode(case["params"], doseq=True, quote_via=quote)
    headers = dict(case.get("headers", {}))
    body = case["body"].encode() if "body" in case else None
    if "body_hex" in case:
        body = bytes.fromhex(case["body_hex"])
    if "form" in case:
        body = urlencode(case["form"], doseq=True).encode()
        headers["content-type"] = "application/x-www-form-urlencoded"
    return server.ask(case.get("method", "GET" if body is None else "POST"), target, headers, body)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_request_of_the_protocol(server: Server, case: dict[str, Any]) -> None:
    got, gives = sent(server, case), case["gives"]
    assert got.status == gives["status"], got.text
    if "ask" in gives:
        assert got.json["boolean"] is gives["ask"]
    if "type" in gives:
        assert got.media_type == gives["type"]
    assert gives.get("says", "") in got.text
    for name, value in gives.get("has", {}).items():
        assert value in got.headers.get(name, "")
    if got.status >= 400 and got.status != 405:
        assert len(got.text.strip().splitlines()) == 1


def test_rows_are_named_once() -> None:
    names = [case["name"] for case in CASES]
    assert len(set(names)) == len(names) > 60


def test_head_is_get_without_a_body(server: Server) -> None:
    target = "/sparql?query=SELECT%20%2A%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D"
    got, head = server.get(target, Accept="text/csv"), server.ask("HEAD", target, {"Accept": "text/csv"})
    assert head.status == got.status == 200
    assert head.body == b""
    assert head.headers["content-length"] == str(len(got.body))
    assert head.headers["content-type"] == got.headers["content-type"]
    assert server.ask("HEAD", "/sparql?query=ASK").status == 400


def test_long_answers_are_compressed_for_those_who_can(server: Server) -> None:
    query = "SELECT ?a ?b { VALUES ?a { " + " ".join(f'"value {n}"' for n in range(200)) + " } ?b a <urn:Doc> }"
    target = f"/sparql?query={quote(query)}"
    plain = server.get(target, Accept="text/csv")
    packed = server.ask("GET", target, {"Accept": "text/csv", "Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert {"Accept", "Accept-Encoding"} <= {part.strip() for part in packed.headers["vary"].split(",")}
    assert gzip.decompress(packed.body) == plain.body


def test_the_same_answer_twice_is_the_same_bytes(server: Server) -> None:
    for query, accept in (
        ("CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle"),
        ("DESCRIBE <urn:d:1>", "application/ld+json"),
    ):
        assert len({server.query(query, accept).body for _ in range(4)}) == 1


def test_descriptions_are_rdf_and_name_the_endpoint(server: Server) -> None:
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    described = rdflib.Graph().parse(data=server.get("/sparql", Accept="text/turtle").text, format="turtle")
    (service,) = described.subjects(rdflib.RDF.type, sd.Service)
    assert described.value(service, sd.endpoint) == rdflib.URIRef(f"{server.url}/sparql")
    assert described.value(service, sd.supportedLanguage) == sd.SPARQL11Query
    assert {str(name) for name in described.objects(None, sd.name)} == {"urn:g:1", "urn:g:2", "urn:g:3"}
    void = rdflib.Graph().parse(data=server.get("/.well-known/void", Accept="application/rdf+xml").text, format="xml")
    assert set(void.objects(None, rdflib.VOID.sparqlEndpoint)) == {rdflib.URIRef(f"{server.url}/sparql")}


@pytest.mark.parametrize(
    ("accept", "offers", "expected"),
    [
        ("text/*, text/csv;q=0.1", ["text/csv", "text/html"], "text/html"),
        ("a/b;q=2, c/d;q=x", ["a/b", "c/d"], None),
        ("TEXT/CSV ; Q=0.5", ["text/csv"], "text/csv"),
        ("text/csv;header=present;q=0.9,*/*;q=0.1", ["a/b", "text/csv"], "text/csv"),
    ],
)
def test_the_best_type_on_offer(accept: str, offers: list[str], expected: str | None) -> None:
    assert best(accept, offers) == expected


# --- the W3C's own tests


def manifest() -> list[tuple[str, list[tuple[rdflib.Graph, rdflib.term.Node]]]]:
    """Each test of the manifest with its requests, in order."""
    if not MANIFEST_FOLDER:
        return []
    graph = rdflib.Graph().parse(Path(MANIFEST_FOLDER) / "manifest.ttl", format="turtle")
    mf = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
    ht = rdflib.Namespace("http://www.w3.org/2011/http#")
    entries = Collection(graph, next(graph.objects(None, mf.entries)))  # type: ignore[arg-type]
    tests = []
    for entry in entries:
        requests = Collection(graph, graph.value(graph.value(entry, mf.action), ht.requests))  # type: ignore[arg-type]
        tests.append((str(entry).rpartition("#")[2], [(graph, request) for request in requests]))
    return tests


@pytest.fixture(scope="module")
def w3c_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    store = ox.Store()
    for number in (1, 2, 3):
        name = ox.NamedNode(f"{DATA}data{number}.rdf")
        store.load(path=f"{MANIFEST_FOLDER}/data{number}.nt", format=ox.RdfFormat.N_TRIPLES, to_graph=name)
    file = tmp_path_factory.mktemp("w3c") / "graph.nq"
    store.dump(str(file), ox.RdfFormat.N_QUADS)
    with serving(file, "--workers", "1") as running:
        yield running


@pytest.mark.skipif(not MANIFEST_FOLDER, reason="KG_W3C_PROTOCOL does not name the folder of the W3C manifest")
@pytest.mark.parametrize(("name", "requests"), manifest(), ids=lambda part: part if isinstance(part, str) else "")
def test_the_w3c_manifest(w3c_server: Server, name: str, requests: list[tuple[rdflib.Graph, rdflib.term.Node]]) -> None:
    """Each recorded request; where the test updates, the endpoint's part is to refuse."""
    ht, cnt = rdflib.Namespace("http://www.w3.org/2011/http#"), rdflib.Namespace("http://www.w3.org/2011/content#")
    mf = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
    for graph, request in requests:
        body, headers = graph.value(request, ht.body), graph.value(request, ht.headers)
        encoding = str(graph.value(body, cnt.characterEncoding) or "utf-8")
        content = str(graph.value(body, cnt.chars)).encode(encoding) if body else None
        given = {
            str(graph.value(header, ht.fieldName)): str(graph.value(header, ht.fieldValue))
            for header in (Collection(graph, headers) if headers else [])
        }
        path = str(graph.value(request, ht.absolutePath))
        got = w3c_server.ask(str(graph.value(request, ht.methodName)), path, given, content)
        response = graph.value(request, ht.resp)
        expected = {str(status)[-3:-2] for status in graph.objects(response, mf.expectedStatus)}
        if name.startswith("update_") and "sparql-query" not in given.get("content-type", ""):
            assert 400 <= got.status < 500
            continue
        if name.startswith("update_"):
            continue  # asks for what the update, which was refused, would have done
        assert str(got.status)[0] in expected, (got.status, got.text)
        truth = graph.value(response, mf.expectedBoolean)
        if truth is not None:
            assert got.json["boolean"] is truth.toPython()


# --- which graph is the default


def counted(opened: Opened) -> int:
    rows = opened.store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    return int(next(iter(rows))[0].value)  # type: ignore[arg-type,union-attr]


def test_a_statement_of_two_documents_is_one_row(tmp_path: Path) -> None:
    said = "<urn:d:1> a <urn:Doc> ."
    file = tmp_path / "graph.trig"
    file.write_text(f"<urn:g:1> {{ {said} }} <urn:g:2> {{ {said} }}", "utf-8")
    opened = open_served(file)
    assert counted(opened) == opened.size() == 1
    assert opened.folder is None


def test_a_store_on_disk_is_opened_again_in_each_worker(tmp_path: Path) -> None:
    version = tmp_path / "store" / "1"
    version.parent.mkdir()
    store = ox.Store(str(version))
    store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.NamedNode("urn:c")))
    store.flush()
    (tmp_path / RECORD).write_text(record_text(Record("digest", "1")), "utf-8")
    opened = open_served(tmp_path)
    assert (opened.folder, opened.size()) == (version, 1)
    opened.close()
    assert counted(opened) == 0
    opened.reopen()
    assert counted(opened) == 1
    with pytest.raises(RuntimeError):
        opened.store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.NamedNode("urn:d")))
