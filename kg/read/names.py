"""Which words are a person's name: the credits of an article need one, and must never take a place for it."""

from __future__ import annotations

import re

from kg.read.wording import Wording, words

_TOKEN = re.compile(r"\s*(?P<word>[^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_]))*)(?P<dot>\.?)(?=[\s,:;|()–—-]|\Z|\.)")
_CALENDAR = re.compile(
    r"(?:jan|febr?|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|mon|tues?|wed|thu|fri|sat|sun)"
    r"(?:uary|ch|il|ust|ember|ober|day|nesday|rsday|urday)?",
    re.IGNORECASE,
)
_MOST_WORDS = 5


def leading_name(text: str, wording: Wording, capitals: bool = False) -> tuple[str, int] | None:
    """The person's name a text begins with and the offset behind it, None where it begins with none.

    A name is two to five capitalised words, initials and particles; ``capitals`` admits one all in capitals, which
    comes back as ordinary writing. Titles before the name are skipped.

    >>> from kg.read.wording import wording
    >>> leading_name("Dr. Samyar Rostami, October 10, 2025", wording())
    ('Samyar Rostami', 18)
    """
    tokens: list[re.Match[str]] = []
    at = 0
    while token := _TOKEN.match(text, at):
        word = token["word"]
        if not tokens and word.casefold() in wording.honorifics:
            at = token.end()
            continue
        if (tokens and _is_stop(word, wording)) or not (
            word[0].isupper() or (tokens and word in wording.name_particles)
        ):
            break
        tokens.append(token)
        at = token.end() if len(word) == 1 else token.end("word")
        if token["dot"] and len(word) > 1:
            break
    if not tokens or not _is_name([token["word"] for token in tokens], wording, capitals):
        return None
    name = " ".join(token["word"] + (token["dot"] if len(token["word"]) == 1 else "") for token in tokens)
    return (name.title() if name.isupper() else name), at


def is_name(text: str, wording: Wording) -> bool:
    """True where the whole text is a person's name."""
    found = leading_name(text, wording, capitals=True)
    return found is not None and not text[found[1] :].strip(" .")


def _is_stop(word: str, wording: Wording) -> bool:
    """True for a word that follows names in credits: a month, a weekday, an agency."""
    return bool(_CALENDAR.fullmatch(word)) or words(word) in wording.agencies


def _is_name(tokens: list[str], wording: Wording, capitals: bool) -> bool:
    folded = tuple(token.casefold() for token in tokens)
    full = [token for token in tokens if len(token) > 1 and token[0].isupper()]
    shouted = [token for token in full if token.isupper()]
    return (
        len(tokens) >= 2
        and len(tokens) <= _MOST_WORDS
        and bool(full)
        and tokens[-1] not in wording.name_particles
        and folded not in wording.places
        and not wording.not_names.intersection(folded)
        and (not shouted or (capitals and len(shouted) == len(full)))
    )
