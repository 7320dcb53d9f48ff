"""One document to an article: its text by format, its blocks, its credits."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from kg.errors import InputError
from kg.model import Article, Block
from kg.read.credits import Credits
from kg.read.decode import decode
from kg.read.documents import SUFFIXES, Document
from kg.read.from_docx import from_docx
from kg.read.from_html import from_html
from kg.read.from_pdf import from_pdf
from kg.read.front_matter import front_matter
from kg.read.layout import layout
from kg.read.paragraphs import paragraphs

MAX_BYTES = 20_000_000

Reader = Callable[[bytes, str], tuple[str, Credits]]
_CONTAINERS: dict[str, Reader] = {".html": from_html, ".htm": from_html, ".pdf": from_pdf, ".docx": from_docx}


def read(document: Document) -> Article:
    """The article in one document.

    The text of txt and md files is the file's own, decoded, without byte-order mark and with LF line ends, so that
    offsets hold in the file; of other formats it is what was taken out of them, a blank line between paragraphs.
    Front matter and the fields of a page or file come before bylines found in the text.

    Raises:
        InputError: the file is missing, unreadable, empty, too large, of another kind than its ending says, in an
            unknown encoding, or has no words in it.
    """
    suffix = document.path.suffix.lower()
    if suffix not in SUFFIXES:
        known = " ".join(ending[1:] for ending in SUFFIXES)
        raise InputError(f"{document.name}: the format {suffix or 'without ending'} is not supported; use {known}")
    data = _bytes(document)
    if reader := _CONTAINERS.get(suffix):
        text, credits = reader(data, document.name)
        body = 0
    else:
        text = decode(data, document.name)
        credits, body = front_matter(text, document.name)
    blocks, found = layout(paragraphs(text, body, markdown=suffix == ".md"))
    if not blocks:
        raise InputError(f"{document.name}: holds no text to read; remove it or fill it")
    if body:
        blocks.insert(0, Block(0, body - len(text[:body]) + len(text[:body].rstrip()), "furniture"))
    credits = credits.or_else(found)
    return Article(
        name=document.name,
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        blocks=tuple(blocks),
        title=credits.title,
        author=credits.author,
        published=credits.published,
        source=credits.source,
        url=credits.url,
    )


def _bytes(document: Document) -> bytes:
    """The content of the file, within the limit."""
    name = document.name
    try:
        if not document.path.is_file():
            what = "is no regular file" if document.path.exists() else "does not exist"
            raise InputError(f"{name}: {what}; check the path")
        size = document.path.stat().st_size
        if size > MAX_BYTES:
            limit = MAX_BYTES // 1_000_000
            raise InputError(f"{name}: has {size / 1_000_000:.1f} MB, more than {limit} MB; split it into articles")
        data = document.path.read_bytes()
    except OSError as error:
        raise InputError(f"{name}: cannot be opened: {error.strerror}; check its permissions") from error
    if not data.strip():
        raise InputError(f"{name}: is empty; remove it or fill it")
    return data
