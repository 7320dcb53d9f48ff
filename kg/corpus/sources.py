"""Documents by what they hold: the key of each result, and why a result that was kept does not serve any more."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.corpus.manifest import Manifest, Row
from kg.corpus.stamp import Stamp, digest
from kg.errors import InputError
from kg.pipeline import article_of
from kg.read import Document


@dataclass(frozen=True, slots=True)
class Source:
    """A document with the digest of its file, size in bytes and time of change, and the key of its result."""

    document: Document
    content: str
    size: int
    modified: int
    key: str


def stamp_digest(stamp: Stamp) -> str:
    """The digest of a stamp."""
    return digest(json.dumps(stamp, sort_keys=True))


def sources_of(documents: Iterable[Document], stamp: str, failed: list[str]) -> Iterator[Source]:
    """Each document that can be opened; the others are noted in ``failed``."""
    for document in documents:
        try:
            if not document.path.is_file():
                raise OSError
            modified = document.path.stat().st_mtime_ns
            data = document.path.read_bytes()
        except OSError:
            try:
                article_of(document)
            except InputError as error:
                failed.append(str(error))
            continue
        content = digest(data)
        yield Source(document, content, len(data), modified, digest(document.name, content, stamp))


def reason(source: Source, stamp: Stamp, old: Manifest | None, former: Row | None) -> str:
    """Why the document has to be read: new, changed, or read with something that has changed since."""
    if former is None or old is None:
        return "new"
    if former.content != source.content:
        return "changed"
    then = old.stamps.get(former.stamp, {})
    differing = [name for name in stamp if then.get(name) != stamp[name]]
    return f"another {differing[0]}" if differing else "shard lost"
