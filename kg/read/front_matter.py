"""The YAML between two lines of dashes at the top of a text: its title, author, date, source and address."""

from __future__ import annotations

import re
from datetime import date, datetime
from urllib.parse import urlsplit

import yaml

from kg.errors import InputError
from kg.read.credits import Credits
from kg.read.dates import parse

_RULE = re.compile(r"---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"[\w -]+:(?:\s|$)")
_LONGEST = 20_000
_UNSAFE = re.compile(r'[\s<>"{}|\\^`]')


def front_matter(text: str, name: str) -> tuple[Credits, int]:
    """What the front matter says and the offset behind it; no credits and 0 where the text has none.

    A first line of dashes with no key in the next line and no second line of dashes is a rule across the page, no
    front matter. Of several authors the first is kept: an article has one speaker.

    Raises:
        InputError: front matter that is not closed, no YAML mapping, or has a date or address that is none.
    """
    rule = _RULE.match(text)
    if rule is None:
        return Credits(), 0
    close = _CLOSE.search(text, rule.end(), rule.end() + _LONGEST)
    if close is None:
        if not _KEY.match(text, rule.end()):
            return Credits(), 0
        raise InputError(f'{name}: the front matter is not closed; end it with a line "---"')
    values = _mapping(text[rule.end() : close.start()], name)
    credits = Credits(
        title=_string(values, "title", name),
        author=_string(values, "author", name),
        published=_date(values, name),
        source=_string(values, "source", name),
        url=_url(values, name),
    )
    return credits, close.end()


def is_address(url: str) -> bool:
    """True for an http(s) address that can stand in RDF as it is."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not _UNSAFE.search(url)


def _mapping(source: str, name: str) -> dict[object, object]:
    try:
        loaded = yaml.safe_load(source)
    # PyYAML passes on the ValueError of "date: 2025-13-45", and deep nesting ends in RecursionError.
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = " ".join(str(getattr(error, "problem", None) or error).split())
        raise InputError(f"{name}: the front matter is no valid YAML ({reason}); mend it or remove it") from error
    if loaded is None:
        return {}
    if not isinstance(loaded, dict):
        raise InputError(f'{name}: the front matter holds no "key: value" lines; mend it or remove it')
    return loaded


def _string(values: dict[object, object], key: str, name: str) -> str | None:
    value = values.get(key)
    if isinstance(value, list) and value:
        value = value[0]
    if value is None or value == []:
        return None
    if isinstance(value, (dict, list)):
        raise InputError(f"{name}: front matter: {key} is no text; write {key}: WORDS")
    return " ".join(str(value).split()) or None


def _date(values: dict[object, object], name: str) -> date | None:
    value = values.get("date")
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    found = value if isinstance(value, date) else parse(str(value))
    if found is None:
        raise InputError(f'{name}: front matter: date "{value}" is no day; write it as 2025-10-31')
    return found


def _url(values: dict[object, object], name: str) -> str | None:
    value = _string(values, "url", name)
    if value is not None and not is_address(value):
        raise InputError(f'{name}: front matter: url "{value}" is no address; write it as https://...')
    return value
