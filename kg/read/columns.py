"""A row of a table to a record: which column holds the text, and what the others say about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path

import yaml

from kg.errors import DataError, InputError
from kg.read.credits import Credits
from kg.read.dates import leading_day
from kg.read.front_matter import is_address
from kg.read.options import FIELDS, Options
from kg.read.record import Record

LEXICON = Path(__file__).parents[1] / "data" / "lexicon" / "columns.yaml"
_BY = re.compile(r"\s*by\s+", re.IGNORECASE)


class NoColumn(InputError):
    """A row has no column of text; where that is so of the first row it is so of the table."""


def record(row: Mapping[str, object], number: int, name: str, options: Options) -> Record:
    """The article in one row, row ``number`` of file ``name``.

    Raises:
        InputError: no column of text, no text in it, or a date that cannot be read; names the columns there are.
    """
    found = _Row(row, name, options)
    text, html = found.words("text"), None
    if not text:
        html = found.words("html")
    if not text and not html:
        if not found.has("text") and not found.has("html"):
            columns = ", ".join(sorted(map(str, row))[:20]) or "none"
            raise NoColumn(f"{name}: no column of text among {columns}; name it with --column text=NAME")
        raise InputError(f"{name}: row {number} holds no text; remove it or fill it")
    credits = Credits(
        title=found.line("title"),
        author=_author(found),
        published=found.day(number),
        source=found.line("source"),
        url=_address(found.line("url")),
    )
    if html:
        from kg.read.from_html import from_html

        text, told = from_html(html.encode("utf-8", "replace"), f"{name}: row {number}")
        credits = credits.or_else(told)
    return Record(found.line("id") or str(number), text or "", credits, found.line("language"))


class _Row:
    """The values of one row by field; the columns asked for go before the well-known names."""

    def __init__(self, row: Mapping[str, object], name: str, options: Options) -> None:
        self._row, self._name, self._options = row, name, options
        self._known = {_plain(str(column)): column for column in reversed(list(row))}

    def has(self, field: str) -> bool:
        """True where there is a column for this field, whatever is in it."""
        return field in self._options.columns or any(_plain(name) in self._known for name in well_known()[field])

    def column(self, field: str) -> object:
        """The value in the column of this field, None where there is no such column or nothing in it."""
        if (wanted := self._options.columns.get(field)) is not None:
            return _inside(self._row, wanted, self._name)
        names = (self._known.get(_plain(name)) for name in well_known()[field])
        return next((value for name in names if name is not None and (value := self._row[name]) is not None), None)

    def words(self, field: str) -> str:
        """The value as text; the first of a list, the name of a person given as an object."""
        value = self.column(field)
        if isinstance(value, list) and field in ("author", "text"):
            value = "\n\n".join(map(str, value)) if field == "text" else next(iter(value), None)
        if isinstance(value, Mapping):
            value = value.get("name") or value.get("#text")
        return "" if value is None or isinstance(value, (list, Mapping)) else str(value).strip()

    def line(self, field: str) -> str | None:
        """The value as one line, None where it has no words."""
        return " ".join(self.words(field).split()) or None

    def day(self, number: int) -> date | None:
        """The day in the date column."""
        value = self.column("date")
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        words = self.words("date")
        if not words:
            return None
        found = _formatted(words, self._options.date_format) if self._options.date_format else leading_day(words)
        if found is None:
            hint = "give its form with --date-format, as %d/%m/%Y"
            raise InputError(f'{self._name}: row {number}: date "{words[:40]}" is no day one can be sure of; {hint}')
        return found


@cache
def well_known() -> Mapping[str, tuple[str, ...]]:
    """The names of columns by field, from the lexicon."""
    try:
        loaded = yaml.safe_load(LEXICON.read_text("utf-8"))
        return {field: tuple(map(str, loaded[field])) for field in FIELDS}
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise DataError(f"{LEXICON.name}: cannot be read ({error}); restore the shipped file") from error


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _inside(row: Mapping[str, object], path: str, name: str) -> object:
    """The value of a column, or inside an object by the steps of its path: ``meta.date``."""
    if path in row:
        return row[path]
    value: object = row
    for step in path.split("."):
        if not isinstance(value, Mapping) or step not in value:
            raise NoColumn(f"{name}: no column {path}; it has {', '.join(sorted(map(str, row))[:20])}")
        value = value[step]
    return value


def _author(found: _Row) -> str | None:
    line = found.line("author")
    return _BY.sub("", line, count=1) or None if line else None


def _address(line: str | None) -> str | None:
    return line if line and is_address(line) else None


def _formatted(words: str, form: str) -> date | None:
    try:
        return datetime.strptime(words, form).date()
    except ValueError:
        return None
