"""What many tests share: the model loaded once, the seeds built once, the command line in this process."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg import pipeline
from kg.builder import build
from kg.corpus import update, write
from kg.corpus.update import Built, Settings
from kg.model import Article, Block, Claim
from kg.pipeline import Resources, claims_of, load_resources, outcomes_of
from kg.record import Statement
from kg.statements import statements
from kg.store import open_graph

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
# What a build leaves in its folder, by name.
BUILT = ["articles.jsonl", "graph.html", "graph.trig", "graph.ttl", "report.json", "shards"]
Kg = Callable[..., "Ran"]


@dataclass(frozen=True)
class Ran:
    """What a call of `kg` gave."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def resources() -> Resources:
    return load_resources()


@pytest.fixture(scope="session")
def seed_build(resources: Resources, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a fresh build of the seeds; tests must not write to it."""
    out = tmp_path_factory.mktemp("seeds") / "out"
    build([SEEDS], out, lambda articles: outcomes_of(articles, resources))
    return out


@pytest.fixture(scope="session")
def seed_statements(seed_build: Path) -> list[Statement]:
    return list(statements(open_graph(seed_build)))


@pytest.fixture(scope="session")
def extract_text(resources: Resources) -> Callable[..., list[Claim]]:
    """A function from plain text, and a date of publication if need be, to its claims."""

    def extract(text: str, published: date | None = None) -> list[Claim]:
        digest = hashlib.sha256(text.encode()).hexdigest()
        article = Article("text.txt", text, digest, (Block(0, len(text), "text"),), published=published)
        (_, claims, _), *_ = claims_of([article], resources)
        return claims

    return extract


@pytest.fixture(scope="session")
def driver() -> Iterator[Any]:
    """One headless Chromium for all tests of the page; imported here, since most runs need none."""
    from chromium import browser

    with browser(logs=True) as driver:
        yield driver


@pytest.fixture
def visit(driver: Any) -> Callable[..., Any]:
    """A function that opens a page and gives it to a test; its arguments are those of ``Page.open``."""
    from page_browser import Page

    def opened(path: Path, *rest: Any, **more: Any) -> Page:
        page = Page(driver)
        page.open(path, *rest, **more)
        return page

    return opened


@pytest.fixture(scope="session")
def seed_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the seed records written by hand, without texts and without a graph to ask."""
    from view_records import seed_records

    from kg.view import render

    page = tmp_path_factory.mktemp("page") / "graph.html"
    page.write_text(render(seed_records(), "Two articles"), encoding="utf-8", newline="\n")
    return page


@pytest.fixture(scope="session")
def real_page(seed_build: Path) -> Path:
    """The page as the build of the seeds writes it, with texts and graph."""
    return seed_build / "graph.html"


@pytest.fixture
def no_credentials(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No credentials for a store but those that a test sets."""
    monkeypatch.setenv("NETRC", str(tmp_path / "none"))
    for name in ("KG_LOAD_USER", "KG_LOAD_PASSWORD"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def kg(resources: Resources, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Kg:
    """The command line in this process, with the model loaded already; gives exit code, stdout, stderr."""
    from kg import cli, pipeline

    def run(*arguments: str | Path) -> Ran:
        monkeypatch.setattr("sys.argv", ["kg", *map(str, arguments)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        out, err = capfd.readouterr()
        code = stopped.value.code
        return Ran(code if isinstance(code, int) else int(code is not None), out, err)

    def loaded(model: str | None = None, actors: Path | None = None) -> Resources:
        return load_resources(model, actors) if model or actors else resources

    monkeypatch.setattr(pipeline, "load_resources", loaded)
    return run


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of ten articles of a few sentences, some of them copies of others in all but a name."""
    from corpora import STATES

    folder = tmp_path / "texts"
    folder.mkdir()
    for number, state in enumerate(STATES):
        other = STATES[number - 3]
        words = f"{state} attacked {other} in May 2024. The minister of {other} condemned {state}.\n" * (1 + number % 3)
        (folder / f"{number}.txt").write_text(words, "utf-8")
    return folder


@pytest.fixture(name="build")
def build_with_workers(resources: Resources, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Built]:
    """A build by two workers, with the model that is loaded already."""
    monkeypatch.setattr(pipeline, "load_resources", lambda *_: resources)

    def run(paths: Path | Sequence[Path], out: Path, **settings: Any) -> Built:
        given = replace(Settings(jobs=2), **settings)
        return update.build([paths] if isinstance(paths, Path) else paths, out, given, lambda *_: None)

    return run


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every graph for a large one, and change its store rather than make it anew."""
    monkeypatch.setattr(write, "LARGE", 0)
    monkeypatch.setattr(write, "_MOST_CHANGED", 1.0)


def lines(text: str) -> Sequence[str]:
    return [line for line in text.splitlines() if line.strip()]
