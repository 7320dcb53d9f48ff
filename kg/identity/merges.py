"""The outcome of identity: what a document's nodes and events are called because of other documents, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal

from kg.identity.decisions import NO_DECISIONS, Decisions
from kg.identity.words import plain
from kg.keys import local_key
from kg.model import Claim, Filler, Node

Kind = Literal["entity", "event"]


@dataclass(frozen=True, slots=True, order=True)
class Merge:
    """A node or event of one document under the key that stands for it in the whole, and by which rule.

    ``former`` is the key it has where the document stands alone; ``into`` may be the same, where documents happen to
    use one key and the rule says that they may. ``because`` is what the rule rests on here, for people to read.
    """

    document: str
    former: str
    into: str
    rule: str
    because: str
    label: str
    kind: Kind = "entity"

    @property
    def at(self) -> tuple[str, str]:
        """The document and the key it gives."""
        return self.document, self.former


@dataclass(frozen=True, slots=True)
class Identity:
    """All merges of a set of documents, by document and former key; applied to claims as they become quads."""

    entities: Mapping[tuple[str, str], Merge]
    events: Mapping[tuple[str, str], Merge]
    decisions: Decisions = NO_DECISIONS

    def entity(self, document: str, key: str) -> str:
        """The key that stands for a node of a document."""
        merge = self._of_entity(document, key)
        return merge.into if merge else key

    def of(self, document: str, claims: Iterable[Claim]) -> list[Merge]:
        """The merges that these claims of a document, as it tells them, rest on; sorted."""
        found: set[Merge | None] = set()
        for claim in claims:
            found.add(self._of_event(document, claim.event))
            found |= {self._of_entity(document, filler.node.key) for filler in _fillers(claim)}
        return sorted(merge for merge in found if merge)

    def _of_entity(self, document: str, key: str) -> Merge | None:
        return self._decided(document, key, self.entities.get((document, key)), "entity")

    def _of_event(self, document: str, key: str) -> Merge | None:
        return self._decided(document, key, self.events.get((document, key)), "event")

    def _decided(self, document: str, key: str, merge: Merge | None, kind: Kind) -> Merge | None:
        """The merge with what somebody decided about its key, or about the key it leads to."""
        stands = self.decisions.standing_for(document, key)
        if merge and not stands:
            stands = self.decisions.standing_for(document, merge.into)
        if not stands or stands[0] == key:
            return merge
        return Merge(document, key, stands[0], "decided", stands[1], "", kind)

    def applied(self, document: str, claims: Sequence[Claim]) -> list[Claim]:
        """The claims of a document with every node and event under the key that stands for it; their own keys stay."""
        return [self._applied(document, claim) for claim in claims]

    def _applied(self, document: str, claim: Claim) -> Claim:
        event = self._of_event(document, claim.event)
        fillers = {filler: self._filler(document, filler) for filler in _fillers(claim)}
        if event is None and all(new is old for old, new in fillers.items()):
            return claim
        return replace(
            claim,
            event=event.into if event else claim.event,
            subject=fillers[claim.subject],
            object=fillers[claim.object] if claim.object else None,
            participants=tuple(fillers[filler] for filler in claim.participants),
            speakers=tuple(fillers[filler] for filler in claim.speakers),
            place=fillers[claim.place] if claim.place else None,
        )

    def _filler(self, document: str, filler: Filler) -> Filler:
        node = filler.node
        if filler.mention and (other := self.decisions.unnamed(document, filler.mention.text, node)):
            return replace(filler, node=other, rule="decided")
        merge = self._of_entity(document, node.key)
        return replace(filler, node=_renamed(node, merge)) if merge else filler


NO_MERGES = Identity({}, {})


def without(decisions: Decisions, merges: Sequence[Merge]) -> list[Merge]:
    """The merges that nobody decided against; of two nodes that are not to meet the one that gave up its key leaves.

    Where both use one key, the later of them gets a key of its own, by the rule ``decided``.
    """
    if not decisions.different:
        return list(merges)
    clusters: dict[str, list[Merge]] = defaultdict(list)
    for merge in merges:
        clusters[merge.into].append(merge)
    found: list[Merge] = []
    for into, members in clusters.items():
        ranked = sorted(members, key=lambda merge: (merge.former != into, merge))
        kept: list[Merge] = []
        for merge in ranked:
            barred = merge.former != into and decisions.apart(merge.at, ("", into))
            if not barred and not any(decisions.apart(merge.at, other.at) for other in kept):
                kept.append(merge)
            elif any(other.former == merge.former for other in members if other is not merge):
                key = apart_key(merge.former, merge.document)
                found.append(replace(merge, into=key, rule="decided", because="kept apart"))
        left_alone = len(kept) == 1 < len(members) and (kept[0].kind == "event" or "(" in into)
        found += [] if left_alone else kept
    return sorted(found)


def differing(one: Identity, other: Identity) -> set[str]:
    """The documents whose quads differ between two outcomes: those to write again after a document came or went."""
    found: set[str] = set()
    for mine, theirs in ((one.entities, other.entities), (one.events, other.events)):
        found |= {key[0] for key in {*mine, *theirs} if mine.get(key) != theirs.get(key)}
    return found


def apart_key(key: str, document: str) -> str:
    """The key of a node of this document that is not the node of the same name in another."""
    return local_key(key, sha256(document.encode("utf-8", "surrogatepass")).hexdigest())


def _renamed(node: Node, merge: Merge) -> Node:
    """The node under its new key and name; what the document calls it is a further name of it."""
    if not merge.label or plain(node.label) == plain(merge.label):
        return replace(node, key=merge.into)
    return replace(node, key=merge.into, label=merge.label, aliases=tuple(sorted({*node.aliases, node.label})))


def _fillers(claim: Claim) -> list[Filler]:
    given = [claim.subject, claim.object, claim.place, *claim.participants, *claim.speakers]
    return [filler for filler in given if filler]
