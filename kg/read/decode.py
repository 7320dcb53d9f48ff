"""Bytes to text: which encoding, and whether it is text at all."""

from __future__ import annotations

import codecs
import re
import unicodedata

from kg.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip or office file"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
    (b"\x89PNG", "an image"),
    (b"GIF8", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a compressed file"),
)
_LINE_END = re.compile(r"\r\n?")
_SAMPLE = 100_000
_CONTROL_SHARE = 0.01


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """The text of these bytes, without byte-order mark and with LF for every line end.

    Tried in turn: the byte-order mark, UTF-8, the encoding the page declares, Windows-1252 where it reads as language.

    Raises:
        InputError: binary data, or an encoding that is none of these.
    """
    for magic, kind in _BINARY:
        if data.startswith(magic):
            raise InputError(f"{name}: is {kind}, not text; give the file its right ending or save it as text")
    text = _LINE_END.sub("\n", _decoded(data, name, declared))
    sample = text[:_SAMPLE]
    controls = sum(unicodedata.category(char) == "Cc" and not char.isspace() for char in sample)
    if "\0" in text or controls > len(sample) * _CONTROL_SHARE:
        raise InputError(f"{name}: is binary or an unmarked UTF-16 file, not text; save it as UTF-8 text")
    return text


def _decoded(data: bytes, name: str, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise InputError(
                    f"{name}: starts as {encoding} but byte {error.start + len(mark)} is not; save it as UTF-8"
                ) from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _declared(data, declared) or _western(data)
        if text is None:
            raise InputError(
                f"{name}: the encoding is neither UTF-8 (byte {error.start} is not) nor UTF-16 with a mark nor "
                "Windows-1252; save it as UTF-8"
            ) from error
        return text


def _declared(data: bytes, declared: str | None) -> str | None:
    """The text in the encoding a page names for itself, None where it names none or a wrong one."""
    if declared is None:
        return None
    try:
        return data.decode(declared)
    except (LookupError, UnicodeError):
        return None


def _western(data: bytes) -> str | None:
    """The text as Windows-1252, None where that reads as no language.

    A UTF-8 file with a few broken bytes would pass as Windows-1252 too ("â€œ"), so text that is mostly valid UTF-8
    beyond ASCII is refused instead of garbled.
    """
    from charset_normalizer import from_bytes

    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\N{REPLACEMENT CHARACTER}")
    beyond_ascii = sum(char > "\x7f" for char in lenient)
    if beyond_ascii - broken > broken:
        return None
    best = from_bytes(data, cp_isolation=["cp1252"]).best()
    return str(best) if best is not None else None
