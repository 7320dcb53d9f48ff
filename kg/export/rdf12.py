"""The graph in RDF 1.2: a claim reifies its triple, where the core form has ``rdf:subject`` and its two sisters.

Few readers know RDF 1.2 yet (Oxigraph 0.5, N3.js 2), so this is an extra beside the core form. Follows RDF 1.2
Concepts, section 3.5 (triple terms) and RDF 1.2 Turtle (reifiers).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.graph.write import turtle
from kg.vocab import RDF

_SUBJECT, _PREDICATE, _OBJECT = PARTS = (RDF.subject, RDF.predicate, RDF.object)


def rdf12(quads: Iterable[Quad]) -> bytes:
    """RDF 1.2 Turtle: ``claim:1 rdf:reifies <<( ent:Iran rel:proposed ent:coalition )>>``.

    A triple term needs an object: a claim without one keeps the classic form.
    """
    return turtle(reified(quads))


def reified(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads with a triple term for each classic reification that is whole."""
    given = list(quads)
    claims: dict[NamedNode | BlankNode | Triple, dict[NamedNode, NamedNode | BlankNode | Literal | Triple]]
    claims = defaultdict(dict)
    for quad in given:
        if quad.predicate in PARTS:
            claims[quad.subject][quad.predicate] = quad.object
    whole = {claim: _term(told) for claim, told in claims.items() if len(told) == len(PARTS)}
    for quad in given:
        term = whole.get(quad.subject)
        if term is None or (quad.predicate not in PARTS and (quad.predicate, quad.object) != (RDF.type, RDF.Statement)):
            yield quad
        elif quad.predicate == _SUBJECT:
            yield Quad(quad.subject, RDF.reifies, term, quad.graph_name)


def _term(told: dict[NamedNode, NamedNode | BlankNode | Literal | Triple]) -> Triple | None:
    """The triple that a claim is about; none where it could not be one."""
    subject, predicate = told[_SUBJECT], told[_PREDICATE]
    if isinstance(subject, NamedNode | BlankNode) and isinstance(predicate, NamedNode):
        return Triple(subject, predicate, told[_OBJECT])
    return None
