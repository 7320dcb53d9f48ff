"""`kg validate` and `kg verify`: the graph against its shapes, the quotes against their sources."""

from pathlib import Path
from typing import Annotated

import typer

from kg import terminal
from kg.commands.common import OUT, SEEDS, AnyLanguage, Column, DateFormat, Folder, opened, reading


def validate(folder: Folder = OUT) -> None:
    """Check the graph against the SHACL shapes; exit 1 if a shape fails."""
    from kg.validate import validate as violations

    _conclude(list(map(str, violations(opened(folder)))), "the graph keeps to its shapes")


def verify(
    folder: Folder = OUT,
    articles: Annotated[
        list[Path] | None,
        typer.Option("--articles", "-a", help="Files or folders the graph was built from; default seeds."),
    ] = None,
    column: Column = None,
    date_format: DateFormat = None,
    any_language: AnyLanguage = False,
) -> None:
    """Read every quote again in its source; exit 1 if one is not there."""
    from kg.builder import texts_of
    from kg.verify import verify as mismatches

    store = opened(folder)
    texts, failed = texts_of(articles or [SEEDS], reading(column, date_format, any_language))
    for problem in failed:
        terminal.message(problem)
    _conclude(list(map(str, mismatches(store, texts))), "every quote stands in its source")


def _conclude(problems: list[str], fine: str) -> None:
    """Print problems and exit 1, or say that there are none."""
    for problem in problems:
        terminal.line(problem)
    terminal.message(f"{len(problems)} problem{'' if len(problems) == 1 else 's'}" if problems else fine)
    raise typer.Exit(1 if problems else 0)
