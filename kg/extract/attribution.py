"""Whose view a clause is by its own words: "according to X", "in the view of X", "from the perspective of X"."""

from __future__ import annotations

from kg.extract.cues import Cues
from kg.grammar import load_grammar
from kg.nouns import Preposition, examples, members, prepositions
from kg.parse import Parse
from kg.verbs import SUBJECTS, is_infinitive, is_passive, is_verb

_WORDS = load_grammar()


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
    found = [*prepositions(parse, i)]
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


def asks_anonymity(parse: Parse, cues: Cues, i: int) -> bool:
    """True for both verbs of "who asked not to be named": it tells how a source spoke, and is no act of it.

    So do "speaking on condition of anonymity", "declined to comment" and "the minister, asked about the strikes, said".
    """
    if parse.lemmas[i] == "ask" and parse.tags[i] == "VBN" and parse.deps[i] in {"acl", "advcl"}:
        return parse.kid(i, "xcomp", "agent") is None
    if any(parse.lemmas[o] == "condition" for p in prepositions(parse, i) if p.word == "on" for o in p.objects):
        return parse.lemmas[i] in {"speak", "talk"}
    if any(parse.lower[k] == "anonymity" for k in parse.kids_by(i, "dobj")):
        return True
    if parse.lemmas[i] in cues.anonymity and any(parse.lemmas[k] in cues.silence for k in parse.kids_by(i, "xcomp")):
        return True
    above = parse.heads[i]
    if parse.lemmas[above] in _WORDS.permitting and parse.kid(above, "neg") is not None:
        # "Because they were not authorised to talk to the media."
        return parse.deps[i] == "xcomp" and parse.lemmas[i] in cues.briefing
    governor = parse.heads[i] if parse.lemmas[i] in cues.naming and parse.deps[i] == "xcomp" else i
    if parse.lemmas[governor] not in cues.anonymity:
        return False
    named = [k for k in parse.kids_by(governor, "xcomp") if parse.lemmas[k] in cues.naming]
    return any(is_infinitive(parse, k) and is_passive(parse, k) for k in named)


def refutation(parse: Parse, cues: Cues, noun: int) -> int | None:
    """The verb that calls untrue what the noun at ``noun`` tells: "denied reports that", "reports that ... are false".

    None where nothing does, or where the noun has an owner whose word it stays: "rejected the allegation by Peru that".
    """
    if parse.lemmas[noun] not in cues.told_nouns or owners_of_words(parse, noun):
        return None
    verb = parse.heads[noun]
    if parse.deps[noun] == "nsubj" and parse.lemmas[verb] in {"be", "remain"}:
        judged = parse.kid(verb, "acomp", "attr")
        denied = parse.kid(verb, "neg") is not None
        if judged is None:
            return None
        truth = parse.lemmas[judged] in cues.truth
        return verb if (truth and denied) or cues.adjectives.get(parse.lemmas[judged]) == "denied" else None
    # "The claim" is one that somebody makes; "reports" may be nobody's.
    nobodys = all(parse.lower[k] not in {"the", "this", "that"} for k in parse.kids_by(noun, "det"))
    refuted = parse.deps[noun] in {"dobj", "nsubjpass"} and parse.lemmas[verb] in cues.refuting
    return verb if refuted and nobodys and is_verb(parse, verb) else None


def owners_of_words(parse: Parse, noun: int) -> list[int]:
    """Whose words a noun names: its possessor, nationality or by-phrase; who only reports them does not count."""
    possessor = parse.kid(noun, "poss")
    by = [o for p in prepositions(parse, noun) if p.word in {"by", "from"} for o in p.objects]
    national = [k for k in parse.kids_by(noun, "amod", "compound") if parse.entity_at.get(k) in {"NORP", "GPE", "ORG"}]
    return ([possessor] if possessor is not None else []) + by + national
