"""Builds of many documents under test: what they wrote, and how they are made to fail."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg import pipeline
from kg.corpus import documents as one_by_one
from kg.corpus.shards import KINDS, Shards
from kg.corpus.update import Built, Settings
from kg.default_graph import by_document
from kg.model import Article
from kg.pipeline import Outcome, Resources
from kg.store import open_graph, stored

FILES = ("graph.ttl", "graph.trig", "graph.html", "report.json", "articles.jsonl")
STATES = ("Iran", "Israel", "Egypt", "Turkey", "Pakistan", "Qatar", "Iraq", "Jordan", "Oman", "Kuwait")
Build = Callable[..., Built]


def quiet(done: int, total: int, name: str) -> None:
    """No progress."""


def content(out: Path) -> dict[str, bytes]:
    """The files of a build that are there, by name."""
    return {name: (out / name).read_bytes() for name in FILES if (out / name).exists()}


def store_of(out: Path) -> Store:
    """The store on disk."""
    path = stored(out)
    assert path is not None
    return Store.read_only(str(path))


def statements_in(out: Path) -> list[str]:
    """The statements of the store on disk, those of its default graph too."""
    return sorted(map(str, store_of(out)))


def quads_of(out: Path) -> list[str]:
    """The statements of a build as graph.trig has them, wherever it keeps them."""
    return sorted(map(str, by_document(open_graph(out))))


def add(paths: Sequence[Path], out: Path) -> Built:
    """Documents added by one worker."""
    return one_by_one.add(paths, out, Settings(jobs=1), quiet)


def misbehaving(monkeypatch: pytest.MonkeyPatch, name: str, how: Callable[[], object]) -> None:
    """Let the text stages do this when they come to the document of this name."""
    real = pipeline.outcomes_of

    def outcomes(articles: Sequence[Article], known: Resources) -> Iterator[Outcome]:
        for outcome in real(articles, known):
            if outcome.article.name == name:
                how()
            yield outcome

    monkeypatch.setattr(pipeline, "outcomes_of", outcomes)


def killed(run: Callable[[], object], after: float) -> bool:
    """True where a process of this work had to be killed, with nothing said, after so many seconds."""
    child = os.fork()
    if child == 0:
        os.setsid()
        run()
        os._exit(0)
    deadline = time.monotonic() + after
    while time.monotonic() < deadline:
        if os.waitpid(child, os.WNOHANG)[0]:
            return False
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def check_nothing_is_half_written(out: Path, wholes: Sequence[dict[str, bytes]]) -> None:
    for name, data in content(out).items():
        assert data in [whole.get(name) for whole in wholes], name
    for kind in KINDS:
        for path in (out / "shards" / kind).glob("*/[0-9a-f]*"):
            assert Shards(out).get(kind, path.name) is not None
