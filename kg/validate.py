"""A graph against its shapes (SHACL, by pySHACL) and against what concerns it as a whole (SPARQL, by Oxigraph).

SHACL describes one node at a time and takes about a second for 20,000 triples. Whether a plain triple has its claim,
an offset its text, a link its target is asked over all nodes at once, which Oxigraph does in milliseconds. Every
question is asked graph by graph where there are named graphs, because a document must be whole without the others.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Literal as Choice

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store, Triple

from kg.checks import CHECKS
from kg.default_graph import by_document
from kg.in_rdflib import in_rdflib
from kg.ontology import declared_terms, kinds_allowed
from kg.problem import Problem
from kg.resources import ontology
from kg.vocab import KG, PLOVER, PREFIXES, REL

SHAPES = "https://w3id.org/actorkg/shapes#"
_SIDES: Mapping[Choice["domain", "range"], str] = {"domain": "?node ?relation ?any", "range": "?any ?relation ?node"}


def validate(store: Store) -> list[Problem]:
    """Every fault of the graph, sorted by rule and node; an empty list for a sound graph."""
    return sorted({*shape_problems(store), *check_problems(store), *term_problems(store), *kind_problems(store)})


def shape_problems(store: Store) -> Iterator[Problem]:
    """What breaks a shape of ``ontology/shapes.ttl``; the rule is the shape's local name."""
    import pyshacl
    from rdflib import SH, Graph

    shapes = Graph().parse(ontology("shapes.ttl"), format="turtle")
    with _silent("rdflib.term"):  # which tells of a literal that is no date in a traceback; the shapes tell of it too
        conforms, report, _ = pyshacl.validate(in_rdflib(by_document(store)), shacl_graph=shapes, inplace=True)
    if conforms:
        return
    for result in report.subjects(SH.resultSeverity, None):
        shape, message = report.value(result, SH.sourceShape), report.value(result, SH.resultMessage)
        yield Problem(str(shape).removeprefix(SHAPES), str(report.value(result, SH.focusNode)), str(message))


@contextmanager
def _silent(name: str) -> Iterator[None]:
    """Turn a library's logger off for a while."""
    logger = logging.getLogger(name)
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


def check_problems(store: Store) -> Iterator[Problem]:
    """What breaks a check of :data:`kg.checks.CHECKS`."""
    for check in CHECKS:
        for row in _rows(store, check.query):
            yield Problem(check.rule, row["node"], check.message)


def term_problems(store: Store) -> Iterator[Problem]:
    """Properties, classes, statuses and types of our namespaces that the ontology does not declare."""
    declared, ours = declared_terms(), (KG.iri, REL, PLOVER.iri)
    used = "SELECT DISTINCT ?node { IN_GRAPH { { ?s ?node ?o } UNION { ?s ?p ?node FILTER(isIRI(?node)) } } }"
    for row in _rows(store, used):
        iri = row["node"]
        if iri.startswith(ours) and iri not in declared and iri not in ours:
            yield Problem("undeclared", iri, "The term is used and not declared in ontology/.")


def kind_problems(store: Store) -> Iterator[Problem]:
    """Ends of plain triples that are not of the kind the relation's domain or range asks for; each must be an entity.

    A reasoner would type them so; a claim, which only says who said it, may be about anything.
    """
    for side, triple in _SIDES.items():
        allowed = kinds_allowed(side)
        classes = f"""SELECT ?node ?relation (GROUP_CONCAT(STR(?class)) AS ?classes) {{ IN_GRAPH {{
            {triple} FILTER(STRSTARTS(STR(?relation), "{REL}")) ?node a ?class }} }} GROUP BY ?node ?relation"""
        for row in _rows(store, classes):
            relation = row["relation"]
            kinds = allowed.get(relation, allowed[f"{REL}related"])
            if not kinds.intersection(row["classes"].split()):
                yield Problem(
                    "relation-kind",
                    row["node"],
                    f"A plain triple has it outside the {side} of rel:{relation.removeprefix(REL)}.",
                )


def _rows(store: Store, query: str) -> Iterator[dict[str, str]]:
    """The rows of a SELECT query as text, asked within each graph where graphs have names."""
    scope = "GRAPH ?g" if any(store.named_graphs()) else ""
    solutions = store.query(query.replace("IN_GRAPH", scope), prefixes=PREFIXES)
    if isinstance(solutions, QuerySolutions):
        names = [variable.value for variable in solutions.variables]
        for solution in solutions:
            yield {name: _text(solution[name]) for name in names}


def _text(term: NamedNode | BlankNode | Literal | Triple | None) -> str:
    return str(term) if term is None or isinstance(term, Triple) else term.value
