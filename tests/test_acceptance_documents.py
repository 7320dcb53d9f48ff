"""What must hold of any graph, on documents that nobody looked at: those of the folder that KG_DOCUMENTS names."""

from __future__ import annotations

import io
import os
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from test_acceptance_graph import ASSERTED, PLAIN, triples

from kg.builder import build, texts_of
from kg.export import FORMATS, content
from kg.graph import write_trig
from kg.pipeline import Resources, outcomes_of
from kg.report import BuildReport
from kg.statements import statements
from kg.store import open_graph
from kg.verify import verify
from kg.vocab import document_iri

FOLDER = os.environ.get("KG_DOCUMENTS", "")
pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not FOLDER, reason="KG_DOCUMENTS names no folder of documents"),
]


@pytest.fixture(scope="module")
def built(resources: Resources, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuildReport]:
    out = tmp_path_factory.mktemp("documents") / "out"
    return out, build([Path(FOLDER)], out, lambda articles: outcomes_of(articles, resources))


def test_the_graph_keeps_to_its_shapes(built: tuple[Path, BuildReport]) -> None:
    assert built[1].violations == () and len(built[1].documents) > 1


def test_7_and_12_every_quote_and_mention_stands_in_its_source(built: tuple[Path, BuildReport]) -> None:
    texts, _ = texts_of([Path(FOLDER)])
    assert verify(open_graph(built[0]), texts) == []
    assert all(
        record["evidence"]["text"] and record["document"] in texts for record in statements(open_graph(built[0]))
    )


def test_5_plain_triples_stand_for_asserting_claims_only(built: tuple[Path, BuildReport]) -> None:
    store = open_graph(built[0] / "graph.ttl")
    assert triples(store, PLAIN) == triples(store, ASSERTED)


@pytest.mark.parametrize("name", ["graph.ttl", "graph.trig"])
def test_2_loading_twice_adds_nothing(built: tuple[Path, BuildReport], name: str) -> None:
    store = open_graph(built[0] / name)
    before = len(store)
    store.load(path=str(built[0] / name), format=ox.RdfFormat.TRIG)
    assert len(store) == before


def test_8_every_claim_is_an_edge(built: tuple[Path, BuildReport]) -> None:
    store = open_graph(built[0])
    (written,) = content(store, "gexf").values()
    read = nx.read_gexf(io.BytesIO(written))
    assert sorted(data["id"] for _, _, data in read.edges(data=True)) == sorted(
        record["statement"] for record in statements(store)
    )


def test_1_every_format_has_the_same_bytes_again(built: tuple[Path, BuildReport]) -> None:
    for form in FORMATS:
        assert content(open_graph(built[0]), form) == content(open_graph(built[0]), form), form


def test_11_without_one_document_the_graph_is_that_of_the_others(
    built: tuple[Path, BuildReport], resources: Resources, tmp_path: Path
) -> None:
    first, *others = sorted(path for path in Path(FOLDER).iterdir() if path.suffix == ".txt")
    store = open_graph(built[0])
    store.remove_graph(document_iri(first.name))
    build(others, tmp_path / "others", lambda articles: outcomes_of(articles, resources))
    write_trig(store, tmp_path / "left.trig")
    assert (tmp_path / "left.trig").read_bytes() == (tmp_path / "others" / "graph.trig").read_bytes()
