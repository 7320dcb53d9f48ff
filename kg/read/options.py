"""What a user may say about the documents of a call: which columns hold what, and which languages to read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.errors import CallError

FIELDS = ("id", "text", "html", "title", "author", "date", "source", "url", "language")


@dataclass(frozen=True, slots=True)
class Options:
    """How to read; equal for a build and for all that reads its sources again.

    ``columns`` names the column of a field of ``FIELDS`` where it goes by an unknown name; ``date_format`` is that of
    the date column, as :meth:`datetime.datetime.strptime` has it. With ``any_language`` no text is set aside.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    date_format: str | None = None
    any_language: bool = False


DEFAULT = Options()


def columns_of(pairs: Iterable[str]) -> dict[str, str]:
    """The columns of ``--column FIELD=NAME``.

    >>> columns_of(["text=Body of the article"])
    {'text': 'Body of the article'}

    Raises:
        CallError: a pair without "=", or for no field of ``FIELDS``.
    """
    found = {}
    for pair in pairs:
        name, equals, column = pair.partition("=")
        if not equals or not column or name not in FIELDS:
            raise CallError(f"--column {pair}: expected FIELD=NAME, as text=body; fields are {', '.join(FIELDS)}")
        found[name] = column
    return found
