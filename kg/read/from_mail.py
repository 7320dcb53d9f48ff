"""Electronic mail to text: one message of an EML file, or each of an MBOX file."""

from __future__ import annotations

import email
import email.policy
import email.utils
from collections.abc import Iterator

from kg.errors import InputError
from kg.read.credits import Credits
from kg.read.damage import DAMAGE
from kg.read.dates import leading_day
from kg.read.documents import Document
from kg.read.from_html import text_of_part
from kg.read.lines import lines
from kg.read.names import is_name
from kg.read.options import Options
from kg.read.record import LONGEST, Keys, Record
from kg.read.wording import wording


def from_eml(data: bytes, name: str) -> tuple[str, Credits]:
    """The text of one message, and title, author and date of its head.

    The plain part is taken before the HTML part, and attachments are left alone.

    Raises:
        InputError: no message, a damaged one, or one without text.
    """
    found = _message(data, name)
    return found.text, found.credits


def from_mbox(document: Document, options: Options) -> Iterator[Record | InputError]:
    """The messages of a mailbox, one in memory at a time; Message-ID is their key, else their number.

    As RFC 4155 has it: a message begins with a line "From " at the beginning or behind a blank line.
    """
    name = document.name
    keys = Keys()
    for number, data in enumerate(_messages(document), 1):
        if len(data) > LONGEST:
            yield InputError(f"{name}: message {number} has more than {LONGEST // 1_000_000} MB; remove it")
            continue
        try:
            found = _message(data, f"{name}: message {number}")
        except InputError as error:
            yield error
            continue
        key = found.key or str(number)
        if keys.is_new(key):
            yield Record(key, found.text, found.credits)
        else:
            yield InputError(f"{name}: message {number}: {key} stands there twice; the first is read")


def _messages(document: Document) -> Iterator[bytes]:
    """The bytes of each message without its "From " line; of a huge one no more than shows that it is huge."""
    body = bytearray()
    started, blank = False, True
    for line in lines(document):
        if blank and line.data.startswith(b"From "):
            if started:
                yield bytes(body)
            body.clear()
            started = True
        elif not started:
            raise InputError(f'{document.name}: is no mailbox, its first line does not begin with "From "')
        elif len(body) <= LONGEST:
            body += line.data[1:] if line.data.startswith(b">From ") else line.data
        blank = not line.data.strip()
    yield bytes(body)


def _message(data: bytes, name: str) -> Record:
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        part = message.get_body(("plain", "html"))
        content = part.get_content() if part is not None else ""
        text = text_of_part(content) if part is not None and part.get_content_subtype() == "html" else content
        head = {key: " ".join(str(message.get(key) or "").split()) for key in ("subject", "from", "date", "message-id")}
    # Deep nesting ends in RecursionError, wrong charsets in LookupError, broken headers in nearly all of the others.
    except DAMAGE as error:
        raise InputError(f"{name}: is no readable message; save its text as txt") from error
    text = text.replace("\r\n", "\n").strip() if isinstance(text, str) else ""
    if not text:
        raise InputError(f"{name}: holds no text; remove it or save its text as txt")
    author = email.utils.parseaddr(head["from"])[0]
    credits = Credits(
        title=head["subject"] or None,
        author=author if author and is_name(author, wording()) else None,
        published=leading_day(head["date"]),
    )
    return Record(head["message-id"].strip("<>"), text + "\n", credits)
