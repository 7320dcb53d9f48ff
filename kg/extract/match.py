"""Which lexicon entry a verb, noun or adjective tells here, and which words fill its main slot."""

from __future__ import annotations

from functools import lru_cache

from kg.extract.expressions import Match, fit
from kg.grammar import load_grammar
from kg.lexicon import Lexicon
from kg.nouns import prepositions
from kg.parse import Parse
from kg.patterns import Pattern

_WORDS = load_grammar()

__all__ = ["Match", "match_adjective", "match_noun", "match_verb"]


def match_verb(parse: Parse, i: int, lexicon: Lexicon) -> Match | None:
    """The most specific pattern that fits the verb at ``i``, None for a verb outside the lexicon.

    Of two with a particle and a preposition the one whose words stand closer: "went back on its promise to Chad".
    """
    particle = next((k for k in parse.kids[i] if parse.deps[k] == "prt"), None)
    best: Match | None = None
    patterns = _patterns(parse.lemmas[i], lexicon)
    # Most patterns ask for a noun that the sentence does not have.
    words = _words(parse, parse.sentence_of[i]) if len(patterns) > 1 else frozenset()
    for pattern in patterns:
        if best is not None and pattern.looseness > best.pattern.looseness:
            break
        if pattern.noun and words and pattern.noun not in words:
            continue
        found = fit(parse, i, pattern, lexicon.entries[pattern.entry], particle)
        if found is not None and (best is None or (pattern.particle and max(found.trigger) < max(best.trigger))):
            best = found
    return best


@lru_cache(maxsize=16)
def _words(parse: Parse, sentence: int) -> frozenset[str]:
    """The words of a sentence and their lemmas."""
    start, end = parse.sentences[sentence]
    return frozenset({*parse.lemmas[start:end], *parse.lower[start:end]})


def _patterns(lemma: str, lexicon: Lexicon) -> tuple[Pattern, ...]:
    """The patterns of a verb; "reimpose" and "retake" are read as "impose" and "take" where they have none.

    Acts are repeated so; "rewrite" and "reclaim" are no repeated words.
    """
    found = lexicon.verbs.get(lemma, ())
    if not found and lemma.startswith("re") and len(lemma) > 5:
        again = lexicon.verbs.get(lemma[2:].lstrip("-"), ())
        found = tuple(one for one in again if lexicon.entries[one.entry].event_type)
    return found


def match_noun(parse: Parse, i: int, lexicon: Lexicon) -> Match | None:
    """The entry that the event noun at ``i`` tells; two-word nouns ("air strike") before single ones.

    Nouns that only carry another ("mediation efforts", "peace talks mission") leave the telling to the one they carry.
    """
    before = [k for k in parse.kids[i] if k < i and parse.deps[k] in {"compound", "amod", "nmod"}]
    if parse.lemmas[i] in _WORDS.carriers:
        for k in before:
            inner = lexicon.nouns.get(parse.lemmas[k], ()) if parse.pos[k] == "NOUN" else ()
            single = next((p for p in inner if p.noun is None), None)
            if single is not None:
                return Match(lexicon.entries[single.entry], single, (k, i), ())
    # "An exchange of fire" is a fire exchange.
    of = [o for p in prepositions(parse, i) if p.word == "of" for o in p.objects if parse.kid(o, "det", "poss") is None]
    for pattern in lexicon.nouns.get(parse.lemmas[i], ()):
        if pattern.preposition and all(p.word != pattern.preposition for p in prepositions(parse, i)):
            continue
        if pattern.noun is None:
            return Match(lexicon.entries[pattern.entry], pattern, (i,), ())
        first = next((k for k in (*before, *of) if parse.lemmas[k] == pattern.noun), None)
        if first is not None:
            return Match(lexicon.entries[pattern.entry], pattern, tuple(sorted((first, i))), ())
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
