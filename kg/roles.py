"""Titles and role nouns: what makes somebody an actor without a name, and whether a state acts through them.

The words are in ``kg/data/lexicon/roles.yaml``; this module reads and checks them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

from kg.countries import LEXICON, read_table
from kg.errors import DataError
from kg.model import ACTOR_TYPES, NodeType

SECTORS = frozenset(
    {"AGR", "BUS", "COP", "CRM", "CVL", "EDU", "GOV", "HLH", "IGO", "JUD", "LAB", "LEG", "MED", "MIL", "NGO", "OPP"}
    | {"PTY", "REB", "REF", "REL", "SPY", "UAF"}
)
_SMALL = frozenset({"of", "the", "for", "and", "in", "to"})


@dataclass(frozen=True, slots=True)
class Title:
    """A title in lower case, of one or more words."""

    words: str
    acts_for_state: bool

    @property
    def head(self) -> str:
        """The word that says what its bearer is.

        >>> Title("minister of foreign affairs", True).head, Title("prime minister", True).head
        ('minister', 'minister')
        """
        before = self.words.split(" of ")[0].split(" for ")[0]
        return before.split()[-1]


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """A noun for an actor, by lemma; ``type`` is that of the plural, one of ``singular_person`` nouns is a Person."""

    word: str
    type: NodeType
    sector: str
    acts_for_state: bool
    singular_person: bool


@dataclass(frozen=True, slots=True)
class Roles:
    """All titles and role nouns, by their words in lower case.

    ``title_words`` are the content words of all titles, none of which belongs to the name that follows;
    ``title_ends`` those of them that a name may follow, or that say what its bearer is;
    ``personal_words`` are the heads of titles that stand before nothing but a person's name.
    """

    titles: Mapping[str, Title]
    nouns: Mapping[str, RoleNoun]
    title_words: frozenset[str]
    title_ends: frozenset[str]
    personal_words: frozenset[str]


def load_roles(file: Path = LEXICON / "roles.yaml") -> Roles:
    """The roles of ``file``.

    Raises:
        DataError: the file is missing, or an entry is not of the form its head comment gives.
    """
    table = read_table(file)
    titles = {title.words: title for title in _titles(table.get("titles", ()), file.name)}
    nouns: dict[str, RoleNoun] = {}
    for noun in _nouns(table.get("role_nouns", ()), file.name):
        nouns.setdefault(noun.word, noun)
    return Roles(
        titles=MappingProxyType(titles),
        nouns=MappingProxyType(nouns),
        title_words=frozenset(word for words in titles for word in words.split()) - _SMALL,
        title_ends=frozenset(word for title in titles.values() for word in (title.head, title.words.split()[-1])),
        personal_words=frozenset(title.head for title in titles.values()) - set(table.get("ambiguous", ())),
    )


def _titles(rows: list[dict[str, Any]], name: str) -> Iterator[Title]:
    for row in rows:
        for words in _words(row, {"acts_for_state"}, f"{name}: titles"):
            yield Title(words, row["acts_for_state"])


def _nouns(rows: list[dict[str, Any]], name: str) -> Iterator[RoleNoun]:
    where = f"{name}: role_nouns"
    for row in rows:
        words = _words(row, {"type", "sector", "acts_for_state", "singular_person"}, where)
        node_type = next((known for known in get_args(NodeType) if known == row.get("type")), None)
        if node_type not in ACTOR_TYPES or row.get("sector") not in SECTORS:
            given = f"{row.get('type')}, {row.get('sector')}"
            raise DataError(f"{where}: {given}: write an actor type of kg.model and a PLOVER sector, as Group and GOV")
        for word in words:
            yield RoleNoun(word, node_type, row["sector"], row["acts_for_state"], row.get("singular_person", False))


def _words(row: dict[str, Any], keys: set[str], where: str) -> list[str]:
    """The words of a row, once its keys are known and its flags are true or false."""
    if unknown := sorted(set(row) - keys - {"words"}):
        raise DataError(f"{where}: key {unknown[0]!r} is not one of words {' '.join(sorted(keys))}")
    flags = [row.get("acts_for_state"), row.get("singular_person", False)]
    if not all(isinstance(flag, bool) for flag in flags):
        raise DataError(f"{where}: acts_for_state and singular_person are true or false; see {row.get('words')}")
    words = row.get("words") or []
    if not all(isinstance(word, str) and word == word.lower() for word in words):
        raise DataError(f"{where}: words must be lower-case text, quoted where YAML reads them otherwise: {words}")
    return list(words)
