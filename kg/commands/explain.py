"""`kg explain`: why a sentence gave what it gave."""

from pathlib import Path
from typing import Annotated

import typer

from kg import terminal
from kg.commands.common import OUT, Actors, Model, opened


def explain(
    text: Annotated[str, typer.Argument(metavar="SENTENCE|IRI", help="A sentence, or the IRI of a claim of a graph.")],
    model: Model = None,
    actors: Actors = None,
    folder: Annotated[Path, typer.Option("--dir", "-d", help="Folder with the graph that has the IRI.")] = OUT,
) -> None:
    """Show what was matched in a sentence, what set status and speaker, and why near misses missed.

    For a claim's IRI: what the graph says of it, and the words it rests on.
    For example: kg explain 'Iran proposed forming a regional coalition.'
    """
    from kg.explanation import explain as explained
    from kg.explanation import explain_claim

    if text.startswith(("http://", "https://")):
        lines = explain_claim(opened(folder), text).splitlines()
    else:
        from kg.pipeline import load_resources

        lines = explained(text, load_resources(model, actors)).splitlines()
    for line in lines:
        terminal.line(line)
