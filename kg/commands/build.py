"""`kg build`: documents in, graph and page out, with a progress bar and a closing table."""

import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import terminal
from kg.commands.common import OUT, SEEDS, Actors, Model
from kg.errors import CallError

if TYPE_CHECKING:
    from kg.builder import Progress
    from kg.model import Article
    from kg.pipeline import Outcome
    from kg.report import BuildReport


def build(
    articles: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[ARTICLES]...", help="Files and folders: txt md html pdf docx. Default: seeds/"),
    ] = None,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder to write to.")] = OUT,
    model: Model = None,
    actors: Actors = None,
    base: Annotated[
        str | None, typer.Option("--base", metavar="IRI", help="Namespace of the data, ends in / or #.")
    ] = None,
    report: Annotated[
        bool, typer.Option("--report", help="List what was dropped, and sentences that gave nothing.")
    ] = False,
) -> None:
    """Read articles and write their graph: graph.ttl, graph.trig, graph.html, report.json.

    For example: kg build reports/ interview.html -o out
    """
    if not articles and not SEEDS.is_dir():
        raise CallError("no folder seeds/ here; name files or folders: kg build ARTICLES... -o DIR")
    started = time.monotonic()
    with _progress() as progress:
        from kg.builder import build as built
        from kg.pipeline import load_resources, outcomes_of
        from kg.vocab import BASE

        def extract(texts: "Iterable[Article]") -> "Iterator[Outcome]":
            return outcomes_of(texts, load_resources(model, actors))

        outcome = built(articles or [SEEDS], out, extract, base=base or BASE, progress=progress)
    for problem in (*outcome.failed, *outcome.violations):
        terminal.message(problem)
    if not outcome.documents:
        terminal.message("no document could be read, nothing was written")
        raise typer.Exit(1)
    _summary(outcome, out, time.monotonic() - started)
    if report:
        _details(outcome)
    raise typer.Exit(1 if outcome.failed or outcome.violations else 0)


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


def _summary(outcome: "BuildReport", out: Path, seconds: float) -> None:
    """Print the closing table."""
    claims = ", ".join(f"{count} {status}" for status, count in outcome.claims.items())
    dropped = ", ".join(f"{count} {reason}" for reason, count in outcome.reasons.items())
    rows = [
        ("documents", f"{len(outcome.documents)}" + (f", {len(outcome.failed)} not read" if outcome.failed else "")),
        ("sentences", str(outcome.sentences)),
        ("claims", f"{sum(outcome.claims.values())}" + (f": {claims}" if claims else "")),
        ("dropped", f"{sum(outcome.reasons.values())}" + (f": {dropped}" if dropped else "")),
        ("shapes", f"{len(outcome.violations)} violations" if outcome.violations else "all hold"),
        ("time", f"{seconds:.1f} s"),
        ("written", f"{out}/graph.ttl, graph.trig, graph.html, report.json"),
    ]
    terminal.table(("build", ""), rows)


def _details(outcome: "BuildReport") -> None:
    """Print each dropped frame with its reason, and each sentence that gave nothing."""
    for document in outcome.documents:
        name = document.article.name
        rows = [(str(one.words.start), one.reason, one.words.text) for one in document.dropped]
        rows += [(str(one.start), "nothing found", one.text) for one in document.silent]
        terminal.table(("at", "why", "words"), sorted(rows, key=lambda row: int(row[0])), title=name)
