"""The sample in `out/` is what a build gives, here and now, and a build gives the same bytes every time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import ROOT, SEEDS

from kg.store import open_graph

SAMPLE = ROOT / "out"


def test_the_sample_is_a_fresh_build(seed_build: Path) -> None:
    assert (SAMPLE / "graph.ttl").read_bytes() == (seed_build / "graph.ttl").read_bytes(), (
        "run `kg build` and commit out/"
    )


def test_the_sample_page_shows_the_sample_graph() -> None:
    page = (SAMPLE / "graph.html").read_text("utf-8")
    shown = set(re.findall(r"claim/([0-9a-f]{8,})", page))
    graph = set(re.findall(r"^claim:([0-9a-f]{8,}) ", (SAMPLE / "graph.ttl").read_text("utf-8"), re.MULTILINE))
    assert len(graph) > 50
    assert shown == graph


@pytest.mark.parametrize("seed", ["1", "20251010"])
def test_another_hash_seed_gives_the_same_bytes(seed_build: Path, tmp_path: Path, seed: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": "Pacific/Apia"}
    command = [sys.executable, "-m", "kg.cli", "build", str(SEEDS), "-o", str(tmp_path)]
    subprocess.run(command, env=environment, capture_output=True, check=False, timeout=300)
    assert {path.name for path in tmp_path.iterdir()} == {"shards", *(path.name for path in seed_build.iterdir())}
    for path in seed_build.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def test_loading_twice_adds_nothing(seed_build: Path) -> None:
    store = open_graph(seed_build)
    before = len(store)
    store.load(path=str(seed_build / "graph.trig"), format=ox.RdfFormat.TRIG)
    assert len(store) == before > 1000
