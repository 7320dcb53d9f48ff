"""Hostile queries, requests and names: refused or stopped in time, nothing reached, the server as before."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
import pytest
import yaml
from serving import Server, serving

from kg.algebra import check_algebra
from kg.errors import CallError
from kg.serve.hosts import is_allowed
from kg.serve.limits import CappedOutput, Limits, TooLarge
from kg.serve.lockdown import can_open_socket, forbid_files, forbid_network

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "hostile.yaml").read_text("utf-8"))
SECONDS = 1.5
OPTIONS = (
    "--timeout", str(SECONDS), "--memory", "200", "--max-rows", "20000", "--max-answer", "2", "--workers", "3",
)  # fmt: skip


@pytest.fixture(scope="module")
def server(seed_build: Path) -> Iterator[Server]:
    with serving(seed_build, *OPTIONS) as running:
        yield running


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[int, list[str]]]:
    """A port of this machine, and what was heard on it."""
    heard: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.1)
        stop = threading.Event()

        def listen() -> None:
            while not stop.is_set():
                try:
                    caller, address = listening.accept()
                except TimeoutError:
                    continue
                heard.append(str(address))
                caller.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield listening.getsockname()[1], heard
        stop.set()
        thread.join()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_hostile_queries(server: Server, listener: tuple[int, list[str]], case: dict[str, Any]) -> None:
    port, heard = listener
    started = time.monotonic()
    got = server.post(case["query"].replace("PORT", str(port)))
    took = time.monotonic() - started
    assert got.status in case["status"], got.text[:300]
    assert case.get("says", "") in got.text
    assert took < SECONDS + 1
    assert not heard
    if got.status != 200:
        assert got.media_type == "text/plain"
        assert len(got.text.strip().splitlines()) == 1
    if got.status == 503:
        assert int(got.headers["retry-after"]) > 0
    assert server.query("ASK {}").json["boolean"] is True


def test_others_are_answered_while_queries_run_without_end(server: Server) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with ThreadPoolExecutor(8) as pool:
        slow = [pool.submit(server.post, endless) for _ in range(2)]
        time.sleep(0.2)
        times = []
        for _ in range(10):
            started = time.monotonic()
            assert server.query("ASK { ?s ?p ?o }").status == 200
            assert server.get("/entity/Iran", Accept="text/html").status == 200
            times.append(time.monotonic() - started)
        assert {future.result().status for future in slow} == {503}
    assert max(times) < SECONDS


def test_nothing_is_lost_under_load(server: Server) -> None:
    """Each of 16 clients gets its own answers, whole; where too many wait, they are told to come again."""

    def ask(client: int) -> list[str]:
        wrong = []
        for number in range(15):
            value = f"{client}-{number}"
            got = server.query(f'SELECT ?who ?value {{ VALUES ?value {{ "{value}" }} ?who a kg:State }}')
            if got.status != 200 or {row["value"]["value"] for row in got.json["results"]["bindings"]} != {value}:
                wrong.append(f"{value}: {got.status}")
        return wrong

    with ThreadPoolExecutor(16) as pool:
        assert [wrong for wrongs in pool.map(ask, range(16)) for wrong in wrongs] == []


def test_too_many_are_turned_away_and_told_when_to_come_again(seed_build: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with (
        serving(seed_build, "--timeout", "2", "--workers", "1", "--queue", "2") as server,
        ThreadPoolExecutor(8) as pool,
    ):
        found = [future.result() for future in [pool.submit(server.post, endless) for _ in range(8)]]
        assert {got.status for got in found} == {429, 503}
        assert all(got.headers["retry-after"].isdigit() for got in found)
        assert server.query("ASK {}").status == 200


def test_the_work_of_clients_who_left_is_stopped(seed_build: Path) -> None:
    """One worker, a long limit, a client that leaves: the next is answered at once."""
    query = quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    with serving(seed_build, "--timeout", "60", "--workers", "1") as server:
        with socket.create_connection(("127.0.0.1", server.port)) as leaving:
            leaving.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            time.sleep(0.5)
        started = time.monotonic()
        assert server.query("ASK {}").status == 200
        assert time.monotonic() - started < 10


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the system has no /proc to find processes by")
def test_the_server_outlives_its_processes(seed_build: Path) -> None:
    with serving(seed_build, "--timeout", "1", "--workers", "1") as server:
        (nursery,) = [child for child in children(server.process.pid) if children(child)]
        (worker,) = children(nursery)
        os.kill(worker, signal.SIGKILL)
        assert server.query("ASK {}").status == 503
        assert server.query("ASK {}").status == 200
        (worker,) = children(nursery)
        os.kill(nursery, signal.SIGKILL)
        assert server.query("ASK {}").status == 200
        os.kill(worker, signal.SIGKILL)
        assert server.query("ASK {}").status == 503
        assert server.query("ASK { ?s ?p ?o }").json["boolean"] is True


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_everything(seed_build: Path, number: signal.Signals) -> None:
    with serving(seed_build, "--workers", "2") as server:
        assert server.query("ASK {}").status == 200
        server.process.send_signal(number)
        assert server.process.wait(20) == 0
        with pytest.raises(ConnectionRefusedError):
            server.query("ASK {}")


# --- requests


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "a b", "localhost:1:2"])
def test_other_names_are_not_answered(server: Server, host: str) -> None:
    got = server.ask("GET", "/sparql?query=ASK%20%7B%7D", {"Host": host})
    assert got.status in (400, 421)
    assert "boolean" not in got.text


def test_names_that_are_given_are_answered(seed_build: Path) -> None:
    with serving(
        seed_build, "--allow-host", "kg.example.org", "--public-url", "https://graph.example.org/kg"
    ) as server:
        for host in ("kg.example.org", "graph.example.org:443", f"127.0.0.1:{server.port}", "localhost"):
            assert server.ask("GET", "/sparql?query=ASK%20%7B%7D", {"Host": host}).status == 200
        assert server.ask("GET", "/sparql?query=ASK%20%7B%7D", {"Host": "example.org"}).status == 421
        assert "https://graph.example.org/kg/sparql" in server.get("/sparql", Accept="text/turtle").text
        assert 'href="/kg/static/pages.css"' in server.get("/entity/Iran", Accept="text/html").text


def test_other_origins_read_what_they_may(seed_build: Path) -> None:
    with serving(seed_build, "--cors", "none") as server:
        got = server.get("/sparql?query=ASK%20%7B%7D", Origin="https://evil.example")
        assert got.status == 200
        assert "access-control-allow-origin" not in got.headers


def test_requests_beyond_the_limits(server: Server) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert server.ask("POST", "/sparql", form, b"query=" + b"x" * 700_000).status == 413
    assert server.ask("POST", "/sparql", form, b"query=ASK{}" + b" " * 250_000).status == 413
    assert server.ask("POST", "/sparql", form, b"&".join(b"a=b" for _ in range(2000))).status == 400
    deep = f"SELECT * {{ {'{' * 30000} ?s ?p ?o {'}' * 30000} }}"
    assert server.post(deep).status in (400, 503)
    assert server.post(f"ASK {{ FILTER({'(' * 60000}1{')' * 60000}) }}").status in (400, 503)
    assert server.get("/sparql?query=" + "a" * 60_000).status == 400
    assert server.query("ASK {}").status == 200


HOSTILE_PATHS = [
    "/entity/..%2f..%2fetc%2fpasswd",
    "/entity/%2e%2e/%2e%2e/etc/passwd",
    "/static/../../../etc/passwd",
    "/static/..%2fapp.py",
    "/static//etc/passwd",
    "/static/yasgui/../../app.py",
    "/document/%00",
    "/document/%ff%fe",
    "/claim/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "/event/'%20OR%201=1",
    "/entity/",
    "/entity/" + "a" * 5000,
    "/entity/x%3E%20%3Fp%20%3Fo%20%7D%20%23",
    "/graph.nt",
    "/report.json",
    "//evil.example/",
    "/search?q=" + quote('" OR kind:* NEAR(x) ) --'),
    "/search?q=%00%02%03&page=-1",
    "/search?q=a&page=99999999999999999999",
    "/entity/Iran?page=0&type=%3Cb%3E&year='&part=%22",
]


@pytest.mark.parametrize("path", HOSTILE_PATHS)
def test_hostile_paths_and_names(server: Server, path: str) -> None:
    for accept in ("text/html", "text/turtle", "*/*"):
        got = server.get(path, Accept=accept)
        assert got.status in (200, 400, 404, 406), (got.status, got.text[:200])
        assert b"root:" not in got.body
        assert b"import " not in got.body
        assert b"<script>alert" not in got.body
        assert b"<b>" not in got.body
        assert got.headers["x-content-type-options"] == "nosniff"


def test_every_response_carries_a_policy_without_inline_script(server: Server) -> None:
    for path in ("/", "/entity/Iran", "/search?q=iran", "/sparql", "/nowhere", "/static/pages.js", "/sparql?query=ASK"):
        got = server.get(path, Accept="text/html")
        policy = got.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-inline" not in policy.partition("style-src")[0]
        assert "unsafe-eval" not in policy
        if path != "/":
            assert "script-src 'self'" in policy
            assert "<script>" not in got.text


def test_errors_are_never_html(server: Server) -> None:
    got = server.query("<img src=x onerror=alert(1)>")
    assert got.status == 400
    assert got.media_type == "text/plain"


# --- texts of documents are hostile, too

EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'{{7*7}}\u202e"


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory, seed_build: Path) -> Iterator[Server]:
    """The seeds with hostile labels, quotes and links in place of some of theirs."""
    store = ox.Store()
    store.bulk_load(path=str(seed_build / "graph.trig"), format=ox.RdfFormat.TRIG)
    for name in ("rdfs:label", "skos:altLabel", "oa:exact", "kg:trigger", "kg:relationLabel", "dcterms:title"):
        from kg.vocab import PREFIXES

        prefix, _, local = name.partition(":")
        for quad in list(store.quads_for_pattern(None, ox.NamedNode(PREFIXES[prefix] + local), None)):
            store.remove(quad)
            store.add(ox.Quad(quad.subject, quad.predicate, ox.Literal(EVIL), quad.graph_name))
    iran = ox.NamedNode("https://w3id.org/actorkg/data/entity/Iran")
    match = ox.NamedNode("http://www.w3.org/2004/02/skos/core#exactMatch")
    store.add(ox.Quad(iran, match, ox.NamedNode("javascript:alert(1)"), ox.NamedNode("urn:g")))
    folder = tmp_path_factory.mktemp("evil")
    store.dump(str(folder / "graph.trig"), ox.RdfFormat.TRIG)
    with serving(folder, "--workers", "1") as running:
        yield running


def test_hostile_labels_and_quotes_are_text(evil: Server, seed_build: Path) -> None:
    claims = evil.query("SELECT ?c ?e ?d { ?c kg:aboutEvent ?e ; prov:wasDerivedFrom ?d } LIMIT 1").json
    row = claims["results"]["bindings"][0]
    paths = ["/entity/Iran", "/search?q=alert", f"/search?q={quote(EVIL)}", "/"]
    paths += ["/" + row[name]["value"].removeprefix("https://w3id.org/actorkg/data/") for name in ("c", "e", "d")]
    for path in paths:
        got = evil.get(path, Accept="text/html")
        assert got.status == 200, path
        assert "<script>alert" not in got.text
        assert "<img src=x" not in got.text
        assert "javascript:" not in got.text.replace("application/javascript:", "") or path == "/"
        assert "{{7*7}}" in got.text or path == "/"
        if path != "/":
            assert "\u202e" not in got.text


def test_hostile_labels_survive_every_format(evil: Server) -> None:
    for accept in ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"):
        got = evil.query("SELECT DISTINCT ?l { ?s rdfs:label ?l }", accept)
        assert got.status == 200
        assert got.media_type == accept


# --- the locks themselves


def in_child(locks: str) -> str:
    """What a child process says that locks itself and then asks Oxigraph to call out."""
    import subprocess
    import sys

    code = f"""
import sys
import pyoxigraph as ox
from kg.serve.lockdown import can_open_socket, forbid_files, forbid_network
{locks}
print(can_open_socket())
try:
    list(ox.Store().query("SELECT * {{ SERVICE <http://127.0.0.1:" + sys.argv[1] + "/> {{ ?s ?p ?o }} }}"))
except OSError as error:
    print("refused", error)
"""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.3)
        port = str(listening.getsockname()[1])
        run = subprocess.run([sys.executable, "-c", code, port], capture_output=True, text=True, check=True, timeout=60)
        try:
            listening.accept()
            return run.stdout + "CALLED"
        except TimeoutError:
            return run.stdout


def test_without_locks_oxigraph_calls_out() -> None:
    """Were this not so, the tests below would prove nothing."""
    import subprocess
    import sys

    code = """
import socket, sys, threading
import pyoxigraph as ox
listening = socket.create_server(("127.0.0.1", 0))
heard = []
def listen():
    caller, _ = listening.accept(); heard.append(1); caller.close()
threading.Thread(target=listen, daemon=True).start()
try:
    list(ox.Store().query("SELECT * { SERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } }" % listening.getsockname()[1]))
except OSError:
    pass
print(len(heard))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout.strip() == "1"


@pytest.mark.parametrize("locks", ["assert forbid_network()", "forbid_files()"])
def test_a_service_that_slipped_through_makes_no_connection(locks: str) -> None:
    said = in_child(locks)
    assert said.startswith("False")
    assert "refused" in said
    assert "CALLED" not in said


def test_this_process_is_not_locked() -> None:
    assert can_open_socket()
    assert callable(forbid_files)
    assert callable(forbid_network)


# --- the second parser


@pytest.mark.parametrize(
    "query",
    [
        "ASK { SERVICE <http://x/> { ?s ?p ?o } }",
        "ASK { FILTER NOT EXISTS { service silent ?x { ?s ?p ?o } } }",
        "SELECT * { { SELECT * { \\u0053ERVICE#\n<http://x/> { ?s ?p ?o } } } }",
        "ASK { ?service this is no SPARQL }",
        "ASK { " + "(" * 3000 + " 'SERVICE' " + ")" * 3000 + " }",
        "ASK { ?s ?p 'SERVICE' } #" + "x" * 30_000,
    ],
)
def test_what_the_second_parser_refuses(query: str) -> None:
    with pytest.raises(CallError):
        check_algebra(query, {})


def test_what_the_second_parser_lets_pass() -> None:
    check_algebra("SELECT ?service { ?service rdfs:label 'SERVICE <x>' }", {"rdfs": "http://x/"})
    check_algebra("this is not SPARQL and does not say the word", {})


def test_an_answer_is_whole_or_refused() -> None:
    output = CappedOutput(Limits(rows=2, answer_megabytes=1), b"\r\n")
    output.write(b"a\r")
    output.write(b"\nb\r\n")
    assert output.getvalue() == b"a\r\nb\r\n"
    with pytest.raises(TooLarge, match="2 rows"):
        output.write(b"\r\n")
    with pytest.raises(TooLarge, match="1 MB"):
        CappedOutput(Limits(answer_megabytes=1), b"\n").write(b"x" * 1_000_001)


def test_hosts() -> None:
    assert is_allowed("[::1]:8030", ())
    assert not is_allowed("example.org", ())
