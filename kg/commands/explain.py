"""`kg explain`: why a sentence gave what it gave."""

from pathlib import Path
from typing import Annotated

import typer

from kg import terminal
from kg.commands.common import OUT, Actors, Model, opened
from kg.errors import CallError


def explain(
    text: Annotated[str, typer.Argument(metavar="SENTENCE|IRI", help="A sentence, or the IRI of a claim of a graph.")],
    model: Model = None,
    actors: Actors = None,
    folder: Annotated[Path, typer.Option("--dir", "-d", help="Folder with the graph that has the IRI.")] = OUT,
) -> None:
    """Show what was matched in a sentence, what set status and speaker, and why near misses missed.

    For example: kg explain 'Iran proposed forming a regional coalition.'
    """
    if text.startswith(("http://", "https://")):
        text = _sentence(text, folder)
    from kg.explain import explain as explained
    from kg.pipeline import load_resources

    for line in explained(text, load_resources(model, actors)).splitlines():
        terminal.line(line)


def _sentence(iri: str, folder: Path) -> str:
    """The sentence that the claim with this IRI rests on."""
    store = opened(folder)
    from kg.statements import statements

    found = next((record for record in statements(store) if iri in (record["statement"], record["event"])), None)
    if found is None:
        raise CallError(f"no claim or event <{iri}> in {folder}; `kg statements --format jsonl` prints their IRIs")
    return found["sentence"]["text"]
