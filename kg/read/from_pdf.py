"""A PDF to text: its folded lines joined into paragraphs."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kg.errors import InputError
from kg.read.credits import Credits
from kg.read.damage import DAMAGE
from kg.read.names import is_name
from kg.read.wording import wording

# Its complaints about a damaged file would reach the user's screen beside our one line.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

_PAGE_NUMBER = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)\]]*$")
_PARTED = re.compile(r"\b([a-z]+)-\n(?=[a-z])(?!(?:and|or|to)\b)")
_HYPHENED = re.compile(r"(?<=\w)-\n(?=\w)(?!(?:and|or|to)\b)")
_RUNNING_PAGES = 3
_FULL = 0.8


def from_pdf(data: bytes, name: str) -> tuple[str, Credits]:
    """The text, one paragraph a block between blank lines, and the title and author of the file's properties.

    Page numbers and lines that head or foot three pages are left out, and a word parted at a line end is joined.

    Raises:
        InputError: no PDF, a damaged or locked one, or one without text (scanned pages).
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(f"{name}: the PDF is locked by a password; save it without one")
        pages = [_clean(page.extract_text()).split("\n") for page in reader.pages]
        properties = reader.metadata
        title, author = (properties.title, properties.author) if properties else (None, None)
    except (PyPdfError, *DAMAGE) as error:
        raise InputError(f"{name}: is no readable PDF; save its text as txt") from error
    text = "\n\n".join(_paragraphs(_body_lines(pages)))
    if not text:
        raise InputError(f"{name}: the PDF holds no text, only images; run text recognition on it first")
    return text, Credits(
        title=" ".join(_clean(title).split()) or None if title else None,
        author=author if author and is_name(author, wording()) else None,
    )


def _clean(text: str) -> str:
    """The text without NULs and half characters, which broken font tables yield and UTF-8 cannot hold."""
    return text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _body_lines(pages: Sequence[Sequence[str]]) -> list[str]:
    """The lines of all pages without page numbers and running heads."""
    stripped = [[line.strip() for line in page] for page in pages]
    filled = [[line for line in page if line] for page in stripped]
    edges = Counter(line for page in filled for line in {*page[:1], *page[-1:]})
    running = {line for line, count in edges.items() if count >= _RUNNING_PAGES}
    body: list[str] = []
    for page in stripped:
        kept = [line for line in page if not _PAGE_NUMBER.fullmatch(line) and line not in running]
        # A blank line at the edge of a page is no end of a paragraph: sentences run over.
        words = [place for place, line in enumerate(kept) if line]
        body += kept[words[0] : words[-1] + 1] if words else []
    return body


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """The paragraphs of the lines: one ends at a blank line, and behind a short line unless the next goes on."""
    # Nine lines in ten are no longer than this: a wide table must not make all other lines look short.
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    parts: list[str] = []
    for line in lines:
        if parts and (not line or _ends(parts[-1], line, width)):
            yield _joined(parts)
            parts = []
        if line:
            parts.append(line)
    if parts:
        yield _joined(parts)


def _ends(line: str, following: str, width: int) -> bool:
    """True where a paragraph ends behind this line: it leaves room, and the next does not go on in lower case."""
    room = len(line) < _FULL * width
    return room and not following[0].islower() and (bool(_SENTENCE_END.search(line)) or len(line) < 0.6 * width)


def _joined(lines: Sequence[str]) -> str:
    """The lines as one, words parted at a line end joined again: "agree-ment", but "Iran-backed"."""
    whole = "\n".join(lines).replace("\u00ad\n", "").replace("\u00ad", "")
    whole = _PARTED.sub(r"\1", whole)
    return " ".join(_HYPHENED.sub("-", whole).split())
