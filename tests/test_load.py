"""`kg load` against Oxigraph's server, Virtuoso, and a server that misbehaves on purpose."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest
from claims_by_hand import pact, stored
from conftest import Kg
from triple_stores import Oxigraph, Virtuoso, free_port, over_http, server

from kg.errors import CallError, KgError
from kg.graph import quads
from kg.graph.write import write_trig, write_turtle
from kg.load import Loaded, load, target
from kg.load.client import Client, credentials, is_open
from kg.vocab import document_iri

COUNTS = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
DOCUMENT = document_iri("pact.txt").value


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No credentials but those that a test sets."""
    monkeypatch.setenv("NETRC", str(tmp_path / "none"))
    for name in ("KG_LOAD_USER", "KG_LOAD_PASSWORD"):
        monkeypatch.delenv(name, raising=False)


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


# --- real stores


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


# --- a server that misbehaves

Answer = tuple[int, dict[str, str], bytes]
Behaviour = Callable[[int, BaseHTTPRequestHandler, bytes], "Answer | None"]


class Misbehaving:
    """A server whose answers to the requests sent so far, counted from 1, are made by a function; None breaks off."""

    def __init__(self, behaviour: Behaviour) -> None:
        self.requests: list[tuple[str, str, dict[str, str], bytes]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                outer.requests.append((self.command, self.path, dict(self.headers), body))
                made = behaviour(len(outer.requests), self, body)
                if made is None:
                    self.close_connection = True
                    return
                status, headers, text = made
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(text))} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(text)

            do_GET = do_POST = do_PUT = answer

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> Misbehaving:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def count_of(number: int) -> Answer:
    answer = {"results": {"bindings": [{"n": {"value": str(number)}}]}}
    return 200, {"Content-Type": "application/sparql-results+json"}, json.dumps(answer).encode()


def push(server_: Misbehaving, chunk: int = 5000, **options: object) -> tuple[Loaded, list[float]]:
    """Load the pact into one graph of this server; with the pauses that were made."""
    pauses: list[float] = []
    client = Client(server_.url, timeout=2, sleep=pauses.append)
    place = target(f"{server_.url}/store")
    return load(quads(*pact()), place, client, graph="urn:g", chunk=chunk, **options), pauses  # type: ignore[arg-type]


SIZE = len({quad_[:3] for quad_ in map(tuple, quads(*pact()))})


def test_what_may_pass_is_tried_again_with_growing_pauses() -> None:
    def behaviour(number: int, handler: BaseHTTPRequestHandler, body: bytes) -> Answer | None:
        if handler.path == "/query":
            return count_of(SIZE)
        return {
            1: (500, {}, b"hiccup"),
            2: None,
            3: (200, {"Content-Length": "99"}, b"half"),
            4: (429, {"Retry-After": "7"}, b""),
        }.get(number, (204, {}, b""))

    with Misbehaving(behaviour) as server_:
        loaded, pauses = push(server_)
    assert loaded.sent == loaded.held == {"urn:g": SIZE}
    assert pauses == [0.5, 1.0, 2.0, 7.0]
    bodies = {body for _, path, _, body in server_.requests if path.startswith("/store")}
    assert len(bodies) == 1


def test_a_store_that_stays_down_is_one_error_that_tells_what_is_there() -> None:
    def behaviour(number: int, handler: BaseHTTPRequestHandler, body: bytes) -> Answer | None:
        return (204, {}, b"") if number <= 2 else (503, {}, b"<h1>\x1b[31mdown</h1>")

    with Misbehaving(behaviour) as server_, pytest.raises(KgError) as error:
        push(server_, chunk=100)
    told = str(error.value)
    assert "503 Service Unavailable" in told and "tried 5 times" in told
    assert f"200 of {SIZE} triples are loaded: 0 of 1 graphs whole, and 200 of {SIZE} triples of <urn:g>" in told


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((401, {"WWW-Authenticate": 'Basic realm="x"'}, b""), "asks for a user and password; set KG_LOAD_USER"),
        ((403, {}, b""), "does not allow it"),
        ((400, {}, b"line 3:\n bad triple"), "400 Bad Request (line 3: bad triple)"),
        ((404, {}, b""), "404 Not Found"),
        ((302, {"Location": "http://198.51.100.1/"}, b""), "redirects to http://198.51.100.1/"),
        ((307, {"Location": "file:///etc/passwd"}, b""), "redirects to file:///etc/passwd"),
        ((401, {"WWW-Authenticate": "Negotiate"}, b""), "does not support"),
    ],
)
def test_a_no_is_not_asked_again(answer: Answer, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if answer[1].get("WWW-Authenticate") == "Negotiate":
        monkeypatch.setenv("KG_LOAD_USER", "ada")
    with Misbehaving(lambda *_: answer) as server_, pytest.raises(KgError) as error:
        push(server_)
    assert told in str(error.value) and f"0 of {SIZE} triples are loaded" in str(error.value)
    assert len(server_.requests) == 1


def test_a_wrong_count_is_an_error() -> None:
    def behaviour(number: int, handler: BaseHTTPRequestHandler, body: bytes) -> Answer | None:
        return count_of(SIZE - 1) if handler.path == "/query" else (204, {}, b"")

    with (
        Misbehaving(behaviour) as server_,
        pytest.raises(KgError, match=f"holds {SIZE - 1} triples, and {SIZE} were sent"),
    ):
        push(server_)


def test_more_than_was_sent_is_told_and_after_replacing_wrong() -> None:
    def behaviour(number: int, handler: BaseHTTPRequestHandler, body: bytes) -> Answer | None:
        return count_of(SIZE + 3) if handler.path == "/query" else (204, {}, b"")

    with Misbehaving(behaviour) as server_:
        assert push(server_)[0].grown == {"urn:g": 3}
        with pytest.raises(KgError, match="were sent; look at"):
            push(server_, replace=True)
    assert [method for method, path, _, _ in server_.requests if path != "/query"] == ["POST", "PUT"]


def test_a_count_that_cannot_be_had_is_said() -> None:
    def behaviour(number: int, handler: BaseHTTPRequestHandler, body: bytes) -> Answer | None:
        return (200, {}, b"<html>") if handler.path == "/query" else (204, {}, b"")

    with (
        Misbehaving(behaviour) as server_,
        pytest.raises(KgError, match=r"no SPARQL JSON.*All .* were sent, but not counted"),
    ):
        push(server_)


def test_nobody_there_is_one_clear_line(kg: Kg, built: Path) -> None:
    ran = kg("load", f"http://127.0.0.1:{free_port()}/store", built, "--retries", "0")
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err.splitlines()) == 1 and "nobody answers there; is the store running?" in ran.err


def test_a_slow_store_is_not_waited_for_for_ever() -> None:
    waiting = threading.Event()
    with Misbehaving(lambda *_: (waiting.wait(5), None)[1]) as server_:
        client = Client(server_.url, timeout=0.2, retries=0)
        with pytest.raises(KgError, match="no answer in time; give it longer with --timeout"):
            load(quads(*pact()), target(f"{server_.url}/store"), client)
        waiting.set()


# --- credentials and addresses


def test_the_password_goes_to_the_store_that_asks_and_stands_in_no_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_LOAD_USER", "ada")
    monkeypatch.setenv("KG_LOAD_PASSWORD", "s3cret")
    expected = "Basic " + base64.b64encode(b"ada:s3cret").decode()

    def behaviour(number: int, handler: BaseHTTPRequestHandler, body: bytes) -> Answer | None:
        if handler.headers.get("Authorization") != expected:
            return 401, {"WWW-Authenticate": 'Basic realm="x"'}, b""
        return count_of(SIZE) if handler.path == "/query" else (204, {}, b"")

    with Misbehaving(behaviour) as server_:
        loaded, _ = push(server_, chunk=100)
        assert loaded.held == {"urn:g": SIZE}
        monkeypatch.setenv("KG_LOAD_PASSWORD", "wr0ng")
        with pytest.raises(KgError) as error:
            push(server_)
    assert "401" in str(error.value) and "wr0ng" not in str(error.value)


def test_credentials_come_from_environment_or_netrc(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert credentials("https://store.example/x") is None
    file = tmp_path / "netrc"
    file.write_text("machine store.example login ada password pw\n", "utf-8")
    monkeypatch.setenv("NETRC", str(file))
    assert credentials("https://store.example/x") == ("ada", "pw")
    assert credentials("https://other.example/x") is None
    monkeypatch.setenv("KG_LOAD_USER", "bob")
    assert credentials("https://store.example/x") == ("bob", "")
    monkeypatch.delenv("KG_LOAD_USER")
    file.write_text("nonsense", "utf-8")
    with pytest.raises(KgError, match="netrc: "):
        credentials("https://store.example/x")
    assert is_open("http://store.example/") and not is_open("http://127.0.0.1:1/") and not is_open("https://a.example/")


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


def test_chunks_are_the_same_every_time() -> None:
    sent = []
    for given in (list(quads(*pact())), list(reversed(list(quads(*pact()))))):

        def behaviour(number: int, handler: BaseHTTPRequestHandler, body: bytes) -> Answer | None:
            return count_of(SIZE) if handler.path == "/query" else (204, {}, b"")

        with Misbehaving(behaviour) as server_:
            load(stored(*given), target(f"{server_.url}/store"), Client(server_.url), graph="urn:g", chunk=7)
        sent.append([body for _, _, _, body in server_.requests])
    assert sent[0] == sent[1] and len(sent[0]) == -(-SIZE // 7) + 1
