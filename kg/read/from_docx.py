"""A Word file to text: paragraphs and table cells in their order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.read.credits import Credits
from kg.read.damage import DAMAGE
from kg.read.names import is_name
from kg.read.wording import wording

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.table import Table

# A small archive can unpack to any size; no article comes near this one.
_UNPACKED = 200_000_000


def from_docx(data: bytes, name: str) -> tuple[str, Credits]:
    """The text, one paragraph a block between blank lines, and the title and author of the file's properties.

    The dates of the properties are those of the file, not of publication, and are left alone.

    Raises:
        InputError: no Word file, a damaged one, or one without text.
    """
    import docx
    from docx.opc.exceptions import OpcError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > _UNPACKED:
            raise InputError(f"{name}: unpacks to {unpacked // 1_000_000} MB; save its text as txt")
        word = docx.Document(io.BytesIO(data))
        pieces = [" ".join(piece.split()) for piece in _pieces(word)]
        title, author = word.core_properties.title, word.core_properties.author
    except (OpcError, *DAMAGE) as error:
        raise InputError(f"{name}: is no readable docx file; open and save it again or save its text as txt") from error
    text = "\n\n".join(piece for piece in pieces if piece)
    if not text:
        raise InputError(f"{name}: holds no text; remove it or save its text as txt")
    return text, Credits(
        title=" ".join(title.split()) or None,
        author=author if author and is_name(author, wording()) else None,
    )


def _pieces(word: Word) -> Iterator[str]:
    """The text of each paragraph and each table cell."""
    from docx.table import Table

    for item in word.iter_inner_content():
        if isinstance(item, Table):
            yield from _cells(item)
        else:
            yield item.text


def _cells(table: Table) -> Iterator[str]:
    """The text of each cell; python-docx gives a merged cell once for each place it covers."""
    before = None
    for row in table.rows:
        for cell in row.cells:
            if cell._tc is not before:
                yield cell.text
            before = cell._tc
