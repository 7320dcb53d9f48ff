"""Whole texts for the page's reader: paragraphs with their kind, offsets as a browser counts, up to a limit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Any

from kg.model import Article
from kg.view.words import label, visible_lines

# Characters of text that a page carries unless told otherwise: some 400 articles.
TEXT_LIMIT = 2_000_000


class Utf16:
    """Offsets of one text as JavaScript counts them; characters beyond the first plane count twice there."""

    def __init__(self, text: str) -> None:
        self._wide = [at for at, character in enumerate(text) if character > "\uffff"]

    def __call__(self, offset: int) -> int:
        """The UTF-16 offset of a character.

        >>> Utf16("a\U0001f600b")(2)
        3
        """
        return offset + bisect_left(self._wide, offset)


def readers(names: Iterable[str], articles: Mapping[str, Article], limit: int = TEXT_LIMIT) -> list[dict[str, Any]]:
    """For each document name what the reader shows: its text and blocks, or why the text is not in the page.

    Texts are taken in order until one would pass ``limit`` characters in all; the shorter ones behind it still may
    find room.
    """
    shown, left = [], limit
    for name in names:
        article = articles.get(name)
        if article is None:
            shown.append({"missing": "unknown"})
        elif len(article.text) > left:
            shown.append(_facts(article) | {"missing": "limit", "length": len(article.text)})
        else:
            left -= len(article.text)
            shown.append(_facts(article) | _text(article))
    return shown


def _facts(article: Article) -> dict[str, Any]:
    """What is known about the document, as words."""
    published = article.published.isoformat() if article.published else None
    given = {"author": article.author, "published": published, "source": article.source, "url": article.url}
    return {key: label(value, 400) for key, value in given.items() if value}


def _text(article: Article) -> dict[str, Any]:
    units = Utf16(article.text)
    blocks = [[units(block.start), units(block.end), block.kind] for block in article.blocks]
    return {"text": visible_lines(article.text), "blocks": blocks}
