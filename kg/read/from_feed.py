"""RSS and Atom files: each entry is an article, or the summary of one."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kg.errors import InputError
from kg.read.credits import Credits
from kg.read.dates import leading_day
from kg.read.documents import Document
from kg.read.from_html import text_of_part
from kg.read.front_matter import is_address
from kg.read.lines import opened
from kg.read.options import Options
from kg.read.record import LONGEST, Keys, Record

_ROOT = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)\b")
_HEAD_BYTES = 4096


def from_feed(document: Document, options: Options) -> Iterator[Record | InputError]:
    """The entries of a feed; the feed's title is their source, its guid, id or link their key.

    Raises:
        InputError: the file is no feed, or one without entries.
    """
    import feedparser

    name = document.name
    with opened(document) as file:
        data = file.read(LONGEST + 1)
    if len(data) > LONGEST:
        raise InputError(f"{name}: has more than {LONGEST // 1_000_000} MB; split it")
    if not _ROOT.search(data[:_HEAD_BYTES]):
        raise InputError(f"{name}: is no RSS or Atom feed; save the text of its articles as txt or html")
    # As a stream: what is text to feedparser may be an address, and be fetched.
    feed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False)
    keys = Keys()
    if not feed.entries:
        raise InputError(f"{name}: the feed holds no entries that can be read; get it anew")
    for number, entry in enumerate(feed.entries, 1):
        key = str(entry.get("id") or entry.get("link") or number)
        text = _text(entry)
        if not text:
            yield InputError(f"{name}: entry {number} holds no text; remove it or fill it")
        elif not keys.is_new(key):
            yield InputError(f"{name}: the entry {key} stands there twice; the first is read")
        else:
            yield Record(key, text, _credits(entry, feed.feed), feed.feed.get("language"))


def _text(entry: Mapping[str, Any]) -> str:
    """The longest of contents and summary, without markup; one of them is often a teaser."""
    parts = [part.get("value") for part in entry.get("content", ())]
    return max((text_of_part(part or "") for part in [*parts, entry.get("summary")]), key=len)


def _credits(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> Credits:
    link = entry.get("link")
    source = entry.get("source", {}).get("title") or feed.get("title")
    return Credits(
        title=_line(entry.get("title")),
        author=_line(entry.get("author_detail", {}).get("name") or entry.get("author")),
        published=leading_day(entry.get("published") or entry.get("updated") or ""),
        source=_line(source),
        url=link if link and is_address(link) else None,
    )


def _line(value: str | None) -> str | None:
    return " ".join(text_of_part(value).split()) or None if value else None
