"""Documents to a built folder: ``graph.ttl``, ``graph.trig``, ``graph.html``, ``report.json`` and the articles as read.

A document that cannot be read is reported and the others are built. The files are written beside one another in a
hidden folder first and moved into place together, so that a failure or an interrupt leaves the former build whole.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad

from kg.articles import ARTICLES_FILE, write_articles
from kg.errors import CallError, InputError, KgError, SetAside
from kg.graph import copy_quads, write_trig, write_turtle
from kg.graph import quads as quads_of
from kg.identity import NO_DECISIONS, Decisions, together
from kg.model import Article
from kg.pipeline import Outcome, articles_in
from kg.read import Document, Options, find, near_duplicates, told
from kg.read.options import DEFAULT
from kg.report import BuildReport, as_json, document_report
from kg.review import Replay
from kg.store import open_graph
from kg.vocab import BASE

if TYPE_CHECKING:
    from kg.page import PageOptions

Extractor = Callable[[Iterable[Article]], Iterable[Outcome]]
Progress = Callable[[int, int, str], None]

FILES = ("graph.ttl", "graph.trig", "graph.html", "report.json", ARTICLES_FILE)
_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`#]+[/#]")


def build(
    paths: Sequence[Path],
    out: Path,
    extract: Extractor,
    *,
    base: str = BASE,
    page: PageOptions | None = None,
    options: Options = DEFAULT,
    review: Replay | None = None,
    decisions: Decisions = NO_DECISIONS,
    progress: Progress = lambda done, total, name: None,
) -> BuildReport:
    """What was found in the documents at ``paths``, after writing ``FILES`` to ``out``.

    ``extract`` is the text part of the pipeline, ``review`` replays an analyst's corrections, ``decisions`` is what
    people said about who and what is the same; ``page`` says what the page carries; ``progress`` is told how many
    documents of how many are done. Nothing is written where no document could be read.

    Raises:
        CallError: ``base`` is no IRI that names can be added to, or ``out`` is no folder to write to.
        KgError: the files cannot be written.
    """
    check_call(out, base)
    failed: list[str] = []
    aside: list[str] = []
    documents = list(documents_at(paths, failed))
    outcomes: list[Outcome] = []
    for outcome in extract(_articles(documents, failed, aside, options)):
        outcomes.append(review(outcome) if review else outcome)
        progress(len(outcomes), max(len(documents), len(outcomes)), outcome.article.name)
    copies = tuple(near_duplicates([told(outcome.article) for outcome in outcomes]))
    remarks = tuple(review.remarks()) if review else ()
    reports = tuple(map(document_report, outcomes))
    report = BuildReport(reports, tuple(failed), set_aside=tuple(aside), review=remarks, copies=copies)
    if not reports:
        return report
    progress(len(reports), len(reports), "writing and checking the graph")
    placed = map(together(lambda: outcomes, decisions), outcomes)
    quads = [q for one in placed for q in quads_of(one.article, one.claims, base, one.corrections, one.merges)]
    quads += copy_quads(((copy.name, copy.original) for copy in copies), base)
    return write_files(out, quads, report, page)


def articles_of(paths: Sequence[Path], options: Options = DEFAULT) -> tuple[list[Article], list[str]]:
    """The documents at these paths as read, and a line for each that cannot be."""
    failed: list[str] = []
    return list(_articles(documents_at(paths, failed), failed, [], options)), failed


def texts_of(paths: Sequence[Path], options: Options = DEFAULT) -> tuple[dict[str, str], list[str]]:
    """The text of each document at these paths by its name, and a line for each that cannot be read."""
    articles, failed = articles_of(paths, options)
    return {article.name: article.text for article in articles}, failed


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


def _articles(
    documents: Iterable[Document], failed: list[str], aside: list[str], options: Options
) -> Iterator[Article]:
    """The articles of the documents that can be read; the others are noted in ``failed`` or ``aside``."""
    for document in documents:
        for article in articles_in(document, options):
            if isinstance(article, Article):
                yield article
            else:
                (aside if isinstance(article, SetAside) else failed).append(str(article))


def write_files(out: Path, quads: Sequence[Quad], report: BuildReport, page: PageOptions | None) -> BuildReport:
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
            articles = [document.article for document in report.documents]
            write_articles(articles, folder / ARTICLES_FILE)
            write_page(store, folder / "graph.html", articles, page)
            whole = replace(report, violations=tuple(map(str, validate(store))))
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
