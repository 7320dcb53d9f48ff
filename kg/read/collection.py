"""The articles of one file, whether it holds one or a million: the seam between files and the text stages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import InputError
from kg.model import Article
from kg.read.article import article_of, read
from kg.read.documents import Document
from kg.read.from_feed import from_feed
from kg.read.from_mail import from_mbox
from kg.read.from_tables import from_csv, from_jsonl, from_parquet
from kg.read.from_warc import from_warc
from kg.read.options import DEFAULT, Options
from kg.read.record import Record, Records, member

_LINE_END = re.compile(r"\r\n?")
_READERS: dict[str, Records] = {
    ".jsonl": from_jsonl,
    ".ndjson": from_jsonl,
    ".csv": from_csv,
    ".tsv": from_csv,
    ".parquet": from_parquet,
    ".mbox": from_mbox,
    ".rss": from_feed,
    ".atom": from_feed,
    ".xml": from_feed,
    ".warc": from_warc,
}


def read_each(document: Document, options: Options = DEFAULT) -> Iterator[Article | InputError]:
    """Each article of a file in its order, and in the place of one that cannot be read the error that says why.

    Articles of a file that holds many are read as they are asked for, one in memory at a time. Their text is the text
    of the record, with LF line ends: offsets of evidence count in it, and reading the file again gives it again.
    """
    try:
        if (records := _READERS.get(document.kind)) is None:
            yield read(document, options)
            return
        for record in records(document, options):
            yield record if isinstance(record, InputError) else _article(record, document.name, options)
    except InputError as error:
        yield error


def _article(record: Record, file: str, options: Options) -> Article | InputError:
    name = member(file, record.key)
    text = _LINE_END.sub("\n", record.text)
    try:
        text.encode("utf-8")
        if "\0" in text:
            raise InputError(f"{name}: holds binary data, not text; remove it")
        return article_of(name, text, record.credits, options, stated=record.language)
    except UnicodeEncodeError:
        return InputError(f"{name}: holds half characters that no text has; save the file as UTF-8")
    except InputError as error:
        return error
