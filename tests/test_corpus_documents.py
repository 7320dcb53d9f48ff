"""Documents as units of a built folder: they come, go and are replaced without a trace."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Kg, lines
from corpora import (
    Build,
    add,
    content,
    quads_of,
    quiet,
    statements_in,
    store_of,
)
from pyoxigraph import DefaultGraph, Quad

from kg.corpus import documents as one_by_one
from kg.corpus.manifest import Sizes, load
from kg.corpus.update import Settings
from kg.default_graph import by_document
from kg.graph.dataset import counted
from kg.union import union

pytestmark = pytest.mark.model


@pytest.mark.parametrize("form", ["small", "large"])
def test_documents_come_and_go_without_a_trace(
    texts: Path, build: Build, tmp_path: Path, request: pytest.FixtureRequest, form: str
) -> None:
    if form == "large":
        request.getfixturevalue("large")

    def state(out: Path) -> object:
        return content(out), (statements_in(out) if form == "large" else None)

    a, b, c = (texts / f"{name}.txt" for name in "037")
    for name, paths in (("a", [a]), ("ab", [a, b]), ("abc", [a, b, c]), ("cab", [c, a])):
        build(paths, tmp_path / name)
    add([c, b], tmp_path / "a")
    assert state(tmp_path / "a") == state(tmp_path / "abc")
    assert add([c, b], tmp_path / "a").written == ()
    add([b], tmp_path / "cab")
    assert state(tmp_path / "cab") == state(tmp_path / "abc")
    gone = one_by_one.remove(["7.txt"], tmp_path / "a", Settings(), quiet)
    assert gone.gone == ("7.txt",)
    assert state(tmp_path / "a") == state(tmp_path / "ab")


@pytest.mark.parametrize("form", ["small", "large"])
def test_a_replaced_document_is_as_if_it_had_always_been_so(
    texts: Path, build: Build, tmp_path: Path, request: pytest.FixtureRequest, form: str
) -> None:
    if form == "large":
        request.getfixturevalue("large")
    build(texts, tmp_path / "out")
    (texts / "3.txt").write_text("Turkey threatened Oman.\n", "utf-8")
    one_by_one.put_in_place([texts / "3.txt"], tmp_path / "out", Settings(jobs=1), quiet)
    build(texts, tmp_path / "fresh")
    assert content(tmp_path / "out") == content(tmp_path / "fresh")
    assert quads_of(tmp_path / "out") == quads_of(tmp_path / "fresh")


def test_the_sizes_told_are_those_of_the_graph(texts: Path, build: Build, tmp_path: Path, large: None) -> None:
    out = tmp_path / "out"
    build([texts / "0.txt", texts / "1.txt"], out)
    for name in ("3.txt", "7.txt"):
        add([texts / name], out)
    one_by_one.remove(["0.txt"], out, Settings(), quiet)
    store = store_of(out)
    whole = {quad for quad in store if quad.graph_name == DefaultGraph()}
    assert whole == counted(Quad(*triple) for triple in union(by_document(store)))
    manifest = load(out)
    assert manifest and manifest.sizes and manifest.sizes.documents == 3 and isinstance(manifest.sizes, Sizes)


def test_calls_that_cannot_be_met(kg: Kg, texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert "no build to change here" in kg("add", texts / "0.txt", "-d", out).err
    assert kg("build", texts / "0.txt", "-o", out).code == 0
    assert kg("add", texts / "1.txt", "-d", out).code == 0
    (texts / "0.txt").write_text("Oman praised Qatar.\n", "utf-8")
    for arguments, words in (
        (("add", texts / "0.txt"), "use kg replace"),
        (("replace", texts / "4.txt"), "no such document"),
        (("remove", "4.txt"), "no such document"),
        (("remove", "0.txt", "1.txt"), "all its documents"),
    ):
        ran = kg(*arguments, "-d", out)
        assert (ran.code, len(lines(ran.err))) == (2, 1), arguments
        assert words in ran.err
    assert kg("replace", texts / "0.txt", "-d", out).code == 0
    assert kg("remove", "1.txt", "-d", out).code == 0
