"""Documents to a built folder: ``graph.ttl``, ``graph.trig``, ``graph.html`` and ``report.json``.

A document that cannot be read is reported and the others are built. The files are written beside one another in a
hidden folder first and moved into place together, so that a failure or an interrupt leaves the former build whole.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from pyoxigraph import Quad

from kg.errors import CallError, InputError, KgError
from kg.graph import quads as quads_of
from kg.graph import write_trig, write_turtle
from kg.model import Article
from kg.pipeline import Outcome, article_of
from kg.read import Document, find
from kg.report import BuildReport, DocumentReport, as_json, document_report
from kg.store import open_graph
from kg.vocab import BASE

Extractor = Callable[[Iterable[Article]], Iterable[Outcome]]
Progress = Callable[[int, int, str], None]

FILES = ("graph.ttl", "graph.trig", "graph.html", "report.json")
_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`#]+[/#]")


def build(
    paths: Sequence[Path],
    out: Path,
    extract: Extractor,
    *,
    base: str = BASE,
    progress: Progress = lambda done, total, name: None,
) -> BuildReport:
    """What was found in the documents at ``paths``, after writing ``FILES`` to ``out``.

    ``extract`` is the text part of the pipeline; ``progress`` is told how many documents of how many are done.
    Nothing is written where no document could be read.

    Raises:
        CallError: ``base`` is no IRI that names can be added to, or ``out`` is no folder to write to.
        KgError: the files cannot be written.
    """
    check_call(out, base)
    failed: list[str] = []
    documents = list(documents_at(paths, failed))
    reports: list[DocumentReport] = []
    quads: list[Quad] = []
    for outcome in extract(_articles(documents, failed)):
        quads += quads_of(outcome.article, outcome.claims, base)
        reports.append(document_report(outcome))
        progress(len(reports), len(documents), outcome.article.name)
    if not reports:
        return BuildReport((), tuple(failed))
    progress(len(documents), len(documents), "writing and checking the graph")
    return write_files(out, quads, BuildReport(tuple(reports), tuple(failed)))


def write_files(out: Path, quads: Sequence[Quad], report: BuildReport) -> BuildReport:
    """The report with the outcome of validation, after all ``FILES`` are in place; KgError where they cannot be."""
    from kg.page import write_page
    from kg.validate import validate

    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".building-", dir=out) as name:
            folder = Path(name)
            write_turtle(quads, folder / "graph.ttl")
            write_trig(quads, folder / "graph.trig")
            store = open_graph(folder)
            write_page(store, folder / "graph.html")
            whole = BuildReport(report.documents, report.failed, tuple(map(str, validate(store))))
            (folder / "report.json").write_text(as_json(whole), "utf-8", newline="\n")
            for file in FILES:
                os.replace(folder / file, out / file)
    except OSError as error:
        raise KgError(f"{out}: cannot be written ({error.strerror}); choose another folder with -o") from error
    return whole


def check_call(out: Path, base: str) -> None:
    """Nothing where ``out`` can be a folder and ``base`` begins names; asked before the work, not after it.

    Raises CallError where they cannot.
    """
    if not _BASE.fullmatch(base):
        raise CallError(f"--base {base}: expected an http(s) IRI that ends in / or #, as {BASE}")
    there = next((path for path in (out, *out.parents) if path.exists()), Path())
    if not there.is_dir():
        raise CallError(f"{there}: is a file, and a build needs a folder; name another with -o")
    if not os.access(there, os.W_OK | os.X_OK):
        raise CallError(f"{out}: no permission to write in {there}; name another folder with -o")


def documents_at(paths: Sequence[Path], failed: list[str]) -> Iterator[Document]:
    """The documents at the paths that exist; the others are noted in ``failed``."""
    good = []
    for path in paths:
        try:
            find([path])
            good.append(path)
        except InputError as error:
            failed.append(str(error))
    yield from find(good)


def texts_of(paths: Sequence[Path]) -> tuple[dict[str, str], list[str]]:
    """The text of each document at these paths by its name, and a line for each that cannot be read."""
    failed: list[str] = []
    articles = _articles(documents_at(paths, failed), failed)
    return {article.name: article.text for article in articles}, failed


def _articles(documents: Iterable[Document], failed: list[str]) -> Iterator[Article]:
    """The articles of the documents that can be read; the others are noted in ``failed``."""
    for document in documents:
        try:
            yield article_of(document)
        except InputError as error:
            failed.append(str(error))
