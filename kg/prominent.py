"""Which claims of a large graph to show where not all can be: those between the actors that most is told of."""

from __future__ import annotations

from collections import Counter

from pyoxigraph import NamedNode, Store

from kg.default_graph import asked
from kg.vocab import KG, RDF, VOID


def prominent(store: Store, most: int) -> set[str] | None:
    """The IRIs of at most ``most`` claims; None where the graph has no more than that, so that all can be shown.

    The actors that are subject of the most claims come first; each gives its claims about one another in equal parts,
    in the order of their IRIs. What is held meanwhile is one number an actor.
    """
    if _claims(store, most) <= most:
        return None
    acts = Counter(quad.object.value for quad in store.quads_for_pattern(None, RDF.subject, None, asked(store)))  # type: ignore[union-attr]
    actors = sorted(acts, key=lambda actor: (-acts[actor], actor))[: most // 10]
    share = most // len(actors)
    shown = frozenset(actors)
    chosen: set[str] = set()
    for actor in actors:
        told = store.quads_for_pattern(None, RDF.subject, NamedNode(actor), asked(store))
        claims = sorted({quad.subject.value for quad in told if isinstance(quad.subject, NamedNode)})
        chosen.update([claim for claim in claims[: 20 * share] if _object(store, claim) in shown][:share])
    return chosen


def _claims(store: Store, most: int) -> int:
    """How many claims there are, as the graph itself says, else counted up to one more than ``most``."""
    for quad in store.quads_for_pattern(None, VOID.class_, KG.Claim):
        for size in store.quads_for_pattern(quad.subject, VOID.entities, None):
            return int(size.object.value)  # type: ignore[union-attr]
    found = store.quads_for_pattern(None, RDF.type, KG.Claim, asked(store))
    return sum(1 for _, _ in zip(found, range(most + 1), strict=False))


def _object(store: Store, claim: str) -> str | None:
    quad = next(iter(store.quads_for_pattern(NamedNode(claim), RDF.object, None)), None)
    return quad.object.value if quad is not None and isinstance(quad.object, NamedNode) else None
