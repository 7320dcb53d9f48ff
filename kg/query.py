"""SPARQL over a built graph: running a query and writing its answer as table, CSV, JSON, XML or Turtle."""

from collections.abc import Mapping
from typing import Literal, get_args

import pyoxigraph as ox

from kg.default_graph import is_whole
from kg.errors import CallError
from kg.guard import check_reads_only, names_graphs
from kg.vocab import BASE, VOID, prefixes

Format = Literal["table", "csv", "json", "xml", "ttl"]
FORMATS: tuple[Format, ...] = get_args(Format)
Result = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_SOLUTIONS: Mapping[str, ox.QueryResultsFormat] = {
    "csv": ox.QueryResultsFormat.CSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
_TRIPLES: Mapping[str, ox.RdfFormat] = {
    "table": ox.RdfFormat.TURTLE,
    "ttl": ox.RdfFormat.TURTLE,
    "xml": ox.RdfFormat.RDF_XML,
    "json": ox.RdfFormat.JSON_LD,
}
_MOST_DETAIL = 160


def run(store: ox.Store, query: str, bindings: Mapping[str, Term] | None = None) -> Result:
    """The answer over all named graphs together, or those the query names; ``bindings`` fix columns to terms.

    Terms are handed to the engine as terms, never written into the text.

    Raises:
        CallError: The text is not SPARQL 1.1, reads another server or changes data.
    """
    check_reads_only(query)
    try:
        return store.query(
            query,
            prefixes=prefixes_of(store),
            use_default_graph_as_union=not names_graphs(query) and not is_whole(store),
            substitutions={ox.Variable(name): term for name, term in (bindings or {}).items()} or None,
        )
    except SyntaxError as error:
        raise CallError(f"the query is not SPARQL 1.1: {_detail(error)}; see `kg query --list` for examples") from error


def prefixes_of(store: ox.Store) -> dict[str, str]:
    """The prefix table for the data of this store, whatever ``--base`` it was built with."""
    quads = store.quads_for_pattern(None, VOID.uriSpace, None)
    spaces = sorted(quad.object.value for quad in quads if isinstance(quad.object, ox.Literal))
    return prefixes(spaces[0] if spaces else BASE)


def write(result: Result, form: Format, names: Mapping[str, str]) -> str:
    """The answer in a machine-readable form, with this prefix table; a table of triples is Turtle.

    Raises:
        CallError: The kind of answer has no such form (Turtle of a SELECT, CSV of a CONSTRUCT).
    """
    if isinstance(result, ox.QueryTriples):
        if form not in _TRIPLES:
            raise CallError(f"CONSTRUCT and DESCRIBE give triples, which have no form {form}; choose ttl, xml or json")
        triples = sorted(result, key=str)
        if _TRIPLES[form] == ox.RdfFormat.TURTLE:
            return tidy(_text(ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=dict(names))))
        return _text(ox.serialize(triples, format=_TRIPLES[form]))
    if isinstance(result, ox.QueryBoolean) and form in ("table", "csv"):
        return "true\n" if result else "false\n"
    if form not in _SOLUTIONS:
        raise CallError(f"SELECT and ASK give no triples, so no {form}; choose table, csv, json or xml")
    return _text(result.serialize(format=_SOLUTIONS[form]))


def rows(result: ox.QuerySolutions, names: Mapping[str, str]) -> tuple[list[str], list[list[str]]]:
    """Column names, and every row as short text for people: ``rel:signed``, ``2025-09-17``."""
    columns = [variable.value for variable in result.variables]
    return columns, [[shorten(term, names) for term in solution] for solution in result]


def shorten(term: Term | None, names: Mapping[str, str]) -> str:
    """A term for people: prefixed IRI, bare literal, empty for unbound.

    >>> shorten(ox.NamedNode("https://w3id.org/actorkg/relation#signed"), prefixes())
    'rel:signed'
    """
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        spaces = [item for item in names.items() if term.value.startswith(item[1])]
        prefix, space = max(spaces, key=lambda item: len(item[1]), default=("", ""))
        return f"{prefix}:{term.value[len(space) :]}" if space else term.value
    return term.value if isinstance(term, ox.Literal | ox.BlankNode) else str(term)


def tidy(turtle: str) -> str:
    """The Turtle text with its prefixes in order, and only those it uses; the serialiser gives all, in any order."""
    lines = turtle.splitlines(keepends=True)
    body = "".join(line for line in lines if not line.startswith("@prefix "))
    used = sorted(line for line in lines if line.startswith("@prefix ") and line.split()[1] in body)
    return "".join(used) + body


def _text(written: bytes | None) -> str:
    """The text of a serialiser that was given no file to write to."""
    return (written or b"").decode()


def _detail(error: SyntaxError) -> str:
    """The parser's message on one line and without its lists of character ranges."""
    text = " ".join(str(error).split())
    return text if len(text) <= _MOST_DETAIL else text[:_MOST_DETAIL] + "..."
