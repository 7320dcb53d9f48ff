"""What a review file calls claims and actors, found among the claims of one document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from kg.model import Claim, Filler, Node
from kg.review.entries import ClaimRef


def plain(words: str) -> str:
    """The words as they are compared: without case, and one blank for any white space."""
    return " ".join(words.split()).casefold()


def key_in(name: str) -> str | None:
    """The key of the node that an IRI names, None for a name that is no IRI.

    >>> key_in("https://w3id.org/actorkg/data/entity/Saudi_Arabia"), key_in("Saudi Arabia")
    ('Saudi_Arabia', None)
    """
    return unquote(name.rpartition("/entity/")[2]) if name.startswith(("http://", "https://")) else None


def is_called(node: Node, name: str) -> bool:
    """True where ``name`` is the IRI, the label or another name of the node."""
    key = key_in(name)
    return node.key == key if key else plain(name) in {plain(word) for word in (node.label, *node.aliases)}


def is_meant(claim: Claim, ref: ClaimRef) -> bool:
    """True where the reference describes this claim; relations go by name or by their words."""
    return (
        plain(ref.sentence) in plain(claim.sentence.text)
        and is_called(claim.subject.node, ref.subject)
        and plain(ref.relation) in (plain(claim.relation), plain(claim.label))
        and (ref.object is None or (claim.object is not None and is_called(claim.object.node, ref.object)))
        and ref.status in (None, claim.status)
    )


def why_not_meant(claims: Iterable[Claim], ref: ClaimRef) -> str:
    """Why no claim of a document is the one described, as far as can be told."""
    there = [claim for claim in claims if plain(ref.sentence) in plain(claim.sentence.text)]
    if not there:
        return f"no claim of {ref.document} rests on a sentence with these words"
    given = "; ".join(dict.fromkeys(map(words_of, there)))
    return f"that sentence now gives: {given}"


def words_of(claim: Claim) -> str:
    """The claim in a few words: subject, relation, object, status."""
    thing = f" {claim.object.node.label}" if claim.object else ""
    return f"{claim.subject.node.label} {claim.relation}{thing} ({claim.status})"


def fillers_of(claim: Claim) -> Iterator[Filler]:
    """Everyone and everything in the claim."""
    yield claim.subject
    yield from claim.participants
    yield from claim.speakers
    for filler in (claim.object, claim.place):
        if filler is not None:
            yield filler


def nodes_called(claims: Iterable[Claim], name: str) -> list[Node]:
    """The nodes of a name, by key; those with this label go before those that have it as a further name."""
    found = {filler.node.key: filler.node for claim in claims for filler in fillers_of(claim)}
    named = [node for node in found.values() if is_called(node, name)]
    labelled = [node for node in named if plain(node.label) == plain(name)]
    return sorted(labelled or named, key=lambda node: node.key)
