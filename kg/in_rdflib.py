"""Statements as a graph of rdflib, for what rdflib knows and Oxigraph does not: SHACL, and its users' own code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.vocab import XSD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib import Graph


def in_rdflib(statements: Iterable[Quad | Triple]) -> Graph:
    """These statements as one graph, without the names of graphs; each term is made once, which halves the time."""
    import rdflib

    made: dict[object, rdflib.term.Identifier] = {}

    def term(of: NamedNode | BlankNode | Literal | Triple) -> rdflib.term.Identifier:
        if of not in made:
            if isinstance(of, Literal):
                made[of] = rdflib.Literal(of.value, lang=of.language, datatype=_datatype(of))
            elif isinstance(of, BlankNode):
                made[of] = rdflib.BNode(of.value)
            else:
                made[of] = rdflib.URIRef(str(of) if isinstance(of, Triple) else of.value)
        return made[of]

    graph = rdflib.Graph()
    for one in statements:
        graph.add((term(one.subject), term(one.predicate), term(one.object)))
    return graph


def _datatype(literal: Literal) -> str | None:
    """The datatype that rdflib is to know of: none for a plain or tagged string, as rdflib itself reads them."""
    return None if literal.language or literal.datatype == XSD.string else literal.datatype.value
