"""The graph as JSON-LD that a person can read: short names, each claim with its roles and words inside it.

One default graph, the same triples as ``graph.ttl``. Follows JSON-LD 1.1, compacted form; the context stands in the
file, because nothing here may depend on an address being up.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.errors import KgError
from kg.export.context import IRI, Term, context, terms
from kg.graph.dataset import base_of, counted
from kg.graph.write import natural
from kg.union import union
from kg.vocab import KG, OA, RDF, RDFS, XSD, prefixes

Node = dict[str, object]
Value = NamedNode | BlankNode | Literal | Triple
# What is told inside the node that leads to it.
_NESTED = frozenset({KG.Role, KG.Evidence, OA.TextPositionSelector, OA.TextQuoteSelector})
_ORDER = ("dataset", "doc", "author", "entity", "event", "claim")
_LARGEST_INTEGER = 2**53


def jsonld(quads: Iterable[Quad]) -> bytes:
    """The union of all graphs as one JSON-LD document: data set, documents, entities, events, claims."""
    whole = counted(Quad(*triple) for triple in union(quads))
    tree = _Tree(whole)
    nodes = [json.dumps(node, ensure_ascii=False, indent=1) for node in tree.nodes()]
    head = json.dumps(context(tree.base, {quad.predicate.value for quad in whole}), ensure_ascii=False, indent=1)
    text = f'{{"@context": {head},\n"@graph": [\n' + ",\n".join(nodes) + "\n]}\n"
    return text.encode("utf-8", "replace")


class _Tree:
    """The triples of a graph as nested JSON nodes."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        given = list(quads)
        self.base = base_of(given)
        self._prefixes = sorted(prefixes(self.base).items(), key=lambda item: (-len(item[1]), item[0]))
        self._schemes = frozenset(name for name, _ in self._prefixes)
        self._told: dict[NamedNode | BlankNode, dict[NamedNode, list[Value]]] = defaultdict(lambda: defaultdict(list))
        for quad in given:
            if isinstance(quad.subject, Triple) or isinstance(quad.object, Triple):
                raise KgError("JSON-LD has no triple terms; export this RDF 1.2 graph as rdf12")
            self._told[quad.subject][quad.predicate].append(quad.object)
        self._names = {property_: self._term(property_) for told in self._told.values() for property_ in told}
        self._shown: set[Value] = set()

    def nodes(self) -> Iterator[Node]:
        """The nodes that stand for themselves, in order; then those that should be inside others and are not."""
        order = sorted(self._told, key=self._place)
        for node in order:
            if not self._is_nested(node):
                yield self._node(node, {node})
        for node in order:
            if node not in self._shown:
                yield self._node(node, {node})

    def _place(self, node: NamedNode | BlankNode) -> tuple[int, tuple[str, ...], str]:
        """Kind of node, then the place in the text for claims, then the name."""
        kind, _, name = node.value.removeprefix(self.base).partition("/")
        told = self._told[node].get(KG.evidence, [])
        at = min((natural(str(words)) for words in told), default=natural(name))
        return (_ORDER.index(kind) if kind in _ORDER else len(_ORDER), at, node.value)

    def _node(self, node: NamedNode | BlankNode, inside: set[Value]) -> Node:
        """One node with all that is told of it; ``inside`` are the nodes that stand in this one already."""
        self._shown.add(node)
        made: Node = {"id": self._iri(node)}
        told = self._told[node]
        first = {RDF.type: 0, RDFS.label: 1, RDF.subject: 2, RDF.predicate: 3, RDF.object: 4}
        for property_ in sorted(told, key=lambda one: (first.get(one, 9), self._names[one].name)):
            term = self._names[property_]
            ordered = sorted(told[property_], key=lambda value: (natural(str(value)), str(value)))
            values = [self._value(value, term, inside) for value in ordered]
            made[term.name] = values[0] if len(values) == 1 else values
        return made

    def _value(self, value: Value, term: Term, inside: set[Value]) -> object:
        if isinstance(value, Literal):
            return _literal(value, term)
        if value in self._told and value not in inside and self._is_nested(value):
            inside.add(value)
            return self._node(value, inside)  # type: ignore[arg-type]
        name = self._iri(value)
        return name if term.type == IRI or term.name == "type" else {"id": name}

    def _is_nested(self, node: Value) -> bool:
        return bool(_NESTED.intersection(self._told[node].get(RDF.type, ())))  # type: ignore[index]

    def _term(self, property_: NamedNode) -> Term:
        if property_ == RDF.type:
            return Term("type")
        return terms().get(property_.value) or Term(self._iri(property_))

    def _iri(self, node: Value) -> str:
        """A node's short name, as ``ent:Iran``."""
        if isinstance(node, BlankNode):
            return str(node)
        iri = str(node).strip("<>")
        for name, space in self._prefixes:
            tail = iri.removeprefix(space)
            if tail != iri and not tail.startswith("//"):
                return f"{name}:{tail}"
        scheme = iri.partition(":")[0]
        if scheme in self._schemes:
            raise KgError(f"<{iri}> cannot be told from the short name of JSON-LD's prefix {scheme}; export as turtle")
        return iri


def _literal(literal: Literal, term: Term) -> object:
    """The value as JSON says it, bare where the context or JSON itself gives its type."""
    datatype, text = literal.datatype.value, literal.value
    if literal.language:
        return {"@value": text, "@language": literal.language}
    if term.type == datatype:
        return text
    if not term.type and literal.datatype == XSD.string:
        return text
    if not term.type and literal.datatype == XSD.boolean and text in ("true", "false"):
        return text == "true"
    if not term.type and literal.datatype == XSD.integer and _is_plain_integer(text):
        return int(text)
    if literal.datatype == XSD.string:
        return {"@value": text}
    return {"@value": text, "@type": datatype.replace(XSD.iri, "xsd:")}


def _is_plain_integer(text: str) -> bool:
    return text.lstrip("-").isdecimal() and str(int(text)) == text and abs(int(text)) < _LARGEST_INTEGER
