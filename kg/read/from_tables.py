"""Tables with an article in each row: JSON lines, CSV and Parquet."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping

from kg.errors import InputError
from kg.read.columns import NoColumn, record
from kg.read.damage import DAMAGE
from kg.read.documents import Document
from kg.read.lines import lines
from kg.read.options import Options
from kg.read.record import LONGEST, Keys, Record

_ROWS_AT_ONCE = 64
# Which of these the head line has most of parts its columns.
_DELIMITERS = ("\t", ";", ",")
_MARK = "\ufeff"

csv.field_size_limit(LONGEST)


def from_jsonl(document: Document, options: Options) -> Iterator[Record | InputError]:
    """The records of a file with one JSON object a line; a faulty line is an error of its own."""
    name = document.name
    yield from _unique(name, (_json(line.data, line.number, line.whole, name, options) for line in lines(document)))


def from_csv(document: Document, options: Options) -> Iterator[Record | InputError]:
    """The records of a CSV or TSV file with a head line; rows after a broken quotation cannot be told apart."""
    yield from _unique(document.name, _csv_rows(document, options))


def from_parquet(document: Document, options: Options) -> Iterator[Record | InputError]:
    """The records of a Parquet file, some rows in memory at a time.

    Raises:
        InputError: pyarrow is not installed, or the file is damaged.
    """
    yield from _unique(document.name, _parquet_rows(document, options))


def _unique(name: str, records: Iterator[Record | InputError | None]) -> Iterator[Record | InputError]:
    """The records, each key once: documents of one name would be one document of the graph.

    Where the first row has no column of text the file is given up, lest each of a million rows says so.
    """
    keys = Keys()
    for number, found in enumerate(records):
        if isinstance(found, NoColumn) and number == 0:
            raise found
        if isinstance(found, Record) and not keys.is_new(found.key):
            yield InputError(f"{name}: the id {found.key} stands there twice; mend the ids or choose another column")
        elif found is not None:
            yield found


def _json(data: bytes, number: int, whole: bool, name: str, options: Options) -> Record | InputError | None:
    if not whole:
        return InputError(f"{name}: line {number} has more than {LONGEST // 1_000_000} MB; split it into articles")
    if not data.strip():
        return None
    try:
        row = json.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except UnicodeDecodeError:
        return InputError(f"{name}: line {number} is not UTF-8; save the file as UTF-8")
    except (ValueError, RecursionError) as error:
        return InputError(f"{name}: line {number} is no JSON ({error}); write one object a line")
    if not isinstance(row, Mapping):
        return InputError(f"{name}: line {number} is no JSON object; write one object a line")
    return _record(row, number, name, options)


def _record(row: Mapping[str, object], number: int, name: str, options: Options) -> Record | InputError:
    try:
        return record(row, number, name, options)
    except InputError as error:
        return error


def _csv_rows(document: Document, options: Options) -> Iterator[Record | InputError | None]:
    name = document.name
    decoded = _decoded(document)
    head = next(decoded, "").removeprefix(_MARK)
    delimiter = "\t" if ".tsv" in document.path.name.lower() else max(_DELIMITERS, key=head.count)
    # A head of several lines, quoted, is possible and read as one; its delimiter still stands in the first.
    reader = csv.reader(_chain(head, decoded), delimiter=delimiter, strict=True)
    try:
        columns = [column.strip() for column in next(reader, [])]
        for number, cells in enumerate(reader, 1):
            if not any(cell.strip() for cell in cells):
                continue
            if bad := _fault(cells, len(columns)):
                yield InputError(f"{name}: row {number} {bad}")
                continue
            yield _record(dict(zip(columns, (c or None for c in cells), strict=False)), number, name, options)
    except csv.Error as error:
        yield InputError(f"{name}: broken at line {reader.line_num} ({error}); what follows is not read, mend it there")


def _chain(first: str, others: Iterator[str]) -> Iterator[str]:
    yield first
    yield from others


def _decoded(document: Document) -> Iterator[str]:
    """The lines as text; bytes that are no UTF-8 become surrogates, by which their row is known."""
    for line in lines(document):
        if line.number == 1 and line.data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise InputError(f"{document.name}: is UTF-16; save it as UTF-8")
        if not line.whole:
            raise InputError(f"{document.name}: line {line.number} has more than {LONGEST // 1_000_000} MB; split it")
        yield line.data.decode("utf-8", "surrogateescape")


def _fault(cells: list[str], columns: int) -> str | None:
    """What is wrong with a row, None where nothing is."""
    if len(cells) > columns:
        return f"has {len(cells)} cells under {columns} columns; quote cells that hold the delimiter"
    if any("\0" in cell for cell in cells):
        return "holds binary data; save the file as UTF-8 text"
    if any("\udc80" <= char <= "\udcff" for cell in cells for char in cell if char > "\ud7ff"):
        return "is not UTF-8; save the file as UTF-8"
    return None


def _parquet_rows(document: Document, options: Options) -> Iterator[Record | InputError]:
    name = document.name
    try:
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise InputError(f"{name}: Parquet needs pyarrow; pip install 'actorkg[parquet]'") from error
    number = 0
    try:
        with parquet.ParquetFile(document.path) as table:
            for batch in table.iter_batches(batch_size=_ROWS_AT_ONCE, use_threads=False):
                for row in batch.to_pylist():
                    number += 1
                    yield _record(row, number, name, options)
    # pyarrow's own errors are ValueErrors, OSErrors and the like.
    except DAMAGE as error:
        reason = " ".join(str(error).split())[:120]
        raise InputError(f"{name}: is no readable Parquet file ({reason}); get it anew") from error
