"""Accusations that say who did it: "Israel said Hezbollah was behind the attack" accuses Hezbollah."""

from __future__ import annotations

from kg.clauses import subjects
from kg.extract.draft import Draft
from kg.extract.fillers import Fillers
from kg.extract.match import match_noun
from kg.extract.obligation import governor_of
from kg.grammar import load_grammar
from kg.nouns import prepositions

_WORDS = load_grammar()
_HARM = frozenset({"ASSAULT", "COERCE"})
_BLAMING = frozenset({"said", "alleged"})


def blame(b: Fillers, i: int) -> Draft | None:
    """The accusation in the report that somebody "is behind" or "is to blame for" harm; None where nobody is accused.

    Whoever reports it must be somebody else than who did it, and of another state.
    """
    parse = b.parse
    cause = _cause(b, i)
    if cause is None or parse.deps[i] not in {"ccomp", "conj"}:
        return None
    context, above = b.status.of(i), governor_of(b, i)
    told = b.cues.verbs.get(parse.lemmas[above]) in _BLAMING
    if not told or context.status in {"negated", "possible"} or not context.speakers:
        return None
    if parse.sentence_of[context.speakers[0]] != parse.sentence_of[i]:
        return None
    speakers = [a for a in b.fill("actor", context.speakers[:1]) if b.is_actor(a)]
    home = {a.referent.state for a in speakers}
    accused = [a for a in b.fill("recipient", subjects(parse, i)) if b.is_actor(a) and a.referent.state not in home]
    entry = b.lexicon.entries.get("accuse")
    if entry is None or not speakers or not accused:
        return None
    draft = Draft(i, (i, cause), entry, label=b.lexicon.relations.get(entry.relation, entry.relation))
    draft.context = b.status.of(above)
    draft.pairs = [("", s, a) for s in speakers for a in accused]
    return draft


def _cause(b: Fillers, i: int) -> int | None:
    """The word that blames: "behind" an attack, "responsible", "guilty", or the infinitive of "is to blame"."""
    parse = b.parse
    if parse.lemmas[i] != "be":
        return None
    behind = next((p for p in prepositions(parse, i) if p.word == "behind"), None)
    if behind is not None:
        return behind.at if any(_is_harm(b, o) for o in behind.objects) else None
    for k in parse.kids_by(i, "acomp"):
        # "Responsible for trade" is no charge.
        harm = [o for p in prepositions(parse, k) if p.word == "for" for o in p.objects]
        if parse.lemmas[k] in _WORDS.guilty and any(_is_harm(b, o) for o in harm):
            return k
    return next((k for k in parse.kids_by(i, "xcomp") if parse.lemmas[k] == "blame"), None)


def _is_harm(b: Fillers, noun: int) -> bool:
    """True for an attack and its like, and for what befalls people."""
    told = match_noun(b.parse, noun, b.lexicon)
    return b.parse.lemmas[noun] in _WORDS.ills or (told is not None and told.entry.event_type in _HARM)
