"""The lines of a file one at a time, packed or not, in bounded memory whatever the file holds."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import BinaryIO, cast

from kg.errors import InputError
from kg.read.documents import Document
from kg.read.record import LONGEST

_CHUNK = 1 << 16
# Packed text is three to ten times smaller; what unpacks to two hundred times its size holds nothing but repetition.
_RATIO, _GRACE = 200, 50_000_000


@dataclass(frozen=True, slots=True)
class Line:
    """A line by its number from 1; ``whole`` is False where it was longer than ``LONGEST`` and is cut."""

    number: int
    data: bytes
    whole: bool = True


@contextmanager
def opened(document: Document) -> Iterator[BinaryIO]:
    """The file, open for reading.

    Raises:
        InputError: there is no such file, it is no regular one, or it may not be read.
    """
    name = document.name
    if not document.path.is_file():
        what = "is no regular file" if document.path.exists() else "does not exist"
        raise InputError(f"{name}: {what}; check the path")
    with ExitStack() as stack:
        try:
            file = stack.enter_context(document.path.open("rb"))
        except OSError as error:
            raise InputError(f"{name}: cannot be opened: {error.strerror}; check its permissions") from error
        yield file


def lines(document: Document) -> Iterator[Line]:
    """Each line of the file with its line end; a file that ends in .gz is unpacked on the way.

    Raises:
        InputError: the file cannot be opened, is damaged, or unpacks to a multiple of its size that no text has.
    """
    with opened(document) as file:
        stream = cast("BinaryIO", gzip.GzipFile(fileobj=file)) if _is_packed(document) else file
        try:
            number = unpacked = 0
            while data := stream.readline(LONGEST + 1):
                number += 1
                unpacked += len(data)
                whole = len(data) <= LONGEST or data.endswith(b"\n")
                yield Line(number, data[:LONGEST], whole)
                while not data.endswith(b"\n") and not whole and (data := stream.readline(_CHUNK)):
                    unpacked += len(data)
                    _check_ratio(document, file, unpacked)
                _check_ratio(document, file, unpacked)
        except (EOFError, OSError, zlib.error) as error:
            raise InputError(f"{document.name}: is damaged ({error}); get it anew") from error
        if number == 0:
            raise InputError(f"{document.name}: is empty; remove it or fill it")


def _is_packed(document: Document) -> bool:
    return document.path.name.lower().endswith(".gz")


def _check_ratio(document: Document, file: io.BufferedReader | BinaryIO, unpacked: int) -> None:
    if _is_packed(document) and unpacked > max(_GRACE, _RATIO * file.tell()):
        raise InputError(f"{document.name}: unpacks to more than {_RATIO} times its size; unpack it and look into it")
