"""The entries of the relation lexicon: their types, and how the YAML of one file is read and checked.

An expression is written short (``impose sanction on``) or long (``{verb: impose, noun: sanction, preposition: on}``).
The short form reads each word after the head by what it is: those of :data:`PARTICLES` are particles, those of
:data:`PREPOSITIONS` prepositions, all others fixed words. ``over`` is both, so it needs the long form. At most one of
each. What the pattern holds decides what fills the slot ``object``:

* ``attack``, ``blow up``: the direct object.
* ``fire at``, ``crack down on``: the preposition's object; a direct object beside it fills the slot ``direct``
  (``provide Iraq with arms``: object arms, direct Iraq), and an entry with that slot needs one here.
* ``open fire on``: the fixed word is the direct object, and the preposition's object fills the slot, whether the parser
  hangs the preposition on the verb or on the noun. ``put on alert``: the fixed word stands under the preposition, and
  the direct object fills the slot. The order of the words, or of the keys in the long form, tells them apart.
* ``come to aid of``: where there is no direct object and the fixed noun is one of the ``parts`` of ``grammar.yaml``,
  whoever stands behind "of" or possesses it. ``give blessing to`` is met by "gave the plan its blessing" as well.
* Where nothing else can, the fixed word itself with what hangs on it: ``claim responsibility``, ``call for ceasefire``.
  An entry without the slot ``object`` has none (``go to war``: its slot ``with`` holds the foe), nor do the fixed
  nouns of a ``figurative`` entry fill it (``sound alarm``).

Two fixed words in a row (``pour cold water on``, long form ``modifier: cold``) belong together: without the first the
second is meant literally. Where the words alone do not tell the sense, the long form says what must stand beside them:

* ``subject`` and ``object`` name a class of ``classes.yaml`` from which one of the doers or of the objects must come:
  ``{verb: blast, subject: weapon}`` attacks, a minister who blasts criticises.
* ``takes`` names what else the verb must have: ``nothing`` (no object, no clause: "the ministers conferred"),
  ``clause`` ("charged that"), ``infinitive``, or a preposition (``{verb: turn, preposition: to, takes: for}``).

A pattern that asks for more is tried before one with the same words that asks for less.

A noun of two words (``air strike``) is filed under its last word, with the first in ``Pattern.noun``; a noun that tells
the relation only with a certain preposition is written with it (``call with``, ``operation against``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from kg.plain_yaml import expect, expect_known, read_yaml

PARTICLES = frozenset({"up", "out", "off", "down", "back", "away", "apart", "aside", "together", "forward"})
_WORDS = """
    about above across after against ahead along among amongst around as at before behind between beyond by concerning
    during for from in inside into near of on onto opposite outside over regarding through throughout to toward towards
    under upon via with within without
"""
PREPOSITIONS = frozenset(_WORDS.split())
ROLES = frozenset({"actor", "recipient", "object", "with", "topic", "place", "origin", "instrument"})

_LONG = ("verb", "particle", "noun", "preposition", "modifier", "subject", "object", "takes")
_TAKES = frozenset({"nothing", "clause", "infinitive"})
_KEYS = "id relation type mode verbs nouns adjectives slots noun_slots mutual actors_only figurative examples not"


@dataclass(frozen=True, slots=True)
class Slot:
    """What an argument means: its role, and the property of its own that the pair gets, if any."""

    role: str
    property: str | None


@dataclass(frozen=True, slots=True)
class Pattern:
    """One expression of an entry, by lemma; the module's docstring says how its parts are read.

    ``noun_last`` tells ``put on alert`` (noun under the preposition) from ``impose sanction on``.
    """

    entry: str
    kind: Literal["verb", "noun", "adjective"]
    lemma: str
    particle: str | None = None
    noun: str | None = None
    preposition: str | None = None
    noun_last: bool = False
    modifier: str | None = None
    subject: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    takes: str | None = None

    @property
    def looseness(self) -> int:
        """Rank by fixed words: noun+preposition, noun, particle+preposition, preposition, particle, none.

        Of two with the same words the one that asks for more comes first.
        """
        if self.noun:
            rank = 0 if self.preposition else 1
        elif self.preposition:
            rank = 2 if self.particle else 3
        else:
            rank = 4 if self.particle else 5
        return 2 * rank + (not (self.modifier or self.subject or self.object or self.takes))


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
    for key in ("mutual", "actors_only", "figurative"):
        expect(row.get(key, "false") in {"true", "false"}, where, f"{key}: true or false")
    patterns = tuple(_read_patterns(row, where, known.classes))
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
        examples=tuple(_read_examples(row, where)),
        counter_examples=_strings(row, "not", where),
    )


def _read_patterns(row: dict[str, Any], where: str, classes: Mapping[str, frozenset[str]]) -> Iterator[Pattern]:
    verbs = row.get("verbs", [])
    expect(isinstance(verbs, list), where, "a list under verbs")
    for form in verbs:
        yield Pattern(entry=row["id"], kind="verb", **_read_verb(form, where, classes))
    for form in _strings(row, "nouns", where):
        words = form.split()
        after = words.pop() if len(words) > 1 and words[-1] in PREPOSITIONS else None
        *before, last = words
        expect(len(before) <= 1, where, f"one or two words and a preposition at most in the noun {form!r}")
        yield Pattern(row["id"], "noun", lemma=last, noun=before[0] if before else None, preposition=after)
    for form in _strings(row, "adjectives", where):
        lemma, *rest = form.split()
        expect(len(rest) <= 1, where, f"an adjective and one preposition in {form!r}")
        for word in rest:
            expect_known(word, PREPOSITIONS, where, "preposition")
        yield Pattern(row["id"], "adjective", lemma=lemma, preposition=rest[0] if rest else None)


def _read_verb(form: object, where: str, classes: Mapping[str, frozenset[str]]) -> dict[str, Any]:
    """Parts of a verb expression, short or long, by field name of :class:`Pattern`."""
    if isinstance(form, dict):
        return _read_long(form, where, classes)
    expect(isinstance(form, str) and form.strip() != "", where, f"a verb expression instead of {form!r}")
    lemma, *rest = str(form).split()
    parts: dict[str, Any] = {"lemma": lemma}
    for word in rest:
        expect(word != "over", where, f"the long form for {form!r}, as 'over' is particle or preposition")
        part = "particle" if word in PARTICLES else "preposition" if word in PREPOSITIONS else "noun"
        if part == "noun" and "noun" in parts and list(parts)[-1] == "noun":
            parts["modifier"] = parts.pop("noun")
        expect(part not in parts, where, f"one {part} at most in {form!r}, two fixed words only in a row")
        parts[part] = word
    return parts | {"noun_last": _noun_last(parts)}


def _read_long(form: dict[str, Any], where: str, classes: Mapping[str, frozenset[str]]) -> dict[str, Any]:
    """The long form; classes are replaced by their nouns."""
    parts: dict[str, Any] = {}
    for key, word in form.items():
        expect_known(key, _LONG, where, "key")
        expect(isinstance(word, str), where, f"a word for {key} in {form}")
        parts[key] = word
        if key in {"subject", "object"}:
            expect_known(word, classes, where, "class", "classes.yaml")
            parts[key] = classes[word]
        if key == "takes":
            expect_known(word, _TAKES | PREPOSITIONS, where, "complement")
    expect("verb" in parts, where, f"a verb in {form}")
    parts["lemma"] = parts.pop("verb")
    return parts | {"noun_last": _noun_last(parts)}


def _noun_last(parts: Collection[str]) -> bool:
    """Whether the noun comes after the preposition; the long form is read in the order of its keys as well."""
    order = [part for part in parts if part in {"noun", "preposition"}]
    return order == ["preposition", "noun"]


def _read_slots(row: dict[str, Any], key: str, where: str, relations: Collection[str]) -> Mapping[str, Slot]:
    given = row.get(key, {})
    expect(isinstance(given, dict), where, f"a mapping under {key}")
    allowed = PREPOSITIONS | {"object", "direct", "dative"} if key == "slots" else PREPOSITIONS
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


def _strings(row: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    words = row.get(key, [])
    expect(
        isinstance(words, list) and all(isinstance(word, str) for word in words), where, f"a list of words under {key}"
    )
    return tuple(words)
