"""`kg query`: SPARQL and ready questions."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from kg import terminal
from kg.commands.common import OUT, opened
from kg.errors import CallError
from kg.query import Format


def query(
    sparql: Annotated[
        str | None, typer.Argument(metavar="[SPARQL]", help="The query; prefixes need no declaration.")
    ] = None,
    file: Annotated[Path | None, typer.Option("--file", "-f", help="Read the query from a file, - for stdin.")] = None,
    name: Annotated[str | None, typer.Option("--name", "-n", help="Ask a ready question, see --list.")] = None,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", metavar="KEY=VALUE", help="Set a parameter of a ready question."),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the ready questions and their parameters.")] = False,
    show: Annotated[
        bool, typer.Option("--show", help="Print the SPARQL of a ready question instead of asking it.")
    ] = False,
    form: Annotated[Format, typer.Option("--format", help="How to print the answer.")] = "table",
    folder: Annotated[Path, typer.Option("--dir", "-d", help="Folder that `kg build` wrote to, or an RDF file.")] = OUT,
) -> None:
    """Ask the graph in SPARQL, or by the name of a ready question.

    For example: kg query --name who-signed-what

    kg query --name relations-of --param actor=Iran --format csv

    kg query 'SELECT ?who ?whom { ?who rel:attacked ?whom }'
    """
    if list_:
        _list()
        return
    if sum(given is not None for given in (sparql, file, name)) != 1:
        raise CallError(
            "give one of: a SPARQL text, --file FILE, --name NAME; `kg query --list` shows the ready questions"
        )
    if param and not name:
        raise CallError("--param belongs to a ready question: add --name NAME")
    from kg.guard import asks_by_document
    from kg.queries import bind, find
    from kg.query import prefixes_of, run
    from kg.store import open_by_document, open_together

    if name and show:
        terminal.data(find(name).text)
        return
    ready = find(name) if name else None
    text = ready.text if ready else sparql if sparql is not None else _read(file)
    store = opened(folder, open_by_document if asks_by_document(text) else open_together)
    terms = bind(store, ready, _pairs(param or [])) if ready else {}
    with terminal.stoppable():
        _print(run(store, text, terms), form, prefixes_of(store))


def _print(result: object, form: Format, names: dict[str, str]) -> None:
    """The answer on stdout."""
    import pyoxigraph as ox

    from kg.query import rows, write

    if isinstance(result, ox.QuerySolutions) and form == "table":
        columns, found = rows(result, names)
        terminal.table(columns, found)
        terminal.message(f"{len(found)} row{'' if len(found) == 1 else 's'}")
    elif isinstance(result, ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples):
        terminal.data(write(result, form, names))


def _list() -> None:
    """Print each ready question with what it asks and what can be set."""
    from kg.queries import load_queries

    for ready in load_queries().values():
        terminal.line(f"{ready.name}: {ready.title}")
        terminal.line(f"    {ready.about}")
        for setting in ready.settings:
            terminal.line(f"    --param {setting.name}=...  ({setting.kind}) {setting.about}")


def _pairs(given: Sequence[str]) -> dict[str, str]:
    """The settings of `--param KEY=VALUE`."""
    pairs = dict(text.partition("=")[::2] for text in given)
    for text in given:
        if "=" not in text:
            raise CallError(f"--param {text!r}: expected KEY=VALUE, as actor=Iran")
    return pairs


def _read(file: Path | None) -> str:
    """The text of a query file, or of stdin for ``-``."""
    try:
        return typer.get_text_stream("stdin").read() if str(file) == "-" else Path(str(file)).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CallError(f"{file}: the query cannot be read ({error}); name a UTF-8 text file") from error
