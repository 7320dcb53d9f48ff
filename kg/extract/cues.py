"""The words of `status.yaml` as look-up tables, checked on load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from kg.errors import DataError

_FILE = Path(__file__).resolve().parent.parent / "data" / "lexicon" / "status.yaml"
_EFFECTS = frozenset(
    {"said", "alleged", "denied", "proposed", "intended", "possible", "conditional", "negated", "same"}
)
_KEYS = frozenset(
    {
        "complements",
        "modals",
        "adverbs",
        "noun_modifiers",
        "negative_determiners",
        "negative_pronouns",
        "conditions",
        "purposes",
        "denying_prepositions",
        "conceding_prepositions",
        "cancelling_verbs",
        "event_governors",
        "viewpoints",
        "ending_nouns",
        "ending_verbs",
        "performative_verbs",
        "wanting_verbs",
        "feigning_verbs",
        "expecting_verbs",
        "wishing_verbs",
        "voiced_nouns",
        "enabling_verbs",
        "source_nouns",
        "suspecting_verbs",
        "abilities",
        "unnamed_sources",
        "anonymity_verbs",
        "naming_verbs",
        "silence_verbs",
        "briefing_verbs",
        "refuting_verbs",
        "told_nouns",
        "truth_adjectives",
    }
)


@dataclass(frozen=True, slots=True)
class Cues:
    """Effects by word: of verbs, nouns and adjectives on their complements, of modals and adverbs on their clause."""

    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    adjectives: Mapping[str, str]
    object_verbs: frozenset[str]
    event_governors: frozenset[str]
    modals: Mapping[str, str]
    adverbs: Mapping[str, str]
    noun_modifiers: Mapping[str, Any]
    negative_determiners: frozenset[str]
    negative_pronouns: frozenset[str]
    conditions: frozenset[str]
    purposes: frozenset[str]
    denying: frozenset[str]
    conceding: frozenset[str]
    cancelling: frozenset[str]
    viewpoints: frozenset[str]
    ending: frozenset[str]
    ending_verbs: frozenset[str]
    performative: frozenset[str]
    wanting: frozenset[str]
    feigning: frozenset[str]
    expecting: frozenset[str]
    wishing: frozenset[str]
    voiced_nouns: frozenset[str]
    enabling: frozenset[str]
    sources: frozenset[str]
    suspecting: frozenset[str]
    abilities: frozenset[str]
    unnamed: frozenset[str]
    told_nouns: frozenset[str]
    truth: frozenset[str]
    refuting: frozenset[str]
    naming: frozenset[str]
    silence: frozenset[str]
    briefing: frozenset[str]
    anonymity: frozenset[str]


@lru_cache(maxsize=4)
def load_cues(path: Path = _FILE) -> Cues:
    """The tables of ``path``.

    Raises:
        DataError: an unknown key or effect, or a word listed under two effects of one part of speech.
    """
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    unknown = set(data) - _KEYS
    if unknown:
        raise DataError(f"{path.name}: unknown key {sorted(unknown)[0]!r}; expected one of {', '.join(sorted(_KEYS))}")
    complements = data["complements"]
    wrong = set(complements) - _EFFECTS
    if wrong:
        raise DataError(
            f"{path.name}: unknown effect {sorted(wrong)[0]!r}; expected one of {', '.join(sorted(_EFFECTS))}"
        )
    return Cues(
        verbs=_by_word(path, complements, "verbs"),
        nouns=_by_word(path, complements, "nouns"),
        adjectives=_by_word(path, complements, "adjectives"),
        object_verbs=frozenset(v for group in complements.values() if group.get("objects") for v in group["verbs"]),
        event_governors=frozenset(data["event_governors"]),
        modals=_inverted(data["modals"]),
        adverbs=_inverted(data["adverbs"]),
        noun_modifiers=_inverted(data["noun_modifiers"]),
        negative_determiners=frozenset(data["negative_determiners"]),
        negative_pronouns=frozenset(data["negative_pronouns"]),
        conditions=frozenset(data["conditions"]),
        purposes=frozenset(data["purposes"]),
        denying=frozenset(data["denying_prepositions"]),
        conceding=frozenset(data["conceding_prepositions"]),
        cancelling=frozenset(data["cancelling_verbs"]),
        viewpoints=frozenset(data["viewpoints"]),
        ending=frozenset(data["ending_nouns"]),
        ending_verbs=frozenset(data["ending_verbs"]),
        performative=frozenset(data["performative_verbs"]),
        wanting=frozenset(data["wanting_verbs"]),
        feigning=frozenset(data["feigning_verbs"]),
        expecting=frozenset(data["expecting_verbs"]),
        wishing=frozenset(data["wishing_verbs"]),
        voiced_nouns=frozenset(data["voiced_nouns"]),
        enabling=frozenset(data["enabling_verbs"]),
        sources=frozenset(data["source_nouns"]),
        suspecting=frozenset(data["suspecting_verbs"]),
        abilities=frozenset(data["abilities"]),
        unnamed=frozenset(data["unnamed_sources"]),
        told_nouns=frozenset(data["told_nouns"]),
        truth=frozenset(data["truth_adjectives"]),
        refuting=frozenset(data["refuting_verbs"]),
        naming=frozenset(data["naming_verbs"]),
        silence=frozenset(data["silence_verbs"]),
        briefing=frozenset(data["briefing_verbs"]),
        anonymity=frozenset(data["anonymity_verbs"]),
    )


def _by_word(path: Path, complements: Mapping[str, Any], kind: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for effect, group in complements.items():
        for word in group.get(kind, ()):
            if word in found:
                raise DataError(
                    f"{path.name}: {kind} {word!r} stands under both {found[word]!r} and {effect!r}; keep one"
                )
            found[word] = effect
    return found


def _inverted(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: effect for effect, group in table.items() for word in group}
