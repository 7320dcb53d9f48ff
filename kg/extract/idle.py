"""Verbs that tell nothing of what their subject does to anybody: idioms, and words whose object is missing."""

from __future__ import annotations

from kg.clauses import subjects, undergoers
from kg.extract.fillers import Fillers
from kg.extract.match import Match
from kg.grammar import load_grammar
from kg.nouns import prepositions
from kg.objects import agents
from kg.verbs import is_infinitive, is_passive

_WORDS = load_grammar()
_READY = frozenset({"poised", "prepared", "ready"})
_SHOWING = frozenset({"demonstrate", "display", "exhibit", "show"})
_MOVING = frozenset({"hit", "move", "strike", "touch"})


def is_idle(fillers: Fillers, i: int, match: Match | None) -> bool:
    """True where the verb at ``i`` is no act: "struck oil", "conceded that", "left three men injured"."""
    parse = fillers.parse
    if match is not None and match.entry.relation == "barred" and _are_turned_away(fillers, i):
        return True
    if match is not None and match.pattern.noun is not None:
        # The lexicon's own expressions go before: "gave way", "left ten people dead".
        return False
    above = parse.heads[i]
    if parse.tags[i] == "VBN" and parse.lemmas[above] == "leave" and i in _states(fillers, above):
        return True
    return _is_idiom(fillers, i) or _moves(fillers, i) or _lacks_object(fillers, i, match)


def _is_idiom(fillers: Fillers, i: int) -> bool:
    """True for "carries weight", "stay in power"."""
    parse = fillers.parse
    beside = [*undergoers(parse, i), *(o for p in prepositions(parse, i) for o in p.objects)]
    return any(f"{parse.lemmas[i]} {parse.lemmas[k]}" in _WORDS.idioms for k in beside)


def _moves(fillers: Fillers, i: int) -> bool:
    """True for who "was struck by their resolve"."""
    parse = fillers.parse
    moved = agents(parse, i) if parse.lemmas[i] in _MOVING and is_passive(parse, i) else []
    return bool(moved) and all(parse.lemmas[k] in _WORDS.virtues for k in moved)


def _lacks_object(fillers: Fillers, i: int, match: Match | None) -> bool:
    """True for verbs that mean another thing with a clause, or with nothing, than with what the lexicon expects."""
    parse, lemma = fillers.parse, fillers.parse.lemmas[i]
    if match is None:
        return False
    if lemma == "concede" and match.pattern.preposition is None:
        # Who "conceded that" admits it, who "conceded gracefully" has lost an election.
        return parse.kid(i, "ccomp") is not None or not undergoers(parse, i)
    if lemma == "commit" and match.entry.relation == "promised":
        promised = undergoers(parse, i) or parse.kid(i, "xcomp") is not None
        return not promised and all(p.word != "to" for p in prepositions(parse, i))
    if lemma == "see" and parse.kid(i, "ccomp") is not None:
        # "Will see how funds are spent" looks at no funds.
        return True
    deed = parse.kid(i, "xcomp") if lemma == "help" and not undergoers(parse, i) else None
    if deed is not None and parse.kid(deed, "nsubj") is None and is_infinitive(parse, deed):
        # "Helped to broker a truce": the truce is what was helped.
        return True
    if lemma in _SHOWING and any(parse.lemmas[k] in _WORDS.virtues | _WORDS.shown for k in undergoers(parse, i)):
        return True
    if lemma == "stand" and any(parse.lemmas[k] in _READY for k in parse.kids_by(i, "acomp", "oprd")):
        # Who "stands ready, with our partners, to act" does not support them.
        return True
    insisted = [p.at for p in prepositions(parse, i) if lemma == "insist" and p.word == "on"]
    if any(parse.kid(at, "pcomp") is not None for at in insisted):
        # Who "insists on provoking trouble" does it, and asks for nothing.
        return True
    asked = [k for k in parse.kids_by(i, "ccomp") if lemma == "ask"]
    if any(_is_question(fillers, clause) for clause in asked) and parse.kid(i, "dobj", "dative") is None:
        # Who "asked what it received" requests nothing.
        return True
    if lemma == "let" and parse.lower[i + 1 : i + 2] == ["alone"]:
        return True
    if lemma == "take" and any(parse.lower[k] in _WORDS.regards for k in parse.kids_by(i, "advmod")):
        return True
    return lemma == "leave" and bool(_states(fillers, i))


def _states(fillers: Fillers, i: int) -> list[int]:
    """How the verb at ``i`` leaves what it acts on: what "left three men injured" did not leave them."""
    parse = fillers.parse
    beside = [*parse.kids_by(i, "oprd", "acomp", "ccomp", "xcomp")]
    told = [*parse.kids_by(i, "advcl"), *(k for o in undergoers(parse, i) for k in parse.kids_by(o, "acl"))]
    bare = [k for k in told if parse.tags[k] == "VBN" and k > i and parse.words[k - 1] != ","]
    return beside + [k for k in bare if parse.kid(k, "mark", "agent") is None]


def _are_turned_away(fillers: Fillers, i: int) -> bool:
    """True for the headline "inspectors denied access to a site": others denied it to them."""
    parse = fillers.parse
    denied = parse.lemmas[i] == "deny" and parse.kid(i, "aux") is None
    return denied and any(parse.lemmas[k] in _WORDS.inspecting for k in subjects(parse, i))


def _is_question(fillers: Fillers, clause: int) -> bool:
    """True for "what they received", "whether anybody would come"."""
    parse = fillers.parse
    return any(parse.tags[k] in {"WP", "WRB"} or parse.lower[k] == "whether" for k in parse.kids[clause])
