"""A text to blocks: which paragraphs speak, which are headings, and what the credits among them say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from kg.model import Block, BlockKind
from kg.read.credits import Credits, author_note, credit_line, dateline, is_update
from kg.read.furniture import insets, is_furniture, repeated, tail_start
from kg.read.names import is_name
from kg.read.paragraphs import Paragraph
from kg.read.wording import Wording, wording, words

# Credits stand above the body or at its very end; further in, "NAME, DATE" is part of the text.
_HEAD, _FOOT = 8, 4
_HEADING_WORDS = 20
_HEADING_CHARS = 160


def layout(paragraphs: Sequence[Paragraph]) -> tuple[list[Block], Credits]:
    """The blocks of the paragraphs, in text order, and what title, bylines and dateline say.

    A dateline becomes a block of its own in front of its paragraph. An article whose live paragraphs all look like
    headings has no title: its lines are its sentences.
    """
    known = wording()
    end = tail_start(paragraphs, known)
    inset = insets(paragraphs[:end], known)
    live = [index for index in range(end) if index not in inset and not is_furniture(paragraphs[index], known)]
    credits, lines = _credits(paragraphs, live, known)
    live = [index for index in live if index not in lines]
    title = _title(paragraphs, live)
    live = _once(paragraphs, live, title)
    texts = {index for index in live if index != title and not _is_heading(paragraphs[index])}
    if not texts:
        title, texts = None, set(live)
    elif title is not None:
        credits = replace(credits, title=" ".join(paragraphs[title].text.split()))
    headings = set(live) - texts
    first = min(texts, default=0)
    place, behind = (dateline(paragraphs[first].text, known) if texts else None) or (Credits(), 0)
    blocks: list[Block] = []
    for index, paragraph in enumerate(paragraphs):
        start = paragraph.start
        kind: BlockKind = "text" if index in texts else "heading" if index in headings else "furniture"
        if behind and index == first:
            blocks.append(Block(start, start + len(paragraph.text[:behind].rstrip()), "furniture"))
            start += behind
        blocks.append(Block(start, paragraph.end, kind))
    return blocks, credits.or_else(place)


def _credits(paragraphs: Sequence[Paragraph], live: Sequence[int], known: Wording) -> tuple[Credits, set[int]]:
    """What the credit lines say, the first one first, and where they are."""
    edges = [*live[:_HEAD], *live[max(_HEAD, len(live) - _FOOT) :]]
    found = {index: line for index in edges if (line := credit_line(paragraphs[index].text, known))}
    credits, updates = Credits(), Credits()
    for index, line in found.items():
        if is_update(paragraphs[index].text, known):
            updates = updates.or_else(line)
        else:
            credits = credits.or_else(line)
    credits = credits.or_else(updates)
    if credits.published and not credits.author:
        credits = replace(credits, author=_name_beside(paragraphs, live, found, known))
    for index in live[-_FOOT:]:
        if index not in found and (note := author_note(paragraphs[index].text, credits.author, known)):
            found[index] = note
            credits = credits.or_else(note)
    alone = {index for index in edges if credits.author and paragraphs[index].words == words(credits.author)}
    return credits, found.keys() | alone


def _name_beside(
    paragraphs: Sequence[Paragraph], live: Sequence[int], lines: Collection[int], known: Wording
) -> str | None:
    """The name on a line of its own next to a line with the date; any other name alone may be a caption."""
    for place, index in enumerate(live):
        beside = {live[near] for near in (place - 1, place + 1) if 0 <= near < len(live)}
        name = paragraphs[index].text
        if index not in lines and not beside.isdisjoint(lines) and is_name(name, known):
            return name
    return None


def _once(paragraphs: Sequence[Paragraph], live: Sequence[int], title: int | None) -> list[int]:
    """The live paragraphs without those that only repeat others; of a repeated title the first copy stays."""
    others = [index for index in live if index != title]
    if title is not None:
        others = [index for index in others if paragraphs[index].words != paragraphs[title].words]
    again = {others[place] for place in repeated([paragraphs[index] for index in others])}
    kept: Iterator[int] = (index for index in others if index not in again)
    return [*([] if title is None else [title]), *kept]


def _title(paragraphs: Sequence[Paragraph], live: Sequence[int]) -> int | None:
    """The first heading of two words or more above the text; at the very top a short question is one too."""
    for index in live:
        paragraph = paragraphs[index]
        asks = paragraph.text.endswith(("?", "!")) and len(paragraph.words) <= _HEADING_WORDS
        if not _is_heading(paragraph) and not (asks and index == live[0]):
            return None
        # One word above the title is the section of a newspaper: "World".
        if len(paragraph.words) > 1:
            return index
    return None


def _is_heading(paragraph: Paragraph) -> bool:
    """True for a short line that begins like a title and ends like no sentence."""
    if paragraph.marked_heading:
        return True
    short = len(paragraph.words) <= _HEADING_WORDS and len(paragraph.text) <= _HEADING_CHARS
    return short and not paragraph.text[0].islower() and not paragraph.ends_sentence and paragraph.text[-1] != ","
