"""The page of a built graph, as a file put in place in one step."""

import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, QuerySolutions, Store

from kg.default_graph import by_document, is_whole
from kg.errors import KgError
from kg.model import Article
from kg.prominent import prominent
from kg.queries import load_queries
from kg.query import prefixes_of
from kg.record import Statement
from kg.statements import statements
from kg.stories import once_told
from kg.view import Queryable, Question, packed, render
from kg.view.engine import TRIPLE_LIMIT
from kg.view.texts import TEXT_LIMIT
from kg.vocab import KG, VOID

# What a browser can hold and a reader can search; the queries have the rest.
MOST_CLAIMS = 5_000
_HASHES = f"SELECT ?name ?hash {{ ?document <{KG.fileName.value}> ?name ; <{KG.sha256.value}> ?hash }}"


@dataclass(frozen=True, slots=True)
class PageOptions:
    """What a page carries besides the claims: characters of text in all, and whether it can be queried."""

    texts: int = TEXT_LIMIT
    queries: bool = True


def page_options(texts: int | None, queries: bool) -> PageOptions:
    """Options with the usual limit of text where ``texts`` is None."""
    return PageOptions(TEXT_LIMIT if texts is None else texts, queries)


def write_page(store: Store, path: Path, articles: Iterable[Article] = (), options: PageOptions | None = None) -> None:
    """Write the interactive page of this graph, each story once, to ``path``; KgError where that cannot be.

    An article is shown only where its text is the one the graph was built from. Of a graph with more than
    ``MOST_CLAIMS`` claims the page shows those between the actors that most is told of.
    """
    options = options or PageOptions()
    chosen = prominent(store, MOST_CLAIMS)
    records = list(statements(store, chosen))
    title = heading(records) if chosen is None else f"{len(records):,} claims about the actors most told of"
    known = _hashes(store)
    whole = {article.name: article for article in articles if (article.name, article.sha256) in known}
    queryable = _queryable(store) if options.queries else None
    text = render(once_told(records), title, whole, queryable, options.texts)
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


def _hashes(store: Store) -> set[tuple[str, str]]:
    """The name of each document with the hash of its text."""
    rows = store.query(_HASHES, use_default_graph_as_union=not is_whole(store))
    if not isinstance(rows, QuerySolutions):
        return set()
    terms = [(row["name"], row["hash"]) for row in rows]
    return {(a.value, b.value) for a, b in terms if isinstance(a, Literal) and isinstance(b, Literal)}


def _queryable(store: Store) -> Queryable | None:
    """The graph with prefixes and ready questions; None where it is too large for a page, by what it says of itself."""
    told = next(iter(store.quads_for_pattern(None, VOID.triples, None)), None)
    if len(store) > 2 * TRIPLE_LIMIT or (told is not None and int(told.object.value) > TRIPLE_LIMIT):  # type: ignore[union-attr]
        return None
    graph = packed(by_document(store))
    questions = [
        Question(one.title, one.about, one.text, tuple((s.name, s.kind, s.needed, s.about) for s in one.settings))
        for one in load_queries().values()
    ]
    queryable = Queryable(graph, prefixes_of(store), questions)
    return queryable if queryable.triples <= TRIPLE_LIMIT else None
