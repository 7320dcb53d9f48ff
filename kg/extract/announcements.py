"""What one tells another to his face of acts to come: a promise or a threat, by what the acts are."""

from __future__ import annotations

from kg.clauses import subjects
from kg.extract.fillers import Fillers
from kg.extract.match import match_verb
from kg.parse import Parse
from kg.verbs import WILL, is_passive

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


def _or_else(parse: Parse, verb: int) -> bool:
    """True for what will happen "unless" others act: "told the army that aid would stop unless ..."."""
    clauses = parse.kids_by(verb, "advcl")
    return any(parse.lower[k] == "unless" for clause in clauses for k in parse.kids_by(clause, "mark"))
