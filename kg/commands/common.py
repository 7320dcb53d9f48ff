"""What several commands share: the folder of a build, and opening its graph."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.errors import CallError

if TYPE_CHECKING:
    from pyoxigraph import Store

OUT = Path("out")
SEEDS = Path("seeds")
Folder = Annotated[Path, typer.Argument(metavar="[DIR]", help="Folder that `kg build` wrote to.", show_default=True)]

Model = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME", help="spaCy model, as en_core_web_lg; default: the one that is installed."),
]
Actors = Annotated[
    Path | None, typer.Option("--actors", metavar="FILE", help="Turtle file of your own actors, beside the known ones.")
]

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


def opened(folder: Path) -> "Store":
    """The graph of a build folder or RDF file; CallError with the way out where nothing has been built."""
    from kg.store import is_built, open_graph

    if not is_built(folder):
        raise CallError(
            f"{folder}: nothing has been built here; run `kg build` first, or `kg build ARTICLES -o {folder}`"
        )
    return open_graph(folder)
