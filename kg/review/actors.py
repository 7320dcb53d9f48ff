"""Corrections of actors: nodes merged, split, renamed or given another type, in every claim of one document."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace

from kg.model import Claim, Filler, Node
from kg.review.entries import Entry
from kg.review.naming import key_in, nodes_called, plain

Change = Callable[[Node], Node]


class NotApplicable(Exception):
    """An entry has nothing to change in these claims; the message says why."""


class Ambiguous(NotApplicable):
    """A name could mean several nodes, so none is changed."""


def change_of(entry: Entry, claims: Sequence[Claim]) -> Change:
    """What becomes of each node by this entry, given the claims of one document.

    Raises:
        NotApplicable: no node of that name.
        Ambiguous: several.
    """
    if entry.action == "merge":
        return _merge(entry, claims)
    node = _only(claims, entry.actors[0])
    to = entry.to or ""
    if entry.action == "rename":
        label = replace(node, label=to, aliases=_aliases(node, to))
        return lambda found: label if found.key == node.key else found
    if entry.action == "retype":
        return lambda found: replace(found, type=entry.to) if found.key == node.key else found  # type: ignore[arg-type]
    country = node.country if entry.type in (None, node.type) else None
    part = Node(_key(to), to, entry.type or node.type, country)
    return lambda found: part if found.key == node.key else found


def changed(claim: Claim, change: Change) -> Claim:
    """The claim with each of its nodes changed; those who take part stay apart from subject and object."""

    def filler(found: Filler) -> Filler:
        node = change(found.node)
        return found if node is found.node else replace(found, node=node)

    subject = filler(claim.subject)
    item = filler(claim.object) if claim.object else None
    core = {subject.node.key, item.node.key if item else None}
    others = {f.node.key: f for f in map(filler, claim.participants) if f.node.key not in core}
    new = replace(
        claim,
        subject=subject,
        object=item,
        participants=tuple(others.values()),
        speakers=tuple({f.node.key: f for f in map(filler, claim.speakers)}.values()),
        place=filler(claim.place) if claim.place else None,
    )
    return claim if new == claim else new


def _merge(entry: Entry, claims: Sequence[Claim]) -> Change:
    """All others become the first; where only the first is named in this document there is nothing to do."""
    first, *others = entry.actors
    gone = {node.key: node for name in others for node in nodes_called(claims, name)}
    if not gone:
        raise NotApplicable(f"nobody is called {' or '.join(others)}")
    kept = next(iter(nodes_called(claims, first)), None)
    if kept is not None and plain(kept.label) != plain(first) and kept.key in gone:
        # The others have it as a further name only: they get a node of the name asked for.
        kept = None
    example = min(gone.values(), key=lambda node: node.key)
    if kept is None:
        key = key_in(first) or _key(first)
        kept = Node(key, first if key_in(first) is None else key.replace("_", " "), example.type, example.country)
    gone.pop(kept.key, None)
    names = {name for node in gone.values() for name in (node.label, *node.aliases)}
    merged = replace(kept, aliases=tuple(sorted({*kept.aliases, *names} - {kept.label})))
    return lambda found: merged if found.key in gone or found.key == merged.key else found


def _only(claims: Sequence[Claim], name: str) -> Node:
    found = nodes_called(claims, name)
    if not found:
        raise NotApplicable(f"nobody is called {name}")
    if len(found) > 1:
        keys = ", ".join(node.key for node in found)
        raise Ambiguous(f"{name} names several ({keys}); give the IRI of the one that is meant")
    return found[0]


def _aliases(node: Node, label: str) -> tuple[str, ...]:
    return tuple(sorted({*node.aliases, node.label} - {label}))


def _key(label: str) -> str:
    """The key of a node that an analyst names: its words joined by underscores."""
    return re.sub(r"[^\w.'’-]+", "_", unicodedata.normalize("NFC", label)).strip("_") or "unnamed"
