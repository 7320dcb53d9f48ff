"""Web archives: each page that was served whole is an article."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import redirect_stderr
from typing import Any

from kg.errors import InputError
from kg.read.credits import Credits
from kg.read.damage import DAMAGE
from kg.read.decode import decode
from kg.read.documents import Document
from kg.read.from_html import from_html
from kg.read.front_matter import is_address
from kg.read.lines import opened
from kg.read.options import Options
from kg.read.record import LONGEST, Keys, Record

# Its remarks would reach the user's screen beside our one line.
logging.getLogger("warcio").addHandler(logging.NullHandler())

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_TYPES = ("response", "resource", "conversion")


def from_warc(document: Document, options: Options) -> Iterator[Record | InputError]:
    """The pages of a WARC file, packed or not; the address is their key, a second visit has its date added.

    Whatever is no page (pictures, scripts, requests, redirects, errors of the server) is passed over. The day of the
    visit is not that of publication, which is looked for in the page.

    Raises:
        InputError: the file cannot be opened or is damaged; the pages before the damage are read.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    keys = Keys()
    with opened(document) as file:
        try:
            for entry in _quietly(ArchiveIterator(file)):
                address = entry.rec_headers.get_header("WARC-Target-URI") or ""
                if entry.rec_type not in _TYPES or not _is_page(entry):
                    continue
                visit = entry.rec_headers.get_header("WARC-Date") or ""
                key = next((key for key in (address, f"{address}@{visit}") if key and keys.is_new(key)), None)
                if key is not None:
                    yield _record(entry, key, address, document.name)
        except (ArchiveLoadFailed, *DAMAGE) as error:
            reason = " ".join(str(error).split())[:120]
            raise InputError(f"{document.name}: is no readable web archive ({reason}); get it anew") from error


def _quietly(entries: Iterator[Any]) -> Iterator[Any]:
    """The entries, without the remarks on damaged ones that warcio writes to the user's screen."""
    while True:
        with redirect_stderr(io.StringIO()):
            entry = next(entries, None)
        if entry is None:
            return
        yield entry


def _is_page(entry: Any) -> bool:
    """True for text that was served without error, by the head of the answer or of the record."""
    head = entry.http_headers
    if head is not None and head.get_statuscode() != "200":
        return False
    kind = (head or entry.rec_headers).get_header("Content-Type") or ""
    return kind.partition(";")[0].strip().lower() in _PAGES


def _record(entry: Any, key: str, address: str, name: str) -> Record | InputError:
    name = f"{name}#{key}"
    with redirect_stderr(io.StringIO()):
        data = entry.content_stream().read(LONGEST + 1)
    if len(data) > LONGEST:
        return InputError(f"{name}: has more than {LONGEST // 1_000_000} MB; no article is that long")
    kind = (entry.http_headers or entry.rec_headers).get_header("Content-Type") or ""
    _, _, charset = kind.lower().partition("charset=")
    charset = charset.split(";")[0].strip(" \"'") or None
    try:
        if "text/plain" in kind:
            text, credits = decode(data, name, charset), Credits()
        else:
            text, credits = from_html(data, name, charset)
    except InputError as error:
        return error
    return Record(key, text, credits.or_else(Credits(url=address if is_address(address) else None)))
