"""The relation lexicon: which words tell which relation, and what their arguments mean.

Entries live in ``kg/data/lexicon/relations/*.yaml``, one file a PLOVER root and three for what PLOVER leaves out; their
relations are the properties of ``ontology/relations.ttl``, their types and modes concepts of ``ontology/plover.ttl``.
Verbs, nouns and adjectives are lemmas.

How an entry is written is explained in :mod:`kg.entries`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import pyoxigraph

from kg.entries import Entry, Known, read_entries
from kg.errors import DataError
from kg.patterns import Pattern
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
    relations = _labels("relations.ttl", _RELATION)
    known = Known(relations, _labels("plover.ttl", _PLOVER), _read_classes(folder / "classes.yaml"))
    entries: dict[str, Entry] = {}
    owners: dict[Pattern, str] = {}
    for file in files:
        for entry in read_entries(file, known):
            where = f"{file.name}: entry {entry.id}"
            if entry.id in entries:
                raise DataError(f"{where}: an entry of this id exists already; rename one")
            entries[entry.id] = entry
            for pattern in entry.patterns:
                key = replace(pattern, entry="")
                if key in owners:
                    parts = (pattern.lemma, pattern.particle, pattern.noun, pattern.preposition)
                    words = " ".join(part for part in parts if part)
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
    ranked = {lemma: sorted(group, key=lambda pattern: pattern.looseness) for lemma, group in sorted(found.items())}
    return MappingProxyType({lemma: tuple(group) for lemma, group in ranked.items()})


def _read_light_verbs(file: Path) -> frozenset[str]:
    verbs = read_yaml(file)
    expect(isinstance(verbs, list) and all(isinstance(verb, str) for verb in verbs), file.name, "a list of verbs")
    return frozenset(verbs)


def _read_classes(file: Path) -> Mapping[str, frozenset[str]]:
    """The lemmas of each class of nouns; no file, no classes."""
    if not file.exists():
        return {}
    classes = read_yaml(file)
    expect(isinstance(classes, dict), file.name, "a list of nouns under the name of each class")
    for name, nouns in classes.items():
        right = isinstance(nouns, list) and bool(nouns) and all(isinstance(noun, str) for noun in nouns)
        expect(right, f"{file.name}: class {name}", "a list of nouns")
    return {name: frozenset(nouns) for name, nouns in classes.items()}
