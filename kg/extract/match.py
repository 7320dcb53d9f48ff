"""Which lexicon entry a verb, noun or adjective tells here, and which words fill its main slot."""

from __future__ import annotations

from dataclasses import dataclass

from kg.clauses import doers, receivers, subjects, undergoers
from kg.entries import Entry, Pattern
from kg.grammar import load_grammar
from kg.lexicon import Lexicon
from kg.nouns import members, prepositions
from kg.parse import Parse
from kg.verbs import is_passive, is_verb

_WORDS = load_grammar()
# "Opened fire at dawn" fires at nobody.
_WHEN = frozenset({"DATE", "TIME"})
_CARRIERS = frozenset({"effort", "mission", "campaign", "attempt", "bid", "drive", "initiative", "move", "process"})


@dataclass(frozen=True, slots=True)
class Match:
    """An entry at a trigger: the tokens of the expression, and the heads that fill its `object` and `direct` slots."""

    entry: Entry
    pattern: Pattern
    trigger: tuple[int, ...]
    objects: tuple[int, ...]
    direct: tuple[int, ...] = ()
    preposition_at: int | None = None


def match_verb(parse: Parse, i: int, lexicon: Lexicon) -> Match | None:
    """The most specific pattern that fits the verb at ``i``, None for a verb outside the lexicon."""
    particle = next((k for k in parse.kids[i] if parse.deps[k] == "prt"), None)
    for pattern in _patterns(parse.lemmas[i], lexicon):
        found = _fit(parse, i, pattern, lexicon.entries[pattern.entry], particle)
        if found is not None:
            return found
    return None


def _patterns(lemma: str, lexicon: Lexicon) -> tuple[Pattern, ...]:
    """The patterns of a verb; "reimpose" and "retake" are read as "impose" and "take" where they have none."""
    found = lexicon.verbs.get(lemma, ())
    if not found and lemma.startswith("re") and len(lemma) > 5:
        found = lexicon.verbs.get(lemma[2:].lstrip("-"), ())
    return found


def _fit(parse: Parse, i: int, pattern: Pattern, entry: Entry, particle: int | None) -> Match | None:
    trigger = [i]
    if pattern.particle:
        at = (
            particle
            if particle is not None and parse.lower[particle] == pattern.particle
            else _adverb(parse, i, pattern.particle)
        )
        if at is None:
            return None
        trigger.append(at)
    elif particle is not None and parse.lower[particle] != pattern.preposition:
        return None
    if pattern.noun:
        return _fit_noun(parse, i, pattern, entry, trigger)
    if pattern.preposition:
        return _fit_preposition(parse, i, pattern, entry, trigger)
    objects = [k for k in undergoers(parse, i) if k not in trigger]
    return Match(entry, pattern, tuple(trigger), tuple(objects))


def _adverb(parse: Parse, i: int, word: str) -> int | None:
    """The particle where the parser takes it for something else: "shot dead", "walked out of"."""
    found = (k for k in parse.kids_by(i, "advmod", "prep", "acomp", "oprd") if parse.lower[k] == word)
    direct = parse.kid(i, "dobj")
    end = i + 2 if direct is None else max(parse.spans(direct)) + 2
    return next((k for k in found if k <= end), None)


def _fit_noun(parse: Parse, i: int, pattern: Pattern, entry: Entry, trigger: list[int]) -> Match | None:
    """The fit of a verb with a fixed noun: "impose sanctions on X", "put troops on alert"."""
    nouns = (
        []
        if pattern.noun_last
        else [k for k in _counted(parse, undergoers(parse, i)) if parse.lemmas[k] == pattern.noun]
    )
    if nouns:
        noun = nouns[0]
        if pattern.preposition is None:
            return Match(entry, pattern, (*trigger, noun), tuple(receivers(parse, i)) or (noun,))
        for prep in [*prepositions(parse, i), *prepositions(parse, noun)]:
            if prep.word == pattern.preposition and any(parse.entity_at.get(o) not in _WHEN for o in prep.objects):
                return Match(entry, pattern, (*trigger, noun, prep.at), prep.objects, (), prep.at)
        if pattern.preposition == "with" and len(doers(parse, i)) > 1:
            return Match(entry, pattern, (*trigger, noun), ())
        return None
    if pattern.preposition is None and (found := _fit_predicate(parse, i, pattern, entry, trigger)):
        return found
    for prep in prepositions(parse, i) if pattern.noun_last else ():
        if prep.word == pattern.preposition and any(parse.lemmas[o] == pattern.noun for o in prep.objects):
            objects = tuple(undergoers(parse, i)) or prep.objects
            return Match(entry, pattern, (*trigger, prep.at, prep.objects[0]), objects, (), prep.at)
    return None


def _counted(parse: Parse, heads: list[int]) -> list[int]:
    """The heads with what some of them only count: "took dozens of hostages"."""
    numbers = [k for k in heads if parse.lower[k] in _WORDS.counting or parse.tags[k] == "CD"]
    return [*heads, *(o for k in numbers for p in prepositions(parse, k) if p.word == "of" for o in p.objects)]


def _fit_predicate(parse: Parse, i: int, pattern: Pattern, entry: Entry, trigger: list[int]) -> Match | None:
    """The fit of a fixed adjective that is said of the object: "held Chad responsible", "found him guilty"."""
    for k in parse.kids_by(i, "acomp", "oprd", "ccomp", "xcomp", "advmod", "advcl"):
        if k > i and parse.lower[k] == pattern.noun and parse.pos[k] == "ADJ":
            own = parse.kid(k, "nsubj")
            objects = members(parse, own) if own is not None else undergoers(parse, i)
            return Match(entry, pattern, (*trigger, k), tuple(objects)) if objects else None
    return None


def _fit_preposition(parse: Parse, i: int, pattern: Pattern, entry: Entry, trigger: list[int]) -> Match | None:
    direct = tuple(undergoers(parse, i))
    # "Walked out of": the parser may hang "of" on "out".
    for k in [*parse.kids[i], *(k for t in trigger[1:] for k in parse.kids[t])]:
        if parse.lower[k] != pattern.preposition or parse.deps[k] not in {
            "prep",
            "agent",
            "prt",
            "dative",
            "advmod",
            "mark",
        }:
            continue
        heads = tuple(m for o in parse.kids_by(k, "pobj") for m in members(parse, o))
        if heads:
            return Match(entry, pattern, (*trigger, k), heads, direct if "direct" in entry.slots else (), k)
        stranded = is_passive(parse, i) and "direct" not in entry.slots
        gerund = next((c for c in parse.kids_by(k, "pcomp")), None)
        if gerund is not None and is_verb(parse, gerund):
            return Match(entry, pattern, (*trigger, k), (), direct if "direct" in entry.slots else (), k)
        if stranded:
            return Match(entry, pattern, (*trigger, k), tuple(subjects(parse, i)), (), k)
        if parse.deps[parse.heads[i]] == "relcl" or parse.deps[i] == "relcl":
            return Match(entry, pattern, (*trigger, k), tuple(undergoers(parse, i)), (), k)
    return None


def match_noun(parse: Parse, i: int, lexicon: Lexicon) -> Match | None:
    """The entry that the event noun at ``i`` tells; two-word nouns ("air strike") before single ones.

    Nouns that only carry another ("mediation efforts", "peace talks mission") leave the telling to the one they carry.
    """
    before = [k for k in parse.kids[i] if k < i and parse.deps[k] in {"compound", "amod", "nmod"}]
    if parse.lemmas[i] in _CARRIERS:
        for k in before:
            inner = lexicon.nouns.get(parse.lemmas[k], ()) if parse.pos[k] == "NOUN" else ()
            single = next((p for p in inner if p.noun is None), None)
            if single is not None:
                return Match(lexicon.entries[single.entry], single, (k, i), ())
    for pattern in lexicon.nouns.get(parse.lemmas[i], ()):
        if pattern.preposition and all(p.word != pattern.preposition for p in prepositions(parse, i)):
            continue
        if pattern.noun is None:
            return Match(lexicon.entries[pattern.entry], pattern, (i,), ())
        first = next((k for k in before if parse.lemmas[k] == pattern.noun), None)
        if first is not None:
            return Match(lexicon.entries[pattern.entry], pattern, (first, i), ())
    return None


def match_adjective(parse: Parse, i: int, lexicon: Lexicon) -> Match | None:
    """The entry that the adjective at ``i`` tells with its preposition ("hostile to the West")."""
    for pattern in lexicon.adjectives.get(parse.lower[i], ()) or lexicon.adjectives.get(parse.lemmas[i], ()):
        if pattern.preposition is None:
            return Match(lexicon.entries[pattern.entry], pattern, (i,), ())
        for prep in prepositions(parse, i):
            if prep.word == pattern.preposition and (prep.objects or parse.kid(prep.at, "pcomp") is not None):
                return Match(lexicon.entries[pattern.entry], pattern, (i, prep.at), prep.objects, (), prep.at)
    return None
