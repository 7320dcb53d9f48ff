"""The words of `reference.yaml`, checked on load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from kg.errors import DataError

_FILE = Path(__file__).resolve().parent.parent / "data" / "lexicon" / "reference.yaml"
_KEYS = frozenset(
    {
        "anaphors",
        "instruments",
        "events",
        "speech",
        "issuing",
        "utterances",
        "presenting",
        "stances",
        "feelings",
        "leading",
        "collectives",
    }
    | {"title_states", "title_bodies", "shared_titles", "addressing", "alliances", "bodies", "pairs", "closings"}
)
_ANAPHORS = frozenset({"state", "government", "estranged", "organ", "group", "armed", "instrument", "couple"})


@dataclass(frozen=True, slots=True)
class ReferenceWords:
    """Anaphoric nouns by the kind of antecedent they look for, and the nouns of each kind of thing."""

    anaphors: Mapping[str, frozenset[str]]
    instruments: frozenset[str]
    events: frozenset[str]
    speech: frozenset[str]
    issuing: frozenset[str]
    utterances: frozenset[str]
    presenting: frozenset[str]
    stances: frozenset[str]
    feelings: frozenset[str]
    leading: frozenset[str]
    collectives: Mapping[str, str]
    title_states: Mapping[str, str]
    title_bodies: Mapping[str, str]
    shared_titles: Mapping[str, frozenset[str]]
    addressing: frozenset[str]
    alliances: frozenset[str]
    bodies: Mapping[str, str]
    pairs: Mapping[str, tuple[str, str]]
    closings: frozenset[str]


@lru_cache(maxsize=2)
def load_reference_words(path: Path = _FILE) -> ReferenceWords:
    """The tables of ``path``.

    Raises:
        DataError: a key is unknown or missing.
    """
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if set(data) != _KEYS or set(data["anaphors"]) != _ANAPHORS:
        odd = sorted((set(data) ^ _KEYS) | (set(data.get("anaphors", {})) ^ _ANAPHORS))
        raise DataError(
            f"{path.name}: key {odd[0]!r} is missing or unknown; expected {', '.join(sorted(_KEYS | _ANAPHORS))}"
        )
    return ReferenceWords(
        {kind: frozenset(words) for kind, words in data["anaphors"].items()},
        frozenset(data["instruments"]),
        frozenset(data["events"]),
        frozenset(data["speech"]),
        frozenset(data["issuing"]),
        frozenset(data["utterances"]),
        frozenset(data["presenting"]),
        frozenset(data["stances"]),
        frozenset(data["feelings"]),
        frozenset(data["leading"]),
        {word: kind for kind, group in data["collectives"].items() for word in group},
        dict(data["title_states"]),
        dict(data["title_bodies"]),
        {title: frozenset(states) for title, states in data["shared_titles"].items()},
        frozenset(data["addressing"]),
        frozenset(data["alliances"]),
        dict(data["bodies"]),
        {name: (first, second) for name, (first, second) in data["pairs"].items()},
        frozenset(data["closings"]),
    )
