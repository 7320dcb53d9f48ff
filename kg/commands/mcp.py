"""`kg mcp`: the graph as tools of a language model."""

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from kg.commands.common import OUT, SEEDS, Folder
from kg.errors import CallError


def mcp(
    folder: Folder = OUT,
    articles: Annotated[
        list[Path] | None,
        typer.Option("--articles", "-a", help="Files or folders the graph was built from; default seeds."),
    ] = None,
    seconds: Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds an answer may take.")] = 20.0,
) -> None:
    """Serve the graph to a language model's client over the Model Context Protocol, on standard input and output.

    The client starts this command; docs/mcp.md says how. Needs: pip install 'actorkg[mcp]'
    """
    if find_spec("mcp") is None:
        raise CallError("kg mcp needs a library that is not installed: pip install 'actorkg[mcp]'")
    from kg.mcp.server import serve

    here = (SEEDS,) if SEEDS.is_dir() else ()
    serve(folder, tuple(articles) if articles else here, seconds)
