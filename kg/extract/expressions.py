"""Whether a verb stands in an expression of the lexicon, and which words of the clause fill its slots.

The fixed words of an expression are looked for where the parser hangs them and where it wrongly hangs them: "took Chad
to task" has an infinitive for it, "dug in its heels" a preposition, "sent packing" a complement.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.clauses import doers, receivers, subjects, undergoers
from kg.entries import Entry
from kg.extract.fixed_words import (
    WHEN,
    are_several,
    fixed_nouns,
    is_fixed,
    is_when,
    owners_of,
    prepositions_behind,
    under_preposition,
    whole,
)
from kg.grammar import load_grammar
from kg.nouns import members, prepositions
from kg.parse import Parse
from kg.patterns import Pattern
from kg.verbs import is_infinitive, is_passive, is_verb

_WORDS = load_grammar()

_LINKS = frozenset({"prep", "agent", "prt", "dative", "advmod", "mark"})
_COMPLEMENTS = ("oprd", "intj", "acomp", "xcomp", "ccomp", "advmod", "attr", "npadvmod", "advcl")
# "Showed the envoy the door", "gave Chad a week": what the parser hangs beside the object.
_ASIDE = frozenset({"appos", "npadvmod"})


@dataclass(frozen=True, slots=True)
class Match:
    """An entry at a trigger: the tokens of the expression, and the heads that fill its `object` and `direct` slots."""

    entry: Entry
    pattern: Pattern
    trigger: tuple[int, ...]
    objects: tuple[int, ...]
    direct: tuple[int, ...] = ()
    preposition_at: int | None = None


def fit(parse: Parse, i: int, pattern: Pattern, entry: Entry, particle: int | None) -> Match | None:
    """The match of one pattern at the verb ``i``, None where a word of it or what it asks for is missing."""
    trigger = [i]
    if pattern.particle:
        at = particle if particle is not None and parse.lower[particle] == pattern.particle else None
        at = at if at is not None else _adverb(parse, i, pattern.particle)
        if at is None:
            return None
        trigger.append(at)
    elif particle is not None and parse.lower[particle] != pattern.preposition:
        return None
    if pattern.noun:
        found = _fit_noun(parse, i, pattern, entry, trigger)
    elif pattern.preposition and parse.kid(i, "oprd") is not None and pattern.preposition != "as":
        # "Called it a slap in the face for them" calls for nothing.
        return None
    elif pattern.preposition:
        found = _fit_preposition(parse, i, pattern, entry, trigger)
    else:
        found = Match(entry, pattern, tuple(trigger), tuple(_objects(parse, i, trigger, bool(pattern.object))))
    return found if found is not None and _has_what_it_takes(parse, i, found) else None


def _has_what_it_takes(parse: Parse, i: int, match: Match) -> bool:
    """True where subject and object are of the classes the pattern names, and its complement is there."""
    pattern = match.pattern
    if pattern.subject and not any(_is_of(parse, k, pattern.subject) for k in doers(parse, i)):
        return False
    if pattern.object and not any(_is_of(parse, k, pattern.object) for k in match.objects):
        return False
    if pattern.takes == "nothing":
        # "Called on the king to free them" is no visit.
        asked = parse.lemmas[i] in _WORDS.calling_for and any(
            k > i and is_infinitive(parse, k) for k in parse.kids_by(i, "advcl")
        )
        return not asked and not undergoers(parse, i) and parse.kid(i, "ccomp", "xcomp") is None
    if pattern.takes == "clause":
        return any(k > i and not is_infinitive(parse, k) for k in parse.kids_by(i, "ccomp"))
    if pattern.takes == "infinitive":
        return any(k > i and is_infinitive(parse, k) for k in parse.kids_by(i, "xcomp", "ccomp", "advcl"))
    beside = [p for k in (*match.trigger, *match.objects) for p in prepositions(parse, k)]
    return pattern.takes is None or any(p.word == pattern.takes and not is_when(parse, p.at) for p in beside)


def _is_of(parse: Parse, k: int, nouns: frozenset[str]) -> bool:
    """True for a noun of the class, or for a name of a kind that the class lists ("NORP": peoples).

    Of "the last of its soldiers" the soldiers count.
    """
    found = [k]
    if parse.lower[k] in _WORDS.counting or parse.tags[k] in {"CD", "JJ"}:
        found += [o for p in prepositions(parse, k) if p.word == "of" for o in p.objects]
    if parse.pos[k] == "PROPN":
        # "The aircraft carrier Nimitz" is a carrier.
        found += [m for m in parse.kids_by(k, "compound") if parse.pos[m] == "NOUN"]
    return any(parse.lemmas[one] in nouns or parse.entity_at.get(one) in nouns for one in found)


def _objects(parse: Parse, i: int, trigger: list[int], of_class: bool) -> list[int]:
    """What the verb acts upon beside its fixed words, also where the parser took it for a part of them.

    "Set the house alight" may be read as one noun, "called in the envoy" as a place; there the class must tell.
    """
    found = [k for k in undergoers(parse, i) if k not in trigger]
    found = found or [k for t in trigger[1:] if parse.deps[t] == "dobj" for k in parse.kids_by(t, "compound", "nmod")]
    below = [o for t in trigger[1:] for o in parse.kids_by(t, "pobj")] if of_class else []
    return found or [m for o in below for m in members(parse, o)]


def _adverb(parse: Parse, i: int, word: str) -> int | None:
    """The particle where the parser takes it for something else: "shot dead", "walked out of"."""
    direct = parse.kid(i, "dobj")
    beside = list(parse.kids_by(direct, "advmod", "prep")) if direct is not None else []
    # "Brought the ministers together with rebels": it may hang on the preposition behind it.
    beside += [k for prep in parse.kids_by(i, "prep") for k in parse.kids_by(prep, "advmod")]
    fixed = (k for k in [*parse.kids_by(i, "dobj", "prep", *_COMPLEMENTS), *beside] if parse.lower[k] == word)
    found = (k for k in fixed if not is_when(parse, k))
    if direct is not None:
        # "Took evidence on the killing" takes nothing on.
        found = (k for k in found if k < direct or parse.kid(k, "pobj") is None)
    end = i + 2 if direct is None else max(parse.spans(direct)) + 2
    return next((k for k in found if k <= end), None)


def _fit_noun(parse: Parse, i: int, pattern: Pattern, entry: Entry, trigger: list[int]) -> Match | None:
    """The fit of a verb with a fixed noun: "impose sanctions on X", "put troops on alert"."""
    if pattern.noun_last:
        return _fit_noun_last(parse, i, pattern, entry, trigger)
    noun = next((k for k in fixed_nouns(parse, i, trigger) if is_fixed(parse, k, pattern)), None)
    if noun is None:
        return _fit_predicate(parse, i, pattern, entry, trigger)
    if pattern.preposition is None:
        beside = receivers(parse, i) or [k for k in undergoers(parse, i) if k < noun and parse.deps[noun] in _ASIDE]
        return Match(entry, pattern, (*trigger, noun), tuple(beside) or (() if entry.figurative else (noun,)))
    for prep in prepositions_behind(parse, i, noun):
        if prep.word == pattern.preposition and any(parse.entity_at.get(o) not in WHEN for o in prep.objects):
            heads = tuple(w for o in prep.objects for w in whole(parse, o))
            # "Denied the rebels access to the port" denies it to the rebels.
            given = receivers(parse, i) if prep.word == "to" and parse.lemmas[i] in _WORDS.ditransitive else []
            return Match(entry, pattern, (*trigger, noun, prep.at), tuple(given) or heads, (), prep.at)
    if pattern.preposition == "with" and is_passive(parse, i) and not doers(parse, i):
        # "Relations between Chad and Libya were severed."
        for prep in prepositions(parse, noun):
            if prep.word == "between":
                return Match(entry, pattern, (*trigger, noun, prep.at), prep.objects, (), prep.at)
    # "Gave the plan its blessing", "took Chad's side": the same without the preposition.
    beside = receivers(parse, i) if pattern.preposition == "to" else []
    if pattern.preposition == "of" and parse.lemmas[noun] in _WORDS.parts:
        beside = owners_of(parse, noun)
    # "Turkey and Iran closed their borders": each its own.
    own = parse.tags[noun] == "NNS" and parse.lemmas[noun] in _WORDS.own_grounds
    if beside or (pattern.preposition == "with" and are_several(parse, i) and not own):
        return Match(entry, pattern, (*trigger, noun), tuple(beside))
    return None


def _fit_noun_last(parse: Parse, i: int, pattern: Pattern, entry: Entry, trigger: list[int]) -> Match | None:
    """The fit of a verb with a noun under a preposition: "put troops on alert", "came to the aid of Chad"."""
    for at, noun in under_preposition(parse, trigger, pattern):
        direct = [k for k in undergoers(parse, i) if k != noun]
        if direct or parse.deps[noun] not in {"xcomp", "advcl"}:
            whose = [k for k in whole(parse, noun) if not (entry.figurative and k == noun)]
            objects = tuple(direct or whose)
            return Match(entry, pattern, (*trigger, at, noun), objects, (), at)
    return None


def _fit_predicate(parse: Parse, i: int, pattern: Pattern, entry: Entry, trigger: list[int]) -> Match | None:
    """The fit of a fixed word said of the object: "held Chad responsible", "sent the envoy packing"."""
    for k in parse.kids_by(i, *_COMPLEMENTS):
        # "Stop shelling the town" is more than the fixed "stop shelling"; "let go a ship" is not.
        bare = parse.kid(k, "aux") is None and (parse.tags[k] == "VB" or parse.kid(k, "dobj") is None)
        # "Demanded that the army halt its attacks" demands no halt.
        bare = bare and parse.kid(k, "mark") is None
        if k > i and parse.lower[k] == pattern.noun and (parse.pos[k] == "ADJ" or bare):
            if pattern.preposition:
                behind = [p for h in (i, k) for p in prepositions(parse, h) if p.word == pattern.preposition]
                return Match(entry, pattern, (*trigger, k, behind[0].at), behind[0].objects) if behind else None
            own = parse.kid(k, "nsubj")
            objects = members(parse, own) if own is not None else undergoers(parse, i)
            objects = objects or [m for o in parse.kids_by(i, "oprd", "attr") if o != k for m in members(parse, o)]
            # "Let go a ship": the object hangs on the second verb.
            objects = objects or undergoers(parse, k)
            return Match(entry, pattern, (*trigger, k), tuple(objects)) if objects else None
    return None


def _fit_preposition(parse: Parse, i: int, pattern: Pattern, entry: Entry, trigger: list[int]) -> Match | None:
    direct = tuple(undergoers(parse, i))
    kept = direct if "direct" in entry.slots else ()
    # "Walked out of": the parser may hang "of" on "out".
    for k in [*parse.kids[i], *(k for t in trigger[1:] for k in parse.kids[t])]:
        if parse.lower[k] != pattern.preposition or parse.deps[k] not in _LINKS:
            continue
        # "Spoke to the president and to the minister".
        alike = [k, *(c for c in parse.kids_by(k, "conj") if parse.lower[c] == pattern.preposition)]
        heads = tuple(m for at in alike for o in parse.kids_by(at, "pobj") for m in members(parse, o))
        if heads and all(parse.lemmas[o] == "time" for o in heads):
            continue
        if heads and pattern.preposition != "until" and all(parse.entity_at.get(o) in WHEN for o in heads):
            # "Decided on Monday to leave" decides on no day; "gave him until Monday" sets one.
            continue
        if heads and k < i and parse.deps[i] != "relcl":
            # "At a meeting, leaders called": nobody calls at the meeting.
            continue
        if heads:
            return Match(entry, pattern, (*trigger, k), heads, kept, k)
        gerund = next((c for c in parse.kids_by(k, "pcomp")), None)
        if gerund is not None and is_verb(parse, gerund):
            return Match(entry, pattern, (*trigger, k), (), kept, k)
        if is_passive(parse, i) and "direct" not in entry.slots:
            return Match(entry, pattern, (*trigger, k), tuple(subjects(parse, i)), (), k)
        if parse.deps[parse.heads[i]] == "relcl" or parse.deps[i] == "relcl":
            return Match(entry, pattern, (*trigger, k), direct, (), k)
    return None
