"""A name has one type in a document, whatever its single mentions were taken for."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from claims_by_hand import IRAN, ISRAEL, SAUDI, Sheet, article, stored

from kg.graph import quads
from kg.ground.types import settled
from kg.model import Claim, Node, NodeType
from kg.validate import kind_problems

TEXT = "Ada Roth met Iran. Ada Roth met Israel. Ada Roth of Saudi Arabia spoke."


def roth(kind: NodeType) -> Node:
    return Node("Ada_Roth", "Ada Roth", kind, minted=True)


def sheet() -> Sheet:
    """Twice taken for an organisation, and once for the person who holds a post."""
    made = Sheet(article("roth.txt", TEXT))
    for other in (IRAN, ISRAEL):
        subject = made.filler("actor", roth("Organisation"), "Ada Roth")
        made.claim(subject, "metWith", "met", made.filler("with", other, other.label))
    made.claim(made.filler("actor", roth("Person"), "Ada Roth"), "holdsPost", "of", made.filler("object", SAUDI))
    return made


def types(claims: list[Claim]) -> set[tuple[str, str]]:
    fillers = [one for claim in claims for one in (claim.subject, claim.object, claim.place, *claim.speakers) if one]
    return {(one.node.key, one.node.type) for one in fillers if one.node.minted}


def test_what_only_a_person_can_be_said_of_makes_a_person() -> None:
    made = sheet()
    assert list(kind_problems(stored(*quads(made.article, made.claims))))
    found = settled(made.claims)
    assert types(found) == {("Ada_Roth", "Person")}
    assert not list(kind_problems(stored(*quads(made.article, found))))
    assert [replace(one, subject=made.claims[at].subject) for at, one in enumerate(found)] == made.claims


def test_the_order_of_claims_decides_nothing() -> None:
    claims = sheet().claims
    assert all(types(settled(order)) == {("Ada_Roth", "Person")} for order in permutations(claims))


def test_what_cannot_be_the_same_thing_is_another() -> None:
    """Nothing takes place in a person."""
    made = sheet()
    place = made.filler("place", roth("Place"), "Ada Roth")
    made.claim(made.filler("actor", IRAN, "Iran"), "attacked", "spoke", made.filler("object", SAUDI), place=place)
    found = settled(made.claims)
    assert types(found) == {("Ada_Roth", "Person"), ("Ada_Roth_(Place)", "Place")}
    assert not list(kind_problems(stored(*quads(made.article, found))))


def test_of_which_nothing_is_known_gives_way() -> None:
    made = Sheet(article("roth.txt", TEXT))
    for other, kind in ((IRAN, "Topic"), (ISRAEL, "Topic"), (SAUDI, "Organisation")):
        node: Node = roth(kind)  # type: ignore[arg-type]
        made.claim(made.filler("actor", node, "Ada Roth"), "metWith", "met", made.filler("with", other))
    assert types(settled(made.claims)) == {("Ada_Roth", "Organisation")}


def test_a_document_of_one_type_a_name_stays_as_it_is() -> None:
    claims = [claim for claim in sheet().claims if claim.relation == "metWith"]
    assert settled(claims) == claims
