"""The functions of ``import kg``: build a graph, open one, explain a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from kg.errors import InputError
from kg.model import Article
from kg.opened import Graph
from kg.pipeline import Outcome, Resources, load_resources, outcomes_of
from kg.report import BuildReport
from kg.vocab import BASE


def build(
    paths: str | Path | Sequence[str | Path],
    out: str | Path = "out",
    *,
    model: str | None = None,
    actors: str | Path | None = None,
    base: str = BASE,
) -> BuildReport:
    """What was found in files and folders, after writing graph.ttl, graph.trig, graph.html and report.json to ``out``.

    ``model`` is a spaCy model that is installed, ``actors`` a Turtle file of your own actors, ``base`` what the IRIs of
    the data begin with. A document that cannot be read is a line in ``report.failed``, a shape that the graph breaks a
    line in ``report.violations``; the other documents are built.

    Raises:
        InputError: no document could be read; nothing was written.
        KgError: a file of data is wrong, or ``out`` cannot be written.
    """
    from kg.builder import build as built

    def extract(articles: Iterable[Article]) -> Iterator[Outcome]:
        return outcomes_of(articles, _resources(model, actors))

    given = [paths] if isinstance(paths, str | Path) else paths
    report = built([Path(path) for path in given], Path(out), extract, base=base)
    if not report.documents:
        raise InputError("; ".join(report.failed) or "no documents were given; name files or folders")
    return report


def open(path: str | Path = "out") -> Graph:
    """The graph of a build folder or of one RDF file; KgError where there is none.

    >>> open("out").ask("who-signed-what", signatory="Pakistan").column("place")[0]
    'Riyadh'
    """
    return Graph.open(path)


def explain(text: str, *, model: str | None = None, actors: str | Path | None = None) -> str:
    """Why a sentence gives the claims it gives, as lines of text: mentions, triggers, status, speaker, near misses."""
    from kg.explanation import explain as explained

    return explained(text, _resources(model, actors))


@cache
def _resources(model: str | None, actors: str | Path | None) -> Resources:
    """Model and lexicon, loaded once for all calls with the same settings."""
    return load_resources(model, Path(actors) if actors else None)
