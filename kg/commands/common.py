"""What several commands share: the folder of a build, and opening its graph."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.errors import CallError

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyoxigraph import Store

    from kg.read import Options

OUT = Path("out")
SEEDS = Path("seeds")
REVIEW = "review.yaml"
Folder = Annotated[Path, typer.Argument(metavar="[DIR]", help="Folder that `kg build` wrote to.", show_default=True)]

Model = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME", help="spaCy model, as en_core_web_lg; default: the one that is installed."),
]
Actors = Annotated[
    Path | None, typer.Option("--actors", metavar="FILE", help="Turtle file of your own actors, beside the known ones.")
]
Column = Annotated[
    list[str] | None,
    typer.Option("--column", metavar="FIELD=NAME", help="Column of a table that holds text, title, author, date ..."),
]
DateFormat = Annotated[
    str | None, typer.Option("--date-format", metavar="FORM", help="Form of the date column, as %d/%m/%Y.")
]
AnyLanguage = Annotated[bool, typer.Option("--any-language", help="Read texts in other languages than English too.")]

Jobs = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, metavar="N", help="Worker processes; default: one a core.")
]
Limit = Annotated[
    float,
    typer.Option("--limit", min=1, metavar="SECONDS", help="Time a document may take, for each 100,000 characters."),
]
Cluster = Annotated[
    str | None,
    typer.Option("--cluster", metavar="ADDRESS", help="Read on a Dask cluster: scheduler address, or `local`."),
]

Texts = Annotated[
    int | None,
    typer.Option("--texts", min=0, metavar="CHARACTERS", help="Most text that the page carries; default 2,000,000."),
]
Queries = Annotated[
    bool, typer.Option("--queries/--no-queries", help="Whether the page can be queried; it is 2 MB smaller without.")
]


def opened(folder: Path, opener: "Callable[[Path], Store] | None" = None) -> "Store":
    """The graph of a build folder or RDF file as :func:`kg.store.open_graph` opens it, or ``opener``.

    Raises CallError with the way out where nothing has been built.
    """
    from kg.store import is_built, open_graph

    if not is_built(folder):
        raise CallError(
            f"{folder}: nothing has been built here; run `kg build` first, or `kg build ARTICLES -o {folder}`"
        )
    return (opener or open_graph)(folder)


def reading(column: list[str] | None, date_format: str | None, any_language: bool) -> "Options":
    """How to read the documents of a call."""
    from kg.read.options import Options, columns_of

    return Options(columns_of(column or ()), date_format, any_language)
