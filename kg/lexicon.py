"""The relation lexicon: which words tell which relation, and what their arguments mean.

Entries live in ``kg/data/lexicon/relations/*.yaml``, one file a PLOVER root and three for what PLOVER leaves out; their
relations are the properties of ``ontology/relations.ttl``, their types and modes concepts of ``ontology/plover.ttl``.
Verbs, nouns and adjectives are lemmas.

How an entry is written is explained in :mod:`kg.entries`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pyoxigraph

from kg.entries import Entry, Pattern, read_entries
from kg.errors import DataError
from kg.plain_yaml import expect, read_yaml
from kg.resources import ontology

_RELATION = "https://w3id.org/actorkg/relation#"
_PLOVER = "https://w3id.org/actorkg/plover#"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries by id, and their patterns by head lemma, the most specific pattern first.

    ``light_verbs`` holds lemmas, those with a particle as two words (``carry out``); ``relations`` maps the local name
    of every relation to its label.
    """

    entries: Mapping[str, Entry]
    verbs: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, tuple[Pattern, ...]]
    adjectives: Mapping[str, tuple[Pattern, ...]]
    light_verbs: frozenset[str]
    relations: Mapping[str, str]


def load_lexicon(folder: Path | None = None) -> Lexicon:
    """The lexicon read from ``folder`` (default: the one shipped) and checked against the ontology.

    Raises:
        DataError: a file, an entry or a word in it is not what it should be.
    """
    folder = folder or Path(__file__).parent / "data" / "lexicon"
    files = sorted((folder / "relations").glob("*.yaml"))
    if not files:
        raise DataError(f"{folder}: no relations/*.yaml there; a lexicon folder needs at least one")
    relations, types = _labels("relations.ttl", _RELATION), _labels("plover.ttl", _PLOVER)
    entries: dict[str, Entry] = {}
    owners: dict[tuple[str | bool | None, ...], str] = {}
    for file in files:
        for entry in read_entries(file, relations, types):
            where = f"{file.name}: entry {entry.id}"
            if entry.id in entries:
                raise DataError(f"{where}: an entry of this id exists already; rename one")
            entries[entry.id] = entry
            for pattern in entry.patterns:
                parts = (pattern.kind, pattern.lemma, pattern.particle, pattern.noun, pattern.preposition)
                key = (*parts, pattern.noun_last)
                if key in owners:
                    words = " ".join(part for part in parts[1:] if part)
                    raise DataError(f"{where}: {pattern.kind} {words!r} is in entry {owners[key]} already; keep one")
                owners[key] = entry.id
    return Lexicon(
        entries=MappingProxyType(entries),
        verbs=_by_lemma("verb", entries.values()),
        nouns=_by_lemma("noun", entries.values()),
        adjectives=_by_lemma("adjective", entries.values()),
        light_verbs=_read_light_verbs(folder / "light_verbs.yaml"),
        relations=MappingProxyType(relations),
    )


def _labels(file: str, namespace: str) -> dict[str, str]:
    """Label by local name of what an ontology file describes in a namespace."""
    try:
        quads = list(pyoxigraph.parse(path=ontology(file), format=pyoxigraph.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise DataError(f"ontology/{file}: {error}; it must be Turtle 1.1") from error
    labels = {
        quad.subject.value.removeprefix(namespace): quad.object.value
        for quad in quads
        if isinstance(quad.subject, pyoxigraph.NamedNode)
        and quad.subject.value.startswith(namespace)
        and quad.predicate.value == _LABEL
        and isinstance(quad.object, pyoxigraph.Literal)
    }
    return dict(sorted(labels.items()))


def _by_lemma(kind: str, entries: Iterable[Entry]) -> Mapping[str, tuple[Pattern, ...]]:
    """Patterns of one kind under their head lemma: more fixed words first, else in file order."""
    found: dict[str, list[Pattern]] = {}
    for entry in entries:
        for pattern in entry.patterns:
            if pattern.kind == kind:
                found.setdefault(pattern.lemma, []).append(pattern)
    return MappingProxyType({lemma: tuple(sorted(group, key=_looseness)) for lemma, group in sorted(found.items())})


def _looseness(pattern: Pattern) -> int:
    """Rank by fixed words: noun+preposition, noun, particle+preposition, preposition, particle, none."""
    if pattern.noun:
        return 0 if pattern.preposition else 1
    if pattern.preposition:
        return 2 if pattern.particle else 3
    return 4 if pattern.particle else 5


def _read_light_verbs(file: Path) -> frozenset[str]:
    verbs = read_yaml(file)
    expect(isinstance(verbs, list) and all(isinstance(verb, str) for verb in verbs), file.name, "a list of verbs")
    return frozenset(verbs)
