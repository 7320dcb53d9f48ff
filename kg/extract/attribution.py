"""Whose view a clause is by its own words: "according to X", "in the view of X", "from the perspective of X"."""

from __future__ import annotations

from kg.extract.cues import Cues
from kg.nouns import Preposition, examples, members, prepositions
from kg.parse import Parse
from kg.verbs import SUBJECTS, is_verb


def with_viewpoint(parse: Parse, cues: Cues, i: int, speakers: tuple[int, ...]) -> tuple[int, ...]:
    """``speakers`` of the clause at ``i`` with those whose view it says it is in front."""
    for prep in _framing(parse, i):
        target = _viewer(parse, cues, prep)
        if target:
            speaker = target[0]
            return (speaker, *(s for s in speakers if s != speaker))
    return speakers


def _viewer(parse: Parse, cues: Cues, prep: Preposition) -> list[int]:
    """Who holds the view that a prepositional phrase names; empty for a phrase that names none."""
    if prep.word == "according":
        links = list(parse.kids_by(prep.at, "prep", "pcomp"))
        return [m for to in links[-1:] for o in parse.kids_by(to, "pobj") for m in members(parse, o)]
    if prep.word not in {"from", "in", "to"} or not prep.objects:
        return []
    if parse.lemmas[prep.objects[0]] not in cues.viewpoints:
        return []
    owners = _owners_of_view(parse, prep.objects[0])
    return [e for owner in owners for e in examples(parse, owner)] or owners


def _framing(parse: Parse, i: int) -> list[Preposition]:
    """The prepositional phrases that may say whose view a clause is.

    Besides its own these are the ones in front of a coordinated clause ("from X's view, A ..., and B ...") and the
    ones that close a clause before it ("while A does, in X's view, B may").
    """
    found = prepositions(parse, i)
    if parse.deps[i] == "advcl" and parse.heads[i] > i:
        found = [p for p in found if p.at < i or p.word == "according"]
    for k in parse.kids_by(i, "advcl"):
        found.extend(p for p in prepositions(parse, k) if k < p.at < i)
    head = parse.heads[i]
    if parse.deps[i] == "conj" and is_verb(parse, head):
        first = parse.kid(head, *SUBJECTS)
        found.extend(p for p in prepositions(parse, head) if first is not None and p.at < first)
    return found


def _owners_of_view(parse: Parse, noun: int) -> list[int]:
    """Whose view: the possessor ("from Tehran's perspective") or the "of" phrase ("in the view of analysts")."""
    possessor = parse.kid(noun, "poss")
    if possessor is not None:
        return members(parse, possessor)
    return [o for p in prepositions(parse, noun) if p.word == "of" for o in p.objects]
