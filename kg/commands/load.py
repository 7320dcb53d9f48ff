"""`kg load`: the graph into a running triple store."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import terminal
from kg.commands.common import opened
from kg.load.target import Protocol

if TYPE_CHECKING:
    from kg.load.push import Progress

Source = Annotated[Path, typer.Argument(metavar="[DIR]", help="Folder that `kg build` wrote to, or an RDF file.")]


def load(
    url: Annotated[str, typer.Argument(metavar="URL", help="Graph Store or update endpoint of the store.")],
    folder: Source = Path("out"),
    graph: Annotated[str | None, typer.Option("--graph", metavar="IRI", help="Load all into this one graph.")] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put each named graph in place of its former state.")
    ] = False,
    protocol: Annotated[Protocol | None, typer.Option(help="What URL speaks, where its end does not tell.")] = None,
    query: Annotated[str | None, typer.Option("--query", metavar="URL", help="Query endpoint, for the count.")] = None,
    chunk: Annotated[int, typer.Option(min=1, help="Triples a request.")] = 5000,
    retries: Annotated[int, typer.Option(min=0, help="How often to try a request again.")] = 4,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds to wait for an answer.")] = 60.0,
) -> None:
    """Send the graph to a running triple store, and count it there; the only command that opens a connection.

    Each document goes into the named graph of its IRI. Loading twice adds nothing. User and password come from
    KG_LOAD_USER and KG_LOAD_PASSWORD, or from ~/.netrc.

    For example: kg load http://127.0.0.1:7878/store
    """
    from kg.default_graph import by_document, union_in
    from kg.load import load as loaded
    from kg.load import target
    from kg.load.client import Client, credentials, is_open
    from kg.store import open_together

    store = target(url, protocol, query)
    quads = union_in(opened(folder, open_together)) if graph else by_document(opened(folder))
    if is_open(url) and credentials(url):
        terminal.message(f"the password goes to {url} without encryption; https would hide it")
    with _progress() as progress:
        client = Client(url, timeout=timeout, retries=retries)
        done = loaded(quads, store, client, graph=graph, replace=replace, chunk=chunk, progress=progress)
    for name, more in done.grown.items():
        called = f"<{name}>" if name else "the default graph"
        terminal.message(f"{called} holds {more:,} triples more than were sent: it has others' or an earlier build's")
    terminal.line(f"{sum(done.sent.values()):,} triples in {len(done.sent)} graphs, counted at {store.query}")


@contextmanager
def _progress() -> Iterator["Progress"]:
    """A progress callback; the bar appears on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("loading"), BarColumn(), MofNCompleteColumn(), TextColumn("triples"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("loading", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
