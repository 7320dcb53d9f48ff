"""Which of the media types on offer a client likes best (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_MOST_RANGES = 100


@dataclass(frozen=True, slots=True)
class Range:
    """One entry of an Accept header, as ``text/*;q=0.5``."""

    type: str
    subtype: str
    quality: float

    def precision(self, media_type: str) -> int:
        """How exactly this names the media type: 3 whole, 2 by its family, 1 anything, 0 not at all."""
        family, _, name = media_type.partition("/")
        if (self.type, self.subtype) == (family, name):
            return 3
        if (self.type, self.subtype) == (family, "*"):
            return 2
        return int((self.type, self.subtype) == ("*", "*"))


def best(accept: str | None, offers: Sequence[str]) -> str | None:
    """The offer of the highest quality, the earlier of equals; None where the client takes none of them.

    >>> best("text/csv;q=0.5, application/*", ["application/json", "text/csv"])
    'application/json'
    >>> best("text/html", ["application/json"]) is None
    True
    >>> best("", ["application/json"]), best("*/*;q=0", ["application/json"])
    ('application/json', None)
    """
    ranges = parse_accept(accept)
    if not ranges:
        return offers[0] if not (accept or "").strip() else None
    liked = [(_quality(ranges, offer), -place, offer) for place, offer in enumerate(offers)]
    quality, _, offer = max(liked)
    return offer if quality > 0 else None


def parse_accept(accept: str | None) -> list[Range]:
    """The well-formed entries of an Accept header; others are passed over."""
    ranges = []
    for entry in (accept or "").split(",")[:_MOST_RANGES]:
        name, *parameters = (part.strip() for part in entry.split(";"))
        family, slash, subtype = name.lower().partition("/")
        if slash and family and subtype:
            ranges.append(Range(family, subtype, _weight(parameters)))
    return ranges


def _weight(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                weight = float(value)
            except ValueError:
                return 0.0
            return weight if 0 <= weight <= 1 else 0.0
    return 1.0


def _quality(ranges: Sequence[Range], offer: str) -> float:
    """The quality of an offer by the entry that names it most exactly."""
    return max(((entry.precision(offer), entry.quality) for entry in ranges if entry.precision(offer)), default=(0, 0))[
        1
    ]
