"""`kg serve` while its graph is built anew: other answers without a restart, each whole, of one graph or the other."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Kg, lines
from serving import Server, serving

from kg import pipeline
from kg.builder import build as build_at_once
from kg.corpus import documents, update, write
from kg.corpus.update import Settings
from kg.pipeline import Resources, outcomes_of
from kg.store import stored

pytestmark = pytest.mark.model
CLAIMS = "SELECT (COUNT(*) AS ?n) { ?claim a kg:Claim }"
DOCUMENTS = "SELECT ?name { GRAPH ?g { ?document kg:fileName ?name } ?document kg:fileName ?name } ORDER BY ?name"
CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
TIMES = " ".join(map(str, range(12)))
TEXTS = {"a": "Iran attacked Israel in June 2025.", "b": "Egypt praised Qatar. Oman condemned Iraq."}
Update = Callable[[Path, str], None]


@pytest.fixture
def rebuild(resources: Resources, tmp_path: Path) -> Update:
    """A function that makes a folder the graph of these documents, as `kg build` does."""

    def run(out: Path, names: str) -> None:
        texts = tmp_path / "texts" / names
        texts.mkdir(parents=True, exist_ok=True)
        for name in names:
            (texts / f"{name}.txt").write_text(TEXTS[name], "utf-8")
        build_at_once([texts], out, lambda articles: outcomes_of(articles, resources))

    return run


@pytest.fixture
def on_disk(resources: Resources, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Update:
    """The same for a large graph: the first document is built, the others are added to the store."""
    monkeypatch.setattr(pipeline, "load_resources", lambda *_: resources)
    monkeypatch.setattr(write, "LARGE", 0)
    monkeypatch.setattr(write, "_MOST_CHANGED", 1.0)
    settings = replace(Settings(), jobs=1)

    def run(out: Path, names: str) -> None:
        paths = [tmp_path / f"{name}.txt" for name in names]
        for path in paths:
            path.write_text(TEXTS[path.stem], "utf-8")
        if (out / "store.json").exists():
            documents.add(paths, out, settings, lambda *_: None)
        else:
            update.build(paths, out, settings, lambda *_: None)

    return run


def rows(server: Server, query: str) -> list[list[str]]:
    """The values of an answer, row by row."""
    got = server.query(query)
    assert got.status == 200, got.text
    return [[cell["value"] for cell in row.values()] for row in got.json["results"]["bindings"]]


def answered(server: Server, query: str, wanted: list[list[str]], others: list[list[list[str]]]) -> None:
    """Wait until the answer is the wanted one; until then it must be one of the others."""
    deadline = time.monotonic() + 60
    while (found := rows(server, query)) != wanted:
        assert found in others, found
        assert time.monotonic() < deadline, "the server still serves the former graph"
        time.sleep(0.1)


def page_tells(server: Server, name: str) -> None:
    """Wait until the network view has the name: it is made after the queries are answered from the new graph."""
    deadline = time.monotonic() + 60
    while name not in server.get("/", Accept="text/html").text:
        assert time.monotonic() < deadline, "the server still shows the former page"
        time.sleep(0.1)


@pytest.mark.parametrize("form", ["rebuild", "on_disk"])
def test_a_graph_built_anew_is_served_without_a_restart(
    request: pytest.FixtureRequest, tmp_path: Path, form: str
) -> None:
    build: Update = request.getfixturevalue(form)
    out = tmp_path / "out"
    build(out, "a")
    with serving(out, "--workers", "2", "--timeout", "120") as server, ThreadPoolExecutor(1) as pool:
        assert rows(server, DOCUMENTS) == [["a.txt"]]
        assert "Qatar" not in server.get("/search?q=qatar", Accept="text/html").text.partition("</form>")[2]
        size = int(rows(server, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0][0])
        # Counts for some seconds, mostly longer than the new graph takes to be there.
        slow = pool.submit(rows, server, f"SELECT (COUNT(*) AS ?n) {{ VALUES ?k {{ {TIMES} }} {CROSS} }}")
        time.sleep(0.3)
        build(out, "ab")
        answered(server, DOCUMENTS, [["a.txt"], ["b.txt"]], [[["a.txt"]]])
        assert server.get("/entity/Qatar", Accept="text/html").status == 200
        page_tells(server, "Qatar")
        assert "Qatar" in server.get("/search?q=qatar", Accept="text/html").text.partition("</form>")[2]
        assert int(rows(server, CLAIMS)[0][0]) > 1
        assert slow.result(timeout=120) == [[str(len(TIMES.split()) * size**3)]]


def test_a_store_is_served_from_the_version_it_was_opened_from(on_disk: Update, tmp_path: Path) -> None:
    """Workers that are replaced meanwhile open the same version, which is kept as long as it is read."""
    out = tmp_path / "out"
    on_disk(out, "a")
    version = stored(out)
    assert version is not None
    with serving(out, "--workers", "1", "--timeout", "1") as server:
        on_disk(out, "ab")
        answered(server, DOCUMENTS, [["a.txt"], ["b.txt"]], [[["a.txt"]]])
        endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
        assert server.query(endless).status == 503
        assert rows(server, DOCUMENTS) == [["a.txt"], ["b.txt"]]


def test_half_a_build_is_never_served(rebuild: Update, tmp_path: Path) -> None:
    """One file of a new build beside one of the former: what a killed build leaves."""
    out, new = tmp_path / "out", tmp_path / "new"
    rebuild(out, "a")
    rebuild(new, "ab")
    with serving(out, "--workers", "1") as server:
        assert server.process.stderr is not None
        shutil.copyfile(new / "graph.ttl", out / ".draft")
        os.replace(out / ".draft", out / "graph.ttl")
        line = server.process.stderr.readline()
        assert "cannot be loaded, the former one is served" in line and "of different builds" in line
        assert rows(server, DOCUMENTS) == [["a.txt"]]
        rebuild(out, "ab")
        answered(server, DOCUMENTS, [["a.txt"], ["b.txt"]], [[["a.txt"]]])


def test_half_a_build_is_one_line(kg: Kg, rebuild: Update, tmp_path: Path) -> None:
    rebuild(tmp_path / "one", "a")
    rebuild(tmp_path / "two", "ab")
    shutil.copyfile(tmp_path / "two" / "graph.trig", tmp_path / "one" / "graph.trig")
    ran = kg("query", "ASK { GRAPH ?g { ?s ?p ?o } }", "-d", tmp_path / "one")
    assert (ran.code, len(lines(ran.err))) == (1, 1) and "of different builds" in ran.err


@pytest.fixture
def one_file(rebuild: Update, tmp_path: Path) -> Iterator[Path]:
    rebuild(tmp_path / "first", "a")
    rebuild(tmp_path / "second", "ab")
    file = tmp_path / "graph.nq"
    shutil.copyfile(tmp_path / "first" / "graph.ttl", file.with_suffix(".ttl"))
    yield file.with_suffix(".ttl")


def test_a_file_put_in_place_of_another_is_served_with_its_page(one_file: Path, tmp_path: Path) -> None:
    with serving(one_file, "--workers", "1") as server:
        assert "Qatar" not in server.get("/", Accept="text/html").text
        shutil.copyfile(tmp_path / "second" / "graph.ttl", tmp_path / "draft")
        os.replace(tmp_path / "draft", one_file)
        claims = "SELECT ?name { ?document kg:fileName ?name } ORDER BY ?name"
        answered(server, claims, [["a.txt"], ["b.txt"]], [[["a.txt"]]])
        deadline = time.monotonic() + 20
        while "Qatar" not in server.get("/", Accept="text/html").text:
            assert time.monotonic() < deadline
            time.sleep(0.2)
