"""The words of menus, share bars, bylines and author notes, from ``kg/data/lexicon/furniture.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

import yaml

from kg.errors import DataError

LEXICON = Path(__file__).parents[1] / "data" / "lexicon" / "furniture.yaml"
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> tuple[str, ...]:
    """The words of a text for comparison: case, punctuation and spacing do not count.

    >>> words("EN|FR: don’t")
    ('en', 'fr', 'don', 't')
    """
    return tuple(_WORD.findall(text.casefold()))


@dataclass(frozen=True, slots=True)
class Wording:
    """The lexicon as sets of word tuples; ``openings`` and ``containing`` are ready to search with."""

    tail_heads: frozenset[tuple[str, ...]]
    tail_openings: frozenset[tuple[str, ...]]
    lines: frozenset[tuple[str, ...]]
    openings: re.Pattern[str]
    containing: re.Pattern[str]
    byline_openings: re.Pattern[str]
    menu_words: frozenset[str]
    date_words: frozenset[str]
    update_words: frozenset[str]
    occupations: frozenset[str]
    sentence_verbs: frozenset[str]
    note_words: frozenset[str]
    honorifics: frozenset[str]
    name_particles: frozenset[str]
    not_names: frozenset[str]
    places: frozenset[tuple[str, ...]]
    agencies: frozenset[tuple[str, ...]]


@cache
def wording() -> Wording:
    """The shipped lexicon, read once."""
    return load(LEXICON)


def load(path: Path) -> Wording:
    """The lexicon in one file.

    Raises:
        DataError: the file is no YAML mapping of exactly the known keys to lists of phrases.
    """
    entries = _entries(path)
    phrases = {key: frozenset(words(phrase) for phrase in entries[key]) for key in entries}
    single = {key: frozenset(word for phrase in phrases[key] for word in phrase) for key in entries}
    return Wording(
        tail_heads=phrases["tail_heads"],
        tail_openings=phrases["tail_openings"],
        lines=phrases["lines"],
        openings=_pattern(r"\W*", entries["openings"]),
        containing=_pattern(r".*?\b", entries["containing"]),
        byline_openings=_pattern(r"\W*", entries["byline_openings"]),
        menu_words=single["menu_words"],
        date_words=single["date_words"],
        update_words=single["update_words"],
        occupations=single["occupations"],
        sentence_verbs=single["sentence_verbs"],
        note_words=single["note_words"],
        honorifics=single["honorifics"],
        name_particles=single["name_particles"],
        not_names=single["not_names"],
        places=phrases["places"],
        agencies=phrases["agencies"],
    )


def _entries(path: Path) -> dict[str, list[str]]:
    """The lists of the file by key, each checked."""
    try:
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())
        raise DataError(f"{path.name}: cannot be read: {reason}; restore the shipped file") from error
    if not isinstance(loaded, dict):
        raise DataError(f"{path.name}: is no mapping of keys to lists; restore the shipped file")
    known = {field.name for field in fields(Wording)}
    for key in sorted(known - loaded.keys()):
        raise DataError(f'{path.name}: key "{key}" is missing; add it with a list of phrases')
    for key in sorted(str(key) for key in loaded.keys() - known):
        raise DataError(f'{path.name}: key "{key}" is unknown; known are {", ".join(sorted(known))}')
    for key, phrases in loaded.items():
        _check(path.name, key, phrases)
    return loaded


def _check(file: str, key: str, phrases: object) -> None:
    """Raise DataError unless this is a non-empty list of phrases, each with a word in it and none twice."""
    if not isinstance(phrases, list) or not phrases:
        raise DataError(f"{file}: {key}: expected a list of phrases, one a line")
    seen: set[tuple[str, ...]] = set()
    for phrase in phrases:
        if not isinstance(phrase, str):
            raise DataError(f"{file}: {key}: {phrase!r} is no phrase; put it in quotes")
        if not words(phrase):
            raise DataError(f'{file}: {key}: "{phrase}" has no word in it; remove it')
        if words(phrase) in seen:
            raise DataError(f'{file}: {key}: "{phrase}" stands there twice; remove one')
        seen.add(words(phrase))


def _pattern(before: str, phrases: list[str]) -> re.Pattern[str]:
    """A pattern for any of the phrases, longest first so that "written by" is not cut short by a shorter one."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    parts = (
        r"\W+".join(re.escape(word) for word in words(phrase)) + (r"\s*:" if phrase.endswith(":") else r"\b")
        for phrase in ordered
    )
    return re.compile(f"{before}(?:{'|'.join(parts)})", re.IGNORECASE)
