"""A second opinion on a query: does the algebra that rdflib makes of it call another server?

The scan of :mod:`kg.guard` reads words; this reads what a whole other SPARQL parser understood. Parsing takes a tenth
of a second, so it is asked only about a text in which the word SERVICE occurs at all, however it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.errors import CallError

_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
# Longer texts that speak of SERVICE are refused unread: rdflib's parser backtracks, and the word is rare in data.
_MOST_CHARACTERS = 20_000


def check_algebra(query: str, prefixes: Mapping[str, str]) -> None:
    r"""Nothing for a query that rdflib reads as asking this graph alone; CallError for any other.

    >>> check_algebra("SELECT * { ?s ?p 'SERVICE <http://example.org/>' }", {})
    >>> check_algebra("ASK { FILTER EXISTS { SERVI\\u0043E SILENT <http://example.org/> { ?s ?p ?o } } }", {})
    Traceback (most recent call last):
    ...
    kg.errors.CallError: SERVICE is refused: queries read the built graph only
    """
    if "service" not in _spelt_out(query).casefold():
        return
    if len(query) > _MOST_CHARACTERS:
        raise CallError("the query mentions SERVICE and is too long to be checked; shorten it or leave the word out")
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery
    from rdflib.plugins.sparql.sparql import SPARQLError

    try:
        algebra = translateQuery(parseQuery(query), initNs=dict(prefixes)).algebra
    except RecursionError as error:
        raise CallError("the query mentions SERVICE and is nested too deep to be checked; simplify it") from error
    except (ParseBaseException, SPARQLError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CallError(
            "the query mentions SERVICE and a second parser cannot read it, so it is refused; leave the word out"
        ) from error
    if any(getattr(node, "name", None) == "ServiceGraphPattern" for node in _nodes(algebra)):
        raise CallError("SERVICE is refused: queries read the built graph only")


def _spelt_out(text: str) -> str:
    """The text with code point escapes in plain characters, also those that only appear by decoding others."""
    before = None
    while text != before:
        before, text = text, _CODE_POINT.sub(_character, text)
    return text


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= 0x10FFFF else ""


def _nodes(algebra: object) -> Iterator[object]:
    """Every part of an algebra; filters hold patterns of their own, as values."""
    queue, seen = [algebra], set()
    while queue:
        node = queue.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if isinstance(node, Mapping):
            queue.extend(node.values())
        elif isinstance(node, list | tuple | set | frozenset):
            queue.extend(node)
