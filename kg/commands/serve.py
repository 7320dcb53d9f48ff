"""`kg serve`: the graph as a SPARQL endpoint and as pages, on this machine unless told otherwise."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from kg import terminal
from kg.commands.common import OUT, SEEDS, Folder, opened

PORT = 8030


def serve(
    folder: Folder = OUT,
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 lets other machines in.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes any free one.")] = PORT,
    articles: Annotated[
        list[Path] | None,
        typer.Option("--articles", "-a", help="Files or folders the graph was built from; default seeds."),
    ] = None,
    timeout: Annotated[float, typer.Option(min=0.1, max=3600, help="Seconds that one query may take.")] = 30.0,
    memory: Annotated[int, typer.Option(min=50, help="Megabytes that one query may take beyond the graph.")] = 2000,
    max_rows: Annotated[int, typer.Option(min=1, help="Rows or triples that one answer may have.")] = 1_000_000,
    max_answer: Annotated[int, typer.Option(min=1, help="Megabytes that one answer may have.")] = 64,
    workers: Annotated[int, typer.Option(min=1, max=256, help="Queries that run at the same time.")] = 4,
    queue: Annotated[int, typer.Option(min=0, help="Queries that may wait for a worker; more get 429.")] = 64,
    allow_host: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A host name the server answers to besides localhost.")
    ] = None,
    public_url: Annotated[
        str | None, typer.Option(metavar="URL", help="Where users reach the server, if a proxy stands before it.")
    ] = None,
    cors: Annotated[
        str, typer.Option(metavar="ORIGIN", help="Site whose pages may read answers; * is any, none is none.")
    ] = "*",
) -> None:
    """Serve the graph: network view, pages, SPARQL editor and SPARQL 1.1 endpoint.

    For example: kg serve, then open http://127.0.0.1:8030/
    """
    from kg.serve.limits import Limits
    from kg.serve.server import listen
    from kg.serve.site import Site, checked_address, root_of
    from kg.serve.sources import NetworkView, Texts

    limits = Limits(timeout, memory, max_rows, max_answer, workers, queue)
    address = checked_address(public_url)
    inside = folder if folder.is_dir() else folder.parent
    with tempfile.TemporaryDirectory(prefix="kg-serve-") as scratch:
        site = Site(
            page=NetworkView(_page(folder, Path(scratch)), root_of(address)),
            text_of=Texts(inside, articles or ([SEEDS] if SEEDS.is_dir() else [])),
            address=address,
            names=tuple(allow_host or ()),
            origin="" if cors == "none" else cors,
            folder=folder if folder.is_dir() else None,
        )
        listen(folder, site, limits, host, port, terminal.message)


def _page(folder: Path, scratch: Path) -> Path:
    """The network view: the one that was built, else one made for the time being."""
    if (folder / "graph.html").is_file():
        return folder / "graph.html"
    from kg.articles import read_articles
    from kg.page import write_page

    write_page(opened(folder), scratch / "graph.html", read_articles(folder))
    return scratch / "graph.html"
