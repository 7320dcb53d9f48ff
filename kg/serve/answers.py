"""One query answered, whole and in the form its client likes best: the work of a worker process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyoxigraph as ox

from kg.algebra import check_algebra
from kg.errors import CallError
from kg.guard import check_reads_only
from kg.query import tidy
from kg.serve.limits import CappedOutput, Limits, TooLarge, capped
from kg.serve.messages import Reply, problem
from kg.serve.negotiation import best
from kg.serve.protocol import Operation

# By media type: the engine's format, and the bytes that come once for each row of it.
SOLUTIONS: Mapping[str, tuple[ox.QueryResultsFormat, bytes]] = {
    "application/sparql-results+json": (ox.QueryResultsFormat.JSON, b"},{"),
    "application/sparql-results+xml": (ox.QueryResultsFormat.XML, b"<result>"),
    "text/csv": (ox.QueryResultsFormat.CSV, b"\r\n"),
    "text/tab-separated-values": (ox.QueryResultsFormat.TSV, b"\n"),
}
TRIPLES: Mapping[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
# What clients also ask for, and what they get: the same bytes under the name they know.
_ALSO = {
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
}
_ALSO_TRIPLES = {
    "text/plain": "application/n-triples",
    "application/json": "application/ld+json",
    "application/xml": "application/rdf+xml",
}
_MOST_DETAIL = 300


def answer(
    store: ox.Store, asked: Operation, accept: str, names: Mapping[str, str], base: str, limits: Limits
) -> Reply:
    """The answer as a reply: 400 for what is no SPARQL, 403 for what is refused, 406, 422 for what grows too large."""
    try:
        check_reads_only(asked.query)
        check_algebra(asked.query, names)
    except CallError as error:
        return problem(403, str(error))
    try:
        result = _result(store, asked, names, base)
    except SyntaxError as error:
        return problem(400, f"the query is not SPARQL 1.1: {_detail(error)}")
    except ValueError as error:
        return problem(400, f"default-graph-uri and named-graph-uri must be absolute IRIs: {_detail(error)}")
    except OSError as error:
        return problem(403, f"the query asks for what is refused here: {_detail(error)}")
    try:
        if isinstance(result, ox.QueryTriples):
            return _triples(result, accept, names, limits)
        return _solutions(result, accept, limits)
    except TooLarge as error:
        return problem(422, f"{error}; ask for less, or page by page with ORDER BY, LIMIT and OFFSET")
    except (OSError, RuntimeError) as error:
        return problem(403, f"the query asks for what is refused here: {_detail(error)}")


def rdf(triples: Sequence[ox.Triple], accept: str, names: Mapping[str, str]) -> Reply:
    """Triples in the RDF format that the client likes best, in a fixed order; 406 where it takes none."""
    media_type = _chosen(accept, TRIPLES, _ALSO_TRIPLES)
    if media_type is None:
        return _not_acceptable(TRIPLES)
    form = TRIPLES[_ALSO_TRIPLES.get(media_type, media_type)]
    # The serialiser gives its prefixes in any order, which Turtle is cured of below and other forms do without.
    table = dict(names) if form == ox.RdfFormat.TURTLE else None
    body = ox.serialize(sorted(triples, key=str), format=form, prefixes=table) or b""
    if form == ox.RdfFormat.TURTLE:
        body = tidy(body.decode()).encode()
    return Reply(200, body, _with_charset(media_type))


def _result(
    store: ox.Store, asked: Operation, names: Mapping[str, str], base: str
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """The engine's answer over the default graph, unless request or query name some."""
    if asked.default_graphs or asked.named_graphs:
        return store.query(
            asked.query,
            base_iri=base,
            prefixes=dict(names),
            default_graph=[ox.NamedNode(iri) for iri in asked.default_graphs],
            named_graphs=[ox.NamedNode(iri) for iri in asked.named_graphs],
        )
    return store.query(asked.query, base_iri=base, prefixes=dict(names))


def _solutions(result: ox.QuerySolutions | ox.QueryBoolean, accept: str, limits: Limits) -> Reply:
    # No standard has CSV or TSV for a boolean; clients that ask for nothing else get the word.
    media_type = _chosen(accept, SOLUTIONS, _ALSO)
    if media_type is None:
        return _not_acceptable(SOLUTIONS)
    form, row = SOLUTIONS[_ALSO.get(media_type, media_type)]
    output = CappedOutput(limits, row)
    result.serialize(output, format=form)
    return Reply(200, output.getvalue(), _with_charset(media_type))


def _triples(result: ox.QueryTriples, accept: str, names: Mapping[str, str], limits: Limits) -> Reply:
    if _chosen(accept, TRIPLES, _ALSO_TRIPLES) is None:
        return _not_acceptable(TRIPLES)
    reply = rdf(list(capped(result, limits)), accept, names)
    if len(reply.body) > limits.answer_megabytes * 1_000_000:
        raise TooLarge(f"the answer has more than {limits.answer_megabytes} MB")
    return reply


def _chosen(accept: str, offers: Mapping[str, object], also: Mapping[str, str]) -> str | None:
    return best(accept, [*offers, *also])


def _not_acceptable(offers: Mapping[str, object]) -> Reply:
    return problem(406, f"the answer has none of the types your Accept header names; it has: {', '.join(offers)}")


def _with_charset(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _detail(error: Exception) -> str:
    """The engine's message on one line, without its lists of character ranges."""
    text = " ".join(str(error).split())
    return text if len(text) <= _MOST_DETAIL else text[:_MOST_DETAIL] + "..."
