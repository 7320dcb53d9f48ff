"""The words of `grammar.yaml`, checked on load: on them it depends who does what in a clause."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

import yaml

from kg.errors import DataError

_FILE = Path(__file__).resolve().parent / "data" / "lexicon" / "grammar.yaml"


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
    supposing: frozenset[str]
    balloting: frozenset[str]
    crimes: frozenset[str]
    strikes: frozenset[str]
    suffering: frozenset[str]
    edicts: frozenset[str]
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
    unofficial: frozenset[str]
    quoting: frozenset[str]
    periodicals: frozenset[str]
    posted: frozenset[str]
    periods: frozenset[str]
    sequels: frozenset[str]
    ways: frozenset[str]
    permitting: frozenset[str]


@lru_cache(maxsize=2)
def load_grammar(path: Path = _FILE) -> GrammarWords:
    """The lists of ``path``.

    Raises:
        DataError: a list is unknown or missing, or holds something that is no word.
    """
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    names = {field.name for field in fields(GrammarWords)}
    if set(data) != names:
        odd = min(set(data) ^ names)
        raise DataError(f"{path.name}: list {odd!r} is missing or unknown; expected {', '.join(sorted(names))}")
    for name, words in data.items():
        wrong = next((word for word in words if not isinstance(word, str)), None)
        if wrong is not None:
            raise DataError(f"{path.name}: {name}: {wrong!r} is no word; put it in quotation marks")
    return GrammarWords(**{name: frozenset(words) for name, words in data.items()})
