"""Claims with the words they rest on, as pages show them: in their sentence, and in the text of their document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.record import Party, Span, Statement
from kg.serve.segments import Mark, Segment, paragraphs, segments
from kg.view.style import quad_of
from kg.vocab import local

_AROUND = 700


@dataclass(frozen=True, slots=True)
class Card:
    """A claim with its sentence in pieces; ``key`` names it within a page."""

    claim: Statement
    key: str
    quad: str
    document: str
    sentence: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A document's text in paragraphs of marked pieces; without them ``problem`` says why; ``cut`` where it is part."""

    paragraphs: tuple[tuple[Segment, ...], ...] = ()
    problem: str = ""
    cut: bool = False


def card(claim: Statement, base: str) -> Card:
    """A claim as a card: trigger, subject, object and the others marked in its sentence."""
    sentence = claim["sentence"]
    pieces = segments(sentence["text"], _marks(claim), sentence["start"])
    kind = quad_of(claim["act_type"] or claim["relation_type"])
    key = claim["statement"].rpartition("/")[2]
    return Card(claim, key, kind, f"{base}doc/{local(claim['document'])}", tuple(pieces))


def reading(text: str | None, sha256: str, claims: Sequence[Statement], around: Span | None = None) -> Reading:
    """The text with the words of these claims marked, each by the claim's key; ``around`` some words, with context."""
    if text is None:
        return Reading(problem="Its text was not found: name the file or its folder with kg serve --articles.")
    if hashlib.sha256(text.encode()).hexdigest() != sha256:
        return Reading(problem="The file found is not the text this graph was built from; build the graph anew.")
    marks = [_mark(claim["evidence"], "quote", claim["statement"].rpartition("/")[2]) for claim in claims]
    if around is None:
        return Reading(_whole(segments(text, marks)))
    first, last = _context(text, around)
    marks += [mark for claim in claims for mark in _marks(claim)]
    return Reading(_whole(segments(text[first:last], marks, first)), cut=(first, last) != (0, len(text)))


def _whole(pieces: Sequence[Segment]) -> tuple[tuple[Segment, ...], ...]:
    return tuple(tuple(part) for part in paragraphs(pieces))


def _context(text: str, words: Span) -> tuple[int, int]:
    """Some hundred characters before and after, to the next blank."""
    first, last = max(0, words["start"] - _AROUND), min(len(text), words["end"] + _AROUND)
    while 0 < first < words["start"] and not text[first - 1].isspace():
        first += 1
    while words["end"] < last < len(text) and not text[last].isspace():
        last -= 1
    return first, last


def _marks(claim: Statement) -> Iterator[Mark]:
    """The words of a claim by what they do in it."""
    yield _mark(claim["trigger_at"], "trigger")
    yield from _mention(claim["subject"], "subject")
    if claim["object"]:
        yield from _mention(claim["object"], "object")
    for participant in claim["participants"]:
        if participant["mention"] and participant["mention_at"]:
            yield _mark(participant["mention_at"], "party")


def _mention(party: Party, kind: str) -> Iterator[Mark]:
    if party["mention"] and party["mention_at"]:
        yield _mark(party["mention_at"], kind)


def _mark(span: Span, kind: str, key: str = "") -> Mark:
    return Mark(span["start"], span["end"], kind, key)
