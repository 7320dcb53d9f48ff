"""`kg build`: documents in, graph and page out, with a progress bar and a closing table."""

import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import terminal
from kg.commands.common import (
    OUT,
    REVIEW,
    SEEDS,
    Actors,
    AnyLanguage,
    Column,
    DateFormat,
    Model,
    Queries,
    Texts,
    reading,
)
from kg.errors import CallError

if TYPE_CHECKING:
    from kg.builder import Progress
    from kg.model import Article
    from kg.pipeline import Outcome
    from kg.report import BuildReport, DocumentReport
    from kg.review import Replay

_KINDS = "txt md html pdf docx eml, and with many articles each csv tsv jsonl parquet mbox rss atom warc"
_MOST_LINES = 20
_MOST_ROWS = 200
_LONGEST = 200


def build(
    articles: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[ARTICLES]...", help="Files and folders, any of: " + _KINDS + ". Default: seeds/"),
    ] = None,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder to write to.")] = OUT,
    model: Model = None,
    actors: Actors = None,
    base: Annotated[
        str | None, typer.Option("--base", metavar="IRI", help="Namespace of the data, ends in / or #.")
    ] = None,
    texts: Texts = None,
    queries: Queries = True,
    report: Annotated[
        bool,
        typer.Option("--report", help="List what was dropped, and what names two actors and gave nothing."),
    ] = False,
    review: Annotated[
        Path | None,
        typer.Option("--review", metavar="FILE", help="Corrections to replay. Default: review.yaml in a folder named."),
    ] = None,
    column: Column = None,
    date_format: DateFormat = None,
    any_language: AnyLanguage = False,
) -> None:
    """Read articles and write their graph: graph.ttl, graph.trig, graph.html, report.json.

    For example: kg build reports/ interview.html -o out
    """
    if not articles and not SEEDS.is_dir():
        raise CallError("no folder seeds/ here; name files or folders: kg build ARTICLES... -o DIR")
    started = time.monotonic()
    options = reading(column, date_format, any_language)
    corrections = _corrections(review, articles or [SEEDS])
    with _progress() as progress:
        from kg.builder import build as built
        from kg.page import page_options
        from kg.pipeline import load_resources, outcomes_of
        from kg.vocab import BASE

        def extract(texts: "Iterable[Article]") -> "Iterator[Outcome]":
            return outcomes_of(texts, load_resources(model, actors))

        outcome = built(
            articles or [SEEDS],
            out,
            extract,
            base=base or BASE,
            page=page_options(texts, queries),
            options=options,
            review=corrections,
            progress=progress,
        )
    for problems in (outcome.failed, outcome.set_aside, outcome.review, outcome.violations):
        _some(problems)
    if not outcome.documents:
        terminal.message("no document could be read, nothing was written")
        raise typer.Exit(1)
    _summary(outcome, out, time.monotonic() - started, len(corrections.applied))
    if report:
        _details(outcome)
    raise typer.Exit(1 if outcome.failed or outcome.violations else 0)


def _corrections(file: Path | None, articles: Sequence[Path]) -> "Replay":
    """The corrections of the file named, else of each ``review.yaml`` that lies in a folder of articles."""
    from kg.review import Replay, load

    files = [file] if file else [path / REVIEW for path in articles if (path / REVIEW).is_file()]
    return Replay([entry for one in files for entry in load(one)])


@contextmanager
def _progress() -> Iterator["Progress"]:
    """A progress callback; the bar appears on a terminal, after a second."""
    if not sys.stderr.isatty():
        yield lambda done, total, name: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("loading the language model", total=None)

    def tell(done: int, total: int, name: str) -> None:
        bar.update(task, completed=done, total=total, description=terminal.inert(name))

    timer = threading.Timer(1.0, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield tell
    finally:
        timer.cancel()
        timer.join()
        bar.stop()


def _some(problems: Sequence[str]) -> None:
    """Print the first lines of many on stderr, and how many more there are."""
    for problem in problems[:_MOST_LINES]:
        terminal.message(problem)
    if len(problems) > _MOST_LINES:
        terminal.message(f"and {len(problems) - _MOST_LINES:,} more like these; report.json lists them all")


def _summary(outcome: "BuildReport", out: Path, seconds: float, corrections: int) -> None:
    """Print the closing table."""
    claims = ", ".join(f"{count} {status}" for status, count in outcome.claims.items())
    dropped = ", ".join(f"{count} {reason}" for reason, count in outcome.reasons.items())
    rows = [
        ("documents", ", ".join(_documents(outcome))),
        ("sentences", str(outcome.sentences)),
        ("claims", f"{sum(outcome.claims.values())}" + (f": {claims}" if claims else "")),
        ("dropped", f"{sum(outcome.reasons.values())}" + (f": {dropped}" if dropped else "")),
        *([("corrections", f"{corrections} replayed")] if corrections else []),
        ("shapes", f"{len(outcome.violations)} violations" if outcome.violations else "all hold"),
        ("time", f"{seconds:.1f} s"),
        ("written", f"{out}/graph.ttl, graph.trig, graph.html, report.json"),
    ]
    terminal.table(("build", ""), rows)


def _documents(outcome: "BuildReport") -> Iterator[str]:
    """How many documents were read, and how many were not."""
    yield f"{len(outcome.documents)}"
    if outcome.failed:
        yield f"{len(outcome.failed)} not read"
    if outcome.set_aside:
        yield f"{len(outcome.set_aside)} in another language"
    if outcome.copies:
        yield f"{len(outcome.copies)} near duplicates of others"


def _details(outcome: "BuildReport") -> None:
    """Print what was dropped and which sentences name two actors and gave nothing, each with the reason."""
    left = _MOST_ROWS
    copies = {copy.name for copy in outcome.copies}
    told = [document for document in outcome.documents if document.article.name not in copies]
    for document in told:
        rows = sorted(_missing(document))
        if rows and left:
            cells = [(str(at), why, words) for at, why, words in rows[:left]]
            terminal.table(("at", "why nothing was claimed", "words"), cells, title=document.article.name)
        left = max(left - len(rows), 0)
    total = sum(len(document.dropped) + len(document.misses) for document in told)
    silent = sum(len(document.silent) - len(document.misses) for document in told)
    if total > _MOST_ROWS:
        terminal.line(f"and {total - _MOST_ROWS:,} more; report.json lists them all")
    terminal.line(f"other sentences that gave nothing, without two actors in them: {silent}; report.json lists them")
    for copy in outcome.copies[:_MOST_LINES]:
        terminal.line(f"{copy.name} repeats {copy.original}, alike by {copy.likeness:.0%}")


def _missing(document: "DocumentReport") -> Iterator[tuple[int, str, str]]:
    """Place, reason and words of what a document could have told and did not."""
    for one in document.dropped:
        yield one.words.start, f"dropped: {one.reason}", one.words.text
    for miss in document.misses:
        reasons = "; ".join(f"{word}: {reason}" if word else reason for word, reason in miss.reasons)
        yield miss.sentence.start, f"{', '.join(miss.actors)} - {reasons}", _short(miss.sentence.text)


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1].rsplit(" ", 1)[0] + "\u2026"
