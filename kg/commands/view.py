"""`kg view`: the page of a built graph, written and opened."""

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from kg import terminal
from kg.commands.common import OUT, Folder, Queries, Texts, opened


def view(
    folder: Folder = OUT,
    no_open: Annotated[bool, typer.Option("--no-open", help="Only write the page, don't open a browser.")] = False,
    articles: Annotated[
        list[Path] | None,
        typer.Option("--articles", "-a", help="Files or folders to take texts from; default: as kg build read them."),
    ] = None,
    texts: Texts = None,
    queries: Queries = True,
) -> None:
    """Write graph.html, the interactive page, and open it in your browser; it needs no network."""
    store = opened(folder)
    from kg.articles import read_articles
    from kg.builder import articles_of
    from kg.page import page_options, write_page

    page = (folder if folder.is_dir() else folder.parent) / "graph.html"
    sources, failed = articles_of(articles) if articles else (read_articles(page.parent), [])
    for problem in failed:
        terminal.message(problem)
    write_page(store, page, sources, page_options(texts, queries))
    terminal.line(str(page))
    if not no_open and not webbrowser.open(page.resolve().as_uri()):
        terminal.message(f"no browser could be started; open {page} yourself")
