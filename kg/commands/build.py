"""`kg build`: documents in, graph and page out, with a progress bar and a closing table."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import terminal
from kg.commands.common import OUT, SEEDS, Actors, Cluster, Jobs, Limit, Model
from kg.commands.progress import progress_bar
from kg.errors import CallError

if TYPE_CHECKING:
    from kg.corpus.update import Built


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
    store: Annotated[
        bool, typer.Option("--store", help="Make the on-disk store too; large graphs have it anyway.")
    ] = False,
    jobs: Jobs = None,
    limit: Limit = 60.0,
    cluster: Cluster = None,
) -> None:
    """Read articles and write their graph: graph.ttl, graph.trig, graph.html, report.json.

    What has not changed since the last build in DIR is not read again.

    For example: kg build reports/ interview.html -o out
    """
    if not articles and not SEEDS.is_dir():
        raise CallError("no folder seeds/ here; name files or folders: kg build ARTICLES... -o DIR")
    started = time.monotonic()
    with progress_bar() as progress:
        from kg.corpus.cluster import executor_at
        from kg.corpus.update import Settings
        from kg.corpus.update import build as built
        from kg.vocab import BASE

        with executor_at(cluster, limit) as executor:
            settings = Settings(model, actors, base or BASE, store, jobs, limit, executor)
            outcome = built(articles or [SEEDS], out, settings, progress)
    conclude(outcome, out, time.monotonic() - started)
    if report:
        _details(outcome, out)
    raise typer.Exit(1 if outcome.failed or outcome.manifest.violations else 0)


def conclude(outcome: "Built", out: Path, seconds: float) -> None:
    """Print what went wrong and the closing table; exit 1 where no document is in the graph."""
    for problem in (*outcome.failed, *outcome.manifest.violations):
        terminal.message(problem)
    if not outcome.manifest.rows:
        terminal.message("no document could be read, nothing was written")
        raise typer.Exit(1)
    manifest = outcome.manifest
    claims = ", ".join(f"{count} {status}" for status, count in manifest.told.items())
    dropped = ", ".join(f"{count} {reason}" for reason, count in manifest.reasons.items())
    rows = [
        ("documents", f"{len(manifest.rows)}" + (f", {len(outcome.failed)} not read" if outcome.failed else "")),
        ("read", _read(outcome)),
        ("sentences", str(manifest.sentences)),
        ("claims", f"{sum(manifest.told.values())}" + (f": {claims}" if claims else "")),
        ("dropped", f"{sum(manifest.reasons.values())}" + (f": {dropped}" if dropped else "")),
        ("shapes", _shapes(outcome)),
        ("time", f"{seconds:.1f} s"),
        ("written", f"{out}/{', '.join(outcome.written)}" if outcome.written else f"nothing, {out} is up to date"),
    ]
    terminal.table(("build", ""), rows)


def _read(outcome: "Built") -> str:
    """How many documents were read and why, how many were kept, how many left."""
    reasons = ", ".join(f"{count} {reason}" for reason, count in outcome.read.items())
    parts = [f"{sum(outcome.read.values())}" + (f" ({reasons})" if reasons else "")]
    if outcome.kept:
        parts.append(f"{outcome.kept} kept from the last build")
    if outcome.gone:
        parts.append(f"{len(outcome.gone)} gone")
    return "; ".join(parts)


def _shapes(outcome: "Built") -> str:
    """Whether the shapes hold, and of how many documents that is known."""
    manifest = outcome.manifest
    if manifest.violations:
        return f"{len(manifest.violations)} violations"
    if manifest.checked < len(manifest.rows):
        return f"hold in {manifest.checked} documents looked at; kg validate looks at all"
    return "all hold"


def _details(outcome: "Built", out: Path) -> None:
    """Print each dropped frame with its reason, and each sentence that gave nothing."""
    from kg.corpus.rows import outcomes
    from kg.corpus.shards import Shards
    from kg.report import document_report

    for document in map(document_report, outcomes(outcome.manifest.rows, Shards(out))):
        rows = [(str(one.words.start), one.reason, one.words.text) for one in document.dropped]
        rows += [(str(one.start), "nothing found", one.text) for one in document.silent]
        title = document.article.name
        terminal.table(("at", "why", "words"), sorted(rows, key=lambda row: int(row[0])), title=title)
