"""Hostile requests, and hostile words in the graph: refused, or shown as text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from serving import Server, serving

from kg.serve.hosts import is_allowed
from kg.vocab import PREFIXES

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
EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'{{7*7}}\u202e"


@pytest.fixture(scope="module")
def server(seed_build: Path) -> Iterator[Server]:
    with serving(seed_build, "--timeout", "1.5", "--workers", "3") as running:
        yield running


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory, seed_build: Path) -> Iterator[Server]:
    """The seeds with hostile labels, quotes and links in place of some of theirs."""
    store = ox.Store()
    store.bulk_load(path=str(seed_build / "graph.trig"), format=ox.RdfFormat.TRIG)
    for name in ("rdfs:label", "skos:altLabel", "oa:exact", "kg:trigger", "kg:relationLabel", "dcterms:title"):
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


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "a b", "localhost:1:2"])
def test_other_names_are_not_answered(server: Server, host: str) -> None:
    got = server.ask("GET", "/sparql?query=ASK%20%7B%7D", {"Host": host})
    assert got.status in (400, 421)
    assert "boolean" not in got.text


def test_hosts() -> None:
    assert is_allowed("[::1]:8030", ())
    assert not is_allowed("example.org", ())


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
