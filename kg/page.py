"""The page of a built graph, as a file put in place in one step."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import Store

from kg.errors import KgError
from kg.statements import Statement, statements
from kg.stories import once_told
from kg.view import render


def write_page(store: Store, path: Path) -> None:
    """Write the interactive page of this graph, each story once, to ``path``; KgError where that cannot be."""
    records = list(statements(store))
    text = render(once_told(records), heading(records))
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
