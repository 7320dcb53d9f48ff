"""Statements counted up for the page: nodes with weight, one bundle per pair of nodes, each claim once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.model import ACTOR_TYPES, STATUSES
from kg.view.mirror import mirrors, symmetric_relations
from kg.view.style import NODE_STYLES, quad_of
from kg.view.words import label, marks_of, sentence_of, visible

Record = Mapping[str, Any]
# Parties in other roles (topic, origin, as) belong to the claim but have no relation of their own to its subject.
MUTUAL_ROLES = frozenset({"with", "party", "actor"})
DIRECTED_ROLES = frozenset({"object", "recipient"})


@dataclass(slots=True)
class PageNode:
    """One actor or thing of the page; ``weight`` counts the claims it takes part in, mirrored ones once."""

    iri: str
    label: str
    type: str
    country: str | None
    weight: int = 0

    @property
    def is_actor(self) -> bool:
        """True for those who act; topics, agreements, places and events do not."""
        return self.type in ACTOR_TYPES


@dataclass(slots=True)
class Tally:
    """Everything the page shows, by number: ``claims`` name nodes by their place in ``nodes``.

    ``bundles`` maps a pair of nodes, lower number first, to its claims with the direction of each: 1 from the first
    to the second, -1 back, 0 for mutual. Of two claims that mirror each other a bundle has one.
    """

    nodes: list[PageNode] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    documents: list[dict[str, str]] = field(default_factory=list)
    bundles: dict[tuple[int, int], dict[int, int]] = field(default_factory=dict)


def tally(statements: Sequence[Record], units: Mapping[str, Callable[[int], int]] | None = None) -> Tally:
    """Statements in their order; nodes sorted by falling weight, then IRI, so numbers follow from content alone.

    ``units`` turns offsets of a document, by its name, into those of a browser, where the page has the text.
    """
    units = units or {}
    repeats = mirrors(statements)
    nodes = _nodes(statements, repeats)
    number = {node.iri: at for at, node in enumerate(nodes)}
    result = Tally(nodes=nodes)
    sentence_numbers: dict[str, int] = {}
    document_numbers: dict[str, int] = {}
    for at, record in enumerate(statements):
        start, text = sentence_of(record)
        shown = visible(text)
        claim = _claim(record, number)
        claim["sentence"] = sentence_numbers.setdefault(shown, len(sentence_numbers))
        claim["marks"] = marks_of(record, start, text)
        name = str(record.get("document") or "")
        claim["start"] = units[name](start) if name in units else start
        if name not in document_numbers:
            document_numbers[name] = len(document_numbers)
            title = record.get("title")
            result.documents.append({"name": label(name), "title": label(title, 160) if title else ""})
        claim["document"] = document_numbers[name]
        result.claims.append(claim)
        _bundle(result.bundles, at, record, number)
    result.sentences = list(sentence_numbers)
    _drop_repeats(statements, result, number)
    _join_mirrors(result, repeats)
    _drop_echoes(result)
    return result


def _nodes(statements: Sequence[Record], repeats: Mapping[int, int]) -> list[PageNode]:
    found: dict[str, PageNode] = {}
    for at, record in enumerate(statements):
        seen = set()
        for node in _parties(record):
            iri = str(node["iri"])
            kind = str(node.get("type") or "Topic")
            if iri not in found:
                kind = kind if kind in NODE_STYLES else "Topic"
                country = node.get("country")
                found[iri] = PageNode(iri, label(node.get("label")), kind, label(country, 3) if country else None)
            if iri not in seen:
                seen.add(iri)
                found[iri].weight += at not in repeats
    return sorted(found.values(), key=lambda node: (-node.weight, node.iri))


def _parties(record: Record) -> list[Record]:
    parties = [record["subject"], record.get("object"), *(record.get("participants") or ())]
    return [party for party in parties if party]


def _claim(record: Record, number: Mapping[str, int]) -> dict[str, Any]:
    status = record.get("status")
    thing = record.get("object")
    place = record.get("place")
    kind = _type(record)
    return {
        "iri": str(record.get("statement") or ""),
        "event": str(record.get("event") or ""),
        "subject": number[str(record["subject"]["iri"])],
        "object": number[str(thing["iri"])] if thing else None,
        "others": [
            [label(party.get("role") or "with", 40), number[str(party["iri"])]]
            for party in record.get("participants") or ()
        ],
        "relation": label(record["predicate"].get("label"), 80),
        "predicate": str(record["predicate"].get("iri") or ""),
        "trigger": label(record.get("trigger") or "", 80),
        "type": kind,
        "happened": bool(record.get("act_type")),
        "quad": quad_of(kind),
        "status": status if status in STATUSES else "possible",
        "doubted": bool(record.get("doubted")),
        "tense": record.get("tense"),
        "speakers": _speakers(record),
        "time": label(record["time"], 40) if record.get("time") else None,
        "place": label(place.get("label"), 80) if place else None,
        "confidence": round(float(record.get("confidence") or 0), 3),
        "lifted": str(record["lifted_from"]) if record.get("lifted_from") else None,
        "mirror": None,
        "repeats": False,
    }


def _type(record: Record) -> str | None:
    """What kind of act a claim concerns: of the event told, else (nothing is told to have happened) of its relation."""
    kind = record.get("act_type") or record.get("relation_type")
    return str(kind) if kind else None


def _speakers(record: Record) -> list[str]:
    said = record.get("speakers") or ([record["speaker"]] if record.get("speaker") else [])
    return [label(who.get("label") if isinstance(who, Mapping) else who, 80) for who in said]


def _bundle(bundles: dict[tuple[int, int], dict[int, int]], at: int, record: Record, number: Mapping[str, int]) -> None:
    subject = number[str(record["subject"]["iri"])]
    predicate = str(record["predicate"].get("iri") or "")
    links: list[tuple[int, bool]] = []
    if record.get("object"):
        links.append((number[str(record["object"]["iri"])], predicate in symmetric_relations()))
    for party in record.get("participants") or ():
        if _is_linked(party.get("role"), record):
            links.append((number[str(party["iri"])], party["role"] in MUTUAL_ROLES))
    for other, mutual in links:
        if other != subject:
            pair = (min(subject, other), max(subject, other))
            direction = 0 if mutual else 1 if subject == pair[0] else -1
            bundles.setdefault(pair, {}).setdefault(at, direction)


def _is_linked(role: object, record: Record) -> bool:
    """Whether the subject is related to a party of this role; those who attack a third together are not at odds."""
    if role == "actor" and record.get("object"):
        return not quad_of(_type(record)).endswith("conflict")
    return role in MUTUAL_ROLES or role in DIRECTED_ROLES


def _drop_repeats(statements: Sequence[Record], result: Tally, number: Mapping[str, int]) -> None:
    """Where a pair is the subject and object of a statement, other statements of that event add nothing to it."""
    own: set[tuple[str, tuple[int, int]]] = set()
    for record in statements:
        if record.get("object"):
            ends = sorted((number[str(record["subject"]["iri"])], number[str(record["object"]["iri"])]))
            own.add((str(record.get("event")), (ends[0], ends[1])))
    for pair, links in result.bundles.items():
        for at in [at for at in links if (result.claims[at]["event"], pair) in own]:
            claim = result.claims[at]
            if {claim["subject"], claim["object"]} != set(pair):
                del links[at]


def _join_mirrors(result: Tally, repeats: Mapping[int, int]) -> None:
    """Two claims that mirror each other know of each other, and only the one kept counts on a line they share."""
    for repeat, kept in repeats.items():
        result.claims[repeat] |= {"mirror": kept, "repeats": True}
        result.claims[kept]["mirror"] = repeat
        ends = sorted((result.claims[kept]["subject"], result.claims[kept]["object"]))
        result.bundles.get((ends[0], ends[1]), {}).pop(repeat, None)


def _drop_echoes(result: Tally) -> None:
    """What two did together is told with each of them as the subject: on the line between them it counts once."""
    for pair, links in result.bundles.items():
        told = set()
        for at in sorted(links):
            claim = result.claims[at]
            if {claim["subject"], claim["object"]} == set(pair) or links[at]:
                continue
            act = (claim["event"], claim["predicate"], claim["object"], claim["status"])
            if act in told:
                del links[at]
            told.add(act)
