"""`kg add`, `kg remove` and `kg replace`: single documents of a built folder."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands.build import conclude
from kg.commands.common import OUT, Jobs, Limit
from kg.commands.progress import progress_bar

if TYPE_CHECKING:
    from kg.corpus.update import Built

Dir = Annotated[Path, typer.Option("--dir", "-d", metavar="DIR", help="Folder that `kg build` wrote to.")]
Articles = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files and folders.")]


def add(articles: Articles, folder: Dir = OUT, jobs: Jobs = None, limit: Limit = 60.0) -> None:
    """Add documents to a built graph; one that is there already changes nothing.

    For example: kg add today/ -d out
    """
    from kg.corpus.documents import add as added

    _change(added, articles, folder, jobs, limit)


def replace(articles: Articles, folder: Dir = OUT, jobs: Jobs = None, limit: Limit = 60.0) -> None:
    """Put documents in the place of those of the same names.

    For example: kg replace corrected.txt -d out
    """
    from kg.corpus.documents import put_in_place

    _change(put_in_place, articles, folder, jobs, limit)


def remove(
    documents: Annotated[
        list[str], typer.Argument(metavar="DOC...", help="File names, as kg stats lists them, or of files of many.")
    ],
    folder: Dir = OUT,
) -> None:
    """Take documents out of a built graph; what others say stays.

    For example: kg remove 003_37e8a2a38bea86b4.txt -d out
    """
    from kg.corpus.documents import remove as removed

    _change(removed, documents, folder, None, 60.0)


def _change(
    change: "Callable[..., Built]", what: Sequence[object], folder: Path, jobs: int | None, limit: float
) -> None:
    """Carry out one of the three, and print what it did."""
    from kg.corpus.update import Settings

    started = time.monotonic()
    with progress_bar() as progress:
        outcome = change(what, folder, Settings(jobs=jobs, limit=limit), progress)
    conclude(outcome, folder, time.monotonic() - started)
    raise typer.Exit(1 if outcome.failed or outcome.manifest.violations else 0)
