"""A built graph in a Python program: its claims, its actors, and answers to questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.candidates import candidates
from kg.claims import Claim, claim_of
from kg.default_graph import union_in
from kg.directory import Actor, Document, actors, documents
from kg.errors import CallError
from kg.filters import Filters, select
from kg.guard import asks_by_document
from kg.model import NodeType
from kg.queries import ReadyQuery, bind, find, load_queries
from kg.query import Result, Term, run
from kg.rows import Rows
from kg.statements import statements
from kg.store import open_by_document, open_together
from kg.vocab import KG, RDF

if TYPE_CHECKING:
    import rdflib

_COUNTED = (KG.Document, KG.Claim)


class Graph:
    """A graph that ``kg build`` made, open for questions; nothing done with it changes it.

    >>> graph = Graph.open("out")
    >>> claim = next(graph.claims(actor="Pakistan", type="SUPPORT", since="2025-09"))
    >>> print(claim)
    Pakistan signed Strategic Mutual Defense Agreement
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._store = open_together(path)

    @classmethod
    def open(cls, path: str | Path) -> Graph:
        """The graph of a build folder, or of one RDF file: Turtle, TriG, N-Quads, N-Triples, JSON-LD.

        Raises:
            KgError: there is no graph, or it is not valid RDF.
        """
        return cls(Path(path))

    def query(self, sparql: str, *, most: int | None = None) -> Rows:
        """The rows of a SELECT query over all documents together, or the first ``most`` of them.

        The prefixes of ``kg query`` are known.

        >>> graph = Graph.open("out")
        >>> graph.query("SELECT ?name { ent:Pakistan rel:signedWith/rdfs:label ?name }").column("name")
        ['Saudi Arabia']

        Raises:
            CallError: it is no SPARQL 1.1 SELECT query, reads another server or changes data.
        """
        return self._rows(sparql, {}, most)

    def holds(self, sparql: str) -> bool:
        """The answer to an ASK query.

        >>> Graph.open("out").holds("ASK { ent:Iran rel:joined ent:Strategic_Mutual_Defense_Agreement }")
        False
        """
        result = self._run(sparql)
        if not isinstance(result, ox.QueryBoolean):
            raise _other_kind(result, "ASK")
        return bool(result)

    def construct(self, sparql: str) -> rdflib.Graph:
        """The triples of a CONSTRUCT or DESCRIBE query, as a graph of rdflib."""
        from kg.in_rdflib import in_rdflib

        result = self._run(sparql)
        if not isinstance(result, ox.QueryTriples):
            raise _other_kind(result, "CONSTRUCT")
        return in_rdflib(result)

    def ask(self, name: str, *, most: int | None = None, **settings: str) -> Rows:
        """The rows of a ready question of ``kg query --list`` with its settings, or the first ``most`` of them.

        A setting whose name is a word of Python takes an underscore: ``ask("paths-between", from_="Iran", to="Iraq")``.

        >>> graph = Graph.open("out")
        >>> graph.ask("who-signed-what", signatory="Pakistan")[0]["what"]
        'Strategic Mutual Defense Agreement'

        Raises:
            CallError: there is no such question or setting, or its value names nothing in this graph.
        """
        ready = find(name)
        terms = bind(self._store, ready, {key.rstrip("_"): value for key, value in settings.items()})
        return self._rows(ready.text, terms, most)

    @staticmethod
    def questions() -> Mapping[str, ReadyQuery]:
        """The ready questions by name, each with title, settings and SPARQL text."""
        return load_queries()

    def claims(
        self,
        actor: str | None = None,
        status: str | None = None,
        type: str | None = None,
        since: str | None = None,
        until: str | None = None,
        speaker: str | None = None,
        document: str | None = None,
    ) -> Iterator[Claim]:
        """The claims that pass every filter, in the order of the documents' texts.

        ``actor`` and ``speaker`` are part of a name in any case, or a whole IRI; ``type`` is a PLOVER root as ASSAULT;
        ``since`` and ``until`` are 2025, 2025-06 or 2025-09-17, include their own period and leave out claims without a
        date; ``document`` is a file name.

        >>> {claim.status for claim in Graph.open("out").claims(speaker="Safavi", status="proposed")}
        {'proposed'}

        Raises:
            CallError: a status, type or date is none.
        """
        filters = Filters(
            actor=actor,
            status=status,
            event_type=type,
            since=since,
            until=until,
            speaker=speaker,
            document=document,
        )
        return map(claim_of, select(statements(self._store, candidates(self._store, filters)), filters))

    def actors(self, name: str | None = None, type: NodeType | None = None) -> Iterator[Actor]:
        """The actors that take part in a claim, those most is said of first.

        ``name`` is part of a label or other name in any case; ``type`` is State, Person, Organisation, ArmedGroup ...

        >>> [actor.label for actor in Graph.open("out").actors("hezbollah")]
        ['Hezbollah', 'Hezbollah in Iraq']
        """
        return actors(self._store, name, type)

    def documents(self) -> Iterator[Document]:
        """The documents the graph was built from, by file name."""
        return documents(self._store)

    def explain(self, iri: str) -> str:
        """What the graph holds of the claim or event ``iri``, as lines of text; CallError where there is none."""
        from kg.explanation import explain_claim

        return explain_claim(self._store, iri)

    def to_rdflib(self) -> rdflib.Graph:
        """A copy as a graph of rdflib, all documents together; a query takes many times as long there."""
        from kg.in_rdflib import in_rdflib

        return in_rdflib(union_in(self._store))

    def _rows(self, sparql: str, terms: Mapping[str, Term], most: int | None) -> Rows:
        result = self._run(sparql, terms)
        if not isinstance(result, ox.QuerySolutions):
            raise _other_kind(result, "SELECT")
        return Rows((variable.value for variable in result.variables), islice(result, most))

    def _run(self, sparql: str, terms: Mapping[str, Term] | None = None) -> Result:
        return run(self._by_document if asks_by_document(sparql) else self._store, sparql, terms)

    @cached_property
    def _by_document(self) -> ox.Store:
        """The same with a named graph for each document, opened for the first query that asks for one."""
        return open_by_document(self._path)

    def __repr__(self) -> str:
        """Where it comes from, and its size."""
        sizes = [len(set(self._store.quads_for_pattern(None, RDF.type, kind, ox.DefaultGraph()))) for kind in _COUNTED]
        return f"<Graph {self._path}: {sizes[0]:,} documents, {sizes[1]:,} claims>"


def _other_kind(result: Result, wanted: str) -> CallError:
    """The error of a query of another kind than its method takes."""
    methods = {
        ox.QuerySolutions: "SELECT: ask it with query()",
        ox.QueryBoolean: "ASK: ask it with holds()",
        ox.QueryTriples: "CONSTRUCT or DESCRIBE: ask it with construct()",
    }
    return CallError(f"expected {wanted}, and the query is {methods[type(result)]}")
