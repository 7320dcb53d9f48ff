"""The entries of the relation lexicon: their types, and how the YAML of one file is read and checked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kg.patterns import PREPOSITIONS, Pattern, read_patterns, strings
from kg.plain_yaml import expect, expect_known, read_yaml

ROLES = frozenset({"actor", "recipient", "object", "with", "topic", "place", "origin", "instrument"})

_KEYS = (
    "id relation type mode verbs nouns adjectives slots noun_slots mutual actors_only figurative reversed examples not"
)


@dataclass(frozen=True, slots=True)
class Slot:
    """What an argument means: its role, and the property of its own that the pair gets, if any."""

    role: str
    property: str | None


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence the entry must match, with the words of subject, relation and object."""

    text: str
    gives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A relation with the words that tell it; ``counter_examples`` are sentences it must not match.

    With ``actors_only`` the one who does it must be an actor: plans and talks promise and comply in metaphor alone.
    The fixed nouns of a ``figurative`` entry name nothing, so none fills a slot: "sounded the alarm", "ate humble pie".
    A ``reversed`` one tells its relation from the other side: who "came under fire from rebels" was attacked by them.
    """

    id: str
    relation: str
    event_type: str | None
    mode: str | None
    patterns: tuple[Pattern, ...]
    slots: Mapping[str, Slot]
    noun_slots: Mapping[str, Slot]
    mutual: bool
    actors_only: bool
    figurative: bool
    reversed: bool
    examples: tuple[Example, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What entries may name: relations and PLOVER types of the ontology, and classes of nouns with their lemmas."""

    relations: Collection[str]
    types: Collection[str]
    classes: Mapping[str, frozenset[str]]


def read_entries(file: Path, known: Known) -> Iterator[Entry]:
    """The entries of one lexicon file, checked one by one. Raises: DataError, naming the file and the entry."""
    rows = read_yaml(file)
    expect(isinstance(rows, list) and bool(rows), file.name, "a list of entries")
    for number, row in enumerate(rows, start=1):
        named = isinstance(row, dict) and isinstance(row.get("id"), str)
        expect(named, f"{file.name}: entry {number}", "a mapping with an id")
        yield _read_entry(row, f"{file.name}: entry {row['id']}", known)


def _read_entry(row: dict[str, Any], where: str, known: Known) -> Entry:
    for key in row:
        expect_known(key, _KEYS.split(), where, "key")
    expect_known(row.get("relation"), known.relations, where, "relation", "ontology/relations.ttl")
    event_type, mode = row.get("type"), row.get("mode")
    if event_type is not None:
        expect_known(
            event_type, {name for name in known.types if "-" not in name}, where, "type", "ontology/plover.ttl"
        )
    if mode is not None:
        expect_known(f"{event_type}-{mode}", known.types, where, "mode", "ontology/plover.ttl")
    for key in ("mutual", "actors_only", "figurative", "reversed"):
        expect(row.get(key, "false") in {"true", "false"}, where, f"{key}: true or false")
    patterns = tuple(read_patterns(row, where, known.classes))
    expect(bool(patterns), where, "verbs, nouns or adjectives")
    return Entry(
        id=row["id"],
        relation=row["relation"],
        event_type=event_type,
        mode=mode,
        patterns=patterns,
        slots=_read_slots(row, "slots", where, known.relations),
        noun_slots=_read_slots(row, "noun_slots", where, known.relations),
        mutual=row.get("mutual") == "true",
        actors_only=row.get("actors_only") == "true",
        figurative=row.get("figurative") == "true",
        reversed=row.get("reversed") == "true",
        examples=tuple(_read_examples(row, where)),
        counter_examples=strings(row, "not", where),
    )


def _read_slots(row: dict[str, Any], key: str, where: str, relations: Collection[str]) -> Mapping[str, Slot]:
    given = row.get(key, {})
    expect(isinstance(given, dict), where, f"a mapping under {key}")
    # "Off" is a particle of verbs, and what a slot begins with: "took up positions off Lebanon".
    allowed = PREPOSITIONS | {"object", "direct", "dative", "off"} if key == "slots" else PREPOSITIONS
    slots = {}
    for name, value in given.items():
        expect_known(name, allowed, where, f"key of {key}")
        role, _, relation = str(value).partition("=")
        expect_known(role, ROLES, where, "role")
        if relation:
            expect_known(relation, relations, where, "relation", "ontology/relations.ttl")
        slots[name] = Slot(role, relation or None)
    return MappingProxyType(slots)


def _read_examples(row: dict[str, Any], where: str) -> Iterator[Example]:
    examples = row.get("examples", [])
    expect(isinstance(examples, list) and bool(examples), where, "at least one example")
    for example in examples:
        expect(isinstance(example, dict) and set(example) == {"text", "gives"}, where, "text and gives in each example")
        gives = example["gives"]
        right = isinstance(gives, list) and len(gives) == 3 and all(isinstance(word, str) for word in gives)
        expect(right, where, f"gives: [subject, relation, object] instead of {gives}")
        expect(gives[1] == row["relation"] or "=" in str(row.get("slots")), where, f"its own relation in {gives}")
        yield Example(example["text"], tuple(gives))
