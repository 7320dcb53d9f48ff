"""What several commands share: the folder of a build, and opening its graph."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.errors import CallError

if TYPE_CHECKING:
    from collections.abc import Callable

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


def opened(folder: Path, opener: "Callable[[Path], Store] | None" = None) -> "Store":
    """The graph of a build folder or RDF file as :func:`kg.store.open_graph` opens it, or ``opener``.

    Raises CallError with the way out where nothing has been built.
    """
    from kg.store import GRAPH_FILES, open_graph

    if not folder.is_file() and not any((folder / name).is_file() for name in GRAPH_FILES):
        raise CallError(
            f"{folder}: nothing has been built here; run `kg build` first, or `kg build ARTICLES -o {folder}`"
        )
    return (opener or open_graph)(folder)
