"""The words of `grammar.yaml` and `lemmas.yaml`, checked on load: on them it depends who does what in a clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from kg.doing_words import DoingWords
from kg.errors import DataError

_FOLDER = Path(__file__).resolve().parent / "data" / "lexicon"
_FILE, _LEMMAS = _FOLDER / "grammar.yaml", _FOLDER / "lemmas.yaml"


@dataclass(frozen=True, slots=True)
class GrammarWords(DoingWords):
    """Lemmas by what they do in a clause; each list of the file under its own name, where its reason stands."""

    abroad: frozenset[str]
    abstract: frozenset[str]
    accessions: frozenset[str]
    admitted_by: frozenset[str]
    adversaries: frozenset[str]
    aims: frozenset[str]
    allegiance: frozenset[str]
    answers: frozenset[str]
    auxiliaries: frozenset[str]
    bare_adverbs: frozenset[str]
    bases: frozenset[str]
    bodies_of_people: frozenset[str]
    bound: frozenset[str]
    breakable: frozenset[str]
    calamities: frozenset[str]
    calling_for: frozenset[str]
    carriers: frozenset[str]
    clauses: frozenset[str]
    collections: frozenset[str]
    complete: frozenset[str]
    consequential: frozenset[str]
    containers: frozenset[str]
    contests: frozenset[str]
    court_seats: frozenset[str]
    crimes: frozenset[str]
    deeds: frozenset[str]
    devices: frozenset[str]
    directions: frozenset[str]
    disclaimed: frozenset[str]
    ditransitive: frozenset[str]
    durations: frozenset[str]
    edge_prepositions: frozenset[str]
    edicts: frozenset[str]
    emissaries: frozenset[str]
    empty_heads: frozenset[str]
    entries: frozenset[str]
    envoys: frozenset[str]
    factive: frozenset[str]
    forces: frozenset[str]
    foreign: frozenset[str]
    former: frozenset[str]
    fronts: frozenset[str]
    gatherings: frozenset[str]
    grateful: frozenset[str]
    grounds: frozenset[str]
    guilty: frozenset[str]
    held_as: frozenset[str]
    homes: frozenset[str]
    honorifics: frozenset[str]
    ideas: frozenset[str]
    idioms: frozenset[str]
    ills: frozenset[str]
    immaterial: frozenset[str]
    impersonal: frozenset[str]
    impersonal_adjectives: frozenset[str]
    indigenous: frozenset[str]
    justice: frozenset[str]
    laid: frozenset[str]
    later: frozenset[str]
    legal_persons: frozenset[str]
    lesser: frozenset[str]
    lightest: frozenset[str]
    local_acts: frozenset[str]
    local_officials: frozenset[str]
    localities: frozenset[str]
    manners: frozenset[str]
    missions: frozenset[str]
    missives: frozenset[str]
    moods: frozenset[str]
    municipal: frozenset[str]
    no_means: frozenset[str]
    no_posts: frozenset[str]
    occupied: frozenset[str]
    of_others: frozenset[str]
    of_things: frozenset[str]
    orders: frozenset[str]
    organs: frozenset[str]
    own_grounds: frozenset[str]
    own_moves: frozenset[str]
    papers: frozenset[str]
    particled: frozenset[str]
    particled_nouns: frozenset[str]
    parties: frozenset[str]
    parts: frozenset[str]
    periodicals: frozenset[str]
    periods: frozenset[str]
    personal: frozenset[str]
    placing_words: frozenset[str]
    posted: frozenset[str]
    press: frozenset[str]
    proposals: frozenset[str]
    punishing: frozenset[str]
    purposes: frozenset[str]
    purposive: frozenset[str]
    raids: frozenset[str]
    rank_titles: frozenset[str]
    ranks: frozenset[str]
    realms: frozenset[str]
    regards: frozenset[str]
    regional: frozenset[str]
    relief: frozenset[str]
    remarks: frozenset[str]
    residents: frozenset[str]
    rounds: frozenset[str]
    scheduled: frozenset[str]
    seas: frozenset[str]
    seats: frozenset[str]
    sequels: frozenset[str]
    settlements: frozenset[str]
    shown: frozenset[str]
    sides: frozenset[str]
    signs: frozenset[str]
    simultaneous: frozenset[str]
    sites: frozenset[str]
    sorts: frozenset[str]
    standing_by: frozenset[str]
    strangers: frozenset[str]
    strikes: frozenset[str]
    struck: frozenset[str]
    sufferers: frozenset[str]
    talks: frozenset[str]
    terms: frozenset[str]
    thoughts: frozenset[str]
    throngs: frozenset[str]
    turning_down: frozenset[str]
    uncertain: frozenset[str]
    unfinished: frozenset[str]
    unofficial: frozenset[str]
    unpoliced: frozenset[str]
    vague: frozenset[str]
    vehicles: frozenset[str]
    victims: frozenset[str]
    virtues: frozenset[str]
    vows: frozenset[str]
    wanted: frozenset[str]
    ways: frozenset[str]


@lru_cache(maxsize=2)
def load_grammar(path: Path = _FILE) -> GrammarWords:
    """The lists of ``path``.

    Raises:
        DataError: a list is unknown or missing, or holds something that is no word.
    """
    data = _read(path)
    names = {field.name for field in fields(GrammarWords)}
    if set(data) != names:
        odd = min(set(data) ^ names)
        raise DataError(f"{path.name}: list {odd!r} is missing or unknown; expected {', '.join(sorted(names))}")
    for name, words in data.items():
        wrong = next((word for word in words if not isinstance(word, str)), None)
        if wrong is not None:
            raise DataError(f"{path.name}: {name}: {wrong!r} is no word; put it in quotation marks")
    return GrammarWords(**{name: frozenset(words) for name, words in data.items()})


@lru_cache(maxsize=2)
def load_irregular(path: Path = _LEMMAS) -> Mapping[str, str]:
    """The lemma of each word of ``path``.

    Raises:
        DataError: a word or lemma is not written as a word.
    """
    data = _read(path)
    for word, lemma in data.items():
        if not isinstance(word, str) or not isinstance(lemma, str):
            raise DataError(f"{path.name}: {word!r}: {lemma!r} is no pair of words; put them in quotation marks")
    return data


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(
        path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    return found
