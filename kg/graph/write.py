"""Quads to files: the same statements give the same bytes, in an order a person can read.

Oxigraph's serialiser writes the syntax; this module only puts the statements in order, layer by layer and claim by
claim in the order of the text, and puts the finished file in place in one step.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.errors import KgError
from kg.graph.dataset import base_of, counted
from kg.union import union
from kg.vocab import KG, RDF, RDFS, REL, prefixes

_LAYERS = (
    "the data set and its documents",
    "actors and what else is named",
    "1 plain triples: asserted, and nothing else",
    "2 events: participants, place, time, type",
    "3 claims: who says what about it, and whether it holds",
    "4 evidence: the words",
)
_LAYER_OF = {"entity": 1, "event": 3, "claim": 4, "role": 4, "evidence": 5, "position": 5, "quote": 5}
_FIRST = {RDF.type.value: "0", RDFS.label.value: "1", RDF.subject.value: "2", RDF.predicate.value: "3"}
Term = tuple[str, ...]
_ESCAPED_PERCENT = re.compile(rb"(?<!\\)\\%(?=[0-9A-F]{2})")


def write_turtle(quads: Iterable[Quad], path: Path) -> None:
    """One Turtle file of all graphs together, without their names, one section a layer."""
    put(path, turtle(quads))


def write_trig(quads: Iterable[Quad], path: Path) -> None:
    """One TriG file: the default graph, then the graph of each document by name."""
    put(path, trig(quads))


def write_nquads(quads: Iterable[Quad], path: Path) -> None:
    """One N-Quads file, its lines sorted."""
    put(path, nquads(quads))


def turtle(quads: Iterable[Quad]) -> bytes:
    """What :func:`write_turtle` writes."""
    order = _Order(counted(Quad(*triple) for triple in union(quads)))
    triples = sorted(map(_triple, order.quads), key=order.triple_key)
    sections: dict[int, list[Triple]] = defaultdict(list)
    for triple in triples:
        sections[order.layer(triple)].append(triple)
    parts = [_header(order.base)]
    for layer, title in enumerate(_LAYERS):
        if sections[layer]:
            parts.append(f"\n# {title}\n".encode() + _body(sections[layer], RdfFormat.TURTLE, order.base))
    return b"".join(parts)


def trig(quads: Iterable[Quad]) -> bytes:
    """What :func:`write_trig` writes."""
    order = _Order(counted(quads))
    ordered = sorted(order.quads, key=lambda quad: (_graph_name(quad), order.triple_key(_triple(quad))))
    return _header(order.base) + b"\n" + _body(ordered, RdfFormat.TRIG, order.base)


def nquads(quads: Iterable[Quad]) -> bytes:
    """What :func:`write_nquads` writes."""
    lines = serialize(counted(quads), format=RdfFormat.N_QUADS) or b""
    return b"".join(sorted(lines.splitlines(keepends=True)))


class _Order:
    """The place of each statement in a file; claims stand in the order of their evidence."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.quads = set(quads)
        self.base = base_of(self.quads)
        self._evidence = {
            _value(quad.subject): natural(_value(quad.object)) for quad in self.quads if quad.predicate == KG.evidence
        }
        # A role stands with the first of its claims.
        roles = [(_value(q.object), _value(q.subject)) for q in self.quads if q.predicate == KG.role]
        self._claim_of = dict(sorted(roles, key=lambda role: (self._evidence.get(role[1], ()), role[1]), reverse=True))
        self._keys: dict[str, Term] = {}

    def layer(self, triple: Triple) -> int:
        """The number of the section a statement stands in."""
        if triple.predicate.value.startswith(REL):
            return 2
        scheme = _value(triple.subject).removeprefix(self.base).partition("/")[0]
        return _LAYER_OF.get(scheme, 0)

    def triple_key(self, triple: Triple) -> tuple[int, Term, str, Term]:
        """The sort key of a statement: layer, subject, predicate with type and label first, object."""
        name = triple.predicate.value
        object_ = triple.object
        kind = object_.datatype.value if isinstance(object_, Literal) else ""
        return (
            self.layer(triple),
            self._subject_key(_value(triple.subject)),
            _FIRST.get(name, "9") + name,
            (*natural(_value(object_)), _value(object_), kind),
        )

    def _subject_key(self, subject: str) -> Term:
        if subject not in self._keys:
            claim = self._claim_of.get(subject, subject)
            scheme, _, tail = subject.removeprefix(self.base).partition("/")
            self._keys[subject] = (*self._evidence.get(claim, natural(tail)), claim, scheme, tail)
        return self._keys[subject]


def natural(iri: str) -> Term:
    """A sort key in which numbers count as numbers: ``a-9-12`` before ``a-10-12``."""
    return tuple(part.zfill(12) if part.isdecimal() else part for part in re.split(r"([0-9]+)", iri))


def _value(term: NamedNode | BlankNode | Literal | Triple) -> str:
    """The text of a term of this graph, which holds no triple terms."""
    return str(term) if isinstance(term, Triple) else term.value


def _triple(quad: Quad) -> Triple:
    return Triple(quad.subject, quad.predicate, quad.object)


def _graph_name(quad: Quad) -> str:
    return "" if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name.value


def _header(base: str) -> bytes:
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(prefixes(base).items())).encode()


def _body(statements: Sequence[Triple] | Sequence[Quad], format_: RdfFormat, base: str) -> bytes:
    r"""The statements without the serialiser's own prefix lines; a line of content never starts like one.

    Oxigraph writes ``ent:Iran\%27s``. Turtle allows ``ent:Iran%27s`` too, and Virtuoso 7 understands only that. In a
    string no single backslash stands before a percent sign.
    """
    written = serialize(statements, format=format_, prefixes=prefixes(base)) or b""
    body = b"".join(line for line in written.splitlines(keepends=True) if not line.startswith(b"@prefix "))
    return _ESCAPED_PERCENT.sub(b"%", body)


def put(path: Path, content: bytes) -> None:
    """Write beside ``path`` and move into place, so that no reader ever sees half a file."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        try:
            draft.write_bytes(content)
            os.replace(draft, path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise KgError(f"{path}: cannot be written ({error.strerror}); name a folder of yours") from error
