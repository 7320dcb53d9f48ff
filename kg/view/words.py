"""Untrusted words made safe to show: no invisible characters, bounded length, offsets a browser understands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

LABEL_LIMIT = 300
SENTENCE_LIMIT = 1500
# Left-to-right and right-to-left marks, embeddings, overrides and isolates: they can make a name read as another.
BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
REPLACEMENT = "\ufffd"
Mark = tuple[int, int, str]


def visible(text: str) -> str:
    r"""The text with each control, surrogate and direction character replaced one for one, so offsets still hold.

    >>> visible("a\u202eb\tc") == "a\ufffdb c"
    True
    """
    return "".join(" " if c.isspace() else REPLACEMENT if _hidden(c) else c for c in text)


def visible_lines(text: str) -> str:
    r"""The text made visible, with its line ends kept.

    >>> visible_lines("a\r\nb\u202e") == "a \nb\ufffd"
    True
    """
    return "\n".join(visible(line) for line in text.split("\n"))


def _hidden(character: str) -> bool:
    return character in BIDI_CONTROLS or unicodedata.category(character) in {"Cc", "Cs"}


def label(text: object, limit: int = LABEL_LIMIT) -> str:
    r"""One line of at most ``limit`` characters, without hidden characters; ``(unnamed)`` where nothing is left.

    >>> label("  Islamic \n NATO "), label("x" * 9, 5)
    ('Islamic NATO', 'xxxx…')
    """
    line = " ".join(visible(str(text or "")).replace(REPLACEMENT, "").split())
    return (line if len(line) <= limit else line[: limit - 1] + "…") or "(unnamed)"


def utf16(text: str, offset: int) -> int:
    """The offset of a character as JavaScript counts: in UTF-16 units."""
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def sentence_of(record: Mapping[str, Any]) -> tuple[int, str]:
    """The document offset and the words of the record's sentence, cut to ``SENTENCE_LIMIT`` around the trigger."""
    quote = record.get("sentence") or record.get("evidence") or {}
    start, text = int(quote.get("start") or 0), str(quote.get("text") or "")
    if len(text) <= SENTENCE_LIMIT:
        return start, text
    at = int((record.get("trigger_at") or {}).get("start") or start) - start
    cut = max(0, min(at - SENTENCE_LIMIT // 2, len(text) - SENTENCE_LIMIT))
    return start + cut, text[cut : cut + SENTENCE_LIMIT]


def marks_of(record: Mapping[str, Any], start: int, text: str) -> list[Mark]:
    """Where trigger and arguments stand in the sentence, in order, never overlapping; offsets are UTF-16 units.

    An argument whose place the record doesn't give is marked at the occurrence of its words nearest to the trigger;
    one that overlaps a mark already set, or stands in another sentence, is left out.
    """
    trigger = _span(record.get("trigger_at"), start, text) or _nearest(text, str(record.get("trigger") or ""), 0, ())
    taken: list[Mark] = [(*trigger, "trigger")] if trigger else []
    near = trigger[0] if trigger else 0
    for role, words, place in _arguments(record):
        if place:
            span = _span(place, start, text)
            free = span and all(span[1] <= a or span[0] >= b for a, b, _ in taken)
            span = span if free else None
        else:
            span = _nearest(text, words, near, taken)
        if span:
            taken.append((*span, role))
    return [(utf16(text, a), utf16(text, b), role) for a, b, role in sorted(taken)]


def _span(place: Mapping[str, int] | None, start: int, text: str) -> tuple[int, int] | None:
    """A span of the document as a span of the sentence, None where it isn't all within."""
    if place and start <= place["start"] < place["end"] <= start + len(text):
        return place["start"] - start, place["end"] - start
    return None


def _arguments(record: Mapping[str, Any]) -> Iterable[tuple[str, str, Mapping[str, int] | None]]:
    parties = [("subject", record.get("subject")), ("object", record.get("object"))]
    parties += [("party", party) for party in record.get("participants") or ()]
    for role, node in parties:
        if node and node.get("mention"):
            yield role, str(node["mention"]), node.get("mention_at")
    if record.get("place"):
        yield "place", str(record["place"].get("label") or ""), None


def _nearest(text: str, words: str, near: int, taken: Iterable[Mark]) -> tuple[int, int] | None:
    best: tuple[int, int] | None = None
    at = text.find(words) if words else -1
    while at >= 0:
        free = all(at + len(words) <= a or at >= b for a, b, _ in taken)
        if free and (best is None or abs(at - near) < abs(best[0] - near)):
            best = (at, at + len(words))
        at = text.find(words, at + 1)
    return best
