"""`kg review` and `kg diff`: doubtful claims put to an analyst, and two builds compared."""

import getpass
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg import terminal
from kg.commands.common import OUT, REVIEW, SEEDS, Folder, opened
from kg.errors import CallError, KgError

if TYPE_CHECKING:
    from kg.compare import Difference, Value
    from kg.record import Statement


def review(
    folder: Folder = OUT,
    file: Annotated[
        Path | None, typer.Option("--review", metavar="FILE", help="File to add to. Default: seeds/review.yaml.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who you are. Default: your login.")] = None,
    below: Annotated[float, typer.Option(help="Ask about claims of a lower confidence than this.")] = 0.7,
    on: Annotated[str | None, typer.Option("--date", metavar="DAY", help="The day to note. Default: today.")] = None,
) -> None:
    """Go through doubtful claims and actors that may be one; write your decisions to the review file.

    Every answer is saved at once: stop with q and go on another day. `kg build` replays the file.
    """
    from kg.review import load
    from kg.review.append import append
    from kg.review.dialogue import Dialogue
    from kg.review.doubts import doubts, pairs, settled_in, unsettled
    from kg.statements import statements

    if file is None and not SEEDS.is_dir():
        raise CallError(f"no folder seeds/ here; name the file with --review, as --review articles/{REVIEW}")
    path = file or SEEDS / REVIEW
    entries = load(path) if path.exists() else []
    store = opened(folder)
    records = list(statements(store))
    asked = unsettled(doubts(records, below), settled_in(store), entries)
    alike = pairs(records, entries)
    stdin = typer.get_text_stream("stdin")
    dialogue = Dialogue(
        ask=lambda: stdin.readline() or None,
        say=terminal.line,
        save=lambda entry: append(path, entry),
        by=by or getpass.getuser(),
        on=_day(on),
    )
    saved = dialogue.run(asked, alike, records)
    left = len(asked) + len(alike) - saved
    terminal.message(f"{saved} saved to {path}, {left} left; `kg build --review {path}` replays them")


def diff(
    before: Annotated[Path, typer.Argument(metavar="A", help="Folder of a build, or an RDF file.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="Folder of a later build.")],
    form: Annotated[Literal["table", "json"], typer.Option("--format", help="How to print it.")] = "table",
) -> None:
    """Compare two builds: claims added, gone, changed, contradicted. Exit 0 alike, 1 different, 2 trouble."""
    from kg.compare import compare
    from kg.statements import statements

    try:
        found = compare(statements(opened(before)), statements(opened(after)))
    except KgError as error:
        # As `diff` has it: 1 says that there are differences.
        raise CallError(str(error)) from error
    if form == "json":
        terminal.data(json.dumps(_json(found), ensure_ascii=False, indent=1))
    else:
        terminal.table(("", "document", "claim", "what"), list(_rows(found)))
    counts = ("added", "gone", "changed", "contradicted")
    terminal.message(", ".join(f"{len(getattr(found, name))} {name}" for name in counts))
    raise typer.Exit(1 if found else 0)


def _day(given: str | None) -> date:
    try:
        return date.fromisoformat(given) if given else date.today()
    except ValueError as error:
        raise CallError(f"--date {given}: expected a day, as 2025-11-22") from error


def _rows(found: "Difference") -> Iterator[tuple[str, str, str, str]]:
    for sign, records in (("+", found.added), ("-", found.gone)):
        for record in records:
            yield sign, record["document"], _words(record), record["sentence"]["text"]
    for change in found.changed:
        what = "; ".join(f"{name}: {_shown(a)} -> {_shown(b)}" for name, (a, b) in change.fields.items())
        yield "~", change.after["document"], _words(change.after), what
    for one, other in found.contradicted:
        yield "!", other["document"], _words(other), f"{one['status']} in {one['document']}: {one['sentence']['text']}"


def _words(record: "Statement") -> str:
    thing = f" {record['object']['label']}" if record["object"] else ""
    return f"{record['subject']['label']} {record['predicate']['label']}{thing} ({record['status']})"


def _shown(value: "Value") -> str:
    return ", ".join(value) or "none" if isinstance(value, list) else "none" if value is None else str(value)


def _json(found: "Difference") -> dict[str, object]:
    return {
        "added": found.added,
        "gone": found.gone,
        "changed": [
            {"claim": change.after, "fields": {name: list(pair) for name, pair in change.fields.items()}}
            for change in found.changed
        ],
        "contradicted": [{"before": one, "after": other} for one, other in found.contradicted],
    }
