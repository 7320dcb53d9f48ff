"""Subjects that stand outside their clause: before a relative clause, and in "it was Libya that supplied them"."""

from __future__ import annotations

from kg.nouns import antecedent, members
from kg.parse import Parse

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
