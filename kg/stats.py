"""A built graph counted: what there is, claims by status, actors ranked, relations, coverage of the text."""

from collections import Counter
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Store

from kg.default_graph import asked, is_whole, union_in
from kg.model import ACTOR_TYPES, STATUSES
from kg.record import Statement
from kg.statements import statements
from kg.stories import once_told
from kg.union import union
from kg.vocab import KG, RDF

_MOST_RANKED = 25


def count(store: Store) -> dict[str, dict[str, int]]:
    """Numbers by heading; actors and relations with the most claims first, coverage in per cent of characters.

    What near duplicates of a document tell with its words counts once.
    """
    everything = list(statements(store))
    records = once_told(everything)
    copies = len(set(store.quads_for_pattern(None, KG.nearDuplicateOf, None)))
    status = Counter(record["status"] for record in records)
    return {
        "graph": {
            "documents": _instances(store, "Document"),
            **({"near duplicates": copies} if copies else {}),
            "claims": len(records),
            **({"claims told again by these": len(everything) - len(records)} if copies else {}),
            "events": _instances(store, "Event"),
            "actors": _instances(store, "Actor"),
            "triples": _triples(store),
        },
        "claims by status": {name: status[name] for name in STATUSES if status[name]},
        "actors": _ranked(label for record in records for label in _actors(record)),
        "relations": _ranked(record["predicate"]["label"] for record in records),
        "event types": _ranked(record["act_type"] for record in records if record["act_type"]),
        "text covered, %": _coverage(store, everything),
    }


def _instances(store: Store, name: str) -> int:
    """How many nodes are of this class of ours, in all graphs together."""
    kind = getattr(KG, name)
    return len({quad.subject for quad in store.quads_for_pattern(None, RDF.type, kind, asked(store))})


def _triples(store: Store) -> int:
    """How many different statements there are, in all graphs together."""
    return sum(1 for _ in (union_in(store) if is_whole(store) else union(store)))


def _actors(record: Statement) -> set[str]:
    """The labels of the actors that take part in a claim."""
    parties = [record["subject"], *([record["object"]] if record["object"] else []), *record["participants"]]
    return {party["label"] for party in parties if party["type"] in ACTOR_TYPES}


def _ranked(names: Iterable[str]) -> dict[str, int]:
    """The names with their counts, the most frequent first, then by name."""
    counted = Counter(names)
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:_MOST_RANKED])


def _coverage(store: Store, records: Iterable[Statement]) -> dict[str, int]:
    """For each document the share of its characters that stand in the evidence of some claim."""
    names, sizes = _literals(store, KG.fileName), _literals(store, KG.length)
    lengths = {names[document]: int(size) for document, size in sizes.items()}
    covered: dict[str, set[int]] = {name: set() for name in lengths}
    for record in records:
        covered[record["document"]].update(range(record["evidence"]["start"], record["evidence"]["end"]))
    return {name: round(100 * len(covered[name]) / lengths[name]) for name in sorted(lengths)}


def _literals(store: Store, property_: NamedNode) -> dict[str, str]:
    """The literal value of a property by the IRI that has it."""
    quads = store.quads_for_pattern(None, property_, None, asked(store))
    return {str(quad.subject): quad.object.value for quad in quads if isinstance(quad.object, Literal)}
