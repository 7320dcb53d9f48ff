"""`kg build`: documents in, graph and page out, with a progress bar and a closing table."""

import time
from collections.abc import Iterator, Sequence
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
    Cluster,
    Column,
    DateFormat,
    Jobs,
    Limit,
    Model,
    Queries,
    Texts,
    reading,
)
from kg.commands.progress import progress_bar
from kg.errors import CallError

if TYPE_CHECKING:
    from kg.corpus.update import Built
    from kg.report import DocumentReport
    from kg.review import Entry

_KINDS = "txt md html pdf docx eml, and with many articles each csv tsv jsonl parquet mbox rss atom warc"
_PAGE = "graph.html"
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
    options = reading(column, date_format, any_language)
    entries = _corrections(review, articles or [SEEDS])
    with progress_bar() as progress:
        from kg.corpus.cluster import executor_at
        from kg.corpus.update import Settings
        from kg.corpus.update import build as built
        from kg.page import page_options
        from kg.vocab import BASE

        with executor_at(cluster, limit) as executor:
            settings = Settings(
                model,
                actors,
                base or BASE,
                store,
                jobs,
                limit,
                executor,
                entries=tuple(entries),
                options=options,
                page=page_options(texts, queries),
            )
            outcome = built(articles or [SEEDS], out, settings, progress)
    conclude(outcome, out, time.monotonic() - started)
    if report:
        _details(outcome, out)
    raise typer.Exit(1 if outcome.failed or outcome.manifest.violations else 0)


def _corrections(file: Path | None, articles: Sequence[Path]) -> "list[Entry]":
    """The corrections of the file named, else of each ``review.yaml`` that lies in a folder of articles."""
    from kg.review import load

    files = [file] if file else [path / REVIEW for path in articles if (path / REVIEW).is_file()]
    return [entry for one in files for entry in load(one)]


def conclude(outcome: "Built", out: Path, seconds: float) -> None:
    """Print what went wrong and the closing table; exit 1 where no document is in the graph."""
    manifest = outcome.manifest
    for problems in (outcome.failed, outcome.set_aside, manifest.review, manifest.violations):
        _some(problems)
    if not manifest.rows:
        terminal.message("no document could be read, nothing was written")
        raise typer.Exit(1)
    claims = ", ".join(f"{count} {status}" for status, count in manifest.told.items())
    dropped = ", ".join(f"{count} {reason}" for reason, count in manifest.reasons.items())
    rows = [
        ("documents", ", ".join(_documents(outcome))),
        ("read", _read(outcome)),
        ("sentences", str(manifest.sentences)),
        ("claims", f"{sum(manifest.told.values())}" + (f": {claims}" if claims else "")),
        ("dropped", f"{sum(manifest.reasons.values())}" + (f": {dropped}" if dropped else "")),
        *([("corrections", f"{manifest.replayed} replayed")] if manifest.replayed else []),
        ("shapes", _shapes(outcome)),
        ("time", f"{seconds:.1f} s"),
        ("written", f"{out}/{', '.join(outcome.written)}" if outcome.written else f"nothing, {out} is up to date"),
        *([("page", f"kg view {out} makes it")] if _PAGE not in manifest.files else []),
    ]
    terminal.table(("build", ""), rows)


def _some(problems: Sequence[str]) -> None:
    """Print the first lines of many on stderr, and how many more there are."""
    for problem in problems[:_MOST_LINES]:
        terminal.message(problem)
    if len(problems) > _MOST_LINES:
        terminal.message(f"and {len(problems) - _MOST_LINES:,} more like these; report.json lists them all")


def _documents(outcome: "Built") -> Iterator[str]:
    """How many documents are in the graph, and how many are not."""
    yield f"{len(outcome.manifest.rows)}"
    if outcome.failed:
        yield f"{len(outcome.failed)} not read"
    if outcome.set_aside:
        yield f"{len(outcome.set_aside)} in another language"
    if outcome.manifest.copies:
        yield f"{len(outcome.manifest.copies)} near duplicates of others"


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
    """Print what was dropped and which sentences name two actors and gave nothing, each with the reason."""
    from kg.corpus.shards import Shards
    from kg.corpus.write import reviewed
    from kg.report import document_report

    left, total, silent = _MOST_ROWS, 0, 0
    copies = {copy.name for copy in outcome.manifest.copies}
    for document in map(document_report, reviewed(outcome.manifest, Shards(out))):
        if document.article.name in copies:
            continue
        rows = sorted(_missing(document))
        if rows and left:
            cells = [(str(at), why, words) for at, why, words in rows[:left]]
            terminal.table(("at", "why nothing was claimed", "words"), cells, title=document.article.name)
        left = max(left - len(rows), 0)
        total += len(document.dropped) + len(document.misses)
        silent += len(document.silent) - len(document.misses)
    if total > _MOST_ROWS:
        terminal.line(f"and {total - _MOST_ROWS:,} more; report.json lists them all")
    terminal.line(f"other sentences that gave nothing, without two actors in them: {silent}; report.json lists them")
    for copy in outcome.manifest.copies[:_MOST_LINES]:
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
