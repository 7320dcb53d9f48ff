"""Claims that say one thing twice: A met B and, of the same event, B met A."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from pyoxigraph import QuerySolutions

from kg.ontology import load

OWL = "http://www.w3.org/2002/07/owl#"


@cache
def symmetric_relations() -> frozenset[str]:
    """The IRI of each relation that holds both ways where it holds one way, as the ontology declares."""
    found = load().query("SELECT ?relation { ?relation a owl:SymmetricProperty }", prefixes={"owl": OWL})
    return frozenset(str(row["relation"].value) for row in found) if isinstance(found, QuerySolutions) else frozenset()


def mirrors(statements: Sequence[Mapping[str, Any]]) -> dict[int, int]:
    """For each statement that repeats another with its ends exchanged, the number of the one to show in its place.

    Both tell one event by one symmetric relation with one status and the same speakers. The more confident of the two
    is kept, the first where they are level, so that a filter by confidence never hides what the other would still show.
    """
    waiting: dict[tuple[object, ...], int] = {}
    repeats: dict[int, int] = {}
    for at, record in enumerate(statements):
        thing = record.get("object")
        if not thing or record["predicate"].get("iri") not in symmetric_relations():
            continue
        one, two, told = record["subject"]["iri"], thing["iri"], _told(record)
        other = waiting.pop((*told, two, one), None)
        if other is None:
            waiting[*told, one, two] = at
        elif _confidence(record) > _confidence(statements[other]):
            repeats[other] = at
        else:
            repeats[at] = other
    return repeats


def _told(record: Mapping[str, Any]) -> tuple[object, ...]:
    """Everything besides the two ends that has to be equal, what the page can filter by included."""
    speakers = tuple(str(who["iri"]) for who in record.get("speakers") or ())
    plain = tuple(record.get(key) for key in ("event", "document", "status", "doubted", "time"))
    return (*plain, str(record["predicate"]["iri"]), speakers)


def _confidence(record: Mapping[str, Any]) -> float:
    return float(record.get("confidence") or 0)
