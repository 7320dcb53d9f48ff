"""The same build on a Dask cluster of two worker processes, one of which is killed in the middle."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from conftest import SEEDS

from kg.corpus import update
from kg.corpus.cluster import DaskExecutor
from kg.corpus.update import Settings

distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
pytestmark = pytest.mark.model


def test_a_cluster_makes_the_same_graph_though_a_worker_is_killed(seed_build: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for article in SEEDS.glob("0*.txt"):
        (texts / article.name).write_bytes(article.read_bytes())
    for number in range(6):
        (texts / f"{number}.txt").write_text(f"Iran attacked Israel in May 200{number}.\n" * 40, "utf-8")
    killed: list[int] = []

    def progress(done: int, total: int, name: str) -> None:
        if done == 1 and not killed:
            busy = [address for address, keys in client.processing().items() if keys]
            killed.extend(client.run(os.getpid, workers=busy[:1]).values())
            os.kill(killed[0], signal.SIGKILL)

    options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with distributed.LocalCluster(**options) as cluster, distributed.Client(cluster) as client:
        built = update.build([texts], tmp_path / "out", Settings(executor=DaskExecutor(client, 120.0)), progress)
    assert killed and built.failed == () and len(built.manifest.rows) == 8
    for number in range(6):
        (texts / f"{number}.txt").unlink()
    left = update.build([texts], tmp_path / "out", Settings(jobs=1), lambda *_: None)
    assert left.read == {}
    for name in ("graph.ttl", "graph.trig", "graph.html", "report.json"):
        assert (tmp_path / "out" / name).read_bytes() == (seed_build / name).read_bytes(), name
