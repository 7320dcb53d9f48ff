"""The words of `grammar.yaml` and `lemmas.yaml`, checked on load: on them it depends who does what in a clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from kg.errors import DataError

_FOLDER = Path(__file__).resolve().parent / "data" / "lexicon"
_FILE, _LEMMAS = _FOLDER / "grammar.yaml", _FOLDER / "lemmas.yaml"


@dataclass(frozen=True, slots=True)
class GrammarWords:
    """Lemmas by what they do in a clause; each list of the file under its own name, where its reason stands."""

    subject_control: frozenset[str]
    object_control: frozenset[str]
    owning: frozenset[str]
    abstract: frozenset[str]
    impersonal: frozenset[str]
    deeds: frozenset[str]
    parts: frozenset[str]
    containers: frozenset[str]
    counting: frozenset[str]
    empty_heads: frozenset[str]
    perpetrating: frozenset[str]
    empty_verbs: frozenset[str]
    addressing: frozenset[str]
    charging: frozenset[str]
    courtesy: frozenset[str]
    judging_verbs: frozenset[str]
    regarding: frozenset[str]
    sharing: frozenset[str]
    bases: frozenset[str]
    appealing: frozenset[str]
    idioms: frozenset[str]
    judging: frozenset[str]
    complete: frozenset[str]
    unfinished: frozenset[str]
    regards: frozenset[str]
    shown: frozenset[str]
    uncertain: frozenset[str]
    factive: frozenset[str]
    depriving: frozenset[str]
    vows: frozenset[str]
    fulfilling: frozenset[str]
    occurring: frozenset[str]
    gatherings: frozenset[str]
    arranging: frozenset[str]
    virtues: frozenset[str]
    prohibiting: frozenset[str]
    blaming: frozenset[str]
    legal_persons: frozenset[str]
    moving: frozenset[str]
    showing: frozenset[str]
    standing_by: frozenset[str]
    undergoing: frozenset[str]
    forcing: frozenset[str]
    breakable: frozenset[str]
    bare_adverbs: frozenset[str]
    disregarding: frozenset[str]
    crediting: frozenset[str]
    bidding: frozenset[str]
    fighting: frozenset[str]
    parties: frozenset[str]
    settling: frozenset[str]
    grounds: frozenset[str]
    supposing: frozenset[str]
    balloting: frozenset[str]
    crimes: frozenset[str]
    strikes: frozenset[str]
    suffering: frozenset[str]
    edicts: frozenset[str]
    abroad: frozenset[str]
    press: frozenset[str]
    calamities: frozenset[str]
    toppling: frozenset[str]
    sending: frozenset[str]
    contributing: frozenset[str]
    seas: frozenset[str]
    own_grounds: frozenset[str]
    trespassing: frozenset[str]
    seizing: frozenset[str]
    manners: frozenset[str]
    of_others: frozenset[str]
    remarking: frozenset[str]
    consequential: frozenset[str]
    reacting: frozenset[str]
    facing: frozenset[str]
    congratulating: frozenset[str]
    purposive: frozenset[str]
    minding: frozenset[str]
    settlements: frozenset[str]
    impersonal_adjectives: frozenset[str]
    ditransitive: frozenset[str]
    edge_prepositions: frozenset[str]
    tie_changing: frozenset[str]
    purposes: frozenset[str]
    hindering: frozenset[str]
    immaterial: frozenset[str]
    vague: frozenset[str]
    particled_nouns: frozenset[str]
    destining: frozenset[str]
    escorting: frozenset[str]
    foreign: frozenset[str]
    occupied: frozenset[str]
    unpoliced: frozenset[str]
    indigenous: frozenset[str]
    local_officials: frozenset[str]
    using: frozenset[str]
    holding: frozenset[str]
    convening: frozenset[str]
    conferring: frozenset[str]
    harming: frozenset[str]
    rounds: frozenset[str]
    terms: frozenset[str]
    thoughts: frozenset[str]
    providing: frozenset[str]
    placing: frozenset[str]
    warning: frozenset[str]
    decreeing: frozenset[str]
    yielding: frozenset[str]
    launching: frozenset[str]
    contests: frozenset[str]
    keeping: frozenset[str]
    simultaneous: frozenset[str]
    reporting: frozenset[str]
    court_seats: frozenset[str]
    local_acts: frozenset[str]
    strangers: frozenset[str]
    localities: frozenset[str]
    directions: frozenset[str]
    devices: frozenset[str]
    forces: frozenset[str]
    approaching: frozenset[str]
    wanted: frozenset[str]
    stopping: frozenset[str]
    sites: frozenset[str]
    entering: frozenset[str]
    inspecting: frozenset[str]
    justice: frozenset[str]
    relief: frozenset[str]
    charging_that: frozenset[str]
    voicing: frozenset[str]
    missions: frozenset[str]
    demonstrating: frozenset[str]
    saving: frozenset[str]
    sufferers: frozenset[str]
    clause_taking: frozenset[str]
    stating: frozenset[str]
    funding: frozenset[str]
    prolonging: frozenset[str]
    pointing: frozenset[str]
    personal: frozenset[str]
    former: frozenset[str]
    telling: frozenset[str]
    remarks: frozenset[str]
    running: frozenset[str]
    of_things: frozenset[str]
    assisting: frozenset[str]
    benefiting: frozenset[str]
    grateful: frozenset[str]
    particled: frozenset[str]
    turning_down: frozenset[str]
    offering: frozenset[str]
    penning: frozenset[str]
    envoys: frozenset[str]
    no_posts: frozenset[str]
    deserving: frozenset[str]
    composing: frozenset[str]
    bodies_of_people: frozenset[str]
    pressing: frozenset[str]
    wreaking: frozenset[str]
    placing_words: frozenset[str]
    municipal: frozenset[str]
    visiting: frozenset[str]
    seats: frozenset[str]
    answering: frozenset[str]
    wishing: frozenset[str]
    homes: frozenset[str]
    clauses: frozenset[str]
    replying: frozenset[str]
    entries: frozenset[str]
    signs: frozenset[str]
    aiming: frozenset[str]
    organs: frozenset[str]
    unofficial: frozenset[str]
    quoting: frozenset[str]
    periodicals: frozenset[str]
    posted: frozenset[str]
    emissaries: frozenset[str]
    posing: frozenset[str]
    allegiance: frozenset[str]
    dying: frozenset[str]
    answers: frozenset[str]
    sorts: frozenset[str]
    struck: frozenset[str]
    periods: frozenset[str]
    sequels: frozenset[str]
    ways: frozenset[str]
    permitting: frozenset[str]
    durations: frozenset[str]
    ideas: frozenset[str]
    noticing: frozenset[str]
    ranks: frozenset[str]
    residing: frozenset[str]
    talks: frozenset[str]
    accessions: frozenset[str]
    deciding: frozenset[str]
    fronts: frozenset[str]
    picking: frozenset[str]
    later: frozenset[str]
    rising: frozenset[str]
    backing: frozenset[str]
    belonging: frozenset[str]
    signing: frozenset[str]
    lesser: frozenset[str]
    sides: frozenset[str]
    no_means: frozenset[str]
    crowd_control: frozenset[str]
    carriers: frozenset[str]
    aims: frozenset[str]
    commanding: frozenset[str]
    planning: frozenset[str]
    collections: frozenset[str]
    lightest: frozenset[str]
    laid: frozenset[str]
    victims: frozenset[str]
    bound: frozenset[str]
    auxiliaries: frozenset[str]
    scheduled: frozenset[str]
    calling: frozenset[str]
    unwilling: frozenset[str]
    disclaimed: frozenset[str]
    throngs: frozenset[str]
    guilty: frozenset[str]
    ills: frozenset[str]
    adversaries: frozenset[str]
    impending: frozenset[str]
    moods: frozenset[str]
    insisting: frozenset[str]
    raids: frozenset[str]
    calling_for: frozenset[str]
    papers: frozenset[str]
    issuing: frozenset[str]
    resolving: frozenset[str]
    own_moves: frozenset[str]
    regional: frozenset[str]
    rating: frozenset[str]
    conceding: frozenset[str]


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
