"""Who killed those who died: "a nun died when gunmen burst into the hospital", "died after police beat him".

Nobody is said to kill there. The clause behind "when" or "after" tells the attack, and who died is its victim. Only
attackers who act count: who died when a bus crashed was killed by nobody.
"""

from __future__ import annotations

from kg.clauses import doers, subjects
from kg.extract.draft import Draft
from kg.extract.fillers import Fillers
from kg.extract.match import match_verb
from kg.grammar import load_grammar
from kg.verbs import is_passive, occasions

_WORDS = load_grammar()
# What gunmen do to a house, in which they need not have shot at anybody.
_ENTERING = frozenset({"raided"})


def deadly(fillers: Fillers, i: int) -> Draft | None:
    """The killing that the verb at ``i`` and the clause of its occasion tell; None where it tells none."""
    parse = fillers.parse
    if parse.lemmas[i] not in _WORDS.dying or parse.kid(i, "neg") is not None:
        return None
    victims = fillers.fill("recipient", subjects(parse, i))
    after = [k for k in parse.kids_by(i, "advcl") if any(parse.lower[m] == "after" for m in parse.kids_by(k, "mark"))]
    for clause in (*occasions(parse, i), *after):
        told = match_verb(parse, clause, fillers.lexicon) if clause > i and not is_passive(parse, clause) else None
        violent = told is not None and (told.entry.event_type == "ASSAULT" or told.entry.relation in _ENTERING)
        if not violent:
            continue
        who = [k for k in doers(parse, clause) if k not in subjects(parse, i)]
        attackers = [a for a in fillers.fill("actor", who) if fillers.is_actor(a)]
        if attackers and victims:
            entry = fillers.lexicon.entries["kill"]
            draft = Draft(i, (i,), entry, label=fillers.lexicon.relations[entry.relation])
            draft.pairs = [("", attacker, victim) for attacker in attackers for victim in victims]
            return draft
    return None
