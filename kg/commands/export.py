"""`kg export`: the graph in the formats of other tools."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from kg import terminal
from kg.commands.common import OUT, Folder, opened
from kg.errors import CallError

Format = Literal["turtle", "trig", "nquads", "jsonld", "rdf12", "graphml", "gexf", "csv", "void"]


def export(
    folder: Folder = OUT,
    form: Annotated[Format, typer.Option("--format", "-f", help="What to write.")] = "turtle",
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE|DIR", help="Where to; stdout if left out. csv needs a folder."),
    ] = None,
) -> None:
    """Write the graph for other tools: triple stores, JSON, Gephi, spreadsheets, catalogues.

    turtle, jsonld, rdf12: all documents as one graph. trig, nquads: a named graph for each document.

    graphml, gexf, csv: actors as nodes, an edge a claim. void: the description of the data set.

    For example: kg export --format gexf -o news.gexf
    """
    from kg.export import content
    from kg.export import export as exported

    store = opened(folder)
    if out is not None:
        for path in exported(store, form, out):
            terminal.line(str(path))
        return
    files = content(store, form)
    if len(files) > 1:
        raise CallError(f"{form} writes {' and '.join(files)}; name a folder with -o")
    (written,) = files.values()
    if sys.stdout.isatty():
        terminal.data(written.decode())
    else:
        sys.stdout.buffer.write(written)
