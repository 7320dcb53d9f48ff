"""Every quote of a graph read again in its source: the hash of the text, the offsets, the words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg.default_graph import is_whole
from kg.problem import Problem
from kg.vocab import PREFIXES

_DOCUMENTS = "SELECT ?node ?name ?hash { ?node kg:fileName ?name ; kg:sha256 ?hash }"
# What quotes a document: each query gives the node, its document's file name, start, end and words.
_QUOTES: Mapping[str, str] = {
    "evidence": """SELECT ?node ?name ?start ?end ?words { ?node oa:hasSource/kg:fileName ?name ;
        oa:hasSelector ?at, ?quote . ?at oa:start ?start ; oa:end ?end . ?quote oa:exact ?words }""",
    "trigger": """SELECT ?node ?name ?start ?end ?words { ?node prov:wasDerivedFrom/kg:fileName ?name ;
        kg:trigger ?words ; kg:triggerStart ?start ; kg:triggerEnd ?end }""",
    "mention": """SELECT ?node ?name ?start ?end ?words { ?claim prov:wasDerivedFrom/kg:fileName ?name ; kg:role ?node .
        ?node kg:mention ?words ; kg:mentionStart ?start ; kg:mentionEnd ?end }""",
    "time": """SELECT ?node ?name ?start ?end ?words { ?node prov:wasDerivedFrom/kg:fileName ?name ;
        kg:timeText ?words ; kg:timeStart ?start ; kg:timeEnd ?end }""",
}
_SHOWN = 60


def verify(store: Store, documents: Mapping[str, str]) -> list[Problem]:
    """Every mismatch between the graph and its sources, sorted; an empty list where all is as quoted.

    ``documents`` gives the text of each document by its file name, as :mod:`kg.read` reads it. A document of the graph
    is found by its name, or under any other by the hash of its text; one that is not there is a mismatch. A document
    that the graph does not know is none.
    """
    sources: dict[str, str] = {}
    problems = set(_changed(store, documents, sources))
    return sorted(problems.union(_misquoted(store, sources)))


def _changed(store: Store, documents: Mapping[str, str], sources: dict[str, str]) -> Iterator[Problem]:
    """What is wrong with whole documents; the text of each that is there goes into ``sources``."""
    by_hash = {_digest(text): text for text in documents.values()}
    for node, name, digest in _rows(store, _DOCUMENTS):
        if digest in by_hash:
            sources[name] = by_hash[digest]
        elif name in documents:
            sources[name] = documents[name]
            yield Problem("source-changed", node, f"{name} is not the text this graph was built from; build it anew.")
        else:
            yield Problem("source-missing", node, f"{name} was not found; name the file or its folder with --articles.")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _misquoted(store: Store, sources: Mapping[str, str]) -> Iterator[Problem]:
    for what, query in _QUOTES.items():
        for node, name, start, end, words in _rows(store, query):
            if name not in sources:
                continue
            found = sources[name][int(start) : int(end)]
            if found != words:
                message = f"{name}[{start}:{end}] is {_short(found)}, not {_short(words)}."
                yield Problem(f"{what}-words", node, message)


def _short(words: str) -> str:
    return repr(words if len(words) <= _SHOWN else words[:_SHOWN] + "...")


def _rows(store: Store, query: str) -> Iterator[list[str]]:
    """The rows of a SELECT query over all graphs, each value as text."""
    solutions = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=not is_whole(store))
    if isinstance(solutions, QuerySolutions):
        for solution in solutions:
            yield [term.value for term in solution if isinstance(term, NamedNode | Literal)]
