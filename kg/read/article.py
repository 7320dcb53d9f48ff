"""One document to an article: its text by format, its blocks, its credits."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from kg.errors import InputError, SetAside
from kg.model import Article, Block
from kg.read.credits import Credits
from kg.read.decode import decode
from kg.read.documents import COLLECTIONS, SUFFIXES, Document
from kg.read.from_docx import from_docx
from kg.read.from_html import from_html
from kg.read.from_mail import from_eml
from kg.read.from_pdf import from_pdf
from kg.read.front_matter import front_matter
from kg.read.language import ENGLISH, foreign
from kg.read.layout import layout
from kg.read.options import DEFAULT, Options
from kg.read.paragraphs import paragraphs
from kg.read.record import LONGEST

MAX_BYTES = LONGEST

Reader = Callable[[bytes, str], tuple[str, Credits]]
_TAKEN_OUT: dict[str, Reader] = {
    ".html": from_html,
    ".htm": from_html,
    ".pdf": from_pdf,
    ".docx": from_docx,
    ".eml": from_eml,
}


def read(document: Document, options: Options = DEFAULT) -> Article:
    """The article in one document.

    The text of txt and md files is the file's own, decoded, without byte-order mark and with LF line ends, so that
    offsets hold in the file; of other formats it is what was taken out of them, a blank line between paragraphs.
    Front matter and the fields of a page or file come before bylines found in the text.

    Raises:
        InputError: the file is missing, unreadable, empty, too large, of another kind than its ending says, in an
            unknown encoding, or has no words in it.
        SetAside: the text is not English.
    """
    kind = document.kind
    if kind not in SUFFIXES:
        known = " ".join(ending[1:] for ending in SUFFIXES)
        raise InputError(f"{document.name}: the format {kind or 'without ending'} is not supported; use {known}")
    if kind in COLLECTIONS:
        raise InputError(f"{document.name}: holds many articles; they are read one by one")
    data = _bytes(document)
    if reader := _TAKEN_OUT.get(kind):
        text, credits = reader(data, document.name)
        body = 0
    else:
        text = decode(data, document.name)
        credits, body = front_matter(text, document.name)
    return article_of(document.name, text, credits, options, body=body, markdown=kind == ".md")


def article_of(
    name: str,
    text: str,
    credits: Credits,
    options: Options,
    *,
    body: int = 0,
    markdown: bool = False,
    stated: str | None = None,
) -> Article:
    """The article of this text: its blocks, and its credits with what the text adds to them.

    ``body`` is the offset behind the front matter; ``stated`` the language that the document claims for itself.

    Raises:
        InputError: there are no words in the text.
        SetAside: the text is not English, and ``options`` don't take any language.
    """
    blocks, found = layout(paragraphs(text, body, markdown=markdown))
    if not blocks:
        raise InputError(f"{name}: holds no text to read; remove it or fill it")
    if body:
        blocks.insert(0, Block(0, body - len(text[:body]) + len(text[:body].rstrip()), "furniture"))
    spoken = (text[block.start : block.end] for block in blocks if block.kind != "furniture")
    language = foreign(spoken, stated)
    if language and not options.any_language:
        raise SetAside(f"{name}: is in another language ({language}); set aside, --any-language reads it all the same")
    credits = credits.or_else(found)
    return Article(
        name=name,
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        blocks=tuple(blocks),
        title=credits.title,
        author=credits.author,
        published=credits.published,
        source=credits.source,
        url=credits.url,
        language=language or ENGLISH,
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
