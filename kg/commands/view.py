"""`kg view`: the page of a built graph, written and opened."""

import webbrowser
from typing import Annotated

import typer

from kg import terminal
from kg.commands.common import OUT, Folder, opened


def view(
    folder: Folder = OUT,
    no_open: Annotated[bool, typer.Option("--no-open", help="Only write the page, don't open a browser.")] = False,
) -> None:
    """Write graph.html, the interactive page, and open it in your browser; it needs no network."""
    store = opened(folder)
    from kg.page import write_page

    page = (folder if folder.is_dir() else folder.parent) / "graph.html"
    write_page(store, page)
    terminal.line(str(page))
    if not no_open and not webbrowser.open(page.resolve().as_uri()):
        terminal.message(f"no browser could be started; open {page} yourself")
