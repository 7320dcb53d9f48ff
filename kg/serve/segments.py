"""A text cut where marks begin and end, so that each piece has one set of marks; overlaps are pieces of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.view.words import visible


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters ``[start:end)`` of a text that mean something: ``kind`` says what, ``key`` which."""

    start: int
    end: int
    kind: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text with the marks it lies in, the shortest first."""

    text: str
    marks: tuple[Mark, ...] = ()
    start: int = 0

    @property
    def kinds(self) -> str:
        """The kinds of its marks, each once, as names of classes."""
        return " ".join(dict.fromkeys(mark.kind for mark in self.marks))


def segments(text: str, marks: Iterable[Mark], offset: int = 0) -> list[Segment]:
    """The text in pieces, in order; together they are the text. Marks outside it are passed over.

    ``offset`` is the place of the text in the document that the marks count from. Control characters are shown as such.

    >>> [(piece.text, piece.kinds) for piece in segments("Iran hit Iraq", [Mark(0, 4, "a"), Mark(0, 8, "b")])]
    [('Iran', 'a b'), (' hit', 'b'), (' Iraq', '')]
    """
    end = offset + len(text)
    inside = [mark for mark in marks if offset <= mark.start < mark.end <= end]
    cuts = sorted({offset, end, *(mark.start for mark in inside), *(mark.end for mark in inside)})
    starting: dict[int, list[Mark]] = {}
    for mark in inside:
        starting.setdefault(mark.start, []).append(mark)
    pieces, open_marks = [], list[Mark]()
    for start, stop in pairwise(cuts):
        open_marks = [mark for mark in open_marks if mark.end > start] + starting.get(start, [])
        open_marks.sort(key=lambda mark: (mark.end - mark.start, mark.start, mark.kind, mark.key))
        pieces.append(Segment(shown(text[start - offset : stop - offset]), tuple(open_marks), start))
    return pieces


def paragraphs(pieces: Sequence[Segment]) -> list[list[Segment]]:
    """The pieces by paragraph: cut again at empty lines."""
    found: list[list[Segment]] = [[]]
    for piece in pieces:
        start = piece.start
        for number, part in enumerate(piece.text.split("\n\n")):
            if number:
                found.append([])
            if part:
                found[-1].append(Segment(part, piece.marks, start))
            start += len(part) + 2
    return [kept for kept in found if any(piece.text.strip() for piece in kept)]


def shown(text: str) -> str:
    """The text with control characters made visible and its lines kept; as many characters as before."""
    return "\n".join(visible(line) for line in text.split("\n"))
