"""Obligations somebody states: "Britain said that Libya must hand them over" is Britain's call on Libya."""

from __future__ import annotations

from kg.clauses import doers
from kg.extract.draft import Draft
from kg.extract.fillers import Fillers


def obligation(b: Fillers, i: int) -> Draft | None:
    """The call that the verb at ``i`` with its "must" makes on who is to do it, None where it is nobody's word."""
    parse = b.parse
    must = next((k for k in parse.kids_by(i, "aux") if b.cues.modals.get(parse.lower[k]) == "proposed"), None)
    own = parse.kid(i, "nsubj", "nsubjpass")
    if must is not None and own is not None and must < own:
        # "Should China try" sets a condition.
        return None
    if must is None or parse.deps[i] not in {"ccomp", "conj"}:
        return None
    context = b.status.of(i)
    if not context.speakers or parse.sentence_of[context.speakers[0]] != parse.sentence_of[i]:
        return None
    speakers = [a for a in b.fill("actor", context.speakers[:1]) if b.is_actor(a)]
    addressed = [a for a in b.fill("recipient", doers(parse, i)) if b.is_actor(a)]
    entry = b.lexicon.entries.get("urge")
    home = {a.referent.state for a in speakers} - {None}
    addressed = [a for a in addressed if a.referent.state not in home]
    if entry is None or not speakers or not addressed or parse.lemmas[parse.heads[i]] == "agree":
        return None
    draft = Draft(must, (must,), entry, label=b.lexicon.relations.get(entry.relation, entry.relation))
    draft.context = b.status.of(governor_of(b, i))
    draft.pairs = [("", s, a) for s in speakers for a in addressed]
    return draft


def governor_of(b: Fillers, i: int) -> int:
    """The verb that says what the verb at ``i`` tells, above those it is coordinated with."""
    at = i
    while b.parse.deps[at] == "conj" and b.parse.heads[at] != at:
        at = b.parse.heads[at]
    return b.parse.heads[at]
