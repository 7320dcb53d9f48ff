"""Documents that tell one thing each, made by hand, and what identity makes of them together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from claims_by_hand import Sheet, article
from pyoxigraph import Quad, QuerySolutions, Store

from kg.graph import quads
from kg.identity import (
    NO_DECISIONS,
    Decisions,
    Identity,
    identify,
    summary,
    together,
)
from kg.model import Article, Claim, Node, NodeType, TimeValue
from kg.pipeline import Outcome
from kg.vocab import PREFIXES

Told = Sequence[tuple[Article, list[Claim]]]
SERBIA = Node("Serbia", "Serbia", "State", "SRB")
GREECE = Node("Greece", "Greece", "State", "GRC")
NIS = Node("Nis", "Nis", "Place", "SRB")


def minted(key: str, label: str, kind: NodeType, country: str | None = None, post: str | None = None) -> Node:
    return Node(key, label, kind, country, minted=True, post=post)


def document(
    name: str, subject: Node, object_: Node = GREECE, day: str | None = None, place: Node | None = None, **rest: object
) -> tuple[Article, list[Claim]]:
    """A document of one attack."""
    text = f"{subject.label} attacked {object_.label} on that day in {place.label if place else 'no place'}."
    sheet = Sheet(article(name, text, published=date(2031, 3, 5)))
    told: dict[str, object] = {"event": f"e{name}", "event_type": "ASSAULT", **rest}
    if day:
        told["time"] = TimeValue(sheet.quote("on that day"), day)
    if place:
        told["place"] = sheet.filler("place", place, place.label)
    who, whom = sheet.filler("actor", subject, subject.label), sheet.filler("recipient", object_, object_.label)
    sheet.claim(who, str(told.pop("relation", "attacked")), "attacked", whom, **told)
    return sheet.article, sheet.claims


def identified(told: Told, decisions: Decisions = NO_DECISIONS) -> Identity:
    return identify((summary(*one) for one in told), decisions)


def written(told: Told, decisions: Decisions = NO_DECISIONS) -> list[Quad]:
    outcomes = [Outcome(read, [], list(claims), []) for read, claims in told]
    placed = map(together(lambda: outcomes, decisions), outcomes)
    return [quad for one in placed for quad in quads(one.article, one.claims, merges=one.merges)]


def rows(store: Store, query: str) -> list[tuple[str, ...]]:
    found = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return sorted(tuple(term.value.rpartition("/")[2].rpartition("#")[2] for term in row) for row in found)


SURNAME = minted("Quill--0a0a0a0a", "Quill", "Person", "IRL", "foreign minister")
FULL = minted("Liam_Quill", "Liam Quill", "Person", "IRL", "foreign minister")
BOARD = minted("Balkan_Water_Board", "Balkan Water Board", "Organisation", "SRB")
MERGES = """SELECT DISTINCT ?former ?into ?rule ?because { ?merge a kg:Merge ; kg:formerKey ?former ;
    kg:mergedInto ?into ; kg:mergedBy ?rule ; kg:because ?because }"""
