"""The page of a built graph, as a file put in place in one step."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import Store

from kg.errors import KgError
from kg.prominent import prominent
from kg.statements import Statement, statements
from kg.view import render

# What a browser can hold and a reader can search; the queries have the rest.
MOST_CLAIMS = 5_000


def write_page(store: Store, path: Path) -> None:
    """Write the interactive page of this graph to ``path``; KgError where that cannot be.

    Of a graph with more than ``MOST_CLAIMS`` claims it shows those between the actors that most is told of.
    """
    chosen = prominent(store, MOST_CLAIMS)
    records = list(statements(store, chosen))
    title = heading(records) if chosen is None else f"{len(records):,} claims about the actors most told of"
    text = render(records, title)
    try:
        with tempfile.TemporaryDirectory(prefix=".page-", dir=path.parent) as folder:
            page = Path(folder, path.name)
            page.write_text(text, "utf-8", newline="\n")
            os.replace(page, path)
    except OSError as error:
        raise KgError(f"{path}: cannot be written ({error.strerror}); check the folder's permissions") from error


def heading(records: Sequence[Statement]) -> str:
    """The title of the only document, or how many documents there are."""
    titles = {record["document"]: record["title"] or record["document"] for record in records}
    return next(iter(titles.values())) if len(titles) == 1 else f"{len(titles)} documents"
