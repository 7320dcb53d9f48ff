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
    if _is_idiom(fillers, i) or _moves(fillers, i) or _has_other_words(fillers, i):
        return True
    return match is not None and (_lacks_object(fillers, i, match) or _has_clause(fillers, i, match))


def _is_idiom(fillers: Fillers, i: int) -> bool:
    """True for "carries weight", "stay in power"; who "turned over pages" has turned none."""
    parse = fillers.parse
    if parse.kid(i, "prt") is not None:
        return False
    beside = [*undergoers(parse, i), *(o for p in prepositions(parse, i) for o in p.objects)]
    return any(f"{parse.lemmas[i]} {parse.lemmas[k]}" in _WORDS.idioms for k in beside)


def _moves(fillers: Fillers, i: int) -> bool:
    """True for who "was struck by their resolve"."""
    parse = fillers.parse
    moved = agents(parse, i) if parse.lemmas[i] in _WORDS.moving and is_passive(parse, i) else []
    return bool(moved) and all(parse.lemmas[k] in _WORDS.virtues for k in moved)


def _lacks_object(fillers: Fillers, i: int, match: Match) -> bool:
    """True for who "conceded gracefully", "committed to" nothing, "holds them to" their word."""
    parse = fillers.parse
    given = bool(undergoers(parse, i))
    if parse.lemmas[i] == "concede":
        return match.pattern.preposition is None and not given
    if parse.lemmas[i] == "hold" and match.entry.relation == "possesses":
        # "Hold them to their commitments".
        return given and any(p.word == "to" for p in prepositions(parse, i))
    if parse.lemmas[i] == "commit" and match.entry.relation == "promised":
        promised = given or parse.kid(i, "xcomp") is not None
        return not promised and all(p.word != "to" for p in prepositions(parse, i))
    return False


def _has_clause(fillers: Fillers, i: int, match: Match) -> bool:
    """True for who "conceded that", "will see how", "helped to", "insists on provoking", "asked what"."""
    parse, lemma = fillers.parse, fillers.parse.lemmas[i]
    clauses = list(parse.kids_by(i, "ccomp"))
    if lemma == "see" or (lemma == "concede" and match.pattern.preposition is None):
        return bool(clauses)
    if lemma == "help":
        # "Helped to broker a truce": the truce is what was helped.
        deed = parse.kid(i, "xcomp") if not undergoers(parse, i) else None
        return deed is not None and parse.kid(deed, "nsubj") is None and is_infinitive(parse, deed)
    if lemma == "insist":
        return any(p.word == "on" and parse.kid(p.at, "pcomp") is not None for p in prepositions(parse, i))
    if lemma == "ask":
        return any(_is_question(fillers, k) for k in clauses) and parse.kid(i, "dobj", "dative") is None
    return False


def _has_other_words(fillers: Fillers, i: int) -> bool:
    """True for who "showed restraint", "stands ready", "takes it seriously", "left it open"; "given its history"."""
    parse, lemma = fillers.parse, fillers.parse.lemmas[i]
    if lemma in _WORDS.showing:
        return any(parse.lemmas[k] in _WORDS.virtues | _WORDS.shown for k in undergoers(parse, i))
    if lemma == "stand":
        return any(parse.lemmas[k] in _WORDS.standing_by for k in parse.kids_by(i, "acomp", "oprd"))
    if lemma == "let":
        # "Let alone", "let me be clear", "let it be remembered".
        aside = parse.lower[i + 1 : i + 3] == ["it", "be"]
        return aside or parse.lower[i + 1 : i + 2] in (["alone"], ["me"])
    if lemma == "give":
        return parse.tags[i] == "VBN" and parse.deps[i] == "prep"
    if lemma == "take":
        regarded = any(parse.lower[k] in _WORDS.regards for k in parse.kids_by(i, "advmod"))
        return regarded or _takes_time(fillers, i)
    return lemma == "leave" and bool(_states(fillers, i))


def _takes_time(fillers: Fillers, i: int) -> bool:
    """True for what "took Chad two days"."""
    parse = fillers.parse
    took = [k for k in parse.kids_by(i, "dobj", "npadvmod") if parse.entity_at.get(k) in {"DATE", "TIME"}]
    return bool(took) and parse.kid(i, "xcomp", "advcl") is not None


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
    denied = parse.lemmas[i] == "deny" and parse.kid(i, "aux", "auxpass") is None
    return denied and any(parse.lemmas[k] in _WORDS.inspecting for k in subjects(parse, i))


def _is_question(fillers: Fillers, clause: int) -> bool:
    """True for "what they received", "whether anybody would come"."""
    parse = fillers.parse
    return any(parse.tags[k] in {"WP", "WRB"} or parse.lower[k] == "whether" for k in parse.kids[clause])
