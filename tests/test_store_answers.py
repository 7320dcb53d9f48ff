"""A large graph, which has a store alone, is asked as a small one, and read while documents come and go."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Kg, lines
from corpora import Build, add, quiet, statements_in

from kg.corpus import documents as one_by_one
from kg.corpus import write
from kg.corpus.update import Settings
from kg.opened import Graph

pytestmark = pytest.mark.model
COUNTS = (
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "SELECT (COUNT(?label) AS ?n) { ?node rdfs:label ?label }",
    "SELECT (COUNT(*) AS ?n) { ?actor a kg:Actor ; rdfs:label ?label ; kg:country ?country }",
    "SELECT ?country (COUNT(?actor) AS ?n) { ?actor kg:country ?country } GROUP BY ?country ORDER BY ?country",
    "SELECT (SUM(?confidence) AS ?n) { ?c kg:confidence ?confidence ; rdf:subject/rdfs:label ?label }",
    "SELECT (COUNT(*) AS ?n) { GRAPH ?document { ?actor rdfs:label ?label } }",
    "SELECT ?p ?o { ?dataset a void:Dataset ; ?p ?o } ORDER BY ?p ?o",
)


def answers(out: Path) -> dict[str, list[list[str]]]:
    """The rows of every ready question, and of queries that count without DISTINCT, sorted."""
    graph = Graph.open(out)
    settings = {"relations-of": {"actor": "Iran"}, "paths-between": {"from": "Iran", "to": "Oman"}}
    asked = {name: graph.ask(name, **settings.get(name, {})) for name in graph.questions()}
    asked |= {query: graph.query(query) for query in COUNTS}
    return {name: sorted([str(value) for value in row.values()] for row in rows) for name, rows in asked.items()}


def test_a_large_graph_is_asked_as_a_small_one(
    texts: Path, build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also after documents came and went."""
    small, large, changed = (tmp_path / name for name in ("small", "large", "changed"))
    build([texts], small)
    monkeypatch.setattr(write, "LARGE", 0)
    build([texts], large)
    build([texts / "3.txt", texts / "5.txt"], changed)
    add([texts], changed)
    assert [(out / "graph.ttl").exists() for out in (small, large, changed)] == [True, False, False]
    expected = answers(small)
    assert sum(map(bool, expected.values())) > 12
    assert answers(large) == expected
    assert answers(changed) == expected
    one_by_one.remove(["7.txt", "3.txt"], changed, Settings(), quiet)
    monkeypatch.setattr(write, "LARGE", 250_000)
    for name in "73":
        (texts / f"{name}.txt").unlink()
    build([texts], small)
    expected = answers(small)
    assert answers(changed) == expected


def test_who_reads_a_store_goes_on_reading_it(texts: Path, build: Build, tmp_path: Path, large: None) -> None:
    out = tmp_path / "out"
    build([texts / "0.txt", texts / "1.txt"], out)
    script = (
        "import sys, pathlib; from kg.store import open_by_document\n"
        "store = open_by_document(pathlib.Path(sys.argv[1])); print(flush=True); input(); print(len(list(store)))"
    )
    command = [sys.executable, "-c", script, str(out)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout and reader.stdout.readline()
        for name in ("3.txt", "7.txt"):
            add([texts / name], out)
        assert (out / "store" / "1").exists()
        said, _ = reader.communicate("\n", timeout=60)
    build([texts / "0.txt", texts / "1.txt"], tmp_path / "fresh")
    assert int(said) == len(statements_in(tmp_path / "fresh"))
    assert statements_in(out) != statements_in(tmp_path / "fresh")


def test_a_store_of_a_former_version_of_kg_is_made_anew(
    kg: Kg, texts: Path, build: Build, tmp_path: Path, large: None
) -> None:
    out = tmp_path / "out"
    build([texts], out)
    expected = statements_in(out)
    record = out / "store.json"
    record.write_text(record.read_text("utf-8").replace('"form": 2', '"form": 1'), "utf-8")
    (out / "store" / "000010.sst").write_bytes(b"of the former version")
    ran = kg("query", "ASK {}", "-d", out)
    assert (ran.code, len(lines(ran.err))) == (1, 1) and "another version of kg" in ran.err
    build([texts], out)
    assert statements_in(out) == expected
    assert not (out / "store" / "000010.sst").exists()
