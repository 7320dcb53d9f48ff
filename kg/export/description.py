"""The data set described for catalogues and query planners: VoID 2011 statistics and a DCAT 3 entry.

Of the union of all graphs, as ``graph.ttl`` has it. Counts of classes and properties are void partitions, which
federating engines read to choose a source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.graph.dataset import base_of, counted, dataset_iri
from kg.graph.literals import moment, number, text
from kg.union import union
from kg.vocab import DCAT, DCTERMS, KG, PLOVER, RDF, RDFS, REL, VOID, local, prefixes

_IANA = "https://www.iana.org/assignments/media-types/"
_W3C_FORMATS = "http://www.w3.org/ns/formats/"
# Name of the file, its media type, and W3C's IRI of the format where it has one.
_DISTRIBUTIONS: Mapping[str, tuple[str, str]] = {
    "graph.ttl": ("text/turtle", "Turtle"),
    "graph.trig": ("application/trig", "TriG"),
    "graph.nq": ("application/n-quads", "N-Quads"),
    "graph.jsonld": ("application/ld+json", "JSON-LD"),
}
_TITLE = "Actors and their relations, claim by claim"
_ABOUT = (
    "Claims, events and actors of political news: each statement with its words, its speaker and its status. "
    "Plain triples stand only for what is asserted."
)
_KEYWORDS = ("event data", "knowledge graph", "PLOVER", "political news")
_PREFIXES = {"dcat": DCAT.iri}


def description(quads: Iterable[Quad]) -> bytes:
    """The description as Turtle."""
    triples = union(quads)
    base = base_of(Quad(*triple) for triple in triples)
    told = {*_entry(triples, base), *_statistics(triples, base)}
    node = dataset_iri(base)
    ordered = sorted(told, key=lambda t: (t.subject != node, str(t.subject), t.predicate != RDF.type, str(t)))
    # Oxigraph groups what stands together; its prefix lines come in no order of their own.
    lines = (serialize(ordered, format=RdfFormat.TURTLE, prefixes=prefixes(base) | _PREFIXES) or b"").splitlines(True)
    head = sorted(line for line in lines if line.startswith(b"@prefix "))
    return b"".join([*head, b"\n", *(line for line in lines if not line.startswith(b"@prefix "))])


def _entry(triples: set[Triple], base: str) -> Iterator[Triple]:
    """What a catalogue asks for."""
    node = dataset_iri(base)
    yield Triple(node, RDF.type, VOID.Dataset)
    yield Triple(node, RDF.type, DCAT.Dataset)
    yield Triple(node, RDFS.label, text(_TITLE))
    yield Triple(node, DCTERMS.title, text(_TITLE))
    yield Triple(node, DCTERMS.description, text(_ABOUT))
    yield Triple(node, VOID.uriSpace, text(base))
    for word in _KEYWORDS:
        yield Triple(node, DCAT.keyword, text(word))
    for vocabulary in (KG.iri, REL, PLOVER.iri):
        yield Triple(node, VOID.vocabulary, NamedNode(vocabulary))
    issued = [t.object.value for t in triples if t.predicate == DCTERMS.issued and isinstance(t.object, Literal)]
    if issued:
        yield Triple(node, DCTERMS.issued, moment(max(issued)))
    for name, (media_type, format_) in _DISTRIBUTIONS.items():
        file = NamedNode(f"{base}dataset/{name}")
        yield Triple(node, DCAT.distribution, file)
        yield Triple(node, VOID.feature, NamedNode(_W3C_FORMATS + format_))
        yield Triple(file, RDF.type, DCAT.Distribution)
        yield Triple(file, DCTERMS.title, text(name))
        yield Triple(file, DCAT.mediaType, NamedNode(_IANA + media_type))


def _statistics(triples: set[Triple], base: str) -> Iterator[Triple]:
    """How much there is: in all, of each class and of each property."""
    node = dataset_iri(base)
    whole = counted(Quad(*triple) for triple in triples)
    members: dict[NamedNode, set[object]] = defaultdict(set)
    uses: dict[NamedNode, int] = defaultdict(int)
    for quad in whole:
        uses[quad.predicate] += 1
        if quad.predicate == RDF.type and isinstance(quad.object, NamedNode):
            members[quad.object].add(quad.subject)
    totals = {
        VOID.triples: len(whole),
        VOID.distinctSubjects: len({quad.subject for quad in whole}),
        VOID.distinctObjects: len({quad.object for quad in whole}),
        VOID.properties: len(uses),
        VOID.classes: len(members),
    }
    for property_, total in totals.items():
        yield Triple(node, property_, number(total))
    for class_, found in members.items():
        part = NamedNode(f"{base}dataset/class/{_short(class_)}")
        yield from _part(node, VOID.classPartition, part, VOID.class_, class_)
        yield Triple(part, VOID.entities, number(len(found)))
    for property_, uses_ in uses.items():
        part = NamedNode(f"{base}dataset/property/{_short(property_)}")
        yield from _part(node, VOID.propertyPartition, part, VOID.property_, property_)
        yield Triple(part, VOID.triples, number(uses_))


def _part(node: NamedNode, link: NamedNode, part: NamedNode, of: NamedNode, term: NamedNode) -> Iterator[Triple]:
    yield Triple(node, link, part)
    yield Triple(part, RDF.type, VOID.Dataset)
    yield Triple(part, of, term)


def _short(term: NamedNode) -> str:
    """A name for the part of this term: ``kg-Claim``."""
    table = prefixes()
    spaces = [(space, name) for name, space in table.items() if term.value.startswith(space)]
    space, name = max(spaces, key=lambda pair: len(pair[0]), default=("", ""))
    return local(f"{name}-{term.value.removeprefix(space)}" if space else term.value)
