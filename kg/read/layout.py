"""A text to blocks: which paragraphs speak, which are headings, and what the credits among them say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Block, BlockKind
from kg.read.credits import Credits, author_note, credit_line, dateline, is_update
from kg.read.furniture import insets, is_furniture, repeated, tail_start
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
    title = next((index for index in live[:1] if _is_title(paragraphs[index])), None)
    live = _once(paragraphs, live, title)
    texts = {index for index in live if index != title and not _is_heading(paragraphs[index])}
    if not texts:
        title, texts = None, set(live)
    elif title is not None:
        credits = replace(credits, title=" ".join(paragraphs[title].text.split()))
    headings = set(live) - texts
    place, behind = dateline(paragraphs[min(texts)].text, known) or (Credits(), 0) if texts else (Credits(), 0)
    blocks: list[Block] = []
    for index, paragraph in enumerate(paragraphs):
        start = paragraph.start
        kind: BlockKind = "text" if index in texts else "heading" if index in headings else "furniture"
        if behind and index == min(texts):
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
    for index in live[-_FOOT:]:
        if index not in found and (note := author_note(paragraphs[index].text, credits.author, known)):
            found[index] = note
            credits = credits.or_else(note)
    alone = {index for index in edges if credits.author and paragraphs[index].words == words(credits.author)}
    return credits, found.keys() | alone


def _once(paragraphs: Sequence[Paragraph], live: Sequence[int], title: int | None) -> list[int]:
    """The live paragraphs without those that only repeat others; of a repeated title the first copy stays."""
    others = [index for index in live if index != title]
    if title is not None:
        others = [index for index in others if paragraphs[index].words != paragraphs[title].words]
    again = {others[place] for place in repeated([paragraphs[index] for index in others])}
    kept: Iterator[int] = (index for index in others if index not in again)
    return [*([] if title is None else [title]), *kept]


def _is_title(paragraph: Paragraph) -> bool:
    """True for a heading, or a question or exclamation as short as one."""
    asks = paragraph.text.endswith(("?", "!")) and len(paragraph.words) <= _HEADING_WORDS
    return _is_heading(paragraph) or asks


def _is_heading(paragraph: Paragraph) -> bool:
    """True for a short line that begins like a title and ends like no sentence."""
    if paragraph.marked_heading:
        return True
    short = len(paragraph.words) <= _HEADING_WORDS and len(paragraph.text) <= _HEADING_CHARS
    return short and not paragraph.text[0].islower() and not paragraph.ends_sentence and paragraph.text[-1] != ","
