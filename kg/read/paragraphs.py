"""Text to paragraphs: where one ends, whether a line end is a paragraph end, and what is mark and not words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from kg.read.wording import words

# Zero-width characters stand alone on lines of many web pages; to a reader such a line is blank.
_SPACE = " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029\u200b\u200e\u200f\u2060\ufeff"
_LINE = re.compile("[^\n\f\u2028\u2029]*(?:[\n\f\u2028\u2029]|\\Z)")
_BULLET = re.compile(r"(?:[-*+•●▪◦·][ \t\xa0]+)+")
_MARKDOWN = re.compile(r"(?P<heading>#{1,6}[ \t]+)|(?:>[ \t]?)+")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_CUT = re.compile(r"[.!?][\"'”’»)\]]*\s")

# Lines folded by hand or by a mail program are 40 to 100 characters wide; longer ones are paragraphs of their own.
_NARROW, _WIDE = 40, 110
_SLACK = 12
_LONGEST = 20_000


@dataclass(frozen=True)  # no slots: the words are kept once counted
class Paragraph:
    """A piece of the text between paragraph ends, without surrounding whitespace, bullets and Markdown marks."""

    start: int
    end: int
    text: str
    marked_heading: bool = False

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words for comparison."""
        return words(self.text)

    @property
    def ends_sentence(self) -> bool:
        """True where the last sign closes a sentence or announces what follows."""
        return bool(_SENTENCE_END.search(self.text[-8:]))


def paragraphs(text: str, start: int = 0, markdown: bool = False) -> list[Paragraph]:
    """The paragraphs of a text from an offset on, in order; offsets count from the beginning of the text.

    A line end closes a paragraph, unless the lines around it are folded: narrow, filled to the same width and going on
    in mid-sentence. Folded lines stay together up to a blank line or a line that leaves room.
    """
    found: list[Paragraph] = []
    groups = list(_groups(text, start, markdown))
    width = max((_width(group) for group in groups if _is_folded(group)), default=0)
    for group in groups:
        first = 0
        for last in range(len(group)):
            if last == len(group) - 1 or not _goes_on(group, last, width):
                begin, end = group[first].start, group[last].end
                whole = Paragraph(begin, end, text[begin:end], group[first].marked_heading)
                found.extend(_cut(whole))
                first = last + 1
    return found


def _groups(text: str, start: int, markdown: bool) -> Iterator[list[Paragraph]]:
    """The runs of lines between blank lines, each line trimmed."""
    group: list[Paragraph] = []
    for match in _LINE.finditer(text, start):
        line = _trimmed(text, match.start(), match.end(), markdown)
        if line.text:
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _trimmed(text: str, start: int, end: int, markdown: bool) -> Paragraph:
    """The line without what surrounds its words."""
    raw = text[start:end]
    start += len(raw) - len(raw.lstrip(_SPACE))
    heading = False
    if markdown and (mark := _MARKDOWN.match(text, start, end)):
        start, heading = mark.end(), mark["heading"] is not None
    if bullet := _BULLET.match(text, start, end):
        start = bullet.end()
    kept = text[start:end].strip(_SPACE)
    start = text.index(kept, start, end) if kept else end
    return Paragraph(start, start + len(kept), kept, heading)


def _width(group: list[Paragraph]) -> int:
    return max(len(line.text) for line in group)


def _is_folded(group: list[Paragraph]) -> bool:
    """True where most lines are full, and many of the next lines go on in lower case."""
    joins = len(group) - 1
    if joins < 2 or not _NARROW <= _width(group) <= _WIDE:
        return False
    full = sum(_is_full(group, index, _width(group)) for index in range(joins))
    lower = sum(line.text[0].islower() for line in group[1:])
    return full >= 0.7 * joins and lower >= 0.4 * joins


def _is_full(group: list[Paragraph], index: int, width: int, slack: int = 0) -> bool:
    """True where the first word of the next line would not have fitted behind this line."""
    following = group[index + 1].text.split(maxsplit=1)[0]
    return len(group[index].text) + 1 + len(following) > width - slack


def _goes_on(group: list[Paragraph], index: int, width: int) -> bool:
    """True where the next line continues this one; ``width`` is that of the folded lines of the whole text or 0."""
    line, following = group[index], group[index + 1]
    if line.marked_heading or following.marked_heading:
        return False
    if _is_folded(group):
        return _is_full(group, index, _width(group), _SLACK)
    if not _NARROW <= len(line.text) <= _WIDE or line.ends_sentence:
        return False
    if width and _is_full(group, index, width, _SLACK):
        return _width(group) <= width + _SLACK
    # Two lines alone: the first must be the longer one and begin like a sentence, else they are items of a list.
    return len(group) == 2 and following.text[0].islower() and line.text[0].isupper() and following.ends_sentence


def _cut(paragraph: Paragraph) -> Iterator[Paragraph]:
    """The paragraph in pieces that a parser can hold in memory, cut behind a sentence where there is one."""
    start = paragraph.start
    rest = paragraph.text
    while len(rest) > _LONGEST:
        ends = [match.end() for match in _CUT.finditer(rest, _LONGEST // 2, _LONGEST)]
        space = rest.rfind(" ", 0, _LONGEST)
        at = ends[-1] if ends else space if space > 0 else _LONGEST
        piece = rest[:at].rstrip(_SPACE)
        yield replace(paragraph, start=start, end=start + len(piece), text=piece)
        left = rest[at:].lstrip(_SPACE)
        start += len(rest) - len(left)
        rest = left
    yield replace(paragraph, start=start, text=rest) if start > paragraph.start else paragraph
