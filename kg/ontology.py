"""What the files of ``ontology/`` declare: terms, and the kinds of node a relation takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Literal

from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, Store

from kg.errors import DataError
from kg.resources import ontology
from kg.vocab import KG, PLOVER, PREFIXES

FILES = ("kg.ttl", "plover.ttl", "relations.ttl")


@cache
def declared_terms() -> frozenset[str]:
    """The IRI of everything described in the ontology."""
    return frozenset(quad.subject.value for quad in load() if isinstance(quad.subject, NamedNode))


@cache
def kinds_allowed(side: Literal["domain", "range"]) -> Mapping[str, frozenset[str]]:
    """For each relation with this side declared, the classes it takes there, subclasses included.

    A topic may stand anywhere: it is what nothing more is known of ("thousands of protesters").
    """
    query = f"SELECT ?relation ?kind {{ ?relation rdfs:{side} ?top . ?kind rdfs:subClassOf* ?top }}"
    solutions = load().query(query, prefixes=PREFIXES)
    kinds: dict[str, set[str]] = defaultdict(set)
    if isinstance(solutions, QuerySolutions):
        for solution in solutions:
            kinds[str(solution["relation"].value)].add(str(solution["kind"].value))
    return {relation: frozenset({*found, KG.Topic.value}) for relation, found in kinds.items()}


@cache
def relation_types() -> Mapping[str, str]:
    """The PLOVER root that the vocabulary gives a relation, by IRI; relations without one are left out."""
    query = "SELECT ?relation ?type { ?relation a kg:Relation ; kg:eventType ?type }"
    solutions = load().query(query, prefixes=PREFIXES)
    if not isinstance(solutions, QuerySolutions):
        return {}
    return {str(row["relation"].value): str(row["type"].value).removeprefix(PLOVER.iri) for row in solutions}


@cache
def quad_classes() -> Mapping[str, str]:
    """The quad class of each PLOVER root by name: ``{"ASSAULT": "material conflict", ...}``."""
    quads = load().quads_for_pattern(None, KG.quadClass, None)
    return {str(quad.subject).strip("<>").removeprefix(PLOVER.iri): str(quad.object.value) for quad in quads}  # type: ignore[union-attr]


@cache
def load() -> Store:
    """The ontology's files as one graph; DataError naming the file that is no Turtle."""
    store = Store()
    for name in FILES:
        path = ontology(name)
        try:
            store.load(path=str(path), format=RdfFormat.TURTLE)
        except SyntaxError as error:
            raise DataError(f"ontology/{name}: {error}; it must be Turtle 1.1") from error
    return store
