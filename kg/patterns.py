"""Patterns of the lexicon: the verb, particle, noun and preposition that tell a relation, as its YAML writes them.

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

A word may have others beside it that do the same, after strokes: ``throw/hurl stone/brick at`` stands for four,
in the long form ``{verb: throw/hurl, noun: stone/brick, preposition: at}``; in nouns and adjectives likewise.

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
from itertools import product
from typing import Any, Literal

from kg.plain_yaml import expect, expect_known

PARTICLES = frozenset({"up", "out", "off", "down", "back", "away", "apart", "aside", "together", "forward"})
_WORDS = """
    about above across after against ahead along among amongst around as at before behind between beyond by concerning
    during for from in inside into near of on onto opposite outside over regarding through throughout to toward towards
    under upon via with within without
"""
PREPOSITIONS = frozenset(_WORDS.split())
_LONG = ("verb", "particle", "noun", "preposition", "modifier", "subject", "object", "takes")
_TAKES = frozenset({"nothing", "clause", "infinitive"})


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


def read_patterns(row: dict[str, Any], where: str, classes: Mapping[str, frozenset[str]]) -> Iterator[Pattern]:
    """The patterns of an entry's row, verbs first; DataError, which names ``where``, for one that is malformed."""
    verbs = row.get("verbs", [])
    expect(isinstance(verbs, list), where, "a list under verbs")
    for form in (one for several in verbs for one in _spelled_out(several)):
        yield Pattern(entry=row["id"], kind="verb", **_read_verb(form, where, classes))
    for form in (one for several in strings(row, "nouns", where) for one in _alternatives(several)):
        words = form.split()
        after = words.pop() if len(words) > 1 and words[-1] in PREPOSITIONS else None
        *before, last = words
        expect(len(before) <= 1, where, f"one or two words and a preposition at most in the noun {form!r}")
        yield Pattern(row["id"], "noun", lemma=last, noun=before[0] if before else None, preposition=after)
    for form in (one for several in strings(row, "adjectives", where) for one in _alternatives(several)):
        lemma, *rest = form.split()
        expect(len(rest) <= 1, where, f"an adjective and one preposition in {form!r}")
        for word in rest:
            expect_known(word, PREPOSITIONS, where, "preposition")
        yield Pattern(row["id"], "adjective", lemma=lemma, preposition=rest[0] if rest else None)


def _spelled_out(form: object) -> Iterator[object]:
    """Each expression that one with strokes stands for; what is no expression as it is."""
    if isinstance(form, str):
        yield from _alternatives(form)
    elif isinstance(form, dict) and all(isinstance(word, str) for word in form.values()):
        for words in product(*(word.split("/") for word in form.values())):
            yield dict(zip(form, words, strict=True))
    else:
        yield form


def _alternatives(form: str) -> Iterator[str]:
    """Each expression that a short one with strokes stands for.

    >>> list(_alternatives("throw/hurl stone at"))
    ['throw stone at', 'hurl stone at']
    """
    return map(" ".join, product(*(word.split("/") for word in form.split(" "))))


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


def strings(row: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    """The words under a key of a row, none where it has no such key; DataError where they are no list of words."""
    words = row.get(key, [])
    expect(
        isinstance(words, list) and all(isinstance(word, str) for word in words), where, f"a list of words under {key}"
    )
    return tuple(words)
