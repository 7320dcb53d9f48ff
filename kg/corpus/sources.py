"""Documents by what they hold: the key of each result, and why a result that was kept does not serve any more.

A file of one article is read by a worker, for that may take long or go wrong. A file of many is read here, article by
article and none held: first for the keys, then, where there is something to do, for the texts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from kg.corpus.manifest import Manifest, Row
from kg.corpus.stamp import Stamp, digest
from kg.errors import SetAside
from kg.model import Article
from kg.pipeline import articles_in
from kg.read import Document, Options
from kg.read.documents import COLLECTIONS


@dataclass(frozen=True, slots=True)
class Source:
    """An article by its name, with the file it is in and the key of its result.

    ``content`` is the digest of the file, or of the article where the file holds many; ``size`` counts bytes,
    ``modified`` is the time of the file's change.
    """

    document: Document
    name: str
    content: str
    size: int
    modified: int
    key: str


def stamp_digest(stamp: Stamp) -> str:
    """The digest of a stamp."""
    return digest(json.dumps(stamp, sort_keys=True))


def sources_of(
    documents: Iterable[Document], stamp: str, options: Options, failed: list[str], aside: list[str]
) -> Iterator[Source]:
    """Each article of the documents that can be opened; the others are noted in ``failed`` or ``aside``."""
    for document in documents:
        try:
            if not document.path.is_file():
                raise OSError
            modified = document.path.stat().st_mtime_ns
            data = b"" if _holds_many(document) else document.path.read_bytes()
        except OSError:
            failed.extend(str(error) for error in articles_in(document, options))
            continue
        if not _holds_many(document):
            content = digest(data)
            key = digest(document.name, content, stamp)
            yield Source(document, document.name, content, len(data), modified, key)
            continue
        for article in articles_in(document, options):
            if isinstance(article, Article):
                content, size = content_of(article), len(article.text.encode())
                yield Source(document, article.name, content, size, modified, digest(article.name, content, stamp))
            else:
                (aside if isinstance(article, SetAside) else failed).append(str(article))


def members_of(sources: Iterable[Source], options: Options) -> Iterator[tuple[Source, Article]]:
    """Those of the sources that are in files of many, each with its text, file by file; changed ones are left out."""
    files: dict[Document, dict[str, Source]] = {}
    for source in sources:
        if _holds_many(source.document):
            files.setdefault(source.document, {})[source.name] = source
    for document, wanted in files.items():
        yield from _members(document, wanted, options)


def _members(document: Document, wanted: Mapping[str, Source], options: Options) -> Iterator[tuple[Source, Article]]:
    for article in articles_in(document, options):
        source = wanted.get(article.name) if isinstance(article, Article) else None
        if isinstance(article, Article) and source and source.content == content_of(article):
            yield source, article


def is_alone(source: Source) -> bool:
    """True for an article that is a file of its own."""
    return not _holds_many(source.document)


def content_of(article: Article) -> str:
    """The digest of an article out of a file of many."""
    return digest(msgspec.msgpack.encode(article))


def _holds_many(document: Document) -> bool:
    return document.kind in COLLECTIONS


def reason(source: Source, stamp: Stamp, old: Manifest | None, former: Row | None) -> str:
    """Why the document has to be read: new, changed, or read with something that has changed since."""
    if former is None or old is None:
        return "new"
    if former.content != source.content:
        return "changed"
    then = old.stamps.get(former.stamp, {})
    differing = [name for name in stamp if then.get(name) != stamp[name]]
    return f"another {differing[0]}" if differing else "shard lost"
