"""What a SPARQL text may not contain: calls to other servers, and updates.

pyoxigraph fetches the address of a SERVICE clause and has no switch against it, so the word is looked for before the
query runs. Oxigraph reads ``1SERVICE<..>``, ``SERVICE:a`` and ``SERVICESILENT<..>`` as the keyword, while a ``#`` in an
IRI or after a backslash opens no comment; the scan below follows it in both and, in doubt, refuses.
"""

import re

from kg.errors import CallError

_UPDATES = frozenset({"add", "clear", "copy", "create", "delete", "drop", "insert", "load", "move", "with"})
_TOKEN = re.compile(
    r"""
      <[^\x00-\x20<>"{}|^`]*>                                   # an IRI
    | \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
    | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*'             # strings
    | \#[^\r\n]*                                                # a comment ends at either line end
    | \\. | [?$]\w+                                             # an escaped character of a name; a variable
    | (?P<prefix>[\w.-]*):[\w.:%-]*                             # a prefixed name
    | (?P<word>\w+)
    """,
    re.VERBOSE | re.DOTALL,
)
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def check_reads_only(query: str) -> None:
    """Nothing for a query that only reads this graph; CallError for SERVICE and for updates.

    >>> check_reads_only("SELECT * { ?service rdfs:label 'SERVICE' } # service")
    >>> check_reads_only("ASK { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    ...
    kg.errors.CallError: SERVICE is refused: queries read the built graph only; load other data into a store of your own
    """
    for text in (query, _CODE_POINT.sub(_decode, query)):
        words = list(_words(text))
        if any("service" in word for word in words):
            raise CallError(
                "SERVICE is refused: queries read the built graph only; load other data into a store of your own"
            )
        verb = next((word for word in words if word not in ("prefix", "base")), "")
        if verb in _UPDATES:
            raise CallError(
                f"{verb.upper()} is refused: queries only read; "
                "the graph changes with `kg build`, so ask with SELECT, ASK, CONSTRUCT or DESCRIBE"
            )


def asks_by_document(query: str) -> bool:
    """True where the query asks named graphs, which are the documents, or chooses its own with FROM.

    >>> asks_by_document("ASK { GRAPH ?document { ?s ?p ?o } }"), asks_by_document("ASK { ?graph rdfs:label 'graph' }")
    (True, False)
    """
    return not {"from", "graph"}.isdisjoint(_words(query))


def names_graphs(query: str) -> bool:
    """True where the query chooses its own graphs with FROM.

    >>> names_graphs("SELECT ?from FROM <http://example.org/g> { ?from ?p ?o }"), names_graphs("ASK { ?from ?p ?o }")
    (True, False)
    """
    return "from" in _words(query)


def _words(text: str) -> list[str]:
    """The lower-cased words outside strings, comments, IRIs, variables and local names, in order."""
    found = []
    for token in _TOKEN.finditer(text):
        if token["word"]:
            found.append(token["word"].casefold())
        elif token["prefix"] and "service" in token["prefix"].casefold():
            found.append(token["prefix"].casefold())
    return found


def _decode(escape: re.Match[str]) -> str:
    """The character a code point escape stands for, or the escape itself beyond Unicode."""
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= 0x10FFFF else escape[0]
