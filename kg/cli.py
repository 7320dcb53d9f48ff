"""The command `kg`: its commands, its exit codes, and what becomes of errors.

Exit 0: fine. 1: the data is wrong (a document, a lexicon, a broken shape). 2: the call is wrong.
"""

import signal
import sys
from typing import Annotated

import typer

from kg import __version__, terminal
from kg.commands import ask, build, check, documents, explain, export, load, mcp, review, serve, show, view
from kg.errors import CallError, KgError

app = typer.Typer(
    name="kg",
    help=(
        "Political news in, a knowledge graph of actors and their relations out. "
        "Every edge keeps its words, its speaker and whether it is asserted, denied, proposed or only possible.\n\n"
        "Start with `kg build`, then `kg query --list`, `kg statements` and `kg view`."
    ),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    build.build,
    documents.add,
    documents.remove,
    documents.replace,
    ask.query,
    show.statements,
    explain.explain,
    view.view,
    serve.serve,
    show.stats,
    check.validate,
    check.verify,
    export.export,
    load.load,
    review.review,
    review.diff,
    mcp.mcp,
):
    app.command()(command)


def _version(wanted: bool) -> None:
    """Print the version and stop."""
    if wanted:
        terminal.line(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Take the options that stand before a command."""


def main() -> None:
    """Run the command line and exit; errors of the user's data or call are one line on stderr."""
    terminal.safe_streams()
    try:
        app()
    except CallError as error:
        terminal.message(str(error))
        sys.exit(2)
    except KgError as error:
        terminal.message(str(error))
        sys.exit(1)
    except BrokenPipeError:
        terminal.forget_stdout()
        sys.exit(128 + signal.SIGPIPE)


if __name__ == "__main__":
    main()
