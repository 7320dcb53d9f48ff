"""`import kg`: light to import, its names safe from its modules, its objects the same as the records of the graph."""

from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from conftest import ROOT, SEEDS

import kg
from kg import api
from kg.candidates import candidates
from kg.claims import claim_of
from kg.default_graph import fill, is_whole
from kg.errors import CallError, InputError
from kg.filters import Filters, select
from kg.pipeline import Resources
from kg.query import run
from kg.record import Statement
from kg.rows import Rows, value
from kg.store import open_by_document, open_together
from kg.vocab import XSD


@pytest.fixture(scope="module")
def graph(seed_build: Path) -> kg.Graph:
    return kg.open(seed_build)


def test_importing_it_loads_nothing() -> None:
    code = "import sys, kg; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    loaded = set(ran.stdout.split())
    assert {name for name in loaded if name.startswith("kg")} == {"kg"}
    assert not loaded & {"pyoxigraph", "spacy", "rdflib", "pandas", "rich", "dataclasses"}


def test_no_module_bears_the_name_of_a_public_one() -> None:
    """Importing `kg.build` would put a module in the place of the function `kg.build`."""
    modules = {path.stem for path in (ROOT / "kg").iterdir()}
    assert not modules & set(kg.__all__)
    code = "import pkgutil, importlib, kg\n"
    code += "for module in pkgutil.iter_modules(kg.__path__): importlib.import_module('kg.' + module.name)\n"
    code += "print([name for name in kg.__all__ if not callable(getattr(kg, name))])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert ran.stdout.strip() == "[]"


def test_the_public_names_are_there() -> None:
    assert set(kg.__all__) <= set(dir(kg))
    assert all(getattr(kg, name).__doc__ for name in kg.__all__)
    with pytest.raises(AttributeError, match="nothing"):
        kg.nothing  # type: ignore[attr-defined]  # noqa: B018


FILTERS = [
    {},
    {"actor": "iran"},
    {"actor": "https://w3id.org/actorkg/data/entity/Iran", "status": "Asserted"},
    {"speaker": "safavi"},
    {"type": "assault", "since": "2025-06", "until": "2025-06"},
    {"document": "003_37e8a2a38bea86b4.txt", "actor": "Pakistan"},
    {"actor": "nobody of this name"},
]


@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_claims_are_the_records_that_pass_the_same_filters(
    graph: kg.Graph, seed_statements: list[Statement], filters: dict[str, str]
) -> None:
    by_record = {("event_type" if name == "type" else name): wanted for name, wanted in filters.items()}
    expected = [claim_of(record) for record in select(seed_statements, Filters(**by_record))]
    assert list(graph.claims(**filters)) == expected
    assert bool(expected) == ("nobody" not in str(filters))


def test_a_claim_tells_all_that_its_record_tells(graph: kg.Graph, seed_statements: list[Statement]) -> None:
    for claim, record in zip(graph.claims(), seed_statements, strict=True):
        assert (claim.iri, claim.status, claim.document) == (record["statement"], record["status"], record["document"])
        assert [one.iri for one in claim.participants] == [one["iri"] for one in record["participants"]]
        assert [one.label for one in claim.speakers] == [one["label"] for one in record["speakers"]]
        assert claim.evidence.end - claim.evidence.start == len(claim.evidence.text)
        assert claim.sentence.start <= claim.trigger.start < claim.trigger.end <= claim.sentence.end
        assert (claim.time is None) == (record["time_text"] is None)
        assert (
            claim.is_plain
            == graph.holds(
                f"ASK {{ <{claim.subject.iri}> rel:{claim.relation} <{claim.object.iri if claim.object else 'x:'}> }}"
            )
            or not claim.is_plain
        )


def test_candidates_leave_most_records_unread(seed_build: Path) -> None:
    store = open_together(seed_build)
    few = candidates(store, Filters(speaker="Safavi", status="proposed"))
    assert 0 < len(few) < len(candidates(store, Filters())) / 10


def test_wrong_filters_are_said(graph: kg.Graph) -> None:
    for wrong in ({"status": "true"}, {"type": "WAR"}, {"since": "last week"}):
        with pytest.raises(CallError, match="is no"):
            graph.claims(**wrong)


def test_a_statement_of_two_documents_counts_once(graph: kg.Graph, seed_build: Path) -> None:
    """Oxigraph's own union of graphs would count the type of Iran twice."""
    one = "SELECT (COUNT(*) AS ?n) { ent:Iran a kg:State }"
    assert graph.query(one).column("n") == [1]
    assert graph.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ent:Iran a kg:State } }").column("n") == [2]
    for store in (open_by_document(seed_build), open_by_document(seed_build / "graph.trig"), open_together(seed_build)):
        assert is_whole(store)
        result = run(store, one)
        assert isinstance(result, ox.QuerySolutions)
        assert [row["n"].value for row in result] == ["1"]


def test_a_store_that_lacks_the_union_is_noticed() -> None:
    a, b, c, g = (ox.NamedNode(f"https://example.org/{name}") for name in "abcg")
    store = ox.Store()
    store.extend([ox.Quad(a, b, c, g), ox.Quad(a, b, c, a)])
    assert not is_whole(store)
    result = run(store, "SELECT DISTINCT ?s { ?s ?p ?o }")
    assert isinstance(result, ox.QuerySolutions)
    assert len(list(result)) == 1
    fill(store)
    assert is_whole(store)
    assert len(list(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))) == 1


def test_rows_are_python_values(graph: kg.Graph) -> None:
    rows = graph.query(
        """SELECT ("x" AS ?text) (3 AS ?whole) (0.5 AS ?part) (true AS ?yes) ("2025-09-17"^^xsd:date AS ?day)
           ("2025-06"^^xsd:gYearMonth AS ?month) (rel:signed AS ?iri) ?none {}"""
    )
    day = datetime.date(2025, 9, 17)
    assert list(rows[0].values()) == [
        "x",
        3,
        0.5,
        True,
        day,
        "2025-06",
        "https://w3id.org/actorkg/relation#signed",
        None,
    ]
    assert next(rows.terms())["whole"] == ox.Literal("3", datatype=XSD.integer)
    assert rows == rows[:] and rows != rows[:0] and len(rows[:0]) == 0
    assert value(ox.Literal("maybe", datatype=XSD.boolean)) == "maybe"


def test_rows_become_a_data_frame(graph: kg.Graph) -> None:
    pytest.importorskip("pandas", reason="the extra pandas is not installed")
    rows = graph.ask("actors-ranked", most=5)
    table = rows.to_dataframe()
    assert (len(table), list(table.columns)) == (5, list(rows.columns))
    assert table["claims"].dtype == "int64"
    assert list(table["name"]) == rows.column("name")
    assert list(Rows(["a"], []).to_dataframe().columns) == ["a"]


def test_without_pandas_the_way_out_is_said(graph: kg.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(kg.KgError, match=r"actorkg\[pandas\]"):
        graph.query("SELECT ?s { ?s ?p ?o } LIMIT 1").to_dataframe()


def test_a_notebook_shows_hostile_labels_as_text() -> None:
    rows = Rows(["<b>"], [(ox.Literal("<img src=x onerror=alert(1)>"),)] * 30)
    shown = rows._repr_html_()
    assert "<img" not in shown and "<b>" not in shown and "&lt;img" in shown
    assert "10 more rows" in shown


@pytest.mark.parametrize(
    ("method", "query", "hint"),
    [
        ("query", "ASK { ?s ?p ?o }", "holds"),
        ("holds", "SELECT * { ?s ?p ?o } LIMIT 1", "query"),
        ("construct", "ASK { ?s ?p ?o }", "holds"),
        ("query", "DESCRIBE ent:Iran", "construct"),
    ],
)
def test_another_kind_of_query_names_its_method(graph: kg.Graph, method: str, query: str, hint: str) -> None:
    with pytest.raises(CallError, match=rf"{hint}\(\)"):
        getattr(graph, method)(query)


def test_graphs_for_rdflib(graph: kg.Graph, seed_build: Path) -> None:
    whole = rdflib.Graph().parse(seed_build / "graph.ttl")
    assert set(graph.to_rdflib()) == set(whole)
    made = graph.construct("CONSTRUCT { ?a rel:attacked ?b } { ?a rel:attacked ?b }")
    assert 0 < len(made) < len(whole)


def test_documents_and_actors(graph: kg.Graph) -> None:
    first, second = graph.documents()
    assert (first.author, first.published) == ("Samyar Rostami", datetime.date(2025, 10, 10))
    assert second.published is None
    assert first.is_of((SEEDS / first.name).read_text("utf-8")) and not first.is_of("")
    actors = list(graph.actors())
    assert [actor.claims for actor in actors] == sorted((actor.claims for actor in actors), reverse=True)
    assert {actor.type for actor in graph.actors(type="ArmedGroup")} == {"ArmedGroup"}
    assert [actor.iri for actor in graph.actors(actors[0].iri)] == [actors[0].iri]


@pytest.mark.model
def test_build_tells_what_failed_and_writes_nothing_for_nothing(
    resources: Resources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "_resources", lambda model, actors: resources)
    (tmp_path / "good.txt").write_text("Iran attacked Israel in June 2025.", "utf-8")
    (tmp_path / "bad.pdf").write_bytes(b"no pdf at all")
    report = kg.build([tmp_path / "good.txt", str(tmp_path / "bad.pdf")], out=tmp_path / "out")
    assert [document.article.name for document in report.documents] == ["good.txt"]
    assert "bad.pdf" in report.failed[0]
    assert [str(claim) for claim in kg.open(tmp_path / "out").claims()] == ["Iran attacked Israel"]
    with pytest.raises(InputError, match=r"bad\.pdf"):
        kg.build(tmp_path / "bad.pdf", out=tmp_path / "none")
    assert not (tmp_path / "none").exists()
