"""The graphs that figures are measured on: sound, the same each time, and with quotes that stand in their texts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from kg.builder import texts_of
from kg.model import STATUSES
from kg.opened import Graph
from kg.store import open_graph
from kg.validate import validate
from kg.verify import verify


def generated(out: Path, triples: int = 6_000, seed: int = 0) -> Path:
    command = [sys.executable, str(ROOT / "benchmarks" / "generate.py"), "-o", str(out)]
    command += ["--triples", str(triples), "--seed", str(seed)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT, timeout=120)
    return out


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generated(tmp_path_factory.mktemp("made"))


def test_a_made_up_graph_keeps_to_the_shapes_and_its_texts(folder: Path) -> None:
    store = open_graph(folder)
    assert validate(store) == []
    texts, failed = texts_of([folder / "articles"])
    assert failed == []
    assert verify(store, texts) == []


def test_it_has_what_real_graphs_have(folder: Path) -> None:
    claims = list(Graph.open(folder).claims())
    assert {claim.status for claim in claims} == set(STATUSES)
    for some in ("speakers", "time", "place", "event_type", "participants", "lifted_from"):
        assert 0 < sum(bool(getattr(claim, some)) for claim in claims) < len(claims), some


def test_size_and_seed_decide_every_byte(folder: Path, tmp_path: Path) -> None:
    again, other = generated(tmp_path / "again"), generated(tmp_path / "other", triples=500, seed=1)
    assert (again / "graph.trig").read_bytes() == (folder / "graph.trig").read_bytes()
    assert not {path.name for path in (other / "articles").iterdir()} & {
        path.name for path in (folder / "articles").iterdir()
    }
