"""What one tells others of acts to come: a promise, a threat or a mere forecast, by whose acts they are."""

from __future__ import annotations

from kg.clauses import subjects
from kg.extract.fillers import Fillers
from kg.extract.match import match_verb
from kg.grammar import load_grammar
from kg.parse import Parse
from kg.verbs import WILL, is_passive

_WORDS = load_grammar()
# Entries that tell what it is to announce acts of these types to somebody.
_FORETOLD = {
    **dict.fromkeys(("AGREE", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"), "assure"),
    **dict.fromkeys(("ASSAULT", "SANCTION", "COERCE"), "threaten"),
}


def announced(fillers: Fillers, i: int) -> str | None:
    """The entry of what the verb at ``i`` tells: "told the agency it would open the plant" promises that.

    None where nobody's own act is told, or nothing that is to come.
    """
    parse = fillers.parse
    own = {a.referent for a in fillers.fill("actor", subjects(parse, i))}
    for verb in parse.kids_by(i, "ccomp"):
        will = any(parse.lower[k] in WILL for k in parse.kids_by(verb, "aux"))
        same = {a.referent for a in fillers.fill("actor", subjects(parse, verb))} & own
        if will and not same and _or_else(parse, verb):
            return "threaten"
        told = match_verb(parse, verb, fillers.lexicon) if will and same and not is_passive(parse, i) else None
        if told is not None and parse.kid(verb, "neg") is None:
            return _FORETOLD.get(told.entry.event_type or "")
    return None


def forecast(fillers: Fillers, i: int) -> int | None:
    """The verb of what the warning at ``i`` expects of others, or is forced to do itself; None where one threatens.

    "Warned that Ukraine could attack", "that it may be forced to leave"; but "warned Ukraine that it could attack".
    """
    parse = fillers.parse
    if parse.lemmas[i] not in _WORDS.warning or parse.kid(i, "dobj", "dative") is not None:
        return None
    who = {a.referent for a in fillers.fill("actor", subjects(parse, i))}
    for verb in parse.kids_by(i, "ccomp"):
        possible = any(fillers.cues.modals.get(parse.lower[k]) == "possible" for k in parse.kids_by(verb, "aux"))
        acting = [a for a in fillers.fill("actor", subjects(parse, verb)) if fillers.is_actor(a)]
        own = any(a.referent in who for a in acting)
        forced = is_passive(parse, verb) and parse.lemmas[verb] in _WORDS.forcing
        suffering = is_passive(parse, verb) or parse.lemmas[verb] in _WORDS.undergoing
        if possible and acting and (forced if own else not suffering):
            return verb
    return None


def _or_else(parse: Parse, verb: int) -> bool:
    """True for what will happen "unless" others act: "told the army that aid would stop unless ..."."""
    clauses = parse.kids_by(verb, "advcl")
    return any(parse.lower[k] == "unless" for clause in clauses for k in parse.kids_by(clause, "mark"))
