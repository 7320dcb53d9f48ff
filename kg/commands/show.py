"""`kg statements` and `kg stats`: the claims one by one, and counted."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg import terminal
from kg.commands.common import OUT, Folder, opened
from kg.model import STATUSES

if TYPE_CHECKING:
    from kg.record import Statement

_COLUMNS = ("document", "subject", "predicate", "object", "status", "speaker", "time", "place", "evidence")


def statements(
    folder: Folder = OUT,
    form: Annotated[Literal["table", "jsonl", "csv"], typer.Option("--format", help="How to print them.")] = "table",
    actor: Annotated[
        str | None, typer.Option(help="Only claims this actor takes part in: part of a name, or an IRI.")
    ] = None,
    status: Annotated[str | None, typer.Option(help="Only claims of this status: " + ", ".join(STATUSES) + ".")] = None,
    event_type: Annotated[
        str | None, typer.Option("--type", help="Only events of this PLOVER type, as ASSAULT or CONSULT.")
    ] = None,
    since: Annotated[str | None, typer.Option(help="Only dated claims from 2024, 2025-06 or 2025-09-17 on.")] = None,
    until: Annotated[str | None, typer.Option(help="Only dated claims up to that date.")] = None,
    speaker: Annotated[str | None, typer.Option(help="Only what this speaker says.")] = None,
    document: Annotated[str | None, typer.Option(help="Only claims of the document with this file name.")] = None,
) -> None:
    """Print the claims, each with its status, speaker, time, place and words.

    For example: kg statements --actor Iran --status proposed
    """
    from kg.candidates import candidates
    from kg.filters import Filters, select
    from kg.statements import statements as records
    from kg.store import open_together

    filters = Filters(
        actor=actor,
        status=status,
        event_type=event_type,
        since=since,
        until=until,
        speaker=speaker,
        document=document,
    )
    store = opened(folder, open_together)
    chosen = select(records(store, candidates(store, filters)), filters)
    if form == "jsonl":
        for record in chosen:
            terminal.data(json.dumps(record, ensure_ascii=False))
    elif form == "csv":
        terminal.data(_csv(_cells(chosen)))
    else:
        rows = list(_cells(chosen))
        terminal.table(_COLUMNS, rows)
        terminal.message(f"{len(rows)} claim{'' if len(rows) == 1 else 's'}")


def stats(
    folder: Folder = OUT,
    form: Annotated[Literal["table", "json"], typer.Option("--format", help="How to print them.")] = "table",
) -> None:
    """Count the graph: claims by status, the actors ranked, relations, and how much of the text is covered."""
    from kg.stats import count
    from kg.store import open_together

    counted = count(opened(folder, open_together))
    if form == "json":
        terminal.data(json.dumps(counted, ensure_ascii=False, indent=1))
        return
    for heading, numbers in counted.items():
        terminal.table((heading, ""), [(name, str(number)) for name, number in numbers.items()])


def _cells(records: "Iterable[Statement]") -> Iterator[tuple[str, ...]]:
    """Each record as the cells of a row."""
    for record in records:
        thing, speaker, place = record["object"], record["speaker"], record["place"]
        yield (
            record["document"],
            record["subject"]["label"],
            record["predicate"]["label"],
            thing["label"] if thing else "",
            record["status"],
            speaker["label"] if speaker else "",
            record["time"] or "",
            place["label"] if place else "",
            record["evidence"]["text"],
        )


def _csv(rows: Iterable[tuple[str, ...]]) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(rows)
    return written.getvalue()
