"""The description of the whole, in VoID: what it is, and how much of it there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Quad, Triple

from kg.graph.literals import number, text
from kg.vocab import BASE, KG, RDF, RDFS, REL, VOID, document_iri

_COUNTED = {"documents": KG.Document, "claims": KG.Claim, "events": KG.Event, "actors": KG.Actor}


def dataset_triples(base: str = BASE) -> Iterator[Triple]:
    """The description of the data set without its size; the same for every article."""
    node = dataset_iri(base)
    yield Triple(node, RDF.type, VOID.Dataset)
    yield Triple(node, RDFS.label, text("Actors and their relations, claim by claim"))
    yield Triple(node, VOID.uriSpace, text(base))
    for vocabulary in (KG.iri, REL):
        yield Triple(node, VOID.vocabulary, NamedNode(vocabulary))


def copy_quads(copies: Iterable[tuple[str, str]], base: str = BASE) -> Iterator[Quad]:
    """Which documents are near duplicates of which: said of the data set, for each document is whole without others."""
    for name, original in copies:
        yield Quad(document_iri(name, base), KG.nearDuplicateOf, document_iri(original, base))


def dataset_iri(base: str) -> NamedNode:
    """The IRI of the data set whose names begin with ``base``."""
    return NamedNode(f"{base}dataset")


def base_of(quads: Iterable[Quad]) -> str:
    """What the names of this data set begin with, as its description says."""
    return next((quad.object.value for quad in quads if quad.predicate == VOID.uriSpace), BASE)  # type: ignore[union-attr]


def counted(quads: Iterable[Quad]) -> set[Quad]:
    """The quads with the size of the data set in place of any former one.

    ``void:triples`` counts the distinct triples of all graphs together, its own description included; a partition for
    each kind of ``_COUNTED`` gives the number of nodes.
    """
    given = list(quads)
    base = base_of(given)
    kept = {quad for quad in given if not _is_size(quad, base)}
    members: dict[NamedNode, set[object]] = {kind: set() for kind in _COUNTED.values()}
    for quad in kept:
        if quad.predicate == RDF.type and quad.object in members:
            members[quad.object].add(quad.subject)  # type: ignore[index]
    distinct = {(quad.subject, quad.predicate, quad.object) for quad in kept}
    return {*kept, *size_quads(base, len(distinct), {name: len(members[kind]) for name, kind in _COUNTED.items()})}


def size_quads(base: str, triples: int, members: Mapping[str, int]) -> list[Quad]:
    """The size of a data set of so many distinct triples, besides those given back, and so many nodes of each kind."""
    sizes = [quad for name, kind in _COUNTED.items() for quad in _partition(base, name, kind, members[name])]
    return [*sizes, Quad(dataset_iri(base), VOID.triples, number(triples + len(sizes) + 1))]


def _partition(base: str, name: str, kind: NamedNode, size: int) -> Iterator[Quad]:
    node = NamedNode(f"{base}dataset/{name}")
    yield Quad(dataset_iri(base), VOID.classPartition, node)
    yield Quad(node, RDF.type, VOID.Dataset)
    yield Quad(node, RDFS.label, text(name))
    yield Quad(node, VOID.class_, kind)
    yield Quad(node, VOID.entities, number(size))


def _is_size(quad: Quad, base: str) -> bool:
    """True for what :func:`counted` adds."""
    if not isinstance(quad.subject, NamedNode):
        return False
    about = quad.predicate in (VOID.triples, VOID.classPartition) and quad.subject == dataset_iri(base)
    return about or quad.subject.value.startswith(f"{base}dataset/")
