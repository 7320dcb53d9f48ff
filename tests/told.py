"""Claims written on one line: `Subject | relation | Object | status | by SPEAKER | on DATE | at PLACE`.

The status is `asserted` where none is given; `by nobody` is the author's own voice; `-` is no object; `from` and `to`
are the country codes of subject and object; `lifted` asks for a claim about the state of an official. In a line of what
must not be told, `*` is anything and a missing part is open.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from kg.model import STATUSES, Article, Block, Claim
from kg.pipeline import Resources, claims_of

Telling = Callable[[dict[str, Any]], Sequence[Claim]]


def telling(resources: Resources) -> Telling:
    """A function from a row with `text` and perhaps `published` and `author` to the claims of it, a block a line."""

    def claims(row: dict[str, Any]) -> list[Claim]:
        text: str = row["text"].strip()
        blocks = tuple(Block(m.start(), m.end(), "text") for m in re.finditer(r".+", text))
        digest, published = hashlib.sha256(text.encode()).hexdigest(), row.get("published")
        assert published is None or isinstance(published, date)
        article = Article("text.txt", text, digest, blocks, author=row.get("author"), published=published)
        ((_, found, _),) = claims_of([article], resources)
        return found

    return claims


def check(row: dict[str, Any], claims: Sequence[Claim]) -> None:
    """Asserts that what the row expects is told, and that what it excludes is not."""
    shown = "\n".join(line(claim) for claim in claims)
    for wanted in row.get("claims", ()):
        assert any(fits(claim, wanted, "asserted") for claim in claims), f"missing: {wanted}\n{shown}"
    for unwanted in row.get("not", ()):
        assert not any(fits(claim, unwanted, "") for claim in claims), f"wrong: {unwanted}\n{shown}"
    if "count" in row:
        assert len(claims) == row["count"], shown


def fits(claim: Claim, wanted: str, status: str) -> bool:
    """True where the claim is the one that the line describes; ``status`` stands in where the line gives none."""
    subject, relation, item, *further = wanted.split(" | ")
    given = next((part for part in further if part in STATUSES), status)
    core = (claim.subject.node.label, claim.relation, claim.object.node.label if claim.object else "-")
    return (
        all(asked in {"*", found} for asked, found in zip((subject, relation, item), core, strict=True))
        and given in {"", claim.status}
        and all(_has(claim, part) for part in further if part not in STATUSES)
    )


def _has(claim: Claim, part: str) -> bool:
    kind, _, words = part.partition(" ")
    found = {
        "by": [s.node.label for s in claim.speakers] or ["nobody"],
        "on": [claim.time.value if claim.time and claim.time.value else "open" if claim.time else "never"],
        "at": [claim.place.node.label if claim.place else "nowhere"],
        "with": [p.node.label for p in claim.participants],
        "type": [claim.event_type or "none"],
        "kind": [claim.subject.node.type],
        "from": [claim.subject.node.country or "nowhere"],
        "to": [(claim.object.node.country if claim.object else None) or "nowhere"],
        "lifted": [""] if claim.lifted_from else [],
        "doubted": [""] if claim.doubted else [],
    }
    assert kind in found, f"unknown part {part!r}"
    return words in found[kind]


def line(claim: Claim) -> str:
    """The claim in the form of the tables, with all its parts."""
    parts = [claim.subject.node.label, claim.relation, claim.object.node.label if claim.object else "-", claim.status]
    parts += [f"by {speaker.node.label}" for speaker in claim.speakers]
    parts += [f"on {claim.time.value or 'open'}"] if claim.time else []
    parts += [f"at {claim.place.node.label}"] if claim.place else []
    return " | ".join(parts)
