"""The words and relations of ``kg/data/lexicon/identity.yaml``: posts of one holder, common words, acts done once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kg.countries import LEXICON, read_table
from kg.errors import DataError
from kg.model import NodeType

_FILE = LEXICON / "identity.yaml"
_KEYS = ("one_holder", "courtesy", "common_words", "once_a_day", "once_only", "repetition", "numbered", "wide_places")


@dataclass(frozen=True, slots=True)
class Words:
    """What the rules of identity know besides the names themselves."""

    one_holder: frozenset[str]
    courtesy: frozenset[str]
    common_words: frozenset[str]
    once_a_day: frozenset[str]
    once_only: Mapping[str, frozenset[NodeType]]
    repetition: re.Pattern[str]
    numbered: frozenset[str]
    wide_places: frozenset[str]

    def is_common(self, name: str) -> bool:
        """True for a name of common words alone, as every state has for a body of its own.

        >>> load_words().is_common("Supreme Court"), load_words().is_common("Knesset")
        (True, False)
        """
        return all(word in self.common_words for word in plain(name.replace("-", " ")).split())

    def is_distinct(self, name: str) -> bool:
        """True for a name of several words that is more than a description: one of them is not common, or four tell.

        Numbers tell nothing, except of things that are numbered once for the whole world.

        >>> [load_words().is_distinct(name) for name in ("Balkan Water Board", "Supreme Court", "Al-Nour", "BWB")]
        [True, False, False, False]
        >>> [load_words().is_distinct(name) for name in ("Resolution 2216", "Article 5", "45th Brigade")]
        [True, False, False]
        """
        found = plain(name.replace("-", "")).split()
        if len(found) < 2:
            return False
        if found[-1].isdecimal() and found[-2] in self.numbered:
            return len(found[-1]) > 2
        proper = [word for word in found if word not in self.common_words and not word[0].isdecimal()]
        telling = [word for word in found if word not in {"of", "the", "and", "for", "on", "in", "to", "a", "an"}]
        return bool(proper) or len(telling) >= 4


@cache
def load_words(file: Path = _FILE) -> Words:
    """The words of identity; DataError where the file is not of the form that its comments describe."""
    table = read_table(file)
    if set(table) != set(_KEYS):
        raise DataError(f"{file.name}: has the keys {sorted(table)}; expected {' '.join(_KEYS)}")
    once_only = {relation: frozenset(kinds) for relation, kinds in table["once_only"].items()}
    cues = "|".join(re.escape(words) for words in sorted(table["repetition"], key=len, reverse=True))
    return Words(
        one_holder=frozenset(table["one_holder"]),
        courtesy=frozenset(table["courtesy"]),
        common_words=frozenset(word for row in table["common_words"] for word in row),
        once_a_day=frozenset(table["once_a_day"]),
        once_only=MappingProxyType(once_only),
        numbered=frozenset(table["numbered"]),
        wide_places=frozenset(key for row in table["wide_places"] for key in row),
        repetition=re.compile(rf"\b(?:{cues})\b", re.IGNORECASE),
    )


def plain(name: str) -> str:
    """A name in lower case without accents, punctuation and initial article, one blank between its words.

    >>> plain("The Workers’ Party"), plain("Türkiye İş-Bankası")
    ("workers' party", 'turkiye is bankası')
    """
    letters = unicodedata.normalize("NFKD", name.replace("’", "'").casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+(?:'\w*)?", bare)).removeprefix("the ")


def is_name(label: str) -> bool:
    """True for a name, false for a description, which ends in a common noun.

    >>> is_name("Nikos Dendias"), is_name("Greek counterpart"), is_name("Resolution 2216")
    (True, False, True)
    """
    last = label.split()[-1]
    return not last[:1].islower()
