"""A web page to the text of its article, with the credits its head carries."""

from __future__ import annotations

import logging
import re
import warnings
from html import unescape

from kg.errors import InputError
from kg.read.credits import Credits
from kg.read.dates import parse
from kg.read.decode import decode
from kg.read.front_matter import is_address
from kg.read.names import is_name
from kg.read.wording import wording

# Their complaints about a page would reach the user's screen beside our one line.
for _talkative in ("trafilatura", "htmldate"):
    logging.getLogger(_talkative).addHandler(logging.NullHandler())

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)
_ROOT = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_TAG = re.compile(r"<(?:/|!--)?[a-zA-Z][^<>]*>")
# What lxml refuses in a string.
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_BREAKING = ("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "tr", "ul", "ol", "table", "section")
_HEAD_BYTES = 4096
# htmldate refuses dates after "today" unless told a last day, and then the clock would decide what is read.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}


def from_html(data: bytes, name: str, served: str | None = None) -> tuple[str, Credits]:
    """The text of the article, one paragraph a block between blank lines, and title, author, date, source, address.

    ``served`` is the encoding that the server of the page gave, which counts before the one in the page.

    Raises:
        InputError: no text, or no article in the page.
    """
    from trafilatura import bare_extraction
    from trafilatura.settings import Document as Page

    charset = _CHARSET.search(data[:_HEAD_BYTES])
    markup = decode(data, name, served or (charset[1].decode("ascii") if charset else None))
    if not _ROOT.search(markup):
        # A page saved in part; trafilatura takes whole ones only.
        markup = f"<html><body>{markup}</body></html>"
    with warnings.catch_warnings():
        # The date parsers below trafilatura warn of time zones they do not know.
        warnings.simplefilter("ignore")
        page = bare_extraction(markup, include_comments=False, with_metadata=True, date_extraction_params=dict(_DATES))
    if not isinstance(page, Page) or not page.text or not page.text.strip():
        raise InputError(f"{name}: no article found in the page; save its text as txt")
    lines = (line.strip() for line in page.text.split("\n"))
    author = page.author.split(";")[0].strip() if page.author else None
    credits = Credits(
        title=" ".join(page.title.split()) if page.title else None,
        author=author if author and is_name(author, wording()) else None,
        published=parse(page.date) if page.date else None,
        source=page.sitename or page.hostname,
        url=page.url if page.url and is_address(page.url) else None,
    )
    return "\n\n".join(line for line in lines if line), credits


def text_of_part(markup: str) -> str:
    r"""The text of a few paragraphs of markup, all of it; plain text stays as it is.

    The body of a feed entry or of a mail is no page, and has no furniture that an article would have to be found in.

    >>> text_of_part("<p>Iran signed<br>the pact.</p><p>Turkey &amp; Iraq did not.</p>")
    'Iran signed\nthe pact.\n\nTurkey & Iraq did not.'
    >>> text_of_part("Trade grew by < 5 %.")
    'Trade grew by < 5 %.'
    """
    from lxml import html

    if not _TAG.search(markup):
        return unescape(markup).strip()
    root = html.fromstring(f"<div>{_UNFIT.sub(' ', markup)}</div>")
    for silent in root.xpath("//script|//style|//template|//head"):
        silent.drop_tree()
    for element in root.iter("br", *_BREAKING):
        mark = "\n" if element.tag == "br" else "\n\n"
        element.tail = mark + (element.tail or "")
        if element.tag != "br":
            element.text = mark + (element.text or "")
    paragraphs = re.split(r"\n\s*\n", str(root.text_content()))
    lines = ("\n".join(" ".join(line.split()) for line in part.strip().split("\n")) for part in paragraphs)
    return "\n\n".join(line for line in lines if line)
