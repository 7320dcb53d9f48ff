"""Arguments that stand outside their clause: before a relative clause or infinitive, in "it was Libya that gave it"."""

from __future__ import annotations

from kg.grammar import load_grammar
from kg.nouns import antecedent, members, prepositions
from kg.parse import Parse
from kg.verbs import is_infinitive, is_passive

_WORDS = load_grammar()
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "where", "what"})


def antecedents(parse: Parse, noun: int, verb: int) -> list[int]:
    """The nouns a subject stands for: a relative pronoun gives the noun its clause modifies."""
    if parse.lower[noun] in _RELATIVE and parse.tags[noun] in {"WDT", "WP", "IN", "DT"}:
        at = verb
        while parse.deps[at] in {"conj", "ccomp", "xcomp"} and parse.heads[at] != at:
            at = parse.heads[at]
        if parse.deps[at] == "relcl":
            return antecedent(parse, at)
        stressed = _stressed(parse, verb)
        if stressed is not None:
            return members(parse, stressed)
        if parse.tags[noun] != "DT":
            return []
    return members(parse, noun)


def _stressed(parse: Parse, verb: int) -> int | None:
    """The noun that a cleft sentence stresses: Libya in "it was Libya that supplied them"."""
    above = parse.heads[verb]
    subject = parse.kid(above, "nsubj", "expl")
    cleft = parse.deps[verb] == "ccomp" and parse.lemmas[above] == "be" and subject is not None
    return parse.kid(above, "attr") if cleft and subject is not None and parse.lower[subject] == "it" else None


def lacks_subject(parse: Parse, i: int) -> bool:
    """True for a relative clause that the noun above it completes; "where there are violations" needs no subject."""
    if any(parse.deps[k] == "expl" or parse.tags[k] == "WRB" for k in parse.kids[i]):
        return False
    return parse.kid(i, "dobj", "attr", "prep") is not None


def called_for(parse: Parse, i: int) -> list[int]:
    """What is to undergo a passive infinitive behind a noun: "troops" of "a call for troops to be sent"."""
    if parse.deps[i] not in {"acl", "relcl"} or not (is_infinitive(parse, i) and is_passive(parse, i)):
        return []
    found = [p for p in prepositions(parse, parse.heads[i]) if p.word == "for" and p.at < i]
    return [m for p in found for o in p.objects for m in members(parse, o)]


def is_use_of(parse: Parse, i: int) -> bool:
    """True for "missiles to fire at Chad", where the missiles are what is fired."""
    noun = parse.heads[i]
    behind = parse.deps[i] in {"acl", "relcl"} and noun < i and is_infinitive(parse, i)
    return behind and parse.lemmas[i] in _WORDS.using and parse.lemmas[noun] not in _WORDS.thoughts
