"""One type for each name of a document, whatever the recogniser took its single mentions for.

It may take "Nadia Ivanek" for a person in one sentence and for an organisation in the next. A node has one type, so
what is said of it decides: who holds a post is a person.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from kg.model import Claim, Filler, Node, NodeType
from kg.ontology import kinds_allowed
from kg.vocab import class_iri, relation_iri

Side = Literal["domain", "range"]
_PLACES: frozenset[NodeType] = frozenset({"Place", "State", "Topic"})


class _Told(NamedTuple):
    """A node as one claim has it; ``side`` is its end of the relation, None for anyone else who takes part."""

    node: Node
    claim: Claim
    side: Side | None
    is_place: bool = False

    def allows(self, kind: NodeType) -> bool:
        """True where a node of this type can stand here."""
        if self.is_place:
            return kind in _PLACES
        if self.side is None:
            return True
        allowed = kinds_allowed(self.side)
        related = allowed[relation_iri("related").value]
        return class_iri(kind).value in allowed.get(relation_iri(self.claim.relation).value, related)


def settled(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of one document, each name with one type: that which most of what is said of it allows.

    Of equals the one told most often counts, and a topic, of which nothing is known, only without any other. Where
    that type cannot stand, the name means something else, which keeps its type and gets a key of its own.
    """
    by_key: dict[str, list[_Told]] = defaultdict(list)
    for claim in claims:
        for told in _told(claim):
            by_key[told.node.key].append(told)
    types = {key: _type(same) for key, same in by_key.items() if len({told.node.type for told in same}) > 1}
    return [_retyped(claim, types) for claim in claims] if types else list(claims)


def _told(claim: Claim) -> Iterator[_Told]:
    yield _Told(claim.subject.node, claim, "domain")
    if claim.object:
        yield _Told(claim.object.node, claim, "range")
    for filler in (*claim.participants, *claim.speakers):
        yield _Told(filler.node, claim, None)
    if claim.place:
        yield _Told(claim.place.node, claim, None, is_place=True)


def _type(same: Sequence[_Told]) -> NodeType:
    times = Counter(told.node.type for told in same)
    fitting = {kind: sum(told.allows(kind) for told in same) for kind in times}
    return min(times, key=lambda kind: (kind == "Topic", -fitting[kind], -times[kind], kind))


def _retyped(claim: Claim, types: dict[str, NodeType]) -> Claim:
    def filler(given: Filler, side: Side | None = None, is_place: bool = False) -> Filler:
        node = given.node
        kind = types.get(node.key, node.type)
        if kind == node.type:
            return given
        if _Told(node, claim, side, is_place).allows(kind):
            return replace(given, node=replace(node, type=kind))
        return replace(given, node=replace(node, key=f"{node.key}_({node.type})"))

    return replace(
        claim,
        subject=filler(claim.subject, "domain"),
        object=filler(claim.object, "range") if claim.object else None,
        participants=tuple(filler(one) for one in claim.participants),
        speakers=tuple(filler(one) for one in claim.speakers),
        place=filler(claim.place, is_place=True) if claim.place else None,
    )
