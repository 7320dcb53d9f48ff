"""A web page to the text of its article, with the credits its head carries."""

from __future__ import annotations

import logging
import re
import warnings

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
_HEAD_BYTES = 4096
# htmldate refuses dates after "today" unless told a last day, and then the clock would decide what is read.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}


def from_html(data: bytes, name: str) -> tuple[str, Credits]:
    """The text of the article, one paragraph a block between blank lines, and title, author, date, source, address.

    Raises:
        InputError: no text, or no article in the page.
    """
    from trafilatura import bare_extraction
    from trafilatura.settings import Document as Page

    charset = _CHARSET.search(data[:_HEAD_BYTES])
    markup = decode(data, name, charset[1].decode("ascii") if charset else None)
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
