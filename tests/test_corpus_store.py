"""The graph of a build as a store on disk: the same statements, and every command works on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Kg
from corpora import Build, content, quads_of, statements_in
from pyoxigraph import RdfFormat, serialize

from kg.articles import read_articles
from kg.corpus import write
from kg.page import write_page
from kg.store import file_digest, open_graph, read_record

pytestmark = pytest.mark.model


def test_a_large_graph_is_the_same_in_its_store(
    texts: Path, build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(texts, tmp_path / "small")
    build(texts, tmp_path / "asked", store=True)
    assert content(tmp_path / "asked") == content(tmp_path / "small")
    monkeypatch.setattr(write, "LARGE", 0)
    build(texts, tmp_path / "large")
    assert not (tmp_path / "large" / "graph.ttl").exists()
    assert quads_of(tmp_path / "small") == quads_of(tmp_path / "asked") == quads_of(tmp_path / "large")
    assert statements_in(tmp_path / "asked") == statements_in(tmp_path / "large")
    # Its page is made when somebody asks for it.
    assert set(content(tmp_path / "large")) == {"report.json", "articles.jsonl"}
    write_page(open_graph(tmp_path / "large"), tmp_path / "graph.html", read_articles(tmp_path / "large"))
    assert (tmp_path / "graph.html").read_bytes() == content(tmp_path / "small")["graph.html"]


def test_a_store_answers_only_for_the_graph_beside_it(texts: Path, build: Build, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(texts, out, store=True)
    record = read_record(out)
    assert record and record.files == {name: file_digest(out / name) for name in ("graph.trig", "graph.ttl")}
    whole = quads_of(out)
    with pytest.raises(RuntimeError, match="read-write"):
        open_graph(out).clear()
    one = "<urn:a> <urn:b> <urn:c> .\n"
    (out / "graph.trig").write_text(one, "utf-8")
    assert serialize(open_graph(out), format=RdfFormat.N_QUADS) == one.encode()
    build(texts, out)
    assert read_record(out) is None and quads_of(out) == whole


def test_every_command_works_on_a_store(kg: Kg, texts: Path, build: Build, tmp_path: Path, large: None) -> None:
    out = tmp_path / "out"
    build(texts, out)
    for arguments in (
        ("query", "--name", "actors-ranked", "-d", out),
        ("statements", out, "--status", "asserted"),
        ("stats", out),
        ("validate", out),
        ("verify", out, "-a", texts),
        ("view", out, "--no-open"),
    ):
        ran = kg(*arguments)
        assert ran.code == 0, (arguments, ran.err)
